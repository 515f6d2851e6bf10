"""Short agency reports in which nothing happens, and events told in nearly the same words."""

from __future__ import annotations

import pytest

from tests.told import events

NOTHING = {
    "a threat": "For all ships the threat of missile, drone or boat attack in the Red Sea is moderate.",
    "a threat to": "The threat to ships in the Strait of Hormuz from boarding and seizure is high.",
    "a probability": "A bank in Paris put the probability of a strike on Iran this year at a tenth.",
    "looked into": "Experts are to examine allegations of poison gas attacks in Syria, Oslo said.",
    "the firing of": "The firing of a rocket at Haifa would call for an answer, the envoy said.",
    "no base": "A Pentagon spokesman said no American base in Iraq had been attacked overnight.",
    "shares": "Airlines in Doha were caught in the crossfire and lost a tenth of their value.",
    "a budget": "Critics of the cabinet opened a battle over the budget in Beirut on Monday.",
    "its own foot": 'The cartel "hit its own foot" in Vienna in March, a broker said.',
    "a score": "Al-Ahly crushed Wydad 3-0 in Cairo on Saturday, striking twice with missiles.",
    "lightning": "Lightning hit an oil tank at Ras Tanura on Monday, setting it on fire.",
    "a demolition": "The blast heard in Isfahan on Friday was a controlled demolition, the mayor said.",
    "a sonic boom": "An explosion heard in Amman on Tuesday was a sonic boom, the army said.",
    "a slip": "A soldier was killed near Beersheba when his rifle went off while he was cleaning it.",
    "parts": "Washington listed a firm in Dubai that sold parts for the drones fired at Ukraine.",
    "at home": "The general, who taught two armies, died on Wednesday at his home in Jounieh.",
    "wounds": "The surgeon taught the treatment of blast wounds in Aden on Wednesday.",
    "pictures": "The man whose pictures of the shelling of Sarajevo won prizes died in Beirut on Sunday.",
    "live bombs": "Saudi pilots dropped live bombs on targets near Tabuk in exercise Desert Flag.",
    "an old ship": "The navy fired missiles at a decommissioned ship off Alexandria during the drill.",
}
HAPPENED = [
    "The firing of three rockets at Haifa on Monday broke the truce.",
    "With no warning the army shelled Taiz on Monday.",
    "No ship was hit, but three missiles were fired at Jeddah on Monday.",
    "Shares fell in Riyadh after drones hit a refinery at Abqaiq on Saturday.",
    "Two children were caught in the crossfire in Tripoli on Monday and died.",
    "Prices fell in Doha after drones hit a refinery at Abqaiq on Monday.",
    "Rebels and soldiers fought a battle over the airport of Tripoli on Monday.",
    "Fighters fired rockets at a base near Mosul on Monday during an exercise of the army.",
    "Strike wounds three in Rafah",
    "A teacher died at her home in Taiz on Monday when a shell hit it.",
    "Drones fired at Odesa on Monday killed two people.",
    "Storm-tossed migrants watched as gunmen boarded a tanker off Zawiya on Monday.",
]


@pytest.mark.parametrize("kind", sorted(NOTHING))
def test_a_text_without_an_event_gives_none(kind: str) -> None:
    assert events(NOTHING[kind]) == []


@pytest.mark.parametrize("told", HAPPENED)
def test_what_happened_stays(told: str) -> None:
    assert len(events(told)) == 1
