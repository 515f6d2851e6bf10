"""Words that look like an act and were not taken: which, why, and where the page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.extract import read_report
from dashboard.reports import Report, refused, report_of
from dashboard.reports.refused import REACH, why_not
from tests.test_page_report import DAY, HOSTILE, html, open_page, press, read, reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

__all__ = ["open_page"]  # a fixture that pytest finds here

TEXT = (
    "A drone strike hit a depot in Homs on Monday, killing two people, medics said. Israel has "
    "vowed to strike Damascus if its planes are attacked.\nThe army denied that it had shelled "
    "Hama."
)


def test_words_that_were_not_taken_stand_in_their_sentence_with_why() -> None:
    found = refused(report_of(read_report(TEXT, DAY), TEXT))
    assert [(one.words, one.why) for one in found] == [
        ("strike", "a threat or a promise (“vowed”)"),
        ("attacked", "only supposed"),
        ("shelled", "denied"),
    ]
    assert found[0].before == "Israel has vowed to "
    assert found[0].after == " Damascus if its planes are attacked."
    assert f"{found[2].before}{found[2].words}{found[2].after}" == TEXT.split("\n")[1]


def test_what_a_proposal_rests_on_was_taken() -> None:
    whole = report_of(read_report(TEXT, DAY), TEXT)
    killing = TEXT.index("killing")
    act = whole.proposals[0].type_span
    assert act is not None
    both = (("no place", (killing, killing + 18)), ("heading", act))
    again = refused(Report("x", DAY, text=TEXT, proposals=whole.proposals, non_events=both))
    assert again == ()


def test_a_long_sentence_is_cut_at_words() -> None:
    text = f"{'word ' * 40}attack{' word' * 40}"
    (one,) = refused(Report("x", DAY, text=text, non_events=(("if", (200, 206)),)))
    assert one.before.startswith("… word")
    assert one.after.endswith("word …")
    assert max(len(one.before), len(one.after)) <= REACH + 2


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("a drill", "part of a drill"),
        ("Would", "possible or to come (“Would”)"),
        ("nobody", "said not to have happened (“nobody”)"),
        ("a figure of speech in a report about sport", "a figure of speech: the report is about sport"),
        ("a work that tells of it", "told in a film, a book or a game"),
        ("halt", "not told as done (“halt”)"),
        ("words that were overheard", "words that were overheard"),
    ],
)  # fmt: skip
def test_a_reason_is_in_plain_words(kind: str, why: str) -> None:
    assert why_not(kind) == why


def listed(app: AppTest) -> list[str]:
    return [e.label for e in app.expander if e.label.startswith("Looks like an act")]


def test_the_page_shows_them_below_the_proposals(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page(), f"{TEXT}\nIt will attack {HOSTILE} in Aleppo.")
    n = len(reading(app).refused)
    assert n >= 4
    assert listed(app) == [f"Looks like an act and was not taken: {n}"]
    shown = html(app)
    assert "<td>a threat or a promise (“vowed”)</td>" in shown
    assert "vowed to <b>strike</b> Damascus" in shown
    assert "<script" not in shown
    press(app, "report_accept_sure")
    press(app, "report_add")
    assert not reading(app).proposals
    assert listed(app) == [f"Looks like an act and was not taken: {n}"]


def test_they_are_shown_where_nothing_is_proposed(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page(), "Israel has vowed to strike Damascus if its planes are attacked.")
    assert not reading(app).proposals
    assert listed(app) == ["Looks like an act and was not taken: 2"]
    other = read(open_page(), "The committee met on Tuesday and agreed on a school budget.")
    assert listed(other) == []
