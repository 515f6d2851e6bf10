from __future__ import annotations

import copy
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import matching, scoring

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from random import Random

Report = dict[str, Any]
GOLD_FILES = sorted((Path(__file__).parent / "reports").glob("*/*.gold.json"))
OF_GOLD = {f"{name}_of_gold" for name in scoring.EVENT_FIELDS}
CORE = {"core_precision", "core_recall", "core_f1"}
STRICT = {"strict_precision", "strict_recall", "strict_f1"}
PRECISION = {"found_precision", "core_precision", "strict_precision"}
RECALL = {"found_recall", "core_recall", "strict_recall"}
F1 = {"found_f1", "core_f1", "strict_f1"}


def event(name: str, start: int, **fields: object) -> dict[str, Any]:
    return {
        "id": name,
        "group": None,
        "place_name": "Baghdad",
        "place_text": "Baghdad",
        "lat": 33.34,
        "lon": 44.4,
        "country": "IQ",
        "place_precision": "city",
        "precision_m": 15000,
        "area_id": None,
        "date_start": "2024-02-07",
        "date_end": "2024-02-07",
        "date_precision": "day",
        "event_type": "air_drone_strike",
        "status": "happened",
        "veracity": "asserted",
        "actors": [{"name": "United States (CENTCOM)", "role": "perpetrator", "span": [0, 4]}],
        "casualties": [],
        "links": [],
        "sentences": [[start, start + 100]],
        **fields,
    }


def claim(kind: str, low: int | None, high: int | None, source: str | None) -> dict[str, Any]:
    return {"kind": kind, "low": low, "high": high, "source": source, "scope": "row"}


@pytest.fixture
def gold() -> Report:
    red_sea = {
        "place_name": "Red Sea",
        "place_text": "the Red Sea",
        "lat": None,
        "lon": None,
        "country": None,
        "place_precision": "water_body",
        "precision_m": None,
        "area_id": "sea-red-sea",
    }
    return {
        "text_id": "made-up",
        "published": "2024-02-09",
        "events": [
            event(
                "e1",
                0,
                casualties=[claim("killed", 3, 3, "two police officers")],
                links=[{"type": "retaliation_for", "to": "e2", "span": [10, 20]}],
            ),
            event(
                "e2",
                200,
                place_name="Harir air base",
                place_text="Harir air base",
                lat=36.53,
                lon=44.34,
                place_precision="exact",
                date_start="2024-01-28",
                date_end="2024-01-28",
                event_type="shelling_missile",
                actors=[
                    {"name": "Russia", "role": "perpetrator", "also": ["Moscow"]},
                    {"name": "Civilians", "role": "target"},
                ],
            ),
            event(
                "e3",
                400,
                **red_sea,
                date_start="2023-11-01",
                date_end="2024-02-09",
                date_precision="range",
                event_type="attack_on_shipping",
                status="series",
                actors=[{"name": "Houthis", "role": "perpetrator"}],
            ),
            event("o1", 600, **red_sea, event_type="strategic_development", optional=True),
        ],
        "non_events": [{"kind": "threat", "span": [810, 830], "text": "x"}],
    }


def fallen(gold: Report, proposed: Report) -> set[str]:
    found = scoring.measures(scoring.score(gold, proposed))
    assert all(0 <= value <= 1 for value in found.values())
    return {name for name, value in found.items() if value < 1}


@pytest.mark.parametrize("path", GOLD_FILES, ids=lambda p: p.name.removesuffix(".gold.json"))
def test_gold_against_itself_is_all_right(path: Path) -> None:
    report = json.loads(path.read_text(encoding="utf-8"))
    assert fallen(report, copy.deepcopy(report)) == set()


def test_made_up_gold_against_itself_is_all_right(gold: Report) -> None:
    assert fallen(gold, copy.deepcopy(gold)) == set()


def drop_event(events: list[dict[str, Any]]) -> None:
    del events[2]


def move_place(events: list[dict[str, Any]]) -> None:
    events[0]["lat"] += 0.9  # 100 km


