"""Who did it and who it was aimed at, each rule on a text of our own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dashboard.extract import read_report

FRIDAY = dt.date(2024, 2, 9)


def roles(text: str, role: str, **known: str) -> list[set[str]]:
    """Give the names in a role, one set an event."""
    found: list[dict[str, Any]] = read_report(text, FRIDAY, **known)["events"]
    return [{a["name"] for a in event["actors"] if a["role"] == role} for event in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The object of the act.
        ("Turkish jets bombed PKK positions near Zakho on Tuesday.", "Kurdistan Workers' Party"),
        ("A rocket hit a US base near Hasakah on Tuesday.", "United States (CENTCOM)"),
        ("A drone strike on a house in Rafah killed two on Tuesday.", "Civilians"),
        # The subject of a passive.
        (
            "Three Jordanian soldiers were killed by a mine in Mafraq on Monday.",
            "Jordan (armed forces)",
        ),
        ("A farmer was shot in Qusra on Tuesday.", "Civilians"),
        # Soldiers without a nationality are those of the country.
        ("A roadside bomb killed four soldiers in Mosul on Tuesday.", "Iraq (government)"),
        # Its own.
        (
            "On Tuesday jets hit a depot in Qaim. Kataib Hezbollah said two of its men were killed.",
            "Kataib Hezbollah",
        ),
        # A merchant ship, whatever flag it flies.
        (
            "The Liberia-flagged tanker Orla was hit by a missile off Mokha on Tuesday.",
            "Commercial shipping",
        ),
    ],
)
def test_who_it_was_aimed_at(text: str, wanted: str) -> None:
    assert roles(text, "target") == [{wanted}]


@pytest.mark.parametrize(
    "text",
    [
        # A voice is no target, nor is the country where it happened.
        "A bomb went off in Kandahar on Tuesday, a Taliban police spokesman said.",
        "Residents said the army replied with air raids on Nyala on Tuesday.",
        "Israeli jets bombed missile launchers in western Iran on Tuesday, the Israeli military said.",
    ],
)
def test_nobody_named_is_nobody_aimed_at(text: str) -> None:
    assert roles(text, "target") == [set()]
