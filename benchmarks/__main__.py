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
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from playwright.sync_api import Error as PlaywrightError

from benchmarks import geocode_names, import_acled
from benchmarks.browser import measure as measure_browser
from benchmarks.events import frame, invented
from benchmarks.peers import NAMES
from benchmarks.serving import ROOT, NotRunError, in_child, memory_mb
from dashboard import export
from dashboard.events import with_points
from dashboard.filters import EventFilter, from_query
from dashboard.records import read
from dashboard.store import Request, Store, build, collection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from dashboard.records import Records

DATA = ROOT / "data"
REPORT = ROOT / "docs" / "benchmarks.md"
FILTER = "actor=actor-003&from=2018-01-01&to=2021-12-31&type=armed_clash&type=explosion"
VIEW = (22.5, 7.0, 64.7, 43.6)
ROUNDS = 7
FULL = 1_000_000
MOST = {"markers": 5_000}
"""A peer that draws one event after the other would take minutes for more."""
SESSIONS, CHANGES = 20, 3


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, ours, the plain way, and how they compare."""

    what: str
    ours: str
    plain: str = ""
    ratio: str = ""


def main() -> int:
    """Run all rows and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--no-browser", action="store_true", help="leave the browser rows out")
    parser.add_argument("--no-peers", action="store_true", help="leave the other pages out")
    parser.add_argument("--no-sessions", action="store_true", help="leave 20 sessions out")
    parser.add_argument("--ten", action="store_true", help="also ours at ten times as many events")
    parser.add_argument("--to", type=Path, default=REPORT, help="file to write")
    chosen = parser.parse_args()
    began, rows = time.monotonic(), []
    with tempfile.TemporaryDirectory() as folder:
        for row in _all(chosen, Path(folder)):
            sys.stderr.write(f"{time.monotonic() - began:6.0f} s  {row.what}: {row.ours}\n")
            rows.append(row)
    text = _table(rows, chosen.events, time.monotonic() - began)
    chosen.to.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


def _all(chosen: argparse.Namespace, folder: Path) -> Iterator[Row]:
    records, n = read(DATA), chosen.events
    big, small = folder / "big.duckdb", folder / "starter.duckdb"
    build(small, collection(records))
    yield _built(big, records, n)
    store, events = Store(big, "bench"), frame(n)
    yield from _answers(store, events)
    yield from _csv(store, events, records.sources)
    store.close()
    yield from _bringing(n)
    limit_s = 120 if n >= FULL else 40
    points = folder / "points.parquet"
    with_points(events[events["lon"].notna()]).to_parquet(points)
    del events
    if not chosen.no_browser:
        yield from _browser(small, "starter set")
        yield from _browser(big, f"{n:,} events")
        yield from _peers(points, n, limit_s, skipped=chosen.no_peers)
    else:
        yield Row("browser rows", "not run (--no-browser)")
    if chosen.no_sessions:
        yield Row(f"{SESSIONS} sessions", "not run (--no-sessions)")
    else:
        yield from _sessions(big, points, limit_s, skipped=chosen.no_peers)
    if chosen.ten:
        yield from _ten(folder, records, 10 * n)
    else:
        yield Row(f"ours at {10 * n:,} events", "not run (asked for with --ten)")


def _built(target: Path, records: Records, n: int) -> Row:
    """Build a store; making the invented events is not counted."""
    held, making = invented(records, n), 0.0
    tables = iter(held.events)

    def timed() -> Iterator[pd.DataFrame]:
        nonlocal making
        while True:
            began = time.perf_counter()
            table = next(tables, None)
            making += time.perf_counter() - began
            if table is None:
                return
            yield table

    whole, _ = _once(lambda: build(target, type(held)(**{**vars(held), "events": timed()})))
    return Row(
        f"build a store of {n:,} events ({target.stat().st_size / 1e6:.0f} MB)",
        f"{whole - making:.1f} s",
    )


def _bringing(n: int) -> Iterator[Row]:
    """Take in what people bring: rows of ACLED's layout, and names without points."""
    took = import_acled.measure(n)
    yield Row(
        f"import of {took.rows:,} ACLED rows ({took.size_mb:,.0f} MB), read and kept",
        f"{took.seconds:.1f} s, peak {took.peak_mb:,.0f} MB",
    )
    for one in geocode_names.measure():
        yield Row(
            f"geocode {one.rows:,} rows by {one.by} ({one.distinct:,} different)",
            f"{one.a_second:,.0f} a second",
        )


