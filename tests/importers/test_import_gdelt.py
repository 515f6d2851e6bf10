from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from dashboard.importers import detect, gdelt
from tests.importers.builders import GDELT_ROW, gdelt_text, table, take, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("width", "variant"),
    [(61, "2.0"), (58, "1.0, daily files"), (57, "1.0, files up to March 2013")],
)
def test_every_width_is_found_and_read(
    tmp_path: Path, data: Path, width: int, variant: str
) -> None:
    path = write(tmp_path, gdelt_text({}, width=width), "20240207.export.CSV")
    assert detect(path, data=data).variant == variant
    event = take(path, data).events.iloc[0]
    assert event["event_id"] == "gdelt:800001"
    assert event["event_type"] == "air_drone_strike"
    assert (event["lon"], event["lat"]) == (44.2, 15.35)
    assert event["country"] == "Yemen"
    assert event["admin1"] == "Sanaa"
    assert event["fatalities_best"] is not None
    assert event[["fatalities_low", "fatalities_best", "fatalities_high"]].isna().all()


def test_the_columns_are_as_many_as_the_codebooks_say() -> None:
    assert [len(columns) for _, columns in gdelt.BY_WIDTH.values()] == [61, 58, 57]
    assert len(set(gdelt.COLUMNS_2)) == 61


@pytest.mark.parametrize(
    ("told", "name", "precision", "area"),
    [
        ("1", "Yemen", "country", "YE"),
        ("5", "Al Hudaydah, Yemen", "admin1", "YE-HU"),
        ("4", "Invented Town, Sanaa, Yemen", "city", None),
    ],
)
def test_countries_and_states_are_areas(
    tmp_path: Path, data: Path, told: str, name: str, precision: str, area: str | None
) -> None:
    row = {"actiongeo_type": told, "actiongeo_fullname": name}
    event = take(write(tmp_path, gdelt_text(row)), data).events.iloc[0]
    assert event["place_precision"] == precision
    assert np.isnan(event["lon"]) == (area is not None)
    if area:
        assert event["area_id"] == area


def test_a_us_state_without_a_polygon_is_the_country_and_counted(
    tmp_path: Path, data: Path
) -> None:
    row = {"actiongeo_type": "2", "actiongeo_fullname": "Texas, United States"}
    row |= {"actiongeo_countrycode": "US", "actiongeo_lat": "31.1", "actiongeo_long": "-97.6"}
    got = take(write(tmp_path, gdelt_text(row)), data)
    assert got.events["area_id"][0] == "US"
    assert got.warned("area_unknown") == 1


def test_an_event_without_a_place_is_kept_and_nowhere(tmp_path: Path, data: Path) -> None:
    blank = {name: "" for name in GDELT_ROW if name.startswith("actiongeo")}
    got = take(write(tmp_path, gdelt_text(blank)), data)
    assert got.events["place_precision"][0] == "unknown"
    assert got.events["region"][0] == "other"


def test_nought_means_that_no_place_was_told(tmp_path: Path, data: Path) -> None:
    blank = dict.fromkeys(("fullname", "countrycode", "lat", "long"), "")
    row = {f"actiongeo_{part}": value for part, value in (blank | {"type": "0"}).items()}
    event = take(write(tmp_path, gdelt_text(row)), data).events.iloc[0]
    assert event["place_precision"] == "unknown"


def test_a_sea_that_is_filed_under_a_country_is_a_sea(tmp_path: Path, data: Path) -> None:
    row = {
        "actiongeo_fullname": "Red Sea, Djibouti (general), Djibouti",
        "actiongeo_countrycode": "DJ",
        "actiongeo_lat": "19",
        "actiongeo_long": "39.5",
    }
    event = take(write(tmp_path, gdelt_text(row)), data).events.iloc[0]
    assert (event["place_precision"], event["area_id"]) == ("water_body", "sea-red-sea")
    assert np.isnan(event["lon"])


def test_codes_keep_their_zero(tmp_path: Path, data: Path) -> None:
    row = {"eventcode": "042", "eventbasecode": "042", "eventrootcode": "04"}
    got = take(write(tmp_path, gdelt_text(row)), data)
    assert got.events["sub_event_type"][0] == "CAMEO 042"
    assert got.events["event_type"][0] == "strategic_development"
    assert got.warned("event_code_lost_its_zero") == 0
    assert got.warned("talk_or_cooperation") == 1


def test_a_zero_that_a_spreadsheet_took_is_given_back_and_counted(
    tmp_path: Path, data: Path
) -> None:
    row = {"eventcode": "42", "eventbasecode": "42", "eventrootcode": "4"}
    got = take(write(tmp_path, gdelt_text(row)), data)
    assert got.events["sub_event_type"][0] == "CAMEO 042"
    assert got.warned("event_code_lost_its_zero") == 1


@pytest.mark.parametrize(
    ("fips", "country"), [("YM", "Yemen"), ("IZ", "Iraq"), ("AS", "Australia"), ("IS", "Israel")]
)
def test_country_codes_are_fips_not_iso(
    tmp_path: Path, data: Path, fips: str, country: str
) -> None:
    row = {"actiongeo_type": "1", "actiongeo_fullname": country, "actiongeo_countrycode": fips}
    assert take(write(tmp_path, gdelt_text(row)), data).events["country"][0] == country


def test_one_article_behind_many_events_is_counted(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, gdelt_text({}, {}, {})), data)
    assert got.report.taken == 3
    assert got.warned("one_article_many_events") == 2
    assert got.sources["url"].dropna().tolist() == ["https://invented.example/1"]


def test_quotation_marks_are_plain_characters(tmp_path: Path, data: Path) -> None:
    rows = [{"actor1name": '"INVENTED'}, {"actor1name": 'INV "QUOTED" FORCE'}, {}]
    got = take(write(tmp_path, gdelt_text(*rows)), data)
    assert got.report.taken == 3
    assert got.events["perpetrators"][0] == '"INVENTED'


def test_the_code_na_is_no_empty_cell(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, gdelt_text({"actor1name": "NA", "actor1code": ""})), data)
    assert got.events["perpetrators"][0] == "NA"


def test_a_file_with_a_header_as_other_services_export_it(tmp_path: Path, data: Path) -> None:
    text = table(gdelt.COLUMNS_2, [GDELT_ROW])
    got = take(write(tmp_path, text), data)
    assert detect(write(tmp_path, text), data=data).name == "gdelt"
    assert got.report.taken == 1


@pytest.mark.parametrize(
    ("code", "ours"),
    [
        ("190", "armed_clash"),
        ("194", "shelling_missile"),
        ("183", "explosion"),
        ("1831", "explosion"),
        ("145", "riot"),
        ("141", "protest"),
        ("186", "violence_against_civilians"),
        ("010", "strategic_development"),
        ("99", "other_attack"),
    ],
)
def test_codes_are_mapped_by_their_longest_beginning(
    tmp_path: Path, data: Path, code: str, ours: str
) -> None:
    row = {"eventcode": code, "eventrootcode": code[:2]}
    assert take(write(tmp_path, gdelt_text(row)), data).events["event_type"][0] == ours
