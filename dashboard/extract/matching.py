"""Longest-first matching of names and phrases over the words of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from dashboard.extract.document import Word

LONGEST = 7
_GLUE = frozenset("-\u2013/.'")


class Match(NamedTuple):
    """Words `first` up to, not including, `last`, and the folded phrase they make."""

    first: int
    last: int
    key: str


def phrases(
    words: Sequence[Word],
    known: Callable[[str], bool],
    opens: Callable[[Word], bool],
    longest: int = LONGEST,
) -> Iterator[Match]:
    """
    Find known phrases, the longest at each place, left to right, without overlap.

    Parameters
    ----------
    words
        Words of one sentence.
    known
        Says whether a folded phrase is known.
    opens
        Says whether a phrase may start at a word.
    longest
        The most words (marks not counted) in a phrase.

    Yields
    ------
    match
        In order.
    """
    at, size = 0, len(words)
    while at < size:
        found = _longest_at(words, at, known, longest) if opens(words[at]) else None
        if found is None:
            at += 1
        else:
            yield found
            at = found.last


def openings(known: Iterable[str]) -> frozenset[str]:
    """
    List the words with which phrases begin.

    Parameters
    ----------
    known
        Folded phrases.

    Returns
    -------
    words
        The first word of each.
    """
    return frozenset(phrase.partition(" ")[0] for phrase in known)


def opens_one(word: Word, begun: frozenset[str]) -> bool:
    """
    Say whether a phrase may start at a word.

    Parameters
    ----------
    word
        A word of a sentence.
    begun
        What `openings` lists.

    Returns
    -------
    opens
        False where `phrases` would look in vain.
    """
    return word.key.partition(" ")[0] in begun


def _longest_at(
    words: Sequence[Word], at: int, known: Callable[[str], bool], longest: int
) -> Match | None:
    best, key, count = None, "", 0
    for place in range(at, min(len(words), at + 2 * longest)):
        word = words[place]
        if not word.key:
            if word.text in _GLUE and place > at:
                continue
            break
        key = f"{key} {word.key}" if key else word.key
        count += 1
        if count > longest:
            break
        if known(key):
            best = Match(at, place + 1, key)
    return best
