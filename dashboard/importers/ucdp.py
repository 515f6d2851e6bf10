"""UCDP's Georeferenced Event Dataset: yearly files, candidate files, and HDX's country files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import ImportFileError
from dashboard.importers import coordinates
from dashboard.importers.assemble import finish
from dashboard.importers.checks import refuse_known
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
from dashboard.importers.seen import Numbers, mixed, numbered_rows
from dashboard.importers.texts import Columns, joined, same, taken, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.importers.blocks import Block

_COLUMNS = """
id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id
conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id
side_b_new_id side_b number_of_sources source_article source_office source_date source_headline
source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude
geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a
deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
"""
COLUMNS = tuple(_COLUMNS.split())
"""The 49 columns in their order."""
USED = frozenset(
    """
    id type_of_violence side_a side_b source_article source_office source_headline where_prec
    where_coordinates where_description adm_1 adm_2 latitude longitude country event_clarity
    date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low
    """.split()  # noqa: SIM905 (a list of 26 lines says no more)
)
"""Columns that are read; the others are kept only with rejected rows."""
PLAIN = frozenset({"id", "source_article", "source_headline", "where_description"})
NEEDED = ("id", "date_start", "type_of_violence", "best", "latitude", "longitude", "country")
OF_GEOMETRY = {"lat": "latitude", "lon": "longitude"}
"""A geographic file holds the two as its geometry."""
DATE_PRECISIONS = {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"}
WHERE = {
    "1": ("city", 5_000.0),
    "2": ("city", 25_000.0),
    "3": ("approximate", 30_000.0),
    "4": ("admin1", None),
    "5": ("admin1", None),
    "6": ("country", None),
    "7": ("water_body", None),
}
VIOLENCE = {"1": "State-based conflict", "2": "Non-state conflict", "3": "One-sided violence"}
DEATHS = (
    ("deaths_a", "side A"),
    ("deaths_b", "side B"),
    ("deaths_civilians", "civilians"),
    ("deaths_unknown", "unknown"),
)
ASSUMPTIONS = (
    (
        "side_a is taken as perpetrator and side_b as target; in fighting UCDP's order says "
        "nothing about who attacked"
    ),
    "where_prec 4 and higher are shown as governorates, countries or seas, not as pins",
)
_RELID = re.compile(r"[A-Z]{3}-\d{4}-.*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}.*")
_BREAK = re.compile(r"\s*;\s*")


def recognise(columns: Sequence[str]) -> Layout | None:
    """
    Say whether a header is UCDP's.

    Parameters
    ----------
    columns
        Names as they stand in the file.

    Returns
    -------
    layout
        None where it is not.
    """
    plain = (name.strip().casefold() for name in columns)
    names = tuple(OF_GEOMETRY.get(name, name) for name in plain)
    held = set(names)
    if not {"type_of_violence", "where_prec", "date_start"} <= held:
        return None
    if missing := [name for name in NEEDED if name not in held]:
        raise ImportFileError(
            f"this is UCDP GED without {', '.join(missing)}; download it with all columns"
        )
    return Layout("ucdp", "GED", names, assumptions=ASSUMPTIONS)


def recognise_row(cells: Sequence[str]) -> Layout | None:
    """
    Say whether a first row is UCDP's data, without a header above it.

    Parameters
    ----------
    cells
        Cells of the first row.

    Returns
    -------
    layout
        None where it is not.
    """
    if len(cells) != len(COLUMNS) or not cells[0].strip().isdigit():
        return None
    start = cells[COLUMNS.index("date_start")].strip()
    if not (_RELID.fullmatch(cells[1].strip()) and _DAY.fullmatch(start)):
        return None
    note = "the file has no header; UCDP's 49 columns in their usual order were assumed"
    return Layout("ucdp", "GED without a header", COLUMNS, 0, assumptions=(*ASSUMPTIONS, note))


def convert(block: Block, running: Running) -> Chunk:
    """
    Turn rows of UCDP GED into events.

    Parameters
    ----------
    block
        n rows, columns by their names in lower case.
    running
        The import.

    Returns
    -------
    chunk
        At most n events.
    """
    draft = Draft.of(block)
    column = Columns(block.columns, len(block))
    ids = put_ids(draft, running, column.raw("id"))
    precision = column("date_prec")
    told = [DATE_PRECISIONS.get(_code(text)) or "unknown" for text in precision.distinct]
    draft.columns["date_precision"] = taken(told, precision.codes)
    put_days(draft, running, ("date_start", "date_end"), column("date_start"), column("date_end"))
    kinds = column("type_of_violence")
    found = [running.types.find(_code(text)) for text in kinds.distinct]
    put_types(draft, running, kinds.codes, found, kinds.distinct)
    words = [VIOLENCE.get(_code(text), text) for text in kinds.distinct]
    draft.columns["sub_event_type"] = taken(words, kinds.codes)
    names = ("where_coordinates", "adm_1", "country", "latitude", "longitude", "where_prec")
    codes, distinct = together(*(column(name) for name in names))
    places = [
        remembered(running.places, row, lambda asked: _place(asked, running)) for row in distinct
    ]
    put_places(draft, running, codes, places)
    _put_parties(draft, running, column)
    toll = _put_deaths(draft, running, column)
    _put_texts(draft, column)
    draft.columns["source_ids"] = joined_sources(running, column("source_office"), _offices)
    draft.columns["dataset"] = same(running.dataset.dataset, len(block))
    draft.columns["toll_scope"] = same("own", len(block))
    days = np.asarray(draft.columns["date_start"]).astype(np.int64)
    content = mixed((days, numbered_rows(codes, distinct), *toll))
    refuse_known(draft, running, ids, content)
    return finish(draft, running)


def _code(text: str | None) -> str:
    return (text or "").removesuffix(".0")


def _place(row: tuple[str | None, ...], running: Running) -> Placed:
    name, admin1, country, lat, lon, told = row
    precision, radius = WHERE.get(_code(told), ("unknown", None))
    if _code(told) == "5" and not admin1:
        precision = "country"
    asked = Asked(name, admin1, country, coordinates.read(lon, lat), precision, radius)
    return running.placer.place(asked)


def _put_parties(draft: Draft, running: Running, column: Columns) -> None:
    for role, name in (("perpetrator", "side_a"), ("target", "side_b")):
        side = column(name)
        actors = [[(running.actors.find(text), None)] if text else [] for text in side.distinct]
        draft.parties.append((role, side.codes, [list(found) for found in actors]))
    first = column("side_a")
    known = ["attributed" if is_named(text) else "unknown" for text in first.distinct]
    draft.columns["attribution"] = taken(known, first.codes)


def _put_deaths(draft: Draft, running: Running, column: Columns) -> list[Numbers]:
    best, no_best = put_figure(draft, running, "best", column("best"), "fatalities_best")
    low, no_low = put_figure(draft, running, "low", column("low"), "")
    high, no_high = put_figure(draft, running, "high", column("high"), "")
    low, high = np.where(no_low, best, low), np.where(no_high, best, high)
    missing = no_best & no_low & no_high
    wrong = ~no_best & ((low > best) | (best > high)) | (low > high)
    rows = np.flatnonzero(wrong & draft.keep)
    shown = [
        draft.where(r, f"low {low[r]}, best {best[r]}, high {high[r]}") for r in rows[:EXAMPLES]
    ]
    running.tally.add("deaths_out_of_order", len(rows), shown)
    ends = np.stack((low, np.where(no_best, low, best), high))
    low, high = ends.min(axis=0), ends.max(axis=0)
    draft.columns["fatalities_low"] = pd.arrays.IntegerArray(low, missing)
    draft.columns["fatalities_high"] = pd.arrays.IntegerArray(high, missing.copy())
    rows = np.flatnonzero(~missing)
    draft.claims.append((rows, low[rows], high[rows]))
    return [best, low, high]


def _put_texts(draft: Draft, column: Columns) -> None:
    codes, sides = together(column("side_a"), column("side_b"))
    against = [" against ".join(filter(None, pair)) or "Unnamed sides" for pair in sides]
    where = pc.fill_null(pa.array(draft.columns["place_name"]), "unknown place")
    draft.columns["summary"] = pc.binary_join_element_wise(taken(against, codes), where, ", ")
    headline, article = column.raw("source_headline"), column.raw("source_article")
    told = pc.or_(_known(headline), _known(column("source_office").arrow()))
    parts = [_labelled(headline, "Headline: ")]
    parts.append(_labelled(pc.if_else(told, None, article), "Source: "))
    parts.append(_labelled(column.raw("where_description"), "Place: "))
    parts.append(_labelled(column("adm_2").arrow(), "Second-level area: "))
    codes, counts = together(*(column(name) for name, _ in DEATHS))
    labels = [label for _, label in DEATHS]
    split = [
        "; ".join(f"{what} {n}" for what, n in zip(labels, row, strict=True) if n) or None
        for row in counts
    ]
    parts.append(_labelled(taken(split, codes), "Deaths: "))
    clarity = column("event_clarity")
    unclear = [
        "Reported as part of a sum only." if _code(t) == "2" else None for t in clarity.distinct
    ]
    parts.append(taken(unclear, clarity.codes))
    draft.columns["notes"] = joined(parts)


def _known(texts: pa.Array) -> pa.Array:
    return pc.fill_null(pc.not_equal(texts, ""), fill_value=False)


def _labelled(texts: pa.Array, label: str) -> pa.Array:
    return pc.if_else(
        _known(texts), pc.binary_join_element_wise(label, pc.fill_null(texts, ""), ""), None
    )


def _offices(cell: str) -> list[str]:
    return [office for part in _BREAK.split(cell) if (office := part.strip(" \"'"))]
