"""Small closed sets of words that the grammar needs; what a person may extend is in data."""

from __future__ import annotations


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
