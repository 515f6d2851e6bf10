"""Adding a filter up: the figures above the map, the timeline, the counts beside choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis

from dashboard.filters import EventFilter
from dashboard.store.conditions import Reader, frame

if TYPE_CHECKING:
    import pandas as pd
    from ibis.expr.types import Table, Value

FACETS = {
    "event_type": ("types",),
    "region": ("regions",),
    "place_precision": ("precisions",),
    "attribution": ("disputed",),
    "dataset": ("datasets",),
    "deaths": ("deaths", "min_deaths"),
}
"""Columns that are counted, and the conditions that are lifted for each."""


@dataclass(frozen=True)
class Figures:
    """
    The numbers above the map.

    Attributes
    ----------
    events, of
        Events of the filter, and of the whole store.
    low, high
        Deaths that may be added up: sum of the lowest and of the highest number anybody gives.
    is_open
        Whether one of these is an "at least".
    untold
        Events for which nobody gives a number.
    shared
        Events whose toll is held by another row and is not added again.
    places
        Different places.
    """

    events: int
    of: int
    low: int
    high: int
    is_open: bool
    untold: int
    shared: int
    places: int


@dataclass(frozen=True)
class Facet:
    """Events beside each choice: counts by id, with the other conditions of the filter kept."""

    events: dict[str, int]


def figures(reader: Reader, chosen: EventFilter, whole: int) -> Figures:
    """
    Add up a filter.

    Parameters
    ----------
    reader
        Where to ask.
    chosen
        What to add up.
    whole
        Events in the store.

    Returns
    -------
    figures
        See `Figures`.
    """
    kept = reader.kept(chosen)
    row = kept.agg(
        events=kept.count(),
        low=kept.toll_low.sum(),
        high=kept.toll_high.sum(),
        is_open=(kept.fatalities_open & kept.toll_high.notnull()).any(),
        untold=kept.untold.sum(),
        shared=(kept.toll_scope == "in_parent").sum(),
        places=kept.place_no.nunique(),
    )
    sums = row.to_pyarrow().to_pylist()[0]
    counted = {name: int(value or 0) for name, value in sums.items() if name != "is_open"}
    return Figures(of=whole, is_open=bool(sums["is_open"]), **counted)


def timeline(reader: Reader, chosen: EventFilter) -> pd.DataFrame:
    """
    Count events per week by type, over all time.

    Parameters
    ----------
    reader
        Where to ask.
    chosen
        The filter; its dates are lifted, so that the range can be chosen on the result.

    Returns
    -------
    weeks
        One row a week and type that has events: ``week`` (its Monday), ``event_type``, ``n``.
    """
    kept = reader.kept(chosen.without("start", "end"))
    grouped = kept.group_by("week", "event_type").agg(n=kept.count())
    return frame(grouped.order_by("week", "event_type"))


def facets(reader: Reader, chosen: EventFilter) -> dict[str, Facet]:
    """
    Count the events beside each choice.

    Parameters
    ----------
    reader
        Where to ask.
    chosen
        The filter. For each facet its own condition is lifted, so that a count says how many
        events the choice would give.

    Returns
    -------
    facets
        By facet: ``event_type``, ``region``, ``place_precision``, ``attribution``, ``dataset``,
        ``deaths``, ``confidence`` and ``actor`` (in the role that the filter asks for; a group
        counts the events of its members, each once).
    """
    free = [column for column, names in FACETS.items() if chosen == chosen.without(*names)]
    rows = _cross(reader, chosen, free)
    found = {column: _margin(rows, column, weak=chosen.weak) for column in free}
    found["confidence"] = _margin(rows, "confidence", weak=True)
    for column in FACETS.keys() - found.keys():
        wider = _cross(reader, chosen.without(*FACETS[column]), [column])
        found[column] = _margin(wider, column, weak=chosen.weak)
    found["actor"] = _actors(reader, chosen)
    return found


def _cross(reader: Reader, chosen: EventFilter, columns: list[str]) -> pd.DataFrame:
    """Count by all of some columns at once: a few hundred rows out of one scan."""
    kept = reader.kept(replace(chosen, weak=True))
    most = ibis.coalesce(kept.fatalities_high, kept.fatalities_low)
    kind = ibis.cases((most.isnull(), "unreported"), (most > 0, "some"), else_="none")
    keys = {c: kind if c == "deaths" else kept[c] for c in (*columns, "confidence")}
    return frame(kept.group_by(**keys).agg(n=kept.count()))


def _margin(rows: pd.DataFrame, column: str, *, weak: bool) -> Facet:
    """Add a cross table up along one of its columns, without the weakly sourced if so wished."""
    kept = rows if weak else rows[rows["confidence"] != "low"]
    sums = kept.assign(value=kept[column].fillna("").astype("str")).groupby("value")["n"].sum()
    named = {str(value): int(n) for value, n in sums.items()}
    return Facet({v: n for v, n in named.items() if v or column == "confidence"})


def _actors(reader: Reader, chosen: EventFilter) -> Facet:
    """Count events by actor; groups of several, whose members may meet in an event, apart."""
    part = reader.table("event_actor")
    part = part.filter(part.again == 0 if chosen.role == "either" else part.role == chosen.role)
    wide = chosen.without("actors")
    if wide != EventFilter(weak=True, role=chosen.role):
        part = part.semi_join(reader.kept(wide).select("event_no"), "event_no")
    alone = _counts(part, part.actor_id).events
    member = reader.table("member")
    joined = part.inner_join(member, "actor_id").select("event_no", "group_id").distinct()
    return Facet(alone | _counts(joined, joined.group_id).events)


def _counts(kept: Table, column: Value) -> Facet:
    rows = kept.group_by(value=column).agg(n=kept.count()).to_pyarrow().to_pylist()
    return Facet({row["value"]: row["n"] for row in rows if row["value"] is not None})
