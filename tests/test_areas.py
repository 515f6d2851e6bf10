from __future__ import annotations

import csv
import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.areas import STRAITS, Area, Areas, great_circle_m
from dashboard.errors import DataError, UnknownAreaError

DATA = Path(__file__).parents[1] / "data"
AREAS = Areas.load(DATA)
SHORE_M = 3_000
FAR_SHORE_M = 20_000


def curated() -> list[dict[str, str]]:
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_polygon_is_valid_and_holds_its_label_point() -> None:
    table = AREAS.footprints()
    assert len(table) == len(AREAS)
    assert table.crs == "EPSG:4326"
    assert table.geometry.is_valid.all()
    points = shapely.points(table["label_lon"], table["label_lat"])
    assert shapely.contains(table.geometry.to_numpy(), points).all()


def test_no_vertex_is_farther_than_the_radius() -> None:
    for area in AREAS:
        lon, lat = shapely.get_coordinates(AREAS.polygon(area.area_id)).T
        farthest = great_circle_m(area.label_lon, area.label_lat, lon, lat).max()
        assert farthest <= area.radius_m + 100, area


def test_the_region_is_there_whole() -> None:
    region = "IQ SY JO YE SA IL PS LB EG IR TR KW QA BH AE OM DJ ER ET SO SD CY SS"
    assert all(AREAS[code].level == "country" for code in region.split(" "))
    seas = {area.area_id for area in AREAS if area.level == "sea"}
    assert seas == {
        *("sea-red-sea", "sea-gulf-of-aden", "sea-gulf-of-oman", "sea-persian-gulf"),
        *("sea-bab-el-mandeb", "sea-gulf-of-suez", "sea-gulf-of-aqaba", "sea-arabian-sea"),
        *("sea-indian-ocean", "sea-mediterranean-sea", "sea-strait-of-hormuz"),
    }
    assert {"YE-HU", "YE-SU", "IQ-BG", "IQ-AN", "SY-DY", "JO-MA", "PS-XGZ"} <= {
        area.area_id for area in AREAS
    }


def test_the_file_stays_small() -> None:
    assert (DATA / "areas.geojson").stat().st_size < 1_200_000


def test_a_first_level_area_lies_in_its_country() -> None:
    for area in AREAS:
        if area.level == "admin1":
            assert area.country is not None
            whole = AREAS.polygon(area.country)
            part = AREAS.polygon(area.area_id)
            assert part.difference(whole).area < 1e-3 * part.area, area


def test_no_two_seas_overlap_but_straits_do() -> None:
    seas = [a.area_id for a in AREAS if a.level == "sea" and a.area_id not in STRAITS]
    for one, other in combinations(seas, 2):
        assert AREAS.polygon(one).intersection(AREAS.polygon(other)).area < 1e-4, (one, other)
    strait = AREAS.polygon("sea-bab-el-mandeb")
    assert strait.intersects(AREAS.polygon("sea-red-sea"))


@pytest.mark.parametrize(
    ("lon", "lat", "country", "admin1", "sea"),
    [
        (44.4, 33.34, "IQ", "IQ-BG", None),
        (42.95452, 14.79781, "YE", "YE-HU", None),
        (54.0, 12.5, "YE", "YE-SU", None),
        (38.93, 15.33, "ER", "ER-MA", None),
        (42.0, 14.8, None, None, "sea-red-sea"),
        (43.25, 12.65, None, None, "sea-red-sea"),
        (43.35, 12.48, None, None, "sea-gulf-of-aden"),
        (55.0, 9.8, None, None, "sea-indian-ocean"),
        (-30.0, 0.0, None, None, None),
        (2.35, 48.85, "FR", None, None),
    ],
)
def test_a_point_is_put_where_it_belongs(
    lon: float, lat: float, country: str | None, admin1: str | None, sea: str | None
) -> None:
    row = AREAS.areas_at([lon], [lat]).iloc[0]
    assert (row["country"], row["admin1"], row["sea"]) == (country, admin1, sea)


