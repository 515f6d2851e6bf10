"""The traps of acts, people and numbers in other words: what is known by heart fails here."""

from __future__ import annotations

import pytest

from tests.told import Event, events, names, only


def claims(event: Event) -> set[tuple[str, int | None, int | None, str]]:
    return {(c["kind"], c["low"], c["high"], c["source"]) for c in event["casualties"]}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            (
                "A rocket landed on a farm near Kiryat Shmona on Wednesday. The strike wounded one "
                "man, medics said."
            ),
            ("injured", 1, 1, "medics"),
        ),
        (
            (
                "A bomb tore through a bus in Damascus on Tuesday. It killed seven people, state media "
                "said. The attack was the first in the city this year."
            ),
            ("killed", 7, 7, "state media"),
        ),
        (
            (
                "Gunmen opened fire on a wedding in Sadr City on Monday. The attack left six people "
                "dead, police said. It was not clear who was behind the shooting."
            ),
            ("killed", 6, 6, "police"),
        ),
        (
            (
                "A roadside bomb destroyed a bus near Idlib on Monday. The blast was heard for miles. "
                "Nine people were hurt in the explosion, medics said."
            ),
            ("injured", 9, 9, "medics"),
        ),
    ],
)
def test_later_sentences_tell_more_of_the_same(
    text: str, claim: tuple[str, int | None, int | None, str]
) -> None:
    assert claim in claims(only(text))


def test_three_events_in_one_paragraph_stay_apart() -> None:
    found = events(
        "A drone hit Erbil on Monday. Rockets landed in Kirkuk on Tuesday. A car bomb killed two "
        "in Mosul on Wednesday."
    )
    assert [(e["date_start"], len(e["casualties"])) for e in found] == [
        ("2024-02-05", 0),
        ("2024-02-06", 0),
        ("2024-02-07", 1),
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("killed at least three people and injured up to 40, police said", {
            ("killed", 3, None, "police"), ("injured", None, 40, "police")}),
        ("left eleven dead and two dozen wounded, medics said", {
            ("killed", 11, 11, "medics"), ("injured", 24, 24, "medics")}),
        ("killed between 5 and 7 people, the Red Crescent said", {
            ("killed", 5, 7, "the Red Crescent")}),
        ("killed 12 people and 3 are missing, rescuers said", {
            ("killed", 12, 12, "rescuers"), ("missing", 3, 3, "rescuers")}),
        ("killed 12 people, the health ministry said, while the army put the toll at four", {
            ("killed", 12, 12, "the health ministry"), ("killed", 4, 4, "the army")}),
        ("killed more than a dozen people, officials said", {("killed", 12, None, "officials")}),
        ("killed as many as nine people, officials said", {("killed", None, 9, "officials")}),
        ("killed twenty-three people, officials said", {("killed", 23, 23, "officials")}),
        ("killed a mother and her two children, neighbours said", {
            ("killed", 3, 3, "neighbours")}),
        ("caused six casualties, the governor said", {("casualties", 6, 6, "the governor")}),
    ],
)  # fmt: skip
def test_numbers_in_many_words(
    told: str, expected: set[tuple[str, int | None, int | None, str]]
) -> None:
    assert claims(only(f"An air strike on Taiz on Monday {told}.")) == expected


@pytest.mark.parametrize(
    ("told", "claim"),
    [
        ("There were no casualties, police said.", ("casualties", 0, 0, "police")),
        ("Nobody was killed, police said.", ("killed", 0, 0, "police")),
        ("No deaths were reported.", ("killed", 0, 0, "author")),
    ],
)
def test_zero_is_a_number(told: str, claim: tuple[str, int, int, str]) -> None:
    assert claims(only(f"A shell hit Idlib on Monday. {told}")) == {claim}


@pytest.mark.parametrize(
    "text",
    [
        "Turkey will launch an operation in northern Syria, its president said on Monday.",
        "Hezbollah threatened on Monday to shell Haifa.",
        "Washington warned on Monday of attacks on ships in the Red Sea.",
        "The embassy told citizens that militants may attack hotels in Erbil.",
        "The navy rehearsed missile strikes off Muscat on Monday.",
        "Troops fired live rounds in an exercise near Tabuk on Monday.",
        "An exercise off Oman on Monday ended with a torpedo sinking a hulk.",
        "Residents of Halabja remembered the 1988 gas attack on Monday.",
        "Parliament authorised military action in Syria on Monday.",
        "The cabinet approved an offensive on Rafah on Monday.",
        "The army said it was preparing an assault on Rafah.",
        "Saudi Arabia is considering air strikes on Saada.",
        "The ministry vowed to retaliate against bases in Syria.",
        "The Houthis denied having hit a tanker in the Red Sea on Monday.",
        "Qatar denied that rockets had landed in Doha on Monday.",
        "Captains avoid the Red Sea because of possible missile attacks.",
    ],
)
def test_what_is_only_spoken_of_is_no_event(text: str) -> None:
    assert events(text) == []


