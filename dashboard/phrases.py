"""Phrases around a place name: what "province", "near", "the Iraqi capital" or a comma say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.names import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

NEAR_M = 15_000.0
PART_M = 0.0
AIRPORT_M = 30_000.0
WHOLE_KM = 10.0
EXACT_M = 2_000.0
"""A wider radius is that of a place: where in it something was, nobody says."""
NAMED = "named place"

PLACE_WORDS = MappingProxyType(
    {
        "exact": "exact place",
        "site": "known site",
        "city": "town or city",
        "relative": "range and bearing",
        "approximate": "approximate, partly inferred",
        "admin1": "somewhere in this governorate",
        "country": "somewhere in this country",
        "water_body": "somewhere in this sea",
        "unknown": "place not known",
    }
)
"""How precisely a place is known, in words; by the values of `place_precision`."""

_ADMIN1 = "governorate|governate|province|muhafazah|muhafazat|mohafazat|wilayat|state|countryside"
_TOWN = "city|town|village"
_PART = (
    "north|south|east|west|northern|southern|eastern|western|central|north eastern|north western|"
    "south eastern|south western|northeastern|northwestern|southeastern|southwestern|northeast|"
    "northwest|southeast|southwest|upper|lower|downtown|greater"
)
_BIT = (
    "area|district|neighbourhood|neighborhood|suburb|quarter|outskirts|countryside|coast|street|"
    "crossing|hospital|university"
)
_PORT = "international airport|military airport|airport|port|harbour|harbor"
_THING = (
    "air base|airbase|airfield|air field|military base|naval base|base|garrison|barracks|camp|"
    "landing zone|oil field|gas field|field|refinery|power station|dam|prison|farm|bridge|road"
)


def _words(alternatives: str) -> str:
    return alternatives.replace(" ", r"\ ")


_CITY_PART = re.compile(
    r"\b(?:neighbou?rhood|street|square|quarter|suburbs?|avenue|embassy|hospital|hotel|mosque|"
    r"market|headquarters|ministry|green zone|downtown|old city|university)\b|حي|شارع|ساحه"
)
_WHOLE = re.compile(
    rf"""^(?:the\ )?(?:
      (?:{_words(_ADMIN1)}|region)\ of\ (?P<admin1_of>.+)
    | (?P<admin1>.+)\ (?:{_words(_ADMIN1)}|region)
    | (?:محافظه|ريف|ولايه|منطقه)\ (?P<admin1_arabic>.+)
    | (?:{_words(_TOWN)})\ of\ (?P<town_of>.+)
    | (?P<town>.+)\ (?:{_words(_TOWN)})
    | (?:مدينه|بلده|قريه)\ (?P<town_arabic>.+)
    | capital\ of\ (?:the\ )?(?P<capital_of>.+)
    | (?P<capital>.+)\ capital
    | العاصمه\ (?P<capital_arabic>.+)
    | (?P<airspace>.+)\ (?:airspace|territory|territorial\ waters|soil)
    | (?:airspace|skies)\ (?:of|over)\ (?P<airspace_of>.+)
    )$""",
    re.VERBOSE,
)
_SOFT = re.compile(
    rf"""^(?:the\ )?(?:
      (?:near|close\ to|around|outside|next\ to|in\ the\ vicinity\ of|on\ the\ outskirts\ of|
         outskirts\ of|north\ of|قرب|بالقرب\ من|قريبا\ من|محيط)\ (?P<near>.+)
    | (?:{_words(_PART)}|شمال|جنوب|شرق|غرب|شمالي|جنوبي|شرقي|غربي|وسط)\ (?P<part>.+)
    | \S+\ (?:held|controlled|occupied|run)\ (?P<held>.+)
    | (?:{_words(_BIT)})\ of\ (?P<bit_of>.+)
    | (?P<bit>.+?)\ (?:(?:{_words(_PART)})\ )?(?:{_words(_BIT)})s?
    | (?P<port>.+?)\ (?:{_words(_PORT)})
    | (?P<thing>.+?)\ (?:{_words(_THING)})
    | (?:مطار|ميناء)\ (?P<port_arabic>.+)
    | (?:حي)\ (?P<bit_arabic>.+)
    | (?:قاعده|معسكر|مخيم|حقل|سد)\ (?P<thing_arabic>.+)
    )$""",
    re.VERBOSE,
)
_KINDS = {
    "admin1_of": "admin1",
    "admin1": "admin1",
    "admin1_arabic": "admin1",
    "town_of": "town",
    "town": "town",
    "town_arabic": "town",
    "capital_of": "capital",
    "capital": "capital",
    "capital_arabic": "capital",
    "airspace": "airspace",
    "airspace_of": "airspace",
}
_RADII = {
    "near": NEAR_M,
    "part": PART_M,
    "held": PART_M,
    "bit_of": NEAR_M,
    "bit": NEAR_M,
    "bit_arabic": NEAR_M,
    "port": AIRPORT_M,
    "port_arabic": AIRPORT_M,
    "thing": AIRPORT_M,
    "thing_arabic": AIRPORT_M,
}
_EXACT = frozenset({"near", "part", "held"})
_THINGS = frozenset({"thing", "thing_arabic"})
_BRACKETS = re.compile(r"[(\[（][^()\[\]]*[)\]）]")
_POSSESSIVE = re.compile(r"['’]s\b")
_INSIDE = re.compile(r"\s*[,،;]\s*|\s+in\s+(?:the\s+)?|\s+في\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    A phrase taken apart.

    Attributes
    ----------
    kind
        ``"same"`` (a word less), ``"admin1"``, ``"town"``, ``"capital"``, ``"airspace"``,
        ``"inside"`` (name in context), ``"soft"`` (near, part of, a thing named after it) or
        ``"thing"`` (a base, a field, a camp: rarely where a town of that name is).
    name
        The name inside the phrase; folded except for ``"same"`` and ``"inside"``.
    text
        The phrase as it was.
    context
        For ``"inside"``: what the name lies in; else empty.
    radius_m
        For ``"soft"`` and ``"thing"``: at least this radius, metres.
    vague
        For ``"soft"`` and ``"thing"``: True if the thing itself is unknown and only the
        place near it is used.
    """

    kind: str
    name: str
    text: str
    context: str = ""
    radius_m: float = 0.0
    vague: bool = False

    @property
    def in_town(self) -> bool:
        """True if the name says that it is a part of a town, such as a street."""
        return _CITY_PART.search(fold(self.name)) is not None


