"""The whole page in a real browser, on the starter set and on hostile data."""

from __future__ import annotations

import csv
import io
import shutil
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from dashboard.schema import FILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page, Route

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app.py"
HOSTILE = "<script>window.top.hacked=1</script><img src=x onerror=window.top.hacked=1>${window.top.hacked=1}`'\"\u202eabc ![x](http://example.com/x.png) :red[x] $x$"
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
EVENT = "2024-02-07-baghdad-mashtal"


@pytest.fixture(scope="module")
def url(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(APP, {"DASHBOARD_CACHE": str(tmp_path_factory.mktemp("cache"))})


def events_shown(page: Page) -> int:
    return int(
        page.get_by_test_id("stMetricValue").first.inner_text().split(" of ")[0].replace(",", "")
    )


def events_drawn(frame: Frame) -> int:
    return int(frame.evaluate("window.__map_state.total"))


def test_the_page_draws_its_map_without_a_request_off_the_machine(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, seen = open_page(url, 1440, 900)
    frame = map_frame(page)
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    assert frame.evaluate("window.__map_state.cells") > 10
    assert events_drawn(frame) == events_shown(page) == 238
    assert seen.offsite == []
    assert seen.errors == []
    assert any("/api/cells" in address for address in seen.requests)


def test_the_map_is_there_before_what_is_slow(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, _ = open_page("about:blank", 1440, 900)
    held: list[Route] = []
    page.route("**/api/cells*", lambda route: held.extend([route]))
    with page.expect_request("**/api/cells*"):
        page.goto(url)
    expect(page.get_by_test_id("stMetricValue")).to_have_count(4)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    expect(page.get_by_role("button", name="Attack on shipping")).to_have_count(0)
    place = page.locator(FRAME).bounding_box()
    for request in held:
        request.continue_()
    map_frame(page)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page.get_by_role("button", name="Attack on shipping")).to_be_visible()
    assert page.locator(FRAME).bounding_box() == place


def test_a_map_without_an_answer_does_not_keep_the_page_back(
    url: str, open_page: Callable[..., tuple[Page, Any]]
) -> None:
    page, _ = open_page("about:blank", 1440, 900)
    page.route("**/api/cells*", lambda route: route.abort())
    page.goto(url)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()


def test_a_filter_keeps_view_and_frame(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, _ = open_page(f"{url}/?map=6/33.30/42.00", 1440, 900)
    frame = map_frame(page)
    before = frame.evaluate("window.__map_state.mount")
    page.get_by_role("button", name="Attack on shipping").click()
    frame.wait_for_function("window.__map_state.filter === 'type=attack_on_shipping'")
    frame.wait_for_function("window.__map_state.total === 55")
    assert frame.evaluate("window.__map_state.mount") == before
    page.wait_for_function("location.search.includes('type=attack_on_shipping')")
    page.wait_for_function("location.search.includes('map=6/33.30/42.00')")
    assert events_shown(page) == 55


def test_a_click_on_the_map_opens_the_event(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, _ = open_page(f"{url}/?from=2024-01-28&to=2024-01-28&map=9/33.31/38.70", 1440, 900)
    frame = map_frame(page)
    size = frame.evaluate(
        "(() => { const b = document.getElementById('map_div'); return [b.clientWidth, b.clientHeight] })()"
    )
    frame.locator("#map_div").click(position={"x": size[0] / 2, "y": size[1] / 2})
    row = frame.locator(".cm-event").first
    expect(row).to_contain_text("Tower 22")
    row.click()
    panel = page.locator(".st-key-panel")
    expect(panel).to_contain_text("Who says what")
    expect(panel).to_contain_text("three US Army reservists")
    page.wait_for_function("location.search.includes('event=2024-01-28-tower22')")


def test_an_area_is_drawn_as_an_area_and_lists_its_events(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, _ = open_page(f"{url}/?precision=country", 1440, 900)
    frame = map_frame(page)
    frame.wait_for_function("window.__map_state.areas > 0")
    assert frame.evaluate("window.__map_state.cells") == 0
    frame.get_by_role("button", name="Yemen: 17 events").click()
    expect(page.locator(".st-key-panel")).to_contain_text("17 events here")


def test_what_is_downloaded_is_what_is_shown(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, _ = open_page(f"{url}/?actor=houthis&role=target&from=2024-01-01", 1440, 900)
    frame = map_frame(page)
    shown = events_shown(page)
    with page.expect_download() as wait:
        page.get_by_role("link", name="CSV").click()
    text = Path(wait.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == shown == events_drawn(frame) > 0
    assert f"_{shown}-events.csv" in wait.value.suggested_filename
    address = f"{url}/api/events.csv?actor=houthis&role=target&from=2024-01-01"
    with urllib.request.urlopen(address) as answer:  # noqa: S310
        assert answer.read().decode("utf-8-sig") == text


def test_the_brush_sets_the_days(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, _ = open_page(url, 1440, 1600)
    map_frame(page)
    chart = page.get_by_test_id("stVegaLiteChart").locator("canvas, svg.marks").first
    box = chart.bounding_box()
    assert box is not None
    y = box["y"] + 30
    page.mouse.move(box["x"] + box["width"] * 0.5, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.55, y, steps=8)
    page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=8)
    page.mouse.up()
    page.wait_for_function("/from=2024-.*to=2024-/.test(location.search)")
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text("238 of 248")


def test_a_row_of_the_table_opens_the_event(
    url: str, open_page: Callable[..., tuple[Page, Any]], map_frame: Callable[[Page], Frame]
) -> None:
    page, _ = open_page(f"{url}/?from=2024-02-07&to=2024-02-07&region=baghdad", 1440, 1800)
    map_frame(page)
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 16, box["y"] + 36 + 18)
    expect(page.locator(".st-key-panel")).to_contain_text("A US drone strike on a vehicle")
    page.wait_for_function(f"location.search.includes('event={EVENT}')")


def test_the_page_works_under_a_base_path(
    serve: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
    open_page: Callable[..., tuple[Page, Any]],
    map_frame: Callable[[Page], Frame],
) -> None:
    env = {"DASHBOARD_CACHE": str(tmp_path_factory.mktemp("cache"))}
    base = serve(APP, env, "desk/events")
    page, seen = open_page(base, 1280, 900)
    frame = map_frame(page)
    assert events_drawn(frame) == 238
    link = page.get_by_role("link", name="CSV")
    expect(link, page.locator("body").inner_text()[:2000]).to_be_visible(timeout=60_000)
    href = link.get_attribute("href") or ""
    with urllib.request.urlopen(urllib.parse.urljoin(page.url, href)) as answer:  # noqa: S310
        assert answer.status == 200
    assert seen.errors == []


@pytest.fixture(scope="module")
def hostile_url(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve the starter set with a hostile text in every free text of one event."""
    data = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "data", data, dirs_exist_ok=True)
    free = {
        "events": ("time_local", "sub_event_type", "summary", "notes"),
        "claims": ("claimant", "statement", "claimant_type"),
        "places": ("name", "coord_source"),
        "actors": ("name", "note"),
        "sources": ("publisher", "kind", "wire"),
        "links": ("basis",),
        "datasets": ("name", "licence", "citation", "note"),
        "event_types": ("label", "short"),
        "regions": ("label",),
        "event_actors": ("note",),
    }
    for table in FILES:
        path = data / f"{table.name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows):
            for column in free.get(table.name, ()):
                row[column] = f"{HOSTILE} {number}"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    env = {"DASHBOARD_DATA": str(data), "DASHBOARD_CACHE": str(tmp_path_factory.mktemp("cache"))}
    return serve(APP, env)


def test_hostile_texts_run_nothing_and_can_be_read(
    hostile_url: str,
    open_page: Callable[..., tuple[Page, Any]],
    map_frame: Callable[[Page], Frame],
) -> None:
    page, seen = open_page(f"{hostile_url}/?event={EVENT}&map=12/33.33/44.47", 1440, 1000)
    frame = map_frame(page)
    panel = page.locator(".st-key-panel")
    expect(panel).to_contain_text(
        "<script>window.top.hacked=1</script><img src=x onerror=window.top.hacked=1>${window.top.hacked=1}`'\""
    )
    size = frame.evaluate(
        "(() => { const b = document.getElementById('map_div'); return [b.clientWidth, b.clientHeight] })()"
    )
    frame.locator("#map_div").click(position={"x": size[0] / 2, "y": size[1] / 2})
    popup = frame.locator(".cm-event").first
    expect(popup).to_contain_text("<script>window.top.hacked=1</script>")
    page.get_by_text("Colour by perpetrator").click()
    frame.wait_for_function("window.__map_state.url.includes('colour=actor')")
    expect(frame.locator(".cm-legend")).to_contain_text("<img src=x")
    page.get_by_text("What to keep in mind").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    assert page.evaluate("window.hacked") is None
    assert seen.offsite == []
    assert not [image for image in page.locator("img").all() if image.get_attribute("src") == "x"]


def test_hostile_texts_come_through_the_downloads(hostile_url: str) -> None:
    with urllib.request.urlopen(f"{hostile_url}/api/events.csv") as answer:  # noqa: S310
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))
    assert all(row["summary"].startswith(HOSTILE) for row in rows)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_nothing_is_wider_than_the_window(
    url: str,
    open_page: Callable[..., tuple[Page, Any]],
    map_frame: Callable[[Page], Frame],
    width: int,
    height: int,
) -> None:
    page, _ = open_page(f"{url}/?event={EVENT}", width, height)
    map_frame(page)
    wide = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.stMainBlockContainer *')]"
        ".filter(e => !e.closest('[data-testid=stDataFrame]') && e.offsetParent)"
        ".map(e => e.getBoundingClientRect().right))"
    )
    assert wide <= width + 1
