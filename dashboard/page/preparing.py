"""The store that a page shows, or how far the work on it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import StoppedError
from dashboard.store import at_hand, open_in_background

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from dashboard.settings import Settings
    from dashboard.store import Opening, Store

LOOKS_S = 0.3
LOOKS_AGAIN_S = 2.0
NEWER = "newer_data"
HERE = ("127.0.0.1", "localhost", "::1")


def store_at_hand(settings: Settings) -> Store | None:
    """
    Give the store that can be shown; while there is none, show how far the work on it is.

    Parameters
    ----------
    settings
        Where the data are.

    Returns
    -------
    store
        That of the data as they are now, or the one before while a new one is built. None if
        somebody stopped the first one: the page then says so, and lets it begin again.

    Raises
    ------
    DataError
        If the data folder has faults.
    StoreError
        If the store cannot be written or opened.
    """
    place = st.empty()  # in every run, so that nothing else ever stands in its place
    where = (settings.data, settings.cache, settings.store_url, settings.imports)
    try:
        store, work = at_hand(*where)
        if store is None and work is not None:
            _wait(work, settings, place)
            if work.stopped:
                st.rerun()  # a run of its own says so, without this one's progress below it
            store, work = work.store(), None
    except StoppedError as error:
        _stopped(str(error), settings, place)
        return None
    st.session_state[NEWER] = work
    return store


def newer() -> None:
    """Say that newer data are being prepared, if so, and show them when they are there."""
    work: Opening | None = st.session_state.get(NEWER)
    if work is not None:
        _newer(work)


@st.fragment(run_every=LOOKS_AGAIN_S)
def _newer(work: Opening) -> None:
    if work.done():
        st.rerun()
    st.caption(f"You see the state before: newer data are being prepared. {_so_far(work)}")


def _wait(work: Opening, settings: Settings, place: DeltaGenerator) -> None:
    """Show the progress until the work has ended."""
    with place.container():
        st.title("Preparing the data")
        st.caption("This is done once, and again when the data change.")
        bar = st.progress(0.0, _so_far(work))
        if may_stop(settings):
            st.button("Stop", on_click=work.stop, key="preparing_stop")
    while not work.done(LOOKS_S):
        bar.progress(min(1.0, work.written / work.of) if work.of else 0.0, _so_far(work))
    place.empty()


def _so_far(work: Opening) -> str:
    if not work.of:
        return "Reading the files."
    if work.written < work.of:
        return f"{work.written:,} of {work.of:,} events."
    return f"All {work.of:,} events are there; counting them once for all who ask later."


def _stopped(words: str, settings: Settings, place: DeltaGenerator) -> None:
    with place.container():
        st.title("There are no data to show yet")
        st.info(words)
        st.button("Begin again", on_click=_begin_again, args=(settings,), key="preparing_again")


def _begin_again(settings: Settings) -> None:
    open_in_background(settings.data, settings.cache, settings.imports, again=True)


def may_stop(settings: Settings) -> bool:
    """
    Say whether whoever looks at the page may stop what all readers wait for.

    Parameters
    ----------
    settings
        Whether this instance is a public one.

    Returns
    -------
    may
        True where the page is served to this machine only, or is not public.
    """
    return not settings.public or st.get_option("server.address") in HERE
