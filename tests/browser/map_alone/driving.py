"""How the browser tests drive the map with invented events."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

APP = Path(__file__).parent / "app.py"
OWNED = "window.__owned"
MARKS = "[...conflictMap.running.cells.marks.values()]"


def state(frame: Frame) -> dict[str, Any]:
    found: dict[str, Any] = frame.evaluate("window.__map_state")
    return found


def drawn_after(frame: Frame, stamp: int) -> None:
    frame.wait_for_function("stamp => window.__map_state.stamp > stamp", arg=stamp)


def areas_drawn(frame: Frame) -> None:
    frame.wait_for_function("window.__map_state.areas > 0")


def go(frame: Frame, lon: float, lat: float, zoom: int) -> None:
    stamp = state(frame)["stamp"]
    frame.evaluate(
        "view => { window.map.setView([view[1], view[0]], view[2], {animate: false}); }",
        [lon, lat, zoom],
    )
    drawn_after(frame, stamp)


def on_map(frame: Frame) -> Locator:
    return frame.locator("#map_div")


def click_mark(frame: Frame, name: str) -> str:
    """Click the symbol of a place with the mouse; give its key."""
    found = frame.evaluate(
        f"""name => {{
          const mark = {MARKS}.find(m => (m.row.name || "").startsWith(name));
          const p = window.map.latLngToContainerPoint(mark.latlng);
          return [mark.key, p.x, p.y];
        }}""",
        name,
    )
    on_map(frame).click(position={"x": found[1], "y": found[2]})
    return str(found[0])


def choices(page: Page) -> Locator:
    return page.get_by_text(re.compile(r"^Chosen: "))
