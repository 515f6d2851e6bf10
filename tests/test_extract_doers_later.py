"""Who did it, told after the act: whose the aircraft were, who explains it, by another word."""

from __future__ import annotations

import pytest

from tests.told import events, names, only

SHORT = {
    "Guards": "Islamic Revolutionary Guard Corps",
    "Hamas": "Hamas",
    "Hezbollah": "Hezbollah (Lebanon)",
    "Houthis": "Houthis",
    "IS": "Islamic State",
    "Israel": "Israel",
    "Jordan": "Jordan (armed forces)",
    "militias": "Iran-aligned militias (unspecified)",
    "coalition": "US-led coalition",
    "Qasioun": "Saraya Qasioun",
    "resistance": "Islamic Resistance in Iraq",
    "Russia": "Russia",
    "Saudis": "Saudi-led coalition",
    "Syria": "Syria (armed forces)",
    "Taliban": "Tehrik-i-Taliban Pakistan (Pakistani Taliban)",
    "Turkey": "Turkey",
    "US": "United States (CENTCOM)",
    "nobody": "",
}
ONE = """
Jets bombed a farm near Maarat Misrin in Idlib province on Thursday, rescuers said. The aircraft
were Russian, according to the Syrian Observatory for Human Rights.
= Russia

Warplanes struck a depot in Deir al-Zor overnight. A war monitor said the planes were American.
= US

A drone hit a car near Qamishli on Thursday. The drone was Turkish, two residents said.
= Turkey

A drone hit a school in Marib on Monday. Officials said the drone was Iranian.
= nobody

A drone hit a school in Marib on Monday. Officials said the drone was Iranian-made.
= nobody

A strike killed two people in a car in Baghdad on Wednesday night. It was an American drone, two
security officials said.
= US

An explosion in the Kafr Sousa district of Damascus killed two people on Wednesday; Syrian state
media called it Israeli aggression.
= Israel

Armed men seized a tanker in the Gulf of Oman on Thursday. Security sources said the boarders were
from Iran's Revolutionary Guards.
= Guards

A bulk carrier was hit by a missile southwest of Aden on Wednesday, UKMTO said. Yahya Saree, the
military spokesman of the Houthis, said she was struck because she had called at an Israeli port.
= Houthis

Armed drones hit two pumping stations at Dawadmi on Tuesday. Al-Masirah, the television channel of
the Houthis, said seven drones had been sent at Saudi installations.
= Houthis

A market was shelled in Taiz on Monday, doctors said. Officials said the Houthis were to blame.
= Houthis

A truck was struck near Abu Kamal overnight, killing three. The Observatory said Israel was likely
responsible.
= Israel

A bomb went off at a mosque in Peshawar on Friday. Responsibility was claimed by a faction of the
Pakistani Taliban.
= Taliban

Jordanian planes are thought to have been behind strikes on Thursday on the village of Arman in
Suwayda, monitors said.
= Jordan

A blast ripped through a bus in Damascus on Monday. Saraya Qasioun, a little known group, claimed
the attack.
= Qasioun

On Thursday a guided missile hit a house in Manara, setting it on fire. Hezbollah said it had done
so.
= Hezbollah

Iran condemned the double bombing in Kerman on January 3, which Islamic State said it had carried
out.
= IS

A man stabbed three people in Tel Aviv on Tuesday. Hamas claimed the attacker as a member.
= Hamas

Palestinian gunmen killed a settler near Nablus on Monday. Hamas said that both belonged to its
armed wing.
= Hamas

Hezbollah stepped up its fire on Monday. Rockets hit Kiryat Shmona and wounded two people.
= Hezbollah

Hezbollah stepped up its fire on Monday. Air strikes on Tyre killed two people.
= nobody

At least two rockets came down in the Green Zone in Baghdad on Monday, the Iraqi military said.
They damaged cars. In Washington a spokesman blamed Iran-backed militias. He said that the United
States would hold Iran responsible for its proxies.
= militias

Six missiles were fired from Houthi-held areas of Yemen at a ship in the Red Sea on Tuesday, the
U.S. military said.
= Houthis

A missile was fired from areas controlled by the Houthis at a ship in the Red Sea on Tuesday.
= Houthis

The Pentagon said two F-16s struck a weapons store near Abu Kamal early on Friday.
= US

Gunmen believed to belong to Islamic State killed 14 soldiers near Palmyra on Tuesday.
= IS

Government shelling killed a child in Darat Izza in Syria on Monday, the White Helmets said.
= Syria

A drone strike killed a militia commander in Baghdad on Thursday, an attack that the Iraqi
government blamed on the U.S.-led coalition.
= coalition

A car bomb killed five people in Mosul on Thursday, an attack claimed by Islamic State.
= IS

A car bomb killed five people in Mosul on Thursday, a bombing which Islamic State said it had
carried out.
= IS

In July artillery shells killed eight holidaymakers near Zakho. Baghdad accused Turkey; Ankara
rejected the charge and said the PKK was behind it.
= nobody

On Thursday a drone crashed into the barracks at Erbil airport. The Islamic Resistance in Iraq, an
umbrella under which Nujaba and Kataib Hezbollah shelter, took credit.
= resistance

Later the same vessel was struck by four uncrewed boats off Hodeida. The Yemeni Houthis have since
said they carried out the attack.
= Houthis

On 14 April tank shells killed a shepherd south of Hader in Syria's Quneitra governorate. The tank
was Israeli, an officer of the UN observers said.
= Israel

An F-16 destroyed a missile launcher in Yemen's Al-Jawf governorate on Monday, an official in Abu
Dhabi said. The Saudi-led coalition said the jet was one of its own.
= Saudis

Two drones exploded near the jetty of the oil terminal at Mukalla on Wednesday. The spokesman of the
Houthis said that its purpose had been to stop the looting of oil.
= Houthis

Three Palestinians were shot dead in their car near Jenin on Sunday. A spokesman for the Israeli
police said that officers of a special unit had opened fire.
= Israel

Two drones hit the terminal of Mukalla on Monday. The Houthis admitted that one too.
= Houthis

Nine soldiers were killed in an ambush between Sukhna and Palmyra on Saturday. In a claim that was
published on Monday, Islamic State spoke of 30 killed and wounded.
= IS

A drone hit an office in Sulaymaniyah on Monday. Tehran did not say whether the drone was its own.
= nobody

Missiles struck a depot near Dimas, west of Damascus, on Wednesday. Residents said they had heard
air defences firing for ten minutes.
= nobody

It was on Wednesday, the day after an envoy had met Houthi delegates, that ten rockets landed on
Ain al-Asad.
= nobody
"""
CASES = [" ".join(case.split()).rsplit(" = ", 1) for case in ONE.strip().split("\n\n")]


