"""What a naive reader gets wrong: one invented text a trap."""

from __future__ import annotations

import pytest

from dashboard.extract import read_report
from tests.told import FRIDAY, Event, events, names, only


def days(event: Event) -> tuple[str | None, str]:
    return event["date_start"], event["date_end"]


def claims(event: Event) -> set[tuple[str, int | None, int | None, str]]:
    return {(c["kind"], c["low"], c["high"], c["source"]) for c in event["casualties"]}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("on Tuesday", ("2024-02-06", "2024-02-06")),
        ("late on Saturday", ("2024-02-03", "2024-02-03")),
        ("overnight", ("2024-02-08", "2024-02-09")),
        ("yesterday", ("2024-02-08", "2024-02-08")),
        ("last week", ("2024-01-29", "2024-02-04")),
        ("in October", ("2023-10-01", "2023-10-31")),
        ("in the previous month", ("2024-01-01", "2024-01-31")),
        ("on 28 January", ("2024-01-28", "2024-01-28")),
        ("on December 30", ("2023-12-30", "2023-12-30")),
        ("two days ago", ("2024-02-07", "2024-02-07")),
        ("on 3 February 2022", ("2022-02-03", "2022-02-03")),
    ],
)
def test_dates_count_from_publication(phrase: str, expected: tuple[str, str]) -> None:
    assert days(only(f"Israeli jets bombed a depot in Homs {phrase}.")) == expected


def test_no_date_stated_is_an_open_start() -> None:
    event = only("Israeli jets bombed a depot in Homs.")
    assert event["date_start"] is None
    assert event["date_precision"] == "unknown"
    assert event["date_end"] == "2024-02-09"


def test_a_day_earlier_counts_from_the_other_event() -> None:
    text = (
        "Turkish warplanes bombed Qamishli on Wednesday. A day earlier, PKK fighters ambushed an "
        "army patrol near Zakho."
    )
    first, second = events(text)
    assert days(first) == ("2024-02-07", "2024-02-07")
    assert days(second) == ("2024-02-06", "2024-02-06")


def test_a_day_after_puts_the_other_event_a_day_before() -> None:
    text = (
        "Israel bombed fuel tanks in Hodeidah on Saturday, a day after a Houthi drone hit Tel Aviv."
    )
    found = {e["place_name"]: e for e in events(text)}
    assert len(found) == 2
    assert {days(e)[0] for e in found.values()} == {"2024-02-03", "2024-02-02"}


def test_the_day_of_a_statement_is_not_the_day_of_the_act() -> None:
    text = "The army said on Thursday that rebels had shelled Taiz on Monday."
    assert days(only(text)) == ("2024-02-05", "2024-02-05")


def test_the_capital_of_a_country_is_its_city() -> None:
    event = only("A drone strike killed a commander in the Iraqi capital on Wednesday.")
    assert event["place_precision"] == "city"
    assert event["lat"] == pytest.approx(33.34, abs=0.1)


@pytest.mark.parametrize(
    "name",
    [
        "The New York Times said an air strike hit Homs on Monday.",
        "A spokesman named Kirby said an air strike hit Homs on Monday.",
        "Captain Michael Jordan said an air strike hit Homs on Monday.",
        "The Islamic Resistance in Iraq said an air strike hit Homs on Monday.",
        "The Jordan Times reported that an air strike hit Homs on Monday.",
    ],
)
def test_names_that_contain_a_place_are_no_place(name: str) -> None:
    assert only(name)["country"] == "SY"


def test_against_united_states_personnel_is_no_place() -> None:
    event = only("A rocket attack against United States personnel killed two in Erbil on Sunday.")
    assert event["country"] == "IQ"


@pytest.mark.parametrize(
    ("where", "precision", "area"),
    [
        ("in Yemen", "country", "YE"),
        ("in Anbar province", "admin1", "IQ-AN"),
        ("in Hodeida province", "admin1", "YE-HU"),
        ("in Hodeida", "city", None),
        ("in eastern Syria", "admin1", None),
        ("near the city of Marib", "city", None),
        ("south of Mokha", "relative", None),
    ],
)
def test_a_place_is_no_finer_than_the_text(where: str, precision: str, area: str | None) -> None:
    event = only(f"Air strikes killed four people {where} on Monday.")
    assert (event["place_precision"], event["area_id"]) == (precision, area)
    assert (event["lat"] is None) == (precision in {"country", "admin1", "water_body"})


def test_a_sea_is_a_sea() -> None:
    event = only("A missile struck a tanker in the Red Sea on Monday.")
    assert (event["place_precision"], event["area_id"]) == ("water_body", "sea-red-sea")
    assert event["lon"] is None


