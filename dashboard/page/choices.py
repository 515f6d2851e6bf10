"""The sidebar: every way to narrow the events, with the number beside each choice."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.actors import umbrellas
from dashboard.filters import EventFilter
from dashboard.page.state import choose, chosen_filter
from dashboard.page.words import plain
from dashboard.schema import PLACE_PRECISIONS

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.store import Facet, Store

ROLE_LABELS = {"either": "Any", "perpetrator": "Perpetrator", "target": "Target"}
DEATHS_LABELS = {"some": "Deaths reported", "none": "Reported: none", "unreported": "Not reported"}
PRECISION_LABELS = {
    "exact": "Exact or named place",
    "site": "Known site",
    "city": "Town",
    "relative": "Range and bearing",
    "approximate": "Approximate",
    "admin1": "Governorate",
    "country": "Country",
    "water_body": "Sea",
    "unknown": "Unknown",
}
PERIOD_DAYS = {"Last 30 days": 30, "Last 90 days": 90}


def sidebar(store: Store) -> None:
    """
    Draw the filters and take over what the reader chooses.

    Parameters
    ----------
    store
        Whose events.
    """
    chosen = chosen_filter()
    facets, whole = store.facets(chosen), store.facets(EventFilter(weak=True))
    st.text_input(
        "Search",
        key=_key("text", chosen.text),
        placeholder="Words in summary, place or actor",
        on_change=_take_text,
    )
    _dates(store, chosen)
    _actors(_grouped(store.actors, {*whole["actor"].events, *chosen.actors}), facets["actor"])
    types = dict(zip(store.event_types["event_type"], store.event_types["label"], strict=True))
    regions = dict(zip(store.regions["region"], store.regions["label"], strict=True))
    _pills("Type of event", "types", _held(types, whole["event_type"]), facets["event_type"])
    _pills("Region", "regions", regions, facets["region"])
    _pills("Deaths", "deaths", DEATHS_LABELS, facets["deaths"])
    with st.expander("More filters", expanded=_narrowed_further(chosen)):
        precisions = {name: PRECISION_LABELS[name] for name in PLACE_PRECISIONS}
        held = _held(precisions, whole["place_precision"])
        _pills("How well the place is known", "precisions", held, facets["place_precision"])
        _min_deaths(chosen)
        if len(store.datasets) > 1:
            names = dict(zip(store.datasets["dataset"], store.datasets["name"], strict=True))
            _pills("Dataset", "datasets", names, facets["dataset"])
    _flag("Disputed attribution only", "disputed", facets["attribution"].events.get("disputed", 0))
    _flag("Include weakly sourced events", "weak", facets["confidence"].events.get("low", 0))
    st.button(
        "Clear all filters",
        on_click=choose,
        args=(EventFilter(),),
        disabled=chosen.is_plain,
        width="stretch",
    )


def _key(name: str, value: object) -> str:
    """Give a widget a key under which the session's filter is already its value."""
    key = f"choice_{name}"
    st.session_state[key] = value
    return key


def _held(labels: dict[str, str], whole: Facet) -> dict[str, str]:
    """Keep the choices that some event has, so that the list stays whatever is chosen."""
    chosen = chosen_filter()
    kept = {*chosen.types, *chosen.precisions, *whole.events}
    return {name: label for name, label in labels.items() if name in kept}


def _pills(title: str, name: str, labels: dict[str, str], facet: Facet) -> None:
    key = _key(name, [v for v in getattr(chosen_filter(), name) if v in labels])
    st.pills(
        title,
        list(labels),
        selection_mode="multi",
        key=key,
        format_func=lambda value: f"{plain(labels[value])} · {facet.events.get(value, 0):,}",
        on_change=_take_list,
        args=(name,),
    )


def _take_list(name: str) -> None:
    values = tuple(st.session_state[f"choice_{name}"])
    choose(chosen_filter().but(**{name: values}))


def _flag(title: str, name: str, n: int) -> None:
    key = _key(name, getattr(chosen_filter(), name))
    st.checkbox(f"{title} · {n:,}", key=key, on_change=_take_value, args=(name,))


def _take_value(name: str) -> None:
    choose(chosen_filter().but(**{name: st.session_state[f"choice_{name}"]}))


def _take_text() -> None:
    chosen = chosen_filter()
    choose(chosen.but(text=st.session_state["choice_text"][:200]))


