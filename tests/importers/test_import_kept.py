from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard import __main__ as command_line
from dashboard.__main__ import main
from dashboard.errors import ImportFileError, StoreError
from dashboard.filters import from_query
from dashboard.importers import gazetteers, read
from dashboard.store import Changes, Store, current, keep, kept
from tests.importers.builders import acled_text, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dashboard.importers import Chunk
    from dashboard.places import Gazetteer

ROOT = Path(__file__).resolve().parents[2]
ALL = from_query("weak=1&dataset=acled")
DAYS = ("2024-02-01", "2024-02-05", "2024-02-09")
PREPARE = command_line._prepare  # noqa: SLF001 (put back by the tests that are about it)


@pytest.fixture
def dashboard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer
) -> Callable[..., str]:
    """Run the command line on a folder of imports of this test's own; no store is built yet."""
    monkeypatch.setattr(gazetteers, "load", lambda _data: gazetteer)
    monkeypatch.setattr(command_line, "_prepare", lambda *_: 0)
    monkeypatch.setenv("DASHBOARD_DATA", str(ROOT / "data"))
    monkeypatch.setenv("DASHBOARD_IMPORTS", str(tmp_path / "imports"))
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path / "cache"))

    def run(*words: str | Path, code: int = 0) -> str:
        out = io.StringIO()
        assert main([str(word) for word in words], out) == code
        return out.getvalue()

    return run


