"""Who did it, as one sentence says it: in passives, by "sent by", with allies, from what ship."""

from __future__ import annotations

import pytest

from dashboard.extract.document import read_document
from dashboard.extract.tables import load_tables
from dashboard.extract.unlisted_groups import proxies_of_iran
from dashboard.settings import load
from tests.told import events, names, only

US = "United States (CENTCOM)"
UK = "United Kingdom"
IRAQ = "Iraq (government)"
ISLAMIC_STATE = "Islamic State"
MILITIAS = "Iran-aligned militias (unspecified)"


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "F-16s of the Jordanian air force struck two houses in Sweida.",
            {"Jordan (armed forces)"},
        ),
        ("Six missiles were fired at Sanaa from the American destroyer Carney.", {US}),
        ("Seven officers died in Damascus under Israeli bombs.", {"Israel"}),
        ("A shepherd died near Quneitra from Israeli fire.", {"Israel"}),
        ("Police shot dead a protester in Basra.", {IRAQ}),
        ("Border police killed a youth at Qalandiya in the West Bank.", {"Israel"}),
        ("Militiamen backed by Iran fired ten rockets at Ain al-Asad.", {MILITIAS}),
        ("Tehran's proxies in Iraq fired ten rockets at Ain al-Asad.", {MILITIAS}),
        ("Groups allied with Tehran fired ten rockets at Ain al-Asad.", {MILITIAS}),
        ("A suicide bomber sent by al-Shabaab killed nine in Mogadishu.", {"al-Shabaab"}),
        ("A drone flown by the Rapid Support Forces struck Atbara.", {"Rapid Support Forces"}),
        ("In a night raid on Atmeh American special forces killed two men.", {US}),
        ("The regime's helicopters bombed Daraya, in Syria.", {"Syria (armed forces)"}),
        ("Moscow said that a Ukrainian missile had been shot down over Sevastopol.", {"Russia"}),
        ("The US military carried out, together with Britain, raids on Hodeida.", {US, UK}),
        ("Britain joined the Americans in raids on Hodeida.", {US, UK}),
        ("Afghan border troops shelled posts in the Kurram district of Pakistan.", {"Afghanistan"}),
        (
            "On Tuesday government guns shelled a hamlet near Taiz in Yemen.",
            {"Yemen (internationally recognised government)"},
        ),
        ("A strike that Syria ascribes to Israel killed two at Damascus airport.", set()),
    ],
)
def test_who_did_it(text: str, doers: set[str]) -> None:
    assert (
        names(only(text.replace(".", " on Monday.", 1) if "Tuesday" not in text else text)) == doers
    )


def test_those_who_count_did_nothing() -> None:
    told = only(
        "Rockets hit a camp near Taji on Monday, the tenth attack by the Pentagon's last count."
    )
    assert names(told) == set()


def test_who_gives_the_number_of_the_injured_injured_nobody() -> None:
    told = only(
        "A missile struck the airport of Abha on Monday; the coalition gave the number of injured as 26."
    )
    assert names(told) == set()


def test_soldiers_who_die_did_not_do_it() -> None:
    told = only("On Monday 31 soldiers died in an assault near Arish in Egypt.")
    assert names(told) == set()


def test_an_umbrella_claims_for_itself() -> None:
    told = only(
        "Rockets hit a base at Taji on Monday. The Islamic Resistance in Iraq, an umbrella of groups "
        "close to Tehran, claimed responsibility."
    )
    assert names(told) == {"Islamic Resistance in Iraq"}


def test_that_attack_was_not_done_by_who_answered_it() -> None:
    told = events(
        "American jets bombed a depot in Hilla on Wednesday in reply. That attack on Ain al-Asad air "
        "base wounded two on Monday."
    )
    assert names(told[-1]) == set()


def test_the_passengers_of_what_is_rammed_did_not_kill() -> None:
    told = only(
        "On Monday a bomber rammed a bus carrying members of the Revolutionary Guards near Zahedan, "
        "killing 27 of them."
    )
    assert names(told) == set()


def test_who_was_blamed_at_first_is_no_author() -> None:
    told = only(
        "A drone killed six men at a base near Mayadin on Monday. The Kurdish-led force at first "
        "blamed mercenaries of the Syrian regime."
    )
    assert names(told) == set()


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            (
                "Soldiers and paramilitaries clashed on Monday at Jaili, north of Khartoum. "
                "The Rapid Support Forces have held it since April."
            ),
            {"Sudanese Armed Forces", "Rapid Support Forces"},
        ),
        (
            "Jaish al-Adl clashed with guards of a post near Saravan in Iran on Monday.",
            {"Jaish al-Adl", "Iran (armed forces)"},
        ),
    ],
)
def test_a_clash_has_two_sides(text: str, sides: set[str]) -> None:
    assert names(events(text)[0]) == sides


def test_of_two_groups_neither_is_the_militants() -> None:
    told = only(
        "The army clashed with militants near Rutba in Iraq on Monday. Both Islamic State and Kataib "
        "Hezbollah are strong in the area."
    )
    assert names(told) == {"Iraq (government)"}


def test_militias_that_iran_backs_have_the_country_that_the_table_gives_them() -> None:
    words = read_document("Militiamen backed by Iran fired rockets.").sentences[0].words
    (found,) = proxies_of_iran(words, ())
    listed = [e for e in load_tables(load().data).actors.values() if e.name == MILITIAS]
    assert {e.home for e in listed} == {found.home}
