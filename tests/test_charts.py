from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import BRUSH, brushed, timeline
from dashboard.filters import EventFilter
from dashboard.palette import actor_styles, type_styles

if TYPE_CHECKING:
    from dashboard.store import Store

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))
WHOLE = (dt.date(2023, 10, 7), dt.date(2024, 7, 27))


def test_the_chart_holds_every_week_and_type(store: Store) -> None:
    weeks = store.timeline(EventFilter())
    chart = timeline(weeks, type_styles(store.event_types), (None, None), WHOLE).to_dict()
    [rows] = chart["datasets"].values()
    assert sum(row["n"] for row in rows) == 238
    assert {row["week"][:10] for row in rows} == {str(w.date()) for w in weeks["week"]}
    assert "value" not in chart["params"][0]


@given(DAYS, DAYS)
def test_the_brush_gives_back_the_days_it_stands_at(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    weeks = pd.DataFrame({"week": pd.to_datetime([]), "event_type": [], "n": []})
    chart = timeline(weeks, (), (first, last), WHOLE).to_dict()
    ends = chart["params"][0]["value"]["x"]
    assert brushed({BRUSH: {"week": ends}}) == (first, last)


@pytest.mark.parametrize(
    "selection",
    [
        None,
        {},
        {BRUSH: {}},
        {BRUSH: {"week": [1]}},
        {BRUSH: {"week": ["x", "y"]}},
        {BRUSH: {"week": [1e300, 0]}},
    ],
)
def test_a_brush_that_holds_nothing_is_no_range(selection: object) -> None:
    assert brushed(selection) is None


def test_the_busiest_perpetrators_have_a_look_of_their_own(store: Store) -> None:
    styles = actor_styles(store.actors, store.leads())
    assert styles[0].id == "houthis"
    assert len({(s.colour, s.shape) for s in styles}) == len(styles)
    assert len({s.colour for s in styles}) == len(styles)
