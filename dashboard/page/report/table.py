"""The proposals as a table to correct."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import streamlit as st

from dashboard import reports
from dashboard.page.report.session import (
    current_reading,
    find_place,
    keep_proposals,
    said_same,
)
from dashboard.reports.interchange import cleaned
from dashboard.schema import DATE_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from dashboard.page.report.session import Reading
    from dashboard.reports import Proposal, Same
    from dashboard.store import Store

AREAS = {"admin1": "governorate", "country": "country", "water_body": "sea", "unknown": "not known"}
FIXED = ["No.", "Reader", "Known as", "Numbers", "In the data"]


def table(reading: Reading, store: Store, found: Mapping[str, list[Same]], data: Path) -> None:
    """
    Draw the editable table.

    Parameters
    ----------
    reading
        The reading, with at least one proposal.
    store
        For names of types and actors.
    found
        Events that the proposals may be.
    data
        Data folder, to place corrected names.
    """
    labels = dict(zip(store.event_types["event_type"], store.event_types["label"], strict=True))
    rows = [_row(reading, p, labels, said_same(reading, found, p.id)) for p in reading.proposals]
    named = {name for row in rows for side in ("By", "Against") for name in row[side]}
    actors = sorted({*store.actors["name"], *named}, key=str.casefold)
    key = f"proposals_{reading.turn}"
    st.data_editor(
        _frame(rows),
        key=key,
        hide_index=True,
        height="content",
        num_rows="fixed",
        disabled=FIXED,
        column_config=_columns(list(labels.values()), actors),
        placeholder="not stated",
        on_change=_take_edits,
        args=(key, {label: kind for kind, label in labels.items()}, data),
    )


def _frame(rows: list[dict[str, Any]]) -> pa.Table:
    """Give columns the same kinds whatever they hold, so that the table is not drawn anew."""
    kinds = {
        "No.": pa.int64(),
        "Accept": pa.bool_(),
        "From": pa.date32(),
        "To": pa.date32(),
        "By": pa.list_(pa.string()),
        "Against": pa.list_(pa.string()),
    }
    names = list(rows[0])
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in names])
    return pa.Table.from_pylist(rows, schema)


def _row(reading: Reading, p: Proposal, labels: Mapping[str, str], same: str) -> dict[str, Any]:
    return {
        "No.": reading.number(p.id),
        "Accept": p.id in reading.accepted,
        "Place": p.place_name or p.place_text or "",
        "Type": labels.get(p.event_type, p.event_type),
        "From": p.date_start,
        "To": p.date_end,
        "Date is": p.date_precision,
        "Reader": f"{'⚠ doubtful' if p.is_doubtful else 'fairly sure'}, {p.confidence:.0%}",
        "In the data": f"same as {same}" if same else "new",
        "By": [*p.named("perpetrator"), *p.named("party")],
        "Known as": AREAS.get(p.place_precision) or reports.place_words(p),
        "Against": list(p.named("target")),
        "Numbers": "; ".join(reports.toll_words(toll) for toll in p.tolls),
        "Summary": p.summary or "",
    }


def _columns(types: list[str], actors: list[str]) -> dict[str, Any]:
    column = st.column_config
    return {
        "No.": column.NumberColumn(width=44, pinned=True),
        "Accept": column.CheckboxColumn(
            width=84, pinned=True, help="Only accepted ones are added."
        ),
        "Reader": column.TextColumn(
            width=128, help="How sure the rules are; look twice if doubtful."
        ),
        "From": column.DateColumn(width=104, format="YYYY-MM-DD", help="Empty: no date is stated."),
        "To": column.DateColumn(width=104, format="YYYY-MM-DD", required=True),
        "Date is": column.SelectboxColumn(width=88, options=list(DATE_PRECISIONS), required=True),
        "Type": column.SelectboxColumn(width=168, options=types, required=True),
        "Place": column.TextColumn(
            width=170, max_chars=200, help="Write another name; it is looked up on this machine."
        ),
        "Known as": column.TextColumn(
            width=186, help="How precisely; a point's radius is that of its circle on the map."
        ),
        "By": column.MultiselectColumn(width=190, options=actors, accept_new_options=True),
        "Against": column.MultiselectColumn(width=190, options=actors, accept_new_options=True),
        "Numbers": column.TextColumn(
            width=170, help="Corrected above, one by one, where you look at it."
        ),
        "In the data": column.TextColumn(width=120, help="Decided above, where you look at it."),
        "Summary": column.TextColumn(
            width=300, max_chars=500, help="In your own words; left empty, one is made."
        ),
    }


def _take_edits(key: str, kinds: Mapping[str, str], data: Path) -> None:
    reading = current_reading()
    if reading is not None:
        changes = table_changes(reading, st.session_state[key]["edited_rows"], kinds, data)
        if changes:
            keep_proposals(**changes)


def table_changes(
    reading: Reading, rows: Mapping[int, Mapping[str, Any]], kinds: Mapping[str, str], data: Path
) -> dict[str, Any]:
    """
    Say what has to be kept after cells were changed.

    Parameters
    ----------
    reading, rows, kinds, data
        See `edited`.

    Returns
    -------
    changes
        For `keep_proposals`; empty where nothing was done: the editor tells its cells again when
        other cells changed. A new turn where a cell does not show what was understood.
    """
    changes = edited(reading, rows, kinds, data)
    after = replace(reading, report=replace(reading.report, proposals=changes["proposals"]))
    if not shows(after, rows, {kind: label for label, kind in kinds.items()}):
        return changes | {"turn": reading.turn + 1}
    same = (after.proposals, changes["accepted"]) == (reading.proposals, reading.accepted)
    return {} if same else changes


def shows(
    reading: Reading, rows: Mapping[int, Mapping[str, Any]], labels: Mapping[str, str]
) -> bool:
    """
    Say whether the changed cells show what was understood; the editor keeps what was written.

    Parameters
    ----------
    reading
        The reading with the changes.
    rows
        Changed cells, see `edited`.
    labels
        Label of each event type.

    Returns
    -------
    shown
        False where the table has to be drawn anew.
    """
    for at, p in enumerate(reading.proposals):
        row = _row(reading, p, labels, "")
        for column, given in rows.get(at, {}).items():
            known = row[column]
            if isinstance(known, dt.date):
                agrees = known.isoformat() == str(given)[:10]
            else:
                agrees = (known or None) == (given or None)
            if column != "Accept" and not agrees:
                return False
    return True


def edited(
    reading: Reading, rows: Mapping[int, Mapping[str, Any]], kinds: Mapping[str, str], data: Path
) -> dict[str, Any]:
    """
    Take over what was changed in the table; taking it twice changes nothing more.

    Parameters
    ----------
    reading
        The reading.
    rows
        Changed cells by row and column, as Streamlit's editor keeps them.
    kinds
        Event type by its label.
    data
        Data folder, to place corrected names.

    Returns
    -------
    changes
        ``proposals``, ``accepted``, ``told`` and ``told_at``, for `keep_proposals`.
    """
    proposals, accepted, told = list(reading.proposals), set(reading.accepted), ""
    for at, changes in rows.items():
        if not 0 <= int(at) < len(proposals):
            continue
        p = proposals[int(at)]
        if "Accept" in changes:
            (accepted.add if changes["Accept"] else accepted.discard)(p.id)
        proposals[int(at)] = _corrected(p, changes, kinds, data, reading.report.published)
        moved = proposals[int(at)].place_name != p.place_name
        if moved and proposals[int(at)].place_precision == "unknown":
            told = (
                f"“{proposals[int(at)].place_name}” is not in the gazetteer: the event is kept "
                "without a point. Another spelling, or the governorate, may help."
            )
    changed = {"proposals": tuple(proposals), "accepted": frozenset(accepted)}
    return changed | {"told": told, "told_at": "table"}


def _corrected(
    p: Proposal,
    changes: Mapping[str, Any],
    kinds: Mapping[str, str],
    data: Path,
    published: dt.date,
) -> Proposal:
    given: dict[str, Any] = {}
    if {"From", "To"} & set(changes):
        first = _day(changes.get("From", p.date_start), p.date_start)
        last = _day(changes.get("To", p.date_end), p.date_end)
        if (first, last) != (p.date_start, p.date_end):
            given["days"] = (first, last) if "To" in changes else (first, _not_before(first, last))
    if "Date is" in changes:
        given["date_precision"] = changes["Date is"]
    if not changes.get("From", p.date_start) and p.date_start is not None:
        given |= {"days": (None, published), "date_precision": "unknown"}
    if "Type" in changes:
        given["event_type"] = kinds.get(changes["Type"], p.event_type)
    name = cleaned(str(changes.get("Place") or ""), 200)
    if name and name not in {p.place_name, p.place_text}:
        given["place"] = find_place(name, data)
    for column, field in (("By", "perpetrators"), ("Against", "targets")):
        if column in changes:
            names = (cleaned(str(one), 200) for one in changes[column] or [])
            given[field] = tuple(one for one in names if one)
    if "Summary" in changes:
        given["summary"] = cleaned(str(changes["Summary"] or ""), 500)
    return reports.corrected(p, **given) if given else p


def _day(value: object, otherwise: dt.date | None) -> dt.date | None:
    """Read a cell: empty is no day, what is no date changes nothing."""
    try:
        return dt.date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return otherwise


def _not_before(first: dt.date | None, last: dt.date | None) -> dt.date | None:
    """Take the last day along where the first was moved beyond it."""
    return max(first, last) if first and last else last
