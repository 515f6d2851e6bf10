"""Numbers of people as reports give them: plain, from-to, at least."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.importers.fill import put_figure
from dashboard.importers.model import EXAMPLES
from dashboard.importers.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.importers.draft import Draft, Running
    from dashboard.importers.texts import Columns

Counts = tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]
_SPAN = re.compile(r"(\d+)\s*(?:-|–|—|to|/)\s*(\d+)")
_AT_LEAST = re.compile(
    r"(?:at least|more than|over|about|around|min\.?|>=?|≥|~)\s*(\d+)|(\d+)\s*\+"
)


class Toll(NamedTuple):
    """
    Numbers of people read from one cell.

    Attributes
    ----------
    low, high
        Ends of what is said; None where nothing is.
    is_open
        Whether it is an "at least" or "about".
    """

    low: int | None
    high: int | None
    is_open: bool = False


def toll(text: str | None) -> Toll | None:
    """
    Read a number of people as reports give it.

    Parameters
    ----------
    text
        ``3``, ``3-5``, ``at least 10``, ``10+``.

    Returns
    -------
    toll
        None where it cannot be read that way; a plain number is left to the plain reader.
    """
    plain = (text or "").strip().casefold()
    if found := _SPAN.fullmatch(plain):
        ends = sorted((int(found[1]), int(found[2])))
        return Toll(ends[0], ends[1])
    if found := _AT_LEAST.fullmatch(plain):
        size = int(found[1] or found[2])
        return Toll(size, size, is_open=True)
    return None


def put_tolls(draft: Draft, running: Running, column: Columns, fields: Mapping[str, str]) -> None:
    """
    Fill deaths and injured.

    Parameters
    ----------
    draft, running
        The rows and the import.
    column
        Columns by field.
    fields
        Field to the name of its column.

    Notes
    -----
    A column of its own for the low or the high end counts before what the one figure says. Ends
    that are out of order are put in order and counted: none of the numbers is lost.
    """
    texts = column("fatalities_best")
    spoken = [toll(value) for value in texts.distinct]
    unspoken = [None if said else value for value, said in zip(texts.distinct, spoken, strict=True)]
    name = fields.get("fatalities_best", "fatalities")
    plain = Texts(unspoken, texts.codes)
    best = put_figure(draft, running, name, plain, "fatalities_best")
    silent = np.array([said is None for said in spoken], dtype=bool)[texts.codes]
    ends = []
    for field, at in (("fatalities_low", 0), ("fatalities_high", 1)):
        values, missing = put_figure(draft, running, fields.get(field, field), column(field), "")
        said = np.array([(said and said[at]) or 0 for said in spoken], dtype=np.int64)
        ends.append((np.where(missing, said[texts.codes], values), missing & silent))
    _put_ends(draft, running, ends[0], ends[1], best)
    is_open = [bool(said and said.is_open) for said in spoken]
    draft.columns["fatalities_open"] = np.array(is_open, dtype=bool)[texts.codes]
    _put_injured(draft, running, column, fields)


def _put_ends(draft: Draft, running: Running, low: Counts, high: Counts, best: Counts) -> None:
    """Fill both ends, put in order where the file has them out of it, and count that."""
    least = np.where(low[1], np.where(best[1], high[0], best[0]), low[0])
    most = np.where(high[1], np.where(best[1], least, best[0]), high[0])
    middle = np.where(best[1], least, best[0])
    missing = low[1] & high[1] & best[1]
    wrong = ~missing & ((least > middle) | (middle > most) | (least > most))
    rows = np.flatnonzero(wrong & draft.keep)
    shown = [draft.where(int(r), f"low {least[r]}, high {most[r]}") for r in rows[:EXAMPLES]]
    running.tally.add("deaths_out_of_order", len(rows), shown)
    ends = np.stack((least, middle, most))
    draft.columns["fatalities_low"] = pd.arrays.IntegerArray(ends.min(axis=0), missing)
    draft.columns["fatalities_high"] = pd.arrays.IntegerArray(ends.max(axis=0), missing.copy())


def _put_injured(
    draft: Draft, running: Running, column: Columns, fields: Mapping[str, str]
) -> None:
    for end in ("injured_low", "injured_high"):
        if end in fields:
            put_figure(draft, running, fields[end], column(end), end)
    if "injured" in fields and not {"injured_low", "injured_high"} & set(fields):
        put_figure(draft, running, fields["injured"], column("injured"), "injured_low")
        draft.columns["injured_high"] = draft.columns["injured_low"]
