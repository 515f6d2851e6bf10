"""Any table with a date and a place: columns guessed by their names, shown, and correctable."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.importers import coordinates
from dashboard.importers.assemble import finish
from dashboard.importers.checks import check_noted_days, count_repeated_notes, refuse_known
from dashboard.importers.draft import Draft, Running
from dashboard.importers.fill import is_named, put_days, put_ids, put_places, put_types
from dashboard.importers.guessing import OWN
from dashboard.importers.model import EXAMPLES, Chunk
from dashboard.importers.placing import Asked, Placed, remembered
from dashboard.importers.seen import Numbers, mixed, numbered, numbered_rows
from dashboard.importers.texts import Columns, clean, joined, same, taken, together
from dashboard.importers.tolls import put_tolls
from dashboard.schema import (
    ATTRIBUTIONS,
    CONFIDENCES,
    DATE_PRECISIONS,
    LIST_SEPARATOR,
    PLACE_PRECISIONS,
    ROLES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.importers.blocks import Block

ROLE_FIELDS = {
    "perpetrator": "perpetrators",
    "target": "targets",
    "claimed_by": "claimed_by",
    "attributed_to": "attributed_to",
}
OWN_LEFT_OUT = frozenset(
    {
        "dataset",
        "region",
        "area_id",
        "label_lon",
        "label_lat",
        "coord_source",
        "toll_scope",
        "tier",
        "place_id",
        "source_ids",
        "fatalities_open",
        "licence",
    }
)
PLACE_FIELDS = (
    "place_name",
    "admin1",
    "country",
    "lat",
    "lon",
    "coordinates",
    "place_precision",
    "precision_m",
    "geometry_type",
)
_PARTS = re.compile(r"\s*[;|]\s*")


def convert(block: Block, running: Running) -> Chunk:
    """
    Turn rows of a plain table into events.

    Parameters
    ----------
    block
        n rows, columns by their names in the file.
    running
        The import, with its mapping.

    Returns
    -------
    chunk
        At most n events.
    """
    fields = {field: column for column, field in running.mapping.items()}
    held = {field: block.columns[column] for field, column in fields.items()}
    if "geometry_type" in block.columns:
        held["geometry_type"] = block.columns["geometry_type"]
    draft = Draft.of(block)
    column = Columns(held, len(block))
    rest = _rest(block, running)
    ids = _put_ids(draft, running, column, rest)
    _choice(draft, column, "date_precision", DATE_PRECISIONS)
    dated = fields["date"], fields.get("date_end", "")
    end = column("date_end") if "date_end" in fields else None
    put_days(draft, running, dated, column("date"), end)
    kinds, sub = column("event_type"), column("sub_event_type")
    codes, distinct = together(kinds, sub)
    put_types(
        draft, running, codes, [running.types.find(a, b) for a, b in distinct], _shown(distinct)
    )
    draft.columns["sub_event_type"] = taken([b or a for a, b in distinct], codes)
    places = _put_places(draft, running, column)
    _put_parties(draft, running, column)
    put_tolls(draft, running, column, fields)
    _put_texts(draft, column, rest)
    _put_sources(draft, running, column)
    for name in ("time_local", "admin1"):
        if name in fields and name not in draft.columns:
            draft.columns[name] = column(name).arrow()
    _choice(draft, column, "confidence", CONFIDENCES)
    draft.columns["dataset"] = same(running.dataset.dataset, len(block))
    draft.columns["toll_scope"] = same("own", len(block))
    notes = column.raw("summary")
    check_noted_days(draft, running, notes)
    said = numbered(notes.to_pylist())
    days = np.asarray(draft.columns["date_start"]).astype(np.int64)
    others = numbered(rest.to_pylist())
    refuse_known(draft, running, ids, mixed((said, days, places, others)))
    unnoted = (said == hash(None)) | (said == hash(""))
    count_repeated_notes(draft, running, np.where(unnoted, 0, said), places)
    return finish(draft, running)


def _shown(distinct: Sequence[tuple[str | None, ...]]) -> list[str | None]:
    return [" / ".join(filter(None, kind)) or None for kind in distinct]


def _rest(block: Block, running: Running) -> pa.Array:
    """Join what no field takes, so that it is kept with the event."""
    own = set(block.columns) >= OWN
    parts = []
    for name in block.columns:
        if name in running.mapping or (own and name in OWN_LEFT_OUT) or name in running.left_out:
            continue
        texts = Columns(block.columns, len(block))(name)
        parts.append(taken([f"{name}: {v}." if v else None for v in texts.distinct], texts.codes))
    if not parts:
        return pa.nulls(len(block), pa.string())
    return joined(parts)


def _put_ids(draft: Draft, running: Running, column: Columns, rest: pa.Array) -> Numbers:
    ids = column.raw("event_id")
    if ids.null_count < len(ids):
        return put_ids(draft, running, ids)
    names = ["date", *PLACE_FIELDS[:6], "event_type", "summary", "perpetrators", "targets"]
    names.append("fatalities_best")
    parts = [pc.fill_null(column.raw(name), "") for name in names]
    content = pc.binary_join_element_wise(*parts, pc.fill_null(rest, ""), "\x1f")
    made = [
        "row-" + hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        for text in content.to_pylist()
    ]
    return put_ids(draft, running, pa.array(made, pa.string()))


def _choice(draft: Draft, column: Columns, name: str, choices: Sequence[str]) -> None:
    """Take a column of our own vocabulary where its values belong to it."""
    texts = column(name)
    told = [value if value in choices else None for value in texts.distinct]
    if any(told) and all(one or not value for one, value in zip(told, texts.distinct, strict=True)):
        required = name == "date_precision"
        draft.columns[name] = taken(
            [one or ("day" if required else None) for one in told], texts.codes
        )


def _put_places(draft: Draft, running: Running, column: Columns) -> Numbers:
    codes, distinct = together(*(column(name) for name in PLACE_FIELDS))
    places = [
        remembered(running.places, row, lambda asked: _place(asked, running)) for row in distinct
    ]
    put_places(draft, running, codes, places)
    shapes = column("geometry_type")
    rows = np.flatnonzero(~shapes.missing() & draft.keep)
    shown = [draft.where(int(row), shapes.at(int(row))) for row in rows[:EXAMPLES]]
    running.tally.add("geometry_not_a_point", len(rows), shown)
    return numbered_rows(codes, distinct)


def _place(row: tuple[str | None, ...], running: Running) -> Placed:
    name, admin1, country, lat, lon, pair, told, radius, shape = row
    point = (
        coordinates.read_pair(pair) if pair and not (lat and lon) else coordinates.read(lon, lat)
    )
    precision = told if told in PLACE_PRECISIONS else None
    if shape and precision is None:
        precision = "approximate"
    if point.lon is None and precision is None and name is None:
        precision = "admin1" if admin1 else "country"
    width = coordinates.number(radius) if radius else None
    return running.placer.place(Asked(name, admin1, country, point, precision, width))


def _put_parties(draft: Draft, running: Running, column: Columns) -> None:
    for role in ROLES:
        texts = column(ROLE_FIELDS[role])
        if texts.missing().all():
            continue
        sides = []
        for cell in texts.distinct:
            names = dict.fromkeys(clean(part) for part in _PARTS.split(cell or ""))
            found = {(actor := running.actors.find(name)).actor_id: actor for name in names if name}
            sides.append([(actor, None) for actor in found.values()])
        draft.parties.append((role, texts.codes, [list(side) for side in sides]))
    first, told = column("perpetrators"), column("attribution")
    codes, distinct = together(first, told)
    known = [
        said if said in ATTRIBUTIONS else "attributed" if is_named(who) else "unknown"
        for who, said in distinct
    ]
    draft.columns["attribution"] = taken(known, codes)


def _put_texts(draft: Draft, column: Columns, rest: pa.Array) -> None:
    summary = column("summary").arrow()
    codes, distinct = together(column("event_type"), column("perpetrators"))
    instead = [": ".join(filter(None, pair)) or "Event" for pair in distinct]
    where = pc.fill_null(pa.array(draft.columns["place_name"]), "unknown place")
    made = pc.binary_join_element_wise(taken(instead, codes), where, ", ")
    draft.columns["summary"] = pc.coalesce(summary, made)
    draft.columns["notes"] = joined([column("notes").arrow(), rest])


def _put_sources(draft: Draft, running: Running, column: Columns) -> None:
    codes, distinct = together(column("publisher"), column("source_url"))
    ids: list[str | None] = []
    for publisher, url in distinct:
        if url and url.startswith(("http://", "https://")):
            host = url.split("//")[-1].split("/")[0].removeprefix("www.")
            ids.append(running.source(publisher or host or "unknown", "report", url=url))
        elif publisher or url:
            names = [clean(part) for part in _PARTS.split(publisher or url or "")]
            found = [running.source(name, "report") for name in names if name]
            ids.append(LIST_SEPARATOR.join(dict.fromkeys(found)) or None)
        else:
            ids.append(None)
    draft.columns["source_ids"] = taken(ids, codes)
