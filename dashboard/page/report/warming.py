"""What the first reading and the first corrected place wait for, loaded while somebody pastes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.extract.placebook import load_placebook
from dashboard.extract.tables import load_tables
from dashboard.page.report.session import geocoder_of

if TYPE_CHECKING:
    from pathlib import Path


@st.cache_resource(show_spinner=False, max_entries=2)
def warm_up(data: Path) -> threading.Thread:
    """
    Load tables and gazetteers in the background, once for everybody.

    Parameters
    ----------
    data
        Data folder.

    Returns
    -------
    thread
        What loads them. Nobody needs to wait for it: whoever asks earlier loads them, too.
    """
    thread = threading.Thread(target=_load, args=(data,), name="warm-up of reports", daemon=True)
    thread.start()
    return thread


def _load(data: Path) -> None:
    try:
        load_tables(data)
        load_placebook(data)
        geocoder_of(data)
    except DashboardError:
        return  # the page itself says what is wrong, to whoever reads or corrects
