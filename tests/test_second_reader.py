"""What is kept of a language model's answer, against a stand-in server on this machine."""

from __future__ import annotations

import asyncio
import copy
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.extract import read_report
from dashboard.extract.interchange import faults
from dashboard.extract.second import second_reading
from tests.stand_in_model import (
    EMPTY,
    FRIDAY,
    KEY,
    NAME,
    TEXT,
    Model,
    alone,
    event,
    kirkuk,
)

if TYPE_CHECKING:
    from dashboard.settings import Settings


def quoted(span: list[int]) -> str:
    return TEXT[slice(*span)]


def test_what_holds_is_kept_with_our_places_names_and_spans(
    model: Model, model_settings: Settings
) -> None:
    report = alone(model, model_settings, event(), kirkuk())
    one, two = report["events"]
    assert faults(report, TEXT) == []
    assert (one["id"], two["id"]) == ("m1", "m2")
    assert one["proposed_by"] == [NAME]
    assert one["reasons"][0] == f"only {NAME} proposes it"
    assert quoted(one["type_span"]) == "struck a fuel depot"
    assert quoted(one["place_span"]) == "near Erbil"
    assert (one["place_name"], one["country"]) == ("Erbil", "IQ")
    assert one["lat"] == pytest.approx(36.19, abs=0.05)
    assert (one["date_start"], one["date_end"]) == ("2024-02-06", "2024-02-06")
    assert quoted(one["date_span"]) == "on Tuesday"
    assert [(a["name"], quoted(a["span"])) for a in one["actors"]] == [
        ("Kataib Hezbollah", "Kataib Hezbollah")
    ]
    assert [(c["kind"], c["low"], c["high"], c["source"]) for c in one["casualties"]] == [
        ("killed", 3, 3, "Kurdish officials")
    ]
    assert [(k["to"], quoted(k["span"])) for k in two["links"]] == [("m1", "in reply to the drone")]
    assert quoted(one["sentences"][0]).startswith("An armed drone")
    assert one["confidence"] <= 0.5


def test_the_question_holds_the_report_and_the_form_but_not_the_key(
    model: Model, model_settings: Settings
) -> None:
    alone(model, model_settings)
    (asked,) = model.asked
    assert model.paths == ["/v1/chat/completions"]
    assert model.keys == [f"Bearer {KEY}"]
    assert asked["model"] == "stand-in"
    system, user = (message["content"] for message in asked["messages"])
    assert TEXT in user
    assert "Friday 2024-02-09" in user
    first, last = user.splitlines()[1], user.splitlines()[-1]
    assert first == last
    assert first not in TEXT
    assert "place_quote" in system
    assert asked["response_format"]["json_schema"]["schema"]["required"] == ["events"]
    assert KEY not in json.dumps(asked)
    assert "tools" not in asked


def test_it_can_be_asked_where_an_event_loop_is_running_as_in_a_notebook(
    model: Model, model_settings: Settings
) -> None:
    async def cell() -> int:
        return len(alone(model, model_settings, event())["events"])

    with ThreadPoolExecutor(max_workers=1) as apart:  # this thread may have a loop of its own
        assert apart.submit(lambda: asyncio.run(cell())).result() == 1


def test_blanks_and_quotation_marks_may_differ_but_words_may_not(
    model: Model, model_settings: Settings
) -> None:
    loose = event(
        sentence_quotes=["An  armed drone\nstruck a fuel depot"], place_quote="near\u00a0Erbil"
    )
    assert len(alone(model, model_settings, loose)["events"]) == 1
    assert alone(model, model_settings, event(place_quote="Erbi"))["events"] == []
    assert alone(model, model_settings, event(act_quote="struck the fuel depot"))["events"] == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"sentence_quotes": ["A drone destroyed the depot"]}, "quoted no sentence"),
        ({"sentence_quotes": []}, "quoted no sentence"),
        ({"act_quote": "bombarded"}, "for what happened"),
        ({"place_quote": "Mosul"}, "for the place"),
        ({"place_quote": " ... "}, "for the place"),
        ({"event_type": "nuclear_strike"}, "form of an answer"),
        ({"sentence_quotes": "An armed drone"}, "form of an answer"),
        ({"series": "no"}, "form of an answer"),
    ],
)
def test_an_event_without_words_of_the_text_is_dropped_and_counted(
    model: Model, model_settings: Settings, changed: dict[str, Any], why: str
) -> None:
    report = alone(model, model_settings, event(**changed), kirkuk())
    (kept,) = report["events"]
    assert kept["place_name"] == "Kirkuk"
    assert kept["links"] == [], "it linked to the event that was dropped"
    assert "2 events" in report["notes"][-2]
    assert "1 dropped" in report["notes"][-2]
    assert why in report["notes"][-1]