@pytest.fixture
def ready(dashboard: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run the command line, which builds the store at the end of an import, too."""
    monkeypatch.setattr(command_line, "_prepare", PREPARE)
    return dashboard


def shown(tmp_path: Path) -> Store:
    return current(ROOT / "data", tmp_path / "cache", None, tmp_path / "imports")


def ids_kept(tmp_path: Path) -> set[str]:
    """Give what a store would be built from; that it is, other tests see in the store."""
    files = [one.folder / "events.parquet" for one in kept(tmp_path / "imports")]
    return {id_ for file in files for id_ in pd.read_parquet(file)["event_id"]}


def state_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def three_days() -> str:
    return acled_text(*[{"event_date": day} for day in DAYS])


def test_what_is_imported_is_shown_with_its_terms(
    tmp_path: Path, dashboard: Callable[..., str]
) -> None:
    before = shown(tmp_path).total
    told = dashboard("import", write(tmp_path, three_days()))
    assert "3 rows read: 3 taken, 0 rejected" in told
    assert "3 events added, 0 changed, 0 withdrawn" in told
    store = shown(tmp_path)
    assert store.total == before + 3
    assert store.count(ALL) == 3
    detail = store.event("acled:INV1")
    assert detail.dataset["redistribution"].tolist() == ["private"]
    assert "accessed" in detail.dataset["citation"].iloc[0]
    assert set(detail.actors["name"]) == {"Invented Air Wing", "Invented Militia"}
    assert detail.claims["low"].tolist() == [3]
    assert not detail.sources.empty
    assert dashboard("imports") == "acled: 3 events\n"


def test_the_store_is_ready_when_an_import_ends(tmp_path: Path, ready: Callable[..., str]) -> None:
    ready("import", write(tmp_path, three_days()))
    [built] = (tmp_path / "cache").glob("events-*.duckdb")
    made = built.stat().st_mtime_ns
    assert shown(tmp_path).count(ALL) == 3
    ready("import", write(tmp_path, acled_text({}), "checked.csv"), "--check")
    assert list((tmp_path / "cache").glob("events-*.duckdb")) == [built]
    assert built.stat().st_mtime_ns == made


def test_who_stops_while_the_store_is_built_keeps_the_import(
    tmp_path: Path,
    ready: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with monkeypatch.context() as patch:
        begun = patched(patch)
        ready("import", write(tmp_path, three_days()), code=130)
    assert begun == ["done", "stop", "done"]
    assert "the import is kept" in capsys.readouterr().err
    assert shown(tmp_path).count(ALL) == 3


def patched(patch: pytest.MonkeyPatch) -> list[str]:
    """Let somebody stop the first wait for a store; give what was called."""
    called: list[str] = []

    class Slow:
        written = of = 0

        def done(self, _within_s: float) -> bool:
            called.append("done")
            if len(called) == 1:
                raise KeyboardInterrupt
            return True

        def stop(self) -> None:
            called.append("stop")

    patch.setattr(command_line, "open_in_background", lambda *_: Slow())
    return called


def test_the_same_file_again_changes_nothing(tmp_path: Path, dashboard: Callable[..., str]) -> None:
    path = write(tmp_path, acled_text({}, {"fatalities": ""}, {"latitude": "0", "longitude": "0"}))
    dashboard("import", path)
    held = state_of(tmp_path / "imports")
    store = shown(tmp_path)
    path.touch()  # a copy fetched again is younger
    assert "nothing changed" in dashboard("import", path)
    assert state_of(tmp_path / "imports") == held
    assert shown(tmp_path) is store


def test_a_newer_version_adds_changes_and_withdraws(
    tmp_path: Path, dashboard: Callable[..., str]
) -> None:
    dashboard("import", write(tmp_path, three_days()))
    newer = [
        {"event_id_cnty": "INV1", "event_date": "2024-02-01", "fatalities": "7"},
        {"event_id_cnty": "INV3", "event_date": "2024-02-09"},
        {"event_id_cnty": "INV9", "event_date": "2024-02-10", "actor2": "Another Militia"},
    ]
    path = write(tmp_path, acled_text(*newer))
    told = dashboard("import", path)
    assert "1 events added, 1 changed, 1 withdrawn" in told
    listed = pd.read_csv(f"{path}.changes.csv")
    assert listed.to_dict("list") == {
        "event_id": ["acled:INV1", "acled:INV2"],
        "what": ["changed", "withdrawn"],
    }
    store = shown(tmp_path)
    assert set(store.select(ALL)["event_id"]) == {"acled:INV1", "acled:INV3", "acled:INV9"}
    first = store.event("acled:INV1")
    assert first.event["fatalities_high"].tolist() == [7]
    assert first.claims["low"].tolist() == [7]
    assert set(store.event("acled:INV9").actors["name"]) == {
        "Invented Air Wing",
        "Another Militia",
    }
    assert len(first.actors) == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"event_id_cnty": "INV8", "country": "Iraq", "iso": "368"}, "another country"),
        ({"event_id_cnty": "INV8", "event_date": "2025-01-01"}, "another year"),
        ({"event_id_cnty": "INV8", "event_type": "Protests", "sub_event_type": "Peaceful protest"}, "another kind"),
    ],
)  # fmt: skip
def test_a_file_of_something_else_withdraws_nothing(
    row: dict[str, str], why: str, tmp_path: Path, dashboard: Callable[..., str]
) -> None:
    dashboard("import", write(tmp_path, three_days()))
    again = {"event_id_cnty": "INV9"} | {"event_date": "2024-02-01"}
    told = dashboard("import", "--missing", "withdraw", write(tmp_path, acled_text(row)))
    assert "1 events added, 0 changed, 0 withdrawn" in told, why
    assert len(ids_kept(tmp_path)) == 4, again


def test_a_part_of_a_dataset_withdraws_nothing_unless_told(
    tmp_path: Path, dashboard: Callable[..., str]
) -> None:
    days = [f"2024-02-{day:02}" for day in range(1, 10)]
    dashboard("import", write(tmp_path, acled_text(*[{"event_date": day} for day in days])))
    ends = [
        {"event_id_cnty": "INV1", "event_date": days[0]},
        {"event_id_cnty": "INV9", "event_date": days[-1]},
    ]
    part = write(tmp_path, acled_text(*ends))
    told = dashboard("import", part)
    assert "nothing changed" in told
    assert "7 events that are known are not in the file" in told
    assert len(ids_kept(tmp_path)) == 9
    assert "0 changed, 7 withdrawn" in dashboard("import", "--missing", "withdraw", part)
    assert ids_kept(tmp_path) == {"acled:INV1", "acled:INV9"}


def test_nothing_is_withdrawn_where_that_is_wished(
    tmp_path: Path, dashboard: Callable[..., str]
) -> None:
    dashboard("import", write(tmp_path, three_days()))
    rows = [
        {"event_id_cnty": "INV1", "event_date": DAYS[0]},
        {"event_id_cnty": "INV3", "event_date": DAYS[2]},
    ]
    dashboard("import", "--missing", "keep", write(tmp_path, acled_text(*rows)))
    assert len(ids_kept(tmp_path)) == 3


def test_datasets_stand_beside_each_other_and_go_alone(
    tmp_path: Path, dashboard: Callable[..., str]
) -> None:
    dashboard("import", write(tmp_path, three_days()))
    mine = write(tmp_path, "date,place,country\n2024-01-01,Aden,Yemen\n", "my notes.csv")
    dashboard("import", mine)
    assert [(one.dataset, one.events) for one in kept(tmp_path / "imports")] == [
        ("acled", 3),
        ("my-notes", 1),
    ]
    assert "3 events taken away" in dashboard("imports", "--forget", "acled")
    store = shown(tmp_path)
    assert store.count(ALL) == 0
    assert store.count(from_query("weak=1&dataset=my-notes")) == 1
    dashboard("imports", "--forget", "acled", code=2)


def test_a_file_without_a_good_row_leaves_what_was_there(
    tmp_path: Path, dashboard: Callable[..., str]
) -> None:
    dashboard("import", write(tmp_path, three_days()))
    held = state_of(tmp_path / "imports")
    dashboard("import", write(tmp_path, acled_text({"event_date": "x"})), code=1)
    assert state_of(tmp_path / "imports") == held


def test_what_breaks_off_leaves_all_as_it_was(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, three_days())
    keep(read(path, data=data), tmp_path / "imports", "a.csv")
    held = state_of(tmp_path / "imports")

    def breaking() -> Iterator[Chunk]:
        yield from read(write(tmp_path, acled_text({"fatalities": "9"})), data=data)
        raise ImportFileError("the disk is gone")

    with pytest.raises(ImportFileError):
        keep(breaking(), tmp_path / "imports", "b.csv")
    assert state_of(tmp_path / "imports") == held
    assert [path.name for path in (tmp_path / "imports").iterdir() if path.name[0] == "."] == []


KILLED = """
import sys, time
from pathlib import Path
from dashboard.importers import gazetteers, read
from dashboard.store import keep
def slowly():
    for chunk in read(Path(sys.argv[1]), data=Path(sys.argv[2])):
        yield chunk
    print("half way", flush=True)
    time.sleep(60)
keep(slowly(), Path(sys.argv[3]), "killed.csv")
"""


def test_a_killed_import_leaves_all_as_it_was(tmp_path: Path, data: Path) -> None:
    imports = tmp_path / "imports"
    keep(read(write(tmp_path, three_days()), data=data), imports, "a.csv")
    held = state_of(imports)
    newer = write(tmp_path, acled_text({"fatalities": "9"}))
    words = [sys.executable, "-c", KILLED, str(newer), str(data), str(imports)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half way\n"
        process.send_signal(signal.SIGKILL)
    assert state_of(imports) == held
    assert ids_kept(tmp_path) == {"acled:INV1", "acled:INV2", "acled:INV3"}
    done = keep(read(newer, data=data), imports, "b.csv", withdraw=False)
    assert done.changed == ("acled:INV1",)


def test_a_damaged_list_of_imports_is_named(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text("{", "utf-8")
    with pytest.raises(StoreError, match=r"index\.json: the list of imports cannot be read"):
        kept(tmp_path)
    assert kept(tmp_path / "none") == []


def test_a_store_of_its_own_is_written(tmp_path: Path, dashboard: Callable[..., str]) -> None:
    into = tmp_path / "desk.duckdb"
    told = dashboard("import", write(tmp_path, three_days()), "--into", into)
    assert f"DASHBOARD_STORE_URL=duckdb://{into}" in told
    assert current(ROOT / "data", tmp_path / "cache", f"duckdb://{into}").count(ALL) == 3
    assert not (tmp_path / "imports").exists()
    assert "nothing changed" in dashboard("import", write(tmp_path, three_days()), "--into", into)


def test_imports_that_nobody_would_see_are_refused(
    tmp_path: Path, dashboard: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_STORE_URL", "duckdb://elsewhere.duckdb")
    dashboard("import", write(tmp_path, three_days()), code=2)
    assert not (tmp_path / "imports").exists()


def test_private_rows_stay_out_of_public_downloads(
    tmp_path: Path, dashboard: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dashboard("import", write(tmp_path, three_days()))
    target = tmp_path / "out.csv"
    dashboard("export", "--weak", "--out", target)
    assert "acled:INV1" not in target.read_text("utf-8")
    monkeypatch.setenv("DASHBOARD_PUBLIC", "0")
    dashboard("export", "--weak", "--out", target)
    assert "acled:INV1" in target.read_text("utf-8")


def test_changes_say_whether_there_are_any() -> None:
    assert Changes().none
    assert Changes(missing=("a",)).none
    assert not Changes(beside=1).none
