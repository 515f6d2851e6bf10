"""Which place an act has, and of what class: sentences as reports write them."""

from __future__ import annotations

import pytest

from dashboard.extract.answers import FROM_MEMORY
from tests.told import events, only


@pytest.mark.parametrize(
    ("where", "country", "lat", "lon"),
    [
        ("the town of Khan al-Asal", "SY", 36.17, 37.03),
        ("Mai Kadra, in western Tigray", "ET", 14.07, 36.58),
        ("Kobo, in Ethiopia's Amhara region", "ET", 12.15, 39.63),
        ("the village of Hebbarieh", "LB", 33.37, 35.7),
        ("Jurf al-Sakhar, south of Baghdad", "IQ", 32.87, 44.2),
        ("Riyan airport in Hadramawt", "YE", 14.66, 49.37),
        ("Bin Jawad in Libya", "LY", 30.8, 18.09),
    ],
)
def test_places_at_the_fronts_are_known(where: str, country: str, lat: float, lon: float) -> None:
    event = only(f"A drone hit a lorry in {where} on Monday.")
    assert event["country"] == country
    assert (event["lat"], event["lon"]) == (
        pytest.approx(lat, abs=0.1),
        pytest.approx(lon, abs=0.1),
    )


def test_a_small_namesake_far_from_what_is_told_is_no_place() -> None:
    report = (
        "Houthi fighters shelled Marib in Yemen on Monday, Yemeni officials said.\n\n"
        "On Tuesday a missile struck the Rawda neighbourhood of Marib."
    )
    assert {e["country"] for e in events(report)} == {"YE"}


@pytest.mark.parametrize(
    ("where", "lat", "lon"),
    [
        ("Shibam, in Hadramawt province", 15.93, 48.63),
        ("Shibam, 35 km north-west of Sanaa", 15.51, 43.9),
    ],
)
def test_a_namesake_is_the_one_where_the_text_puts_it(where: str, lat: float, lon: float) -> None:
    event = only(f"A drone hit a lorry in {where}, on Monday, Yemeni police said.")
    assert (event["lat"], event["lon"]) == (
        pytest.approx(lat, abs=0.1),
        pytest.approx(lon, abs=0.1),
    )


@pytest.mark.parametrize(
    "told",
    [
        "Rutba, in Anbar, was busy on Friday. At noon a shell killed two shepherds there.",
        "What happened in Rutba is this. On Monday jets bombed the runway of the airport there.",
        "People in Rutba slept badly. A drone hit two lorries there on Monday.",
        "Doctors in Rutba said that shells had hit the town on Monday.",
        "Rutba had been quiet for a year. A drone hit the market of the town on Monday.",
        "Rutba, on the road between Ramadi and Trebil, was shelled on Monday.",
        "Gunmen attacked Rutba, halfway between Ramadi and Trebil, on Monday.",
    ],
)
def test_there_and_the_town_are_what_was_spoken_of(told: str) -> None:
    event = only(told)
    assert event["lat"] == pytest.approx(33.04, abs=0.1)
    assert event["lon"] == pytest.approx(40.28, abs=0.2)


def test_the_town_is_not_the_seat_of_who_speaks() -> None:
    told = "A convoy was stopped in Rutba. The ministry in Baghdad said a shell had hit the town."
    assert {e["place_name"] for e in events(told)} != {"Baghdad"}


@pytest.mark.parametrize(
    "where",
    [
        "in Nahr al-Imam, near Muqdadiya",
        "in Nahr al-Imam, close to Muqdadiya",
        "in Nahr al-Imam, a village 10 km north-east of Muqdadiya",
    ],
)
def test_what_a_village_lies_near_is_no_second_place(where: str) -> None:
    assert only(f"Gunmen attacked houses {where}, on Monday.")["place_name"] == "Nahr al-Imam"


@pytest.mark.parametrize(
    ("how", "where"),
    [
        ("A drone flew into the departure hall of Basra airport on Monday.", 47.7),
        ("A ballistic missile travelled 500 kilometres to Basra on Monday and killed two.", 47.8),
    ],
)
def test_a_weapon_in_flight_is_where_it_comes_down(how: str, where: float) -> None:
    assert only(how)["lon"] == pytest.approx(where, abs=0.3)


@pytest.mark.parametrize("name", ["the Marina hotel", "the Odesa cinema", "the Moscow market"])
def test_a_house_called_after_a_town_abroad_is_in_the_town_told_of(name: str) -> None:
    told = "Residents of Port Sudan in Sudan hid on Sunday when a shell hit a mosque in the town."
    report = f"{told} Sudan's army said so. On Monday a drone hit {name}, Sudanese police said."
    assert {e["country"] for e in events(report)} == {"SD"}


@pytest.mark.parametrize(
    ("where", "precision"),
    [
        ("the market of Rutba", "exact"),
        ("the old market of the town of Rutba", "exact"),
        ("an air base near Rutba", "exact"),
        ("the naval base at Latakia", "exact"),
        ("Nyala airport", "exact"),
        ("the Achin district of Nangarhar", "exact"),
        ("a police station in Rutba", "city"),
        ("two warehouses in Rutba", "city"),
        ("barracks in Rutba", "city"),
        ("a village near Rutba", "city"),
    ],
)
def test_a_spot_is_exact_where_the_text_says_which(where: str, precision: str) -> None:
    event = only(f"A drone hit {where} on Monday.")
    assert event["place_precision"] == precision


