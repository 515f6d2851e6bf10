"""One invented text for each rule by which a report is read."""

from __future__ import annotations

import pytest

from tests.told import Event, events, names, only


def claims(event: Event) -> set[tuple[str, int | None, int | None, str]]:
    return {(c["kind"], c["low"], c["high"], c["source"]) for c in event["casualties"]}


@pytest.mark.parametrize(
    "text",
    [
        "Was the depot in Homs bombed by Israel on Monday?",
        "Correction: we reported on Monday that Israeli jets had bombed a depot in Homs.",
        "A crowd marched through Amman in a protest against the bombing of Homs.",
        "The council debated a report on drone attacks in Yemen.",
        "In a drill near Aqaba, commandos boarded a ship and shot down a drone.",
        "A square in Basra is to be named after the battle of Homs.",
        "Police raided flats in Ankara on Monday and detained nine students.",
        "A bomb was discovered in Homs on Monday and was defused before the explosion.",
        "You hit a ship and she changes her name, said a trader in Aden.",
        "The eye of the storm struck Basra overnight.",
        "Army engineers blew up forty old mines near Homs on Monday.",
        "It sounded like shelling, said a baker in Homs.",
        "The Houthis announced on Monday that they would resume attacks on ships in the Red Sea.",
        "The guards' strike goes on, and rail passengers in Haifa face disruption.",
        "The commander said his men have nothing to do with the shooting at Homs.",
    ],
)
def test_what_only_looks_like_an_act_is_none(text: str) -> None:
    assert events(text) == []


def test_a_report_about_sport_speaks_in_figures() -> None:
    text = (
        "Erbil bombard Zakho to go top\n\nThe striker scored a penalty in the derby, the goalkeeper "
        "saw red, and the coach praised the midfield after the match. Zakho were hit by a rocket of "
        "a free kick; the league title is near and the stadium exploded."
    )
    assert events(text) == []


@pytest.mark.parametrize(
    "later",
    [
        "It is the deepest strike in Lebanon since 2006.",
        "That was the heaviest raid the country had seen in years.",
        "The army in Beirut downed most of the missiles.",
    ],
)
def test_a_measure_of_what_was_told_is_no_second_event(later: str) -> None:
    event = only(f"Israeli jets bombed a factory near Tyre on Saturday. {later}")
    assert event["place_name"] == "Tyre"
    assert event["date_start"] == "2024-02-03"
    assert event["event_type"] == "air_drone_strike"


def test_there_is_the_place_of_the_sentence_before() -> None:
    text = "On Saturday it was the turn of Yemen. American aircraft struck 36 targets there."
    assert only(text)["country"] == "YE"
    assert events("We think of Yemen. The jets struck when I got there, she said.") == []


def test_a_town_in_the_title_that_suffers_is_where_it_plays() -> None:
    text = "Port Sudan burns for a third day\n\nOn Monday a drone set a fuel depot ablaze."
    assert only(text)["place_name"] == "Port Sudan"


def test_a_seat_can_be_what_was_hit() -> None:
    text = "Explosions occurred on Monday close to a tower at our headquarters in Naqoura."
    assert only(text)["country"] == "LB"


@pytest.mark.parametrize(
    ("where", "name", "country", "precision"),
    [
        ("in Thamud, in Helmand province", "Thamud", "AF", "admin1"),
        ("in Habban district, barely 15 km south of Lashkar Gah", "Habban district", "AF", "city"),
        ("near Qorilow, about 260 km northeast of Mogadishu", "Qorilow", "SO", "city"),
    ],
)
def test_a_name_lies_where_the_text_puts_it(
    where: str, name: str, country: str, precision: str
) -> None:
    event = only(f"A missile fell on a workshop {where}, on Sunday.")
    assert event["place_name"] == name
    assert event["country"] == country
    assert event["place_precision"] == precision
    assert any("gazetteer" in reason for reason in event["reasons"])


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Drones packed with explosives hit a pumping station near Afif.", "air_drone_strike"),
        ("A barrel bomb on a farm near Atarib killed a family.", "air_drone_strike"),
        ("In Kut, a parked car exploded among labourers; five of them died.", "other_attack"),
        ("The Taliban overran the centre of Kunduz on Monday.", "seizure"),
        ("A missile hit the MSC Alanya, a feeder, off Hodeidah.", "attack_on_shipping"),
    ],
)
def test_what_carries_the_charge_and_what_is_taken_give_the_type(
    text: str, event_type: str
) -> None:
    assert only(text)["event_type"] == event_type


