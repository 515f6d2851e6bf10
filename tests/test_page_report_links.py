"""What answers what, where the proposals of one report are added one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.settings import load
from dashboard.store import SESSIONS, current
from tests.test_page_report import html, open_page, press, read, reading
from tests.test_report_rows import TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

__all__ = ["open_page"]  # a fixture that pytest finds here

CAUSE, ANSWER = "e1", "e2"


def choose(app: AppTest, proposal_id: str) -> AppTest:
    return app.selectbox(key="report_chosen").set_value(proposal_id).run()


def add(app: AppTest, proposal_id: str) -> None:
    choose(app, proposal_id)
    press(app, "report_accept")
    press(app, "report_add")


def links(app: AppTest) -> list[tuple[str, str]]:
    """Give which of this session's events answers which, by their places."""
    chosen = load()
    base = current(chosen.data, chosen.cache, chosen.store_url, chosen.imports)
    store = SESSIONS.store_for(app.session_state["own_session"], base)
    found = []
    for _, event_id in reading(app).added:
        detail = store.event(event_id)
        places = detail.links.loc[detail.links["forward"], "other_place_name"]
        found += [(str(detail.event["place_name"].iloc[0]), str(name)) for name in places]
    return found


@pytest.mark.parametrize("order", [(CAUSE, ANSWER), (ANSWER, CAUSE)])
def test_an_answer_leads_to_its_cause_whichever_is_added_first(
    open_page: Callable[[], AppTest], order: tuple[str, str]
) -> None:
    app = read(open_page(), TEXT)
    for proposal_id in order:
        add(app, proposal_id)
    assert not reading(app).proposals
    assert links(app) == [("Red Sea", "Homs")]


def test_it_says_that_what_is_answered_was_added(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page(), TEXT)
    choose(app, ANSWER)
    assert "<th scope='row'>Answers</th><td dir='auto'>proposal 1</td>" in html(app)
    add(app, CAUSE)
    assert "<td dir='auto'>one that you added: Homs, 2024-02-05</td>" in html(app)
    SESSIONS.drop(app.session_state["own_session"])  # removed on the map, or let go after hours
    app.run()
    assert "<td dir='auto'>one that is no longer proposed</td>" in html(app)
    press(app, "report_accept")
    press(app, "report_add")
    assert links(app) == []


def test_a_cause_that_is_merged_after_its_answer_was_added(
    open_page: Callable[[], AppTest],
) -> None:
    text = TEXT.replace("the strike.", "the strike in Hama.").replace(
        "The Houthis", "An airstrike in Hama on Monday destroyed a bridge. The Houthis"
    )
    app = read(open_page(), text)
    assert [link.to for link in reading(app).proposals[2].links] == ["e2"]
    add(app, "e3")
    choose(app, CAUSE)
    app.button_group(key=f"merge_{reading(app).turn}_{CAUSE}").set_value(["e2"]).run()
    press(app, "report_merge_now")
    add(app, CAUSE)
    assert links(app) == [("Red Sea", "Homs")]
