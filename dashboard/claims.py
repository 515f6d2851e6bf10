"""Who says what: the one rule that turns claims into a range, and nothing typed by hand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

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
    rows = {event_id: _event(group) for event_id, group in claims.groupby("event_id", sort=False)}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(FIGURES))
    table.index.name = "event_id"
    counts = dict.fromkeys(FIGURES, "Int64") | {"fatalities_open": "bool"}
    return table.astype(counts)


def _event(claims: pd.DataFrame) -> tuple[int | bool | None, ...]:
    whole = claims[claims["scope"] == "row"]
    low, high, is_open = _range(whole[whole["field"] == "fatalities"])
    best = _best(whole[whole["field"] == "fatalities"])
    if low is None:
        part = claims[(claims["scope"] == "part") & (claims["field"] == "fatalities")]
        low, _, _ = _range(part)
    hurt_low, hurt_high, _ = _range(whole[whole["field"] == "injured"])
    return low, best, high, is_open, hurt_low, hurt_high


def _numbers(claims: pd.DataFrame) -> pd.DataFrame:
    """Keep the claims that give a number; where one end is open, both ends are the number said."""
    low = claims["low"].fillna(claims["high"])
    high = claims["high"].fillna(claims["low"])
    return claims.assign(low=low, high=high)[low.notna()]


def _range(claims: pd.DataFrame) -> tuple[int | None, int | None, bool]:
    said = _numbers(claims)
    if said.empty:
        return None, None, False
    high = int(said["high"].max())
    at_top = said.loc[said["high"] == high, "open_ended"]
    return int(said["low"].min()), high, bool(at_top.all())


def _best(claims: pd.DataFrame) -> int | None:
    said = _numbers(claims)
    for basis in ("monitor", "official"):
        counted = said[said["count_basis"] == basis]
        if not counted.empty:
            latest = counted["as_of"].max()
            newest = counted if pd.isna(latest) else counted[counted["as_of"] == latest]
            return int(newest["high"].max())
    if said.empty or (said["count_basis"] == "denied").any():
        return None
    return math.floor(float(said["high"].median()) + 0.5)


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