@pytest.mark.parametrize(("text", "doer"), CASES)
def test_who_is_told_after_the_act_did_it(text: str, doer: str) -> None:
    assert names(only(text)) == {SHORT[doer]} - {""}


def test_each_clause_of_a_headline_has_its_own_doer() -> None:
    told = events("Rocket kills man in Ashkelon as Israel pounds Gaza\n\nPolice were at the scene.")
    doers = {e["place_name"]: names(e) for e in told}
    assert doers == {"Ashkelon": set(), "Gaza Strip": {"Israel"}}


def test_a_relative_clause_is_of_who_stands_before_it() -> None:
    told = events(
        "The Israeli military said its jets had killed a commander of al-Jamaa al-Islamiya in "
        "Hibbariyeh on Monday, a group which has fired rockets at Kiryat Shmona."
    )
    assert all(names(e) != {"Israel"} for e in told if e["place_name"] == "Kiryat Shmona")


def test_shelling_that_killed_is_an_act_of_its_own_clause() -> None:
    told = events(
        "Air strikes on Rafah killed 14 people on Thursday, and shelling killed three in Khan "
        "Younis, medics said."
    )
    assert [e["event_type"] for e in told] == ["air_drone_strike", "shelling_missile"]


def test_a_day_before_an_act_is_counted_from_it_in_one_clause() -> None:
    told = events(
        "A boat rammed a tanker off Hodeida on Wednesday. A day before the attack, a missile fell "
        "close to a container ship southeast of Aden."
    )
    assert [e["date_start"] for e in told] == ["2024-02-07", "2024-02-06"]


