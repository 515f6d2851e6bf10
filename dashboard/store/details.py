"""One event with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.errors import UnknownEventError
from dashboard.records import typed
from dashboard.schema import (
    ACTORS,
    CLAIMS,
    DATASETS,
    EVENT_ACTORS,
    EVENTS,
    LINKS,
    LIST_SEPARATOR,
    SOURCES,
)
from dashboard.store.conditions import Reader, frame
from dashboard.store.numbering import taking_part

if TYPE_CHECKING:
    import pandas as pd

OTHER = ("event_id", "date_start", "summary", "place_name")


@dataclass(frozen=True)
class Detail:
    """
    One event with all that is known of it.

    Attributes
    ----------
    event
        Event table, one row.
    actors
        Who takes part: `schema.EVENT_ACTORS` with ``name``.
    claims
        Who says what, by field and date.
    links
        Links of the event and to it: `schema.LINKS` with ``other_summary``, ``other_date`` and
        ``forward`` (False where the other event points here).
    sources
        Pages it rests on, those of its claims and links too.
    dataset
        Dataset table, one row.
    """

    event: pd.DataFrame
    actors: pd.DataFrame
    claims: pd.DataFrame
    links: pd.DataFrame
    sources: pd.DataFrame
    dataset: pd.DataFrame


def detail(reader: Reader, event_id: str) -> Detail:
    """
    Give one event.

    Parameters
    ----------
    reader
        Where to ask.
    event_id
        Its id.

    Returns
    -------
    detail
        See `Detail`.

    Raises
    ------
    UnknownEventError
        If there is no such event.
    """
    events = reader.table("event")
    event = typed(frame(events.filter(events.event_id == event_id).select(EVENTS.names)), EVENTS)
    if event.empty:
        raise UnknownEventError(f"there is no event {event_id!r}")
    claims = reader.table("claim")
    said = typed(frame(claims.filter(claims.event_id == event_id)), CLAIMS)
    links = _links(reader, event_id)
    listed = event["source_ids"].fillna("").iloc[0].split(LIST_SEPARATOR)
    cited = {*listed, *said["source_id"], *links["source_id"]}
    pages = reader.table("source")
    sources = typed(frame(pages.filter(pages.source_id.isin(sorted(cited)))), SOURCES)
    return Detail(
        event=event,
        actors=_actors(reader, event_id),
        claims=said.sort_values(["field", "as_of", "claim_id"], ignore_index=True),
        links=links,
        sources=sources.sort_values(["published", "source_id"], ignore_index=True),
        dataset=_dataset(reader, event["dataset"].iloc[0]),
    )


def _actors(reader: Reader, event_id: str) -> pd.DataFrame:
    events = reader.table("event")
    part = taking_part(events.filter(events.event_id == event_id), reader.table("cast"))
    names = typed(frame(reader.table("actor")), ACTORS)[["actor_id", "name"]]
    return typed(frame(part), EVENT_ACTORS).merge(names, how="left")


def _dataset(reader: Reader, dataset: str) -> pd.DataFrame:
    datasets = reader.table("dataset")
    return typed(frame(datasets.filter(datasets.dataset == dataset)), DATASETS)


def _links(reader: Reader, event_id: str) -> pd.DataFrame:
    links = reader.table("link")
    mine = links.filter((links.event_id == event_id) | (links.other_event_id == event_id))
    found = typed(frame(mine), LINKS)
    found["forward"] = found["event_id"] == event_id
    found["other_id"] = found["other_event_id"].where(found["forward"], found["event_id"])
    events = reader.table("event")
    named = frame(events.filter(events.event_id.isin(sorted(set(found["other_id"])))).select(OTHER))
    named = named.rename(columns={name: f"other_{name}" for name in OTHER[1:]})
    found = found.merge(
        named, how="left", left_on="other_id", right_on="event_id", suffixes=("", "_")
    )
    found = found.drop(columns="event_id_")
    return found.sort_values(["forward", "other_date_start"], ignore_index=True)
