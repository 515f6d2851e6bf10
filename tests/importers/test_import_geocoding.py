from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from dashboard.errors import ImportFileError
from dashboard.importers.geocoding import ADDED, BulkGeocoder, distances_m, geocode_table
from dashboard.importers.scoring import COLUMNS, in_words, score
from dashboard.places import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def geocoder(data: Path) -> BulkGeocoder:
    return BulkGeocoder(Gazetteer.load(data), data)


@pytest.mark.parametrize(
    ("name", "country", "admin1", "precision", "area_id"),
    [
        ("Şalāḩ ad Dīn province", "Iraq", None, "admin1", "IQ-SD"),
        ("Yemen (North Yemen)", None, None, "country", "YE"),
        ("Red Sea", "Red Sea", None, "water_body", "sea-red-sea"),
        ("Invented Hamlet", "Yemen", "Al Hudaydah governorate", "admin1", "YE-HU"),
        ("Invented Hamlet", "Yemen", None, "country", "YE"),
        (None, "Yemen", "Al-Hudaydah", "admin1", "YE-HU"),
        ("محافظة الحديدة", "اليمن", None, "admin1", "YE-HU"),
    ],
)
def test_areas_are_areas(
    geocoder: BulkGeocoder,
    name: str | None,
    country: str | None,
    admin1: str | None,
    precision: str,
    area_id: str,
) -> None:
    got = geocoder.find(name, country, admin1)
    assert (got.precision, got.area_id) == (precision, area_id)
    assert got.lon is None
    assert got.label_lon is not None


@pytest.mark.parametrize(
    ("name", "country", "admin1"),
    [
        ("Ma’rib town", "Yemen", None),
        ("Mārib", "YE", "Marib"),
        ("مأرب", "887", None),
        ("al-Shaddadah", "Syria", "Al-Hasakeh"),
        ("Deir ez-Zor", "Syrian Arab Republic", "Deir ez Zor"),
        ("Sana'a", "Yemen (North Yemen)", None),
    ],
)
def test_names_as_they_come(
    geocoder: BulkGeocoder, name: str, country: str, admin1: str | None
) -> None:
    got = geocoder.find(name, country, admin1)
    assert got.precision == "city"
    assert got.lon is not None


def test_a_quarter_falls_back_to_its_town_with_a_wider_radius(geocoder: BulkGeocoder) -> None:
    got = geocoder.find("Al-Hasakeh - Ghoweran", "Syria", None)
    assert got.precision == "city"
    assert got.precision_m is not None
    assert got.precision_m >= 15_000
    assert "Ḩasakah" in str(got.matched_name)


@pytest.mark.parametrize(
    "name",
    [
        "Raod between Baghdad city and Samarra",
        "road between Baghdad and Mosul",
        "Baghdad - Mosul highway",
        "طريق بين بغداد والموصل",
    ],
)
def test_a_road_is_a_line_and_no_pin(geocoder: BulkGeocoder, name: str) -> None:
    got = geocoder.find(name, "Iraq", None)
    assert (got.lon, got.precision) == (None, "country")
    assert "a line between places" in str(got.reason)
    alone = geocoder.find(name, None, None)
    assert alone.precision is None


def test_a_sector_carries_its_uncertainty(geocoder: BulkGeocoder) -> None:
    got = geocoder.find("65 nm west of Al Hudaydah", "Yemen", None)
    assert got.precision == "relative"
    assert got.precision_m == pytest.approx(0.2 * 65 * 1852, rel=0.01)
    assert got.lon == pytest.approx(41.83, abs=0.05)


def test_never_a_namesake_abroad(geocoder: BulkGeocoder) -> None:
    for name in ("Baghdad", "Springfield", "Paris", "Mosul"):
        got = geocoder.find(name, "Yemen", None)
        assert got.lon is None
        assert got.area_id == "YE"
    assert geocoder.find("Baghdad", "Iraq", "Basra").area_id == "IQ-BA"
    unknown = geocoder.find("Baghdad", "Freedonia", None)
    assert unknown.precision is None
    assert "'Freedonia' is not known" in str(unknown.reason)


def test_a_similar_name_is_not_taken(geocoder: BulkGeocoder) -> None:
    assert geocoder.find("Mosull", "Iraq", None).area_id == "IQ"
    assert geocoder.find("Baghdat", None, None).precision is None


def test_what_may_mean_several_places_is_not_decided(geocoder: BulkGeocoder) -> None:
    got = geocoder.find("Tripoli", None, None)
    assert got.precision is None
    assert "may mean" in str(got.reason)
    assert "Libya" in str(got.candidates)
    assert geocoder.find("Tripoli", "Libya", None).precision == "city"


def test_a_table_keeps_its_rows_and_their_order(geocoder: BulkGeocoder) -> None:
    table = pd.DataFrame(
        {
            "where": ["Mosul", "Aden", "Mosul", None, "Nowhere"],
            "land": ["Iraq", "Yemen", "Iraq", "Iraq", None],
            "lon": ["1", "2", "3", "4", "5"],
        },
        index=[9, 7, 5, 3, 1],
    )
    told: list[float] = []
    got = geocode_table(table, geocoder, {"place": "where", "country": "land"}, told.append)
    assert list(got.columns) == ["where", "land", "lon_given", *ADDED]
    assert list(got.index) == [9, 7, 5, 3, 1]
    assert got["lon_given"].tolist() == ["1", "2", "3", "4", "5"]
    assert got["precision"].fillna("").tolist() == ["city", "city", "city", "country", ""]
    assert got["lon"].tolist()[0] == got["lon"].tolist()[2]
    assert told[-1] == 1.0


def test_a_column_that_is_not_there_is_named(geocoder: BulkGeocoder) -> None:
    with pytest.raises(ImportFileError, match="no column 'town'; there are: a"):
        geocode_table(pd.DataFrame({"a": ["x"]}), geocoder, {"place": "town"})


def test_scores_by_rows_and_by_names(geocoder: BulkGeocoder) -> None:
    table = pd.DataFrame(
        {
            "where": ["Mosul", "Mosul", "Aden", "Nowhere", "Nowhere at all", "Aden"],
            "land": ["Iraq", "Iraq", "Yemen", "Yemen", "Freedonia", "Yemen"],
            "x": ["43.13", "43.13", "45.03", "45.0", "1", ""],
            "y": ["36.34", "36.34", "14.0", "15.0", "1", ""],
        }
    )
    columns = {"place": "where", "country": "land"}
    placed = geocode_table(table, geocoder, columns)
    away = distances_m(placed, "x", "y")
    assert away[0] < 10_000
    assert 100_000 < away[2] < 161_000
    assert away[[4, 5]].isna().all()
    scores = score(placed, "x", "y", columns)
    assert list(scores.columns) == list(COLUMNS)
    got = {(row["of"], row["group"]): row for row in scores.to_dict("records")}
    rows = got["rows", "all"]
    assert (rows["asked"], rows["found"]) == (5, 0.8)
    assert rows["within_10_km_of_all"] == 0.4
    assert rows["within_10_km_of_found"] == 0.5
    assert rows["within_161_km_of_all"] >= 0.6
    assert got["distinct names", "all"]["asked"] == 4
    assert got["country", "Iraq"]["found"] == 1.0
    assert np.isnan(got["country", "Freedonia"]["median_error_km"])
    assert got["precision", "country"]["asked"] == 1
    assert "80.0%" in in_words(scores)
