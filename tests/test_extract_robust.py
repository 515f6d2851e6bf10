"""Any text gives an answer, soon, and the answer keeps the format's promises."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.errors import ReportError
from dashboard.extract import causes, read_report

if TYPE_CHECKING:
    from dashboard.extract.document import Word
from dashboard.extract.language import in_english
from dashboard.extract.reader import HARDLY_ENGLISH

FRIDAY = dt.date(2024, 2, 9)
LIMIT_S = 20.0
PIECES = st.sampled_from(
    [
        "Israel",
        "struck",
        "Baghdad",
        "Homs",
        "the",
        "Red",
        "Sea",
        "Houthis",
        "attack",
        "on",
        "in",
        "of",
        "killed",
        "3",
        "people",
        ",",
        ".",
        ";",
        ":",
        '"',
        "'",
        "(",
        ")",
        "officials",
        "said",
        "Monday",
        "in",
        "response",
        "to",
        "55",
        "nautical",
        "miles",
        "west",
        "of",
        "Hodeidah",
        "and",
        "no",
        "drone",
        "missile",
        "ship",
        "overnight",
        "a",
        "day",
        "earlier",
        "-",
        "province",
        "\n",
        "غارة",
        "الحديدة",
        "U.S.",
        "'s",
        "at",
        "least",
        "between",
        "5",
        "and",
        "7",
    ]
)
AREAS = {"admin1", "country", "water_body"}


def checked(text: str) -> dict[str, Any]:
    report: dict[str, Any] = read_report(text, FRIDAY)
    ids = {e["id"] for e in report["events"]}
    assert len(ids) == len(report["events"])
    for event in report["events"]:
        spans = [
            *event["sentences"],
            *(a["span"] for a in event["actors"]),
            *(c["span"] for c in event["casualties"]),
            *(k["span"] for k in event["links"]),
        ]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert (event["lat"] is None) == (event["place_precision"] in AREAS)
        first, last = event["date_start"], event["date_end"]
        assert first is None or first <= last
        assert all(k["to"] in ids - {event["id"]} for k in event["links"])
    return report


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=120))
def test_any_words_in_any_order(words: list[str]) -> None:
    text = " ".join(words)
    if text.strip():
        checked(text)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_characters(text: str) -> None:
    try:
        checked(text)
    except ReportError:
        return


@pytest.mark.parametrize(
    "part",
    [
        "strike ",
        "Strike killed 3 in Baghdad and ",
        "1 2 3 ",
        '"',
        ". ",
        "Al-Asad ",
        "U.S.",
        "killed, ",
        "(",
        "in response to ",
        "north of ",
        "the ",
        "a",
    ],
)
def test_no_text_hangs(part: str) -> None:
    text = (part * 20_000)[:20_000]
    begun = time.monotonic()
    checked(text)
    assert time.monotonic() - begun < LIMIT_S


def test_a_text_pasted_many_times_over_costs_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    telling, compared = causes.telling, [0]

    def counted(word: Word) -> bool:
        compared[-1] += 1
        return telling(word)

    monkeypatch.setattr(causes, "telling", counted)
    once = (
        "The Houthis fired a missile at a tanker in the Red Sea on Tuesday in response to air "
        "strikes on Hodeida on Monday. Three men were killed in a raid near Mosul on Sunday.\n"
    )
    for times in (15, 30):
        compared.append(0)
        checked(once * times)
    assert 0 < compared[2] < 2.5 * compared[1]


def test_two_megabytes_are_refused_at_once() -> None:
    with pytest.raises(ReportError, match="400,000"):
        read_report("word " * 400_000, FRIDAY)


@pytest.mark.parametrize(
    "text",
    [
        "Всю ночь над городом летали беспилотники, сообщили власти. Пострадавших нет. " * 3,
        (
            "Bei einem Drohnenangriff auf ein Auto in Bagdad sind am Mittwoch drei Menschen getötet "
            "worden. Die Huthi-Rebellen feuerten am Dienstag zwei Raketen auf einen Tanker ab."
        ),
        (
            "Trois personnes ont été tuées mercredi dans une frappe de drone contre une voiture à "
            "Bagdad, selon des responsables. Les Houthis ont tiré mardi deux missiles."
        ),
    ],
)
def test_another_language_gives_a_reason(text: str) -> None:
    report = read_report(text, FRIDAY)
    assert report["events"] == []
    assert "not in English" in report["notes"][0]


def test_english_is_told_from_other_languages() -> None:
    assert in_english("12.5")
    assert in_english("Drone hits Erbil depot")
    assert in_english("Drones struck Erbil (أربيل) on Monday, officials of the region said. " * 3)
    arabic = "بغداد - قصف الجيش الأمريكي قاعدة في الموصل يوم الاثنين. CENTCOM"
    assert not in_english(arabic)
    assert read_report(arabic, FRIDAY)["notes"] == [HARDLY_ENGLISH]


def test_only_the_first_part_of_a_long_text_is_read() -> None:
    report = read_report("Nothing happened. " * 5_000, FRIDAY)
    assert any("first part" in note for note in report["notes"])