def move_place_a_little(events: list[dict[str, Any]]) -> None:
    events[0]["lat"] += 0.2  # 22 km


def pin_the_sea(events: list[dict[str, Any]]) -> None:
    events[2] |= {"place_precision": "city", "lat": 16.5, "lon": 41.0, "area_id": None}


def area_for_a_point(events: list[dict[str, Any]]) -> None:
    events[0] |= {"place_precision": "country", "area_id": "IQ"}


def another_area(events: list[dict[str, Any]]) -> None:
    events[2]["area_id"] = "sea-gulf-of-aden"


def area_by_name_only(events: list[dict[str, Any]]) -> None:
    events[2]["area_id"] = None


def shift_date(events: list[dict[str, Any]]) -> None:
    events[0] |= {"date_start": "2024-02-05", "date_end": "2024-02-05"}


def widen_date(events: list[dict[str, Any]]) -> None:
    events[0] |= {"date_start": "2024-02-06", "date_end": "2024-02-08"}


def widen_date_a_little(events: list[dict[str, Any]]) -> None:
    events[0] |= {"date_start": "2024-02-06", "date_end": "2024-02-07"}


def open_date(events: list[dict[str, Any]]) -> None:
    events[0]["date_start"] = None


def change_type(events: list[dict[str, Any]]) -> None:
    events[0]["event_type"] = "shelling_missile"


def change_status(events: list[dict[str, Any]]) -> None:
    events[2]["status"] = "happened"


def change_veracity(events: list[dict[str, Any]]) -> None:
    events[2]["veracity"] = "disputed"


def other_perpetrator(events: list[dict[str, Any]]) -> None:
    events[0]["actors"] = [{"name": "Israel", "role": "perpetrator"}]


def alias_for_perpetrator(events: list[dict[str, Any]]) -> None:
    events[0]["actors"][0]["name"] = "U.S. forces"


def wordier_name_outside_the_table(events: list[dict[str, Any]]) -> None:
    events[1]["actors"][0]["name"] = "Russia (armed forces)"


def accepted_name_outside_the_table(events: list[dict[str, Any]]) -> None:
    events[1]["actors"][0]["name"] = "Moscow"


def drop_target(events: list[dict[str, Any]]) -> None:
    del events[1]["actors"][1]


def nobody_as_target(events: list[dict[str, Any]]) -> None:
    events[0]["actors"].append({"name": "Unidentified", "role": "target"})


def wrong_source(events: list[dict[str, Any]]) -> None:
    events[0]["casualties"][0]["source"] = "a hospital"


def authors_voice_for_a_source(events: list[dict[str, Any]]) -> None:
    events[0]["casualties"][0]["source"] = None


def shorter_source(events: list[dict[str, Any]]) -> None:
    events[0]["casualties"][0]["source"] = "the officers"


def wrong_number(events: list[dict[str, Any]]) -> None:
    events[0]["casualties"][0]["high"] = None


def wrong_kind(events: list[dict[str, Any]]) -> None:
    events[0]["casualties"][0]["kind"] = "casualties"


def extra_claim(events: list[dict[str, Any]]) -> None:
    events[0]["casualties"] *= 2


def remove_link(events: list[dict[str, Any]]) -> None:
    events[0]["links"] = []


def turn_link(events: list[dict[str, Any]]) -> None:
    events[1]["links"] = [{"type": "retaliation_for", "to": "e1", "span": [0, 1]}]
    events[0]["links"] = []


def extra_event(events: list[dict[str, Any]]) -> None:
    events.append(event("x", 1000))


def extra_event_on_a_threat(events: list[dict[str, Any]]) -> None:
    events.append(event("x", 800))


def split_event(events: list[dict[str, Any]]) -> None:
    events.append({**copy.deepcopy(events[1]), "id": "x"})


def drop_optional(events: list[dict[str, Any]]) -> None:
    del events[3]


def spoil_optional(events: list[dict[str, Any]]) -> None:
    events[3] |= {"date_start": None, "casualties": [claim("killed", 9, 9, None)]}


