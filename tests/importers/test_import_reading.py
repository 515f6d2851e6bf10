from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import DashboardError, ImportFileError
from dashboard.filters import EventFilter
from dashboard.importers import Report, Warned, blocks, detect, reading, source, total
from dashboard.store import Store, build, collection
from tests.importers.builders import ACLED_ROW, acled_text, take, write

if TYPE_CHECKING:
    from dashboard.records import Records

CELL = st.sampled_from(
    ["", "NA", "-1", "0", "x", "2024-02-07", "31/12/2023", "15.3", "44,2", "Yemen", "Red Sea", '"']
) | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(sorted(ACLED_ROW)), CELL, max_size=6), max_size=12))
def test_rows_read_are_rows_taken_and_rows_rejected(rows: list[dict[str, str]]) -> None:
    data = Path(__file__).resolve().parents[2] / "data"
    with tempfile.TemporaryDirectory() as folder:
        got = take(write(Path(folder), acled_text({}, *rows)), data)
    assert got.report.read == len(rows) + 1
    assert got.events["event_id"].is_unique
    assert got.events["place_precision"].notna().all()
    pinned = got.events["lon"].notna()
    assert (got.events.loc[pinned, "area_id"].isna()).all()
    assert (got.events["date_end"] >= got.events["date_start"]).all()


def test_chunks_of_any_size_give_the_same_events(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)  # noqa: S311 (invented rows)
    rows = [
        {"notes": f"note {n}\nsecond line", "event_date": chance.choice(["2024-02-07", "x"])}
        for n in range(60)
    ] + [{"event_id_cnty": "INV3", "notes": "again"}]
    path = write(tmp_path, acled_text(*rows))
    whole = take(path, data)
    monkeypatch.setattr(reading, "pieces", lambda s, **how: source.pieces(s, **how | {"size": 900}))
    parts = take(path, data)
    assert len(parts.chunks) > len(whole.chunks)
    pd.testing.assert_frame_equal(parts.events, whole.events)
    pd.testing.assert_frame_equal(parts.rejects, whole.rejects)
    assert {k: w.count for k, w in parts.report.warnings.items()} == {
        k: w.count for k, w in whole.report.warnings.items()
    }


def test_a_layout_can_be_demanded(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, acled_text({}))
    assert detect(path, data=data, layout="acled").name == "acled"
    assert detect(path, data=data, layout="spreadsheet").name == "spreadsheet"
    with pytest.raises(ImportFileError, match="has not the layout 'ucdp'"):
        detect(path, data=data, layout="ucdp")


def test_a_missing_data_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DashboardError, match=r"areas\.geojson|is missing"):
        take(write(tmp_path, acled_text({})), tmp_path)


def test_reports_add_up() -> None:
    one = Report(3, 2, 1, {"a": Warned(2, ("x", "y"))}, ("said",))
    other = Report(1, 1, 0, {"a": Warned(1, ("z",)), "b": Warned(1)}, ("said", "more"))
    both = total([one, other])
    assert (both.read, both.taken, both.rejected) == (4, 3, 1)
    assert both.warnings["a"] == Warned(3, ("x", "y", "z"))
    assert both.assumptions == ("said", "more")
    assert total([]) == Report()


def test_examples_carry_their_lines(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, acled_text({}, {"fatalities": "-1"})), data)
    assert got.report.warnings["figure_negative_is_unknown"].examples == ("line 3: fatalities -1",)


def test_an_unbalanced_file_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "UNBALANCED_LIMIT", 2_000)
    path = write(tmp_path, 'a,b\n"open,1\n' + "x,2\n" * 5_000)
    sizes = [
        len(piece.text) for piece in source.pieces(source.open_source(path), quoted=True, size=500)
    ]
    assert max(sizes) < 4_000
    assert sum(sizes) == path.stat().st_size
    assert blocks.LONGEST_ROW < 1_000


def test_a_store_takes_all_that_an_import_gives(
    tmp_path: Path, data: Path, records: Records
) -> None:
    rows = [{}, {"geo_precision": "3"}, {"fatalities": ""}, {"country": "Red Sea", "iso": ""}]
    got = take(write(tmp_path, acled_text(*rows)), data)
    held = collection(records)
    sides = {
        name: pd.concat([getattr(held, name), getattr(got, name)], ignore_index=True)
        for name in ("event_actors", "actors", "claims", "sources")
    }
    both = pd.concat([held.datasets, got.chunks[0].datasets], ignore_index=True)
    held = replace(held, events=[*held.events, got.events], datasets=both, **sides)
    build(tmp_path / "events.duckdb", held)
    store = Store(tmp_path / "events.duckdb", "test")
    kept = store.select(EventFilter(datasets=("acled",))).set_index("event_id")
    detail = store.event("acled:INV1")
    store.close()
    assert sorted(kept.index) == [f"acled:INV{number}" for number in (1, 2, 3, 4)]
    assert kept["area_id"].dropna().to_dict() == {
        "acled:INV2": "YE-HU",
        "acled:INV4": "sea-red-sea",
    }
    assert detail.claims["statement"].tolist() == ["3 deaths, as ACLED counts"]
    assert detail.sources["source_id"].tolist() == ["acled", "acled:invented-gazette"]
