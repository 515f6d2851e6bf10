"""How many, as agencies count: who is one of them, who else, and where. Invented texts only."""

from __future__ import annotations

import pytest

from tests.told import events

Counted = tuple[str, int | None, int | None]


def counted(text: str) -> list[Counted]:
    return [(c["kind"], c["low"], c["high"]) for e in events(text) for c in e["casualties"]]


def told_by(text: str) -> list[str]:
    return [c["source"] for e in events(text) for c in e["casualties"]]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("An air strike killed a senior party official and two of his bodyguards in Tyre.", 3),
        ("A roadside bomb killed Colonel Nasser Hadi and his driver in Lawdar.", 2),
        ("A drone killed Wissam Hadi and another fighter in Tyre on Thursday.", 2),
        ("A drone killed Wissam Hadi, a deputy head of the band, and another fighter in Tyre.", 2),
        ("A drone killed militia chief Abu Taqwim and an aide in Baghdad on Thursday.", 2),
        ("A drone killed the band's finance chief and three others in Tyre on Thursday.", 4),
        ("A bomb killed Omar Hadi, who led the band there, and four of his men in Lawdar.", 5),
        ("A drone killed Omar Hadi of the Northern Brigades and one other member in Tyre.", 2),
        ("A drone killed Omar Hadi, also known as Abu Zaid, and another member in Tyre.", 2),
        ("A strike on a car in Tyre killed a woman, her three grandchildren and their driver.", 5),
        ("In an air strike on Tyre the mayor was killed along with his wife and two children.", 4),
        ("An air strike hit Tyre. Killed in it were Omar Hadi and nine other commanders.", 10),
        ("Soldiers shot dead a boy in Jenin on Thursday.", 1),
        ("Soldiers killed a 16-year-old boy in Jenin on Thursday.", 1),
        ("A drone killed General Omar Hadi outside Baghdad on Thursday.", 1),
        ("A drone killed the group's leader, Omar Hadi, in Tyre on Thursday.", 1),
        ("A drone killed top militia leader Omar Hadi in Baghdad on Thursday.", 1),
    ],
)
def test_who_dies_with_somebody_named_is_counted_with_him(text: str, low: int) -> None:
    assert counted(text) == [("killed", low, low)]


def test_a_part_is_no_number_of_its_own() -> None:
    text = "A missile killed five women in Tamra, a teacher and her daughters among them."
    assert counted(text) == [("killed", 5, 5)]
    text = "A drone killed two sailors, a Briton and a Greek, on a tanker in the Gulf of Oman."
    assert counted(text) == [("killed", 2, 2)]


def test_who_kills_is_not_counted() -> None:
    text = "A bomber of the group killed more than 60 people in a mosque in Peshawar on Thursday."
    assert counted(text) == [("killed", 60, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Shelling killed two in Tyre on Thursday, and one person was killed in an attack in Sidon.",
        "Air strikes hit Tyre and Sidon on Thursday. Two people died in Tyre and one in Sidon.",
        "Air strikes killed two people in Tyre and one in the town of Sidon on Thursday.",
    ],
)
def test_each_place_has_its_number(text: str) -> None:
    held = [(e["place_text"], [c["low"] for c in e["casualties"]]) for e in events(text)]
    assert held == [("Tyre", [2]), ("Sidon", [1])]


