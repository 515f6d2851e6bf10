"""Which act of a text each of its dates belongs to, and what an act without one takes over."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.extract import read_report

FRIDAY = dt.date(2024, 2, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "BAGHDAD, Feb 7 (Wire) - A drone struck a car in eastern Baghdad on Wednesday, "
                "killing three people, police said on Thursday."
            ),
            {"eastern Baghdad": "2024-02-07"},
        ),
        (
            (
                "Police said on Thursday that gunmen had attacked a checkpoint near Kirkuk the "
                "previous evening, killing two officers."
            ),
            {"near Kirkuk": "2024-02-07"},
        ),
        (
            (
                "Israeli jets bombed Rafah overnight, killing 12 people. On Tuesday, the army had "
                "shelled Khan Younis."
            ),
            {"Rafah": "2024-02-08/2024-02-09", "Khan Younis": "2024-02-06"},
        ),
        (
            (
                "Houthi fighters fired a missile at a tanker off Hodeidah on Thursday. A week "
                "earlier, the group had seized a cargo ship off Mokha."
            ),
            {"off Hodeidah": "2024-02-08", "off Mokha": "2024-02-01"},
        ),
        (
            (
                "Turkish aircraft struck targets near Dohuk on Sunday. The following day, a drone "
                "hit a vehicle in Sinjar. Three days later, rockets landed on a base in Bashiqa."
            ),
            {"near Dohuk": "2024-02-04", "Sinjar": "2024-02-05", "Bashiqa": "2024-02-08"},
        ),
        (
            (
                "Russian missiles hit Odesa on Monday night, hours after Ukraine attacked a fuel "
                "depot in Belgorod."
            ),
            {"Odesa": "2024-02-05", "Belgorod": "2024-02-04/2024-02-05"},
        ),
        (
            (
                "At least nine people were killed when a car bomb exploded in Azaz on Wednesday, "
                "the deadliest attack in northern Syria since a bombing in Afrin in October."
            ),
            {"Azaz": "2024-02-07", "Afrin": "2023-10-01/2023-10-31"},
        ),
        (
            (
                "The strike in Damascus came a day after rockets were fired at a base near Hasakah "
                "on Tuesday."
            ),
            {"Damascus": "2024-02-07", "near Hasakah": "2024-02-06"},
        ),
        (
            (
                "A day after rockets hit a base near Hasakah, Israeli warplanes struck Damascus on "
                "Wednesday."
            ),
            {"Damascus": "2024-02-07", "near Hasakah": "2024-02-06"},
        ),
        (
            ("The army said on Thursday its forces had killed five militants in a raid in Jenin."),
            {"Jenin": "2024-02-08"},
        ),
        (
            (
                "The army said its forces killed five militants in a raid in Jenin on Wednesday. It"
                " said on Thursday that two soldiers were wounded."
            ),
            {"Jenin": "2024-02-07"},
        ),
        (
            (
                "Gunmen stormed a police station in Mosul early on Friday, two days before "
                "provincial elections that are due on Sunday."
            ),
            {"Mosul": "2024-02-09"},
        ),
        (
            (
                "A roadside bomb killed two soldiers in Kandahar. The attack happened late on "
                "Tuesday, the governor said."
            ),
            {"Kandahar": "2024-02-06"},
        ),
        (
            (
                "KABUL - A suicide bomber killed at least 11 people outside a mosque in "
                "Kabul.\n\nThe blast took place on Thursday afternoon as worshippers were leaving, "
                "witnesses said."
            ),
            {"Kabul": "2024-02-08"},
        ),
        (
            ("Since Monday, artillery has pounded the villages around Idlib, residents said."),
            {"around Idlib": "2024-02-05/2024-02-09"},
        ),
        (
            (
                "In the past 24 hours, Israeli strikes killed 107 people in Gaza, the health "
                "ministry said."
            ),
            {"Gaza": "2024-02-08/2024-02-09"},
        ),
        (
            (
                "In late October, unidentified gunmen ambushed a convoy near Sirte. In the first "
                "week of January, a bomb exploded in Derna."
            ),
            {"near Sirte": "2023-10-20/2023-10-31", "Derna": "2024-01-01/2024-01-07"},
        ),
        (
            (
                "Houthi forces struck a bulk carrier in the Gulf of Aden over the weekend, after US"
                " jets bombed Sanaa on Friday last week."
            ),
            {"Gulf of Aden": "2024-02-03/2024-02-04", "Sanaa": "2024-02-02"},
        ),
        (
            (
                "On Christmas Day, a drone hit the base at Erbil airport. US jets bombed Hilla "
                "hours later."
            ),
            {"Erbil airport": "2023-12-25", "Hilla": "2023-12-25/2023-12-26"},
        ),
        (
            ("On the 28th, rebels captured the town of Saraqib."),
            {"Saraqib": "2024-01-28"},
        ),
        (
            (
                "Two rockets hit the base at Ain al-Asad this week. Last month a drone attack on "
                "Tower 22 in Jordan killed three American soldiers."
            ),
            {"Ain al-Asad": "2024-02-05/2024-02-09", "Tower 22": "2024-01-01/2024-01-31"},
        ),
        (
            (
                "On Thursday the defence ministry said a drone attacked a depot in Bryansk "
                "overnight."
            ),
            {"Bryansk": "2024-02-07/2024-02-08"},
        ),
        (
            (
                "The ministry said on Wednesday that Russian forces shelled Kherson the day before,"
                " wounding a woman."
            ),
            {"Kherson": "2024-02-06"},
        ),
        (
            (
                "Israel struck Baalbek on Tuesday in response to rockets that were fired at Safed "
                "on Monday."
            ),
            {"Baalbek": "2024-02-06", "Safed": "2024-02-05"},
        ),
        (
            (
                "Rockets fired at Safed on Monday killed a soldier. Israel responded by bombing "
                "Baalbek the next morning."
            ),
            {"Safed": "2024-02-05", "Baalbek": "2024-02-06"},
        ),
        (
            (
                "US forces bombed three sites in Hudaydah on Thursday, the fifth round of strikes "
                "since January 12."
            ),
            {"Hudaydah": "2024-02-08"},
        ),
        (
            (
                "At 21:30 local time on Wednesday a drone fired a missile at a vehicle in Mashtal, "
                "Baghdad."
            ),
            {"Mashtal": "2024-02-07"},
        ),
        (
            ("Two people died on Friday of wounds they suffered in Tuesday's shelling of Taiz."),
            {"Taiz": "2024-02-06"},
        ),
        (
            (
                "A funeral was held on Thursday in Najaf for a commander killed in a drone strike "
                "in Baghdad on Wednesday."
            ),
            {"Baghdad": "2024-02-07"},
        ),
        (
            (
                "A funeral was held on Thursday for a commander who was killed a day earlier in a "
                "drone strike in Baghdad."
            ),
            {"Baghdad": "2024-02-07"},
        ),
        (
            (
                "Somali forces retook the town of Adan Yabaal from al-Shabaab between Saturday and "
                "Monday."
            ),
            {"Adan Yabaal": "2024-02-03/2024-02-05"},
        ),
        (
            ("From 28 January to 3 February, Russian forces shelled Kupiansk 14 times."),
            {"Kupiansk": "2024-01-28/2024-02-03"},
        ),
        (
            (
                "The U.S. military said it carried out a strike in Al Bukamal, Syria, on Feb. 2. "
                "Iraqi officials said that 16 people had been killed in strikes on Al-Qaim the same"
                " night."
            ),
            {"Al Bukamal": "2024-02-02", "Al-Qaim": "2024-02-02"},
        ),
        (
            (
                "Explosions were heard in Isfahan before dawn on Friday. State television reported "
                "at noon that air defences had shot down three drones over Tabriz."
            ),
            {"Isfahan": "2024-02-09", "Tabriz": "2024-02-09"},
        ),
        (
            (
                "Hezbollah fired 30 rockets at Kiryat Shmona on Thursday. Earlier in the day, an "
                "Israeli drone had killed two people in Nabatieh."
            ),
            {"Kiryat Shmona": "2024-02-08", "Nabatieh": "2024-02-08"},
        ),
        (
            ("Syria's army shelled Ariha yesterday, and this morning warplanes bombed Sarmin."),
            {"Ariha": "2024-02-08", "Sarmin": "2024-02-09"},
        ),
        (
            (
                "Iran struck what it called a spy base in Erbil late on Monday. It followed twin "
                "bombings on January 3 in Kerman that killed nearly 100 people."
            ),
            {"Erbil": "2024-02-05", "Kerman": "2024-01-03"},
        ),
        (
            (
                "The attack, on the eve of the anniversary, wounded three guards in Diyala on "
                "Sunday."
            ),
            {"Diyala": "2024-02-04"},
        ),
        (
            ("The drone was shot down on Saturday over Haifa, the military said on Sunday."),
            {"Haifa": "2024-02-03"},
        ),
        (
            (
                "In a statement on Sunday, the military said that a drone had been shot down over "
                "Haifa."
            ),
            {"Haifa": "2024-02-04"},
        ),
        (
            ("The group claimed responsibility on Sunday for Friday's bombing of a bus in Homs."),
            {"Homs": "2024-02-02"},
        ),
        (
            (
                "Thursday's bombardment of Marib killed four. It was the third in Marib since the "
                "truce ended in October 2022."
            ),
            {"Marib": "2024-02-08"},
        ),
        (
            (
                "A missile hit a ship 40 miles south of Aden on January 26. Three days earlier, "
                "another vessel had been attacked off Hodeidah."
            ),
            {"off Hodeidah": "2024-01-23"},
        ),
        (
            (
                "The base had come under fire on Sunday as well. On Friday, mortars struck the base"
                " at Conoco, in Deir al-Zor."
            ),
            {"Conoco": "2024-02-09"},
        ),
        (
            (
                "Israeli tanks pushed into Khan Younis on Monday, residents said. By Wednesday they"
                " had encircled Nasser hospital. That evening a strike killed six people in Rafah."
            ),
            {"Khan Younis": "2024-02-05", "Rafah": "2024-02-07"},
        ),
        (
            (
                "An Israeli air strike killed a senior Hamas official, Saleh al-Arouri, in Beirut "
                "on January 2. On Thursday, a drone strike in Nabatieh wounded a Hezbollah "
                "commander."
            ),
            {"Beirut": "2024-01-02", "Nabatieh": "2024-02-08"},
        ),
        (
            (
                "The bombing came as officials in Quetta prepared for Thursday's election. The "
                "explosion in Pishin on Wednesday killed 18 people."
            ),
            {"Pishin": "2024-02-07"},
        ),
        (
            (
                "On Wednesday, a day before the vote, two bombs killed 28 people in Pishin and Qila"
                " Saifullah."
            ),
            {"Pishin": "2024-02-07", "Qila Saifullah": "2024-02-07"},
        ),
        (
            ("The raid on Bamako airport on Tuesday of last week left dozens dead."),
            {"Bamako": "2024-01-30"},
        ),
        (
            (
                "It was the second attack in days: on Monday a bomb had gone off in Jalalabad. The "
                "latest blast hit a bus in Kabul on Thursday."
            ),
            {"Jalalabad": "2024-02-05", "Kabul": "2024-02-08"},
        ),
        (
            (
                "Two people were killed on Thursday in Sderot by a rocket from Gaza. Israel "
                "retaliated within hours, bombing Beit Hanoun."
            ),
            {"Sderot": "2024-02-08", "Beit Hanoun": "2024-02-08"},
        ),
        (
            (
                "Three days after the strike on Tower 22, in which three soldiers died on January "
                "28, US forces shot down a drone over the Gulf of Aden."
            ),
            {"Tower 22": "2024-01-28", "Gulf of Aden": "2024-01-31"},
        ),
        (
            (
                "On Sunday night, rockets were fired at the Conoco base; on Monday morning, US "
                "drones struck a launcher in Mayadin."
            ),
            {"Conoco base": "2024-02-04", "Mayadin": "2024-02-05"},
        ),
        (
            (
                "On Sunday, rockets were fired at the Conoco base, and US drones struck a launcher "
                "in Mayadin."
            ),
            {"Conoco base": "2024-02-04", "Mayadin": "2024-02-04"},
        ),
        (
            (
                "The Israeli army says it killed two gunmen in Tulkarm yesterday. Overnight it "
                "raided Nablus."
            ),
            {"Tulkarm": "2024-02-08", "Nablus": "2024-02-08/2024-02-09"},
        ),
        (
            (
                "Libya's rival forces agreed a ceasefire on Wednesday. Fighting in Zawiya had "
                "killed ten people the night before."
            ),
            {"Zawiya": "2024-02-06"},
        ),
        (
            (
                "The village of Kfar Kila was hit by phosphorus shells on Thursday morning, the "
                "mayor said, and again in the afternoon. On 14 January an anti-tank missile had "
                "killed a woman and her son in Kfar Yuval."
            ),
            {"Kfar Kila": "2024-02-08", "Kfar Yuval": "2024-01-14"},
        ),
        (
            (
                "Armed men kidnapped 12 villagers in Katsina on Feb 4, the police spokesman told "
                "reporters on Feb 6."
            ),
            {"Katsina": "2024-02-04"},
        ),
        (
            (
                "A police spokesman told reporters on February 6 that armed men kidnapped and "
                "killed 12 villagers in Katsina two days earlier."
            ),
            {"Katsina": "2024-02-04"},
        ),
        (
            (
                "On Wednesday, Ansar Allah said that it had attacked a US ship in the Red Sea on "
                "Tuesday with missiles. CENTCOM said on Thursday that no ship had been hit."
            ),
            {"Red Sea": "2024-02-06"},
        ),
    ],
)
def test_which_act_a_date_dates(text: str, expected: dict[str, str]) -> None:
    found = {
        e["place_text"]: "/".join(dict.fromkeys((str(e["date_start"]), e["date_end"])))
        for e in read_report(text, FRIDAY)["events"]
    }
    assert {place: found.get(place) for place in expected} == expected


def test_a_day_is_not_that_of_what_is_only_counted_after_the_attribution() -> None:
    text = (
        "U.S. aircraft bombed sites in Saada, Al Jawf and Al Bayda provinces and at the port of Ras"
        " Isa on Wednesday night, two officials said, in the fifth night of strikes in Yemen."
    )
    found = read_report(text, FRIDAY)["events"]
    assert [e["date_start"] for e in found] == ["2024-02-07"] * 4
