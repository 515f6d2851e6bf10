from __future__ import annotations

import argparse
import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard.errors import ImportFileError
from dashboard.importers import command, telling
from dashboard.importers.model import Report, Warned
from dashboard.store import Changes
from tests.importers.builders import acled_text, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.importers import Chunk

ROOT = Path(__file__).resolve().parents[2]


class Kept:
    """Stands for a store."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.path: Path | None = None

    def __call__(self, chunks: Iterator[Chunk], path: Path) -> Changes:
        self.chunks, self.path = list(chunks), path
        return Changes(added=2, withdrawn=("c",))


class Terminal(io.StringIO):
    """Looks like a screen."""

    def isatty(self) -> bool:
        return True


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    command.add_parser(commands, lambda *_: 0)
    placing = commands.add_parser("geocode")
    placing.add_argument("file", type=Path)
    placing.add_argument("--country")
    command.add_geocode_options(placing)
    return parser.parse_args(words)


def test_an_import_reports_keeps_and_saves_rejects(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, acled_text({}, {"event_date": "soon"}, {"fatalities": "-1"}))
    out, err, kept = io.StringIO(), Terminal(), Kept()
    chosen = parsed("import", str(path), "--into", str(tmp_path / "store"))
    assert command.run(chosen, data, out, err, kept) == 0
    told = out.getvalue()
    assert "3 rows read: 2 taken, 1 rejected" in told
    assert "warning: 1 negative figures such as -1" in told
    assert "line 4: fatalities -1" in told
    assert "assumed: actor1 is taken as perpetrator" in told
    assert "2 events added, 0 changed, 1 withdrawn" in told
    assert kept.path == path
    assert sum(len(chunk.events) for chunk in kept.chunks) == 2
    assert "100% 3 rows" in err.getvalue()
    with (tmp_path / "invented.csv.rejects.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["line"], row["column"], row["value"]) for row in rows] == [
        ("3", "event_date", "soon")
    ]
    assert rows[0]["row"].startswith("INV2,soon")


def test_rejected_rows_run_nothing_in_a_spreadsheet(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, acled_text({"event_date": '=HYPERLINK("x")'}, {"longitude": "-999"}))
    command.run(parsed("import", str(path)), data, io.StringIO(), io.StringIO(), Kept())
    with (tmp_path / "invented.csv.rejects.csv").open(encoding="utf-8", newline="") as stream:
        told = [row["value"] for row in csv.DictReader(stream)]
    assert told[0] == '\'=HYPERLINK("x")'


def test_checking_keeps_nothing(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, acled_text({}))
    kept = Kept()
    assert (
        command.run(
            parsed("import", str(path), "--check"), data, io.StringIO(), io.StringIO(), kept
        )
        == 0
    )
    assert kept.chunks == []


def test_a_file_of_which_nothing_is_taken_is_a_failure(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, acled_text({"event_date": "x"}))
    assert command.run(parsed("import", str(path)), data, io.StringIO(), io.StringIO()) == 1


def test_columns_are_mapped_from_the_command_line(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, "a,b,c=d\n2024-01-01,Aden,3\n")
    kept = Kept()
    words = ["import", str(path), "--map", "a=date", "b=place_name", "c=d=fatalities_best"]
    command.run(parsed(*words), data, io.StringIO(), io.StringIO(), kept)
    assert kept.chunks[0].events["fatalities_best"].tolist() == [3]
    assert kept.chunks[0].events["place_precision"].tolist() == ["city"]
    with pytest.raises(ImportFileError, match="COLUMN=FIELD"):
        command.mapping_of(["date"])


def test_a_broken_file_raises_while_it_is_kept(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, "no table here")
    with pytest.raises(ImportFileError):
        command.run(parsed("import", str(path)), data, io.StringIO(), io.StringIO(), Kept())


def test_a_file_is_geocoded_and_scored(tmp_path: Path, data: Path) -> None:
    text = "town;land;lon;lat\nMosul;Iraq;43.13;36.34\nNowhere;Iraq;44;33\nx;y\n"
    path = write(tmp_path, text)
    target, out = tmp_path / "placed.csv", io.StringIO()
    words = ["geocode", str(path), "--place", "town", "--country", "land", "--out", str(target)]
    chosen = parsed(*words, "--score", "lon", "lat")
    assert command.geocode_file(chosen, path, data, out) == 0
    placed = pd.read_csv(target)
    assert placed["precision"].tolist() == ["city", "country"]
    assert placed["lon_given"].tolist() == [43.13, 44]
    assert "1 rows cannot be told into fields" in out.getvalue()
    assert "2 rows: 1 at a point, 1 in an area, 0 not" in out.getvalue()
    assert re.search(r"distinct names +all +2 +100\.0%", out.getvalue())


def test_the_report_is_told_in_order() -> None:
    warnings = {"no_place": Warned(2), "id_missing": Warned(1200, ("line 3: x\ny",))}
    told = list(telling.lines(Report(1300, 1290, 10, warnings, ("all is well",))))
    assert told[0] == "1,300 rows read: 1,290 taken, 10 rejected"
    assert told[1].startswith("warning: 1,200 rows without an id")
    assert told[2] == "    line 3: x y"
    assert told[-1] == "assumed: all is well"


def test_every_kind_of_warning_has_words_and_stands_in_the_documentation() -> None:
    sources = (ROOT / "dashboard" / "importers").glob("*.py")
    text = "\n".join(p.read_text("utf-8") for p in sources if p.name != "telling.py")
    quoted = set(re.findall(r'"([a-z0-9]+(?:_[a-z0-9]+)+)"', text))
    assert set(telling.WARNINGS) <= quoted
    counted = set(re.findall(r'tally\.add\(\s*"(\w+)"', text))
    counted |= set(re.findall(r'notes\.append\("(\w+)"\)|\(\*notes, "(\w+)"\)', text)[0]) - {""}
    assert counted <= set(telling.WARNINGS)
    documented = (ROOT / "docs" / "importing.md").read_text("utf-8")
    assert [kind for kind in telling.WARNINGS if f"`{kind}`" not in documented] == []
