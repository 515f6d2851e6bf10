from __future__ import annotations

import csv
import importlib.util
from pathlib import Path

import pytest
from geopy.distance import geodesic
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location
from geopy.point import Point
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.geocode import OfflineGeocoder
from dashboard.geocode.positions import Fix, Relative, parse
from dashboard.place_files import AREA_CLASSES, Place
from dashboard.places import Gazetteer

ROOT = Path(__file__).parents[1]
GAZETTEER = Gazetteer.load(ROOT / "data")
GEOCODER = OfflineGeocoder(GAZETTEER)
FIELDS = {
    *("place_id", "name", "layer", "country", "country_code", "admin1", "admin1_id"),
    *("place_precision", "precision_m", "area_id", "is_area", "source"),
}


def located(query: object, **options: object) -> Location:
    found = GEOCODER.geocode(query, **options)  # type: ignore[arg-type]
    assert isinstance(found, Location), query
    return found


def curated() -> list[dict[str, str]]:
    with (ROOT / "data" / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", curated(), ids=lambda row: row["place_id"])
def test_every_curated_name_gives_its_own_point_or_area(row: dict[str, str]) -> None:
    found = located(row["name"])
    assert found.raw["fallback"] is False
    assert found.raw["place_precision"] == row["place_precision"]
    if row["area_id"]:
        assert found.raw["area_id"] == row["area_id"]
        assert found.raw["is_area"]
    else:
        away = geodesic((found.latitude, found.longitude), (row["lat"], row["lon"])).meters
        assert away < 1
        assert found.raw["precision_m"] == float(row["precision_m"])


def test_the_table_of_reproduced_places_is_up_to_date() -> None:
    path = ROOT / "data" / "build" / "geocoding.py"
    spec = importlib.util.spec_from_file_location("geocoding", path)
    assert spec is not None
    assert spec.loader is not None
    report = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(report)
    page = (ROOT / "docs" / "geocoding.md").read_text(encoding="utf-8")
    shown = page.partition(report.BEGIN)[2].partition(report.END)[0]
    without = report.compared(curated_layer=False)
    expected = report.table(report.compared(curated_layer=True), without)
    assert shown == expected, "run python data/build/geocoding.py"
    kinds = [kind for _, _, kind in without]
    assert kinds.count("same") >= 80
    assert kinds.count("wrong") == 0


def test_raw_says_what_is_known() -> None:
    raw = located("Baghdad").raw
    assert set(raw) == FIELDS | {"ambiguous", "fallback", "note", "candidates"}
    assert all(set(candidate) == FIELDS for candidate in raw["candidates"])
    assert raw["place_id"] == "baghdad"
    assert raw["admin1_id"] == "IQ-BG"


@pytest.mark.parametrize("name", ["Jordan", "Red Sea", "Hodeida province", "Anbar", "U.S."])
def test_an_area_says_that_it_is_one(name: str) -> None:
    found = located(name)
    assert found.raw["is_area"]
    assert found.raw["place_precision"] in AREA_CLASSES
    assert found.raw["area_id"] in GAZETTEER.areas


@pytest.mark.parametrize(
    ("text", "anchor", "kilometres", "bearing"),
    [
        ("56 NM W of Hodeidah", "Hodeidah", 56 * 1.852, 270),
        ("55 nautical miles west of Hodeida", "Hodeidah", 55 * 1.852, 270),
        ("34.6 km WNW of Mokha", "Mokha", 34.6, 292.5),
        ("30 miles south of Mokha", "Mokha", 30 * 1.609344, 180),
        ("60NM SE of Aden", "Aden", 60 * 1.852, 135),
        ("70 nautical miles south-west of the port of Aden", "Aden", 70 * 1.852, 225),
        ("some 57 nautical miles (106 km) W of Hodeidah", "Hodeidah", 57 * 1.852, 270),
        ("55 ميلا بحريا غرب الحديدة", "Hodeidah", 55 * 1.852, 270),
        ("٥٥ كم غرب الحديدة", "Hodeidah", 55, 270),
    ],
)
def test_range_and_bearing_are_laid_off(
    text: str, anchor: str, kilometres: float, bearing: float
) -> None:
    start = located(anchor).point
    end = geodesic(kilometers=kilometres).destination(start, bearing)
    found = located(text)
    assert geodesic(end, found.point).meters < 5
    assert found.raw["place_precision"] == "relative"
    assert found.raw["precision_m"] == round(max(0.2 * kilometres * 1000, 5000))
    assert found.raw["layer"] == "position"
    assert (
        anchor[:3] in found.raw["source"]
        or "Hudaydah" in found.raw["source"]
        or "Moc" in (found.raw["source"])
    )


@pytest.mark.parametrize(
    ("text", "lon", "lat", "precision"),
    [
        ("13-21.19N 042-57.64E", 42.96067, 13.35317, "exact"),
        ("13°21′11″N 42°57′38″E", 42.96056, 13.35306, "exact"),
        ("1321N04257E", 42.95, 13.35, "site"),
        ("position 42.96E 13.35N, Red Sea", 42.96, 13.35, "site"),
        ("15.5, 42.1", 42.1, 15.5, "approximate"),
        ("-33.92, 18.42", 18.42, -33.92, "site"),
    ],
)
def test_coordinates_are_read(text: str, lon: float, lat: float, precision: str) -> None:
    found = located(text)
    assert found.longitude == pytest.approx(lon, abs=1e-5)
    assert found.latitude == pytest.approx(lat, abs=1e-5)
    assert found.raw["place_precision"] == precision


@pytest.mark.parametrize(
    ("text", "precision", "radius_km", "near", "within_km"),
    [
        ("off Mokha", "approximate", (20, 60), "20 km W of Mokha", 25),
        ("100 km off Hodeidah", "approximate", (20, 200), "100 km W of Hodeidah", 60),
        ("20 km from Mosul", "approximate", (24, 24), "Mosul", 1),
        ("south of Mokha", "approximate", (30, 30), "Mokha", 26),
        ("between Aden and Mokha", "approximate", (90, 120), "Aden", 115),
        ("76 to 100 NM NW of Salif", "relative", (54, 55), "88 NM NW of Salif", 1),
        ("170 NM south of Socotra", "relative", (200, 260), "Socotra", 320),
        ("71 NM E of Djibouti", "relative", (26, 27), "Djibouti, Djibouti", 260),
        ("near Mosul", "city", (15, 20), "Mosul", 1),
    ],
)
def test_a_vague_position_has_a_wide_radius(
    text: str, precision: str, radius_km: tuple[float, float], near: str, within_km: float
) -> None:
    found = located(text)
    assert found.raw["place_precision"] == precision
    assert radius_km[0] <= found.raw["precision_m"] / 1000 <= radius_km[1]
    assert geodesic(found.point, located(near).point).kilometers <= within_km


@pytest.mark.parametrize("text", ["off Mokha", "100 km off Hodeidah", "60 NM SE of Aden"])
def test_what_is_off_the_coast_lies_at_sea(text: str) -> None:
    found = located(text)
    row = GAZETTEER.areas.areas_at([found.longitude], [found.latitude]).iloc[0]
    assert row["sea"] is not None


@pytest.mark.parametrize(
    "text",
    [
        "55 NM W of Xyzzyville",
        "55 NM W of Tripoli",
        "40 km south of Iraq",
        "off Yemen",
        "9999 km W of Aden",
        "95.0, 42.0",
        "15.5 N, 42.1 S",
        "between Aden and Xyzzyville",
        "Al-Xyzzy oil field",
        "Omar oil field base",
        "Xyzzyville",
    ],
)
def test_what_cannot_be_placed_is_not_placed(text: str) -> None:
    assert GEOCODER.geocode(text) is None


def test_a_sea_named_with_a_mere_direction_is_that_sea() -> None:
    for text in ("off Mokha, southern Red Sea", "Red Sea, west of Mokha", "Red Sea off Assab"):
        assert located(text).raw["area_id"] == "sea-red-sea", text


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ({"country": "Yemen"}, "YE"),
        ({"country": "ye"}, "YE"),
        ({"country": "Yemen", "state": "Hodeida"}, "YE-HU"),
        ({"city": "Harir", "country": "Iraq"}, "harir"),
        ({"site": "Tower 22", "country": "Jordan"}, "t22"),
        ({"place": "Fallujah", "governorate": "Anbar", "country": "Iraq"}, "geonames:"),
        ({"place": "Xyzzy", "governorate": "Anbar"}, "IQ-AN"),
        ({"place": "Xyzzy", "governorate": "Xyzzy", "country": "Iraq"}, "IQ"),
        ({"city": "Tripoli", "country": "Lebanon"}, "geonames:266826"),
        ({"city": "Aden", "state": "", "country": ""}, "geonames:415189"),
    ],
)
def test_structured_queries(query: dict[str, str], place_id: str) -> None:
    assert located(query).raw["place_id"].startswith(place_id)


