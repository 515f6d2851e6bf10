from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from dashboard.__main__ import FAULTY, MISUSED, OK, main
from dashboard.schema import FILES

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(DATA))
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path_factory.getbasetemp() / "cli-cache"))


def test_validate_says_what_is_there() -> None:
    out = io.StringIO()
    assert main(["validate"], out) == OK
    assert "no faults" in out.getvalue()
    assert "events: 248 rows" in out.getvalue()


def test_validate_names_every_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for table in FILES:
        shutil.copy(DATA / f"{table.name}.csv", tmp_path)
    path = tmp_path / "claims.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",1180,1180,", ",many,1180,", 1), encoding="utf-8"
    )
    assert main(["validate", str(tmp_path)]) == FAULTY
    said = capsys.readouterr().err
    assert "1 faults" in said
    assert "claims.csv, line 2, column low: 'many': is no integer" in said


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ([], 238),
        (["--weak"], 248),
        (["--type", "seizure", "--type", "armed_clash"], 11),
        (["--min-deaths", "30"], 3),
    ],
)
def test_export_writes_what_the_filter_keeps(tmp_path: Path, words: list[str], rows: int) -> None:
    assert main(["export", *words, "--out", str(tmp_path)]) == OK
    [path] = tmp_path.iterdir()
    assert len(pd.read_csv(path)) == rows
    assert f"_{rows}-events" in path.name


def test_export_to_standard_output_is_the_same_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dashboard", "export", "--region", "jordan"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert main(["export", "--region", "jordan", "--out", str(tmp_path / "x.csv")]) == OK
    assert done.stdout == (tmp_path / "x.csv").read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "yesterday"], "from: 'yesterday' is no date"),
        (["--role", "victim"], "role: 'victim' is not one of"),
        (["--to", "2024-01-01", "--to", "2024-01-02"], "to stands 2 times"),
    ],
)
def test_a_wrong_filter_gets_a_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *words]) == MISUSED
    assert said in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--out", str(tmp_path / "missing" / "x.csv")]) == FAULTY
    assert "cannot be written" in capsys.readouterr().err


def test_a_wrong_setting_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_PUBLIC", "perhaps")
    assert main(["validate"]) == MISUSED
    assert "DASHBOARD_PUBLIC" in capsys.readouterr().err


def test_an_unknown_command_shows_how(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["destroy"])
    assert stopped.value.code == 2
    assert "usage: python -m dashboard" in capsys.readouterr().err


def test_geocode_says_where_and_how_precisely() -> None:
    out = io.StringIO()
    assert main(["geocode", "Baghdad", "Jordan", "55 NM W of Hodeidah"], out) == OK
    baghdad, jordan, at_sea = out.getvalue().splitlines()
    assert "city, lon 44.40088, lat 33.34058, within 15 km" in baghdad
    assert "country, an area without a point (JO)" in jordan
    assert "relative, lon 42.0" in at_sea


def test_geocode_as_json_gives_no_point_for_an_area() -> None:
    out = io.StringIO()
    assert main(["geocode", "--json", "Yemen", "بغداد"], out) == OK
    yemen, baghdad = (json.loads(line) for line in out.getvalue().splitlines())
    assert "lon" not in yemen
    assert yemen["area_id"] == "YE"
    assert (baghdad["lon"], baghdad["name"]) == (44.40088, "Baghdad")


def test_geocode_guesses_nothing() -> None:
    out = io.StringIO()
    assert main(["geocode", "Xyzzyville"], out) == FAULTY
    assert "not found" in out.getvalue()


def test_geocode_refuses_an_empty_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["geocode", " "]) == MISUSED
    assert capsys.readouterr().err


def test_extract_writes_the_interchange_format_or_rows(tmp_path: Path) -> None:
    path = tmp_path / "=report.txt"
    path.write_text("A drone hit a depot in Homs on Monday, killing two people, medics said.")
    out = io.StringIO()
    assert main(["extract", str(path), "--published", "2024-02-09"], out) == OK
    [line] = out.getvalue().splitlines()
    [event] = json.loads(line)["events"]
    assert (event["date_start"], event["place_name"]) == ("2024-02-05", "Homs")
    out = io.StringIO()
    assert main(["extract", str(path), "--published", "2024-02-09", "--csv"], out) == OK
    assert out.getvalue().splitlines()[1].startswith("'=report,e1,")


def test_extract_says_what_it_could_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rubbish = bytes(range(1, 256)) * 9
    for name, content in (
        ("a.txt", b""),
        ("b.exe", b"x"),
        ("c.txt", b"\0" * 50),
        ("d.txt", rubbish),
    ):
        (tmp_path / name).write_bytes(content)
    files = [str(tmp_path / name) for name in ("a.txt", "b.exe", "c.txt", "d.txt", "gone.txt")]
    assert main(["extract", *files, "--published", "2024-02-09"], io.StringIO()) == FAULTY
    said = capsys.readouterr().err
    assert all(name in said for name in ("a.txt", "b.exe", "c.txt", "d.txt", "gone.txt"))


@pytest.mark.parametrize("words", [["a.txt"], ["a.txt", "--published", "yesterday"], []])
def test_extract_asks_for_files_and_a_day(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["extract", *words])
    assert stopped.value.code == MISUSED
    said = capsys.readouterr().err
    assert "usage" in said
    assert ("write it as 2024-02-09" in said) == ("yesterday" in words)


class Narrow(io.TextIOWrapper):
    """Standard output of a machine whose own encoding knows few letters."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="ascii")


def test_names_are_written_whatever_the_encoding_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Drones hit a depot in Hodeida on Monday.")
    monkeypatch.setattr(sys, "stdout", shown := Narrow())
    assert main(["extract", str(path), "--published", "2024-02-09"]) == OK
    written = shown.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
    assert json.loads(written)["events"][0]["place_name"] == "Al Ḩudaydah"


class Full(io.StringIO):
    """A disk that has no room left."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Drones hit a depot in Homs on Monday.")
    assert main(["extract", str(path), "--published", "2024-02-09"], Full()) == MISUSED
    assert "No space left" in capsys.readouterr().err


def test_a_number_without_a_lower_end_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Up to 40 fighters were killed in an air strike on Mosul on Monday.")
    out = io.StringIO()
    assert main(["extract", str(path), "--published", "2024-02-09", "--csv"], out) == OK
    assert "killed -40 (author)" in out.getvalue()


def test_without_a_model_nobody_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Drones hit a depot in Homs on Monday.")
    words = ["extract", str(path), "--published", "2024-02-09", "--second-reader"]
    assert main(words, io.StringIO()) == MISUSED
    said = capsys.readouterr().err
    assert "No language model is set" in said
    assert "asking" not in said
