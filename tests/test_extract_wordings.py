"""Acts in the many words that reports have for them, and what only borrows those words."""

from __future__ import annotations

import pytest

from tests.told import events


@pytest.mark.parametrize(
    "text",
    [
        "Eight boys died when a rocket fell on a football field in Safed on Sunday.",
        "A British Typhoon bombed a drone store near Saada on Monday, the ministry said.",
        "Fans fled the stadium in Idlib when mortars hit the pitch on Tuesday.",
    ],
)
def test_sport_and_weather_beside_an_act(text: str) -> None:
    assert len(events(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Everton bombarded the Chelsea goal in London on Sunday and could not score.",
        "The port of Aqaba was hit by a strike of dockers on Wednesday.",
        "A statue of the battle of Karameh was unveiled in Amman on Tuesday.",
        "Reports of an explosion at Isfahan on Tuesday were false, the ministry said.",
        "The two ministers clashed over the budget in Jerusalem on Tuesday.",
        "The war in Sudan had killed 12,000 people, he told the conference in Doha on Tuesday.",
        "Hackers attacked the website of the airport in Beirut on Sunday.",
        "None of the three ministers has stopped a shell at Las Anod.",
        "The village of Malah, which sees such raids every year, was quiet on Monday.",
    ],
)
def test_words_of_war_without_an_act(text: str) -> None:
    assert events(text) == []