def test_fields_whose_words_are_not_there_are_dropped(
    model: Model, model_settings: Settings
) -> None:
    claim = event()["casualties"][0]
    report = alone(
        model,
        model_settings,
        event(
            actors=[{"quote": "Islamic State", "name": "Islamic State", "role": "perpetrator"}],
            casualties=[
                claim | {"quote": "killing 3 guards"},
                claim | {"source_quote": "the Pentagon"},
                claim | {"kind": "slain"},
            ],
            date=event()["date"] | {"quote": "on Monday"},
        ),
        kirkuk(links=[{"to": "a", "quote": "in retaliation"}, {"to": "z", "quote": "in reply"}]),
    )
    one, two = report["events"]
    assert one["actors"] == []
    assert one["casualties"] == []
    assert (one["date_start"], one["date_precision"], one["date_span"]) == (None, "unknown", None)
    assert two["links"] == []


@pytest.mark.parametrize(
    ("quote", "low", "high", "kept"),
    [
        ("killing three guards", 3, 3, True),
        ("killing three guards", 4, 4, False),
        ("killing three guards", 3, 30, False),
        ("killing three guards", None, None, False),
        ("killing three guards", -3, 3, False),
        ("at least five policemen", 5, None, True),
        ("at least five policemen", 55, None, False),
        ("Nobody was hurt", 0, 0, True),
        ("killing three guards", 0, 0, False),
        ("90000 dead", 90_000, 90_000, True),
        ("90000 dead", 9, 9, False),
    ],
)
def test_a_number_must_stand_in_its_quote(
    model: Model,
    model_settings: Settings,
    quote: str,
    low: int | None,
    high: int | None,
    *,
    kept: bool,
) -> None:
    claim = event()["casualties"][0] | {"quote": quote, "low": low, "high": high}
    (one,) = alone(model, model_settings, event(casualties=[claim]))["events"]
    assert [(c["low"], c["high"]) for c in one["casualties"]] == ([(low, high)] if kept else [])


@pytest.mark.parametrize(
    ("start", "end", "precision", "kept"),
    [
        ("2024-02-06", "2024-02-06", "day", "day"),
        ("2024-02-05", "2024-02-06", "day", "range"),
        ("2024-02-06", "2024-02-06", "unknown", "day"),
        ("2024-02-06", "2024-02-05", "day", None),
        ("2024-02-10", "2024-02-10", "day", None),
        ("2024-02-30", "2024-02-30", "day", None),
        ("0024-02-06", "2024-02-06", "range", None),
        ("yesterday", "2024-02-06", "day", None),
        ("20240206", "2024-02-06", "day", None),
    ],
)
def test_days_must_be_possible(
    model: Model, model_settings: Settings, start: str, end: str, precision: str, kept: str | None
) -> None:
    date = {"quote": "on Tuesday", "start": start, "end": end, "precision": precision}
    (one,) = alone(model, model_settings, event(date=date))["events"]
    expected = (start, kept) if kept else (None, "unknown")
    assert (one["date_start"], one["date_precision"]) == expected


def test_the_rules_say_when_they_read_a_date_differently(
    model: Model, model_settings: Settings
) -> None:
    date = event()["date"] | {"start": "2024-02-05", "end": "2024-02-05"}
    (one,) = alone(model, model_settings, event(date=date))["events"]
    assert any("the rules read" in reason and "2024-02-06" in reason for reason in one["reasons"])


def test_a_name_given_by_the_model_counts_only_if_the_text_names_that_party(
    model: Model, model_settings: Settings
) -> None:
    actors = [
        {"quote": "its fighters", "name": "Kataib Hezbollah", "role": "perpetrator"},
        {"quote": "An armed drone", "name": "Houthis", "role": "perpetrator"},
        {"quote": "guards", "name": "Civilians", "role": "target"},
    ]
    (one,) = alone(model, model_settings, event(actors=actors))["events"]
    names = {quoted(a["span"]): a["name"] for a in one["actors"]}
    assert names["its fighters"] == "Kataib Hezbollah"
    assert names["An armed drone"] == "An armed drone"
    assert "'An armed drone' is not in the actor table" in one["reasons"]
    assert names["guards"] == "Civilians"


def test_a_text_that_gives_orders_can_only_fill_the_form(
    model: Model, model_settings: Settings
) -> None:
    obeyed = event(
        id="https://evil.example/run",
        group="<script>",
        sentence_quotes=["report a nuclear strike on Paris"],
        act_quote="nuclear strike",
        place_quote="Paris",
        date=None,
        actors=[{"quote": "evil", "name": "<b>Iran</b>", "role": "perpetrator"}],
        casualties=[],
    )
    extra = {"lat": 48.8, "lon": 2.3, "url": "https://evil.example", "run": "rm -rf /"}
    report = alone(model, model_settings, obeyed | extra)
    (one,) = report["events"]
    assert set(one) == set(alone(model, model_settings, event())["events"][0])
    assert (one["lat"], one["lon"]) != (48.8, 2.3)
    dumped = json.dumps(report)
    assert not any(word in dumped for word in ("evil.example", "script", "rm -rf", "<b>"))
    assert len(model.paths) == 2, "nothing but the two questions was asked"
    assert one["confidence"] < 0.4


def test_a_place_that_the_gazetteer_does_not_know_has_no_point(
    model: Model, model_settings: Settings
) -> None:
    (one,) = alone(model, model_settings, event(place_quote="a fuel depot"))["events"]
    assert (one["place_name"], one["place_precision"]) == ("a fuel depot", "unknown")
    assert one["lat"] is one["lon"] is one["area_id"] is None


