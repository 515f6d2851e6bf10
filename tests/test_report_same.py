"""Whether a proposal is an event that is known already."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.areas import Areas
from dashboard.extract import read_report
from dashboard.reports import Party, report_of, same_events, window
from tests.test_report_rows import proposal

if TYPE_CHECKING:
    import geopandas as gpd

    from dashboard.reports import Proposal, Same

DATA = Path(__file__).resolve().parent.parent / "data"
MASHTAL = "2024-02-07-baghdad-mashtal"
TOWER = "2024-01-28-tower22"
US, KH = Party("United States (CENTCOM)", "perpetrator"), Party("Kataib Hezbollah", "target")


@pytest.fixture(scope="module")
def areas() -> Areas:
    return Areas.load(DATA)


@pytest.fixture(scope="module")
def events(starter: gpd.GeoDataFrame) -> pd.DataFrame:
    return pd.DataFrame(starter.drop(columns="geometry"))


def best(found: list[Same]) -> tuple[str, str] | None:
    return (found[0].event_id, found[0].verdict) if found else None


@pytest.mark.parametrize(
    "text",
    [
        (
            "A U.S. drone strike on a car in the Mashtal neighbourhood of eastern Baghdad killed three "
            "people on Wednesday night, among them a commander of Kataib Hezbollah, officials said."
        ),
        (
            "An American drone destroyed a vehicle in Baghdad on 7 February, killing a commander of "
            "Kataib Hezbollah, police said."
        ),
    ],
    ids=["quarter", "city"],
)
def test_a_report_of_the_strike_in_mashtal_finds_it(
    text: str, events: pd.DataFrame, areas: Areas
) -> None:
    report = report_of(read_report(text, dt.date(2024, 2, 8)), text)
    found = [same_events(p, events, areas) for p in report.proposals]
    assert best(found[0]) == (MASHTAL, "likely")
    assert "same day" in found[0][0].reasons


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"parties": (US, KH)}, (MASHTAL, "likely")),
        ({"parties": ()}, (MASHTAL, "likely")),
        ({"date_start": dt.date(2024, 2, 8), "date_end": dt.date(2024, 2, 8)}, (MASHTAL, "likely")),
        ({"date_start": dt.date(2024, 2, 12), "date_end": dt.date(2024, 2, 12)}, None),
        ({"lon": 43.13, "lat": 36.34, "place_name": "Mosul"}, None),
        ({"event_type": "armed_clash"}, None),
        ({"status": "series"}, None),
        ({"place_precision": "unknown", "lon": None, "lat": None}, None),
        ({"parties": (Party("Israel", "perpetrator"), Party("Hamas", "target"))}, (MASHTAL, "possible")),
        ({"place_precision": "country", "lon": None, "lat": None, "area_id": "IQ"}, (MASHTAL, "possible")),
        ({"place_precision": "country", "lon": None, "lat": None, "area_id": "SY"}, None),
    ],
    ids=["all", "actors open", "next day", "days later", "elsewhere", "other type", "series",
         "no place", "other actors", "its country", "other country"],
)  # fmt: skip
def test_day_place_type_and_actors_count(
    changes: dict[str, Any], expected: tuple[str, str] | None, events: pd.DataFrame, areas: Areas
) -> None:
    told = proposal(parties=(US, KH))
    assert best(same_events(replace(told, **changes), events, areas)) == expected


def test_an_area_finds_the_event_that_lies_in_it(events: pd.DataFrame, areas: Areas) -> None:
    day = dt.date(2024, 1, 28)
    told = proposal(
        place_precision="country", lon=None, lat=None, area_id="JO", date_start=day, date_end=day,
        parties=(Party("United States (CENTCOM)", "target"),),
    )  # fmt: skip
    found = same_events(told, events, areas)
    assert [same.event_id for same in found] == [TOWER]
    assert "lies in the area that the report names" in found[0].reasons


def test_a_group_is_its_members(events: pd.DataFrame, areas: Areas) -> None:
    told = proposal(parties=(US, Party("Islamic Resistance in Iraq", "target")))
    umbrella = {"Islamic Resistance in Iraq": frozenset({"Kataib Hezbollah"})}
    apart, together = (same_events(told, events, areas, known)[0] for known in ({}, umbrella))
    assert together.score > apart.score
    assert any("another target" in why for why in apart.reasons)
    assert "same target" in together.reasons


def test_no_date_looks_at_the_days_before(events: pd.DataFrame, areas: Areas) -> None:
    told = proposal(date_start=None, date_end=dt.date(2024, 2, 20), parties=(US, KH))
    assert window(told) == (dt.date(2024, 1, 19), dt.date(2024, 2, 21))
    assert best(same_events(told, events, areas)) == (MASHTAL, "possible")
    late = replace(told, date_end=dt.date(2024, 5, 20))
    assert same_events(late, events, areas) == []


def test_every_curated_event_finds_itself(events: pd.DataFrame, areas: Areas) -> None:
    """An event told exactly as it stands in the data is among the likely ones."""
    lost = []
    for row in events.to_dict("records"):
        if row["date_end"] != row["date_start"] or row["place_precision"] == "unknown":
            continue
        told = as_told({str(key): value for key, value in row.items()})
        if row["event_id"] not in [same.event_id for same in same_events(told, events, areas)]:
            lost.append(row["event_id"])
    assert len(lost) <= 0.05 * len(events), lost


def as_told(row: dict[str, Any]) -> Proposal:
    def known(value: Any) -> Any:  # noqa: ANN401 - cells of any kind
        return None if pd.isna(value) else value

    names = [
        Party(name.split(" (disputed")[0], role)
        for column, role in (("perpetrators", "perpetrator"), ("targets", "target"))
        for name in str(known(row[column]) or "").split("; ")
        if name
    ]
    return proposal(
        lon=known(row["lon"]), lat=known(row["lat"]), area_id=known(row["area_id"]),
        precision_m=known(row["precision_m"]), place_precision=row["place_precision"],
        date_start=row["date_start"].date(), date_end=row["date_end"].date(),
        event_type=row["event_type"], parties=tuple(names),
    )  # fmt: skip


@settings(max_examples=60)
@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-90, 90),
    metres=st.one_of(st.none(), st.floats(0, 1e7)),
    after=st.integers(-400, 400),
)
def test_what_is_offered_is_near_in_place_and_time(
    lon: float, lat: float, metres: float | None, after: int, events: pd.DataFrame, areas: Areas
) -> None:
    day = dt.date(2024, 2, 7) + dt.timedelta(days=after)
    told = proposal(lon=lon, lat=lat, precision_m=metres, date_start=day, date_end=day)
    for same in same_events(told, events, areas):
        row = events.set_index("event_id").loc[same.event_id]
        assert row["date_start"] <= pd.Timestamp(day + dt.timedelta(days=1))
        assert row["date_end"] >= pd.Timestamp(day - dt.timedelta(days=1))
        assert 0 < same.score <= 1
        assert same.reasons


def test_there_may_be_nothing_to_compare_with(events: pd.DataFrame, areas: Areas) -> None:
    assert same_events(proposal(), events.iloc[:0], areas) == []
