"""What the columns of a plain table hold: guessed by their names and contents, or told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from dashboard.errors import ColumnsError, ImportFileError
from dashboard.importers import dates
from dashboard.importers.model import Layout
from dashboard.importers.texts import clean
from dashboard.names import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

DATE_SHARE = 0.8
TEXT_LENGTH = 30
SHOWN = 3
IGNORED = ("", "-", "ignore")
NOTE = "note"
"""In place of a field: the column is kept with the notes, whatever its name would mean."""
GUESSABLE_DAYS = re.compile(r"\d.*\D.*\d")
WHERE = ("place_name", "admin1", "country", "lat", "lon", "coordinates")
OWN = frozenset({"event_id", "date_start", "place_precision", "toll_scope"})
"""Columns by which our own downloads are known."""


def plan(
    columns: Sequence[str],
    sample: Sequence[Sequence[str]],
    names: Mapping[str, str],
    given: Mapping[str, str] | None = None,
) -> Layout:
    """
    Guess what the columns of a table hold.

    Parameters
    ----------
    columns
        Names, all different.
    sample
        Some rows, each as long as `columns`.
    names
        Folded name to field, see `mapping.column_names`.
    given
        Column to field, as a person says; ``-`` leaves a column out, ``note`` keeps it with the
        notes. Wins over every guess.

    Returns
    -------
    layout
        With the mapping and a sentence for what was guessed from content.

    Raises
    ------
    ImportFileError
        If a given column or field does not exist.
    ColumnsError
        If nothing says when or where.
    """
    given = _checked(given or {}, columns, set(names.values()))
    mapping = {column: field for column, field in given.items() if field not in (*IGNORED, NOTE)}
    notes = []
    for name in columns:
        field = names.get(fold(name)) or names.get(fold(name.replace("_", " ")))
        if name not in given and field and field not in mapping.values():
            mapping[name] = field
    column: str | None
    if "date" not in mapping.values() and (column := _date_column(columns, sample, mapping)):
        mapping[column] = "date"
        notes.append(f"column {column!r} is taken as the date, because it holds dates")
    taken = {*mapping, *given}
    if "summary" not in mapping.values() and (column := _text_column(columns, sample, taken)):
        mapping[column] = "summary"
        notes.append(f"column {column!r} is taken as the description, the longest text")
    shown = tuple(tuple(row) for row in sample[:SHOWN])
    if missing := _missing(mapping):
        raise ColumnsError(
            f"{missing} (columns: {', '.join(columns)})", tuple(columns), mapping, shown
        )
    at = columns.index(next(name for name, field in mapping.items() if field == "date"))
    order, evidence = dates.order_of([row[at] for row in sample])
    notes.extend([evidence] if evidence else [])
    told = ", ".join(f"{name} = {field}" for name, field in mapping.items())
    left = [name for name in columns if name not in mapping and given.get(name, NOTE) == NOTE]
    if left and not set(columns) >= OWN:
        notes.append(f"columns kept as notes: {', '.join(left)}")
    return Layout(
        "spreadsheet",
        "columns by name",
        tuple(columns),
        mapping={name: mapping[name] for name in columns if name in mapping},
        date_order=order,
        assumptions=(f"columns read as: {told}", *notes),
        sample=shown,
    )


def _checked(given: Mapping[str, str], columns: Sequence[str], fields: set[str]) -> dict[str, str]:
    by_name = {column.casefold().strip(): column for column in columns}
    problems: list[str] = []
    found: dict[str, str] = {}
    for column, field in given.items():
        if column.casefold().strip() not in by_name:
            problems.append(f"there is no column {column!r}; there are: {', '.join(columns)}")
        if field in fields and field in found.values():
            problems.append(f"several columns are to be {field!r}; one is taken")
        if field not in fields and field not in (*IGNORED, NOTE):
            problems.append(f"there is no field {field!r}; there are: {', '.join(sorted(fields))}")
        found[by_name.get(column.casefold().strip(), column)] = field
    if problems:
        raise ImportFileError("; ".join(problems))
    return found


def _date_column(
    columns: Sequence[str], sample: Sequence[Sequence[str]], mapping: Mapping[str, str]
) -> str | None:
    for at, column in enumerate(columns):
        cells = [row[at] for row in sample if clean(row[at])]
        dated = [c for c in cells if GUESSABLE_DAYS.search(c) and dates.parse(c).start]
        if column not in mapping and cells and len(dated) >= DATE_SHARE * len(cells):
            return column
    return None


def _text_column(
    columns: Sequence[str], sample: Sequence[Sequence[str]], taken: Collection[str]
) -> str | None:
    free = [at for at, column in enumerate(columns) if column not in taken]
    sizes = {at: np.mean([len(row[at]) for row in sample] or [0]) for at in free}
    longest = max(sizes, key=lambda at: sizes[at], default=None)
    return columns[longest] if longest is not None and sizes[longest] >= TEXT_LENGTH else None


def _missing(mapping: Mapping[str, str]) -> str | None:
    fields = set(mapping.values())
    if "date" not in fields:
        return "no column holds a date; say which with --map COLUMN=date"
    if not fields & set(WHERE):
        return (
            "no column says where; say which with --map COLUMN=place_name, or with lat and lon for "
            "coordinates"
        )
    return None
