"""Deaths by nobody's attack: in bed, by one's own hand, at home, for money, by a slipped gun."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked

OLD, OLDEST = 70, 110


def died_otherwise(frame: Frame, sentences: Sequence[Marked]) -> bool:
    """
    Say whether somebody died or was hurt, but by nobody's attack.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    sentences
        All sentences of the report.

    Returns
    -------
    otherwise
        True for "has died aged 88", "The conscript shot himself", "killed his wife" and "when a
        colleague's pistol went off"; and for what is told of a long life that ended.
    """
    if _natural(frame) or _by_own_hand(frame, sentences) or _of_a_life(frame, sentences):
        return True
    return _at_home(frame) or _slipped(frame)


def _natural(frame: Frame) -> bool:
    # "who died in his sleep in Peshawar on Saturday", "has died aged 88".
    if {t.family for t in frame.triggers} != {"harm"} or frame.main.noun:
        return False
    if frame.main.text.lower() not in {"died", "dies"}:
        return False
    lows = [w.low for w in frame.marked.words[frame.main.last :]]
    if lows[:1] == ["of"] and _OF_WHAT & set(lows[1:4]):
        return True  # "Farmers plough there, and some have died of it", "died of a heart attack"
    for at, low in enumerate(lows):
        old = low in {"aged", "of", "at"} and lows[at + 1 : at + 2] and _age(lows[at + 1]) >= OLD
        if low == "home" and lows[at - 1 : at] and lows[at - 1] in {"her", "his", "at"}:
            return not {"strike", "bomb", "rocket", "shell", "when", "drone"} & set(lows)
        if low in {"sleep", "peacefully"} or (
            old and (low in {"aged", "at"} or lows[at - 1] == "age")
        ):
            return True
    return False


def _by_own_hand(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "the inquiry into the death of a conscript. The young man shot himself, a report says".
    if {t.family for t in frame.triggers} != {"harm"}:
        return False
    here = frame.marked.sentence.index
    for told in sentences[here : here + 3]:
        pairs = set(pairwise(w.low for w in told.words))
        if pairs & _OWN_HAND:
            return True
    return False


_OWN_HAND = frozenset(
    {
        *(("shot", "himself"), ("shot", "herself"), ("hanged", "himself"), ("hanged", "herself")),
        *(("own", "life"), ("committed", "suicide")),
    }
)


def _of_a_life(frame: Frame, sentences: Sequence[Marked]) -> bool:
    # "The general, who has died aged 88 in Amman, liked to say that he had been shot at".
    if frame.dates or (frame.marked.sentence.index > LEAD and frame.places):
        return False
    return any(_died_old(m) for m in sentences[:LEAD])


LEAD = 3  # sentences


def _died_old(marked: Marked) -> bool:
    lows = [w.low for w in marked.words]
    at = next((k for k, low in enumerate(lows) if low in {"died", "dies"}), None)
    if at is None:
        return False
    after = lows[at + 1 : at + 14]
    return any(a in {"aged", "at", "of"} and OLD <= _age(b) < OLDEST for a, b in pairwise(after))


def _age(word: str) -> int:
    return int(word) if word.isdigit() else 0


def _at_home(frame: Frame) -> bool:
    # "killed his wife and two children in a quarrel", "Thieves shot a jeweller dead".
    words, main = frame.marked.words, frame.main
    if main.noun:
        return False
    if main.family in {"harm", "killing"} and _DISEASES & set(frame.before(3)):
        return True  # "Covid killed 40 people in Basra"
    by = set(frame.after(4)) & _RELATIVES if frame.after(1) == ["by"] else set()
    if by or _TRIFLES & set(frame.after(14)):
        return True  # "had been kidnapped by her uncle", "was stabbed over a fare"
    whom = [w.low for w in words[main.last : main.last + 3]]
    who = {w.low for w in words[max(0, main.first - 4) : main.first]}
    kin = whom[:1] in (["his"], ["her"]) and bool(set(whom) & _KIN)
    if kin and who & _SOMEBODY and not main.passive:
        return True
    return bool(_THIEVES & who) and "and" not in who


_OF_WHAT = vocabulary(
    "it hunger thirst cold cholera cancer stroke heart exposure malnutrition starvation heatstroke",
    "pneumonia diphtheria measles dehydration disease",
)
_DISEASES = vocabulary(
    "covid coronavirus measles typhoid dengue malaria cancer ebola influenza flu"
)
_RELATIVES = vocabulary("uncle aunt cousin cousins brother father husband wife neighbour relatives")
_TRIFLES = vocabulary("fare debt dowry inheritance parking")
_SOMEBODY = vocabulary(
    "man gunman husband father youth woman wife officer policeman soldier who he she"
)
_KIN = vocabulary("wife husband mother father sister brother daughter son children family cousin")
_THIEVES = vocabulary(
    "thief thieves robber robbers burglar burglars pickpocket pickpockets muggers"
)


def _slipped(frame: Frame) -> bool:
    # "was wounded when a colleague's pistol went off", "died in an incident unrelated to combat".
    lows = [w.low for w in frame.marked.words]
    for at, pair in enumerate(pairwise(lows)):
        if pair == ("went", "off") and set(lows[max(0, at - 2) : at]) & _GUNS:
            return True
    calm = ("unrelated", "to") in pairwise(lows) and "combat" in lows
    harm = {t.family for t in frame.triggers} <= {"harm", "incident"}
    return harm and (calm or "non-combat" in lows)


_GUNS = vocabulary("pistol rifle gun weapon firearm shotgun revolver")
