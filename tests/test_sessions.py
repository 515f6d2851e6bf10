from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.actors import members
from dashboard.api import routes
from dashboard.errors import StoreError, UnknownSessionError
from dashboard.events import event_table, with_points
from dashboard.filters import EventFilter, from_query, select, to_query
from dashboard.records import Records, typed
from dashboard.schema import ACTORS, CLAIMS, EVENT_ACTORS, SOURCES, SUMMED_SCOPES
from dashboard.store import Collection, Sessions, Store, build, collection, new_token, sessions

DATA = Path(__file__).resolve().parent.parent / "data"
ALL = EventFilter(weak=True)
WORLD = (-180.0, -85.0, 180.0, 85.0)
FILTERS = [
    "weak=1",
    "",
    "type=attack_on_shipping",
    "actor=houthis&weak=1",
    "q=drone",
    "region=iraq",
]


class Clock:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def invented(records: Records, *ids: str, actor: str = "invented_militia") -> Collection:
    """Events like the first ones of the starter set, with an actor that nobody else knows."""
    events = event_table(records).head(len(ids)).assign(event_id=list(ids), summary="drone, mine")
    taking = pd.DataFrame({"event_id": list(ids), "actor_id": actor, "role": "perpetrator"})
    known = pd.DataFrame({"event_id": list(ids), "actor_id": "houthis", "role": "target"})
    whole = collection(records)
    return replace(
        whole,
        events=[events],
        event_actors=typed(pd.concat([taking, known]), EVENT_ACTORS),
        actors=typed(pd.DataFrame({"actor_id": [actor], "name": ["Invented militia"]}), ACTORS),
        claims=whole.claims.iloc[:0],
        links=whole.links.iloc[:0],
        sources=whole.sources.iloc[:0],
    )


@pytest.fixture
def held() -> Sessions:
    return Sessions(clock=Clock())


@pytest.mark.parametrize("query", FILTERS)
def test_a_session_sees_both_as_if_they_were_one(
    query: str, held: Sessions, store: Store, records: Records
) -> None:
    mine = invented(records, "mine-1", "mine-2", "mine-3")
    seen = held.add(new_token(), store, mine)
    chosen = from_query(query)
    events = with_points(pd.concat([event_table(records), *mine.events], ignore_index=True))
    taking = pd.concat([records.event_actors, mine.event_actors], ignore_index=True)
    actors = pd.concat([records.actors, mine.actors], ignore_index=True)
    meant = select(events, taking, members(actors), chosen)
    meant = meant.sort_values(["date_start", "event_id"], ignore_index=True)
    assert_geodataframe_equal(seen.select(chosen), meant)
    figures = seen.figures(chosen)
    summed = meant[meant["toll_scope"].isin(SUMMED_SCOPES)]
    assert figures.events == len(meant)
    assert figures.low == summed["fatalities_low"].sum()
    assert figures.places == len(meant[["place_name", "country"]].fillna("").drop_duplicates())
    drawn = seen.cells(chosen, WORLD, 5)
    assert drawn.inside + drawn.areas["n"].sum() + drawn.unplaced == len(meant)
    assert seen.timeline(chosen)["n"].sum() == len(meant)
    assert sum(batch.num_rows for batch in seen.batches(chosen)) == len(meant)
    if not chosen.actors:
        mine_kept = meant["event_id"].str.startswith("mine").sum()
        assert seen.facets(chosen)["actor"].events.get("invented_militia", 0) == mine_kept


def test_what_one_brings_nobody_else_sees(held: Sessions, store: Store, records: Records) -> None:
    one, other = new_token(), new_token()
    before = store.count(ALL)
    held.add(one, store, invented(records, "of-one"))
    held.add(other, store, invented(records, "of-other-1", "of-other-2"))
    for token, ids in ((one, {"of-one"}), (other, {"of-other-1", "of-other-2"})):
        seen = held.store_for(token, store)
        assert seen.count(ALL) == before + len(ids)
        found = set(seen.select(ALL)["event_id"])
        assert {id_ for id_ in found if id_.startswith("of-")} == ids
    assert store.count(ALL) == before == held.store_for(None, store).count(ALL)
    assert len({one, other, new_token()}) == 3
    assert len(one) == 32


