"""The founding article: what its gold says, where the article lies beside the project."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboard.extract import read_report
from tests.conftest import SHARED

ARTICLE = SHARED / "article" / "article.txt"
AMERICA = "United States (CENTCOM)"
Event = dict[str, Any]


@pytest.fixture(scope="module")
def events() -> dict[str, Event]:
    if not ARTICLE.exists():
        pytest.skip("the founding article lies beside the project only where it is developed")
    found = read_report(ARTICLE.read_text(encoding="utf-8"), dt.date(2024, 2, 9))["events"]
    assert len({e["place_name"] for e in found}) == len(found)
    return {e["place_name"]: e for e in found}


def perpetrators(event: Event) -> set[str]:
    return {a["name"] for a in event["actors"] if a["role"] == "perpetrator"}


def test_eight_events_and_none_of_what_is_none(events: dict[str, Event]) -> None:
    assert {name: e["place_precision"] for name, e in events.items()} == {
        "Baghdad": "city",
        "Jordan": "country",
        "Iraq": "country",
        "Syria": "country",
        "Yemen": "country",
        "Red Sea": "water_body",
        "Israel": "country",
        "Al Hudaydah": "admin1",
    }


def test_who_did_it_is_told_or_left_open(events: dict[str, Event]) -> None:
    assert {name: perpetrators(e) for name, e in events.items()} == {
        "Baghdad": {AMERICA},
        "Jordan": {"Kataib Hezbollah"},
        "Iraq": {AMERICA},
        "Syria": {AMERICA},
        "Yemen": {AMERICA},
        "Red Sea": {"Houthis"},
        "Israel": {"Hamas"},
        "Al Hudaydah": set(),
    }


def test_who_says_how_many(events: dict[str, Event]) -> None:
    def said(name: str) -> set[tuple[str, int, int, str]]:
        return {(c["kind"], c["low"], c["high"], c["source"]) for c in events[name]["casualties"]}

    assert said("Baghdad") >= {
        ("casualties", 1, 1, "U.S. officials"),
        ("killed", 3, 3, "two officials from Iran-backed militias in Iraq"),
    }
    assert said("Jordan") == {("killed", 3, 3, "author")}


def test_days_only_where_they_are_stated(events: dict[str, Event]) -> None:
    assert events["Jordan"]["date_start"] == events["Jordan"]["date_end"] == "2024-01-28"
    assert (events["Israel"]["date_start"], events["Israel"]["date_end"]) == (
        "2023-10-01",
        "2023-10-31",
    )
    assert events["Israel"]["status"] == "background"
    assert events["Baghdad"]["time_local"] == "21:30"
    open_starts = {name for name, e in events.items() if e["date_start"] is None}
    assert open_starts == set(events) - {"Jordan", "Israel"}


def test_two_acts_answer_another(events: dict[str, Event]) -> None:
    names = {e["id"]: name for name, e in events.items()}
    links = {(name, names[k["to"]]) for name, e in events.items() for k in e["links"]}
    assert links == {("Baghdad", "Jordan"), ("Yemen", "Red Sea")}
