"""Names of ships, which can hold those of places: "the freighter Basra Star"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.document import Sentence, Word

_SHIP_HEAD = vocabulary(
    "vessel ship tanker carrier freighter mv m/v mt m/t ferry trawler bulker boxship",
    "frigate destroyer warship vessels ships yacht containership dhow corvette uss hms ins",
    "cruiser",
)
FLAGGED = vocabulary("flagged registered owned operated managed")
_NAME_STOP = vocabulary(
    "in on at near off the and was were is has had by with from to of that which who as",
)


def masked(sentence: Sentence, actors: Sequence[ActorMention]) -> frozenset[int]:
    """
    List the words of a sentence that belong to a ship or to a party: no place, no act in them.

    Parameters
    ----------
    sentence
        The sentence.
    actors
        Parties that it names.

    Returns
    -------
    numbers
        Of those words.
    """
    taken = {k for a in actors if a.how == "name" for k in range(a.first, a.last)}
    words = sentence.words
    for at, word in enumerate(words):
        hyphened = at > 0 and words[at - 1].text == "-"
        if word.low in _SHIP_HEAD or (word.low in FLAGGED and hyphened):
            taken |= _run(words, at + 1)
        if word.capital and at and words[at - 1].low == "the":
            taken |= _called_a_ship(words, at)
    return frozenset(taken)


def _called_a_ship(words: Sequence[Word], first: int) -> set[int]:
    # "the Dammam, a coalition warship", "the Pacific Advance, a Marshall Islands-flagged tanker".
    name = range(first, next(k for k in range(first, len(words) + 1) if not _capital(words, k)))
    head = [w.low for w in words[name.stop : name.stop + 9]]
    ship = head[:1] == [","] and head[1:2] in (["a"], ["an"]) and set(head[2:]) & _SHIP_HEAD
    return set(name) if ship and len(name) <= LONGEST_SHIP else set()


def _capital(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].capital


LONGEST_SHIP = 3  # words


def _run(words: Sequence[Word], first: int) -> set[int]:
    # The capital words that follow a ship's kind: its name, up to four.
    at = first
    if at < len(words) and words[at].text in {'"', "'", ","}:
        at += 1
        if at < len(words) and words[at].low == "the":
            at += 1
    if at < len(words) and words[at].low in {"named", "called"}:
        at += 1
    begin = at
    while (
        at < len(words) and at < begin + 4 and words[at].capital and words[at].low not in _NAME_STOP
    ):
        at += 1
    return set(range(begin, at)) if at > begin else set()