def test_range_and_bearing() -> None:
    event = only("A tanker was hit by a missile 55 nautical miles west of Hodeida on Monday.")
    assert event["place_precision"] == "relative"
    assert event["lon"] == pytest.approx(42.0, abs=0.12)
    assert event["lat"] == pytest.approx(14.8, abs=0.1)


def test_the_dateline_is_not_the_place() -> None:
    assert events("BEIRUT (Reuters) - An air strike killed three people on Monday.") == []
    event = only("BEIRUT (Reuters) - An air strike killed three people in Homs on Monday.")
    assert event["country"] == "SY"


def test_origin_and_destination_are_not_the_place() -> None:
    text = (
        "A tanker sailing from Basra and bound for Jeddah was hit by a drone in the Gulf of Aden "
        "on Monday."
    )
    assert only(text)["area_id"] == "sea-gulf-of-aden"


def test_an_event_over_several_sentences_is_one() -> None:
    text = (
        "A drone struck a house in Rafah on Monday. The strike killed four people, medics said. "
        "It was the deadliest attack in weeks.\n\nIsrael has not commented on the strike."
    )
    event = only(text)
    assert claims(event) == {("killed", 4, 4, "medics")}
    assert len(event["sentences"]) >= 2


def test_several_places_under_one_verb_are_a_group() -> None:
    found = events("Israeli jets bombed Homs and Aleppo on Monday.")
    assert len(found) == 2
    assert len({e["group"] for e in found}) == 1


def test_numbers_keep_their_kind_and_their_source() -> None:
    text = (
        "An air strike on a market in Sirwah on Monday killed at least twelve people and wounded "
        "between 5 and 7, the health ministry said. A doctor put the number at 20."
    )
    assert claims(only(text)) == {
        ("killed", 12, None, "the health ministry"),
        ("injured", 5, 7, "the health ministry"),
        ("killed", 20, 20, "A doctor"),
    }


def test_a_casualty_is_not_always_a_death() -> None:
    event = only("Shelling of Taiz on Monday caused three casualties, rescuers said.")
    assert claims(event) == {("casualties", 3, 3, "rescuers")}


def test_nobody_hurt_is_zero_and_silence_is_nothing() -> None:
    hurt = only("Rockets landed near Erbil on Monday; no one was hurt, police said.")
    assert {(c["kind"], c["low"], c["high"]) for c in hurt["casualties"]} == {("injured", 0, 0)}
    assert only("Rockets landed near Erbil on Monday.")["casualties"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Iran threatened to strike Haifa.",
        "Israel plans to bomb Natanz, officials said on Monday.",
        "The Houthis warned that they would attack ships in the Red Sea.",
        "Hamas has vowed to hit Tel Aviv again.",
        "If Iran attacked Haifa, Israel would respond.",
        "The president authorised strikes in Yemen last week.",
        "The Council demanded an end to attacks on shipping in the Red Sea.",
        "Jets bombed mock targets near Azraq in a joint drill on Monday.",
        "Iran denied that it had attacked a tanker in the Gulf of Oman.",
        "No attack took place in Dhamar on Monday.",
        "Dock workers in Aqaba launched a 24-hour strike over pay on Monday.",
        "The two sides struck a deal in Cairo on Monday.",
        "Shares in Tel Aviv were hit by profit-taking on Monday.",
        "Jordan's striker attacked down the left and hit a late goal in the match in Doha.",
        "A gas cylinder exploded in a bakery in Amman on Monday; police spoke of an accident.",
        "Fears of an attack on Baghdad grew on Monday.",
        "Mourners gathered in Tehran on Monday for the funeral of a general.",
    ],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert events(text) == []


def test_a_denied_report_is_disputed() -> None:
    event = only("The ministry denies reports that a depot in Dhamar was bombed on Wednesday.")
    assert event["veracity"] == "disputed"


def test_a_series_is_one_record() -> None:
    text = "Since November the Houthis have launched dozens of attacks on ships in the Red Sea."
    event = only(text)
    assert event["status"] == "series"
    assert days(event) == ("2023-11-01", "2024-02-09")


def test_an_attacker_who_is_not_stated_is_left_open() -> None:
    assert names(only("Air strikes hit Hodeida province on Monday.")) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Israel bombed Homs on Monday.",
        "Homs was bombed by Israel on Monday.",
        "Israel's bombing of Homs on Monday killed two people.",
        "An Israeli strike on Homs killed two people on Monday.",
        "Israeli warplanes attacked a base in Homs on Monday.",
        "The Israeli military said it had struck a base in Homs on Monday.",
        "Israel carried out an air strike on Homs on Monday.",
    ],
)
def test_who_did_it_in_many_words(text: str) -> None:
    assert names(only(text)) == {"Israel"}


