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
    ],
)
def test_what_is_only_mentioned_is_no_act(aside: str) -> None:
    assert only(HOTEL + aside)["place_name"] == "Mogadishu"


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Rare bombings hit Hargeisa on Wednesday, killing three.", "Hargeysa"),
        ("Ethiopian soldiers entered Baidoa on Wednesday after a fight.", "Baidoa"),
        ("A rebel who is wanted for murder attacked a post in Baidoa on Wednesday.", "Baidoa"),
        ("It was the second attack in two days: gunmen shot dead an officer in Baidoa.", "Baidoa"),
    ],
)
def test_an_act_that_is_told_stays_one(told: str, place: str) -> None:
    assert place in {e["place_name"] for e in events(HOTEL + told)}


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
