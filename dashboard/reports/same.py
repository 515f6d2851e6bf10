"""Whether a proposal is an event that is known already: place, day, type and actors compared."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from dashboard.areas import great_circle_m

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.areas import Areas
    from dashboard.reports.proposals import Proposal

LEAST_M = 5_000.0
MOST_M = 60_000.0
MOST_DAYS = 62
"""Proposals whose date is wider, or not stated, are compared with the days before publication."""
UNDATED_DAYS = 31
NEXT_DAY = 1
LIKELY, POSSIBLE = 0.75, 0.6
AIR = frozenset({"air_drone_strike", "shelling_missile", "other_attack", "explosion"})
AT_SEA = frozenset({"attack_on_shipping", "seizure", "interception", "other_attack"})
VAGUE = "other_attack"
NO_PLACE, AREA_HOLDS, SAME_AREA = 0.0, 0.45, 0.5


@dataclass(frozen=True)
class Same:
    """
    An event that a proposal may be.

    Attributes
    ----------
    event_id
        Its id.
    score
        0 to 1.
    verdict
        ``likely`` or ``possible``.
    reasons
        What speaks for it and against it.
    """

    event_id: str
    score: float
    verdict: Literal["likely", "possible"]
    reasons: tuple[str, ...]


def window(proposal: Proposal) -> tuple[dt.date, dt.date]:
    """
    Give the days among which the same event could be.

    Parameters
    ----------
    proposal
        The event.

    Returns
    -------
    first, last
        Both included: its days and one on either side; for a date that is not stated or wider than
        `MOST_DAYS` the last `UNDATED_DAYS` of it.
    """
    first, last = proposal.date_start, proposal.date_end
    if first is None or (last - first).days > MOST_DAYS:
        first = last - dt.timedelta(days=UNDATED_DAYS)
    near = dt.timedelta(days=NEXT_DAY)
    return first - near, last + near


def same_events(
    proposal: Proposal,
    events: pd.DataFrame,
    areas: Areas,
    umbrella: Mapping[str, frozenset[str]] | None = None,
) -> list[Same]:
    """
    Find the events that a proposal may be.

    Parameters
    ----------
    proposal
        The event as a report tells it.
    events
        Event table, n rows, at least those of `window`.
    areas
        Areas of the data folder, to see whether a point lies in one.
    umbrella
        Name of an actor to the names of its members, itself included; None where only equal names
        are the same actor.

    Returns
    -------
    same
        At most five, best first. Empty where none agrees in day, place and type: then it is new.

    Notes
    -----
    A series is compared with nothing, since one event is no series. Score: day 0.3 (0.15 for the
    day beside it, less the wider the date is), place up to 0.4 by distance within both precisions
    (an area that holds the other place 0.18, the same area 0.2), type 0.15, actors 0.15 (half of it
    where one side leaves them open; named and different ones take it away). Where one of the two
    is only an area, it is never more than possible: much happens in a country on one day.
    """
    if proposal.status == "series":
        return []
    first, last = (pd.Timestamp(day) for day in window(proposal))
    near = events[(events["date_start"] <= last) & (events["date_end"] >= first)]
    found = [
        same
        for row in near.to_dict("records")
        if (same := _compare(proposal, {str(k): v for k, v in row.items()}, areas, umbrella or {}))
    ]
    return sorted(found, key=lambda same: (-same.score, same.event_id))[:5]


def _compare(
    p: Proposal, event: Mapping[str, Any], areas: Areas, umbrella: Mapping[str, frozenset[str]]
) -> Same | None:
    day, day_words = _day(p, event)
    place, place_words = _place(p, event, areas)
    kind = _type(p.event_type, str(event["event_type"]))
    if not (day and place and kind):
        return None
    actors, actor_words = _actors(p, event, umbrella)
    score = round(0.3 * day + 0.4 * place + 0.15 * kind + actors, 3)
    if score < POSSIBLE:
        return None
    reasons = [day_words, place_words, "same type" if kind == 1 else "a type that may be the same"]
    return Same(
        str(event["event_id"]),
        score,
        "likely" if score >= LIKELY and place > SAME_AREA else "possible",
        (*reasons, *actor_words),
    )


def _day(p: Proposal, event: Mapping[str, Any]) -> tuple[float, str]:
    first, last = event["date_start"].date(), event["date_end"].date()
    if p.date_start is None:
        return 0.3, "the report states no date"
    width = (p.date_end - p.date_start).days + 1
    if p.date_start <= last and p.date_end >= first:
        both = max(width, (last - first).days + 1)
        return (1.0, "same day") if both == 1 else (max(0.3, 1 / both), "days overlap")
    return (0.5, "the day beside it") if width == 1 else (0.0, "")


def _place(p: Proposal, event: Mapping[str, Any], areas: Areas) -> tuple[float, str]:
    lon, lat = event["lon"], event["lat"]
    pointed = not (_missing(lon) or _missing(lat))
    if p.lon is not None and p.lat is not None and pointed:
        reach = _radius(p.precision_m) + _radius(event["precision_m"])
        metres = float(great_circle_m(p.lon, p.lat, lon, lat)[()])
        words = f"{metres / 1000:.0f} km apart"
        return (1 - 0.5 * metres / reach, words) if metres <= reach else (NO_PLACE, words)
    mine = p.area_id if p.lon is None else None
    theirs = None if pointed or _missing(event["area_id"]) else str(event["area_id"])
    if mine and theirs:
        nested = mine != theirs and (mine.startswith(f"{theirs}-") or theirs.startswith(f"{mine}-"))
        if mine == theirs:
            return SAME_AREA, "same area"
        return (AREA_HOLDS, "one area lies in the other") if nested else (NO_PLACE, "")
    if mine and pointed and _holds(areas, mine, float(lon), float(lat)):
        return AREA_HOLDS, "lies in the area that the report names"
    if theirs and p.lon is not None and p.lat is not None and _holds(areas, theirs, p.lon, p.lat):
        return AREA_HOLDS, "lies in the area of the known event"
    return NO_PLACE, ""


def _holds(areas: Areas, area_id: str, lon: float, lat: float) -> bool:
    return area_id in areas and float(areas.distance_m(area_id, lon, lat)[0]) <= LEAST_M


def _radius(metres: Any) -> float:  # noqa: ANN401 - a cell
    return LEAST_M if _missing(metres) else min(max(float(metres), LEAST_M), MOST_M)


def _type(mine: str, theirs: str) -> float:
    if mine == theirs:
        return 1.0
    alike = {mine, theirs}
    if alike <= AIR or alike <= AT_SEA or VAGUE in alike:
        return 0.5
    return 0.4 if "attack_on_shipping" in alike and alike & AIR else 0.0


def _actors(
    p: Proposal, event: Mapping[str, Any], umbrella: Mapping[str, frozenset[str]]
) -> tuple[float, tuple[str, ...]]:
    total, words = 0.0, []
    sides = (
        ("perpetrator", (*p.named("perpetrator"), *p.named("party")), event["perpetrators"]),
        ("target", p.named("target"), event["targets"]),
    )
    for role, mine, cell in sides:
        theirs = _names(cell)
        weight = 0.1 if role == "perpetrator" else 0.05
        if not mine or not theirs:
            total += weight / 2
        elif any(_one_actor(a, b, umbrella) for a in mine for b in theirs):
            total += weight
            words.append(f"same {role}")
        else:
            total -= weight
            words.append(f"another {role} is named there: {', '.join(theirs)}")
    return total, tuple(words)


def _one_actor(one: str, other: str, umbrella: Mapping[str, frozenset[str]]) -> bool:
    if one == other or one in umbrella.get(other, ()) or other in umbrella.get(one, ()):
        return True
    # "United States (president)" acts for the state whose forces are named elsewhere.
    return one.split(" (", maxsplit=1)[0] == other.split(" (", maxsplit=1)[0]


def _names(cell: Any) -> list[str]:  # noqa: ANN401 - a cell
    if _missing(cell):
        return []
    return [part for part in str(cell).split("; ") if part]


def _missing(value: Any) -> bool:  # noqa: ANN401 - a cell
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
