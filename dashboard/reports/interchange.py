"""The interchange format of docs/reading-reports.md: read with every value checked, and written."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any

from dashboard.errors import ReportError
from dashboard.reports.proposals import (
    AUTHOR,
    HAND_SET,
    KINDS,
    PARTIES,
    SCOPES,
    STATUSES,
    VERACITIES,
    Link,
    Party,
    Proposal,
    Report,
    Span,
    Toll,
)
from dashboard.schema import DATE_PRECISIONS, PLACE_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LONGEST_NAME = 300
LONGEST_TEXT = 2_000
MOST_EVENTS = 2_000
MOST_PARTS = 200
MOST_PEOPLE = 10**8
LINK_TYPE = "retaliation_for"
MENTIONS = ("place", "date", "actor", "number")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+"
)
_LONE = re.compile(r"[\ud800-\udfff]")
_TYPE = re.compile(r"[a-z0-9_]{1,60}")
_AREA = re.compile(r"[A-Za-z0-9-]{2,60}")


def cleaned(text: str, longest: int = LONGEST_TEXT) -> str:
    """
    Make a text from outside fit for one cell of a table.

    Parameters
    ----------
    text
        Any text.
    longest
        Characters to keep.

    Returns
    -------
    cleaned
        On one line, without characters that cannot be seen or that turn the writing direction.
    """
    seen = " ".join(_LONE.sub("\ufffd", _UNSEEN.sub(" ", text)).split())
    return seen if len(seen) <= longest else seen[: longest - 1] + "…"


def report_of(content: object, text: str = "") -> Report:
    """
    Read one report in the interchange format.

    Parameters
    ----------
    content
        What a JSON file holds, or what the reader gives.
    text
        The report itself where it is at hand.

    Returns
    -------
    report
        Checked; spans that do not lie in a given text are dropped.

    Raises
    ------
    ReportError
        If it is no such object or one of its events cannot be read, naming every fault.
    """
    head = report_head(content, text)
    faults, proposals = [], []
    for at, event in enumerate(events_of(content), start=1):
        try:
            proposals.append(proposal_of(event, head.published, len(text) or None))
        except ReportError as error:
            faults.append(f"event {at}: {error}")
    ids = [proposal.id for proposal in proposals]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        faults.append(f"events: these ids stand more than once: {', '.join(twice)}")
    if faults:
        raise ReportError("\n".join(faults))
    return Report(**(vars(head) | {"proposals": tuple(proposals)}))


def report_head(content: object, text: str = "") -> Report:
    """
    Read a report in the interchange format without its events.

    Parameters
    ----------
    content, text
        As for `report_of`.

    Returns
    -------
    report
        Without proposals.

    Raises
    ------
    ReportError
        If it is no such object, or names no day of publication.
    """
    if not isinstance(content, dict) or "events" not in content:
        raise ReportError("this is no report in the interchange format: an object with `events`")
    published = _day(content.get("published"))
    if published is None:
        raise ReportError("published: a day is missing; write it as 2024-02-09")
    size = len(text) or None
    found = [
        (str(mention["kind"]), span)
        for mention in _list(content.get("mentions"), LONGEST_TEXT * 10)
        if isinstance(mention, dict)
        and mention.get("kind") in MENTIONS
        and (span := _span(mention.get("span"), size))
    ]
    refused = [
        (cleaned(str(one["kind"]), LONGEST_NAME), span)
        for one in _list(content.get("non_events"), MOST_EVENTS)
        if isinstance(one, dict) and one.get("kind") and (span := _span(one.get("span"), size))
    ]
    return Report(
        text_id=cleaned(str(content.get("text_id") or "report"), 80),
        published=published,
        publisher=_text(content.get("publisher")),
        title=_text(content.get("title")),
        url=_text(content.get("url")),
        text=text,
        mentions=tuple(found),
        notes=tuple(cleaned(str(note)) for note in _list(content.get("notes"), MOST_PARTS)),
        non_events=tuple(refused),
    )


def events_of(content: object) -> list[object]:
    """
    Give the events of a report as they stand.

    Parameters
    ----------
    content
        As for `report_of`.

    Returns
    -------
    events
        Anything; see `proposal_of`.

    Raises
    ------
    ReportError
        If there is no list of at most `MOST_EVENTS` events.
    """
    events = content.get("events") if isinstance(content, dict) else None
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise ReportError(f"events: there must be a list of at most {MOST_EVENTS:,} events")
    return events


def proposal_of(content: object, published: dt.date, size: int | None = None) -> Proposal:
    """
    Read one event in the interchange format.

    Parameters
    ----------
    content
        What a JSON file holds, or what the reader gives.
    published
        Day of publication, on which an event without any date ends.
    size
        Length of the report, so that spans beyond it are dropped; None where it is not at hand.

    Returns
    -------
    proposal
        Checked: an area never has a point, days are in order, numbers are whole.

    Raises
    ------
    ReportError
        Naming every value that cannot be.
    """
    if not isinstance(content, dict):
        raise ReportError("an event must be an object")
    check = _Check(content, size)
    precision = check.one_of("place_precision", PLACE_PRECISIONS)
    lon, lat = check.number("lon", -180, 180), check.number("lat", -90, 90)
    if (lon is None) != (lat is None):
        check.faults.append("lon, lat: only one of them is given")
    if precision in {"admin1", "country", "water_body", "unknown"}:
        lon = lat = None
    first, last = check.day("date_start"), check.day("date_end") or published
    if first is not None and first > last:
        check.faults.append(f"date_end: {last} is before date_start, {first}")
    when = check.one_of("date_precision", DATE_PRECISIONS)
    kind = str(content.get("event_type") or "")
    if not _TYPE.fullmatch(kind):
        check.faults.append(f"event_type: {kind!r:.80} is no name of a type")
    found = Proposal(
        id=check.name("id"),
        group=_text(content.get("group")) or check.name("id"),
        place_name=_text(content.get("place_name"), LONGEST_NAME),
        place_text=_text(content.get("place_text"), LONGEST_NAME),
        place_span=_span(content.get("place_span"), size),
        lon=lon,
        lat=lat,
        country=check.pattern("country", re.compile("[A-Za-z]{2}")),
        place_precision=precision,
        precision_m=check.number("precision_m", 0, 2e7),
        area_id=check.pattern("area_id", _AREA),
        date_start=first,
        date_end=last,
        date_precision=when if first is not None else "unknown",
        date_spans=_date_spans(content, size),
        time_local=_text(content.get("time_local"), 80),
        event_type=kind,
        type_span=_span(content.get("type_span"), size),
        status=check.one_of("status", STATUSES, "happened"),
        veracity=check.one_of("veracity", VERACITIES, "asserted"),
        parties=check.parts("actors", _party),
        tolls=check.parts("casualties", _toll),
        links=check.parts("links", _link),
        sentences=tuple(
            span
            for pair in _list(content.get("sentences"), MOST_PARTS)
            if (span := _span(pair, size))
        ),
        confidence=check.number("confidence", 0, 1) or 0.0,
        reasons=tuple(cleaned(str(why)) for why in _list(content.get("reasons"), MOST_PARTS)),
        summary=_text(content.get("summary")),
        by_hand=frozenset(HAND_SET).intersection(_names(content.get("by_hand"))),
        proposed_by=_names(content.get("proposed_by")),
    )
    if check.faults:
        raise ReportError("; ".join(check.faults))
    return found


class _Check:
    """Takes values out of an object and gathers what is wrong with them."""

    def __init__(self, content: Mapping[str, Any], size: int | None) -> None:
        self.content = content
        self.size = size
        self.faults: list[str] = []

    def name(self, key: str) -> str:
        value = _text(self.content.get(key), 80)
        if value is None:
            self.faults.append(f"{key}: is missing")
        return value or ""

    def one_of(self, key: str, choices: Sequence[str], otherwise: str | None = None) -> str:
        value = self.content.get(key, otherwise)
        if value not in choices:
            self.faults.append(f"{key}: {value!r:.80} is not one of: {', '.join(choices)}")
            return choices[-1]
        return str(value)

    def pattern(self, key: str, pattern: re.Pattern[str]) -> str | None:
        value = self.content.get(key)
        if value is None or value == "":
            return None
        if not isinstance(value, str) or not pattern.fullmatch(value):
            self.faults.append(f"{key}: {value!r:.80} is no such code")
            return None
        return value

    def number(self, key: str, low: float, high: float) -> float | None:
        value = self.content.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self.faults.append(f"{key}: {value!r:.80} is no number")
            return None
        if not (math.isfinite(value) and low <= value <= high):
            self.faults.append(f"{key}: {value!r:.80} does not lie from {low:g} to {high:g}")
            return None
        return float(value)

    def day(self, key: str) -> dt.date | None:
        value = self.content.get(key)
        found = _day(value)
        if found is None and value is not None:
            self.faults.append(f"{key}: {value!r:.80} is no day; write it as 2024-02-09")
        return found

    def parts(
        self, key: str, read: Callable[[Mapping[str, Any], int | None], Any]
    ) -> tuple[Any, ...]:
        found = []
        for at, part in enumerate(_list(self.content.get(key), MOST_PARTS), start=1):
            try:
                found.append(read(part if isinstance(part, dict) else {}, self.size))
            except ReportError as error:
                self.faults.append(f"{key} {at}: {error}")
        return tuple(found)


def _party(part: Mapping[str, Any], size: int | None) -> Party:
    name, role = _text(part.get("name"), LONGEST_NAME), part.get("role")
    if name is None or role not in PARTIES:
        raise ReportError(f"needs a name and a role ({', '.join(PARTIES)})")
    return Party(name, str(role), _span(part.get("span"), size))


def _toll(part: Mapping[str, Any], size: int | None) -> Toll:
    kind, low, high = part.get("kind"), _people(part.get("low")), _people(part.get("high"))
    scope = part.get("scope") or "row"
    if kind not in KINDS or scope not in SCOPES:
        raise ReportError(f"needs a kind ({', '.join(KINDS)}) and a scope ({', '.join(SCOPES)})")
    if low is None and high is None:
        raise ReportError("gives no number")
    if low is not None and high is not None and low > high:
        raise ReportError(f"low ({low}) is more than high ({high})")
    source = _text(part.get("source"), LONGEST_NAME) or AUTHOR
    return Toll(str(kind), low, high, source, str(scope), _span(part.get("span"), size))


def _link(part: Mapping[str, Any], size: int | None) -> Link:
    to = _text(part.get("to"), 80)
    if part.get("type") != LINK_TYPE or to is None:
        raise ReportError(f"needs the type {LINK_TYPE} and the id of an event in `to`")
    return Link(to, _span(part.get("span"), size))


def _people(value: object) -> int | None:
    if value is None:
        return None
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or not math.isfinite(value)
        or value != int(value)
    ):
        raise ReportError(f"{value!r:.80} is no whole number")
    if not 0 <= value <= MOST_PEOPLE:
        raise ReportError(f"{value!r:.80} is no number of people")
    return int(value)


def _date_spans(content: Mapping[str, Any], size: int | None) -> tuple[Span, ...]:
    pairs = _list(content.get("date_spans"), MOST_PARTS) or [content.get("date_span")]
    return tuple(span for pair in pairs if (span := _span(pair, size)))


def _span(pair: object, size: int | None) -> Span | None:
    if not (isinstance(pair, (list, tuple)) and len(pair) == 2):  # noqa: PLR2004 - start and end
        return None
    start, end = pair
    if not (type(start) is int and type(end) is int and 0 <= start < end):
        return None
    return (start, end) if size is None or end <= size else None


def _names(value: object) -> tuple[str, ...]:
    names = (cleaned(str(name), LONGEST_NAME) for name in _list(value, MOST_PARTS))
    return tuple(dict.fromkeys(name for name in names if name))


def _list(value: object, most: int) -> list[Any]:
    return list(value[:most]) if isinstance(value, (list, tuple)) else []


def _text(value: object, longest: int = LONGEST_TEXT) -> str | None:
    return (cleaned(value, longest) or None) if isinstance(value, str) else None


def _day(value: object) -> dt.date | None:
    if not isinstance(value, str):
        return None
    try:
        found = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return found if found.isoformat() == value and found.year >= 1800 else None  # noqa: PLR2004
