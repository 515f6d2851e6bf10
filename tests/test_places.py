from __future__ import annotations

import csv
import gzip
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import DataError
from dashboard.place_files import AREA_CLASSES, POINT_CLASSES, Place, city_radius_m
from dashboard.places import LONGEST_NAME, Gazetteer

DATA = Path(__file__).parents[1] / "data"
FACTS = Path(__file__).parents[2] / "shared" / "facts" / "places.csv"
GAZETTEER = Gazetteer.load(DATA)
PRECISION = {
    "exact": "exact",
    "site": "site",
    "town": "city",
    "sea_point": "relative",
    "approx": "approximate",
    "admin1": "admin1",
    "country": "country",
    "sea_area": "water_body",
}


def understood(text: str, country_codes: list[str] | None = None) -> Place:
    match = GAZETTEER.resolve(text, country_codes)
    assert match is not None, text
    return match.place


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("text", "layer", "name", "precision"),
    [
        ("Jordan", "country", "Jordan", "country"),
        ("Syria", "country", "Syria", "country"),
        ("Yemen", "country", "Yemen", "country"),
        ("U.S.", "country", "United States", "country"),
        ("the U.S.", "country", "United States", "country"),
        ("UK", "country", "United Kingdom", "country"),
        ("UAE", "country", "United Arab Emirates", "country"),
        ("Georgia", "country", "Georgia", "country"),
        ("Red Sea", "sea", "Red Sea", "water_body"),
        ("the Red Sea", "sea", "Red Sea", "water_body"),
        ("RED SEA", "sea", "Red Sea", "water_body"),
        ("Bab al-Mandab", "sea", "Bab el-Mandeb", "water_body"),
        ("Strait of Hormuz", "sea", "Strait of Hormuz", "water_body"),
        ("Baghdad", "curated", "Baghdad", "city"),
        ("Iraqi capital", "curated", "Baghdad", "city"),
        ("the Iraqi capital", "curated", "Baghdad", "city"),
        ("Iraq's capital", "curated", "Baghdad", "city"),
        ("capital of Yemen", "curated", "Sanaa", "city"),
        ("Baghdad province", "admin1", "Baghdad", "admin1"),
        ("Anbar", "admin1", "Anbar", "admin1"),
        ("Nineveh", "admin1", "Nineveh", "admin1"),
        ("Hodeida", "curated", "Al Hudaydah (Hodeidah)", "city"),
        ("Hodeida province", "admin1", "Al Hudaydah", "admin1"),
        ("Al Hudaydah Governorate", "admin1", "Al Hudaydah", "admin1"),
        ("province of Hudaydah", "admin1", "Al Hudaydah", "admin1"),
        ("Sanaa", "curated", "Sanaa", "city"),
        ("Sana’a", "curated", "Sanaa", "city"),
        ("Sanaa governorate", "admin1", "Sanaa", "admin1"),
        ("Deir ez-Zor", "curated", "Deir ez-Zor", "city"),
        ("Deir Ezzor province", "admin1", "Deir ez-Zor", "admin1"),
        ("Dayr az Zawr Governorate", "admin1", "Deir ez-Zor", "admin1"),
        ("Rif Dimashq", "admin1", "Rif Dimashq", "admin1"),
        ("Damascus countryside", "admin1", "Rif Dimashq", "admin1"),
        ("Gaza", "admin1", "Gaza Strip", "admin1"),
        ("Gaza City", "city", "Gaza", "city"),
        ("Tower 22", "curated", "Tower 22, Rukban", "exact"),
        ("Ain al-Asad", "curated", "Al-Asad Air Base", "exact"),
        ("al-Tanf", "curated", "Al-Tanf garrison", "exact"),
        ("Ras Issa", "curated", "Ras Isa", "city"),
        ("Mokha", "city", "Mocha", "city"),
        ("northern Iraq", "country", "Iraq", "country"),
        ("بغداد", "curated", "Baghdad", "city"),
        ("العاصمة العراقية", "curated", "Baghdad", "city"),
        ("صنعاء", "curated", "Sanaa", "city"),
        ("محافظة صنعاء", "admin1", "Sanaa", "admin1"),
        ("الحديدة", "curated", "Al Hudaydah (Hodeidah)", "city"),
        ("محافظة الحديدة", "admin1", "Al Hudaydah", "admin1"),
        ("مدينة الحديدة", "curated", "Al Hudaydah (Hodeidah)", "city"),
        ("البحر الأحمر", "sea", "Red Sea", "water_body"),
        ("باب المندب", "sea", "Bab el-Mandeb", "water_body"),
        ("اليمن", "country", "Yemen", "country"),
        ("الأنبار", "admin1", "Anbar", "admin1"),
        ("التنف", "curated", "Al-Tanf garrison", "exact"),
        ("تل أبيب", "curated", "Tel Aviv, near the US diplomatic branch office", "city"),
    ],
)
def test_a_name_means_what_a_reader_takes_it_for(
    text: str, layer: str, name: str, precision: str
) -> None:
    place = understood(text)
    assert (place.layer, place.name, place.place_precision) == (layer, name, precision)


