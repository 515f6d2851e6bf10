"""Who did it, as agencies say it: the author in the next sentence, accused, carried over."""

from __future__ import annotations

import pytest

from tests.told import events, names, only

SHORT = {
    "al-Shabaab": "al-Shabaab",
    "Syria": "Syria (armed forces)",
    "Lebanon": "Lebanon (armed forces)",
    "Baloch": "Baloch Liberation Army",
    "Britain": "United Kingdom",
    "coalition": "US-led coalition",
    "Houthis": "Houthis",
    "IS": "Islamic State",
    "Iran": "Iran (armed forces)",
    "Israel": "Israel",
    "Kataib": "Kataib Hezbollah",
    "militias": "Iran-aligned militias (unspecified)",
    "Palestinians": "Palestinian armed groups (other)",
    "pirates": "Somali pirates",
    "rebels": "Syrian rebels",
    "resistance": "Islamic Resistance in Iraq",
    "RSF": "Rapid Support Forces",
    "Russia": "Russia",
    "Sinai": "Sinai Province",
    "Turkey": "Turkey",
    "Ukraine": "Ukraine",
    "US": "United States (CENTCOM)",
    "nobody": "",
}
ONE = """
The Houthi movement, which Iran backs, said on Monday that U.S. and British planes had carried out
three raids on Hodeidah airport.
= US, Britain

Fighters linked to Islamic State killed six guards near Rusafa in Syria on Monday.
= IS

The coalition fighting Islamic State said its jets had hit a cave near Kirkuk on Monday.
= coalition

The Sudanese army accused the RSF of shelling a clinic in El Obeid on Monday.
= RSF

A rocket attack on a base near Erbil airport on Monday was blamed by Washington on Iran-backed
militias.
= militias

Iranian advisers were among those killed in an air strike on Damascus on Monday.
= nobody

Turkish forces and allied Syrian rebels captured the town of Ras al-Ain on Monday.
= Turkey, rebels

The U.S., with help from Britain, struck Houthi targets in Yemen on Monday.
= US

Warplanes bombed a market in the Sudanese town of Kutum on Monday. The army did not respond to a
request for comment.
= nobody

Two rockets landed near Ain al-Asad on Monday. Iran-backed militias were suspected, it is said.
= militias

A tanker was hijacked off Eyl in Somalia on Monday. It is believed the attackers were Somali
pirates.
= pirates

A ship was hit by two drones in the Red Sea off Mokha on Monday. Yemen's Houthis said they were
responsible.
= Houthis

A bridge was bombed in Pakistan's Bolan district on Monday. Militants of the Baloch Liberation Army
said they did it.
= Baloch

A landmine laid by al Shabaab blew up a bus near Dhobley in Somalia on Monday.
= al-Shabaab

Sniper fire from Houthi positions killed a girl in Taiz on Monday.
= Houthis

Shells killed two women in Omdurman on Monday. Residents said they were fired from an area held by
the Rapid Support Forces.
= RSF

A drone was shot down near Erbil airport on Monday, where U.S. troops are based.
= nobody

Israel's defence minister said the air force had attacked a depot in Syria on Monday.
= Israel

The Iraqi militia Kataib Hezbollah fired rockets at Ain al-Asad on Monday.
= Kataib

The Rapid Support Forces were accused of the bombardment of El Obeid on Monday by the army.
= RSF

A rocket was fired at Sderot on Monday. The army said that a man called Abu al-Ata was responsible
for the attack.
= nobody

Forty rockets had been fired at Sderot by Monday morning, the Israeli army said.
= nobody

A coal ship was hit off Mokha in Yemen on Monday. The Houthis, who are aligned with Iran, said they
were behind the attack.
= Houthis

Rockets were fired at Ain al-Asad on Monday. The Islamic Resistance in Iraq, an umbrella of militias
backed by Iran, said its fighters had carried out the attack.
= resistance

Turkey began its latest campaign, Claw-Lock, on Monday with air raids on Metina.
= Turkey

Shells killed nine people at a resort near Zakho on Monday. Iraq's government said Turkish guns had
fired.
= Turkey

A bomb went off south of Al-Arish in Egypt on Monday. Sinai Province announced that it had placed
the device.
= Sinai

A gunman in police uniform shot dead six worshippers in Kabul on Monday.
= nobody

A grenade thrown at a police station in Zahedan slightly wounded a recruit on Monday.
= nobody

A Turkish Bayraktar TB2 drone destroyed a launcher in Tal Rifaat on Monday.
= Turkey

Israeli missiles fired at the T4 air base in Syria on Monday caused damage.
= Israel

Iran's missiles came down on the Pakistani village of Panjgur on Monday.
= Iran

Militants in Gaza fired two rockets at Ashkelon on Monday.
= Palestinians

Two rockets were fired at a base at Bashiqa in Iraq on Monday. They landed outside its fence. A group
that nobody had heard of before, Ahrar al-Jabal, said on Telegram that it had fired them.
= Ahrar al-Jabal

A soldier was shot dead near Nablus on Monday. The Wolves of Nablus, a group based in the city, said
its fighters were behind the attack.
= Wolves of Nablus

The U.S.-led coalition said it killed two men in a raid in Deir al-Zor on Monday.
= coalition

Three children died when a mine left by the Houthis exploded in Hodeidah on Monday.
= Houthis

Lebanese soldiers came under Israeli fire near Tyre on Monday; one was wounded.
= Israel

A Kenyan police car hit a roadside bomb in Garissa on Monday; four officers were killed. Police
suspect al Shabaab militants planted it.
= al-Shabaab

Islamabad accused the Afghan Taliban of sheltering men who killed ten soldiers in Bannu on Monday.
= nobody

The Israeli embassy bombing in Amman on Monday wounded a guard.
= nobody
"""
SHOT_DOWN = """
Ukraine shot down 30 of 36 drones launched by Russia over Odesa on Monday.
= Russia

Russian air defences destroyed nine Ukrainian drones over Belgorod on Monday.
= Ukraine

The Russian defence ministry said air defences destroyed 12 Ukrainian drones over Bryansk on Monday.
= Ukraine

Saudi air defences intercepted a missile the Houthis had fired at Riyadh on Monday.
= Houthis
"""


