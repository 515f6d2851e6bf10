from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.actors import members
from dashboard.errors import FilterError
from dashboard.filters import EventFilter, from_query, search_text, select, to_query
from dashboard.names import fold
from dashboard.schema import PLACE_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from dashboard.records import Records

IDS = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)
DAYS = st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))


@st.composite
def filters(draw: st.DrawFn) -> EventFilter:
    start, end = sorted((draw(DAYS), draw(DAYS)), key=lambda day: day or dt.date.min)
    return EventFilter(
        start=start,
        end=end,
        actors=tuple(draw(st.lists(IDS, max_size=3))),
        role=draw(st.sampled_from(("perpetrator", "target", "either"))),
        types=tuple(draw(st.lists(IDS, max_size=3))),
        regions=tuple(draw(st.lists(IDS, max_size=3))),
        precisions=tuple(draw(st.lists(st.sampled_from(PLACE_PRECISIONS), max_size=3))),
        deaths=tuple(draw(st.lists(st.sampled_from(("some", "none", "unreported"))))),
        min_deaths=draw(st.one_of(st.none(), st.integers(0, 10**9 - 1))),
        disputed=draw(st.booleans()),
        datasets=tuple(draw(st.lists(IDS, max_size=2))),
        text=draw(st.text(max_size=40)),
        weak=draw(st.booleans()),
    )


@given(filters())
def test_reading_what_was_written_gives_the_same_filter(chosen: EventFilter) -> None:
    assert from_query(to_query(chosen)) == chosen


@given(filters())
def test_the_written_form_is_plain_ascii_and_stable(chosen: EventFilter) -> None:
    query = to_query(chosen)
    assert query.isascii()
    assert not set(query) & set(" \"'<>`{}#?")
    assert to_query(from_query(query)) == query


@given(st.text(max_size=80))
def test_rubbish_is_refused_with_a_sentence_or_read(query: str) -> None:
    try:
        from_query(query)
    except FilterError as error:
        assert str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("colour=red", "'colour' is no filter; there are: from, to"),
        ("from=7.2.2024", "from: '7.2.2024' is no date"),
        ("from=20240207", "is no plain date"),
        ("from=2024-02-07&to=2024-02-06", "is after to"),
        ("from=2024-02-07&from=2024-02-06", "from stands 2 times"),
        ("role=victim", "role: 'victim' is not one of: perpetrator, target, either"),
        ("deaths=many", "deaths: 'many' is not one of"),
        ("precision=roughly", "precision: 'roughly' is not one of"),
        ("min_deaths=-1", "min_deaths: '-1' is no whole number"),
        ("min_deaths=٣", "is no whole number"),
        ("disputed=yes", "disputed: 'yes' is neither 1 nor 0"),
        ("q=" + "a" * 201, "q: at most 200 characters"),
        ("&".join(f"actor=a{i}" for i in range(301)), "actors: at most 300 values"),
        ("&".join(["actor=a"] * 1001), "the query cannot be read"),
    ],
)
def test_a_wrong_value_is_named(query: str, said: str) -> None:
    with pytest.raises(FilterError, match=said.replace("(", r"\(")):
        from_query(query)


@pytest.fixture(scope="module")
def keep(records: Records, starter: gpd.GeoDataFrame) -> Callable[[str], set[str]]:
    everyone = members(records.actors)

    def kept(query: str) -> set[str]:
        found = select(starter, records.event_actors, everyone, from_query(query))
        return set(found["event_id"])

    return kept


def test_the_empty_filter_leaves_out_only_the_weak(keep: Callable[[str], set[str]]) -> None:
    assert len(keep("")) == 238
    assert len(keep("weak=1")) == 248


def test_both_days_are_included(keep: Callable[[str], set[str]]) -> None:
    assert "2024-01-28-tower22" in keep("from=2024-01-28&to=2024-01-28")
    assert "2024-01-28-tower22" not in keep("from=2024-01-29")


def test_an_event_of_two_days_is_found_on_each(keep: Callable[[str], set[str]]) -> None:
    assert "2024-04-13-iran-attack" in keep("from=2024-04-14&to=2024-04-14")


def test_a_group_finds_what_its_members_did(keep: Callable[[str], set[str]]) -> None:
    assert keep("actor=kataib-hezbollah") <= keep("actor=islamic-resistance-in-iraq")
    assert "2024-02-07-baghdad-mashtal" in keep("actor=islamic-resistance-in-iraq&role=target")
    assert "2024-02-07-baghdad-mashtal" not in keep("actor=kataib-hezbollah&role=perpetrator")


def test_unreported_deaths_are_not_zero_deaths(keep: Callable[[str], set[str]]) -> None:
    none, some, unreported = (keep(f"weak=1&deaths={k}") for k in ("none", "some", "unreported"))
    assert not none & unreported
    assert none | some | unreported == keep("weak=1")
    assert keep("deaths=none&deaths=some&weak=1") == none | some


def test_words_are_found_in_any_order_and_spelling(keep: Callable[[str], set[str]]) -> None:
    assert "2024-02-07-baghdad-mashtal" in keep("q=SAADI+baghdad")
    assert "2024-02-07-baghdad-mashtal" in keep("q=al-Sa%27adi")
    assert not keep("q=saadi+atlantis")


def test_a_search_for_marks_only_finds_all(keep: Callable[[str], set[str]]) -> None:
    assert keep("q=%25") == set()
    assert keep("q=-") == keep("")


def test_disputed_only(keep: Callable[[str], set[str]]) -> None:
    assert len(keep("disputed=1&weak=1")) == 9


def test_searched_is_all_that_is_said_of_an_event_folded_as_one_text(
    starter: gpd.GeoDataFrame,
) -> None:
    parts = ("summary", "place_name", "admin1", "country", "perpetrators", "targets",
             "claimed_by", "attributed_to")  # fmt: skip
    rows = zip(*(starter[part].fillna("") for part in parts), strict=True)
    assert search_text(starter).tolist() == [fold(" / ".join(row)) for row in rows]
