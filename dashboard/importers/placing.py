"""Where an event is put: a point where one is known, else the area that is meant, else nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from dashboard.importers import coordinates
from dashboard.importers.territories import AreaBook, looks_like_sea
from dashboard.schema import AREA_PRECISIONS, POINT_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.areas import Area
    from dashboard.importers.coordinates import Point

CITY_RADIUS_M = 5_000.0
CACHED = 300_000
"""Places kept in mind at once."""
FAR_DEG = 3.0
"""How far outside the box around its country a point may lie without a warning."""


class Found(NamedTuple):
    """
    A place found by its name.

    Attributes
    ----------
    name
        Name in the gazetteer.
    lon, lat
        Degrees, EPSG:4326; a label point where the place is an area.
    precision
        One of `schema.PLACE_PRECISIONS`.
    precision_m
        Radius of uncertainty in metres; None for areas.
    area_id
        The area, where the place is one.
    """

    name: str
    lon: float
    lat: float
    precision: str
    precision_m: float | None = None
    area_id: str | None = None


class Gazetteer(Protocol):
    """What the importers ask of a gazetteer."""

    def locate(self, name: str, country: str | None, admin1: str | None) -> Found | None:
        """Find a place by its name, never by a guess and never across its country's border."""
        ...


@dataclass(frozen=True)
class Asked:
    """
    A place as a row gives it.

    Attributes
    ----------
    name, admin1, country
        Names as they stand in the file.
    point
        Its coordinates.
    precision
        What the dataset says of its precision, in our words; None where it says nothing.
    precision_m
        Radius of uncertainty in metres, where it follows from the dataset's codebook.
    """

    name: str | None
    admin1: str | None
    country: str | None
    point: Point
    precision: str | None = None
    precision_m: float | None = None


@dataclass(frozen=True)
class Placed:
    """
    A place as the event table keeps it; see `schema.EVENTS`.

    Attributes
    ----------
    place_name, admin1, country, place_precision, precision_m, area_id, lon, lat, label_lon,
    label_lat, coord_source
        Columns of the event table. Either the point or the label point is set, or neither.
    notes
        Kinds of doubt to count.
    """

    place_name: str | None
    admin1: str | None
    country: str | None
    place_precision: str
    precision_m: float | None
    area_id: str | None
    lon: float | None
    lat: float | None
    label_lon: float | None
    label_lat: float | None
    coord_source: str | None
    notes: tuple[str, ...]


