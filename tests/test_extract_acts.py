"""How many acts a report tells, whose they are, what answers what, and what is no act."""

from __future__ import annotations

import pytest

from tests.told import events, names, only


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "A drone hit Haifa on Monday. In a separate incident, gunmen killed two men in Hebron.",
            2,
        ),
        (
            "Rockets hit Erbil on Sunday. Separately, a roadside bomb exploded near Kirkuk.",
            2,
        ),
        ("Shelling hit a village in Homs province on Monday.", 1),
        ("A rocket attack targeting United States forces hit Erbil on Sunday.", 1),
        ("Bombing damaged a school in Idlib on Monday.", 1),
    ],
)
def test_how_many_acts(text: str, acts: int) -> None:
    assert len(events(text)) == acts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bulk carrier NAVARRE (Liberia flag) was hit by a drone in the Red Sea on Monday.", []),
        ("Attack: 51NM southwest of Hodeidah, Yemen. A vessel was hit by a rocket.", []),
        (
            (
                "Turkey struck Hasakah on Monday in reprisal for an ambush that killed nine soldiers "
                "near Dohuk on Saturday."
            ),
            ["Turkey"],
        ),
        ("Israeli jets bombed Homs on Monday. Two days later, a drone hit Latakia.", ["Israel"]),
    ],
)
def test_nobody_is_named_who_is_not_said_to_have_done_it(text: str, names: list[str]) -> None:
    told = events(text)
    assert [a["name"] for e in told for a in e["actors"] if a["role"] == "perpetrator"] == names


@pytest.mark.parametrize(
    ("text", "veracity"),
    [
        ("Hamas claimed that it had shelled Ashkelon on Monday; Israel denied it.", "disputed"),
        ("The Houthis said they hit a ship off Aden. The navy denied that report.", "disputed"),
        ("A drone hit Erbil on Monday. The army dismissed claims of an attack.", "disputed"),
        ("A drone hit Erbil on Monday. The militia denied responsibility for it.", "asserted"),
        ("A drone hit Erbil on Monday. Iran denied having carried out the attack.", "asserted"),
    ],
)
def test_who_denies_it_disputes_it_and_who_denies_to_have_done_it_does_not(
    text: str, veracity: str
) -> None:
    assert events(text)[0]["veracity"] == veracity


@pytest.mark.parametrize(
    "text",
    [
        (
            "On Saturday raids hit Al-Qaim and Akashat. On Monday a drone struck the Omar oil field. "
            "It was, the group said, revenge for the raids on Al-Qaim and Akashat."
        ),
        (
            "An Israeli missile killed a commander, Ahmed Jaabari, in Gaza City on Wednesday. On "
            "Thursday a rocket hit Kiryat Malachi. The group said it had fired it to avenge Jaabari."
        ),
        (
            "American jets bombed Mosul on Monday in response to the rockets. On Sunday a barrage of "
            "rockets struck a base in Kirkuk."
        ),
    ],
)
def test_what_was_avenged_is_found_by_its_place_its_victim_or_its_weapon(text: str) -> None:
    told = events(text)
    days = {e["id"]: e["date_start"] for e in told}
    links = [(days[e["id"]], days[link["to"]]) for e in told for link in e["links"]]
    assert links
    assert all(answer > cause for answer, cause in links)


def test_a_car_that_explodes_was_made_to() -> None:
    text = "In Kut, a parked car exploded among workers on Monday; five of them died."
    assert only(text)["event_type"] == "other_attack"


HARVEST = (
    "The first salvo this autumn was a press release. California will flood the market with half "
    "a million tonnes, and growers ran for cover. Then the Americans invaded the supermarkets. "
    "Frost killed half of the blossom around Anar in April. Exporters and traders complain of "
    "tariffs, and consumers of prices. The harvest is small. In Bandar Abbas a cargo was seized "
    "for unpaid duties. Farmers hope that buyers return next season."
)


def test_a_report_about_trade_speaks_in_figures() -> None:
    assert events(HARVEST) == []


def test_a_long_text_without_arms_tells_of_no_attack() -> None:
    calm = "The minister met his guest in Muscat. They spoke of water and of roads. "
    assert events(f"{calm * 4}Talks in Muscat were hit by delays on Monday.") == []


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Islamic State said that its men had done it.", "Islamic State"),
        ("The Houthis wrote on their channel that they had sent the drone.", "Houthis"),
        ("Hamas said on Tuesday that it was theirs.", "Hamas"),
        ("The Houthis have since said they carried out the attack.", "Houthis"),
        ("Police suspect the Islamic State.", "Islamic State"),
        ("Suspicion fell on the Islamic State.", "Islamic State"),
        ("That strike was the heaviest that Israel has carried out in years.", "Israel"),
    ],
)
def test_who_did_it_may_be_told_afterwards(text: str, party: str) -> None:
    assert names(only("A drone hit a depot in Homs on Monday. " + text)) == {party}


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State said that its men had not done it.",
        "The Houthis said that they had seen the drone.",
        "Hamas said that its offices had been hit.",
    ],
)
def test_whoever_only_speaks_of_an_act_did_not_do_it(text: str) -> None:
    assert names(only("A drone hit a depot in Homs on Monday. " + text)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Thousands marked the anniversary of the bombing of Halabja on Monday.",
        "The Pentagon approved strikes on Iranian targets in Syria, officials said on Thursday.",
        "Britain's cabinet approved air strikes in Syria on Tuesday.",
    ],
)
def test_what_is_remembered_or_approved_did_not_happen_that_day(text: str) -> None:
    assert events(text) == []


def test_what_was_approved_and_done_is_told() -> None:
    assert only("Strikes approved by the president hit Homs on Monday.")["place_name"] == "Homs"


def test_an_anniversary_that_names_the_day_tells_of_the_act() -> None:
    text = "Sailors marked the anniversary of the bombing of a ship in Aden on October 12, 2000."
    assert only(text)["date_start"] == "2000-10-12"


def test_a_capital_in_the_name_of_a_treaty_does_nothing() -> None:
    text = "Under the Cairo accord, a drone that hit Mosul on Monday was never explained."
    assert names(only(text)) == set()
