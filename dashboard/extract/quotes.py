"""Where words that somebody quotes stand in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dashboard.extract.document import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_QUOTE = 1_500
MOST_PLACES = 200

Span = tuple[int, int]


def locate(quote: str, clean: str, near: Iterable[Span] = ()) -> Span | None:
    """
    Find a quote in a text: word for word, whatever blanks, quotation marks and hyphens it uses.

    Parameters
    ----------
    quote
        Words that are said to stand in the text.
    clean
        The text as `document.plain` gives it: as long as the raw text.
    near
        Stretches in which it is looked for first.

    Returns
    -------
    span
        Start and end, end exclusive: the first place within `near`, else the first in the text.
        None where the quote is blank or too long, or its words do not stand there, whole and in
        this order.
    """
    if len(quote) > LONGEST_QUOTE:
        return None
    words = plain(quote).split()
    if not any(c.isalnum() for word in words for c in word):
        return None
    pattern = re.compile(
        ("" if not _wordy(words[0][0]) else r"(?<!\w)")
        + r"\s+".join(re.escape(word) for word in words)
        + ("" if not _wordy(words[-1][-1]) else r"(?!\w)")
    )
    places: list[Span] = []
    for match in pattern.finditer(clean):
        places.append(match.span())
        if len(places) == MOST_PLACES:
            break
    within = [(a, b) for a, b in places for low, high in near if low <= a and b <= high]
    return next(iter(within or places), None)


def overlap(one: Span, other: Span) -> int:
    """
    Say how many characters two spans share.

    Parameters
    ----------
    one, other
        Start and end, end exclusive.

    Returns
    -------
    shared
        0 where they do not touch.
    """
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _wordy(character: str) -> bool:
    return re.match(r"\w", character) is not None
