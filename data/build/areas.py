"""
Build data/areas.geojson: countries, first-level areas and seas as polygons.

    python data/build/areas.py WORLD_MAP_GPKG [FOLDER_OF_DATA]

WORLD_MAP_GPKG is `usr/share/qgis/resources/data/world_map.gpkg` of Debian's package qgis-common
(`apt download qgis-common`, `dpkg -x`): Natural Earth 4.1, public domain, generalised by QGIS.
Names and ISO codes come from data/gazetteer/admin1.csv, countries.csv and seas.csv; the limits of
the seas from data/build/sea_limits.csv, which this project wrote. Run it again after a change to
any of them: the same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

REGION = [
    *("AE", "BH", "CY", "DJ", "EG", "ER", "ET", "IL", "IQ", "IR", "JO", "KW"),
    *("LB", "OM", "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TR", "YE"),
]
# Natural Earth keeps these apart with code -1; ISO 3166 counts them to the country given here.
COUNTED_TO = {
    "Somaliland": "SO",
    "Northern Cyprus": "CY",
    "Akrotiri": "CY",
    "Dhekelia": "CY",
}
SOURCES = {
    "country": "Natural Earth 4.1 (public domain)",
    "admin1": "Natural Earth 4.1 (public domain)",
    "sea": "limits: this project; shore: Natural Earth 4.1 (public domain)",
}
EARTH_RADIUS_M = 6_371_008.8
DEGREES = 1e-4
FAR_DEGREES = 1e-3
FAR_TOLERANCE = 0.15
FAR_ISLAND_DEG2 = 0.02
CRUMB_DEG2 = 0.0005
SOCOTRA_EAST_OF = 52.0


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tidy(shape: BaseGeometry, degrees: float) -> BaseGeometry:
    """Round the coordinates and keep polygons only."""
    rounded = shapely.make_valid(shapely.set_precision(shape, degrees))
    parts = [p for p in shapely.get_parts(rounded) if p.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.unary_union(parts) if len(parts) > 1 else parts[0]


def provinces(world_map: Path) -> gpd.GeoDataFrame:
    """First-level areas of the region with the country ISO counts them to, Socotra cut out."""
    table = gpd.read_file(world_map, layer="states_provinces")
    table["country"] = table["iso_a2"].where(table["iso_a2"] != "-1", table["name"].map(COUNTED_TO))
    table = table[table["country"].isin(REGION)][["country", "name", "geometry"]]
    pieces = table.explode(ignore_index=True)
    east = shapely.get_x(shapely.centroid(pieces.geometry.to_numpy()))
    island = (pieces["name"] == "Hadramawt") & (east > SOCOTRA_EAST_OF)
    pieces["name"] = pieces["name"].mask(island, "Socotra").replace({"UNDOF": "Quneitra"})
    return pieces


def admin1_features(
    table: gpd.GeoDataFrame, rows: list[dict[str, str]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """One feature for each row of admin1.csv that has a polygon, and the rows that have none."""
    shapes = {
        (str(country), str(name)): shapely.union_all(group.geometry.to_numpy())
        for (country, name), group in table.groupby(["country", "name"])
    }
    made, missing = [], []
    for row in rows:
        shape = shapes.get((row["country"], row["natural_earth"] or row["name"]))
        if shape is None:
            missing.append(row["area_id"])
            continue
        made.append(feature(row["area_id"], row, "admin1", tidy(shape, DEGREES)))
    return made, missing


def country_features(
    table: gpd.GeoDataFrame, world_map: Path, rows: list[dict[str, str]]
) -> list[dict[str, Any]]:
    """Countries: the region's as unions of their first-level areas, the others simplified."""
    near = {
        str(code): shapely.union_all(group.geometry.to_numpy())
        for code, group in table.groupby("country")
    }
    world = gpd.read_file(world_map, layer="countries")
    far = world[~world["iso_a2"].isin([*REGION, "-1"])].dissolve("iso_a2").geometry
    simple = shapely.coverage_simplify(far.to_numpy(), FAR_TOLERANCE)
    shapes = near | {
        code: without_islets(shape) for code, shape in zip(far.index, simple, strict=True)
    }
    return [
        feature(code, row, "country", tidy(shapes[code], DEGREES if code in near else FAR_DEGREES))
        for row in rows
        if (code := row["country_code"]) in shapes
    ]


