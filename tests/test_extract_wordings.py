"""Acts in the many words that reports have for them, and what only borrows those words."""

from __future__ import annotations

import pytest

from tests.told import events, only


@pytest.mark.parametrize(
    "text",
    [
        "Eight boys died when a rocket fell on a football field in Safed on Sunday.",
        "A British Typhoon bombed a drone store near Saada on Monday, the ministry said.",
        "Fans fled the stadium in Idlib when mortars hit the pitch on Tuesday.",
    ],
)
def test_sport_and_weather_beside_an_act(text: str) -> None:
    assert len(events(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Everton bombarded the Chelsea goal in London on Sunday and could not score.",
        "The port of Aqaba was hit by a strike of dockers on Wednesday.",
        "A statue of the battle of Karameh was unveiled in Amman on Tuesday.",
        "Reports of an explosion at Isfahan on Tuesday were false, the ministry said.",
        "The two ministers clashed over the budget in Jerusalem on Tuesday.",
        "The war in Sudan had killed 12,000 people, he told the conference in Doha on Tuesday.",
        "Hackers attacked the website of the airport in Beirut on Sunday.",
        "None of the three ministers has stopped a shell at Las Anod.",
        "The village of Malah, which sees such raids every year, was quiet on Monday.",
    ],
)
def test_words_of_war_without_an_act(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Settlers burned three houses in Huwara on Monday.", "other_attack"),
        ("Attackers threw grenades at the French embassy in Baghdad on Wednesday.", "other_attack"),
        ("Two women were stabbed at a bus stop in Raanana on Monday.", "other_attack"),
        ("The line to Chabahar was cut when a bridge in Zahedan was dynamited.", "other_attack"),
        ("Israeli guns answered the salvo with shells on Yaroun on Wednesday.", "shelling_missile"),
        ("Grad rockets thudded into the outskirts of Misrata on Tuesday.", "shelling_missile"),
        ("Two rockets crashed near the Balad air base on Wednesday.", "shelling_missile"),
        ("Army aircraft unloaded their bombs over Nyala on Thursday.", "air_drone_strike"),
        (
            "The port of Hodeidah burned on Saturday after jets struck its tanks.",
            "air_drone_strike",
        ),
        ("A drone flew into the control tower of Abha airport on Wednesday.", "air_drone_strike"),
        ("Militias traded heavy gunfire in Tripoli overnight.", "armed_clash"),
        ("The town of Wad Madani fell to the Rapid Support Forces on Monday.", "seizure"),
        ("The Syrian army entered Maarat al-Numan on Tuesday.", "seizure"),
        ("The army said that it had retaken Baiji on Tuesday.", "seizure"),
        ("Somali pirates have taken a bulk carrier east of Mogadishu.", "seizure"),
        ("A helicopter set down on her deck in the southern Red Sea on Sunday.", "seizure"),
        ("Syrian air defences engaged hostile targets over Damascus on Thursday.", "interception"),
        ("The Houthis said that they had felled an American drone over Saada.", "interception"),
        ("A British jet shot a drone out of the sky over eastern Syria on Sunday.", "interception"),
        ("An Apache put a missile through the window of a flat in Gaza City.", "air_drone_strike"),
        ("Cluster munitions burst over a playground in Kharkiv.", "shelling_missile"),
        ("The consulate in Erbil was the target of six missiles.", "shelling_missile"),
        ("Saboteurs cut and set alight the pipeline at Shabwa on Tuesday.", "other_attack"),
        ("Rebel columns walked into Sirte without a shot on Monday.", "seizure"),
        ("Armed men took over a dhow near Hafun on Sunday.", "seizure"),
        ("Fighters of the YPG brought a Turkish helicopter down near Afrin.", "interception"),
        ("The warship accounted for three missiles in the Red Sea on Tuesday.", "interception"),
        ("One rocket went through the roof of a house in Ashkelon on Monday.", "shelling_missile"),
        ("A lorry packed with explosives went up at a junction of Mogadishu.", "other_attack"),
        ("Three boats tried to force a tanker into port in the Gulf of Oman.", "seizure"),
        ("A destroyer stopped a dhow in the Gulf of Oman with 70 tonnes of fuel.", "seizure"),
        ("The assault ship Boxer brought down a drone in the Strait of Hormuz.", "interception"),
        ("A tractor loaded with explosives was driven into a post at Kirkuk.", "other_attack"),
        ("A bomber had driven a bus full of explosives into a barracks in Aden.", "other_attack"),
        ("The first drone came on Sunday and burst in a store at Port Sudan.", "air_drone_strike"),
        ("A pilot was burnt alive by Islamic State in Raqqa in January.", "other_attack"),
        ("Al-Qaeda in Yemen marched into Zinjibar on Thursday.", "seizure"),
        ("HMS Lancaster stopped and searched a dhow south of Salalah.", "seizure"),
        ("An Arrow battery stopped a missile over Eilat on Tuesday.", "interception"),
    ],
)
def test_words_for_an_act(text: str, event_type: str) -> None:
    assert only(text)["event_type"] == event_type


