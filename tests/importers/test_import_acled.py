from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from dashboard.errors import ImportFileError
from dashboard.importers import detect
from dashboard.records import typed
from dashboard.schema import ACTORS, CLAIMS, EVENT_ACTORS, EVENTS, SOURCES
from tests.importers.builders import ACLED_ROW, acled_text, table, take, write

if TYPE_CHECKING:
    from pathlib import Path

BEFORE_2023 = [
    "data_id",
    "iso",
    "event_id_cnty",
    "event_id_no_cnty",
    "event_date",
    "year",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "timestamp",
    "iso3",
]
OF_2016 = [
    "gwno",
    "event_id_cnty",
    "event_id_no_cnty",
    "event_date",
    "year",
    "time_precision",
    "event_type",
    "actor1",
    "ally_actor_1",
    "inter1",
    "actor2",
    "ally_actor_2",
    "inter2",
    "interaction",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
    "fatalities",
]


def test_a_row_becomes_an_event(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, acled_text({})), data)
    event = got.events.iloc[0]
    assert got.report.read == 1
    assert event["event_id"] == "acled:INV1"
    assert event["event_type"] == "air_drone_strike"
    assert event["date_start"] == pd.Timestamp("2024-02-07")
    assert (event["lon"], event["lat"]) == (43.1, 14.8)
    assert (event["place_precision"], event["precision_m"]) == ("city", 5000)
    assert event["region"] == "yemen"
    assert event["fatalities_low"] == event["fatalities_best"] == event["fatalities_high"] == 3
    assert event["perpetrators"] == "Invented Air Wing"
    assert event["attribution"] == "attributed"
    assert event["summary"].startswith("On 7 February 2024")
    assert got.chunks[0].datasets.loc[0, "redistribution"] == "private"


def test_tables_have_the_columns_and_kinds_of_the_schema(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, acled_text({}, {"fatalities": "0"})), data)
    for name, schema in (
        ("events", EVENTS),
        ("event_actors", EVENT_ACTORS),
        ("claims", CLAIMS),
        ("actors", ACTORS),
        ("sources", SOURCES),
    ):
        frame = getattr(got, name)
        assert list(frame.columns) == schema.names
        pd.testing.assert_series_equal(frame.dtypes, typed(frame, schema).dtypes)
    required = [column.name for column in EVENTS.columns if column.required]
    assert got.events[required].notna().all().all()
    assert not got.event_actors.duplicated(["event_id", "actor_id", "role"]).any()


@pytest.mark.parametrize(
    ("columns", "variant"),
    [(BEFORE_2023, "layout before March 2023"), (OF_2016, "layout of 2016")],
)
def test_older_layouts_are_found_and_give_the_same_event(
    tmp_path: Path, data: Path, columns: list[str], variant: str
) -> None:
    row = {**ACLED_ROW, "gwno": "678", "data_id": "77", "event_date": "07/02/2024"}
    row |= {"assoc_actor_1": "Invented Guard", "ally_actor_1": "Invented Guard"}
    path = write(tmp_path, table(columns, [row]))
    assert detect(path, data=data).variant == variant
    event = take(path, data).events.iloc[0]
    assert event["event_id"] == "acled:INV1"
    assert event["date_start"] == pd.Timestamp("2024-02-07")
    assert event["perpetrators"] == "Invented Air Wing; Invented Guard (associated)"


def test_headers_in_capitals(tmp_path: Path, data: Path) -> None:
    capitals = [name.upper() for name in ACLED_ROW]
    path = write(tmp_path, table(list(ACLED_ROW), [ACLED_ROW], names=capitals))
    assert detect(path, data=data).name == "acled"
    assert take(path, data).report.taken == 1


def test_json_as_the_interface_gives_it(tmp_path: Path, data: Path) -> None:
    rows = [{**ACLED_ROW, "fatalities": 3}, {**ACLED_ROW, "event_id_cnty": "INV2", "fatalities": 0}]
    path = write(tmp_path, json.dumps({"status": 200, "data": rows}), "invented.json")
    got = take(path, data)
    assert got.events["fatalities_best"].tolist() == [3, 0]


