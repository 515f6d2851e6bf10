"""What is only a chance: "the risk of being hit", "a threat of seizure and of drone attack"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables


def at_risk_of(words: Sequence[Word], first: int) -> bool:
    """
    Read "the risk of being hit by a missile", "in danger of being shelled".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word that tells of the act.

    Returns
    -------
    risk
        True there, and for "fear of getting shot".
    """
    left = [w.low for w in words[max(0, first - 7) : first]]
    if not {"being", "getting"} & set(left[-2:]):
        return False
    return any(a in _PERILS and b == "of" for a, b in pairwise(left))


def chance_of(words: Sequence[Word], first: int, tables: Tables) -> str:
    """
    Read "the threat of missile, drone or boat attack", "the probability of a strike on Iran".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the noun that tells of the act.
    tables
        Rule tables.

    Returns
    -------
    chance
        The noun, where no verb stands between; also in "to examine allegations of gas attacks".
    """
    at, governed = first - 1, False
    listed = first > 1 and [w.low for w in words[first - 2 : first]] in ([",", "of"], ["and", "of"])
    while at >= max(0, first - CHANCE_REACH):
        word = words[at]
        if word.low in _CHANCES and governed:
            return word.low
        if word.low in _ALLEGED and words[at + 1].low == "of":
            looked = {w.low for w in words[max(0, at - 4) : at]} & _LOOKED_INTO
            return word.low if looked else ""
        if (
            word.low in _BREAKS - ({"by"} if listed else set())
            or word.low in tables.words["be"]
            or word.low in tables.words["say"]
        ):
            return ""
        governed = governed or word.low in {"of", "from"}
        at -= 1
    return ""


CHANCE_REACH = 14
_CHANCES = vocabulary(
    "threat threats risk risks danger probability likelihood odds possibility spectre specter",
    "prospect chance chances",
)
_ALLEGED = vocabulary("allegations claims reports accusations")
_LOOKED_INTO = vocabulary(
    "examine examining investigate investigating verify verifying assess assessing probe probing",
)
_BREAKS = vocabulary(
    "that which who whom whose after following by since when where while but because despite had",
    'has have . ; : this these those "',
)
_PERILS = vocabulary(
    "risk risks danger dangers fear fears chance chances odds threat likelihood possibility",
    "prospect afraid",
)


def only_thought(words: Sequence[Word], first: int, tables: Tables) -> str:
    """
    Read "Residents first thought of a car bomb", "in fear that she had been hijacked".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word that tells of the act.
    tables
        Rule tables.

    Returns
    -------
    thought
        The word that says that somebody only thought so; empty for what officials believe, and for
        people who are "feared killed".
    """
    begin = max(0, first - THOUGHT_REACH)
    left = [w.low for w in words[begin:first]]
    at = max((k for k, low in enumerate(left) if low in _THOUGHT), default=None)
    if at is None:
        return ""
    far = 6 if left[at].startswith("mist") else 3  # "mistook the bang for a bombing"
    if not _LEADS & set(left[at + 1 : at + far]):
        return ""
    if {",", ";", '"', "but", "after", "when", "and"} & set(left[at + 1 :]):
        return ""
    if "to" in left[at + 1 : at + 2] or words[first].low in tables.words["killed"]:
        return ""
    who = {w.low for w in words[max(0, begin + at - 6) : begin + at]}
    return "" if who & _JUDGES or words[first].low in tables.words["injured"] else left[at]


THOUGHT_REACH = 10
_THOUGHT = vocabulary(
    "thought thinking thinks believing feared fearing fear fears assumed assuming convinced",
    "imagined mistook mistaken mistaking rumours rumors sounded afraid worried mistake wondered",
)
_LEADS = vocabulary("that of for it like at")
_JUDGES = vocabulary(
    "officials official investigators investigator police army military analysts experts officers",
    "sources source intelligence officer ministry government",
)
