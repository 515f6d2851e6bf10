"""What a user would write instead of this dashboard: one page, drawn in the way `PEER` names."""

from __future__ import annotations

import os

import folium
import geopandas as gpd
import pydeck
import streamlit as st
from branca.element import MacroElement
from folium.plugins import FastMarkerCluster
from folium.template import Template
from streamlit_folium import st_folium

PEER = os.environ["PEER"]
COLUMNS = ["event_id", "event_type", "place_name", "summary", "geometry"]


class Stamp(MacroElement):
    """Says, when all before it has been drawn, for which choice it was."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.__peer = {{ this.text|tojavascript }};"
        "{% endmacro %}"
    )

    def __init__(self, text: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations
        self._name = "Stamp"
        self.text = text


@st.cache_data
def load() -> gpd.GeoDataFrame:
    """Read the events."""
    return gpd.read_parquet(os.environ["PEER_EVENTS"])


def on_folium(kept: gpd.GeoDataFrame, stamp: str) -> None:
    """Draw the events the way the documentation of Folium shows first."""
    drawn = folium.Map(location=[24.5, 43.5], zoom_start=5, tiles=None, maxZoom=18)
    if PEER == "markers":
        for lat, lon, text in zip(kept.geometry.y, kept.geometry.x, kept["summary"], strict=True):
            folium.Marker([lat, lon], tooltip=text).add_to(drawn)
    elif PEER == "fast":
        points = list(zip(kept.geometry.y, kept.geometry.x, strict=True))
        FastMarkerCluster(points).add_to(drawn)  # type: ignore[no-untyped-call]
    else:
        folium.GeoJson(
            kept[COLUMNS],
            marker=folium.CircleMarker(radius=4),
            tooltip=folium.GeoJsonTooltip(["place_name"]),
        ).add_to(drawn)
    Stamp(stamp).add_to(drawn)
    st_folium(drawn, key="map", height=700, use_container_width=True, returned_objects=[])


def on_pydeck(kept: gpd.GeoDataFrame) -> None:
    """Draw the events with deck.gl."""
    rows = kept.drop(columns="geometry").assign(lon=kept.geometry.x, lat=kept.geometry.y)
    layer = pydeck.Layer(
        "ScatterplotLayer", rows[["lon", "lat", "place_name"]], get_position=["lon", "lat"],
        get_radius=5000, get_fill_color=[160, 30, 30, 160], pickable=True,
    )  # fmt: skip
    view = pydeck.ViewState(longitude=43.5, latitude=24.5, zoom=4)
    st.pydeck_chart(pydeck.Deck([layer], initial_view_state=view, map_style=None), height=700)


st.set_page_config(layout="wide")
events = load()
kinds = st.pills("Type of event", sorted(events["event_type"].unique()), selection_mode="multi")
chosen = events[events["event_type"].isin(kinds)] if kinds else events
name = "+".join(kinds) or "all"
if PEER == "pydeck":
    on_pydeck(chosen)
elif PEER == "plain":
    st.metric("Events", f"{len(chosen):,}")
    st.bar_chart(chosen.groupby(chosen["date_start"].dt.to_period("M").dt.start_time).size())
    st.map(chosen.drop(columns="geometry").assign(lon=chosen.geometry.x, lat=chosen.geometry.y))
else:
    on_folium(chosen, name)
st.caption(f"shown: {name}")