def test_as_well_as_a_place_is_no_further_strike_by_the_same_hand() -> None:
    told = events(
        "Border guards and smugglers fought in Mafraq on Monday. On Tuesday aircraft struck a farm "
        "near Salkhad, as well as a house in Dhibin."
    )
    assert all("Drug smugglers" not in names(e) for e in told[1:])


UNNAMED = """
A shell landed beside a post of the mission at Ramyah on Tuesday. The Spanish army has men there. It
was not clear who had fired it.

Border guards and smugglers fought in Mafraq on Monday. On Tuesday aircraft bombed a farmhouse near
Salkhad in Syria.

On Monday Israeli troops raided the village of Beit Jinn. On Friday, some 60 kilometres further
south, shells were fired at farmland near Quneitra.

Iran fired missiles at Idlib on Monday. The double explosion in Kerman on January 3 had killed at
least 84 people.

The army said Israeli jets had bombed Sanaa airport late on Thursday in reply to the missiles that
hit Eilat a day earlier.

Militants of Islamic State shelled Mosul on Thursday. On the same day an air strike on a mourning
hall in Daquq killed 17 people.
"""


@pytest.mark.parametrize("text", UNNAMED.strip().split("\n\n"))
def test_nobody_is_named_for_an_act_by_what_stands_near_it(text: str) -> None:
    told = events(" ".join(text.split()))
    last = {"Ramiyah", "Ramyah", "Şalkhad", "Al Qunayţirah", "Kerman", "Eilat", "Daquq", "Dāqūq"}
    assert [names(e) for e in told if e["place_name"].removeprefix("near ") in last] == [set()]


def test_what_is_blamed_in_a_relative_clause_is_what_stands_before_it() -> None:
    told = events(
        "Shells fell on Sidakan in Iraq on Saturday. An agency described the shelling as a reply to "
        "the killing of a border guard near Marivan last week, which the Guards blame on Komala."
    )
    doers = {e["place_name"]: names(e) for e in told}
    assert doers == {"Sidakan": set(), "Marīvān": {"Komala"}}


def test_the_work_of_one_can_be_two_acts() -> None:
    told = events(
        "In April bombs went off outside police stations in Rask and Chabahar, killing six policemen. "
        "Those, too, were the work of Jaish al-Adl."
    )
    assert [names(e) for e in told] == [{"Jaish al-Adl"}] * 2


def test_who_launched_rockets_did_not_fly_the_drone() -> None:
    told = events(
        "A drone hit a council building in Sinjar on Wednesday. The same night four rockets were fired "
        "at the Zilkan base near Mosul. A group that calls itself Ahrar Sinjar said it had launched "
        "them."
    )
    assert [names(e) for e in told] == [set(), {"Ahrar Sinjar"}]


def test_a_cause_is_not_of_who_calls_the_answer_one() -> None:
    told = events(
        "On Monday three fuel lorries were set on fire in Abu Dhabi. Hours later the coalition bombed "
        "the north of Sanaa in what Riyadh called a response to the attack on Abu Dhabi."
    )
    assert names(told[0]) == set()


def test_who_shot_down_what_another_had_fired_is_one_interception() -> None:
    told = only(
        "A U.S. destroyer shot down one ballistic missile on Thursday that the Houthis had launched "
        "into the Gulf of Aden."
    )
    assert told["event_type"] == "interception"
    assert names(told) | names(told, "target") == {SHORT["US"], SHORT["Houthis"]}


def test_rockets_that_were_all_stopped_are_an_interception() -> None:
    told = only(
        "Five rockets were fired at Sderot on Thursday. All were shot down, Israel's army said."
    )
    assert (told["event_type"], names(told)) == ("interception", {"Israel"})


def test_soldiers_of_a_brigade_are_not_the_army_of_the_land() -> None:
    told = only(
        "Five soldiers of the Golani Brigade died on Wednesday in fighting in the Lebanese village "
        "of Aitaroun, the Israeli military said."
    )
    assert names(told) == {"Israel"}
