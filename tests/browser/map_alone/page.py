from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from streamlit_folium import st_folium

from dashboard.maps import MapView, build_map, filter_layer, read_click

DATA = Path(__file__).resolve().parents[3] / "data"
HOSTILE = (
    """<script>window.__owned=7</script>'");window.__owned=8;// \u2028 ${1} `x` {{ 'window' }}"""
)

st.set_page_config(layout="wide", page_title="The map alone")
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
ships, nothing, hostile, sanaa = st.columns(4)
query = "type=attack_on_shipping" if ships.checkbox("Ships only") else ""
if nothing.checkbox("Nothing"):
    query = "type=nothing"
if hostile.checkbox("Hostile filter"):
    query = f"text={HOSTILE}"
chosen = st.session_state.get("chosen")
if sanaa.checkbox("Mark Sanaa"):
    chosen = "event:in-sanaa"
view = MapView(
    data=DATA,
    zoom=float(os.environ.get("MAP_TEST_ZOOM", "5")),
    tiles_url=os.environ.get("MAP_TEST_TILES"),
)
returned = st_folium(
    build_map(view),
    key="map",
    height=int(os.environ.get("MAP_TEST_HEIGHT", "640")),
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=filter_layer(query, "type", chosen, str(st.query_params)),
)
click = read_click(returned)
if click is not None:
    st.write(f"Chosen: {click.kind} {click.key} nonce {click.nonce}")
    if chosen != click.selected:
        st.session_state["chosen"] = click.selected
        st.rerun()
st.write(f"Runs: {st.session_state['runs']}")
