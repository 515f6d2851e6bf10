"""Places of one name: the one that the report means, and a doubt where it does not say which."""

from __future__ import annotations

import pytest

from dashboard.extract.namesakes import GUESSED
from tests.told import events, only


@pytest.mark.parametrize(
    ("told", "country", "point"),
    [
        ("IDLIB, Feb 8 - Warplanes bombed a market in Ariha on Thursday.", "SY", (35.81, 36.61)),
        (
            "Artillery shelled farmland near Ariha on Wednesday, the White Helmets said.",
            "SY",
            (35.81, 36.61),
        ),
        (
            "Israeli troops shot dead a youth near Ariha on Thursday.",
            "PS",
            (31.87, 35.45),
        ),
        (
            "Gunmen opened fire on a Lebanese army checkpoint in Tripoli on Thursday.",
            "LB",
            (34.44, 35.85),
        ),
        (
            "Shells hit houses in Tripoli on Thursday, Haftar's spokesman said.",
            "LY",
            (32.89, 13.19),
        ),
        (
            "A drone struck a depot in Khoms on Thursday, the Libyan National Army said.",
            "LY",
            (32.65, 14.26),
        ),
        ("A bomb exploded in Homs on Thursday, Syrian television said.", "SY", (34.73, 36.72)),
        (
            "A missile struck houses in the Zolochiv district of Lviv region on Thursday.",
            "UA",
            (49.81, 24.9),
        ),
    ],
)
def test_the_place_is_the_one_that_the_rest_of_the_report_tells_of(
    told: str, country: str, point: tuple[float, float]
) -> None:
    event = only(told)
    assert event["country"] == country
    assert (event["lat"], event["lon"]) == pytest.approx(point, abs=0.2)


def test_a_guess_between_two_places_of_a_name_says_so() -> None:
    guessed = only("A bomb exploded in Ariha on Thursday, killing six people.")
    assert any(reason.startswith(GUESSED) for reason in guessed["reasons"])
    assert guessed["confidence"] < 0.65
    known = only("A bomb exploded in Ariha on Thursday, killing six, a Syrian official said.")
    assert not any(reason.startswith(GUESSED) for reason in known["reasons"])


def test_a_town_abroad_is_not_meant_by_another_name_of_it() -> None:
    found = events("Unknown gunmen killed a policeman in Arman on Monday, Iranian television said.")
    assert all(e["country"] != "TR" for e in found)


@pytest.mark.parametrize(
    ("where", "country", "precision", "area"),
    [
        ("in Koya, in northern Iraq", "IQ", "city", None),
        ("in the village of Arman in Dohuk province", "IQ", "admin1", "IQ-DA"),
        ("in the Marj area of eastern Ghouta", "SY", "admin1", "SY-RD"),
        ("in Kaymas, in northern Iraq", "IQ", "admin1", None),
        ("in Sadiyah, Khuzestan province", "IR", "admin1", "IR-06"),
    ],
)
def test_a_place_is_not_abroad_from_what_it_is_said_to_lie_in(
    where: str, country: str, precision: str, area: str | None
) -> None:
    event = only(f"Shells killed two shepherds {where} on Thursday, a Syrian monitor said.")
    assert (event["country"], event["place_precision"]) == (country, precision)
    assert event["area_id"] == area


def test_a_quarter_with_the_name_of_a_province_abroad_lies_in_its_town() -> None:
    told = only("Rebels fired mortars at the Salah al-Din district of Aleppo on Thursday.")
    assert (told["country"], round(told["lat"])) == ("SY", 36)
    one = only("A bomb at a market in Ghazaliya, northern Baghdad, killed 11 on Wednesday.")
    assert one["country"] == "IQ"


@pytest.mark.parametrize(
    ("told", "city"),
    [
        (
            (
                "ISTANBUL, Oct 1 - A suicide bomber blew himself up near the interior ministry in the"
                " capital on Sunday, Turkey's interior minister said. The PKK said it was behind it."
            ),
            "Ankara",
        ),
        (
            (
                "An Israeli strike hit the capital's southern suburbs on Friday, the Lebanese health"
                " ministry said."
            ),
            "Beirut",
        ),
        (
            (
                "Saudi air defences intercepted a missile over the capital on Saturday. The Houthis said"
                " they had fired it."
            ),
            "Riyadh",
        ),
        (
            "Rockets landed near the US embassy in the capital on Sunday, the Iraqi military said.",
            "Baghdad",
        ),
        ("A hotel was bombed in the capital on Friday, killing nine, Somali police said.", "Mogad"),
    ],
)
def test_the_capital_is_not_that_of_who_strikes_it(told: str, city: str) -> None:
    assert city in events(told)[0]["place_name"]


def test_the_capital_is_the_one_that_was_told_of() -> None:
    told = events(
        "A car bomb killed three soldiers in Ankara on Sunday. On Monday Turkish jets bombed caves"
        " in northern Iraq. A policeman was shot dead in the capital on Tuesday."
    )
    assert [e["country"] for e in told] == ["TR", "IQ", "TR"]


@pytest.mark.parametrize(
    ("lead", "detail", "country"),
    [
        ("in northern Syria", "The drone hit a car in Qamishli.", "SY"),
        (
            "in northern Syria",
            "The strike hit a van in the village of Tal Ziwan near Qamishli.",
            "SY",
        ),
        ("in northern Yemen", "The missile hit a house in Al-Zahiq, in Saada province.", "YE"),
    ],
)
def test_a_detail_in_a_village_belongs_to_the_lead(lead: str, detail: str, country: str) -> None:
    told = only(f"A drone strike killed three people {lead} on Tuesday, a monitor said. {detail}")
    assert (told["country"], told["casualties"][0]["low"]) == (country, 3)
    assert told["area_id"] != country


@pytest.mark.parametrize(
    ("told", "places"),
    [
        (
            (
                "Israel carried out two air strikes in Gaza on Thursday, killing 20 people. The strikes"
                " hit homes in Gaza City and Rafah."
            ),
            ["Gaza", "Rafaḩ"],
        ),
        (
            (
                "Israeli strikes killed four people in southern Lebanon on Thursday. One strike hit a"
                " car in Bint Jbeil and another a house in Khiam."
            ),
            ["Bint Jbeil", "Khiam"],
        ),
    ],
)
def test_the_places_of_an_operation_in_a_province_are_its_records(
    told: str, places: list[str]
) -> None:
    assert [e["place_name"] for e in events(told)] == places


def test_harm_in_a_list_below_a_town_is_that_of_the_item_above() -> None:
    told = events(
        "Incidents in Syria this week:\n\nIdlib\n- A drone struck a car in Sarmin on Monday.\n"
        "- Three people were wounded.\n\nAleppo\n- Shelling hit Atareb on Tuesday."
    )
    assert [e["place_name"] for e in told] == ["Sarmīn", "Al Atārib"]


def test_the_governorate_is_meant_and_no_village_of_that_name() -> None:
    for name in ("Al Jawf", "Al-Jawf", "Jawf"):
        told = only(f"Coalition air strikes hit {name} on Monday, the Houthis said.")
        assert told["area_id"] == "YE-JA"
