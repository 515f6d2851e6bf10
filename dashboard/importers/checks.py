"""Checks that need more than one cell: notes against dates, rows against earlier rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.importers.model import EXAMPLES, Report

if TYPE_CHECKING:
    from dashboard.importers.draft import Draft, Running
    from dashboard.importers.seen import Numbers

SORTED_APART_SHARE = 0.2
SORTED_APART_ROWS = 5
FAR_DAYS = 7
SORTED_APART = (
    "{apart} of {noted} notes begin with another date than the date column: were columns of this "
    "table sorted apart from each other? Nothing was repaired."
)
_NOTED = (
    r"(?i)\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>jan|feb|mar|apr|may|jun|jul|aug"
    r"|sep|oct|nov|dec)[a-z]*\.?,? (?P<year>\d{4}))\b"
)
_HEAD = 60


def check_noted_days(draft: Draft, running: Running, notes: pa.Array) -> None:
    """
    Compare the date that a note begins with to the date column, and count where they differ.

    Parameters
    ----------
    draft, running
        The rows and the import.
    notes
        n texts.

    Notes
    -----
    Nothing is changed: a table whose columns were sorted apart from each other cannot be put
    right, but whoever imports it must know.
    """
    heads = pc.utf8_slice_codeunits(notes, 0, _HEAD)
    parts = pc.extract_regex(heads, _NOTED)
    if parts.null_count == len(parts):
        return
    written = pc.binary_join_element_wise(
        pc.struct_field(parts, "day"),
        pc.struct_field(parts, "month"),
        pc.struct_field(parts, "year"),
        "-",
    ).dictionary_encode()
    told = [running.day(text).start for text in written.dictionary.to_pylist()]
    days = np.array([*told, None], dtype="datetime64[D]")
    codes = written.indices.fill_null(len(told)).to_numpy()
    noted = days[codes]
    first = np.asarray(draft.columns["date_start"]).astype("datetime64[D]")
    last = np.asarray(draft.columns["date_end"]).astype("datetime64[D]")
    far = np.timedelta64(FAR_DAYS, "D")
    known = ~np.isnat(noted) & draft.keep
    apart = known & ((noted < first - far) | (noted > last + far))
    rows = np.flatnonzero(apart)
    running.noted += int(known.sum())
    running.noted_apart += len(rows)
    shown = [
        draft.where(row, f"{first[row]}, the note says {noted[row]}") for row in rows[:EXAMPLES]
    ]
    running.tally.add("note_date_differs", len(rows), shown)


def refuse_known(draft: Draft, running: Running, ids: Numbers, content: Numbers) -> None:
    """
    Reject rows whose id was met before, telling apart whether they say the same.

    Parameters
    ----------
    draft, running
        The rows and the import.
    ids, content
        n numbers that stand for the id and for what the row says.
    """
    rows = np.flatnonzero(draft.keep)
    again = running.ids.meet(ids[rows], content[rows], draft.block.lines[rows])
    for at, same, line in zip(again.rows, again.same, again.lines, strict=True):
        reason = (
            f"the same row as on line {line}"
            if same
            else f"the id of line {line} again, with other content; the first was taken"
        )
        row = int(rows[at])
        draft.refuse(row, "event_id", None, reason)
    running.tally.add("duplicate_id_same_content", int(again.same.sum()))
    running.tally.add("duplicate_id_other_content", int((~again.same).sum()))


def count_repeated_notes(draft: Draft, running: Running, notes: Numbers, places: Numbers) -> None:
    """
    Count rows whose note stood before at another place.

    Parameters
    ----------
    draft, running
        The rows and the import.
    notes, places
        n numbers that stand for the note and for the place.
    """
    rows = np.flatnonzero(draft.keep & (notes != 0))
    again = running.notes.meet(notes[rows], places[rows], draft.block.lines[rows])
    moved = again.rows[~again.same]
    lines = again.lines[~again.same]
    shown = [
        draft.where(int(rows[at]), f"the note of line {line}, at another place")
        for at, line in zip(moved[:EXAMPLES], lines[:EXAMPLES], strict=True)
    ]
    running.tally.add("note_at_several_places", len(moved), shown)


def last_words(running: Running) -> Report:
    """
    Give the warnings that only the whole file shows.

    Parameters
    ----------
    running
        The import, all rows read.

    Returns
    -------
    report
        Counts no rows.
    """
    apart, noted = running.noted_apart, running.noted
    if apart >= SORTED_APART_ROWS and apart >= SORTED_APART_SHARE * noted:
        running.tally.add(
            "columns_sorted_apart",
            apart,
            [SORTED_APART.format(apart=apart, noted=noted)],
        )
    return Report(warnings=running.tally.take())
