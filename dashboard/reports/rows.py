"""From accepted proposals to rows of our tables; tolls follow from the claims, never typed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pandas as pd

from dashboard.claims import figures
from dashboard.events import ROLE_COLUMNS, honest_points, region_of
from dashboard.names import fold
from dashboard.records import typed
from dashboard.reports.evidence import toll_words
from dashboard.reports.places import place_columns
from dashboard.reports.proposals import AUTHOR
from dashboard.schema import (
    ACTORS,
    CLAIMS,
    DATASETS,
    EVENT_ACTORS,
    EVENTS,
    LINKS,
    SOURCES,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.areas import Areas
    from dashboard.reports.proposals import Proposal, Report, Toll

DATASET = "reports"
"""Id of the dataset to which events read from reports belong."""
NO_PUBLISHER = "publisher not given"
FIELDS = {"killed": "fatalities", "injured": "injured"}
ROLES = {"perpetrator": "perpetrator", "target": "target", "party": "perpetrator"}
OTHER_TYPE = "other_attack"


@dataclass(frozen=True)
class Known:
    """
    What is known already.

    Attributes
    ----------
    actors, event_types, regions
        Tables of the store.
    areas
        Areas of the data folder.
    before
        Proposals of the same report that became events earlier, each with the id of its event:
        links from and to them lead there.
    """

    actors: pd.DataFrame
    event_types: pd.DataFrame
    regions: pd.DataFrame
    areas: Areas
    before: Sequence[tuple[Proposal, str]] = ()


@dataclass(frozen=True)
class Kept:
    """
    Rows that accepted proposals become, each as `schema` describes it.

    Attributes
    ----------
    events
        One an accepted proposal that is no event already known.
    event_actors, claims, links
        Their side tables; claims also about events already known.
    actors
        Actors that the store does not know yet.
    sources
        One row: the report.
    datasets
        One row: where these events are from; the day on which they were read is nobody's to know
        here, and null.
    ids
        Event id of each accepted proposal.
    """

    events: pd.DataFrame
    event_actors: pd.DataFrame
    claims: pd.DataFrame
    links: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    datasets: pd.DataFrame
    ids: Mapping[str, str]


def kept(
    report: Report,
    accepted: Sequence[Proposal],
    known: Known,
    *,
    same: Mapping[str, str] | None = None,
    salt: str = "",
) -> Kept:
    """
    Turn accepted proposals into rows.

    Parameters
    ----------
    report
        The report they stand in.
    accepted
        Which proposals, n.
    known
        What is known already.
    same
        Proposal id to the id of the event that it is, for those that are no new event.
    salt
        Part of the new ids, so that a report read twice gives no id twice; empty for ids that
        follow from the report alone.

    Returns
    -------
    kept
        At most n events. See `events.restated` for what becomes of events already known.
    """
    held = {p.id: (same or {}).get(p.id) for p in accepted}
    source_id = _source_id(report)
    stem = f"{source_id}-{salt}" if salt else source_id
    ids = {p.id: held[p.id] or f"{stem}-{fold(p.id).replace(' ', '-')}" for p in accepted}
    fresh = [p for p in accepted if held[p.id] is None]
    parents = _parents(fresh, ids, [(p, e) for p, e in known.before if e.startswith(source_id)])
    claims = _claims(report, accepted, held, ids, (source_id, stem))
    actors = _ActorNames(known.actors)
    parties = _event_actors(fresh, ids, actors)
    events = _events(report, fresh, ids, parents, known)
    tolls = figures(claims).reset_index().astype({"event_id": "str"})
    events = events.merge(tolls, on="event_id", how="left")
    events["source_ids"] = source_id
    for role, column in ROLE_COLUMNS.items():
        named = parties[parties["role"] == role]
        names = named.groupby("event_id")["name"].agg("; ".join)
        events[column] = events["event_id"].map(names)
    return Kept(
        events=typed(honest_points(events), EVENTS),
        event_actors=typed(parties, EVENT_ACTORS),
        claims=claims,
        links=_links(accepted, known.before, ids, source_id),
        actors=actors.added(),
        sources=_source(report, source_id),
        datasets=_dataset(),
        ids=ids,
    )


def _source_id(report: Report) -> str:
    whole = "\0".join(
        [report.text_id, report.published.isoformat(), report.publisher or "", report.url or ""]
    )
    return f"report-{hashlib.sha256(whole.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _source(report: Report, source_id: str) -> pd.DataFrame:
    row = {
        "source_id": source_id,
        "publisher": report.publisher or NO_PUBLISHER,
        "published": report.published.isoformat(),
        "url": report.url if report.url and is_web_address(report.url) else None,
        "kind": "report, read by rules and confirmed by a person",
    }
    return typed(pd.DataFrame([row]), SOURCES)


def is_web_address(address: str) -> bool:
    """
    Say whether an address is one of the web, and so may stand in a source.

    Parameters
    ----------
    address
        Any text.

    Returns
    -------
    is_web_address
        True with http or https and a host.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _dataset() -> pd.DataFrame:
    row = {
        "dataset": DATASET,
        "name": "Read from reports",
        "publisher": "whoever read the reports",
        "licence": "Facts as the cited reports state them, in our words; the reports are not "
        "included and belong to their publishers",
        "citation": "Events read from the reports cited with each row, by rules, confirmed by the "
        "reader.",
        "access_date": None,
        "redistribution": "public",
        "note": "Proposed by rules from one report and accepted by one person; not reviewed, not "
        "verified on the ground.",
    }
    return typed(pd.DataFrame([row]), DATASETS)


