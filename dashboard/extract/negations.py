"""What did not happen, by words that say no: no ship, nobody, none of them, no evidence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.hypothetical import clause_start
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word


def without_proof(words: Sequence[Word], first: int) -> bool:
    """
    Read "no evidence that a strike took place".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word that tells of the act.

    Returns
    -------
    without
        True there.
    """
    lows = [w.low for w in words[max(clause_start(words, first), first - 9) : first]]
    return any(
        (a in {"no", "any", "without"} or "not" in lows[max(0, at - 3) : at + 1])
        and b in _PROOF
        and lows[at + 2 : at + 3] in (["that"], ["of"])
        for at, (a, b) in enumerate(pairwise(lows))
    )


_PROOF = vocabulary("evidence proof sign signs indication record trace confirmation")


def object_is_none(words: Sequence[Word], first: int) -> bool:
    """
    Read "Pirates took no ship in the Gulf of Guinea", "Jordan executed no one this year".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the verb.

    Returns
    -------
    none
        True there, not for "executed no fewer than twelve men".
    """
    after = [w.low for w in words[first + 1 : first + 4]]
    after = after[1:] if words[first].low == "carried" else after
    if after[:1] in (["nobody"], ["none"]) or after[:2] == ["no", "one"]:
        return words[first].low in _DOES
    none = after[:1] in (["no"], ["nothing"]) and after[1:2] not in (["fewer"], ["less"])
    return none and words[first].low in _TAKES


_TAKES = vocabulary("took take taken takes seized seize captured fired launched dropped carried")
_DOES = vocabulary(
    "executed hanged beheaded attacked attacks bombed shelled kidnapped arrested abducted invaded",
    "invades raided assassinated stabbed ambushed seized seizes captured took fired",
)


def none_of(words: Sequence[Word], at: int) -> bool:
    """
    Read "although no vessel has been attacked", "None of the three has stopped a shell".

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of the word before the verb.

    Returns
    -------
    none
        True there, not for "no fewer than twelve people were killed".
    """
    if at > 0 and words[max(0, at - 4)].low in {"none", "neither"}:
        return True
    for k in range(max(0, at - 2), at):
        if words[k].low == "no":
            return words[k + 1].low not in {"fewer", "less", "more", "sooner", ".", "doubt"}
    return of_no_subject(words, at)


def of_no_subject(words: Sequence[Word], at: int) -> bool:
    """
    Read "said no American base in Iraq had been attacked".

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of the word before the verb.

    Returns
    -------
    none
        True there, not for "with no warning the army shelled the town".
    """
    for k in range(at, max(0, at - SUBJECT) - 1, -1):
        if words[k].low == "no":
            opens = k == 0 or words[k - 1].low in _BEFORE_NO or not words[k - 1].key
            return opens and bool({w.low for w in words[k + 1 : k + 3]} & _NOUNS_OF_NO)
        if not words[k].key or words[k].low in _CLAUSES:
            break
    return False


SUBJECT = 9  # words
_CLAUSES = vocabulary("after following by and that which when said since over who")
_BEFORE_NO = vocabulary("that said says added but and while confirmed insisted")
_NOUNS_OF_NO = vocabulary(
    "base bases ship ships vessel vessels tanker tankers aircraft plane jet jets drone missile",
    "missiles rocket rockets soldier soldiers troops civilian civilians target facility site",
    "attack strike strikes shot shots bomb bombs town village position positions country citizen",
)


def made_safe(words: Sequence[Word], last: int) -> bool:
    """
    Read "A car bomb was found outside a school", "discovered a roadside bomb and defused it".

    Parameters
    ----------
    words
        Words of the sentence.
    last
        The word after the noun that tells of the act.

    Returns
    -------
    safe
        True where the noun is a bomb that somebody found or defused.
    """
    if words[last - 1].low not in {"bomb", "bombs"}:
        return False
    after = [w.low for w in words[last : last + 3]]
    if after[:1] in (["was"], ["were"]) and set(after[1:]) & _MADE_SAFE:
        return True
    left = [w.low for w in words[max(0, last - 6) : last]]
    return bool(set(left) & _MADE_SAFE) and "after" not in left


_MADE_SAFE = vocabulary(
    "found discovered defused dismantled disarmed neutralised neutralized deactivated uncovered",
    "detected",
)
