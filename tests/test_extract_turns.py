"""Who shot down whose, posts that are fought for, ships by their parts, and what is no act."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboard.extract import read_report

FRIDAY = date(2024, 2, 9)


def read(text: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = read_report(text, FRIDAY)["events"]
    return events


def parties(event: dict[str, Any]) -> set[tuple[str, str]]:
    return {(a["name"], a["role"]) for a in event["actors"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Israel shot down an Iranian drone over Haifa on Monday.",
            {("Israel", "perpetrator"), ("Iran (armed forces)", "target")},
        ),
        (
            "Two Syrian bombers were shot down over Idlib governorate on Monday by Turkish F-16s.",
            {("Turkey", "perpetrator"), ("Syria (armed forces)", "target")},
        ),
        (
            "Gunmen brought down a Russian Su-25 over Saraqib, in Idlib governorate, on Monday.",
            {("Russia", "target")},
        ),
        (
            "A missile fired by the Houthis was intercepted over Eilat by Israel on Monday.",
            {("Israel", "perpetrator"), ("Houthis", "target")},
        ),
    ],
)
def test_what_is_shot_down_is_its_owners(text: str, expected: set[tuple[str, str]]) -> None:
    (event,) = read(text)
    assert (event["event_type"], parties(event)) == ("interception", expected)


def test_aircraft_shot_down_after_a_raid_are_an_event_of_their_own() -> None:
    events = read(
        "Turkish jets bombed Idlib governorate on Tuesday. A few hours later two Syrian bombers were"
        " shot down over the same governorate."
    )
    assert [e["event_type"] for e in events] == ["air_drone_strike", "interception"]
    partly = read("Houthis fired 20 missiles at Eilat on Monday. Eighteen were intercepted.")
    assert len(partly) == 1, "what became of a salvo"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Al-Shabaab stormed an outpost of the army at Baidoa on Tuesday.", "armed_clash"),
        ("Al-Shabaab stormed a beach hotel in Baidoa on Tuesday.", "other_attack"),
        ("Insurgents took Halfaya on Tuesday.", "seizure"),
        ("The Houthis were driven out of Bayhan by the army on Tuesday.", "armed_clash"),
        ("In March a missile hit the Nova off Hodeidah and killed three of her crew.", "ship"),
        ("On Tuesday a carrier of fertiliser was hit by a missile off Hodeidah.", "ship"),
        ("On Tuesday a drone struck the hull as she drifted off Hodeidah.", "ship"),
        (
            "On Tuesday Israeli planes attacked a tanker aircraft at Mashhad airport.",
            "air_drone_strike",
        ),
    ],
)
def test_the_kind_of_an_act_by_what_it_is_done_to(text: str, event_type: str) -> None:
    (event,) = read(text)
    assert event["event_type"] == {"ship": "attack_on_shipping"}.get(event_type, event_type)


@pytest.mark.parametrize(
    "text",
    [
        "Any ship near Hormuz would be seized, he warned, and any aircraft over it shot down.",
        "Iran held an exercise in the Gulf of Oman, in which two ships were captured.",
        "Rumours that a tanker had been mined off Sharjah on Monday were false, the navy said.",
        "In the spring a family was driven out of Bayhan by hunger.",
        "A bomber drove a truck from Bayhan to Aden on Monday.",
        "The war in Gaza is being fought in newspapers as well.",
    ],
)
def test_what_tells_of_no_act(text: str) -> None:
    assert read(text) == []


def test_an_end_rather_than_capture_is_no_attack() -> None:
    (event,) = read(
        "Rebels shot down a jet over Saraqib on Monday; its pilot blew himself up rather than be"
        " captured."
    )
    assert event["event_type"] == "interception"


def test_the_guards_are_those_named_before_and_none_without() -> None:
    told = read(
        "Iran's Revolutionary Guards fired missiles at Erbil on Monday. On Tuesday the Guards shelled"
        " Kirkuk."
    )
    assert [parties(e) for e in told] == [
        {("Islamic Revolutionary Guard Corps", "perpetrator")},
        {("Islamic Revolutionary Guard Corps", "perpetrator")},
    ]
    assert all(not parties(e) for e in read("On Tuesday the Guards shelled Kirkuk."))


def test_a_government_of_another_name_is_not_that_of_yemen() -> None:
    (event,) = read(
        "Troops of the internationally recognised Government of National Accord (GNA) seized Gharyan"
        " on Wednesday."
    )
    assert ("Government of National Accord", "perpetrator") in parties(event)
    assert not any("Yemen" in name for name, _ in parties(event))


def test_dotted_initials_name_the_same_party() -> None:
    (event,) = read("Turkish troops fought P.K.K. guerrillas near Dohuk on Tuesday.")
    assert {name for name, _ in parties(event)} == {"Turkey", "Kurdistan Workers' Party"}


def test_a_town_that_is_damaged_in_the_region_of_the_lead_is_where_it_was() -> None:
    (event,) = read(
        "Pakistan's air force bombed a camp in southeastern Iran on Tuesday. Rockets had destroyed seven"
        " houses near Saravan, in Sistan and Baluchestan."
    )
    assert event["place_text"] == "near Saravan"


def test_a_place_that_closes_a_sentence_by_speaking_is_no_scene() -> None:
    events = read("A general died on Tuesday in fighting at the gates of Aleppo, Tehran announced.")
    assert [e["place_text"] for e in events] == ["Aleppo"]


def test_the_day_of_what_was_held_before_is_not_that_of_the_taking() -> None:
    (event,) = read(
        "The rebels took the airport of Donetsk, which the army had held since May 2023."
    )
    assert event["date_start"] is None


def test_an_unknown_place_is_shown_at_a_town_named_close_by_or_as_the_country() -> None:
    near = read("A mine lay near Saraqib. On Monday shells killed eight men at Tarnabah.")
    assert [(e["place_text"], e["place_precision"]) for e in near] == [("Tarnabah", "city")]
    far = read("Shells hit Ahvaz on Monday.\n\nOn Tuesday a drone fell near Qarqar, a Syrian town.")
    assert [(e["place_text"], e["country"], e["lat"] is None) for e in far] == [
        ("Ahvaz", "IR", False),
        ("Qarqar", "SY", True),
    ]
    assert any("only the country is known" in reason for reason in far[1]["reasons"])


def test_the_clinic_is_the_one_that_was_told_of() -> None:
    (event,) = read(
        "Turkish jets bombed a clinic in Sinjar on Tuesday. It was noon in Zakho. The mayor said that"
        " the two-storey clinic had been struck three times before the third bomb fell."
    )
    assert event["event_type"] == "air_drone_strike"
