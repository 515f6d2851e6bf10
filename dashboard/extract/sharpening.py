"""Range and bearing, "near", "off": where a place is meant that is not the named one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.bearings import DIRECTIONS, offset_point
from dashboard.extract.places import NAUTICAL_MILE_KM

if TYPE_CHECKING:
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.placebook import PlaceBook

_DISTANCE = re.compile(
    r"(?P<low>\d+(?:\.\d+)?)(?:\s*(?:to|-|\u2013|and)\s*(?P<high>\d+(?:\.\d+)?))?\s*"
    r"(?P<unit>nautical miles?|nautical|nmi?|nm|km|kms|kilomet(?:re|er)s?|miles?"
    r"|mi)\b\.?\s*(?:\([^)]{0,20}\)\s*)?",
    re.IGNORECASE,
)


_TAIL = re.compile(
    r"(?:\b(?P<near>near|close to|outside|on the outskirts of|in the vicinity of|around)"
    r"|(?:(?:to\s+)?(?:the\s+)?(?P<dir>\b(?:north|south|east|west"
    r"|[nsew]{1,3}\b)(?:[- ]?(?:north|south|east|west))?(?:[- ]?(?:north|south|east"
    r"|west))?))"
    r"\s+(?:of|off)|(?P<off>\boff(?:\s+(?:the\s+)?(?:coast|shores?)\s+of)?)"
    r"|\b(?P<from>from|away from))"
    r"(?:\s+(?:the|port|city|town|village|capital|island|coast|coastal|Yemeni|Yemen's|Red Sea"
    r"|of|strategic|southern|northern|eastern|western|'s|(?-i:[A-Z][a-z]+(?:i|an|ish|ese)))){0,6}\s*$",
    re.IGNORECASE,
)


def sharpen(mention: PlaceMention, clean: str, begin: int, book: PlaceBook) -> PlaceMention:
    """
    Read what stands before a name: a distance, a direction, "near", "off".

    Parameters
    ----------
    mention
        A place whose meaning is chosen.
    clean
        The whole text.
    begin
        Start of its sentence.
    book
        The gazetteer, for which side of a shore is water.

    Returns
    -------
    mention
        With the precision and point that the words give.
    """
    left = clean[max(begin, mention.start - 90) : mention.start]
    tail = _TAIL.search(left)
    if tail is not None and tail["dir"] and _PART.search(left[: tail.start("dir")]):
        begin = mention.start - len(left) + tail.start("dir")
        return _part(mention, begin, clean[begin : mention.end])
    if tail is None or (
        mention.place.layer in {"country", "sea", "admin1"}
        and not tail["dir"]
        and not (tail["off"] and mention.place.country in _SMALL)
    ):
        return mention
    distance, start = _distance(left[: tail.start()])
    begin_text = mention.start - len(left) + (start if distance else tail.start())
    text = clean[begin_text : mention.end]
    if tail["near"] and not distance:
        spot = mention.precision == "exact" and mention.place.layer == "city"
        near = "exact" if spot else "city"  # "an air base near Jafr"
        return replace(mention, text=text, start=begin_text, precision=near, precision_m=10_000.0)
    if tail["from"] and not distance:
        return mention
    return _shifted(mention, text, begin_text, tail["dir"], distance, book)


# "in the rebel-held east of Aleppo" is in the town; "to the east of Aleppo" is not.
_PART = re.compile(
    r"\bin\s+the\s+(?:(?!(?:port|town|desert|area|countryside|hills|mountains|village|plains?|sea"
    r"|steppe|fields|suburb|outskirts|valley|waters|region)\b)[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_SMALL = frozenset({"GI", "SG", "MT", "HK", "DJ"})  # "off Gibraltar" is no country
PART_RADIUS_M = 8_000.0
_SIDE = re.compile(r"(?:the\s+)?(?:north|south|east|west|central)\w*\b", re.IGNORECASE)


def _part(mention: PlaceMention, start: int, text: str) -> PlaceMention:
    if mention.place.layer == "city":
        return replace(
            mention, text=text, start=start, precision="exact", precision_m=PART_RADIUS_M
        )
    if mention.place.layer in {"country", "admin1"}:
        name = text if mention.place.layer == "country" else mention.name
        return replace(mention, text=text, start=start, precision="admin1", name=name)
    return mention


def is_part(mention: PlaceMention) -> bool:
    """
    Say whether a place is a part of a town: "in eastern Baghdad".

    Parameters
    ----------
    mention
        A place, sharpened.

    Returns
    -------
    part
        False for a district that has a name.
    """
    of_town = mention.precision == "exact" and mention.place.layer == "city"
    return of_town and bool(_SIDE.match(mention.text))


def _distance(left: str) -> tuple[float | None, int]:
    found = next(iter(list(_DISTANCE.finditer(left))[-1:]), None)
    if found is None or left[found.end() :].strip().lower() not in {"", "to", "to the", "about"}:
        return None, 0
    value = float(found["low"])
    if found["high"]:
        value = (value + float(found["high"])) / 2
    unit = found["unit"].lower()
    factor = NAUTICAL_MILE_KM if unit.startswith("n") else 1.609 if unit.startswith("mi") else 1.0
    return value * factor, found.start()


def _shifted(
    mention: PlaceMention,
    text: str,
    start: int,
    direction: str | None,
    distance: float | None,
    book: PlaceBook,
) -> PlaceMention:
    place = mention.place
    bearing = DIRECTIONS.get(re.sub(r"[- ]", "", (direction or "").lower()))
    strait = place.layer == "sea" and ("Strait" in place.name or "Bab" in place.name)
    tiny = place.country in _SMALL
    if mention.is_area and distance is None and not strait and not tiny:
        return mention
    far = distance if distance is not None else 40.0 if strait else 10.0
    if bearing is None:
        lon, lat = _seaward(place.lon, place.lat, far, book)
    else:
        lon, lat = offset_point(place.lon, place.lat, far, bearing)
    radius = max(5_000.0, 200 * far) if distance is not None else 15_000.0
    return replace(
        mention,
        text=text,
        start=start,
        lon=lon,
        lat=lat,
        precision="relative",
        precision_m=radius,
        name=text,
    )


def _seaward(lon: float, lat: float, far_km: float, book: PlaceBook) -> tuple[float, float]:
    wet = [
        point
        for bearing in range(0, 360, 30)
        if book.sea_at(*(point := offset_point(lon, lat, max(far_km, 15.0), bearing)))
    ]
    if not wet:
        return lon, lat
    return sum(p[0] for p in wet) / len(wet), sum(p[1] for p in wet) / len(wet)
