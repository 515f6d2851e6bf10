"""
Sessions at once: ``python -m benchmarks.sessions SCRIPT SESSIONS CHANGES LIMIT_S [NAME=VALUE...]``.

Each session speaks to the server as the browser does: it opens the page's socket, chooses a type
of event, waits until the script has run, and asks for the map's cells where the page has a map.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from benchmarks.serving import ROOT, memory_mb, served
from dashboard.records import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from websockets.sync.client import ClientConnection

DATA = ROOT / "data"
LABEL = "Type of event"
BOX = "bbox=22.5,7.0,64.7,43.6&zoom=5&colour=type"
PATIENCE_S = 300


class Visitor(threading.Thread):
    """One session; ``took_s`` holds the seconds of each change, ``trouble`` what went wrong."""

    def __init__(
        self, url: str, number: int, changes: int, gate: threading.Barrier, ids: dict[str, str]
    ) -> None:
        super().__init__(daemon=True)
        self.took_s: list[float] = []
        self.trouble = ""
        self._url = url
        self._number = number
        self._changes = changes
        self._gate = gate
        self._widget = ""
        self._kinds: list[str] = []
        self._ids = ids

    def run(self) -> None:
        """Open the page, wait for the others, change the filter."""
        try:
            address = self._url.replace("http", "ws") + "/_stcore/stream"
            with connect(address, max_size=None, subprotocols=[Subprotocol("streamlit")]) as socket:
                socket.send(self._asked("").SerializeToString())
                self._until_finished(socket, "")
                self._gate.wait(PATIENCE_S)
                for turn in range(self._changes):
                    began = time.perf_counter()
                    kind = self._kinds[(self._number + turn) % len(self._kinds)]
                    socket.send(self._asked(kind).SerializeToString())
                    self._until_finished(socket, kind)
                    self.took_s.append(time.perf_counter() - began)
        except Exception as error:  # noqa: BLE001 - whatever it is, the row says so
            self.trouble = f"{type(error).__name__}: {error}"
            self._gate.abort()

    def _asked(self, kind: str) -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = ""
        if kind:
            state = message.rerun_script.widget_states.widgets.add(id=self._widget)
            state.string_array_value.data.append(kind)
        return message

    def _until_finished(self, socket: ClientConnection, kind: str) -> None:
        asks: list[threading.Thread] = []
        for message in self._messages(socket):
            element = message.delta.new_element
            group = element.button_group
            if group.label == LABEL:
                self._widget = group.id
                self._kinds = [option.content for option in group.options]
            if kind and element.WhichOneof("type") == "component_instance" and not asks:
                asks.append(threading.Thread(target=self._cells, args=(kind,)))
                asks[0].start()
        for ask in asks:
            ask.join()

    def _messages(self, socket: ClientConnection) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg.FromString(socket.recv(PATIENCE_S, decode=False))
            yield message
            if message.WhichOneof("type") == "script_finished":
                return

    def _cells(self, kind: str) -> None:
        label = kind.split(" \u00b7 ", maxsplit=1)[0].replace("\\", "")
        chosen = urllib.parse.quote(self._ids[label])
        with urllib.request.urlopen(f"{self._url}/api/cells?{BOX}&type={chosen}") as answer:
            answer.read()


def _ids() -> dict[str, str]:
    """Give the id of each type of event by the label that the page shows."""
    types = read(DATA).event_types
    return dict(zip(types["label"], types["event_type"], strict=True))


def main() -> None:
    """Let all of them change the filter at once, and print how long they waited."""
    script, sessions, changes, limit_s = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    environment = dict(pair.split("=", 1) for pair in sys.argv[5:])
    with served(script, environment) as (url, process):
        gate, ids = threading.Barrier(sessions), _ids()
        visitors = [Visitor(url, number, changes, gate, ids) for number in range(sessions)]
        for visitor in visitors:
            visitor.start()
        until, most_mb = time.monotonic() + limit_s, 0.0
        while any(visitor.is_alive() for visitor in visitors) and time.monotonic() < until:
            most_mb = max(most_mb, memory_mb(process))
            time.sleep(0.2)
        took = [seconds for visitor in visitors for seconds in visitor.took_s]
        trouble = next((visitor.trouble for visitor in visitors if visitor.trouble), "")
        if trouble or not took:
            raise SystemExit(trouble or f"nobody was served within {limit_s} s")
        middle, most = np.percentile(took, [50, 95])
        asked = sessions * changes
        found = {"served": len(took), "asked": asked, "median_s": middle, "p95_s": most}
        found["memory_mb"] = most_mb
        sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
