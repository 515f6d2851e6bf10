from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

TYPES = pd.read_csv(Path(__file__).parents[1] / "data" / "event_types.csv", keep_default_na=False)
IDS = {
    "air_drone_strike",
    "shelling_missile",
    "attack_on_shipping",
    "interception",
    "armed_clash",
    "seizure",
    "explosion",
    "violence_against_civilians",
    "protest",
    "riot",
    "strategic_development",
    "other_attack",
}
# Simulated vision at full severity: Machado, Oliveira and Fernandes 2009, table 1, linear RGB.
VISION = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
COMMON = TYPES[TYPES.order <= 8]


def lab(colour: str, seen: np.ndarray) -> np.ndarray:
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(seen @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ linear / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_every_type_of_the_contract_is_there_once() -> None:
    assert set(TYPES.event_type) == IDS
    assert TYPES.event_type.is_unique
    assert list(TYPES.order) == list(range(1, 13))


def test_no_two_types_share_colour_or_shape() -> None:
    assert TYPES.colour.is_unique
    assert TYPES.colour.str.fullmatch(r"#[0-9A-F]{6}").all()
    assert TYPES["shape"].is_unique


@pytest.mark.parametrize("vision", list(VISION))
def test_common_types_stay_apart_for_colour_blind_readers(vision: str) -> None:
    seen = VISION[vision]
    apart = {
        (one.event_type, other.event_type): float(
            np.linalg.norm(lab(one.colour, seen) - lab(other.colour, seen))
        )
        for (_, one), (_, other) in combinations(COMMON.iterrows(), 2)
    }
    closest = min(apart, key=lambda pair: apart[pair])
    # 10 is what a reader still tells apart at a glance in small marks; shape is the second cue.
    assert apart[closest] > 10, (closest, apart[closest])
