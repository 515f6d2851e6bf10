"""Measure ours and the plain ways in one run: `python -m benchmarks --events 1000000`."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import os
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.browser import measure as measure_browser
from benchmarks.events import frame, invented
from dashboard import export
from dashboard.events import with_points
from dashboard.filters import EventFilter, from_query
from dashboard.records import read
from dashboard.store import Store, build, collection

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
REPORT = ROOT / "docs" / "benchmarks.md"
FILTER = "actor=actor-003&from=2018-01-01&to=2021-12-31&type=armed_clash&type=explosion"
VIEW = (22.5, 7.0, 64.7, 43.6)
ROUNDS = 7


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, ours, the plain way, and how they compare."""

    what: str
    ours: str
    plain: str = "not run"
    ratio: str = ""


def main() -> int:
    """Run all rows and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--no-browser", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = _all(chosen.events, Path(folder), browser=not chosen.no_browser)
    text = _table(rows, chosen.events)
    REPORT.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def _all(n: int, folder: Path, *, browser: bool) -> list[Row]:
    records = read(DATA)
    big, small = folder / "big.duckdb", folder / "starter.duckdb"
    build(small, collection(records))
    seconds, _ = _once(lambda: build(big, invented(records, n)))
    rows = [Row(f"build a store of {n:,} events", f"{seconds:.1f} s")]
    store, events = Store(big, "bench"), frame(n)
    rows += _answers(store, events)
    rows += _csv(store, events, records.sources)
    store.close()
    for name, path in (("starter set", small), (f"{n:,} events", big)):
        if not browser:
            rows.append(Row(f"{name}: browser", "not run (--no-browser)"))
            continue
        try:
            found = measure_browser(path, folder / f"{path.stem}-cache")
        except RuntimeError as error:
            rows.append(Row(f"{name}: browser", f"not run ({error})"))
        else:
            rows += [Row(f"{name}: {what}", value) for what, value in found.items()]
    return rows


def _answers(store: Store, events: pd.DataFrame) -> list[Row]:
    plain = with_points(events)
    narrow = from_query(FILTER)

    def fresh(ask: Callable[[], object]) -> Callable[[], object]:
        def run() -> object:
            store.forget()
            return ask()

        return run

    def mask() -> pd.DataFrame:
        keep = (plain["date_end"] >= "2018-01-01") & (plain["date_start"] <= "2021-12-31")
        keep &= plain["event_type"].isin(["armed_clash", "explosion"])
        keep &= plain["perpetrators"] == "Actor 003"
        return plain[keep]

    def grouped(kept: pd.DataFrame) -> object:
        cells = [np.floor(kept["lon"] / 1.4), np.floor(kept["lat"] / 1.2), kept["event_type"]]
        return kept.groupby(cells, observed=True)["fatalities_low"].agg(["size", "sum"])

    return [
        _versus("cells of a view, all events", fresh(lambda: store.cells(EventFilter(), VIEW, 5)),
                lambda: grouped(plain)),
        _versus("cells of a view, date + actor + type", fresh(lambda: store.cells(narrow, VIEW, 5)),
                lambda: grouped(mask())),
        _versus("figures + facets + timeline, all events",
                fresh(lambda: [store.figures(EventFilter()), store.facets(EventFilter()),
                               store.timeline(EventFilter())])),
        _versus("figures + facets + timeline, date + actor + type",
                fresh(lambda: [store.figures(narrow), store.facets(narrow),
                               store.timeline(narrow)])),
    ]  # fmt: skip


def _csv(store: Store, events: pd.DataFrame, sources: pd.DataFrame) -> list[Row]:
    terms = export.Terms(store.datasets, sources)
    first: list[float] = []

    def stream() -> int:
        began, size = time.perf_counter(), 0
        for piece in export.to_csv_chunks(store.batches(EventFilter()), terms):
            if not size:
                first.append(time.perf_counter() - began)
            size += len(piece)
        return size

    ours, size = _once(stream)
    theirs, _ = _once(lambda: events.to_csv(io.StringIO(), index=False))
    ratio = f"{theirs / ours:.1f} times faster than pandas"
    return [
        Row(f"CSV of everything ({size / 1e6:.0f} MB)", f"{ours:.2f} s", f"{theirs:.2f} s", ratio),
        Row("CSV, first piece", f"{first[0] * 1000:.0f} ms"),
    ]


def _versus(
    what: str, ours: Callable[[], object], plain: Callable[[], object] | None = None
) -> Row:
    mine = _median_ms(ours)
    if plain is None:
        return Row(what, f"{mine:.0f} ms", "")
    theirs = _median_ms(plain)
    return Row(what, f"{mine:.0f} ms", f"{theirs:.0f} ms (GeoDataFrame)", f"{theirs / mine:.1f}")


def _once(work: Callable[[], object]) -> tuple[float, int]:
    began = time.perf_counter()
    made = work()
    return time.perf_counter() - began, made if isinstance(made, int) else 0


def _median_ms(work: Callable[[], object]) -> float:
    return statistics.median(_once(work)[0] for _ in range(ROUNDS)) * 1000


def _table(rows: list[Row], n: int) -> str:
    load = f"{os.getloadavg()[0]:.1f}"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    said = (
        f"`make bench EVENTS={n}` on {dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, {machine}, headless "
        f"Chromium without a graphics card; the machine's load at the end was {load}. Median of "
        f"{ROUNDS} rounds where a row can be repeated, caches emptied before each. A row that did "
        "not run says so."
    )
    head = [
        "# Benchmarks",
        "",
        said,
        "",
        "| what | ours | plain way | ratio |",
        "|---|---|---|---|",
    ]
    return (
        "\n".join([*head, *(f"| {r.what} | {r.ours} | {r.plain} | {r.ratio} |" for r in rows)])
        + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
