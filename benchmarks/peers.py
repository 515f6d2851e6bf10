"""One peer in a real browser: ``python -m benchmarks.peers PEER EVENTS.parquet LIMIT_S``."""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from offlinefolium.elements import _res as texts
from playwright.sync_api import Error, sync_playwright

from benchmarks.serving import FLAGS, chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PAGE = Path(__file__).with_name("peer_page.py")
KIND = "armed_clash"
CANVAS = ("pydeck", "plain")
"""These draw with WebGL on a canvas, which does not say when it has drawn."""
PAINTED = "new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(1))))"
LOOKS_MS = 50
NAMES = {
    "markers": "Folium, a Marker in a loop",
    "fast": "Folium, FastMarkerCluster",
    "geojson": "Folium, GeoJson",
    "pydeck": "pydeck, ScatterplotLayer",
    "plain": "st.map, st.bar_chart, cached GeoDataFrame",
}


def main() -> None:
    """Open the page, choose a type of event, and print what was measured as it comes."""
    peer, events, limit_s = sys.argv[1], sys.argv[2], float(sys.argv[3])
    graphics = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    flags = [*FLAGS, *(graphics if peer in CANVAS else ["--disable-gpu"])]
    with served(PAGE, {"PEER": peer, "PEER_EVENTS": events}) as (url, _), sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium(), args=flags)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(limit_s * 1000)
        page.route(lambda address: not address.startswith(url), _from_packages)
        began = time.perf_counter()
        page.goto(url)
        _until_shown(page, peer, "all", limit_s)
        _say(opened=time.perf_counter() - began)
        button = page.get_by_role("button", name=KIND)
        began = time.perf_counter()
        button.click()
        _until_shown(page, peer, KIND, limit_s)
        _say(changed=time.perf_counter() - began)
        _say(heap_mb=page.evaluate("performance.memory.usedJSHeapSize") / 1e6)
        browser.close()


def _from_packages(route: Route) -> None:
    """Answer for other hosts out of the installed package folium-offline; refuse the rest."""
    found = texts.get(route.request.url)
    if found is None:
        route.abort()
        return
    style = route.request.url.endswith(".css")
    kind = "text/css" if style else "text/javascript"
    route.fulfill(body=found, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})


def _until_shown(page: Page, peer: str, name: str, limit_s: float) -> None:
    until = time.perf_counter() + limit_s
    if peer in CANVAS:
        page.get_by_text(f"shown: {name}", exact=True).wait_for()
        page.locator("canvas").first.wait_for()
        page.evaluate(PAINTED)
        return
    while time.perf_counter() < until:
        for frame in page.frames[1:]:
            with suppress(Error):  # a frame that the page has just taken away
                if frame.evaluate("window.__peer") == name:
                    frame.evaluate(PAINTED)
                    return
        page.wait_for_timeout(LOOKS_MS)
    raise TimeoutError(f"not drawn after {limit_s:.0f} s")


def _say(**found: float) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
