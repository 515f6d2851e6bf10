"""What the reader finds in a sentence or two, published on a Friday."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dashboard.extract import read_report

FRIDAY = dt.date(2024, 2, 9)
Event = dict[str, Any]


def events(
    text: str,
    published: dt.date = FRIDAY,
    publisher: str | None = None,
    *,
    title: str | None = None,
) -> list[Event]:
    """Give the proposed events, in the order of the text."""
    found: list[Event] = read_report(text, published, publisher=publisher, title=title)["events"]
    return found


def only(
    text: str,
    published: dt.date = FRIDAY,
    publisher: str | None = None,
    *,
    title: str | None = None,
) -> Event:
    """Give the one event that is proposed."""
    found = events(text, published, publisher, title=title)
    assert len(found) == 1, [(e["place_name"], e["event_type"]) for e in found]
    return found[0]


def names(event: Event, role: str = "perpetrator") -> set[str]:
    """Give the parties in a role."""
    return {a["name"] for a in event["actors"] if a["role"] == role}