def _min_deaths(chosen: EventFilter) -> None:
    st.number_input(
        "At least so many reported deaths",
        min_value=0,
        max_value=10**6,
        step=1,
        key=_key("min_deaths", chosen.min_deaths),
        on_change=_take_value,
        args=("min_deaths",),
        help="Keeps events for which somebody reports at least this number.",
    )


def _narrowed_further(chosen: EventFilter) -> bool:
    return bool(chosen.precisions or chosen.min_deaths is not None or chosen.datasets)


def _dates(store: Store, chosen: EventFilter) -> None:
    whole = store.days()
    if whole is None:
        return
    first, last = whole[0].date(), whole[1].date()
    periods = _periods(first, last)
    current = next((n for n, days in periods.items() if days == (chosen.start, chosen.end)), None)
    st.pills(
        "Dates",
        list(periods),
        key=_key("period", current),
        on_change=_take_period,
        args=(periods,),
    )
    left, right = st.columns(2, gap="small")
    with left:
        _day("From", "start", chosen.start, (first, last))
    with right:
        _day("To", "end", chosen.end, (first, last))


def _periods(first: dt.date, last: dt.date) -> dict[str, tuple[dt.date | None, dt.date | None]]:
    """Give the presets: all, the last days of the data, and each year."""
    found: dict[str, tuple[dt.date | None, dt.date | None]] = {"All": (None, None)}
    for name, days in PERIOD_DAYS.items():
        found[name] = (last - dt.timedelta(days=days - 1), last)
    for year in range(max(first.year, last.year - 3), last.year + 1):
        found[str(year)] = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    return found


def _take_period(periods: dict[str, tuple[dt.date | None, dt.date | None]]) -> None:
    start, end = periods.get(st.session_state["choice_period"] or "All", (None, None))
    choose(chosen_filter().but(start=start, end=end))


def _day(title: str, name: str, day: dt.date | None, whole: tuple[dt.date, dt.date]) -> None:
    known = [d for d in (day, *whole) if d]
    st.date_input(
        title,
        key=_key(name, day),
        min_value=min(known).replace(month=1, day=1),
        max_value=max(known).replace(month=12, day=31),
        format="YYYY-MM-DD",
        on_change=_take_day,
        args=(name,),
    )


def _take_day(name: str) -> None:
    """Take a day; if the range would be turned round, the other end goes with it."""
    day = st.session_state[f"choice_{name}"]
    chosen = chosen_filter()
    ends = {"start": chosen.start, "end": chosen.end} | {name: day}
    if ends["start"] and ends["end"] and ends["start"] > ends["end"]:
        ends = dict.fromkeys(ends, day)
    choose(chosen.but(**ends))


def _actors(options: dict[str, str], facet: Facet) -> None:
    chosen = chosen_filter()
    st.multiselect(
        "Actors and groups",
        list(options),
        key=_key("actors", [a for a in chosen.actors if a in options]),
        format_func=lambda actor: f"{options[actor]} · {facet.events.get(actor, 0):,}",
        placeholder="Search by name",
        on_change=_take_list,
        args=("actors",),
        help="Choosing a group finds what its members did or suffered, too.",
    )
    st.segmented_control(
        "Their part",
        list(ROLE_LABELS),
        key=_key("role", chosen.role),
        format_func=lambda role: ROLE_LABELS[role],
        on_change=_take_role,
        label_visibility="collapsed",
    )


def _take_role() -> None:
    role = st.session_state["choice_role"]
    choose(chosen_filter().but(role=role or "either"))


def _grouped(actors: pd.DataFrame, kept: set[str]) -> dict[str, str]:
    """List actors by umbrella group: the group first, its members set in below it."""
    above = umbrellas(actors)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    below: dict[str, list[str]] = {}
    for actor, groups in above.items():
        if groups:
            below.setdefault(groups[0], []).append(actor)
    listed: dict[str, str] = {}

    def put(actor: str, depth: int) -> None:
        if actor in listed or actor not in names:
            return
        if actor in kept:
            listed[actor] = f"{'· ' * depth}{names[actor]}"
        for member in below.get(actor, []):
            put(member, depth + 1)

    tops = [actor for actor, groups in above.items() if not groups or groups[0] not in names]
    for actor in [*sorted(tops, key=lambda a: names[a].casefold()), *above]:
        put(actor, 0)
    return listed
