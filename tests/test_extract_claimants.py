"""Who did it, told in another sentence: claims, blame, the speaker's own deed, whose jets it were."""

from __future__ import annotations

import pytest

from tests.told import events, names, only

RAID = "A tank farm at Ras Tanura in Saudi Arabia was hit on Sunday morning. "
HOUTHIS = "Houthis"


@pytest.mark.parametrize(
    "after",
    [
        (
            "In a televised statement the military spokesman of the Houthis said that his forces "
            "had sent eight missiles and fourteen drones into the kingdom."
        ),
        "Yahya Saree, the Houthi military spokesman, announced that they had used five missiles.",
        "The Houthis, who said nothing for a day, then announced that their drones had reached it.",
        "The Houthis, who control northern Yemen, said that they had used drones.",
        "The Houthis claimed a direct hit.",
        "The Houthis called it only the beginning.",
        "That one the Houthis claimed before the smoke had cleared.",
        "A statement in the name of the Houthis appeared the same day.",
        "It was the Houthis who took the credit.",
        "The drones, the Houthis said, were theirs.",
        "The attack, the Houthis said, was their answer to the siege.",
        "The attack was a response to the siege, the Houthis said.",
        "They were the Houthis' answer to the siege.",
        "Riyadh and Washington both accuse the Houthis of this raid.",
        "Saudi officials lay it at the door of the Houthis.",
        "The panel has since traced the fragments to a drone operated on behalf of the Houthis.",
        "The police attribute the raid to a cell of the Houthis.",
        "The army said that the Houthis had sent them.",
        "The missile that set the tanks alight came from a Houthi launcher.",
        "That was the work of Houthi drones.",
        "Nobody doubts that the Houthis did it.",
        "A film of the drones on their way was published that night by the Houthis.",
        "Claiming it, the Houthis spoke of a punishment.",
        "Responsibility lies with the Houthis, the ministry said.",
    ],
)
def test_the_author_is_told_in_the_next_sentence(after: str) -> None:
    assert names(only(RAID + after)) == {HOUTHIS}


@pytest.mark.parametrize(
    "after",
    [
        "Nobody has claimed the attack; the Houthis denied any part in it.",
        "A Houthi officer denied that his men had fired.",
        "The Houthis said they had nothing to do with it.",
        "The Houthis said that their men had not fired them.",
        "The Houthis said that they had not hit it.",
        "The Houthis condemned it.",
        "The Houthis hold Sanaa.",
        "It had come from Yemen, the army said, and the Houthis kept silent.",
        "Doctors blame the Houthi base nearby.",
    ],
)
def test_who_is_only_named_did_nothing(after: str) -> None:
    assert names(only(RAID + after)) == set()


def test_all_that_was_told_of_that_day_was_theirs() -> None:
    told = events(
        "Drones hit a gas plant at Rumeilan in Syria on Thursday. On the same day a mill in "
        "Qamishli was bombed. Turkey's defence ministry said that its aircraft had carried out "
        "the strikes."
    )
    assert [names(e) for e in told] == [{"Turkey"}, {"Turkey"}]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "By then the Egyptian army had replied. Jets bombed hamlets near Rafah on Tuesday.",
            "Egypt",
        ),
        (
            (
                "Israeli soldiers had come to Jenin on Monday. A helicopter gunship fired rockets into "
                "the edge of the camp of Jenin."
            ),
            "Israel",
        ),
    ],
)
def test_nobodys_jets_are_those_of_the_army_told_of(text: str, owner: str) -> None:
    assert names(events(text)[-1]) == {owner}


def test_jets_between_two_armies_are_left_open() -> None:
    told = only(
        "The Syrian army and the Turkish army were both on the road. Jets bombed a mill near Idlib "
        "on Tuesday."
    )
    assert names(told) == set()


def test_whom_a_militia_is_close_to_did_not_do_it() -> None:
    told = only(
        "A drone hit a gas field in Kirkuk on Friday. Officials blamed a militia close to Iran, "
        "Kataib Hezbollah, for it."
    )
    assert names(told) == {"Kataib Hezbollah"}


def test_hallmarks_make_no_target() -> None:
    told = only("The bombing of a market in Mogadishu on Monday bore the hallmarks of al-Shabaab.")
    assert "al-Shabaab" not in names(told, "target")


def test_a_paragraph_that_opens_with_by_is_no_byline() -> None:
    told = only(
        "Aden was quiet.\n\nBy Friday evening the Saudi army had bombed Saada, killing ten."
    )
    assert names(told) == {"Saudi Arabia"}


def test_whom_a_president_names_struck_through_his_forces() -> None:
    told = only(
        "Two houses in Bukamal were bombed on Friday. The minister said that President Joe Biden "
        "had ordered the strikes."
    )
    assert names(told) == {"United States (CENTCOM)"}


ELI = "Two men opened fire at a restaurant in Ariel, in the West Bank, on Tuesday, killing four. "


@pytest.mark.parametrize(
    "after",
    [
        "It was Hamas that named both of them as its members.",
        "Hamas said that the gunmen were its own.",
        "Hamas mourned the two as fighters of its armed wing.",
        "Hamas said the two belonged to its Qassam Brigades.",
        "The two were members of Hamas, the army said.",
        "Hamas said so in a message on Telegram.",
        "Hamas said a fighter of the group had opened fire.",
        "They were Hamas's, the army said.",
        "The message in which Hamas claimed it came at night.",
    ],
)
def test_those_who_did_it_are_called_a_groups_own(after: str) -> None:
    assert names(only(ELI + after)) == {"Hamas"}


def test_the_dead_of_a_group_did_nothing() -> None:
    told = only(
        "Two men were killed by a drone near Jenin on Tuesday. The two were members of Hamas, the "
        "army said."
    )
    assert "Hamas" not in names(told)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Russia answered within a day. On Monday missiles struck a mill in Kharkiv.", "Russia"),
        (
            "The Rapid Support Forces took revenge the next night: drones hit Atbara on Monday.",
            "Rapid Support Forces",
        ),
        (
            "Al-Shabaab has not been beaten. On Monday its gunmen stormed a hotel in Kismayo.",
            "al-Shabaab",
        ),
    ],
)
def test_who_is_said_to_answer_did_what_comes_next(text: str, doer: str) -> None:
    assert names(only(text)) == {doer}


def test_who_answers_with_words_did_nothing() -> None:
    told = only("Russia responded with condemnation. On Monday missiles struck a mill in Kharkiv.")
    assert names(told) == set()
