"""Words that look like acts and are part of something else: "strike force", "seized drugs"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables, TriggerEntry

_WORDS_4 = vocabulary(
    "anti counter pre post non air general hunger",
)


_WORDS_3 = vocabulary(
    "to ill by short silent apart under behind below 2 1 3",
)


def _downs(words: Sequence[Word], first: int, tables: Tables) -> bool:
    # "to down a drone", not "a few kilometres down the bay".
    before = words[first - 1].low if first else ""
    return before == "to" or before in tables.words["modal"] or before in tables.words["force"]


_TAKES = vocabulary("took take taken takes taking")
_SET = vocabulary("set sets setting")


def swallowed(
    words: Sequence[Word], first: int, last: int, entry: TriggerEntry, tables: Tables
) -> bool:
    """
    Say whether a word that could tell of an act is part of something else.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        The word or words, `last` not included.
    entry
        Its row of data/extract/triggers.csv.
    tables
        Rule tables.

    Returns
    -------
    swallowed
        True for "strike force", "fell silent", "seized drugs", "reached an agreement".
    """
    after = words[last].low if last < len(words) else ""
    if entry.pos == "noun" and after in tables.words["compound_next"]:
        return True
    before = words[first - 1].low if first else ""
    if words[first].low == "pounds" and (before in _MONEY or before[:1].isdigit()):
        return True
    ends = all(w.text in {".", ",", ";"} for w in words[last + 1 : last + 2])
    if after == "back" and words[first].low in {"hit", "hits", "struck"} and ends:
        return True  # "The minister hit back."
    if after in {"part", "place"} and words[first].low in _TAKES:
        return True
    if entry.base == "drive out" and not _drives_out(words, first, last, tables):
        return True
    if (
        after == "-"
        and last + 1 < len(words)
        and words[last + 1].key
        and words[last + 1].start == words[last].end
    ):
        return entry.pos == "noun" or words[last + 1].low != "and"
    if (
        first
        and words[first - 1].text == "-"
        and first >= 2
        and words[first - 1].end == words[first].start
    ):
        return words[first - 2].low in _WORDS_4 and entry.pos != "noun"
    if entry.pos == "noun" and _fled_from({w.low for w in words[max(0, first - 5) : first]}):
        return True
    if entry.family == "seize" and {w.low for w in words[last : last + 4]} & _GOODS:
        return True
    return _lacks_its_object(words, first, last, entry, tables)


def _drives_out(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "drove the rebels out of the village", "had been driven from the town by militiamen".
    near = words[last : last + 8]
    gone = [at for at, w in enumerate(near) if w.low in {"out", "from"}]
    if not gone:
        return False
    men = tables.words["generic_group"] | tables.words["generic_army"] | tables.words["force"]
    driven = near[: gone[0]]
    if not driven and words[first - 1].low in {"were", "was", "been"}:
        driven = words[max(0, first - 4) : first]
    return any(w.low in men or (w.capital and w.low not in _PRONOUNS) for w in driven)


_MONEY = vocabulary("million billion thousand hundred m bn")
_PRONOUNS = vocabulary("they he she it we the people residents families")


def _lacks_its_object(
    words: Sequence[Word], first: int, last: int, entry: TriggerEntry, tables: Tables
) -> bool:
    # Words that tell of an act only beside weapons, a ship or a fire.
    after = words[last].low if last < len(words) else ""
    proper = words[first].capital and first > 1 and words[first - 1].capital
    ship = {w.low for w in words[last : last + 7]} & tables.words["ship"]
    before = {w.low for w in words[max(0, first - 9) : first]}
    down = words[first].low == "down" and last - first == 1
    lacking = {
        "send": lambda: not _sends_weapons(words, last, tables),
        "storm": lambda: proper,  # "Steel Storm", an operation's name
        "free": lambda: not ship,
        "catch": lambda: not _of_weapons(words, last, tables),
        "reach": lambda: not _by_weapons(words, first, tables),
        "set on fire": lambda: not before & _SET,
        "land": lambda: "fall" in words[first].low and after in _WORDS_3,
        "fire": lambda: words[first].low == "fired" and after in {"from", "his", "her", "its"},
    }.get(entry.base)
    return (down and not _downs(words, first, tables)) or bool(lacking and lacking())


def _fled_from(before: set[str]) -> bool:
    # "people who had fled from the fighting".
    return bool(before & {"fled", "flee", "fleeing", "escaped", "displaced"}) and bool(
        before & {"from", "by"}
    )


_GOODS = vocabulary(
    "drugs narcotics pills hashish captagon cocaine heroin cigarettes contraband smuggled",
)


def _by_weapons(words: Sequence[Word], first: int, tables: Tables) -> bool:
    # "Houthi drones had reached a desalination plant".
    weapons = tables.words["weapon_air"] | tables.words["weapon_shell"]
    near = words[max(0, first - 6) : first]
    counted = first == 1 and words[0].low in tables.numbers  # "Eleven reached the base"
    return counted or any(w.low in weapons for w in near)


def _of_weapons(words: Sequence[Word], last: int, tables: Tables) -> bool:
    # "caught seventy drones above eastern Syria".
    weapons = tables.words["weapon_air"] | tables.words["weapon_shell"]
    return any(w.low in weapons for w in words[last : last + 3])


def _sends_weapons(words: Sequence[Word], last: int, tables: Tables) -> bool:
    # "sent ten drones against the plant", not "sent missiles to the Houthis".
    lows = [w.low for w in words[last : last + 12]]
    weapons = tables.words["weapon_air"] | tables.words["weapon_shell"]
    at = next((k for k, low in enumerate(lows[:5]) if low in weapons), None)
    return at is not None and bool({"against", "at", "into", "crashing"} & set(lows[at + 1 :]))
