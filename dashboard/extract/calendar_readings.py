"""What each form of a date means, counted from the day of publication."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.extract.counted import TWO_WEEKS, VAGUE, WEEKDAYS, count_of
from dashboard.extract.feasts import feast_before, season_before

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
    if groups.get("pre", "").startswith("overnight"):
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
    if unit == "week" and groups["w"] == "past":
        return published - timedelta(days=7), published, "days"
    if unit in {"month", "year"} and groups["w"] == "past":  # "in the past year": up to now
        return published - timedelta(days=30 if unit == "month" else 365), published, "range"
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
    if unit == "weekend":
        return _weekend(groups, published)
    if unit == "week":
        return published - timedelta(days=published.weekday()), published, "week"
    if unit == "month":
        return published.replace(day=1), published, "month"
    return date(published.year, 1, 1), published, "year"


_UNIT_DAYS = MappingProxyType(
    {
        "day": 1,
        "night": 1,
        "week": 7,
        "fortnight": 14,
        "month": 30,
        "year": 365,
        "decade": 3650,
        "hour": 0,
    }
)


def _ago(groups: dict[str, str], published: date) -> Value:
    count, unit = count_of(groups.get("n", "few")), groups["u"]
    if "n" not in groups and unit not in {"hour", "minute"}:
        low, high = VAGUE[unit]
        first = published - timedelta(days=high * _UNIT_DAYS[unit])
        return first, published - timedelta(days=low * _UNIT_DAYS[unit]), "range"
    if unit in {"hour", "minute"}:
        return (
            published - timedelta(days=count // 24),
            published - timedelta(days=count // 24),
            "day",
        )
    if unit in {"year", "decade"}:
        year = published.year - count * (10 if unit == "decade" else 1)
        return date(year, 1, 1), date(year, 12, 31), "year"
    if unit == "month":
        months = published.year * 12 + published.month - 1 - count
        year, month = divmod(months, 12)
        return date(year, month + 1, 1), _month_end(year, month + 1), "month"
    day = published - timedelta(days=count * _UNIT_DAYS[unit])
    counted = groups["n"] not in {"several", "a few", "few", "a couple of"}
    if counted and (unit == "day" or count * _UNIT_DAYS[unit] <= TWO_WEEKS):
        return day, day, "day"
    return day - timedelta(days=2), day + timedelta(days=2), "days"


def _past_n(groups: dict[str, str], published: date) -> Value:
    count, unit = count_of(groups["n"]), groups["u"]
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


def _stamp(groups: dict[str, str], published: date) -> Value:
    year = groups["y"] if len(groups["y"]) > 2 else f"20{groups['y']}"
    return _day_month({**groups, "y": year}, published)


def _last_of_month(groups: dict[str, str], published: date) -> Value:
    # "the last day of January".
    month = _month_number(groups)
    found = _month_end(_year(groups, month, 1, published), month)
    return found, found, "day"


def _weekday_of_week(groups: dict[str, str], published: date) -> Value:
    # "on Tuesday of last week": weeks begin on Monday.
    monday = published - timedelta(days=published.weekday())
    if groups["w"] in {"last", "previous", "before"}:
        monday -= timedelta(days=7)
    found = monday + timedelta(days=WEEKDAYS[groups["wd"]])
    return found, found, "day"


def _day_only(groups: dict[str, str], published: date) -> Value:
    # "on the 28th": of this month, or of the one before where it has not come yet.
    day, month = int(groups["d"]), published.replace(day=1)
    if groups.get("w") == "last" or (day > published.day and groups.get("w") != "this"):
        month = (month - timedelta(days=1)).replace(day=1)
    found = month.replace(day=day)
    return found, found, "day"


def _straight(groups: dict[str, str], published: date) -> Value:
    # "for a fourth straight day": that day and the three before.
    count = ORDINALS[groups["ord"].replace(" ", "-")]
    first = published - timedelta(days=(count - 1) * _UNIT_DAYS[groups["u"]])
    return first, published, "range" if count > 1 else "day"


def _feast(groups: dict[str, str], published: date) -> Value:
    name = groups["feast"].replace("ul-", "al-") if "ul-" in groups["feast"] else groups["feast"]
    year = int(groups["y"]) if "y" in groups else None
    first, last = feast_before(name, published, year)
    if "over" in groups and name != "ramadan":
        return first - timedelta(days=1), last + timedelta(days=1), "days"
    return first, last, "day" if first == last else "days"


def _eve_of_feast(groups: dict[str, str], published: date) -> Value:
    first, last, precision = _feast(groups, published)
    one = timedelta(days=1)
    return first - one, (first if first == last else last) - one, precision


def _season(groups: dict[str, str], published: date) -> Value:
    year = int(groups["y"]) if "y" in groups else None
    first, last = season_before(
        groups.get("s") or groups["s2"], groups.get("w", ""), published, year
    )
    return first, last, "range"


def _before_yesterday(groups: dict[str, str], published: date) -> Value:
    del groups
    day = published - timedelta(days=2)
    return day, day, "day"


def _nth_weekday(groups: dict[str, str], published: date) -> Value:
    # "the last Sunday of January": of the latest such month.
    month = _month_number(groups)
    year = _year(groups, month, 1, published)
    wanted = WEEKDAYS[groups["wd"]]
    if groups["nth"] == "last":
        end = _month_end(year, month)
        found = end - timedelta(days=(end.weekday() - wanted) % 7)
    else:
        first = date(year, month, 1)
        weeks = ORDINALS[groups["nth"]] - 1
        found = first + timedelta(days=(wanted - first.weekday()) % 7 + 7 * weeks)
    return found, found, "day"


def _before_last(groups: dict[str, str], published: date) -> Value:
    # "the Sunday before last", "the week before last".
    if "wd" in groups:
        day = weekday_before(groups["wd"], published, strict=True) - timedelta(days=7)
        return day, day, "day"
    if groups["u"] == "night":
        day = published - timedelta(days=2)
        return day, day, "day"
    back = {"week": 7, "weekend": 7, "month": published.day, "year": 365}[groups["u"]]
    unit = {"u": groups["u"], "w": "last"}
    return _last_unit(unit, published - timedelta(days=back))


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
        "short_wd": _weekday,
        "overnight": _overnight,
        "near_day": _near_day,
        "ago": _ago,
        "earlier_this": _this_unit,
        "last_unit": _last_unit,
        "past_n": _past_n,
        "running": _past_n,
        "weekend": _weekend,
        "the_week": _the_week,
        "since_start": _since_start,
        "recent": _recent,
        "year": _whole_year,
        "range_y": _whole_year,
        "stamp": _stamp,
        "day_only": _day_only,
        "month_end": _last_of_month,
        "nth_wd": _nth_weekday,
        "before_last": _before_last,
        "that_mon": _month,
        "wd_of_week": _weekday_of_week,
        "straight": _straight,
        "feast": _feast,
        "eve_of_feast": _eve_of_feast,
        "season": _season,
        "before_yesterday": _before_yesterday,
    }
)
