"""Areas as polygons: countries, first-level areas and seas, and which of them a point lies in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import affinity

from dashboard.errors import DataError, Fault, UnknownAreaError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry.base import BaseGeometry

FILE = "areas.geojson"
LEVELS = ("country", "admin1", "sea")
STRAITS = frozenset({"sea-bab-el-mandeb", "sea-strait-of-hormuz"})
EARTH_RADIUS_M = 6_371_008.8
METRES_A_DEGREE = 111_194.0


@dataclass(frozen=True)
class Area:
    """
    What is known of an area besides its polygon.

    Attributes
    ----------
    area_id
        ISO 3166-1 alpha-2 for a country, ISO 3166-2 for a first-level area, ``sea-…`` for a sea.
    name
        English name.
    level
        ``"country"``, ``"admin1"`` or ``"sea"``.
    country
        ISO 3166-1 alpha-2; None for a sea.
    names
        Other names, in any script.
    source
        Where the polygon comes from.
    label_lon, label_lat
        A point well inside the polygon, degrees, EPSG:4326: where a label or a count stands. It
        is not where anything happened.
    radius_m
        Distance from that point to the farthest point of the polygon, metres.
    """

    area_id: str
    name: str
    level: str
    country: str | None
    names: tuple[str, ...]
    source: str
    label_lon: float
    label_lat: float
    radius_m: float


class Areas:
    """
    Every area of a data folder; polygons are read when they are first asked for.

    Parameters
    ----------
    areas
        Areas without their polygons, each id once.
    text
        The GeoJSON FeatureCollection they come from, its features in the same order.

    Notes
    -----
    Lines are those of Natural Earth 4.1 and say who controls a place, not who should; what is
    simplified or absent stands in data/gazetteer/README.md.
    """

    def __init__(self, areas: Iterable[Area], text: str) -> None:
        self._areas = {area.area_id: area for area in areas}
        self._text = text

    @classmethod
    def load(cls, folder: Path) -> Areas:
        """
        Read the areas of a data folder.

        Parameters
        ----------
        folder
            Folder with ``areas.geojson``.

        Returns
        -------
        areas
            All areas of the file.

        Raises
        ------
        DataError
            If the file is absent, is not GeoJSON, or has an area without one of its properties.
        """
        path = folder / FILE
        try:
            text = path.read_text(encoding="utf-8")
            features = json.loads(text)["features"]
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise DataError([Fault(FILE, None, None, None, f"cannot be read: {problem}")]) from None
        areas, faults = [], []
        for number, feature in enumerate(features, start=1):
            try:
                areas.append(_area(feature["properties"]))
            except (KeyError, TypeError, ValueError) as problem:
                what = f"feature {number}: missing or wrong property {problem}"
                faults.append(Fault(FILE, None, None, None, what))
        if len({area.area_id for area in areas}) < len(areas):
            faults.append(Fault(FILE, None, "area_id", None, "an area_id stands there twice"))
        if faults:
            raise DataError(faults)
        return cls(areas, text)

    def __len__(self) -> int:
        """Count the areas."""
        return len(self._areas)

    def __iter__(self) -> Iterator[Area]:
        """Go through the areas in the order of the file."""
        return iter(self._areas.values())

    def __contains__(self, area_id: object) -> bool:
        """Say whether there is an area of this id."""
        return area_id in self._areas

    def __getitem__(self, area_id: str) -> Area:
        """Give the area of an id; raises UnknownAreaError."""
        try:
            return self._areas[area_id]
        except KeyError:
            raise UnknownAreaError(f"no area {area_id!r} in {FILE}") from None

    def polygon(self, area_id: str) -> BaseGeometry:
        """
        Give the polygon of an area.

        Parameters
        ----------
        area_id
            Its id.

        Returns
        -------
        polygon
            Polygon or MultiPolygon, valid, EPSG:4326.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        area = self[area_id]
        polygon: BaseGeometry = self._shapes[self._rows[area.area_id]]
        return polygon

    def footprints(self, area_ids: Iterable[str] | None = None) -> gpd.GeoDataFrame:
        """
        Give areas as a table.

        Parameters
        ----------
        area_ids
            Which; None for all of them.

        Returns
        -------
        footprints
            One row for each id in the order asked for (in the order of the file for None), with
            area_id, name, level, country (None for a sea), label_lon, label_lat and geometry,
            EPSG:4326.

        Raises
        ------
        UnknownAreaError
            If an id is unknown.
        """
        chosen = list(self) if area_ids is None else [self[area_id] for area_id in area_ids]
        columns = ("area_id", "name", "level", "country", "label_lon", "label_lat")
        table: dict[str, Any] = {
            column: [getattr(area, column) for area in chosen] for column in columns
        }
        rows = [self._rows[area.area_id] for area in chosen]
        return gpd.GeoDataFrame(table, geometry=list(self._shapes[rows]), crs="EPSG:4326")

    def areas_at(self, lon: ArrayLike, lat: ArrayLike) -> pd.DataFrame:
        """
        Say in which country, first-level area and sea points lie.

        Parameters
        ----------
        lon, lat
            Degrees, EPSG:4326, n numbers each; NaN where there is no point.

        Returns
        -------
        found
            n rows in the same order with the columns country, admin1 and sea: area ids, None
            where the point lies in none or is none. A point on a border gets the area that comes
            first in the file. A strait is never given: it lies over the seas that it joins.
        """
        x, y = np.atleast_1d(np.asarray(lon, float)), np.atleast_1d(np.asarray(lat, float))
        found: dict[str, NDArray[np.object_]] = {
            level: np.full(len(x), None, dtype=object) for level in LEVELS
        }
        here = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
        points = np.asarray(shapely.points(x[here], y[here]), dtype=object)
        point, row = self._tree.query(points)
        inside = shapely.intersects(self._shapes[row], points[point])
        point, row = point[inside], row[inside]
        order = np.argsort(-row, kind="stable")  # the first in the file is written last and stays
        point, row = point[order], row[order]
        ids = np.array(list(self._areas), dtype=object)
        levels = np.array([area.level for area in self])
        strait = np.isin(ids.astype(str), list(STRAITS))
        for level in LEVELS:
            chosen = (levels[row] == level) & ~strait[row]
            found[level][here[point[chosen]]] = ids[row[chosen]]
        return pd.DataFrame(found, columns=list(LEVELS), dtype=object)

    def distance_m(self, area_id: str, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.float64]:
        """
        Measure how far points lie outside an area.

        Parameters
        ----------
        area_id
            The area.
        lon, lat
            Degrees, EPSG:4326, n numbers each.

        Returns
        -------
        distance_m
            n distances in metres, 0 inside.

        Raises
        ------
        UnknownAreaError
            If there is no such area.

        Notes
        -----
        The nearest point is found on the plane of longitude and latitude shrunk by the cosine of
        the latitude, and measured on a sphere: good to one per cent within a few hundred km.
        """
        x, y = np.atleast_1d(np.asarray(lon, float)), np.atleast_1d(np.asarray(lat, float))
        polygon = self.polygon(area_id)
        measured = np.zeros(len(x))
        for i in np.flatnonzero(~shapely.contains_xy(polygon, x, y)):
            shrunk = np.array([np.cos(np.radians(y[i])), 1.0])
            flat = affinity.scale(polygon, shrunk[0], 1.0, origin=(0, 0))
            line = shapely.shortest_line(flat, shapely.Point(x[i] * shrunk[0], y[i]))
            near = shapely.get_coordinates(line)[0] / shrunk
            measured[i] = great_circle_m(x[i], y[i], near[0], near[1])
        return measured

    def lies_within(self, area_id: str, lon: float, lat: float, most_m: float) -> bool:
        """
        Say whether a point lies in an area or not far outside.

        Parameters
        ----------
        area_id
            The area.
        lon, lat
            Degrees, EPSG:4326.
        most_m
            How far outside it may lie, in metres.

        Returns
        -------
        within
            What `distance_m` gives is at most `most_m`; points far off are told by the box around
            the area, without measuring.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        """
        area = self[area_id]
        west, south, east, north = self._boxes[self._rows[area.area_id]]
        up = 1.02 * most_m / METRES_A_DEGREE
        across = up / max(np.cos(np.radians(min(abs(lat) + up, 89.0))), 0.01)
        if not (west - across <= lon <= east + across and south - up <= lat <= north + up):
            return False
        return bool(self.distance_m(area_id, lon, lat)[0] <= most_m)

    @cached_property
    def _boxes(self) -> NDArray[np.float64]:
        boxes: NDArray[np.float64] = shapely.bounds(self._shapes)
        return boxes

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {area_id: row for row, area_id in enumerate(self._areas)}

    @cached_property
    def _shapes(self) -> NDArray[np.object_]:
        shapes: NDArray[np.object_] = shapely.get_parts(shapely.from_geojson(self._text))
        shapely.prepare(shapes)
        return shapes

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(self._shapes)


