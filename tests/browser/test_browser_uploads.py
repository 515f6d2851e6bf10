"""A visitor's own file in a real browser: shown on that visitor's map, and on nobody else's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS
from tests.importers.builders import acled_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

pytestmark = pytest.mark.browser

APP = Path(__file__).resolve().parents[2] / "app.py"
ALL = 248


@pytest.fixture(scope="module")
def url(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(APP, {"DASHBOARD_CACHE": str(tmp_path_factory.mktemp("cache"))}) + "/?weak=1"


def wait_for_total(frame: Frame, total: int) -> None:
    frame.wait_for_function(f"window.__map_state.total === {total}")


def open_file(page: Page, name: str, content: str) -> None:
    page.get_by_text("Your own data").click()
    held = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_test_id("stFileUploader").locator("input[type=file]").set_input_files(held)  # type: ignore[arg-type]
    expect(page.get_by_text("Read as")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_a_file_is_drawn_for_its_visitor_only(
    width: int,
    url: str,
    open_page: Callable[..., tuple[Page, Any]],
    map_frame: Callable[[Page], Frame],
) -> None:
    page, seen = open_page(url, width, 900)
    frame = map_frame(page)
    wait_for_total(frame, ALL)
    open_file(page, "mine.csv", acled_text({}, {}, {"event_date": "soon"}))
    page.get_by_role("button", name="Show these events").click()
    expect(page.get_by_text("2 events of yours")).to_be_visible(timeout=PATIENCE_MS)
    wait_for_total(frame, ALL + 2)
    asked = [address for address in seen.requests if "session=" in address]
    assert any("/api/cells" in address for address in asked)
    assert "session" not in page.url
    assert seen.offsite == []
    with page.expect_download() as kept:
        page.get_by_role("button", name="Rejected rows").click()
    assert "soon" in Path(kept.value.path()).read_text("utf-8-sig")
    other, _ = open_page(url, width, 900)
    wait_for_total(map_frame(other), ALL)
    page.get_by_role("button", name="Remove").click()
    wait_for_total(frame, ALL)
    expect(page.get_by_text("events of yours")).to_have_count(0)
    assert seen.errors == []


def test_guessed_columns_can_be_seen(url: str, open_page: Callable[..., tuple[Page, Any]]) -> None:
    page, _ = open_page(url, 1440, 900)
    open_file(page, "desk.csv", "date,place,country,what\n2024-01-05,Aden,Yemen,Seen by several\n")
    expect(page.get_by_test_id("stDataFrame").last).to_be_visible()
    page.get_by_role("button", name="Show these events").click()
    expect(page.get_by_text("1 event of yours")).to_be_visible(timeout=PATIENCE_MS)
