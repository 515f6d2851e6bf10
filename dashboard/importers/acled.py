"""ACLED's exports: the current layout, that before March 2023, and that of 2016."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import ImportFileError
from dashboard.importers import coordinates
from dashboard.importers.assemble import finish
from dashboard.importers.checks import check_noted_days, count_repeated_notes, refuse_known
from dashboard.importers.draft import Draft, Running
from dashboard.importers.fill import (
    is_named,
    joined_sources,
    put_days,
    put_figure,
    put_ids,
    put_places,
    put_types,
)
from dashboard.importers.model import EXAMPLES, Chunk, Layout
from dashboard.importers.placing import Asked, Placed, remembered
from dashboard.importers.seen import mixed, numbered, numbered_rows
from dashboard.importers.texts import Columns, clean, joined, same, taken, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.importers.blocks import Block
    from dashboard.importers.mapping import Actor
    from dashboard.importers.seen import Numbers

_CURRENT = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country
admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities
tags timestamp
"""
CURRENT = tuple(_CURRENT.split())
"""Columns of the layout in use since March 2023, in their order."""
PLAIN = frozenset({"event_id_cnty", "notes"})
OTHER_NAMES = {
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "geo_precis": "geo_precision",
    "time_preci": "time_precision",
    "sub_event": "sub_event_type",
    "assoc_acto": "assoc_actor_1",
    "event_id": "event_id_cnty",
    "lat": "latitude",
    "lon": "longitude",
}
NEEDED = ("event_date", "event_type", "country", "latitude", "longitude")
DATE_PRECISIONS = {"1": "day", "2": "week", "3": "month"}
GEO_PRECISIONS = {"1": "city", "2": "admin1", "3": "admin1"}
COAST_RADIUS_M = 25_000.0
KINDS = {
    "1": "state force",
    "2": "rebel group",
    "3": "political militia",
    "4": "identity militia",
    "5": "rioters",
    "6": "protesters",
    "7": "civilians",
    "8": "external or other force",
}
DETAILS = (
    ("admin2", "Second-level area"),
    ("admin3", "Third-level area"),
    ("civilian_targeting", "Targeting"),
    ("tags", "Tags"),
    ("source_scale", "Reach of the sources"),
)
LEFT_OUT = ("disorder_type", "interaction", "region", "timestamp")
USED = frozenset(CURRENT).difference(LEFT_OUT) | {"data_id", "event_id_no_cnty"}
"""Columns that are read; the others are kept only with rejected rows."""
ASSUMPTIONS = (
    (
        "actor1 is taken as perpetrator and actor2 as target; in battles and protests ACLED's "
        "order says nothing about who attacked"
    ),
    "fatalities 0 is kept as 0: ACLED writes it where no deaths were reported",
    "geo_precision 2 and 3 are shown as governorates, generic points at sea as seas, not as pins",
)
_COAST = re.compile(r"^coast(?:al)? (?:of|off) ", re.IGNORECASE)
_PARTS = re.compile(r"\s*;\s*")


def recognise(columns: Sequence[str]) -> Layout | None:
    """
    Say whether a header is one of ACLED's.

    Parameters
    ----------
    columns
        Names as they stand in the file.

    Returns
    -------
    layout
        None where it is not.
    """
    names = tuple(_canonical(name) for name in columns)
    held = set(names)
    ids = {"event_id_cnty", "event_id_no_cnty", "data_id"}
    if not {"event_date", "event_type", "actor1"} <= held or not ids & held:
        return None
    if "gwno" in held or any(_plain(name).startswith("ally_actor") for name in columns):
        variant = "layout of 2016"
    elif "disorder_type" in held:
        variant = "current layout"
    else:
        variant = "layout before March 2023"
    missing = [name for name in NEEDED if name not in held]
    if missing:
        raise ImportFileError(
            f"this is ACLED's {variant} without {', '.join(missing)}; export it with all columns"
        )
    left = [name for name in LEFT_OUT if name in held]
    notes = (*ASSUMPTIONS, f"columns not taken over: {', '.join(left)}") if left else ASSUMPTIONS
    return Layout("acled", variant, names, assumptions=notes)


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


def _canonical(name: str) -> str:
    plain = _plain(name)
    return OTHER_NAMES.get(plain, plain)


def convert(block: Block, running: Running) -> Chunk:
    """
    Turn rows of ACLED into events.

    Parameters
    ----------
    block
        n rows, columns by their current names.
    running
        The import.

    Returns
    -------
    chunk
        At most n events; see the Notes of docs/importing.md for what becomes of each column.
    """
    draft = Draft.of(block)
    column = Columns(block.columns, len(block))
    ids = put_ids(draft, running, _ids(column))
    put_days(draft, running, ("event_date", ""), column("event_date"))
    _put_precision(draft, running, column)
    types, kinds = together(column("event_type"), column("sub_event_type"))
    found = [running.types.find(first, second) for first, second in kinds]
    put_types(draft, running, types, found, [" / ".join(filter(None, kind)) for kind in kinds])
    draft.columns["sub_event_type"] = taken([sub or first for first, sub in kinds], types)
    places = _put_places(draft, running, column)
    parties = _put_parties(draft, running, column)
    _put_deaths(draft, running, column)
    notes = _put_texts(draft, column)
    draft.columns["source_ids"] = joined_sources(running, column("source"), _names)
    draft.columns["dataset"] = same(running.dataset.dataset, len(block))
    draft.columns["toll_scope"] = same("own", len(block))
    check_noted_days(draft, running, notes)
    said = numbered(notes.to_pylist())
    days = np.asarray(draft.columns["date_start"]).astype(np.int64)
    deaths = column("fatalities")
    toll = numbered(deaths.distinct)[deaths.codes]
    refuse_known(
        draft,
        running,
        ids,
        mixed((said, days, places, numbered_rows(types, kinds), parties, toll)),
    )
    count_repeated_notes(draft, running, np.where(said == hash(None), 0, said), places)
    return finish(draft, running)


