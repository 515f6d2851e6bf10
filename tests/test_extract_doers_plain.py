"""Who did it, as agencies say it: the author in the next sentence, accused, carried over."""

from __future__ import annotations

import pytest

from tests.told import events, names, only

SHORT = {
    "al-Shabaab": "al-Shabaab",
    "Syria": "Syria (armed forces)",
    "Lebanon": "Lebanon (armed forces)",
    "Baloch": "Baloch Liberation Army",
    "Britain": "United Kingdom",
    "coalition": "US-led coalition",
    "Houthis": "Houthis",
    "IS": "Islamic State",
    "Israel": "Israel",
    "Kataib": "Kataib Hezbollah",
    "militias": "Iran-aligned militias (unspecified)",
    "pirates": "Somali pirates",
    "rebels": "Free Syrian Army",
    "RSF": "Rapid Support Forces",
    "Russia": "Russia",
    "Turkey": "Turkey",
    "Ukraine": "Ukraine",
    "US": "United States (CENTCOM)",
    "nobody": "",
}
ONE = """
The Houthi movement, which Iran backs, said on Monday that U.S. and British planes had carried out
three raids on Hodeidah airport.
= US, Britain

Fighters linked to Islamic State killed six guards near Rusafa in Syria on Monday.
= IS

The coalition fighting Islamic State said its jets had hit a cave near Kirkuk on Monday.
= coalition

The Sudanese army accused the RSF of shelling a clinic in El Obeid on Monday.
= RSF

A rocket attack on a base near Erbil airport on Monday was blamed by Washington on Iran-backed
militias.
= militias

Iranian advisers were among those killed in an air strike on Damascus on Monday.
= nobody

Turkish forces and allied Syrian rebels captured the town of Ras al-Ain on Monday.
= Turkey, rebels

The U.S., with help from Britain, struck Houthi targets in Yemen on Monday.
= US

Warplanes bombed a market in the Sudanese town of Kutum on Monday. The army did not respond to a
request for comment.
= nobody

Two rockets landed near Ain al-Asad on Monday. Iran-backed militias were suspected, it is said.
= militias

A tanker was hijacked off Eyl in Somalia on Monday. It is believed the attackers were Somali
pirates.
= pirates

A ship was hit by two drones in the Red Sea off Mokha on Monday. Yemen's Houthis said they were
responsible.
= Houthis

A bridge was bombed in Pakistan's Bolan district on Monday. Militants of the Baloch Liberation Army
said they did it.
= Baloch

A landmine laid by al Shabaab blew up a bus near Dhobley in Somalia on Monday.
= al-Shabaab

Sniper fire from Houthi positions killed a girl in Taiz on Monday.
= Houthis

Shells killed two women in Omdurman on Monday. Residents said they were fired from an area held by
the Rapid Support Forces.
= RSF

A drone was shot down near Erbil airport on Monday, where U.S. troops are based.
= nobody

Israel's defence minister said the air force had attacked a depot in Syria on Monday.
= Israel

The Iraqi militia Kataib Hezbollah fired rockets at Ain al-Asad on Monday.
= Kataib
"""
SHOT_DOWN = """
Ukraine shot down 30 of 36 drones launched by Russia over Odesa on Monday.
= Russia

Russian air defences destroyed nine Ukrainian drones over Belgorod on Monday.
= Ukraine

Saudi air defences intercepted a missile the Houthis had fired at Riyadh on Monday.
= Houthis
"""


def cases(block: str) -> list[tuple[str, set[str]]]:
    """Give each text with the parties that the line below it names."""
    told = [case.strip().split("\n= ") for case in block.strip().split("\n\n")]
    return [
        (text.replace("\n", " "), {SHORT[n] for n in who.split(", ")} - {""}) for text, who in told
    ]


@pytest.mark.parametrize(("text", "doers"), cases(ONE))
def test_who_did_it(text: str, doers: set[str]) -> None:
    assert names(only(text)) == doers


@pytest.mark.parametrize(("text", "senders"), cases(SHOT_DOWN))
def test_whose_drones_were_shot_down(text: str, senders: set[str]) -> None:
    told = only(text)
    assert senders <= names(told) | names(told, "target")


def test_another_strike_is_by_the_same_hand() -> None:
    first, second = events(
        "Russian missiles hit a block of flats in Kharkiv on Monday. Another missile fell in the "
        "town of Chuhuiv, wounding three."
    )
    assert names(first) == names(second) == {"Russia"}


@pytest.mark.parametrize(
    "text",
    [
        "Yemeni government forces repelled a Houthi attack west of Marib on Monday.",
        "An attack by the Houthis was repelled by government forces west of Marib on Monday.",
    ],
)
def test_who_is_repelled_fought(text: str) -> None:
    assert names(only(text)) == {"Yemen (internationally recognised government)", "Houthis"}


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "Israel's army shelled Gaza on Monday. In Lebanon, the army struck the village of Yaroun.",
            "Israel",
        ),
        (
            "Hezbollah fired rockets at Safed on Monday. The Lebanese group also targeted Metula.",
            "Hezbollah (Lebanon)",
        ),
        (
            "Russia fired missiles at Kyiv on Monday. In Mykolaiv a woman was killed.",
            "Russia",
        ),
    ],
)
def test_the_second_is_by_those_of_the_first(text: str, second: str) -> None:
    assert names(events(text)[1]) == {second}


def test_the_rapid_support_forces_are_no_cause() -> None:
    told = only(
        "Clashes broke out on Monday between the army and the Rapid Support Forces in Bahri, "
        "residents of the Sudanese city said."
    )
    assert names(told) == {"Sudanese Armed Forces", SHORT["RSF"]}