def _browser(store: Path, name: str) -> Iterator[Row]:
    try:
        found = measure_browser(store, store.with_name(f"{store.stem}-cache"))
    except NotRunError as error:
        yield Row(f"{name}: browser", f"not run ({error})")
    except PlaywrightError as error:
        yield Row(f"{name}: browser", f"not measured ({str(error).splitlines()[0]})")
    else:
        yield from (Row(f"{name}: {what}", value) for what, value in found.items())


def _peers(points: Path, n: int, limit_s: float, *, skipped: bool) -> Iterator[Row]:
    if skipped:
        yield Row("other ways to write the page", "", "not run (--no-peers)")
        return
    for peer, name in NAMES.items():
        most = min(n, MOST.get(peer, n))
        try:
            file = _fewer(points, most)
            found = in_child(
                "benchmarks.peers", peer, str(file), str(limit_s), limit_s=2 * limit_s + 60
            )
        except NotRunError as error:
            yield Row(f"{name}, {most:,} events", "", f"not measured ({error})")
            continue
        late = f"not within {limit_s:.0f} s"
        opened, changed, heap = (found.get(key) for key in ("opened", "changed", "heap_mb"))
        yield Row(f"{name}, {most:,} events: page opened, drawn", "", _seconds(opened, late))
        yield Row(f"{name}, {most:,} events: filter changed, drawn", "", _seconds(changed, late))
        if heap:
            yield Row(f"{name}, {most:,} events: browser heap, whole page", "", f"{heap:.0f} MB")


def _fewer(points: Path, most: int) -> Path:
    import geopandas as gpd  # noqa: PLC0415 (only where peers run)

    file = points.with_name(f"points-{most}.parquet")
    if not file.exists():
        gpd.read_parquet(points).head(most).to_parquet(file)
    return file


def _seconds(value: float | None, otherwise: str) -> str:
    return otherwise if value is None else f"{value:.2f} s"


def _sessions(store: Path, points: Path, limit_s: float, *, skipped: bool) -> Iterator[Row]:
    cache = str(store.with_name("sessions-cache"))
    ours = {"DASHBOARD_STORE_URL": f"duckdb://{store}", "DASHBOARD_CACHE": cache}
    cases = [("ours", "app.py", ours)]
    if not skipped:
        plain = {"PEER": "plain", "PEER_EVENTS": str(points)}
        cases.append(("plain", "benchmarks/peer_page.py", plain))
    said: dict[str, str] = {}
    for name, script, environment in cases:
        numbers = (str(SESSIONS), str(CHANGES), str(int(limit_s)))
        pairs = [f"{key}={value}" for key, value in environment.items()]
        try:
            found = in_child("benchmarks.sessions", script, *numbers, *pairs, limit_s=limit_s + 60)
        except NotRunError as error:
            said[name] = f"not measured ({error})"
            continue
        said[name] = (
            f"p95 {found['p95_s']:.2f} s, median {found['median_s']:.2f} s, server "
            f"{found['memory_mb'] / 1000:.2f} GB"
        )
        if found["served"] < found["asked"]:
            said[name] += f" ({found['served']} of {found['asked']} within {limit_s:.0f} s)"
    what = f"{SESSIONS} sessions at once, {CHANGES} filter changes each, whole page"
    yield Row(what, said["ours"], said.get("plain", "not run (--no-peers)"))


def _ten(folder: Path, records: Records, n: int) -> Iterator[Row]:
    target = folder / "ten.duckdb"
    yield _built(target, records, n)
    store = Store(target, "ten")
    for row in _answers(store, None):
        yield Row(f"{n:,} events: {row.what}", row.ours)
    store.close()
    yield from _browser(target, f"{n:,} events")


def _answers(store: Store, events: pd.DataFrame | None) -> list[Row]:
    narrow = from_query(FILTER)

    def fresh(ask: Callable[[], object]) -> Callable[[], object]:
        def run() -> object:
            store.forget()
            return ask()

        return run

    rows = []
    for name, chosen in (("all events", EventFilter()), ("date + actor + type", narrow)):
        asks: dict[str, Callable[[EventFilter], object]] = {
            "cells of a view": lambda chosen: store.cells(chosen, VIEW, 5),
            "figures + facets + timeline": lambda chosen: [
                store.figures(chosen),
                store.facets(chosen),
                store.timeline(chosen),
            ],
            "a page of the table": lambda chosen: store.page(chosen, Request()),
        }
        for what, ask in asks.items():
            ours = fresh(partial(ask, chosen))
            plain = None
            if events is not None and what == "cells of a view":
                plain = partial(_grouped, with_points(events), masked=chosen is narrow)
            rows.append(_versus(f"{what}, {name}", ours, plain))
    return rows


