"""A filter as an Ibis expression; `filters.select` says what it must mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from dashboard.filters import everyone
from dashboard.store.rolling import answers, with_n

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    import pyarrow as pa
    from ibis.backends import BaseBackend
    from ibis.expr.types import BooleanValue, IntegerValue, Table
    from numpy.typing import NDArray

    from dashboard.filters import EventFilter
    from dashboard.grid import Window


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
    """

    def __init__(
        self,
        backend: BaseBackend,
        members: Mapping[str, frozenset[str]],
        profiles: pd.DataFrame,
    ) -> None:
        self.profiles = profiles
        self._backend = backend
        self._members = members
        self._tables: dict[str, Table] = {}

    def table(self, name: str) -> Table:
        """Give a table of the store; its columns are asked for once."""
        if name not in self._tables:
            self._tables[name] = self._backend.table(name)
        return self._tables[name]

    def kept(self, chosen: EventFilter) -> Table:
        """Give the events that a filter keeps, not ordered."""
        return self._narrowed(self.table("event"), chosen)

    def counted(self, chosen: EventFilter, roll_up: str) -> Table:
        """
        Give the events that a filter keeps, counted.

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
        if answers(chosen):
            return self._narrowed(self.table(roll_up), chosen)
        return with_n(self.kept(chosen))

    def _narrowed(self, rows: Table, chosen: EventFilter) -> Table:
        kept = []
        if not fitting(self.profiles, chosen).all():
            profile = self.table("profile")
            alike = profile.filter(*_shared(profile, chosen))
            kept.append(rows.profile_no.isin(alike.profile_no))
        if chosen.actors:
            cast = self.table("cast")
            part = cast.filter(*_taking_part(cast, self._members, chosen))
            kept.append(rows.cast_no.isin(part.cast_no))
        kept += single(rows, chosen)
        return rows.filter(*kept) if kept else rows


def fitting(profiles: pd.DataFrame, chosen: EventFilter) -> NDArray[np.bool_]:
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
    fits = np.ones(len(profiles), dtype="bool")
    for condition in _shared(profiles, chosen):
        fits &= condition.to_numpy(dtype="bool")
    return fits


def _shared(profile: Any, chosen: EventFilter) -> list[Any]:  # noqa: ANN401 (see below)
    """Give conditions that events of a profile share, on an Ibis or a pandas table alike."""
    wanted = chosen.one_of()
    if chosen.deaths:
        wanted["deaths"] = chosen.deaths
    if chosen.disputed:
        wanted["attribution"] = ("disputed",)
    kept = [profile[column].isin(list(values)) for column, values in wanted.items()]
    return kept if chosen.weak else [*kept, profile["confidence"] != "low"]


def _taking_part(
    cast: Table, members: Mapping[str, frozenset[str]], chosen: EventFilter
) -> list[BooleanValue]:
    part = [cast.actor_id.isin(sorted(everyone(chosen, members)))]
    if chosen.role != "either":
        part.append(cast.role == chosen.role)
    return part


def single(events: Table, chosen: EventFilter) -> list[BooleanValue]:
    """
    Give the conditions of a filter that look at single events.

    Parameters
    ----------
    events
        Event table of the store.
    chosen
        The filter; dates, least deaths and words are looked at.

    Returns
    -------
    conditions
        All of them must hold.
    """
    kept = [events.searched.contains(word) for word in chosen.words]
    if chosen.start:
        kept.append(events.date_end >= ibis.timestamp(chosen.start.isoformat()))
    if chosen.end:
        kept.append(events.date_start <= ibis.timestamp(chosen.end.isoformat()))
    if chosen.min_deaths is not None:
        kept.append(most_deaths(events) >= chosen.min_deaths)
    return kept


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


def within(events: Table, seen: Window) -> BooleanValue:
    """
    Say which events have their point in a view.

    Parameters
    ----------
    events
        Event table of the store.
    seen
        The view.

    Returns
    -------
    inside
        True for events with a point inside, edges included.
    """
    across = ibis.or_(*(events.grid_x.between(left, right) for left, right in seen.spans))
    return across & events.grid_y.between(seen.top, seen.bottom)
