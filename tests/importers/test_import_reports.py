"""Proposals from reports, imported like any other file."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from dashboard.__main__ import main
from dashboard.errors import ImportFileError
from dashboard.extract import read_report
from dashboard.importers import detect, read, total
from dashboard.reports import report_of, written
from dashboard.schema import EVENTS
from dashboard.store import current

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.importers import Chunk

TEXT = (
    "A drone strike hit a depot in Homs on Monday, killing two people, medics said. "
    "The Houthis fired missiles at a tanker in the Red Sea on Tuesday in response to the strike."
)
DAY = dt.date(2024, 2, 9)


def content(text_id: str = "one") -> dict[str, Any]:
    found = written(report_of(read_report(TEXT, DAY, publisher="Desk", text_id=text_id)))
    found["events"][1]["links"] = [{"type": "retaliation_for", "to": "e1", "span": [144, 155]}]
    return found


def write(folder: Path, *held: object, name: str = "found.json") -> Path:
    path = folder / name
    lines = [one if isinstance(one, str) else json.dumps(one) for one in held]
    path.write_text("\n".join(lines), "utf-8")
    return path


def chunks(path: Path, data: Path, **more: Any) -> list[Chunk]:  # noqa: ANN401 - options of read
    return list(read(path, data=data, **more))


@pytest.mark.parametrize("indent", [None, 1])
def test_one_object_or_one_a_line(tmp_path: Path, data: Path, indent: int | None) -> None:
    path = tmp_path / "found.json"
    path.write_text(json.dumps(content(), indent=indent), "utf-8")
    assert detect(path, data=data).name == "reports"
    [chunk] = chunks(path, data)
    assert list(chunk.events.columns) == EVENTS.names
    assert (chunk.report.read, chunk.report.taken, chunk.report.rejected) == (2, 2, 0)
    assert set(chunk.events["dataset"]) == {"reports-found"} == set(chunk.datasets["dataset"])
    assert chunk.datasets["name"].tolist() == ["Read from reports (found)"]
    assert chunk.events["fatalities_best"].tolist()[0] == 2
    assert chunk.links["relation"].tolist() == ["responds_to"]
    both = write(tmp_path, content("a"), content("b"), name="two.jsonl")
    assert [c.report.taken for c in chunks(both, data)] == [2, 2]
    ids = pd.concat([c.events["event_id"] for c in chunks(both, data)])
    assert ids.is_unique


def test_what_cannot_be_read_is_a_reject_with_its_reason(tmp_path: Path, data: Path) -> None:
    broken = content("b")
    broken["events"][0] |= {"place_precision": "somewhere", "lat": 99}
    broken["events"].append(broken["events"][1])
    path = write(tmp_path, content("a"), broken, {"text_id": "c", "events": []}, content("a"))
    found = chunks(path, data)
    report = total(chunk.report for chunk in found)
    assert (report.read, report.taken) == (report.taken + report.rejected, 3)
    reasons = pd.concat([chunk.rejects for chunk in found])
    said = dict(zip(reasons["line"].tolist(), reasons["reason"], strict=False))
    assert "place_precision" in reasons["reason"].iloc[0]
    assert "lat" in reasons["reason"].iloc[0]
    assert "stands in this report before" in reasons["reason"].iloc[1]
    assert "published" in said[3]
    assert "stands in this file before" in said[4]
    assert sum(len(chunk.sources) for chunk in found) == 2


def test_half_a_letter_in_a_reject_is_no_fault(tmp_path: Path, data: Path) -> None:
    broken = content("a")
    broken["events"][0] |= {"lat": 99, "place_text": "\ud800"}
    [chunk] = chunks(write(tmp_path, broken), data)
    assert (chunk.report.taken, chunk.report.rejected) == (1, 1)


def test_other_files_are_left_to_others(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, [{"date": "2024-02-09", "place": "Homs", "country": "Syria"}])
    assert detect(path, data=data).name == "spreadsheet"
    with pytest.raises(ImportFileError, match="no reports in the interchange format"):
        detect(path, layout="reports", data=data)


def test_a_dataset_can_be_named(tmp_path: Path, data: Path) -> None:
    [chunk] = chunks(write(tmp_path, content()), data, dataset="My reading")
    assert set(chunk.events["dataset"]) == {"my-reading"}


def test_the_commands_go_together(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("DASHBOARD_IMPORTS", str(tmp_path / "imports"))
    report = tmp_path / "report.txt"
    report.write_text(TEXT, "utf-8")
    out = io.StringIO()
    assert main(["extract", str(report), "--published", "2024-02-09"], out) == 0
    path = write(tmp_path, out.getvalue().strip())
    for _ in range(2):  # the second time changes nothing
        assert main(["import", str(path)], io.StringIO()) == 0
        store = current(data, tmp_path / "cache", None, tmp_path / "imports")
        assert store.total == 250
    assert "reports-found" in set(store.datasets["dataset"])