def _grouped(events: pd.DataFrame, *, masked: bool) -> object:
    """Do with pandas what a view asks for: the filter as a mask, the cells as a group-by."""
    if masked:
        keep = (events["date_end"] >= "2018-01-01") & (events["date_start"] <= "2021-12-31")
        keep &= events["event_type"].isin(["armed_clash", "explosion"])
        events = events[keep & (events["perpetrators"] == "Actor 003")]
    cells = [np.floor(events["lon"] / 1.4), np.floor(events["lat"] / 1.2), events["event_type"]]
    return events.groupby(cells, observed=True)["fatalities_low"].agg(["size", "sum"])


def _csv(store: Store, events: pd.DataFrame, sources: pd.DataFrame) -> Iterator[Row]:
    terms = export.Terms(store.datasets, sources)
    first, held = 0.0, [memory_mb(os.getpid())]

    def stream() -> int:
        nonlocal first
        began, size = time.perf_counter(), 0
        for at, piece in enumerate(export.to_csv_chunks(store.batches(EventFilter()), terms)):
            if at == 1:  # the first one holds the names of the columns only
                first = time.perf_counter() - began
            size += len(piece)
            held.append(memory_mb(os.getpid()))
        return size

    ours, size = _once(stream)
    theirs, _ = _once(lambda: events.to_csv(io.StringIO(), index=False))
    ratio = f"{theirs / ours:.1f} times faster than pandas"
    yield Row(f"CSV of everything ({size / 1e6:.0f} MB)", f"{ours:.2f} s", f"{theirs:.2f} s", ratio)
    yield Row("CSV, first rows", f"{first * 1000:.0f} ms")
    yield Row("CSV, memory that the process grows by", f"{max(held) - held[0]:.0f} MB")


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


def _table(rows: list[Row], n: int, took_s: float) -> str:
    load = f"{os.getloadavg()[0]:.1f}"
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    said = (
        f"`make bench EVENTS={n}` on {dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, {machine}, headless "
        f"Chromium without a graphics card; the machine's load at the end was {load}, the run took "
        f"{took_s / 60:.0f} minutes. Median of {ROUNDS} rounds where a row can be repeated, "
        "answers that were kept thrown away before each. A row that did not run says so."
    )
    table = ["| what | ours | plain way | ratio |", "|---|---|---|---|"]
    table += [f"| {r.what} | {r.ours} | {r.plain} | {r.ratio} |" for r in rows]
    return "\n".join(["# Benchmarks", "", said, "", *table, "", NOTES])


NOTES = """## What the rows mean

- Events are invented and seeded: 2,000 places by a power law, eleven years, 200 actors.
- **Plain way** is what a user would write instead, on the same events, in the same run: a mask and
  a group-by on a GeoDataFrame, pandas' `to_csv`, or a page of Streamlit with `st.cache_data` and
  one of the usual maps (`benchmarks/peer_page.py`). Those maps load their scripts from other hosts;
  here they get the very files out of the package folium-offline. A Marker in a loop is measured
  with fewer events, because more take minutes.
- pydeck and `st.map` draw with WebGL and do not say when they have drawn: what is measured is when
  their canvas stands and the page around it is done, so the truth is later.
- **Drawn** is the frame after the symbols were put on the canvas. Opening is a new browser context
  without any cache; the first page of a new server also waits while it loads its libraries.
- **Heap of the map** is what the browser's heap loses, after collecting garbage, when the frame of
  the map is emptied. The rest is Streamlit with its charts and tables.
- **Sessions** speak to the server as the browser does; each change runs the whole page and asks
  for the map's cells, and counts until both are there. Streamlit runs every page in one Python
  process, one at a time, so what counts is what a run costs: each question is worked out once for
  all who ask it together, the chart is written down once, and garbage is not collected after each
  click (that took as long as all the rest). The map is served first, charts and tables come after.
"""

if __name__ == "__main__":
    sys.exit(main())
