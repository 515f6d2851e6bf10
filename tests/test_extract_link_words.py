"""The many words for an answer, and causes that are only named: published on a Friday."""

from __future__ import annotations

import pytest

from tests.told import events

RAID = "Israeli jets bombed Tyre on Monday. "


def links(text: str) -> set[tuple[str, str]]:
    found = {e["id"]: e for e in events(text)}
    return {
        (e["place_name"], found[link["to"]]["place_name"])
        for e in found.values()
        for link in e["links"]
    }


@pytest.mark.parametrize(
    "answer",
    [
        "Rockets hit Safed on Tuesday in a second round of retaliation.",
        "Out of revenge, Hezbollah fired rockets at Safed on Tuesday.",
        "Rockets hit Safed on Tuesday. A spokesman called it retribution.",
        "Rockets hit Safed on Tuesday. The party spoke of a proportionate response.",
        'Rockets hit Safed on Tuesday. "The crime of Tyre did not go unanswered," it said.',
        "Hezbollah responded within hours, launching rockets at Safed.",
        "Hezbollah was quick to respond, launching rockets at Safed.",
        "Hezbollah responded. Forty rockets fell on Safed.",
        "Hezbollah carried out its threat to respond on Thursday, when rockets fell on Safed.",
        "Hezbollah made good on a vow to retaliate on Thursday, firing rockets at Safed.",
        "Hezbollah called its rocket fire on Safed on Tuesday an initial response.",
        "Rocket fire on Safed followed on Tuesday as Hezbollah's response.",
        "Rockets hit Safed on Tuesday, the first part of the answer that it had promised to the raid.",
        "It invoked a right of self-defence and called its rocket fire on Safed a response to the raid.",
    ],
)
def test_an_answer_is_told_in_many_words(answer: str) -> None:
    assert links(RAID + answer) == {("Safed", "Tyre")}


@pytest.mark.parametrize(
    "later",
    [
        "Hezbollah vowed to answer. On Thursday rockets fell on Safed.",
        "The raid could not go unanswered, a minister said. On Thursday rockets fell on Safed.",
        "Ambulances responded within minutes. On Thursday rockets fell on Safed.",
        "Months of tit-for-tat strikes followed. On Thursday rockets fell on Safed.",
        "Israel braced for retaliation. On Thursday rockets fell on Safed.",
    ],
)
def test_a_vow_a_fear_and_tit_for_tat_are_no_link(later: str) -> None:
    assert links(RAID + later) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Jets bombed Saraqib on Tuesday. In response rebels shelled Aleppo, and in answer to "
                "that the army bombed Idlib."
            ),
            {("Aleppo", "Saraqib"), ("Idlib", "Aleppo")},
        ),
        (
            (
                "Rockets hit Safed on Monday. Israel replied with a raid on Tyre, to which Hezbollah "
                "responded on Tuesday by firing at Haifa."
            ),
            {("Tyre", "Safed"), ("Haifa", "Tyre")},
        ),
    ],
)
def test_an_answer_may_be_answered_in_turn(text: str, expected: set[tuple[str, str]]) -> None:
    assert links(text) == expected


def test_a_cause_is_not_part_of_its_answer() -> None:
    text = (
        "Jets destroyed a warehouse in Tyre on Monday. Before noon Hezbollah had fired, by its own "
        "account, sixty rockets at a base in northern Israel in reply to the bombing."
    )
    assert [e["place_name"] for e in events(text)] == ["Tyre", "northern Israel"]
    assert links(text) == {("northern Israel", "Tyre")}


def test_a_cause_takes_neither_day_nor_place_of_its_answer() -> None:
    text = (
        "A car bomb killed five people in Kabul on Monday. The Taliban said it was revenge for an "
        "air raid. That raid hit a mosque in Kunduz on January 20."
    )
    found = {e["place_name"]: e["date_start"] for e in events(text)}
    assert found == {"Kabul": "2024-02-05", "Kunduz": "2024-01-20"}
    assert links(text) == {("Kabul", "Kunduz")}


def test_an_act_does_not_happen_where_its_cause_did() -> None:
    text = (
        "The Houthis fired a missile at Tel Aviv on Friday. They said the attack was a response to "
        "Israeli crimes in Gaza."
    )
    assert [e["place_name"] for e in events(text)] == ["Tel Aviv"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Drones crashed into the airport of Erbil on Monday. Hours later U.S. jets bombed a rocket "
                "store in Hilla in what the Pentagon called a reply to the airport attack."
            ),
            {("Al Hillah", "Erbil")},
        ),
        (
            (
                "Iran fired missiles at Haifa on Wednesday. The Guards called it punishment for the "
                "destruction of Iran's consulate in Damascus on Monday."
            ),
            {("Haifa", "Damascus")},
        ),
        (
            (
                "Iran captured a tanker near Fujairah on Thursday in retaliation for the theft of its oil: in "
                "April American officials had seized the same ship in the South China Sea."
            ),
            {("Fujairah", "South China Sea")},
        ),
        (
            (
                "A man was shot dead in Tubas on Thursday. On Friday rockets were launched at Ashkelon and "
                "intercepted. Israeli jets then bombed Rafah. The army presented this as retaliation for the "
                "rockets."
            ),
            {("Rafaḩ", "Ashkelon")},
        ),
        (
            (
                "A bomb on a bus killed 14 soldiers in Damascus on Tuesday. An hour later shells landed on a "
                "market in Idlib, killing eleven. It was taken there as reprisal for the bus."
            ),
            {("Idlib", "Damascus")},
        ),
        (
            (
                "US jets struck two sites in Hilla before dawn on Tuesday, hours after a drone wounded three "
                "soldiers at Erbil airport. The minister said the strikes were a necessary and proportionate "
                "response to that attack."
            ),
            {("Al Hillah", "Erbil International Airport")},
        ),
        (
            (
                "Iran fired missiles at Israel on Sunday. The Guards said Operation True Promise was "
                "punishment for the regime's crimes, including the attack on an embassy in Damascus."
            ),
            {("Israel", "Damascus")},
        ),
    ],
)
def test_a_cause_is_known_by_what_was_hit(text: str, expected: set[tuple[str, str]]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    "later",
    [
        "On Thursday rockets fell on Safed. The Brigades to Avenge the Martyrs said they fired them.",
        "On Thursday rockets fell on Safed, and residents spoke of revenge.",
    ],
)
def test_a_name_and_a_rumour_are_no_link(later: str) -> None:
    assert links(RAID + later) == set()
