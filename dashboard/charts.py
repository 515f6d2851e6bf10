"""Summaries as charts."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.palette import Style

BRUSH = "range"
HEIGHT_PX = 132
CHARTS_KEPT = 64
Days = tuple[dt.date | None, dt.date | None]


def bars(weeks: pd.DataFrame, styles: Sequence[Style]) -> pd.DataFrame:
    """
    Give the rows that the timeline draws.

    Parameters
    ----------
    weeks
        ``week`` (Monday), ``event_type``, ``n``, see `store.Store.timeline`.
    styles
        Look of each type, in the order in which bars are stacked.

    Returns
    -------
    rows
        One a row of `weeks`: ``week`` and ``until`` (the next Monday), ``label`` and ``rank`` of
        the type (its id and the last rank where it has no look), ``n``.
    """
    codes, types = pd.factorize(weeks["event_type"])
    looks = {style.id: (style.label, rank) for rank, style in enumerate(styles)}
    known = [looks.get(str(kind), (str(kind), len(styles))) for kind in types]
    labels = pd.Series([label for label, _ in known], dtype="str")
    ranks = pd.Series([rank for _, rank in known], dtype="int64")
    return pd.DataFrame(
        {
            "week": weeks["week"].to_numpy(),
            "until": (weeks["week"] + pd.Timedelta(days=7)).to_numpy(),
            "label": labels.take(codes).array,
            "rank": ranks.take(codes).array,
            "n": weeks["n"].to_numpy(),
        }
    )


def timeline(
    styles: Sequence[Style], chosen: Days, whole: tuple[dt.date, dt.date]
) -> dict[str, Any]:
    """
    Say how events per week by type are drawn, with a brush for the range of days.

    Parameters
    ----------
    styles
        Look of each type.
    chosen
        Days that the filter keeps, both included; None is open.
    whole
        First and last day of all events: the axis, so that it never moves.

    Returns
    -------
    chart
        Vega-Lite, to be drawn with the rows of `bars`; an interval selection named `BRUSH` on the
        days stands at the chosen range.
    """
    drawn: dict[str, Any] = json.loads(_timeline(tuple(styles), chosen, whole))
    return drawn


@lru_cache(maxsize=CHARTS_KEPT)
def _timeline(styles: tuple[Style, ...], chosen: Days, whole: tuple[dt.date, dt.date]) -> str:
    """Write the chart down once: Altair checks each word of it, which takes 40 ms."""
    start, end = chosen[0] or whole[0], chosen[1] or whole[1]
    stands = {"x": [_moment(start), _moment(end, days=1)]}
    value: Any = alt.Undefined if chosen == (None, None) else stands
    brush = alt.selection_interval(name=BRUSH, encodings=["x"], value=value)
    first = _monday(whole[0])
    chart = (
        alt.Chart(alt.NamedData("bars"))
        .mark_bar(stroke="white", strokeWidth=0.4)
        .encode(
            x=alt.X("week:T")
            .title(None)
            .scale(domain=[_moment(first), _moment(whole[1], days=1)], nice=False, type="utc")
            .axis(format="%b %Y", tickCount="month", labelOverlap=True, grid=False),
            x2="until:T",
            y=alt.Y("sum(n):Q").title("events a week").axis(tickCount=3, format="d"),
            color=alt.Color("label:N")
            .scale(domain=[s.label for s in styles], range=[s.colour for s in styles])
            .legend(None),
            opacity=alt.condition(brush, alt.value(1.0), alt.value(0.3)),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("week:T", title="week of", format="%d %B %Y"),
                alt.Tooltip("label:N", title="type"),
                alt.Tooltip("sum(n):Q", title="events", format=","),
            ],
        )
        .add_params(brush)
        .properties(height=HEIGHT_PX, width="container")
        .configure_view(stroke=None)
    )
    drawn = chart.to_dict()
    del drawn["data"]
    return json.dumps(drawn)


def brushed(selection: object) -> Days | None:
    """
    Read what somebody chose with the brush.

    Parameters
    ----------
    selection
        What the chart reports: a mapping from `BRUSH` to the encoded field's two ends, in
        milliseconds since 1970 UTC.

    Returns
    -------
    days
        First and last day, both included; None where the brush holds nothing or is no range.
    """
    held = selection.get(BRUSH) if isinstance(selection, dict) else None
    ends = held.get("week") if isinstance(held, dict) else None
    if not isinstance(ends, list | tuple) or len(ends) != 2:  # noqa: PLR2004
        return None
    try:
        low, high = sorted(pd.to_datetime(float(end), unit="ms") for end in ends)
    except (TypeError, ValueError, OverflowError):
        return None
    first = low.round("D").date()
    last = max(first, high.round("D").date() - dt.timedelta(days=1))
    return first, last


def _moment(day: dt.date, days: int = 0) -> int:
    """Give a day's beginning as Vega counts time: milliseconds since 1970."""
    moment = pd.Timestamp(day) + pd.Timedelta(days=days)
    return int(moment.timestamp() * 1000)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
