from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from dashboard.errors import ImportFileError
from dashboard.importers import detect
from dashboard.importers.placing import Found
from dashboard.importers.tolls import toll
from tests.importers.builders import table, take, write

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ["Date", "Location", "Governorate", "Country", "Latitude", "Longitude", "Type", "Killed"]
HEADER += ["Injured", "Attacker", "What happened", "Link", "Desk code"]
ROW = {
    "Date": "07/02/2024",
    "Location": "Invented Town",
    "Governorate": "Hajjah",
    "Country": "Yemen",
    "Latitude": "16.0",
    "Longitude": "43.2",
    "Type": "Airstrike",
    "Killed": "3",
    "Injured": "5",
    "Attacker": "Invented Wing; Houthis",
    "What happened": "An invented strike on an invented town.",
    "Link": "https://invented.example/1",
    "Desk code": "D7",
}


def sheet(*rows: dict[str, str], header: list[str] | None = None) -> str:
    return table(header or HEADER, [{**ROW, **row} for row in rows])


def test_columns_are_guessed_shown_and_nothing_is_lost(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, sheet({}), "desk log.csv")
    found = detect(path, data=data)
    assert found.mapping["What happened"] == "summary"
    assert found.mapping["Attacker"] == "perpetrators"
    got = take(path, data)
    event = got.events.iloc[0]
    assert event["dataset"] == "desk-log"
    assert event["date_start"] == pd.Timestamp("2024-02-07")
    assert event["event_type"] == "air_drone_strike"
    assert (event["lon"], event["lat"], event["admin1"]) == (43.2, 16.0, "Hajjah")
    assert event[["fatalities_low", "fatalities_best", "injured_low", "injured_high"]].tolist() == [
        3,
        3,
        5,
        5,
    ]
    assert event["perpetrators"] == "Invented Wing; Houthis"
    assert "houthis" in set(got.event_actors["actor_id"])
    assert event["notes"] == "Desk code: D7."
    assert got.sources["publisher"].tolist() == ["invented.example"]
    assert any("Date = date" in sentence for sentence in got.report.assumptions)
    assert got.chunks[0].datasets.loc[0, "redistribution"] == "private"


def test_a_guess_can_be_corrected(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, sheet({}))
    got = take(path, data, mapping={"Killed": "injured", "Injured": "-", "Desk code": "event_id"})
    event = got.events.iloc[0]
    assert event["event_id"] == "invented:D7"
    assert event["injured_low"] == 3
    assert pd.isna(event["fatalities_best"])
    assert pd.isna(event["notes"])


@pytest.mark.parametrize(
    ("mapping", "match"),
    [({"Nowhere": "date"}, "no column 'Nowhere'"), ({"Killed": "dead"}, "no field 'dead'")],
)
def test_a_wrong_correction_is_answered_with_what_there_is(
    tmp_path: Path, data: Path, mapping: dict[str, str], match: str
) -> None:
    with pytest.raises(ImportFileError, match=match):
        detect(write(tmp_path, sheet({})), data=data, mapping=mapping)


def test_a_table_that_says_nothing_of_when_or_where(tmp_path: Path, data: Path) -> None:
    with pytest.raises(ImportFileError, match=r"no column holds a date.*--map"):
        detect(write(tmp_path, "name,amount\nx,3\ny,4\n"), data=data)
    with pytest.raises(ImportFileError, match="no column says where"):
        detect(write(tmp_path, "date,amount\n2024-01-01,3\n2024-01-02,3\n"), data=data)


def test_date_and_description_are_found_by_content(tmp_path: Path, data: Path) -> None:
    text = "A,B,Town\n5 May 2024,An invented strike hit an invented street at noon.,Aden\n"
    found = detect(write(tmp_path, text), data=data)
    assert found.mapping == {"A": "date", "B": "summary", "Town": "place_name"}


def test_titles_above_the_header_and_tags_below_it(tmp_path: Path, data: Path) -> None:
    tags = ",".join("#x" for _ in HEADER)
    lines = sheet({}, {"Date": "x"}).split("\n")
    text = "\n".join(["Invented incident log", "", lines[0], tags, *lines[1:]])
    got = take(write(tmp_path, text), data)
    assert (got.report.taken, got.rejects["line"].tolist()) == (1, [6])