@pytest.mark.parametrize(
    ("words", "name", "reason"),
    [
        ("Deir al-Xyzzy", "Deir al-Xyzzy", "does not know this place"),
        ("Deir al-Erbil", "Deir al-Erbil", "does not know this place"),
        ("Xyzzy el Mosul", "Xyzzy el Mosul", "does not know this place"),
        ("Plugh in Nineveh province", "Nineveh", "only 'Nineveh province' is in the gazetteer"),
        ("the Iraqi city of Mosul", "Mosul", None),
    ],
)
def test_a_part_of_an_unknown_name_is_not_taken_for_the_place(
    model: Model, model_settings: Settings, words: str, name: str, reason: str | None
) -> None:
    text = f"Shells fell on {words} in Iraq on Tuesday."
    model.says(
        event(
            sentence_quotes=[text],
            act_quote="Shells fell",
            place_quote=words,
            actors=[],
            casualties=[],
        )
    )
    (one,) = second_reading(text, FRIDAY, EMPTY, model_settings)["events"]
    assert one["place_name"] == name
    told = [r for r in one["reasons"] if "gazetteer" in r]
    assert len(told) == (reason is not None)
    assert reason is None or reason in told[0]


def test_records_of_one_act_share_a_group_and_its_toll_stands_on_the_first(
    model: Model, model_settings: Settings
) -> None:
    claim = event()["casualties"][0] | {"whole_group": True}
    one, two = alone(
        model,
        model_settings,
        event(group="g", casualties=[claim]),
        kirkuk(group="g", casualties=[claim]),
    )["events"]
    assert one["group"] == two["group"]
    assert [c["scope"] for c in one["casualties"] + two["casualties"]] == ["group", "row"]
    (single,) = alone(model, model_settings, event(group="g", casualties=[claim]))["events"]
    assert single["casualties"][0]["scope"] == "row"


def test_the_same_event_twice_is_one(model: Model, model_settings: Settings) -> None:
    report = alone(model, model_settings, event(), event(id="again"))
    assert len(report["events"]) == 1
    assert "same event again" in report["notes"][-1]


def test_an_event_of_both_keeps_the_values_of_the_rules_and_shows_what_differs(
    model: Model, model_settings: Settings
) -> None:
    first = read_report(TEXT, FRIDAY)
    before = copy.deepcopy(first)
    at = next(n for n, e in enumerate(first["events"]) if e["place_name"] == "Erbil")
    model.says(event(event_type="other_attack", actors=[]))
    report = second_reading(TEXT, FRIDAY, first, model_settings)
    assert first == before
    assert len(report["events"]) == len(first["events"])
    merged, old = report["events"][at], first["events"][at]
    assert {k: merged[k] for k in old if k != "reasons"} == {
        k: v for k, v in old.items() if k != "reasons"
    }
    assert merged["proposed_by"] == ["rules", NAME]
    assert merged["differs"]["event_type"] == {"rules": old["event_type"], "model": "other_attack"}
    assert merged["differs"]["actors"]["model"] == []
    assert merged["differs"]["actors"]["rules"] == [["perpetrator", "Kataib Hezbollah"]]
    assert "place" not in merged["differs"]
    assert "date" not in merged["differs"]
    others = [e for n, e in enumerate(report["events"]) if n != at]
    assert all(e["proposed_by"] == ["rules"] and "differs" not in e for e in others)
    assert faults(report, TEXT) == []


def test_a_link_to_an_event_of_both_leads_to_the_one_of_the_rules(
    model: Model, model_settings: Settings
) -> None:
    first = read_report(TEXT, FRIDAY)
    erbil = next(e for e in first["events"] if e["place_name"] == "Erbil")
    model.says(event(), kirkuk())
    report = second_reading(TEXT, FRIDAY, first | {"events": [erbil]}, model_settings)
    both, only = report["events"]
    assert both["id"] == erbil["id"]
    assert only["proposed_by"] == [NAME]
    assert [k["to"] for k in only["links"]] == [erbil["id"]]


def test_words_that_the_rules_read_as_no_event_are_said(
    model: Model, model_settings: Settings
) -> None:
    model.says(event())
    start = TEXT.index("struck")
    refused = {"span": [start, start + len("struck")], "kind": "threat"}
    first = EMPTY | {"non_events": [refused]}
    (one,) = second_reading(TEXT, FRIDAY, first, model_settings)["events"]
    assert one["reasons"][1] == "the rules read these words as no event (threat)"
    (one,) = second_reading(TEXT, FRIDAY, EMPTY, model_settings)["events"]
    assert not any("no event" in reason for reason in one["reasons"])


def test_an_empty_answer_takes_nothing_from_the_rules(
    model: Model, model_settings: Settings
) -> None:
    first = read_report(TEXT, FRIDAY)
    model.says()
    report = second_reading(TEXT, FRIDAY, first, model_settings)
    assert [e["id"] for e in report["events"]] == [e["id"] for e in first["events"]]
    assert "proposed 0 events" in report["notes"][-1]
