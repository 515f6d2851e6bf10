"""A server of our own, a browser to look at it, and a child process that may be given up."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-precise-memory-info",
)
STARTS_S = 60


class NotRunError(RuntimeError):
    """A row that could not be measured, and why."""


def chromium() -> str:
    """Find the browser of this machine."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if found is None:
        raise NotRunError("no Chromium on this machine")
    return found


@contextmanager
def served(script: Path, environment: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Serve a Streamlit script; gives its address and its process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
               "--server.headless", "true", "--browser.gatherUsageStats", "false"]  # fmt: skip
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + STARTS_S
        while not _answers(f"{url}/_stcore/health"):
            if time.monotonic() > until or server.poll() is not None:
                raise NotRunError("the server does not answer")
            time.sleep(0.1)
        yield url, server.pid
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1):
            return True
    except OSError:
        return False


def in_child(module: str, *arguments: str, limit_s: float) -> dict[str, float]:
    """
    Run a measuring module in a process of its own, which is ended when its time is over.

    Parameters
    ----------
    module
        Prints one JSON object a line.
    *arguments
        Its arguments.
    limit_s
        Seconds it may take.

    Returns
    -------
    found
        All objects put together; what had been printed when the time was over counts.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        said, trouble = child.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        said, _ = child.communicate()
        trouble = f"given up after {limit_s:.0f} s"
    found: dict[str, float] = {}
    for line in said.splitlines():
        if line.startswith("{"):
            found |= json.loads(line)
    if not found:
        last = (trouble.strip().splitlines() or ["no answer"])[-1]
        raise NotRunError(last[:120])
    return found


def memory_mb(process: int) -> float:
    """Give the memory that a process holds."""
    return _told_mb(str(process), "VmRSS")


def most_memory_mb() -> float:
    """
    Give the most memory that this program ever held.

    Notes
    -----
    Not `resource.getrusage`: that counts what the process which started this one held before.
    """
    return _told_mb("self", "VmHWM")


def _told_mb(process: str, figure: str) -> float:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        raise NotRunError("this system does not tell the memory of a process")
    line = next(line for line in status.read_text().splitlines() if line.startswith(figure))
    return int(line.split()[1]) / 1024
