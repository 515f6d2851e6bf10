"""What each form of a date means, counted from the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = MappingProxyType(
    {
        name: number
        for number, names in enumerate(
            (
                "jan january كانون_الثاني يناير",
                "feb february شباط فبراير",
                "mar march آذار مارس",
                "apr april نيسان أبريل ابريل",
                "may أيار مايو",
                "jun june حزيران يونيو",
                "jul july تموز يوليو",
                "aug august آب أغسطس",
                "sep sept september أيلول سبتمبر",
                "oct october أكتوبر",
                "nov november نوفمبر",
                "dec december ديسمبر",
            ),
            1,
        )
        for name in names.split()
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
                "thursday thurs thu الخميس",
                "friday fri الجمعة",
                "saturday sat السبت",
                "sunday sun الأحد الاحد",
            )
        )
        for name in names.split()
    }
)


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
        "several": 3,
        "few": 3,
        "a few": 3,
        "a couple of": 2,
        "fourteen": 14,
        "couple of": 2,
    }
)


_UNTIL_YEAR = 1900


ORDINALS = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            [
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
                "twentieth",
                "twenty-first",
                "twenty-second",
                "twenty-third",
                "twenty-fourth",
                "twenty-fifth",
                "twenty-sixth",
                "twenty-seventh",
                "twenty-eighth",
                "twenty-ninth",
                "thirtieth",
                "thirty-first",
            ],
            1,
        )
    }
)


Value = tuple[date, date, str]


def _year(groups: dict[str, str], month: int, day: int, published: date) -> int:
    if "y" in groups:
        return int(groups["y"])
    year = published.year
    if date(year, month, min(day, 28)) > published + timedelta(days=1):
        year -= 1
    return year


def _month_number(groups: dict[str, str]) -> int:
    return MONTHS[groups["mon"].rstrip(".")]


def _day_month(groups: dict[str, str], published: date) -> Value:
    month, day = _month_number(groups), int(groups["d"])
    found = date(_year(groups, month, day, published), month, day)
    return found, found, "day"


def _ordinal(groups: dict[str, str], published: date) -> Value:
    day = ORDINALS[groups["ord"].replace(" ", "-")]
    return _day_month({**groups, "d": str(day)}, published)


def _day_range(groups: dict[str, str], published: date) -> Value:
    month, day, until = _month_number(groups), int(groups["d"]), int(groups["d2"])
    year = _year(groups, month, day, published)
    first, last = date(year, month, day), date(year, month, until)
    return (first, last, "days") if last > first else (first, first, "day")


def _numbers(groups: dict[str, str], published: date) -> Value | None:
    del published
    found = date(int(groups["y"]), int(groups["m"]), int(groups["d"]))
    return found, found, "day"


def _month(groups: dict[str, str], published: date) -> Value:
    month = _month_number(groups)
    year = int(groups["y"]) if "y" in groups else published.year - (month > published.month)
    if "ly" in groups:
        year = published.year - 1
    first, last = date(year, month, 1), _month_end(year, month)
    part = groups.get("part", "")
    if part == "early":
        last = date(year, month, 10)
    elif part == "mid":
        first, last = date(year, month, 10), date(year, month, 20)
    elif part == "late":
        first = date(year, month, 20)
    return first, last, "month" if not part else "days"


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def weekday_before(name: str, published: date, *, strict: bool = False) -> date:
    """
    Give the latest such weekday on or before a day.

    Parameters
    ----------
    name
        Name of the weekday.
    published
        The day.
    strict
        Leave out the day itself.

    Returns
    -------
    day
        At most six days before, seven where `strict`.
    """
    number = WEEKDAYS[name.removesuffix("'s")]
    back = (published.weekday() - number) % 7
    if back == 0 and strict:
        back = 7
    return published - timedelta(days=back)


def _weekday(groups: dict[str, str], published: date) -> Value | None:
    day = weekday_before(groups["wd"], published, strict=groups.get("pre") == "last")
    if "last week" in groups.get("part", ""):
        monday = published - timedelta(days=published.weekday() + 7)
        day = monday + timedelta(days=WEEKDAYS[groups["wd"]])
    if groups.get("pre") == "overnight":
        return day - timedelta(days=1), day, "days"
    return day, day, "day"


def _night_to(groups: dict[str, str], published: date) -> Value:
    day = weekday_before(groups["wd"], published)
    return day - timedelta(days=1), day, "days"


def _weekdays(groups: dict[str, str], published: date) -> Value:
    last = weekday_before(groups["wd"], published)
    return weekday_before(groups["wd1"], last), last, "days"


def _near_day(groups: dict[str, str], published: date) -> Value:
    word = groups.get("k", "")
    back = 1 if word in {"yesterday", "last night"} or groups.get("ar") == "أمس" else 0
    back = 2 if word == "the day before yesterday" else back
    day = published - timedelta(days=back)
    return day, day, "day"


def _overnight(groups: dict[str, str], published: date) -> Value:
    del groups
    return published - timedelta(days=1), published, "days"


def _last_unit(groups: dict[str, str], published: date) -> Value:
    unit = groups["u"]
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7)
        return monday, monday + timedelta(days=6), "week"
    if unit == "weekend":
        sunday = published - timedelta(days=published.weekday() + 1)
        return sunday - timedelta(days=1), sunday, "days"
    if unit == "month":
        last = published.replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last, "month"
    return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31), "year"


def _this_unit(groups: dict[str, str], published: date) -> Value | None:
    if groups.get("p") == "later":
        return None
    unit = groups["u"]
    if unit in {"week", "weekend"}:
        return published - timedelta(days=published.weekday()), published, "week"
    if unit == "month":
        return published.replace(day=1), published, "month"
    return date(published.year, 1, 1), published, "year"


def _count(groups: dict[str, str]) -> int:
    text = groups["n"]
    return int(text) if text.isdigit() else SMALL[text]


_UNIT_DAYS = MappingProxyType(
    {"day": 1, "night": 1, "week": 7, "month": 30, "year": 365, "hour": 0}
)


def _ago(groups: dict[str, str], published: date) -> Value:
    count, unit = _count(groups), groups["u"]
    if unit == "year":
        year = published.year - count
        return date(year, 1, 1), date(year, 12, 31), "year"
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        year, month = divmod(months, 12)
        return date(year, month + 1, 1), _month_end(year, month + 1), "month"
    day = published - timedelta(days=count * _UNIT_DAYS[unit])
    exact = (unit == "day" and groups["n"] not in {"several", "a few", "few"}) or (
        unit == "week" and count == 1
    )
    if exact:
        return day, day, "day"
    return day - timedelta(days=2), day + timedelta(days=2), "days"


def _past_n(groups: dict[str, str], published: date) -> Value:
    count, unit = _count(groups), groups["u"]
    days = max(1, count // 24) if unit == "hour" else count * _UNIT_DAYS[unit]
    return published - timedelta(days=days), published, "range" if unit != "hour" else "days"


def _recent(groups: dict[str, str], published: date) -> Value:
    days = {"day": 7, "week": 30, "month": 120}[groups["u"]]
    return published - timedelta(days=days), published, "range"


def _whole_year(groups: dict[str, str], published: date) -> Value | None:
    year, last = int(groups["y"]), int(groups.get("y2", groups["y"]))
    if year < _UNTIL_YEAR or year > published.year:
        return None
    return date(year, 1, 1), date(last, 12, 31), "year" if last == year else "range"


def _the_week(groups: dict[str, str], published: date) -> Value:
    del groups
    return published - timedelta(days=published.weekday()), published, "week"


def _since_start(groups: dict[str, str], published: date) -> Value:
    unit = groups["u"]
    if unit == "week":
        return published - timedelta(days=published.weekday()), published, "range"
    month = 1 if unit == "year" else published.month
    return date(published.year, month, 1), published, "range"


def _weekend(groups: dict[str, str], published: date) -> Value:
    del groups
    sunday = published - timedelta(days=(published.weekday() + 1) % 7)
    return sunday - timedelta(days=1), sunday, "days"


READERS: MappingProxyType[str, Callable[[dict[str, str], date], Value | None]] = MappingProxyType(
    {
        "iso": _numbers,
        "slash": _numbers,
        "dmy": _day_month,
        "ordinal": _ordinal,
        "mdy": _day_month,
        "dmy_range": _day_range,
        "mdy_range": _day_range,
        "my": _month,
        "night_to": _night_to,
        "wd_to": _weekdays,
        "wd": _weekday,
        "overnight": _overnight,
        "near_day": _near_day,
        "ago": _ago,
        "earlier_this": _this_unit,
        "last_unit": _last_unit,
        "past_n": _past_n,
        "weekend": _weekend,
        "the_week": _the_week,
        "since_start": _since_start,
        "recent": _recent,
        "year": _whole_year,
        "range_y": _whole_year,
    }
)


def event_shift(groups: dict[str, str], following: str) -> tuple[int, str]:
    """
    Count the days between an event and the one that a date counts from.

    Parameters
    ----------
    groups
        Parts of the date.
    following
        The character after it; a blank where a clause follows ("a day after X").

    Returns
    -------
    shift, precision
        "a day later" is 1, "a day earlier" is -1; "a day after X" puts X a day before.
    """
    if "n" in groups:
        days = _count(groups) * _UNIT_DAYS[groups["u"]]
        back = groups["dir"] in {"earlier", "previously"} or (
            (groups["dir"] == "after") == (following == " ")
            and groups["dir"] in {"after", "before"}
        )
        return (-days if back else days), "day" if groups["u"] in {"day", "night"} else "days"
    if "same" in groups:
        return {"same": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}[
            groups["same"]
        ], "day"
    if "day_before" in groups:
        return -1, "day"
    return (1 if "day_after" in groups else 0), "day"
