"""Columns of the event table, filled from texts; what is doubtful is counted with examples."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.events import region_of
from dashboard.importers.mapping import FALLBACK_TYPE
from dashboard.importers.model import EXAMPLES
from dashboard.importers.seen import Numbers, numbered
from dashboard.importers.texts import Codes, Texts, taken
from dashboard.schema import LIST_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.importers import dates
    from dashboard.importers.draft import Draft, Running
    from dashboard.importers.placing import Placed

PLACE_TEXTS = ("place_name", "admin1", "country", "place_precision", "area_id", "coord_source")
PLACE_NUMBERS = ("precision_m", "lon", "lat", "label_lon", "label_lat")
MOST_PEOPLE = 10**7
"""A number of people above it is no number of people."""


def put_ids(draft: Draft, running: Running, ids: pa.Array) -> Numbers:
    """
    Fill the ids of a draft; a row without one gets an id made of what stands in it.

    Parameters
    ----------
    draft, running
        The rows and the import.
    ids
        n ids as they stand in the file.

    Returns
    -------
    numbers
        n numbers, equal where the ids are.
    """
    blank = pc.fill_null(pc.equal(ids, ""), fill_value=True).to_numpy(zero_copy_only=False)
    if blank.any():
        at = np.flatnonzero(blank)
        named = ids.to_pylist()
        for row in at:
            text = draft.block.row_text(int(row))
            named[row] = "row-" + hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
        ids = pa.array(named, pa.string())
        shown = [draft.where(int(row), named[row]) for row in at[:EXAMPLES]]
        running.tally.add("id_missing", len(at), shown)
    made = pc.binary_join_element_wise(running.dataset.dataset, ids, ":")
    draft.columns["event_id"] = made
    return numbered(made.to_pylist())


def is_named(actor: str | None) -> bool:
    """
    Say whether a name is that of somebody.

    Parameters
    ----------
    actor
        Name of an actor; None where none stands.

    Returns
    -------
    named
        False for ``Unidentified Armed Group (Yemen)`` and the like.
    """
    return actor is not None and not actor.casefold().startswith(("unidentified", "unknown"))


def put_days(
    draft: Draft, running: Running, names: tuple[str, str], start: Texts, end: Texts | None = None
) -> None:
    """
    Fill the dates of a draft; rows without a readable first day are rejected.

    Parameters
    ----------
    draft, running
        The rows and the import.
    names
        What the columns of the first and the last day are called in the file.
    start, end
        First and last day; None where the file has but one date.

    Notes
    -----
    An unreadable or earlier last day becomes the first, with a warning: the event is not lost.
    """
    read = start.map(running.day)
    first, last = _days(read, start.codes), _days(read, start.codes, ends=True)
    _count_notes(draft, running, start, read)
    for row in np.flatnonzero(np.isnat(first)).tolist():
        problem = read[start.codes[row]].problem or "no date"
        draft.refuse(row, names[0], start.at(row), problem)
    if end is not None:
        until = end.map(running.day)
        told = _days(until, end.codes, ends=True)
        bad = (np.isnat(told) & ~end.missing()) | (told < first)
        rows = np.flatnonzero(bad & draft.keep)
        shown = [draft.where(row, f"{start.at(row)} to {end.at(row)}") for row in rows[:EXAMPLES]]
        running.tally.add("end_before_start_or_unreadable", len(rows), shown)
        last = np.where(bad | np.isnat(told), last, told)
    draft.columns["date_start"] = first.astype("datetime64[us]")
    draft.columns["date_end"] = last.astype("datetime64[us]")
    draft.columns.setdefault("date_precision", taken([day.precision for day in read], start.codes))


def _days(
    read: Sequence[dates.Day], codes: Codes, *, ends: bool = False
) -> npt.NDArray[np.datetime64]:
    days = [day.end if ends else day.start for day in read]
    return np.array(days, dtype="datetime64[D]")[codes]


def _count_notes(draft: Draft, running: Running, start: Texts, read: Sequence[dates.Day]) -> None:
    noted = np.array([day.note is not None for day in read], dtype=bool)
    if not noted.any():
        return
    for kind in {day.note for day in read if day.note}:
        rows = np.flatnonzero(np.array([day.note == kind for day in read], dtype=bool)[start.codes])
        shown = [
            draft.where(row, f"{start.at(row)} read as {read[start.codes[row]].start}")
            for row in rows[:EXAMPLES]
        ]
        running.tally.add(kind, len(rows), shown)


def put_types(
    draft: Draft,
    running: Running,
    codes: Codes,
    found: Sequence[str | None],
    shown: Sequence[str | None],
) -> None:
    """
    Fill the event types; what no table maps becomes an attack of unknown kind, and is counted.

    Parameters
    ----------
    draft, running
        The rows and the import.
    codes
        Position of each row's type in `found`.
    found
        Our types; None where there is no mapping.
    shown
        What stands in the file, for the examples.
    """
    unknown = np.array([one is None for one in found], dtype=bool)
    if unknown.any():
        rows = np.flatnonzero(unknown[codes] & draft.keep)
        examples = [draft.where(row, shown[codes[row]] or "blank") for row in rows[:EXAMPLES]]
        running.tally.add("event_type_unmapped", len(rows), examples)
    draft.columns["event_type"] = taken([one or FALLBACK_TYPE for one in found], codes)


def put_places(draft: Draft, running: Running, codes: Codes, places: Sequence[Placed]) -> None:
    """
    Fill the places of a draft, and count what is doubtful about them.

    Parameters
    ----------
    draft, running
        The rows and the import.
    codes
        Position of each row's place in `places`.
    places
        Distinct places.
    """
    for name in PLACE_TEXTS:
        draft.columns[name] = taken([getattr(place, name) for place in places], codes)
    for name in PLACE_NUMBERS:
        told = np.array([getattr(place, name) for place in places], dtype=np.float64)
        draft.columns[name] = told[codes] if len(told) else np.empty(0)
    named = pd.DataFrame([(p.country, p.admin1) for p in places], columns=["country", "admin1"])
    named = named.astype("str")
    regions = region_of(named["country"], named["admin1"], running.regions)
    draft.columns["region"] = taken(regions.tolist(), codes)
    for kind in sorted({note for place in places for note in place.notes}):
        marked = np.array([kind in place.notes for place in places], dtype=bool)[codes]
        rows = np.flatnonzero(marked & draft.keep)
        shown = [draft.where(row, _place_words(places[codes[row]])) for row in rows[:EXAMPLES]]
        running.tally.add(kind, len(rows), shown)


def _place_words(place: Placed) -> str:
    parts = [part for part in (place.place_name, place.admin1, place.country) if part]
    lon = place.lon if place.lon is not None else place.label_lon
    lat = place.lat if place.lat is not None else place.label_lat
    point = f" (lon {lon:.4f}, lat {lat:.4f})" if lon is not None and lat is not None else ""
    return ", ".join(parts) + point


def put_figure(
    draft: Draft, running: Running, column: str, texts: Texts, name: str
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """
    Read a column of counts of people.

    Parameters
    ----------
    draft, running
        The rows and the import.
    column
        Name of the column in the file.
    texts
        Its cells.
    name
        Column of the event table to fill; blank for none.

    Returns
    -------
    counts, missing
        n counts, 0 where missing; and where nothing is known.

    Notes
    -----
    Blank is "not reported". -1 and other negative numbers are how some files write "unknown".
    """
    read = texts.map(_count)
    values = np.array([value or 0 for value, _ in read], dtype=np.int64)[texts.codes]
    missing = np.array([value is None for value, _ in read], dtype=bool)[texts.codes]
    for kind in sorted({problem for _, problem in read if problem}):
        marked = np.array([problem == kind for _, problem in read], dtype=bool)[texts.codes]
        rows = np.flatnonzero(marked & draft.keep)
        shown = [draft.where(row, f"{column} {texts.at(row)}") for row in rows[:EXAMPLES]]
        running.tally.add(kind, len(rows), shown)
    if name:
        draft.columns[name] = pd.arrays.IntegerArray(values, missing)
    return values, missing


def _count(text: str | None) -> tuple[int | None, str | None]:
    if text is None:
        return None, None
    plain = text.replace(" ", "").replace("\u00a0", "")
    try:
        value = float(plain.replace(",", "")) if "," in plain else float(plain)
    except ValueError:
        return None, "figure_unreadable"
    if value < 0:
        return None, "figure_negative_is_unknown"
    if not value.is_integer() or value > MOST_PEOPLE:
        return None, "figure_unreadable"
    return int(value), None


def joined_sources(running: Running, names: Texts, split: Callable[[str], list[str]]) -> pa.Array:
    """
    Give the sources of each row: the dataset itself and those that it names.

    Parameters
    ----------
    running
        The import.
    names
        Names of publishers as the dataset writes them.
    split
        Takes one cell apart into names.

    Returns
    -------
    source_ids
        n lists, joined.
    """
    own = running.source(running.dataset.publisher, "dataset")
    kind = f"named by {running.dataset.publisher}"

    def ids(cell: str | None) -> str:
        named = [running.source(name, kind) for name in split(cell)] if cell else []
        return LIST_SEPARATOR.join(dict.fromkeys([own, *named]))

    return taken(names.map(ids), names.codes)
