"""Feasts and seasons by which news dates an event, worked out for any year."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType

_FIXED = MappingProxyType(
    {
        "christmas eve": (12, 24),
        "christmas day": (12, 25),
        "christmas": (12, 25),
        "boxing day": (12, 26),
        "new year's eve": (12, 31),
        "new year's day": (1, 1),
        "new year's": (1, 1),
        "valentine's day": (2, 14),
        "nowruz": (3, 20),
        "nawruz": (3, 20),
        "may day": (5, 1),
        "halloween": (10, 31),
    }
)
_EASTER = MappingProxyType(
    {
        "palm sunday": -7,
        "maundy thursday": -3,
        "good friday": -2,
        "easter sunday": 0,
        "easter monday": 1,
        "easter day": 0,
        "easter": 0,
    }
)
_HIJRI = MappingProxyType(
    {
        "ashura": (1, 10),
        "arbaeen": (2, 20),
        "mawlid": (3, 12),
        "eid al-fitr": (10, 1),
        "eid ul-fitr": (10, 1),
        "arafat day": (12, 9),
        "eid al-adha": (12, 10),
        "eid ul-adha": (12, 10),
    }
)
FEASTS = (*_FIXED, *_EASTER, *_HIJRI, "ramadan")
_HIJRI_EPOCH = date(622, 7, 18).toordinal()  # 1 Muharram of the year 1 at the earliest
_RAMADAN = 9


def _easter(year: int) -> date:
    # Gregorian computus (Meeus, Jones, Butcher).
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = (a + 11 * d + 22 * e) // 451
    month, day = divmod(d + e - 7 * f + 114, 31)
    return date(year, month, day + 1)


def _hijri(year: int, month: int, day: int) -> date:
    # Tabular Islamic calendar, its earlier reckoning; the other one is a day later.
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
    return date.fromordinal(_HIJRI_EPOCH + days)


def _hijri_before(month: int, day: int, published: date) -> date:
    year = (published.year - 622) * 33 // 32 + 2
    while (found := _hijri(year, month, day)) > published:
        year -= 1
    return found


def feast_before(name: str, published: date, year: int | None = None) -> tuple[date, date]:
    """
    Give the latest feast of a name.

    Parameters
    ----------
    name
        One of `FEASTS`, in lower case.
    published
        Day of publication.
    year
        The year where the text names it.

    Returns
    -------
    first, last
        The day twice; for an Islamic feast, which depends on the moon, the day after as well, and
        for Ramadan the whole month.
    """
    until = published if year is None else date(year, 12, 31)
    if name == "ramadan":
        first = _hijri_before(_RAMADAN, 1, until)
        return first, min(first + timedelta(days=30), max(published, first))
    if name in _HIJRI:
        day = _hijri_before(*_HIJRI[name], until)
        return day, min(day + timedelta(days=1), max(published, day))
    if name in _EASTER:
        shift = timedelta(days=_EASTER[name])
        day = _easter(until.year) + shift
        day = day if day <= until else _easter(until.year - 1) + shift
    else:
        day = date(until.year, *_FIXED[name])
        day = day if day <= until else date(until.year - 1, *_FIXED[name])
    return day, day


_SEASONS = MappingProxyType({"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12})


def season_before(name: str, which: str, published: date, year: int | None) -> tuple[date, date]:
    """
    Give a season of three months.

    Parameters
    ----------
    name
        spring, summer, autumn, fall or winter.
    which
        "last", "this" or empty.
    published
        Day of publication.
    year
        The year where the text names it.

    Returns
    -------
    first, last
        "last summer" is the latest that is over, "this summer" the latest that has begun.
    """
    month = _SEASONS[name]
    held = published.year if year is None else year
    while True:
        end = (month + 2) % 12 + 1
        first = date(held, month, 1)
        last = date(held + (end < month), end, 1) - timedelta(days=1)
        if year is not None or (last < published if which == "last" else first <= published):
            return first, min(last, max(published, first))
        held -= 1
