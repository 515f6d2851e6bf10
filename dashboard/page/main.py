"""The page itself, run from top to bottom for every click."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from dashboard import charts, maps
from dashboard.claims import RULE
from dashboard.errors import DashboardError, DataError
from dashboard.filters import to_query
from dashboard.page import own, state, uploads
from dashboard.page.choices import sidebar
from dashboard.page.downloads import downloads
from dashboard.page.head import head
from dashboard.page.listing import listing
from dashboard.page.panel import panel
from dashboard.page.preparing import newer, store_at_hand
from dashboard.page.words import plain
from dashboard.palette import Style, type_styles
from dashboard.settings import load

if TYPE_CHECKING:
    from dashboard.settings import Settings
    from dashboard.store import Store

TITLE = "Reported conflict events"
STYLE = Path(__file__).resolve().parent.parent / "static" / "page.css"
MAP_HEIGHT_PX = 740
MAP_PATIENCE_S = 4.0
MAP_LOOKS_S = 0.02
CHANGE_PATIENCE_S = 0.4
CHANGE_LOOKS_S = 0.01
TO_DRAW_S = 0.05
LABEL = (
    "Compiled from published reports; tolls and responsibility as reported; "
    "not verified on the ground."
)


READING = Path(__file__).resolve().parent / "reading.py"


def main() -> None:
    """Draw the page that the address names: the map, or the one for reading reports."""
    st.set_page_config(page_title=TITLE, layout="wide")
    st.html(STYLE)
    pages = [
        st.Page(overview, title="Map", default=True),
        st.Page(READING, title="Read a report", url_path="read"),
    ]
    st.session_state["pages"] = pages
    st.navigation(pages, position="hidden").run()


def overview() -> None:
    """Draw the page with the map, or say plainly why it cannot be drawn."""
    try:
        settings = load()
        base = store_at_hand(settings)
        if base is None:
            return
        store = own.opened(base)
    except DataError as error:
        st.title("The data files have faults")
        st.error(
            "Nothing is shown until they are mended, because half the data would look like all "
            "of it. `python -m dashboard validate` checks them without the page."
        )
        st.code(str(error), language=None, wrap_lines=True)
        return
    except DashboardError as error:
        st.title("The dashboard cannot start")
        st.error(plain(str(error)))
        return
    problems = state.start()
    state.keep_address()  # first: the map then adds where it stands to this address
    _draw(base, store, settings, problems)


def _draw(base: Store, store: Store, settings: Settings, problems: list[str]) -> None:
    """Draw the map before what is slow, wherever it stands: it is what people wait for."""
    styles = type_styles(store.event_types)
    looks = {style.id: style for style in styles}
    with head(TITLE, LABEL):
        for problem in problems:
            st.warning(plain(problem))
        newer()
        uploads.notice(base, store)
    figures = st.container(key="figures")
    with st.container(key="stage"):
        left, right = st.columns([5, 3])
    first = not st.session_state.get(DRAWN)
    if first:
        with figures:
            _figures(store)
    with st.sidebar:
        st.subheader("Filters")
    since = time.monotonic()
    with left:
        _map(store, settings)
    if first:
        _let_the_map_draw()
    else:
        _let_the_map_change(store, since)
        with figures:
            _figures(store)
    with st.sidebar:
        sidebar(store)
    with right, st.container(key="panel", height=MAP_HEIGHT_PX + 56, border=False):
        panel(store, looks)
    _timeline(store, styles)
    listing(store, looks)
    downloads(store, _base_path(), public=settings.public)
    uploads.own_data(base, settings)
    _about()


def _figures(store: Store) -> None:
    figures = store.figures(state.chosen_filter())
    span = (
        f"{figures.low:,}" if figures.low == figures.high else f"{figures.low:,}–{figures.high:,}"
    )
    events, deaths, silent, places = st.columns(4)
    events.metric("Events", f"{figures.events:,} of {figures.of:,}", help=_hidden_note(store))
    deaths.metric(
        "Deaths reported",
        span + ("+" if figures.is_open else ""),
        help=f"Sum of the lowest and of the highest numbers that anybody gives. {RULE}",
    )
    silent.metric(
        "No number given",
        f"{figures.untold:,}",
        help="Nobody gives a number of deaths for these; that is not zero. "
        f"{figures.shared:,} more share the toll of another row and are not added again.",
    )
    places.metric("Places", f"{figures.places:,}", help="Different places, areas included.")


def _hidden_note(store: Store) -> str:
    chosen = state.chosen_filter()
    hidden = store.facets(chosen)["confidence"].events.get("low", 0)
    if chosen.weak or not hidden:
        return "Events that the filters keep, of all in the data."
    return (
        f"Events that the filters keep, of all in the data. {hidden:,} weakly sourced events are "
        "left out; a switch in the filters includes them."
    )


def _map(store: Store, settings: Settings) -> None:
    chosen, view = state.chosen_filter(), state.view()
    st.session_state["map_colour"] = view.colour
    st.segmented_control(
        "Colours show",
        ["type", "actor"],
        key="map_colour",
        format_func=lambda shown: COLOURS[shown],
        on_change=_colour,
        label_visibility="collapsed",
    )
    selected = f"event:{view.event}" if view.event else view.place
    returned = st_folium(
        maps.build_map(maps.MapView(tiles_url=settings.tiles_url, data=settings.data)),
        key="map",
        height=MAP_HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=maps.filter_layer(
            to_query(chosen),
            view.colour,
            selected,
            state.write_address(chosen, view),
            (own.token() or "", store.version),
        ),
    )
    if maps.has_drawn(returned):
        st.session_state[DRAWN] = True
    click = maps.read_click(returned)
    if click is not None and click.nonce != st.session_state.get("clicked"):
        st.session_state["clicked"] = click.nonce
        if click.kind == "event":
            state.open_event(click.key)
        else:
            state.show(place=click.at, event=None)
        st.rerun()


def _let_the_map_draw() -> None:
    """
    Hold back the rest of a session's first run until the map is there, or has had its time.

    The browser has one thread for all of it: filters, charts and tables that arrive together with
    the map keep it from drawing for a second and more. The map's message begins a new run, which
    ends this one at its next look into the session.
    """
    until = time.monotonic() + MAP_PATIENCE_S
    while not st.session_state.get(DRAWN) and time.monotonic() < until:
        time.sleep(MAP_LOOKS_S)
    st.session_state[DRAWN] = True


def _let_the_map_change(store: Store, since: float) -> None:
    """
    Hold back the rest of a run until the map has what the new filter keeps, if that is new.

    The map asks for it by itself; while it does, neither the server nor the browser should be busy
    with charts and tables. Whoever is far away waits no longer than `CHANGE_PATIENCE_S`.
    """
    shown = (state.chosen_filter(), state.view().colour)
    if st.session_state.get(MAP_SHOWS, shown) != shown:
        until = since + CHANGE_PATIENCE_S
        while not store.drawn(*shown, since) and time.monotonic() < until:
            time.sleep(CHANGE_LOOKS_S)
        time.sleep(TO_DRAW_S)
    st.session_state[MAP_SHOWS] = shown


def _colour() -> None:
    state.show(colour=st.session_state["map_colour"] or "type")


def _timeline(store: Store, styles: tuple[Style, ...]) -> None:
    chosen, whole = state.chosen_filter(), store.days()
    if whole is None:
        return
    days = whole[0].date(), whole[1].date()
    st.vega_lite_chart(
        charts.bars(store.timeline(chosen), styles),
        charts.timeline(styles, (chosen.start, chosen.end), days),
        key="timeline",
        on_select=_brush,
        selection_mode=charts.BRUSH,
        alt="Events a week, by type",
    )


def _brush() -> None:
    days = charts.brushed(dict(st.session_state["timeline"].selection))
    if days is not None:
        state.choose(state.chosen_filter().but(start=days[0], end=days[1]))


def _about() -> None:
    with st.expander("What to keep in mind"):
        st.markdown(ABOUT)


def _base_path() -> str:
    path = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


DRAWN = "map_drawn"
MAP_SHOWS = "map_shows"
COLOURS = {"type": "Colour by type", "actor": "Colour by perpetrator"}
ABOUT = """
- **Not verified on the ground.** The starter set was compiled from published reports and checked
  once against its sources by an independent audit.
- **A number is somebody's.** Open an event to see who says it. Low and high are the lowest and
  highest that anybody gives; nobody's number is not zero.
- **Some tolls are shared.** Rows of one operation share its total; it is added once.
- **Not every event has a point.** Where reports name only a governorate, a country or a sea, the
  area is shaded and counted. Dashed rings show how uncertain a point is.
- **Still doubtful:** who carried out 31 attacks attributed to the Houthis or Iraqi groups; where
  several ships and most warships were; 13 places that were estimated by hand; several tolls.
- **Overlaps:** a strike reported by the Houthis and one reported by US Central Command on the same
  day may be one event (7, 8, 10, 14, 20 and 21 February 2024). Do not add them up.
- **Sampled, not complete:** attacks on US bases are represented, not listed in full.
"""

main()
