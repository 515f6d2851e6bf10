"""What is added: numbers to a proposal, and events to those of the session."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from dashboard.store import Store
from tests.test_page_report import KNOWN, open_page, press, read, reading

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from streamlit.testing.v1 import AppTest

    from dashboard.store import Detail

__all__ = ["open_page"]  # a fixture that pytest finds here


def test_a_new_number_needs_nothing_but_the_number(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page())
    [editor] = [d for d in app.data_editor if "At least" in d.value]
    what = json.loads(editor.proto.columns)["What"]
    assert what["default"] == "killed"  # a row that lacks what must be there is never told


def test_many_events_are_not_looked_up_one_by_one(
    open_page: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = read(open_page())
    press(app, "report_accept_sure")
    event, asked = Store.event, set()

    def counted(store: Store, event_id: str) -> Detail:
        asked.add(event_id)
        return event(store, event_id)

    monkeypatch.setattr(Store, "event", counted)
    press(app, "report_add")
    assert len(reading(app).added) == 3
    assert {b.key for b in app.button} >= {"report_mine", f"open_{KNOWN}"}
    assert asked == {KNOWN}
