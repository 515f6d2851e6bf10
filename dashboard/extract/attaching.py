"""Which act of a sentence each place and time belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.chains import FILL
from dashboard.extract.clauses import counted_from
from dashboard.extract.lexicon import HARD, LINK_WORDS, PROJECTILES, plain_lows, vocabulary

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.naming import PlaceMention


_LISTING = vocabulary(
    ", and or & but not only in also as well then at to on over towards off another one others",
)


def attach(frames: list[Frame], marked: Marked) -> None:
    """
    Give each place and time of a sentence to the frame it belongs to.

    Parameters
    ----------
    frames
        Frames of one sentence; filled in place.
    marked
        The sentence.
    """
    if not frames:
        return
    begin = counted_from(marked, frames[0].triggers[0].first)
    for group in _place_groups(marked):
        if group[-1].last <= begin:
            continue  # "Two days after the ships off Fujairah, drones struck"
        frame = nearest(frames, group[0].first, group[-1].last, marked)
        if not followed(frame, group[0].first):
            frame.places += group
    for clock in marked.clocks:
        first, last = words_at(marked, clock[0], clock[1])
        frame = nearest(frames, first, last, marked)
        frame.clock = frame.clock or clock
    for frame in frames:
        if not frame.places:
            frame.places += (
                _whose(frame, marked) or _where_to(frame, marked) or _which(frame, marked)
            )


def followed(frame: Frame, at: int) -> bool:
    """
    Read "The attack followed the loss of a bridge at Jebel Aulia last week".

    Parameters
    ----------
    frame
        An act as one clause tells it.
    at
        Number of a word.

    Returns
    -------
    followed
        True where that word belongs to what came before the act.
    """
    main, words = frame.main, frame.marked.words
    after = [w.low for w in words[main.last : main.last + 2]]
    return main.noun and main.definite and at > main.last and after[:1] == ["followed"]


def _whose(frame: Frame, marked: Marked) -> list[PlaceMention]:
    # "The port of Hodeidah burned after jets struck its fuel tanks": the port's.
    words, last = marked.words, frame.triggers[-1].last
    if not any(w.low == "its" for w in words[last : last + 2]) or frame.main.noun:
        return []
    opens = [p for p in marked.places if p.first <= OPENING and p.last < frame.triggers[0].first]
    return [p for p in opens if p.role in {"none", "weak"} and not p.is_area][:1]


def _which(frame: Frame, marked: Marked) -> list[PlaceMention]:
    # "taken to Al-Nao hospital, which was itself hit", "the town of Saraqib, which it had taken".
    words, first = marked.words, frame.triggers[0].first
    near = range(first - 1, max(0, first - WHICH), -1)
    which = next((k for k in near if words[k].low in {"which", "where"}), None)
    if which is None or words[which - 1].text != "," or frame.main.noun:
        return []
    if any(which < t.first < first for t in marked.triggers):
        return []
    held = [p for p in marked.places if p.last == which - 1 and p.place.layer != "country"]
    had = {"had", "was", "were"} & {w.low for w in words[which:first]}
    return held if had or words[which].low == "where" else []


WHICH = 7  # words


def _where_to(frame: Frame, marked: Marked) -> list[PlaceMention]:
    # "A drone was heading for Eilat when the Iron Dome destroyed it".
    words, main = marked.words, frame.main
    it = {"it", "them"} & {w.low for w in words[main.last : main.last + 1]}
    it |= {w.low for w in words[main.last : main.last + 4]} & PROJECTILES
    stopped = main.family == "intercept" or (main.entry.base == "destroy" and bool(it))
    if not stopped or main.noun:
        return []
    bound = [p for p in marked.places if p.role == "destination" and p.last < main.first]
    after = {w.low for w in words[main.last : main.last + 5]} & PROJECTILES
    if after and not bound:  # "destroyed a drone that was heading for Khamis Mushait"
        near = (p for p in marked.places if 0 < p.first - main.last <= BOUND)
        return [p for p in near if p.role == "destination"][:1]
    return [p for p in bound if {w.low for w in words[: p.first]} & PROJECTILES][-1:]


BOUND = 10  # words
OPENING = 4  # words: the place is the sentence's subject

LIST_WORDS = FILL | _LISTING


def _place_groups(marked: Marked) -> list[list[PlaceMention]]:
    # Places that the text joins ("in Taiz and Hajjah") or nests ("Taiz, Yemen") go together.
    groups: list[list[PlaceMention]] = []
    for mention in marked.places:
        if mention.role not in {"loc", "object", "parent"}:
            continue
        between = (
            {w.low for w in marked.words[groups[-1][-1].last : mention.first]} if groups else set()
        )
        near = groups and mention.first - groups[-1][-1].last <= 7
        acts = groups and any(
            groups[-1][-1].last <= t.first < mention.first for t in marked.triggers
        )
        listed = bool(between & {"and", ",", "or", "&", "but"}) and between <= LIST_WORDS
        if groups and near and not acts and (mention.role == "parent" or listed):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def words_at(marked: Marked, start: int, end: int) -> tuple[int, int]:
    """
    Find the words of a stretch of text.

    Parameters
    ----------
    marked
        A sentence.
    start, end
        The stretch.

    Returns
    -------
    first, last
        Numbers of the first word and of the one after the last; 0 and 0 for none.
    """
    inside = [k for k, w in enumerate(marked.words) if w.start < end and start < w.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


_BREAKS = vocabulary(
    "while whereas although though but because when after before which who whose where if",
    "unless until since following amid despite",
)


def nearest(frames: list[Frame], first: int, last: int, marked: Marked) -> Frame:
    """
    Choose the act that a stretch of words is nearest to, clause by clause.

    Parameters
    ----------
    frames
        Frames of the sentence, at least one.
    first, last
        The words.
    marked
        The sentence.

    Returns
    -------
    frame
        An act that only opens another ("carried out") is the last choice.
    """
    strong = [f for f in frames if not (f.main.noun and f.main.entry.strength == "aux")]
    frames = strong or frames
    if len(frames) == 1:
        return frames[0]
    return min(frames, key=lambda f: _cost(f, first, last, marked))


def _cost(frame: Frame, first: int, last: int, marked: Marked) -> float:
    best = 1e9
    aside = _aside(frame, marked)
    apart = 16 if aside and not aside[0] <= first < aside[1] else 0
    for trigger in frame.triggers:
        if last <= trigger.first:
            between = marked.words[last : trigger.first]
            cost = len(between) + 2.0
        elif first >= trigger.last:
            between = marked.words[trigger.last : first]
            cost = float(len(between))
        else:
            return 0.0
        lows = plain_lows(between)
        cost += 9 * sum(1 for low in lows if low in _BREAKS or low in HARD)
        cost += 7 * (1 if set(lows) & LINK_WORDS else 0)
        cost += 7 * (last <= trigger.first and lows[-1:] == ["by"])  # "in Homs by firing at"
        told = sum(1 for low in lows if low in {"said", "says", "reported", "according", "told"})
        cost += (14 if last <= trigger.first else 8) * told  # "on Friday, he said, in the second"
        cost += 2.5 * lows.count(",") + 3 * lows.count("and")
        if last <= trigger.first and first > 4 and {"and", "then"} & set(lows):
            cost += 12  # "at X on Monday and then fired": of what was told before "and"
        best = min(best, cost + apart)
    return best


def _aside(frame: Frame, marked: Marked) -> tuple[int, int] | None:
    # "On Saturday the Rubymar, a ship struck by a missile on 18 Feb., sank": what the commas hold.
    words, told = marked.words, frame.triggers[0]
    if told.noun or frame.triggers[-1].last - told.first > ASIDE:
        return None
    near = range(told.first - 1, max(0, told.first - ASIDE), -1)
    opens = next((k for k in near if words[k].text == ","), None)
    if opens is None or words[opens + 1].low not in _APPOSED:
        return None
    named = words[told.first - 1]
    if words[opens + 1].low in {"a", "an"} and (not told.passive or named.low in _BE):
        return None
    last = frame.triggers[-1].last
    ends = (k for k in range(last, min(len(words) - 1, last + ASIDE)) if words[k].text == ",")
    closes = next((k for k in ends if not words[k + 1].text.isdigit()), None)
    return None if closes is None else (opens, closes)


ASIDE = 12  # words
_APPOSED = vocabulary("a an which who")
_BE = vocabulary("was were been be being is are")
