"""What was accepted goes on: to this session's events, and into files."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import export, reports
from dashboard.errors import StoreError, UnknownEventError
from dashboard.events import restated
from dashboard.filters import EventFilter
from dashboard.grid import view_of
from dashboard.page import own, state
from dashboard.page.downloads import FORMATS
from dashboard.page.report.session import current_reading, keep, keep_proposals, said_same
from dashboard.page.words import plain
from dashboard.reports import Known
from dashboard.schema import EVENTS
from dashboard.store import Collection
from dashboard.store.building import EVENT_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.areas import Areas
    from dashboard.page.report.session import Reading
    from dashboard.reports import Kept, Same
    from dashboard.settings import Settings
    from dashboard.store import Store

INTERCHANGE = "json"
SAID = ["event_id", "source_id", "claimant", "field", "statement", "low", "high"]
"""What makes a claim the same one; a report may be read twice."""
SMALLEST_MAP_PX = (300, 500)
CLOSEST = 7.0
"""Closer than this, nothing around an event says where it is."""


@dataclass(frozen=True, eq=False)
class Around:
    """
    What accepted proposals are seen against.

    Attributes
    ----------
    base
        The events that everybody sees.
    store
        Those and the session's own.
    settings
        Where the data are.
    areas
        Areas of the data folder.
    found
        Events that the proposals may be, by proposal id.
    """

    base: Store
    store: Store
    settings: Settings
    areas: Areas
    found: Mapping[str, list[Same]]


@dataclass(frozen=True)
class Outcome:
    """
    The accepted proposals as rows.

    Attributes
    ----------
    kept
        Rows of new events, and claims about all.
    again
        Event table: rows of events that are known already, with what the report adds.
    """

    kept: Kept
    again: pd.DataFrame

    @property
    def events(self) -> pd.DataFrame:
        """Give all events, new ones first."""
        return pd.concat([self.kept.events, self.again], ignore_index=True)


def outcome(reading: Reading, around: Around, salt: str = "") -> Outcome:
    """
    Turn the accepted proposals into rows.

    Parameters
    ----------
    reading
        The reading.
    around
        What is known already.
    salt
        See `reports.kept`.

    Returns
    -------
    outcome
        Rows, as `schema` describes them.
    """
    store, found = around.store, around.found
    same = {p.id: said_same(reading, found, p.id) for p in reading.taken}
    known = Known(store.actors, store.event_types, store.regions, around.areas, reading.added)
    same = {proposal_id: event_id for proposal_id, event_id in same.items() if event_id}
    today = dt.datetime.now(tz=dt.UTC).date()
    rows = reports.kept(reading.report, reading.taken, known, same=same, salt=salt)
    rows = replace(rows, datasets=rows.datasets.assign(access_date=pd.Timestamp(today)))
    details = [store.event(event_id) for event_id in dict.fromkeys(same.values())]
    if not details:
        return Outcome(rows, rows.events.iloc[:0])
    held = pd.concat([detail.claims[SAID] for detail in details]).drop_duplicates()
    told_before = rows.claims.merge(held, "left", SAID, indicator="held")["held"].eq("both")
    rows = replace(rows, claims=rows.claims[~told_before.to_numpy()].reset_index(drop=True))
    again = [restated(detail.event, detail.claims, rows.claims) for detail in details]
    return Outcome(rows, pd.concat(again, ignore_index=True))


def collection(result: Outcome, store: Store) -> Collection:
    """
    Make the rows ready for a session's store.

    Parameters
    ----------
    result
        The accepted proposals as rows.
    store
        For the tables that every store has.

    Returns
    -------
    collection
        Events that are known already do not stand in it, only the claims about them: the store
        of the session works out their tolls anew.
    """
    rows = result.kept
    return Collection(
        events=[rows.events],
        event_actors=rows.event_actors,
        actors=rows.actors,
        claims=rows.claims,
        links=rows.links,
        sources=rows.sources,
        datasets=rows.datasets,
        regions=store.regions,
        event_types=store.event_types,
    )


def keeping(reading: Reading, around: Around) -> None:
    """
    Draw the ways on for what was accepted.

    Parameters
    ----------
    reading
        The reading.
    around
        What is known already.
    """
    n = len(reading.taken)
    again = sum(bool(said_same(reading, around.found, p.id)) for p in reading.taken)
    which = f": {n - again:,} new, {again:,} in the data already" if again else ""
    st.markdown(f"##### {n:,} accepted{which}")
    with st.container(horizontal=True, key="report_out"):
        st.button(
            f"Add {n:,} to my events",
            type="primary",
            disabled=n == 0,
            key="report_add",
            on_click=_add,
            args=(around,),
        )
        for kind, (label, help_text) in FORMATS.items():
            st.download_button(
                label,
                data=partial(_file, kind, reading, around),
                file_name=_name(reading, kind),
                mime=export.KINDS[kind],
                help=help_text,
                disabled=n == 0,
                on_click="ignore",
                key=f"report_as_{kind}",
            )
        st.download_button(
            "Interchange",
            data=partial(_interchange, reading),
            file_name=_name(reading, INTERCHANGE),
            mime="application/json",
            help="Fields with the places of their words; `python -m dashboard import` takes it.",
            disabled=n == 0,
            on_click="ignore",
            key="report_as_json",
        )
    told(reading, around.store)
    st.caption(
        "My events are seen by you alone and are gone when this session ends. A download is "
        "yours to keep; nothing is sent anywhere."
    )


def _name(reading: Reading, kind: str) -> str:
    return f"report-{reading.report.published.isoformat()}_{len(reading.taken)}-events.{kind}"


def _interchange(reading: Reading) -> bytes:
    content = reports.written(reading.report, reading.taken)
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _file(kind: str, reading: Reading, around: Around) -> bytes:
    store, settings = around.store, around.settings
    result = outcome(reading, around)
    terms = export.Terms(
        pd.concat([store.datasets, result.kept.datasets]).drop_duplicates("dataset"),
        pd.concat([store.sources(), result.kept.sources]).drop_duplicates("source_id"),
        settings.public,
    )
    selection = export.Selection("accepted from one report", dt.datetime.now(tz=dt.UTC).date())
    rows = pa.Table.from_pandas(result.events[EVENTS.names], EVENT_SCHEMA, preserve_index=False)
    return b"".join(export.download(kind, rows, terms, selection, settings.data))


def _add(around: Around) -> None:
    """Add what was accepted to this session's events; it is no longer open then."""
    reading = current_reading()
    if reading is None or not reading.taken:
        return
    result = outcome(reading, around, secrets.token_hex(3))
    try:
        own.bring(around.base, collection(result, around.store))
    except StoreError as error:
        keep(told=str(error))
        return
    left = tuple(p for p in reading.proposals if p.id not in reading.accepted)
    added = ((p, result.kept.ids[p.id]) for p in reading.taken)
    keep_proposals(
        left,
        told=_what_was_added(len(result.kept.events), len(result.again)),
        added=(*reading.added, *added),
        added_to=own.token(),
        accepted=frozenset(),
    )


