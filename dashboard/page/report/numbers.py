"""How many, and who says so: the claims of one proposal, to be corrected one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import reports
from dashboard.page.report.session import current_reading, keep_proposals
from dashboard.reports import Toll
from dashboard.reports.interchange import MOST_PEOPLE, cleaned
from dashboard.reports.proposals import AUTHOR, KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.page.report.session import Reading
    from dashboard.reports import Proposal

ITSELF = "the report itself"
FIELDS = {"What": "kind", "At least": "low", "At most": "high", "Who says so": "source"}


def numbers(reading: Reading, proposal: Proposal) -> None:
    """
    Draw the claims of a proposal as a table to correct; a new row is taken once it has a number.

    Parameters
    ----------
    reading
        The reading.
    proposal
        The one that is looked at.
    """
    key = f"tolls_{reading.turn}_{reading.counted}_{proposal.id}"
    rows = [
        (t.kind, t.low, t.high, ITSELF if t.source == AUTHOR else t.source) for t in proposal.tolls
    ]
    shown = pd.DataFrame(rows, columns=list(FIELDS))
    shown = shown.astype({"What": "str", "At least": "Int64", "At most": "Int64"})
    count = st.column_config.NumberColumn
    with st.expander("Correct the numbers"):
        st.data_editor(
            shown.astype({"Who says so": "str"}),
            key=key,
            hide_index=True,
            num_rows="dynamic",
            height="content",
            column_config={
                "What": st.column_config.SelectboxColumn(
                    options=list(KINDS), required=True, default=KINDS[0]
                ),
                "At least": count(min_value=0, max_value=MOST_PEOPLE, step=1),
                "At most": count(min_value=0, max_value=MOST_PEOPLE, step=1, help="Empty: open."),
                "Who says so": st.column_config.TextColumn(max_chars=200, default=ITSELF),
            },
            placeholder="open",
            on_change=_take,
            args=(key, proposal.id),
        )


def _take(key: str, proposal_id: str) -> None:
    reading = current_reading()
    if reading is None:
        return
    changes = st.session_state[key]
    proposals = tuple(
        reports.corrected(p, tolls=changed_tolls(p.tolls, changes)) if p.id == proposal_id else p
        for p in reading.proposals
    )
    if proposals != reading.proposals:
        keep_proposals(proposals, counted=reading.counted + 1)


def changed_tolls(tolls: Sequence[Toll], changes: Mapping[str, Any]) -> list[Toll]:
    """
    Apply what was changed in the table of claims.

    Parameters
    ----------
    tolls
        The claims before.
    changes
        What Streamlit's editor keeps: ``edited_rows``, ``added_rows``, ``deleted_rows``.

    Returns
    -------
    changed
        The claims after, those without any number left out. Where one number is moved beyond the
        other, the other goes along.
    """
    gone = set(changes.get("deleted_rows", ()))
    edited = {int(at): row for at, row in changes.get("edited_rows", {}).items()}
    kept = [_changed(t, edited.get(at, {})) for at, t in enumerate(tolls) if at not in gone]
    empty = Toll(KINDS[0], None, None)
    kept += [_changed(empty, row) for row in changes.get("added_rows", ())]
    return [toll for toll in kept if toll.low is not None or toll.high is not None]


def _changed(toll: Toll, row: Mapping[str, Any]) -> Toll:
    kind = row.get("What", toll.kind)
    low, high = (
        _people(row.get(n, was)) for n, was in (("At least", toll.low), ("At most", toll.high))
    )
    if low is not None and high is not None and low > high:
        both = high if "At least" not in row else low
        low, high = both, both
    said = row.get("Who says so", toll.source)
    source = cleaned(str(said or ""), 200)
    source = AUTHOR if source in {"", ITSELF} else source
    return Toll(kind if kind in KINDS else toll.kind, low, high, source, toll.scope, toll.span)


def _people(value: object) -> int | None:
    if not isinstance(value, (int, float)) or value != value or not 0 <= value <= MOST_PEOPLE:  # noqa: PLR0124
        return None
    return int(value)
