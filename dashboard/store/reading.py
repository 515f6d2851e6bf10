"""A store, open for reading: select, page, draw and add up what a filter keeps."""

from __future__ import annotations

import queue
import threading
import time
from collections import OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa

from dashboard.actors import members
from dashboard.errors import FilterError, StoreError
from dashboard.events import with_points
from dashboard.grid import MAX_ZOOM, window
from dashboard.records import typed
from dashboard.schema import ACTORS, DATASETS, EVENT_TYPES, EVENTS, REGIONS, SOURCES
from dashboard.store.answers import Answer, Answers
from dashboard.store.asking import Plans
from dashboard.store.building import EVENT_SCHEMA
from dashboard.store.cells import (
    COLOUR_COLUMNS,
    Cells,
    Colour,
    View,
    at,
    cells,
    elsewhere,
)
from dashboard.store.conditions import Reader, frame, profile_table, stream
from dashboard.store.counts import Facet, Figures, facets, figures, timeline
from dashboard.store.details import Detail, detail
from dashboard.store.pages import Page, Request, page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd
    from ibis.backends.duckdb import Backend

    from dashboard.filters import EventFilter
    from dashboard.schema import Table as Schema

ANSWERS_KEPT = 512
READERS = 4
BATCH_ROWS = 20_000
FIRST_BATCH_ROWS = 2_000


class Store:
    """
    A store file, open for reading by any number of threads.

    Parameters
    ----------
    path
        File that `build` wrote.
    version
        Name of the state of the data.
    connect
        Gives a new connection to the tables, where they are more than those of the file.

    Raises
    ------
    StoreError
        If the file is missing or no store.

    Notes
    -----
    A few connections are kept and handed to one thread at a time. Answers are kept by question
    and filter, at most `ANSWERS_KEPT`; another state of the data is another store.
    """

    def __init__(
        self, path: Path, version: str, connect: Callable[[], Backend] | None = None
    ) -> None:
        self.path = path
        self.version = version
        self._connect = connect or self._beside
        self._idle: queue.LifoQueue[Reader] = queue.LifoQueue()
        self._answers = Answers(ANSWERS_KEPT)
        self._plans = Plans()
        self._drawn: OrderedDict[tuple[EventFilter, Colour], float] = OrderedDict()
        self._lock = threading.Lock()
        try:
            self._first: Backend = (
                connect() if connect else ibis.duckdb.connect(path, read_only=True)
            )
            self.actors = self._whole("actor", ACTORS)
            self.event_types = self._whole("event_type", EVENT_TYPES).sort_values("order")
            self.regions = self._whole("region", REGIONS)
            self.datasets = self._whole("dataset", DATASETS)
            self._places = frame(self._first.table("place")).set_index("place_no")["name"]
            self._profiles = profile_table(self._first)
            self.total: int = self._first.table("event").count().to_pyarrow().as_py()
        except Exception as error:  # whatever the engine raises: the file is no store
            raise StoreError(f"{path.name}: cannot be opened as a store: {error}") from error
        self.members: Mapping[str, frozenset[str]] = members(self.actors)
        for _ in range(READERS):
            self._idle.put(self._fresh())

    def close(self) -> None:
        """Close the file."""
        self._first.disconnect()

    def forget(self) -> None:
        """Let go of all kept answers, so that the next ones are worked out anew."""
        self._answers.clear()

    def count(self, chosen: EventFilter) -> int:
        """
        Count the events of a filter.

        Parameters
        ----------
        chosen
            What to count.

        Returns
        -------
        events
            Number of events.
        """
        return self.figures(chosen).events

    def holds(self, chosen: EventFilter, event_id: str) -> bool:
        """
        Say whether a filter keeps an event.

        Parameters
        ----------
        chosen
            The filter.
        event_id
            Id of the event.

        Returns
        -------
        held
            True if it is among the events of the filter.
        """

        def ask(reader: Reader) -> bool:
            kept = reader.kept(chosen)
            n: int = kept.filter(kept.event_id == event_id).count().to_pyarrow().as_py()
            return n > 0

        return self._answer(("holds", chosen, event_id), ask)

    def select(self, chosen: EventFilter) -> gpd.GeoDataFrame:
        """
        Give the events of a filter.

        Parameters
        ----------
        chosen
            What to keep.

        Returns
        -------
        events
            Event table, EPSG:4326, geometry None where the place is an area or unknown; ordered
            by first day and id. Equals `filters.select` over all events.
        """
        with self._reader() as reader:
            kept = reader.kept(chosen).order_by("date_start", "event_id")
            return with_points(typed(frame(kept.select(EVENTS.names)), EVENTS))

    def batches(self, chosen: EventFilter) -> pa.RecordBatchReader:
        """
        Stream the events of a filter.

        Parameters
        ----------
        chosen
            What to keep.

        Returns
        -------
        batches
            The columns of `schema.EVENTS`, in the order of `select`, at most `BATCH_ROWS` rows at
            a time; asked for only as fast as they are taken.
        """
        batches = _day_by_day(self._fresh(), chosen)
        return pa.RecordBatchReader.from_batches(EVENT_SCHEMA, batches)

    def page(self, chosen: EventFilter, wanted: Request) -> Page:
        """
        Give one page of events.

        Parameters
        ----------
        chosen
            What to keep.
        wanted
            Which page, in which order.

        Returns
        -------
        page
            See `Page`.

        Raises
        ------
        FilterError
            If the place is no key.
        """
        total = self.count(chosen) if wanted.place is None else self._at(chosen, wanted.place)
        return self._answer(("page", chosen, wanted), lambda r: page_of(r, chosen, wanted, total))

    def _at(self, chosen: EventFilter, place: str) -> int:
        def ask(reader: Reader) -> int:
            kept = reader.kept(chosen)
            return int(kept.filter(at(kept, place)).count().to_pyarrow().as_py())

        return self._answer(("at", chosen, place), ask)

    def cells(
        self, chosen: EventFilter, bbox: Sequence[float], zoom: int, colour: Colour = "type"
    ) -> Cells:
        """
        Give what the map draws of a filter.

        Parameters
        ----------
        chosen
            What to draw.
        bbox
            West, south, east, north in degrees, see `grid.window`.
        zoom
            0 to `grid.MAX_ZOOM`.
        colour
            Whether cells are led by event type or by actor.

        Returns
        -------
        cells
            See `Cells`.

        Raises
        ------
        FilterError
            If box, zoom or colour cannot be.
        """
        if not 0 <= zoom <= MAX_ZOOM:
            raise FilterError(f"zoom: {zoom} is not between 0 and {MAX_ZOOM}")
        if colour not in COLOUR_COLUMNS:
            raise FilterError(f"colour: {colour!r} is not one of: {', '.join(COLOUR_COLUMNS)}")
        view = View(window(bbox), zoom, colour)
        away = self._answer(
            ("elsewhere", chosen, colour),
            lambda r: elsewhere(r, chosen, colour),
        )
        answer = self._answer(
            ("cells", chosen, view),
            lambda r: cells(r, chosen, self._places, view, away),
        )
        with self._lock:
            self._drawn[chosen, colour] = time.monotonic()
            self._drawn.move_to_end((chosen, colour))
            while len(self._drawn) > ANSWERS_KEPT:
                self._drawn.popitem(last=False)
        return answer

    def drawn(self, chosen: EventFilter, colour: Colour, since: float) -> bool:
        """
        Say whether a map has been given a filter's cells.

        Parameters
        ----------
        chosen
            The filter.
        colour
            What leads the cells.
        since
            Moment of `time.monotonic`.

        Returns
        -------
        drawn
            True if `cells` answered for them since then, whoever asked.
        """
        return self._drawn.get((chosen, colour), 0.0) >= since

    def figures(self, chosen: EventFilter) -> Figures:
        """Add up a filter, see `counts.figures`."""
        return self._answer(("figures", chosen), lambda r: figures(r, chosen, self.total))

    def timeline(self, chosen: EventFilter) -> pd.DataFrame:
        """Count events per week by type, see `counts.timeline`."""
        wide = chosen.without("start", "end")
        return self._answer(("timeline", wide), lambda r: timeline(r, wide))

    def facets(self, chosen: EventFilter) -> dict[str, Facet]:
        """Count the events beside each choice, see `counts.facets`."""
        return self._answer(("facets", chosen), lambda r: facets(r, chosen))

    def by_dataset(self, chosen: EventFilter) -> dict[str, int]:
        """Count the events of a filter by dataset; a dataset without any is not there."""
        counts = self.facets(chosen)["dataset"].events
        return {one: n for one, n in counts.items() if one in (chosen.datasets or counts)}

    def event(self, event_id: str) -> Detail:
        """Give one event with all that is known of it, see `details.detail`."""
        return self._answer(("event", event_id), lambda r: detail(r, event_id))

    def sources(self) -> pd.DataFrame:
        """Give all sources, see `schema.SOURCES`."""
        return self._answer(("sources",), lambda r: typed(frame(r.table("source")), SOURCES))

    def leads(self) -> dict[str, int]:
        """Count all events by their first named perpetrator."""
        return self._answer(("leads",), _leads)

    def days(self) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """Give the first and the last day of all events; None where there are none."""
        return self._answer(("days",), _days)

    def _whole(self, name: str, schema: Schema) -> pd.DataFrame:
        return typed(frame(self._first.table(name)), schema)

    def _beside(self) -> Backend:
        return ibis.duckdb.from_connection(self._first.con.cursor())

    def _fresh(self) -> Reader:
        return Reader(self._connect(), self.members, self._profiles, self._plans)

    @contextmanager
    def _reader(self) -> Iterator[Reader]:
        reader = self._idle.get()
        try:
            yield reader
        finally:
            self._idle.put(reader)

    def _answer(self, key: Hashable, ask: Callable[[Reader], Answer]) -> Answer:
        def work_out() -> Answer:
            with self._reader() as reader:
                return ask(reader)

        return self._answers.of(key, work_out)


