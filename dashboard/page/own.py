"""The events that the visitor of this session brought: seen here only, gone with the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import UnknownSessionError
from dashboard.store import SESSIONS, new_token

if TYPE_CHECKING:
    from dashboard.store import Collection, Store

KEPT_AS = "own_session"
LOST = "own_lost"


def token() -> str | None:
    """
    Give the name under which this session's own events are kept.

    Returns
    -------
    token
        A secret of this session: it goes into addresses that the page itself asks, never into the
        address bar. None where nothing was brought.
    """
    held: str | None = st.session_state.get(KEPT_AS)
    return held


def opened(base: Store) -> Store:
    """
    Give the store that this session sees.

    Parameters
    ----------
    base
        The store that everybody sees.

    Returns
    -------
    store
        With the session's own events, if it has any. Where they were let go meanwhile, `lost` says
        so once.
    """
    held = token()
    if held is None:
        return base
    _present(held)
    try:
        return SESSIONS.store_for(held, base)
    except UnknownSessionError:
        remove()
        st.session_state[LOST] = True
        return base


def lost() -> bool:
    """Say, once, whether the session's own events are no longer kept."""
    return bool(st.session_state.pop(LOST, False))


def bring(base: Store, brought: Collection) -> Store:
    """
    Add events that only this session sees.

    Parameters
    ----------
    base
        The store that everybody sees.
    brought
        What to add.

    Returns
    -------
    store
        Everybody's events and this session's.

    Raises
    ------
    StoreError
        If there are too many, or they cannot be kept; what was there stays.
    """
    held = token() or new_token()
    store = SESSIONS.add(held, base, brought)
    st.session_state[KEPT_AS] = held
    _present(held)
    return store


def remove() -> None:
    """Let go of all that this session brought."""
    held = st.session_state.pop(KEPT_AS, None)
    if held is not None:
        SESSIONS.drop(held)


@st.cache_resource(scope="session", on_release=SESSIONS.leave, show_spinner=False)
def _present(held: str) -> str:
    """Be told when this session ends; run again after a broken connection came back."""
    SESSIONS.come_back(held)
    return held
