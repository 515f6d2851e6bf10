"""Adding a filter up: the figures above the map, the timeline, the counts beside choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
import numpy as np

from dashboard.filters import EventFilter
from dashboard.store.asking import given
from dashboard.store.conditions import Reader, fitting, most_deaths
from dashboard.store.rolling import sums

if TYPE_CHECKING:
    import pandas as pd
    from ibis.expr.types import Table

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

    def build() -> Table:
        counted = reader.counted(chosen, "by_place")
        return counted.group_by("place_no", "profile_no").agg(**sums(counted))

    by_place = reader.ask("figures", chosen, build)
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
    wide = chosen.without("start", "end")

    def build() -> Table:
        counted = reader.counted(wide, "by_week")
        return counted.group_by("week", "event_type").agg(n=counted.n.sum())

    return reader.ask("timeline", wide, build).sort_values(
        ["week", "event_type"], ignore_index=True
    )


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
    least = chosen.min_deaths is not None

    def build() -> Table:
        counted = reader.counted(single, None if least else "by_week")
        deadly = counted.n.sum()
        if least:
            deadly = (most_deaths(counted) >= given("min_deaths", "int64")).sum()
        return counted.group_by("profile_no").agg(n=counted.n.sum(), deadly=deadly)

    rows = reader.ask(("profiles", least), single, build, min_deaths=chosen.min_deaths)
    profiles = reader.profiles
    of = rows.set_index("profile_no").reindex(profiles["profile_no"]).fillna(0)
    found = {}
    for column, lifted in FACETS.items():
        n = of["n" if "min_deaths" in lifted else "deadly"].to_numpy()
        wide = chosen.without(*lifted).but(weak=chosen.weak or column == "confidence")
        n = np.where(fitting(profiles, wide), n, 0)
        values = profiles[column].cat
        sums = np.bincount(values.codes, weights=n, minlength=len(values.categories))
        named = zip(values.categories, sums.astype("int64").tolist(), strict=True)
        found[column] = Facet({v: n for v, n in named if n and (v or column == "confidence")})
    return found


def _actors(reader: Reader, chosen: EventFilter) -> Facet:
    """Count by cast; a group counts a cast once, however many of its members meet in it."""
    anybody = chosen.without("actors")
    by_role = chosen.role != "either"

    def build() -> Table:
        kept = reader.counted(anybody)
        counted = kept.group_by("cast_no").agg(n=kept.n.sum())
        cast, member = reader.table("cast"), reader.table("member")
        cast = cast.filter(cast.role == given("part", "string") if by_role else cast.again == 0)
        alone = cast.filter(cast.actor_id.notin(member.group_id))
        alone = alone.select("cast_no", value=alone.actor_id)
        groups = cast.inner_join(member, "actor_id").select("cast_no", value=member.group_id)
        found = counted.inner_join(ibis.union(alone, groups.distinct()), "cast_no")
        return found.group_by("value").agg(n=found.n.sum())

    rows = reader.ask(("actors", by_role), anybody, build, part=chosen.role)
    return Facet(dict(zip(rows["value"], rows["n"].astype(int), strict=True)))
