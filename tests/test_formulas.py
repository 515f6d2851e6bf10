from __future__ import annotations

import pytest

from dashboard.formulas import harmless


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\t=x", " =x", "\u200b=x", "\uff1dx", "'=x", "\nx"]
)
def test_what_a_spreadsheet_may_run_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "x", "x=1", "3-4", "'x", "é", "الحديدة"])
def test_everything_else_stays(text: str) -> None:
    assert harmless(text) == text
