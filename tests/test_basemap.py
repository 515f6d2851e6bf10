from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

FILE = Path(__file__).parents[1] / "data" / "basemap.json"
BASE: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
LINES = ("coast", "borders", "world_borders", "disputed", "admin1", "rivers")


def unpack(steps: list[int]) -> np.ndarray:
    places: np.ndarray = np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / int(BASE["scale"])
    return places


def polygons(layer: str) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(
        [
            shapely.Polygon(unpack(outer), [unpack(hole) for hole in holes])
            for outer, *holes in BASE[layer]
        ]
    )


LAND = polygons("land")


def test_file_is_small_enough_to_be_sent_at_once() -> None:
    raw = FILE.read_bytes()
    assert len(raw) < 900_000
    assert len(gzip.compress(raw)) < 300_000


@pytest.mark.parametrize("layer", LINES)
def test_lines_stay_on_the_globe_and_have_two_ends(layer: str) -> None:
    assert BASE[layer]
    for steps in BASE[layer]:
        points = unpack(steps)
        assert len(points) >= 2
        assert (np.abs(points) <= [180, 90]).all()


@pytest.mark.parametrize("layer", ["coast", "borders", "disputed", "admin1", "rivers"])
def test_regional_lines_do_not_jump(layer: str) -> None:
    longest = max(np.hypot(*np.diff(unpack(steps), axis=0).T).max() for steps in BASE[layer])
    assert longest < 8.5, layer  # the Egyptian border along 22 N is the longest straight line


@pytest.mark.parametrize(
    ("name", "lon", "lat", "is_land"),
    [
        ("Baghdad", 44.4, 33.3, True),
        ("Hodeidah, inland", 43.1, 14.8, True),
        ("Socotra", 53.9, 12.5, True),
        ("Kamaran island", 42.59, 15.35, True),
        ("Red Sea", 40.0, 18.0, False),
        ("Bab el-Mandeb", 43.3, 12.5, False),
        ("Gulf of Aden", 47.0, 12.3, False),
        ("Persian Gulf", 51.0, 27.5, False),
        ("Caspian Sea", 51.0, 41.0, False),
        ("Mediterranean Sea", 33.5, 33.8, False),
    ],
)
def test_land_is_land_and_sea_is_sea(name: str, lon: float, lat: float, *, is_land: bool) -> None:
    assert LAND.intersects(shapely.Point(lon, lat)) == is_land, name


def test_far_world_leaves_no_gap_around_the_region() -> None:
    world = polygons("world")
    edge = shapely.box(*BASE["region"])
    assert world.intersects(shapely.Point(-100, 40))
    assert world.intersects(shapely.Point(10, 50))
    assert not world.intersects(edge.buffer(-0.3))


def test_towns_carry_the_names_that_readers_know() -> None:
    names = {town[0]: town for town in BASE["towns"]}
    known = {"Baghdad", "Damascus", "Amman", "Sanaa", "Aden", "Hodeidah", "Deir ez-Zor", "Erbil"}
    known |= {"Jeddah", "Djibouti", "Mocha", "Rutbah", "Al-Qaim", "Abu Kamal", "Eilat", "Basra"}
    assert known <= set(names)
    assert all(name.isascii() for name in names)
    assert names["Baghdad"][1:3] == pytest.approx([44.4, 33.34], abs=0.05)
    assert {names[n][3] for n in ("Baghdad", "Sanaa", "Damascus", "Amman")} == {0}


def test_towns_stand_on_land() -> None:
    shore = LAND.buffer(0.05)
    off = [t[0] for t in BASE["towns"] if not shore.intersects(shapely.Point(t[1], t[2]))]
    assert off == []


def test_countries_are_labelled_within_their_land() -> None:
    labels = {label[0]: label for label in BASE["countries"]}
    assert {"Iraq", "Syria", "Jordan", "Yemen", "Saudi Arabia", "Iran", "Egypt"} <= set(labels)
    assert all(LAND.intersects(shapely.Point(labels[n][1:3])) for n in ("Iraq", "Yemen", "Oman"))
    assert "Fiji" not in labels or abs(labels["Fiji"][1]) > 170
    assert not {"Somaliland", "Northern Cyprus", "Kosovo"} & set(labels)


def test_every_layer_names_its_source_and_licence() -> None:
    named = {layer for row in BASE["sources"] for layer in row["layers"].split(", ")}
    assert named == set(BASE) - {"scale", "region", "sources"}
    assert all(row["from"] and row["licence"] for row in BASE["sources"])
