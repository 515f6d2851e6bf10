"""Places that the text names and the gazetteer lacks: kept apart, shown near a known one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.naming import ARTICLES, mention_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables

RADIUS_M = 25_000.0
LONGEST_NAME = 4
_KINDS = vocabulary(
    "village town hamlet kibbutz settlement township locality villages towns area district",
    "neighbourhood neighborhood suburb quarter camp checkpoint crossing island valley",
)
_BEFORE = vocabulary("in at near outside around")
_OPENERS = vocabulary(
    "al el ad ash an as ed umm um abu wad deir dayr beit bayt kfar kafr tal tel tell ain ayn ein",
    "jabal jebel wadi khan bani beni ras bir ber qasr nahr hosh mount",
)


def unlisted(
    words: Sequence[Word],
    places: Sequence[PlaceMention],
    taken: Iterable[int],
    base: PlaceMention | None,
    tables: Tables,
) -> list[PlaceMention]:
    """
    Find names of places that no gazetteer layer knows.

    Parameters
    ----------
    words
        Words of the sentence.
    places
        The places that are known in it.
    taken
        Numbers of words that belong to a party or another name.
    base
        The town that the report named last; None where it named none.
    tables
        Rule tables.

    Returns
    -------
    mentions
        Shown at `base` with a radius of 25 km and a doubt that says so. None where a known place
        follows at once ("al-Seriha, in Gezira state"), which then stands for it.
    """
    used = set(taken) | {k for p in places for k in range(p.first, p.last)}
    if base is None:
        return []
    found: list[PlaceMention] = []
    at = 1
    while at < len(words):
        goes_on = bool(found) and at == found[-1].last + 1 and words[at - 1].low in {"and", "or"}
        here = _placed_here(words, at, used) or (goes_on and words[at].low in _OPENERS)
        last = _name_end(words, at, used, tables) if here else at
        if last > at and not _known_follows(places, words, last):
            found.append(_near(words, at, last, base))
        at = max(at + 1, last)
    return found


def _placed_here(words: Sequence[Word], at: int, used: set[int]) -> bool:
    if at in used or not words[at].key:
        return False
    before = words[at - 1].low
    if before == "of" and at >= 2:
        return words[at - 2].low in _KINDS
    if before in _KINDS and words[at].capital:
        return True
    return before in _BEFORE and words[at].low in _OPENERS


def _name_end(words: Sequence[Word], at: int, used: set[int], tables: Tables) -> int:
    end, named = at, False
    while end < len(words) and end < at + 2 * LONGEST_NAME and end not in used:
        word = words[end]
        if word.key and (word.capital or (word.low in ARTICLES and not named)):
            unfit = word.low in tables.demonyms or word.low in tables.words["not_place"]
            if word.capital and unfit:
                break
            named = named or word.capital
        elif word.text != "-" or end == at:
            break
        end += 1
    while end > at and not words[end - 1].capital:
        end -= 1
    return end


def _known_follows(places: Sequence[PlaceMention], words: Sequence[Word], last: int) -> bool:
    return any(
        last <= p.first <= last + 4
        and {w.low for w in words[last : p.first]} <= {",", "in", "of", "the", "(", "near", "'s"}
        for p in places
    )


def _near(words: Sequence[Word], first: int, last: int, base: PlaceMention) -> PlaceMention:
    name = "".join(
        w.text + ("" if k + 1 < last and words[k + 1].start == w.end else " ")
        for k, w in enumerate(words[first:last], first)
    ).strip()
    place = replace(
        base.place,
        name=name,
        layer="city",
        lon=base.lon,
        lat=base.lat,
        precision="city",
        precision_m=RADIUS_M,
        population=-1,
    )
    mention = mention_of(words, first, last, (place,))
    return replace(mention, doubt=f"the gazetteer has no {name}: shown near {base.name}")
