"""Mentions that point back at the act told last: "it had been fired", "most were intercepted"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.document import Word
    from dashboard.extract.events import Draft

_PART_OF = vocabulary("most all them which both majority they remaining rest others")
_SOME = vocabulary("some several many one two")
_MOST_OF = ["most", "of", "the"]


def measured(frame: Frame) -> bool:
    """
    Read "it is the deepest strike in Lebanon since 2006": a measure of what was told.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    measured
        True where it tells nothing new.
    """
    main, words = frame.main, frame.marked.words
    before = [w.low for w in words[max(0, main.first - 12) : main.first]]
    verbs = [at for at, low in enumerate(before) if low in _COPULA]
    tail = before[verbs[-1] + 1 :] if verbs else []
    after = {w.low for w in words[main.last : main.last + 16]}
    top = any(low.endswith("est") or low in {"worst", "most"} for low in tail)
    it_was = [w.low for w in words[:1]] == ["it"] and not frame.dates and "on" not in tail
    # "It was the first attack on Emirati soil that they acknowledged".
    counted = it_was and bool(set(tail[1:]) & _NUMBERED)
    return main.noun and tail[:1] == ["the"] and (counted or (top and bool(after & _COMPARED)))


_NUMBERED = vocabulary("first second third fourth fifth sixth seventh eighth ninth tenth latest")
_COPULA = vocabulary("is was were are been")


_COMPARED = vocabulary("since ever history decade decades years year month weeks")


def _the_weapons(frame: Frame) -> bool:
    # "said that it had fired the rockets": those that were told of.
    words, main = frame.marked.words, frame.main
    after = [w.low for w in words[main.last : main.last + 2]]
    return main.family == "launch" and after[:1] == ["the"] and after[-1] in _WEAPONS


_WEAPONS = vocabulary("rocket rockets missile missiles drone drones shell shells mortar shots bomb")


def _it_was_fired(frame: Frame) -> bool:
    # "said the missile had been launched from Yemen", "it had been fired by the militia".
    words, main = frame.marked.words, frame.main
    if main.family != "launch" or not main.passive:
        return False
    before = [w.low for w in words[max(0, main.first - 9) : main.first] if w.low not in _BEEN]
    told = before[-2:-1] in (["the"], ["those"], ["these"]) and before[-1] in _WEAPONS
    return told or before[-1:] in (["it"], ["they"])


def _the_others(held: Draft, frame: Frame) -> bool:
    # "shot down one of them and the other two blew up", "spoke of an attack by aircraft",
    # "before they were driven off".
    words, main = frame.marked.words, frame.main
    before = [w.low for w in words[max(0, main.first - 4) : main.first]]
    here = held.frames[-1].marked is frame.marked
    rest = here and "the" in before and bool(set(before) & {"other", "others", "rest"})
    told = main.noun and any(pair in " ".join(before) for pair in ("spoke of", "speaks of"))
    back = main.family == "repel" and main.passive and "they" in before and here
    return rest or told or back


def stopped_whole(frame: Frame) -> bool:
    """
    Read "It was intercepted", "The missile was shot down": what became of all that was told of.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    stopped
        False where another weapon, or some of them, is the subject.
    """
    words, main = frame.marked.words, frame.main
    passive = main.passive or main.text.lower().split()[0] in {"was", "were"}
    if main.family != "intercept" or not passive or frame.places or frame.dates:
        return False
    lows = [w.low for w in words[: main.first]]
    before = [low for low in lows if low not in _BEEN][-3:]
    pronoun = before in (["it"], ["they"], ["both"], ["all"])
    if before[-2:-1] in (["and"], ["but"]) and before[-1] in {"both", "all"}:
        return True  # "two rockets were launched at Ashkelon and both were intercepted"
    return pronoun or (before[-2:-1] == ["the"] and before[-1] in _WEAPONS and len(before) == 2)


_BEEN = vocabulary("had has have been was were also apparently reportedly probably likely")


def _points_back(frame: Frame) -> bool:
    # "they had fired it": the weapon that was told of.
    after = [w.low for w in frame.marked.words[frame.main.last : frame.main.last + 1]]
    return frame.main.family == "launch" and not frame.main.noun and after in (["it"], ["them"])


def pointed_at(drafts: Sequence[Draft], frame: Frame) -> Draft | None:
    """
    Find the event that "in that attack" points at.

    Parameters
    ----------
    drafts
        Events so far.
    frame
        An act as one clause tells it.

    Returns
    -------
    event
        The one told last, whatever the story stands on; None where nothing points.
    """
    return last_told(drafts, frame.marked) if says_that(frame.marked.words, frame) else None


def one_of_those(held: Draft, frame: Frame) -> bool:
    """
    Read "Two cars blew up outside the ministry. The first rammed its wall. The second exploded".

    Parameters
    ----------
    held
        The event told last.
    frame
        An act as one clause tells it.

    Returns
    -------
    one
        True where the text counts again the bombs that were told of, and gives no other place.
    """
    main, words = frame.main, frame.marked.words
    if main.noun or frame.places or main.family not in _COUNTED_OFF:
        return False
    lows = [w.low for w in words[:3]]
    if lows[:1] != ["the"] or lows[1] not in _NTH or main.first > OPENING:
        return False
    here = frame.marked.sentence.index
    told = [f for f in held.frames if 0 < here - f.marked.sentence.index <= NEAR]
    return any(w.low in _SEVERAL for f in told for w in f.marked.words[: f.triggers[-1].last + 1])


OPENING, NEAR = 6, 3  # words; sentences
_COUNTED_OFF = frozenset({"burst", "blast", "bomb", "impact", "strike", "damage"})
_NTH = vocabulary("first second third other others last")
_SEVERAL = vocabulary("two three four five six several twin both pair first")


def means_it(held: Draft, frame: Frame) -> bool:
    """
    Say whether an act without a place is the one told last.

    Parameters
    ----------
    held
        The event told last.
    frame
        An act as one clause tells it.

    Returns
    -------
    means
        True for "they had fired the rockets", "returned fire", "the other two blew up".
    """
    answered = "return" in frame.main.text.lower() and not frame.dates  # "returned fire"
    answered = answered or _it_was_fired(frame) or _the_others(held, frame)
    answered = answered or stopped_whole(frame) or _at_him(held, frame)
    return answered or _the_weapons(frame) or _points_back(frame) or _one_of_them(held, frame)


def _at_him(held: Draft, frame: Frame) -> bool:
    # "killed a commander in Nabatieh ... The army said it had targeted him": the same strike.
    main, words = frame.main, frame.marked.words
    after = [w.low for w in words[main.last : main.last + 1]]
    near = 0 < frame.marked.sentence.index - held.frames[-1].marked.sentence.index <= NEAR
    told = near and not main.noun and not main.passive and not frame.dates
    harmed = any(t.family in {"harm", "killing"} for f in held.frames for t in f.triggers)
    return told and harmed and after in (["him"], ["her"]) and main.family in _BLOWS


_BLOWS = frozenset({"strike", "attack", "killing", "air", "harm"})


def _one_of_them(held: Draft, frame: Frame) -> bool:
    # "hit two stations and set fire to one of them": what the same act did.
    if frame.main.noun or held.frames[-1].marked is not frame.marked:
        return False
    after = [w.low for w in frame.marked.words[frame.main.last : frame.main.last + 3]]
    return after[:1] in (["it"], ["them"]) or after[1:] == ["of", "them"]


def fell_of_them(held: Draft, frame: Frame) -> bool:
    """
    Read "Most were intercepted, but one hit a house", "They came down near Haspin".

    Parameters
    ----------
    held
        The event told last.
    frame
        An act as one clause tells it.

    Returns
    -------
    fell
        True where weapons of a salvo told of just before are its subject.
    """
    main, told = frame.main, held.frames[-1]
    struck = main.passive and main.family != "impact"
    if main.noun or struck or main.family not in _COMES_DOWN or frame.dates:
        return False
    if not 0 <= frame.marked.sentence.index - told.marked.sentence.index <= 1:
        return False
    stopped = held.event_type == "interception"
    if not stopped and not any(
        t.family == "launch" and not t.noun for f in held.frames for t in f.triggers
    ):
        return False
    lows = [w.low for w in frame.marked.words[: main.first] if w.low not in _BEEN]
    if set(lows[-4:]) & _DEBRIS and stopped:
        return True  # "a piece of one came down in a quarter of Amman"
    subject = lows[-3:] if lows[-2:] == ["of", "them"] else lows[-1:]
    opens = lows[: -len(subject)][-1:]
    return bool(subject) and subject[0] in _SALVO and (not opens or opens[0] in _OPENERS)


def same_ship(held: Draft, frame: Frame) -> bool:
    """
    Read "She was then hit by a projectile", "An hour later a missile struck her deck".

    Parameters
    ----------
    held
        The event told last.
    frame
        An act as one clause tells it.

    Returns
    -------
    same
        True where the ship attacked is hit once more on the same day, and no place is told.
    """
    if held.event_type != "attack_on_shipping" or frame.places or frame.main.noun:
        return False
    shifts = [d.shift for d in frame.dates]
    later = "again" not in {w.low for w in frame.marked.words}
    later = later and all(
        s is not None and s.unit == "day" and s.low == s.high == 0 for s in shifts
    )
    main, words = frame.main, frame.marked.words
    before = {w.low for w in words[max(0, main.first - 4) : main.first]} if main.passive else set()
    after = {w.low for w in words[main.last : main.last + 2]}
    near = frame.marked.sentence.index - held.frames[-1].marked.sentence.index <= 1
    return later and near and main.family in _COMES_DOWN and bool({"she", "her"} & (before | after))


_DEBRIS = vocabulary("debris fragments wreckage shrapnel piece pieces remains parts")
_COMES_DOWN = frozenset({"strike", "impact", "damage"})
_SALVO = vocabulary("one two three four five some several they it others both all most none")
_OPENERS = vocabulary("but and , ; while though although that : said")


def partly_stopped(frame: Frame) -> bool:
    """
    Read "most were intercepted": a salvo partly hit, partly stopped is one event.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    stopped
        True where it tells what became of weapons told of before.
    """
    if frame.main.family != "intercept":
        return False
    after = [w.low for w in frame.marked.words[frame.main.last : frame.main.last + 3]]
    if after[0:1] and after[0] in _PART_OF | _SOME and after[1:] == ["of", "them"]:
        return True
    if _share_of(frame):
        return True
    if not frame.main.passive:  # "downed most of the missiles"
        return (
            len(after) == len(_MOST_OF)
            and after[0] in _PART_OF | _SOME
            and after[1:] == _MOST_OF[1:]
        )
    lows = [w.low for w in frame.marked.words[: frame.main.first]]
    end = len(lows)
    while end and lows[end - 1] in _BEEN:
        end -= 1
    end -= 2 if lows[max(0, end - 2) : end] == ["of", "them"] else 0
    counted = any(n.last == end for n in frame.marked.numbers) or set(lows[end - 1 : end]) & _SOME
    parts = any(low in _PART_OF | _SOME and of == "of" for low, of in itertools.pairwise(lows))
    return bool(counted) or parts or bool(set(lows[-9:]) & _PART_OF)


def _share_of(frame: Frame) -> bool:
    # "intercepted about 90 percent of the rockets", "shot down the majority of the drones".
    words, last = frame.marked.words, frame.main.last
    lows = [w.low for w in words[last : last + 7]]
    at = next((k for k, low in enumerate(lows) if low == "of"), 0)
    shares = bool(at) and lows[at - 1] in _SHARES and not frame.places
    return shares and lows[at + 1 : at + 2] in (["the"], ["them"], ["those"], ["these"])


_SHARES = vocabulary("percent % cent majority bulk most all many several some number")
_THAT = vocabulary("attack strike raid assault bombing incident occasion blast one clash shooting")


def says_that(words: Sequence[Word], frame: Frame | None = None) -> bool:
    """
    Say whether a sentence points at the act told last, whatever came before it.

    Parameters
    ----------
    words
        Its words.
    frame
        The act in it that may be meant; only words up to it count, unless it tells of the harm.

    Returns
    -------
    that
        True for "In that attack two died", "That one wounded three", "hurt on that occasion".
    """
    lows = [w.low for w in words]
    if frame is not None and any(t.family != "harm" for t in frame.triggers):
        lows = lows[: frame.triggers[0].last]
    opens = lows[:1] == ["that"] and lows[1:2] and lows[1] in _THAT
    led = any(
        lows[k - 1] in {"in", "on"} and low == "that" and lows[k + 1] in _THAT - {"one"}
        for k, low in enumerate(lows[:-1])
    )
    return bool(opens) or led


def last_told(drafts: Sequence[Draft], before: Marked) -> Draft | None:
    """
    Give the act that was told last before a sentence.

    Parameters
    ----------
    drafts
        Events so far.
    before
        The sentence.

    Returns
    -------
    draft
        None where no event was told.
    """
    here = before.sentence.start
    told = [
        (f.triggers[0].start, number)
        for number, d in enumerate(drafts)
        for f in d.frames
        if f.triggers[0].start < here and not f.marked.sentence.heading
    ]
    return drafts[max(told)[1]] if told else None
