"""The form in which a language model must answer: quotes instead of offsets, nothing to run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from dashboard.errors import SecondReaderError
from dashboard.extract.interchange import (
    DATE_PRECISIONS,
    EVENT_TYPES,
    KINDS,
    ROLES,
    VERACITIES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_ANSWER = 200_000
MOST_EVENTS = 100
MOST_ITEMS = 40

_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_MAYBE_COUNT = {"type": ["integer", "null"]}


def _record(properties: Mapping[str, Any]) -> dict[str, Any]:
    # Every property required and no other allowed: what providers ask of a strict schema.
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


DATE = _record(
    {
        "quote": _TEXT,
        "start": _MAYBE_TEXT,
        "end": _TEXT,
        "precision": {"type": "string", "enum": list(DATE_PRECISIONS)},
    }
)
ACTOR = _record(
    {"quote": _TEXT, "name": _MAYBE_TEXT, "role": {"type": "string", "enum": list(ROLES)}}
)
CASUALTY = _record(
    {
        "quote": _TEXT,
        "kind": {"type": "string", "enum": list(KINDS)},
        "low": _MAYBE_COUNT,
        "high": _MAYBE_COUNT,
        "source_quote": _MAYBE_TEXT,
        "whole_group": {"type": "boolean"},
    }
)
LINK = _record({"to": _TEXT, "quote": _TEXT})
_CORE = {
    "id": _TEXT,
    "group": _MAYBE_TEXT,
    "sentence_quotes": {"type": "array", "items": _TEXT},
    "act_quote": _TEXT,
    "place_quote": _TEXT,
    "event_type": {"type": "string", "enum": list(EVENT_TYPES)},
    "series": {"type": "boolean"},
    "veracity": {"type": "string", "enum": list(VERACITIES)},
}
_LISTS = {"actors": ACTOR, "casualties": CASUALTY, "links": LINK}
EVENT = _record(
    _CORE
    | {"date": {"anyOf": [DATE, {"type": "null"}]}}
    | {name: {"type": "array", "items": item} for name, item in _LISTS.items()}
)
SCHEMA = _record({"events": {"type": "array", "items": EVENT}})
"""JSON Schema of an answer, in the few words that every provider's strict form knows."""


def parse(answer: str) -> list[dict[str, Any] | None]:
    """
    Read an answer; nothing in it is trusted but its form.

    Parameters
    ----------
    answer
        JSON, bare or in one Markdown fence.

    Returns
    -------
    events
        One entry an event that was proposed, in order, at most `MOST_EVENTS`: a dictionary with
        the keys of `EVENT`, or None where its core breaks the schema. A date or an item of a list
        that breaks it is left out; keys that the schema does not know are left out too.

    Raises
    ------
    SecondReaderError
        If the answer is too long, no JSON, or no list of events.
    """
    if len(answer) > LONGEST_ANSWER:
        raise SecondReaderError(
            f"The language model's answer has {len(answer):,} characters; at most "
            f"{LONGEST_ANSWER:,} are read. Nothing of it was used."
        )
    try:
        found = json.loads(_unfenced(answer))
    except (ValueError, RecursionError) as error:
        raise SecondReaderError(
            "The language model's answer is not JSON. Nothing of it was used; ask again, or "
            "choose a model that knows structured output."
        ) from error
    events = found.get("events") if isinstance(found, dict) else None
    if not isinstance(events, list):
        raise SecondReaderError(
            "The language model's answer is JSON without a list of events. Nothing of it was "
            "used; ask again, or choose a model that knows structured output."
        )
    return [_event(item) for item in events[:MOST_EVENTS]]


def _unfenced(answer: str) -> str:
    text = answer.strip()
    if text.startswith("```") and text.endswith("```") and "\n" in text:
        return text[text.index("\n") : -3]
    return text


def _event(item: object) -> dict[str, Any] | None:
    core = _known(item, _CORE)
    if not _holds(core, _record(_CORE)) or not isinstance(item, dict):
        return None
    date = _known(item.get("date"), DATE["properties"])
    return core | {
        "date": date if _holds(date, DATE) else None,
        **{name: _items(item.get(name), schema) for name, schema in _LISTS.items()},
    }


def _items(found: object, schema: dict[str, Any]) -> list[dict[str, Any]]:
    if not isinstance(found, list):
        return []
    kept = (_known(item, schema["properties"]) for item in found[:MOST_ITEMS])
    return [item for item in kept if _holds(item, schema)]


def _known(found: object, keys: Iterable[str]) -> dict[str, Any]:
    return {key: found[key] for key in keys if key in found} if isinstance(found, dict) else {}


def _holds(found: object, schema: dict[str, Any]) -> bool:
    return bool(Draft202012Validator(schema).is_valid(found))
