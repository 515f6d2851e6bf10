"""One act told in several verbs, and several acts told in one sentence."""

from __future__ import annotations

import datetime as dt

from tests.told import events, names, only


def test_verbs_of_one_doer_tell_one_act() -> None:
    """A ship "attacked by boats and hit by shells" was attacked once."""
    event = only(
        "The tanker Ocean Lily was attacked by two boats and hit by four projectiles 60 nautical "
        "miles west of Hodeidah on Tuesday, the navy said."
    )
    assert event["event_type"] == "attack_on_shipping"


def test_a_series_summed_up_is_no_new_act() -> None:
    """What a group has "sunk, seized and killed" is the series told of before."""
    event = only(
        "The Houthis have attacked ships in the Red Sea since November. They have sunk one ship, "
        "seized another and killed four sailors in separate attacks."
    )
    assert event["status"] == "series"
    assert [c["low"] for c in event["casualties"]] == [4]


def test_whose_attack_it_was_is_said_after_a_comma() -> None:
    """Three were killed "in an attack claimed by" somebody: one act, in the quarter of the town."""
    event = only(
        "On Tuesday a bomber killed three people at a cafe in Mogadishu's Hodan district, in an "
        "attack also claimed by al Shabaab."
    )
    assert event["place_name"] == "Hodan"


def test_what_caused_a_blast_is_the_blast() -> None:
    """An explosion that a drone attack caused is one event."""
    event = only(
        "A loud explosion was heard at an arms plant in Isfahan late on Tuesday, and officials "
        "said it had been caused by a failed drone attack."
    )
    assert event["event_type"] == "air_drone_strike"


def test_the_last_attack_was_when() -> None:
    """The attack that "was in January 2020, when missiles were fired" is told once."""
    event = only(
        "The last missile attack on American forces in Iraq was in January 2020, when Iran fired "
        "at the Ain al-Asad air base."
    )
    assert event["place_precision"] == "exact"
    assert event["date_end"] == "2020-01-31"


def test_the_deadliest_since_then_dates_what_happened_then() -> None:
    """The month after "the deadliest since" is that of the older act."""
    told = events(
        "A bomb killed thirteen soldiers in Kabul on Tuesday. The attack was the deadliest for "
        "foreign forces in Afghanistan since August 2011, when a helicopter was shot down in "
        "Wardak province and 30 troops died."
    )
    days = [(e["place_name"], e["date_start"]) for e in told]
    assert days == [("Kabul", "2024-02-06"), ("Wardak province", "2011-08-01")]


def test_an_aside_between_commas_keeps_its_own_day() -> None:
    """A ship "struck by a missile on 18 January" may sink later, elsewhere."""
    hit, sank = events(
        "On Tuesday the Star Rubin, a cargo ship struck by a Houthi missile on Jan. 18, sank in "
        "the Red Sea."
    )
    assert (hit["date_start"], sank["date_start"]) == ("2024-01-18", "2024-02-06")
    assert sank["place_name"] == "Red Sea"


def test_the_day_of_a_blame_is_not_that_of_the_act() -> None:
    """Who is blamed on Friday did it on another day."""
    told = events(
        "The United States blamed Iran on Friday for attacks on two tankers in the Gulf of Oman. "
        "The Northern Star was set ablaze by an explosion on Thursday morning."
    )
    assert {e["date_start"] for e in told} == {"2024-02-08"}


def test_most_of_the_rockets_stopped_belong_to_the_salvo() -> None:
    """Nine in ten rockets that were intercepted are no event beside those that hit."""
    event = only(
        "A rocket hit a block of flats in Ashkelon on Tuesday, wounding six people. Israel's "
        "defences intercepted about 90 percent of the rockets, the military said."
    )
    assert event["event_type"] == "shelling_missile"


def test_a_suspect_detained_is_no_seizure() -> None:
    """The bomb is the event, not the arrest of who planted it."""
    event = only(
        "Turkish police have detained a woman suspected of planting a bomb that killed six people "
        "in central Istanbul on Tuesday, the interior minister said on Thursday."
    )
    assert event["event_type"] == "other_attack"
    assert event["date_start"] == "2024-02-06"


def test_should_opens_what_is_only_supposed() -> None:
    """A question of what would happen is no event."""
    assert not events("Should a single missile hit Haifa, she said, the market would explode.")


def test_a_place_that_was_itself_hit() -> None:
    """The outskirts of a town were shelled, far behind the verb."""
    event = only(
        "Israeli artillery shelled the outskirts of the southern Lebanese town of Aita al-Shaab on "
        "Tuesday.",
        dt.date(2024, 2, 9),
    )
    assert event["date_start"] == "2024-02-06"
    assert names(event) == {"Israel"}
