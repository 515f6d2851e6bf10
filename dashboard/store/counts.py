"""Adding a filter up: the figures above the map, the timeline, the counts beside choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from dashboard.filters import EventFilter
from dashboard.store.conditions import Reader, fitting, frame, most_deaths
from dashboard.store.rolling import sums, with_n

if TYPE_CHECKING:
    import pandas as pd

FACETS = {
    "event_type": ("types",),
    "region": ("regions",),
    "place_precision": ("precisions",),
    "attribution": ("disputed",),
    "dataset": ("datasets",),
    "deaths": ("deaths", "min_deaths"),
    "confidence": ("weak",),
}
"""What is counted, all of it in a profile, and the conditions that are lifted for each."""


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
    counted = reader.counted(chosen, "by_place")
    by_place = frame(counted.group_by("place_no", "profile_no").agg(**sums(counted)))
    scope = reader.profiles.set_index("profile_no")["toll_scope"]
    shared = by_place["profile_no"].map(scope) == "in_parent"
    return Figures(
        events=int(by_place["n"].sum()),
        of=whole,
        low=int(by_place["toll_low"].sum()),
        high=int(by_place["toll_high"].sum()),
        is_open=bool(by_place["toll_open"].any()),
        untold=int(by_place["untold"].sum()),
        shared=int(by_place.loc[shared, "n"].sum()),
        places=int(by_place["place_no"].nunique()),
    )


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
    counted = reader.counted(chosen.without("start", "end"), "by_week")
    grouped = counted.group_by("week", "event_type").agg(n=counted.n.sum())
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
    found = _by_profile(reader, chosen)
    found["actor"] = _actors(reader, chosen)
    return found


def _by_profile(reader: Reader, chosen: EventFilter) -> dict[str, Facet]:
    """Count by profile once; each facet then lifts its own condition from the few profiles."""
    single = EventFilter(
        start=chosen.start,
        end=chosen.end,
        actors=chosen.actors,
        role=chosen.role,
        text=chosen.text,
        weak=True,
    )
    if chosen.min_deaths is None:
        counted = reader.counted(single, "by_week")
        deadly = counted.n.sum()
    else:
        counted = with_n(reader.kept(single))
        deadly = (most_deaths(counted) >= chosen.min_deaths).sum()
    by_profile = counted.group_by("profile_no").agg(n=counted.n.sum(), deadly=deadly)
    rows = frame(by_profile).merge(reader.profiles)
    found = {}
    for column, lifted in FACETS.items():
        fits = fitting(
            rows, chosen.without(*lifted).but(weak=chosen.weak or column == "confidence")
        )
        n = rows[fits].groupby(column)["n" if "min_deaths" in lifted else "deadly"].sum()
        named = {str(value): int(of) for value, of in n.items() if of}
        found[column] = Facet({v: of for v, of in named.items() if v or column == "confidence"})
    return found


def _actors(reader: Reader, chosen: EventFilter) -> Facet:
    """Count by cast; a group counts a cast once, however many of its members meet in it."""
    kept = reader.kept(chosen.without("actors"))
    counted = kept.group_by("cast_no").agg(n=kept.count())
    cast, member = reader.table("cast"), reader.table("member")
    cast = cast.filter(cast.again == 0 if chosen.role == "either" else cast.role == chosen.role)
    alone = cast.filter(cast.actor_id.notin(member.group_id))
    alone = alone.select("cast_no", value=alone.actor_id)
    groups = cast.inner_join(member, "actor_id").select("cast_no", value=member.group_id)
    found = counted.inner_join(ibis.union(alone, groups.distinct()), "cast_no")
    rows = frame(found.group_by("value").agg(n=found.n.sum()))
    return Facet(dict(zip(rows["value"], rows["n"].astype(int), strict=True)))
