"""Whom or what an act was aimed at, in the words of agencies."""

from __future__ import annotations

import pytest

from tests.told import names, only

US = "United States (CENTCOM)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rockets hit the Ain al-Asad air base in western Iraq, which hosts US and other forces, on Wednesday.",
            {US},
        ),
        (
            "A drone attack hit the Harir base in Erbil province, where US troops are stationed, on Monday.",
            {US},
        ),
        (
            "An explosive drone struck a military base used by the US-led coalition at Baghdad airport on Tuesday.",
            {"US-led coalition"},
        ),
        ("Drones targeted a base housing American soldiers near Erbil on Thursday.", {US}),
        ("A mortar shell landed in the US embassy compound in Baghdad on Friday.", {US}),
        (
            "Six fighters of the Syrian Democratic Forces were killed in a drone attack on the al-Omar oil field, a base that hosts U.S. troops, on Monday.",
            {"Syrian Democratic Forces"},
        ),
        ("Hamas fired dozens of rockets at Israel on Monday, the army said.", {"Israel"}),
        (
            "Hezbollah fired 60 rockets at an air control base on Mount Meron in northern Israel on Saturday.",
            {"Israel"},
        ),
        ("An Israeli strike killed a Hamas official in Beirut on Tuesday.", {"Hamas"}),
        (
            "US aircraft destroyed three anti-ship cruise missiles in a Houthi-controlled area of Yemen on Monday.",
            {"Houthis"},
        ),
        ("An Israeli air strike hit a house in Nabatieh on Monday, killing three people.", set()),
        ("An air strike killed a woman in Taiz on Monday.", set()),
        ("Government forces shelled houses in Taiz on Monday.", {"Civilians"}),
        (
            "An air strike hit a school in Nuseirat on Thursday, killing 30 people, medics said.",
            {"Civilians"},
        ),
    ],
)
def test_aim(text: str, expected: set[str]) -> None:
    assert names(only(text), "target") == expected