def test_day_first_and_year_first_in_one_file(tmp_path: Path, data: Path) -> None:
    rows = [{"Date": text} for text in ("13/04/2022", "2022-04-03", "03/04/2022", "20220403")]
    got = take(write(tmp_path, sheet(*rows)), data)
    assert got.events["date_start"].dt.day.tolist() == [13, 3, 3, 3]
    assert got.events["date_start"].dt.month.tolist() == [4] * 4
    assert got.warned("ambiguous_date") == 1


def test_month_first_is_seen_and_can_be_overruled(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, sheet({"Date": "04/13/2022"}, {"Date": "03/04/2022"}))
    assert take(path, data).events["date_start"].dt.month.tolist() == [4, 3]
    told = take(path, data, date_order="day-first").events
    assert told["date_start"].dt.month.tolist() == [4, 4]


def test_days_as_spreadsheets_number_them(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, sheet({"Date": "45329"})), data)
    assert got.events["date_start"][0] == pd.Timestamp("2024-02-07")
    assert got.warned("excel_serial") == 1


@pytest.mark.parametrize(
    ("lat", "lon", "note"),
    [
        ("16,0", "43,2", "comma_decimals"),
        ("43.2", "16.0", "coordinates_swapped"),
        ("43.2E", "16.0N", "coordinates_swapped"),
    ],
)
def test_coordinates_written_otherwise_are_read_and_counted(
    tmp_path: Path, data: Path, lat: str, lon: str, note: str
) -> None:
    got = take(write(tmp_path, sheet({"Latitude": lat, "Longitude": lon})), data)
    assert [got.events["lon"][0], got.events["lat"][0]] == [43.2, 16.0]
    assert got.warned(note) == 1


@pytest.mark.parametrize(
    ("lat", "lon", "note"),
    [
        ("0", "0", "coordinates_zero"),
        ("16", "943", "coordinates_out_of_range"),
        ("north", "43", "coordinates_unreadable"),
        ("", "", "placed_in_its_area"),
    ],
)
def test_a_row_without_a_point_falls_back_to_its_governorate(
    tmp_path: Path, data: Path, lat: str, lon: str, note: str
) -> None:
    got = take(write(tmp_path, sheet({"Latitude": lat, "Longitude": lon})), data)
    event = got.events.iloc[0]
    assert (event["place_precision"], event["area_id"]) == ("admin1", "YE-HJ")
    assert np.isnan(event["lon"])
    assert got.warned(note) == 1


def test_a_point_far_from_its_country_is_kept_and_counted(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, sheet({"Latitude": "52.5", "Longitude": "13.4"})), data)
    assert got.events["lat"][0] == 52.5
    assert got.warned("outside_its_country") == 1


def test_an_unknown_country_is_kept_and_counted(tmp_path: Path, data: Path) -> None:
    row = {"Country": "Freedonia", "Latitude": "", "Longitude": ""}
    got = take(write(tmp_path, sheet(row)), data)
    assert got.events["country"][0] == "Freedonia"
    assert got.events["place_precision"][0] == "unknown"
    assert got.warned("country_unknown") == got.warned("no_place") == 1


class _Gazetteer:
    def locate(self, name: str, country: str | None, admin1: str | None) -> Found | None:
        assert (country, admin1) == ("Yemen", "Hajjah")
        return Found("Invented Town", 43.3, 16.1, "city", 2000.0) if "Town" in name else None


def test_a_gazetteer_is_asked_for_rows_without_a_point(tmp_path: Path, data: Path) -> None:
    rows = [{"Latitude": "", "Longitude": ""}] * 2
    rows[1] = {**rows[1], "Location": "Invented Hamlet"}
    got = take(write(tmp_path, sheet(*rows)), data, gazetteer=_Gazetteer())
    assert got.events["place_precision"].tolist() == ["city", "admin1"]
    assert got.events["coord_source"][0] == "gazetteer: Invented Town"
    assert got.warned("placed_by_name") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-5", (3, 5, False)),
        ("5 – 3", (3, 5, False)),
        ("at least 10", (10, 10, True)),
        ("10+", (10, 10, True)),
        ("about 7", (7, 7, True)),
        ("3", None),
        ("several", None),
        (None, None),
    ],
)
def test_tolls_as_reports_give_them(
    text: str | None, expected: tuple[int, int, bool] | None
) -> None:
    assert toll(text) == expected


