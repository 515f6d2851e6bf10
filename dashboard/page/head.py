"""The head of a page: its title, what to know of it, and the way to the other page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def head(title: str, label: str) -> DeltaGenerator:
    """
    Draw the head of a page.

    Parameters
    ----------
    title
        Its title.
    label
        One sentence below it.

    Returns
    -------
    head
        The place for what else belongs into the head: what comes and goes there moves no other
        part of the page to another position, where Streamlit would mount it anew.

    Notes
    -----
    The links stand here and not in Streamlit's own bar, which would take a row from the map. They
    have no icons: Streamlit would fetch a page's icon for the browser's tab from another host.
    """
    place = st.container(key="head")
    with place:
        with st.container(horizontal=True, vertical_alignment="center", key="head_line"):
            st.title(title, width="stretch")
            for page in st.session_state.get("pages", ()):
                st.page_link(page, label=page.title)
        st.caption(label)
    return place