def _parents(
    fresh: Sequence[Proposal], ids: Mapping[str, str], before: Sequence[tuple[Proposal, str]]
) -> dict[str, tuple[str, str | None]]:
    """
    Say whose toll each new event carries, and the id of the event that bears it.

    A toll of a whole group stands on its first event, which may have been added before.
    """
    groups: dict[str, list[tuple[Proposal, str]]] = {}
    for p, event_id in (*before, *((p, ids[p.id]) for p in fresh)):
        groups.setdefault(p.group, []).append((p, event_id))
    found: dict[str, tuple[str, str | None]] = {}
    for members in groups.values():
        bearer = next((e for p, e in members if any(t.scope == "group" for t in p.tolls)), None)
        for p, event_id in members:
            if bearer is None or len(members) == 1:
                found[p.id] = ("own", None)
            elif event_id == bearer:
                found[p.id] = ("operation_total", None)
            else:
                found[p.id] = ("in_parent", bearer)
    return found


def _events(
    report: Report,
    fresh: Sequence[Proposal],
    ids: Mapping[str, str],
    parents: Mapping[str, tuple[str, str | None]],
    known: Known,
) -> pd.DataFrame:
    types = set(known.event_types["event_type"])
    labels = dict(zip(known.event_types["event_type"], known.event_types["label"], strict=True))
    rows = []
    for p in fresh:
        scope, bearer = parents[p.id]
        kind = p.event_type if p.event_type in types else OTHER_TYPE
        rows.append(
            {
                "event_id": ids[p.id],
                "dataset": DATASET,
                "date_start": pd.Timestamp(p.date_start or p.date_end),
                "date_end": pd.Timestamp(p.date_end),
                "date_precision": p.date_precision if p.date_start else "unknown",
                "time_local": p.time_local,
                "event_type": kind,
                "attribution": _attribution(p),
                "toll_scope": scope,
                "parent_event_id": bearer,
                "summary": p.summary or _summary(p, str(labels.get(kind, kind)), report),
                "notes": _notes(p),
                "confidence": "medium",
                "tier": "extended",
            }
        )
    columns = ("event_id", "summary")
    table = pd.DataFrame(rows) if rows else pd.DataFrame(columns=columns, dtype="str")
    places = place_columns(fresh, known.areas)
    for name in places:
        table[name] = places[name]
    table["region"] = region_of(places["country"], places["admin1"], known.regions)
    return table


def _attribution(p: Proposal) -> str:
    if not (p.named("perpetrator") or p.named("party")):
        return "unknown"
    return {"disputed": "disputed", "claimed": "claimed"}.get(p.veracity, "attributed")


def _summary(p: Proposal, label: str, report: Report) -> str:
    by = ", ".join((*p.named("perpetrator"), *p.named("party")))
    against = ", ".join(p.named("target"))
    the = "the " if p.place_precision == "water_body" else ""
    parts = [f"{label} in {the}{p.place_name}" if p.place_name else label]
    parts += [f"by {by}"] if by else []
    parts += [f"against {against}"] if against else []
    several = "Several acts told as one: " if p.status == "series" else ""
    return f"{several}{' '.join(parts)}, as {report.publisher or 'the report'} tells it."


def _notes(p: Proposal) -> str:
    named = p.place_text and "place" not in p.by_hand
    said = [f"The report calls the place “{p.place_text}”."] if named else []
    if p.date_start is None:
        said.append("The report states no date; it is placed on the day of publication.")
    if p.status == "background":
        said.append("Told as background.")
    if p.veracity == "disputed":
        said.append("Somebody in the report denies it.")
    if p.reasons:
        said.append(f"The reader's doubts: {'; '.join(p.reasons)}.")
    if p.by_hand:
        said.append(f"Corrected by hand: {', '.join(sorted(p.by_hand)).replace('_', ' ')}.")
    if p.models:
        said.append(f"Proposed by {', '.join(p.proposed_by)}.")
    return " ".join(said)


