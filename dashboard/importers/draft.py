"""What an import remembers from chunk to chunk, and its rows on their way to events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from dashboard.importers import dates
from dashboard.importers.mapping import ActorBook, TypeBook, rows, slug
from dashboard.importers.model import EXAMPLES, Reject, Warned
from dashboard.importers.placing import Cache, Gazetteer, Placer
from dashboard.importers.seen import Numbers, Seen
from dashboard.importers.territories import AreaBook
from dashboard.records import typed
from dashboard.schema import SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dashboard.importers.blocks import Block
    from dashboard.importers.datasets import Dataset
    from dashboard.importers.mapping import Actor
    from dashboard.importers.texts import Codes

CACHED_DAYS = 100_000
Filled: TypeAlias = pa.Array | npt.NDArray[np.generic] | pd.api.extensions.ExtensionArray


@dataclass
class Tally:
    """Warnings of a chunk, counted by kind."""

    found: dict[str, Warned] = field(default_factory=dict)

    def add(self, kind: str, count: int, examples: Sequence[str] = ()) -> None:
        """Count rows under a kind of warning."""
        if count:
            warned = Warned(count, tuple(examples[:EXAMPLES]))
            self.found[kind] = self.found[kind] + warned if kind in self.found else warned

    def take(self) -> dict[str, Warned]:
        """Give what was counted and begin anew."""
        found, self.found = self.found, {}
        return found


class Running:
    """
    What an import remembers from chunk to chunk.

    Parameters
    ----------
    dataset
        The dataset its rows belong to.
    datasets
        The table row of it.
    data
        Data folder.
    layout
        Layout of the file.
    gazetteer
        For rows without a point; None for none.
    order
        How ambiguous dates are read.
    mapping
        Column to field, for spreadsheets; in them, numbers may be days too.
    """

    def __init__(  # noqa: PLR0913 (the parts of an import)
        self,
        dataset: Dataset,
        datasets: pd.DataFrame,
        data: Path,
        layout: str,
        *,
        gazetteer: Gazetteer | None = None,
        order: dates.Order = "day-first",
        mapping: Mapping[str, str] | None = None,
    ) -> None:
        self.dataset = dataset
        self.datasets = datasets
        self.order = order
        self.mapping = dict(mapping or {})
        self.left_out: frozenset[str] = frozenset()
        self.cameo = {row["code"]: row["label"] for row in rows(data / "mappings" / "cameo.csv")}
        self.types = TypeBook(data, layout)
        self.actors = ActorBook(data, layout, dataset.dataset)
        self.areas = AreaBook(data)
        self.placer = Placer(self.areas, gazetteer, dataset.name)
        self.places: Cache = {}
        regions = pd.DataFrame(rows(data / "regions.csv"), dtype="str")
        self.regions = regions.replace({"": pd.NA})
        self.tally = Tally()
        self.ids = Seen()
        self.notes = Seen()
        self.noted = self.noted_apart = 0
        self._days: dict[str, dates.Day] = {}
        self._sources: dict[tuple[str, str | None], str] = {}
        self._source_ids: set[str] = set()
        self._new_sources: list[dict[str, str | None]] = []

    def day(self, text: str | None) -> dates.Day:
        """Read a date, once for each distinct text."""
        if text is None:
            return dates.Day(None, None, problem="no date")
        day = self._days.get(text)
        if day is None:
            if len(self._days) > CACHED_DAYS:
                self._days.clear()
            day = self._days[text] = dates.parse(text, self.order, serials=bool(self.mapping))
        return day

    def source(self, publisher: str, kind: str, **more: str | None) -> str:
        """Give the id of a source, which is added to the table when it is first met."""
        url = more.get("url")
        if known := self._sources.get((publisher, url)):
            return known
        source_id = f"{self.dataset.dataset}:{slug(url or publisher)}"
        if publisher == self.dataset.publisher and not url:
            source_id = self.dataset.dataset
        held = source_id in self._source_ids
        self._sources[publisher, url] = source_id
        if not held:
            self._source_ids.add(source_id)
            row: dict[str, str | None] = {
                "source_id": source_id,
                "publisher": publisher,
                "published": "n.d.",
                "kind": kind,
            }
            self._new_sources.append(row | more)
        return source_id

    def take_sources(self) -> pd.DataFrame:
        """Give the sources added since this was last asked."""
        added, self._new_sources = self._new_sources, []
        return typed(pd.DataFrame(added, columns=SOURCES.names, dtype="object"), SOURCES)


@dataclass
class Draft:
    """
    Rows of a block on their way to events; n rows each.

    Attributes
    ----------
    block
        The rows as read.
    keep
        Rows not rejected so far.
    rejects
        Those rejected.
    columns
        Columns of the event table; what is not set is null.
    parties
        Role, and for each distinct side its actors with a note, spread over rows by the codes.
    claims
        Rows and figures for the table of claims: positions, low, high.
    """

    block: Block
    keep: npt.NDArray[np.bool_]
    rejects: list[Reject]
    columns: dict[str, Filled]
    parties: list[tuple[str, Codes, list[list[tuple[Actor, str | None]]]]] = field(
        default_factory=list
    )
    claims: list[tuple[Numbers, Numbers, Numbers]] = field(default_factory=list)

    @classmethod
    def of(cls, block: Block) -> Draft:
        """Begin with all rows of a block."""
        return cls(block, np.ones(len(block), dtype=bool), list(block.rejects), {})

    def refuse(self, row: int, column: str | None, value: str | None, reason: str) -> None:
        """Reject a row; only the first reason counts."""
        if self.keep[row]:
            self.keep[row] = False
            line = int(self.block.lines[row])
            self.rejects.append(Reject(line, column, value, reason, self.block.row_text(row)))

    def where(self, row: int, text: object) -> str:
        """Write an example of a warning."""
        shown = str(text)
        return f"line {self.block.lines[row]}: {shown[:80]}"
