"""Downloads of exactly what the filters keep, and the note that goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.filters import to_query
from dashboard.page import own
from dashboard.page.state import chosen_filter
from dashboard.page.words import plain

if TYPE_CHECKING:
    from dashboard.store import Store

FORMATS = {
    "csv": ("CSV", "For spreadsheets: one row an event, with its sources, licence and citation."),
    "geojson": ("GeoJSON", "For web maps and QGIS; areas have no point."),
    "parquet": ("GeoParquet", "For analysis in Python, R or DuckDB."),
    "gpkg": ("GeoPackage", "For GIS, with the areas as polygons."),
}


def downloads(store: Store, base_path: str) -> None:
    """
    Draw the download links.

    Parameters
    ----------
    store
        Whose events.
    base_path
        Path under which the page is served.
    """
    chosen = chosen_filter()
    mine = own.token()
    query = "&".join(part for part in (to_query(chosen), mine and f"session={mine}") if part)
    n = store.count(chosen)
    st.markdown(f"##### Download these {n:,} events")
    with st.container(horizontal=True, key="downloads"):
        for extension, (label, help_text) in FORMATS.items():
            address = f"{base_path}/api/events.{extension}" + (f"?{query}" if query else "")
            st.link_button(label, address, help=help_text)
    for terms in store.datasets.to_dict("records"):
        st.caption(
            plain(
                f"{terms['name']}. {terms['note']} Licence: {terms['licence']}. "
                f"Cite as: {terms['citation']}"
            )
        )
    st.caption(
        "Places: GeoNames (CC BY 4.0), Natural Earth and OurAirports (public domain). "
        "An empty figure means that nobody gave a number; it is not zero."
    )