class Placer:
    """
    Puts events where their dataset says, and no more precisely.

    Parameters
    ----------
    areas
        Areas by name and by point.
    gazetteer
        Asked for rows that name a place and give no point; None to leave them to their area.
    source
        What to write as the origin of coordinates.
    """

    def __init__(self, areas: AreaBook, gazetteer: Gazetteer | None, source: str) -> None:
        self._areas = areas
        self._gazetteer = gazetteer
        self._source = source

    def place(self, asked: Asked, country: Area | None = None) -> Placed:
        """
        Decide where an event is put.

        Parameters
        ----------
        asked
            What the row says.
        country
            The country, where the caller knows it by a code; else it is found by its name.

        Returns
        -------
        placed
            A point only for a precision that is one. Coordinates of a row that is known to an area
            only become the point at which its name is written.
        """
        notes = list(asked.point.notes)
        land = country or self._areas.country(asked.country)
        sea = None if land else self._areas.sea(asked.country)
        if land is None and sea is None and asked.country and not looks_like_sea(asked.country):
            notes.append("country_unknown")
        point = self._checked(asked.point, land, notes)
        asked = replace(asked, point=point)
        admin1 = self._areas.admin1(land, asked.admin1)
        if asked.precision == "water_body" or self._open_water(asked, sea):
            return self._in_water(asked, sea, notes)
        named = (land.name if land else asked.country, admin1.name if admin1 else asked.admin1)
        if point.lon is not None and (asked.precision or "city") in POINT_PRECISIONS:
            notes = [note for note in notes if note != "coordinates_missing"]
            return self._pinned(asked, named, notes)
        if point.lon is None and asked.precision not in AREA_PRECISIONS:
            if found := self._by_name(asked, named[0], named[1]):
                return self._found(asked, found, named, notes)
            notes.append("placed_in_its_area" if land else "no_place")
        return self._in_area(asked, land, admin1, named, notes)

    def _checked(self, point: Point, land: Area | None, notes: list[str]) -> Point:
        lon, lat = point.lon, point.lat
        if lon is None or lat is None or land is None or self._areas.near(land, lon, lat, FAR_DEG):
            return point
        turnable = abs(lon) <= coordinates.MOST_LAT
        if turnable and self._areas.holds(land, lat, lon):
            notes.append("coordinates_swapped")
            return point._replace(lon=lat, lat=lon)
        if self._areas.sea_at(lon, lat) is None:
            notes.append("outside_its_country")
        return point

    def _open_water(self, asked: Asked, sea: Area | None) -> bool:
        return (
            sea is not None
            or self._areas.sea(asked.name) is not None
            or (looks_like_sea(asked.country) and self._areas.country(asked.country) is None)
        )

    def _in_water(self, asked: Asked, sea: Area | None, notes: list[str]) -> Placed:
        lon, lat = asked.point.lon, asked.point.lat
        by_point = self._areas.sea_at(lon, lat) if lon is not None and lat is not None else None
        area = self._areas.sea(asked.name) or self._areas.sea(asked.admin1) or by_point or sea
        if area is None:
            notes.append("area_unknown")
        country = area.name if area else (asked.country or asked.name)
        named = (country, asked.admin1 if area is None else None)
        return self._labelled(asked, "water_body", area, named, notes)

    def _pinned(
        self, asked: Asked, named: tuple[str | None, str | None], notes: list[str]
    ) -> Placed:
        return Placed(
            asked.name or named[1] or named[0],
            named[1],
            named[0],
            asked.precision or "city",
            asked.precision_m or CITY_RADIUS_M,
            None,
            asked.point.lon,
            asked.point.lat,
            None,
            None,
            self._source,
            tuple(notes),
        )

    def _by_name(self, asked: Asked, country: str | None, admin1: str | None) -> Found | None:
        if self._gazetteer is None or not asked.name:
            return None
        return self._gazetteer.locate(asked.name, country, admin1)

    def _found(
        self,
        asked: Asked,
        found: Found,
        named: tuple[str | None, str | None],
        notes: list[str],
    ) -> Placed:
        pinned = found.precision in POINT_PRECISIONS
        return Placed(
            asked.name,
            named[1],
            named[0],
            found.precision,
            found.precision_m,
            found.area_id,
            found.lon if pinned else None,
            found.lat if pinned else None,
            None if pinned else found.lon,
            None if pinned else found.lat,
            f"gazetteer: {found.name}",
            (*(note for note in notes if note != "coordinates_missing"), "placed_by_name"),
        )

    def _in_area(
        self,
        asked: Asked,
        land: Area | None,
        admin1: Area | None,
        named: tuple[str | None, str | None],
        notes: list[str],
    ) -> Placed:
        lon, lat = asked.point.lon, asked.point.lat
        if admin1 is None and asked.precision == "admin1" and lon is not None and lat is not None:
            admin1 = self._areas.admin1_at(land, lon, lat)
        if asked.precision == "country":
            admin1 = None
        area = admin1 or land
        if asked.precision == "admin1" and admin1 is None:
            notes.append("area_unknown")
        if admin1 is not None:
            named = (named[0], admin1.name)
        precision = "admin1" if admin1 else "country" if land else "unknown"
        return self._labelled(asked, precision, area, named, notes)

    def _labelled(
        self,
        asked: Asked,
        precision: str,
        area: Area | None,
        named: tuple[str | None, str | None],
        notes: Sequence[str],
    ) -> Placed:
        lon, lat = asked.point.lon, asked.point.lat
        told = lon is not None and lat is not None
        return Placed(
            asked.name or (area.name if area else None) or named[0],
            named[1],
            named[0],
            precision,
            None,
            area.area_id if area else None,
            None,
            None,
            lon if told else (area.label_lon if area else None),
            lat if told else (area.label_lat if area else None),
            self._source if told else (f"area: {area.name}" if area else None),
            tuple(note for note in notes if note != "coordinates_missing" or not area),
        )


Row = tuple[str | None, ...]
Cache = dict[Row, Placed]


def remembered(cache: Cache, key: Row, maker: Callable[[Row], Placed]) -> Placed:
    """
    Decide once for rows that give the same place.

    Parameters
    ----------
    cache
        Places decided so far; emptied when it holds too many.
    key
        All that the decision depends on.
    maker
        Decides, given the key.

    Returns
    -------
    placed
        The place.
    """
    placed = cache.get(key)
    if placed is None:
        if len(cache) > CACHED:
            cache.clear()
        placed = cache[key] = maker(key)
    return placed
