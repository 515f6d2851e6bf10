"""Which act answers which: invented texts, all published on a Sunday."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.extract import read_report

SUNDAY = dt.date(2024, 2, 11)
HASAKAH = "Al \u1e28asakah"


def links(text: str) -> set[tuple[str, str]]:
    events = {e["id"]: e for e in read_report(text, SUNDAY)["events"]}
    return {
        (event["place_name"], events[link["to"]]["place_name"])
        for event in events.values()
        for link in event["links"]
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Rockets hit Safed on Tuesday. Israeli jets bombed Baalbek on Wednesday. The army said "
                "the raid was a response to the rockets on Safed."
            ),
            ("Baalbek", "Safed"),
        ),
        (
            (
                "Retaliatory strikes hit Baalbek on Wednesday. On Tuesday rockets had killed two people "
                "in Safed."
            ),
            ("Baalbek", "Safed"),
        ),
        (
            (
                "Turkish artillery shelled Deir ez-Zor on Saturday. The ministry said that it was "
                "answering mortar fire on Safed on Friday."
            ),
            ("Deir ez-Zor", "Safed"),
        ),
        (
            (
                "US jets struck Deir ez-Zor on Thursday. The reprisal came a day after a drone killed a "
                "contractor at a base in Hasakah."
            ),
            ("Deir ez-Zor", HASAKAH),
        ),
        (
            (
                "The drone attack on Hasakah on Wednesday drew a swift response: US jets bombed "
                "Deir ez-Zor on Thursday."
            ),
            ("Deir ez-Zor", HASAKAH),
        ),
        (
            (
                "Wednesday's drone attack on Hasakah prompted retaliatory US strikes on Deir ez-Zor on "
                "Thursday."
            ),
            ("Deir ez-Zor", HASAKAH),
        ),
        (
            "Hezbollah fired rockets at Safed on Wednesday to avenge an Israeli strike on Baalbek.",
            ("Safed", "Baalbek"),
        ),
    ],
)
def test_the_answer_comes_after_what_it_answers(text: str, expected: tuple[str, str]) -> None:
    assert links(text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Israeli jets bombed Baalbek on Wednesday after rockets hit Safed.",
        (
            "Rockets hit Safed on Tuesday. Israel vowed to retaliate. On Wednesday its jets bombed "
            "Baalbek."
        ),
        (
            "Rockets hit Safed on Tuesday and Israel will respond, its defence minister said. Jets "
            "bombed Baalbek on Wednesday."
        ),
    ],
)
def test_after_and_promises_are_no_link(text: str) -> None:
    assert links(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Israeli jets bombed a flat in Homs on Monday and killed Anwar Sabbagh. On Tuesday "
                "shells fell on Idlib. On Wednesday a rocket hit Safed. It was fired, the group said, "
                "to avenge Sabbagh."
            ),
            {("Safed", "Homs")},
        ),
        (
            (
                "Jets destroyed a cement factory at Tyre on Tuesday. On Wednesday shells fell on Idlib. "
                'On Thursday rockets hit Haifa. The salvo "avenges" the factory, a statement said.'
            ),
            {("Haifa", "Tyre")},
        ),
        (
            (
                "A drone hit a camp near Hasakah on Thursday. It was, the militia said, revenge for the "
                "raids of Tuesday night on Baalbek and Tyre."
            ),
            {(HASAKAH, "Baalbek"), (HASAKAH, "Tyre")},
        ),
        (
            (
                "Suicide bombers attacked two mosques in Sanaa on Friday. It was in answer to the "
                "mosques, the preacher said, that he had called on all to join."
            ),
            set(),
        ),
    ],
)
def test_the_act_that_was_answered_is_found_by_the_words_that_name_it(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Gunmen killed nine policemen in Safed in January. In reprisal for Safed, missiles "
                "struck two houses at Baalbek on Tuesday."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Israeli jets bombed Baalbek on Wednesday. It was the answer to Safed, said the "
                "minister, and he promised more. A drone had hit a hotel in Safed on Tuesday."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "American aircraft answered for Safed before dawn on Friday with raids on Baalbek. On "
                "Wednesday a rocket had hit the barracks at Safed."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "The army bombed Baalbek on Monday. A missile that landed in Safed on Tuesday was "
                "described by the group as the price of Baalbek."
            ),
            {("Safed", "Baalbek")},
        ),
        (
            (
                "Mortar bombs landed in Safed on Monday. Israel's retaliation had begun by midnight. "
                "Israeli guns shelled Tyre for an hour. Toward dawn Israeli aircraft bombed Baalbek."
            ),
            {("Tyre", "Safed"), ("Baalbek", "Safed")},
        ),
        (
            (
                "For the attack on its consulate in Safed, Turkey bombed Baalbek on Thursday. Shells "
                "had landed beside the consulate in Safed on Tuesday."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Rockets hit Safed on Friday. Two days later American jets bombed depots at Baalbek, a "
                "raid that the Pentagon described as the reply to the rockets on Safed."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            "Turkish guns shelled Safed on Wednesday, and militants answered a day later by shelling Haifa.",
            {("Haifa", "Safed")},
        ),
        (
            (
                "Fighters ambushed a patrol in Safed on Monday. Israeli aircraft retaliated on Tuesday. "
                "They bombed two camps near Baalbek."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Shells hit a bakery in Baalbek on Thursday. Rebels called the rockets that they fired "
                "at Haifa on Friday payback for the bakery."
            ),
            {("Haifa", "Baalbek")},
        ),
        (
            (
                "A bomb killed a commander in Safed on Tuesday. His council sent jets against Baalbek "
                "on Wednesday. They bombed Baalbek in revenge for him, it said."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "A car bomb killed six people in Safed on Monday. Turkey answered it on Wednesday with "
                "air strikes on Baalbek."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Rockets hit Safed on Monday. The Americans retaliated the following night, bombing "
                "depots in Baalbek."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Rockets hit Safed on Tuesday. Israeli jets bombed Baalbek on Wednesday. The raid was "
                "not a response to the rockets, the army said."
            ),
            set(),
        ),
    ],
)
def test_an_answer_and_its_cause_may_stand_sentences_apart(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "In apparent retaliation, Israeli jets bombed Baalbek on Friday. A rocket had hit Safed "
                "on Thursday."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Rockets hit Safed on Monday. Israeli jets bombed Baalbek two days later, in what state "
                "radio called a reply."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Israeli jets bombed Baalbek on Tuesday. Hezbollah responded late on Wednesday with "
                "rocket fire on Haifa."
            ),
            {("Haifa", "Baalbek")},
        ),
        (
            (
                "The army shelled Baalbek on Saturday, killing six. Fighters responded to the shelling "
                "by firing rockets at Haifa."
            ),
            {("Haifa", "Baalbek")},
        ),
        (
            (
                "A missile strike killed 12 people in Safed on Thursday. Turkey's military avenged the "
                "deaths on Friday with rocket fire on a depot in Baalbek."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "A rocket hit Safed late on Saturday, triggering Israeli retaliation. Jets bombed "
                "Baalbek on Sunday morning."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Gunmen killed 11 people in Muqdadiyah on Tuesday. On Wednesday armed villagers stormed "
                "Baqubah in a revenge attack, killing eight."
            ),
            {("Baqubah", "Al Miqdādīyah")},
        ),
        (
            (
                "The raid on Jenin on Thursday killed nine people. It was followed on Friday by a "
                "shooting in Safed. Hamas said the shooting was a natural response to the raid."
            ),
            {("Safed", "Janīn")},
        ),
        (
            (
                "'This was our answer to the crime in Tyre,' Hezbollah said of the rocket fire on Safed "
                "on Thursday. An Israeli drone had killed a family in Tyre on Wednesday."
            ),
            {("Safed", "Tyre")},
        ),
    ],
)
def test_agencies_say_in_many_ways_that_an_act_was_an_answer(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "American jets bombed Mosul and Baalbek on Friday. On Saturday a drone hit Safed. The "
                "group said that it fired in response to the American strikes."
            ),
            {("Safed", "Mosul"), ("Safed", "Baalbek")},
        ),
        (
            (
                "The Houthis fired missiles at Safed on Friday in response to Thursday's US and British "
                "strikes on Sanaa and Tyre."
            ),
            {("Safed", "Sanaa"), ("Safed", "Tyre")},
        ),
        (
            (
                "US jets hit sites used by militias in Iraq on Friday in response to a drone attack on "
                "Safed on Thursday. The strikes hit a depot in Mosul and a camp in Ramadi."
            ),
            {("Mosul", "Safed"), ("Ramadi", "Safed")},
        ),
        (
            (
                "The air force bombed Baalbek on Friday. The army ordered the raids in response to the "
                "Jan. 28 drone attack on Safed, it said."
            ),
            {("Baalbek", "Safed")},
        ),
    ],
)
def test_acts_at_several_places_answer_and_are_answered_together(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        (
            "Israeli jets bombed Baalbek on Saturday. A spokesman announced that the answer to the raid "
            "on Baalbek would be great. On Sunday a missile hit Safed."
        ),
        (
            "Russian missiles hit Odesa on Tuesday. On Friday a drone hit Novorossiysk. In London the "
            "price of oil rose by a dollar."
        ),
    ],
)
def test_an_answer_still_to_come_and_a_price_are_no_link(text: str) -> None:
    assert links(text) == set()
