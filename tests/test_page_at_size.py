"""The page with many events on one place, many actors, long texts, and events without a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from dashboard.filters import EventFilter
from dashboard.records import Records, typed
from dashboard.schema import ACTORS, EVENT_ACTORS, EVENTS
from dashboard.store import Collection, Store, build, collection
from tests.test_page import PAGE, PATIENCE_S, number_of_events

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

N = 50_000
ACTORS_N = 250
LONG = "A long account of what was reported near the place. " * 200


def crowded(records: Records, *, placed: bool) -> Collection:
    """All events on one place or, if not placed, on none; a long text, hundreds of actors."""
    ids = [f"actor-{i:03}" for i in range(ACTORS_N)]
    events = pd.DataFrame(
        {
            "event_id": [f"e{i:05}" for i in range(N)],
            "dataset": "starter",
            "date_start": pd.Timestamp("2024-01-01")
            + pd.to_timedelta(np.arange(N) // 100, unit="D"),
            "date_end": pd.Timestamp("2026-01-01"),
            "event_type": "protest",
            "place_name": "One place",
            "lon": 44.4 if placed else np.nan,
            "lat": 33.3 if placed else np.nan,
            "region": "other",
            "place_precision": "city" if placed else "unknown",
            "toll_scope": "own",
            "summary": LONG,
        }
    )
    played = pd.DataFrame(
        {
            "event_id": events["event_id"],
            "actor_id": np.array(ids)[np.arange(N) % ACTORS_N],
            "role": "target",
        }
    )
    parts = {
        "events": [typed(events, EVENTS)],
        "actors": typed(pd.DataFrame({"actor_id": ids, "name": ids}), ACTORS),
        "event_actors": typed(played, EVENT_ACTORS),
    }
    return Collection(**{**vars(collection(records)), **parts})


def opened(path: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    monkeypatch.setenv("DASHBOARD_STORE_URL", f"duckdb://{path}")
    monkeypatch.setenv("DASHBOARD_CACHE", str(path.parent))
    app = AppTest.from_file(PAGE, default_timeout=PATIENCE_S)
    app.session_state["map_drawn"] = True
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def test_a_place_with_50_000_events_is_listed_in_pages(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.duckdb"
    build(path, crowded(records, placed=True))
    store = Store(path, "crowded")
    drawn = store.cells(EventFilter(), (40.0, 30.0, 50.0, 40.0), 12)
    assert drawn.cells["n"].tolist() == [N]
    store.close()
    app = opened(path, monkeypatch, at=drawn.cells["key"].iloc[0])
    assert not app.exception
    assert any(f"{N:,} events here" in m.value for m in app.markdown)
    assert any("Page 1 of 4,167" in c.value for c in app.caption)
    first = {b.key for b in app.button if str(b.key).startswith("place_e")}
    app.button(key="place_turn_1").click().run()
    assert any("Page 2 of 4,167" in c.value for c in app.caption)
    second = {b.key for b in app.button if str(b.key).startswith("place_e")}
    assert len(first) == len(second) == 12
    assert not first & second
    assert len(app.multiselect(key="choice_actors").options) == ACTORS_N


def test_events_that_all_lack_a_place_are_counted_and_listed(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.duckdb"
    build(path, crowded(records, placed=False))
    store = Store(path, "nowhere")
    drawn = store.cells(EventFilter(), (-180.0, -85.0, 180.0, 85.0), 2)
    assert drawn.cells.empty
    assert (drawn.total, drawn.unplaced) == (N, N)
    store.close()
    app = opened(path, monkeypatch)
    assert not app.exception
    assert number_of_events(app) == N
    assert len(app.dataframe[0].value) == 25
