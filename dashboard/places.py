"""Places by name: the layered offline gazetteer, and what a phrase in a report means in it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from dashboard.areas import Areas, great_circle_m
from dashboard.phrases import Phrase, parse, sea_in
from dashboard.place_files import Named, Place, read, read_blocked
from dashboard.place_index import CANDIDATES, POINT_LAYERS, SAME_SPOT_M, Index, Match, match_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["Gazetteer", "Match", "Place"]

LONGEST_NAME = 200
DEEPEST = 5
BORDER_M = 25_000.0
SHORE_M = 60_000.0
AROUND_M = 30_000.0


class Gazetteer:
    """
    Every known place by name; never changed once made.

    Parameters
    ----------
    named
        Places with their names. Layers win in the order of `place_index.LAYERS`, whatever their
        order here.
    areas
        The polygons behind the areas.
    blocked
        Names that in a report rarely mean the place called so: not found without a country.

    Notes
    -----
    Names are compared after `names.fold`, with and without the Arabic article, and must then be
    equal: a name that is merely similar is never taken (`suggest` lists such names for a person
    to choose from). A first-level area and the town of the same name: the bare name is the town
    if that lies in the same area or is large ("Baghdad", "Hodeidah"), else the area ("Anbar");
    with a word such as "province" it is the area.
    """

    def __init__(self, named: Iterable[Named], areas: Areas, blocked: Iterable[str] = ()) -> None:
        self.areas = areas
        self._index = Index(named, blocked)
        self._places = {one.place.place_id: one.place for one in self._index.named}

    @classmethod
    def load(cls, folder: Path, areas: Areas | None = None) -> Self:
        """
        Read the gazetteer of a data folder.

        Parameters
        ----------
        folder
            Folder with places.csv, areas.geojson and gazetteer/.
        areas
            Its areas if they are loaded already.

        Returns
        -------
        gazetteer
            All layers of the folder; no learned names.

        Raises
        ------
        DataError
            If a file cannot be used; names every fault.
        """
        areas = areas or Areas.load(folder)
        return cls(read(folder, areas), areas, read_blocked(folder))

    def with_learned(self, places: Iterable[tuple[Place, tuple[str, ...]]]) -> Gazetteer:
        """
        Add names learned from an import, below all other layers.

        Parameters
        ----------
        places
            Places with their other names; the layer is set to ``"learned"``. A place whose id is
            known already is left as it is.

        Returns
        -------
        gazetteer
            A new gazetteer; this one stays as it is.
        """
        learned = (
            Named(replace(place, layer="learned"), tuple(aliases))
            for place, aliases in places
            if place.place_id not in self._places
        )
        return Gazetteer((*self._index.named, *learned), self.areas, self._index.blocked)

    def __len__(self) -> int:
        """Count the places."""
        return len(self._index.named)

    def __iter__(self) -> Iterator[Place]:
        """Go through the places, uppermost layer first."""
        return iter(self._places.values())

    def __contains__(self, place_id: object) -> bool:
        """Say whether a place of this id is known."""
        return place_id in self._places

    def __getitem__(self, place_id: str) -> Place:
        """Give the place of an id; raises KeyError."""
        return self._places[place_id]

    def get(self, place_id: object) -> Place | None:
        """
        Give the place of an id.

        Parameters
        ----------
        place_id
            Any value.

        Returns
        -------
        place
            The place; None if no place has this id.
        """
        return self._places.get(place_id) if isinstance(place_id, str) else None

    def lookup(
        self,
        name: str,
        country_codes: Iterable[str] | None = None,
        layers: Iterable[str] | None = None,
    ) -> list[Place]:
        """
        Find the places of a name, and of nothing but that name.

        Parameters
        ----------
        name
            A name in any script.
        country_codes
            Keep only places of these countries (ISO 3166-1 alpha-2, either case) and seas.
        layers
            Keep only these layers.

        Returns
        -------
        places
            Best first; empty if the name is unknown.
        """
        return [hit.place for hit in self._index.hits(name, _codes(country_codes), layers)]

    def match(self, name: str, country_codes: Iterable[str] | None = None) -> Match | None:
        """
        Take a text as a name and nothing else.

        Parameters
        ----------
        name
            A name in any script.
        country_codes
            Only places of these countries, and seas.

        Returns
        -------
        match
            The best place with its rivals; None if no place is called that.
        """
        hits = self._index.hits(name, _codes(country_codes))
        return match_of(hits) if hits else None

    def resolve(self, text: str, country_codes: Iterable[str] | None = None) -> Match | None:
        """
        Understand how a report names a place.

        Parameters
        ----------
        text
            A name or a phrase: "Hodeida province", "the Iraqi capital", "Tripoli, Lebanon",
            "near Kirkuk", "Mashtal area, eastern Baghdad", "محافظة الحديدة". Ranges and bearings
            are read by `geocode`, not here.
        country_codes
            Only places of these countries, and seas. If it is one country and the name is
            unknown in it, the country itself is given, as a fallback.

        Returns
        -------
        match
            The best place with its rivals; None if nothing of the text is known. A place abroad
            is never given when a country is given or named in the text.
        """
        codes = _codes(country_codes)
        if len(text) > LONGEST_NAME:
            return None
        found = self._understand(text, codes, admin1_id=None, depth=0)
        if found is None and codes and len(codes) == 1:
            whole = self._places.get(next(iter(codes)))
            if whole is not None:
                note = f"{text.strip()!r} is not known; the country is given instead"
                return Match(whole, (whole,), fallback=True, note=note)
        return found

    def names_a_sea(self, text: str) -> bool:
        """
        Say whether a text names a sea.

        Parameters
        ----------
        text
            Any text.

        Returns
        -------
        named
            True if one of the seas' names stands in it as whole words.
        """
        return sea_in(text, self._index.seas) is not None

    def within(self, name: str, area_id: str) -> Match | None:
        """
        Find a name inside a first-level area.

        Parameters
        ----------
        name
            A name or phrase as for `resolve`.
        area_id
            A first-level area (ISO 3166-2).

        Returns
        -------
        match
            The place if it lies in the area or within 25 km of its simplified border; else the
            area itself, as a fallback; None if the area is unknown.
        """
        area = self._places.get(area_id)
        if area is None or area.country_code is None:
            return None
        found = self._understand(name, frozenset({area.country_code}), area_id, depth=0)
        if found is not None and self._inside(found.place, area):
            return found
        note = f"{name.strip()!r} is not known in {area.name}; the area is given instead"
        return Match(area, (area,), fallback=True, note=note)

    def suggest(self, name: str, limit: int = 5) -> list[Place]:
        """
        List places whose names look similar, for a person to choose from.

        Parameters
        ----------
        name
            A name that was not found.
        limit
            At most this many.

        Returns
        -------
        places
            Most similar first. Never use one of them unasked: about two in three are wrong.
        """
        return self._index.similar(name[:LONGEST_NAME], limit)

    def nearest(self, lon: float, lat: float, limit: int = 1) -> list[tuple[Place, float]]:
        """
        List the named places nearest to a point.

        Parameters
        ----------
        lon, lat
            Degrees, EPSG:4326.
        limit
            At most this many.

        Returns
        -------
        near
            Places known to a town or better, with their distances in metres, nearest first.
        """
        places, x, y = self._points
        away = great_circle_m(lon, lat, x, y)
        order = np.argsort(away, kind="stable")[:limit]
        return [(places[i], float(away[i])) for i in order]

    @cached_property
    def _points(self) -> tuple[list[Place], NDArray[np.float64], NDArray[np.float64]]:
        kept = [p for p in self if p.place_precision in {"exact", "site", "city"}]
        return kept, np.array([p.lon for p in kept]), np.array([p.lat for p in kept])

    def _understand(
        self, text: str, codes: frozenset[str] | None, admin1_id: str | None, depth: int
    ) -> Match | None:
        hits = self._index.hits(text, codes)
        if admin1_id is not None:
            area = self._places[admin1_id]
            hits = [hit for hit in hits if self._inside(hit.place, area)]
        if hits:
            return match_of(hits)
        phrase = parse(text, self._index.seas) if depth < DEEPEST else None
        return None if phrase is None else self._phrase(phrase, codes, admin1_id, depth + 1)

    def _phrase(
        self, phrase: Phrase, codes: frozenset[str] | None, admin1_id: str | None, depth: int
    ) -> Match | None:
        if phrase.kind == "capital":
            capital = self._index.capitals.get(phrase.name)
            return None if capital is None else self._named_in(capital[0], capital[1], codes)
        if phrase.kind in {"admin1", "town"}:
            layers = ["admin1"] if phrase.kind == "admin1" else POINT_LAYERS
            hits = self._index.hits(phrase.name, codes, layers)
            return match_of(hits) if hits else None
        if phrase.kind == "airspace":
            hits = self._index.hits(
                self._index.demonyms.get(phrase.name, phrase.name), codes, ["country"]
            )
            return match_of(hits) if hits else None
        if phrase.kind == "thing" and codes is None:
            return None
        if phrase.kind == "inside":
            return self._inside_of(phrase, codes, depth)
        found = self._understand(phrase.name, codes, admin1_id, depth)
        return None if found is None else _softened(found, phrase)

    def _inside_of(self, phrase: Phrase, codes: frozenset[str] | None, depth: int) -> Match | None:
        context = self._understand(phrase.context, codes, None, depth)
        if context is None:
            sea = sea_in(phrase.name, self._index.seas)
            found = self._understand(sea, codes, None, depth) if sea else None
            note = f"only the sea is used of {phrase.text!r}"
            return None if found is None else replace(found, fallback=True, note=note)
        around = context.place
        if around.layer == "sea":
            return self._on_shore(phrase, context, codes, depth)
        inside = frozenset({around.country_code}) if around.country_code else codes
        areas = [p.admin1_id for p in context.candidates if p.layer == "admin1"]
        found = self._understand(phrase.name, inside, None, depth)
        if found is not None and (around.layer == "country" or self._near(found.place, context)):
            return found
        for area_id in areas:
            if found is not None and area_id and self._inside(found.place, self._places[area_id]):
                return found
        if not phrase.in_town and not around.is_area:
            namesake = next((self._places[a] for a in areas if a and _same(around, a)), None)
            context = context if namesake is None else Match(namesake, (namesake,))
            phrase = replace(phrase, radius_m=AROUND_M)
        note = f"{phrase.name!r} is not known there; {context.place.name} is given instead"
        return replace(_softened(context, phrase), fallback=True, note=note)

    def _on_shore(
        self, phrase: Phrase, sea: Match, codes: frozenset[str] | None, depth: int
    ) -> Match:
        found = self._understand(phrase.name, codes, None, depth)
        if found is not None and found.note is None and not found.place.is_area:
            place, area_id = found.place, str(sea.place.area_id)
            if self.areas.distance_m(area_id, place.lon, place.lat)[0] <= SHORE_M:
                return found
        return replace(sea, fallback=True, note=f"only the sea is used of {phrase.text!r}")

    def _named_in(self, name: str, code: str, codes: frozenset[str] | None) -> Match | None:
        if codes is not None and code not in codes:
            return None
        hits = self._index.hits(name, frozenset({code}), POINT_LAYERS)
        return Match(hits[0].place, tuple(h.place for h in hits[:CANDIDATES])) if hits else None

    def _near(self, place: Place, context: Match) -> bool:
        around = context.place
        if around.is_area:
            return self._inside(place, around)
        away = float(great_circle_m(place.lon, place.lat, around.lon, around.lat))
        return away <= around.precision_m + SAME_SPOT_M

    def _inside(self, place: Place, area: Place) -> bool:
        if area.area_id in {place.admin1_id, place.area_id, place.country_code}:
            return True
        if place.is_area or area.area_id is None or place.country_code != area.country_code:
            return False
        return self.areas.lies_within(area.area_id, place.lon, place.lat, BORDER_M)


def _same(town: Place, area_id: str) -> bool:
    return town.country_code is not None and area_id.startswith(f"{town.country_code}-")


def _codes(country_codes: Iterable[str] | None) -> frozenset[str] | None:
    if country_codes is None:
        return None
    given = [country_codes] if isinstance(country_codes, str) else country_codes
    return frozenset(code.strip().upper() for code in given)


def _softened(found: Match, phrase: Phrase) -> Match:
    if found.place.is_area:
        note = found.note or (f"the whole of {found.place.name} for {phrase.text!r}")
        return replace(found, fallback=found.fallback or phrase.vague, note=note)
    place = replace(found.place, precision_m=max(found.place.precision_m, phrase.radius_m))
    note = found.note or f"{found.place.name} for {phrase.text!r}"
    return replace(found, place=place, fallback=found.fallback or phrase.vague, note=note)
