"""Dates written in parts: "Tuesday of last week", "late last month", "from 28 January to 3 May"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.dates import DateMention

FEW_DAYS = 10
_PART = re.compile(
    r"(?:\b(?P<part>early|late|mid|middle)|\b(?:the\s+)?(?P<of>beginning|start|early\s+days|early"
    r"\s+part|end|closing\s+days|last\s+days|middle|first\s+days) of"
    r"|\b(?:the\s+)?(?P<nth>first|second|third|fourth|last|final)\s+(?P<u>week|half|quarter)\s+of)"
    r"[\s-]+(?:in\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\bweek\s+(?:(?P<after>of|beginning|starting|from)|(?P<until>ending|ended|to|until))"
    r"\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_APPOSED = frozenset({"", ",", "of", "on", "(", ", on", "in", "of the", "from", "between", ", or"})
_UNTIL = frozenset({"to", "until", "till", "through", "-", "\u2013", "up to", "and until"})
_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3}
_THIRDS = {"early": 0, "beginning": 0, "start": 0, "first": 0, "mid": 1, "middle": 1}


def composed(found: Sequence[DateMention], clean: str, start: int) -> list[DateMention]:
    """
    Join the parts of dates that stand beside each other.

    Parameters
    ----------
    found
        Dates of a stretch of text, in order.
    clean
        The whole text.
    start
        Where the stretch begins.

    Returns
    -------
    dates
        In order; what was made of two spans both.
    """
    done: list[DateMention] = []
    for mention in found:
        narrowed = _narrowed(mention, clean, max(start, done[-1].end if done else start))
        whole = _joined(done[-1], narrowed, clean, start) if done else None
        if whole is None:
            done.append(narrowed)
        else:
            done[-1] = whole
    return done


def _narrowed(mention: DateMention, clean: str, start: int) -> DateMention:
    # "late", "the end of", "the first week of" before a month, week or year; "the week of" a day.
    if mention.first is None or mention.shift is not None:
        return mention
    head = (
        mention.end - 4
        if mention.text[-4:].isdigit() and mention.precision == "year"
        else mention.start
    )
    left = clean[max(start, head - 30) : head]  # a year's own pattern takes the word before it
    if mention.precision == "day":
        week = _WEEK.search(left)
        if week is None:
            return mention
        six = timedelta(days=6)
        first = mention.first if week["after"] else mention.first - six
        begin = mention.start - len(left) + week.start()
        return _made(mention, begin, mention.end, clean, first, first + six, "week")
    part = _PART.search(left)
    if part is None or mention.precision not in {"week", "month", "year"}:
        return mention
    span = _span_of(part, mention.first, mention.last, mention.precision)
    if span is None:
        return mention
    begin = min(mention.start, head - len(left) + part.start())
    precision = "range" if mention.precision == "year" else "days"
    return _made(mention, begin, mention.end, clean, *span, precision)


def _span_of(
    part: re.Match[str], first: date, last: date, precision: str
) -> tuple[date, date] | None:
    if part["u"]:
        return _nth(part, first, last, precision)
    word = (part["part"] or part["of"]).lower().split()[0]
    third = (_whole(first, last, precision) - first).days // (2 if precision == "week" else 3)
    number = _THIRDS.get(word, 2)
    begin = first + timedelta(days=number * third + (number > 0))
    if precision == "week" and number > 0:
        begin = first + timedelta(days=number + 1)
    end = _whole(first, last, precision) if number > 1 else begin + timedelta(days=third)
    return (min(begin, last), min(end, last))


def _whole(first: date, last: date, precision: str) -> date:
    # Where a unit that is still running would end.
    if precision == "week":
        return max(last, first + timedelta(days=6))
    if precision == "month":
        after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
        return max(last, after - timedelta(days=1))
    return max(last, date(first.year, 12, 31))


def _nth(part: re.Match[str], first: date, last: date, precision: str) -> tuple[date, date] | None:
    whole = _whole(first, last, precision)
    length = (whole - first).days + 1
    unit = {"week": 7, "half": length // 2, "quarter": length // 4}[part["u"].lower()]
    number = _NTH.get(part["nth"].lower())
    begin = whole - timedelta(days=unit - 1) if number is None else first + timedelta(number * unit)
    return (
        (begin, min(begin + timedelta(days=unit - 1), max(last, begin))) if begin <= last else None
    )


def _joined(one: DateMention, other: DateMention, clean: str, start: int) -> DateMention | None:
    if one.first is None or other.first is None or one.shift or other.shift:
        return None
    gap = clean[one.end : other.start].strip().lower()
    before = clean[max(start, one.start - 9) : one.start].lower().rstrip()
    if gap in _UNTIL or (gap == "and" and before.endswith("between")):
        return _range(one, other, clean)
    if gap not in _APPOSED:
        return None
    if one.bare_night:
        return _night_of(one, other, clean)
    return _within(one, other, clean) or _within(other, one, clean)


def _range(one: DateMention, other: DateMention, clean: str) -> DateMention | None:
    first, last = one.first, other.last
    if first is None or one.precision != other.precision or one.since:
        return None
    if first > last:
        weekday = one.precision == "day" and not any(c.isdigit() for c in one.text)
        back = timedelta(days=7) if weekday else timedelta(days=365)
        first = first - back
        first = first.replace(day=1) if one.precision in {"month", "year"} else first
    if first > last:
        return None
    precision = "days" if (last - first).days <= FEW_DAYS else "range"
    return _made(one, one.start, other.end, clean, first, last, precision)


def _night_of(night: DateMention, day: DateMention, clean: str) -> DateMention | None:
    # "overnight on 7 February" ends on that day.
    if day.first is None or day.precision not in {"day", "days"}:
        return None
    first = day.first - timedelta(days=1) if day.precision == "day" else day.first
    return _made(day, night.start, day.end, clean, first, day.last, "days")


def _within(fine: DateMention, coarse: DateMention, clean: str) -> DateMention | None:
    # The finer of two dates, read inside the coarser: a weekday in a week, a month in a year.
    if fine.first is None or coarse.first is None:
        return None
    begin, end = min(fine.start, coarse.start), max(fine.end, coarse.end)
    first, last = fine.first, fine.last
    if fine.precision == "day" and coarse.precision == "week":
        first = last = coarse.first + timedelta(days=(first.weekday() - coarse.first.weekday()) % 7)
    elif fine.precision in {"day", "days", "month"} and coarse.precision == "year":
        try:
            first, last = (d.replace(year=coarse.first.year) for d in (first, last))
        except ValueError:
            return None
    elif not _same_day(fine, coarse):
        return None
    return _made(fine, begin, end, clean, first, last, fine.precision)


def _same_day(fine: DateMention, coarse: DateMention) -> bool:
    # "Wednesday (February 7)", also where the weekday is that of an earlier week.
    if not fine.precision == coarse.precision == "day":
        return False
    figures = [any(c.isdigit() for c in m.text) for m in (fine, coarse)]
    return fine.first == coarse.first or figures == [True, False]


def _made(
    mention: DateMention,
    start: int,
    end: int,
    clean: str,
    first: date,
    last: date,
    precision: str,
) -> DateMention:
    return replace(
        mention,
        start=start,
        end=end,
        text=clean[start:end],
        first=first,
        last=last,
        precision=precision,
        bare_night=False,
    )