def test_ranges_and_open_ends_reach_the_event(tmp_path: Path, data: Path) -> None:
    rows = [{"Killed": text} for text in ("3-5", "10+", "", "-1", "several")]
    got = take(write(tmp_path, sheet(*rows)), data)
    events = got.events
    assert events["fatalities_low"].fillna(-9).tolist() == [3, 10, -9, -9, -9]
    assert events["fatalities_high"].fillna(-9).tolist() == [5, 10, -9, -9, -9]
    assert events["fatalities_best"].isna().all()
    assert events["fatalities_open"].tolist() == [False, True, False, False, False]
    assert got.warned("figure_unreadable") == 1


def test_low_best_and_high_in_columns_of_their_own(tmp_path: Path, data: Path) -> None:
    header = ["date", "place", "country", "low", "best", "high"]
    row = {"date": "2024-01-01", "place": "Aden", "country": "Yemen"}
    ends = [("1", "2", "4"), ("", "2", "4"), ("5", "2", "4"), ("", "", "4"), ("", "", "")]
    rows = [
        row | dict(zip(header[3:], end, strict=True)) | {"place": f"p{n}"}
        for n, end in enumerate(ends)
    ]
    got = take(write(tmp_path, table(header, rows)), data)
    assert got.events["fatalities_low"].fillna(-9).tolist() == [1, 2, 2, 4, -9]
    assert got.events["fatalities_high"].fillna(-9).tolist() == [4, 4, 5, 4, -9]
    assert got.warned("deaths_out_of_order") == 1


def test_the_same_row_twice_is_taken_once(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, sheet({}, {}, {"Desk code": "other"})), data)
    assert (got.report.taken, got.rejects["line"].tolist()) == (2, [3])


def test_importing_again_gives_the_same_ids(tmp_path: Path, data: Path) -> None:
    one = take(write(tmp_path, sheet({}, {"Date": "2024-03-01"})), data)
    other = take(write(tmp_path, sheet({"Date": "2024-03-01"}, {})), data)
    assert set(one.events["event_id"]) == set(other.events["event_id"])


def test_coordinates_in_one_column(tmp_path: Path, data: Path) -> None:
    text = (
        'date,coordinates,description\n2024-01-01,"15.35, 44.2",x\n2024-01-02,POINT (44.2 15.3),y\n'
    )
    got = take(write(tmp_path, text), data)
    assert got.events["lon"].tolist() == [44.2, 44.2]


def test_geojson_points_and_other_shapes(tmp_path: Path, data: Path) -> None:
    square = [[[44, 15], [45, 15], [45, 16], [44, 16], [44, 15]]]
    features = [
        {"type": "Feature", "properties": {"date": "2024-01-01", "title": "one"},
         "geometry": {"type": "Point", "coordinates": [44.2, 15.35]}},
        {"type": "Feature", "properties": {"date": "2024-01-02", "title": "two"},
         "geometry": {"type": "Polygon", "coordinates": square}},
        {"type": "Feature", "properties": {"date": "2024-01-03", "title": "three"},
         "geometry": None},
    ]  # fmt: skip
    text = json.dumps({"type": "FeatureCollection", "features": features})
    got = take(write(tmp_path, text, "invented.geojson"), data)
    assert got.events["place_precision"].tolist() == ["city", "approximate", "unknown"]
    assert got.warned("geometry_not_a_point") == 1


def test_our_own_download_comes_back(tmp_path: Path, data: Path) -> None:
    first = take(write(tmp_path, sheet({}), "log.csv"), data)
    path = tmp_path / "download.csv"
    first.events.to_csv(path, index=False)
    again = take(path, data).events.iloc[0]
    for name in ("summary", "lon", "lat", "country", "event_type", "fatalities_best", "notes"):
        assert again[name] == first.events.loc[0, name], name


def test_names_that_stand_twice_or_not_at_all(tmp_path: Path, data: Path) -> None:
    text = "date,place,note,note,\n2024-01-01,Aden,a,b,c\n"
    got = take(write(tmp_path, text), data)
    assert got.events["notes"][0] == "a note (2): b. column 5: c."
