"""A filter as an Ibis expression; `filters.select` says what it must mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

from dashboard.filters import everyone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    import pyarrow as pa
    from ibis.backends import BaseBackend
    from ibis.expr.types import BooleanValue, Table

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
    """

    def __init__(self, backend: BaseBackend, members: Mapping[str, frozenset[str]]) -> None:
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
        return filtered(self.table("event"), self.table("event_actor"), self._members, chosen)


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


def filtered(
    events: Table,
    event_actors: Table,
    members: Mapping[str, frozenset[str]],
    chosen: EventFilter,
) -> Table:
    """
    Keep the events that a filter asks for.

    Parameters
    ----------
    events, event_actors
        Tables of the store.
    members
        See `actors.members`.
    chosen
        What to keep.

    Returns
    -------
    kept
        The rows of `events` that the filter keeps, not ordered.
    """
    kept: list[BooleanValue] = []
    if chosen.start:
        kept.append(events.date_end >= ibis.timestamp(chosen.start.isoformat()))
    if chosen.end:
        kept.append(events.date_start <= ibis.timestamp(chosen.end.isoformat()))
    for column, values in chosen.one_of().items():
        kept.append(events[column].isin(values))
    if chosen.actors:
        part = event_actors.filter(_taking_part(event_actors, members, chosen))
        kept.append(events.event_no.isin(part.event_no))
    if chosen.deaths or chosen.min_deaths is not None:
        kept.extend(_deaths(events, chosen))
    if chosen.disputed:
        kept.append(events.attribution == "disputed")
    if not chosen.weak:
        kept.append(events.confidence.fill_null("") != "low")
    kept.extend(events.searched.contains(word) for word in chosen.words)
    return events.filter(*kept) if kept else events


def _taking_part(
    event_actors: Table, members: Mapping[str, frozenset[str]], chosen: EventFilter
) -> list[BooleanValue]:
    part = [event_actors.actor_id.isin(sorted(everyone(chosen, members)))]
    if chosen.role != "either":
        part.append(event_actors.role == chosen.role)
    return part


def _deaths(events: Table, chosen: EventFilter) -> list[BooleanValue]:
    most = ibis.coalesce(events.fatalities_high, events.fatalities_low)
    kinds = {"some": most > 0, "none": most == 0, "unreported": most.isnull()}
    kept = []
    if chosen.deaths:
        kept.append(ibis.or_(*(kinds[kind] for kind in chosen.deaths)))
    if chosen.min_deaths is not None:
        kept.append(most >= chosen.min_deaths)
    return kept


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
