"""What this session has read: the report, what became of each proposal, and what is looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from dashboard import reports
from dashboard.areas import Areas
from dashboard.filters import EventFilter
from dashboard.geocode import OfflineGeocoder
from dashboard.page import own
from dashboard.places import Gazetteer
from dashboard.reports import Placed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from dashboard.reports import Proposal, Refused, Report, Same
    from dashboard.store import Store

KEY = "reading"
NEW = ""
"""Stands for "this is a new event" where an event that is known could be chosen."""
LONGEST_NAME = 200


@dataclass(frozen=True)
class Reading:
    """
    A report on its way to events.

    Attributes
    ----------
    report
        The report with all its proposals that are neither rejected nor added yet.
    accepted
        Ids of the proposals that were accepted.
    rejected
        Proposals that were rejected, to be restored.
    same
        Proposal id to the event that it was said to be; `NEW` for none.
    chosen
        Id of the proposal that is looked at.
    nth
        Which report of this session it is, from 1.
    turn
        Grows when rows come, go or change places, so that the table is drawn anew.
    counted
        Grows when numbers are corrected, so that their table is drawn anew.
    told
        A sentence for the reader about the last thing that was done.
    told_at
        Where it is said, so that it is seen: at the table, or where accepted events go on.
    added
        Proposals added to the session so far, each with the id of the event that it became or was
        taken for.
    added_to
        Name under which the session keeps them, see `own.token`.
    refused
        What looks like an act and was not taken for an event, see `reports.refused`.
    """

    report: Report
    accepted: frozenset[str] = frozenset()
    rejected: tuple[Proposal, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    chosen: str | None = None
    nth: int = 1
    turn: int = 0
    counted: int = 0
    told: str = ""
    told_at: Literal["table", "kept"] = "kept"
    added: tuple[tuple[Proposal, str], ...] = ()
    added_to: str | None = None
    refused: tuple[Refused, ...] = ()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Give the proposals that are still open."""
        return self.report.proposals

    @property
    def taken(self) -> tuple[Proposal, ...]:
        """Give the accepted ones."""
        return tuple(p for p in self.proposals if p.id in self.accepted)

    @property
    def open(self) -> Proposal | None:
        """Give the one that is looked at."""
        return next((p for p in self.proposals if p.id == self.chosen), None)

    def number(self, proposal_id: str) -> int:
        """Give the number under which table and map show a proposal, from 1."""
        return [p.id for p in self.proposals].index(proposal_id) + 1


def current_reading() -> Reading | None:
    """Give what is being read in this session."""
    found: Reading | None = st.session_state.get(KEY)
    return found


def begin(report: Report, data: Path) -> None:
    """
    Start with a report.

    Parameters
    ----------
    report
        The report with its proposals.
    data
        Data folder, for the areas that we have.
    """
    before, areas = current_reading(), areas_of(data)
    proposals = tuple(reports.settled(p, areas) for p in report.proposals)
    report = replace(report, proposals=proposals)
    first = report.proposals[0].id if report.proposals else None
    nth, turn = (before.nth + 1, before.turn + 1) if before else (1, 0)
    refused = reports.refused(report)
    st.session_state[KEY] = Reading(report, chosen=first, nth=nth, turn=turn, refused=refused)


def keep(**changes: object) -> None:
    """
    Change what is known of the reading.

    Parameters
    ----------
    **changes
        Attributes of `Reading` and their new values.
    """
    before = current_reading()
    if before is not None:
        unsaid = {"told": "", "told_at": "kept"}
        st.session_state[KEY] = replace(before, **(unsaid | changes))  # type: ignore[arg-type]


def forget_removed() -> None:
    """Forget what was added where the session no longer keeps it: removed, or let go."""
    before = current_reading()
    if before is not None and before.added and before.added_to != own.token():
        keep(added=(), added_to=None)


def keep_proposals(proposals: tuple[Proposal, ...], **changes: object) -> None:
    """
    Put other proposals in the place of those that are open.

    Parameters
    ----------
    proposals
        The new ones, in order.
    **changes
        More attributes of `Reading`.
    """
    before = current_reading()
    if before is None:
        return
    ids = [p.id for p in proposals]
    renumbered = ids != [p.id for p in before.proposals]
    fitting: dict[str, object] = {
        "report": replace(before.report, proposals=proposals),
        "accepted": before.accepted & set(ids),
        "turn": before.turn + int(renumbered),
        "chosen": before.chosen if before.chosen in ids else (ids[0] if ids else None),
    }
    keep(**(fitting | changes))


