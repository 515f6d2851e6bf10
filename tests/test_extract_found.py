"""Acts that were lost: refused for want of a sign of violence, a place, or by a word beside them."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.told import events, only


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        (
            "A young man blew himself up among students in the garden of a cultural centre in Suruc.",
            "Suruc",
            "other_attack",
        ),
        (
            "Islamic State fighters fled. On Sunday they took the village of Luhaiban, in Kirkuk province.",
            "Luhaiban",
            "seizure",
        ),
        (
            "Two rockets from Syria struck open ground on the Israeli-held side of the Golan on Monday.",
            "Golan",
            "shelling_missile",
        ),
        (
            "The coalition has been fighting since January 10 for Hajin, the last town in the valley.",
            "Hajin",
            "armed_clash",
        ),
        (
            "On Monday Israeli jets set the fuel tanks of Hodeidah on fire.",
            "Hodeidah",
            "air_drone_strike",
        ),
        (
            "On Monday, as if to show that the runway was whole, planes bombed Khan Sheikhoun again.",
            "Khan Sheikhoun",
            "air_drone_strike",
        ),
        (
            "A cruise missile set the freighter alight in the Gulf of Aden on Monday.",
            "Gulf of Aden",
            "attack_on_shipping",
        ),
        (
            (
                "She was the cargo vessel Verna K, flying the flag of Palau, which was set on fire by "
                "two missiles in the Gulf of Aden on Monday."
            ),
            "Gulf of Aden",
            "attack_on_shipping",
        ),
        (
            "The separatists said that on Tuesday they had captured Vuhlehirsk.",
            "Vuhlehirsk",
            "seizure",
        ),
        (
            (
                "Two ballistic missiles bound for Al Dhafra were stopped over Abu Dhabi on Monday by a "
                "Patriot battery."
            ),
            "Abu Dhabi",
            "interception",
        ),
        (
            "In January the two sides fought for Shuqra, and more than 50 men were killed.",
            "Shuqra",
            "armed_clash",
        ),
        (
            "On Monday a roadside mine destroyed a passenger bus in Zabul province.",
            "Zabul province",
            "other_attack",
        ),
        (
            (
                "Tankers wait in the Strait of Hormuz.\n\nThe Boxer brought down a drone over the strait "
                "on Thursday."
            ),
            "the strait",
            "interception",
        ),
    ],
)
def test_it_is_found(text: str, place: str, kind: str) -> None:
    told = only(text)
    assert (told["place_text"], told["event_type"]) == (place, kind)


def test_a_town_that_was_struck_on_the_same_night_was_struck_too() -> None:
    told = events("Israel bombed Sanaa on Monday. Hodeidah was struck on the same night.")
    assert [e["place_text"] for e in told] == ["Sanaa", "Hodeidah"]


@pytest.mark.parametrize(
    "text",
    [
        "In Malmo a man set a flag on fire outside the Iraqi embassy on Monday.",
        "Protesters set tyres on fire in Beirut on Monday.",
        "The minister asked on Monday what would follow if jets bombed Nyala.",
        "A lorry full of peaches was stopped at Taftan on Monday.",
        "Hodeidah was struck by a cyclone on Monday.",
        "The photographer captured Aleppo on a grey Monday.",
        "The two parties fought for Basra at the polls on Monday.",
        "They set up camp on the far side of the Golan on Monday.",
    ],
)
def test_nothing_happened(text: str) -> None:
    assert events(text, dt.date(2024, 2, 9)) == []
