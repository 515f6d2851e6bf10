from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from dashboard.errors import ImportFileError
from dashboard.importers import detect, ucdp
from tests.importers.builders import UCDP_ROW, table, take, ucdp_text, write

if TYPE_CHECKING:
    from pathlib import Path

_COUNTRY_FILE = """
id year active_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name
side_a_new_id gwnoa side_a side_b_new_id gwnob side_b number_of_sources source_article source_office
source_date source_headline source_original where_prec where_coordinates adm_1 adm_2 latitude
longitude geom_wkt priogrid_gid country iso3 country_id region event_clarity date_prec date_start
date_end deaths_a deaths_b deaths_civilians deaths_unknown low best high
"""


def test_a_row_becomes_an_event(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, ucdp_text({})), data)
    event = got.events.iloc[0]
    assert event["event_id"] == "ucdp:900001"
    assert (event["event_type"], event["sub_event_type"]) == ("armed_clash", "State-based conflict")
    assert event[["fatalities_low", "fatalities_best", "fatalities_high"]].tolist() == [2, 3, 5]
    assert (event["country"], event["admin1"], event["region"]) == ("Yemen", "Hajjah", "yemen")
    assert event["summary"] == "Government of Nowhere against Invented Front, Invented Town"
    assert "Headline: Invented headline" in event["notes"]
    assert "Deaths: side A 1; side B 2; civilians 0; unknown 0" in event["notes"]
    assert got.chunks[0].datasets.loc[0, "licence"] == "CC BY 4.0"
    assert got.claims[["low", "high"]].iloc[0].tolist() == [2, 5]


def test_events_of_early_years_name_their_source_in_one_column_only(
    tmp_path: Path, data: Path
) -> None:
    only = {
        "source_office": "",
        "source_headline": "",
        "source_article": "Invented Wire 1991-03-12",
    }
    got = take(write(tmp_path, ucdp_text(only, {"source_article": "again"})), data).events
    assert "Source: Invented Wire 1991-03-12" in got["notes"].iloc[0]
    assert "Headline" not in got["notes"].iloc[0]
    assert "Source" not in got["notes"].iloc[1]


def test_the_layout_of_country_files_with_43_columns(tmp_path: Path, data: Path) -> None:
    """Order, columns and tags as in the country files published since 2018; the row is invented."""
    head = _COUNTRY_FILE.split()
    tags = {"year": "#date+year", "side_a": "#group+name+first", "country": "#country+name"}
    rows = [tags, {**UCDP_ROW, "iso3": "YEM", "number_of_sources": "-1"}]
    got = take(write(tmp_path, table(head, rows)), data)
    assert got.events["event_id"].tolist() == ["ucdp:900001"]
    assert got.events[["fatalities_low", "fatalities_high"]].iloc[0].tolist() == [2, 5]
    assert any("HXL" in told for told in got.report.assumptions)


def test_there_are_49_columns_in_the_published_order() -> None:
    assert len(ucdp.COLUMNS) == 49
    assert ucdp.COLUMNS[-5:] == ("best", "high", "low", "gwnoa", "gwnob")


@pytest.mark.parametrize(
    ("told", "precision", "radius", "area"),
    [
        ("1", "city", 5_000, None),
        ("2", "city", 25_000, None),
        ("3", "approximate", 30_000, None),
        ("4", "admin1", None, "YE-HJ"),
        ("5", "admin1", None, "YE-HJ"),
        ("6", "country", None, "YE"),
    ],
)
def test_where_prec_decides_between_pin_and_area(
    tmp_path: Path, data: Path, told: str, precision: str, radius: float | None, area: str | None
) -> None:
    event = take(write(tmp_path, ucdp_text({"where_prec": told})), data).events.iloc[0]
    assert event["place_precision"] == precision
    assert np.isnan(event["lon"]) == (area is not None)
    assert pd.isna(event["area_id"]) if area is None else event["area_id"] == area
    assert np.isnan(event["precision_m"]) if radius is None else event["precision_m"] == radius


def test_international_waters_are_a_sea(tmp_path: Path, data: Path) -> None:
    row = {"where_prec": "7", "latitude": "14.5", "longitude": "42.0", "adm_1": ""}
    event = take(write(tmp_path, ucdp_text(row)), data).events.iloc[0]
    assert (event["area_id"], event["region"]) == ("sea-red-sea", "red_sea")


