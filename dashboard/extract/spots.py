"""Bases, ports, markets, districts: where a town's name stands for one spot in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.chains import FILL
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables

RADIUS_M = 5_000.0
_BETWEEN = vocabulary("'s international naval main military air central old new civil")
_ROADS = vocabulary("road highway camp")
_HEIGHTS = vocabulary("mountain mountains hills heights range basin district airport refinery dam")
_IN = vocabulary("in of at on outside")
_INDEFINITE = vocabulary("a an another several some many two three four five six no any")
_ONE_OF_A_KIND = vocabulary("airport airfield port harbour harbor embassy consulate airbase base")


def as_spot(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> PlaceMention:
    """
    Take a town with a port, base or street named beside it for an exact place there.

    Parameters
    ----------
    mention
        A place whose meaning is chosen.
    words
        Words of its sentence.
    tables
        Rule tables.

    Returns
    -------
    mention
        Exact for "Nyala airport", "the old market of Sinjar", "the Achin district", "the Gara
        mountains"; a town still for "a prison in Saada": which one is not said.
    """
    if mention.place.layer != "city":
        return mention
    named = mention.text.lower().split()
    spot = len(named) > 1 and bool({named[0], named[-1]} & (_HEIGHTS | {"mount"}))
    if spot or _house_follows(mention, words, tables) or _house_before(mention, words, tables):
        return replace(mention, precision="exact", precision_m=RADIUS_M)
    return mention


def _house_follows(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> bool:
    after = [w.low for w in words[mention.last : mention.last + 4]]
    while after and after[0] in _BETWEEN:
        after.pop(0)
    spot = after[:1] != [] and after[0] in tables.words["facility"] | _HEIGHTS
    return spot and after[0] not in _ROADS


def _house_before(mention: PlaceMention, words: Sequence[Word], tables: Tables) -> bool:
    # "the naval base at Latakia", "an air base near Jafr", but not "a police station in Rask".
    at = mention.first - 1
    while at > 1 and (_of_a_town(words, at) or words[at].low in FILL - _IN - {"near"}):
        at -= 1
    if at < 1 or words[at].low not in _IN | {"near"}:
        return False
    before = [w.low for w in words[max(0, at - 3) : at]]
    if before[-2:] == ["old", "city"]:
        return True
    if before[-1] not in tables.words["facility"]:
        return False
    if before[-1] in _ONE_OF_A_KIND:
        return True
    return words[at].low != "near" and not _unnamed(words, at)


def _of_a_town(words: Sequence[Word], at: int) -> bool:
    # "the old market of the town of Sinjar".
    return words[at].low == "of" and words[at - 1].low in {"town", "city", "village"}


def _unnamed(words: Sequence[Word], at: int) -> bool:
    # "a prison in", "bombed barracks in": any one of its kind.
    for word in reversed(words[max(0, at - 5) : at - 1]):
        if word.low in _INDEFINITE:
            return True
        if word.low in {"the", "its", "their", "his", "'s"} or word.capital:
            return False
    return True
