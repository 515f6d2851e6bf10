from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.actors import members
from dashboard.claims import total
from dashboard.errors import DataError, FilterError, StoreError, UnknownEventError
from dashboard.events import with_points
from dashboard.filters import EventFilter, from_query, select, to_query
from dashboard.grid import aligned, shift_for, to_grid, window
from dashboard.records import Records, read, typed
from dashboard.schema import EVENTS, PLACE_PRECISIONS, SUMMED_SCOPES
from dashboard.store import Collection, Request, Store, build, collection, current

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
WORLD = (-180.0, -85.0, 180.0, 85.0)
READ_ONLY = settings(deadline=None, max_examples=40)
RECORDS = read(DATA)
WORDS = ("drone", "HODEIDAH", "al-Saadi", "us", "killed", "Sana'a", "%", "_", "zzz", "base Iraq")


@st.composite
def real_filters(draw: st.DrawFn) -> EventFilter:
    """Filters whose values stand in the data, so that most of them keep something."""

    def some(values: pd.Series[str] | tuple[str, ...], most: int = 3) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(list(values)), max_size=most)))

    event_days = sorted({day.date() for day in RECORDS.events["date_start"]})
    start, end = sorted(draw(st.tuples(st.sampled_from(event_days), st.sampled_from(event_days))))
    conditions: dict[str, object] = {
        "start": start,
        "end": end,
        "actors": some(RECORDS.event_actors["actor_id"], 2),
        "role": draw(st.sampled_from(("perpetrator", "target", "either"))),
        "types": some(RECORDS.events["event_type"]),
        "regions": some(RECORDS.regions["region"]),
        "precisions": some(PLACE_PRECISIONS),
        "deaths": some(("some", "none", "unreported"), 2),
        "min_deaths": draw(st.integers(0, 20)),
        "disputed": True,
        "text": draw(st.sampled_from(WORDS)),
    }
    names = draw(st.sets(st.sampled_from(sorted(conditions)), max_size=3))
    if "actors" in names:
        names.add("role")
    chosen = {name: conditions[name] for name in names}
    return EventFilter(weak=draw(st.booleans())).but(**chosen)


@pytest.fixture(scope="module")
def everyone(records: Records) -> dict[str, frozenset[str]]:
    return members(records.actors)


@READ_ONLY
@given(chosen=real_filters())
def test_the_store_equals_the_meaning_of_the_filter(
    chosen: EventFilter,
    store: Store,
    starter: gpd.GeoDataFrame,
    records: Records,
    everyone: dict[str, frozenset[str]],
) -> None:
    meant = select(starter, records.event_actors, everyone, chosen).reset_index(drop=True)
    found = store.select(chosen)
    assert_geodataframe_equal(found, meant)
    assert found.crs == "EPSG:4326"
    assert store.count(chosen) == len(meant)


@pytest.mark.parametrize("day", sorted({d.date() for d in RECORDS.events["date_start"]})[::12])
def test_both_ends_of_a_range_are_included(day: dt.date, store: Store) -> None:
    held = RECORDS.events[(RECORDS.events["date_start"] == pd.Timestamp(day))]
    for chosen in (
        EventFilter(start=day, end=day, weak=True),
        EventFilter(start=day, weak=True),
        EventFilter(end=day, weak=True),
    ):
        assert set(held["event_id"]) <= set(store.select(chosen)["event_id"])


