"""Two readings of one report side by side: what agrees, what differs, what only one proposes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.extract.bearings import distance_km

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RULES = "rules"
SAME_PLACE_KM = 25.0
ENOUGH = 2

Event = dict[str, Any]


def agreed(
    first: Mapping[str, Any], second: Sequence[Event], model: str, dropped: Mapping[str, int]
) -> dict[str, Any]:
    """
    Lay a model's events beside those of the rules.

    Parameters
    ----------
    first
        What the rules read; it is not changed.
    second
        Events of the model, with ids of their own.
    model
        Its name, as it marks its events.
    dropped
        Why how many of its events were not kept.

    Returns
    -------
    report
        The interchange format: every event of the rules with its own values, in order, then the
        events that only the model proposes. Each has `proposed_by`; one that both propose has in
        `differs` each field that they read differently, both values side by side.
    """
    pairs = _pairs(first["events"], second)
    partners = {mine["id"]: event["id"] for event, mine in pairs}
    by_rules = {event["id"]: mine for event, mine in pairs}
    events = [
        _both(event, by_rules[event["id"]], partners, model)
        if event["id"] in by_rules
        else event | {"proposed_by": [RULES]}
        for event in first["events"]
    ]
    alone = [
        _alone(event, partners, model, first["non_events"])
        for event in second
        if event["id"] not in partners
    ]
    return dict(first) | {
        "events": events + alone,
        "notes": [*_kept_notes(first, alone), *_notes(model, len(pairs), len(alone), dropped)],
    }


def _kept_notes(first: Mapping[str, Any], alone: Sequence[Event]) -> list[str]:
    notes = list(first.get("notes", []))
    return [f"By the rules: {note}" for note in notes] if alone else notes


def _notes(model: str, both: int, alone: int, dropped: Mapping[str, int]) -> list[str]:
    proposed = both + alone + sum(dropped.values())
    summary = (
        f"{model} proposed {proposed} events: {both} that the rules propose too, {alone} that they "
        f"do not, {sum(dropped.values())} dropped."
    )
    reasons = [f"Dropped: {count} {why}." for why, count in sorted(dropped.items())]
    return [summary, *reasons]


def _pairs(first: Sequence[Event], second: Sequence[Event]) -> list[tuple[Event, Event]]:
    scored = sorted(
        (
            (-_likeness(event, mine), at, n)
            for at, event in enumerate(first)
            for n, mine in enumerate(second)
        ),
    )
    pairs: list[tuple[int, int]] = []
    for score, at, n in scored:
        taken = any(at == a or n == b for a, b in pairs)
        if -score >= ENOUGH and not taken:
            pairs.append((at, n))
    return [(first[at], second[n]) for at, n in sorted(pairs)]


def _likeness(one: Event, other: Event) -> int:
    # The same place is a must, and two of: the same days, the same type, a sentence in common.
    if not _same_place(one, other):
        return 0
    shared = (
        _same_days(one, other),
        one["event_type"] == other["event_type"],
        any(_touch(s, t) for s in one["sentences"] for t in other["sentences"]),
    )
    return sum(shared)


def _same_place(one: Event, other: Event) -> bool:
    if one["lat"] is not None and other["lat"] is not None:
        apart = distance_km(one["lon"], one["lat"], other["lon"], other["lat"])
        return bool(apart <= SAME_PLACE_KM)
    if one["lat"] is None and other["lat"] is None and one["area_id"] is not None:
        return bool(one["area_id"] == other["area_id"])
    return _touch(one["place_span"], other["place_span"])


def _same_days(one: Event, other: Event) -> bool:
    # ISO days sort as text; an open start is earlier than any day.
    starts = [event["date_start"] or "" for event in (one, other)]
    return bool(max(starts) <= min(one["date_end"], other["date_end"]))


def _touch(one: Sequence[int], other: Sequence[int]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def _both(event: Event, mine: Event, partners: Mapping[str, str], model: str) -> Event:
    theirs = _values(mine, partners)
    differs = {
        field: {"rules": value, "model": theirs[field]}
        for field, value in _values(event, {}).items()
        if value != theirs[field]
    }
    told = f"{model} proposes it too"
    if differs:
        told += f", and reads differently: {', '.join(differs)}"
    return event | {
        "proposed_by": [RULES, *mine["proposed_by"]],
        "differs": differs,
        "reasons": [*event["reasons"], told],
    }


def _values(event: Event, partners: Mapping[str, str]) -> dict[str, Any]:
    # What is compared, in a form in which order does not matter.
    return {
        "place": {k: event[k] for k in ("place_name", "place_precision", "lat", "lon", "area_id")},
        "date": {k: event[k] for k in ("date_start", "date_end", "date_precision")},
        "event_type": event["event_type"],
        "status": event["status"],
        "veracity": event["veracity"],
        "actors": sorted([a["role"], a["name"]] for a in event["actors"]),
        "casualties": sorted(
            (
                {k: c[k] for k in ("kind", "low", "high", "source", "scope")}
                for c in event["casualties"]
            ),
            key=str,
        ),
        "links": sorted(partners.get(link["to"], link["to"]) for link in event["links"]),
    }


def _alone(
    event: Event, partners: Mapping[str, str], model: str, non_events: Sequence[Mapping[str, Any]]
) -> Event:
    links = [link | {"to": partners.get(link["to"], link["to"])} for link in event["links"]]
    doubts = [
        f"the rules read these words as no event ({other['kind']})"
        for other in non_events
        if _touch(event["type_span"], other["span"])
    ]
    return event | {
        "links": links,
        "reasons": [f"only {model} proposes it", *doubts[:1], *event["reasons"]],
    }
