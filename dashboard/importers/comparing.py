"""What a newer version of a dataset adds, changes and withdraws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Difference:
    """
    Two versions of a dataset compared, as ids of events in the order of their tables.

    Attributes
    ----------
    added
        Only in the new one.
    changed
        In both, with something else in at least one column.
    withdrawn
        Only in the old one, although the new one covers their dataset, country and day.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    withdrawn: tuple[str, ...]


def diff(old: pd.DataFrame, new: pd.DataFrame) -> Difference:
    """
    Compare two versions of a dataset.

    Parameters
    ----------
    old
        Event table, n rows, each id once.
    new
        Event table, m rows, each id once.

    Returns
    -------
    difference
        What changed; three empty tuples where the tables say the same.

    Notes
    -----
    A newer file may hold one country or one year only. An event counts as withdrawn only where the
    new table has its dataset and its country, and its day lies between that country's first and
    last day in the new table.
    """
    old_ids, new_ids = old.set_index("event_id"), new.set_index("event_id")
    both = new_ids.index[new_ids.index.isin(old_ids.index)]
    before, after = old_ids.loc[both], new_ids.loc[both]
    changed = np.zeros(len(both), dtype=bool)
    for column in new_ids.columns.intersection(old_ids.columns):
        one, other = before[column], after[column]
        same = (one == other).fillna(value=False).to_numpy(dtype=bool)
        changed |= ~(same | (one.isna() & other.isna()).to_numpy(dtype=bool))
    gone = old[~old["event_id"].isin(new["event_id"])]
    return Difference(
        tuple(new_ids.index[~new_ids.index.isin(old_ids.index)]),
        tuple(both[changed]),
        tuple(gone.loc[_covered(gone, new), "event_id"]),
    )


def _covered(gone: pd.DataFrame, new: pd.DataFrame) -> pd.Series[bool]:
    by = ["dataset", "country"]
    span = new.groupby(by, dropna=False, as_index=False)["date_start"].agg(["min", "max"])
    told = gone[[*by, "date_start"]].merge(span, on=by, how="left")
    inside = (told["date_start"] >= told["min"]) & (told["date_start"] <= told["max"])
    return inside.set_axis(gone.index)
