"""The traps of time and place in other words: a rule that knows one sentence by heart fails."""

from __future__ import annotations

import pytest

from tests.told import events, only


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Shells fell on Idlib last week.", "2024-01-29", "2024-02-04", "week"),
        ("Shells fell on Idlib earlier this week.", "2024-02-05", "2024-02-09", "week"),
        ("Shells fell on Idlib last month.", "2024-01-01", "2024-01-31", "month"),
        ("Shells fell on Idlib in the previous month.", "2024-01-01", "2024-01-31", "month"),
        ("Shells fell on Idlib in November.", "2023-11-01", "2023-11-30", "month"),
        ("Shells fell on Idlib in February.", "2024-02-01", "2024-02-09", "month"),
        ("Shells fell on Idlib last October.", "2023-10-01", "2023-10-31", "month"),
        ("Shells fell on Idlib between 3 and 5 February.", "2024-02-03", "2024-02-05", "days"),
        ("Overnight, shells fell on Idlib.", "2024-02-08", "2024-02-09", "days"),
        ("Gunmen stormed a post near Kirkuk early on Thursday.", "2024-02-08", "2024-02-08", "day"),
        ("Gunmen stormed a post near Kirkuk on Friday.", "2024-02-09", "2024-02-09", "day"),
        ("Gunmen stormed a post near Kirkuk last Tuesday.", "2024-02-06", "2024-02-06", "day"),
        ("Gunmen stormed a post near Kirkuk on Sunday night.", "2024-02-04", "2024-02-04", "day"),
        ("Rockets hit Erbil at 1:30 a.m. local time on Monday.", "2024-02-05", "2024-02-05", "day"),
        ("Rockets hit Erbil in the early hours of Friday.", "2024-02-09", "2024-02-09", "day"),
        ("Rockets hit Erbil this morning.", "2024-02-09", "2024-02-09", "day"),
    ],
)
def test_dates_carry_their_precision(text: str, start: str, end: str, precision: str) -> None:
    event = only(text)
    assert (event["date_start"], event["date_end"]) == (start, end)
    assert event["date_precision"] == precision


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Jets bombed Homs on Monday. The previous day, gunmen had shelled Taiz.",
            "2024-02-05",
            "2024-02-04",
        ),
        (
            "Jets bombed Homs on Monday. Two days later, a drone hit Latakia.",
            "2024-02-05",
            "2024-02-07",
        ),
        ("Jets bombed Homs on Monday, a day after a drone hit Haifa.", "2024-02-05", "2024-02-04"),
        (
            (
                "Mortar fire killed three people in Najaf governorate on Monday; a day earlier two "
                "died in Najaf in a mortar attack."
            ),
            "2024-02-05",
            "2024-02-04",
        ),
    ],
)
def test_days_counted_from_another_event(text: str, first: str, second: str) -> None:
    assert [e["date_start"] for e in events(text)] == [first, second]


@pytest.mark.parametrize(
    ("capital", "country", "lat", "lon"),
    [
        ("Syrian", "SY", 33.5, 36.3),
        ("Yemeni", "YE", 15.4, 44.2),
        ("Lebanese", "LB", 33.9, 35.5),
        ("Iranian", "IR", 35.7, 51.4),
    ],
)
def test_capitals_by_the_adjective(capital: str, country: str, lat: float, lon: float) -> None:
    event = only(f"An air raid hit a depot in the {capital} capital on Thursday.")
    assert event["country"] == country
    assert (event["lat"], event["lon"]) == (
        pytest.approx(lat, abs=0.15),
        pytest.approx(lon, abs=0.15),
    )


@pytest.mark.parametrize(
    "who",
    [
        "The Wall Street Journal",
        "The Washington Post",
        "The Times of Israel",
        "Baghdad Today",
        "Gulf News",
        "John Kirby, a spokesman,",
        "Jordan Peters, a resident,",
        "Chad Miller, a Pentagon official,",
        "A spokesman, Brigadier Jordan Hale,",
        "Analyst Sydney Freedberg",
        "The Syrian Observatory for Human Rights, based in Coventry,",
        "A US official in Washington",
        "A United Nations envoy from Oman",
    ],
)
def test_who_speaks_is_neither_the_place_nor_the_attacker(who: str) -> None:
    event = only(f"{who} said a drone hit Mosul on Monday.")
    assert (event["country"], event["place_precision"]) == ("IQ", "city")
    assert event["actors"] == []


