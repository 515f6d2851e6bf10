from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.events import honest_points, region_of
from dashboard.schema import AREA_PRECISIONS, EVENTS

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from dashboard.records import Records


def test_the_table_has_the_columns_of_the_schema(starter: gpd.GeoDataFrame) -> None:
    assert list(starter.columns) == [*EVENTS.names, "geometry"]
    assert starter.crs == "EPSG:4326"
    assert starter["event_id"].is_unique


def test_no_area_has_a_point(starter: gpd.GeoDataFrame) -> None:
    areas = starter["place_precision"].isin(AREA_PRECISIONS)
    assert areas.sum() == 19 + 25 + 6
    assert starter.loc[areas, "geometry"].isna().all()
    assert starter.loc[areas, ["label_lon", "label_lat", "area_id"]].notna().all(axis=None)
    assert starter.loc[~areas, "geometry"].notna().all()


def test_points_are_lon_lat(starter: gpd.GeoDataFrame) -> None:
    tower = starter.set_index("event_id").loc["2024-01-28-tower22"]
    assert (tower.geometry.x, tower.geometry.y) == (38.70333, 33.31417)


def test_taking_points_away_twice_is_taking_them_once(starter: gpd.GeoDataFrame) -> None:
    plain = pd.DataFrame(starter.drop(columns="geometry"))
    pd.testing.assert_frame_equal(honest_points(plain), plain)


def test_regions_of_the_starter_set(starter: gpd.GeoDataFrame, facts: Path) -> None:
    theirs = pd.read_csv(facts / "events.csv").set_index("event_id")["region"]
    names = {
        "baghdad": "Iraq",
        "iraq": "Iraq",
        "jordan": "Jordan",
        "syria": "Syria",
        "yemen": "Yemen",
        "red_sea": "Red Sea",
        "gulf_of_aden": "Gulf of Aden",
        "other": "Other",
    }
    ours = starter.set_index("event_id")["region"].map(names)
    assert (ours == theirs.loc[ours.index]).all()
    assert (starter["region"] == "baghdad").sum() > 0


def test_a_place_without_a_country_is_elsewhere(records: Records) -> None:
    nowhere = pd.Series([pd.NA], dtype="str")
    assert list(region_of(nowhere, nowhere, records.regions)) == ["other"]


def test_every_event_of_the_founding_article_is_there(
    starter: gpd.GeoDataFrame, records: Records
) -> None:
    told = records.article_events[records.article_events["relation"] == "direct"]
    events = starter.set_index("event_id").loc[told["event_id"].unique()]
    assert {"baghdad", "jordan", "iraq", "syria", "yemen"} <= set(events["region"])
    around = set(records.article_events["event_id"])
    seas = starter[starter["event_id"].isin(around)]["region"]
    assert {"red_sea", "gulf_of_aden"} <= set(seas)


def test_who_is_named_with_a_reservation_shows_it(starter: gpd.GeoDataFrame) -> None:
    assert starter["targets"].str.contains("Drug smugglers (disputed)", regex=False).any()
    assert (
        starter["attributed_to"].str.contains("Houthis (by US Central Command)", regex=False).any()
    )
