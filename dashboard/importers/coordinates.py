"""Coordinates as people write them: text, comma decimals, degrees and minutes, swapped, absent."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

MOST_LON, MOST_LAT = 180.0, 90.0
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫−", "01234567890123456789.-")
_DECIMAL = re.compile(
    r"([+-]?\d+(?:[.,]\d*)?|[+-]?[.,]\d+)(?:[eE]([+-]?\d+))?\s*°?\s*([nsewNSEW])?"
)
_SEXAGESIMAL = re.compile(
    r"([+-]?\d{1,3})\s*[°:dº]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['’′:m]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*"
    r"(?:[\"”″s]|'')?\s*)?)?\s*([nsewNSEW])?"
)
_POINT = re.compile(
    r"(?:SRID=\d+;)?POINT\s*Z?\s*\(\s*(\S+)\s+(\S+?)(?:\s+\S+)?\s*\)", re.IGNORECASE
)
_NEGATIVE = frozenset("swSW")
_EAST_WEST = frozenset("ewEW")
SIXTY = 60


class Point(NamedTuple):
    """
    A point read from texts.

    Attributes
    ----------
    lon, lat
        Degrees, EPSG:4326; None where there is no usable point.
    notes
        Kinds of doubt to count, in the order they were met: ``"comma_decimals"``,
        ``"coordinates_unreadable"``, ``"coordinates_out_of_range"``, ``"coordinates_zero"``,
        ``"coordinates_swapped"``, ``"coordinates_missing"``.
    """

    lon: float | None
    lat: float | None
    notes: tuple[str, ...] = ()


def number(text: str) -> float | None:
    """
    Read one coordinate.

    Parameters
    ----------
    text
        ``15.35``, ``15,35``, ``44.2 E``, ``15°21'30"N``, ``15:21:30``, ``١٥٫٣٥``.

    Returns
    -------
    degrees
        Decimal degrees, south and west negative; None where it cannot be read.
    """
    plain = text.translate(_DIGITS).strip()
    if found := _DECIMAL.fullmatch(plain):
        size = float(f"{found[1].replace(',', '.')}e{found[2] or 0}")
        letter = found[3]
    elif found := _SEXAGESIMAL.fullmatch(plain):
        minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.group(2, 3))
        if minutes >= SIXTY or seconds >= SIXTY:
            return None
        size = abs(float(found[1])) + minutes / SIXTY + seconds / SIXTY**2
        size = -size if found[1].startswith("-") else size
        letter = found[4]
    else:
        return None
    return -abs(size) if letter in _NEGATIVE else size


def read(lon_text: str | None, lat_text: str | None) -> Point:
    """
    Read a point from its two texts.

    Parameters
    ----------
    lon_text, lat_text
        Texts of the two columns; None or blank where nothing stands.

    Returns
    -------
    point
        The point, with what is doubtful about it. Turned round where only that makes a point:
        a latitude beyond 90 degrees whose partner is none, or letters that say so.

    Notes
    -----
    0/0 lies in the sea off Ghana and is what programs write for "unknown": it is no point here.
    """
    if not lon_text or not lat_text:
        return Point(None, None, ("coordinates_missing",))
    notes = ["comma_decimals"] if "," in lon_text + lat_text else []
    lon, lat = number(lon_text), number(lat_text)
    if lon is None or lat is None or not (math.isfinite(lon) and math.isfinite(lat)):
        return Point(None, None, (*notes, "coordinates_unreadable"))
    if lon == 0 and lat == 0:
        return Point(None, None, (*notes, "coordinates_zero"))
    lettered = lat_text.strip()[-1] in _EAST_WEST
    if lettered or abs(lat) > MOST_LAT >= abs(lon):
        lon, lat = lat, lon
        notes.append("coordinates_swapped")
    if abs(lat) > MOST_LAT or abs(lon) > MOST_LON:
        return Point(None, None, (*notes, "coordinates_out_of_range"))
    return Point(lon, lat, tuple(notes))


def read_pair(text: str | None) -> Point:
    """
    Read a point from one text that holds both numbers.

    Parameters
    ----------
    text
        ``15.35, 44.2`` (latitude first, as maps on the web give it), ``POINT (44.2 15.35)``
        (longitude first, as its standard says), ``15.35N 44.2E``.

    Returns
    -------
    point
        See `read`.
    """
    if not text or not text.strip():
        return Point(None, None, ("coordinates_missing",))
    plain = text.translate(_DIGITS).strip()
    if found := _POINT.fullmatch(plain):
        return read(found[1], found[2])
    pair = _split_pair(plain)
    if pair is None:
        return Point(None, None, ("coordinates_unreadable",))
    return read(pair[1], pair[0])


def _split_pair(text: str) -> tuple[str, str] | None:
    inner = text.strip("()[] ")
    for mark in (";", "/", ", ", ",", " "):
        parts = [part.strip() for part in inner.split(mark)]
        if len(parts) == 2 and all(number(part) is not None for part in parts):  # noqa: PLR2004
            return parts[0], parts[1]
    return None