@pytest.mark.parametrize(
    ("text", "country", "area"),
    [
        ("A rocket attack targeting United States forces hurt two in Erbil on Sunday.", "IQ", None),
        ("Drones were fired at United States personnel near Erbil on Sunday.", "IQ", None),
        ("Hezbollah fired rockets at the Israel Defense Forces in Metula on Monday.", "IL", None),
        ("The Islamic State in Iraq and Syria shelled Palmyra on Monday.", "SY", None),
        ("Al-Qaeda in the Arabian Peninsula raided Abyan on Monday.", "YE", "YE-AB"),
        ("The tanker Basrah Star was hit by a missile in the Red Sea.", None, "sea-red-sea"),
        (
            (
                "The tanker Gulf Pride, sailing from Fujairah to Suez, was struck by a drone in the "
                "Red Sea."
            ),
            None,
            "sea-red-sea",
        ),
        (
            "The Liberian-flagged, Athens-managed tanker was hit by a missile in the Red Sea.",
            None,
            "sea-red-sea",
        ),
    ],
)
def test_a_place_within_a_name_or_a_role_is_no_place(
    text: str, country: str | None, area: str | None
) -> None:
    event = only(text)
    assert (event["country"], event["area_id"]) == (country, area)


@pytest.mark.parametrize(
    ("where", "precision", "area"),
    [
        ("in Saada", "city", None),
        ("in Saada governorate", "admin1", "YE-SD"),
        ("in the governorate of Idlib", "admin1", "SY-ID"),
        ("in Aleppo province", "admin1", "SY-HL"),
        ("in the city of Aleppo", "city", None),
        ("in the southern Iraqi province of Basra", "admin1", "IQ-BA"),
        ("in northern Iraq", "admin1", None),
        ("in Lebanon near the Israeli border", "country", "LB"),
        ("in the Gulf of Oman", "water_body", "sea-gulf-of-oman"),
        ("in the Arabian Sea", "water_body", "sea-arabian-sea"),
        ("in the Bab al-Mandab strait", "water_body", "sea-bab-el-mandeb"),
        ("east of Palmyra", "relative", None),
        ("between Homs and Palmyra", "relative", None),
        ("off the coast of Mokha", "relative", None),
    ],
)
def test_the_class_of_a_place_is_that_of_the_text(
    where: str, precision: str, area: str | None
) -> None:
    event = only(f"A drone hit a vehicle {where} on Monday.")
    assert (event["place_precision"], event["area_id"]) == (precision, area)
    assert (event["lat"] is None) == (precision in {"country", "admin1", "water_body"})


@pytest.mark.parametrize(
    ("where", "lat", "lon"),
    [
        ("90 nautical miles southeast of Aden", 11.72, 46.12),
        ("20 kilometres north-east of Aden", 12.91, 45.17),
        ("15 miles south of Kirkuk", 35.25, 44.39),
    ],
)
def test_a_distance_is_walked(where: str, lat: float, lon: float) -> None:
    event = only(f"A missile hit a lorry {where} on Monday.")
    assert (event["lat"], event["lon"]) == (
        pytest.approx(lat, abs=0.06),
        pytest.approx(lon, abs=0.06),
    )


@pytest.mark.parametrize(
    ("dateline", "where", "country"),
    [
        ("AMMAN, Feb 9 -", "Raqqa", "SY"),
        ("CAIRO/JERUSALEM (AP) —", "Tikrit", "IQ"),
        ("Dubai, 9 February 2024:", "Sinjar", "IQ"),
        ("ANKARA —", "Sinjar", "IQ"),
        ("BAGHDAD, Feb 9 (Desk) -", "Palmyra", "SY"),
    ],
)
def test_datelines_are_not_where_it_happened(dateline: str, where: str, country: str) -> None:
    assert only(f"{dateline} Jets bombed a depot in {where} on Thursday.")["country"] == country
