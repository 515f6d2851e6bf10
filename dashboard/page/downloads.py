"""Downloads of exactly what the filters keep, and the note that goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.export import Terms, left_out
from dashboard.filters import to_query
from dashboard.page import own
from dashboard.page.state import chosen_filter
from dashboard.page.words import plain

if TYPE_CHECKING:
    from collections.abc import Hashable

    from dashboard.store import Store

FORMATS = {
    "csv": ("CSV", "For spreadsheets: one row an event, with its sources, licence and citation."),
    "geojson": ("GeoJSON", "For web maps and QGIS; areas have no point."),
    "parquet": ("GeoParquet", "For analysis in Python, R or DuckDB."),
    "gpkg": ("GeoPackage", "For GIS, with the areas as polygons."),
}


def downloads(store: Store, base_path: str, *, public: bool) -> None:
    """
    Draw the download links, what they leave out and whom to cite.

    Parameters
    ----------
    store
        Whose events.
    base_path
        Path under which the page is served.
    public
        Whether rows whose terms forbid passing on stay out.
    """
    chosen = chosen_filter()
    mine = own.token()
    query = "&".join(part for part in (to_query(chosen), mine and f"session={mine}") if part)
    shown = _datasets(store)
    terms = Terms(store.datasets, store.sources(), public)
    private = left_out(terms, store.by_dataset(chosen))
    n = store.count(chosen) - sum(private.values())
    st.markdown(f"##### Download {'these' if not private else ''} {n:,} events".replace("  ", " "))
    with st.container(horizontal=True, key="downloads"):
        for extension, (label, help_text) in FORMATS.items():
            address = f"{base_path}/api/events.{extension}" + (f"?{query}" if query else "")
            st.link_button(label, address, help=help_text)
    if private:
        _left_out([one for one in shown if one["dataset"] in private])
    for one in shown:
        note = f"{one['note']} " if isinstance(one["note"], str) else ""
        st.caption(
            plain(
                f"{one['name']}: {one['n']:,} events. {note}"
                f"Licence: {one['licence']}. Cite as: {one['citation']}"
            )
        )
    st.caption(
        "Places: GeoNames (CC BY 4.0), Natural Earth and OurAirports (public domain). "
        "An empty figure means that nobody gave a number; it is not zero."
    )


def _datasets(store: Store) -> list[dict[Hashable, Any]]:
    """Give the datasets of what is on the screen, with the number of their events as ``n``."""
    counts = store.by_dataset(chosen_filter())
    return [
        terms | {"n": counts[terms["dataset"]]}
        for terms in store.datasets.to_dict("records")
        if terms["dataset"] in counts
    ]


def _left_out(held_back: list[dict[Hashable, Any]]) -> None:
    parts = [f"{terms['n']:,} of {terms['name']} ({terms['licence']})" for terms in held_back]
    st.caption(
        plain(
            "Not in the files, because their terms do not allow passing rows on or are not stated: "
            f"{'; '.join(parts)}. On an instance of your own, DASHBOARD_PUBLIC=no includes them."
        )
    )
