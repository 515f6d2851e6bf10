from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.importers.seen import Seen, mixed

BATCHES = st.lists(
    st.lists(st.tuples(st.integers(-3, 12), st.integers(0, 2)), max_size=12), max_size=12
)


@given(BATCHES)
def test_keys_are_known_again_with_what_they_stood_for(
    batches: list[list[tuple[int, int]]],
) -> None:
    seen, known, line = Seen(), dict[int, tuple[int, int]](), 0
    for batch in batches:
        keys = np.array([key for key, _ in batch], dtype=np.int64)
        values = np.array([value for _, value in batch], dtype=np.int64)
        lines = np.arange(line, line + len(batch), dtype=np.int64)
        got = seen.meet(keys, values, lines)
        expected = []
        for at, (key, value) in enumerate(batch):
            if key in known:
                first, stood = known[key]
                expected.append((at, first == value, stood))
            known.setdefault(key, (value, line + at))
        assert list(zip(got.rows, got.same, got.lines, strict=True)) == expected
        line += len(batch)


def test_mixed_numbers_depend_on_every_part_and_its_place() -> None:
    one, other = np.array([1, 1, 2]), np.array([5, 6, 5])
    both = mixed((one, other))
    assert len(set(both.tolist())) == 3
    assert mixed((other, one)).tolist() != both.tolist()
