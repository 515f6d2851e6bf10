"""Small closed sets of words that the grammar needs; what a person may extend is in data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word


def vocabulary(*texts: str) -> frozenset[str]:
    """
    Make a set of words out of texts.

    Parameters
    ----------
    *texts
        Words in lower case, blanks between them.

    Returns
    -------
    words
        Each once.
    """
    return frozenset(word for text in texts for word in text.split())


HARD = frozenset({";", ":", "\u2014", "\u2013"})
LINK_WORDS = vocabulary(
    "retaliation response reprisal revenge reply answer avenge avenging retaliatory",
    "responding retaliated retaliating answered replied responded reprisals vengeance",
    "payback punishment answering retribution",
)


_HOURS = vocabulary(
    "dawn midnight sunrise dark noon sunset nightfall daybreak sunup midday",
)


def plain_lows(gap: Sequence[Word]) -> list[str]:
    """
    Give words in lower case, where "before dawn" and "after midnight" part no clauses.

    Parameters
    ----------
    gap
        Words between two things.

    Returns
    -------
    lows
        One a word; "at" for such a "before" or "after".
    """
    lows = [w.low for w in gap]
    for at, low in enumerate(lows[:-1]):
        if low in {"before", "after"} and (lows[at + 1] in _HOURS or lows[at + 1][:1].isdigit()):
            lows[at] = "at"
    return lows
