"""Which two acts the words of an answer mean: invented texts, all published on a Sunday."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.extract import read_report

SUNDAY = dt.date(2024, 2, 11)


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
                "An Israeli drone killed a Hezbollah commander near Tyre on Saturday. Hezbollah said it "
                "had fired rockets at Safed on Saturday evening in retaliation for the killing of one of "
                "its field commanders earlier in the day."
            ),
            {("Safed", "Tyre")},
        ),
        (
            (
                "Soldiers raided Jenin on Thursday. A drone attack on Safed followed on Friday. The group "
                'praised the drone attack as "a natural response" to the raid.'
            ),
            {("Safed", "Janīn")},
        ),
        (
            (
                "Turkish jets bombed Baalbek on Friday. An officer, who was not authorized to speak, said "
                'that it was "the answer to Safed". Rockets had hit Safed on Thursday.'
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "Two bombs tore through a crowd in Safed on Jan 3. On Monday, in answer to the bombing, "
                "Israeli jets bombed Baalbek."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "US jets bombed Baalbek on Tuesday. US jets bombed Homs on Wednesday. Both raids were a "
                "response to the missile that hit Safed on Monday, the Pentagon said."
            ),
            {("Baalbek", "Safed"), ("Homs", "Safed")},
        ),
        (
            (
                "A coalition jet bombed Sanaa on Monday night. State television in Riyadh called the "
                "raid a response to the attack on Abu Dhabi. A drone had hit Abu Dhabi on Sunday."
            ),
            {("Sanaa", "Abu Dhabi")},
        ),
    ],
)
def test_the_ends_of_a_link_are_the_acts_that_the_words_mean(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rocket fire on Safed was answered by Israeli air strikes on Baalbek on Thursday.",
            {("Baalbek", "Safed")},
        ),
        (
            (
                "The army struck a launcher in Baalbek on Thursday following the firing of rockets at "
                "Safed, in what it called a response."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "An anti-tank missile hit Safed on Thursday. The Israeli army shelled Tyre on Friday. "
                "The army said the fire was in response."
            ),
            {("Tyre", "Safed")},
        ),
        (
            "Shells fell on Safed on Monday and bombs on Tyre on Tuesday. Some wanted revenge for Safed.",
            set(),
        ),
    ],
)
def test_what_was_answered_may_close_the_sentence_or_open_it(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Drones hit Haifa on Friday. A fire burned for hours. A diplomat called the attack "
                "payback for Natanz. There, jets had bombed the plant on Wednesday."
            ),
            {("Haifa", "Natanz")},
        ),
        (
            (
                "Israeli jets bombed Baalbek on Wednesday. Hezbollah said it had replied to the raid "
                "with rockets on Safed on Thursday. A day later, on Friday, soldiers shot dead a man in "
                "Jenin."
            ),
            {("Safed", "Baalbek")},
        ),
        (
            (
                "Turkish jets bombed Baalbek on Friday. That raid was ordered in retaliation for an "
                "attack on Wednesday, when drones were flown at a base in Safed."
            ),
            {("Baalbek", "Safed")},
        ),
        (
            (
                "US jets bombed Homs on Friday and Israeli jets bombed Mosul on Saturday. The Pentagon "
                "said that the strikes on Homs were retaliation for a drone attack on Safed on "
                "Wednesday."
            ),
            {("Homs", "Safed")},
        ),
        (
            "Jordanian guns shelled Safed on Friday, a retaliatory strike for an ambush near Baalbek.",
            {("Safed", "Baalbek")},
        ),
        (
            (
                "A drone killed a general in Homs on Wednesday. Shells fell on Idlib on Thursday. On "
                "Friday, in revenge for the general, missiles were fired at Safed."
            ),
            {("Safed", "Homs")},
        ),
        (
            (
                "An Israeli tank shelled Tyre on Thursday. Hezbollah answered with mortars at Safed, "
                "which it said was in reprisal. On Wednesday Israeli jets had bombed Baalbek."
            ),
            {("Safed", "Tyre")},
        ),
    ],
)
def test_most_that_speaks_for_both_ends_together_decides(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Two brothers were shot dead in their car in Huwara on Thursday. Settlers then rampaged "
                "through the town in revenge, and a man of 40 was killed."
            ),
            {("Huwara", "Huwara")},
        ),
        (
            (
                "Missiles hit Erbil late on Saturday. The Guards said it was in response to the killing of two "
                "officers in Damascus on Monday and a bombing in Kerman on Jan 3."
            ),
            {("Erbil", "Damascus"), ("Erbil", "Kerman")},
        ),
        (
            (
                "Guards boarded a tanker off Fujairah on Friday. It was, a cleric said, a reply in kind "
                "to the seizure of a tanker off Gibraltar on Tuesday."
            ),
            {("off Fujairah", "off Gibraltar")},
        ),
        (
            (
                "A Houthi spokesman said that the movement fired a missile at a ship off Mokha on Friday "
                "in revenge for the killing of its men. The ten died last week. American helicopters "
                "attacked their boats in the Gulf of Aden on Jan 30."
            ),
            {("off Mokha", "Gulf of Aden")},
        ),
    ],
)
def test_an_answer_is_an_act_of_its_own(text: str, expected: set[tuple[str, str]]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Turkish forces shelled Kobani on Friday and the fighters hit back, striking a post near "
                "Akcakale."
            ),
            {("Ak\u00e7akale", "Kobani")},
        ),
        (
            (
                "Iran retaliated on Saturday for the killing of a general in Damascus by firing missiles "
                "at Haifa."
            ),
            {("Haifa", "Damascus")},
        ),
        (
            (
                "Hezbollah said its attacks on Metula and Safed on Saturday were in response to an "
                "Israeli strike on Nabatieh."
            ),
            {("Metula", "Nabat\u00eey\u00e9 et Tahta"), ("Safed", "Nabat\u00eey\u00e9 et Tahta")},
        ),
        (
            (
                "The coalition bombed Saada on Thursday. In reply to the raid the Houthis fired a "
                "missile at Najran on Saturday."
            ),
            {("Najr\u0101n", "Sa'dah")},
        ),
        (
            (
                '"This is the answer to the crime in Homs," a spokesman said after a missile struck '
                "Haifa on Saturday. Israeli jets bombed Homs on Thursday."
            ),
            {("Haifa", "Homs")},
        ),
        (
            (
                "Missiles hit Kyiv on Saturday. The defence ministry called it retaliation for a "
                "Ukrainian drone attack on Belgorod."
            ),
            {("Kyiv", "Belgorod")},
        ),
        (
            (
                "Rockets hit Safed on Friday. On Saturday Israel bombed Tyre. The army did not say "
                "whether the raid was in response to the rockets."
            ),
            set(),
        ),
        (
            (
                "Soldiers killed 20 people in Mopti on Saturday, in reprisal for an ambush near "
                "Qilbasara on Friday, rights groups said."
            ),
            set(),
        ),
    ],
)
def test_an_answer_and_its_cause_have_places_of_their_own(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert links(text) == expected


def test_who_answers_did_not_do_what_is_answered() -> None:
    text = "The army responded to an attack on Metula with raids on Tyre on Friday."
    cause = next(e for e in read_report(text, SUNDAY)["events"] if e["place_name"] == "Metula")
    assert not [a for a in cause["actors"] if a["role"] == "perpetrator"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Israel shelled Tyre after two rockets landed near Safed on Saturday, the army said. It "
                "was a response to the rockets, it said."
            ),
            {("Tyre", "Safed")},
        ),
        (
            (
                "The army said its drones killed a dozen fighters near Gao on Saturday, answering an "
                "attack on a camp at Labbezanga a day earlier."
            ),
            {("Gao", "Labbezanga")},
        ),
        (
            (
                "Missiles struck Odesa on Saturday. A senator said it was payback for Belgorod, where 25 "
                "people were killed in shelling on Dec 30."
            ),
            {("Odesa", "Belgorod")},
        ),
        (
            (
                "Gunmen killed an Israeli man near Nablus on Thursday. Hours later settlers attacked "
                "Huwara, burning cars. Islamic Jihad said the shooting was a response to an Israeli raid "
                "in Jenin on Wednesday."
            ),
            {("Nablus", "Jan\u012bn")},
        ),
        (
            (
                "A car bomb killed four policemen in Ankara on Friday. The ministry said that it had "
                "destroyed 20 targets in Metina and Gara on Saturday in response."
            ),
            {("Metina", "Ankara"), ("Gara", "Ankara")},
        ),
    ],
)
def test_both_ends_are_told_in_other_words(text: str, expected: set[tuple[str, str]]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Missiles struck a refinery in Haifa on Friday. The guards called it revenge for Natanz. "
                "Israeli jets had bombed the plant there on Wednesday. Nobody was hurt. Israel's answer to Haifa came within hours. On Friday evening its air force "
                "attacked a depot in Kermanshah and an airport in Tabriz."
            ),
            {("Haifa", "Natanz"), ("Kermanshah", "Haifa"), ("Tabriz", "Haifa")},
        ),
    ],
)
def test_the_answer_may_be_announced(text: str, expected: set[tuple[str, str]]) -> None:
    assert links(text) == expected


def test_what_is_answered_does_not_take_the_place_of_the_answer() -> None:
    text = (
        "Gunmen stormed a hotel in Mogadishu on Friday. Its radio said the raid was revenge for "
        "American air strikes."
    )
    found = read_report(text, SUNDAY)["events"]
    assert [(e["place_name"], e["event_type"]) for e in found] == [("Mogadishu", "other_attack")]
