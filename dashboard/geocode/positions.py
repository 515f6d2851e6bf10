"""Positions as reports give them: coordinates, range and bearing, "off", "between"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType

LONGEST = 200
SIXTY = 60
FARTHEST_M = 1_500_000.0
NAUTICAL_MILE_M = 1852.0
STATUTE_MILE_M = 1609.344
_POINTS = (
    *("n", "nne", "ne", "ene", "e", "ese", "se", "sse"),
    *("s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw"),
)
_WORDS = MappingProxyType({"n": "north", "e": "east", "s": "south", "w": "west"})
_ARABIC = MappingProxyType(
    {
        "شمال شرق": 45.0,
        "جنوب شرق": 135.0,
        "جنوب غرب": 225.0,
        "شمال غرب": 315.0,
        "شمال": 0.0,
        "شرق": 90.0,
        "جنوب": 180.0,
        "غرب": 270.0,
    }
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,5}(?:\.\d{1,4})?"
_UNITS = (
    (r"nautical\s+miles?|nmi?|n\.\s?m\.|naut\.?\s+miles?", NAUTICAL_MILE_M),
    (r"أميال\s+بحرية|ميلا?ً?\s+بحريا?ً?|ميل\s+بحري", NAUTICAL_MILE_M),
    (r"kms?|kilomet(?:er|re)s?|كيلومتر(?:ا|ات)?ً?|كم", 1000.0),
    (r"miles?|mi|أميال|ميلا?ً?", STATUTE_MILE_M),
    (r"met(?:er|re)s?|m|متر(?:ا)?ً?", 1.0),
)
_UNIT = "|".join(pattern for pattern, _ in _UNITS)
_COMPASS = (
    r"(?:north|south)(?:[\s-]*(?:north|south))?[\s-]*(?:east|west)|"
    r"(?:east|west)[\s-]*(?:north|south)[\s-]*(?:east|west)|north|south|east|west|"
    r"nne|ene|ese|sse|ssw|wsw|wnw|nnw|ne|se|sw|nw|n|e|s|w"
)
_ARABIC_COMPASS = "|".join(_ARABIC)
_ANCHOR = r"(?P<anchor>\S.*?)(?=\s+and\s+\d|$)"
_OFF = r"off(?:\s+the)?(?:\s+(?:coast|coasts|shore|shores|port)\s+of)?|قبالة(?:\s+(?:سواحل|ساحل))?"
_RANGE = re.compile(
    rf"(?<![\d.,])(?P<low>{_NUMBER})(?:\s*(?:-|–|to|and)\s*(?P<high>{_NUMBER}))?\s*"
    rf"(?P<unit>{_UNIT})\b\.?\s*"
    rf"(?:(?:to\s+the\s+|due\s+)?(?P<bearing>{_COMPASS})(?:ward|erly)?\s+(?:of|from|off)"
    rf"(?:\s+the\s+(?:port|coast|city|town)\s+of)?|(?P<arabic>{_ARABIC_COMPASS})(?:\s+من)?|(?:{_OFF})|from|away\s+from|من|عن)\s+"
    rf"(?:the\s+)?{_ANCHOR}",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    rf"^(?:to\s+the\s+|just\s+|due\s+)?(?P<bearing>{_COMPASS})\s+(?:of|from|off)\s+(?P<anchor>\S.*)$",
    re.IGNORECASE,
)
_OFFSHORE = re.compile(rf"^(?:just\s+)?(?:{_OFF})\s+(?P<anchor>\S.*)$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"^(?:mid-?way\s+|half-?way\s+|in\s+)?between\s+(?P<anchor>\S.*?)\s+and\s+(?P<other>\S.*)$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_ABOUT = re.compile(
    r"\b(?:about|some|roughly|approximately|approx\.?|around|nearly|almost|over)\s+(?=\d)",
    re.IGNORECASE,
)
_HEMISPHERE = r"[NSEWnsew]"
_ANGLE = (
    r"\d{1,3}(?:\.\d+)?\s*[°º]?(?:\s*[-:\s]?\s*\d{1,2}(?:\.\d+)?\s*['’′]?"
    r"(?:\s*[-:\s]?\s*\d{1,2}(?:\.\d+)?\s*(?:\"|”|″|''|′′|’’)?)?)?"
)
_COORDINATES = re.compile(
    rf"(?<![\w.])(?:(?P<a>{_ANGLE})\s*(?P<ah>{_HEMISPHERE})[\s,/;]*"
    rf"(?P<b>{_ANGLE})\s*(?P<bh>{_HEMISPHERE})"
    rf"|(?P<ph>{_HEMISPHERE})\s*(?P<p>{_ANGLE})[\s,/;]*(?P<qh>{_HEMISPHERE})\s*(?P<q>{_ANGLE}))(?!\w)"
)
_COMPACT = re.compile(
    r"(?<!\w)(\d{2})(\d{2}(?:\.\d+)?)([NSns])\s*(\d{3})(\d{2}(?:\.\d+)?)([EWew])(?!\w)"
)
_DECIMAL = re.compile(r"^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$")
_GROUPS = re.compile(r"\d+(?:\.\d+)?")
_LAT, _LON = 90.0, 180.0
_DEGREE_M = 111_195.0
_LEAST_M = 100.0


@dataclass(frozen=True, slots=True)
class Fix:
    """
    Coordinates in a text.

    Attributes
    ----------
    lon, lat
        Degrees, EPSG:4326.
    radius_m
        Half the last digit given, at least 100 m.
    """

    lon: float
    lat: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class Relative:
    """
    A place told from another.

    Attributes
    ----------
    anchor
        The text of the place it is told from.
    distance_m
        Metres; None if the text gives none.
    spread_m
        Half the width of a range of distances ("76 to 100 NM"), else 0.
    bearing_deg
        Clockwise from north; None if the text gives none.
    offshore
        True for "off X".
    other
        For "between X and Y" the text of Y; else None.
    """

    anchor: str
    distance_m: float | None = None
    spread_m: float = 0.0
    bearing_deg: float | None = None
    offshore: bool = False
    other: str | None = None


def parse(text: str) -> Fix | Relative | None:
    """
    Read a position out of a phrase.

    Parameters
    ----------
    text
        For example ``"55 NM W of Hodeidah"``, ``"off Hodeidah"``, ``"13-21.19N 042-57.64E"``,
        ``"15.5, 42.1"``. Two bare numbers are latitude and longitude, the order in which people
        write them; with letters either may come first.

    Returns
    -------
    position
        Coordinates, or a place relative to others; None if the text is neither, is longer than
        200 characters, or gives coordinates or distances that cannot be (farther than 1,500 km).

    Notes
    -----
    "Miles" are statute miles even at sea, where a reporter may mean nautical ones: the
    difference, 15 per cent, lies inside the radius that `offline` puts round a range.
    """
    if len(text) > LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    fix = _fix(plain)
    if fix is not None:
        return fix
    return _relative(_ABOUT.sub("", " ".join(_BRACKETS.sub(" ", plain).split())))


def _relative(plain: str) -> Relative | None:
    found = _RANGE.search(plain)
    if found is not None:
        return _range(found)
    found = _DIRECTION.match(plain)
    if found is not None:
        return Relative(found["anchor"], bearing_deg=_bearing(found["bearing"]))
    found = _BETWEEN.match(plain)
    if found is not None:
        return Relative(found["anchor"], other=found["other"])
    found = _OFFSHORE.match(plain)
    return None if found is None else Relative(found["anchor"], offshore=True)


def _range(found: re.Match[str]) -> Relative | None:
    low = float(found["low"].replace(",", ""))
    high = float(found["high"].replace(",", "")) if found["high"] else low
    unit = found["unit"]
    metres = next(m for pattern, m in _UNITS if re.fullmatch(pattern, unit, re.IGNORECASE))
    distance = (low + high) / 2 * metres
    if not 0 < distance <= FARTHEST_M:
        return None
    bearing = found["bearing"] or found["arabic"]
    return Relative(
        found["anchor"],
        distance_m=distance,
        spread_m=abs(high - low) / 2 * metres,
        bearing_deg=_bearing(bearing) if bearing else None,
        offshore=bearing is None and "from" not in found[0].casefold(),
    )


def _bearing(text: str) -> float:
    if text in _ARABIC:
        return _ARABIC[text]
    short = re.sub(r"[\s-]", "", text.casefold())
    for letter, word in _WORDS.items():
        short = short.replace(word, letter)
    return _POINTS.index(short) * 22.5 if short in _POINTS else _POINTS.index(short[-2:]) * 22.5


def _fix(plain: str) -> Fix | None:
    compact = _COMPACT.search(plain)
    if compact is not None:
        a, a_min, a_half, b, b_min, b_half = compact.groups()
        return _pair((f"{a} {a_min}", a_half), (f"{b} {b_min}", b_half))
    lettered = _COORDINATES.search(plain)
    if lettered is not None:
        if lettered["a"]:
            return _pair((lettered["a"], lettered["ah"]), (lettered["b"], lettered["bh"]))
        return _pair((lettered["p"], lettered["ph"]), (lettered["q"], lettered["qh"]))
    decimal = _DECIMAL.match(plain)
    if decimal is not None and "." in plain:
        lat, lon = decimal.groups()
        return _pair(
            (lat.lstrip("-"), "S" if "-" in lat else "N"),
            (lon.lstrip("-"), "W" if "-" in lon else "E"),
        )
    return None


def _pair(one: tuple[str, str], two: tuple[str, str]) -> Fix | None:
    halves = (one[1].upper(), two[1].upper())
    if (halves[0] in "NS") == (halves[1] in "NS"):
        return None
    north, east = (one, two) if halves[0] in "NS" else (two, one)
    lat, lon = _degrees(*north), _degrees(*east)
    if lat is None or lon is None or abs(lat[0]) > _LAT or abs(lon[0]) > _LON:
        return None
    return Fix(lon[0], lat[0], max(lat[1], lon[1], _LEAST_M))


def _degrees(text: str, half: str) -> tuple[float, float] | None:
    groups = _GROUPS.findall(text)
    if any(float(part) >= SIXTY for part in groups[1:]) or any("." in p for p in groups[:-1]):
        return None
    value = sum(float(part) / SIXTY**i for i, part in enumerate(groups))
    digits = len(groups[-1].partition(".")[2])
    step = float(SIXTY) ** -(len(groups) - 1) * 10.0**-digits
    return (-value if half.upper() in "SW" else value), step / 2 * _DEGREE_M
