"""Of what type an act is, in the words of agencies."""

from __future__ import annotations

import pytest

from tests.told import events, only

AIR, SHELL, SHIP = "air_drone_strike", "shelling_missile", "attack_on_shipping"
STOPPED, CLASH, TAKEN = "interception", "armed_clash", "seizure"
DEVELOPMENT, OTHER = "strategic_development", "other_attack"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Warplanes bombed Sanaa on Saturday. The raids hit Al-Dailami air base, where the Houthis keep missiles.",
            [AIR, AIR],
        ),
        ("Gunmen fired three rockets at the Balad air base on Sunday.", [SHELL]),
        (
            "Houthi television said there were two raids on Bajil and five on At-Tuhayta on Sunday.",
            [AIR, AIR],
        ),
        (
            "The US destroyed an underground storage site in Houthi-controlled Yemen early on Tuesday.",
            [AIR],
        ),
        ("Royal Marines stormed an Iranian tanker off Gibraltar on Thursday.", [TAKEN]),
        (
            "Three fuel tankers and a minibus were attacked near Salamiyah in Hama province on Sunday.",
            [OTHER],
        ),
        ("Gunmen took over the towns of Shuqra and Jaar in Abyan on Tuesday.", [TAKEN, TAKEN]),
        ("Hamas said its fighters had fired on Ashkelon on Sunday in response.", [SHELL]),
        (
            "A US destroyer shot down a missile that the Houthis had launched into the Gulf of Aden.",
            [STOPPED],
        ),
        ("Mines tore holes in two tankers in the Gulf of Oman on Tuesday.", [SHIP]),
        (
            "Two small craft approached a vessel 25 nautical miles west of Hodeidah and fired at it on Monday.",
            [SHIP],
        ),
        (
            "A cargo ship caught fire after being hit by two missiles in the Gulf of Aden on Monday.",
            [SHIP],
        ),
        (
            "An uncrewed aerial vehicle exploded in the sea close to a ship 20 nautical miles west of Mokha on Monday.",
            [SHIP],
        ),
        (
            "The Zografia was sailing to Israel with 24 crew when it was hit by a missile 76 nautical miles northwest of the Yemeni port of Saleef on Tuesday.",
            [SHIP],
        ),
        (
            "CENTCOM conducted self-defence strikes against two explosive uncrewed surface vehicles in Yemen on Monday.",
            [AIR],
        ),
        (
            "Commandos rappelled from a helicopter onto the MSC Aries, a container ship, near the Strait of Hormuz on Saturday.",
            [TAKEN],
        ),
        (
            "Israel killed the head of the group's rocket force and two others in a pre-dawn air strike on a flat in Khan Younis on Thursday.",
            [AIR],
        ),
        (
            "US bombers struck seven sites in Iraq and Syria on Friday. In Deir al-Zor 16 people died, and 23 were killed at Mayadin.",
            [AIR, AIR, AIR],
        ),
        (
            "A drone strike killed a commander in eastern Baghdad on Wednesday. The strike hit a car in the Mashtal district.",
            [AIR],
        ),
        (
            "Israeli forces backed by drones and bulldozers raided Tulkarm on Wednesday and killed two Palestinians.",
            [OTHER],
        ),
        (
            "Two policemen and four militants died when a police station in Zahedan was attacked on Saturday.",
            [CLASH],
        ),
        ("The army began its offensive on Tripoli on Thursday, killing nine people.", [CLASH]),
        (
            "Near Al Bab, three strikes engaged an ISIL unit and destroyed a mortar system on Monday.",
            [AIR],
        ),
        ("Three sailors died when a missile hit the True Confidence in the Gulf of Aden.", [SHIP]),
        ("An Israeli missile hit a row of houses in Baalbek at supper time on Monday.", [AIR]),
        (
            "US forces destroyed an unmanned surface vessel in a Houthi-held area of Yemen on Monday.",
            [AIR],
        ),
        (
            "Early on Tuesday US forces destroyed two missiles that had been readied for launch in Yemen.",
            [AIR],
        ),
        (
            "Iran has been on edge since two bombs tore through a crowd at a tomb in Kerman on January 3.",
            [OTHER],
        ),
        (
            "British Typhoons had brought down others over Syria on Sunday, the minister said.",
            [STOPPED],
        ),
        (
            "Two tankers were attacked within an hour of each other in the Gulf of Oman on Thursday.",
            [SHIP],
        ),
        (
            "In Sheikh Zuweid, two policemen were shot dead by masked men on Monday, and a mortar bomb wounded a woman in Rafah.",
            [OTHER, SHELL],
        ),
        (
            "Explosions woke Port Sudan on Tuesday. Drones hit the fuel depot at the port, the army said.",
            [AIR],
        ),
        (
            "In the evening the jets were back. One of their missiles landed beside a cafe in Naqoura, killing two.",
            [AIR],
        ),
        (
            "About 25 gunmen attacked a police station in Bannu on Tuesday night and were beaten off after two hours.",
            [CLASH],
        ),
        (
            "Three of their fighters were killed in a failed assault on al-Watiya airbase on Tuesday.",
            [CLASH],
        ),
        (
            "Rebels fired Grad rockets at the airport of Misrata on Monday, wounding a guard.",
            [SHELL],
        ),
        (
            "A helicopter gunship killed four farmers near Lashkar Gah on Monday, villagers said.",
            [AIR],
        ),
        (
            "A suicide bomber drove a lorry into a checkpoint in Mosul on Monday, killing six soldiers.",
            [OTHER],
        ),
        (
            "Gunmen on motorcycles opened fire on a bus in Quetta on Monday, killing nine passengers.",
            [OTHER],
        ),
        ("A roadside bomb killed two soldiers near Arish on Monday.", [OTHER]),
        (
            "The destroyer Carney shot down two drones over the southern Red Sea on Tuesday.",
            [STOPPED],
        ),
        (
            "Coalition air defences stopped a missile over Riyadh on Tuesday, state media said.",
            [STOPPED],
        ),
        (
            "Saudi forces said a ballistic missile was destroyed in the air over Najran on Tuesday.",
            [STOPPED],
        ),
        (
            "Commandos boarded a tanker off Fujairah on Tuesday and steered it to Bandar Abbas.",
            [TAKEN],
        ),
        (
            "A missile missed a container ship in the Gulf of Aden by a few hundred metres on Tuesday, UKMTO said.",
            [SHIP],
        ),
        (
            "A sea drone exploded alongside a tanker off Mokha on Tuesday, damaging its hull.",
            [SHIP],
        ),
        ("Pirates seized a fishing dhow off Eyl on Tuesday.", [TAKEN]),
        ("The Houthis captured a Galaxy-class car carrier in the Red Sea on Tuesday.", [TAKEN]),
        ("Soldiers and gunmen fought for hours in Sinjar on Tuesday.", [CLASH]),
        (
            "Army troops exchanged fire with smugglers on the Syrian border near Mafraq on Tuesday.",
            [CLASH],
        ),
        (
            "The fighters stormed an army post near Hajin on Tuesday and killed seven soldiers before they were forced out.",
            [CLASH],
        ),
        ("Government forces retook Kafr Nabl on Tuesday after two days of fighting.", [CLASH]),
        ("The Houthis took the town of Hazm without a fight on Tuesday.", [TAKEN]),
        ("Artillery fire from Turkey hit a farm near Tal Rifaat on Tuesday.", [SHELL]),
        ("Tank shells struck a school in Khan Younis on Tuesday, killing eleven.", [SHELL]),
        ("Mortar rounds landed in the Green Zone of Baghdad on Tuesday.", [SHELL]),
        ("A drone dropped a grenade on a patrol near Amuda on Tuesday, wounding one.", [AIR]),
        (
            "An Israeli drone fired two missiles at a car in Tyre on Tuesday, killing its driver.",
            [AIR],
        ),
        ("Israeli jets fired missiles at a warehouse near Damascus airport on Tuesday.", [AIR]),
        ("US Tomahawk missiles hit radar sites near Hodeidah on Tuesday.", [SHELL]),
        ("A missile fired from Yemen hit an oil facility in Jeddah on Tuesday.", [SHELL]),
        ("Explosive-laden drones hit the Abqaiq plant on Tuesday.", [AIR]),
        ("Barrel bombs were dropped on Daraya on Tuesday, activists said.", [AIR]),
        (
            "Two people were killed when a mine went off under their car near Raqqa on Tuesday.",
            [OTHER],
        ),
        (
            "The cargo ship Rubymar sank in the Red Sea on Saturday, days after it was abandoned.",
            [DEVELOPMENT],
        ),
        (
            "A blast of unknown origin shook a munitions depot near Baghdad on Saturday.",
            [DEVELOPMENT],
        ),
        ("A sniper shot a soldier dead in Taiz on Saturday.", [OTHER]),
        (
            "A colonel was assassinated outside his home in Aden on Saturday by two men on a motorcycle.",
            [OTHER],
        ),
        (
            "Militants ambushed an army convoy near Palmyra on Saturday, killing five soldiers.",
            [OTHER],
        ),
        (
            "Israeli soldiers killed two gunmen in an exchange of fire in Nablus on Saturday.",
            [CLASH],
        ),
        (
            "A kamikaze drone was intercepted before it reached Ain al-Asad air base on Saturday.",
            [STOPPED],
        ),
        ("Shelling by government forces killed three in Idlib on Saturday.", [SHELL]),
        ("Saudi-led air raids killed seven people in Saada on Saturday.", [AIR]),
        (
            "A car bomb exploded outside a restaurant in Mogadishu on Saturday, killing ten.",
            [OTHER],
        ),
        (
            "A Hellfire missile fired by a US drone killed an al-Qaeda leader in Marib on Saturday.",
            [AIR],
        ),
        (
            "American forces struck three anti-ship missiles that were being prepared for launch near Hodeidah on Saturday.",
            [AIR],
        ),
        (
            "A guided-missile attack set a Marshall Islands-flagged tanker ablaze in the Gulf of Aden on Friday.",
            [SHIP],
        ),
        ("Rockets were launched at a base housing American troops near Erbil on Friday.", [SHELL]),
        (
            "The Revolutionary Guards fired ballistic missiles at targets in Idlib on Friday.",
            [SHELL],
        ),
        ("RSF fighters overran an army base in Babanusa on Friday.", [CLASH]),
        ("The army repelled an attack by the RSF on El Fasher on Friday.", [CLASH]),
        (
            "Al-Shabaab fighters raided a military base at Galkayo on Friday, killing 20 soldiers.",
            [OTHER],
        ),
        ("A limpet mine blew a hole in the hull of a tanker off Fujairah on Friday.", [SHIP]),
        ("A stabbing attack in Jerusalem wounded two policemen on Friday.", [OTHER]),
        (
            "A Palestinian rammed his car into soldiers at a junction near Hebron on Friday.",
            [OTHER],
        ),
        ("Settlers set fire to homes in Huwara on Friday night.", [OTHER]),
        ("Turkish aircraft hit PKK positions in the Qandil mountains on Friday.", [AIR]),
        ("Unidentified aircraft bombed a convoy near Abu Kamal on Friday.", [AIR]),
        ("Bombing by Sudan's army killed 20 people at a market in Nyala on Friday.", [AIR]),
        ("The Iron Dome system intercepted a rocket from Gaza over Ashkelon on Friday.", [STOPPED]),
        (
            "Air defence units brought down an unmanned aircraft over Hmeimim air base on Friday.",
            [STOPPED],
        ),
        ("A Houthi drone crashed in Eilat on Friday, wounding two people.", [AIR]),
        (
            "A destroyer brought down an anti-ship missile over the Gulf of Aden on Monday.",
            [STOPPED],
        ),
        ("A missile killed three crew members of the Confidence in the Gulf of Aden.", [SHIP]),
    ],
)
def test_the_type_of_an_act(text: str, expected: list[str]) -> None:
    assert [e["event_type"] for e in events(text)] == expected


def test_tanker_lorries_and_storage_tanks_are_no_ships_and_no_guns() -> None:
    told = events("Three tanker trucks exploded beside storage tanks in Basra on Monday.")
    assert {e["event_type"] for e in told} == {DEVELOPMENT}


def test_a_boarding_that_fails_is_one_attempt() -> None:
    text = "Armed men tried to board a bulk carrier off Hodeidah on Tuesday but were driven off."
    assert only(text)["event_type"] == TAKEN


def test_a_weapon_named_later_says_more_than_an_explosion() -> None:
    text = "Explosions rocked Basra on Monday. Drones hit a fuel depot in Basra, the army said."
    assert only(text)["event_type"] == AIR
