"""Who says what: the one rule that turns claims into a range, and nothing typed by hand."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

FIGURES = (
    "fatalities_low",
    "fatalities_best",
    "fatalities_high",
    "fatalities_open",
    "injured_low",
    "injured_high",
)
RULE = (
    "Lowest and highest number anybody gives for the whole event. Best: the latest figure of an "
    "independent monitor; if none counted, the latest official count by those who count their own "
    "side's dead or attended the scene, never by the side that struck; if there is none, the "
    "median. No number from anybody is 'not reported', never 0."
)


def figures(claims: pd.DataFrame) -> pd.DataFrame:
    """
    Work out each event's tolls from the claims about it.

    Parameters
    ----------
    claims
        Claim table, n rows, see `schema.CLAIMS`.

    Returns
    -------
    figures
        One row an event that has claims, index ``event_id``, columns `FIGURES`: persons, Int64,
        null where nobody gives a number; ``fatalities_open`` is a flag.

    Notes
    -----
    The rule is `RULE`. Only claims with ``scope == "row"`` set the figures; a claim on a part of
    the dead (named leaders, one group) gives a lower bound where nothing else does. "At least N"
    counts as N, and the toll is open when only such a claim gives the highest number. Of several
    figures of one date the highest counts; a median is rounded half up. A figure that its own
    side denied, without any other count, gives no best.
    """
    said: dict[str, list[_Said]] = {}
    told = claims[["event_id", *_Said._fields]].astype("object")
    told = told.where(told.notna(), None)
    for event_id, *claim in told.itertuples(index=False, name=None):
        said.setdefault(event_id, []).append(_Said(*claim))
    rows = {event_id: _event(group) for event_id, group in said.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(FIGURES))
    table.index.name = "event_id"
    counts = dict.fromkeys(FIGURES, "Int64") | {"fatalities_open": "bool"}
    return table.astype(counts)


class _Said(NamedTuple):
    """What of a claim the rule looks at; None is null."""

    field: str
    scope: str
    low: int | None
    high: int | None
    open_ended: bool | None
    count_basis: str | None
    as_of: pd.Timestamp | None


def _event(claims: list[_Said]) -> tuple[int | bool | None, ...]:
    dead, hurt = _numbers(claims, "row", "fatalities"), _numbers(claims, "row", "injured")
    low, high, is_open = _range(dead)
    best = _best(dead)
    if low is None:
        low, _, _ = _range(_numbers(claims, "part", "fatalities"))
    hurt_low, hurt_high, _ = _range(hurt)
    return low, best, high, is_open, hurt_low, hurt_high


def _numbers(claims: list[_Said], scope: str, field: str) -> list[tuple[int, int, _Said]]:
    """Keep the claims that give a number; where one end is open, both ends are the number said."""
    kept = []
    for claim in claims:
        low = claim.high if claim.low is None else claim.low
        high = claim.low if claim.high is None else claim.high
        if claim.scope == scope and claim.field == field and low is not None and high is not None:
            kept.append((low, high, claim))
    return kept


def _range(said: list[tuple[int, int, _Said]]) -> tuple[int | None, int | None, bool]:
    if not said:
        return None, None, False
    most = max(high for _, high, _ in said)
    at_top = [claim.open_ended for _, high, claim in said if high == most]
    is_open = all(one is None or one for one in at_top)
    return min(low for low, _, _ in said), most, is_open


def _best(said: list[tuple[int, int, _Said]]) -> int | None:
    for basis in ("monitor", "official"):
        counted = [(high, claim.as_of) for _, high, claim in said if claim.count_basis == basis]
        if counted:
            latest = max((day for _, day in counted if day is not None), default=None)
            return max(high for high, day in counted if latest is None or day == latest)
    if not said or any(claim.count_basis == "denied" for _, _, claim in said):
        return None
    return math.floor(statistics.median(high for _, high, _ in said) + 0.5)


def in_words(low: float | None, high: float | None, *, is_open: bool) -> str:
    """
    Write a toll as people read it.

    Parameters
    ----------
    low, high
        Persons; null where nobody gives a number.
    is_open
        Whether the highest number is an "at least" or "about".

    Returns
    -------
    words
        ``"not reported"``, ``"3"``, ``"1–4"``, ``"1–4 or more"``, ``"1 or more"``.
    """
    known = [int(end) for end in (low, high) if end is not None and not pd.isna(end)]
    if not known:
        return "not reported"
    least, most = min(known), max(known)
    open_top = is_open or len(known) == 1
    return _span(least, most) + (" or more" if open_top else "")


def _span(least: int, most: int) -> str:
    return f"{least:,}" if least == most else f"{least:,}–{most:,}"


def total(lows: Iterable[int | None], highs: Iterable[int | None]) -> tuple[int, int, int]:
    """
    Add tolls up, keeping apart what nobody counted.

    Parameters
    ----------
    lows, highs
        Persons, one each an event, in the same order; null is "not reported".

    Returns
    -------
    low, high, unreported
        Sums over the events that give a number (an event without a highest number counts with
        its lowest), and the number of events that give none.
    """
    low = high = unreported = 0
    for least, most in zip(lows, highs, strict=True):
        if least is None:
            unreported += 1
            continue
        low += least
        high += least if most is None else most
    return low, high, unreported