@READ_ONLY
@given(chosen=real_filters())
def test_all_numbers_of_a_filter_agree(chosen: EventFilter, store: Store) -> None:
    events = store.select(chosen)
    figures = store.figures(chosen)
    summed = events[events["toll_scope"].isin(SUMMED_SCOPES)]
    low, high, untold = total(
        summed["fatalities_low"].astype(object).where(summed["fatalities_low"].notna(), None),
        summed["fatalities_high"].astype(object).where(summed["fatalities_high"].notna(), None),
    )
    assert (figures.low, figures.high, figures.untold) == (low, high, untold)
    assert figures.shared == len(events) - len(summed)
    drawn = store.cells(chosen, WORLD, 5)
    assert drawn.total == len(events)
    assert drawn.inside + drawn.areas["n"].sum() + drawn.unplaced == len(events)
    for name, whole in (("low", low), ("high", high), ("untold", untold)):
        assert drawn.cells[name].sum() + drawn.areas[name].sum() == whole
    wide = chosen.without("start", "end")
    assert store.timeline(chosen)["n"].sum() == store.count(wide)
    streamed = store.batches(chosen).read_all().num_rows
    assert streamed == len(events)
    paged = store.page(chosen, Request(size=7))
    assert paged.total == len(events)


@READ_ONLY
@given(chosen=real_filters(), data=st.data())
def test_a_count_beside_a_choice_is_what_the_choice_gives(
    chosen: EventFilter, data: st.DataObject, store: Store
) -> None:
    facets = store.facets(chosen)
    for facet, name in (("event_type", "types"), ("region", "regions"), ("actor", "actors"),
                        ("place_precision", "precisions"), ("deaths", "deaths")):  # fmt: skip
        lifted = chosen.without(name, *(["min_deaths"] if name == "deaths" else []))
        counts = facets[facet].events
        if not counts:
            continue
        for value in data.draw(st.sets(st.sampled_from(sorted(counts)), min_size=1, max_size=4)):
            one = lifted.but(**{name: (value,)})
            assert store.count(one) == counts[value], (facet, value)


@READ_ONLY
@given(
    west=st.floats(-540, 540),
    wide=st.floats(0.5, 400),
    south=st.floats(-80, 79),
    high=st.floats(0.5, 160),
    zoom=st.integers(0, 18),
)
def test_cells_of_a_view_add_up_to_the_events_within_it(
    world: Store, west: float, wide: float, south: float, high: float, zoom: int
) -> None:
    plain = EventFilter()
    bbox = (west, south, west + wide, min(south + high, 85.0))
    drawn = world.cells(plain, bbox, zoom)
    events = world.select(plain)
    x, y = to_grid(events["lon"], events["lat"])
    shift = int(drawn.cells["key"].iloc[0].split(".")[0]) if len(drawn.cells) else 0
    seen = window(bbox)
    whole = aligned(seen, shift if len(drawn.cells) else shift_for(zoom, seen))
    across = np.any([(x >= left) & (x <= right) for left, right in whole.spans], axis=0)
    inside = across & (y >= whole.top) & (y <= whole.bottom)
    if len(drawn.cells):
        assert drawn.cells["n"].sum() == inside.sum()
        assert drawn.cells["low"].sum() == events.loc[inside, "fatalities_low"].sum()
        assert (drawn.cells["lon"] >= west - 1e-4).all()
        assert (drawn.cells["lon"] <= west + 360.001).all()
    for key, n in list(zip(drawn.cells["key"], drawn.cells["n"], strict=True))[:5]:
        assert world.page(plain, Request(place=key)).total == n


