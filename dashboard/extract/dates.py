"""Dates as news writes them: a closed grammar, read against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.extract.calendar_readings import MONTHS, ORDINALS, READERS, event_shift

if TYPE_CHECKING:
    from datetime import date


# Month names count with a capital only: "march" and "may" are words.
_MON = (
    "(?-i:"
    + "|".join(
        form
        for name in sorted(MONTHS, key=len, reverse=True)
        for form in dict.fromkeys((name.capitalize(), name.upper()))
    )
    + ")"
)
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|الاثنين|الإثنين"
    r"|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة|السبت|الأحد"
)


_NUM = (
    r"\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|fourteen|several|a few|a couple of|few"
)


_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True)).replace("-", "[- ]")


_PART = (
    r"(?:early|late|mid|the (?:early|late) hours of|the night of"
    r"|the evening of|the morning of|before dawn|at dawn|overnight)"
)


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
        Days from the event it counts from ("a day earlier": -1); None for all others.
    since
        Starts a stretch that lasts until publication.
    bare_night
        A night without a day: "overnight", "during the night".
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date
    precision: str
    shift: int | None = None
    since: bool = False
    bare_night: bool = False


def _rx(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_GRAMMAR: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _rx(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")),
    (
        "dmy_range",
        _rx(
            rf"\b(?:between |from )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|/|\u2013|to|and"
            rf"|until)\s*(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of"
            rf"\s+)?(?P<mon>{_MON})\b\.?(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "mdy_range",
        _rx(
            rf"\b(?P<mon>{_MON})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:-|\u2013|to|and)"
            rf"\s*(?P<d2>\d{{1,2}})\b(?!\s*(?:people|dead|killed|:))(?:,?\s+(?P<y>(?:19"
            rf"|20)\d\d))?"
        ),
    ),
    (
        "dmy",
        _rx(
            rf"\b(?:(?P<wd>{_DAY}),?\s+(?:the\s+)?)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of"
            rf"\s+)?(?P<mon>{_MON})\b\.?(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "mdy",
        _rx(
            rf"\b(?:(?P<wd>{_DAY}),?\s+)?(?P<mon>{_MON})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd"
            rf"|th)?\b(?!:)(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    (
        "ordinal",
        _rx(
            rf"\b(?:the\s+)?(?P<ord>{_ORDINAL})\s+(?:day\s+)?of\s+(?P<mon>{_MON})\b"
            rf"(?:,?\s+(?P<y>(?:19|20)\d\d))?"
        ),
    ),
    ("slash", _rx(r"\b(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)\b")),
    (
        "night_to",
        _rx(
            rf"\b(?:overnight|the night|in the night|during the night)\s+(?:from\s+|of"
            rf"\s+)?(?:(?P<wd1>{_DAY})\s+)?(?:into|to|on)\s+(?:early\s+)?(?P<wd>{_DAY})"
        ),
    ),
    ("wd_to", _rx(rf"\bbetween\s+(?P<wd1>{_DAY})\s+and\s+(?P<wd>{_DAY})")),
    (
        "event",
        _rx(
            rf"\b(?:(?P<n>{_NUM})\s+(?P<u>day|night|week|month)s?\s+(?P<dir>earlier|before"
            rf"|previously|later|afterwards?|after)|(?:the|that)\s+(?P<same>same|following"
            rf"|next|previous|preceding)\s+(?P<u2>day|night|evening|morning|afternoon|week)"
            rf"|(?P<day_before>the\s+(?:day|night|evening)\s+before|the eve)"
            rf"|(?P<day_after>the\s+(?:day|morning)\s+after|next\s+day)|(?P<later>(?:later"
            rf"|earlier)\s+(?:that|the same|in the|the|on the same)\s+(?:day|night|evening"
            rf"|morning)|that\s+(?:day|night|evening|morning|afternoon)|(?:a few |some "
            rf"|several |two |three |four |five |six |{_NUM})?\s?hours\s+(?:later|earlier"
            rf"|before|after(?:wards)?)|minutes\s+later|moments\s+later|shortly"
            rf"\s+afterwards?))\b"
        ),
    ),
    (
        "ago",
        _rx(
            rf"\b(?:(?:nearly|about|almost|more than|over|some)\s+)?(?P<n>{_NUM})\s+(?P<u>day"
            rf"|week|month|year)s?\s+ago\b"
        ),
    ),
    (
        "earlier_this",
        _rx(
            r"\b(?:(?P<p>earlier|later)\s+)?(?P<w>this|the current)\s+(?P<u>week|month|year"
            r"|weekend)\b"
        ),
    ),
    (
        "my",
        _rx(
            rf"\b(?:(?P<part>early|mid|late)[\s-]+(?:in\s+)?)?(?P<mon>{_MON})\.?(?:"
            rf"\s+(?:last year|of (?=\d)))?(?:,?\s+(?P<y>(?:19|20)\d\d))?\b(?!\s*\d)(?P<ly>"
            rf"\s+last year)?"
        ),
    ),
    (
        "last_unit",
        _rx(
            r"\b(?:(?:late|early|earlier|in|over|during|from)\s+)?(?:the\s+)?(?P<w>last"
            r"|previous|past|preceding)\s+(?P<u>week|month|year|weekend)\b(?!'s (?:meeting"
            r"|talks))"
        ),
    ),
    (
        "past_n",
        _rx(
            rf"\b(?:in|over|during|for|within)\s+(?:the\s+)?(?:last|past|previous|preceding)"
            rf"\s+(?P<n>{_NUM}|24|48|72)\s+(?P<u>hour|day|week|month)s?\b"
        ),
    ),
    (
        "since_start",
        _rx(r"\bsince\s+the\s+(?:beginning|start)\s+of\s+the\s+(?P<u>year|month|week)\b"),
    ),
    (
        "the_week",
        _rx(
            r"\b(?:throughout|during|over|all through|for much of)\s+the\s+(?:reporting"
            r"\s+)?week\b|\ball\s+week\b"
        ),
    ),
    ("weekend", _rx(r"\b(?:over|at|during)\s+the\s+weekend\b")),
    ("recent", _rx(r"\b(?:in\s+)?recent\s+(?P<u>day|week|month)s\b")),
    (
        "wd",
        _rx(
            rf"\b(?:(?P<pre>last|next|early|late|on|overnight|since)\s+)?(?:يوم"
            rf"\s+)?(?P<wd>{_DAY})(?P<part>\s+(?:night|evening|morning|afternoon|dawn"
            rf"|last week))?(?!\w)"
        ),
    ),
    (
        "overnight",
        _rx(r"\b(?:overnight|during the night|in the night|through the night)\b|الليلة الماضية"),
    ),
    (
        "near_day",
        _rx(
            r"\b(?P<k>the day before yesterday|yesterday|last night|today|tonight"
            r"|this (?:morning|afternoon|evening))\b|(?P<ar>أمس|اليوم)"
        ),
    ),
    (
        "range_y",
        _rx(r"\b(?:between|from)\s+(?P<y>(?:19|20)\d\d)\s+(?:and|to)\s+(?P<y2>(?:19|20)\d\d)\b"),
    ),
    (
        "year",
        _rx(
            r"\b(?:(?P<in>in|since|of|during|the|from|early|late|by)\s+)(?P<y>(?:19"
            r"|20)\d\d)\b(?!\s*(?:people|hours|local|UTC|GMT))"
        ),
    ),
)


_SINCE = re.compile(
    r"\b(?:since|from|starting|beginning)\s+(?:(?:early|mid|late)[\s-]+)?(?:the\s+)?"
    r"(?:(?:beginning|start|end|outbreak)\s+of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)


_BARE_NIGHT = re.compile(r"overnight|(?:during|in|through) the night", re.IGNORECASE)


def find_dates(clean: str, start: int, end: int, published: date) -> list[DateMention]:
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

    Returns
    -------
    dates
        In order, without overlap. What has no date in it gives none.
    """
    taken: list[tuple[int, int]] = []
    found: list[DateMention] = []
    for kind, pattern in _GRAMMAR:
        for match in pattern.finditer(clean, start, end):
            span = match.span()
            if any(a < span[1] and span[0] < b for a, b in taken):
                continue
            mention = _read(kind, match, published)
            taken.append(span)
            if mention is not None:
                found.append(_with_since(mention, clean, start, published))
    return sorted(found, key=lambda m: m.start)


def _read(kind: str, match: re.Match[str], published: date) -> DateMention | None:
    groups = {k: v.lower() for k, v in match.groupdict().items() if v is not None}
    if kind == "wd" and groups.get("pre") == "next":
        return None
    if kind == "event":
        shift, precision = event_shift(groups, match.string[match.end() : match.end() + 1])
        return _mention(match, None, published, precision, shift)
    try:
        value = READERS[kind](groups, published)
    except ValueError:
        return None
    if value is None:
        return None
    first, last, precision = value
    return _mention(match, first, min(last, max(published, first)), precision, None)


def _mention(
    match: re.Match[str], first: date | None, last: date, precision: str, shift: int | None
) -> DateMention:
    text = match.group()
    return DateMention(
        match.start(),
        match.end(),
        text,
        first,
        last,
        precision,
        shift,
        bare_night=_BARE_NIGHT.fullmatch(text) is not None,
    )


def _with_since(mention: DateMention, clean: str, start: int, published: date) -> DateMention:
    left = clean[max(start, mention.start - 30) : mention.start]
    if mention.first is None or not (
        _SINCE.search(left) or mention.text.lower().startswith("since ")
    ):
        return mention
    if "from" in left[-8:].lower() and mention.precision == "day":
        return mention
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
