"""The page while the data behind it are being prepared."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.page.preparing import may_stop
from dashboard.settings import load
from dashboard.store import Opening, open_in_background
from tests.conftest import DATA
from tests.test_opening import Gate, changed, gate
from tests.test_page import PAGE, PATIENCE_S, number_of_events

if TYPE_CHECKING:
    from pathlib import Path


__all__ = ["gate"]


@pytest.fixture
def app(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    for path in DATA.iterdir():
        if not (folder / path.name).exists():
            (folder / path.name).symlink_to(path)
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    monkeypatch.setenv("DASHBOARD_CACHE", str(folder.parent / "cache"))
    made = AppTest.from_file(PAGE, default_timeout=PATIENCE_S)
    made.session_state["map_drawn"] = True
    return made


def work() -> Opening:
    """Give the work that the page waits for."""
    settings = load()
    return open_in_background(settings.data, settings.cache, settings.imports)


def in_a_moment(gate: Gate, do: object = None) -> None:
    """When the build has told how far it is, do something and let it go on."""

    def later() -> None:
        assert gate.reached.wait(20)
        if callable(do):
            do()
        gate.opened.set()

    threading.Thread(target=later).start()


def test_who_comes_first_waits_for_the_build_and_sees_the_map(app: AppTest, gate: Gate) -> None:
    in_a_moment(gate)
    app.run()
    assert not app.exception
    assert app.title[0].value == "Reported conflict events"
    assert number_of_events(app) == 238


def test_what_was_stopped_begins_again_when_asked(app: AppTest, gate: Gate) -> None:
    in_a_moment(gate, lambda: work().stop())
    app.run()
    assert app.title[0].value == "There are no data to show yet"
    assert "nothing was changed" in app.info[0].value
    app.run()
    assert app.title[0].value == "There are no data to show yet"
    app.button(key="preparing_again").click().run()
    assert app.title[0].value == "Reported conflict events"
    assert gate.builds == 2


def test_the_state_before_is_shown_and_named_so(app: AppTest, gate: Gate, folder: Path) -> None:
    gate.opened.set()
    app.run()
    gate.opened.clear()
    gate.reached.clear()
    changed(folder)
    app.run()
    assert gate.reached.wait(20)
    assert number_of_events(app) == 238
    assert any("newer data are being prepared" in caption.value for caption in app.caption)
    gate.opened.set()
    work().store()
    app.run()
    assert not any("newer data are being prepared" in caption.value for caption in app.caption)


@pytest.mark.parametrize(
    ("address", "public", "may"),
    [("127.0.0.1", "yes", True), ("0.0.0.0", "yes", False), ("0.0.0.0", "no", True)],  # noqa: S104
)
def test_only_who_runs_it_may_stop_it(
    address: str, public: str, *, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "get_option", lambda _name: address)
    monkeypatch.setenv("DASHBOARD_PUBLIC", public)
    assert may_stop(load()) is may
