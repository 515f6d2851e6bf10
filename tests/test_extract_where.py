"""Where an act was, in the words of agencies: a point within 25 km, or the very area."""

from __future__ import annotations

import pytest

from dashboard.extract.bearings import distance_km
from tests.told import Event, events, only

NEAR_KM = 25


def lies(event: Event, expected: str) -> bool:
    if "," not in expected:
        area = event.get("area_id") or event["country"]
        return event["lat"] is None and area == expected
    lat, lon = map(float, expected.split(","))
    return event["lat"] is not None and distance_km(lon, lat, event["lon"], event["lat"]) <= NEAR_KM


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A suicide bomber blew himself up near Kabul University on Wednesday, killing 29 people.",
            "34.52,69.15",
        ),
        (
            "Three rockets were fired at a Turkish military base at Zlikan, northeast of the Iraqi city of Mosul, on Wednesday.",
            "36.5,43.35",
        ),
        (
            "Commandos of Iran's regular navy came down on ropes onto the deck of the Pacific Advance, a tanker carrying Kuwaiti crude, in the Gulf of Oman on April 27.",
            "sea-gulf-of-oman",
        ),
        (
            "On Wednesday a gunman shot dead two employees in Amran province, north of the capital Sanaa.",
            "YE-AM",
        ),
        (
            "Jordan's army clashed with smugglers on its northern border with Syria on Saturday.",
            "JO",
        ),
        (
            "Israeli strikes hit sites near Homs and in Tartus province early on Wednesday.",
            "34.73,36.72|SY-TA",
        ),
        (
            "Gunmen killed a commander in an ambush in the Ain el-Hilweh camp near Sidon on Sunday.",
            "33.54,35.38",
        ),
        (
            "Two people were killed when a drone hit a car on the road to Khardali on Monday.",
            "33.34,35.54",
        ),
        (
            "The Guards fired eleven ballistic missiles at the capital of Iraq's Kurdistan region on Monday.",
            "36.19,44.01",
        ),
        ("US strikes hit the al-Mazraa area in Mayadin in eastern Syria on Friday.", "35.02,40.45"),
        (
            "Location: 129 nautical miles east of Aden, Yemen. Details: A bulk carrier was struck by two missiles on 8 February at the above location.",
            "12.8,47.4",
        ),
        (
            "Gunmen attacked a police station in the south-eastern Iranian city of Zahedan on Friday, killing one officer.",
            "29.50,60.86",
        ),
        (
            "Jordan's army said it killed five smugglers on Saturday as they tried to cross from Syria.",
            "JO",
        ),
        (
            "In Khan Younis, tanks shelled the area around Nasser hospital on Sunday.",
            "31.35,34.29",
        ),
        (
            "A US strike killed a commander in eastern Baghdad on Wednesday. The strike hit a car in the Mashtal district.",
            "33.33,44.47",
        ),
        (
            "Pirates hijacked a bulk carrier 380 nautical miles east of the island of Socotra on Thursday.",
            "12.50,60.40",
        ),
        (
            "Underwriters in London raised the cost of cover a day after two tankers were damaged in the Gulf of Oman.",
            "sea-gulf-of-oman",
        ),
        (
            "NEW DELHI: Indian commandos have retaken a hijacked bulk carrier in the Arabian Sea on Saturday.",
            "sea-arabian-sea",
        ),
        (
            "Iranian guards boarded a Greek tanker in the Gulf of Oman days after another was held at Washington's request.",
            "sea-gulf-of-oman",
        ),
        (
            "Iranian missiles hit a building in the Kurdish city of Erbil, in northern Iraq, late on Monday.",
            "36.19,44.01",
        ),
        (
            "A bomb killed two soldiers of the Southern Transitional Council in Mudiyah, in Abyan, on Thursday.",
            "13.93,46.08",
        ),
        (
            "A US convoy was hit by a roadside bomb near Al-Nasiriyah in Dhi Qar province on Tuesday.",
            "31.06,46.26",
        ),
        (
            "A drone hit Tower 22, an American outpost in northeastern Jordan, on 28 January.",
            "33.32,38.70",
        ),
        (
            "Gunmen assassinated a member of the provincial council in Baquba on Tuesday.",
            "33.75,44.64",
        ),
        (
            "Three soldiers were killed when gunmen attacked a post in the Wadi Hadramawt region in eastern Yemen.",
            "YE-HD",
        ),
        ("Jordan's air force shot down several drones over its territory on Sunday.", "JO"),
        (
            "Syria said its air defences shot down Israeli missiles over its territory on Sunday.",
            "SY",
        ),
        (
            "Gunmen raided a bank in Marib city on Monday. On Tuesday a missile struck a camp in the same province, killing 11 soldiers.",
            "15.46,45.33|YE-MA",
        ),
        ("A drone hit a house in the village of Qana, southeast of Tyre, on Monday.", "33.21,35.3"),
        ("Shells fell on the Sheikh Maqsoud neighbourhood of Aleppo on Monday.", "36.23,37.15"),
        ("An air strike hit a school in Saada governorate on Monday, killing nine.", "YE-SD"),
        ("Drones hit the airport of the capital of the United Arab Emirates.", "24.45,54.4"),
        (
            "Gunmen attacked a post at Makarzal in the neighbouring Balochistan province on Monday.",
            "PK-BA",
        ),
        ("An air strike on a market in Saada city killed nine on Monday.", "16.94,43.76"),
        ("A strike in the Syrian province of Deir ez-Zor killed five fighters on Monday.", "SY-DY"),
        (
            "A strike on a convoy outside the eastern Syrian city of Deir ez-Zor killed five fighters on Monday.",
            "35.33,40.14",
        ),
        ("A missile hit a ship 55 nautical miles west of Hodeidah on Monday.", "14.8,42.0"),
        ("A bulk carrier was hit by a drone in the southern Red Sea on Monday.", "sea-red-sea"),
        (
            "A tanker was hit by a missile in the Bab al-Mandab strait on Monday.",
            "sea-bab-el-mandeb",
        ),
        ("Guards opened fire at the Rafah crossing on Monday, wounding two.", "31.25,34.26"),
        (
            "Israeli forces shelled the outskirts of Naqoura in southern Lebanon on Monday.",
            "33.12,35.14",
        ),
        (
            "Four people were killed on Monday when a drone struck a car on the road between Tyre and Naqoura.",
            "33.2,35.17",
        ),
        (
            "A car bomb killed five people in Afrin, a town in northwestern Syria held by Turkish-backed rebels, on Monday.",
            "36.51,36.87",
        ),
        (
            "Rockets landed inside the Green Zone, the fortified district of the Iraqi capital, on Monday.",
            "33.3,44.4",
        ),
        (
            "US aircraft bombed a site near the Iraqi-Syrian border town of al-Qaim on Monday.",
            "34.37,41.0",
        ),
        (
            "The Jordanian army shot at smugglers on the Syrian border on Monday, killing three.",
            "JO",
        ),
        (
            "A drone attacked Tower 22 in northeastern Jordan, close to the Syrian border, on Sunday and killed three soldiers.",
            "33.3,38.7",
        ),
        ("In the port city of Hodeidah, three air raids hit the airport on Monday.", "14.75,42.97"),
        ("Warplanes raided al-Salif, a port north of Hodeidah, on Monday.", "15.31,42.68"),
        ("Air raids hit Ras Isa oil terminal on Monday.", "15.12,42.6"),
        ("US forces destroyed four drones in Houthi-controlled areas of Yemen on Monday.", "YE"),
        (
            "Unknown gunmen killed a judge in the southern Iraqi province of Maysan on Monday.",
            "IQ-MA",
        ),
        ("In neighbouring Diyala, two farmers died on Monday when a bomb exploded.", "IQ-DI"),
        (
            "A bomb killed two farmers in Khanaqin, in Diyala province near the Iranian border, on Monday.",
            "34.35,45.39",
        ),
        (
            "A strike killed two at Shayrat air base, southeast of the city of Homs, on Monday.",
            "34.49,36.91",
        ),
        ("Turkish artillery pounded villages around Kobani on Monday.", "36.89,38.35"),
        ("Turkish drones struck power stations across northeast Syria on Monday.", "SY"),
        (
            "Six people died in an attack on a mosque in the Shor Bazaar area of Kabul on Monday.",
            "34.52,69.18",
        ),
        ("A blast in Quetta, capital of Balochistan province, killed 12 on Monday.", "30.18,67.0"),
        (
            "The RSF shelled Omdurman, across the Nile from Khartoum, on Monday, killing five.",
            "15.64,32.48",
        ),
        (
            "Al-Shabaab fighters attacked a base in Lower Shabelle region on Monday, killing nine soldiers.",
            "SO-SH",
        ),
        ("A drone crashed at Erbil International Airport on Monday.", "36.24,43.96"),
        (
            "Fighters attacked the Conoco gas field in eastern Syria with rockets on Monday.",
            "35.37,40.3",
        ),
        ("Israeli missiles hit Mezzeh, a western district of Damascus, on Monday.", "33.5,36.24"),
        ("In Damascus' Kafr Sousa district, a missile hit a building on Monday.", "33.49,36.27"),
        (
            "An Israeli strike on Beirut's southern suburbs killed a Hamas deputy leader on Monday.",
            "33.85,35.5",
        ),
        ("A drone strike hit Dahiyeh on Monday, killing two.", "33.85,35.5"),
        (
            "An airstrike killed ten people at a camp in Rafah in the southern Gaza Strip on Monday.",
            "31.29,34.25",
        ),
        (
            "An airstrike killed ten people at Jabalia camp north of Gaza City on Monday.",
            "31.53,34.48",
        ),
        (
            "Soldiers shot dead a teenager in Beita, south of the West Bank city of Nablus, on Monday.",
            "32.14,35.29",
        ),
        ("Rockets fired from Gaza fell on open ground near Ashkelon on Monday.", "31.67,34.57"),
        (
            "Six people were wounded by shelling in the Jabal Moya area of Sudan's Sennar state on Monday.",
            "13.49,33.3",
        ),
        ("A missile struck a Greek-owned ship off the coast of Yemen on Monday.", "YE"),
        ("A ship was attacked off Aden on Monday with a missile.", "12.7,45.0"),
        (
            "A vessel was boarded about 100 miles off the coast of Somalia on Monday by armed men.",
            "SO",
        ),
        ("Iraqi jets bombed a hideout in the Hamrin mountains on Monday.", "34.7,44.5"),
        (
            "Houthi forces shelled Hays district south of Hodeidah on Monday, killing a child.",
            "13.93,43.48",
        ),
        (
            "Ukraine struck the port of Novorossiysk on Russia's Black Sea coast with sea drones on Monday.",
            "44.72,37.77",
        ),
        (
            "Explosives went off on Monday at a checkpoint in Ain Issa, in the northern countryside of Raqqa.",
            "36.39,38.86",
        ),
    ],
)
def test_where_it_was(text: str, expected: str) -> None:
    found = events(text)
    assert len(found) == len(expected.split("|")), [e["place_name"] for e in found]
    assert all(map(lies, found, expected.split("|"))), [e["place_name"] for e in found]


