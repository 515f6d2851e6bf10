"""What a person waits for, in a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Frame, Page

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--enable-precise-memory-info"]  # fmt: skip
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
DRAWN = "window.__map_state && window.__map_state.stamp > 0"
OPENINGS = 5
MOVES = 9


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
    RuntimeError
        If there is no Chromium, or the server does not start.
    """
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if chromium is None:
        raise RuntimeError("no Chromium on this machine")
    with _server(store, cache) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        cold = _open(browser, url)[0]
        warm = sorted(_open(browser, url)[0] for _ in range(OPENINGS))
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
    handle = page.wait_for_selector(FRAME, state="attached", timeout=60_000)
    frame = handle.content_frame() if handle else None
    if frame is None:
        raise RuntimeError("the page has no map")
    frame.wait_for_function(DRAWN, timeout=60_000)
    return time.perf_counter() - began, page, frame


def _use(browser: Browser, url: str) -> dict[str, str]:
    _, page, frame = _open(browser, url)
    page.wait_for_load_state("networkidle")
    moves = [
        _until_drawn(
            frame,
            f"window.conflictMap.running.map.panBy([{1500 * (-1) ** i}, 0], {{animate: false}}); 0",
        )
        for i in range(MOVES)
    ]
    changes = []
    for i in range(MOVES):
        before = frame.evaluate("window.__map_state.stamp")
        began = time.perf_counter()
        page.get_by_role("button", name=("Armed clash", "Explosion")[i % 2]).first.click()
        frame.wait_for_function(f"window.__map_state.stamp > {before}", timeout=60_000)
        changes.append(time.perf_counter() - began)
    size = frame.evaluate("window.__map_state.bytes")
    heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    return {
        "pan, drawn": _spread(moves),
        "filter changed, drawn": _spread(changes),
        "bytes of a view, before gzip": f"{size:,}",
        "browser heap": f"{heap:.0f} MB",
    }


def _until_drawn(frame: Frame, move: str) -> float:
    before = frame.evaluate("window.__map_state.stamp")
    began = time.perf_counter()
    frame.evaluate(move)
    frame.wait_for_function(f"window.__map_state.stamp > {before}", timeout=60_000)
    return time.perf_counter() - began


def _spread(seconds: list[float]) -> str:
    middle, most = statistics.median(seconds) * 1000, max(seconds) * 1000
    return f"{middle:.0f} ms median, {most:.0f} ms at most ({len(seconds)} times)"


@contextmanager
def _server(store: Path, cache: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "DASHBOARD_STORE_URL": f"duckdb://{store}",
        "DASHBOARD_CACHE": str(cache),
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        else:
            raise RuntimeError("the server does not answer")
        yield url
    finally:
        server.terminate()
        server.wait(10)
