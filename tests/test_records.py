from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from dashboard.errors import DataError
from dashboard.records import Records, read
from dashboard.schema import FILES

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for table in FILES:
        shutil.copy(DATA / f"{table.name}.csv", tmp_path)
    shutil.copy(DATA / "areas.geojson", tmp_path)
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        read(folder)
    return [str(fault) for fault in caught.value.faults]


def test_starter_set_has_what_it_says(records: Records) -> None:
    sizes = {
        "events": 248,
        "claims": 439,
        "links": 50,
        "sources": 562,
        "actors": 51,
        "places": 137,
    }
    assert {name: len(getattr(records, name)) for name in sizes} == sizes


def test_every_event_has_a_source_and_a_place(records: Records) -> None:
    assert set(records.events["event_id"]) == set(records.event_sources["event_id"])
    assert records.events["place_id"].notna().all()
    assert records.places["coord_source"].notna().all()


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "links.csv").unlink()
    assert faults(folder) == [f"links.csv: is missing in {folder.name}/"]


def test_wrong_encoding_names_file_and_line(folder: Path) -> None:
    path = folder / "links.csv"
    path.write_bytes(path.read_bytes() + "é".encode("latin-1"))
    assert faults(folder)[0].startswith("links.csv, line 52")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("events.csv", "\n2023-10-12-aleppo-air-il,2023-10-12,", "\n2023-10-12-aleppo-air-il,12/10/2023,", "events.csv, line 3, column date_start: '12/10/2023': is no date"),
        ("events.csv", ",armed_clash,", ",brawl,", "line 2, column event_type: 'brawl': is not in event_types.csv"),
        ("events.csv", ",gaza_env,", ",atlantis,", "column place_id: 'atlantis': is not in places.csv"),
        ("events.csv", ",claimed,own,", ",rumoured,own,", "column attribution: 'rumoured': is not one of: claimed"),
        ("events.csv", "2023-10-07-hamas-attack,2023-10-07,2023-10-07", "2023-10-07-hamas-attack,2023-10-07,2023-10-06", "column date_end: '2023-10-06': is less than date_start"),
        ("events.csv", "\n2023-10-12-dam-air-il,", "\n2023-10-12-aleppo-air-il,", "stands twice, first on line 3"),
        ("places.csv", ",43.19725,16.00295,", ",430.19725,16.00295,", "places.csv, line 2, column lon: '430.19725': is above 180"),
        ("places.csv", ",43.19725,16.00295,", ",nan,16.00295,", "column lon: 'nan': is no finite number"),
        ("claims.csv", ",1180,1180,", ",1180,1179,", "claims.csv, line 2, column high: '1179': is less than low"),
        ("claims.csv", ",1180,1180,", ",-1180,1180,", "column low: '-1180': is below 0"),
        ("claims.csv", ",fatalities,", ",,", "column field: '': must not be empty"),
        ("claims.csv", "claim_id,", "claim,", "column missing: claim_id; column unknown: claim"),
        ("links.csv", ",stated_for_series,", ",stated_for_series,extra,", "links.csv, line 2: has 7 cells, the header has 6"),
        ("actors.csv", "popular-mobilization-forces,", "nobody,", "column member_of: 'nobody': is not in actors.csv"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_column_and_value(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    change(folder, file, old, new)
    assert any(said in fault for fault in faults(folder))


def test_a_place_in_the_wrong_country_is_named(folder: Path) -> None:
    change(folder, "places.csv", ",43.19725,16.00295,", ",44.4,33.3,")
    [fault] = faults(folder)
    assert fault.startswith("places.csv, line 2, column lon, lat: '44.4, 33.3': lies ")
    assert fault.endswith("km outside Yemen")


def test_an_area_without_polygon_is_named(folder: Path) -> None:
    change(folder, "places.csv", ",sea-arabian-sea,", ",sea-of-tranquillity,")
    assert "column area_id: 'sea-of-tranquillity': is not in areas.geojson" in faults(folder)[0]


def test_all_faults_are_named_at_once(folder: Path) -> None:
    change(folder, "events.csv", ",armed_clash,", ",brawl,")
    change(folder, "places.csv", ",43.19725,16.00295,", ",430,16,")
    assert len(faults(folder)) == 2


def test_a_line_separator_inside_a_cell_is_no_new_row(folder: Path) -> None:
    change(folder, "events.csv", "Excludes attackers killed.", "Excludes\u2028attackers\x85killed.")
    notes = read(folder).events["notes"]
    assert notes.iloc[0].startswith("Excludes\u2028attackers\x85killed.")


def test_starter_set_equals_the_audited_facts(records: Records, facts: Path) -> None:
    theirs = pd.read_csv(facts / "events.csv", dtype=str, keep_default_na=False)
    ours = records.events.set_index("event_id").loc[theirs["event_id"]].reset_index()
    days = ours["date_start"].dt.strftime("%Y-%m-%d")
    assert (days == theirs["date"]).all()
    for name in ("summary", "place_id", "time_local", "confidence", "notes"):
        assert (ours[name].fillna("") == theirs[name]).all(), name
    sources = theirs.set_index("event_id")["source_ids"].str.split(";").explode()
    ids = records.event_sources
    assert set(zip(ids["event_id"], ids["source_id"], strict=True)) == set(sources.items())
    places = pd.read_csv(facts / "places.csv").set_index("place_id")
    kept = records.places.set_index("place_id").loc[places.index]
    assert (kept["lon"] == places["lon"]).all()
    assert (kept["lat"] == places["lat"]).all()
    assert (kept["precision_m"] == places["radius_km"] * 1000).all()
    assert (kept["coord_source"] == places["coord_source"]).all()
