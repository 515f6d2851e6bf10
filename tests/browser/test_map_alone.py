from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.map_alone.driving import (
    MARKS,
    areas_drawn,
    choices,
    click_mark,
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


def test_map_is_drawn_without_a_request_off_the_machine(plain: tuple[Page, Frame, Seen]) -> None:
    _, frame, seen = plain
    areas_drawn(frame)
    assert seen.offsite == []
    assert seen.errors == []
    assert state(frame)["cells"] > 5
    assert any("/assets/leaflet.js?v=" in request for request in seen.requests)
    painted = frame.evaluate(
        """["base", "areas", "event-marks"].map(pane => {
          const canvas = document.querySelector(`.leaflet-${pane}-pane canvas`);
          const pixels = canvas.getContext("2d").getImageData(
            0, 0, canvas.width, canvas.height).data;
          return pixels.some((value, i) => i % 4 === 3 && value > 0);
        })"""
    )
    assert painted == [True, True, True]


def test_base_map_writes_names_without_covering_one_another(
    plain: tuple[Page, Frame, Seen],
) -> None:
    _, frame, _ = plain
    areas_drawn(frame)
    go(frame, 44, 32, 6)
    texts = frame.locator(".cm-label b").all_inner_texts()
    assert {"Baghdad", "Damascus", "Amman", "Aleppo", "JORDAN"} <= set(texts)
    boxes = frame.evaluate(
        """[...document.querySelectorAll(".cm-label b, .cm-tag")].map(e => {
          const b = e.getBoundingClientRect();
          return [b.left, b.top, b.right, b.bottom];
        })"""
    )
    over = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[i + 1 :]
        if min(a[2], b[2]) - max(a[0], b[0]) > 6 and min(a[3], b[3]) - max(a[1], b[1]) > 4
    ]
    assert over == []


def test_filter_changes_the_symbols_but_neither_view_nor_frame(
    plain: tuple[Page, Frame, Seen],
) -> None:
    page, frame, seen = plain
    go(frame, 43, 14, 6)
    before = state(frame)
    page.get_by_text("Ships only").click()
    drawn_after(frame, before["stamp"])
    after = state(frame)
    assert after["mount"] == before["mount"]
    assert after["filter"] == "type=attack_on_shipping"
    assert "type=attack_on_shipping" in after["url"]
    assert frame.evaluate("window.map.getZoom()") == 6
    assert frame.evaluate("window.map.getCenter().lat") == pytest.approx(14, abs=0.01)
    shapes = frame.evaluate(f"{MARKS}.map(m => m.look.shape)")
    assert set(shapes) == {"diamond"}
    assert seen.errors == []


