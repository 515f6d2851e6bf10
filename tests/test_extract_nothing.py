"""Texts full of war's words in which nothing happens, and acts told in the same words."""

from __future__ import annotations

import pytest

from tests.told import events

NOTHING = {
    "a film": "In the first reel a shell falls on a school in Irpin and a teacher is killed.",
    "a game": "In the second mission a convoy is ambushed near Tikrit and two of your men are killed.",
    "a guide": "Let yourself be ambushed by the soap merchants of Tripoli; the soup hits you hard.",
    "a maxim": "The envoy said that every missile fired at a tanker was an attack on all of Europe.",
    "history": (
        "In November 1914 a brigade landed at Fao. Ottoman guns shelled the camp near Basra for a"
        " week, and 400 men died."
    ),
    "a fair": "Ankara showed the drone that hit convoys in Libya and sold it to Mali.",
    "a debate": (
        "The council met on Tuesday to discuss attacks on ships in the Red Sea and the bombardment"
        " of towns in Sudan."
    ),
    "a leak": (
        "Nine people were killed when a gas main exploded below a bakery in Multan on Monday. The"
        " blast hurled cars into the air. Police feared a bomb at first, but a leak was found."
    ),
    "lightning": (
        "Lightning set off explosions in a depot near the village of Dachne on Sunday. Shells flew"
        " far; nobody was hurt, and the governor ruled out sabotage."
    ),
    "animals": "A ranger was wounded by a buffalo near Voi, and a lion attacked a herder in Tsavo.",
    "clearing": (
        "Deminers worked in Mosul all week. On Tuesday they blew up 60 mortar shells in a quarry at"
        " Badush."
    ),
    "a natural death": "Colonel Rashid, who died in his sleep in Peshawar on Saturday, was a gunner.",
    "not true": '"Reports of our jets striking targets in Anbar are not true," a source in Amman said.',
    "taken back": "The article also said that 40 soldiers were killed near Lyman.",
    "figures": "He has bombed Beirut with promises for years, and he shelled our savings in 2019.",
    "a survey": "In Gaza six in ten said that a relative had been killed or injured.",
    "statistics": "Explosive weapons remain the first cause of civilian deaths in Sudan and Myanmar.",
    "not to be read": "I do not want to read one day that missiles struck Tallinn.",
    "money": "Smuggling near Mafraq in Jordan has soared since the fall in the Syrian pound.",
    "a range": (
        "Loud bangs in Garissa came from a disposal range where old shells are blown up each year."
    ),
    "a peril": "In the Black Sea the danger of mines and of attack by Russia stays, Kyiv said.",
    "a list": "The council spoke of Tigray. Speakers listed arrests, hunger and air raids.",
    "none taken": "Pirates took no ship in the Gulf of Guinea in the last quarter of the year.",
    "burnt in anger": "A man set a flag on fire outside the main mosque of Stockholm on Wednesday.",
    "ruled out": "In Dachne the governor ruled out sabotage of the depot.",
    "customs": "In January officers intercepted a lorry with drugs in its tyre at Al-Haditha in Jordan.",
}


@pytest.mark.parametrize("kind", sorted(NOTHING))
def test_nothing_happens(kind: str) -> None:
    assert events(NOTHING[kind]) == []


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("On Thursday Turkish jets bomb Kurdish positions near Duhok in Iraq as talks go on.", 1),
        ("14:20 Israel bombs Beit Hanoun with two missiles.", 1),
        ("Jets are bombing Rafah, and shells are hitting the hospital there.", 1),
        ("Every missile fired at the Ain al-Asad base on Wednesday killed somebody.", 1),
        ("It was in 1917 that Baghdad fell. On Tuesday a bomb killed two policemen in Mansour.", 1),
        ("The drone that hit a school in Odesa on Wednesday was made in Iran, the army said.", 1),
        ("Ministers condemned the bombing of a hospital in Gaza City on Monday.", 1),
        ("A gas depot in Idlib exploded on Wednesday. It was hit by a drone, rebels said.", 1),
        ("An explosion tore through a plant in Isfahan on Tuesday. The cause was unclear.", 1),
        ("Settlers attacked a camp near Jericho on Monday with dogs and wounded a herder.", 1),
        ("Rebels blew up 12 shells in a depot of the army near Taiz on Monday.", 1),
        ("Guards intercepted a drone with drugs from Syria near Mafraq on Thursday.", 1),
        ("Police fired tear gas and live rounds at a crowd in Basra on Monday, killing two.", 1),
        ("A general died in Damascus on Friday when a missile struck his house. He was 71.", 1),
    ],
)
def test_acts_told_in_the_same_words_stay(told: str, number: int) -> None:
    assert len(events(told)) == number
