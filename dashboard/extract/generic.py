"""Acts told of in general: habits of the past, shares of those asked, "those who were hit"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables


def in_general(frame: Frame, tables: Tables) -> bool:
    """
    Recognise "have attacked convoys in the past", "those who were taken hostage".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    tables
        Rule tables.

    Returns
    -------
    general
        True there, for "a third of the patients had been hit by fragments", "how piracy works",
        "sentenced to death" and "since Russia's invasion of Ukraine": none of these is one act.
    """
    if frame.main.noun:
        told = _a_matter(frame, tables) or _sentenced(frame) or _landmark(frame)
        told = told or _before_a_court(frame)
    else:
        told = _in_the_past(frame) or _those_who(frame, tables) or _share(frame)
        told = told or _calm_since(frame) or _served(frame)
    return told or _convicted(frame)


def _served(frame: Frame) -> bool:
    # "a man who had fought for Islamic State in Raqqa".
    fought = frame.main.text.lower() == "fought" and frame.after(1) == ["for"]
    return fought and "who" in frame.before(3)


def _calm_since(frame: Frame) -> bool:
    # "Damascus has been calm since the army retook the suburbs": only says since when.
    before = frame.before(9)
    calm = "since" in before and _CALM & set(before[: before.index("since")])
    return bool(calm) and not {",", "and"} & set(before[before.index("since") :])


_CALM = vocabulary("calm quiet peaceful stable rare safe closed open empty")


def _before_a_court(frame: Frame) -> bool:
    # "The trial of 14 men over the bombing of a mosque opened in Kuwait City": the court's place;
    # not "over an attack on a police station in Rask".
    if not _COURT & set(frame.before(14)):
        return False
    words, last = frame.marked.words, frame.main.last
    there = next((p.first for p in frame.places if p.first >= last), None)
    return there is None or bool({w.low for w in words[last:there]} & _OPENED)


_COURT = vocabulary("trial charged indicted sentenced convicted jailed acquitted lawsuit verdict")
_OPENED = vocabulary("opened began resumed starts opens begins started ended adjourned was will")


def _in_the_past(frame: Frame) -> bool:
    # "The militants have attacked convoys in the past", not "in the past week".
    words, main = frame.marked.words, frame.main
    lows = [w.low for w in words[main.last : main.last + PAST_REACH]]
    for at in range(len(lows) - 2):
        if lows[at : at + 3] == ["in", "the", "past"]:
            past = main.last + at
            if any(p.first < past for p in frame.places):
                return False
            after = words[past + 3 :]
            return not after or not after[0].key or after[0].low in _GOES_ON
    return frame.before(3) == ["in", "the", "past"]


PAST_REACH = 14
_GOES_ON = vocabulary("but and or when while though although has have had he she they it said")


def _those_who(frame: Frame, tables: Tables) -> bool:
    # "photographs of those who were taken hostage", "crews of ships that were attacked before".
    words, main = frame.marked.words, frame.main
    counted = any((n.low or 0) > 1 for n in frame.marked.numbers)
    there = any(p.first > main.first for p in frame.places)
    if there or frame.dates or counted or not main.passive:
        return False
    at = main.first - 1
    while at > 0 and words[at].low in tables.words["auxiliary"] | _EVER:
        at -= 1
    if at < 1 or words[at].low not in _WHO:
        return False
    head, before = words[at - 1].low, words[at - 2].low if at > 1 else ""
    return head in _ANY or (head in _KINDS and before in _BARE)


_EVER = vocabulary("ever once previously already either")
_WHO = vocabulary("who that")
_ANY = vocabulary("those anyone anybody everyone everybody someone people all")
_KINDS = vocabulary(
    "ships vessels tankers towns villages cities journalists soldiers sailors crews"
)
_BARE = vocabulary("on of for with to from in by about any all other some")


def _share(frame: Frame) -> bool:
    # "a third had been hit by metal fragments", "one in nine was wounded", "of 2,412 patients".
    words, main = frame.marked.words, frame.main
    if frame.places or frame.dates:
        return False
    lows = [w.low for w in words[max(0, main.first - 9) : main.first]]
    part = any(a in {"a", "one"} and b in _FRACTIONS for a, b in pairwise(lows))
    asked = {w.low for w in words} & _ASKED
    return bool(asked) and (part or "half" in lows or "cent" in lows or "in" in lows)


_FRACTIONS = vocabulary("third quarter fifth sixth tenth")
_ASKED = vocabulary("patients respondents asked surveyed questioned polled survey poll study files")


def _convicted(frame: Frame) -> bool:
    # "among them men convicted of killing tourists": a kind of crime, no day and no place.
    if any(p.first > frame.main.first for p in frame.places) or frame.dates:
        return False
    return bool({("convicted", "of"), ("guilty", "of")} & set(pairwise(frame.before(4))))


def _a_matter(frame: Frame, tables: Tables) -> bool:
    # "how piracy works", "wounds caused by blast": the thing as such.
    words, main = frame.marked.words, frame.main
    acts = {t.family for t in frame.triggers if t is not main}
    if acts - {"harm", "impact", "takeover"} or main.plural or main.text.lower() not in _MATTERS:
        return False
    before = words[main.first - 1].low if main.first else ""
    named = before in tables.words["determiner"] or before in {"of", "act", "acts", "suspected"}
    placed = any(p.first >= main.last for p in frame.places)
    return not named and (main.first == 0 or not placed)  # "Piracy off Somalia fell"


_MATTERS = vocabulary("piracy blast")


def _sentenced(frame: Frame) -> bool:
    # "had been sentenced to death by a court in Sanaa", "threatened with death".
    if frame.main.text.lower() != "death":
        return False
    row = frame.after(1)[:1] in (["row"], ["penalty"], ["sentence"], ["sentences"])
    return row or bool(_DOOMED & set(pairwise(frame.before(3))))


_DOOMED = frozenset(
    {("sentenced", "to"), ("condemned", "to"), ("put", "to"), ("threatened", "with")}
)


def _landmark(frame: Frame) -> bool:
    # "has bought a thousand tanks since Russia's invasion of Ukraine": only says since when.
    main = frame.main
    return main.text.lower() == "invasion" and bool({"since", "before"} & set(frame.before(6)))
