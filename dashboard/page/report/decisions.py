"""What is decided of the proposal that is looked at: accepted, rejected, merged, split, known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import reports
from dashboard.page.report.session import NEW, current_reading, keep, keep_proposals, said_same
from dashboard.page.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.page.report.session import Reading
    from dashboard.reports import Proposal, Same
    from dashboard.store import Store


def actions(reading: Reading, proposal: Proposal) -> None:
    """
    Draw what can be done with a proposal.

    Parameters
    ----------
    reading
        The reading.
    proposal
        The one that is looked at.
    """
    with st.container(horizontal=True, key="report_actions"):
        accepted = proposal.id in reading.accepted
        st.button(
            "Take back" if accepted else "Accept",
            key="report_accept",
            type="secondary" if accepted else "primary",
            on_click=_accept,
            args=(proposal.id, not accepted),
        )
        st.button("Reject", key="report_reject", on_click=_reject, args=(proposal.id,))
        others = {p.id: reading.number(p.id) for p in reading.proposals if p.id != proposal.id}
        with st.popover("Merge", disabled=not others, key=f"report_merge_{reading.turn}"):
            chosen = st.pills(
                "These are the same event as this one",
                list(others),
                selection_mode="multi",
                key=f"merge_{reading.turn}_{proposal.id}",
                format_func=lambda name: str(others.get(name, "")),
            )
            st.button(
                "Merge them",
                key="report_merge_now",
                disabled=not chosen,
                on_click=_merge,
                args=(proposal.id,),
            )
        st.button(
            "Split in two",
            key="report_split",
            on_click=_split,
            args=(proposal.id,),
            help="For two events that were read as one: correct each afterwards.",
        )


def _accept(proposal_id: str, accept: bool) -> None:  # noqa: FBT001 - a callback's argument
    reading = current_reading()
    if reading is not None:
        changed = reading.accepted | {proposal_id} if accept else reading.accepted - {proposal_id}
        keep(accepted=changed, turn=reading.turn + 1)


def accept_sure() -> None:
    """Accept every proposal that is not doubtful."""
    reading = current_reading()
    if reading is not None:
        sure = {p.id for p in reading.proposals if not p.is_doubtful}
        keep(accepted=reading.accepted | sure, turn=reading.turn + 1)


def _reject(proposal_id: str) -> None:
    reading = current_reading()
    if reading is None:
        return
    gone = tuple(p for p in reading.proposals if p.id == proposal_id)
    at = reading.number(proposal_id) - 1
    left = tuple(p for p in reading.proposals if p.id != proposal_id)
    following = left[min(at, len(left) - 1)].id if left else None
    keep_proposals(left, rejected=(*reading.rejected, *gone), chosen=following)


def restore(proposal_id: str) -> None:
    """
    Take a rejected proposal back.

    Parameters
    ----------
    proposal_id
        Its id.
    """
    reading = current_reading()
    if reading is None:
        return
    back = next((p for p in reading.rejected if p.id == proposal_id), None)
    if back is not None:
        left = tuple(p for p in reading.rejected if p.id != proposal_id)
        proposals = reports.restored(reading.proposals, back)
        keep_proposals(proposals, rejected=left, chosen=proposal_id)


def _merge(proposal_id: str) -> None:
    reading = current_reading()
    if reading is None:
        return
    others = st.session_state.get(f"merge_{reading.turn}_{proposal_id}") or []
    if not others:
        return
    proposals = reports.merged(reading.proposals, {proposal_id, *others})
    left = {p.id for p in proposals}
    into = next(p.id for p in proposals if p.id in {proposal_id, *others})
    taken = {into} if proposal_id in reading.accepted else set()
    gone = {p.id for p in reading.proposals} - left
    told = reports.relinked((p for p, _ in reading.added), gone, into)
    added = tuple(zip(told, (event_id for _, event_id in reading.added), strict=True))
    accepted = (reading.accepted & left) | taken
    keep_proposals(proposals, chosen=into, accepted=accepted, added=added)


def _split(proposal_id: str) -> None:
    reading = current_reading()
    if reading is not None:
        keep_proposals(reports.split(reading.proposals, proposal_id), chosen=proposal_id)


def likeness(reading: Reading, proposal: Proposal, found: Sequence[Same], store: Store) -> None:
    """
    Draw the choice between a new event and one that is known already.

    Parameters
    ----------
    reading
        The reading.
    proposal
        The one that is looked at.
    found
        Events that it may be.
    store
        To say what those events are.
    """
    if not found:
        st.caption("No event in the data agrees with this one in day, place and type: it is new.")
        return
    names = {NEW: "A new event"} | {same.event_id: _known(store, same) for same in found}
    key = f"same_{reading.turn}_{proposal.id}"
    st.session_state[key] = said_same(reading, {proposal.id: list(found)}, proposal.id)
    st.radio(
        "Is it in the data already?",
        list(names),
        key=key,
        format_func=lambda name: names[name],
        captions=["It gets a row of its own.", *(plain("; ".join(s.reasons)) for s in found)],
        on_change=_say_same,
        args=(key, proposal.id),
    )
    st.caption("Taken for the same event, it adds its claims and this source to that event.")


def _known(store: Store, same: Same) -> str:
    event = store.event(same.event_id).event.iloc[0]
    day = f"{event['date_start']:%Y-%m-%d}"
    sure = "Likely the same" if same.verdict == "likely" else "Perhaps the same"
    return plain(f"{sure}: {day}, {event['place_name']}. {event['summary']}")


def _say_same(key: str, proposal_id: str) -> None:
    reading = current_reading()
    if reading is not None:
        keep(same=dict(reading.same) | {proposal_id: st.session_state[key]})
