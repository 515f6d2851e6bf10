"""Every answer of a store is the same, whether it comes out of a roll-up or of single events."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.filters import EventFilter
from dashboard.grid import MAX_ZOOM, aligned, to_grid, window
from dashboard.records import Records, typed
from dashboard.schema import ACTORS, EVENT_ACTORS, EVENTS
from dashboard.store import Collection, Request, Store, build, collection
from dashboard.store.rolling import answers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dashboard.store import Colour

N = 3000
LONG_AGO = dt.date(1900, 1, 1)
BY_PROFILE: tuple[dict[str, object], ...] = (
    {},
    {"weak": True},
    {"types": ("protest",)},
    {"regions": ("yemen", "iraq"), "weak": True},
    {"precisions": ("city",), "deaths": ("some", "unreported")},
    {"disputed": True, "weak": True},
    {"deaths": ("none",), "types": ("riot",)},
    {"datasets": ("starter",), "types": ("no_such_type",)},
)


def everywhere(records: Records) -> Collection:
    """Events of every kind all over the world: stacked, at the antimeridian, without a point."""
    random = np.random.default_rng(5)
    lon = np.where(np.arange(N) < 900, random.choice([179.9999, -180.0, -179.9999, 44.4], N),
                   random.uniform(-180, 180, N))  # fmt: skip
    area = random.random(N) < 0.1
    low = pd.Series(random.integers(0, 4, N), dtype="Int64").mask(random.random(N) < 0.2)
    days = pd.Timestamp("2020-01-01") + pd.to_timedelta(random.integers(0, 900, N), unit="D")
    events = pd.DataFrame(
        {
            "event_id": [f"e{i:05}" for i in random.permutation(N)],
            "dataset": "starter",
            "date_start": days,
            "date_end": days + pd.Timedelta(days=1),
            "event_type": random.choice(["protest", "riot", "armed_clash"], N),
            "place_name": [f"Place {i}" for i in random.integers(0, 40, N)],
            "country": random.choice(["Yemen", "Iraq"], N),
            "lon": np.where(area, np.nan, lon),
            "lat": np.where(area, np.nan, np.round(random.uniform(-84, 84, N), 1)),
            "area_id": pd.Series(random.choice(["YE", "IQ", ""], N)).replace("", None).where(area),
            "precision_m": random.choice([500.0, 5000.0], N),
            "region": random.choice(["yemen", "iraq", "other"], N),
            "place_precision": np.where(area, "country", random.choice(["city", "relative"], N)),
            "attribution": random.choice(["disputed", "attributed"], N),
            "confidence": pd.Series(random.choice(["high", "low", ""], N)).replace("", None),
            "toll_scope": random.choice(["own", "in_parent"], N),
            "fatalities_low": low,
            "fatalities_high": low + 1,
            "fatalities_open": random.random(N) < 0.01,
            "summary": "invented",
        }
    )
    ids = [f"actor-{i}" for i in range(6)]
    actors = pd.DataFrame(
        {
            "actor_id": ids,
            "name": ids,
            "member_of": [None, "actor-0", "actor-0", "actor-1", None, None],
        }
    )
    rows = random.integers(0, N, 2 * N)
    roles = random.choice(["perpetrator", "target", "claimed_by"], 2 * N)
    played = pd.DataFrame(
        {
            "event_id": events["event_id"].to_numpy()[rows],
            "actor_id": random.choice(ids, 2 * N),
            "role": roles,
        }
    ).drop_duplicates()
    parts = {
        "events": [typed(events[:1000], EVENTS), typed(events[1000:], EVENTS)],
        "actors": typed(actors, ACTORS),
        "event_actors": typed(played, EVENT_ACTORS),
    }
    return Collection(**{**vars(collection(records)), **parts})


@pytest.fixture(scope="module")
def held(records: Records) -> Collection:
    return everywhere(records)


@pytest.fixture(scope="module")
def world(held: Collection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("world") / "events.duckdb"
    build(path, held)
    opened = Store(path, "world")
    yield opened
    opened.close()


def both_ways(conditions: dict[str, object]) -> tuple[EventFilter, EventFilter]:
    """Give a filter that a roll-up answers, and an equal one that it cannot answer."""
    rolled = EventFilter().but(**conditions)
    single = rolled.but(start=LONG_AGO)
    assert answers(rolled)
    assert not answers(single)
    return rolled, single


@pytest.mark.parametrize("conditions", BY_PROFILE, ids=str)
@pytest.mark.parametrize("colour", ["type", "actor"])
def test_roll_ups_and_single_events_draw_the_same(
    world: Store, conditions: dict[str, object], colour: Colour
) -> None:
    rolled, single = both_ways(conditions)
    for zoom in (0, 5, 12):
        for bbox in ((-180.0, -85.0, 180.0, 85.0), (170.0, -40.0, -170.0, 60.0)):
            one, other = (world.cells(f, bbox, zoom, colour) for f in (rolled, single))
            pd.testing.assert_frame_equal(one.cells, other.cells)
            pd.testing.assert_frame_equal(one.areas, other.areas)
            assert (one.total, one.inside, one.unplaced) == (
                other.total,
                other.inside,
                other.unplaced,
            )


@pytest.mark.parametrize("conditions", BY_PROFILE, ids=str)
def test_roll_ups_and_single_events_add_up_to_the_same(
    world: Store, conditions: dict[str, object]
) -> None:
    rolled, single = both_ways(conditions)
    events = world.select(rolled)
    assert world.figures(rolled) == world.figures(single)
    assert world.figures(rolled).events == len(events)
    assert world.figures(rolled).places == len(events[["place_name", "country"]].drop_duplicates())
    assert world.facets(rolled) == world.facets(single)
    pd.testing.assert_frame_equal(world.timeline(rolled), world.timeline(single))
    counted = events.groupby("event_type").size().to_dict()
    assert world.timeline(rolled).groupby("event_type")["n"].sum().to_dict() == counted


@settings(max_examples=40, deadline=None)
@given(
    conditions=st.sampled_from(BY_PROFILE),
    scanned=st.booleans(),
    colour=st.sampled_from(["type", "actor"]),
    west=st.floats(-540, 540),
    wide=st.floats(0.5, 400),
    south=st.floats(-84, 83),
    high=st.floats(0.5, 160),
    zoom=st.integers(0, MAX_ZOOM),
)
def test_cells_add_up_at_every_zoom_across_the_antimeridian(
    world: Store,
    conditions: dict[str, object],
    scanned: bool,  # noqa: FBT001
    colour: Colour,
    west: float,
    wide: float,
    south: float,
    high: float,
    zoom: int,
) -> None:
    chosen = both_ways(conditions)[scanned]
    bbox = (west, south, west + wide, min(south + high, 85.0))
    drawn = world.cells(chosen, bbox, zoom, colour)
    events = world.select(chosen)
    assert drawn.total == len(events)
    pointed = events[events["lon"].notna()]
    assert drawn.areas["n"].sum() + drawn.unplaced == len(events) - len(pointed)
    assert drawn.cells["n"].sum() == drawn.inside
    if drawn.cells.empty:
        return
    shift = int(drawn.cells["key"].iloc[0].split(".")[0])
    x, y = to_grid(pointed["lon"], pointed["lat"])
    whole = aligned(window(bbox), shift)
    across = np.any([(x >= left) & (x <= right) for left, right in whole.spans], axis=0)
    inside = pointed[across & (y >= whole.top) & (y <= whole.bottom)]
    own = inside[inside["toll_scope"] == "own"]
    assert drawn.inside == len(inside)
    assert drawn.cells["low"].sum() == own["fatalities_low"].sum()
    assert drawn.cells["high"].sum() == own["fatalities_high"].sum()
    assert drawn.cells["untold"].sum() == own["fatalities_low"].isna().sum()
    for key, n in list(zip(drawn.cells["key"], drawn.cells["n"], strict=True))[:2]:
        assert world.page(chosen, Request(place=key)).total == n


def test_events_that_came_in_any_order_stream_in_order(world: Store) -> None:
    for chosen in (
        EventFilter(weak=True),
        EventFilter(actors=("actor-0",), start=dt.date(2021, 1, 1)),
    ):
        streamed = world.batches(chosen).read_all().to_pandas()["event_id"].tolist()
        assert streamed == world.select(chosen)["event_id"].tolist()


def test_a_stream_begins_before_it_has_seen_everything(held: Collection, tmp_path: Path) -> None:
    build(tmp_path / "events.duckdb", held)
    sizes = [
        len(batch)
        for batch in Store(tmp_path / "events.duckdb", "x").batches(EventFilter(weak=True))
    ]
    assert sum(sizes) == N
    assert len(sizes) > 1


def test_everybody_of_an_event_is_listed_in_order(world: Store, held: Collection) -> None:
    played = held.event_actors.groupby("event_id", sort=False)
    for event_id, rows in list(played)[:40]:
        shown = world.event(str(event_id)).actors
        assert shown["actor_id"].tolist() == rows["actor_id"].tolist()
        assert shown["role"].tolist() == rows["role"].tolist()