def test_versions_differ_so_that_no_answer_is_shared(
    held: Sessions, store: Store, records: Records
) -> None:
    token = new_token()
    first = held.add(token, store, invented(records, "mine-1")).version
    second = held.add(token, store, invented(records, "mine-2")).version
    assert len({first, second, store.version}) == 3
    assert held.store_for(token, store).version == second


def test_more_is_added_and_the_same_event_replaced(
    held: Sessions, store: Store, records: Records
) -> None:
    token = new_token()
    held.add(token, store, invented(records, "mine-1", "mine-2"))
    again = invented(records, "mine-2", "mine-3", actor="another_militia")
    seen = held.add(token, store, again)
    assert seen.total == store.total + 3
    assert set(seen.event("mine-2").actors["actor_id"]) == {"another_militia", "houthis"}
    assert set(seen.event("mine-1").actors["actor_id"]) == {"invented_militia", "houthis"}


def test_an_event_of_the_base_gets_claims_but_is_not_doubled(
    held: Sessions, store: Store, records: Records
) -> None:
    known = records.events["event_id"].iloc[0]
    source = pd.DataFrame({"source_id": ["my-paper"], "publisher": ["My paper"], "kind": ["news"]})
    claim = {
        "claim_id": "mine:killed",
        "event_id": known,
        "claimant": "A witness",
        "claimant_type": "witness",
        "field": "fatalities",
        "low": 7,
        "high": 7,
        "scope": "row",
        "statement": "Seven, says a witness",
        "source_id": "my-paper",
    }
    mine = replace(
        invented(records, known),
        claims=typed(pd.concat([records.claims.head(5), pd.DataFrame([claim])]), CLAIMS),
        sources=typed(source, SOURCES),
    )
    seen = held.add(new_token(), store, mine)
    assert seen.total == store.total
    detail, before = seen.event(known), store.event(known)
    assert len(detail.claims) == len(before.claims) + 1
    assert "my-paper" in set(detail.sources["source_id"])
    assert detail.event["summary"].iloc[0] == before.event["summary"].iloc[0]
    assert len(detail.actors) == len(before.actors)


def test_another_state_of_the_data_is_taken_over(
    held: Sessions, store: Store, records: Records, tmp_path: Path
) -> None:
    token = new_token()
    held.add(token, store, invented(records, "mine-1"))
    fewer = replace(collection(records), events=[event_table(records).head(100)])
    build(tmp_path / "other's.duckdb", fewer)  # a quote in the path is no end of it
    other = Store(tmp_path / "other's.duckdb", "another")
    assert held.store_for(token, other).total == 101
    assert held.store_for(token, store).total == store.total + 1
    other.close()


def test_it_is_gone_when_dropped_idle_or_one_too_many(store: Store, records: Records) -> None:
    clock = Clock()
    held = Sessions(most=2, idle_s=100, clock=clock)
    tokens = [new_token() for _ in range(3)]
    for token in tokens:
        clock.now += 1
        held.add(token, store, invented(records, "mine"))
    with pytest.raises(UnknownSessionError, match="no longer kept"):
        held.store_for(tokens[0], store)
    clock.now += 90
    held.store_for(tokens[1], store)
    clock.now += 50
    assert held.store_for(tokens[1], store).total == store.total + 1
    with pytest.raises(UnknownSessionError):
        held.store_for(tokens[2], store)
    held.drop(tokens[1])
    held.drop("never-was")
    with pytest.raises(UnknownSessionError):
        held.store_for(tokens[1], store)
    assert list(held._room().iterdir()) == []  # noqa: SLF001 - nothing stays on the disk


