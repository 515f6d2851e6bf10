"""What is told in general, of mishaps and of long lives is no act; the same words tell acts, too."""

from __future__ import annotations

import pytest

from tests.told import events

NOTHING = {
    "a habit": "Gunmen have attacked convoys in the past, but the road to Baidoa is open, drivers said.",
    "those who": "The priest in Jeddah keeps photographs of those who were taken hostage.",
    "such ships": "Manila bans crews from going to the Red Sea on ships that were attacked before.",
    "a share": "In Aleppo a third of the patients surveyed had been hit by metal fragments.",
    "blast": "The study looks at how surgeons in Aleppo treat wounds caused by blast.",
    "piracy": "An admiral told students in Singapore how piracy works.",
    "a sentence": "Four reporters have been sentenced to death by a court in Sanaa.",
    "a landmark": "Warsaw has bought a thousand tanks since Russia's invasion of Ukraine.",
    "tools": "Dockers in Port Sudan downed tools on Wednesday over unpaid wages.",
    "a list": "There is a threat of seizure by state forces, of drone attack and of jamming off Oman.",
    "a ravine": "Eleven people died when a bus plunged into a ravine near Taiz on Sunday.",
    "methane": "Two miners were killed near Quetta on Sunday. Methane had built up and exploded.",
    "a relic": "A boy was killed near Ramadi on Thursday when a shell he had found blew up.",
    "own hand": "A prosecutor closed the case of the death of a conscript at El Arish. He shot himself.",
    "a life": "The general, who has died aged 88 in Amman, liked to say that he had been shot at.",
    "a fake": "Pakistan denied a report that a base in Rawalpindi had been hit by a missile. "
    "The footage was taken from a simulator.",
    "a first thought": "Frightened residents of Basra first thought of a car bomb.",
    "a fear": "Relatives in Odesa lived in fear that the tanker had been hijacked off Somalia.",
    "a mistake": "Shoppers in Tripoli mistook the bang for a bombing.",
    "no one": "Jordan executed no one this year, the minister said in Amman.",
    "death row": "There are 21 men on death row in Amman, all of them convicted of killing guests.",
    "prices": "The new port at Aden opened fire on prices in July, a broker said.",
    "its engine": "A drone of the Turkish army fell near Bodrum on Tuesday because of engine failure.",
    "a report": "The bureau's report, published in London, lists 24 ships boarded and two hijackings.",
    "a game": "Fifty officers played a war in Canberra. On Friday a captain shelled Seoul.",
    "bakers": "A gas bottle burst at a bakery in Zahle. There was no attack and no bomb, the mayor "
    "said. The blast hurled flour across the street.",
}
HAPPENED = [
    "Investigators believe that a drone hit the tank at Abqaiq on Monday.",
    "Police thought that a car bomb had killed the minister in Beirut on Monday.",
    "Gunmen attacked a village near Maiduguri on Monday and 20 people are feared killed.",
    "The group executed no fewer than twelve men in Raqqa on Monday.",
    "A drone fell near Bodrum on Tuesday, because of Russian jamming, and killed a man.",
    "Gunmen attacked two convoys near Baidoa on Monday, as they have in the past.",
    "Rebels in the past week attacked a convoy near Baidoa.",
    "Russian troops shelled Kharkiv on Monday, the heaviest attack since Russia's invasion of Ukraine.",
    "Eleven people died when a rocket hit a bus near Taiz on Sunday and it plunged into a ravine.",
    "Gunmen killed two miners at a coal mine near Quetta on Sunday.",
    "A boy was killed near Ramadi on Thursday when a shell hit his house.",
    "A 71-year-old man who died in Kherson on Monday was hit by a Russian drone.",
    "The army downed a drone over Port Sudan on Wednesday.",
    "Pirates seized a tanker off Somalia on Monday, an act of piracy, the owner said.",
    "Pakistan denied a report that a base in Rawalpindi had been hit by a missile.",
]


@pytest.mark.parametrize("kind", sorted(NOTHING))
def test_what_is_told_in_general_or_of_a_mishap_is_none(kind: str) -> None:
    assert events(NOTHING[kind]) == []


@pytest.mark.parametrize("told", HAPPENED)
def test_an_act_in_nearly_the_same_words_stays(told: str) -> None:
    assert len(events(told)) == 1
