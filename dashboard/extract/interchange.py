"""The interchange format of proposed events: its allowed values, its JSON Schema, its promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

AREAS = ("admin1", "country", "water_body")
PRECISIONS = ("exact", "site", "approximate", "city", "relative", *AREAS, "unknown")
DATE_PRECISIONS = ("day", "days", "week", "month", "year", "range", "unknown")
EVENT_TYPES = (
    "air_drone_strike",
    "shelling_missile",
    "attack_on_shipping",
    "interception",
    "armed_clash",
    "seizure",
    "strategic_development",
    "other_attack",
)
STATUSES = ("happened", "series", "background")
VERACITIES = ("asserted", "claimed", "disputed")
ROLES = ("perpetrator", "target")
KINDS = ("killed", "injured", "casualties", "missing", "captured")

_TEXT = {"type": "string", "minLength": 1}
_MAYBE_TEXT = {"type": ["string", "null"], "minLength": 1}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MAYBE_DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_COUNT = {"type": ["integer", "null"], "minimum": 0}
_SPAN = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}],
    "minItems": 2,
    "maxItems": 2,
}
_MAYBE_SPAN = {"anyOf": [_SPAN, {"type": "null"}]}


def _record(required: Mapping[str, Any], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": dict(required) | dict(more or {}),
    }


_ACTOR = _record({"name": _TEXT, "role": {"enum": ROLES}, "span": _SPAN})
_CASUALTY = _record(
    {
        "kind": {"enum": KINDS},
        "low": _COUNT,
        "high": _COUNT,
        "source": _TEXT,
        "scope": {"enum": ["row", "group"]},
        "span": _SPAN,
    }
)
_LINK = _record({"type": {"const": "retaliation_for"}, "to": _TEXT, "span": _SPAN})
_EVENT = _record(
    {
        "id": _TEXT,
        "group": _TEXT,
        "place_name": _TEXT,
        "place_text": _TEXT,
        "lat": {"type": ["number", "null"], "minimum": -90, "maximum": 90},
        "lon": {"type": ["number", "null"], "minimum": -180, "maximum": 180},
        "country": {"type": ["string", "null"], "pattern": "^[A-Z]{2}$"},
        "place_precision": {"enum": PRECISIONS},
        "precision_m": {"type": ["number", "null"], "minimum": 0},
        "area_id": _MAYBE_TEXT,
        "date_start": _MAYBE_DAY,
        "date_end": _DAY,
        "date_precision": {"enum": DATE_PRECISIONS},
        "time_local": _MAYBE_TEXT,
        "event_type": {"enum": EVENT_TYPES},
        "status": {"enum": STATUSES},
        "veracity": {"enum": VERACITIES},
        "actors": {"type": "array", "items": _ACTOR},
        "casualties": {"type": "array", "items": _CASUALTY},
        "links": {"type": "array", "items": _LINK},
        "sentences": {"type": "array", "items": _SPAN, "minItems": 1},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "reasons": {"type": "array", "items": _TEXT},
    },
    {
        "place_span": _SPAN,
        "date_span": _MAYBE_SPAN,
        "type_span": _SPAN,
        "proposed_by": {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True},
        "differs": {
            "type": "object",
            "additionalProperties": _record({"rules": {}, "model": {}}),
        },
    },
)
REPORT = _record(
    {
        "text_id": _TEXT,
        "events": {"type": "array", "items": _EVENT},
        "non_events": {"type": "array", "items": _record({"span": _SPAN, "kind": _TEXT})},
    },
    {
        "published": _DAY,
        "publisher": _MAYBE_TEXT,
        "notes": {"type": "array", "items": _TEXT},
    },
)
"""JSON Schema (2020-12) of one report; a field that is not named here is allowed."""


def faults(report: Mapping[str, Any], text: str) -> list[str]:
    """
    Say where a report breaks the interchange format.

    Parameters
    ----------
    report
        The interchange format.
    text
        What it was read from; its spans count code points of it.

    Returns
    -------
    faults
        Where and what, in no fixed order; empty where the report keeps every promise: its schema,
        spans inside the text, ids that are there once, links to another event of the report, no
        point for an area, no end before the start.
    """
    found = [
        f"{error.json_path}: {error.message}"
        for error in Draft202012Validator(REPORT).iter_errors(report)
    ]
    if found:
        return found
    ids = [event["id"] for event in report["events"]]
    if len(set(ids)) < len(ids):
        found.append("two events bear one id")
    for event in report["events"]:
        found += [f"{event['id']}: {fault}" for fault in _event_faults(event, set(ids), text)]
    return found


def spans_of(event: Mapping[str, Any]) -> Iterator[list[int]]:
    """
    Give every span of an event.

    Parameters
    ----------
    event
        One event of the interchange format.

    Yields
    ------
    span
        Start and end in the text, end exclusive.
    """
    yield from event["sentences"]
    yield from (event[k] for k in ("place_span", "date_span", "type_span") if event.get(k))
    for field in ("actors", "casualties", "links"):
        yield from (item["span"] for item in event[field])


def _event_faults(event: Mapping[str, Any], ids: set[str], text: str) -> Iterator[str]:
    yield from (
        f"span {start}, {end} is not in the text"
        for start, end in spans_of(event)
        if not 0 <= start < end <= len(text)
    )
    yield from (
        f"links to {link['to']}, which is no other event"
        for link in event["links"]
        if link["to"] not in ids - {event["id"]}
    )
    pointless = event["place_precision"] in {*AREAS, "unknown"}
    if (event["lat"] is None) != pointless or (event["lon"] is None) != pointless:
        yield "a point must be given for a point and for nothing else"
    if event["date_start"] is not None and event["date_start"] > event["date_end"]:
        yield "it ends before it starts"
