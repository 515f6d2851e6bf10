"""The page "Read a report" in a real browser: the whole way, hostile text, no other host."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app.py"
HOSTILE = (
    "<script>window.top.hacked=1</script><img src=x onerror=window.top.hacked=1>"
    "${window.top.hacked=1}`'\"\u202eabc ![x](http://example.com/x.png) :red[x] $x$"
)
TEXT = (
    f"{HOSTILE}\n\nBAGHDAD, Feb. 8, 2024 (Desk) - A U.S. drone strike on a car in the Mashtal "
    "neighbourhood of eastern Baghdad killed 41 people on Wednesday night, two security officials "
    f"said. On Tuesday the Houthis fired two missiles at a tanker in the Red Sea, {HOSTILE} said. "
    "At least three fighters were wounded in an air strike near Mosul on Monday, police said."
)
FAR_APART = (
    TEXT
    + "\n\nNothing else is known." * 60
    + "\n\nA car bomb hit Erbil on Monday. Gunmen killed two men in Erbil on Sunday, police said."
)
LEAFLET = "window.conflictMap.running.map"
STRAY_SIDEBAR = """() => {
  const stray = document.createElement("section");
  stray.dataset.testid = "stSidebar";
  document.querySelector(".stApp").append(stray);
  const shown = getComputedStyle(stray).display;
  stray.remove();
  return shown;
}"""
# Opened at its own address, Streamlit asks there for its own doors first and then at the root.
OWN_KNOCKING = "404 (Not Found)"
OWN_DOORS = ("_stcore/health", "_stcore/host-config")


@pytest.fixture(scope="module")
def url(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(APP, {"DASHBOARD_CACHE": str(tmp_path_factory.mktemp("cache"))})


def sketch_frame(page: Page) -> Frame:
    handle = page.wait_for_selector('iframe[title="streamlit_folium.st_folium"]')
    frame = handle.content_frame() if handle else None
    assert frame is not None
    frame.wait_for_function("window.__map_state && window.__map_state.stamp > 0")
    frame.wait_for_function("window.__map_state.base")
    return frame


def read(page: Page, text: str = TEXT) -> None:
    box = page.get_by_label("Text of the report")
    box.fill(text)
    box.blur()
    page.get_by_text("Published on 8 February 2024, says").click()
    publisher = page.get_by_label("Publisher")
    publisher.fill(HOSTILE)
    publisher.blur()
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator(".report")).to_be_visible(timeout=30_000)  # the gazetteer is read first


def test_a_report_becomes_events_on_the_map(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, seen = open_page(url, 1440, 1000)
    map_frame(page)
    page.get_by_role("link", name="Read a report").click()
    page.get_by_label("Text of the report").wait_for()
    # Streamlit leaves the map's sidebar there or not, as it happens: there is nothing in it here.
    assert page.evaluate(STRAY_SIDEBAR) == "none"
    read(page)
    frame = sketch_frame(page)
    frame.wait_for_function("window.__map_state.points === 2 && window.__map_state.areas === 1")
    assert not any("/api/cells" in a for a in seen.requests[-20:])
    # An area bears the proposal's number before its name: "Red Sea · 2" would be two events.
    expect(frame.locator(".cm-tag")).to_have_text("2Red Sea")
    # Choosing on the map lights up the words.
    frame.get_by_role("button", name="Proposal 3", exact=True).click()
    words = page.locator("table.words")
    expect(words).to_contain_text("Mosul")
    expect(page.locator(".report .told").first).to_contain_text("At least three")
    # The hostile words can be read and do nothing.
    expect(page.locator(".report")).to_contain_text("<script>window.top.hacked=")
    expect(page.locator(".report")).to_contain_text("onerror=window.top.hacked=")
    page.get_by_role("button", name="Accept the 3 that are not doubtful").click()
    with page.expect_download() as wait:
        page.get_by_role("button", name="CSV", exact=True).click()
    rows = list(csv.DictReader(io.StringIO(Path(wait.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == 3
    with page.expect_download() as wait:
        page.get_by_role("button", name="Interchange", exact=True).click()
    assert len(json.loads(Path(wait.value.path()).read_text("utf-8"))["events"]) == 3
    page.get_by_role("button", name="Add 3 to my events").click()
    page.get_by_role("button", name="See my events on the map").click()
    frame = map_frame(page)
    frame.wait_for_function("window.__map_state.total === 2")
    page.wait_for_function("location.search.includes('dataset=reports')")
    assert page.evaluate("location.pathname") == "/"
    assert page.get_by_test_id("stMetricValue").first.inner_text() == "2 of 250"
    assert page.evaluate("window.hacked") is None
    assert seen.offsite == []
    assert seen.errors == []
    assert not [i for i in page.locator("img").all() if i.get_attribute("src") == "x"]


def test_a_known_event_gets_the_claims_of_the_report(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, seen = open_page(f"{url}/read", 1440, 1000)
    read(page)
    sketch_frame(page)
    expect(page.get_by_text("Likely the same: 2024-02-07")).to_be_visible()
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_role("button", name="Add 1 to my events").click()
    page.get_by_role("button", name="Open Mashtal area").click()
    map_frame(page)
    panel = page.locator(".st-key-panel")
    expect(panel).to_contain_text("41 killed")
    expect(panel).to_contain_text("two security officials")
    expect(panel).to_contain_text("<script>window.top.hacked=1</script>")
    assert page.evaluate("window.hacked") is None
    assert seen.offsite == []
    assert [error for error in seen.errors if OWN_KNOCKING not in error] == []
    assert {*seen.missing} <= {f"{url}/read/{door}" for door in OWN_DOORS}


def test_a_dropped_page_is_read_with_what_it_says_of_itself(
    url: str, open_page: Callable[..., tuple[Page, Any]], tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(
        "<html><head><title>A strike</title><meta property='og:site_name' content='The Desk'>"
        "<meta property='article:published_time' content='2024-02-08T10:00:00Z'></head><body>"
        "<script>window.top.hacked=1</script><article><p>A drone strike hit a depot in Homs on "
        "Monday, killing two people, medics said.</p></article></body></html>",
        "utf-8",
    )
    page, seen = open_page(f"{url}/read", 1280, 900)
    page.locator("input[type=file]").set_input_files(path)
    expect(page.get_by_label("Publisher")).to_have_value("The Desk")
    expect(page.get_by_label("Title")).to_have_value("A strike")
    page.get_by_text("Published on 8 February 2024, says").click()
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator(".report .found-place")).to_have_text("Homs")
    expect(page.locator("table.words")).to_contain_text("2024-02-05")
    assert page.evaluate("window.hacked") is None
    assert seen.offsite == []


def test_it_works_under_a_base_path(
    serve: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
    open_page: Callable[..., tuple[Page, Any]],
    map_frame: Callable[[Page], Frame],
) -> None:
    env = {"DASHBOARD_CACHE": str(tmp_path_factory.mktemp("cache"))}
    base = serve(APP, env, "desk/events")
    page, seen = open_page(base, 1280, 900)
    map_frame(page).evaluate(f"{LEAFLET}.setView([33.3, 44.4], 9, {{ animate: false }})")
    page.get_by_role("link", name="Read a report").click()
    read(page, FAR_APART)
    frame = sketch_frame(page)
    assert frame.evaluate("window.__map_state.error") is None
    # The words stay in sight while one reads on beside them.
    page.locator("[data-testid=stMain]").evaluate("main => { main.scrollTop = 350; }")
    shown = page.locator(".st-key-report_shown").bounding_box()
    assert shown is not None
    assert shown["y"] > 0
    # The sentence of a proposal comes into view with it; the page itself stays.
    badge = frame.get_by_role("button", name="Proposal 4, 5", exact=True)
    badge.scroll_into_view_if_needed()
    height = page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop")
    badge.click()
    told = page.locator(".report .told", has_text="Erbil").first
    expect(told).to_be_in_viewport()
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollTop") == height
    badge.click()  # the next one at the same place
    expect(page.locator(".report .told").first).to_contain_text("Gunmen")
    # A table's own file would hold formulas and no sources; ours are below.
    table = page.get_by_test_id("stDataFrame").last
    table.hover()
    expect(page.get_by_role("button", name="Fullscreen").last).to_be_visible()
    expect(page.get_by_role("button", name="Download as CSV")).to_have_count(0)
    page.get_by_role("link", name="Map", exact=True).click()
    # What the page keeps of a map that went is a text: an object would keep its whole frame alive.
    assert page.evaluate("typeof window.__map_view") == "string"
    back = map_frame(page)
    assert back.evaluate(f"{LEAFLET}.getZoom()") == 9
    assert back.evaluate(f"{LEAFLET}.getCenter().lat") == pytest.approx(33.3, abs=0.02)
    assert seen.errors == []
    assert seen.offsite == []


def test_arabic_words_stand_next_to_their_field(
    url: str, open_page: Callable[..., tuple[Page, Any]]
) -> None:
    page, _ = open_page(f"{url}/read", 1440, 900)
    read(page, "بغداد، Feb. 8, 2024 - قصف الجيش الأمريكي قاعدة في الموصل يوم الاثنين.")
    place = page.locator("table.words .found-place").first
    expect(place).to_have_text("الموصل")
    words, cell = place.bounding_box(), place.locator("..").bounding_box()
    assert words is not None
    assert cell is not None
    assert words["x"] - cell["x"] < 10


def test_where_nothing_is_proposed_the_text_has_its_reasons_beside_it(
    url: str, open_page: Callable[..., tuple[Page, Any]]
) -> None:
    page, _ = open_page(f"{url}/read", 1440, 900)
    read(page, "AMMAN, Feb. 8, 2024 - The army denied that it had shelled Daraa.")
    expect(page.locator(".legend")).not_to_contain_text("chosen event")
    folded = page.get_by_text("Looks like an act and was not taken: 1")
    text, beside = page.locator(".report").bounding_box(), folded.bounding_box()
    assert text is not None
    assert beside is not None
    assert beside["x"] > text["x"] + text["width"]
    folded.click()
    expect(page.locator("table.refused")).to_contain_text("had shelled Daraa.denied")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_nothing_is_wider_than_the_window(
    url: str, open_page: Callable[..., tuple[Page, Any]], width: int, height: int
) -> None:
    page, _ = open_page(f"{url}/read", width, height)
    read(page)
    sketch_frame(page)
    wide = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.stMainBlockContainer *')]"
        ".filter(e => !e.closest('[data-testid=stDataFrame]') && e.offsetParent)"
        ".map(e => e.getBoundingClientRect().right))"
    )
    assert wide <= width + 1
