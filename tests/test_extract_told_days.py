"""Days and places that hang on a clause of their own, and acts that are only spoken of."""

from __future__ import annotations

from tests.told import events, only


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