def test_what_else_the_same_act_did_is_no_second_event() -> None:
    text = "Drones hit two pumping stations near Afif on Monday, and set fire to one of them."
    assert only(text)["event_type"] == "air_drone_strike"


def test_where_it_is_called_something_is_not_where_it_happened() -> None:
    text = "In Washington it was called an answer to the drone that killed three men in Jordan."
    assert only(text)["country"] == "JO"
    camp = "On Monday soldiers went into the refugee camp of Jenin and shot dead a youth."
    assert only(camp)["place_name"] != "West Bank"


def test_a_heading_gives_its_day_and_a_time_alone_the_day_of_the_blog() -> None:
    text = (
        "Weekly brief\n\n6 February, 13:30 - HIJACK\nArmed men boarded a dhow off Eyl, Somalia, and "
        "took control of her.\n\n7 February\nA missile hit a tanker 20 miles south of Mokha."
    )
    found = events(text)
    assert [e["date_start"] for e in found] == ["2024-02-06", "2024-02-07"]
    live = "Live\n\n09:40\nIsraeli jets bombed a depot in Homs a short while ago."
    assert only(live)["date_start"] == "2024-02-09"


@pytest.mark.parametrize(
    ("phrase", "days"),
    [
        ("on the ninth of January", ("2024-01-09", "2024-01-09")),
        ("on 06-02-2024", ("2024-02-06", "2024-02-06")),
        ("on the night of 27/28 January 2024", ("2024-01-27", "2024-01-28")),
        ("in October last year", ("2023-10-01", "2023-10-31")),
    ],
)
def test_more_ways_to_write_a_day(phrase: str, days: tuple[str, str]) -> None:
    event = only(f"Israeli jets bombed a depot in Homs {phrase}.")
    assert (event["date_start"], event["date_end"]) == days


def test_the_next_paragraph_goes_on_with_the_day_and_history_does_not() -> None:
    text = (
        "Israeli jets bombed a depot in Homs on Tuesday.\n\nA drone also hit a lorry near Daraa.\n\n"
        "Years earlier Israel had bombed a reactor near Deir ez-Zor."
    )
    first, second, third = events(text)
    assert first["date_start"] == second["date_start"] == "2024-02-06"
    assert third["date_start"] != "2024-02-06"


def test_a_night_in_a_dated_statement_is_the_night_before_it() -> None:
    event = only("The army said on Tuesday that rebels had shelled Taiz during the night.")
    assert (event["date_start"], event["date_end"]) == ("2024-02-05", "2024-02-06")


def test_a_place_at_the_head_of_a_paragraph_is_where_it_plays() -> None:
    text = "Zawiya. On Tuesday an air strike hit a pharmacy in the town centre."
    assert only(text)["country"] == "LY"


def test_the_town_of_the_sentence_before() -> None:
    text = "An oil depot in Feodosia was burning. Drones had hit it on Tuesday."
    assert only(text)["lat"] == pytest.approx(45.03, abs=0.1)


def test_a_name_that_no_gazetteer_has_is_its_own_event_shown_near_a_known_one() -> None:
    text = (
        "Israeli jets bombed a depot in Homs on Tuesday. On Wednesday a drone hit a house in the "
        "village of al-Qurnaziyya."
    )
    second = events(text)[1]
    assert second["place_name"] == "al-Qurnaziyya"
    assert any("gazetteer has no al-Qurnaziyya" in reason for reason in second["reasons"])
    assert second["precision_m"] >= 25_000


@pytest.mark.parametrize(
    ("where", "precision"),
    [
        ("the rebel-held east of Aleppo", "exact"),
        ("Marib City", "city"),
        ("the Rawda neighbourhood of Marib", "exact"),
        ("occupied Crimea", "admin1"),
    ],
)
def test_words_that_say_how_fine_a_place_is(where: str, precision: str) -> None:
    event = only(f"A missile hit a house in {where} on Monday.")
    assert event["place_precision"] == precision


def test_provinces_named_together() -> None:
    found = events("Turkish drones struck positions in Idlib and Aleppo provinces on Monday.")
    assert {e["area_id"] for e in found} == {"SY-ID", "SY-HL"}


