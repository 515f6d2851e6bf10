"""Beside the map: the open event, the events of a chosen place, or where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import cards
from dashboard.errors import FilterError, UnknownEventError
from dashboard.page.state import PAGE_ROWS, chosen_filter, open_event, show, view
from dashboard.page.words import plain
from dashboard.store import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from dashboard.palette import Style
    from dashboard.store import Detail, Page, Store

LISTED = 12
BEGINS_WITH = 5
LATEST = Request(size=PAGE_ROWS)
"""The page with which the table begins, so that it is asked for once."""
PLACE_PAGE = "place_page"
BEGIN = (
    "Choose a symbol on the map, a shaded area or a row of the table to read what is reported, "
    "who says so, and where it is published."
)


def panel(store: Store, styles: dict[str, Style]) -> None:
    """
    Draw what belongs beside the map.

    Parameters
    ----------
    store
        Whose events.
    styles
        Look of each event type.
    """
    shown = view()
    if shown.event is not None:
        _event(store, shown.event, styles)
    elif shown.place is not None:
        _place(store, shown.place)
    else:
        _begin(store)


def _event(store: Store, event_id: str, styles: dict[str, Style]) -> None:
    _close("Close event", open_event, None)
    try:
        detail = store.event(event_id)
    except UnknownEventError:
        st.warning(f"There is no event {plain(event_id)} in these data. The link may be older.")
        return
    event = detail.event.iloc[0]
    kind = str(event["event_type"])
    st.html(cards.event_card(detail, styles[kind]))
    if not store.holds(chosen_filter(), event_id):
        st.caption("This event is not among those that the filters keep.")
    st.markdown("###### Who says what")
    st.html(cards.claims_card(detail))
    _links(detail)
    st.markdown("###### Sources")
    st.html(cards.sources_card(detail))


def _links(detail: Detail) -> None:
    if not detail.links.empty:
        st.markdown("###### Linked events")
    for at, link in enumerate(detail.links.to_dict("records")):
        words = cards.relation(link["relation"], forward=link["forward"])
        day = f"{link['other_date_start']:%d %b %Y}"
        label = f"{words}: {link['other_place_name']}, {day}"
        st.button(
            plain(label),
            key=f"link_{at}_{link['other_id']}",
            on_click=open_event,
            args=(link["other_id"],),
            help=plain(f"{link['other_summary']} ({link['strength'].replace('_', ' ')})"),
            width="stretch",
        )


def _place(store: Store, place: str) -> None:
    _close("Close list", _leave_place)
    try:
        here = (chosen_filter(), place)
        shown, number = st.session_state.get(PLACE_PAGE, (here, 1))
        wanted = Request(page=number if shown == here else 1, size=LISTED, place=place)
        page = store.page(chosen_filter(), wanted)
    except FilterError as error:
        st.warning(plain(str(error)))
        return
    st.markdown(f"###### {page.total:,} {'event' if page.total == 1 else 'events'} here")
    _list(page.events, "place")
    if page.pages > 1:
        _pager(here, page)


def _pager(here: object, page: Page) -> None:
    """Turn the pages of a place, however many events lie on it."""
    with st.container(horizontal=True, vertical_alignment="center", key="place_pages"):
        for label, tip, to in (("‹", "Later events", -1), ("›", "Earlier events", 1)):
            st.button(
                label,
                help=tip,
                key=f"place_turn_{to}",
                disabled=not 1 <= page.page + to <= page.pages,
                on_click=st.session_state.update,
                args=({PLACE_PAGE: (here, page.page + to)},),
            )
        st.caption(f"Page {page.page:,} of {page.pages:,}, latest first", width="content")


def _begin(store: Store) -> None:
    st.caption(BEGIN)
    chosen = chosen_filter()
    page = store.page(chosen, Request(size=BEGINS_WITH, sort="fatalities_high"))
    deadly = [event for event in page.events if _count(event["fatalities_high"])]
    if deadly:
        st.markdown("###### Highest reported tolls")
        _list(deadly, "deadly")
    latest = store.page(chosen, LATEST).events[:BEGINS_WITH]
    if latest:
        st.markdown("###### Latest")
        _list(latest, "latest")


def _count(deaths: int | None) -> int:
    return 0 if pd.isna(deaths) else int(deaths or 0)


def _list(events: Sequence[Mapping[Hashable, Any]], name: str) -> None:
    for event in events:
        toll = cards.toll(event)
        deaths = "deaths not reported" if toll == "not reported" else f"deaths: {toll}"
        day = f"{event['date_start']:%d %b %Y}"
        st.button(
            f"**{day}, {plain(event['place_name'] or 'place not named')}**: "
            f"{plain(event['summary'])} ({plain(deaths)})",
            key=f"{name}_{event['event_id']}",
            on_click=open_event,
            args=(event["event_id"],),
            type="tertiary",
            width="stretch",
        )


def _leave_place() -> None:
    show(place=None)


def _close(label: str, what: Callable[..., None], *args: object) -> None:
    st.button(
        label,
        icon=":material/close:",
        type="tertiary",
        on_click=what,
        args=args,
    )
