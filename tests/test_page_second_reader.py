"""The page's checkbox for a second reader, driven against the stand-in server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from tests.stand_in_model import FRIDAY, KEY, NAME, TEXT, Model, event, kirkuk, model

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from dashboard.page.report.session import Reading

__all__ = ["model"]  # a fixture that pytest finds here

ROOT = Path(__file__).resolve().parent.parent
PAGE = str(ROOT / "dashboard" / "page" / "main.py")
PATIENCE_S = 60


@pytest.fixture
def open_page(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., AppTest]:
    def start(**variables: str) -> AppTest:
        monkeypatch.setenv("DASHBOARD_DATA", str(ROOT / "data"))
        monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path_factory.getbasetemp() / "page-cache"))
        for name, value in variables.items():
            monkeypatch.setenv(f"DASHBOARD_MODEL{name}", value)
        app = AppTest.from_file(PAGE, default_timeout=PATIENCE_S)
        app.session_state["map_drawn"] = True  # there is no browser to say so
        app.run()
        return app.switch_page("reading.py").run()

    return start


def read(app: AppTest, day: dt.date = FRIDAY) -> Reading:
    app.text_area(key="report_text").set_value(TEXT)
    app.date_input(key="report_published").set_value(day).run()
    app.button(key="report_read").click().run()
    assert not app.exception
    found: Reading = app.session_state["reading"]
    return found


def asked_of(model: Model) -> dict[str, str]:
    return {"": "openai/stand-in", "_KEY": KEY, "_URL": model.url}


def test_without_a_model_there_is_no_box(open_page: Callable[..., AppTest]) -> None:
    app = open_page()
    assert "report_second" not in [box.key for box in app.checkbox]


def test_the_box_says_where_the_text_goes_and_nothing_goes_unticked(
    open_page: Callable[..., AppTest], model: Model
) -> None:
    app = open_page(**asked_of(model))
    box = app.checkbox(key="report_second")
    assert not box.value
    assert model.url.split("/")[2] in box.label.replace("\\", "")
    reading = read(app)
    assert model.asked == []
    assert all(not p.proposed_by for p in reading.proposals)


def test_what_the_model_proposed_is_marked(open_page: Callable[..., AppTest], model: Model) -> None:
    model.says(event(), kirkuk())
    app = open_page(**asked_of(model))
    app.checkbox(key="report_second").check()
    reading = read(app)
    assert len(model.asked) == 1
    assert TEXT in model.asked[0]["messages"][1]["content"]
    assert any(NAME in p.proposed_by for p in reading.proposals)
    shown = " ".join(str(item.value) for item in (*app.caption, *app.markdown, *app.info))
    assert "model openai/stand-in" in shown.replace("\\", "")
    assert KEY not in shown


def test_if_it_fails_the_rules_reading_stays_and_says_so(
    open_page: Callable[..., AppTest], model: Model
) -> None:
    model.status = 401
    app = open_page(**asked_of(model))
    app.checkbox(key="report_second").check()
    reading = read(app)
    assert reading.proposals
    assert any(
        "No second reading" in note and "refused the key" in note for note in reading.report.notes
    )
    assert not any(KEY in info.value for info in app.info)