@pytest.mark.parametrize(
    "text",
    [
        "The tanker burned all night off Fujairah, and nobody knows why.",
        "Crowds burned a flag in Tehran on Friday.",
        "An airliner crashed in fog near Kirkuk on Tuesday.",
        "The two countries traded oil through Ceyhan on Tuesday.",
        "The minister answered questions with a smile in Doha on Tuesday.",
        "Storm Daniel killed thousands in Derna.",
        "Gunfire in Tripoli on Saturday turned out to be a wedding.",
        "What they took for a bombardment of Yarmouk proved to be a thunderstorm.",
        'The film "The Road" was shot in Syria; its hero blows up a bridge in Iraq.',
        "A 500-pound bomb of the last war was found in Tobruk on Tuesday.",
        "Prices went up in Amman on Tuesday.",
        "An attack on interests of the firm in Berbera has been threatened.",
        "A raid on the market in Aden was called off on Tuesday.",
        "The envoy's plane was struck by lightning over Cyprus on Tuesday.",
        "The kingdom executed three men in Riyadh on Tuesday for drug smuggling.",
        "Aircraft dropped food over northern Gaza on Tuesday.",
        "The jet that carried the minister landed in Aden on Tuesday.",
        "A proposal to strike Aden was shot down by two members on Tuesday.",
        "In Basra on Tuesday a school was named after a man who was killed by a drone.",
        "The army warned people in Khan Younis on Monday to leave before it strikes.",
        "The hospital in Rafah ran out of fuel on Tuesday, and three patients died.",
        "Children threw sweets at the wedding in Homs on Tuesday.",
    ],
)
def test_the_same_words_without_an_act(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A missile slammed into the Aurora in the Red Sea, the third ship that the rebels have hit.",
        "A young man was shot dead in al-Ram when Israeli soldiers fired at stone throwers.",
        "Soldiers stormed the Balata camp at dawn on Tuesday; two men were shot dead.",
        "They threw a grenade at a post in Karachi. All three were killed in an exchange of fire.",
        "The army, which says nothing of such raids, is thought to have bombed a farm in Malah.",
        "A destroyer shot down drones over the Red Sea that had been launched from Yemen.",
    ],
)
def test_one_act_told_in_two_clauses(text: str) -> None:
    assert len(events(text)) == 1


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("A Russian Su-25 crashed near Soledar after being hit by a missile.", "interception"),
        ("A missile struck an army helicopter over Idlib on Tuesday.", "interception"),
        ("A missile struck a helicopter parked at an airfield in Idlib.", "shelling_missile"),
        ("A man blew himself up in a mosque in Kandahar on Friday.", "other_attack"),
        ("An explosion of unknown cause rocked a depot near Sirte.", "strategic_development"),
        ("Mortars fell short and hit a school in Hodeidah on Tuesday.", "shelling_missile"),
        ("Drones came over Port Sudan before dawn and set a depot ablaze.", "air_drone_strike"),
        ("State television spoke of an Israeli raid on Latakia.", "air_drone_strike"),
        ("Police spoke of an Israeli raid on Latakia.", "other_attack"),
        ("Soldiers killed six militants in a raid on a hideout in Quetta.", "armed_clash"),
        ("Gunmen stormed a police station in Rask on Friday.", "armed_clash"),
        ("From a helicopter off Tyre, rockets were fired at a grove.", "air_drone_strike"),
        ("A van in Jenin was hit by a missile from a drone.", "air_drone_strike"),
        ("Rockets whistled over the wall of the Green Zone; one hit a bus.", "shelling_missile"),
        ("Overnight raids by the coalition flattened a bridge in Saada.", "air_drone_strike"),
        ("Iranian guards and Taliban fighters shot at each other near Zaranj.", "armed_clash"),
        ("The rebels attacked Kutum and were driven back on Monday.", "armed_clash"),
        ("Three seafarers died when the Aurora was hit in the Gulf of Aden.", "attack_on_shipping"),
        ("Bombs tore through the fish market of Saada on Monday.", "air_drone_strike"),
        ("A bomb tore through a pipeline near Homs on Monday.", "other_attack"),
        (
            "A nurse in Saada heard the plane. The bomb that hit the clinic killed six.",
            "air_drone_strike",
        ),
        ("A Hellfire missile killed a man on his balcony in Kabul on Sunday.", "air_drone_strike"),
        ("Shells were heard in Kobani. Nobody explained the bombardment.", "shelling_missile"),
        ("A drone was heading for Eilat when the Iron Dome destroyed it.", "interception"),
        ("Six men were hurt near Naqoura when their lorry drove over a mine.", "other_attack"),
        ("A missile hit the Verbena in the Gulf of Aden on Thursday.", "attack_on_shipping"),
        ("A drone chased a car through Tyre on Tuesday and destroyed it.", "air_drone_strike"),
        ("A ship's escort beat off five skiffs in the Gulf of Aden.", "attack_on_shipping"),
        ("The crew abandoned ship off Aden after a missile killed two.", "attack_on_shipping"),
    ],
)
def test_type_by_who_and_what(text: str, event_type: str) -> None:
    assert only(text)["event_type"] == event_type