def test_an_unknown_country_is_not_left_aside() -> None:
    assert GEOCODER.geocode({"city": "Baghdad", "country": "Xyzzy"}) is None


@pytest.mark.parametrize(
    "query",
    ["", "   ", None, 7, b"Baghdad", ["Baghdad"], {}, {"city": ""}, {"city": 7}, {"foo": "x"}],
)
def test_a_wrong_query_is_said(query: object) -> None:
    with pytest.raises(GeocoderQueryError):
        GEOCODER.geocode(query)


@pytest.mark.parametrize("codes", ["Yemen", [], [7], ["YE", "nowhere"], 7])
def test_wrong_country_codes_are_said(codes: object) -> None:
    with pytest.raises(GeocoderQueryError, match="3166"):
        GEOCODER.geocode("Aden", country_codes=codes)  # type: ignore[arg-type]


def test_country_codes_hold() -> None:
    assert located("Tripoli", country_codes="lb").raw["country_code"] == "LB"
    assert located("Tripoli", country_codes=["LB", "YE"]).raw["country_code"] == "LB"
    home = located("Aden", country_codes="IQ")
    assert home.raw["area_id"] == "IQ"
    assert home.raw["fallback"]


def test_all_candidates_can_be_had() -> None:
    found = GEOCODER.geocode("Tripoli", exactly_one=False)
    assert isinstance(found, list)
    assert {one.raw["country_code"] for one in found} >= {"LB", "LY"}
    assert found[0].raw["ambiguous"]
    assert len(GEOCODER.geocode("Tripoli", exactly_one=False, limit=1) or []) == 1
    assert GEOCODER.geocode("Xyzzyville", exactly_one=False) is None
    with pytest.raises(GeocoderQueryError, match="limit"):
        GEOCODER.geocode("Tripoli", limit=0)


