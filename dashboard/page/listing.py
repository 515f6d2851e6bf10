"""The table below the map: pages of events, in a chosen order, a row opens the event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import cards
from dashboard.page.state import chosen_filter, open_event, show, view

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from dashboard.palette import Style
    from dashboard.store import Store

SORT_LABELS = {
    "date_start": "Date",
    "place_name": "Place",
    "country": "Country or sea",
    "event_type": "Type",
    "perpetrators": "Perpetrator",
    "fatalities_high": "Reported deaths",
}
WIDTHS_PX = {
    "Date": 130,
    "Type": 170,
    "Place": 280,
    "Deaths": 100,
    "By": 190,
    "Against": 170,
    "Summary": 560,
}


def listing(store: Store, styles: dict[str, Style]) -> None:
    """
    Draw one page of the filtered events.

    Parameters
    ----------
    store
        Whose events.
    styles
        Look of each event type.
    """
    wanted = view().table
    page = store.page(chosen_filter(), wanted)
    _order(page.page, page.pages)
    shown = table(page.events, styles)
    key = f"table_{hash((store.version, chosen_filter(), wanted))}"

    def open_row() -> None:
        for row in st.session_state[key].selection.rows:
            open_event(page.events[row]["event_id"])

    st.dataframe(
        shown,
        key=key,
        hide_index=True,
        on_select=open_row,
        selection_mode="single-row",
        column_config={name: st.column_config.Column(width=w) for name, w in WIDTHS_PX.items()},
        height="content",
    )


def table(events: Sequence[Mapping[Hashable, Any]], styles: dict[str, Style]) -> pd.DataFrame:
    """
    Put events into words for a table.

    Parameters
    ----------
    events
        n rows of the event table, see `store.Page.events`.
    styles
        Look of each event type.

    Returns
    -------
    shown
        n rows of text.
    """
    labels = {name: style.label for name, style in styles.items()}
    return pd.DataFrame(
        {
            "Date": [cards.when({**e, "time_local": None}) for e in events],
            "Type": [labels.get(e["event_type"], e["event_type"]) for e in events],
            "Place": [cards.where(e) for e in events],
            "Deaths": [cards.toll(e) for e in events],
            "By": [cards.text_of(e["perpetrators"]) for e in events],
            "Against": [cards.text_of(e["targets"]) for e in events],
            "Summary": [e["summary"] for e in events],
        },
        dtype="str",
    )


def _order(page: int, pages: int) -> None:
    wanted = view().table
    st.session_state["table_sort"] = wanted.sort
    st.session_state["table_order"] = wanted.descending
    with st.container(horizontal=True, vertical_alignment="bottom", key="order"):
        st.selectbox(
            "Sort by",
            list(SORT_LABELS),
            key="table_sort",
            format_func=lambda name: SORT_LABELS[name],
            on_change=_sort,
            width=200,
        )
        st.segmented_control(
            "Order",
            [True, False],
            key="table_order",
            format_func=lambda down: "Down" if down else "Up",
            on_change=_sort,
            label_visibility="collapsed",
        )
        st.space("stretch")
        st.button("‹", help="Page before", disabled=page <= 1, on_click=_turn, args=(page - 1,))
        st.markdown(f"Page {page:,} of {pages:,}", width="content")
        st.button("›", help="Next page", disabled=page >= pages, on_click=_turn, args=(page + 1,))


def _sort() -> None:
    order = st.session_state["table_order"]
    descending = view().table.descending if order is None else bool(order)
    sort = st.session_state["table_sort"]
    show(table=replace(view().table, sort=sort, descending=descending, page=1))


def _turn(page: int) -> None:
    show(table=replace(view().table, page=max(1, page)))