def test_an_area_is_found_by_its_point_where_its_name_is_unknown(
    tmp_path: Path, data: Path
) -> None:
    row = {"where_prec": "4", "adm_1": "Invented province", "latitude": "15.9", "longitude": "43.4"}
    assert take(write(tmp_path, ucdp_text(row)), data).events["area_id"][0] == "YE-HJ"


def test_dates_keep_their_precision_and_their_end(tmp_path: Path, data: Path) -> None:
    rows = [
        {"date_prec": code, "date_end": f"2024-01-{5 + int(code):02d} 00:00:00.000"}
        for code in "12345"
    ]
    events = take(write(tmp_path, ucdp_text(*rows)), data).events
    assert events["date_precision"].tolist() == ["day", "days", "week", "month", "year"]
    assert events["date_end"].dt.day.tolist() == [6, 7, 8, 9, 10]


def test_an_end_before_the_start_is_counted_and_the_event_kept(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, ucdp_text({"date_end": "2023-01-05"})), data)
    assert got.warned("end_before_start_or_unreadable") == 1
    assert got.events["date_end"][0] == got.events["date_start"][0]


@pytest.mark.parametrize(
    ("low", "best", "high", "ends"),
    [("9", "3", "5", (3, 9)), ("2", "7", "5", (2, 7)), ("6", "", "4", (4, 6))],
)
def test_deaths_out_of_order_are_counted_and_none_is_lost(
    tmp_path: Path, data: Path, low: str, best: str, high: str, ends: tuple[int, int]
) -> None:
    got = take(write(tmp_path, ucdp_text({"low": low, "best": best, "high": high})), data)
    assert got.warned("deaths_out_of_order") == 1
    event = got.events.iloc[0]
    assert (event["fatalities_low"], event["fatalities_high"]) == ends
    assert pd.isna(event["fatalities_best"]) if not best else event["fatalities_best"] == int(best)


def test_minus_one_is_unknown(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, ucdp_text({"low": "-1", "best": "-1", "high": "-1"})), data)
    assert got.events["fatalities_best"].isna().all()
    assert got.warned("figure_negative_is_unknown") == 3


def test_a_row_of_hxl_tags_is_no_data(tmp_path: Path, data: Path) -> None:
    tags = dict.fromkeys(ucdp.COLUMNS, "#meta") | {"best": "#affected+killed"}
    text = table(ucdp.COLUMNS, [tags, UCDP_ROW])
    got = take(write(tmp_path, text), data)
    assert got.report.read == 1
    assert any("HXL" in sentence for sentence in got.report.assumptions)


def test_a_candidate_file_without_a_header(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, ucdp_text({}, {}, heading=False))
    assert detect(path, data=data).variant == "GED without a header"
    got = take(path, data)
    assert got.events["event_id"].tolist() == ["ucdp:900001", "ucdp:900002"]
    assert any("no header" in sentence for sentence in got.report.assumptions)


def test_a_header_without_what_is_needed_is_refused(tmp_path: Path, data: Path) -> None:
    names = [name for name in ucdp.COLUMNS if name != "best"]
    with pytest.raises(ImportFileError, match="without best"):
        detect(write(tmp_path, table(names, [UCDP_ROW])), data=data)


def test_known_and_unknown_sides(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, ucdp_text({"side_a": "Government of Israel"})), data)
    assert got.event_actors["actor_id"].tolist() == ["israel", "ucdp:invented-front"]


def test_a_geographic_file_holds_the_point_as_its_geometry(tmp_path: Path, data: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {k: v for k, v in UCDP_ROW.items() if k not in {"latitude", "longitude"}},
        "geometry": {
            "type": "Point",
            "coordinates": [float(UCDP_ROW["longitude"]), float(UCDP_ROW["latitude"])],
        },
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    event = take(write(tmp_path, text, "ged.geojson"), data).events.iloc[0]
    plain = take(write(tmp_path, ucdp_text({})), data).events.iloc[0]
    assert event["event_id"] == plain["event_id"]
    assert event[["lon", "lat"]].tolist() == plain[["lon", "lat"]].tolist()
