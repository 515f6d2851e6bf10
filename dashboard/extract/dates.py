"""Dates as news writes them: a closed grammar, read against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dashboard.extract.calendar_readings import READERS
from dashboard.extract.counted import Offset, offset_of
from dashboard.extract.date_grammar import forms_of
from dashboard.extract.date_spans import composed

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class DateMention:
    """
    A date in the text.

    Attributes
    ----------
    start, end
        Place in the raw text.
    text
        As written.
    first, last
        Local calendar days; `first` None for an open start.
    precision
        day, days, week, month, year or range.
    shift
        How far from the event it counts from ("a day earlier"); None for all others.
    governs
        What it counts from stands after it ("a day after the strike"), not before.
    since
        Starts a stretch that lasts until publication.
    bare_night
        A night without a day: "overnight", "during the night".
    told
        Read by the date named before it: "earlier that month".
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date
    precision: str
    shift: Offset | None = None
    governs: bool = False
    since: bool = False
    bare_night: bool = False
    told: bool = False


_SINCE = re.compile(
    r"\b(?:since|from|starting|beginning)\s+(?:(?:early|mid|late)[\s-]+)?(?:the\s+)?"
    r"(?:(?:early|small)\s+hours\s+of\s+)?"
    r"(?:(?:beginning|start|end|outbreak)\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


_SINCE_IT_BEGAN = re.compile(
    r"\bsince\b[^,;.:]{0,60}\b(?:began|started|broke out|erupted|resumed|start|outbreak|entered"
    r"|intervened|launched(?!\s+(?:[\w-]+\s+){0,3}(?:air\s?)?(?:strikes?|attacks?|raids|missiles"
    r"|rockets)\b)|fled|fell|came to power|took power|was toppled)\b"
    r"[^,;.:]{0,40}$",
    re.IGNORECASE,
)


_UNTIL = re.compile(r",[^,;]{0,60}\b(?:until|till)\s+$", re.IGNORECASE)
_BARE_NIGHT = re.compile(r"overnight|(?:during|in|through) the night", re.IGNORECASE)


def find_dates(
    clean: str, start: int, end: int, published: date, told: date | None = None
) -> list[DateMention]:
    """
    Find the dates in a stretch of text.

    Parameters
    ----------
    clean
        Text as `document.plain` gives it.
    start, end
        The stretch.
    published
        Day of publication.
    told
        First day of the month or year that the report named last, for "on the 23rd of that month".

    Returns
    -------
    dates
        In order, without overlap. What has no date in it gives none.
    """
    taken: list[tuple[int, int]] = []
    found: list[DateMention] = []
    bare: set[int] = set()  # "on the 17th", of a month told before
    pointing: set[int] = set()  # "earlier that month", "that February"
    for kind, pattern in forms_of(clean[start:end]):
        for match in pattern.finditer(clean, start, end):
            span = match.span()
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            mention = _read(kind, match, published)
            taken.append(span)
            if mention is not None:
                found.append(mention)
                if kind == "day_only" and match.groupdict().get("w") is None:
                    bare.add(mention.start)
                if kind == "that_mon" or (mention.shift is not None and _same_unit(mention.shift)):
                    pointing.add(mention.start)
    found.sort(key=lambda m: m.start)
    found = [_in_its_month(m, found) if m.start in bare else m for m in found]
    found = [m for m in found if m.start not in pointing or not _owned(m, found, clean)]
    found = [_pointed(m, found, told) if m.start in pointing else m for m in found]
    found = [_of_that(m, clean, told) for m in found]
    found = [_with_since(m, clean, start, published) for m in composed(found, clean, start)]
    return [m for m in found if m is found[0] or not _UNTIL.search(clean[start : m.start])]


def names_month(mention: DateMention) -> bool:
    """
    Say whether "that month" and "that year" of the next sentence can mean a date.

    Parameters
    ----------
    mention
        A date of the text.

    Returns
    -------
    names
        True for days, months and years, and for "the summer of 1988".
    """
    season = mention.precision == "range" and not mention.since and mention.text[-4:].isdigit()
    return mention.precision in {"month", "year", "day"} or season


_THAT = re.compile(r"\s+of\s+(?:that|the same)\s+(?P<u>month|year)\b", re.IGNORECASE)


def _of_that(mention: DateMention, clean: str, told: date | None) -> DateMention:
    # "On the 23rd of that month", "In July of that year": of the one named last.
    match = _THAT.match(clean, mention.end)
    if match is None or told is None or mention.first is None:
        return mention
    year, month = told.year, told.month
    try:
        if match["u"] == "year":
            first = mention.first.replace(year=year)
            last = mention.last.replace(year=year)
        else:
            first = last = date(year, month, mention.last.day)
    except ValueError:
        return mention
    end = match.end()
    return replace(mention, end=end, text=clean[mention.start : end], first=first, last=last)


def _same_unit(shift: Offset) -> bool:
    return shift.unit in {"month", "year"} and shift.low == shift.high == 0


def _owned(mention: DateMention, found: Sequence[DateMention], clean: str) -> bool:
    # "In July of that year" is one date.
    return any(m.first and clean[m.end : mention.start].strip() == "of" for m in found)


def _pointed(mention: DateMention, found: Sequence[DateMention], told: date | None) -> DateMention:
    # "In April ... . Earlier that month", "In January 2015 ... . That February": by the date that
    # was named last.
    days = [m.first for m in found if m.end <= mention.start and m.first and not m.shift]
    base = days[-1] if days else told
    if base is None:
        return mention
    if mention.shift is not None:
        first, last = mention.shift.from_day(base, base)
        unit = mention.shift.unit
        return replace(
            mention,
            first=first,
            last=min(last, mention.last),
            precision=unit,
            shift=None,
            told=True,
        )
    if mention.first is None:
        return mention
    year = base.year + round((base.month - mention.first.month) / 12)
    back = mention.first.year - year
    if back <= 0:
        return mention
    first = mention.first.replace(year=year)
    return replace(mention, first=first, last=_end_of_month(first))


def _end_of_month(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _in_its_month(mention: DateMention, found: Sequence[DateMention]) -> DateMention:
    # "In January it was attacked twice: on the 17th ...".
    months = [m for m in found if m.end <= mention.start and m.precision == "month" and m.first]
    if not months or months[-1].first is None:
        return mention
    try:
        day = months[-1].first.replace(day=mention.last.day)
    except ValueError:
        return mention
    return replace(mention, first=day, last=day)


def _read(kind: str, match: re.Match[str], published: date) -> DateMention | None:
    groups = {k: v.lower() for k, v in match.groupdict().items() if v is not None}
    if kind == "wd" and groups.get("pre") == "next":
        return None
    if kind == "my" and _SURNAME.search(match.string[max(0, match.start() - 20) : match.end()]):
        return None
    if "wd2" in groups:
        groups["wd"] = groups.pop("wd2")
    if kind == "event":
        return replace(
            _mention(match, None, published, "day"),
            shift=offset_of(groups),
            governs=_governs(match),
        )
    try:
        value = READERS[kind](groups, published)
    except ValueError:
        return None
    if value is None:
        return None
    first, last, precision = value
    return _mention(match, first, min(last, max(published, first)), precision)


_SURNAME = re.compile(r"[A-Z][a-z]{2,} (?:Jan|May)$")  # "a Mr Ahmed Jan"
_OPEN_END = re.compile(r"\b(?:before|after|prior|prior to|ahead of|eve of|eve)$", re.IGNORECASE)
_NO_CLAUSE = re.compile(
    r"\s+(?:in|at|on|near|by|with|from|to|and|or|but|when|while|as|which|during|over|outside"
    r"|that(?=\s*(?:[^\w\s]|(?:the|a|an|it|he|she|they)\b|$))"
    r"|against|amid|inside|across|around|off|killing|wounding|injuring|leaving|following"
    r"|had|has|have|was|were)\b"
    r"|\s*[^\w\s\"'(]|\s*$",
    re.IGNORECASE,
)


def _governs(match: re.Match[str]) -> bool:
    # "the day before the vote", not "the day before in Homs" or "the day before, ...".
    if match["at"]:
        return True  # "on the day of the raids"
    if _OPEN_END.search(match.group()) is None:
        return False
    return _NO_CLAUSE.match(match.string, match.end()) is None


def _mention(match: re.Match[str], first: date | None, last: date, precision: str) -> DateMention:
    text = match.group()
    return DateMention(
        match.start(),
        match.end(),
        text,
        first,
        last,
        precision,
        bare_night=_BARE_NIGHT.fullmatch(text) is not None,
    )


def _with_since(mention: DateMention, clean: str, start: int, published: date) -> DateMention:
    left = clean[max(start, mention.start - 30) : mention.start]
    if mention.first is None or not (
        _SINCE.search(left)
        or _SINCE_IT_BEGAN.search(clean[max(start, mention.start - 90) : mention.start])
        or mention.text.lower().startswith("since ")
    ):
        return mention
    if "from" in left[-8:].lower() and mention.precision in {"day", "days", "range"}:
        return mention
    if re.match(r",\s+when\b", clean[mention.end : mention.end + 8]):
        return mention  # "since 3 January, when two bombers ...": the day of what follows
    return replace(mention, last=published, precision="range", since=True)


_CLOCK = re.compile(
    r"\b(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*(?P<ap>[ap])\.?m\b\.?"
    r"|\b(?P<h2>\d{1,2})[:.](?P<m2>\d\d)\b(?=\s*(?:local|UTC|GMT|hours|hrs|\(|on\b"
    r"|in\b))"
    r"|\b(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)\s*(?P<z>UTC|GMT|hrs|hours|local)",
    re.IGNORECASE,
)


_UTC = re.compile(r"^\s*(?:UTC|GMT|Z\b)", re.IGNORECASE)


HALF_DAY = 12


def find_clock(clean: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """
    Find times of day.

    Parameters
    ----------
    clean
        Text as `document.plain` gives it.
    start, end
        The stretch.

    Returns
    -------
    times
        Start, end and "HH:MM", local time only; times in UTC are left out.
    """
    found = []
    for match in _CLOCK.finditer(clean, start, end):
        hour = int(match["h"] or match["h2"] or match["h3"])
        minute = int(match["m"] or match["m2"] or match["m3"] or 0)
        if match["ap"]:
            hour = hour % HALF_DAY + (HALF_DAY if match["ap"].lower() == "p" else 0)
        utc = _UTC.match(clean, match.end()) or (match["z"] or "").lower() in {"utc", "gmt"}
        if not utc and hour < 2 * HALF_DAY:
            found.append((match.start(), match.end(), f"{hour:02d}:{minute:02d}"))
    return found
