"""What is told again by another word, and words that only say where or when something was."""

from __future__ import annotations

from tests.told import events, only


def test_hours_after_the_airport_was_hit() -> None:
    """The airport that "was hit" is the one told of."""
    told = events(
        "Warplanes bombed Sanaa airport late on Thursday in reply to the missiles that hit Aden's "
        "airport a day earlier. Some hours after the airport was hit, a drone was shot down near "
        "Mokha."
    )
    types = ["air_drone_strike", "shelling_missile", "interception"]
    assert [e["event_type"] for e in told] == types


def test_a_post_that_was_bombed_tells_nothing() -> None:
    """A post of a group is no post on a channel, so the evening is that of the bombing."""
    told = events(
        "On Tuesday a sniper wounded two soldiers east of Khan Younis. Israeli jets bombed a Hamas "
        "post near Deir al-Balah the same evening and killed two of its men."
    )
    assert [e["date_start"] for e in told] == ["2024-02-06", "2024-02-06"]


def test_hours_after_a_night() -> None:
    """What comes hours after something overnight comes on the second day."""
    told = events(
        "Overnight rockets were fired at Sderot. Hours later jets hit a weapons workshop in Gaza "
        "City in response."
    )
    assert told[-1]["date_start"] == told[-1]["date_end"] == "2024-02-09"


def test_the_day_of_a_burial_is_not_that_of_the_death() -> None:
    """Who is buried on Thursday may have died "a day earlier"."""
    event = only(
        "Families from Baghdad on Thursday buried relatives who had gone north to escape the heat "
        "and were killed by artillery in Zakho a day earlier."
    )
    assert event["date_start"] == "2024-02-07"


def test_at_the_foot_of_a_mountain() -> None:
    """What only says where a town lies was not struck too."""
    event = only(
        "On Tuesday a drone struck a market in the town of Sinuni, at the foot of Mount Sinjar, and "
        "killed a boy."
    )
    assert event["place_name"] == "Sinuni"


def test_revenge_that_was_taken_next_morning() -> None:
    """Who takes revenge takes nothing, and the story moves on to that morning."""
    told = events(
        "On Tuesday night Israeli jets bombed a house in Aitaroun, Lebanon.\n\nHezbollah took "
        "revenge the next morning. Its fighters fired rockets at the town of Tiberias."
    )
    assert [e["date_start"] for e in told] == ["2024-02-06", "2024-02-07"]


def test_where_a_seized_ship_was_turned_to() -> None:
    """A ship turned towards a port was seized where she was boarded."""
    event = only(
        "Armed men boarded an oil tanker in the Gulf of Oman early on Thursday and turned her "
        "towards Bandar-e Jask."
    )
    assert event["place_precision"] == "water_body"


def test_two_provinces_one_named_like_its_town() -> None:
    """Both provinces were hit, though the first name is a town's too."""
    told = events(
        "Pakistan carried out air strikes in the eastern Afghan provinces of Khost and Paktika on "
        "Thursday, killing eight women and children."
    )
    assert len(told) == 2


def test_killed_when_a_bomber_blew_himself_up() -> None:
    """However much stands before "when", it is one attack."""
    event = only(
        "A suicide bomber killed at least nine people in the Iraqi town of Muqdadiya, northeast of "
        "Baghdad, on Thursday when he blew himself up among mourners."
    )
    assert event["date_start"] == "2024-02-08"


def test_what_an_attack_followed_is_no_part_of_it() -> None:
    """Place and day behind "followed" are those of something else."""
    event = only(
        "Gunmen killed twelve people in El Fasher, Sudan, on Wednesday. The attack followed the loss "
        "of a bridge at Omdurman last week."
    )
    assert event["date_start"] == "2024-02-07"


def test_a_killing_called_an_assault_on_a_country() -> None:
    """What a party calls a killing is no second act."""
    event = only(
        "A drone strike killed a Hamas official in Beirut on Tuesday. Hezbollah said the killing was "
        '"a serious assault on Lebanon" that would not go unpunished.'
    )
    assert event["place_name"] == "Beirut"


def test_two_missiles_of_an_air_strike() -> None:
    """The missiles that struck a tent are those of the air strikes."""
    event = only(
        "Air strikes killed 12 civilians at a wedding in Yemen's Hajja province on Thursday. Two "
        "missiles struck a tent in the Bani Qais district."
    )
    assert event["event_type"] == "air_drone_strike"


def test_the_blast_at_a_mosque_whose_name_is_a_towns_too() -> None:
    """The mosque stands where the attack was, not in the town of the same name."""
    event = only(
        "A suicide bomber killed 55 worshippers at a mosque in Kunduz, Afghanistan, on Thursday. "
        "The blast came during prayers at the Sayed Abad mosque."
    )
    assert event["place_name"] == "Kunduz"


def test_men_who_tried_to_board_the_ship_they_attacked() -> None:
    """An attempt to board "it" is the attack told of."""
    event = only(
        "Gunmen in small boats attacked the container ship Ocean Lily in the Red Sea on Thursday. "
        "They came within 20 metres of the ship and tried to board it."
    )
    assert event["event_type"] == "attack_on_shipping"


def test_a_bomb_rammed_into_a_gate_and_the_fight() -> None:
    """Who rams a gate and then fights makes one attack."""
    event = only(
        "The militants rammed the bomb into the gate of a base at Baidoa, Somalia, on Thursday and "
        "fought soldiers for over an hour."
    )
    assert event["date_start"] == "2024-02-08"
