"""Acts that are only mentioned, and those that are told in nearly the same words."""

from __future__ import annotations

import pytest

from tests.told import events, only

HOTEL = "Gunmen stormed a hotel in Mogadishu on Thursday. "


@pytest.mark.parametrize(
    "aside",
    [
        "Bombings in Mogadishu have been rare since 2019.",
        "Attacks on hotels are uncommon in Hargeisa.",
        "The dead included a man whom Washington holds responsible for attacks on American troops.",
        "It was the first hotel that the group had stormed since 2019.",
        "Downing Street said that the prime minister had been told.",
        "Ethiopia entered Somalia's war in 2006.",
        "It came in the latest of a series of raids on hotels.",
        "It has been a winter of small ambushes.",
        "The group has been trying since 2019 to take Mogadishu.",
        "The president said that he would not negotiate under fire.",
        "Al-Shabaab said that it would go on fighting.",
    ],
)
def test_what_is_only_mentioned_is_no_act(aside: str) -> None:
    assert only(HOTEL + aside)["place_name"] == "Mogadishu"


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Pirates tried to seize a tanker off Berbera on Wednesday.", "off Berbera"),
        ("Soldiers came under fire in Baidoa on Wednesday.", "Baidoa"),
        ("Rare bombings hit Hargeisa on Wednesday, killing three.", "Hargeysa"),
        ("Ethiopian soldiers entered Baidoa on Wednesday after a fight.", "Baidoa"),
        ("A rebel who is wanted for murder attacked a post in Baidoa on Wednesday.", "Baidoa"),
        ("It was the second attack in two days: gunmen shot dead an officer in Baidoa.", "Baidoa"),
    ],
)
def test_an_act_that_is_told_stays_one(told: str, place: str) -> None:
    assert place in {e["place_name"] for e in events(HOTEL + told)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("That night drones were flown at the American outpost of al-Tanf.", "Al-Tanf"),
        (
            "The Houthis said in 2018 that they had flown a drone into Abu Dhabi airport.",
            "Abu Dhabi",
        ),
        ("Pakistan fired rockets and sent drones into southeastern Iran on Thursday.", "southeast"),
    ],
)
def test_drones_that_are_flown_or_sent(text: str, place: str) -> None:
    assert only(text)["place_name"].startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "It answered an attack on January 15, when drones were flown at the base of al-Tanf.",
        "Typhoons took part in raids on January 15, when sites around al-Tanf were bombed.",
    ],
)
def test_an_act_that_a_day_and_when_lead_to_is_one(text: str) -> None:
    assert only(text)["date_start"] == "2024-01-15"


def test_a_small_town_that_is_hit_is_no_surname() -> None:
    text = (
        "Iranian missiles hit Panjgur on Tuesday. The day before Iran had fired others at Erbil, in"
        " Iraq, and at Idlib, in Syria."
    )
    assert events(text)[0]["place_name"] == "Panjgur"


def test_a_ship_that_a_missile_fired_from_somewhere_struck() -> None:
    event = only("A missile fired from Yemen struck the ship in the Gulf of Aden on Monday.")
    assert event["event_type"] == "attack_on_shipping"


def test_the_town_s_academy_is_in_the_town() -> None:
    text = (
        "Coffins left the hospital in Homs on Friday, a day after drones dropped explosives on a"
        " ceremony at the city's military academy."
    )
    event = only(text)
    assert (event["place_name"], event["date_start"]) == ("Homs", "2024-02-08")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two people were killed by a lorry bomb in Sadr City on Monday.", "Sadr City"),
        ("Israeli jets went on to bomb posts in Rafah on Monday.", "Rafa"),
    ],
)
def test_words_beside_an_act_do_not_hide_it(text: str, place: str) -> None:
    assert only(text)["place_name"].startswith(place)


def test_a_town_told_of_that_was_captured() -> None:
    text = (
        "A drone hit a clinic in Sinjar on Monday. In August 2014 Islamic State captured the town."
    )
    assert [e["event_type"] for e in events(text)] == ["air_drone_strike", "seizure"]


@pytest.mark.parametrize("text", ["Two people were killed by a lorry in Sadr City on Monday."])
def test_traffic_is_no_attack(text: str) -> None:
    assert events(text) == []