def test_places_listed_under_one_verb() -> None:
    text = (
        "On Monday Israeli jets bombed the Mezzeh air base in Damascus, the naval base at Latakia "
        "and depots near Daraa."
    )
    found = events(text)
    assert len(found) == 3
    assert len({e["group"] for e in found}) == 1


def test_an_operation_in_the_lead_is_told_by_its_places() -> None:
    text = (
        "On Monday coalition forces conducted nine strikes in Syria.\n\n* Near Raqqa, five strikes "
        "destroyed two vehicles.\n* Near Palmyra, four strikes destroyed a bunker."
    )
    found = events(text)
    assert sorted(e["place_text"] for e in found) == ["Near Palmyra", "Near Raqqa"]
    assert [names(e) for e in found] == [{"US-led coalition"}] * 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A blast hit Homs on Monday. Islamic State claimed responsibility.", {"Islamic State"}),
        ("A drone hit Homs on Monday. Damascus blamed Israel.", {"Israel"}),
        ("A drone hit Homs on Monday. It was carried out by Israel, SANA said.", {"Israel"}),
        ("In a raid of the Houthis on Taiz on Monday two men died.", {"Houthis"}),
        ("Drones belonging to the Houthis hit Taiz on Monday.", {"Houthis"}),
        ("Yemen's Houthis shelled Taiz on Monday.", {"Houthis"}),
        ("A drone hit Homs on Monday, the ministry led by Israel's critics said.", set()),
    ],
)
def test_who_did_it(text: str, wanted: set[str]) -> None:
    assert names(only(text)) == wanted


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Guards intercepted a group of infiltrators near Ramtha on Monday.", "armed_clash"),
        ("A frigate intercepted a dhow in the Arabian Sea on Monday.", "seizure"),
        ("Islamic State seized Mosul on Monday.", "seizure"),
        ("Government troops took the town of Saraqib on Monday after fighting.", "armed_clash"),
        ("Barrel bombs fell on shops in Douma on Monday.", "air_drone_strike"),
        ("Soldiers fired Patriot missiles at two rockets over Dubai on Monday.", "interception"),
        ("Rockets set the tanker Aegean Pride on fire off Hodeidah.", "attack_on_shipping"),
    ],
)
def test_what_kind_of_act_it_is(text: str, event_type: str) -> None:
    assert only(text)["event_type"] == event_type


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody was hurt, he added.", ("injured", 0, 0, "the mayor")),
        ("Eleven people were injured.", ("injured", 11, 11, "author")),
        ("The toll rose to nine, police said.", ("killed", 9, 9, "police")),
        ("By the count of the Red Crescent six died.", ("killed", 6, 6, "the Red Crescent")),
        ("She was killed at once, the ministry said.", ("killed", 1, 1, "the ministry")),
        (
            "Police told state television that 25 guards and at least 14 soldiers were killed.",
            ("killed", 14, None, "Police"),
        ),
    ],
)
def test_who_says_how_many(text: str, expected: tuple[str, int, int | None, str]) -> None:
    event = only(f"A shell hit a market in Taiz on Monday, the mayor said. {text}")
    assert expected in claims(event)


def test_those_who_kill_are_not_counted_as_killed() -> None:
    event = only("Two masked men shot dead a teacher in Jasim on Monday.")
    assert claims(event) == {("killed", 1, 1, "author")}


def test_the_toll_of_a_month_is_none_of_a_days_act() -> None:
    text = "A car bomb killed nine in Baghdad on Monday. At least 2,417 people died in January."
    assert claims(only(text)) == {("killed", 9, 9, "author")}


def test_a_response_to_the_act_of_a_day() -> None:
    text = (
        "Israel shot down a missile near Jerusalem on 5 February. On 7 February Israeli jets "
        "bombed the ports of Hodeidah and Salif. The army calls the raid a response to the missile "
        "of 5 February."
    )
    first, *others = events(text)
    assert [[k["to"] for k in e["links"]] for e in others] == [[first["id"]]] * 2


def test_a_title_outside_the_text_gives_the_place() -> None:
    event = only("Drones hit a fuel depot on Monday, residents said.", title="Drones over Taiz")
    assert event["country"] == "YE"
    assert event["place_span"] is None
