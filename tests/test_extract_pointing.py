"""What a report says by pointing back, and small turns of speech: one sentence or two each."""

from __future__ import annotations

from typing import Any

import pytest

from tests.told import events as read


def perpetrators(event: dict[str, Any]) -> list[str]:
    return [a["name"] for a in event["actors"] if a["role"] == "perpetrator"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two rockets fell on Kirkuk on Monday. Another landed on a farm near Daquq.",
            {"Kirkuk": "shelling_missile", "near Daquq": "shelling_missile"},
        ),
        (
            "Drones were seen over Port Sudan on Monday. They hit a hotel in Kassala.",
            {"Kassala": "air_drone_strike"},
        ),
    ],
)
def test_another_is_the_weapon_told_of(text: str, expected: dict[str, str]) -> None:
    assert {e["place_text"]: e["event_type"] for e in read(text)} == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            (
                "Shells fell on Idlib province on Monday. A drone was shot down over the same province"
                " on Tuesday."
            ),
            ["Idlib", "Idlib"],
        ),
        (
            "Fighters attacked Port Sudan on Sunday. The next morning a drone hit its fuel depot.",
            ["Port Sudan", "Port Sudan"],
        ),
        (
            "Gunmen killed a guard in Raqqa on Monday. On Tuesday a bomb hit a bus in that city.",
            ["Ar Raqqah", "Ar Raqqah"],
        ),
    ],
)
def test_the_same_province_is_the_one_told_of(text: str, names: list[str]) -> None:
    assert [e["place_name"] for e in read(text)] == names


def test_the_capital_is_that_of_the_country_where_the_story_stands() -> None:
    text = (
        "Iran's foreign minister condemned the raid. An Israeli strike hit Mezzeh, in Damascus, on"
        " Monday. On Tuesday rockets were fired at the capital."
    )
    assert read(text)[-1]["place_name"] == "Damascus"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They attacked Aden twice in January: on the 17th a missile hit Mukalla.",
            {"Mukalla": ("2024-01-17", "2024-01-17")},
        ),
        (
            "In December ships were warned. On the 23rd of that month a drone hit Fujairah.",
            {"Fujairah": ("2023-12-23", "2023-12-23")},
        ),
        (
            "A drone hit a house in Marib on the last day of January.",
            {"Marib": ("2024-01-31", "2024-01-31")},
        ),
        (
            "A missile hit Haifa on the Saturday of the week before.",
            {"Haifa": ("2024-02-03", "2024-02-03")},
        ),
        (
            (
                "On January 29 rockets hit Kirkuk. Washington retaliated two days afterwards. Its jets"
                " bombed Al-Qaim."
            ),
            {"Kirkuk": ("2024-01-29", "2024-01-29"), "Al-Qaim": ("2024-01-31", "2024-01-31")},
        ),
        (
            "On January 29 a missile hit Aden. During the night that followed, jets bombed Sanaa.",
            {"Aden": ("2024-01-29", "2024-01-29"), "Sanaa": ("2024-01-29", "2024-01-30")},
        ),
        (
            "Drones were fired at Eilat. It was Wednesday, shortly before two.",
            {"Eilat": ("2024-02-07", "2024-02-07")},
        ),
        (
            "Since the war in Gaza started on October 7, the group has launched drones at Israel.",
            {"Israel": ("2023-10-07", "2024-02-09")},
        ),
    ],
)
def test_days_that_count_from_what_was_told(
    text: str, expected: dict[str, tuple[str, str]]
) -> None:
    found = {e["place_text"]: (e["date_start"], e["date_end"]) for e in read(text)}
    assert {place: found.get(place) for place in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "A missile was fired at Jizan on Monday. It was intercepted, the army said.",
        "A missile was fired at Jizan on Monday. The missile was shot down, the army said.",
    ],
)
def test_what_was_stopped_whole_is_one_interception(text: str) -> None:
    (event,) = read(text)
    assert event["event_type"] == "interception"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            (
                "Militants fired rockets at Harir on Monday. The Islamic Resistance in Iraq said it was"
                " behind the attack."
            ),
            ["Islamic Resistance in Iraq"],
        ),
        (
            (
                "Two drones came down in Erbil on Monday. The Islamic Resistance in Iraq took credit"
                " for it."
            ),
            ["Islamic Resistance in Iraq"],
        ),
        ("A bomb killed two in Aden. Officials laid it at the Houthis's door.", ["Houthis"]),
        ("Missiles hit Masyaf on Monday; Syria accused Israel, which kept silent.", ["Israel"]),
        (
            (
                "A bomb hit a bus in Kabul on Monday, and a group calling itself the Lions of the"
                " Valley claimed responsibility."
            ),
            ["Lions of the Valley"],
        ),
        (
            "A blast in Lahore killed three on Monday. The Baloch Nationalist Army claimed it.",
            ["Baloch Nationalist Army"],
        ),
        ("Missiles hit Aden on Monday. The government blamed the Houthis, who denied it.", []),
        (
            "The Houthis took responsibility, and Saudi jets bombed Sanaa on Monday.",
            ["Saudi Arabia"],
        ),
        (
            (
                "President Joe Biden ordered strikes on two sites in Iraq. The strikes, carried out on"
                " Tuesday, killed a fighter."
            ),
            ["United States (CENTCOM)"],
        ),
        (
            (
                "Since mid-October the Islamic Resistance in Iraq has attacked bases in Hasakah, by its"
                " own count; the Pentagon doubts it."
            ),
            ["Islamic Resistance in Iraq"],
        ),
    ],
)
def test_who_did_it(text: str, names: list[str]) -> None:
    assert perpetrators(read(text)[0]) == names


