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
    "still to come": "Israel said it would press ahead with an offensive in Rafah after the feast.",
    "far from the verb": (
        "He said an attack on the crowded town at the foot of the Egyptian border in Sinai would be"
        " a bloodbath."
    ),
    "none in particular": "A strike that kills a commander in Damascus may please a minister.",
    "at risk": "The risk of being hit by a missile in the Bab al-Mandab strait had not fallen.",
    "a study": (
        "An attempt to seize Taiwan would cost both sides dozens of ships, a study says. In most"
        " rounds Chinese missiles destroyed the base at Kadena and sank two carriers."
    ),
    "judged": (
        "The envoy told the council that attacks on merchant vessels in the Bab al-Mandab strait"
        ' were "a menace to every nation that trades".'
    ),
    "a cause": (
        "Revenue from the canal has been halved by the assaults on shipping in the Red Sea, and"
        " tension has risen over attacks on bases in Iraq and Syria."
    ),
    "a name for it": (
        'Iran\'s mission in New York called the sanctions "piracy by other means" and would not'
        " talk."
    ),
    "listed": "Last month Washington targeted four firms in Turkey, Lebanon and Dubai.",
    "in parliament": (
        "Lawmakers from Christian parties attacked the cabinet of Lebanon in parliament on Tuesday"
        " for leaving war and peace to Hezbollah."
    ),
    "fog": (
        "A helicopter with members of the counter-terrorism service crashed in bad weather west of"
        " Dohuk on Wednesday, killing nine people on board."
    ),
    "a habit": "The war goes on in Gaza. Israel says it strikes only militants there.",
    "wounds": (
        "Of the 120 patients who came to the ship through the Rafah crossing since November, most"
        " had wounds from blasts."
    ),
    "a loss": '"My brother was killed at Bakhmut, my son is 25," a teacher in Kyiv said.',
    "years since": (
        "People laid flowers at the market in Sarajevo on Monday to mark 30 years since a mortar"
        " shell killed 68 people there."
    ),
    "condemned at a summit": (
        "Leaders of the Group of Seven condemned attacks by the Houthis on ships in the Red Sea at a"
        " summit in southern Italy on Friday and deplored Russian strikes on Ukrainian cities."
    ),
    "asked not to": "They said Israel should refrain from a full-scale offensive in Rafah.",
    "a test": "Pakistan fired a Fatah rocket at a range in Balochistan in May.",
    "a plane crash": (
        "Two Turkish air force pilots were killed on Tuesday when their training plane crashed in"
        " Kayseri province, the ministry said."
    ),
    "a factory": (
        "An explosion at a factory that makes charges and rockets in northwestern Turkey killed 12"
        " people on Tuesday. The governor ruled out sabotage and spoke of a technical failure."
    ),
    "mined land": "Iraq's border with Iran near Basra is one of the most heavily mined on earth.",
    "detectives": "Detectives raided houses in Qurna and al-Madina and found 60 army rifles.",
    "on the net": "A cyberattack knocked out banks and sirens in Kyiv and Sumy on Tuesday.",
    "illness": (
        "The former premier, who lived through three assassination attempts, died in Cairo on"
        " Saturday after a long illness."
    ),
    "warned of a list": (
        "London warned of rocket and artillery fire in southern Lebanon, of kidnapping in the Bekaa"
        " valley, and of bombs in Tripoli."
    ),
    "we wrote": "In the edition of Friday we wrote that four people were killed in Baalbek.",
    "broken off": "The patrols near Kobani in Syria were broken off because of Turkish drone strikes.",
    "fireworks": "Fireworks had set fire to a hall in Hamdaniya in Iraq on Tuesday, killing 107 people.",
    "quakes": "The line to Ceyhan, which Turkey says was damaged by the earthquakes, is shut.",
    "a helping hand": "Berlin will send Kyiv a system to help it shoot down drones over Kharkiv.",
    "a list again": (
        "The Houthis will be on the list again because of their attacks on ships in the Red Sea, the"
        " White House said on Wednesday."
    ),
    "a wreck": "A museum in Kyiv shows the wreck of a drone that was brought down over Odesa.",
    "birds": "A cargo plane landed in Hargeisa on Sunday after hitting a flock of birds.",
    "a training flight": (
        "The pilot of a Kuwaiti jet ejected near Jahra on Tuesday during a training flight; the plane"
        " was destroyed."
    ),
    "only words": "Israel called the remarks from Gaza an attack on the Jewish people.",
    "a thriller": "Gunmen kill four diplomats in a thriller that is being shot in Istanbul.",
    "a sentence": "Riyadh beheaded three men in Qatif who had been convicted of attacks on police.",
    "an alarm": (
        "The army had first reported a suspected infiltration of drones in northern Israel. The"
        " sirens were a false alarm."
    ),
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
        ("The battle between the army and the RSF for El Fasher began on 10 May.", 1),
        ("Attacks on ships in the Red Sea on Monday damaged two tankers, the navy said.", 1),
        ("Shipping was halted by attacks on two tankers in the Red Sea on Monday.", 1),
        ("A strike that killed a commander in Damascus on Monday may bring a reply.", 1),
        ("He spoke of a suspected drone that hit Haifa on Monday.", 1),
        ("Ministers condemned attacks on two tankers off Fujairah on Monday.", 1),
        ("A helicopter crashed near Erbil on Monday, killing four. A drone had hit it.", 1),
        (
            "Police warned of new attacks in Kirkuk and said a bomb killed two in Mosul on Monday.",
            1,
        ),
        ("A contractor died of a heart attack as rockets hit the Ain al-Asad base on Monday.", 1),
        ("A lorry was mined by rebels near Taiz on Monday, killing two soldiers.", 1),
        ("Gunmen killed two people in a film studio in Istanbul on Monday.", 1),
        ("A system helped Ukraine shoot down two drones over Kharkiv on Monday.", 1),
        ("A drone that was brought down over Odesa on Monday is in a museum now.", 1),
        ("A general died in Damascus on Friday when a missile struck his house. He was 71.", 1),
    ],
)
def test_acts_told_in_the_same_words_stay(told: str, number: int) -> None:
    assert len(events(told)) == number
