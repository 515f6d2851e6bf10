from __future__ import annotations

from typing import TYPE_CHECKING

import ibis
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store import build, collection
from dashboard.store.numbering import Numbers, casts, following

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.records import Records

ROWS = st.lists(
    st.tuples(
        st.sampled_from("abcdef"),
        st.sampled_from("xyz"),
        st.sampled_from(["perpetrator", "target"]),
        st.sampled_from([None, "disputed"]),
    ),
    max_size=30,
)


@given(rows=ROWS, first=st.integers(0, 5))
def test_events_share_a_cast_if_the_same_people_play_the_same_parts(
    rows: list[tuple[str, str, str, str | None]], first: int
) -> None:
    names = ["event_id", "actor_id", "role", "note"]
    played = pd.DataFrame(rows, columns=names, dtype="str")
    made = casts(played, first)
    shown = {
        int(str(number)): [tuple(row) for row in part[names[1:]].fillna("").to_numpy()]
        for number, part in made.parts.groupby("cast_no")
    }
    asked = pd.Series(list("abcdefg"), dtype="str")
    given_no = made.of(asked)
    leads = made.leads(given_no).fillna("nobody")
    for event, number, lead in zip(asked, given_no.fillna(-1).astype(int), leads, strict=True):
        own = [(a, r, n or "") for e, a, r, n in rows if e == event]
        assert shown.get(number, []) == own
        assert lead == next((a for a, r, _ in own if r == "perpetrator"), "nobody")
    assert len({tuple(parts) for parts in shown.values()}) == len(shown), "each cast once"
    assert sorted(shown) == list(range(first, first + len(shown)))


def test_numbers_go_on_where_they_ended() -> None:
    rows = pd.DataFrame({"name": ["Aden", "Mocha", None], "country": ["Yemen", "Yemen", "Iraq"]})
    numbers = Numbers(("name", "country"), 0, {("Mocha", "Yemen"): 7, ("Taiz", "Yemen"): 2})
    assert numbers.of(rows).tolist() == [8, 7, 9]
    assert numbers.of(rows[::-1]).tolist() == [9, 7, 8]
    assert numbers.table("place_no").to_numpy().tolist() == [[8, "Aden", "Yemen"], [9, "", "Iraq"]]


def test_a_store_beside_another_uses_no_number_twice(records: Records, tmp_path: Path) -> None:
    first, second = tmp_path / "first.duckdb", tmp_path / "second.duckdb"
    build(first, collection(records))
    one = ibis.duckdb.connect(first, read_only=True)
    after = following(one.table)
    build(second, collection(records), None, after)
    other = ibis.duckdb.connect(second, read_only=True)
    for name, number in (("event", "event_no"), ("profile", "profile_no"), ("cast", "cast_no")):
        last = one.table(name)[number].max().to_pyarrow().as_py()
        assert other.table(name)[number].min().to_pyarrow().as_py() == last + 1
    assert other.table("place").count().to_pyarrow().as_py() == 0, "places keep their numbers"
    for backend in (one, other):
        backend.disconnect()
