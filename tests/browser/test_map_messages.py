from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.map_alone.driving import (
    APP,
    MARKS,
    OWNED,
    areas_drawn,
    choices,
    drawn_after,
    go,
    on_map,
    state,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

    from tests.browser.conftest import Seen

    Open = Callable[..., tuple[Page, Seen]]
    Find = Callable[[Page], Frame]

pytestmark = pytest.mark.browser


def test_no_event_in_view_is_said(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    page.get_by_text("Nothing", exact=True).click()
    expect(frame.get_by_role("status")).to_have_text("No events in this filter here.")
    page.get_by_text("Nothing", exact=True).click()
    expect(frame.locator(".cm-status")).to_be_hidden()
    go(frame, -60, -20, 6)
    expect(frame.get_by_role("status")).to_have_text(
        re.compile(r"No events in this filter here\. \d+ elsewhere: move or zoom out\.")
    )


def test_refused_request_is_explained_and_can_be_tried_again(
    serve: Callable[..., str], plain: tuple[Page, Frame, Seen]
) -> None:
    page, frame, _ = plain
    page.request.get(f"{serve(APP)}/test?fail=400")
    frame.evaluate("() => { window.map.setView([20, 60], 6, {animate: false}); }")
    status = frame.locator(".cm-status")
    expect(status).to_contain_text(
        "Events could not be loaded. date: the first day is after the last"
    )
    stamp = state(frame)["stamp"]
    status.get_by_role("button", name="Try again").click()
    drawn_after(frame, stamp)
    expect(status.get_by_role("button")).to_have_count(0)


def test_lost_server_is_said_in_words(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    page.route("**/api/cells*", lambda route: route.abort())
    frame.evaluate("() => { window.map.setView([20, 60], 6, {animate: false}); }")
    expect(frame.locator(".cm-status")).to_contain_text("The server does not answer.")


def test_slow_answer_is_announced(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    held: list[Any] = []
    page.route("**/api/cells*", lambda route: held.extend([route]))
    frame.evaluate("() => { window.map.setView([20, 60], 6, {animate: false}); }")
    expect(frame.get_by_role("status")).to_have_text("Loading…")
    stamp = state(frame)["stamp"]
    held[0].continue_()
    drawn_after(frame, stamp)
    expect(frame.locator(".cm-status")).not_to_contain_text("Loading…")


def test_view_stands_in_the_address_and_comes_back(
    serve: Callable[..., str], open_page: Open, map_frame: Find
) -> None:
    page, _ = open_page(serve(APP) + "/?map=7/15.2/43.1&other=%D8%A7")
    frame = map_frame(page)
    assert frame.evaluate("window.map.getZoom()") == 7
    assert frame.evaluate("window.map.getCenter().lng") == pytest.approx(43.1, abs=0.001)
    go(frame, 44.4, 33.3, 9)
    page.wait_for_url("**map=9/33.300/44.400")
    assert "other=%D8%A7" in page.url
    again, _ = open_page(page.url)
    assert map_frame(again).evaluate("window.map.getZoom()") == 9


@pytest.mark.parametrize("written", ["", "x", "5/1", "99/1/2", "5/100/20", "5/NaN/2", "<script>"])
def test_senseless_view_in_the_address_is_passed_over(
    serve: Callable[..., str], open_page: Open, map_frame: Find, written: str
) -> None:
    page, seen = open_page(f"{serve(APP)}/?map={written}")
    assert map_frame(page).evaluate("window.map.getZoom()") == 5
    assert seen.errors == []


def test_chosen_event_is_marked_and_brought_into_view(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    go(frame, 44.4, 35, 7)
    page.get_by_text("Mark Sanaa").click()
    frame.wait_for_function("window.map.getBounds().contains([15.355, 44.207])")
    frame.wait_for_function("conflictMap.running.cells.halo")


def test_symbols_can_be_reached_by_keyboard(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    on_map(frame).focus()
    page.keyboard.press("n")
    expect(frame.locator(".cm-hint")).to_contain_text("events")
    page.keyboard.press("Enter")
    expect(frame.locator(".cm-details")).to_be_visible()
    page.keyboard.press("Escape")
    expect(frame.locator(".cm-details")).to_have_count(0)


def test_touch_opens_a_symbol(serve: Callable[..., str], open_page: Open, map_frame: Find) -> None:
    page, seen = open_page(serve(APP) + "/?map=10/33.34/44.4", 390, 844, touch=True)
    frame = map_frame(page)
    legend = frame.locator(".cm-legend")
    assert legend.evaluate("e => e.open") is False
    spot = frame.evaluate(
        f"() => {{ const p = window.map.latLngToContainerPoint({MARKS}[0].latlng);"
        " return [p.x, p.y]; }"
    )
    on_map(frame).tap(position={"x": spot[0], "y": spot[1]})
    popup = frame.locator(".cm-details")
    expect(popup).to_be_visible()
    frame.wait_for_function(
        """() => {
          const box = document.querySelector(".leaflet-popup").getBoundingClientRect();
          return box.left >= 0 && box.right <= window.map.getSize().x;
        }"""
    )
    assert seen.errors == []


def test_hostile_texts_are_shown_and_never_run(
    serve: Callable[..., str], open_page: Open, map_frame: Find
) -> None:
    page, seen = open_page(serve(APP, {"MAP_TEST_NASTY": "1"}) + "/?map=10/33.3/44.4")
    frame = map_frame(page)
    page.get_by_text("Hostile filter").click()
    frame.wait_for_function("(window.__map_state.filter || '').startsWith('text=')")
    expect(frame.locator(".cm-legend")).to_contain_text("<script>window.__owned=1</script>")
    spot = frame.evaluate(
        f"() => {{ const p = window.map.latLngToContainerPoint({MARKS}[0].latlng);"
        " return [p.x, p.y]; }"
    )
    on_map(frame).hover(position={"x": spot[0], "y": spot[1]})
    expect(frame.locator(".cm-hint")).to_contain_text("<img src=x onerror='window.__owned=2'>")
    on_map(frame).click(position={"x": spot[0], "y": spot[1]})
    event = frame.locator(".cm-event").first
    expect(event).to_contain_text("${window.__owned=3}")
    expect(event).to_contain_text("غارة على بغداد")
    expect(event).to_contain_text("{{ 7*7 }}")
    event.click()
    expect(choices(page)).to_contain_text("event event-1-0")
    assert frame.evaluate(OWNED) is None
    assert page.evaluate(OWNED) is None
    assert frame.locator("img[src=x]").count() == 0
    assert seen.errors == []


def test_map_works_under_a_base_path(
    serve: Callable[..., str], open_page: Open, map_frame: Find
) -> None:
    url = serve(APP, {}, "desk/map")
    page, seen = open_page(url + "/")
    frame = map_frame(page)
    areas_drawn(frame)
    click_tag = frame.locator(".cm-tag").first
    click_tag.click()
    expect(frame.locator(".cm-event").first).to_be_visible()
    assert seen.offsite == []
    assert seen.errors == []
    ours = [r for r in seen.requests if "/api/" in r or "/assets/" in r]
    assert ours
    assert all("/desk/map/" in request for request in ours)


def test_base_map_stays_where_tiles_fail(
    serve: Callable[..., str], open_page: Open, map_frame: Find
) -> None:
    tiles = "http://127.0.0.1:9/{z}/{x}/{y}.png"  # nobody listens there
    page, _ = open_page(serve(APP, {"MAP_TEST_TILES": tiles}))
    frame = map_frame(page)
    expect(frame.locator(".cm-label b", has_text="Baghdad")).to_be_visible()
    painted = frame.evaluate(
        """() => {
          const canvas = document.querySelector(".leaflet-base-pane canvas");
          return canvas.getContext("2d").getImageData(
            0, 0, canvas.width, canvas.height).data.some(v => v > 0);
        }"""
    )
    assert painted
    assert state(frame)["cells"] > 0
