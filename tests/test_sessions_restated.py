"""Claims that a visitor brings about events that everybody sees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard.claims import FIGURES, figures
from dashboard.filters import EventFilter, from_query
from dashboard.records import typed
from dashboard.schema import CLAIMS, EVENTS, SOURCES
from dashboard.store import Sessions, Store, collection, new_token
from tests.test_sessions import invented

if TYPE_CHECKING:
    from dashboard.records import Records
    from dashboard.store import Collection

KNOWN = "2024-02-07-baghdad-mashtal"
ALL = EventFilter(weak=True)


def saying(records: Records, event_id: str, number: int, name: str = "c-mine") -> Collection:
    """One claim about one event, and nothing else."""
    claim = {
        "claim_id": name,
        "event_id": event_id,
        "claimant": "a doctor",
        "claimant_type": "quoted in a report",
        "field": "fatalities",
        "low": number,
        "high": number,
        "scope": "row",
        "statement": f"{number} killed",
        "source_id": "mine",
    }
    page = {"source_id": "mine", "publisher": "Desk", "published": "2024-02-08", "kind": "report"}
    whole = collection(records)
    return replace(
        whole,
        events=[],
        event_actors=whole.event_actors.iloc[:0],
        claims=typed(pd.DataFrame([claim]), CLAIMS),
        links=whole.links.iloc[:0],
        sources=typed(pd.DataFrame([page]), SOURCES),
    )


@pytest.fixture
def held() -> Sessions:
    return Sessions()


def test_the_toll_of_a_known_event_follows_for_this_session_only(
    held: Sessions, store: Store, records: Records
) -> None:
    before = store.event(KNOWN).event.iloc[0]
    high = int(before["fatalities_high"])
    seen = held.add(new_token(), store, saying(records, KNOWN, high + 40))
    detail = seen.event(KNOWN)
    after = detail.event.iloc[0]
    assert after["fatalities_high"] == high + 40
    assert after["fatalities_high"] == figures(detail.claims).loc[KNOWN, "fatalities_high"]
    assert "Desk" in set(detail.sources["publisher"])
    assert after["source_ids"].endswith("|mine")
    assert seen.count(ALL) == store.count(ALL)
    assert seen.figures(ALL).high == store.figures(ALL).high + 40
    assert seen.figures(ALL).places == store.figures(ALL).places
    query = from_query("actor=kataib-hezbollah&from=2024-02-07&to=2024-02-07")
    assert seen.count(query) == store.count(query)
    assert seen.count(from_query(f"min_deaths={high + 40}")) >= 1
    listed = seen.select(ALL).set_index("event_id")
    assert listed.index.is_unique
    assert listed.loc[KNOWN, "fatalities_high"] == high + 40
    others = listed.drop(index=KNOWN)
    assert others.equals(store.select(ALL).set_index("event_id").drop(index=KNOWN))
    assert store.event(KNOWN).event.iloc[0].equals(before)


def test_what_is_said_about_a_visitors_own_event_counts_too(
    held: Sessions, store: Store, records: Records
) -> None:
    token = new_token()
    mine = invented(records, "mine-1")
    [events] = mine.events
    untold = typed(events.drop(columns=list(FIGURES)), EVENTS)
    held.add(token, store, replace(mine, events=[untold]))
    seen = held.add(token, store, saying(records, "mine-1", 7))
    assert seen.event("mine-1").event["fatalities_best"].iloc[0] == 7
    seen = held.add(token, store, saying(records, "mine-1", 9, "c-more"))
    assert seen.event("mine-1").event["fatalities_high"].iloc[0] == 9
    assert len(seen.event("mine-1").actors) == len(mine.event_actors)


def test_it_holds_when_the_base_is_read_anew(
    held: Sessions, store: Store, records: Records
) -> None:
    token = new_token()
    held.add(token, store, saying(records, KNOWN, 90))
    held.add(token, store, invented(records, "mine-1"))
    again = Store(store.path, "other version")
    seen = held.store_for(token, again)
    assert seen.event(KNOWN).event["fatalities_high"].iloc[0] == 90
    held.drop(token)
    again.close()


@pytest.mark.parametrize("query", ["weak=1", "", "deaths=some", "deaths=unreported", "region=iraq"])
def test_every_way_of_counting_agrees(
    query: str, held: Sessions, store: Store, records: Records
) -> None:
    """Also where nobody gave a number before, so that the event counts among others now."""
    chosen = from_query(query)
    silent = store.select(ALL)
    untold = silent[silent["fatalities_high"].isna() & (silent["toll_scope"] == "own")]
    event_id = str(untold["event_id"].iloc[0])
    token = new_token()
    held.add(token, store, saying(records, KNOWN, 90))
    seen = held.add(token, store, saying(records, event_id, 5, "c-two"))
    listed = seen.select(chosen)
    figures_ = seen.figures(chosen)
    assert figures_.events == len(listed) == seen.timeline(chosen)["n"].sum()
    assert figures_.places == len(
        listed.fillna({"country": ""}).groupby(["place_name", "country"], dropna=False)
    )
    drawn = seen.cells(chosen, (-180.0, -85.0, 180.0, 85.0), 3)
    assert drawn.cells["n"].sum() + drawn.areas["n"].sum() + drawn.unplaced == len(listed)
    facets = seen.facets(chosen)
    assert sum(facets["deaths"].events.values()) == seen.count(chosen.without("deaths"))
    by_type = listed.groupby("event_type").size().to_dict()
    assert seen.facets(chosen)["event_type"].events == by_type
    assert seen.event(event_id).event["fatalities_best"].iloc[0] == 5
    assert len(seen.event(event_id).actors) == len(store.event(event_id).actors)