def test_it_works_under_a_rate_limiter() -> None:
    limited = RateLimiter(
        GEOCODER.geocode, min_delay_seconds=0, max_retries=0, swallow_exceptions=False
    )
    assert limited("Baghdad").raw["place_id"] == "baghdad"
    assert limited("Xyzzyville") is None
    with pytest.raises(GeocoderQueryError):
        limited("")


def test_no_request_can_leave() -> None:
    with pytest.raises(GeocoderUnavailable):
        GEOCODER.adapter.get_json("https://example.org", timeout=1, headers={})


@pytest.mark.parametrize(
    ("point", "place_ids"),
    [
        ((33.33, 44.39), {"IQ-BG", "IQ"}),
        ("33.31417, 38.70333", {"t22", "JO-MA", "JO"}),
        (Point(14.8, 42.0), {"sea-red-sea"}),
        ((12.48, 43.35), {"sea-gulf-of-aden"}),
    ],
)
def test_a_point_is_named(point: object, place_ids: set[str]) -> None:
    found = GEOCODER.reverse(point, exactly_one=False, limit=30)
    assert isinstance(found, list)
    assert place_ids <= {one.raw["place_id"] for one in found}
    nearest = GEOCODER.reverse(point)
    assert isinstance(nearest, Location)
    assert nearest.raw["distance_m"] <= 30_000


