"""Dates that count from another day: "a day earlier", "the following Tuesday", "weeks later"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

SMALL = MappingProxyType(
    {
        "a": 1,
        "an": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "thirteen": 13,
        "fourteen": 14,
        "fifteen": 15,
        "twenty": 20,
        "twenty-four": 24,
        "thirty": 30,
        "forty-eight": 48,
        "several": 3,
        "a few": 3,
        "few": 3,
        "a couple of": 2,
        "couple of": 2,
        "half an": 1,
    }
)


WEEKDAYS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "monday mon الاثنين الإثنين",
                "tuesday tues tue الثلاثاء",
                "wednesday wed الأربعاء الاربعاء",
                "thursday thurs thur thu الخميس",
                "friday fri الجمعة",
                "saturday sat السبت",
                "sunday sun الأحد الاحد",
            )
        )
        for name in names.split()
    }
)


@dataclass(frozen=True, slots=True)
class Offset:
    """
    How far a date lies from the one it counts from.

    Attributes
    ----------
    unit
        "day", or a whole "week", "month" or "year" of the calendar, or "weekday".
    low, high
        Least and greatest number of units, later is positive. For a weekday its number from
        Monday, 0, and the direction: 1, -1, or 0 for the nearest ("that Friday").
    """

    unit: str
    low: int
    high: int

    def from_day(self, first: date, last: date) -> tuple[date, date]:
        """
        Count from a day or a stretch of days.

        Parameters
        ----------
        first, last
            What it counts from.

        Returns
        -------
        first, last
            What it comes to.
        """
        if self.unit == "weekday":
            return self._weekday(first, last)
        if self.unit == "onward":
            return first, last
        if self.unit == "week":
            monday = first + timedelta(days=7 * self.low - first.weekday())
            return monday, monday + timedelta(days=6)
        if self.unit == "month":
            month = first.year * 12 + first.month - 1 + self.low
            after = month + self.high - self.low + 1
            return (
                date(month // 12, month % 12 + 1, 1),
                date(after // 12, after % 12 + 1, 1) - timedelta(days=1),
            )
        if self.unit == "year":
            return date(first.year + self.low, 1, 1), date(first.year + self.high, 12, 31)
        if (self.low, self.high) == (0, 1) and last - first == timedelta(days=1):
            return last, last  # "Overnight rockets were fired. Hours later jets hit"
        return first + timedelta(days=self.low), last + timedelta(days=self.high)

    def _weekday(self, first: date, last: date) -> tuple[date, date]:
        if self.high == 0:
            day = first + timedelta(days=(self.low - first.weekday() + 3) % 7 - 3)
        elif self.high > 0:
            day = last + timedelta(days=(self.low - last.weekday() - 1) % 7 + 1)
        else:
            day = first - timedelta(days=(first.weekday() - self.low - 1) % 7 + 1)
        return day, day

    @property
    def back(self) -> Offset:
        """Give the way back: from what it comes to, to what it counts from."""
        if self.unit == "weekday":
            return Offset("day", -7 * (self.high >= 0), 7 * (self.high <= 0))
        return Offset(self.unit, -self.high, -self.low)


_SAME_DAY = 6  # hours
TWO_WEEKS = 14  # days; up to there a count of weeks is taken at its word
VAGUE = MappingProxyType(
    {
        "day": (2, 6),
        "week": (1, 4),
        "fortnight": (2, 4),
        "month": (1, 6),
        "year": (1, 5),
        "decade": (1, 3),
    }
)
_TO = MappingProxyType({"same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1})
_BACK = frozenset({"earlier", "before", "previously", "prior", "ahead of", "prior to"})


def count_of(text: str) -> int:
    """
    Read a number of days or weeks.

    Parameters
    ----------
    text
        In figures or words, lower case.

    Returns
    -------
    count
        "several" is 3.
    """
    return int(text) if text.isdigit() else SMALL[re.sub(r"\s+", " ", text)]


def offset_of(groups: dict[str, str]) -> Offset:
    """
    Read how far a date lies from the one it counts from.

    Parameters
    ----------
    groups
        Parts of the date, in lower case.

    Returns
    -------
    offset
        Negative where it lies before.
    """
    if "wd" in groups:
        return Offset("weekday", WEEKDAYS[groups["wd"]], _TO[groups.get("same", "same")])
    if "wd4" in groups:
        step = -1 if groups["side2"] == "before" else 1
        return Offset("weekday", WEEKDAYS[groups["wd4"]], step)
    if "onward" in groups:
        return Offset("onward", 0, 0)
    if "over" in groups:
        return Offset("day", 0, 1)
    if "whole" in groups:
        return Offset(groups["whole"], 0, 0)  # "earlier that month"
    if "same" in groups:
        unit = groups.get("u2", "day")
        return Offset(
            unit if unit in {"week", "month", "year"} else "day",
            _TO[groups["same"]],
            _TO[groups["same"]],
        )
    if "side" in groups:
        step = -1 if groups["side"] == "before" else 1
        unit = groups["u3"]
        return Offset(unit if unit in {"week", "month", "year"} else "day", step, step)
    if "eve" in groups:
        return Offset("day", -1, -1)
    if "u" in groups:
        return _counted(groups)
    return Offset("day", 1, 1) if "next" in groups else Offset("day", 0, 0)


def _counted(groups: dict[str, str]) -> Offset:
    unit = groups["u"]
    unit = {"night": "day", "minute": "hour", "moment": "hour"}.get(unit, unit)
    sign = -1 if groups["dir"] in _BACK else 1
    if unit == "hour":
        return _hours(groups, sign)
    if "n" not in groups or groups["n"] in {"several", "a few", "few"}:
        low, high = VAGUE[unit]
        days = 7 if unit in {"week", "fortnight"} else 1
        return _signed(unit, low * days, high * days, sign)
    count = count_of(groups["n"])
    if unit in {"week", "fortnight"}:
        days = count * (14 if unit == "fortnight" else 7)
        spread = 0 if days <= TWO_WEEKS and groups["n"] != "a couple of" else 2
        return _signed("day", days - spread, days + spread, sign)
    return _signed(unit, count, count, sign)


def _signed(unit: str, low: int, high: int, sign: int) -> Offset:
    unit = "day" if unit in {"week", "fortnight"} else unit
    return Offset(unit, low, high) if sign > 0 else Offset(unit, -high, -low)


def _hours(groups: dict[str, str], sign: int) -> Offset:
    # A few hours are the same day, as far as a text without times can say.
    text = groups.get("n", "few")
    if "n" not in groups and groups["u"] == "hour":
        return _signed("day", 0, 1, sign)  # "hours later": perhaps past midnight
    count = count_of(text) if groups["u"] == "hour" else 0
    if count <= _SAME_DAY:
        return Offset("day", 0, 0)
    days, rest = divmod(count, 24)
    return _signed("day", days, days + (rest > 0), sign)
