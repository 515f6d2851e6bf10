"""Days and places that hang on a clause of their own, and acts that are only spoken of."""

from __future__ import annotations

from tests.told import events, names, only


def test_for_three_days_now() -> None:
    """What has gone on "for three days" began then."""
    event = only("For three days the army has shelled villages near Makhmour, residents said.")
    assert (event["date_start"], event["date_end"]) == ("2024-02-06", "2024-02-09")


def test_the_nth_time_this_week_is_no_day() -> None:
    """Strikes on Thursday are no strikes of the whole week, and what they hit is the same act."""
    event = only(
        "The United States carried out strikes against Houthi targets in Yemen on Thursday, the "
        "fourth day this week that it has done so, hitting four boats and seven missiles."
    )
    assert event["date_start"] == event["date_end"] == "2024-02-08"


def test_a_hospital_which_was_itself_hit() -> None:
    """The place before "which" is where it happened, if nothing else is."""
    event = only(
        "The wounded were taken to Al-Nao hospital, in the city of Omdurman, Sudan.\n\nOthers had "
        "been brought to Al-Nao hospital, which was itself hit by shells on Tuesday."
    )
    assert event["date_start"] == "2024-02-06"


def test_a_hundred_strikes_since_the_war_began() -> None:
    """A series since the start of a war is no part of the last strike."""
    hit, series = events(
        "Israeli air strikes hit the Syrian city of Homs overnight, killing six people. Israel has "
        "carried out hundreds of strikes in Syria since the civil war began in 2011."
    )
    assert hit["place_name"] == "Homs"
    assert (series["status"], series["date_start"]) == ("series", "2011-01-01")


def test_the_commander_is_targeted_once() -> None:
    """Who was killed in a strike is whom the army says "it had targeted him"."""
    event = only(
        "An Israeli strike killed a Hezbollah commander in a car in the Lebanese city of Nabatieh "
        "on Thursday. The army said it had targeted him in response to the rockets."
    )
    assert event["date_start"] == "2024-02-08"


def test_such_attacks_after_an_aside_are_none() -> None:
    """What a group that ended a truce in November has done mostly is no event."""
    event = only(
        "Gunmen attacked a police post in Peshawar, Pakistan, on Friday, killing ten officers. The "
        "Pakistani Taliban, who ended a truce in November 2022, have carried out most such attacks "
        "in the area."
    )
    assert event["date_start"] == "2024-02-09"


def test_declining_to_comment_on_the_blasts() -> None:
    """The country of those who do not comment was not hit."""
    event = only(
        "Blasts killed 14 people in Beirut on Wednesday. Hezbollah has vowed to retaliate against "
        "Israel, whose military declined to comment on the blasts."
    )
    assert event["place_name"] == "Beirut"


def test_the_targets_struck_are_those_of_the_lead() -> None:
    """Places of "the targets struck" have the day of the strikes, not the one told last."""
    told = events(
        "Israel carried out air strikes in Lebanon on Thursday, the army said.\n\nA rocket had hit "
        "the town of Kiryat Shmona on Wednesday.\n\nThe targets struck included weapons depots in "
        "the Bekaa Valley and in the town of Baalbek, the military said."
    )
    days = {e["place_name"]: e["date_start"] for e in told}
    assert days["Kiryat Shmona"] == "2024-02-07"
    assert {d for p, d in days.items() if p != "Kiryat Shmona"} == {"2024-02-08"}


def test_in_the_past_year() -> None:
    """The past year ends today, and is not the calendar year before."""
    event = only("Islamic State has carried out 40 attacks in Syria in the past year.")
    assert (event["date_start"], event["date_end"]) == ("2023-02-09", "2024-02-09")


def test_an_offensive_that_followed_is_no_act_of_that_place() -> None:
    """Where hostages were taken is not where the offensive that followed was launched."""
    event = only(
        "Israel launched its offensive after Hamas gunmen killed 1,200 people and took 253 "
        "hostages in southern Israel on Oct. 7."
    )
    assert event["date_start"] == "2023-10-07"
    assert names(event) == {"Hamas"}


def test_whose_strikes_they_were_is_no_place() -> None:
    """Strikes of two countries hit neither of them."""
    event = only(
        "The Houthis said that 17 of their fighters had been killed in U.S. and British strikes on "
        "Yemen on Tuesday."
    )
    assert event["country"] == "YE"


def test_an_older_fight_in_the_same_city() -> None:
    """A fight of last August in "the city" is an event of its own."""
    told = events(
        "Clashes in Tripoli, Libya, killed ten people on Tuesday. In August, 55 people were killed "
        "in the city's worst fighting for years."
    )
    assert [e["date_start"] for e in told] == ["2024-02-06", "2023-08-01"]


def test_attacks_across_the_country() -> None:
    """Attacks "across the country" did not hit the town told of before."""
    told = events(
        "A bomb killed two in Quetta, Pakistan, on Tuesday. On Thursday, nine policemen were killed "
        "in attacks across the country."
    )
    assert [e["place_precision"] for e in told] == ["city", "country"]


def test_a_raid_that_came_to_a_fight() -> None:
    """The exchange of fire during a raid is the raid."""
    event = only(
        "Five militants were killed on Tuesday when security forces raided a hideout in Quetta, "
        "Pakistan, the army said. During an intense exchange of fire the men were surrounded and "
        "shot dead."
    )
    assert event["date_start"] == "2024-02-06"


def test_killed_by_what_was_said_to_be_shelling() -> None:
    """Shelling that officials say killed fifteen is the act that killed them."""
    event = only(
        "Fifteen people were killed in Belgorod, Russia, on Tuesday by what officials said was "
        "Ukrainian shelling of a stadium."
    )
    assert event["event_type"] == "shelling_missile"


def test_an_assault_repelled_is_the_one_told_of() -> None:
    """The army that repels "the assault" fights no second battle."""
    event = only(
        "Boko Haram fighters killed seven soldiers in an attack on a post in Maiduguri, Nigeria, on "
        "Tuesday. The army repelled the assault, an officer said."
    )
    assert event["date_start"] == "2024-02-06"


def test_the_attackers_are_those_told_of() -> None:
    """What "the attackers" did in a town is what was told of its region."""
    event = only(
        "Gunmen killed nine labourers in southeastern Iran on Tuesday. The attackers burst into a "
        "house in Saravan and shot the men."
    )
    assert event["place_precision"] == "city"


def test_a_drone_heading_for_a_town() -> None:
    """A drone that was heading for a town was destroyed on its way there."""
    event = only(
        "Saudi air defences destroyed a drone that was heading for Khamis Mushait on Tuesday, state "
        "media said."
    )
    assert event["place_name"] == "Khamis Mushait"


def test_an_answer_two_days_later() -> None:
    """Who responded two days later with strikes did not only speak."""
    told = events(
        "Iran struck bases of Jaish al-Adl in Pakistan's Balochistan on Jan. 16. Pakistan responded "
        "two days later with strikes on militants in Iran."
    )
    assert [e["date_start"] for e in told] == ["2024-01-16", "2024-01-18"]


def test_strikes_that_only_led_to_something_have_no_place() -> None:
    """Strikes "following" which ties were patched up are placed nowhere."""
    event = only(
        "Gunmen killed nine labourers in Saravan, Iran, on Tuesday, days after the neighbours "
        "patched up ties following missile strikes on each other's territory."
    )
    assert event["date_start"] == "2024-02-06"