def test_an_interception_has_two_sides_without_order() -> None:
    event = only("A US destroyer shot down two Houthi drones over the Red Sea on Monday.")
    assert event["event_type"] == "interception"
    assert names(event) | names(event, "target") == {"United States (CENTCOM)", "Houthis"}


def test_retaliation_is_linked_where_it_is_stated() -> None:
    text = (
        "US jets bombed a depot in Al-Mayadin on Friday in retaliation for a rocket attack on the "
        "Conoco gas field on Wednesday."
    )
    answer, cause = events(text)
    assert [k["to"] for k in answer["links"]] == [cause["id"]]


def test_after_alone_is_no_link() -> None:
    text = "US jets bombed Al-Mayadin on Friday, after a rocket attack on the Conoco gas field."
    assert all(not e["links"] for e in events(text))


def test_a_promise_to_answer_is_no_link() -> None:
    text = (
        "A drone hit a base in Erbil on Monday. A missile hit Kirkuk on Tuesday. Baghdad promised "
        "to respond."
    )
    assert all(not e["links"] for e in events(text))


@pytest.mark.parametrize(
    "spelling", ["Hodeidah", "Hodeida", "Al-Hudaydah", "al-Hudayda", "الحديدة"]
)
def test_transliterations_are_one_place(spelling: str) -> None:
    event = only(f"An air strike hit a depot in {spelling} on Monday.")
    assert event["lat"] == pytest.approx(14.8, abs=0.1)


def test_british_and_american_spelling() -> None:
    for word in ("defence", "defense"):
        event = only(f"Rockets hit an air {word} site near Latakia on Monday, killing two people.")
        assert event["event_type"] == "shelling_missile"


def test_arabic_actors_and_places() -> None:
    event = only(
        "غارات على الحديدة\n\nطائرات أمريكية قصفت الحديدة. The raid began at dawn on Friday."
    )
    assert event["country"] == "YE"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("A drone hit a car in Erbil on Monday.", "air_drone_strike"),
        ("Three rockets hit a base in Erbil on Monday.", "shelling_missile"),
        ("A missile missed a cargo ship in the Red Sea on Monday.", "attack_on_shipping"),
        ("Troops clashed with gunmen in Taiz on Monday.", "armed_clash"),
        ("Gunmen hijacked a tanker in the Gulf of Aden on Monday.", "seizure"),
        ("The bulk carrier sank in the Red Sea on Monday.", "strategic_development"),
        ("A car bomb killed four people in Mogadishu on Monday.", "other_attack"),
        ("Jordan's army shot down a drone near Mafraq on Monday.", "interception"),
    ],
)
def test_types(text: str, event_type: str) -> None:
    assert only(text)["event_type"] == event_type


def test_every_field_points_at_its_words() -> None:
    text = "Israeli jets bombed a depot in Homs on Tuesday, killing 3 people, SANA said."
    event = only(text)
    said = {key: text[slice(*event[key])] for key in ("place_span", "type_span")}
    assert said == {"place_span": "Homs", "type_span": "bombed"}
    assert [text[slice(*span)] for span in event["date_spans"]] == ["on Tuesday"]
    assert [text[slice(*a["span"])] for a in event["actors"] if a["role"] == "perpetrator"] == [
        "Israeli jets"
    ]
    assert text[slice(*event["casualties"][0]["span"])] == "3"
    assert 0 < event["confidence"] <= 1


def test_a_day_counted_from_another_event_points_at_both_dates() -> None:
    text = "Rebels shelled Taiz on Tuesday. A day later they ambushed a patrol near Marib."
    later = events(text)[1]
    assert [text[slice(*span)] for span in later["date_spans"]] == ["A day later", "on Tuesday"]


def test_all_that_was_found_can_be_marked_in_the_text() -> None:
    text = "Israeli jets bombed a depot in Homs on Tuesday, killing 3 people, SANA said."
    report = read_report(text, FRIDAY, mentions=True)
    found = {(m["kind"], text[slice(*m["span"])]) for m in report["mentions"]}
    assert found >= {
        ("place", "Homs"),
        ("date", "on Tuesday"),
        ("actor", "Israeli jets"),
        ("number", "3"),
    }
    assert ("number", "a") not in found
    assert "mentions" not in read_report(text, FRIDAY)