def test_symbols_are_never_gone_between_two_filters(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    frame.evaluate(
        """() => {
          window.__fewest = Infinity;
          const look = () => {
            const canvas = conflictMap.running.cells.pen._container;
            const pixels = canvas.getContext("2d").getImageData(
              0, 0, canvas.width, canvas.height).data;
            let painted = 0;
            for (let i = 3; i < pixels.length; i += 16) painted += pixels[i] > 0;
            window.__fewest = Math.min(window.__fewest, painted);
            window.requestAnimationFrame(look);
          };
          look();
        }"""
    )
    stamp = state(frame)["stamp"]
    page.get_by_text("Ships only").click()
    drawn_after(frame, stamp)
    assert frame.evaluate("window.__fewest") > 20


def test_pan_and_zoom_draw_anew_and_rerun_nothing(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    expect(page.get_by_text("Runs: 2")).to_be_visible()  # the second: the map has drawn
    first = state(frame)
    go(frame, 44.2, 33.3, 8)
    second = state(frame)
    assert second["url"] != first["url"]
    assert "zoom=8" in second["url"]
    go(frame, 43, 14.5, 8)
    assert state(frame)["url"] != second["url"]
    expect(page.get_by_text("Runs: 2")).to_be_visible()
    assert state(frame)["mount"] == first["mount"]


def test_small_move_asks_nothing(plain: tuple[Page, Frame, Seen]) -> None:
    _, frame, seen = plain
    go(frame, 44.2, 33.31, 7)
    asked = len([r for r in seen.requests if "/api/cells" in r])
    keys = frame.evaluate(f"{MARKS}.map(m => m.key)")
    frame.evaluate("() => { window.map.panBy([90, -60], {animate: false}); }")
    frame.evaluate("new Promise(done => window.setTimeout(done, 400))")
    assert len([r for r in seen.requests if "/api/cells" in r]) == asked
    assert frame.evaluate(f"{MARKS}.map(m => m.key)") == keys


def test_symbols_that_stay_are_not_drawn_anew(plain: tuple[Page, Frame, Seen]) -> None:
    _, frame, _ = plain
    go(frame, 44.2, 33.3, 7)
    frame.evaluate(f"() => {{ {MARKS}.forEach(m => {{ m.__kept = true; }}); }}")
    go(frame, 40.0, 33.3, 7)
    kept = frame.evaluate(f"{MARKS}.filter(m => m.__kept).length")
    assert kept >= 3


def test_click_opens_the_events_and_python_hears_of_it(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, seen = plain
    go(frame, 44.4, 33.3, 10)
    key = click_mark(frame, "Baghdad")
    popup = frame.locator(".leaflet-popup .cm-details")
    expect(popup).to_contain_text("Baghdad")
    expect(popup).to_contain_text("Position within about 15 km.")
    expect(popup.locator(".cm-event")).to_have_count(5)
    expect(popup).to_contain_text("2 deaths reported")
    expect(popup).to_contain_text("deaths not reported")
    expect(choices(page)).to_contain_text(f"cell {key}")
    popup.get_by_role("button", name="Show more (4)").click()
    expect(popup.locator(".cm-event")).to_have_count(9)
    popup.locator(".cm-event").nth(1).click()
    expect(choices(page)).to_contain_text("event event-1-1")
    assert seen.errors == []


def test_second_click_on_the_same_place_is_seen(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    go(frame, 44.4, 33.3, 10)
    click_mark(frame, "Baghdad")
    expect(choices(page)).to_contain_text(re.compile(r"nonce \w+\.1$"))
    frame.locator(".leaflet-popup-close-button").click()
    click_mark(frame, "Baghdad")
    expect(choices(page)).to_contain_text(re.compile(r"nonce \w+\.2$"))


def test_area_is_a_polygon_and_a_tag_but_never_a_pin(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    areas_drawn(frame)
    tag = frame.get_by_role("button", name=re.compile("^Yemen: 12 events"))
    expect(tag).to_have_text("Yemen · 12")
    drawn = frame.evaluate(
        """() => {
          const item = conflictMap.running.areas.drawn.get("YE");
          const near = [...conflictMap.running.cells.marks.values()].filter(
            m => m.latlng.distanceTo(L.latLng(item.area.label)) < 5000);
          return [item.polygon instanceof L.Polygon, item.polygon.options.dashArray, near.length];
        }"""
    )
    assert drawn == [True, "0.5,5", 0]
    tag.click()
    popup = frame.locator(".leaflet-popup .cm-details")
    expect(popup).to_contain_text("Somewhere in this country: the reports name no closer place.")
    expect(popup.locator(".cm-event")).to_have_count(5)
    expect(choices(page)).to_contain_text("area YE")


def test_click_into_a_hatched_area_opens_the_smallest_one(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    areas_drawn(frame)
    go(frame, 41.5, 32.5, 6)
    spot = frame.evaluate(
        "() => { const p = window.map.latLngToContainerPoint([32.6, 40.6]); return [p.x, p.y]; }"
    )
    on_map(frame).click(position={"x": spot[0], "y": spot[1]})
    expect(frame.locator(".cm-details h2")).to_have_text("Anbar")
    expect(choices(page)).to_contain_text("area IQ-AN")


def test_rough_positions_are_hollow_and_circles_show_the_radius(
    plain: tuple[Page, Frame, Seen],
) -> None:
    _, frame, _ = plain
    go(frame, 42.5, 15, 8)
    rows = frame.evaluate(
        f"{MARKS}.map(m => [m.row.name, m.look.rough, m.look.shape, Boolean(m.haze)])"
    )
    looks = {row[0]: row[1:] for row in rows}
    assert looks["55 NM W of Hodeidah"] == [True, "diamond", True]
    assert looks["Hodeidah"] == [False, "circle", True]
    go(frame, 42.5, 15, 5)
    assert not frame.evaluate(f"{MARKS}.some(m => m.haze)")


def test_legend_lists_what_is_in_view(plain: tuple[Page, Frame, Seen]) -> None:
    page, frame, _ = plain
    legend = frame.locator(".cm-legend")
    expect(legend).to_contain_text("Air or drone strike")
    expect(legend).to_contain_text("somewhere in this governorate, country or sea")
    expect(legend).to_contain_text("3 events have no known place: only in the table.")
    stamp = state(frame)["stamp"]
    page.get_by_text("Ships only").click()
    drawn_after(frame, stamp)
    expect(legend).not_to_contain_text("Air or drone strike")
    expect(legend).to_contain_text("Attack on shipping")
