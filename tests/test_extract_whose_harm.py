"""Whose dead and wounded a sentence counts that names no place: published on a Friday."""

from __future__ import annotations

import pytest

from tests.told import events

ROCKETS = "Hezbollah fired rockets at Safed on Monday. Israeli jets bombed Tyre an hour later. "
BOMB = (
    "Gunmen killed four policemen in Quetta on Monday. A day later a bomb went off in Karachi, "
    "wounding nine people. "
)
RAIDS = "Air strikes hit Raqqa and Deir ez-Zor on Monday. "


def tolls(text: str) -> dict[str, list[tuple[str, int]]]:
    return {
        e["place_name"]: sorted((c["kind"], c["low"]) for c in e["casualties"])
        for e in events(text)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ROCKETS + "Three people were killed in the air raid. The rockets wounded a woman.",
            {"Safed": [("injured", 1)], "Tyre": [("killed", 3)]},
        ),
        (
            ROCKETS + "A woman was wounded by the rockets. Three people died in the raid.",
            {"Safed": [("injured", 1)], "Tyre": [("killed", 3)]},
        ),
        (
            ROCKETS
            + "Israel's ambulance service said a woman was wounded. Lebanon's health ministry "
            "reported three dead.",
            {"Safed": [("injured", 1)], "Tyre": [("killed", 3)]},
        ),
        (
            (
                "Israeli jets bombed Tyre on Monday, killing three people. Hezbollah fired rockets at Safed "
                "in response. The health ministry in Beirut later said four people had died."
            ),
            {"Tyre": [("killed", 3), ("killed", 4)], "Safed": []},
        ),
        (
            BOMB + "Police in Quetta said three passers-by were wounded.",
            {"Quetta": [("injured", 3), ("killed", 4)], "Karachi": [("injured", 9)]},
        ),
        (
            BOMB + "The gunmen also wounded three passers-by.",
            {"Quetta": [("injured", 3), ("killed", 4)], "Karachi": [("injured", 9)]},
        ),
        (
            (
                "A car bomb killed ten people in Kabul on Monday. A day earlier gunmen shot dead two "
                "policemen in Ghazni. The bombing also wounded thirty."
            ),
            {"Kabul": [("injured", 30), ("killed", 10)], "Ghazni": [("killed", 2)]},
        ),
        (
            (
                "A drone hit a base in Jordan on Sunday. On Thursday US bombers struck Al-Qaim in response "
                "to the attack, which killed three soldiers."
            ),
            {"Jordan": [("killed", 3)], "Al Q\u0101\u2019im": []},
        ),
        (
            RAIDS
            + "Twelve people were killed in Raqqa. In Deir ez-Zor a hospital reported seven dead.",
            {"Ar Raqqah": [("killed", 12)], "Deir ez-Zor": [("killed", 7)]},
        ),
        (
            RAIDS + "In Raqqa 12 people died and in Deir ez-Zor houses burned.",
            {"Ar Raqqah": [("killed", 12)], "Deir ez-Zor": []},
        ),
        (
            (
                "A roadside bomb killed three soldiers near Tank on Monday. It was the deadliest attack "
                "since January, when a bomb killed nine policemen in Bannu."
            ),
            {"Tank": [("killed", 3)], "Bannu": [("killed", 9)]},
        ),
        (
            (
                "A missile hit a bulk carrier off Aden on Monday. US jets bombed Hodeidah on Tuesday. The "
                "owner said two sailors were missing."
            ),
            {"off Aden": [("missing", 2)], "Al \u1e28udaydah": []},
        ),
        (
            (
                "A drone struck a mosque in El Fasher on Monday. The army shelled Nyala. Volunteers said 75 "
                "worshippers were killed."
            ),
            {"El Fasher": [("killed", 75)], "Nyala": []},
        ),
        (
            (
                "The coalition bombed a house in Sanaa on Monday. On Tuesday a prison in Saada was hit. "
                "The health ministry in Sanaa spoke of 91 dead."
            ),
            {"Sanaa": [], "Sa\u0027dah": [("killed", 91)]},
        ),
    ],
)
def test_a_number_goes_to_the_act_that_its_sentence_means(
    text: str, expected: dict[str, list[tuple[str, int]]]
) -> None:
    assert tolls(text) == expected


def test_what_somebody_did_stays_with_what_he_did() -> None:
    text = ROCKETS + "Hezbollah said it had killed four soldiers."
    assert tolls(text) == {"Safed": [("killed", 4)], "Tyre": []}
