"""The interchange format checked, and what a person does to proposals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.errors import ReportError
from dashboard.extract import read_report
from dashboard.extract.answers import FROM_MEMORY
from dashboard.reports import (
    Link,
    Party,
    Placed,
    Toll,
    corrected,
    evidence,
    marks,
    merged,
    quoted,
    report_of,
    restored,
    split,
    toll_words,
    written,
)
from dashboard.reports.edits import NO_DATE, NOBODY, SETTLED
from tests.test_report_rows import DAY, TEXT, proposal, report

if TYPE_CHECKING:
    from dashboard.reports import Report

__all__ = ["report"]  # a fixture that pytest finds here


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"place_precision": "somewhere"}, "place_precision"),
        ({"lat": 91.0}, "lat"),
        ({"lon": None}, "only one"),
        ({"lon": float("nan")}, "lon"),
        ({"date_start": "2024-02-10"}, "date_end"),
        ({"date_start": "yesterday"}, "date_start"),
        ({"date_precision": "soon"}, "date_precision"),
        ({"event_type": "<b>"}, "event_type"),
        ({"id": ""}, "id"),
        ({"actors": [{"name": "", "role": "target"}]}, "actors 1"),
        ({"actors": ["x"]}, "actors 1"),
        ({"casualties": [{"kind": "killed"}]}, "no number"),
        ({"casualties": [{"kind": "killed", "low": 3, "high": 1}]}, "more than high"),
        ({"casualties": [{"kind": "killed", "low": 1.5}]}, "no whole number"),
        ({"casualties": [{"kind": "killed", "low": float("inf")}]}, "no whole number"),
        ({"casualties": [{"kind": "killed", "low": float("nan")}]}, "no whole number"),
        ({"casualties": [{"kind": "eaten", "low": 1}]}, "needs a kind"),
        ({"links": [{"type": "follows", "to": "e1"}]}, "retaliation_for"),
    ],
)
def test_what_cannot_be_is_named(report: Report, change: dict[str, Any], fault: str) -> None:
    content = written(report)
    content["events"][0] |= {"lat": 34.7, "lon": 36.7, "place_precision": "city"} | change
    with pytest.raises(ReportError, match=fault):
        report_of(content)


@pytest.mark.parametrize(
    "content", [None, [], "x", {}, {"events": []}, {"events": 3, "published": "2024-02-09"}]
)
def test_what_is_no_report_is_refused(content: object) -> None:
    with pytest.raises(ReportError):
        report_of(content)


def test_ids_that_stand_twice_are_refused(report: Report) -> None:
    content = written(report)
    content["events"] = [content["events"][0]] * 2
    with pytest.raises(ReportError, match="more than once: e1"):
        report_of(content)


def test_spans_beyond_the_text_are_dropped(report: Report) -> None:
    content = written(report)
    content["events"][0] |= {"place_span": [0, 10**9], "sentences": [[5, 5], [-1, 3], [0, 20], 7]}
    first = report_of(content, TEXT).proposals[0]
    assert first.place_span is None
    assert first.sentences == ((0, 20),)


# Corrections.


def test_a_field_set_by_hand_has_no_words(report: Report) -> None:
    first = report.proposals[0]
    moved = corrected(
        first,
        event_type="shelling_missile",
        place=Placed("Tartus", 35.9, 34.9, "SY", "city", 8000.0),
        days=(dt.date(2024, 2, 6), dt.date(2024, 2, 4)),
        perpetrators=("Israel",),
    )
    assert (moved.date_start, moved.date_end) == (dt.date(2024, 2, 4), dt.date(2024, 2, 6))
    assert moved.date_precision == "days"
    assert moved.place_span is moved.type_span is None
    assert moved.date_spans == ()
    assert moved.by_hand == {"event_type", "place", "date", "actors"}
    assert moved.parties[0] == Party("Israel", "perpetrator")
    assert corrected(first) == first
    assert corrected(first, perpetrators=first.named("perpetrator")) == first


def test_what_a_person_corrects_is_named() -> None:
    p = proposal(
        parties=(Party("Iran", "party", (0, 4)), Party("Iraq", "target", (5, 9))),
        tolls=(Toll("killed", 1, 1, "medics", "own", (9, 12)),),
        links=(Link("e2"), Link("e7")),
    )
    assert corrected(p, tolls=p.tolls, targets=("Iraq",)) == p
    by = corrected(p, perpetrators=("Iran", "Israel"))
    assert by.parties == (
        Party("Iran", "party", (0, 4)),
        Party("Israel", "perpetrator"),
        p.parties[1],
    )
    assert by.by_hand == {"actors"}
    assert corrected(p, tolls=(Toll("killed", 2, 2),)).by_hand == {"numbers"}
    undated = corrected(p, days=(None, DAY), date_precision="unknown")
    assert (undated.date_start, undated.date_end) == (None, DAY)
    assert undated.by_hand == {"date"}
    answers = [e.value for e in evidence(p, {}, {"e2": "proposal 2"}) if e.field == "Answers"]
    assert answers == ["proposal 2", "one that is no longer proposed"]


def test_an_area_set_by_hand_has_no_point() -> None:
    moved = corrected(proposal(), place=Placed("Yemen", 45.0, 15.0, "YE", "country", 9.0, "YE"))
    assert (moved.lon, moved.lat, moved.precision_m, moved.area_id) == (None, None, None, "YE")


def test_a_claim_that_was_not_changed_keeps_its_words() -> None:
    said = Toll("killed", 3, 3, "medics", "row", (4, 9))
    changed = corrected(
        proposal(tolls=(said,)), tolls=[replace(said, span=None), Toll("injured", 1, 1, "medics")]
    )
    assert [toll.span for toll in changed.tolls] == [(4, 9), None]


def test_a_proposal_comes_back_to_its_place() -> None:
    first, second, last = (proposal(id=f"e{n}", sentences=((n, n + 5),)) for n in (1, 2, 3))
    for back in (first, second, last):
        left = tuple(p for p in (first, second, last) if p != back)
        assert restored(left, back) == (first, second, last)
    assert restored((), last) == (last,)


def test_merging_takes_the_finest_of_all() -> None:
    rough = proposal(
        place_precision="country", lon=None, lat=None, area_id="IQ", date_start=None,
        event_type="other_attack", tolls=(Toll("killed", 1, 1),), sentences=((50, 60),),
        confidence=0.5,
    )  # fmt: skip
    fine = proposal(
        id="e2", tolls=(Toll("killed", 1, 1), Toll("injured", 2, 2)), links=(Link("e1"),)
    )
    other = proposal(id="e3", links=(Link("e2"),))
    whole, last = merged([rough, fine, other], {"e1", "e2"})
    assert (whole.id, whole.place_precision, whole.lon) == ("e1", "city", 44.4)
    assert (whole.date_start, whole.event_type) == (fine.date_start, "air_drone_strike")
    assert len(whole.tolls) == 2
    assert whole.links == ()
    assert whole.sentences == ((0, 40), (50, 60))
    assert last.links == (Link("e1"),)
    with pytest.raises(ReportError, match="two"):
        merged([rough, fine], {"e1"})


def test_merging_keeps_what_a_person_set() -> None:
    placed = corrected(
        proposal(place_precision="exact"),
        place=Placed("Homs", area_id="SY-HI", precision="admin1"),
        event_type="other_attack",
    )
    dated = corrected(proposal(id="e2"), days=(dt.date(2024, 2, 1), dt.date(2024, 2, 4)))
    for both in ([placed, dated], [dated, placed]):
        (whole,) = merged(both, {"e1", "e2"})
        assert (whole.area_id, whole.lon) == ("SY-HI", None)
        assert (whole.date_start, whole.date_end) == (dt.date(2024, 2, 1), dt.date(2024, 2, 4))
        assert whole.event_type == "other_attack"


def test_doubts_go_with_what_they_were_about() -> None:
    said = (
        "the name means more than one place",
        FROM_MEMORY,
        NO_DATE,
        NOBODY,
        "somebody denies it",
    )
    doubted = proposal(date_start=None, parties=(), reasons=said)
    placed = corrected(doubted, place=Placed("Homs"))
    assert placed.reasons == said[2:]
    dated = corrected(placed, days=(dt.date(2024, 2, 1), dt.date(2024, 2, 1)))
    assert dated.reasons == said[3:]
    assert corrected(dated, perpetrators=("Houthis",)).reasons == said[4:]
    (whole,) = merged(
        [doubted, proposal(id="e2", parties=(Party("X", "perpetrator"),))], {"e1", "e2"}
    )
    assert whole.reasons == (*said[:2], said[4])


def test_the_doubts_are_the_words_of_the_reader() -> None:
    text = "A blast hit Hodeida."
    said = {why for event in read_report(text, DAY)["events"] for why in event["reasons"]}
    assert {NO_DATE, NOBODY, "the name means more than one place"} <= said
    assert FROM_MEMORY in SETTLED["place"]


def test_splitting_shares_the_sentences_out() -> None:
    said = (Toll("killed", 1, 1, span=(5, 8)), Toll("injured", 2, 2, span=(55, 58)))
    first, second, third = split(
        [proposal(sentences=((0, 40), (50, 60)), tolls=said), proposal(id="e1-2")], "e1"
    )
    assert (first.id, second.id, third.id) == ("e1", "e1-3", "e1-2")
    assert first.tolls == said[:1]
    assert second.tolls == said[1:]
    assert second.sentences == ((50, 60),)
    same, copy, _ = split([proposal(), proposal(id="x")], "e1")
    assert replace(copy, id="e1") == same


def test_every_field_points_at_its_words(report: Report) -> None:
    first = report.proposals[0]
    told = {part.field: [quoted(TEXT, s) for s in part.spans] for part in evidence(first, {})}
    assert told["Where"] == ["Homs"]
    assert "Monday" in told["When"][0]
    assert told["How many"] == ["two"]
    assert {"place", "date", "actor", "number"} == {mark.kind for mark in marks(report)}


@pytest.mark.parametrize(
    ("toll", "words_"),
    [
        (Toll("killed", 3, None), "at least 3 killed"),
        (Toll("injured", None, 40), "up to 40 injured"),
        (Toll("killed", 5, 7), "5 to 7 killed"),
        (Toll("injured", 0, 0), "nobody injured"),
        (Toll("casualties", 0, 0), "no casualties"),
        (Toll("casualties", 1, 1), "1 casualty"),
    ],
)
def test_numbers_in_words(toll: Toll, words_: str) -> None:
    assert toll_words(toll) == words_


def test_what_is_no_event_is_kept_and_checked() -> None:
    text = f"{TEXT} Iran threatened to strike Haifa."
    read = read_report(text, DAY)
    refused = next(n for n in read["non_events"] if n["kind"] == "threatened")
    assert text[slice(*refused["span"])] == "strike"
    kept = written(report_of(read, text), ())
    assert kept["events"] == []
    assert kept["non_events"] == read["non_events"]
    odd = [{"span": [5, 2], "kind": "will"}, {"span": [0, 10**9], "kind": "will"}, 7, {"kind": 3}]
    assert report_of(kept | {"non_events": odd}, text).non_events == ()
