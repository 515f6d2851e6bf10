"""Which event a number counts, where a report tells of more than one."""

from __future__ import annotations

import pytest

from tests.told import events

Held = list[list[tuple[str, int]]]


def held(text: str) -> Held:
    """Give kind and low bound of each event's claims, in the order of the text."""
    return [[(c["kind"], c["low"]) for c in e["casualties"]] for e in events(text)]


PORT = "Israeli jets bombed the port of Hodeidah, Yemen, on Monday. "
NEXT = "On Tuesday a drone hit a market in Saada. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Turkish guns shelled Kobani, Syria, on Monday, and Kurdish fighters fired mortars at "
                "a post in Suruc, Turkey. No soldier was hurt."
            ),
            [[], [("injured", 0)]],
        ),
        (
            (
                "Jets bombed Hodeidah, Yemen, on Monday; on Tuesday a missile struck Eilat, Israel. "
                "Two people were hurt."
            ),
            [[], [("injured", 2)]],
        ),
        (
            (
                "A day after the fighting at Kobani, Syria, drones set fire to the refinery of Homs. "
                "The governor reported two injured."
            ),
            [[], [("injured", 2)]],
        ),
        (
            (
                "Jets bombed Sanaa, Yemen, on Monday in response to a drone attack on Eilat, Israel. "
                "The health office counted six dead."
            ),
            [[("killed", 6)], []],
        ),
    ],
)
def test_a_toll_is_of_what_the_main_clause_tells(text: str, expected: Held) -> None:
    assert held(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In that attack 21 soldiers lost their lives.",
        "That one killed 21 soldiers.",
        "In that strike a total of 21 people died.",
        "Medics said 21 people were killed on that occasion.",
    ],
)
def test_that_attack_is_the_one_told_last(text: str) -> None:
    raid = "The raid was a response to a drone that hit the airport of Erbil, Iraq, on Saturday. "
    assert held(PORT + raid + text) == [[], [("killed", 21)]]


@pytest.mark.parametrize(
    "text",
    [
        "The health ministry in Sanaa spoke of nine dead.",
        "A doctor at Hodeidah hospital said nine people had been killed.",
        "Medics at the hospital in Hodeidah counted nine dead.",
    ],
)
def test_where_somebody_speaks_says_nothing_of_what_he_counts(text: str) -> None:
    assert held(PORT + NEXT + text) == [[], [("killed", 9)]]


@pytest.mark.parametrize(
    "text",
    [
        "The war has killed more than 27,000 people, the ministry says.",
        "More than 27,000 people have been killed in the war, the ministry says.",
        "At least 400,000 people have died in the conflict.",
        "The insurgency has left 40,000 dead.",
    ],
)
def test_a_war_is_no_act(text: str) -> None:
    assert held(PORT + text) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "The health ministry reported nine dead for both places together.",
        "Nine people were killed in the two attacks, the health ministry said.",
        "Hospitals received nine bodies from both towns.",
    ],
)
def test_a_toll_of_two_acts_stands_with_the_first(text: str) -> None:
    assert held(PORT + NEXT + text) == [[("killed", 9)], []]


def test_a_toll_of_a_month_leaves_the_story_where_it_is() -> None:
    text = (
        "At least 60 people were killed across Yemen in January, the UN says. Nine people were "
        "hurt at the market."
    )
    assert [("injured", 9)] in held(PORT + NEXT + text)


BOTH = "Jets hit a farm in Hodeidah and a store in Saada, Yemen, on Tuesday. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOTH + "Two men died in Saada, the army said.", [[], [("killed", 2)]]),
        (BOTH + "Two men died, the army said.", [[("killed", 2)], []]),
        (
            (
                "A drone hit a garrison in Hodeidah, Yemen, on Monday. On Tuesday a missile struck "
                "a school in Saada. Nobody was hurt at the garrison."
            ),
            [[("injured", 0)], []],
        ),
        (
            PORT + NEXT + "How many died on Monday is not clear. Medics spoke of nine dead.",
            [[("killed", 9)], []],
        ),
    ],
)
def test_a_toll_is_of_the_place_the_thing_or_the_day_that_is_named(
    text: str, expected: Held
) -> None:
    assert held(text) == expected