@pytest.mark.parametrize(
    "text",
    [
        "A strike hit Beirut on Monday, in the latest of a series of attacks on commanders.",
        "Shells hit Beirut on Monday. Thousands had fled from the fighting on the coast.",
        "A tanker was hit off Hodeidah on Monday, in one of the worst attacks since the war began.",
        (
            "A drone hit Erbil on Monday. Its remains were shown to reporters, who heard how to repel"
            " an attack by drones."
        ),
        "A drone hit Erbil on Monday. Calls intercepted during the hunt led to a flat.",
        "A drone hit Erbil on Monday. The measure targeted the suppliers.",
        "Rockets hit Erbil on Monday. The army has been fighting fuel smuggling there for years.",
        "Rockets hit Erbil on Monday. A seminar taught instructions for a missile strike.",
    ],
)
def test_what_is_no_second_act(text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In their worst case, a missile that hits a pier on Kharg Island, they see Brent at 140.",
        "Gold was under attack from a stronger dollar in Dubai on Monday, brokers said.",
        "Oil sank below sixty dollars as investors in Riyadh sold on Monday.",
        "He accused the Houthis of planning new attacks on ships in the Red Sea.",
        "No one has fired anything at Syria since Saturday, says the Pentagon.",
        'A group threatened to "sink the ports of Haifa one by one".',
        "At a range on the Black Sea a missile destroyed a target drone on Monday.",
        "A drone crossed from Syria and entered Iranian airspace on Monday.",
    ],
)
def test_what_is_no_act(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            (
                "An air strike hit a jail in Dhamar on Monday. More than 100 detainees died, the"
                " Red Cross said."
            ),
            [("killed", 100, None, "the Red Cross")],
        ),
        (
            (
                "Rockets hit Balad on Monday, wounding four soldiers, the army said. Among the injured"
                " were two officers."
            ),
            [("injured", 4, 4, "the army")],
        ),
        (
            "A shell hit Taiz on Monday. In the evening its hospital counted three dead.",
            [("killed", 3, 3, "its hospital")],
        ),
        (
            "A bomb rammed a bus in Khash on Monday, killing 27 of them.",
            [("killed", 27, 27, "author")],
        ),
    ],
)
def test_who_says_how_many(text: str, claims: list[tuple[str, int, int | None, str]]) -> None:
    told = read(text)[0]["casualties"]
    assert [(c["kind"], c["low"], c["high"], c["source"]) for c in told] == claims


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Drones hit Dhahran al-Janoub on Monday.", ["Dhahran al-Janoub"]),
        ("A tanker was seized in the Gulf on Monday by Iranian commandos.", ["Persian Gulf"]),
        (
            "In Yemen, the United States and Britain have bombed launch sites since January.",
            ["Yemen"],
        ),
        (
            "An explosion wrecked a hall at the underground Natanz enrichment plant on Monday.",
            ["Natanz"],
        ),
        (
            "Gunmen attacked a police station in Derbent, a city on the Caspian, on Monday.",
            ["Derbent"],
        ),
        (
            (
                "Iran fired missiles at a base near Erbil on Monday, killing four, and at targets in"
                " Idlib."
            ),
            ["Erbil", "Idlib"],
        ),
        (
            "Two days after the ships off Fujairah, drones struck a pumping station at Afif.",
            ["Afif"],
        ),
        (
            "The Liberian-flagged Tarsos was hit by a missile 60 nautical miles west of Hodeidah.",
            ["60 nautical miles west of Hodeidah"],
        ),
    ],
)
def test_where_it_was(text: str, places: list[str]) -> None:
    assert [e["place_name"] for e in read(text)] == places
