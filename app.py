"""The app: the page and, beside it, its HTTP interface, in one process."""

from __future__ import annotations

import gc
import importlib
import threading
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import api
from dashboard.assets import asset
from dashboard.errors import DashboardError
from dashboard.filters import EventFilter
from dashboard.settings import load
from dashboard.store import SESSIONS, Store, at_hand, current

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def open_store(session: str | None = None) -> Store:
    """Give the store of the data folder as it is now, with what a session brought to it."""
    chosen = load()
    where = (chosen.data, chosen.cache, chosen.store_url, chosen.imports)
    base, _ = at_hand(*where)
    return SESSIONS.store_for(session, base or current(*where))


def warm_up() -> None:
    """Do once, before anybody waits for it, what the first page would otherwise wait for."""
    for module in ("dashboard.charts", "dashboard.maps", "dashboard.cards", "folium.plugins"):
        importlib.import_module(module)
    try:
        store = open_store()
        store.facets(EventFilter())
        store.facets(EventFilter(weak=True))
        store.timeline(EventFilter())
        asset("leaflet.js", settings.data)
    except DashboardError:
        return  # the page itself says what is wrong, to whoever opens it
    gc.collect()
    gc.freeze()  # the libraries are here to stay: no later collection looks through them again


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Warm up in the background while the server already answers."""
    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    yield


settings = load()
base_path = st.get_option("server.baseUrlPath")
app = st.App(
    "dashboard/page/main.py",
    lifespan=lifespan,
    routes=api.routes(open_store, settings.data, base_path, public=settings.public),
)
