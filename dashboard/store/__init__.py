"""The only room that talks to a database: a filter in, tables out."""

from dashboard.store.building import Collection, build, collection
from dashboard.store.cells import Cells, Colour
from dashboard.store.counts import Facet, Figures
from dashboard.store.details import Detail
from dashboard.store.keeping import forget, keep, kept
from dashboard.store.opening import Opening, at_hand, current, open_in_background, whole
from dashboard.store.pages import Page, Request
from dashboard.store.reading import Store
from dashboard.store.sessions import SESSIONS, Sessions, new_token
from dashboard.store.versions import Changes

__all__ = [
    "SESSIONS",
    "Cells",
    "Changes",
    "Collection",
    "Colour",
    "Detail",
    "Facet",
    "Figures",
    "Opening",
    "Page",
    "Request",
    "Sessions",
    "Store",
    "at_hand",
    "build",
    "collection",
    "current",
    "forget",
    "keep",
    "kept",
    "new_token",
    "open_in_background",
    "whole",
]
