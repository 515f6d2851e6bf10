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


def test_missiles_destroyed_are_not_what_a_ship_suffered() -> None:
    """Launchers that were bombed on the day of a ship's loss are an act of their own."""
    told = events(
        "The bulk carrier Ocean Lily was hit on Tuesday 76 nautical miles northwest of the port of "
        "Salif, Yemen.\n\nEarly on Tuesday U.S. forces destroyed four missiles that had been "
        "readied for launch in Houthi-held areas of Yemen."
    )
    assert [e["place_precision"] for e in told] == ["relative", "country"]


def test_that_same_evening_counts_from_the_day_told_last() -> None:
    """A new paragraph that opens so goes on with the background."""
    told = events(
        "Air strikes killed ten people in Tafas, in southern Syria, on Wednesday.\n\nThe longest "
        "fight was on December 18, when border guards and smugglers fought for 14 hours in the "
        "east of Mafraq governorate.\n\nThat same evening aircraft struck a farm near Salkhad."
    )
    assert [e["date_start"] for e in told] == ["2024-02-07", "2023-12-18", "2023-12-18"]


def test_the_second_of_two_bombs_is_no_new_act() -> None:
    """Bombs that are counted again belong to the attack."""
    event = only(
        "Two cars packed with explosives blew up on Tuesday outside the education ministry in "
        "Mogadishu, killing 40 people. The first rammed the wall of the ministry. The second "
        "exploded as ambulances arrived."
    )
    assert event["place_name"] == "Mogadishu"


def test_drones_that_were_downed_are_told_again() -> None:
    """ "The drones on Tuesday were destroyed" means those shot down a day before the rockets."""
    told = events(
        "Five rockets landed near Ain al-Asad air base in Iraq late on Wednesday, a day after two "
        "armed drones were shot down as they neared it.\n\nThe drones on Tuesday were destroyed by "
        "the base's defences before they reached the fence, an official said."
    )
    assert [e["event_type"] for e in told] == ["shelling_missile", "interception"]


def test_what_a_digest_covers_is_the_day() -> None:
    """Items of a digest without a day happened on the day that it covers."""
    told = events(
        "HAURAN MONITOR - DAILY DIGEST\nFriday 9 February 2024 (covers Thursday 8 February)\n\n"
        "DARAA\n- Unknown gunmen on a motorcycle shot dead a former commander in Nawa.\n\n"
        "IDLIB\n- Government forces fired 20 artillery shells at Sarmin. A child died. On "
        "Wednesday, the town of Binnish was hit the same way."
    )
    days = {e["place_name"]: e["date_start"] for e in told}
    assert days["Nawá"] == "2024-02-08"
    assert days["Binnish"] == "2024-02-07"


def test_the_raid_of_the_day_before_is_another() -> None:
    """A raid that is counted back from the attack is not the attack."""
    told = events(
        "On Tuesday two men walked up to a restaurant in Tubas and shot four people dead. Hamas "
        "called the shooting a reply to the Israeli raid on the Jenin refugee camp the day before."
    )
    days = {e["place_name"]: e["date_start"] for e in told}
    assert days == {"Tubas": "2024-02-06", "Jenin refugee camp": "2024-02-05"}


def test_an_act_in_the_early_hours_goes_on() -> None:
    """ "in the early hours of Tuesday" opens no clause of its own."""
    event = only(
        "Israel launched its offensive in the early hours of Tuesday, bombing the uranium plant at "
        "Natanz."
    )
    assert event["date_start"] == "2024-02-06"


def test_since_the_early_hours() -> None:
    """A fight that goes on "since the early hours of Tuesday" is a stretch of days."""
    event = only(
        "Since the early hours of Tuesday soldiers have fought gunmen in Jenin, the army said."
    )
    assert (event["date_start"], event["date_end"]) == ("2024-02-06", "2024-02-09")


def test_a_day_that_marks_an_anniversary_is_none_of_the_act() -> None:
    """The week that marks two years since a strike is not that of the strike."""
    event = only(
        "This week marks two years since a US drone strike at Baghdad airport on Jan. 3, 2022 "
        "killed an Iranian general."
    )
    assert event["date_start"] == "2022-01-03"


def test_men_take_over_villages() -> None:
    """Masked men who take over a village seize it."""
    event = only(
        "Residents said masked men had also taken over the nearby village of Qatiya, in Sinai, "
        "during the night."
    )
    assert event["event_type"] == "seizure"


def test_the_road_that_a_town_straddles_is_no_place_of_the_act() -> None:
    """Where the road leads to was not taken."""
    event = only(
        "Rebels retook the town of Saraqeb, which straddles the road from Damascus to Aleppo, on "
        "Tuesday."
    )
    assert event["place_name"] == "Saraqib"


def test_counting_shells_stops_none() -> None:
    """Surgeons who stopped counting the shells intercepted nothing."""
    assert not events("The surgeons of El Fasher had stopped counting the shells.")