def _what_was_added(n: int, again: int) -> str:
    """Say how many new events were added, and how many known ones got claims."""
    said = []
    if n:
        said.append(f"{n:,} new {'event was' if n == 1 else 'events were'} added to your events.")
    if again:
        word = "event" if again == 1 else "events"
        said.append(f"{again:,} known {word} got claims and a source.")
    return " ".join(said)


def told(reading: Reading, store: Store) -> None:
    """
    Say what became of the accepted ones, with the ways to them: the map, or a known event.

    Parameters
    ----------
    reading
        The reading.
    store
        All events, the session's own included.
    """
    ids = list(dict.fromkeys(event_id for _, event_id in reading.added))
    mine = _own(ids, store)
    there = set(mine["event_id"])
    known = [row for i in ids if i not in there for row in _still_known(i, store)]
    with st.container(key="report_told"):
        if reading.told and reading.told_at == "kept":
            st.info(plain(reading.told))
    with st.container(horizontal=True, key="report_ways"):
        if there and st.button(
            "See my events on the map", icon=":material/map:", key="report_mine"
        ):
            _go(MINE, None, mine)
        for row in known:
            event_id = str(row["event_id"].iloc[0])
            label = f"Open {row['place_name'].iloc[0]}, {row['date_start'].iloc[0]:%Y-%m-%d}"
            if st.button(plain(label), key=f"open_{event_id}"):
                _go(EventFilter(weak=True), event_id, row)


MINE = EventFilter(datasets=(reports.DATASET,), weak=True)


def _own(ids: list[str], store: Store) -> pd.DataFrame:
    """Give the rows of those that are events of this session: one question, however many."""
    if not ids:
        return pd.DataFrame({"event_id": []})
    found = store.select(MINE)
    return found[found["event_id"].isin(ids)]


def _still_known(event_id: str, store: Store) -> list[pd.DataFrame]:
    """Give the row of an event; none where the data changed and it is no longer in them."""
    try:
        return [store.event(event_id).event]
    except UnknownEventError:
        return []


def _go(chosen: EventFilter, event_id: str | None, seen: pd.DataFrame) -> None:
    state.start()
    state.choose(chosen)
    state.open_event(event_id)
    address = parse_qsl(state.write_address(chosen, state.view()))
    st.switch_page(st.session_state["pages"][0], query_params=[*address, *map_address(seen)])


def map_address(events: pd.DataFrame) -> list[tuple[str, str]]:
    """
    Write the part of the address that lets the map show some events.

    Parameters
    ----------
    events
        Rows of an event table.

    Returns
    -------
    pairs
        Key and value; none where no place is known.
    """
    lon = events["lon"].fillna(events["label_lon"])
    lat = events["lat"].fillna(events["label_lat"])
    known = lon.notna() & lat.notna()
    if not known.any():
        return []
    zoom, middle_lon, middle_lat = view_of(lon[known], lat[known], *SMALLEST_MAP_PX)
    half_steps = min(int(zoom * 2) / 2, CLOSEST)
    return [(state.MAP_KEY, f"{half_steps:g}/{middle_lat:.2f}/{middle_lon:.2f}")]