def _day_by_day(reader: Reader, chosen: EventFilter) -> Iterator[pa.RecordBatch]:
    """Ask for some days at a time: nothing need be sorted, or held, whole."""
    kept = reader.kept(chosen)
    days = frame(kept.group_by("date_start").agg(n=kept.count()).order_by("date_start"))
    size, most, first = 0, FIRST_BATCH_ROWS, None
    for row, (day, n) in enumerate(zip(days["date_start"], days["n"], strict=True)):
        first = day if first is None else first
        size += n
        if size >= most or row == len(days) - 1:
            some = kept.filter(kept.date_start.between(ibis.timestamp(first), ibis.timestamp(day)))
            in_order = some.order_by("date_start", "event_id").select(EVENTS.names)
            yield from stream(in_order, BATCH_ROWS)
            size, most, first = 0, BATCH_ROWS, None


def _leads(reader: Reader) -> dict[str, int]:
    events = reader.table("event").filter(lambda t: t.lead_actor.notnull())
    rows = frame(events.group_by("lead_actor").agg(n=events.count()))
    return dict(zip(rows["lead_actor"], rows["n"].astype(int), strict=True))


def _days(reader: Reader) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    events = reader.table("event")
    row = frame(events.agg(first=events.date_start.min(), last=events.date_end.max()))
    return None if row.isna().any(axis=None) else (row["first"].iloc[0], row["last"].iloc[0])
