"""What an import gives back: chunks of events, rejected rows, and a report that adds up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

import pandas as pd

from dashboard.schema import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.importers.dates import Order

LayoutName = Literal["acled", "ucdp", "gdelt", "reports", "spreadsheet"]
LAYOUTS: tuple[LayoutName, ...] = ("acled", "ucdp", "gdelt", "reports", "spreadsheet")
EXAMPLES = 5
REJECT_COLUMNS = ("line", "column", "value", "reason", "row")


@dataclass(frozen=True)
class Layout:
    """
    How a file is laid out.

    Attributes
    ----------
    name
        Whose layout it is.
    variant
        Which form of it, in words.
    columns
        Column names in the order of the file, as the importers call them.
    header_rows
        Rows at the top that are no data: titles, names, tags.
    mapping
        Column of the file to field of the event table; for spreadsheets only, guessed unless given.
    date_order
        How dates such as 03/04/2022 are read.
    assumptions
        What was concluded without being told, one sentence each.
    sample
        The first rows, for spreadsheets only.
    """

    name: LayoutName
    variant: str
    columns: tuple[str, ...]
    header_rows: int = 1
    mapping: Mapping[str, str] = field(default_factory=dict)
    date_order: Order = "day-first"
    assumptions: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()


class Reject(NamedTuple):
    """
    A row that was not taken.

    Attributes
    ----------
    line
        Line on which the row begins, counted from 1; for workbooks the row, for JSON and Parquet
        the number of the record.
    column
        Column at fault; None where the whole row is.
    value
        What stands there.
    reason
        Why the row was not taken, and what would be right.
    row
        The row as it stands in the file.
    """

    line: int
    column: str | None
    value: str | None
    reason: str
    row: str


@dataclass(frozen=True)
class Warned:
    """
    One kind of warning.

    Attributes
    ----------
    count
        Rows it fell upon.
    examples
        At most `EXAMPLES`, each with its line.
    """

    count: int
    examples: tuple[str, ...] = ()

    def __add__(self, other: Warned) -> Warned:
        """Add up the counts; the first examples stay."""
        return Warned(self.count + other.count, (self.examples + other.examples)[:EXAMPLES])


@dataclass(frozen=True)
class Report:
    """
    What became of the rows of a file; reports of its chunks add up to that of the file.

    Attributes
    ----------
    read
        Rows of data met in the file; always ``taken + rejected``.
    taken, rejected
        Rows that became events, and rows that did not.
    warnings
        Kind of warning to how often and where.
    assumptions
        What was concluded without being told, one sentence each.
    """

    read: int = 0
    taken: int = 0
    rejected: int = 0
    warnings: Mapping[str, Warned] = field(default_factory=dict)
    assumptions: tuple[str, ...] = ()

    def __add__(self, other: Report) -> Report:
        """Add up two parts of one import."""
        warnings = dict(self.warnings)
        for kind, warned in other.warnings.items():
            warnings[kind] = warnings[kind] + warned if kind in warnings else warned
        known = set(self.assumptions)
        return Report(
            self.read + other.read,
            self.taken + other.taken,
            self.rejected + other.rejected,
            warnings,
            self.assumptions + tuple(text for text in other.assumptions if text not in known),
        )


@dataclass(frozen=True)
class Chunk:
    """
    A part of an import.

    Attributes
    ----------
    events
        Event table, see `schema.EVENTS`.
    event_actors, claims, links
        Side tables of these events, see `schema`; no layout but that of reports has links.
    actors, sources
        Actors and sources that no earlier chunk and, for actors, no known table has.
    datasets
        The one dataset that the rows belong to.
    rejects
        Rows not taken: columns `REJECT_COLUMNS`, see `Reject`.
    report
        This chunk's share of the report.
    """

    events: pd.DataFrame
    event_actors: pd.DataFrame
    claims: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    datasets: pd.DataFrame
    rejects: pd.DataFrame
    report: Report
    links: pd.DataFrame = field(default_factory=partial(pd.DataFrame, columns=LINKS.names))


def reject_table(rejects: Iterable[Reject]) -> pd.DataFrame:
    """
    Put rejected rows into a table.

    Parameters
    ----------
    rejects
        n rows, in the order of the file.

    Returns
    -------
    table
        n rows, columns `REJECT_COLUMNS`; ``line`` is Int64, the others are text.
    """
    table = pd.DataFrame(list(rejects), columns=list(REJECT_COLUMNS), dtype="object")
    return table.astype(dict.fromkeys(REJECT_COLUMNS, "str") | {"line": "Int64"})


def total(reports: Iterable[Report]) -> Report:
    """
    Add up reports.

    Parameters
    ----------
    reports
        Reports of chunks or of files.

    Returns
    -------
    total
        Their sum; the empty report for none.
    """
    added = Report()
    for report in reports:
        added += report
    return added
