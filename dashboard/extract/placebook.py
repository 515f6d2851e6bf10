"""Names of places for the reader: the gazetteer's layers behind one narrow question."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

import shapely

from dashboard.areas import Areas
from dashboard.errors import DataError, Fault
from dashboard.names import fold, without_article
from dashboard.place_files import Named, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

SHORTEST = 3
AREA_WORDS = (" province", " governorate", " region", " district", " state", " oblast")
CAPITALS_UP_TO = 4
EXTRA_POPULATION = 15_000
CURATED_POPULATION = 30_000
LAYERS = ("sea", "country", "admin1", "site", "city")
LAYER_OF = MappingProxyType({"water_body": "sea", "admin1": "admin1", "exact": "site"})
UNCHECKED = "not checked"
NAMED_POINTS = frozenset({"exact", "site", "city"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    One place that a name can mean.

    Attributes
    ----------
    name
        Its usual name.
    layer
        sea, country, admin1, site or city.
    country
        ISO 3166-1 code; None at sea.
    lon, lat
        Degrees; of an area the point where its label stands.
    precision
        place_precision of the product.
    precision_m
        Radius in metres; None for areas.
    area_id
        The area that it is, or the first-level area that it lies in; None where unknown.
    population
        0 where unknown; of a country or sea larger than any town's; below 0 for a name that no
        layer has.
    lies_in
        The first-level area whose polygon holds a point without `area_id`; None where unknown.
        Borders are coarse: good for choosing between namesakes, not for more.
    checked
        Whether its point comes from a source; False where it was written from memory.
    """

    name: str
    layer: str
    country: str | None
    lon: float
    lat: float
    precision: str
    precision_m: float | None
    area_id: str | None
    population: int = 0
    lies_in: str | None = None
    checked: bool = True


class PlaceBook(Protocol):
    """What the reader asks of a gazetteer."""

    def lookup(self, key: str) -> tuple[Candidate, ...]:
        """Give what a folded name can mean, upper layers first; empty where unknown."""

    def country(self, code: str) -> Candidate | None:
        """Give the country of an ISO 3166-1 code; None where the code is unknown."""

    def area(self, area_id: str) -> Candidate | None:
        """Give the first-level area of an id; None where it is unknown."""

    def capital(self, country: str) -> Candidate | None:
        """Give the capital city of a country code; None where it is unknown."""

    def sea_at(self, lon: float, lat: float) -> str | None:
        """Give the id of the sea at a point in degrees; None on land or outside known seas."""

    def outside_km(self, area_id: str, lon: float, lat: float) -> float | None:
        """Give how far a point in degrees lies outside an area; None where it is unknown."""


class LayeredPlaceBook:
    """
    A place book over the gazetteer's files and data/extract/extra_places.csv.

    Parameters
    ----------
    names
        Folded name to what it can mean.
    capitals
        Country code to the name of its capital.
    seas
        Sea id to its polygon, EPSG:4326.
    countries
        Country code to the country.
    areas
        Polygons of countries and first-level areas.
    """

    def __init__(
        self,
        names: Mapping[str, tuple[Candidate, ...]],
        capitals: Mapping[str, str],
        seas: Mapping[str, BaseGeometry],
        countries: Mapping[str, Candidate],
        areas: Areas,
    ) -> None:
        self._names = names
        self._capitals = capitals
        self._seas = seas
        self._countries = countries
        self._polygons = areas
        parts = (c for held in names.values() for c in held if c.layer == "admin1")
        self._areas = {c.area_id: c for c in parts if c.area_id and "-" in c.area_id}

    def lookup(self, key: str) -> tuple[Candidate, ...]:
        """
        Give what a folded name can mean.

        Parameters
        ----------
        key
            A name as `names.fold` gives it.

        Returns
        -------
        candidates
            Upper layers first, then the more populous; empty where unknown.
        """
        return self._names.get(key, ())

    def country(self, code: str) -> Candidate | None:
        """
        Give the country of a code.

        Parameters
        ----------
        code
            ISO 3166-1.

        Returns
        -------
        country
            None where the code is unknown.
        """
        return self._countries.get(code)

    def area(self, area_id: str) -> Candidate | None:
        """
        Give the first-level area of an id.

        Parameters
        ----------
        area_id
            ISO 3166-2, or what stands for it in data/gazetteer/admin1.csv.

        Returns
        -------
        area
            None where the id is unknown.
        """
        return self._areas.get(area_id)

    def capital(self, country: str) -> Candidate | None:
        """
        Give the capital of a country.

        Parameters
        ----------
        country
            ISO 3166-1 code.

        Returns
        -------
        capital
            The city; None where it is not known.
        """
        found = self.lookup(fold(self._capitals.get(country, "")))
        return next((c for c in found if c.layer == "city" and c.country == country), None)

    def sea_at(self, lon: float, lat: float) -> str | None:
        """
        Say in which sea a point lies.

        Parameters
        ----------
        lon, lat
            Degrees.

        Returns
        -------
        area_id
            None on land or outside the seas that are known.
        """
        point = shapely.Point(lon, lat)
        return next((area for area, shape in self._seas.items() if shape.contains(point)), None)

    def outside_km(self, area_id: str, lon: float, lat: float) -> float | None:
        """
        Say how far outside an area a point lies.

        Parameters
        ----------
        area_id
            A country or first-level area.
        lon, lat
            Degrees.

        Returns
        -------
        distance_km
            0 inside; None where the area is unknown.
        """
        if area_id not in self._polygons:
            return None
        return float(self._polygons.distance_m(area_id, [lon], [lat])[0]) / 1000