def test_a_header_without_coordinates_is_refused_with_their_names(
    tmp_path: Path, data: Path
) -> None:
    names = [name for name in ACLED_ROW if name not in {"latitude", "longitude"}]
    path = write(tmp_path, table(names, [ACLED_ROW]))
    with pytest.raises(ImportFileError, match="latitude, longitude"):
        detect(path, data=data)


@pytest.mark.parametrize("told", ["2", "3"])
def test_rough_places_are_governorates_not_pins(tmp_path: Path, data: Path, told: str) -> None:
    event = take(write(tmp_path, acled_text({"geo_precision": told})), data).events.iloc[0]
    assert (event["place_precision"], event["area_id"]) == ("admin1", "YE-HU")
    assert np.isnan(event["lon"])
    assert event["label_lon"] == 43.1


@pytest.mark.parametrize(
    ("place", "area"),
    [
        (
            {"country": "Red Sea", "admin1": "", "location": "Red Sea (centroid)", "iso": ""},
            "sea-red-sea",
        ),
        (
            {"country": "Indian Ocean", "location": "Gulf of Aden (centroid)", "iso": ""},
            "sea-gulf-of-aden",
        ),
        ({"location": "Red Sea"}, "sea-red-sea"),
    ],
)
def test_generic_points_at_sea_are_seas(
    tmp_path: Path, data: Path, place: dict[str, str], area: str
) -> None:
    row = {"latitude": "14.0", "longitude": "42.2", **place}
    event = take(write(tmp_path, acled_text(row)), data).events.iloc[0]
    assert (event["place_precision"], event["area_id"]) == ("water_body", area)
    assert np.isnan(event["lat"])


def test_off_a_named_coast_is_an_approximate_point(tmp_path: Path, data: Path) -> None:
    row = {"location": "Coast of Invented Port", "latitude": "14.8", "longitude": "42.8"}
    event = take(write(tmp_path, acled_text(row)), data).events.iloc[0]
    assert (event["place_precision"], event["precision_m"]) == ("approximate", 25_000)


def test_time_precision_is_kept(tmp_path: Path, data: Path) -> None:
    rows = [{"time_precision": code} for code in ("1", "2", "3", "9")]
    got = take(write(tmp_path, acled_text(*rows)), data)
    assert got.events["date_precision"].tolist() == ["day", "week", "month", "unknown"]
    assert got.warned("time_precision_unknown") == 1


def test_no_deaths_stay_zero_and_unknown_ones_stay_unknown(tmp_path: Path, data: Path) -> None:
    rows = [{"fatalities": text} for text in ("0", "", "-1", "NA", "many", "4")]
    got = take(write(tmp_path, acled_text(*rows)), data)
    best = got.events["fatalities_best"]
    assert best.isna().tolist() == [False, True, True, True, True, False]
    assert best[0] == 0
    assert got.warned("figure_negative_is_unknown") == 1
    assert got.warned("figure_unreadable") == 1
    assert got.claims["event_id"].tolist() == ["acled:INV6"]


def test_types_without_a_mapping_are_kept_and_counted(tmp_path: Path, data: Path) -> None:
    rows = [{"event_type": "Invented type", "sub_event_type": "x"}, {"event_type": "battles"}]
    got = take(write(tmp_path, acled_text(*rows)), data)
    assert got.events["event_type"].tolist() == ["other_attack", "armed_clash"]
    assert got.warned("event_type_unmapped") == 1


def test_known_actors_are_matched_and_lookalikes_are_not(tmp_path: Path, data: Path) -> None:
    rows = [
        {"actor1": "Kata'ib Hezbollah"},
        {"actor1": "Kataib Hezbollah of Nowhere"},
        {"actor1": "Military Forces of Yemen (2016-) Supreme Political Council"},
    ]
    got = take(write(tmp_path, acled_text(*rows)), data)
    named = got.event_actors[got.event_actors["role"] == "perpetrator"]["actor_id"].tolist()
    assert named[0] == "kataib-hezbollah"
    assert named[1] == "acled:kataib-hezbollah-of-nowhere"
    assert named[2] == "houthis"
    assert set(got.actors["actor_id"]) == {named[1], "acled:invented-militia"}