def cases(block: str) -> list[tuple[str, set[str]]]:
    """Give each text with the parties that the line below it names."""
    told = [case.strip().split("\n= ") for case in block.strip().split("\n\n")]
    return [
        (text.replace("\n", " "), {SHORT.get(n, n) for n in who.split(", ")} - {""})
        for text, who in told
    ]


@pytest.mark.parametrize(("text", "doers"), cases(ONE))
def test_who_did_it(text: str, doers: set[str]) -> None:
    assert names(only(text)) == doers


@pytest.mark.parametrize(("text", "senders"), cases(SHOT_DOWN))
def test_whose_drones_were_shot_down(text: str, senders: set[str]) -> None:
    told = only(text)
    assert senders <= names(told) | names(told, "target")


def test_another_strike_is_by_the_same_hand() -> None:
    first, second = events(
        "Russian missiles hit a block of flats in Kharkiv on Monday. Another missile fell in the "
        "town of Chuhuiv, wounding three."
    )
    assert names(first) == names(second) == {"Russia"}


@pytest.mark.parametrize(
    "text",
    [
        "Yemeni government forces repelled a Houthi attack west of Marib on Monday.",
        "An attack by the Houthis was repelled by government forces west of Marib on Monday.",
    ],
)
def test_who_is_repelled_fought(text: str) -> None:
    assert names(only(text)) == {"Yemen (internationally recognised government)", "Houthis"}


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "Israel's army shelled Gaza on Monday. In Lebanon, the army struck the village of Yaroun.",
            "Israel",
        ),
        (
            "Hezbollah fired rockets at Safed on Monday. The Lebanese group also targeted Metula.",
            "Hezbollah (Lebanon)",
        ),
        (
            "Israel bombed Khiam on Monday. Another raid, on Teir Harfa, killed two of Hezbollah.",
            "Israel",
        ),
        (
            "Israel bombed Khiam on Monday. A separate strike on a car in Bint Jbeil killed a man.",
            "Israel",
        ),
        (
            "Russian shells fell on Kherson on Monday. In Kyiv a guided bomb destroyed a clinic.",
            "Russia",
        ),
        (
            "Russia fired missiles at Kyiv on Monday. In Mykolaiv a woman was killed.",
            "Russia",
        ),
    ],
)
def test_the_second_is_by_those_of_the_first(text: str, second: str) -> None:
    assert names(events(text)[1]) == {second}


def test_who_detonates_a_bomb_did_it() -> None:
    told = events("Al-Shabaab fighters detonated a car bomb at a hotel in Mogadishu on Monday.")
    assert names(told[-1]) == {"al-Shabaab"}


def test_who_answers_fire_did_not_fire_it() -> None:
    told = events(
        "Israel's air force killed two men in Rafah on Monday in response to rockets fired at Sderot."
    )
    assert [names(e) for e in told] == [{"Israel"}, set()]


def test_a_later_day_is_not_the_same_hand() -> None:
    told = events(
        "Jets of the Sudanese army bombed Nyala on Saturday. On that same Saturday a drone struck a "
        "depot in Kassala."
    )
    assert names(told[1]) == set()


def test_all_places_of_a_clause_have_one_author() -> None:
    told = events(
        "Jordanian jets bombed homes in southern Syria on Monday. The strikes hit a farmhouse in "
        "Urman and a warehouse in Malah."
    )
    assert [names(e) for e in told] == [{"Jordan (armed forces)"}] * len(told)


def test_two_groups_that_claim_it_together_did_it_together() -> None:
    told = only(
        "A missile hit a bus near Sderot on Monday. Hamas and Islamic Jihad said this was revenge."
    )
    assert names(told) == {"Hamas", "Palestinian armed groups (other)"}


def test_a_claim_is_for_all_of_an_attack() -> None:
    told = events(
        "A coal ship was rammed by a drone boat off Mokha on Monday. An hour later a missile struck "
        "her deck. Yemen's Houthis said they were behind the attack."
    )
    assert [names(e) for e in told] == [{"Houthis"}] * len(told)


def test_blamed_for_that_attack_too() -> None:
    told = events(
        "Turkish jets bombed a clinic in Sinjar on Monday. On Sunday a car was blown up in Zakho. The "
        "militia blamed Turkey for that attack, too."
    )
    assert [names(e) for e in told] == [{"Turkey"}, {"Turkey"}]


def test_the_rapid_support_forces_are_no_cause() -> None:
    told = only(
        "Clashes broke out on Monday between the army and the Rapid Support Forces in Bahri, "
        "residents of the Sudanese city said."
    )
    assert names(told) == {"Sudanese Armed Forces", SHORT["RSF"]}


@pytest.mark.parametrize(
    "answer",
    [
        "It was a response to the rockets that Hamas had fired at Sderot on Monday.",
        "The raid was a response to rockets that Hamas had fired at Sderot on Monday.",
        "Israel called the raid a response to the rockets that Hamas fired at Sderot on Monday.",
    ],
)
def test_who_did_what_is_answered_did_not_answer(answer: str) -> None:
    raid, rockets = events(f"Jets bombed Gaza City on Tuesday. {answer}")
    assert names(raid) <= {"Israel"}
    assert names(rockets) == {"Hamas"}
