"""Dates as people write them, and how precisely they say it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple

Order = Literal["day-first", "month-first"]
ORDERS: tuple[Order, ...] = ("day-first", "month-first")
FIRST_YEAR, LAST_YEAR = 1900, 2100
CENTURY_PIVOT = 69
"""Two-digit years below it are of this century, as in POSIX."""
EXCEL_EPOCH = dt.date(1899, 12, 30)
EXCEL_FIRST, EXCEL_LAST = 20000, 80000
MONTHS_OF_A_YEAR = 12

_MONTH_NAMES = (
    ("january", "jan", "janvier", "janv", "يناير", "كانون الثاني", "جانفي"),
    ("february", "feb", "février", "fevrier", "fév", "fev", "فبراير", "شباط", "فيفري"),
    ("march", "mar", "mars", "مارس", "آذار", "اذار"),
    ("april", "apr", "avril", "avr", "أبريل", "ابريل", "إبريل", "نيسان", "أفريل"),
    ("may", "mai", "مايو", "أيار", "ايار", "ماي"),
    ("june", "jun", "juin", "يونيو", "حزيران", "جوان"),
    ("july", "jul", "juillet", "juil", "يوليو", "تموز", "جويلية"),
    ("august", "aug", "août", "aout", "أغسطس", "اغسطس", "آب", "اب", "أوت"),
    ("september", "sep", "sept", "septembre", "سبتمبر", "أيلول", "ايلول"),
    ("october", "oct", "octobre", "أكتوبر", "اكتوبر", "تشرين الأول", "تشرين الاول"),
    ("november", "nov", "novembre", "نوفمبر", "تشرين الثاني"),
    ("december", "dec", "décembre", "decembre", "déc", "ديسمبر", "كانون الأول", "كانون الاول"),
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_TIME = r"(?:[t\s]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?\s*(?:z|utc|[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/. ](\d{{1,2}})[-/. ](\d{{1,2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0)?")
_NUMBERS = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d{{2}}){_TIME}")
_DAY_NAME = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[-/. ]*(?:of )?({_NAME})\.?[-/., ]*"
    rf"(\d{{4}}|\d{{2}}){_TIME}"
)
_NAME_DAY = re.compile(
    rf"{_WEEKDAY}({_NAME})\.?[-/ ]*(\d{{1,2}})(?:st|nd|rd|th)?[-/., ]+(\d{{4}}){_TIME}"
)
_YEAR_NAME = re.compile(rf"(\d{{4}})[-/. ]({_NAME})\.?[-/. ](\d{{1,2}}){_TIME}")
_MONTH = re.compile(rf"({_NAME})\.?[-/., ]+(\d{{4}})|(\d{{4}})[-/]({_NAME}|\d{{1,2}})")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


class Day(NamedTuple):
    """
    A date read from a text.

    Attributes
    ----------
    start, end
        First and last day it may mean; None where it cannot be read.
    precision
        ``day``, ``month`` or ``year``.
    problem
        Why it cannot be read; None where it can.
    note
        Kind of doubt to count: ``"ambiguous_date"``, ``"two_digit_year"``, ``"excel_serial"``;
        None where there is none.
    """

    start: dt.date | None
    end: dt.date | None
    precision: str = "day"
    problem: str | None = None
    note: str | None = None


def parse(text: str, order: Order = "day-first", *, serials: bool = False) -> Day:
    """
    Read a date.

    Parameters
    ----------
    text
        A day, a month or a year: ``2023-10-27``, ``20240115``, ``05-Jan-22``, ``16 May 2025``,
        ``27/10/2023``, ``May 16, 2025``, ``١٢ تموز ٢٠٢٤``, ``2024-03``, ``2024``; a time behind it
        is passed over, the day stays as written.
    order
        How to read ``03/04/2022``, where both numbers could be the month. Where only one of them
        can, that decides.
    serials
        Whether ``45292`` is the number of a day, as spreadsheets keep it.

    Returns
    -------
    day
        The date, or the problem with it.
    """
    plain = " ".join(text.translate(_DIGITS).casefold().split())
    if not plain:
        return Day(None, None, problem="no date")
    for pattern, reader in (
        (_YEAR_FIRST, _numbers_year_first),
        (_COMPACT, _numbers_year_first),
        (_DAY_NAME, _day_name),
        (_NAME_DAY, _name_day),
        (_YEAR_NAME, _year_name),
        (_MONTH, _month),
        (_YEAR, _year),
    ):
        if found := pattern.fullmatch(plain):
            return reader(found)
    if found := _NUMBERS.fullmatch(plain):
        return _numbers_year_last(found, order)
    if serials and (found := _SERIAL.fullmatch(plain)):
        return _serial(int(found[1]))
    return Day(None, None, problem="is no date that can be read; write it as 2024-02-07")


def _made(year: int, month: int, day: int, note: str | None = None) -> Day:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Day(None, None, problem=f"is in the year {year}, which cannot be right")
    try:
        made = dt.date(year, month, day)
    except ValueError:
        return Day(None, None, problem="is a day that does not exist")
    return Day(made, made, note=note)


def _century(text: str) -> tuple[int, str | None]:
    year = int(text)
    if len(text) == 4:  # noqa: PLR2004
        return year, None
    return year + (2000 if year < CENTURY_PIVOT else 1900), "two_digit_year"


def _numbers_year_first(found: re.Match[str]) -> Day:
    return _made(int(found[1]), int(found[2]), int(found[3]))


def _numbers_year_last(found: re.Match[str], order: Order) -> Day:
    first, second = int(found[1]), int(found[2])
    year, note = _century(found[3])
    if first > MONTHS_OF_A_YEAR or second > MONTHS_OF_A_YEAR or first == second:
        day, month = (second, first) if second > MONTHS_OF_A_YEAR else (first, second)
        return _made(year, month, day, note)
    day, month = (first, second) if order == "day-first" else (second, first)
    return _made(year, month, day, "ambiguous_date")


def _day_name(found: re.Match[str]) -> Day:
    year, note = _century(found[3])
    return _made(year, MONTHS[found[2]], int(found[1]), note)


def _name_day(found: re.Match[str]) -> Day:
    return _made(int(found[3]), MONTHS[found[1]], int(found[2]))


def _year_name(found: re.Match[str]) -> Day:
    return _made(int(found[1]), MONTHS[found[2]], int(found[3]))


def _month(found: re.Match[str]) -> Day:
    year, name = (found[2], found[1]) if found[1] else (found[3], found[4])
    month = MONTHS.get(name) or int(name)
    first = _made(int(year), month, 1)
    if first.start is None:
        return first
    following = (first.start.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return Day(first.start, following - dt.timedelta(days=1), "month")


def _year(found: re.Match[str]) -> Day:
    year = int(found[1])
    first = _made(year, 1, 1)
    if first.start is None:
        return first
    return Day(first.start, dt.date(year, 12, 31), "year")


def _serial(number: int) -> Day:
    if not EXCEL_FIRST <= number <= EXCEL_LAST:
        return Day(None, None, problem="is a number too far off to be a day")
    day = EXCEL_EPOCH + dt.timedelta(days=number)
    return Day(day, day, note="excel_serial")


def order_of(texts: list[str]) -> tuple[Order, str | None]:
    """
    See from a column whether its days or its months come first.

    Parameters
    ----------
    texts
        Dates, n texts.

    Returns
    -------
    order
        ``month-first`` where some dates can only be read so and none the other way; else
        ``day-first``.
    evidence
        A sentence for the report; None where no date depends on it.
    """
    day_first = month_first = either = 0
    for text in texts:
        found = _NUMBERS.fullmatch(" ".join(text.translate(_DIGITS).casefold().split()))
        if found is None:
            continue
        first, second = int(found[1]), int(found[2])
        day_first += first > MONTHS_OF_A_YEAR >= second
        month_first += second > MONTHS_OF_A_YEAR >= first
        either += first <= MONTHS_OF_A_YEAR and second <= MONTHS_OF_A_YEAR and first != second
    order: Order = "month-first" if month_first and not day_first else "day-first"
    if not either:
        return order, None
    seen = f"{day_first} dates can only be day-first, {month_first} only month-first"
    return order, f"dates such as 03/04/2022 are read {order} ({seen}, {either} could be either)"
