"""Acts told again, and acts told beside others: which events a short report tells of, and when."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.told import FRIDAY, Event
from tests.told import events as read

if TYPE_CHECKING:
    import datetime as dt


def told(event: Event) -> str:
    """Give the place of an event as the text has it, and its days as "02-08" or "02-03~02-04"."""
    days = [day[5:] for day in (event["date_start"], event["date_end"]) if day]
    stretch = "~".join(d for d, _ in itertools.groupby(days)) if event["date_start"] else "-"
    return f"{event['place_text']} {stretch}"


def check(text: str, *expected: str, published: dt.date = FRIDAY) -> None:
    assert sorted(told(e) for e in read(text, published)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "On Monday an airstrike hit Saada. On Tuesday another hit Hajjah. On Wednesday a third"
                " struck Hodeidah."
            ),
            ["Saada 02-05", "Hajjah 02-06", "Hodeidah 02-07"],
        ),
        (
            (
                "Saudi air defences intercepted a missile fired at Najran on Thursday, and another was"
                " destroyed over Jizan."
            ),
            ["Najran 02-08", "Jizan 02-08"],
        ),
        (
            (
                "A sticky bomb killed a teacher in Baquba on Wednesday, and a farmer died when a roadside"
                " bomb went off near Khanaqin."
            ),
            ["Baquba 02-07", "near Khanaqin 02-07"],
        ),
        (
            (
                "An air strike hit a car on the road between Bazouriyeh and Tyre on Thursday. Earlier on"
                " Thursday, Israeli artillery shelled the outskirts of Naqoura."
            ),
            ["between Bazouriyeh and Tyre 02-08", "Naqoura 02-08"],
        ),
        (
            (
                "Israeli snipers shot dead a nurse inside Nasser hospital in Khan Younis on Thursday.\n\n"
                "The military said its forces killed more than 20 gunmen in Khan Younis."
            ),
            ["Nasser hospital 02-08", "Khan Younis 02-08"],
        ),
        (
            (
                "Militants stormed a police station in Dera Ismail Khan on Monday, killing ten officers."
                "\n\nOn Sunday, a candidate was shot dead in Bajaur. Last week, a bomb in Quetta killed"
                " four people."
            ),
            ["Dera Ismail Khan 02-05", "Bajaur 02-04", "Quetta 01-29~02-04"],
        ),
        (
            (
                "A drone attack killed six fighters at the al-Omar base on Monday. It was the first"
                " significant attack since the United States launched retaliatory strikes over the"
                " weekend against militias in Iraq and Syria."
            ),
            ["al-Omar base 02-05", "Iraq 02-03~02-04", "Syria 02-03~02-04"],
        ),
        (
            (
                "The raid on the village of Burin came two days after a settler was stabbed in Huwara on"
                " Monday."
            ),
            ["Burin 02-07", "Huwara 02-05"],
        ),
    ],
)
def test_acts_told_one_after_the_other_are_events_of_their_own(
    text: str, expected: list[str]
) -> None:
    check(text, *expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two rockets were fired from Gaza towards Ashkelon on Thursday and were intercepted.",
            "Ashkelon 02-08",
        ),
        (
            "A missile fired from Yemen at Eilat was shot down over the Red Sea on Thursday.",
            "Red Sea 02-08",
        ),
        (
            (
                "Hezbollah fired 30 rockets at Kiryat Shmona on Thursday. Most of the rockets were"
                " intercepted, but one hit a house."
            ),
            "Kiryat Shmona 02-08",
        ),
        (
            (
                "Two rockets were fired from Daraa into the Golan Heights on Thursday. They came down in"
                " open country."
            ),
            "Golan 02-08",
        ),
    ],
)
def test_a_salvo_and_what_became_of_it_are_one_event(text: str, expected: str) -> None:
    check(text, expected)


def test_both_of_a_salvo_are_not_those_whom_another_event_killed() -> None:
    check(
        "A man was shot dead in al-Ram on Thursday when Israeli forces fired at stone throwers.\n\n"
        "Around midnight two rockets flew from Gaza toward Ashkelon. Both were shot down over the"
        " city.",
        "al-Ram 02-08",
        "the city 02-08",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "An explosion rocked central Baghdad on Wednesday when a drone struck a car. The strike"
                " killed a commander of Kataib Hezbollah."
            ),
            "central Baghdad 02-07",
        ),
        (
            "Gunmen stormed a hotel in Mogadishu after a car bomb exploded at its gate on Thursday.",
            "Mogadishu 02-08",
        ),
        (
            (
                "A drone attack on a training ground in eastern Syria killed six fighters on Sunday. The"
                " attack hit the al-Omar base in Deir al-Zor province."
            ),
            "al-Omar base 02-04",
        ),
        (
            (
                "Militants stormed a police station in northwest Pakistan on Monday, killing ten"
                " officers.\n\nMore than 30 militants attacked the station in Dera Ismail Khan."
            ),
            "Dera Ismail Khan 02-05",
        ),
        (
            (
                "An Israeli air strike killed three soldiers near Damascus on Friday. A monitor said the"
                " strike hit a depot near Sayyida Zeinab."
            ),
            "near Damascus 02-09",
        ),
        (
            (
                "Air strikes killed 14 people in Rafah on Thursday.\n\nFive of the dead were from one"
                " family whose house was hit in the Tal al-Sultan district."
            ),
            "Tal al-Sultan district 02-08",
        ),
        (
            (
                "Nine Turkish soldiers were killed in an attack on a base in Iraq, the ministry said on"
                " Thursday. The soldiers were killed on Wednesday when militants attempted to infiltrate a"
                " base in Metina."
            ),
            "Metina 02-07",
        ),
        (
            (
                "Hezbollah said its fighters ambushed an Israeli unit near Aita al-Shaab on Thursday. The"
                " army confirmed a firefight there, with five of its men hurt."
            ),
            "near Aita al-Shaab 02-08",
        ),
    ],
)
def test_an_act_told_again_is_one_event(text: str, expected: str) -> None:
    check(text, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US forces hit targets in Iraq on Thursday.", "Iraq 02-08"),
        ("Masked men kidnapped a doctor in Tripoli on Thursday.", "Tripoli 02-08"),
        ("Rockets were fired from Gaza at Ashkelon on Thursday.", "Ashkelon 02-08"),
        ("Fighting erupted in Sabha on Monday.", "Sabha 02-05"),
        (
            "Gunmen shot dead a former officer in the town of Muqdadiya on Wednesday.",
            "Muqdadiya 02-07",
        ),
        ("The convoy was attacked near Galkayo on Tuesday.", "near Galkayo 02-06"),
    ],
)
def test_a_plain_sentence_tells_an_act(text: str, expected: str) -> None:
    check(text, expected)


def test_what_also_happened_is_not_what_was_told_of_the_region() -> None:
    check(
        "Israeli commandos stormed a hospital in the West Bank on Tuesday and killed three men.\n\n"
        "Also on Tuesday, a Palestinian was shot dead by soldiers near Dura.",
        "West Bank 02-06",
        "near Dura 02-06",
    )


def test_who_was_fired_from_a_post_was_not_fired_at() -> None:
    assert not read("The minister was fired from his post in Baghdad on Thursday.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Three rockets hit Balad air base on Monday. Two days later, two more landed inside"
                " Baghdad's Green Zone."
            ),
            ["Balad air base 02-05", "Green Zone 02-07"],
        ),
        (
            (
                "Central Command said it had destroyed three launchers in Yemen on Thursday, as well as"
                " one drone boat in the Red Sea."
            ),
            ["Yemen 02-08", "Red Sea 02-08"],
        ),
        (
            "Dozens of bombs have gone off on the roads of Babil province since 1 February.",
            ["Babil province 02-01~02-09"],
        ),
    ],
)
def test_more_of_the_same_elsewhere_is_an_event(text: str, expected: list[str]) -> None:
    check(text, *expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "A bulk carrier was hit in the Red Sea on Wednesday. The agency said the ship was first"
                " struck by a small craft 66 nautical miles southwest of Hodeidah. She was then hit by a"
                " projectile."
            ),
            "66 nautical miles southwest of Hodeidah 02-07",
        ),
        (
            (
                "Jordan's air force shot down drones over Amman on Thursday; a piece of one came down in"
                " the Marj al-Hamam quarter."
            ),
            "Marj al-Hamam 02-08",
        ),
        (
            (
                "Jordanian aircraft raided a store in the village of al-Shaab, also in Suwayda, on"
                " Thursday."
            ),
            "al-Shaab 02-08",
        ),
        (
            (
                "Israeli jets bombed the tents of Al-Mawasi, the coastal strip west of Khan Younis, on"
                " Thursday."
            ),
            "Al-Mawasi 02-08",
        ),
        (
            (
                "Guards clashed with smugglers near Ar-Ramtha on Thursday. In Washington, President Biden"
                " said that the clash showed that the border was weak."
            ),
            "near Ar-Ramtha 02-08",
        ),
        (
            (
                "Nine people died in a drone strike on Jurf al-Sakhar on Thursday; four wounded men were"
                " being treated in Musayyib."
            ),
            "Jurf al-Sakhar 02-08",
        ),
    ],
)
def test_a_place_beside_is_no_second_event(text: str, expected: str) -> None:
    check(text, expected)
