"""Reading the gazetteer's files: each layer's rows become places with their names."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.errors import DataError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from dashboard.areas import Areas

SEAS = "gazetteer/seas.csv"
COUNTRIES = "gazetteer/countries.csv"
ADMIN1 = "gazetteer/admin1.csv"
CITIES = "gazetteer/cities.csv.gz"
CURATED = "places.csv"
BLOCKED = "gazetteer/blocked.csv"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    SEAS: ("area_id", "name", "kind", "aliases"),
    COUNTRIES: ("country_code", "name", "aliases", "capital", "demonyms"),
    ADMIN1: ("area_id", "country", "name", "aliases", "bare"),
    CURATED: (
        *("place_id", "name", "aliases", "admin1", "country", "lon", "lat"),
        *("place_precision", "precision_m", "area_id", "coord_source", "coord_basis"),
    ),
    CITIES: ("geonameid", "name", "aliases", "country_code", "admin1", "lon", "lat", "population"),
}
POINT_CLASSES = frozenset({"exact", "site", "city", "relative", "approximate"})
AREA_CLASSES = frozenset({"admin1", "country", "water_body"})
GEONAMES = "GeoNames (CC BY 4.0)"


@dataclass(frozen=True, slots=True)
class Place:
    """
    A place with a name.

    Attributes
    ----------
    place_id
        Unique in the gazetteer: the id of places.csv, an area id, or ``geonames:`` and a number.
    name
        The name to show.
    layer
        ``"sea"``, ``"country"``, ``"admin1"``, ``"curated"``, ``"city"`` or ``"learned"``.
    country
        Name of the country, at sea that of the sea; None if unknown.
    country_code
        ISO 3166-1 alpha-2; None at sea.
    admin1
        Name of the first-level area; None where none is known.
    admin1_id
        Its area id (ISO 3166-2); None where none is known.
    lon, lat
        Degrees, EPSG:4326. For an area only a point to put a label at.
    place_precision
        exact, site, city, relative or approximate: a point; admin1, country or water_body: an
        area, never to be drawn as a point.
    precision_m
        Radius in metres round the point within which the place lies; for an area the distance
        from the label point to its farthest border.
    area_id
        The polygon that stands for the place if it is an area; None for a point.
    source
        Where the coordinates come from.
    population
        Inhabitants of a town; None if unknown or not a town.
    """

    place_id: str
    name: str
    layer: str
    country: str | None
    country_code: str | None
    admin1: str | None
    admin1_id: str | None
    lon: float
    lat: float
    place_precision: str
    precision_m: float
    area_id: str | None
    source: str
    population: int | None = None

    @property
    def is_area(self) -> bool:
        """True if the place is an area and its point only a place for a label."""
        return self.area_id is not None

    @property
    def address(self) -> str:
        """The name with the first-level area and the country, each said once."""
        parts = [self.name, self.admin1, self.country]
        return ", ".join(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True)
class Named:
    """
    A place and what it is called.

    Attributes
    ----------
    place
        The place.
    aliases
        Other names, any script.
    bare
        For a first-level area: True if its bare name means the area even where a town has it too.
    capital
        For a country: its capital's name; blank if it has none that is undisputed.
    demonyms
        For a country: words such as "Iraqi".
    """

    place: Place
    aliases: tuple[str, ...]
    bare: bool = False
    capital: str = ""
    demonyms: tuple[str, ...] = ()


def city_radius_m(population: int | None) -> float:
    """
    Estimate how far a thing that is "in" a town may lie from the town's point.

    Parameters
    ----------
    population
        Inhabitants; None if unknown.

    Returns
    -------
    radius_m
        5 km below 20,000 or unknown, 8 km below 200,000, 12 km below 2,000,000, else 15 km.
    """
    steps = ((20_000, 5_000.0), (200_000, 8_000.0), (2_000_000, 12_000.0))
    return next((radius for below, radius in steps if (population or 0) < below), 15_000.0)


def read(folder: Path, areas: Areas) -> list[Named]:
    """
    Read every layer of a data folder.

    Parameters
    ----------
    folder
        Folder with places.csv and gazetteer/.
    areas
        The polygons' labels; a country without one is left out.

    Returns
    -------
    named
        Places with their names, uppermost layer first.

    Raises
    ------
    DataError
        If a file is missing, lacks a column or has a value that cannot be used; names all of them.
    """
    tables = {name: _rows(folder, name) for name in COLUMNS}
    faults: list[Fault] = [fault for table in tables.values() for fault in table[1]]
    if faults:
        raise DataError(faults)
    countries = {row["country_code"]: row["name"] for _, row in tables[COUNTRIES][0]}
    governorates = {row["area_id"]: row["name"] for _, row in tables[ADMIN1][0]}
    named: list[Named] = []
    for name, (rows, _) in tables.items():
        for line, row in rows:
            try:
                made = _named(name, row, areas, countries, governorates)
            except (ValueError, KeyError) as problem:
                faults.append(Fault(name, line, None, None, f"not usable: {problem}"))
            else:
                named += [made] if made else []
    times = Counter(one.place.place_id for one in named)
    twice = sorted(place_id for place_id, count in times.items() if count > 1)
    if twice:
        faults.append(Fault("gazetteer", None, "place_id", str(twice), "used twice"))
    if faults:
        raise DataError(faults)
    return named


def read_blocked(folder: Path) -> frozenset[str]:
    """
    Read the names that mean no place unless a country is given with them.

    Parameters
    ----------
    folder
        Folder with gazetteer/.

    Returns
    -------
    names
        As written in the file.

    Raises
    ------
    DataError
        If the file is missing or has no column ``name``.
    """
    rows, faults = _rows(folder, BLOCKED)
    if faults:
        raise DataError(faults)
    return frozenset(row["name"] for _, row in rows)


def _rows(folder: Path, name: str) -> tuple[list[tuple[int, dict[str, str]]], list[Fault]]:
    path = folder / name
    opener = gzip.open if name.endswith(".gz") else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = [(reader.line_num, row) for row in reader]
            header = reader.fieldnames or []
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as problem:
        return [], [Fault(name, None, None, None, f"cannot be read: {problem}")]
    faults = [
        Fault(name, 1, column, None, "this column is missing")
        for column in COLUMNS.get(name, ("name",))
        if column not in header
    ]
    faults += [
        Fault(name, line, None, None, "has more or fewer cells than the header")
        for line, row in rows
        if None in row or None in row.values()
    ]
    return rows, faults


def _named(
    file: str,
    row: dict[str, str],
    areas: Areas,
    countries: dict[str, str],
    governorates: dict[str, str],
) -> Named | None:
    aliases = tuple(name for name in row["aliases"].split("|") if name)
    if file == CITIES:
        return Named(_city(row, countries, governorates), aliases)
    if file == CURATED:
        return Named(_curated(row, countries, governorates), aliases)
    area_id = row["country_code"] if file == COUNTRIES else row["area_id"]
    if file == COUNTRIES and area_id not in areas:
        return None
    place = _area(row, area_id, areas, countries)
    return Named(
        place,
        aliases,
        bare=row.get("bare") == "area",
        capital=row.get("capital", ""),
        demonyms=tuple(_parts(row.get("demonyms", ""))),
    )


def _area(row: dict[str, str], area_id: str, areas: Areas, countries: dict[str, str]) -> Place:
    area = areas[area_id]
    precision = "water_body" if area.level == "sea" else area.level
    return Place(
        place_id=area_id,
        name=row["name"],
        layer=area.level,
        country=countries[area.country] if area.country else row["name"],
        country_code=area.country,
        admin1=row["name"] if area.level == "admin1" else None,
        admin1_id=area_id if area.level == "admin1" else None,
        lon=area.label_lon,
        lat=area.label_lat,
        place_precision=precision,
        precision_m=area.radius_m,
        area_id=area_id,
        source=area.source,
    )


def _city(row: dict[str, str], countries: dict[str, str], governorates: dict[str, str]) -> Place:
    population = int(row["population"]) if row["population"] else None
    admin1_id = row["admin1"] or None
    return Place(
        place_id=f"geonames:{row['geonameid']}",
        name=row["name"],
        layer="city",
        country=countries.get(row["country_code"]),
        country_code=row["country_code"],
        admin1=governorates[admin1_id] if admin1_id else None,
        admin1_id=admin1_id,
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        place_precision="city",
        precision_m=city_radius_m(population),
        area_id=None,
        source=GEONAMES,
        population=population,
    )


def _curated(row: dict[str, str], countries: dict[str, str], governorates: dict[str, str]) -> Place:
    code = next((code for code, name in countries.items() if name == row["country"]), None)
    admin1_id = next(
        (
            area_id
            for area_id, name in governorates.items()
            if code and area_id.startswith(f"{code}-") and name == row["admin1"]
        ),
        None,
    )
    precision, area_id = row["place_precision"], row["area_id"] or None
    if precision not in POINT_CLASSES | AREA_CLASSES:
        raise ValueError(f"place_precision {precision!r}")
    if (precision in AREA_CLASSES) != (area_id is not None):
        raise ValueError("area_id must stand where place_precision is an area, and only there")
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        layer="curated",
        country=row["country"] or None,
        country_code=code,
        admin1=row["admin1"] or None,
        admin1_id=admin1_id,
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        place_precision=precision,
        precision_m=float(row["precision_m"]),
        area_id=area_id,
        source=row["coord_source"],
    )


def _parts(cell: str) -> Iterator[str]:
    return (part for part in cell.split("|") if part)
