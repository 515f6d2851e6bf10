"""Days that count from something told before, and the day on which a story stands."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.told import events, only


def days(text: str, published: dt.date) -> dict[str, str]:
    """Give the first day of each proposed event, by its place."""
    return {e["place_text"]: e["date_start"] for e in events(text, published)}


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        (
            (
                "Turkish jets dropped some forty bombs on caves and stores in the hills above Zakho "
                "shortly before daybreak on Tuesday, in reprisal for last month's massacre."
            ),
            "Zakho",
            "2024-02-06",
        ),
        (
            (
                "Saudi aircraft struck a store of rockets that was used by the rebels in the town of "
                "Taiz shortly after midnight on Tuesday, in what Riyadh called a reply to a missile "
                "attack on Jizan."
            ),
            "Taiz",
            "2024-02-06",
        ),
    ],
)
def test_an_hour_of_the_night_parts_no_act_from_its_day(text: str, place: str, day: str) -> None:
    assert days(text, dt.date(2024, 2, 9))[place] == day


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        (  # the lead's own day counts, also where it goes back for a cause
            (
                "Gunmen stormed a hotel in Kismayo on Tuesday evening, firing at guests after a bomber "
                "blew himself up at the gate. A base in Bariire was overrun the same night."
            ),
            "Bariire",
            "2024-02-06",
        ),
        (  # an act without a place moves the story on
            (
                "A drone struck a market in Taiz on Saturday. On Monday a mine destroyed a minibus, "
                "killing four. The same day shells hit a school in Marib."
            ),
            "Marib",
            "2024-02-05",
        ),
        (  # what was done in reply is the news
            (
                "A tanker was hit off Hodeidah on Tuesday. In reply to the attack, American jets bombed "
                "a radar in Hajjah on Wednesday. That evening a raid hit Salif."
            ),
            "Salif",
            "2024-02-07",
        ),
        (  # the day told last in a paragraph, not the one that opened it
            (
                "Warplanes bombed Mayadin on Wednesday.\n\nOn January 3 a general was killed by a drone "
                "in Baghdad. The missile attack of last Monday on a villa in Erbil was the answer. "
                "The same night rockets were fired at Idlib."
            ),
            "Idlib",
            "2024-02-05",
        ),
    ],
)
def test_the_day_on_which_a_story_stands(text: str, place: str, day: str) -> None:
    assert days(text, dt.date(2024, 2, 9))[place] == day


def test_a_day_that_was_counted_is_not_widened_by_a_week_that_is_told_later() -> None:
    text = (
        "Gunmen stormed a barracks in Kirkuk on 21 October.\n\nOn the same day an air strike hit "
        "a mosque in Daquq. The strike last week killed 17 people."
    )
    found = days(text, dt.date(2016, 10, 27))
    assert found["Daquq"] == "2016-10-21"


def test_what_took_place_on_a_day_happened_on_it() -> None:
    text = "Three soldiers were hurt in the drone attack on Erbil, which took place last Saturday."
    assert only(text)["date_start"] == "2024-02-03"


def test_a_line_with_the_day_of_publication_is_no_section_of_that_day() -> None:
    text = (
        "Raid on a depot\n\n9 February 2024\n\nFive missiles were fired at the airfield of Homs on "
        "Monday.\n\nA depot in Hama was bombed, too."
    )
    assert "2024-02-09" not in days(text, dt.date(2024, 2, 9)).values()


@pytest.mark.parametrize(
    ("told", "place", "day"),
    [
        ("Four days after the raid on Mayadin", "Sinjar", "2024-01-16"),
        ("A day before the tankers off Fujairah", "Sinjar", "2024-01-19"),
        ("On the day after that same market was hit in Taiz", "Sinjar", "2024-01-16"),
        ("The night before the bombs fell on Mayadin", "Sinjar", "2024-01-11"),
    ],
)
def test_a_day_counts_from_what_its_words_name(told: str, place: str, day: str) -> None:
    text = (
        "Warplanes bombed a camp near Mayadin on January 12. Shells hit a market in Taiz on January "
        "15, killing two. Mines holed two tankers off Fujairah on January 20.\n\n"
        f"{told}, a drone struck a house in {place}."
    )
    assert days(text, dt.date(2024, 2, 9))[place] == day


def test_a_new_act_is_not_taken_for_one_that_was_told() -> None:
    text = (
        "A base near Mayadin was shelled on January 12.\n\nTwo days after rockets hit a base in "
        "Sinjar on January 30, jets bombed Hama."
    )
    assert days(text, dt.date(2024, 2, 9))["Hama"] == "2024-02-01"


def test_no_day_is_counted_beyond_publication() -> None:
    text = "Shells hit Taiz on Thursday. Three days later, a drone struck a house in Marib."
    for event in events(text):
        assert event["date_start"] is None or event["date_start"] <= "2024-02-09"


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        (  # counted from the day that stands in the paragraph without an act
            (
                "In February a coaster was holed by a mine off Mokha.\n\nOn January 6 it was the "
                "turn of a freighter that had lain at anchor for years; her crew was unhurt. A week "
                "later shells hit Marib."
            ),
            "Marib",
            "2024-01-13",
        ),
        (
            (
                "Rescuers in Taiz were still digging on Thursday. The American raid there on the day before "
                "had flattened a school."
            ),
            "there",
            "2024-02-07",
        ),
        (  # a sentence without an act moves the story on
            (
                "Rockets landed in Erbil on Monday, January 22.\n\nThe week before, the city had "
                "been less lucky. On that Tuesday drones hit a barracks in Dohuk."
            ),
            "Dohuk",
            "2024-01-16",
        ),
        (
            (
                "Shells hit a convoy at Saraqib on Thursday, January 18.\n\nThat Sunday brought the "
                "war into the sky. Jets were shot down over Idlib."
            ),
            "Idlib",
            "2024-01-21",
        ),
        (  # two acts behind one day that counts
            (
                "A bomb went off in Ankara on January 18. That night rockets hit a base in Erbil, "
                "and a drone struck a house in Dohuk."
            ),
            "Dohuk",
            "2024-01-18",
        ),
        (  # the day of what a place went through before is not that of the act
            (
                "Jets bombed Aita overnight. Doctors reported two people wounded in Khiam, a town "
                "that most of its people left in October."
            ),
            "Khiam",
            "2024-02-08",
        ),
        (  # the day of a demand
            "The agency asked on Thursday for an inquiry. A drone had hit a clinic in Taiz on Monday.",
            "Taiz",
            "2024-02-05",
        ),
        (  # counted from today
            (
                "Three days after commandos seized the tanker Reina off Fujairah, she lies at anchor "
                "with her crew."
            ),
            "off Fujairah",
            "2024-02-06",
        ),
        (
            (
                "In January 2015 a pilot was burnt alive in Raqqa. The air force bombed Mayadin in "
                "revenge that February."
            ),
            "Mayadin",
            "2015-02-01",
        ),
        (
            (
                "In June last year missiles were fired at Mayadin. Earlier that month gunmen had "
                "stormed a shrine in Qom."
            ),
            "Qom",
            "2023-06-01",
        ),
        (
            (
                "Old hands recall the summer of 1988. In July of that year a cruiser fired at a boat "
                "off Qeshm."
            ),
            "off Qeshm",
            "1988-07-01",
        ),
    ],
)
def test_where_a_story_has_got_to(text: str, place: str, day: str) -> None:
    assert days(text, dt.date(2024, 2, 9))[place] == day


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        (  # a day told since, at another place, and no act of it
            (
                "Gunmen opened fire on diners in Ramallah on Tuesday, killing four.\n\nOn Wednesday a crowd "
                "of men marched into Turmus Ayya. A villager was shot dead."
            ),
            "Turmus Ayya",
            "2024-02-07",
        ),
        (  # what was done before, spoken of with its own day
            (
                "Drones hit a plant in Amuda on Thursday. The ministry called the strikes retaliation "
                "for what had happened on Sunday. The same night jets bombed caves in Gara."
            ),
            "Gara",
            "2024-02-04",
        ),
        (  # the day of a burial
            (
                "Taiz closed its bazaar on Thursday to bury five of the men who died when gunmen "
                "stormed a barracks in Mokha."
            ),
            "Mokha",
            "None",
        ),
        (
            (
                "Jets bombed caves in Qandil on Tuesday. Shells hit a school in Mosul on Thursday. "
                "On the day of the bombing in Qandil a motorcycle exploded beside a market in Basra."
            ),
            "Basra",
            "2024-02-06",
        ),
        (
            (
                "On Tuesday rockets flew into Ashkelon, the most in a single day since the war of "
                "2014."
            ),
            "Ashkelon",
            "2024-02-06",
        ),
        (
            (
                "A tanker was seized off Fujairah on Monday.\n\nOn January 20 a drone was shot down "
                "over Hormuz.\n\nA week before that, mines holed a freighter off Jask."
            ),
            "off Jask",
            "2024-01-13",
        ),
    ],
)
def test_whose_day_it_is(text: str, place: str, day: str) -> None:
    assert str(days(text, dt.date(2024, 2, 9))[place]) == day


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Fighting between the Houthis and the army went on all week in Marib.", "series"),
        ("The Houthis have been attacking army posts near Najran with rockets.", "series"),
        ("Russia has bombed the port of Odesa again and again, officials say.", "series"),
        (
            "The envoy said that fighting between the Houthis and the army in Taiz had not stopped.",
            "series",
        ),
        ("A drone hit a house in Marib three times on Thursday.", "happened"),
    ],
)
def test_acts_that_went_on_are_a_series(text: str, status: str) -> None:
    assert only(text)["status"] == status
