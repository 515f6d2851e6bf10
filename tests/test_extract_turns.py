"""Who shot down whose, posts that are fought for, ships by their parts, and what is no act."""

from __future__ import annotations

from typing import Any

import pytest

from tests.told import events as read


def parties(event: dict[str, Any]) -> set[tuple[str, str]]:
    return {(a["name"], a["role"]) for a in event["actors"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Israel shot down an Iranian drone over Haifa on Monday.",
            {("Israel", "perpetrator"), ("Iran (armed forces)", "target")},
        ),
        (
            "Two Syrian bombers were shot down over Idlib governorate on Monday by Turkish F-16s.",
            {("Turkey", "perpetrator"), ("Syria (armed forces)", "target")},
        ),
        (
            "Gunmen brought down a Russian Su-25 over Saraqib, in Idlib governorate, on Monday.",
            {("Russia", "target")},
        ),
        (
            "A missile fired by the Houthis was intercepted over Eilat by Israel on Monday.",
            {("Israel", "perpetrator"), ("Houthis", "target")},
        ),
    ],
)
def test_what_is_shot_down_is_its_owners(text: str, expected: set[tuple[str, str]]) -> None:
    (event,) = read(text)
    assert (event["event_type"], parties(event)) == ("interception", expected)


def test_aircraft_shot_down_after_a_raid_are_an_event_of_their_own() -> None:
    events = read(
        "Turkish jets bombed Idlib governorate on Tuesday. A few hours later two Syrian bombers were"
        " shot down over the same governorate."
    )
    assert [e["event_type"] for e in events] == ["air_drone_strike", "interception"]
    partly = read("Houthis fired 20 missiles at Eilat on Monday. Eighteen were intercepted.")
    assert len(partly) == 1, "what became of a salvo"
    (event,) = read("Two rockets were fired from Gaza at Eilat on Monday and were intercepted.")
    assert event["event_type"] == "interception"


def test_rockets_are_fired_from_a_place_and_jets_hit_sites() -> None:
    (event,) = read("Nearly 190 rockets were fired from Gaza at Eilat on Tuesday.")
    assert (event["event_type"], event["place_name"]) == ("shelling_missile", "Eilat")
    assert not read("The general was fired from his post in Eilat on Tuesday.")
    events = read("US jets hit sites in Mosul on Monday in response to a drone attack on Eilat.")
    assert [e["place_name"] for e in events] == ["Mosul", "Eilat"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Al-Shabaab stormed an outpost of the army at Baidoa on Tuesday.", "armed_clash"),
        ("Al-Shabaab stormed a beach hotel in Baidoa on Tuesday.", "other_attack"),
        ("Insurgents took Halfaya on Tuesday.", "seizure"),
        ("The Houthis were driven out of Bayhan by the army on Tuesday.", "armed_clash"),
        ("In March a missile hit the Nova off Hodeidah and killed three of her crew.", "ship"),
        ("On Tuesday a carrier of fertiliser was hit by a missile off Hodeidah.", "ship"),
        ("On Tuesday a drone struck the hull as she drifted off Hodeidah.", "ship"),
        (
            "On Tuesday Israeli planes attacked a tanker aircraft at Mashhad airport.",
            "air_drone_strike",
        ),
    ],
)
def test_the_kind_of_an_act_by_what_it_is_done_to(text: str, event_type: str) -> None:
    (event,) = read(text)
    assert event["event_type"] == {"ship": "attack_on_shipping"}.get(event_type, event_type)


