from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.importers.coordinates import number, read, read_pair

LON = st.floats(-180, 180).filter(lambda x: abs(x) > 1e-4)
LAT = st.floats(-90, 90).filter(lambda x: abs(x) > 1e-4)


@given(LON, LAT)
def test_a_point_reads_as_it_was_written(lon: float, lat: float) -> None:
    got = read(repr(lon), repr(lat))
    assert (got.lon, got.lat, got.notes) == (lon, lat, ())


@given(LON, LAT)
def test_comma_decimals_give_the_same_point(lon: float, lat: float) -> None:
    one, other = f"{lon:.6f}", f"{lat:.6f}"
    got = read(one.replace(".", ","), other.replace(".", ","))
    assert (got.lon, got.lat) == (float(one), float(other))
    assert got.notes == ("comma_decimals",)


@given(st.integers(0, 179), st.integers(0, 59), st.integers(0, 59), st.sampled_from("EW"))
def test_degrees_minutes_and_seconds(degrees: int, minutes: int, seconds: int, side: str) -> None:
    size = degrees + minutes / 60 + seconds / 3600
    got = number(f"{degrees}°{minutes}'{seconds}\"{side}")
    assert got == pytest.approx(-size if side == "W" else size)


@given(LON, LAT)
def test_points_as_well_known_text(lon: float, lat: float) -> None:
    got = read_pair(f"POINT ({lon!r} {lat!r})")
    assert (got.lon, got.lat) == (lon, lat)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_gives_a_point_in_range_or_none(lon: str, lat: str) -> None:
    got = read(lon, lat)
    assert (got.lon is None) == (got.lat is None)
    if got.lon is None or got.lat is None:
        assert got.notes
    else:
        assert abs(got.lon) <= 180
        assert abs(got.lat) <= 90


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("15.35", 15.35),
        ("15,35", 15.35),
        ("44.2 E", 44.2),
        ("44.2W", -44.2),
        ("15°21'N", 15.35),
        ("١٥٫٣٥", 15.35),
        (" 15.35 ", 15.35),
        ("-0.5", -0.5),
        ("15:21:00", 15.35),
        ("−3", -3),
    ],
)
def test_numbers_as_they_stand_in_files(text: str, degrees: float) -> None:
    assert number(text) == pytest.approx(degrees)


@pytest.mark.parametrize(
    ("lon", "lat", "note"),
    [
        ("0", "0", "coordinates_zero"),
        ("0.0", "0.00", "coordinates_zero"),
        ("200", "15", "coordinates_out_of_range"),
        ("190", "95", "coordinates_out_of_range"),
        ("x", "15", "coordinates_unreadable"),
        ("nan", "15", "coordinates_unreadable"),
        ("", "15", "coordinates_missing"),
        (None, None, "coordinates_missing"),
        ("1e400", "3", "coordinates_unreadable"),
    ],
)
def test_what_is_no_point_says_why(lon: str | None, lat: str | None, note: str) -> None:
    got = read(lon, lat)
    assert got.lon is None
    assert got.notes == (note,)


def test_what_can_only_be_swapped_is_turned_round_and_counted() -> None:
    got = read("15.35", "144.2")
    assert (got.lon, got.lat, got.notes) == (144.2, 15.35, ("coordinates_swapped",))
    assert read("15.35N", "44.2E")[:2] == (44.2, 15.35)


@pytest.mark.parametrize(
    "text",
    ["15.35, 44.2", "15.35 44.2", "15.35;44.2", "(15.35, 44.2)", "15,35 44,2", "15.35N 44.2E"],
)
def test_pairs_give_latitude_first(text: str) -> None:
    assert read_pair(text)[:2] == (44.2, 15.35)
