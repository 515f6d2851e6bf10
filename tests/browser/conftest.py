from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, Frame, Page

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MAP_ALONE = ROOT / "tests" / "browser" / "map_alone" / "app.py"
DRAWN = """title => {
  const frame = document.querySelector(title);
  const state = frame && frame.contentWindow && frame.contentWindow.__map_state;
  return Boolean(state && typeof state.cells === "number" && state.stamp > 0 && state.base);
}"""
FRAME = 'iframe[title="streamlit_folium.st_folium"]'
REQUIRED = "REQUIRE_BROWSER"  # "1" makes a missing browser an error
PATIENCE_MS = 30_000


@dataclass
class Seen:
    """What a page asked for and what went wrong in it."""

    offsite: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def chromium() -> str:
    """Find a Chromium; skip loudly without one, or fail where the run must not skip."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is not None:
        return found
    message = (
        "NO BROWSER TEST WAS RUN: no Chromium on this machine (looked for " + ", ".join(NAMES) + ")"
    )
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser runs

    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(url: str, server: subprocess.Popen[bytes]) -> None:
    """Ask until the server answers; a refused connection comes back at once, so pause by poll."""
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail(f"the server stopped with code {server.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):  # noqa: S310
                return
        except OSError:
            try:
                server.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
    pytest.fail(f"no answer from {url} within half a minute")


@contextmanager
def running(
    app: Path, env: Mapping[str, str], log: Path, base_path: str, port: int
) -> Iterator[str]:
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    options = {
        "server.port": str(port),
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.baseUrlPath": base_path,
        "browser.gatherUsageStats": "false",
        "browser.serverAddress": "localhost",
    }
    for name, value in options.items():
        command += [f"--{name}", value]
    whole = os.environ | {"PYTHONPATH": str(ROOT)} | dict(env)
    with log.open("wb") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=whole, stdout=out, stderr=out)
        url = f"http://127.0.0.1:{port}" + (f"/{base_path}" if base_path else "")
        try:
            wait_until_healthy(url, server)
            yield url
        finally:
            server.terminate()
            server.wait(10)


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """
    Start Streamlit apps: ``serve(app_path, env, base_path)`` gives the address.

    The same app with the same environment is started once and shared by the whole run.
    """
    from contextlib import ExitStack  # noqa: PLC0415

    with ExitStack() as stack:
        started: dict[tuple[object, ...], str] = {}

        def start(app: Path, env: Mapping[str, str] | None = None, base_path: str = "") -> str:
            key = (app, *sorted((env or {}).items()), base_path)
            if key not in started:
                log = tmp_path_factory.mktemp("server") / "log.txt"
                started[key] = stack.enter_context(
                    running(app, env or {}, log, base_path, free_port())
                )
            return started[key]

        yield start


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., tuple[Page, Seen]]]:
    """Open a page in a window of its own: ``open_page(url, width, height)`` gives page, seen."""
    contexts = []

    def start(
        url: str, width: int = 1280, height: int = 900, *, touch: bool = False
    ) -> tuple[Page, Seen]:
        context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=touch, accept_downloads=True
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        seen = Seen()

        def note(address: str) -> None:
            seen.requests.append(address)
            if not address.startswith(
                ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:")
            ):
                seen.offsite.append(address)

        page.on("request", lambda request: note(request.url))
        page.on(
            "response",
            lambda answer: seen.missing.append(answer.url) if answer.status == 404 else None,
        )
        page.on("websocket", lambda socket_: note(socket_.url))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on(
            "console",
            lambda message: seen.errors.append(message.text) if message.type == "error" else None,
        )
        page.goto(url)
        return page, seen

    yield start
    for context in contexts:
        context.close()


@pytest.fixture
def map_frame() -> Callable[[Page], Frame]:
    """Wait until the map in a page has drawn its first answer; give its frame."""

    def find(page: Page) -> Frame:
        page.wait_for_function(DRAWN, arg=FRAME)  # not the frame of a page that is being left
        handle = page.query_selector(FRAME)
        frame = handle.content_frame() if handle else None
        assert frame is not None
        return frame

    return find


@pytest.fixture
def plain(
    serve: Callable[..., str],
    open_page: Callable[..., tuple[Page, Seen]],
    map_frame: Callable[[Page], Frame],
) -> tuple[Page, Frame, Seen]:
    """Open the map with invented events: page, the map's frame, and what was seen."""
    page, seen = open_page(serve(MAP_ALONE))
    return page, map_frame(page), seen