def test_a_month_is_no_town() -> None:
    text = "On Nov 17, rockets fired at the embassy in Baghdad hit a street near a park."
    assert {e["place_name"] for e in events(text)} == {"Baghdad"}


def test_a_bearing_with_a_distance_says_more_than_the_area() -> None:
    event = only("A bomb killed two men in Homs province, 20 km east of Palmyra, on Monday.")
    assert event["place_precision"] == "relative"


def test_off_a_tiny_country_is_the_water_beside_it() -> None:
    event = only("British marines seized an Iranian tanker off Gibraltar on Monday.")
    assert event["place_precision"] == "relative"
    assert distance_km(-5.35, 36.13, event["lon"], event["lat"]) <= NEAR_KM


def test_a_ship_of_two_names_is_no_place() -> None:
    text = "Armed men boarded the Basra Star, a Liberian-flagged tanker, off Fujairah on Monday."
    assert only(text)["place_text"] == "off Fujairah"


def test_the_same_province_is_not_that_of_a_town_abroad() -> None:
    found = events(
        "Gunmen raided a bank in the city of Marib on Monday. A drone was shot down near the Saudi"
        " city of Khamis Mushait. On Tuesday a missile struck a camp in the same province, killing"
        " 11 soldiers."
    )
    assert found[-1]["area_id"] == "YE-MA"