@pytest.mark.parametrize(
    "text",
    [
        "Any ship near Hormuz would be seized, he warned, and any aircraft over it shot down.",
        "Iran held an exercise in the Gulf of Oman, in which two ships were captured.",
        "Rumours that a tanker had been mined off Sharjah on Monday were false, the navy said.",
        "In the spring a family was driven out of Bayhan by hunger.",
        "A bomber drove a truck from Bayhan to Aden on Monday.",
        "The war in Gaza is being fought in newspapers as well.",
        "The scenario has an armed group seizing a village near Zarqa and firing rockets at a base.",
        "Candidates in Naqoura have lobbed accusations like grenades.",
        "Off Haifa, he said, a single drone could set the sea on fire.",
        "No vessel has been attacked off Hodeidah this year.",
        "They were to drive a van to the gate in Erbil, stop there and open fire on the guards.",
        "The air force wants enough bombs for ninety days of strikes over Lebanon.",
        "Two were killed on Monday when a leaking gas cylinder blew up in a kitchen in Erbil.",
        (
            "On Monday a gas cylinder blew up in a kitchen in Erbil. The blast tore off the front of a"
            " house."
        ),
        "Posts that told of a missile strike on Isfahan on Monday were withdrawn within hours.",
        "He boasted of seizing Baghdad one day.",
        "A battery of two launchers in Kuwait City costs 240 million pounds.",
        "A Labour member in Basra has battled the Ministry of Defence over its accounts.",
        "A tanker off Aden was insured against missiles and seizure.",
        "The seizure of three tankers off Sharjah would cost 600 million.",
        "The engineer has died of cancer in Amman aged 78.",
        "Parliament in Kuwait must be asked before any missile is launched.",
        "The United States on Tuesday struck at firms in Tehran and Dubai, placing sanctions on nine.",
        "His client in Mersin had been caught in the crossfire of a quarrel between states.",
        "In Muscat they discuss a committee of officers who would telephone each other before shooting.",
        "Students in Baghdad fired water pistols at the riot police.",
        "In Nahariyya the whole body is ready for battle at once.",
        "In Nahariyya it may happen that a rocket is fired.",
        "In Nasr City twenty-one guns fired a salute.",
        "Tehran has promised revenge near Hormuz should its nuclear plants be attacked.",
        "Gunmen of the guard fired 21 shots in the air above Damascus.",
        "Suppose that it is a Tuesday. At noon a drone hits a tanker off Sharjah and kills three.",
    ],
)
def test_what_tells_of_no_act(text: str) -> None:
    assert read(text) == []


def test_no_fewer_than_five_are_five_and_a_car_with_gas_cylinders_is_a_bomb() -> None:
    assert len(read("No fewer than five ships were attacked off Mokha on Monday.")) == 1
    (event,) = read("A car packed with gas cylinders blew up at a gate in Erbil on Monday.")
    assert event["event_type"] == "other_attack"


def test_an_end_rather_than_capture_is_no_attack() -> None:
    (event,) = read(
        "Rebels shot down a jet over Saraqib on Monday; its pilot blew himself up rather than be"
        " captured."
    )
    assert event["event_type"] == "interception"


def test_the_guards_are_those_named_before_and_none_without() -> None:
    told = read(
        "Iran's Revolutionary Guards fired missiles at Erbil on Monday. On Tuesday the Guards shelled"
        " Kirkuk."
    )
    assert [parties(e) for e in told] == [
        {("Islamic Revolutionary Guard Corps", "perpetrator")},
        {("Islamic Revolutionary Guard Corps", "perpetrator")},
    ]
    assert all(not parties(e) for e in read("On Tuesday the Guards shelled Kirkuk."))


def test_a_government_of_another_name_is_not_that_of_yemen() -> None:
    (event,) = read(
        "Troops of the internationally recognised Government of National Accord (GNA) seized Gharyan"
        " on Wednesday."
    )
    assert ("Government of National Accord", "perpetrator") in parties(event)
    assert not any("Yemen" in name for name, _ in parties(event))


def test_dotted_initials_name_the_same_party() -> None:
    (event,) = read("Turkish troops fought P.K.K. guerrillas near Dohuk on Tuesday.")
    assert {name for name, _ in parties(event)} == {"Turkey", "Kurdistan Workers' Party"}


def test_a_town_that_is_damaged_in_the_region_of_the_lead_is_where_it_was() -> None:
    (event,) = read(
        "Pakistan's air force bombed a camp in southeastern Iran on Tuesday. Rockets had destroyed seven"
        " houses near Saravan, in Sistan and Baluchestan."
    )
    assert event["place_text"] == "near Saravan"


def test_a_place_that_closes_a_sentence_by_speaking_is_no_scene() -> None:
    events = read("A general died on Tuesday in fighting at the gates of Aleppo, Tehran announced.")
    assert [e["place_text"] for e in events] == ["Aleppo"]


def test_the_day_of_what_was_held_before_is_not_that_of_the_taking() -> None:
    (event,) = read(
        "The rebels took the airport of Donetsk, which the army had held since May 2023."
    )
    assert event["date_start"] is None


