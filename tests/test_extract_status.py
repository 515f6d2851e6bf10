"""Whether an act is told as one or as a series: invented sentences, published on a Friday."""

from __future__ import annotations

import pytest

from tests.told import only


@pytest.mark.parametrize(
    "text",
    [
        "Fighting between troops and the Taliban in Mosul entered its third day on Thursday.",
        "The army pounded Idlib for a third straight day on Thursday.",
        "Drone attacks on Port Sudan entered a sixth day on Friday.",
        "Forces of the government continued to attack the airport of Tripoli on Thursday.",
        "Hezbollah began firing across the frontier into northern Israel on Oct. 8.",
        "American forces have carried out 23 strikes in Somalia this year.",
        "American drones carried out 63 strikes in Somalia in 2023, more than in any year before.",
        "Thirty people have been killed by fire in the West Bank since the start of the year.",
        "Saudi artillery fired on villages in Saada governorate throughout January.",
        "The town of Las Anod has been shelled for almost seven months.",
        "Air strikes hit the Ombada area of Omdurman on three days this week.",
    ],
)
def test_acts_that_go_on_or_are_counted_over_time_are_a_series(text: str) -> None:
    assert only(text)["status"] == "series"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Air strikes on Rafah on Thursday killed three people.", "happened"),
        ("Gunmen took the village of Luhaiban on Sunday and held it for a night.", "happened"),
        ("Jets struck 150 targets throughout the Gaza Strip on Thursday.", "happened"),
        ("In January a dam at Merowe was hit by drones, and was closed for a week.", "happened"),
        ("In October a truck bomb killed 300 people in Mogadishu.", "background"),
    ],
)
def test_a_single_act_is_none(text: str, status: str) -> None:
    assert only(text)["status"] == status
