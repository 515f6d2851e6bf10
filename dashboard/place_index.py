"""The index of the gazetteer: which places a folded name may mean, and which of them wins."""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard.areas import great_circle_m
from dashboard.names import fold, without_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.place_files import Named, Place

LAYERS = ("sea", "country", "admin1", "curated", "city", "learned")
POINT_LAYERS = frozenset({"curated", "city", "learned"})
LONGEST_ACRONYM = 4
SEAT_POPULATION = 10_000
CITY_POPULATION = 100_000
CURATED_POPULATION = 10_000_000
UNKNOWN_POPULATION = 500
MAIN_NAME = 3.0
REGION = 1.0
SAME_SPOT_M = 25_000.0
CANDIDATES = 10
SIMILAR_LENGTH = 2
SIMILAR_ENOUGH = 0.75
_BELOW_CITIES = LAYERS.index("city") + 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """
    A place under one of its names.

    Attributes
    ----------
    place
        The place.
    standing
        Higher wins within a layer: tenfold inhabitants count one, its main name counts three, a
        country of the region (one with first-level areas) counts one.
    acronym
        True if this name is an acronym such as "UK", which must be written in capitals.
    bare
        For a first-level area: True if its bare name means the area even where a town has it too.
    """

    place: Place
    standing: float
    acronym: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class Match:
    """
    What a text was understood as.

    Attributes
    ----------
    place
        The best place.
    candidates
        Every place that the name may mean, best first, at most 10.
    ambiguous
        True if another candidate is about as likely: ask for the country before using it.
    fallback
        True if the name itself is unknown and the place is what surrounds it: a governorate, a
        country, a sea, a town with a wider radius.
    note
        In words what was assumed; None where nothing was.
    """

    place: Place
    candidates: tuple[Place, ...]
    ambiguous: bool = False
    fallback: bool = False
    note: str | None = None


class Index:
    """
    Places by their folded names, with and without the Arabic article.

    Parameters
    ----------
    named
        Places with their names.
    blocked
        Names that are found only when a country is given.

    Attributes
    ----------
    named
        The places with their names, in the order given.
    blocked
        The blocked names, folded.
    """

    def __init__(self, named: Iterable[Named], blocked: Iterable[str] = ()) -> None:
        self.named = tuple(named)
        self.blocked = frozenset(map(fold, blocked))
        self._hits = _build(self.named)

    def hits(
        self, name: str, codes: frozenset[str] | None, layers: Iterable[str] | None = None
    ) -> list[Hit]:
        """
        Find the places of a name.

        Parameters
        ----------
        name
            A name in any script.
        codes
            Countries (ISO 3166-1 alpha-2, capitals) to keep besides places at sea; None for all.
        layers
            Layers to keep; None for all.

        Returns
        -------
        hits
            Best first: by layer, then by standing, then by id.
        """
        key = fold(name)
        found = self._hits.get(key) or self._hits.get(without_article(key))
        if not found or (codes is None and self._is_blocked(key)):
            return []
        chosen = None if layers is None else frozenset(layers)
        hits = _ranked(found)
        if chosen is None and codes is None and not any(hit.acronym for hit in hits):
            return hits
        written = name.replace(".", "").strip()
        return [
            hit
            for hit in hits
            if (codes is None or hit.place.country_code is None or hit.place.country_code in codes)
            and (chosen is None or hit.place.layer in chosen)
            and (not hit.acronym or written.isupper())
        ]

    def similar(self, name: str, limit: int) -> list[Place]:
        """
        Find places whose names look similar.

        Parameters
        ----------
        name
            A name.
        limit
            At most this many.

        Returns
        -------
        places
            Most similar first.
        """
        key = fold(name)
        near = [other for other in self._hits if abs(len(other) - len(key)) <= SIMILAR_LENGTH]
        close = difflib.get_close_matches(key, near, n=limit, cutoff=SIMILAR_ENOUGH)
        places = dict.fromkeys(hit.place for other in close for hit in self._hits[other])
        return list(places)[:limit]

    @cached_property
    def seas(self) -> Mapping[str, str]:
        """Folded names of the seas, and their names to show."""
        return {
            fold(name): one.place.name
            for one in self.named
            if one.place.layer == "sea"
            for name in (one.place.name, *one.aliases)
        }

    @cached_property
    def demonyms(self) -> Mapping[str, str]:
        """Folded words such as "iraqi", and the country's name."""
        return {fold(demonym): one.place.name for one in self.named for demonym in one.demonyms}

    @cached_property
    def capitals(self) -> Mapping[str, tuple[str, str]]:
        """
        What stands before "capital" or after "capital of": the capital's name and country code.

        Countries whose capital is disputed are left out.
        """
        known: dict[str, tuple[str, str]] = {}
        for one in self.named:
            code = one.place.country_code
            if one.capital and code:
                for name in (one.place.name, *one.aliases, *one.demonyms):
                    known.setdefault(fold(name), (one.capital, code))
        return known

    def _is_blocked(self, key: str) -> bool:
        return key in self.blocked or without_article(key) in self.blocked


