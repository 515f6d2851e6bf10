"""Short agency reports in which nothing happens, and events told in nearly the same words."""

from __future__ import annotations

import pytest

from tests.told import events

NOTHING = {
    "a threat": "For all ships the threat of missile, drone or boat attack in the Red Sea is moderate.",
    "a warning": "Pirates may try to hijack slow vessels off the coast of Somalia, masters were told.",
    "attempts to come": "Rebels could again attempt to seize the port of Kismayo, the mission said.",
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
    "an airfield": "Troops seized an airfield near Aqaba, the high point of the Lion exercise.",
    "staged": "Gunmen stormed a school in Muscat on Sunday, all of it staged for a police drill.",
    "used for": "Jordan would not allow its airspace to be used for an attack on Iran, it said.",
    "a lie": "Ankara said claims that its drones had hit a hospital in Kobani were a lie.",
    "a balloon": "What fell near Irbid on Monday was part of a weather balloon, not a missile.",
    "in training": "A shell exploded at a camp near Taiz during training and killed two recruits.",
    "an old man": "The reporter, who covered the siege of Beirut, has died in Amman at 84.",
    "a veteran": "The last survivor of the raid on Tobruk died in Leeds on Sunday.",
    "a clinic": "The Red Cross opened a clinic in Sirte for people wounded by mines.",
    "a series": "The series opens with a drone strike on a wedding near Kandahar.",
    "teachers": "The teachers' strike hit every school in Amman on Monday.",
    "a team": "Egypt's team shot down Qatar 31-24 in Alexandria on Sunday.",
    "hackers": "Hackers calling themselves Black Sparrow had attacked plants in Iran's Khuzestan.",
    "fired home": "Their striker fired home a rocket from 30 metres in Doha on Sunday.",
    "a range": "Pakistan said it had fired a missile with a range of 290 km into the Arabian Sea.",
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
    "Rebels seized an airfield near Aleppo on Monday as the army held an exercise.",
    "A soldier was killed by a drone near Kursk at 34 Lenin Street on Monday.",
    "A drone used for an attack on a base near Erbil on Monday fell in a field.",
    "The Houthis fired a missile with a range of 1,300 km at Riyadh on Monday.",
    "Israel's strike hit a school in Gaza City on Monday.",
    "Surgeons in Goma said 40 people wounded by shells in Sake had come on Monday.",
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
