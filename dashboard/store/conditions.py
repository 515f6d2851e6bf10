"""A filter as an Ibis expression; `filters.select` says what it must mean."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import ibis
import pandas as pd

from dashboard.filters import everyone
from dashboard.store.asking import given, literals
from dashboard.store.rolling import ROLL_UPS, SUMMED, answers, with_n

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    import pyarrow as pa
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import BooleanValue, IntegerValue, Table

    from dashboard.filters import EventFilter
    from dashboard.store.asking import Plans, Values


VALUES_KEPT = 32
COUNTED = tuple(
    sorted({"cast_no", "fatalities_high", "fatalities_low", *SUMMED, *chain(*ROLL_UPS.values())})
)
"""Columns of the event table that counting looks at; a long list would cost time to read."""


class Reader:
    """
    One connection, in the hands of one thread at a time.

    Parameters
    ----------
    backend
        The connection.
    members
        See `actors.members`.
    profiles
        The store's table of profiles, see `numbering.PROFILE`.
    plans
        Questions that are compiled already.
    """

    def __init__(
        self,
        backend: Backend,
        members: Mapping[str, frozenset[str]],
        profiles: pd.DataFrame,
        plans: Plans,
    ) -> None:
        self.profiles = profiles
        self._backend = backend
        self._members = members
        self._plans = plans
        self._tables: dict[str, Table] = {}
        self._values = lru_cache(maxsize=VALUES_KEPT)(self._values_of)

    def table(self, name: str) -> Table:
        """Give a table of the store; its columns are asked for once."""
        if name not in self._tables:
            self._tables[name] = self._backend.table(name)
        return self._tables[name]

    def kept(self, chosen: EventFilter) -> Table:
        """Give the events that a filter keeps, not ordered; to be run as it is."""
        values = self._values(chosen)
        return self._narrowed(self.table("event"), values, literals(values))

    def counted(self, chosen: EventFilter, roll_up: str | None = None) -> Table:
        """
        Give the events that a filter keeps, counted; to be asked through `ask`.

        Parameters
        ----------
        chosen
            What to keep.
        roll_up
            One of `rolling.ROLL_UPS`.

        Returns
        -------
        counted
            Rows of the roll-up where it can answer the filter, else single events: either has
            its columns, and sums over them are the same.
        """
        values = self._values(chosen)
        if roll_up and answers(chosen):
            return self._narrowed(self.table(roll_up), values, given)
        return with_n(self.events(chosen).select(COUNTED))

    def events(self, chosen: EventFilter) -> Table:
        """Give the events that a filter keeps, not ordered; to be asked through `ask`."""
        return self._narrowed(self.table("event"), self._values(chosen), given)

    def ask(
        self, form: Hashable, chosen: EventFilter, build: Callable[[], Table], **more: object
    ) -> pd.DataFrame:
        """
        Ask a question about a filter, compiled once for all filters with the same conditions.

        Parameters
        ----------
        form
            What tells this expression from others, besides the conditions of the filter.
        chosen
            The filter that is handed to `counted`.
        build
            Gives the expression.
        **more
            Values of other `asking.given` places.

        Returns
        -------
        rows
            The answer.
        """
        values = self._values(chosen)
        plan = self._plans.of((form, *values), build)
        return plan.run(self._backend, values | more)

    def _values_of(self, chosen: EventFilter) -> dict[str, object]:
        """Give the conditions of a filter as plain values; their names are its form."""
        found: dict[str, object] = {}
        fits = fitting(self.profiles, chosen)
        if not fits.all():
            found["profiles"] = self.profiles["profile_no"][fits].tolist()
        if chosen.actors:
            found["actors"] = sorted(everyone(chosen, self._members))
            if chosen.role != "either":
                found["role"] = chosen.role
        for name, day in (("start", chosen.start), ("end", chosen.end)):
            if day:
                found[name] = dt.datetime.combine(day, dt.time())
        if chosen.min_deaths is not None:
            found["min_deaths"] = chosen.min_deaths
        return found | {f"word{at}": word for at, word in enumerate(chosen.words)}

    def _narrowed(self, rows: Table, values: Mapping[str, object], put: Values) -> Table:
        kept: list[BooleanValue] = []
        if "profiles" in values:
            alike = put("profiles", "array<int32>").unnest().name("profile_no").as_table()
            kept.append(rows.profile_no.isin(alike.profile_no))
        if "actors" in values:
            cast = self.table("cast")
            part = cast.filter(put("actors", "array<string>").contains(cast.actor_id))
            if "role" in values:
                part = part.filter(part.role == put("role", "string"))
            kept.append(rows.cast_no.isin(part.cast_no))
        if "start" in values:
            kept.append(rows.date_end >= put("start", "timestamp"))
        if "end" in values:
            kept.append(rows.date_start <= put("end", "timestamp"))
        if "min_deaths" in values:
            kept.append(most_deaths(rows) >= put("min_deaths", "int64"))
        words = [name for name in values if name.startswith("word")]
        kept += [rows.searched.contains(put(word, "string")) for word in words]
        return rows.filter(*kept) if kept else rows


def fitting(profiles: pd.DataFrame, chosen: EventFilter) -> pd.Series[bool]:
    """
    Say which profiles have what a filter asks of them.

    Parameters
    ----------
    profiles
        Table of profiles, n rows.
    chosen
        The filter; only conditions that a profile can answer are looked at.

    Returns
    -------
    fits
        n answers.
    """
    wanted = chosen.one_of()
    if chosen.deaths:
        wanted["deaths"] = chosen.deaths
    if chosen.disputed:
        wanted["attribution"] = ("disputed",)
    fits = pd.Series(data=True, index=profiles.index)
    for column, values in wanted.items():
        fits &= profiles[column].isin(values)
    return fits if chosen.weak else fits & (profiles["confidence"] != "low")


def profile_table(backend: Backend) -> pd.DataFrame:
    """
    Read the profiles of a store.

    Parameters
    ----------
    backend
        The store.

    Returns
    -------
    profiles
        ``profile_no`` and, as categories, the columns of `numbering.PROFILE`.
    """
    rows = frame(backend.table("profile"))
    return rows.astype(dict.fromkeys(rows.columns.drop("profile_no"), "category"))


def most_deaths(events: Table) -> IntegerValue:
    """
    Give the highest number of deaths that anybody reports.

    Parameters
    ----------
    events
        Event table of the store.

    Returns
    -------
    deaths
        A number for each event, null where nobody gives one.
    """
    most: IntegerValue = ibis.coalesce(events.fatalities_high, events.fatalities_low)
    return most


def frame(asked: Table) -> pd.DataFrame:
    """
    Run an expression.

    Parameters
    ----------
    asked
        What to run, n rows.

    Returns
    -------
    rows
        n rows, with the dtypes that the engine gives.
    """
    rows: pd.DataFrame = asked.to_pyarrow().to_pandas()
    return rows


def stream(asked: Table, most_rows: int) -> Iterator[pa.RecordBatch]:
    """
    Run an expression without ever holding all of its rows.

    Parameters
    ----------
    asked
        What to run, on a connection that nobody else uses meanwhile.
    most_rows
        Rows a batch at most.

    Yields
    ------
    batch
        The rows, in order.

    Notes
    -----
    Ibis 12 asks DuckDB 2 for a method that it no longer has, so on DuckDB the compiled expression
    is streamed by the connection itself; every other engine is streamed by Ibis.
    """
    backend = asked.get_backend()
    if backend.name == "duckdb":
        result = backend.con.sql(backend.compile(asked))
        yield from result.to_arrow_reader(most_rows)
    else:
        yield from asked.to_pyarrow_batches(chunk_size=most_rows)


def inside(
    events: Table,
    spans: Sequence[tuple[int | IntegerValue, int | IntegerValue]],
    top: int | IntegerValue,
    bottom: int | IntegerValue,
) -> BooleanValue:
    """
    Say which events have their point in a window.

    Parameters
    ----------
    events
        Event table of the store, or a roll-up.
    spans, top, bottom
        See `grid.Window`.

    Returns
    -------
    inside
        True for events with a point inside, edges included.
    """
    across = ibis.or_(*(events.grid_x.between(left, right) for left, right in spans))
    return across & events.grid_y.between(top, bottom)