def without_islets(shape: BaseGeometry) -> BaseGeometry:
    """Leave out islets, yet keep a country that is one."""
    parts = shapely.get_parts(shape)
    areas = shapely.area(parts)
    return shapely.union_all(parts[(areas > FAR_ISLAND_DEG2) | (areas == areas.max())])


def sea_features(
    table: gpd.GeoDataFrame, world_map: Path, rows: list[dict[str, str]], limits: Path
) -> list[dict[str, Any]]:
    """
    Seas: straight-line limits of our own, minus the land.

    No two seas overlap, the first in seas.csv keeps what both would have; a strait lies over the
    seas that it joins.
    """
    world = gpd.read_file(world_map, layer="countries")
    land = shapely.union_all([*table.geometry, *world[~world["iso_a2"].isin(REGION)].geometry])
    lines = {row["area_id"]: shapely.from_wkt(row["limits"]) for row in read_rows(limits)}
    made = []
    taken: BaseGeometry = shapely.Polygon()
    for row in rows:
        wet = shapely.difference(lines[row["area_id"]], land)
        if row["kind"] == "sea":
            wet = shapely.difference(wet, taken)
        parts = shapely.get_parts(wet)
        sea = tidy(shapely.union_all(parts[shapely.area(parts) > CRUMB_DEG2]), DEGREES)
        if row["kind"] == "sea":
            taken = shapely.union(taken, sea)
        made.append(feature(row["area_id"], row, "sea", sea))
    return made


def feature(area_id: str, row: dict[str, str], level: str, shape: BaseGeometry) -> dict[str, Any]:
    """One GeoJSON feature with its label point inside."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    label = shapely.maximum_inscribed_circle(largest, 0.001).coords[0]
    return {
        "type": "Feature",
        "id": area_id,
        "properties": {
            "area_id": area_id,
            "name": row["name"],
            "level": level,
            "country": row.get("country") or row.get("country_code"),
            "names": [name for name in row["aliases"].split("|") if name],
            "source": SOURCES[level],
            "label_lon": round(label[0], 3),
            "label_lat": round(label[1], 3),
            "radius_m": radius_m(shape, label),
        },
        "geometry": json.loads(shapely.to_geojson(shape)),
    }


def radius_m(shape: BaseGeometry, label: tuple[float, ...]) -> int:
    """Distance from the label point to the farthest vertex, rounded up to 100 m."""
    lon, lat = np.radians(shapely.get_coordinates(shape)).T
    lon_0, lat_0 = np.radians(label)
    half = (
        np.sin((lat - lat_0) / 2) ** 2
        + np.cos(lat) * np.cos(lat_0) * np.sin((lon - lon_0) / 2) ** 2
    )
    return int(np.ceil(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(half)).max() / 100) * 100)


def main(arguments: list[str]) -> int:
    """Write the file and say what is in it."""
    world_map = Path(arguments[0])
    data = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[1]
    names = data / "gazetteer"
    table = provinces(world_map)
    governorates, missing = admin1_features(table, read_rows(names / "admin1.csv"))
    features = [
        *country_features(table, world_map, read_rows(names / "countries.csv")),
        *governorates,
        *sea_features(
            table,
            world_map,
            read_rows(names / "seas.csv"),
            Path(__file__).with_name("sea_limits.csv"),
        ),
    ]
    lines = ",\n".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features
    )
    target = data / "areas.geojson"
    target.write_text(
        f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8"
    )
    print(f"{target.name}: {len(features)} areas, {target.stat().st_size / 1e6:.2f} MB")
    if missing:
        print("no polygon for", *missing)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
