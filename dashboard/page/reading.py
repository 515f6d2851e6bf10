"""The page "Read a report", run from top to bottom for every click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.page import own
from dashboard.page.head import head
from dashboard.page.preparing import store_at_hand
from dashboard.page.report import decisions, keeping, numbers, table, view
from dashboard.page.report.form import form
from dashboard.page.report.session import areas_of, current_reading, forget_removed, likenesses
from dashboard.page.report.warming import warm_up
from dashboard.page.words import plain
from dashboard.settings import load

if TYPE_CHECKING:
    from dashboard.page.report.session import Reading
    from dashboard.reports import Same
    from dashboard.settings import Settings
    from dashboard.store import Store

LABEL = (
    "Paste a news report; rules that run on this machine propose the events it tells of, each "
    "field with the words that say so. You decide what becomes an event."
)


def main() -> None:
    """Draw the page, or say plainly why it cannot be drawn."""
    head("Read a report", LABEL)
    try:
        settings = load()
        base = store_at_hand(settings)
        if base is None:
            return
        store = own.opened(base)
    except DashboardError as error:
        st.error(plain(str(error)))
        return
    with st.container(key="report_in"):
        form(settings)
    forget_removed()
    reading = current_reading()
    if reading is not None:
        _draw(reading, base, store, settings)
    warm_up(settings.data)


def _draw(reading: Reading, base: Store, store: Store, settings: Settings) -> None:
    areas = areas_of(settings.data)
    labels = dict(zip(store.event_types["event_type"], store.event_types["label"], strict=True))
    # What comes and goes has a place of its own: what stands behind it would otherwise move to
    # another position, where Streamlit mounts it anew and the page jumps.
    with st.container(key="report_notes"):
        for note in reading.report.notes:
            st.info(plain(note))
        if not reading.proposals:
            keeping.told(reading, store)
    with st.container(key="report_stage"):
        left, right = st.columns([1, 1], gap="medium")
    proposal = reading.open
    with left:
        view.text_view(reading)
    with right:
        if proposal is None:
            view.refused(reading)
        else:
            view.sketch(reading, settings)
            view.picker(reading, labels)
            decisions.actions(reading, proposal)
            view.words(reading, proposal, labels)
            numbers.numbers(reading, proposal)
    found = likenesses(store, reading, areas)  # last of all that the first look needs
    if proposal is not None:
        with right:
            decisions.likeness(reading, proposal, found.get(proposal.id, []), store)
    if reading.proposals:
        _table(reading, store, found, settings)
        with st.container(key="report_refused"):
            view.refused(reading)
        keeping.keeping(reading, keeping.Around(base, store, settings, areas, found))
    _rejected(reading)


def _table(
    reading: Reading, store: Store, found: dict[str, list[Same]], settings: Settings
) -> None:
    n = len(reading.proposals)
    doubtful = sum(p.is_doubtful for p in reading.proposals)
    st.markdown(f"##### {n:,} proposed {'event' if n == 1 else 'events'}")
    st.caption(
        "Nothing is an event until you accept it. Columns with a pencil can be corrected."
        + (f" {doubtful:,} {'is' if doubtful == 1 else 'are'} doubtful." if doubtful else "")
    )
    with st.container(key="report_told_table"):
        if reading.told and reading.told_at == "table":
            st.info(plain(reading.told))
    table.table(reading, store, found, settings.data)
    sure = [p for p in reading.proposals if not p.is_doubtful and p.id not in reading.accepted]
    others = {0: "None left that is not doubtful", 1: "Accept the one that is not doubtful"}
    st.button(
        others.get(len(sure), f"Accept the {len(sure):,} that are not doubtful"),
        key="report_accept_sure",
        disabled=not sure,
        on_click=decisions.accept_sure,
    )


def _rejected(reading: Reading) -> None:
    if not reading.rejected:
        return
    with st.expander(f"Rejected: {len(reading.rejected):,}"):
        for p in reading.rejected:
            st.button(
                plain(f"Restore {p.place_name or 'place not known'}, {p.date_start or 'no date'}"),
                key=f"restore_{p.id}",
                type="tertiary",
                icon=":material/undo:",
                on_click=decisions.restore,
                args=(p.id,),
            )


main()