def test_one_of_its_men_is_one() -> None:
    text = "The army said that one of its soldiers was killed and two were hurt in a raid on Jenin."
    assert counted(text) == [("killed", 1, 1), ("injured", 2, 2)]
    text = "A drone hit a car in Tyre. Two journalists were killed and a third was wounded."
    assert counted(text) == [("killed", 2, 2), ("injured", 1, 1)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Jets bombed Tyre, in which nine people died, Lebanese media reported.",
            "Lebanese media",
        ),
        (
            "A drone hit a bus in Nikopol, killing four, the minister, Ihor Hadi, wrote on a blog.",
            "the minister, Ihor Hadi",
        ),
        (
            "According to the governor, Serhiy Hadi, a drone attack on Nikopol wounded four people.",
            "the governor, Serhiy Hadi",
        ),
        (
            "Forces killed eight men in a raid in Jenin, the army's wing, the PRU, said in a note.",
            "the army's wing",
        ),
        (
            (
                "Two US soldiers were wounded when rockets hit a base near Deir Ezzor, two US "
                "officials, speaking on condition of anonymity, said."
            ),
            "two US officials",
        ),
        (
            "The army went on fighting in Tyre: on Monday it said five men had been killed.",
            "The army",
        ),
    ],
)
def test_who_counts_stands_beside_the_number(text: str, source: str) -> None:
    assert told_by(text) == [source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No one was reported hurt.", [("injured", 0, 0)]),
        ("No one is known to have been killed.", [("killed", 0, 0)]),
        ("There is no indication that civilians were harmed.", []),
        ("The dead were from the 4th Mountain Brigade.", []),
        ("One shell killed two men on a motorcycle.", [("killed", 2, 2)]),
        (
            "Ten of its men, an officer among them, were killed or wounded.",
            [("casualties", 10, 10)],
        ),
        ("The charity put the toll at 66 at least.", [("killed", 66, None)]),
        ("It killed a boy of twelve and an old man.", [("killed", 2, 2)]),
        ("Two of their children and a neighbour were wounded.", [("injured", 3, 3)]),
        ("Another 32 soldiers were in hospital.", [("injured", 32, 32)]),
        ("The hospital received 27 patients, five of them children.", [("injured", 27, 27)]),
        ("Sixteen of them, the army said, died on the spot.", [("killed", 16, 16)]),
        ("A child dies there every two hours, a nurse said.", []),
        (
            "The mayor spoke first of nine dead, towards midnight of 22 and finally of 33.",
            [("killed", 9, 9), ("killed", 22, 22), ("killed", 33, 33)],
        ),
        ("Half a dozen people were wounded.", [("injured", 6, 6)]),
        ("It caused neither damage nor casualties.", [("casualties", 0, 0)]),
        (
            "Three soldiers, two policemen and a cook were killed.",
            [("killed", 3, 3), ("killed", 2, 2), ("killed", 1, 1)],
        ),
        ("Six people (four fighters and two civilians) were killed.", [("killed", 6, 6)]),
        (
            "A woman was killed and her husband and two sons were wounded.",
            [("killed", 1, 1), ("injured", 3, 3)],
        ),
        (
            "One man was killed and another critically injured.",
            [("killed", 1, 1), ("injured", 1, 1)],
        ),
        (
            "It killed one soldier and left another missing.",
            [("killed", 1, 1), ("missing", 1, 1)],
        ),
        (
            "A man in his 30s was in serious condition and two were moderately wounded.",
            [("injured", 1, 1), ("injured", 2, 2)],
        ),
        ("Nasser Hadi, 34, and his brother Omar, 29, were killed.", [("killed", 2, 2)]),
        ("The army acknowledged losing four men.", [("killed", 4, 4)]),
        ("Four soldiers died, as did 12 attackers.", [("killed", 4, 4), ("killed", 12, 12)]),
        (
            "It left four soldiers and 12 attackers dead.",
            [("killed", 4, 4), ("killed", 12, 12)],
        ),
        ("Troops killed 14 bandits and rescued 23 hostages.", [("killed", 14, 14)]),
        ("Of the 23 aboard, 20 were rescued and three are missing.", [("missing", 3, 3)]),
        (
            "It killed Captain Omar Hadi and Major Nasser Zaid, along with five other soldiers.",
            [("killed", 7, 7)],
        ),
        ("He was the most senior of more than 130 men killed since October.", []),
        ("Two Filipinos and a Vietnamese were killed.", [("killed", 3, 3)]),
        (
            "An Israeli woman was killed and her baby daughter wounded.",
            [("killed", 1, 1), ("injured", 1, 1)],
        ),
        ("Thirty people required medical attention.", [("injured", 30, 30)]),
        ("Ambulances took 30 people to hospital.", [("injured", 30, 30)]),
        ("Thirty were hospitalised, two in critical condition.", [("injured", 30, 30)]),
        ("It killed or wounded 17 people.", [("casualties", 17, 17)]),
        ("Guards shot dead the attacker.", [("killed", 1, 1)]),
        ("The spokesman did not say how many people were killed.", []),
        (
            "A court tried two men over an earlier attack in which gunmen had killed six officers.",
            [("killed", 6, 6)],
        ),
    ],
)
def test_one_number_is_read_in_its_own_words(text: str, expected: list[Counted]) -> None:
    assert counted("A rocket hit a post in Tyre on Thursday. " + text) == expected


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The owners state that one engineer is missing.", "The owners"),
        ("Two people died, the charity's figures show.", "the charity's figures"),
        ("The party named three dead.", "The party"),
        ("The mayor of Sidon had at first spoken of eight dead.", "The mayor of Sidon"),
        (
            "The Rescue Centre (RSC) of the Red City announced that three men were killed.",
            "The Rescue Centre (RSC) of the Red City",
        ),
        ("In a statement on Friday the UN mission said five men were killed.", "the UN mission"),
        ("The ministry updated its toll to 17 dead.", "The ministry"),
        ("The toll later rose to 137 dead, investigators said.", "investigators"),
        ("The hospital in Sidon received the bodies of 29 children.", "The hospital in Sidon"),
        ("The Health Office's count of the dead stands at 331.", "The Health Office"),
        ("Police still give the number of dead as 80.", "Police"),
        (
            "A man, whom the party claimed as its own, died, the state agency said.",
            "the state agency",
        ),
        ("It left 40 dead, in the words of the United Nations.", "the United Nations"),
        ("The city council identified 30 dead.", "The city council"),
        ("The rebels admitted to six dead.", "The rebels"),
        ("An officer was shot dead, and the party said that it had done so.", "author"),
        (
            "Two days later, rescue workers in Sidon, the last free town, reported six dead.",
            "rescue workers in Sidon",
        ),
        ("Six died. An earlier count by the mayor had been seven.", "the mayor"),
        ("It fell beside a market where, said the state agency, two died.", "the state agency"),
        ("Three men died at the office of the National Congress (NCK).", "author"),
        ("SABA, the state agency, called it murder and gave the toll as 25.", "SABA"),
        ("The army, a day after three men died, declared it a military zone.", "author"),
    ],
)
def test_who_counts_is_the_subject_of_the_verb(text: str, source: str) -> None:
    assert told_by("A rocket hit a post in Tyre on Thursday. " + text)[-1:] == [source]


