"""Whether an act is aimed at a ship: by its kind, its parts, its crew."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import plain_lows, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

_BREAKS_BEFORE = vocabulary(
    "while but whereas after before following retaliation response reprisal answer revenge",
    "reply",
)


_BREAKS_AFTER = vocabulary(
    "while but whereas after before following retaliation response reprisal later where",
)


def domain(frame: Frame) -> tuple[int, int]:
    """
    Give the stretch of words that describes an act: its clause.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    stretch
        First word, and the word after the last.
    """
    words = frame.marked.words
    lows = plain_lows(words)
    first, last = frame.first, frame.last
    for at in range(frame.triggers[0].first - 1, first - 1, -1):
        if words[at].text in {";", "\u2014"} or lows[at] in _BREAKS_BEFORE:
            first = at + 1
            break
    for at in range(frame.triggers[-1].last, last):
        if words[at].text in {";", "\u2014"} or lows[at] in _BREAKS_AFTER or _other(at, frame):
            last = at
            break
    return first, last


def _other(at: int, frame: Frame) -> bool:
    # "hit the base from which jets used to fly", "were shot dead, and a mortar bomb wounded two".
    words = frame.marked.words
    pair = (words[at - 1].low, words[at].low)
    if pair == ("from", "which"):
        return True
    own = {t.first for t in frame.triggers}
    told = (t for t in frame.marked.triggers if at < t.first < at + CLAUSE and t.first not in own)
    return pair == (",", "and") and any(not t.noun for t in told)


CLAUSE = 12  # words


def phrases_in(words: Sequence[Word]) -> list[tuple[int, str]]:
    """
    List the phrases of one to three words of a stretch.

    Parameters
    ----------
    words
        The stretch.

    Returns
    -------
    phrases
        Where each begins in the stretch, and the phrase in lower case.
    """
    lows = [word.low for word in words]
    return [
        (at, " ".join(lows[at : at + size]))
        for at, word in enumerate(words)
        if word.key
        for size in (3, 2, 1)
        if at + size <= len(lows)
    ]


def _strikes_itself(at: int, frame: Frame) -> bool:
    # "American planes and ships struck air defence sites": they do it.
    main = frame.main
    if main.entry.base == "set on fire":
        return False  # "a missile set the freighter on fire"
    near = frame.marked.words[at + 1 : main.first]
    subject = not main.noun and not main.passive and 0 < main.first - at <= NEAR_VERB
    subject = subject and all(w.low != "and" for w in near)  # "approached a vessel and fired at it"
    return subject and main.family in {"strike", "attack", "air", "launch"}


NEAR_VERB = 2  # words


def at_ship(frame: Frame, tables: Tables) -> bool:
    """
    Say whether an act is aimed at a merchant ship.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    aimed
        False for warships, and for ships that strike, fly or carry those who do.
    """
    first, last = domain(frame)
    words = frame.marked.words
    lows = [w.low for w in words[first:last]]
    told = phrases_in(words[first:last])
    warship = any(phrase in tables.words["warship"] for _, phrase in told)
    if any(t.family == "clash" for t in frame.triggers):
        return False
    told_of = frame.carried & (tables.words["ship"] - tables.words["warship"])
    if not warship and (told_of or _parts_of_ship(frame, lows)):
        return True
    if not warship and (_abandoned(words) or _named_at_sea(frame, tables)):
        return True
    bare = warship and not {"commercial", "merchant"} & set(lows)
    return any(
        _struck(first + at, phrase, frame, tables)
        and not (bare and phrase in {"vessel", "vessels", "ship", "ships"})
        for at, phrase in told
    )


def _on_the_road(at: int, phrase: str, frame: Frame) -> bool:
    # "three fuel tankers and a minibus were shot up": lorries, where no sea is told of.
    filled = at > 0 and frame.marked.words[at - 1].low in {"fuel", "water", "petrol"}
    return filled and phrase in {"tanker", "tankers"} and not _at_sea(frame)


def _at_sea(frame: Frame) -> bool:
    return any(p.place.layer == "sea" or "nautical" in p.text.lower() for p in frame.places)


def _parts_of_ship(frame: Frame, lows: Sequence[str]) -> bool:
    # "drones struck the hull", "a missile set fire to the X and killed three of her crew".
    hull = (_HULL & set(lows) or "engine room" in " ".join(lows)) and not frame.main.noun
    whole = {w.low for w in frame.marked.words}
    if _at_sea(frame) and whole & {"seafarer", "seafarers", "mariners", "crewmen", "crew"}:
        return True  # "Three seafarers died when the X was struck in the Gulf of Aden"
    return bool(hull) or any(pair == ("her", "crew") for pair in pairwise(lows))


def _struck(at: int, phrase: str, frame: Frame, tables: Tables) -> bool:
    words = frame.marked.words
    if phrase not in tables.words["ship"] or phrase in {"crew", "coaster"}:
        return False
    laden = words[at + 1 : at + 2] and words[at + 1].low == "of"  # "a carrier of fertiliser"
    if (phrase == "carrier" and not laden) or (at and words[at - 1].text == "-"):
        return False
    if _strikes_itself(at, frame) or _flies(words, at, phrase) or _on_the_road(at, phrase, frame):
        return False
    left = {w.low for w in words[max(domain(frame)[0], at - 5) : at]}
    if left & {"unmanned", "uncrewed"} and words[at - 1].low == "surface":
        return False  # "destroyed an unmanned surface vessel"
    out_of = {w.low for w in words[max(0, at - 3) : at]} & {"from"}
    if out_of or left & {"aboard", "aircraft", "warship"}:
        return False
    return not (phrase in {"ship", "ships"} and left & {"allied", "naval", "navy", "war"})


def _named_at_sea(frame: Frame, tables: Tables) -> bool:
    # "hit the Verbena in the Gulf of Aden": a name at sea is a ship's, where no navy is told of.
    words, main = frame.marked.words, frame.main
    sea = any(p.place.layer == "sea" for p in frame.places)
    if main.noun or main.passive or not sea:
        return False
    if {w.low for w in words} & (tables.words["warship"] | {"navy", "naval"}):
        return False
    after = list(words[main.last : main.last + 5])
    while len(after) > 3 and after[2].capital:  # "the True Confidence"
        after = [*after[:2], *after[3:]]
    named = len(after) > 2 and after[0].low == "the" and after[1].capital
    known = any(p.first == main.last + 1 for p in frame.marked.places)
    known = known or any(a.first <= main.last + 1 < a.last for a in frame.marked.actors)
    return named and not known and after[2].low in {"in", "off", "near", "at", "with", ",", "on"}


def _abandoned(words: Sequence[Word]) -> bool:
    # "The crew abandoned ship after a missile killed three of them".
    return any(a.low.startswith("abandon") and b.low == "ship" for a, b in pairwise(words))


_HULL = vocabulary("funnel hull stern bow bows superstructure wheelhouse starboard waterline")


def _flies(words: Sequence[Word], place: int, phrase: str) -> bool:
    # "a tanker aircraft on the apron", "a tanker truck".
    after = words[place + phrase.count(" ") + 1 : place + phrase.count(" ") + 2]
    return any(w.low in _NO_SHIPS for w in after)


_NO_SHIPS = vocabulary(
    "aircraft plane planes jet jets truck trucks lorry lorries vehicle vehicles wagon wagons driver"
)