def test_unidentified_groups_are_nobody_established(tmp_path: Path, data: Path) -> None:
    row = {"actor1": "Unidentified Armed Group (Yemen)"}
    got = take(write(tmp_path, acled_text(row, {"actor1": ""})), data)
    assert got.events["attribution"].tolist() == ["unknown", "unknown"]


def test_the_same_id_again_is_told_apart_by_content(tmp_path: Path, data: Path) -> None:
    rows = [
        {"event_id_cnty": "INV1"},
        {"event_id_cnty": "INV1"},
        {"event_id_cnty": "INV1", "fatalities": "9"},
    ]
    got = take(write(tmp_path, acled_text(*rows)), data)
    assert got.report.taken == 1
    assert got.rejects["line"].tolist() == [3, 4]
    assert "the same row as on line 2" in got.rejects["reason"][0]
    assert "other content" in got.rejects["reason"][1]
    assert got.warned("duplicate_id_same_content") == got.warned("duplicate_id_other_content") == 1


def test_a_note_at_several_places_is_counted(tmp_path: Path, data: Path) -> None:
    rows = [{}, {"location": "Other Invented Village", "latitude": "15.1"}]
    got = take(write(tmp_path, acled_text(*rows)), data)
    assert got.report.taken == 2
    assert got.warned("note_at_several_places") == 1


def test_columns_sorted_apart_are_seen_and_not_repaired(tmp_path: Path, data: Path) -> None:
    rows = [
        {"event_date": f"2024-{month:02d}-15", "year": "2024",
         "notes": f"On {3 + month} {name} 2023, an invented wing struck place {month}."}
        for month, name in enumerate(("March", "June", "May", "July", "August", "October"), 1)
    ]  # fmt: skip
    got = take(write(tmp_path, acled_text(*rows)), data)
    assert got.warned("note_date_differs") == 6
    assert got.warned("columns_sorted_apart") == 6
    assert got.events["date_start"].dt.year.tolist() == [2024] * 6


def test_a_few_differing_notes_are_only_counted(tmp_path: Path, data: Path) -> None:
    rows = [{"notes": "On 1 March 2021, an invented wing struck."}] + [
        {"notes": f"On 7 February 2024, invented wing {n}."} for n in range(9)
    ]
    got = take(write(tmp_path, acled_text(*rows)), data)
    assert got.warned("note_date_differs") == 1
    assert got.warned("columns_sorted_apart") == 0


def test_a_year_that_disagrees_is_counted(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, acled_text({"year": "2019"}, {})), data)
    assert got.warned("year_differs") == 1


def test_a_row_without_an_id_gets_the_same_one_each_time(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, acled_text({"event_id_cnty": ""}, {}))
    first, again = take(path, data), take(path, data)
    assert first.events["event_id"].tolist() == again.events["event_id"].tolist()
    assert first.warned("id_missing") == 1


def test_what_has_no_column_is_kept_in_the_notes(tmp_path: Path, data: Path) -> None:
    row = {"admin2": "Invented District", "tags": "crowd size=about 30", "notes": ""}
    event = take(write(tmp_path, acled_text(row)), data).events.iloc[0]
    assert "Second-level area: Invented District." in event["notes"]
    assert "crowd size=about 30" in event["notes"]
    assert event["summary"] == "Air/drone strike, Invented Village"


def test_sources_are_listed_once(tmp_path: Path, data: Path) -> None:
    rows = [{"source": "Invented Gazette; Invented Radio"}, {"source": "Invented Radio"}]
    got = take(write(tmp_path, acled_text(*rows)), data)
    assert got.events["source_ids"][0] == "acled|acled:invented-gazette|acled:invented-radio"
    assert got.sources["source_id"].tolist() == [
        "acled",
        "acled:invented-gazette",
        "acled:invented-radio",
    ]