@pytest.mark.parametrize(
    ("text", "country_codes", "code"),
    [
        ("Tripoli, Lebanon", None, "LB"),
        ("Tripoli, Libya", None, "LY"),
        ("Tripoli in Lebanon", None, "LB"),
        ("Tripoli", ["lb"], "LB"),
        ("Harir, Iraq", None, "IQ"),
        ("Al Bayda", ["YE"], "YE"),
        ("Jordan", None, "JO"),
        ("Iraq", None, "IQ"),
    ],
)
def test_no_namesake_abroad(text: str, country_codes: list[str] | None, code: str) -> None:
    assert understood(text, country_codes).country_code == code


@pytest.mark.parametrize("name", ["Tripoli", "Jawf", "Al Bayda"])
def test_a_name_of_two_places_is_flagged(name: str) -> None:
    match = GAZETTEER.resolve(name)
    assert match is not None
    assert match.ambiguous
    assert len({place.country_code for place in match.candidates}) > 1


@pytest.mark.parametrize("name", ["Baghdad", "Jordan", "Hodeidah", "Anbar", "Red Sea", "Salif"])
def test_a_plain_name_is_not_flagged(name: str) -> None:
    match = GAZETTEER.resolve(name)
    assert match is not None
    assert not match.ambiguous
    assert not match.fallback


@pytest.mark.parametrize(
    ("text", "country_codes", "area_id"),
    [
        ("Xyzzyville, Anbar", None, "IQ-AN"),
        ("Xyzzyville, Anbar, Iraq", None, "IQ-AN"),
        ("Xyzzyville in Yemen", None, "YE"),
        ("Xyzzyville", ["YE"], "YE"),
        ("قرية مجهولة، اليمن", None, "YE"),
        ("Xyzzyville, Red Sea", None, "sea-red-sea"),
        ("Red Sea off Hodeidah and Assab", None, "sea-red-sea"),
    ],
)
def test_an_unknown_village_becomes_the_area_around_it(
    text: str, country_codes: list[str] | None, area_id: str
) -> None:
    match = GAZETTEER.resolve(text, country_codes)
    assert match is not None
    assert match.fallback
    assert match.note
    assert match.place.area_id == area_id
    assert match.place.place_precision in AREA_CLASSES


def test_an_unknown_part_of_a_town_becomes_the_town() -> None:
    match = GAZETTEER.resolve("Xyzzy Square, Mosul")
    assert match is not None
    assert match.fallback
    assert (match.place.name, match.place.place_precision) == ("Mosul", "city")


def test_an_unknown_airport_is_the_town_with_a_wider_radius() -> None:
    match = GAZETTEER.resolve("Basra airport")
    assert match is not None
    assert match.fallback
    assert match.place.name == "Basrah"
    assert match.place.precision_m == 30_000


@pytest.mark.parametrize(
    "text",
    ["Xyzzyville", "Bagdhadd", "us", "", "   ", "province", ",", "near", "\u202e", "x" * 10_000],
)
def test_what_is_unknown_stays_unknown(text: str) -> None:
    assert GAZETTEER.resolve(text) is None


@pytest.mark.parametrize("name", ["Golan", "White House", "Hamas", "Al-Omar", "the White House"])
def test_what_rarely_means_a_place_needs_its_country(name: str) -> None:
    assert GAZETTEER.resolve(name) is None


def test_a_blocked_name_is_found_with_its_country() -> None:
    assert understood("Of", ["TR"]).name == "Of"
    assert understood("Golan, Syria").area_id == "SY"


def test_a_similar_name_is_suggested_and_never_taken() -> None:
    assert GAZETTEER.resolve("Hodeydahh") is None
    assert "Al Hudaydah" in {place.name for place in GAZETTEER.suggest("Hodeydahh")}
    assert GAZETTEER.suggest("") == []
    assert len(GAZETTEER.suggest("Baghdda", limit=2)) == 2


def test_inside_a_governorate() -> None:
    near = GAZETTEER.within("Fallujah", "IQ-AN")
    assert near is not None
    assert not near.fallback
    assert near.place.admin1_id == "IQ-AN"
    far = GAZETTEER.within("Mosul", "IQ-AN")
    assert far is not None
    assert far.fallback
    assert far.place.area_id == "IQ-AN"
    assert GAZETTEER.within("Mosul", "nowhere") is None


def test_layers_and_countries_narrow_a_lookup() -> None:
    assert {p.layer for p in GAZETTEER.lookup("Baghdad")} >= {"curated", "city", "admin1"}
    assert [p.layer for p in GAZETTEER.lookup("Baghdad", layers=["admin1"])] == ["admin1"]
    assert GAZETTEER.lookup("Baghdad", country_codes=["YE"]) == []
    assert GAZETTEER.lookup("Red Sea", country_codes=["YE"])[0].layer == "sea"