def great_circle_m(
    lon_1: ArrayLike, lat_1: ArrayLike, lon_2: ArrayLike, lat_2: ArrayLike
) -> NDArray[np.float64]:
    """
    Measure distances on a sphere.

    Parameters
    ----------
    lon_1, lat_1, lon_2, lat_2
        Degrees; numbers or arrays that broadcast against each other.

    Returns
    -------
    distance_m
        Metres, on a sphere of the Earth's mean radius; within 0.6 per cent of the ellipsoid.
    """
    x_1, y_1, x_2, y_2 = (np.radians(np.asarray(a, float)) for a in (lon_1, lat_1, lon_2, lat_2))
    half = np.sin((y_2 - y_1) / 2) ** 2 + np.cos(y_1) * np.cos(y_2) * np.sin((x_2 - x_1) / 2) ** 2
    distance: NDArray[np.float64] = 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def _area(properties: Mapping[str, Any]) -> Area:
    if properties["level"] not in LEVELS:
        raise ValueError(f"level {properties['level']!r}")
    return Area(
        area_id=str(properties["area_id"]),
        name=str(properties["name"]),
        level=properties["level"],
        country=properties["country"],
        names=tuple(properties["names"]),
        source=str(properties["source"]),
        label_lon=float(properties["label_lon"]),
        label_lat=float(properties["label_lat"]),
        radius_m=float(properties["radius_m"]),
    )
