from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.claims import figures, in_words, total
from dashboard.records import Records, typed
from dashboard.schema import CLAIMS, COUNT_BASES

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = st.one_of(st.none(), st.integers(0, 5000))


def claims(*rows: dict[str, object]) -> pd.DataFrame:
    plain = {"event_id": "e", "field": "fatalities", "scope": "row", "count_basis": "other"}
    return typed(pd.DataFrame([plain | row for row in rows]), CLAIMS)


@st.composite
def claim_rows(draw: st.DrawFn) -> dict[str, object]:
    low = draw(NUMBERS)
    high = None if low is None else draw(st.one_of(st.none(), st.integers(low, low + 50)))
    day = draw(st.dates(pd.Timestamp("2023-01-01").date(), pd.Timestamp("2025-01-01").date()))
    return {
        "low": low,
        "high": high,
        "open_ended": high is None and low is not None,
        "count_basis": draw(st.sampled_from(COUNT_BASES)),
        "scope": draw(st.sampled_from(("row", "part", "series"))),
        "as_of": pd.Timestamp(day),
    }


@given(st.lists(claim_rows(), min_size=1, max_size=8))
def test_best_lies_between_low_and_high(rows: list[dict[str, object]]) -> None:
    toll = figures(claims(*rows)).loc["e"]
    if pd.notna(toll["fatalities_best"]):
        assert toll["fatalities_low"] <= toll["fatalities_best"] <= toll["fatalities_high"]
    if pd.notna(toll["fatalities_high"]):
        assert toll["fatalities_low"] <= toll["fatalities_high"]


@given(st.lists(claim_rows(), min_size=1, max_size=8), st.randoms())
def test_order_of_claims_does_not_matter(rows: list[dict[str, object]], random: object) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert figures(claims(*rows)).equals(figures(claims(*shuffled)))


def test_of_officials_the_latest_counts_and_of_one_day_the_highest() -> None:
    toll = figures(
        claims(
            {"low": 10, "high": 10, "count_basis": "official", "as_of": "2024-02-07"},
            {"low": 12, "high": 12, "count_basis": "official"},
            {"low": 6, "high": 6, "count_basis": "official", "as_of": "2024-02-09"},
            {"low": 7, "high": 7, "count_basis": "official", "as_of": "2024-02-09"},
        )
    ).loc["e"]
    assert toll["fatalities_best"] == 7
    assert (toll["fatalities_low"], toll["fatalities_high"]) == (6, 12)


def test_the_latest_monitor_goes_before_officials() -> None:
    toll = figures(
        claims(
            {"low": 9, "high": 9, "count_basis": "official", "as_of": "2024-02-09"},
            {"low": 5, "high": 5, "count_basis": "monitor", "as_of": "2024-02-07"},
            {"low": 7, "high": 7, "count_basis": "monitor", "as_of": "2024-02-08"},
        )
    ).loc["e"]
    assert list(toll[["fatalities_low", "fatalities_best", "fatalities_high"]]) == [5, 7, 9]


def test_who_struck_never_sets_the_best() -> None:
    rows = [
        {"low": 40, "high": 40, "count_basis": "party"},
        {"low": 16, "high": 16, "count_basis": "official"},
    ]
    assert figures(claims(*rows)).loc["e", "fatalities_best"] == 16


def test_no_number_is_null_and_not_zero() -> None:
    toll = figures(claims({"low": None, "field": "perpetrator"})).loc["e"]
    assert toll[["fatalities_low", "fatalities_best", "fatalities_high"]].isna().all()


def test_a_denied_figure_has_no_best() -> None:
    toll = figures(claims({"low": 11, "high": 11, "count_basis": "denied"})).loc["e"]
    assert toll["fatalities_high"] == 11
    assert pd.isna(toll["fatalities_best"])


def test_figures_equal_the_audited_ones(records: Records, facts: Path) -> None:
    theirs = pd.read_csv(facts / "events.csv", dtype=str, keep_default_na=False)
    theirs = theirs.set_index("event_id")
    ours = figures(records.claims).reindex(theirs.index)
    for mine, other in (
        ("fatalities_low", "fat_low"),
        ("fatalities_best", "fat_best"),
        ("fatalities_high", "fat_high"),
        ("injured_low", "inj_low"),
        ("injured_high", "inj_high"),
    ):
        written = ours[mine].astype("string").fillna("")
        assert (written == theirs[other]).all(), mine
    is_open = ours["fatalities_open"].fillna(value=False).astype("bool")
    assert (is_open == (theirs["fat_open"] == "yes")).all()


@pytest.mark.parametrize(
    ("low", "high", "is_open", "words"),
    [
        (None, None, False, "not reported"),
        (0, 0, False, "0"),
        (1, 4, False, "1–4"),
        (1, None, False, "1 or more"),
        (1139, 1200, True, "1,139–1,200 or more"),
    ],
)
def test_tolls_in_words(low: int | None, high: int | None, is_open: bool, words: str) -> None:  # noqa: FBT001
    assert in_words(low, high, is_open=is_open) == words


@given(st.lists(st.tuples(NUMBERS, st.integers(0, 9))))
def test_totals_keep_the_unreported_apart(tolls: list[tuple[int | None, int]]) -> None:
    lows = [low for low, _ in tolls]
    highs = [None if low is None else low + more for low, more in tolls]
    low, high, unreported = total(lows, highs)
    assert low <= high
    assert unreported == lows.count(None)
