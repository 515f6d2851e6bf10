from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.errors import DataError, StoppedError
from dashboard.filters import EventFilter
from dashboard.store import at_hand, building, current, open_in_background

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).resolve().parents[1] / "data"
ROOM = "dashboard.store.opening"


class Gate:
    """Holds builds back, after they have told how far they are, until it is opened."""

    def __init__(self) -> None:
        self.reached, self.opened, self.builds = threading.Event(), threading.Event(), 0

    def build(self, target: Path, held: building.Collection, note: Callable[[int], None]) -> None:
        self.builds += 1

        def told(written: int) -> None:
            self.reached.set()
            assert self.opened.wait(20)
            note(written)

        building.build(target, held, told)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()
    monkeypatch.setattr(f"{ROOM}.build", made.build)
    monkeypatch.setattr(f"{ROOM}.AT_FIRST_S", 0.0)
    yield made
    made.opened.set()
    for thread in threading.enumerate():
        if thread.name == "opening":
            thread.join(20)


def changed(folder: Path) -> None:
    path = folder / "events.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("about 1,200 people", "some 1,200 people"), encoding="utf-8")


def test_a_build_tells_how_far_it_is_and_is_done_once(folder: Path, gate: Gate) -> None:
    cache = folder.parent / "cache"
    store, work = at_hand(folder, cache)
    assert store is None
    assert work is not None
    assert gate.reached.wait(20)
    assert open_in_background(folder, cache) is work
    assert not work.done()
    gate.opened.set()
    assert current(folder, cache) is work.store()
    assert (work.written, work.of) == (248, 248)
    assert at_hand(folder, cache) == (work.store(), None)
    assert gate.builds == 1


def test_the_state_before_is_shown_while_a_new_one_is_built(folder: Path, gate: Gate) -> None:
    cache = folder.parent / "cache"
    gate.opened.set()
    before = current(folder, cache)
    gate.opened.clear()
    gate.reached.clear()
    changed(folder)
    store, work = at_hand(folder, cache)
    assert store is before
    assert work is not None
    assert before.count(EventFilter(weak=True)) == 248
    gate.opened.set()
    after = work.store()
    assert at_hand(folder, cache) == (after, None)
    assert (before.version, after.version) != (after.version, before.version)
    assert after.count(EventFilter(text="some 1,200")) == 1


def test_who_stops_a_build_leaves_nothing_and_it_stays_stopped(folder: Path, gate: Gate) -> None:
    cache = folder.parent / "cache"
    _, work = at_hand(folder, cache)
    assert work is not None
    assert gate.reached.wait(20)
    work.stop()
    gate.opened.set()
    for _ in range(2):
        with pytest.raises(StoppedError, match="nothing was changed"):
            current(folder, cache)
    assert list(cache.iterdir()) == []
    assert open_in_background(folder, cache, again=True) is not work
    assert current(folder, cache).total == 248


def test_faults_are_told_again_until_they_are_mended(folder: Path) -> None:
    cache = folder.parent / "cache"
    good = (folder / "claims.csv").read_text(encoding="utf-8")
    (folder / "claims.csv").write_text("rubbish\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(DataError, match=r"claims\.csv, line 1"):
            at_hand(folder, cache)
    (folder / "claims.csv").write_text(good, encoding="utf-8")
    assert current(folder, cache).total == 248


def test_many_who_come_at_once_wait_for_one_build(folder: Path, gate: Gate) -> None:
    cache = folder.parent / "cache"
    found = []
    people = [
        threading.Thread(target=lambda: found.append(current(folder, cache))) for _ in range(6)
    ]
    for one in people:
        one.start()
    assert gate.reached.wait(20)
    time.sleep(0.05)
    gate.opened.set()
    for one in people:
        one.join(20)
    assert len({id(store) for store in found}) == 1
    assert gate.builds == 1