@pytest.mark.parametrize(
    ("told", "name", "precision"),
    [
        (
            "A gunman killed two men in Amran province, north of the capital Sanaa.",
            "Amran",
            "admin1",
        ),
        (
            "A drone hit a block in Voronezh, near the Ukrainian border, on Friday.",
            "Voronezh",
            "city",
        ),
        ("A blast hit a mosque in the Zar-e-Gandum area of the Afghan capital.", "Kabul", "city"),
        ("Fighting raged on Monday on the outskirts of the Libyan capital.", "Tripoli", "city"),
        ("Rebels ambushed a convoy of Mali's army in Ansongo on Monday.", "Ansongo", "city"),
        ("A gunman shot dead two brothers as they sat in traffic in Huwara.", "Huwara", "city"),
        ("A bomb killed six people in Nigeria's Borno state on Sunday.", "Borno", "admin1"),
    ],
)
def test_what_only_says_where_a_place_lies_is_no_place(
    told: str, name: str, precision: str
) -> None:
    event = only(told)
    assert (event["place_name"], event["place_precision"]) == (name, precision)


@pytest.mark.parametrize(
    "told",
    [
        "The minister said that the attack was a crime and would go to the Security Council in New York.",
        "State television in Riyadh called the attack a response.",
        "An official said that nine people had died and that four men were being treated in Tyre.",
        "In Washington, the president said on Tuesday that the attack showed how weak Lebanon was.",
    ],
)
def test_where_an_attack_is_spoken_of_is_no_second_place_of_it(told: str) -> None:
    event = only(f"A drone hit a clinic in Sidon on Monday. {told}")
    assert event["place_name"] == "Sidon"


def test_what_a_party_keeps_somewhere_is_no_place_of_an_act() -> None:
    told = "Russia, which has an airbase at Hmeimim, said that its men had shot down two drones."
    places = {e["place_name"] for e in events(f"Missiles struck Aleppo on Monday. {told}")}
    assert places == {"Aleppo"}


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Jets hit a village in Iran on Monday. The village lies near Saravan.", "Sarāvān"),
        ("A tanker held by Iran was boarded in the Gulf of Oman on Monday.", "Gulf of Oman"),
        ("The Japanese-owned Sakura Venture was struck in the Gulf of Oman.", "Gulf of Oman"),
        (
            (
                "Commandos of Iran's regular navy came down on ropes onto the deck of the Pacific"
                " Advance, a tanker, in the Gulf of Oman on Monday."
            ),
            "Gulf of Oman",
        ),
        (
            (
                "A Panama-flagged tanker boarded by Iran's Guards in the Strait of Hormuz on Monday is"
                " being held off the port of Bandar Abbas."
            ),
            "Strait of Hormuz",
        ),
        ("A bomber blew himself up outside Kabul University, killing 29 people.", "Kabul"),
        (
            (
                "In Faryab province, fighting between the army and the Taliban in Qaysar district"
                " entered its third day on Thursday."
            ),
            "Qaysar district",
        ),
        (
            "A bomb hit the convoy of the governor of Aden in Tawahi district, killing six.",
            "al-Tawahi",
        ),
        ("A bomb killed three Kenyan police officers in Garissa county.", "Garissa county"),
        ("Israel struck targets in Syria's coastal province of Tartus on Monday.", "Tartus"),
    ],
)
def test_the_place_is_that_of_the_act_itself(told: str, name: str) -> None:
    assert only(told)["place_name"] == name


def test_the_same_strait_is_the_strait_told_of_before() -> None:
    found = events(
        "Iran's Guards seized a tanker in the Strait of Hormuz on Monday and sailed for the Indian"
        " Ocean. In July 2019, the Guards captured the British-flagged Stena Impero in the same"
        " strait."
    )
    assert [e["place_name"] for e in found] == ["Strait of Hormuz"] * 2


def test_what_was_fired_at_one_thing_and_hit_another_is_one_act() -> None:
    told = (
        "On Monday rockets fired at the embassy in Baghdad hit a street nearby and killed a girl."
    )
    assert len(events(told)) == 1


def test_a_point_from_memory_says_so_and_one_with_a_source_does_not() -> None:
    shayrat = only("A missile hit Shayrat air base on Monday.")
    assert FROM_MEMORY in shayrat["reasons"]
    assert FROM_MEMORY not in only("A missile hit a house in Homs on Monday.")["reasons"]
    area = only("A missile killed three people in Fezzan on Monday.")
    assert (area["lat"], FROM_MEMORY in area["reasons"]) == (None, False)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("About 40 rockets hit Kiryat Yam, a suburb of Haifa, on Wednesday.", "Qiryat Yam"),
        ("A drone hit a car in Adloun, a village near Tyre, on Wednesday.", "Adloun"),
        ("Shells killed two people in Kafr Batna, a town outside Damascus.", "Kafr Batna"),
        ("Shells killed two people in Darayya, a Damascus suburb, on Wednesday.", "Dārayyā"),
    ],
)
def test_the_town_that_says_where_a_village_lies_is_no_second_place(told: str, name: str) -> None:
    assert only(told)["place_name"] == name


def test_two_towns_of_a_list_are_two_places() -> None:
    told = events("Shells hit Adloun, the village of Sarafand and Tyre in Lebanon on Wednesday.")
    assert len(told) == 3


def test_an_arabic_quarter_is_not_the_town_that_is_called_so() -> None:
    told = "قصفت طائرة مسيرة سيارة في حي المشتل شرق بغداد يوم الأربعاء."
    assert only(told)["place_name"] == "Mashtal area, eastern Baghdad"
