"""Each step of the reader alone."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from dashboard.errors import DataError, ReportError
from dashboard.extract.bearings import distance_km, offset_point
from dashboard.extract.claims import KINDS
from dashboard.extract.dates import find_clock, find_dates
from dashboard.extract.document import MAX_CHARS, plain, read_document, words_of
from dashboard.extract.genre import GENRES
from dashboard.extract.kinds import WEAPONS
from dashboard.extract.matching import phrases
from dashboard.extract.numbers import find_numbers
from dashboard.extract.placebook import LayeredPlaceBook, load_placebook
from dashboard.extract.tables import Tables, load_tables
from dashboard.extract.triggers import find_triggers
from dashboard.extract.violence import FLIES
from tests.conftest import DATA

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = dt.date(2024, 2, 9)
EXTRACT = DATA.parent / "dashboard" / "extract"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables(DATA)


@pytest.fixture(scope="module")
def book() -> LayeredPlaceBook:
    return load_placebook(DATA)


def test_plain_moves_no_character() -> None:
    text = "\u201cIt\u2019s\u201d\u00a0a\u2011b \u2014 ok\t."
    assert len(plain(text)) == len(text)
    assert plain(text) == '"It\'s" a-b \u2014 ok .'


def test_sentences_stop_at_sentences_only() -> None:
    text = "Gen. Ali Ahmed of the U.S. Navy spoke at 9 p.m. on Jan. 3. He left. \u201cNo!\u201d she said."
    document = read_document(f"{text}\n\nA heading\n\nMore text here.")
    found = [text[s.start : s.end] for s in document.sentences if s.end <= len(text)]
    assert found == [
        "Gen. Ali Ahmed of the U.S. Navy spoke at 9 p.m. on Jan. 3.",
        "He left.",
        "\u201cNo!\u201d she said.",
    ]
    assert [s.heading for s in document.sentences][-2:] == [True, False]


def test_offsets_count_in_the_raw_text() -> None:
    text = "Title\n\nBAGHDAD, Feb 9 (Wire) \u2013 Rockets hit Israel\u2019s base."
    for sentence in read_document(text).sentences:
        for word in sentence.words:
            assert plain(text)[word.start : word.end] == word.text


def test_a_dateline_gives_no_words() -> None:
    document = read_document("BAGHDAD, Feb 9 (Wire) \u2013 Rockets hit a base.")
    assert [w.text for w in document.sentences[0].words][:2] == ["Rockets", "hit"]


@pytest.mark.parametrize("text", ["", "  \n\n ", "\x00\x01\x02" * 50, "x" * (MAX_CHARS + 1)])
def test_what_cannot_be_read_says_why(text: str) -> None:
    with pytest.raises(ReportError):
        read_document(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("between 3 and 5 February", "2024-02-03", "2024-02-05", "days"),
        ("on 2024-01-28", "2024-01-28", "2024-01-28", "day"),
        ("Saturday, 3 February", "2024-02-03", "2024-02-03", "day"),
        ("earlier this week", "2024-02-05", "2024-02-09", "week"),
        ("last Friday", "2024-02-02", "2024-02-02", "day"),
        ("on Friday", "2024-02-09", "2024-02-09", "day"),
        ("overnight into Thursday", "2024-02-07", "2024-02-08", "days"),
        ("in early December", "2023-12-01", "2023-12-10", "days"),
        ("a week ago", "2024-02-02", "2024-02-02", "day"),
        ("in 2022", "2022-01-01", "2022-12-31", "year"),
        ("over the weekend", "2024-02-03", "2024-02-04", "days"),
        ("last month", "2024-01-01", "2024-01-31", "month"),
    ],
)
def test_date_grammar(text: str, first: str, last: str, precision: str) -> None:
    (found,) = find_dates(text, 0, len(text), PUBLISHED)
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)


@pytest.mark.parametrize("text", ["next Friday", "the march", "may", "2000 people", "31 February"])
def test_no_date(text: str) -> None:
    assert find_dates(text, 0, len(text), PUBLISHED) == []


def test_since_lasts_until_publication() -> None:
    text = "since November"
    (found,) = find_dates(text, 0, len(text), PUBLISHED)
    assert found.since
    assert (found.first, found.last) == (dt.date(2023, 11, 1), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("at 9:30 pm local time", ["21:30"]),
        ("at 12 a.m.", ["00:00"]),
        ("at 0630 UTC", []),
        ("at 0630 local", ["06:30"]),
    ],
)
def test_times_of_day_are_local(text: str, times: list[str]) -> None:
    assert [t for _, _, t in find_clock(text, 0, len(text))] == times


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least twenty-five people", (25, None)),
        ("up to 40 fighters", (None, 40)),
        ("between 5 and 7 men", (5, 7)),
        ("two dozen fighters", (24, 24)),
        ("1,200 people", (1200, 1200)),
        ("three hundred and six people", (306, 306)),
        ("10 to 12 soldiers", (10, 12)),
        ("more than 30", (30, None)),
        ("about 15 people", (15, 15)),
    ],
)
def test_numbers(text: str, expected: tuple[int | None, int | None], tables: Tables) -> None:
    found = find_numbers(words_of(text, 0, len(text)), tables)[0]
    assert (found.low, found.high) == expected


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The strike killed two.", True),
        ("Rebels strike the town.", False),
        ("They attack the base.", False),
        ("An attack on the base.", True),
        ("Jets were bombing the town.", False),
        ("The bombing of the town.", True),
        ("Israel strikes Homs.", False),
        ("Israeli strikes on Homs.", True),
    ],
)
def test_noun_or_verb(text: str, noun: bool, tables: Tables) -> None:  # noqa: FBT001
    (sentence,) = read_document(text).sentences
    assert find_triggers(sentence, tables, frozenset())[0].noun is noun


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Iran could attack the base.", "unreal"),
        ("Iran threatened to attack the base.", "unreal"),
        ("Iran continued to attack the base.", "real"),
        ("Iran did not attack the base.", "negated"),
        ("Iran denied that it attacked the base.", "denied"),
        ("Fears of an attack grew.", "unreal"),
        ("An attack on the base would be folly.", "unreal"),
        ("They claimed to have attacked the base.", "real"),
    ],
)
def test_modality(text: str, modality: str, tables: Tables) -> None:
    (sentence,) = read_document(text).sentences
    assert find_triggers(sentence, tables, frozenset())[0].modality == modality


def test_the_longest_name_wins() -> None:
    words = words_of("Ain al-Asad air base", 0, 20)
    names = {"ain", "ain al asad", "ain al asad air base"}
    (found,) = phrases(words, names.__contains__, lambda w: bool(w.key))
    assert found.key == "ain al asad air base"


def test_layers_of_names(book: LayeredPlaceBook) -> None:
    assert book.lookup("jordan")[0].layer == "country"
    assert book.lookup("red sea")[0].area_id == "sea-red-sea"
    assert {c.layer for c in book.lookup("hodeidah")} >= {"admin1", "city"}
    assert book.lookup("no such place") == ()
    capital = book.capital("IQ")
    assert capital is not None
    assert capital.name == "Baghdad"
    assert book.sea_at(38.0, 20.0) == "sea-red-sea"
    assert book.sea_at(44.4, 33.3) is None


def test_bearings_go_out_and_back() -> None:
    lon, lat = offset_point(43.25, 13.3, 100.0, 225.0)
    assert distance_km(43.25, 13.3, lon, lat) == pytest.approx(100.0, abs=0.01)
    assert lon < 43.25
    assert lat < 13.3


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"name_heads\.csv"):
        load_tables(tmp_path)


def test_every_word_of_the_classes_can_stand_in_a_text(tables: Tables) -> None:
    # The reader cuts "anti-aircraft", "F-16" and "ministry's" apart: such an entry finds nothing.
    unseen = {}
    for kind, entries in tables.words.items():
        for entry in entries:
            text = f"they{entry}" if entry.startswith("'") else f"the {entry}"
            words = [word.low for word in words_of(text, 0, len(text))]
            if " ".join(words[1:]) != entry:
                unseen[entry] = kind
    assert unseen == {}


def test_every_class_of_words_is_asked_for(tables: Tables) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in EXTRACT.glob("*.py"))
    asked = {*re.findall(r'(?:words\[|has\()"(\w+)"', code), *GENRES, *WEAPONS, *KINDS, *FLIES}
    assert set(tables.words) - asked == set()
