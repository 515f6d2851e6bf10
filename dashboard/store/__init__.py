"""The only room that talks to a database: a filter in, tables out."""

from dashboard.store.building import Collection, build, collection
from dashboard.store.cells import Cells, Colour
from dashboard.store.counts import Facet, Figures
from dashboard.store.details import Detail
from dashboard.store.opening import current
from dashboard.store.reading import Page, Request, Store
from dashboard.store.sessions import SESSIONS, Sessions, new_token

__all__ = [
    "SESSIONS",
    "Cells",
    "Collection",
    "Colour",
    "Detail",
    "Facet",
    "Figures",
    "Page",
    "Request",
    "Sessions",
    "Store",
    "build",
    "collection",
    "current",
    "new_token",
]
