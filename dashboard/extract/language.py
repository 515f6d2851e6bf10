"""Whether a text is in English, the language that the rules know."""

from __future__ import annotations

import re

from dashboard.extract.lexicon import vocabulary

LOOKED_AT = 20_000
FEWEST_WORDS, LEAST_SHARE = 15, 0.05
_WORD = re.compile(r"[^\W\d_]+")
_EVERYWHERE = vocabulary(
    "the of and to said were by with for that from at after have has his their which been"
)
"""In English one word in eight or more is one of these, in other languages hardly one in forty."""


def in_english(text: str) -> bool:
    """
    Say whether a text is in English.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    in_english
        False where fewer than half of its letters are those of English, or where the words that no
        English text does without are missing; True of a few words only.
    """
    text = text[:LOOKED_AT]
    letters = [letter for letter in text if letter.isalpha()]
    if 2 * sum(letter.isascii() for letter in letters) < len(letters):
        return False
    words = _WORD.findall(text.casefold())
    common = sum(word in _EVERYWHERE for word in words)
    return len(words) < FEWEST_WORDS or common >= LEAST_SHARE * len(words)