class _ActorNames:
    """Ids of actors by any of their names; unknown names become new actors."""

    def __init__(self, actors: pd.DataFrame) -> None:
        self._ids: dict[str, str] = {}
        self._added: dict[str, str] = {}
        self.names = dict(zip(actors["actor_id"], actors["name"], strict=True))
        for column in ("aliases", "name"):
            for actor_id, cell in zip(actors["actor_id"], actors[column].fillna(""), strict=True):
                for name in cell.split("|") if column == "aliases" else [cell]:
                    if name:
                        self._ids[fold(name)] = actor_id

    def find(self, name: str) -> str:
        """Give the id of an actor."""
        key = fold(name) or name
        if key not in self._ids:
            made = f"report-{key.replace(' ', '-')[:80]}"
            self._ids[key], self._added[made], self.names[made] = made, name, name
        return self._ids[key]

    def added(self) -> pd.DataFrame:
        """Give the actors that were new."""
        rows = [{"actor_id": a, "name": n, "aliases": None} for a, n in self._added.items()]
        return typed(pd.DataFrame(rows, columns=ACTORS.names, dtype="object"), ACTORS)


def _event_actors(
    fresh: Sequence[Proposal], ids: Mapping[str, str], actors: _ActorNames
) -> pd.DataFrame:
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}
    for p in fresh:
        for party in p.parties:
            actor_id, role = actors.find(party.name), ROLES[party.role]
            row = {"event_id": ids[p.id], "actor_id": actor_id, "role": role}
            rows[ids[p.id], actor_id, role] = row | {"note": None, "name": actors.names[actor_id]}
    columns = [*EVENT_ACTORS.names, "name"]
    return pd.DataFrame(list(rows.values()), columns=columns, dtype="object")


def _claims(
    report: Report,
    accepted: Sequence[Proposal],
    held: Mapping[str, str | None],
    ids: Mapping[str, str],
    names: tuple[str, str],
) -> pd.DataFrame:
    source_id, stem = names
    publisher = report.publisher or "the report"
    rows = []
    for p in accepted:
        common = {
            "event_id": ids[p.id],
            "as_of": pd.Timestamp(report.published),
            "source_id": source_id,
            "count_basis": "other",
        }
        said = [_toll_row(toll, publisher, known=held[p.id] is not None) for toll in p.tolls]
        by = p.named("perpetrator")
        if by:
            statement = f"names {', '.join(by)} as the perpetrator"
            said.append(_said(publisher, "media", "perpetrator", statement) | {"count_basis": None})
        for at, row in enumerate(said, start=1):
            rows.append({"claim_id": f"{stem}-{fold(p.id).replace(' ', '-')}:{at}"} | common | row)
    return typed(pd.DataFrame(rows, columns=CLAIMS.names, dtype="object"), CLAIMS)


def _said(claimant: str, claimant_type: str, field: str, statement: str) -> dict[str, Any]:
    return {
        "claimant": claimant,
        "claimant_type": claimant_type,
        "field": field,
        "statement": statement,
        "scope": "row",
        "open_ended": False,
    }


def _toll_row(toll: Toll, publisher: str, *, known: bool) -> dict[str, Any]:
    own = toll.source == AUTHOR
    claimant, kind = (publisher, "media") if own else (toll.source, "quoted in a report")
    row = _said(claimant, kind, FIELDS.get(toll.kind, toll.kind), toll_words(toll))
    scope = "operation" if toll.scope == "group" and known else "row"
    is_open = toll.high is None or toll.low is None
    return row | {"low": toll.low, "high": toll.high, "open_ended": is_open, "scope": scope}


def _links(
    accepted: Sequence[Proposal],
    before: Sequence[tuple[Proposal, str]],
    ids: Mapping[str, str],
    source_id: str,
) -> pd.DataFrame:
    known = {p.id: event_id for p, event_id in before} | dict(ids)
    pairs = {
        (mine, known[link.to]): None
        for p, mine in [*before, *((p, ids[p.id]) for p in accepted)]
        for link in p.links
        if link.to in known and known[link.to] != mine and {p.id, link.to} & set(ids)
    }
    rows = [
        {
            "event_id": event_id,
            "relation": "responds_to",
            "other_event_id": other_id,
            "strength": "stated",
            "basis": "the report calls it an answer",
            "source_id": source_id,
        }
        for event_id, other_id in pairs
    ]
    return typed(pd.DataFrame(rows, columns=LINKS.names, dtype="object"), LINKS)
