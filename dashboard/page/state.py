"""What the reader has chosen, and the address bar that holds all of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.errors import FilterError
from dashboard.filters import EventFilter, from_pairs, to_query
from dashboard.store import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.store import Colour

MAP_KEY = "map"
"""Where the map stands: the map writes and reads this part of the address itself."""

VIEW_KEYS = ("event", "at", "colour", "sort", "order", "page", MAP_KEY)
PAGE_ROWS = 25
ROLE = "either"


@dataclass(frozen=True)
class View:
    """
    What is shown of the filtered events.

    Attributes
    ----------
    event
        Id of the open event; None for none.
    place
        Key of the chosen cell or area; None for none.
    colour
        What colours stand for.
    table
        Page and order of the table.
    """

    event: str | None = None
    place: str | None = None
    colour: Colour = "type"
    table: Request = field(default_factory=Request)


def read_address(pairs: list[tuple[str, str]]) -> tuple[EventFilter, View, list[str]]:
    """
    Read a whole address.

    Parameters
    ----------
    pairs
        Decoded keys and values.

    Returns
    -------
    chosen
        The filter; the empty one where it cannot be read.
    view
        What is shown; what cannot be read is left at its default.
    problems
        A sentence for each thing that could not be read.
    """
    problems = []
    chosen, view = EventFilter(), View()
    try:
        chosen = from_pairs((key, value) for key, value in pairs if key not in VIEW_KEYS)
    except FilterError as error:
        problems.append(f"The filter in this address was not used. {error}")
    own = {key: value for key, value in pairs if key in VIEW_KEYS and value}
    try:
        view = _view(own)
    except FilterError as error:
        problems.append(f"A part of this address was not used. {error}")
    return chosen, view, problems


def _view(own: Mapping[str, str]) -> View:
    colour: Colour = "actor" if own.get("colour") == "actor" else "type"
    page = own.get("page", "1")
    table = Request(
        page=int(page) if page.isascii() and page.isdigit() else 1,
        size=PAGE_ROWS,
        sort=own.get("sort", "date_start"),
        descending=own.get("order") != "up",
    )
    return View(own.get("event"), own.get("at"), colour, table)


def write_address(chosen: EventFilter, view: View) -> str:
    """
    Write a whole address.

    Parameters
    ----------
    chosen
        The filter.
    view
        What is shown.

    Returns
    -------
    query
        Query string; what is at its default is left out. The map's own place is not in it: the
        map keeps that part of the address itself.
    """
    own: dict[str, str] = {}
    if view.event:
        own["event"] = view.event
    if view.place:
        own["at"] = view.place
    if view.colour != "type":
        own["colour"] = view.colour
    if view.table.sort != "date_start":
        own["sort"] = view.table.sort
    if not view.table.descending:
        own["order"] = "up"
    if view.table.page != 1:
        own["page"] = str(view.table.page)
    return "&".join(part for part in (to_query(chosen), urlencode(own)) if part)


def start() -> list[str]:
    """
    Take over the address when a session begins.

    Returns
    -------
    problems
        What of the address could not be used.
    """
    if "chosen" not in st.session_state:
        pairs = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
        chosen, view, problems = read_address(pairs)
        st.session_state.update(chosen=chosen, view=view, problems=problems, choices_made=0)
    left: list[str] = st.session_state["problems"]
    return left


def chosen_filter() -> EventFilter:
    """Give the filter of this session."""
    chosen: EventFilter = st.session_state["chosen"]
    return chosen


def view() -> View:
    """Give what this session shows."""
    shown: View = st.session_state["view"]
    return shown


def choose(chosen: EventFilter) -> None:
    """
    Change the filter; the table begins anew and the chosen place is let go.

    Parameters
    ----------
    chosen
        The new filter.
    """
    if chosen != chosen_filter():
        st.session_state["chosen"] = chosen
        st.session_state["problems"] = []
        show(place=None, table=replace(view().table, page=1))


def show(**changes: object) -> None:
    """
    Change what is shown.

    Parameters
    ----------
    **changes
        Attributes of `View` and their new values.
    """
    st.session_state["view"] = replace(view(), **changes)  # type: ignore[arg-type]


def open_event(event_id: str | None) -> None:
    """
    Open an event, or close the open one.

    Parameters
    ----------
    event_id
        Its id; None to close.
    """
    show(event=event_id)


def keep_address() -> None:
    """Write filter and view to the address bar, where it differs."""
    wanted = write_address(chosen_filter(), view())
    pairs = parse_qsl(wanted)
    current = [
        (key, value)
        for key in st.query_params
        if key != MAP_KEY
        for value in st.query_params.get_all(key)
    ]
    if sorted(pairs) != sorted(current):
        many: dict[str, list[str]] = {}
        for key, value in pairs:
            many.setdefault(key, []).append(value)
        st.query_params.from_dict(many)