@st.cache_resource(show_spinner=False, max_entries=2)
def areas_of(data: Path) -> Areas:
    """
    Give the areas of a data folder, read once.

    Parameters
    ----------
    data
        Data folder.

    Returns
    -------
    areas
        See `Areas`.
    """
    return Areas.load(data)


@st.cache_resource(show_spinner=False, max_entries=2)
def geocoder_of(data: Path) -> OfflineGeocoder:
    """
    Give the geocoder of a data folder, which asks nobody.

    Parameters
    ----------
    data
        Data folder.

    Returns
    -------
    geocoder
        See `OfflineGeocoder`.
    """
    return OfflineGeocoder(Gazetteer.load(data, areas_of(data)))


def find_place(name: str, data: Path) -> Placed:
    """
    Find a place that a person wrote.

    Parameters
    ----------
    name
        Any text.
    data
        Data folder.

    Returns
    -------
    placed
        As the offline geocoder knows it; without a point and with the precision ``unknown`` where
        it knows nothing.
    """
    asked = " ".join(name.split())[:LONGEST_NAME]
    found = geocoder_of(data).geocode(asked) if asked else None
    if found is None or isinstance(found, list):
        return Placed(asked or "place not named")
    raw: dict[str, Any] = found.raw
    return Placed(
        name=str(raw["name"]),
        lon=None if raw["is_area"] else found.longitude,
        lat=None if raw["is_area"] else found.latitude,
        country=raw["country_code"],
        precision=raw["place_precision"],
        precision_m=raw["precision_m"],
        area_id=raw["area_id"] if raw["is_area"] else None,
    )


def likenesses(store: Store, reading: Reading, areas: Areas) -> dict[str, list[Same]]:
    """
    Find for each open proposal the events that it may be.

    Parameters
    ----------
    store
        Whose events.
    reading
        The reading.
    areas
        Areas of the data folder.

    Returns
    -------
    found
        By proposal id; kept in the session, so that only what changed is compared anew.
    """
    name, version = "reading_same", store.version
    before: dict[tuple[str, Proposal], list[Same]] = st.session_state.get(name, {})
    same = {p: before[version, p] for p in reading.proposals if (version, p) in before}
    fresh = [p for p in reading.proposals if p not in same]
    umbrella = _umbrella(store) if fresh else {}
    for first, last in stretches(reports.window(p) for p in fresh):
        near = store.select(EventFilter(start=first, end=last, weak=True))
        for p in fresh:
            if first <= reports.window(p)[0] <= last:
                same[p] = reports.same_events(p, near, areas, umbrella)
    st.session_state[name] = {(version, p): found for p, found in same.items()}
    return {p.id: found for p, found in same.items()}


def stretches(windows: Iterable[tuple[dt.date, dt.date]]) -> list[tuple[dt.date, dt.date]]:
    """
    Join days that overlap, so that each is asked for once.

    Parameters
    ----------
    windows
        First and last days, both included.

    Returns
    -------
    stretches
        In order, no two with a day in common; each window lies in one.
    """
    joined: list[tuple[dt.date, dt.date]] = []
    for first, last in sorted(windows):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _umbrella(store: Store) -> dict[str, frozenset[str]]:
    """Give the names of the members of each actor by its name."""
    names = dict(zip(store.actors["actor_id"], store.actors["name"], strict=True))
    return {
        names[actor]: frozenset(names[member] for member in below if member in names)
        for actor, below in store.members.items()
        if actor in names
    }


def said_same(reading: Reading, found: Mapping[str, list[Same]], proposal_id: str) -> str:
    """
    Say which event a proposal is taken for.

    Parameters
    ----------
    reading
        The reading, with what the reader decided.
    found
        See `likenesses`.
    proposal_id
        Which proposal.

    Returns
    -------
    event_id
        What was decided; if nothing was, the best one where that is likely; else `NEW`.
    """
    decided = reading.same.get(proposal_id)
    offered = [same.event_id for same in found.get(proposal_id, [])]
    if decided is not None and (decided == NEW or decided in offered):
        return decided
    best = found.get(proposal_id, [])
    return best[0].event_id if best and best[0].verdict == "likely" else NEW
