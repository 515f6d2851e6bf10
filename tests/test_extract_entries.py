"""Entries of timelines and digests, and what stands for the act in them."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.told import events, names, only

TIMELINE = """The fortnight: a timeline

Jan 9 - Houthi forces launch 18 drones and three missiles at ships in the Red Sea.

Jan 12 - American and British aircraft bomb Sanaa, Hodeida and Saada.

Jan 16 - The Revolutionary Guards fire ballistic missiles at a villa in Erbil.
"""
DIGEST = """The fronts of Yemen this week

Hodeida - The Houthis moved into the town of Hays on November 12.

Aden - A bomb under a car killed a journalist on November 9.

Taiz - A boy of ten was shot dead while he fetched water on Wednesday.

Marib - Shells hit the camp of Suwayda, in the Wadi district, on Thursday.
"""


def test_the_present_tense_of_a_timeline_tells_of_acts() -> None:
    told = events(TIMELINE, dt.date(2024, 1, 25))
    found = [(e["date_start"], e["event_type"]) for e in told]
    raids = [("2024-01-12", "air_drone_strike")] * 3
    missiles = ("2024-01-16", "shelling_missile")
    assert found == [("2024-01-09", "attack_on_shipping"), *raids, missiles]
    assert names(told[-1]) == {"Islamic Revolutionary Guard Corps"}


def test_a_bare_form_after_no_force_is_a_noun() -> None:
    assert events("Investigators found bomb fragments and fire damage in Erbil on Monday.") == []


def test_the_label_of_an_entry_is_its_place() -> None:
    told = events(DIGEST, dt.date(2021, 11, 20))
    assert [e["date_start"] for e in told][1:3] == ["2021-11-09", "2021-11-17"]
    assert [e["place_name"] for e in told][1:3] == ["Aden", "Taiz"]
    assert len(told) == 4  # a label that holds a place named is no second one


def test_one_dateline_is_no_place_of_an_act() -> None:
    assert events("BEIRUT - A bomb under a car killed a journalist on Monday.") == []


@pytest.mark.parametrize(
    ("told", "event_type"),
    [
        ("US forces destroyed three anti-ship missiles at Ras Isa on Monday.", "air_drone_strike"),
        (
            "Coalition aircraft destroyed workshops for drones in Dhahban, near Sanaa, on Monday.",
            "air_drone_strike",
        ),
        (
            "American raids of June 27 on three militia posts near al-Qaim killed four fighters.",
            "air_drone_strike",
        ),
        ("Hamas said it had blown up a Merkava tank east of Jabalia on Monday.", "other_attack"),
        (
            "Two rockets were launched at Ashkelon on Monday and both were intercepted.",
            "interception",
        ),
        (
            (
                "A bulk carrier was set on fire in the Gulf of Aden on Monday and three of her sailors "
                "were killed, the first deaths since the Houthis began attacking ships."
            ),
            "attack_on_shipping",
        ),
    ],
)
def test_the_kind_of_an_act(told: str, event_type: str) -> None:
    assert events(told)[0]["event_type"] == event_type


def test_who_stops_some_of_the_rockets_did_not_fire_them() -> None:
    event = only(
        "Ten rockets were fired at Ashkelon from Gaza on Monday and hit two houses. Three of them "
        "were intercepted by Israel's Iron Dome."
    )
    assert "Israel" not in names(event)


@pytest.mark.parametrize(
    "told",
    [
        "A drone hit a depot near Hodeida on Monday and again on Wednesday.",
        "A depot near Hodeida was hit by a drone on Monday, and a second time on Wednesday.",
    ],
)
def test_what_is_done_again_on_another_day_is_a_second_act(told: str) -> None:
    assert [e["date_start"] for e in events(told)] == ["2024-02-05", "2024-02-07"]


def test_a_second_day_of_something_else_is_no_second_act() -> None:
    event = only("A drone hit a depot near Hodeida on Monday, and talks open again on Wednesday.")
    assert event["date_start"] == "2024-02-05"


def test_close_combat_is_a_clash() -> None:
    event = only(
        "Hezbollah fighters were in close combat with Israeli soldiers at Ramyah on Monday."
    )
    assert event["event_type"] == "armed_clash"