def test_an_unknown_place_is_shown_at_a_town_named_close_by_or_as_the_country() -> None:
    near = read("A mine lay near Saraqib. On Monday shells killed eight men at Tarnabah.")
    assert [(e["place_text"], e["place_precision"]) for e in near] == [("Tarnabah", "city")]
    far = read("Shells hit Ahvaz on Monday.\n\nOn Tuesday a drone fell near Qarqar, a Syrian town.")
    assert [(e["place_text"], e["country"], e["lat"] is None) for e in far] == [
        ("Ahvaz", "IR", False),
        ("Qarqar", "SY", True),
    ]
    assert any("only the country is known" in reason for reason in far[1]["reasons"])


def test_the_clinic_is_the_one_that_was_told_of() -> None:
    (event,) = read(
        "Turkish jets bombed a clinic in Sinjar on Tuesday. It was noon in Zakho. The mayor said that"
        " the two-storey clinic had been struck three times before the third bomb fell."
    )
    assert event["event_type"] == "air_drone_strike"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "On Tuesday Turkish jets, which had never bombed it before, dropped bombs on Azaz.",
            {"Turkey"},
        ),
        ("Israel, which has no part in that truce, hit Hodeidah on Tuesday.", {"Israel"}),
        ("Turkish howitzers in the province of Kilis have been shelling Azaz.", {"Turkey"}),
        ("If the YPG is to be believed, Turkish tanks shelled its men at Kobani.", {"Turkey"}),
        ("The Houthis replied with two missiles aimed at Tel Aviv on Tuesday.", {"Houthis"}),
        (
            "The explosion in Kerman on Tuesday, which Islamic State claimed, killed 84 people.",
            {"Islamic State"},
        ),
        ("A dhow was seized by the cruiser USS Anzio off Mokha.", {"United States (CENTCOM)"}),
        ("Missiles hit a hospital in Azaz. Turkey said that Russia had fired them.", {"Russia"}),
        (
            "British jets took part in strikes with the Americans on Hodeidah on Tuesday.",
            {"United Kingdom", "United States (CENTCOM)"},
        ),
        ("On Tuesday a camp of Burundi at Baidoa was stormed by al-Shabaab.", {"al-Shabaab"}),
    ],
)
def test_who_did_it_through_what_stands_between(text: str, names: set[str]) -> None:
    (event,) = read(text)
    assert {name for name, role in parties(event) if role == "perpetrator"} == names


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The coalition has bombed convoys near Palmyra since the autumn.",
            "2023-09-01/2024-02-09",
        ),
        (
            "It was the third since July, when a store in Tikrit was bombed from the air.",
            "2023-07-01/2023-07-31",
        ),
        (
            "Since the president fled on December 8 Israeli jets have bombed Homs.",
            "2023-12-08/2024-02-09",
        ),
    ],
)
def test_days_since(text: str, day: str) -> None:
    (event,) = read(text)
    assert f"{event['date_start']}/{event['date_end']}" == day


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Turkish guns pounded Tal Rifaat on Tuesday.", "shelling_missile"),
        ("The Guards Corps fired at Erbil on Tuesday.", "shelling_missile"),
        ("Police fired at a crowd in Erbil on Tuesday, killing two.", "other_attack"),
        (
            "A tower in Gaza City was brought down by two Israeli bombs on Tuesday.",
            "air_drone_strike",
        ),
        ("The raid on Sanaa on Tuesday was one of Saudi bombing.", "air_drone_strike"),
    ],
)
def test_the_kind_of_an_act_by_who_does_it_with_what(text: str, event_type: str) -> None:
    events = read(text)
    assert {e["event_type"] for e in events} == {event_type}


def test_she_is_the_ship_of_the_sentence_before_and_no_woman() -> None:
    events = read(
        "A cargo ship was rammed by a boat off Hodeidah on Monday. Two days later she was struck again,"
        " by a projectile."
    )
    assert [e["event_type"] for e in events] == ["attack_on_shipping"] * 2
    told = read("A woman came off a ship in Haifa. On Monday she was struck by a rocket in Acre.")
    assert [e["event_type"] for e in told] == ["shelling_missile"]


def test_a_reason_for_doubt_is_said_in_words() -> None:
    (event,) = read("Three smugglers were shot dead near the Syrian border on Tuesday.")
    assert "only a border is named, not where along it or on which side" in event["reasons"]


@pytest.mark.parametrize(
    "text",
    [
        "The strike on the hospital in Khan Younis on Monday may have killed 20 people.",
        "The missile strike on Erbil on Monday might have been a mistake, officials said.",
        "The attack on a tanker off Hodeidah on Monday would be the third this week.",
    ],
)
def test_what_may_have_been_done_by_an_act_does_not_undo_it(text: str) -> None:
    assert len(read(text)) == 1