@pytest.fixture(scope="module")
def world(records: Records, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Points all over the world, stacked ones and some at the antimeridian among them."""
    random = np.random.default_rng(11)
    n = 4000
    lon = np.concatenate(
        [random.uniform(-180, 180, n - 500), np.full(400, 179.9999), np.full(100, -180.0)]
    )
    lat = np.concatenate([random.uniform(-84, 84, n - 500), np.full(500, 10.0)])
    events = pd.DataFrame(
        {
            "event_id": [f"e{i:05}" for i in range(n)],
            "dataset": "starter",
            "date_start": pd.Timestamp("2024-01-01"),
            "date_end": pd.Timestamp("2024-01-01"),
            "event_type": random.choice(["protest", "riot"], n),
            "lon": lon,
            "lat": lat,
            "region": "other",
            "place_precision": "city",
            "toll_scope": "own",
            "fatalities_low": random.integers(0, 5, n),
            "summary": "invented",
        }
    )
    held = collection(records)
    path = tmp_path_factory.mktemp("world") / "events.duckdb"
    build(
        path,
        Collection(
            **{**vars(held), "events": [typed(events[:1500], EVENTS), typed(events[1500:], EVENTS)]}
        ),
    )
    return Store(path, "world")


def test_symbols_keep_their_place_while_the_map_is_moved(store: Store) -> None:
    first = store.cells(EventFilter(), (30.0, 10.0, 60.0, 40.0), 6).cells.set_index("key")
    moved = store.cells(EventFilter(), (31.7, 10.3, 61.7, 40.3), 6).cells.set_index("key")
    both = first.index.intersection(moved.index)
    assert len(both) > 30
    pd.testing.assert_frame_equal(first.loc[both], moved.loc[both])


def test_the_store_knows_whether_a_map_was_given_its_cells(store: Store) -> None:
    chosen = EventFilter(types=("protest",), text="a filter of this test")
    since = time.monotonic()
    store.cells(chosen, WORLD, 4)
    assert store.drawn(chosen, "type", since)
    assert not store.drawn(chosen, "actor", since)
    assert not store.drawn(chosen.but(text="another"), "type", since)
    assert not store.drawn(chosen, "type", time.monotonic())
    store.cells(chosen, WORLD, 4)
    assert store.drawn(chosen, "type", since), "an answer that was kept is an answer"


def test_colour_by_actor_leads_with_the_perpetrator(store: Store) -> None:
    drawn = store.cells(EventFilter(), WORLD, 4, "actor")
    assert "houthis" in set(drawn.areas["lead"])


@pytest.mark.parametrize("sort", ["date_start", "place_name", "fatalities_high", "perpetrators"])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_are_in_order_and_complete(store: Store, sort: str, descending: bool) -> None:  # noqa: FBT001
    pages = [
        store.page(EventFilter(), Request(page, 50, sort, descending)).rows for page in range(1, 6)
    ]
    rows = pd.concat(pages, ignore_index=True)
    assert rows["event_id"].is_unique
    assert len(rows) == 238
    known = rows[sort].dropna()
    assert known.index.equals(pd.RangeIndex(len(known))), "null comes last"
    ordered = known.is_monotonic_decreasing if descending else known.is_monotonic_increasing
    assert ordered


def test_a_page_beyond_the_last_is_the_last(store: Store) -> None:
    assert store.page(EventFilter(), Request(page=9999)).page == 10


@pytest.mark.parametrize("key", ["", "1.2", "1.2.x", "99.1.1", "-1.2.3", "1.2.3.4", "١.٢.٣"])
def test_a_place_that_is_no_key_is_refused(store: Store, key: str) -> None:
    with pytest.raises(FilterError, match="is no place"):
        store.page(EventFilter(), Request(place=key))


def test_the_events_of_an_area_are_listed(store: Store) -> None:
    areas = store.cells(EventFilter(), WORLD, 4).areas.set_index("area_id")["n"]
    for area_id, n in areas.items():
        assert store.page(EventFilter(), Request(place=f"area:{area_id}")).total == n


def test_an_event_comes_with_all_that_is_known(store: Store) -> None:
    detail = store.event("2024-02-07-baghdad-mashtal")
    assert len(detail.claims) == 12
    assert set(detail.claims["source_id"]) <= set(detail.sources["source_id"])
    forward = detail.links[detail.links["forward"]]
    assert list(forward["other_id"]) == ["2024-01-28-tower22"]
    assert list(detail.links.loc[~detail.links["forward"], "other_id"]) == [
        "2024-02-08-iraq-condemns"
    ]
    assert set(detail.actors["role"]) == {"perpetrator", "target"}


def test_an_unknown_event_is_named(store: Store) -> None:
    with pytest.raises(UnknownEventError, match="'nothing'"):
        store.event("nothing")


def test_hostile_words_find_nothing_and_break_nothing(store: Store) -> None:
    for text in ("'; DROP TABLE event; --", '" OR 1=1', "\\", "%", "\x00", "\u202e"):
        assert store.count(from_query(to_query(EventFilter(text=text)))) in {0, 238}


def test_many_threads_get_the_same_answers(store: Store) -> None:
    wanted = [
        EventFilter(types=(t,), weak=w)
        for t in store.event_types["event_type"]
        for w in (True, False)
    ]
    expected = [len(store.select(f)) for f in wanted]
    got: list[list[int]] = []

    def ask() -> None:
        got.append([len(store.select(f)) for f in wanted])

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [expected] * 6


def test_an_empty_collection_is_a_store(records: Records, tmp_path: Path) -> None:
    held = collection(records)
    build(tmp_path / "e.duckdb", Collection(**{**vars(held), "events": []}))
    empty = Store(tmp_path / "e.duckdb", "empty")
    assert empty.count(EventFilter()) == 0
    assert empty.days() is None
    assert len(empty.select(EventFilter())) == 0
    assert empty.cells(EventFilter(), WORLD, 3).cells.empty


def test_the_store_is_built_once_and_anew_when_data_change(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = current(folder, cache)
    assert current(folder, cache) is first
    path = folder / "events.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("killing about 1,200 people", "killing some 1,200 people"), encoding="utf-8"
    )
    second = current(folder, cache)
    assert second.version != first.version
    assert second.count(EventFilter(text="some 1,200")) == 1
    assert len(list(cache.iterdir())) == 1


def test_bad_data_shows_nothing_and_leaves_no_file(folder: Path, tmp_path: Path) -> None:
    (folder / "claims.csv").write_text("rubbish\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"claims\.csv, line 1"):
        current(folder, tmp_path / "cache")
    assert not list((tmp_path / "cache").glob("*"))


def test_a_damaged_store_is_made_again(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    current(folder, cache).close()
    [path] = cache.iterdir()
    path.write_bytes(path.read_bytes()[:5000])
    script = (
        "from pathlib import Path; from dashboard.store import current; "
        f"print(current(Path({str(folder)!r}), Path({str(cache)!r})).total)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "248"


def test_no_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "x.duckdb").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StoreError, match=r"x\.duckdb: cannot be opened"):
        Store(tmp_path / "x.duckdb", "x")


KILLED = """
import os, signal, sys
from pathlib import Path
from typing import TYPE_CHECKING
from dashboard.records import read
from dashboard.store import build, collection
held = collection(read(Path(sys.argv[1])))
def stop(done):
    os.kill(os.getpid(), signal.SIGKILL)
build(Path(sys.argv[2]), held, stop)
"""


def test_a_kill_in_the_middle_leaves_the_old_file(records: Records, tmp_path: Path) -> None:
    target = tmp_path / "events.duckdb"
    build(target, collection(records))
    before = target.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(DATA), str(target)], cwd=ROOT, check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == before
    assert Store(target, "old").total == 248


def test_who_cancels_gets_the_old_file_back(records: Records, tmp_path: Path) -> None:
    target = tmp_path / "events.duckdb"

    def cancel(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(target, collection(records), cancel)
    assert list(tmp_path.iterdir()) == []
    assert with_points(typed(pd.DataFrame(), EVENTS)).empty


def test_a_store_file_that_was_made_before_is_opened(records: Records, tmp_path: Path) -> None:
    target = tmp_path / "desk.duckdb"
    build(target, collection(records))
    assert current(DATA, tmp_path, f"duckdb://{target}").total == 248
    with pytest.raises(StoreError, match="there is no such store file"):
        current(DATA, tmp_path, f"duckdb://{tmp_path / 'other.duckdb'}")
    with pytest.raises(StoreError, match="only duckdb://"):
        current(DATA, tmp_path, "postgres://localhost/events")
