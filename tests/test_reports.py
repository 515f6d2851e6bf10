from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.reports import BEGIN, END, GOALS, PAGE, totals
from dashboard.names import fold
from tests.scoring import measures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.reports import Read
    from dashboard.records import Records

REPORTS = Path(__file__).parent / "reports"
GOLD_FILES = sorted(REPORTS.glob("*/*.gold.json"))
AREAS = Path(__file__).parent.parent / "data" / "areas.geojson"
POINT_CLASSES = {"exact", "site", "city", "relative", "approximate"}
AREA_CLASSES = {"admin1", "country", "water_body"}
TYPES = {
    "air_drone_strike",
    "shelling_missile",
    "attack_on_shipping",
    "interception",
    "armed_clash",
    "seizure",
    "strategic_development",
    "other_attack",
}
PRECISIONS = {"day", "days", "week", "month", "range", "unknown"}
KINDS = {"killed", "injured", "casualties", "missing", "captured"}
BACKGROUND_DAYS = 30


@pytest.fixture(
    params=GOLD_FILES,
    ids=lambda path: f"{path.parent.name}-{path.name.removesuffix('.gold.json')}",
)
def report(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    path: Path = request.param
    text = path.with_name(path.name.replace(".gold.json", ".txt"))
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert path.name == f"{gold['text_id']}.gold.json"
    return text.read_text(encoding="utf-8"), gold


@pytest.fixture(scope="session")
def area_ids() -> set[str]:
    features = json.loads(AREAS.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["area_id"] for feature in features}


def spans(gold: dict[str, Any]) -> Iterator[list[int]]:
    for event in gold["events"]:
        yield from event["sentences"]
        for part in ("actors", "casualties", "links"):
            yield from (x["span"] for x in event[part])
    yield from (x["span"] for x in gold["non_events"])


def test_enough_reports_are_held_out() -> None:
    held_out = [path for path in GOLD_FILES if path.parent.name == "heldout"]
    assert len(held_out) >= 18
    numbers = [path.name.split("-")[0] for path in GOLD_FILES if path.parent.name == "tuning"]
    assert len(set(numbers)) == len(numbers) >= 30


def test_every_offset_marks_words_of_the_text(report: tuple[str, dict[str, Any]]) -> None:
    text, gold = report
    for start, end in spans(gold):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
    for event in gold["events"]:
        assert event["sentences"]
        assert event["place_text"] in text
        for part in ("casualties", "links"):
            for start, end in (x["span"] for x in event[part]):
                assert any(a <= start and end <= b for a, b in event["sentences"])
    for non_event in gold["non_events"]:
        start, end = non_event["span"]
        assert text[start:end] == non_event["text"]


def test_places_are_points_or_areas(report: tuple[str, dict[str, Any]], area_ids: set[str]) -> None:
    for event in report[1]["events"]:
        if event["place_precision"] in POINT_CLASSES:
            assert -90 <= event["lat"] <= 90
            assert -180 <= event["lon"] <= 180
            assert event["precision_m"] > 0
            assert event["area_id"] is None
        else:
            assert event["place_precision"] in AREA_CLASSES
            assert event["precision_m"] is None
            assert event["area_id"] is None or event["area_id"] in area_ids
            assert event["place_precision"] != "country" or event["area_id"] == event["country"]


def test_days_are_in_order_and_not_after_publication(
    report: tuple[str, dict[str, Any]],
) -> None:
    published = dt.date.fromisoformat(report[1]["published"])
    for event in report[1]["events"]:
        last = dt.date.fromisoformat(event["date_end"])
        assert last <= published
        assert event["date_precision"] in PRECISIONS
        assert (event["date_start"] is None) == (event["date_precision"] == "unknown")
        if event["date_start"] is not None:
            assert dt.date.fromisoformat(event["date_start"]) <= last
        if event["date_precision"] == "day":
            assert event["date_start"] == event["date_end"]
        if event["status"] == "background":
            assert (published - last).days > BACKGROUND_DAYS


def test_words_of_the_vocabulary_are_used(report: tuple[str, dict[str, Any]]) -> None:
    for event in report[1]["events"]:
        assert event["event_type"] in TYPES
        assert event["status"] in {"happened", "series", "background"}
        assert event["veracity"] in {"asserted", "claimed", "disputed"}
        assert event.get("optional", False) in {True, False}


@pytest.fixture(scope="session")
def names_of_aliases(records: Records) -> dict[str, str]:
    rows = zip(records.actors["name"], records.actors["aliases"], strict=True)
    return {fold(alias): name for name, joined in rows for alias in str(joined).split("|") if alias}


def test_actors_of_the_table_bear_their_canonical_name(
    report: tuple[str, dict[str, Any]], names_of_aliases: dict[str, str]
) -> None:
    for event in report[1]["events"]:
        for actor in event["actors"]:
            assert actor["role"] in {"perpetrator", "target"}
            assert names_of_aliases.get(fold(actor["name"]), actor["name"]) == actor["name"]


def test_claims_have_one_kind_one_number_and_a_source(
    report: tuple[str, dict[str, Any]],
) -> None:
    for event in report[1]["events"]:
        for claim in event["casualties"]:
            low, high = claim["low"], claim["high"]
            assert claim["kind"] in KINDS
            assert claim["source"] is None or claim["source"].strip()
            assert claim["scope"] in {"row", "group"}
            assert claim["scope"] == "row" or event["group"] is not None
            assert low is not None or high is not None
            assert low is None or high is None or 0 <= low <= high


def test_links_lead_to_another_event_of_the_report(
    report: tuple[str, dict[str, Any]],
) -> None:
    events = {event["id"]: event for event in report[1]["events"]}
    assert len(events) == len(report[1]["events"])
    for event in events.values():
        for link in event["links"]:
            assert link["type"] == "retaliation_for"
            assert link["to"] in events
            assert link["to"] != event["id"]


FLOORS = {
    "found_precision": 0.90,
    "found_recall": 0.87,
    "core_f1": 0.75,
    "strict_f1": 0.68,
    "perpetrator_of_aligned": 0.74,
    "claims_f1": 0.72,
    "links_f1": 0.61,
    "none_clean": 0.96,
}


def test_the_reader_does_not_fall_behind_on_the_tuning_half(tuning: dict[str, Read]) -> None:
    figures = measures(totals(list(tuning.values())))
    fallen = {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor}
    assert not fallen


def test_a_reader_that_finds_nothing_falls_below_every_floor_that_counts_finds(
    tuning: dict[str, Read],
) -> None:
    reads = [replace(one, proposed={"events": []}) for one in tuning.values()]
    figures = measures(totals(reads))
    held = {name for name, floor in FLOORS.items() if figures[name] >= floor}
    assert held == {"none_clean"}


def test_the_documentation_gives_figures_of_both_halves() -> None:
    text = PAGE.read_text(encoding="utf-8")
    figures = text.split(BEGIN)[1].split(END)[0]
    assert re.search(r"Measured on \d{4}-\d\d-\d\d", figures)
    for name in ("tuning", "heldout", *(goal.replace("_", " ") for goal in GOALS)):
        assert name in figures
