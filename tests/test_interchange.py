"""The format of proposed events: the rules keep it, and the check sees what breaks it."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.extract import read_report
from dashboard.extract.interchange import PRECISIONS, faults

if TYPE_CHECKING:
    from benchmarks.reports import Read

FRIDAY = dt.date(2024, 2, 9)
TUNING = sorted((Path(__file__).parent / "reports" / "tuning").glob("*.txt"))
TEXT = """Israel struck Homs in Syria overnight, killing at least 7 people, a monitor said. Hours \
later rockets hit the Golan Heights in response to the strikes; no one was hurt."""
FIRST = read_report(TEXT, FRIDAY)


def test_what_the_rules_propose_keeps_the_format(tuning: dict[str, Read]) -> None:
    broken = {one.name: faults(one.proposed, one.text) for one in tuning.values()}
    assert {name: found for name, found in broken.items() if found} == {}


@pytest.mark.parametrize("path", TUNING[::10], ids=lambda path: path.stem)
def test_it_keeps_it_where_the_days_told_of_lie_after_publication(path: Path) -> None:
    text = path.read_text("utf-8")
    assert faults(read_report(text, FRIDAY), text) == []


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("event_type", "nuclear_strike", "event_type"),
        ("sentences", [], "sentences"),
        ("sentences", [[0, 10_000]], "not in the text"),
        ("type_span", [5, 5], "not in the text"),
        ("place_precision", "country", "a point"),
        ("lat", 91, "lat"),
        ("lat", None, "a point"),
        ("date_start", "2999-01-01", "ends before"),
        ("date_end", "tomorrow", "date_end"),
        ("links", [{"type": "retaliation_for", "to": "e1", "span": [0, 1]}], "no other event"),
        ("links", [{"type": "after", "to": "e2", "span": [0, 1]}], "links"),
        ("id", "e2", "two events"),
        ("proposed_by", [], "proposed_by"),
    ],
)
def test_the_check_of_the_format_sees_what_breaks_it(field: str, value: object, word: str) -> None:
    broken = copy.deepcopy(FIRST)
    assert faults(broken, TEXT) == []
    assert broken["events"][0]["lat"] is not None
    assert broken["events"][0]["place_precision"] in PRECISIONS
    broken["events"][0][field] = value
    assert word in " ".join(faults(broken, TEXT))
