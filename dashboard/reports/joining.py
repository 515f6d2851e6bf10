"""An event that is known already and reported again: its claims grow, its tolls follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.claims import FIGURES, figures
from dashboard.records import typed
from dashboard.schema import EVENTS, LIST_SEPARATOR

if TYPE_CHECKING:
    from dashboard.reports.rows import Kept


def joined(event: pd.DataFrame, claims: pd.DataFrame, added: Kept) -> pd.DataFrame:
    """
    Give the row of an event that is known already, with what a report adds.

    Parameters
    ----------
    event
        Event table, one row.
    claims
        All claims about it so far.
    added
        What was accepted of a report, with claims about this event.

    Returns
    -------
    event
        The same row, one source more, its tolls worked out anew from all claims by the rule. Place,
        date and type stay: a second report does not overrule what is curated.
    """
    event_id = event["event_id"].iloc[0]
    fresh = added.claims[added.claims["event_id"] == event_id]
    whole = pd.concat([claims, fresh], ignore_index=True) if len(claims) else fresh
    row = event.copy()
    if len(whole):
        tolls = figures(whole)
        for name in FIGURES:
            row[name] = tolls[name].to_numpy()
    cited = str(row["source_ids"].fillna("").iloc[0]).split(LIST_SEPARATOR)
    both = dict.fromkeys([name for name in cited if name] + added.sources["source_id"].tolist())
    row["source_ids"] = LIST_SEPARATOR.join(both)
    return typed(row, EVENTS)