def match_of(hits: list[Hit]) -> Match:
    """
    Make a match of what was found.

    Parameters
    ----------
    hits
        At least one, best first.

    Returns
    -------
    match
        The best; ambiguous if another is about as likely.
    """
    candidates = tuple(hit.place for hit in hits[:CANDIDATES])
    rivals = any(is_rival(hits[0], hit) for hit in hits[1:])
    return Match(hits[0].place, candidates, ambiguous=rivals)


def is_rival(first: Hit, other: Hit) -> bool:
    """
    Say whether the second best could just as well be meant.

    Parameters
    ----------
    first, other
        The winner and another place of the same name.

    Returns
    -------
    rival
        True for a town elsewhere that is not ten times smaller, for another area of the same
        kind, and for a foreign area named as the town.
    """
    one, two = first.place, other.place
    if one.is_area and two.is_area and one.area_id == two.area_id:
        return False
    if one.layer in POINT_LAYERS and two.layer in POINT_LAYERS:
        away = float(great_circle_m(one.lon, one.lat, two.lon, two.lat))
        return away > SAME_SPOT_M and first.standing - other.standing < 1
    same_layer = one.layer == two.layer
    foreign = two.layer == "admin1" and one.country_code != two.country_code
    return same_layer or (foreign and one.layer in POINT_LAYERS)


def _build(named: tuple[Named, ...]) -> dict[str, tuple[Hit, ...]]:
    found: dict[str, dict[str, Hit]] = {}
    region = {one.place.country_code for one in named if one.place.layer == "admin1"}
    for one in named:
        place = one.place
        people = place.population or UNKNOWN_POPULATION
        standing = math.log10(CURATED_POPULATION if place.layer == "curated" else people)
        standing += REGION * (place.country_code in region)
        for name in (place.name, *one.aliases):
            full = fold(name)
            plain = name.replace(".", "")
            acronym = plain.isascii() and plain.isupper() and len(plain) <= LONGEST_ACRONYM
            hit = Hit(place, standing + MAIN_NAME * (name == place.name), acronym, one.bare)
            for key in (full, without_article(full)):
                if key:
                    found.setdefault(key, {}).setdefault(place.place_id, hit)
    return {key: tuple(same.values()) for key, same in found.items()}


def _ranked(hits: tuple[Hit, ...]) -> list[Hit]:
    if len(hits) == 1:
        return list(hits)
    towns = [hit.place for hit in hits if hit.place.layer in POINT_LAYERS]
    return sorted(hits, key=lambda hit: (_rank(hit, towns), -hit.standing, hit.place.place_id))


def _rank(hit: Hit, towns: list[Place]) -> float:
    place = hit.place
    if place.layer == "admin1" and not hit.bare and any(_seat(town, place) for town in towns):
        return _BELOW_CITIES
    return LAYERS.index(place.layer)


def _seat(town: Place, area: Place) -> bool:
    if town.country_code != area.country_code or town.is_area:
        return False
    if town.layer == "curated":
        return True
    people = town.population or 0
    same = town.admin1_id == area.area_id
    return people >= CITY_POPULATION or (same and people >= SEAT_POPULATION)
