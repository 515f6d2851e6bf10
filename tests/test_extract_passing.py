"""What a text about something else mentions in passing is listed and not proposed."""

from __future__ import annotations

from typing import Any

from dashboard.extract import read_report
from tests.told import FRIDAY

TALKS = (
    "The Security Council heard the United Nations envoy for Yemen on Wednesday, who asked both sides "
    "to keep to the truce and to stop sending weapons and fighters to the front.\n\n"
    "The American ambassador warned that attacks on shipping would have consequences, and the Russian "
    "one asked who had armed the coalition. A resolution will be put to the vote next week.\n\n"
    "{}\n\n"
    "The envoy flies to Muscat and Riyadh on Friday to speak with the parties about prisoners, salaries "
    "and the airport. Aid groups need money for the winter, his deputy told the meeting.\n"
)
DOUBTFUL = "A drone had hit a depot in Marib, which members called a disgrace."
SURE = (
    "On Tuesday the Houthis fired two missiles at Marib, killing four people, according to the Yemeni "
    "government."
)


def read(middle: str) -> dict[str, Any]:
    answer: dict[str, Any] = read_report(TALKS.format(middle), FRIDAY)
    return answer


def test_a_doubtful_act_in_passing_is_listed_with_why_and_not_proposed() -> None:
    answer = read(DOUBTFUL)
    assert answer["events"] == []
    kinds = {one["kind"]: one["span"] for one in answer["non_events"]}
    start, end = kinds["told in passing"]
    assert TALKS.format(DOUBTFUL)[start:end] == "hit"
    assert answer["notes"] == [
        (
            "What looks like an act is told in one late sentence and not sure, in a text about something "
            "else: it is listed and not proposed."
        )
    ]


def test_a_text_that_was_cut_still_says_so() -> None:
    rest = TALKS.format("Nobody spoke of the north.") * 120
    notes = read_report(TALKS.format(DOUBTFUL) + "\n" + rest, FRIDAY)["notes"]
    assert [note.split()[0] for note in notes] == ["The", "What"]


def test_an_act_that_is_sure_is_proposed_wherever_it_stands() -> None:
    assert [e["place_name"] for e in read(SURE)["events"]] == ["Ma'rib"]


def test_an_act_that_a_text_comes_back_to_is_proposed() -> None:
    again = f"{DOUBTFUL} Two guards were wounded in that attack, the mayor said."
    assert len(read(again)["events"]) == 1


def test_an_act_that_a_text_opens_with_is_proposed() -> None:
    text = f"{DOUBTFUL}\n\n{TALKS.format('Nobody spoke of it.')}"
    assert len(read_report(text, FRIDAY)["events"]) == 1


def test_a_flash_is_about_its_act() -> None:
    assert len(read_report(DOUBTFUL, FRIDAY)["events"]) == 1
