"""Casualty claims: who says it, which number, which kind. Invented texts only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboard.extract import read_report

FRIDAY = dt.date(2024, 2, 9)
STRIKE = "An air strike hit a market in Sirwah, Yemen, on Monday. "
Claim = tuple[str, int | None, int | None, str]


def claims(text: str, published: dt.date = FRIDAY) -> list[Claim]:
    found: list[dict[str, Any]] = read_report(text, published)["events"]
    return [
        (c["kind"], c["low"], c["high"], c["source"])
        for event in found
        for c in event["casualties"]
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "According to the United States Central Command, five people were killed.",
            "the United States Central Command",
        ),
        ("The United Nations said five people were killed.", "The United Nations"),
        ("Five people were killed, his family said.", "his family"),
        (
            "Rescuers pulled five bodies from the rubble, the civil defence said.",
            "the civil defence",
        ),
        ("Rescuers pulled five bodies from the rubble.", "Rescuers"),
        (
            "Director Ali Qasim told the BBC that his hospital had received five bodies.",
            "Director Ali Qasim",
        ),
        (
            "Five people died, Al Jazeera reported, citing the health ministry.",
            "the health ministry",
        ),
        (
            "The Saba agency quoted a security official as saying that five people had died.",
            "a security official",
        ),
        (
            "Marib Radio, the channel of the local army, said five people were killed.",
            "Marib Radio",
        ),
        ("Mona Saleh, 43, said five people were killed.", "Mona Saleh"),
        ("Five people were killed (Save the Children).", "Save the Children"),
        ("The attack claimed the lives of five people.", "author"),
        ("Five people were killed (Marib).", "author"),
        ("Our teams recovered five bodies.", "author"),
        ("In what it said was a reply, jets killed five people.", "author"),
        (
            "Five people were killed by a missile that witnesses said had come from the sea.",
            "author",
        ),
        ("The shell hit a hall, said a medic. Five people were killed, he added.", "a medic"),
        (
            "A source at the hospital, where ambulances arrived until dark, put the dead at five.",
            "A source at the hospital",
        ),
        ("The strike, which residents blamed on the army, killed five people.", "author"),
        ("A medic who asked not to be named said five people were killed.", "A medic"),
        ("The mayor, in a post on X, said five people were killed.", "The mayor"),
        ("Five people were confirmed dead by the health authorities.", "the health authorities"),
        ("Ali Saleh, who runs a shop nearby, saw five bodies.", "Ali Saleh"),
        ("Hospital records show five dead.", "Hospital records"),
        ("Five people were killed, though the army says little.", "author"),
    ],
)
def test_who_says_it(text: str, source: str) -> None:
    assert claims(STRIKE + text) == [("killed", 5, 5, source)]


def test_each_side_has_its_own_number() -> None:
    text = "The toll was put at 16 by the health ministry and at 20 by the rebels."
    assert claims(STRIKE + text) == [
        ("killed", 16, 16, "the health ministry"),
        ("killed", 20, 20, "the rebels"),
    ]


def test_a_sentence_without_a_word_of_saying_is_the_authors() -> None:
    said = "Five people were killed, the governor of Marib said. "
    assert claims(STRIKE + said + "Eleven people were wounded.")[1:] == [
        ("injured", 11, 11, "author")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nobody was killed or injured.", "casualties"),
        ("There were no reports of casualties.", "casualties"),
        ("None of the 18 guards was harmed.", "injured"),
        ("No soldier was hurt.", "injured"),
        ("All 22 people on board were safe.", "injured"),
        ("The crew of 21 escaped unhurt.", "injured"),
        ("None of the crews suffered injuries.", "injured"),
        ("It caused neither injuries nor damage.", "injured"),
        ("There was neither damage nor were there injuries.", "injured"),
        ("There was damage but no loss of life.", "killed"),
        ("No deaths were reported.", "killed"),
    ],
)
def test_nobody_hurt(text: str, kind: str) -> None:
    assert claims(STRIKE + text) == [(kind, 0, 0, "author")]


@pytest.mark.parametrize(
    "text",
    [
        "There was no immediate word on casualties.",
        "There were no other casualties.",
        "There were no casualties apart from a donkey.",
        "The ship was unharmed.",
    ],
)
def test_no_number_is_no_claim(text: str) -> None:
    assert claims(STRIKE + text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("A woman and her two children were killed.", [3]),
        ("Two nurses and a patient were killed.", [3]),
        ("A 33-year-old farmer and his 8-year-old daughter were killed.", [2]),
        ("The blast killed a driver and his brother.", [2]),
        ("25 soldiers and 14 guards were killed.", [25, 14]),
        ("It killed a soldier and two guards.", [3]),
        ("A policewoman and two passers-by died.", [3]),
        ("A colonel and two Palestinians were killed.", [1, 2]),
        ("Ten of them, including a mother and two children, died.", []),
        ("Two Indians and a Pakistani died.", [3]),
        ("Three soldiers and nine Taliban were killed.", [3, 9]),
        ("Two girls, 8 and 12 years old, died under the mud walls.", [2]),
        ("Two Yemenis, aged 19 and 22, were killed.", [2]),
        ("Nine people, three women, two men and four children, were killed.", [9]),
        ("Two of them were killed.", [2]),
        ("A couple and their three children were killed.", [5]),
        ("A man, his wife and their two sons died.", [4]),
        ("A commander was killed along with two of his aides.", [3]),
        ("It killed the head of the rocket force and two others.", [3]),
        ("Abu Ali Hasan, its owner, and three others were killed.", [4]),
        ("It killed a commander, Ali Hasan, and his son.", [2]),
        ("It killed Ali Hasan together with his wife and their six children.", [8]),
        ("A soldier wounded in the attack died overnight.", [1]),
        ("A wounded soldier died overnight.", [1]),
        ("It killed 16 people - nine women, five children and two men.", [16]),
        ("The ministry counted three dead, the field hospital five.", [3, 5]),
        ("The group spoke of 40 dead; the government admits seven.", [40, 7]),
        ("The ministry raised the toll from 8 to 11.", [8, 11]),
        ("The army lost two men.", [2]),
        ("His driver and a passer-by on a scooter died.", [2]),
        ("Five people including two children were killed.", [5]),
        ("Seven people, among whom were two women, died.", [7]),
        ("A total of seven people died.", [7]),
        ("Seven soldiers died in the attack, the deadliest this year.", [7]),
        ("One of the wounded later died in hospital.", [1]),
    ],
)
def test_persons_under_one_verb_count_together(text: str, numbers: list[int]) -> None:
    found = claims(STRIKE + text)
    assert [(kind, low, high) for kind, low, high, _ in found] == [
        ("killed", n, n) for n in numbers
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Four people were being treated.", [4]),
        ("A guard of 19 was wounded.", [1]),
        ("Ahmed Saleh, 43, was wounded.", [1]),
        ("He has burns on both arms, and I lost a cousin.", []),
        ("A woman lost a leg.", [1]),
        ("Two children under the age of 10 were wounded.", [2]),
        ('"There are 30 wounded," Salah Omar, a medic, said.', [30]),
        ("A farmer was shot in the shoulder.", [1]),
    ],
)
def test_ages_and_limbs_count_nobody(text: str, numbers: list[int]) -> None:
    found = claims(STRIKE + text)
    assert [(kind, low, high) for kind, low, high, _ in found] == [
        ("injured", n, n) for n in numbers
    ]


def test_who_tells_stands_before_a_bare_number() -> None:
    found = claims(STRIKE + "The ministry counted three dead, the field hospital five.")
    assert [source for *_, source in found] == ["The ministry", "the field hospital"]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Nearly 100 people were killed or wounded.", "casualties", 100),
        ("The army said 3 KIA.", "killed", 3),
        ("The pirates are holding 19 crew members.", "captured", 19),
    ],
)
def test_kinds(text: str, kind: str, number: int) -> None:
    assert [c[:3] for c in claims(STRIKE + text)] == [(kind, number, number)]


def test_some_of_the_wounded_die() -> None:
    found = claims(STRIKE + "Ten people were wounded, two of whom later died.")
    assert [c[:2] for c in found] == [("injured", 10), ("killed", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry reported 60 deaths in the town from hunger.",
        "The militants freed two of the 14 hostages.",
        "More than 60 people have been killed since January.",
        "One of two attackers, whom guards had shot dead, was a boy.",
        "Police raided houses in fourteen other places and detained nobody.",
        "More than 60 sheep were killed.",
        "Fighters captured Base 60.",
        "The army detained the head of the 60 Brigade.",
        "There were casualties on both sides.",
        "Soldiers had come to arrest 60 men.",
        "Fighters captured 60 channels.",
        "The army did not say whether any of the 60 men were hurt.",
    ],
)
def test_other_numbers_count_nobody(text: str) -> None:
    assert not {low for _, low, *_ in claims(STRIKE + text)} & {2, 14, 60}


def test_a_toll_is_of_what_was_told_before_it() -> None:
    text = (
        "Israeli jets bombed the port of Hodeidah, Yemen, on Monday. The health office speaks of "
        "two dead dockers at Hodeidah. On Wednesday drones hit the power plant of Hodeidah."
    )
    found = read_report(text, FRIDAY)["events"]
    assert [[c["low"] for c in event["casualties"]] for event in found] == [[2], []]


@pytest.mark.parametrize(
    "who", ["two officials", "two officials of the militia", "Three residents", "two medics there"]
)
def test_a_number_of_people_who_tell_is_no_toll(who: str) -> None:
    text = f"A drone strike in Baghdad killed five people on Wednesday, {who} said."
    [event] = read_report(text, dt.date(2024, 2, 9))["events"]
    assert [(c["kind"], c["low"], c["high"]) for c in event["casualties"]] == [("killed", 5, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No one was injured, market workers said.", ("injured", 0, 0, "market workers")),
        ("No Yemeni was hurt, an aid official said.", ("injured", 0, 0, "an aid official")),
        ("The 21 Chinese in the hall were unharmed.", ("injured", 0, 0, "author")),
        ("Five people were killed, by the militia's count.", ("killed", 5, 5, "the militia")),
        (
            "The command's first assessment is that five fighters were killed.",
            ("killed", 5, 5, "The command"),
        ),
        (
            "The army claimed responsibility for the strike, which killed five people.",
            ("killed", 5, 5, "author"),
        ),
        (
            "Two men died, the health ministry reports; over a hundred are wounded.",
            ("injured", 100, None, "the health ministry"),
        ),
    ],
)
def test_who_counts_may_stand_in_a_noun_or_before_a_semicolon(text: str, expected: Claim) -> None:
    assert expected in claims(STRIKE + text)


def test_an_hour_of_the_day_says_nothing() -> None:
    told = "Five people were killed, the spokesman for the movement, Abu Hamza, said that evening."
    assert {source for *_, source in claims(STRIKE + told)} != {"that evening"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The health ministry had 121 names on its list by Friday; the hospital had 134.",
            [
                ("killed", 121, 121, "The health ministry"),
                ("killed", 134, 134, "the hospital"),
            ],
        ),
        (
            "The draft puts the number of dead at 20. The army says that it was 70.",
            [("killed", 20, 20, "The draft"), ("killed", 70, 70, "The army")],
        ),
        (
            "It killed 54 soldiers, the president acknowledged. The group's own figure was 137.",
            [("killed", 54, 54, "the president"), ("killed", 137, 137, "The group")],
        ),
        (
            "The police put their dead at 17, hospital staff theirs at 64.",
            [("killed", 17, 17, "The police"), ("killed", 64, 64, "hospital staff")],
        ),
        (
            "The Red Crescent spoke of 82 dead, and the ministry of 91 killed and 236 injured.",
            [
                ("killed", 82, 82, "The Red Crescent"),
                ("killed", 91, 91, "the ministry"),
                ("injured", 236, 236, "the ministry"),
            ],
        ),
        (
            "The state agency gave two dead, a security source three.",
            [("killed", 2, 2, "The state agency"), ("killed", 3, 3, "a security source")],
        ),
        (
            "The army said that it had counted five bodies; a police report has four.",
            [("killed", 5, 5, "The army"), ("killed", 4, 4, "a police report")],
        ),
    ],
)
def test_a_bare_number_counts_what_the_one_before_counted(
    text: str, expected: list[tuple[str, int, int | None, str]]
) -> None:
    assert claims(STRIKE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An elder said that he had helped to bury 41.", ("killed", 41, 41, "An elder")),
        ("Five pupils did not survive.", ("killed", 5, 5, "author")),
        ("Four recruits needed treatment.", ("injured", 4, 4, "author")),
        ("The raid cost the group three men, the army said.", ("killed", 3, 3, "the army")),
        ("The dead numbered nine, the mayor said.", ("killed", 9, 9, "the mayor")),
        ("The attackers drove off with ten others.", ("captured", 10, 10, "author")),
        ("They took its crew of fourteen.", ("captured", 14, 14, "author")),
        ("He and nine others died.", ("killed", 10, 10, "author")),
        (
            "Its owner, Omar Haddad, and three others were killed, police said.",
            ("killed", 4, 4, "police"),
        ),
        ("One guard was killed and another wounded.", ("injured", 1, 1, "author")),
        ("She lost an arm.", ("injured", 1, 1, "author")),
        ("The mayor said that it had hurt no one.", ("injured", 0, 0, "The mayor")),
        ("Not a soul was hurt, a farmer said.", ("injured", 0, 0, "a farmer")),
        ("Everybody escaped unhurt.", ("injured", 0, 0, "author")),
        ("There were no victims, the governor wrote.", ("casualties", 0, 0, "the governor")),
        (
            "The company that runs the grid said that a guard was injured.",
            ("injured", 1, 1, "The company"),
        ),
        ("Estimates of the dead range from 50 to 170.", ("killed", 50, 170, "author")),
        ("Nobody needed treatment.", ("injured", 0, 0, "author")),
        ("Nobody among the guards came to harm.", ("injured", 0, 0, "author")),
        ("A medic, who gave only one name, had seen four bodies.", ("killed", 4, 4, "A medic")),
        ("A network counts eleven victims so far.", ("casualties", 11, 11, "A network")),
        (
            "Residents say 16 civilians died, the Pentagon between four and twelve.",
            ("killed", 4, 12, "the Pentagon"),
        ),
        ("The army raided the town. Two gunmen died, it said.", ("killed", 2, 2, "The army")),
        (
            "A guard was killed, and the interior ministry counted nine injured.",
            ("killed", 1, 1, "author"),
        ),
        (
            "The party mourned fifteen dead, and a hospital treated 42 wounded.",
            ("injured", 42, 42, "a hospital"),
        ),
        ("Four died, by the factions' own account.", ("killed", 4, 4, "the factions")),
        ("The council reported damage to a barracks and no dead.", ("killed", 0, 0, "The council")),
        ("It killed 54 of them.", ("killed", 54, 54, "author")),
        ("The Red Crescent treated 98 people.", ("injured", 98, 98, "The Red Crescent")),
        (
            "The ministry gave the number of the injured as 80.",
            ("injured", 80, 80, "The ministry"),
        ),
        (
            "A doctor at the hospital, reached by telephone, said that nine bodies had been brought in.",
            ("killed", 9, 9, "A doctor at the hospital"),
        ),
        (
            "The union has the names of five dead and speaks of two hundred wounded.",
            ("injured", 200, 200, "The union"),
        ),
        (
            "Six died, the town said. The group's own figure, published later, was 137.",
            ("killed", 137, 137, "The group"),
        ),
        ("Two Indonesians fell from a tower and were injured.", ("injured", 2, 2, "author")),
        ("A Briton was killed, the embassy said.", ("killed", 1, 1, "the embassy")),
        ("The Observatory knew of eight dead.", ("killed", 8, 8, "The Observatory")),
        (
            "The strike left three dead, said Ali Omar, adding that a child was hurt.",
            ("injured", 1, 1, "Ali Omar"),
        ),
        ("At least four of the 25 people on board were killed.", ("killed", 4, None, "author")),
        ("Six people were rescued and ten were missing.", ("missing", 10, 10, "author")),
        ("The second engineer is still missing.", ("missing", 1, 1, "author")),
        ("An earlier toll had put the number of dead at three.", ("killed", 3, 3, "author")),
        ("The medics treated nobody for wounds.", ("injured", 0, 0, "The medics")),
        ("All 24 of her crew are well, the owner said.", ("injured", 0, 0, "the owner")),
        (
            "The group said in a broadcast on its radio that its men had killed eleven policemen.",
            ("killed", 11, 11, "The group"),
        ),
        ("Officials were quoted as saying that it had killed six.", ("killed", 6, 6, "Officials")),
    ],
)
def test_the_dead_and_hurt_are_told_in_other_words(
    text: str, expected: tuple[str, int, int | None, str]
) -> None:
    assert expected in claims(STRIKE + text)
