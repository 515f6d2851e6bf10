"""What a first reading and a first correction would wait for is loaded before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.extract.placebook import load_placebook
from dashboard.page.report import session, warming
from dashboard.places import Gazetteer
from tests.test_page_report import ROOT, open_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

__all__ = ["open_page"]  # a fixture that pytest finds here


def test_the_page_begins_to_load_when_it_is_opened(
    open_page: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(warming, "warm_up", asked.append)
    assert not open_page().exception
    assert asked == [ROOT / "data"]


def test_what_was_loaded_is_not_loaded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"  # a folder that no other test has asked for
    data.symlink_to(ROOT / "data")
    warming.warm_up(data).join()
    books = load_placebook.cache_info().misses
    monkeypatch.setattr(Gazetteer, "load", lambda *_: pytest.fail("loaded again"))
    assert session.find_place("Erbil", data).precision == "city"
    load_placebook(data)
    assert load_placebook.cache_info().misses == books


def test_data_with_faults_are_the_pages_to_tell(tmp_path: Path) -> None:
    thread = warming.warm_up(tmp_path)
    thread.join()  # an exception in it would fail this test
    assert not thread.is_alive()