PLACE = {"place_of_aligned", "place_of_gold"}
PLACE_CLASS = {"place_class_of_aligned", "place_class_of_gold"}
DATE = {"date_of_aligned", "date_of_gold"}
CLAIMS = {"claims_precision", "claims_recall", "claims_f1"}
LINKS = {"links_precision", "links_recall", "links_f1"}


@pytest.mark.parametrize(
    ("damage", "falls"),
    [
        (drop_event, RECALL | F1 | OF_GOLD),
        (move_place, PLACE | CORE | STRICT),
        (move_place_a_little, set()),
        (pin_the_sea, PLACE | PLACE_CLASS | CORE | STRICT),
        (area_for_a_point, PLACE | PLACE_CLASS | CORE | STRICT),
        (another_area, PLACE | CORE | STRICT),
        (area_by_name_only, set()),
        (shift_date, DATE | CORE | STRICT),
        (widen_date, DATE | CORE | STRICT),
        (widen_date_a_little, set()),
        (open_date, DATE | CORE | STRICT),
        (change_type, {"type_of_aligned", "type_of_gold"} | STRICT),
        (change_status, {"status_of_aligned", "status_of_gold"}),
        (change_veracity, {"veracity_of_aligned", "veracity_of_gold"}),
        (other_perpetrator, {"perpetrator_of_aligned", "perpetrator_of_gold"}),
        (alias_for_perpetrator, {"perpetrator_of_aligned", "perpetrator_of_gold"}),
        (wordier_name_outside_the_table, set()),
        (accepted_name_outside_the_table, set()),
        (drop_target, {"target_of_aligned", "target_of_gold"}),
        (nobody_as_target, set()),
        (wrong_source, CLAIMS),
        (authors_voice_for_a_source, CLAIMS),
        (shorter_source, set()),
        (wrong_number, CLAIMS),
        (wrong_kind, CLAIMS),
        (extra_claim, {"claims_precision", "claims_f1"}),
        (remove_link, LINKS),
        (turn_link, LINKS),
        (extra_event, PRECISION | F1),
        (extra_event_on_a_threat, PRECISION | F1 | {"non_events_clean"}),
        (split_event, PRECISION | F1),
        (drop_optional, set()),
        (spoil_optional, set()),
    ],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_damage_falls_exactly_where_it_should(
    gold: Report, damage: Callable[[list[dict[str, Any]]], None], falls: set[str]
) -> None:
    proposed = copy.deepcopy(gold)
    damage(proposed["events"])
    assert fallen(gold, proposed) == falls


def test_nothing_proposed_is_nothing_found(gold: Report) -> None:
    found = scoring.measures(scoring.score(gold, {"events": []}))
    assert {name for name, value in found.items() if value > 0} == {
        "non_events_clean",
        "none_clean",
    }


def test_a_report_without_events_is_clean_only_if_nothing_is_proposed(gold: Report) -> None:
    gold["events"] = [gold["events"][3]]
    assert fallen(gold, {"events": []}) == set()
    assert fallen(gold, copy.deepcopy(gold)) == set()
    proposed = {"events": [event("x", 0)]}
    assert "none_clean" in fallen(gold, proposed)
    assert scoring.score(gold, proposed)["none:events"] == 1


def test_an_optional_claim_neither_costs_nor_gains(gold: Report) -> None:
    gold["events"][0]["casualties"].append({**claim("injured", 4, 4, "a doctor"), "optional": True})
    with_claim = copy.deepcopy(gold)
    without = copy.deepcopy(gold)
    del without["events"][0]["casualties"][1]
    assert fallen(gold, with_claim) == set()
    assert fallen(gold, without) == set()


def test_doubtful_proposals_can_be_left_out(gold: Report) -> None:
    proposed = copy.deepcopy(gold)
    proposed["events"].append(event("x", 1000, confidence=0.2))
    counts = scoring.score(gold, proposed, min_confidence=0.5)
    assert scoring.measures(counts)["found_precision"] == 1


def test_a_closed_date_where_none_is_stated_is_counted(gold: Report) -> None:
    proposed = copy.deepcopy(gold)
    gold["events"][0]["date_start"] = None
    assert scoring.score(gold, proposed)["dates_invented"] == 1
    assert scoring.score(gold, gold)["dates_invented"] == 0


def test_same_day_alone_does_not_make_two_events_one(gold: Report) -> None:
    elsewhere = event("x", 1000, lat=15.0, lon=44.0)
    assert matching.weight(gold["events"][0], elsewhere) == 0


def test_a_perfect_pair_is_not_given_up_for_one_more_pair(gold: Report) -> None:
    weak = event("weak", 0, lat=10.0, date_start="2023-01-01", date_end="2023-01-01")
    near = event("near", 50, lat=30.0, date_start=None, event_type="other_attack", actors=[])
    rows = [gold["events"][0], near]
    pairs = matching.align(rows, [copy.deepcopy(gold["events"][0]), weak])
    assert (rows[0]["id"], rows[0]["id"]) in {(g["id"], p["id"]) for g, p in pairs}


EVENTS = st.lists(
    st.builds(
        lambda start, lat, day, kind, killed: event(
            "x",
            start,
            lat=lat,
            date_start=day,
            date_end=day or "2024-02-09",
            event_type=kind,
            casualties=[] if killed is None else [claim("killed", killed, killed, "police")],
        ),
        st.sampled_from([0, 50, 200]),
        st.sampled_from([33.34, 33.5, 36.0]),
        st.sampled_from(["2024-02-06", "2024-02-07", None]),
        st.sampled_from(["air_drone_strike", "interception", "seizure"]),
        st.sampled_from([None, 1, 2]),
    ),
    max_size=5,
).map(lambda events: [{**e, "id": f"e{i}"} for i, e in enumerate(events)])


@settings(max_examples=60)
@given(EVENTS, EVENTS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_scores_are_shares(
    wanted: list[dict[str, Any]], given: list[dict[str, Any]], chance: Random
) -> None:
    non_events = [{"kind": "plan", "span": [20, 40]}, {"kind": "threat", "span": [220, 240]}]
    gold = {"events": wanted, "non_events": non_events}
    counts = scoring.score(gold, {"events": given})
    assert all(0 <= value <= 1 for value in scoring.measures(counts).values())
    shuffled = {**gold, "events": chance.sample(wanted, len(wanted))}
    assert scoring.score(shuffled, {"events": chance.sample(given, len(given))}) == counts


def test_the_command_prints_a_table(
    gold: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted, given = tmp_path / "gold", tmp_path / "proposed"
    wanted.mkdir()
    given.mkdir()
    (wanted / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (wanted / "b.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (given / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    assert scoring.main([str(wanted), str(given), "--each"]) == 0
    printed = dict(line.split()[:2] for line in capsys.readouterr().out.splitlines())
    assert printed["found_precision"] == "1.000"
    assert printed["found_recall"] == "0.500"
    assert printed["events:gold"] == "6"


def test_the_command_hands_the_reader_text_day_and_metadata(
    gold: Report,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read_report(text: str, published: dt.date, **known: object) -> Report:
        assert (text, published.isoformat()) == ("A text.", gold["published"])
        assert known == {"publisher": "Gazette", "title": None, "text_id": gold["text_id"]}
        return gold

    reader = ModuleType("dashboard.extract")
    reader.__dict__["read_report"] = read_report
    monkeypatch.setitem(sys.modules, "dashboard.extract", reader)
    gold["publisher"] = "Gazette"
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    assert scoring.main([str(tmp_path), "--extract"]) == 0
    assert "strict_f1                    1.000" in capsys.readouterr().out


def test_the_command_wants_proposals_or_the_reader(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        scoring.main([str(tmp_path)])


def test_nothing_at_all_is_all_right() -> None:
    assert set(scoring.measures(Counter()).values()) == {1.0}
