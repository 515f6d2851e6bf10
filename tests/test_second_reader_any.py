"""Whatever a language model answers: what is kept quotes the text and keeps the format."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import SecondReaderError
from dashboard.extract import read_report
from dashboard.extract.agreement import agreed
from dashboard.extract.document import plain
from dashboard.extract.grounding import ground_of, grounded
from dashboard.extract.interchange import (
    DATE_PRECISIONS,
    EVENT_TYPES,
    KINDS,
    ROLES,
    VERACITIES,
    faults,
    spans_of,
)
from dashboard.extract.placebook import load_placebook
from dashboard.extract.quotes import locate
from dashboard.extract.replies import SCHEMA, parse
from dashboard.extract.tables import load_tables
from tests.conftest import DATA

FRIDAY = dt.date(2024, 2, 9)
TEXT = """Strikes on two towns

Israel struck Homs and Daraa in Syria overnight, killing at least 7 people, a monitor said. Hours \
later rockets hit the Golan Heights in response to the strikes; no one was hurt.

The Houthis fired at a tanker 55 nautical miles west of Hodeidah on Monday, UKMTO said. قصف الحديدة"""
TABLES, BOOK = load_tables(DATA), load_placebook(DATA)
GROUND = ground_of(TEXT, FRIDAY, TABLES, BOOK)
FIRST = read_report(TEXT, FRIDAY)
MODEL = "model a/b"

WORDS = TEXT.split()
STRETCHES = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 12)).map(
    lambda pair: " ".join(WORDS[pair[0] : pair[0] + pair[1]])
)
QUOTES = st.one_of(
    STRETCHES,
    STRETCHES,
    STRETCHES.map(str.upper),
    st.sampled_from(["Homs", "Hodeidah", "Golan Heights", "Syria", "it", ".", "7", "الحديدة"]),
    st.text(max_size=30),
)
DAYS = st.one_of(
    st.dates(dt.date(2024, 1, 30), FRIDAY).map(dt.date.isoformat),
    st.dates().map(dt.date.isoformat),
    st.text(max_size=12),
)
COUNTS = st.one_of(st.none(), st.sampled_from([0, 7, 55]), st.integers(-1, 8), st.integers())
IDS = st.sampled_from(["a", "b", "c", ""])


def mostly(*good: str) -> st.SearchStrategy[str]:
    """Give good quotes and values two times of three, so that something is kept."""
    return st.one_of(st.sampled_from(good), st.sampled_from(good), QUOTES)


def one_of(values: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([*values, *values, *values, "no such value"])


def with_bounds(claim: dict[str, Any]) -> dict[str, Any]:
    low, high = claim.pop("bounds")
    return claim | {"low": low, "high": high}


def items(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries(fields), max_size=3)


CLAIMS = st.fixed_dictionaries(
    {
        "quote": mostly("at least 7 people", "no one was hurt", "55 nautical miles"),
        "kind": one_of(KINDS),
        "bounds": st.one_of(
            st.sampled_from([(7, None), (0, 0), (55, 55), (None, 7)]), st.tuples(COUNTS, COUNTS)
        ),
        "source_quote": st.one_of(st.none(), mostly("a monitor", "UKMTO")),
        "whole_group": st.booleans(),
    }
)
GOOD_CLAIM = {
    "quote": "at least 7 people",
    "kind": "killed",
    "low": 7,
    "high": None,
    "source_quote": "a monitor",
    "whole_group": True,
}
GOOD_DATE = {
    "quote": "overnight",
    "start": "2024-02-08",
    "end": "2024-02-09",
    "precision": "days",
}
GOOD_LINK = {"to": "a", "quote": "in response to the strikes"}
PROPOSALS = st.lists(
    st.fixed_dictionaries(
        {
            "id": IDS,
            "group": st.one_of(st.none(), IDS),
            "sentence_quotes": st.lists(mostly("Israel struck Homs", "rockets hit"), max_size=3),
            "act_quote": mostly("struck", "hit", "fired at"),
            "place_quote": mostly("Homs", "Daraa", "Syria", "Golan Heights", "Hodeidah"),
            "date": st.one_of(
                st.none(),
                st.just(GOOD_DATE),
                st.fixed_dictionaries(
                    {
                        "quote": mostly("overnight", "Hours later", "on Monday"),
                        "start": st.one_of(st.none(), st.just("2024-02-08"), DAYS),
                        "end": st.one_of(st.just(FRIDAY.isoformat()), DAYS),
                        "precision": one_of(DATE_PRECISIONS),
                    }
                ),
            ),
            "event_type": one_of(EVENT_TYPES),
            "series": st.booleans(),
            "veracity": one_of(VERACITIES),
            "actors": items(
                quote=mostly("Israel", "The Houthis", "a tanker"),
                name=st.one_of(st.none(), mostly("Houthis", "Hamas", "Civilians")),
                role=one_of(ROLES),
            ),
            "casualties": st.lists(
                st.one_of(st.just(GOOD_CLAIM), CLAIMS.map(with_bounds)), max_size=3
            ),
            "links": st.lists(
                st.one_of(st.just(GOOD_LINK), st.fixed_dictionaries({"to": IDS, "quote": QUOTES})),
                max_size=3,
            ),
        }
    ),
    max_size=5,
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from([*SCHEMA["properties"], "id", "date"]), inner, max_size=4),
    ),
    max_leaves=20,
)


def kept(answer: str) -> dict[str, Any]:
    events, dropped = grounded(parse(answer), GROUND, MODEL)
    return agreed(FIRST, events, MODEL, dropped)


def letters(text: str) -> str:
    return " ".join(plain(text).split())


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PROPOSALS)
def test_everything_that_is_kept_quotes_the_text_and_keeps_the_format(
    proposed: list[dict[str, Any]],
) -> None:
    report = kept(json.dumps({"events": proposed}))
    assert faults(report, TEXT) == []
    quotes = {letters(q) for q in strings(proposed)}
    for event in report["events"]:
        if event["proposed_by"] != [MODEL]:
            continue
        for start, end in spans_of(event):
            assert TEXT[start:end].strip()
        assert letters(TEXT[slice(*event["type_span"])]) in quotes
        for link in event["links"]:
            assert letters(TEXT[slice(*link["span"])]) in quotes
        for claim in event["casualties"]:
            assert letters(TEXT[slice(*claim["span"])]) in quotes
            assert claim["source"] == "author" or claim["source"] in letters(TEXT)
        known = {entry.name for entry in TABLES.actors.values()} | {"Civilians"}
        for actor in event["actors"]:
            assert actor["name"] in known | {"Commercial shipping"} or (
                actor["name"] in letters(TEXT)
            )


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = list(value.values()) if isinstance(value, dict) else value
    return [s for part in parts for s in strings(part)] if isinstance(parts, list) else []


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused(answer: object) -> None:
    for text in (
        json.dumps(answer),
        json.dumps({"events": answer}),
        json.dumps({"events": [answer]}),
    ):
        try:
            report = kept(text)
        except SecondReaderError:
            continue
        assert faults(report, TEXT) == []


@given(st.text(max_size=60))
def test_a_quote_is_found_only_where_its_words_stand(quote: str) -> None:
    span = locate(quote, GROUND.clean)
    if span is not None:
        assert letters(TEXT[slice(*span)]) == letters(quote)


@given(st.integers(0, len(WORDS) - 1), st.integers(1, 20))
def test_every_stretch_of_whole_words_is_found(first: int, length: int) -> None:
    stretch = "\n".join(WORDS[first : first + length])
    found = locate(stretch, GROUND.clean)
    assert found is not None or not any(c.isalnum() for c in stretch)


def test_a_quote_near_a_sentence_is_preferred() -> None:
    text = "Baghdad is far. They hit Baghdad."
    assert locate("Baghdad", text) == (0, 7)
    assert locate("Baghdad", text, [(16, len(text))]) == (25, 32)
    assert locate("Bagh", text) is None
    assert locate("x" * 2_000, "x" * 2_000) is None