@pytest.mark.parametrize(
    ("text", "event_type", "veracity"),
    [
        (
            "Air defences intercepted three missiles over Riyadh on Monday.",
            "interception",
            "asserted",
        ),
        (
            "Israel said it had shot down a drone over Eilat on Monday.",
            "interception",
            "asserted",
        ),
        (
            "A drone was downed over the Mediterranean Sea on Monday by a British frigate.",
            "interception",
            "asserted",
        ),
        (
            (
                "The Islamic Resistance in Iraq claimed responsibility for a drone attack on Eilat on "
                "Monday."
            ),
            "air_drone_strike",
            "claimed",
        ),
        ("Hamas claimed that it had shelled Ashkelon on Monday.", "shelling_missile", "claimed"),
    ],
)
def test_interceptions_and_claims_are_told_apart(text: str, event_type: str, veracity: str) -> None:
    event = only(text)
    assert (event["event_type"], event["veracity"]) == (event_type, veracity)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("There have been dozens of attacks on bases in Syria since October.", "2023-10-01"),
        ("Militants have carried out more than 150 attacks in Iraq since October.", "2023-10-01"),
        ("The Houthis have attacked scores of ships in the Red Sea since November.", "2023-11-01"),
        ("Russia has carried out hundreds of air strikes in Idlib since December.", "2023-12-01"),
        ("Almost daily clashes have hit the Lebanese border since October 8.", "2023-10-08"),
    ],
)
def test_many_acts_told_as_one_are_a_series(text: str, start: str) -> None:
    event = only(text)
    assert (event["status"], event["date_start"], event["date_end"]) == (
        "series",
        start,
        "2024-02-09",
    )


@pytest.mark.parametrize(
    "text",
    [
        "A blast hit a police post in Kirkuk on Monday, killing two.",
        "Unknown gunmen killed a judge in Basra on Monday.",
        "A market in Sanaa was bombed on Monday. The Houthis condemned the raid.",
        "A drone hit a depot in Homs on Monday. No group claimed responsibility.",
    ],
)
def test_nobody_is_named_whom_the_text_does_not_name(text: str) -> None:
    assert names(only(text)) == set()


@pytest.mark.parametrize(
    ("text", "answer", "cause"),
    [
        (
            "Israel bombed Beirut on Monday in response to rocket fire on Haifa on Sunday.",
            "LB",
            "IL",
        ),
        (
            (
                "Iran fired missiles at Erbil on Monday. It said the salvo was revenge for a bombing "
                "in Kerman on January 3."
            ),
            "IQ",
            "IR",
        ),
        (
            (
                "Hezbollah shelled Metula on Tuesday. The group said it was retaliating for an Israeli "
                "strike on Nabatieh on Monday."
            ),
            "IL",
            "LB",
        ),
        (
            (
                "In retaliation for a missile strike on a base near Erbil on Tuesday, US jets struck "
                "Abu Kamal on Thursday."
            ),
            "SY",
            "IQ",
        ),
    ],
)
def test_answers_are_linked_to_what_they_answer(text: str, answer: str, cause: str) -> None:
    found = events(text)
    where = {e["id"]: e["country"] for e in found}
    links = {(e["country"], where[k["to"]]) for e in found for k in e["links"]}
    assert links == {(answer, cause)}


def test_hours_after_is_no_answer() -> None:
    text = "US jets bombed Deir ez-Zor on Friday, hours after a drone hit a base in Tanf."
    assert all(not e["links"] for e in events(text))


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("in the centre of Taiz", "in the center of Taiz"),
        ("in the harbour of Latakia", "in the harbor of Latakia"),
        ("at a defence plant in Homs", "at a defense plant in Homs"),
        ("ten kilometres south of Kirkuk", "ten kilometers south of Kirkuk"),
    ],
)
def test_either_spelling_is_read_alike(british: str, american: str) -> None:
    fields = ("lat", "lon", "place_precision", "date_start", "event_type")
    first, second = (only(f"A shell fell {where} on Monday.") for where in (british, american))
    assert [first[f] for f in fields] == [second[f] for f in fields]


@pytest.mark.parametrize(
    ("spelling", "country", "lat"),
    [
        ("Deir al-Zour", "SY", 35.34),
        ("Deir Ezzor", "SY", 35.34),
        ("Saʿda", "YE", 16.94),
        ("Ma'rib", "YE", 15.46),
        ("Sana'a", "YE", 15.35),
        ("صنعاء", "YE", 15.35),
        ("تعز", "YE", 13.58),
    ],
)
def test_other_spellings_of_a_place(spelling: str, country: str, lat: float) -> None:
    event = only(f"A jet bombed {spelling} on Monday.")
    assert (event["country"], event["lat"]) == (country, pytest.approx(lat, abs=0.06))


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Hizbollah", "Hezbollah (Lebanon)"),
        ("Hizbullah", "Hezbollah (Lebanon)"),
        ("حزب الله", "Hezbollah (Lebanon)"),
        ("Ansar Allah", "Houthis"),
        ("أنصار الله", "Houthis"),
        ("الحوثيون", "Houthis"),
        ("Daesh", "Islamic State"),
    ],
)
def test_other_spellings_of_an_actor(spelling: str, name: str) -> None:
    assert names(only(f"{spelling} shelled Taiz on Monday.")) == {name}