def test_learned_names_stand_below_all_others() -> None:
    seen = GAZETTEER["geonames:98182"]
    new = Place(
        *("import:1", "Xyzzyville", "city", "Iraq", "IQ", "Anbar", "IQ-AN"),
        *(42.0, 33.0, "city", 5_000.0, None, "an import"),
    )
    more = GAZETTEER.with_learned([(new, ("Baghdad",)), (seen, ())])
    assert len(more) == len(GAZETTEER) + 1
    match = more.resolve("Xyzzyville")
    assert match is not None
    assert match.place.layer == "learned"
    assert more.lookup("Baghdad")[0].layer == "curated"
    assert GAZETTEER.resolve("Xyzzyville") is None


def test_every_place_is_a_point_or_an_area() -> None:
    assert len(GAZETTEER) == len(list(GAZETTEER)) > 16_000
    for place in GAZETTEER:
        assert -180 <= place.lon <= 180
        assert -90 <= place.lat <= 90
        assert place.precision_m > 0
        if place.is_area:
            assert place.place_precision in AREA_CLASSES
            assert place.area_id in GAZETTEER.areas
        else:
            assert place.place_precision in POINT_CLASSES


def test_every_main_name_is_found_again() -> None:
    for place in GAZETTEER:
        codes = None if place.country_code is None else [place.country_code]
        found = GAZETTEER.lookup(place.name, codes)
        assert place in found, place


@settings(deadline=None)
@given(st.sampled_from(list(GAZETTEER)))
def test_a_name_with_its_country_never_leaves_it(place: Place) -> None:
    if place.country_code is None:
        return
    match = GAZETTEER.resolve(place.name, [place.country_code])
    assert match is not None
    assert match.place.country_code in {place.country_code, None}
    if match.place.country_code is None:
        assert match.place.layer in {"sea", "curated"}


@settings(deadline=None)
@given(st.text(max_size=LONGEST_NAME + 50))
def test_any_text_is_survived(text: str) -> None:
    match = GAZETTEER.resolve(text)
    assert match is None or match.candidates[0].place_id in GAZETTEER


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["near", "the", "capital of", "southern", "province", "Anbar", ",", "(", ")", "Red Sea"]
        ),
        max_size=40,
    )
)
def test_piled_up_phrases_end(words: list[str]) -> None:
    GAZETTEER.resolve(" ".join(words))


def test_the_curated_layer_is_the_facts() -> None:
    if not FACTS.exists():
        pytest.skip("the fact sheet lies beside the project only where it is developed")
    facts = {row["place_id"]: row for row in rows(FACTS)}
    ours = {row["place_id"]: row for row in rows(DATA / "places.csv")}
    assert list(ours) == list(facts)
    for place_id, row in ours.items():
        fact = facts[place_id]
        for column in ("admin1", "country", "lon", "lat", "coord_source", "coord_basis"):
            assert row[column] == fact[column], (place_id, column)
        assert row["name"] == fact["place"]
        assert row["place_precision"] == PRECISION[fact["geo_precision"]]
        assert float(row["precision_m"]) == float(fact["radius_km"]) * 1000
        assert bool(row["area_id"]) == (row["place_precision"] in AREA_CLASSES)


def test_capitals_are_known_for_the_region() -> None:
    for row in rows(DATA / "gazetteer" / "countries.csv"):
        if row["capital"] and any(
            area.country == row["country_code"] and area.level == "admin1"
            for area in GAZETTEER.areas
        ):
            place = understood(f"capital of {row['name']}")
            assert place.country_code == row["country_code"], row


@pytest.mark.parametrize(
    ("population", "radius_m"),
    [(None, 5_000), (0, 5_000), (20_000, 8_000), (200_000, 12_000), (2_000_000, 15_000)],
)
def test_a_large_town_has_a_large_radius(population: int | None, radius_m: float) -> None:
    assert city_radius_m(population) == radius_m


def test_every_fault_of_the_files_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("build"))
    (folder / "gazetteer" / "seas.csv").unlink()
    (folder / "gazetteer" / "cities.csv.gz").write_bytes(gzip.compress(b"name\nx,y\n"))
    with pytest.raises(DataError) as caught:
        Gazetteer.load(folder)
    said = str(caught.value)
    assert "seas.csv: cannot be read" in said
    assert "cities.csv.gz, line 1, column lon: this column is missing" in said
    assert "cities.csv.gz, line 2: has more or fewer cells" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("baghdad,Baghdad,", "tanf,Baghdad,", "used twice"),
        (",44.40088,33.34058,city,", ",east,33.34058,city,", "line 14"),
        (",44.40088,33.34058,city,", ",44.40088,33.34058,spot,", "place_precision 'spot'"),
        (",44.40088,33.34058,city,", ",44.40088,33.34058,admin1,", "area_id must stand"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("build"))
    text = (folder / "places.csv").read_text(encoding="utf-8")
    assert old in text
    (folder / "places.csv").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=said):
        Gazetteer.load(folder)
