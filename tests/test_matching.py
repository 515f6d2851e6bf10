from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import matching

Report = dict[str, Any]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the Lebanese health ministry", "Health Ministry", True),
        ("two Kurdish security sources", "the sources", True),
        ("SOHR", "the Syrian Observatory for Human Rights", True),
        ("U.S. officials", "US officials", True),
        ("U.S. officials", "two officials from Iran-backed militias", False),
        ("The mayor", "a doctor", False),
        ("author", None, True),
        ("author", "the mayor", False),
        ("مصدر طبي", "مصدرٌ طبي", True),
    ],
)
def test_sources_match_by_their_words(one: str, other: str | None, same: bool) -> None:  # noqa: FBT001
    assert matching.same_source(one, other) is same
    assert matching.same_source(other, one) is same


WEIGHTS = st.integers(1, 4).flatmap(
    lambda m: st.lists(
        st.lists(st.integers(0, 9).map(float), min_size=m, max_size=m), min_size=1, max_size=4
    )
)


@given(WEIGHTS)
def test_the_assignment_is_the_best_there_is(weights: list[list[float]]) -> None:
    pairs = matching.assign(weights)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    columns = [*range(len(weights[0])), *[-1] * len(weights)]
    best = max(
        sum(weights[i][j] for i, j in enumerate(chosen) if j >= 0)
        for chosen in itertools.permutations(columns, len(weights))
    )
    assert sum(weights[i][j] for i, j in pairs) == best