def test_nothing_is_known_of_the_open_ocean() -> None:
    assert GEOCODER.reverse((0.0, -30.0)) is None


@pytest.mark.parametrize("query", ["nowhere", None, "", (1, 2, 3, 4), {}, (95.0, 400.0, 1, 1)])
def test_a_wrong_point_is_said(query: object) -> None:
    with pytest.raises(GeocoderQueryError):
        GEOCODER.reverse(query)


@settings(deadline=None)
@given(st.sampled_from([p for p in GAZETTEER if p.place_precision == "city" and p.country_code]))
def test_what_reverse_names_geocode_finds(place: Place) -> None:
    found = GEOCODER.reverse((place.lat, place.lon))
    assert isinstance(found, Location)
    again = GEOCODER.geocode(
        found.raw["name"], exactly_one=False, country_codes=found.raw["country_code"]
    )
    assert isinstance(again, list)
    if len(again) < 10:
        assert found.raw["place_id"] in {one.raw["place_id"] for one in again}


@settings(deadline=None)
@given(
    st.floats(2, 700).map(lambda x: round(x, 1)),
    st.sampled_from(["N", "NNE", "NE", "E", "SE", "SSE", "S", "SW", "W", "WNW", "NW"]),
)
def test_any_range_lies_at_its_distance(nautical_miles: float, bearing: str) -> None:
    found = located(f"{nautical_miles} NM {bearing} of Aden", country_codes="YE")
    away = geodesic(found.point, located("Aden").point).nautical
    assert away == pytest.approx(nautical_miles, abs=0.01)


def _minutes(degrees: float) -> str:
    return f"{int(abs(degrees))}-{abs(degrees) % 1 * 60:.6f}"


@settings(deadline=None)
@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
def test_written_coordinates_are_read_back(lat: float, lon: float) -> None:
    half, side = "S" if lat < 0 else "N", "W" if lon < 0 else "E"
    for text in (
        f"{lat:.5f}, {lon:.5f}",
        f"{abs(lat):.5f}{half} {abs(lon):.5f}{side}",
        f"{_minutes(lat)}{half} {_minutes(lon)}{side}",
    ):
        if "60.0" in text:
            continue
        fix = parse(text)
        assert isinstance(fix, Fix), text
        assert fix.lat == pytest.approx(lat, abs=1e-5)
        assert fix.lon == pytest.approx(lon, abs=1e-5)


@pytest.mark.parametrize(
    ("word", "bearing"),
    [("north-north-west", 337.5), ("north west", 315), ("Southeast", 135), ("WSW", 247.5)],
)
def test_compass_words(word: str, bearing: float) -> None:
    told = parse(f"10 km {word} of Aden")
    assert isinstance(told, Relative)
    assert told.bearing_deg == bearing


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "1" * 10_000,
        "near " * 2_000,
        "(" * 5_000,
        "\x00\x01\x02",
        "\u202e\u2066",
        "<script>alert(1)</script>",
        "${alert(1)}`",
        "1 NM N of " * 20,
        "'; drop table places; --",
        "\ud800",
        "between and",
        "٣٤",
        "5 NM W of",
    ],
)
def test_hostile_text_is_survived(text: str) -> None:
    assert GEOCODER.geocode(text) is None


def test_direction_marks_do_not_hide_a_name() -> None:
    assert located("\u200f\u202bبغداد\u202c").raw["place_id"] == "baghdad"
    assert located("Bagh\u200edad").raw["place_id"] == "baghdad"
    assert located("Baghdad\x00").raw["place_id"] == "baghdad"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    if text.strip():
        found = GEOCODER.geocode(text)
        assert found is None or isinstance(found, Location)