def parse(text: str, seas: Mapping[str, str]) -> Phrase | None:
    """
    Take one layer of words off a phrase.

    Parameters
    ----------
    text
        A phrase that is not a name by itself.
    seas
        Folded names of seas and their names to show: a sea named anywhere in the text is the last
        resort.

    Returns
    -------
    phrase
        What remains, to be looked up again; None if nothing can be taken off.
    """
    plain = " ".join(_BRACKETS.sub(" ", text).split())
    if plain and plain != " ".join(text.split()):
        return Phrase("same", plain, text)
    parts = [part for part in _INSIDE.split(plain) if part]
    if len(parts) > 1:
        head, context = parts[0], ", ".join(parts[1:])
        return Phrase("inside", head, text, context)
    folded = fold(_POSSESSIVE.sub("", plain))
    whole = _WHOLE.match(folded)
    if whole is not None:
        group, name = _filled(whole)
        return Phrase(_KINDS[group], name, text)
    soft = _SOFT.match(folded)
    sea = sea_in(folded, seas)
    if soft is not None and (sea is None or soft.lastgroup == "part"):
        group, name = _filled(soft)
        kind = "thing" if group in _THINGS else "soft"
        return Phrase(kind, name, text, radius_m=_RADII[group], vague=group not in _EXACT)
    if sea is None and folded.startswith("the "):
        return Phrase("same", folded.removeprefix("the "), text)
    return None if sea is None or sea == plain else Phrase("soft", sea, text, vague=True)


def sea_in(text: str, seas: Mapping[str, str]) -> str | None:
    """
    Find the first sea that a text names.

    Parameters
    ----------
    text
        Any text.
    seas
        Folded names of seas and their names to show.

    Returns
    -------
    name
        Its name to show; None if the text names none.
    """
    found = _any_of(tuple(seas)).search(f" {fold(text)} ")
    return seas[found[1]] if found else None


def within(radius_m: float) -> str:
    """
    Say how far from its point a place may lie.

    Parameters
    ----------
    radius_m
        Radius, metres.

    Returns
    -------
    words
        For example ``"within 4 km"``; two figures are more than anybody knows of a small radius,
        whole kilometres of a large one.
    """
    km = radius_m / 1000
    return f"within {km:.0f} km" if km >= WHOLE_KM else f"within {km:.2g} km"


def known_as(precision: str, radius_m: float | None = None) -> str:
    """
    Say how precisely a place is known.

    Parameters
    ----------
    precision
        A value of `place_precision`.
    radius_m
        Radius of a point, metres; None for an area, or where none is given.

    Returns
    -------
    words
        For example ``"town or city, within 10 km"``. What is called exact within more than
        `EXACT_M` is a "named place": its name is sure, and no more.
    """
    words = PLACE_WORDS.get(precision, precision)
    if radius_m is None:
        return words
    if precision == "exact" and radius_m > EXACT_M:
        words = NAMED
    return f"{words}, {within(radius_m)}"


@lru_cache(maxsize=4)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Find the first of some folded names in a padded text, the longest where several begin."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(f" ({'|'.join(map(re.escape, longest_first)) or '(?!)'})(?= )")


def _filled(match: re.Match[str]) -> tuple[str, str]:
    return next((k, v) for k, v in match.groupdict().items() if v)