def test_who_goes_may_come_back_for_a_while(store: Store, records: Records) -> None:
    clock = Clock()
    held = Sessions(clock=clock)
    stays, goes = new_token(), new_token()
    for token in (stays, goes):
        held.add(token, store, invented(records, "mine"))
        held.leave(token)
    held.come_back(stays)
    clock.now += sessions.GRACE_S - 1
    assert held.store_for(goes, store).total == store.total + 1
    clock.now += 2
    assert held.store_for(stays, store).total == store.total + 1
    with pytest.raises(UnknownSessionError):
        held.store_for(goes, store)


def test_too_many_events_are_refused_and_nothing_is_lost(
    held: Sessions, store: Store, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = new_token()
    held.add(token, store, invented(records, "mine-1"))
    monkeypatch.setattr(sessions, "MOST_EVENTS", 2)
    with pytest.raises(StoreError, match="python -m dashboard import"):
        held.add(token, store, invented(records, "mine-2", "mine-3", "mine-4"))
    assert held.store_for(token, store).total == store.total + 1
    with pytest.raises(StoreError):
        held.add("fresh", store, invented(records, "a", "b", "c"))
    assert len(held) == 1


def test_many_visitors_at_once(held: Sessions, store: Store, records: Records) -> None:
    start = threading.Barrier(4)

    def visit(number: int) -> tuple[int, set[str]]:
        token = new_token()
        start.wait()
        held.add(token, store, invented(records, f"of-{number}"))
        seen = held.store_for(token, store)
        mine = {id_ for id_ in seen.select(ALL)["event_id"] if id_.startswith("of-")}
        held.drop(token)
        return seen.total, mine

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(visit, range(4)))
    assert found == [(store.total + 1, {f"of-{number}"}) for number in range(4)]


@pytest.fixture
def client(held: Sessions, store: Store) -> TestClient:
    made = routes(lambda session: held.store_for(session, store), DATA)
    return TestClient(Starlette(routes=list(made)), raise_server_exceptions=True)


def test_over_http_each_session_gets_its_own(
    client: TestClient, held: Sessions, store: Store, records: Records
) -> None:
    one, other = new_token(), new_token()
    held.add(one, store, invented(records, "of-one"))
    held.add(other, store, invented(records, "of-other-1", "of-other-2"))

    def total(session: str | None, path: str = "/api/facets") -> int:
        also = f"&session={session}" if session else ""
        answer = client.get(f"{path}?{to_query(ALL)}{also}")
        assert answer.status_code == 200
        kept_by_others = answer.headers["cache-control"] != "private, no-store"
        assert kept_by_others == (session is None)
        assert ("etag" in answer.headers) == (session is None)
        return int(answer.json()["figures"]["events"])

    assert [total(name) for name in (None, one, other)] == [
        store.total,
        store.total + 1,
        store.total + 2,
    ]
    assert client.get(f"/api/events/of-one?session={one}").json()["summary"] == "drone, mine"
    assert client.get(f"/api/events/of-one?session={other}").status_code == 404
    assert client.get("/api/events/of-one").status_code == 404
    drawn = client.get(f"/api/cells?bbox=-180,-85,180,85&zoom=4&weak=1&session={one}")
    assert drawn.json()["total"] == store.total + 1
    lines = client.get(f"/api/events.csv?weak=1&session={one}")
    assert lines.headers["cache-control"] == "private, no-store"
    assert "of-one" in lines.text
    assert "of-one" not in client.get("/api/events.csv?weak=1").text


@pytest.mark.parametrize("path", ["facets", "events", "events.csv", "cells", "events/R001"])
@pytest.mark.parametrize("query", ["session=guessed", "session="])
def test_a_session_that_is_not_known_is_never_the_base(
    client: TestClient, path: str, query: str
) -> None:
    answer = client.get(f"/api/{path}?{query}")
    assert answer.status_code == 404
    assert "open the file again" in answer.json()["error"]


def test_a_session_stands_once(client: TestClient) -> None:
    assert client.get("/api/facets?session=a&session=b").status_code == 400
