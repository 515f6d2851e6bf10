"""Who did it and who it was aimed at, each rule on a text of our own."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from typing import Any

import pytest

from dashboard.extract import read_report
from dashboard.names import fold
from tests.conftest import DATA

FRIDAY = dt.date(2024, 2, 9)


def roles(text: str, role: str, publisher: str | None = None) -> list[set[str]]:
    """Give the names in a role, one set an event."""
    found: list[dict[str, Any]] = read_report(text, FRIDAY, publisher=publisher)["events"]
    return [{a["name"] for a in event["actors"] if a["role"] == role} for event in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The object of the act.
        ("Turkish jets bombed PKK positions near Zakho on Tuesday.", "Kurdistan Workers' Party"),
        ("A rocket hit a US base near Hasakah on Tuesday.", "United States (CENTCOM)"),
        ("A drone strike on a school in Rafah killed two on Tuesday.", "Civilians"),
        # The subject of a passive.
        (
            "Three Jordanian soldiers were killed by a mine in Mafraq on Monday.",
            "Jordan (armed forces)",
        ),
        ("A farmer was shot in Qusra on Tuesday.", "Civilians"),
        (
            "A convoy of Sudan's army came under attack near El Obeid on Monday.",
            "Sudanese Armed Forces",
        ),
        # Soldiers without a nationality are those of the country.
        ("A roadside bomb killed four soldiers in Mosul on Tuesday.", "Iraq (government)"),
        # Its own.
        (
            "On Tuesday jets hit a depot in Qaim. Kataib Hezbollah said two of its men were killed.",
            "Kataib Hezbollah",
        ),
        # A merchant ship, whatever flag it flies.
        (
            "The Liberia-flagged tanker Orla was hit by a missile off Mokha on Tuesday.",
            "Commercial shipping",
        ),
    ],
)
def test_who_it_was_aimed_at(text: str, wanted: str) -> None:
    assert roles(text, "target") == [{wanted}]


@pytest.mark.parametrize(
    "text",
    [
        # Houses in which fighters died, and civilians who did not.
        "On Monday helicopters hit houses in Zakho. Twenty militants were killed there.",
        "An air strike on Kismayo killed one commander and no civilians on Monday.",
        # A voice is no target, nor is the country where it happened.
        "A bomb went off in Kandahar on Tuesday, a Taliban police spokesman said.",
        "Residents said the army replied with air raids on Nyala on Tuesday.",
        "Israeli jets bombed missile launchers in western Iran on Tuesday, the Israeli military said.",
    ],
)
def test_nobody_named_is_nobody_aimed_at(text: str) -> None:
    assert roles(text, "target") == [set()]


@pytest.mark.parametrize(
    "claim",
    [
        "The Houthis claimed the attack.",
        "The Houthis boasted of it.",
        "The Houthis said that they had fired it.",
        "The Houthis said that this was revenge for the raids on Sanaa.",
        "The Houthi movement of Yemen said that it was behind the attack.",
        "The Houthis, according to Riyadh, had a hand in that attack.",
    ],
)
def test_whoever_owns_up_in_another_sentence_did_it(claim: str) -> None:
    told = "On Tuesday a missile hit a depot in Jizan. Two guards were hurt."
    assert roles(f"{told} {claim}", "perpetrator")[0] == {"Houthis"}


def test_a_claim_means_the_act_without_a_party_that_was_told_last() -> None:
    text = (
        "On Monday a bomb killed nine in Kerman. On Tuesday Iran fired missiles at Erbil. "
        "Islamic State claimed the bombing."
    )
    assert roles(text, "perpetrator")[0] == {"Islamic State"}


def test_a_claim_of_both_is_a_claim_of_two() -> None:
    text = (
        "A bomb killed nine in Baghdad on Monday. A second bomb killed three in Kirkuk on Tuesday."
        " Islamic State claimed both attacks."
    )
    assert roles(text, "perpetrator") == [{"Islamic State"}, {"Islamic State"}]


def test_shots_that_came_from_somebody_are_theirs() -> None:
    text = "A farmer was shot in Qusra on Tuesday. Witnesses said the shots came from settlers."
    assert roles(text, "perpetrator") == [{"Israeli settlers"}]


def test_they_had_fired_it_is_no_new_act() -> None:
    text = (
        "On Monday a missile hit a depot in Jizan. The Houthis said that they had fired it. "
        "On Tuesday a tanker was struck by an unknown object off Mokha."
    )
    assert roles(text, "perpetrator") == [{"Houthis"}, set()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "On Sunday government troops took the town of Mudayra after fighting with the rebels"
                " of Jaish al-Islam."
            ),
            {"Syria (armed forces)", "Jaish al-Islam"},
        ),
        (
            (
                "Smugglers opened fire on border guards in Mafraq on Monday and a clash followed in"
                " which one smuggler was killed."
            ),
            {"Jordan (armed forces)", "Drug smugglers"},
        ),
        (
            (
                "On Tuesday US Central Command forces, alongside UK Armed Forces, conducted strikes"
                " on Hodeidah."
            ),
            {"United States (CENTCOM)", "United Kingdom"},
        ),
        (
            "The American and British enemy carried out nine raids in Raymah on Tuesday.",
            {"United States (CENTCOM)", "United Kingdom"},
        ),
        (
            "The Israeli air force said it had shot down two Iranian drones over Eilat on Monday.",
            {"Israel"},
        ),
        (
            (
                "An attack on a base in Shaddadi wounded three on Monday. The Islamic Resistance in Iraq"
                " said it was responsible."
            ),
            {"Islamic Resistance in Iraq"},
        ),
        (
            "A strike blamed on Israel killed three Hezbollah members in Baalbek on Monday.",
            {"Israel"},
        ),
        ("The tanker Orla, hit by a missile on Monday, sank off Mokha on Tuesday.", set()),
    ],
)
def test_who_did_it(text: str, wanted: set[str]) -> None:
    assert roles(text, "perpetrator")[-1] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # A nationality before the noun that names weapon and act in one.
        ("Two people were killed on Monday in Israeli drone strikes on Tyre.", {"Israel"}),
        # "Its soldiers" are those of whom the sentence speaks, not of the country.
        (
            "The Israeli army said that its soldiers had shelled Kfar Kila in Lebanon on Sunday.",
            {"Israel"},
        ),
        # In a quotation "the air force" is the speaker's.
        (
            (
                '"The air force is bombing depots in southern Syria," the Israeli minister said on'
                " Monday."
            ),
            {"Israel"},
        ),
        # The speaker's own jets; and a subject after "explosions were heard as".
        (
            "Fighter jets are bombing launchers in western Iran, the Israeli military says.",
            {"Israel"},
        ),
        (
            "Explosions were heard across Damascus on Tuesday as Israeli warplanes attacked Kisweh.",
            {"Israel"},
        ),
        # The title names a side.
        (
            (
                "Army fights smugglers on the border\n\nJordanian border guards fought a gun battle with"
                " dozens of infiltrators in Mafraq on Monday."
            ),
            {"Jordan (armed forces)", "Drug smugglers"},
        ),
    ],
)
def test_whose_forces_they_are(text: str, wanted: set[str]) -> None:
    assert roles(text, "perpetrator")[0] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "Statement of the Islamic Resistance in Lebanon\n\nOur fighters shelled the Meron base"
                " in northern Israel with rockets on Tuesday."
            ),
            [{"Hezbollah (Lebanon)"}],
        ),
        (
            (
                "A Houthi spokesman said on Tuesday that a Greek ship had been attacked in the Red Sea"
                " on Monday."
            ),
            [{"Houthis"}],
        ),
        # A company that says so did not do it.
        (
            "The owner said on Tuesday that the ship had been attacked in the Red Sea on Monday.",
            [set()],
        ),
        (
            (
                "Fighters of the Islamic Resistance in Iraq attacked a target in Eilat on Tuesday with"
                " drones.\n\nIn a second operation, carried out before dawn, a missile was fired at the"
                " port of Haifa."
            ),
            [{"Islamic Resistance in Iraq"}, {"Islamic Resistance in Iraq"}],
        ),
    ],
)
def test_who_speaks_of_its_own_deeds(text: str, wanted: list[set[str]]) -> None:
    assert roles(text, "perpetrator") == wanted


def test_every_alias_is_one_party_s() -> None:
    with (DATA / "extract" / "actor_aliases.csv").open(encoding="utf-8", newline="") as rows:
        held = [
            fold(name)
            for row in csv.DictReader(rows)
            for name in (row["name"], *row["aliases"].split("|"))
            if name
        ]
    assert [name for name, times in Counter(held).items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Kata'ib Hizbullah", "Kataib Hezbollah"),
        ("the IRGC ground force", "Islamic Revolutionary Guard Corps"),
        ("AQAP gunmen", "al-Qaeda in the Arabian Peninsula"),
        ("al-Shabab", "al-Shabaab"),
        ("TTP militants", "Tehrik-i-Taliban Pakistan (Pakistani Taliban)"),
        ("Baloch separatists", "Baloch separatists"),
        ("PJAK", "Kurdistan Free Life Party"),
        ("The Hamza Division", "Syrian National Army"),
        ("occupation soldiers of Israel", "Israel"),
        ("The RSF", "Rapid Support Forces"),
        ("Ukrainian marines", "Ukraine"),
    ],
)
def test_names_and_spellings(name: str, wanted: str) -> None:
    text = f"{name[0].upper()}{name[1:]} attacked a camp near Zakho on Tuesday with mortars."
    assert roles(text, "perpetrator") == [{wanted}]


def test_a_ship_that_a_boat_came_alongside_did_nothing() -> None:
    text = "A boat came alongside the destroyer USS Cole in the port of Aden on Monday and blew up."
    assert roles(text, "perpetrator") == [set()]


def test_its_soldiers_are_those_of_whoever_speaks() -> None:
    text = (
        "The Israeli army said it had struck Hamas in Rafah in reply to shots fired at its"
        " soldiers in Khan Younis on Tuesday."
    )
    assert roles(text, "target") == [{"Hamas"}, {"Israel"}]


def test_who_says_that_it_repelled_an_attack_is_a_side() -> None:
    text = "The Syrian army said it had repelled an attack by the SDF near Manbij on Monday."
    assert {"Syria (armed forces)", "Syrian Democratic Forces"} in roles(text, "perpetrator")
