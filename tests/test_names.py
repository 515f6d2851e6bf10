from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.names import fold, fold_all, without_article


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Ḩudaydah", "al hudaydah"),
        ("Sana'a", "Sanaa"),
        ("Sana’a", "SANAA"),
        ("Aḑ Ḑulū‘īyah", "ad duluiyah"),
        ("الأنبار", "الانبار"),
        ("صنعاء", "صنعاء"),
        ("Deir ez-Zor", "Deir  ez Zor"),
        ("\u200fبغداد", "بغداد"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("al hudaydah", "hudaydah"),
        ("ash shaddadah", "shaddadah"),
        ("الانبار", "انبار"),
        ("aleppo", "aleppo"),
        ("asad", "asad"),
    ],
)
def test_article_is_taken_off_only_where_it_is_one(name: str, bare: str) -> None:
    assert without_article(name) == bare


@given(
    texts=st.lists(
        st.none() | st.text(max_size=12) | st.text("aB'`-_/. \t\x0b\x1c\u00e9\u0643", max_size=12)
    )
)
def test_many_texts_are_folded_as_each_is(texts: list[str | None]) -> None:
    folded = fold_all(pd.Series(texts, dtype="str"))
    known = [text for text in texts if text is not None]
    assert folded.isna().tolist() == [text is None for text in texts]
    assert folded.dropna().tolist() == [fold(text) for text in known]


def test_tables_put_below_one_another_fold_too() -> None:
    parts = [pd.Series(["Sana'a", None], dtype="str"), pd.Series(["الأنبار"], dtype="str")]
    assert fold_all(pd.concat(parts)).tolist()[::2] == ["sanaa", "الانبار"]
