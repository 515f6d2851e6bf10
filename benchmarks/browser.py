"""What a person waits for, in a real browser."""

from __future__ import annotations

import gzip
import statistics
import time
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from playwright.sync_api import sync_playwright

from benchmarks.serving import FLAGS, ROOT, NotRunError, chromium, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Frame, Page

FRAME = 'iframe[title="streamlit_folium.st_folium"]'
DRAWN = "window.__map_state && window.__map_state.stamp > 0"
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning] .st-key-downloads"
OPENINGS = 5
MOVES = 12
KINDS = ("Armed clash", "Explosion")
LIMIT_MS = 60_000


def measure(store: Path, cache: Path) -> dict[str, str]:
    """
    Open the page on a store and use it.

    Parameters
    ----------
    store
        Store file.
    cache
        Folder for the server's other files.

    Returns
    -------
    found
        What was done and how long it took, in words.

    Raises
    ------
    NotRunError
        If there is no Chromium, or the server does not start.
    """
    environment = {"DASHBOARD_STORE_URL": f"duckdb://{store}", "DASHBOARD_CACHE": str(cache)}
    with served(ROOT / "app.py", environment) as (url, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=[*FLAGS, "--disable-gpu"]
        )
        cold = _opening(browser, url)
        warm = sorted(_opening(browser, url) for _ in range(OPENINGS))
        found = {
            "first page of a new server, map drawn": f"{cold:.2f} s",
            "page opened, map drawn": f"{statistics.median(warm):.2f} s "
            f"({warm[0]:.2f} to {warm[-1]:.2f})",
        }
        found |= _use(browser, url)
        browser.close()
    return found


def _open(browser: Browser, url: str) -> tuple[float, Page, Frame]:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    began = time.perf_counter()
    page.goto(url)
    handle = page.wait_for_selector(FRAME, state="attached", timeout=LIMIT_MS)
    frame = handle.content_frame() if handle else None
    if frame is None:
        raise NotRunError("the page has no map")
    frame.wait_for_function(DRAWN, timeout=LIMIT_MS)
    return time.perf_counter() - began, page, frame


def _opening(browser: Browser, url: str) -> float:
    seconds, page, _ = _open(browser, url)
    page.wait_for_selector(AT_REST, timeout=LIMIT_MS)
    page.context.close()
    return seconds


def _use(browser: Browser, url: str) -> dict[str, str]:
    _, page, frame = _open(browser, url)
    page.wait_for_selector(AT_REST, timeout=LIMIT_MS)
    moves = []
    for turn in range(MOVES):
        step = 1500 * (-1) ** turn
        move = f"window.conflictMap.running.map.panBy([{step}, 0], {{animate: false}}); 0"
        moves.append(_until_drawn(frame, lambda move=move: frame.evaluate(move)))
    changes = []
    for turn in range(MOVES):
        button = page.get_by_role("button", name=KINDS[turn % len(KINDS)]).first
        changes.append(_until_drawn(frame, button.click))
        page.wait_for_selector(AT_REST, timeout=LIMIT_MS)
    plain, packed = _bytes_of_a_view(frame, url)
    whole, map_alone = _heaps(page)
    return {
        "pan, drawn": _spread(moves),
        "filter changed, drawn": _spread(changes),
        "bytes of a view": f"{packed:,} gzipped ({plain:,} plain)",
        "browser heap of the map": f"{map_alone:.1f} MB (of {whole:.0f} MB for the whole page)",
    }


def _until_drawn(frame: Frame, act: object) -> float:
    before = frame.evaluate("window.__map_state.stamp")
    began = time.perf_counter()
    act()  # type: ignore[operator]
    frame.wait_for_function(f"window.__map_state.stamp > {before}", timeout=LIMIT_MS)
    return time.perf_counter() - began


def _bytes_of_a_view(frame: Frame, url: str) -> tuple[int, int]:
    address = urljoin(f"{url}/component/map/", frame.evaluate("window.__map_state.url"))
    with urllib.request.urlopen(address) as answer:
        body = answer.read()
    return len(body), len(gzip.compress(body))


def _heaps(page: Page) -> tuple[float, float]:
    """Give the heap of the page, and what of it goes when the map's frame is taken away."""
    session = page.context.new_cdp_session(page)

    def kept_mb() -> float:
        session.send("HeapProfiler.collectGarbage")
        size: float = session.send("Runtime.getHeapUsage")["usedSize"]
        return size / 1e6

    whole = kept_mb()
    page.evaluate(
        f"document.querySelector('{FRAME}').contentWindow.location.replace('about:blank')"
    )
    page.wait_for_timeout(1000)
    return whole, whole - kept_mb()


def _spread(seconds: list[float]) -> str:
    in_order = sorted(seconds)
    middle, late = statistics.median(in_order) * 1000, in_order[round(0.95 * len(in_order)) - 1]
    return f"{middle:.0f} ms median, {late * 1000:.0f} ms p95 ({len(seconds)} times)"