def test_the_same_source_is_the_one_named_before() -> None:
    text = (
        "A drone hit a car in Tyre, a U.S. defence official said. Three men died, according to "
        "the same official."
    )
    assert told_by(text) == ["a U.S. defence official"]


def test_the_first_since_is_no_stretch() -> None:
    text = "A man was killed by a rocket in Ashkelon on Monday, the first to die so since 2014."
    assert counted(text) == [("killed", 1, 1)]


def test_died_in_it_is_of_the_act_named_last() -> None:
    text = (
        "Missiles hit Taltita, in Syria, on Monday. Iran called the salvo a response to the double "
        "bombing in Kerman on January 3. Ninety people were killed in it, state television said."
    )
    assert [(e["place_name"], len(e["casualties"])) for e in events(text)][-1] == ("Kerman", 1)


def test_the_second_time_this_month_is_no_stretch() -> None:
    text = "Rebels shelled Abha for the second time this month, killing a man, the army said."
    assert counted(text) == [("killed", 1, 1)]
    assert counted("The president said he called off a raid: 150 people would have died.") == []


def test_whose_count_stands_before_which() -> None:
    text = (
        "A jet bombed Tyre. The buildings belonged to the Northern Front, which put the number of "
        "its dead at eight."
    )
    assert told_by(text) == ["Northern Front"]


@pytest.mark.parametrize(
    "text",
    [
        "Families of hostages called for a general strike.",
        "Mourners came to a ceremony for a dead general.",
        "One struck a pier and two fell into the sea; the dead were not counted.",
        "A Houthi spokesman did not mention any dead.",
        "The hospital where the wounded were taken lies in Tyre.",
        "The foreign crew was killed, said a man who had not been there.",
        "A navy puts the survivors found so far at ten.",
        "The mayor knew of no casualties.",
        "A spokesman could confirm no deaths.",
        "The army freed two hostages.",
        "The army counted 40 rockets, most of which were stopped.",
        "The overall death toll of the war has reached 27,947, the ministry said.",
    ],
)
def test_what_counts_nobody(text: str) -> None:
    assert counted("A rocket hit a post in Tyre on Thursday. " + text) == []


def test_parts_after_including_and_things_are_not_counted() -> None:
    text = "Air strikes killed 13 people in Tyre, including two women and five children, he said."
    assert counted(text) == [("killed", 13, 13)]
    text = "Two bombings outside offices in Quetta killed at least 26 people on Thursday."
    assert counted(text) == [("killed", 26, None)]


def test_others_are_of_the_act_whose_dead_were_counted_before() -> None:
    text = (
        "Jets hit camps in Nineveh on Thursday, killing 14 men. The raids came after five soldiers "
        "were killed in an attack on a base at Amadiya on Wednesday. Eight other soldiers were "
        "wounded."
    )
    assert [[c["low"] for c in e["casualties"]] for e in events(text)] == [[14], [5, 8]]