class _Builder:
    """Collects names of places, layer by layer."""

    def __init__(self) -> None:
        self.names: dict[str, list[Candidate]] = {}

    def add(self, candidate: Candidate, names: Iterable[str]) -> None:
        keys: dict[str, None] = {}
        for name in names:
            if _usable(name, candidate.layer):
                key = fold(name)
                keys[key] = None
                keys[without_article(key)] = None
        for key in keys:
            if key:
                self.names.setdefault(key, []).append(candidate)

    def share(self, names: Iterable[str], area: str | None) -> None:
        # A spelling listed for a governorate alone is also one of the town that it is called after.
        keys = [fold(name) for name in names]
        towns = [
            c
            for key in keys
            for c in self.names.get(key, [])
            if c.layer == "city" and c.area_id == area
        ]
        for key in keys:
            held = self.names.get(key, [])
            if towns and towns[0] not in held and not key.endswith(AREA_WORDS):
                held.append(towns[0])

    def built(self) -> dict[str, tuple[Candidate, ...]]:
        def rank(candidate: Candidate) -> tuple[int, int]:
            return LAYERS.index(candidate.layer), -candidate.population

        return {key: tuple(sorted(held, key=rank)) for key, held in self.names.items()}


def _usable(name: str, layer: str) -> bool:
    if len(name) < SHORTEST and layer != "country":
        return False
    if layer == "city" and len(name) <= CAPITALS_UP_TO and name.isupper():
        return False
    first = name[:1]
    return first < "\u0250" or "\u0600" <= first <= "\u06ff" or "\u1e00" <= first <= "\u1eff"


@lru_cache(maxsize=4)
def load_placebook(data: Path) -> LayeredPlaceBook:
    """
    Read the gazetteer's layers, once a folder.

    Parameters
    ----------
    data
        The data folder.

    Returns
    -------
    book
        The place book.

    Raises
    ------
    DataError
        If a layer cannot be read.
    """
    areas = Areas.load(data)
    seas = {a.area_id: areas.polygon(a.area_id) for a in areas if a.level == "sea"}
    builder = _Builder()
    countries: dict[str, Candidate] = {}
    capitals: dict[str, str] = {}
    layers = read(data, areas)
    for named in layers:
        candidate = _candidate(named)
        if candidate is None:
            continue
        builder.add(candidate, _names(named))
        if candidate.layer == "country" and candidate.country is not None:
            countries[candidate.country] = candidate
            capitals[candidate.country] = named.capital
    for candidate, names in _extra(data, areas):
        builder.add(candidate, names)
    for named in layers:
        if named.place.layer == "admin1" and not named.bare:
            builder.share(_names(named), named.place.area_id)
    return LayeredPlaceBook(builder.built(), capitals, seas, countries, areas)


def _candidate(named: Named) -> Candidate | None:
    place = named.place
    if place.layer == "curated" and place.place_precision not in NAMED_POINTS:
        return None
    layer, people = place.layer, place.population or 0
    if layer == "curated":
        layer, people = LAYER_OF.get(place.place_precision, "city"), CURATED_POPULATION
    elif layer in {"sea", "country"}:
        people = 10**8
    area = place.area_id or place.admin1_id
    radius = None if place.is_area else place.precision_m
    return Candidate(
        place.name,
        layer,
        place.country_code,
        place.lon,
        place.lat,
        place.place_precision,
        radius,
        area,
        people,
    )


def _names(named: Named) -> list[str]:
    if named.place.layer != "curated":
        return [named.place.name, *named.aliases]
    names = [named.place.name.split("(")[0].strip(), *named.aliases]
    return [n for n in names if "," not in n and not n.startswith("near ")]


def _extra(data: Path, areas: Areas) -> list[tuple[Candidate, list[str]]]:
    path = data / "extract" / "extra_places.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError([Fault(path.name, None, None, None, f"cannot be read: {error}")]) from error
    found = areas.areas_at([float(row["lon"]) for row in rows], [float(row["lat"]) for row in rows])
    lies_in = [area if isinstance(area, str) else None for area in found["admin1"]]
    return [
        (_extra_candidate(row, area), [row["name"], *row["aliases"].split("|")])
        for row, area in zip(rows, lies_in, strict=True)
    ]


def _extra_candidate(row: dict[str, str], lies_in: str | None) -> Candidate:
    precision = row["place_precision"]
    return Candidate(
        row["name"],
        LAYER_OF.get(precision, "city"),
        row["country_code"] or None,
        float(row["lon"]),
        float(row["lat"]),
        precision,
        float(row["precision_m"]) if row["precision_m"] else None,
        row["area_id"] or None,
        EXTRA_POPULATION,
        lies_in,
        checked=not row["note"].endswith(UNCHECKED),
    )