def test_a_missing_point_lies_nowhere_and_order_is_kept() -> None:
    found = AREAS.areas_at([np.nan, 44.4, 44.4], [33.3, np.nan, 33.34])
    expected = pd.DataFrame(
        {"country": [None, None, "IQ"], "admin1": [None, None, "IQ-BG"], "sea": [None] * 3},
        dtype=object,
    )
    pd.testing.assert_frame_equal(found, expected)
    assert AREAS.areas_at([], []).empty


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(30, 65), st.floats(8, 38)),
        min_size=1,
        max_size=20,
    )
)
def test_many_points_at_once_are_as_one_by_one(points: list[tuple[float, float]]) -> None:
    lon, lat = np.transpose(points)
    whole = AREAS.areas_at(lon, lat)
    for i, point in enumerate(points):
        one = AREAS.areas_at([point[0]], [point[1]]).iloc[0]
        assert whole.iloc[i].tolist() == one.tolist()
        for area_id in one.dropna():
            assert AREAS.distance_m(area_id, *point)[0] == pytest.approx(0, abs=1)
            assert AREAS[area_id].level in {"country", "admin1", "sea"}
        assert one["country"] is None or one["sea"] is None


def test_every_curated_point_on_land_lies_in_its_country() -> None:
    codes = {area.name: area.area_id for area in AREAS if area.level == "country"}
    for row in curated():
        code = codes.get(row["country"])
        if code is not None:
            off = AREAS.distance_m(code, float(row["lon"]), float(row["lat"]))[0]
            assert off <= (FAR_SHORE_M if code == "US" else SHORE_M), row


def test_every_curated_point_at_sea_lies_in_its_sea() -> None:
    seas = {area.name: area.area_id for area in AREAS if area.level == "sea"}
    rows = [row for row in curated() if row["country"] in seas]
    assert len(rows) == 64
    found = AREAS.areas_at([float(r["lon"]) for r in rows], [float(r["lat"]) for r in rows])
    for row, sea in zip(rows, found["sea"], strict=True):
        assert sea == seas[row["country"]], row


def test_distance_outside_is_measured() -> None:
    off = AREAS.distance_m("IQ", [44.4, 42.0], [33.34, 14.8])
    assert off[0] == 0
    assert 1_500_000 < off[1] < 1_700_000


def test_an_unknown_area_is_said() -> None:
    with pytest.raises(UnknownAreaError, match="'XX-1'"):
        AREAS.polygon("XX-1")
    with pytest.raises(UnknownAreaError):
        AREAS.footprints(["IQ", "nowhere"])
    assert "IQ" in AREAS
    assert "nowhere" not in AREAS


def test_footprints_come_in_the_order_asked_for() -> None:
    assert AREAS.footprints(["YE-HU", "IQ"])["area_id"].tolist() == ["YE-HU", "IQ"]
    assert AREAS.footprints([]).empty


def test_a_bad_file_is_named_with_all_its_faults(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"areas\.geojson"):
        Areas.load(tmp_path)
    (tmp_path / "areas.geojson").write_text("not json")
    with pytest.raises(DataError, match="cannot be read"):
        Areas.load(tmp_path)
    features = [{"properties": {"area_id": "X"}}, {"properties": None}]
    (tmp_path / "areas.geojson").write_text(json.dumps({"features": features}))
    with pytest.raises(DataError) as caught:
        Areas.load(tmp_path)
    assert len(caught.value.faults) == 2


@given(
    area=st.sampled_from(list(AREAS)),
    share=st.tuples(st.floats(-0.3, 1.3), st.floats(-0.3, 1.3)),
    most_m=st.sampled_from([0.0, 5_000.0, 25_000.0, 100_000.0]),
)
@settings(max_examples=150, deadline=None)
def test_far_points_are_told_from_the_box_as_measuring_would(
    area: Area, share: tuple[float, float], most_m: float
) -> None:
    west, south, east, north = AREAS.polygon(area.area_id).bounds
    lon = min(max(west + share[0] * (east - west), -180.0), 180.0)
    lat = min(max(south + share[1] * (north - south), -85.0), 85.0)
    measured = AREAS.distance_m(area.area_id, lon, lat)[0] <= most_m
    assert AREAS.lies_within(area.area_id, lon, lat, most_m) == measured
