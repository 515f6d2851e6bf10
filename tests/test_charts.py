from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import BRUSH, bars, brushed, timeline
from dashboard.filters import EventFilter
from dashboard.palette import actor_styles, type_styles

if TYPE_CHECKING:
    from dashboard.store import Store

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1))
WHOLE = (dt.date(2023, 10, 7), dt.date(2024, 7, 27))


def test_the_bars_hold_every_week_and_type(store: Store) -> None:
    weeks, styles = store.timeline(EventFilter()), type_styles(store.event_types)
    rows = bars(weeks, styles)
    assert rows["n"].sum() == 238
    assert (rows["week"] == weeks["week"]).all()
    assert (rows["until"] - rows["week"] == pd.Timedelta(days=7)).all()
    labels = dict(zip(store.event_types["event_type"], store.event_types["label"], strict=True))
    assert rows["label"].tolist() == [labels[kind] for kind in weeks["event_type"]]
    assert [styles[rank].label for rank in rows["rank"]] == rows["label"].tolist()


def test_a_type_without_a_look_is_drawn_last_by_its_id(store: Store) -> None:
    weeks = pd.DataFrame({"week": pd.to_datetime(["2024-01-01"]), "event_type": ["new"], "n": [3]})
    styles = type_styles(store.event_types)
    assert bars(weeks, styles)[["label", "rank"]].to_numpy().tolist() == [["new", len(styles)]]


def test_the_chart_names_the_columns_of_the_bars(store: Store) -> None:
    styles = type_styles(store.event_types)
    chart = timeline(styles, (None, None), WHOLE)
    assert set(re.findall(r'"field": "(\w+)"', json.dumps(chart))) == {
        *bars(store.timeline(EventFilter()), styles).columns
    }
    assert chart["encoding"]["color"]["scale"]["range"] == [style.colour for style in styles]
    assert "value" not in chart["params"][0]


@given(DAYS, DAYS)
def test_the_brush_gives_back_the_days_it_stands_at(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    ends = timeline((), (first, last), WHOLE)["params"][0]["value"]["x"]
    assert brushed({BRUSH: {"week": ends}}) == (first, last)


def test_whoever_changes_a_chart_changes_no_other(store: Store) -> None:
    styles = type_styles(store.event_types)
    timeline(styles, (None, None), WHOLE).clear()
    assert timeline(styles, (None, None), WHOLE)["mark"]["type"] == "bar"


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