def _ids(column: Columns) -> pa.Array:
    for name in ("event_id_cnty", "data_id", "event_id_no_cnty"):
        if (ids := column.raw(name)).null_count < len(ids):
            return ids
    return column.raw("event_id_cnty")


def _put_precision(draft: Draft, running: Running, column: Columns) -> None:
    told = column("time_precision")
    read = told.map(lambda text: DATE_PRECISIONS.get((text or "1").removesuffix(".0")))
    unknown = np.array([one is None for one in read], dtype=bool)[told.codes] & draft.keep
    rows = np.flatnonzero(unknown)
    shown = [draft.where(int(row), f"time_precision {told.at(row)}") for row in rows[:EXAMPLES]]
    running.tally.add("time_precision_unknown", len(rows), shown)
    draft.columns["date_precision"] = taken([one or "unknown" for one in read], told.codes)
    years = column("year")
    codes, pairs = together(years, column("event_date"))
    differs = [_other_year(year, running.day(day).start) for year, day in pairs]
    rows = np.flatnonzero(np.array(differs, dtype=bool)[codes] & draft.keep)
    shown = [draft.where(int(r), " / ".join(map(str, pairs[codes[r]]))) for r in rows[:EXAMPLES]]
    running.tally.add("year_differs", len(rows), shown)


def _other_year(year: str | None, day: object) -> bool:
    told = (year or "").removesuffix(".0")
    return told.isdigit() and day is not None and not str(day).startswith(told)


def _put_places(draft: Draft, running: Running, column: Columns) -> Numbers:
    names = ("location", "admin1", "country", "iso", "latitude", "longitude", "geo_precision")
    codes, distinct = together(*(column(name) for name in names))
    places = [
        remembered(running.places, row, lambda asked: _place(asked, running)) for row in distinct
    ]
    put_places(draft, running, codes, places)
    return numbered_rows(codes, distinct)


def _place(row: tuple[str | None, ...], running: Running) -> Placed:
    name, admin1, country, iso, lat, lon, told = row
    point = coordinates.read(lon, lat)
    precision = GEO_PRECISIONS.get((told or "1").removesuffix(".0"), "unknown")
    radius = None
    if name and _COAST.match(name):
        point_known = precision == "city" and point.lon is not None
        precision = "approximate" if point_known else "water_body"
        radius = COAST_RADIUS_M if point_known else None
    land = running.areas.country(country) or (running.areas.country(iso) if not country else None)
    asked = Asked(name, admin1, country, point, precision, radius)
    return running.placer.place(asked, land)


def _put_parties(draft: Draft, running: Running, column: Columns) -> Numbers:
    numbers = []
    for role, actor, others, inter in (
        ("perpetrator", "actor1", "assoc_actor_1", "inter1"),
        ("target", "actor2", "assoc_actor_2", "inter2"),
    ):
        codes, distinct = together(column(actor), column(others), column(inter))
        sides = [_side(side, running) for side in distinct]
        draft.parties.append((role, codes, sides))
        numbers.append(numbered_rows(codes, distinct))
        if role == "perpetrator":
            known = ["attributed" if is_named(side[0]) else "unknown" for side in distinct]
            draft.columns["attribution"] = taken(known, codes)
    return mixed(numbers)


def _side(side: tuple[str | None, ...], running: Running) -> list[tuple[Actor, str | None]]:
    main, others, inter = side
    kind = KINDS.get((inter or "").removesuffix(".0"), (inter or "").casefold())
    found = [(running.actors.find(main, kind), None)] if main else []
    ids = {actor.actor_id for actor, _ in found}
    named: list[tuple[Actor, str | None]] = list(found)
    for name in _names(others or ""):
        actor = running.actors.find(name)
        if actor.actor_id not in ids:
            ids.add(actor.actor_id)
            named.append((actor, "associated"))
    return named


def _names(cell: str) -> list[str]:
    return [name for part in _PARTS.split(cell) if (name := clean(part))]


def _put_deaths(draft: Draft, running: Running, column: Columns) -> None:
    counts, missing = put_figure(
        draft, running, "fatalities", column("fatalities"), "fatalities_best"
    )
    draft.columns["fatalities_low"] = draft.columns["fatalities_best"]
    draft.columns["fatalities_high"] = draft.columns["fatalities_best"]
    rows = np.flatnonzero((counts > 0) & ~missing)
    draft.claims.append((rows, counts[rows], counts[rows]))


def _put_texts(draft: Draft, column: Columns) -> pa.Array:
    notes = column.raw("notes")
    blank = pc.fill_null(pc.less_equal(pc.binary_length(notes), 4), fill_value=True)
    if pc.any(blank).as_py():
        empties = pc.and_(
            blank, pc.is_in(pc.utf8_lower(notes), pa.array(["", "na", "null", "nan"]))
        )
        notes = pc.if_else(pc.fill_null(empties, fill_value=True), None, notes)
    codes, distinct = together(column("sub_event_type"), column("event_type"))
    instead = taken([sub or first or "Event" for sub, first in distinct], codes)
    where = pc.fill_null(pa.array(draft.columns["place_name"]), "unknown place")
    draft.columns["summary"] = (
        pc.coalesce(notes, pc.binary_join_element_wise(instead, where, ", "))
        if notes.null_count
        else notes
    )
    parts = []
    for name, label in DETAILS:
        texts = column(name)
        told = [f"{label}: {value}." if value else None for value in texts.distinct]
        parts.append(taken(told, texts.codes))
    draft.columns["notes"] = joined(parts)
    return notes
