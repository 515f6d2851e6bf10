"""
Which act of a sentence each date belongs to.

A date of a sentence is one of six things: the day of an act, the day of a statement ("said on
Monday"), a day still to come ("will meet on Friday"), a measure ("the deadliest raid since May"), a
day that counts from one told before ("a day later"), or a tie between two acts ("two days after
rockets hit X"), which dates either by the other.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.attaching import followed, nearest, words_at
from dashboard.extract.clauses import Tie
from dashboard.extract.lexicon import HARD, LINK_WORDS, REMEMBERING, vocabulary
from dashboard.extract.spoken import NEAR_WORDS, of_speech

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.dates import DateMention
    from dashboard.extract.tables import Tables

RANKED = 10  # words between "the deadliest" and "since May"


def attach_dates(frames: list[Frame], marked: Marked, tables: Tables) -> None:
    """
    Give each date of a sentence to the act it dates.

    Parameters
    ----------
    frames
        Frames of one sentence; filled in place.
    marked
        The sentence.
    tables
        Rule tables.
    """
    inside: list[tuple[int, int]] = []  # stretches that a "day after" governs
    for mention in marked.dates:
        if mention.governs:
            first, last = words_at(marked, mention.start, mention.end)
            inside.append((last, clause_end(marked, last)))
            _tie(frames, marked, mention, first, inside[-1])
    for mention in marked.dates:
        first, last = words_at(marked, mention.start, mention.end)
        speech = mention.governs or of_speech(marked, first, tables)
        if speech or _to_come(marked, first) or _measures(marked, mention, first):
            continue
        if (mention.since and _of_what_was(marked, first)) or _aside(marked, first):
            continue
        told = mention.first is not None and _who_had(marked, first, last)
        if told or _no_day_of_its_own(marked, last):
            continue
        held = [span for span in inside if span[0] <= first < span[1]]
        pool = [f for f in frames if all(_starts_in(f, s) == (s in held) for s in inside)]
        if not pool:
            continue
        if mention.since:
            pool = _told_before_since(pool, marked, first) or pool
        pool = [f for f in pool if not _across(f, frames, first, last)] or pool
        begin = first - 1 if marked.words[first - 1].low in {"since", "from", "until"} else first
        owner = nearest(pool, begin, last, marked)
        gap = [w.low for w in marked.words[owner.triggers[-1].last : first]]
        past = _of_the_clause_before(owner, marked, last) or followed(owner, first)
        if _answers(gap) or past:
            continue  # "a response to the missile of 5 July": the other's day
        owner.dates.append(mention)
    _date_what_was_when(frames, marked)


def _date_what_was_when(frames: Sequence[Frame], marked: Marked) -> None:
    # "the worst since August 2011, when a helicopter was shot down": the day of what follows.
    for mention in marked.dates:
        last = words_at(marked, mention.start, mention.end)[1]
        when = [w.low for w in marked.words[last : last + 2]] == [",", "when"]
        if mention.first is None or not when:
            continue
        told = next((f for f in frames if f.triggers[-1].first > last), None)
        if told is not None and not told.dates:
            told.dates.append(replace(mention, since=False))


def _across(frame: Frame, frames: Sequence[Frame], first: int, last: int) -> bool:
    # "On Monday, in answer to the bombing, jets hit", "fired in response to Thursday's raids on".
    words, begin = frame.marked.words, frame.triggers[0].first
    if last <= begin:
        said = words[first - 1].low if first else ""
        if said in LINK_WORDS and words[last].low in {"for", "to"} and frame.main.noun:
            return True  # "retaliated on Saturday for the killing of"
        nearer = any(last <= f.triggers[0].first < begin for f in frames)
        return not nearer and _answers([w.low for w in words[last:begin]])
    return _answers([w.low for w in words[frame.triggers[-1].last : first]])


def _answers(lows: Sequence[str]) -> bool:
    # "in reply to the raid", not "bombed the city in revenge that February".
    return any(
        low in LINK_WORDS and (low.startswith("aveng") or after in {"to", "for", "against"})
        for low, after in pairwise([*lows, ""])
    )


def _of_the_clause_before(owner: Frame, marked: Marked, last: int) -> bool:
    # "lost its last village in March 2019 but its remnants have kept up attacks".
    gap = [w.low for w in marked.words[last : owner.triggers[0].first]]
    return gap[:1] == ["but"] and bool({"has", "have", "had"} & set(gap))


def _told_before_since(pool: Sequence[Frame], marked: Marked, first: int) -> list[Frame]:
    # "missiles have been fired since the coalition entered the war in March": what it dates is
    # told before "since".
    words = marked.words
    at = max((k for k in range(max(0, first - 12), first) if words[k].low == "since"), default=0)
    clause = any(at < t.first < first for t in marked.triggers)
    return [f for f in pool if f.triggers[0].first < at] if at and clause else []


def _of_what_was(marked: Marked, first: int) -> bool:
    # "took the airport, which the army had held since May".
    lows = [w.low for w in marked.words[max(0, first - 9) : first]]
    which = [k for k, low in enumerate(lows) if low in {"which", "that", "who"}]
    return bool(which) and bool(_HELD & set(lows[which[-1] :]))


def _who_had(marked: Marked, first: int, last: int) -> bool:
    # "closed on Saturday to bury five men who died when gunmen stormed": the day of the burial.
    if any(t.first < first for t in marked.triggers):
        return False
    begin = next((t.first for t in marked.triggers if t.first >= last), last)
    buried = {w.low for w in marked.words[last : last + 4]} & _MOURNS
    words = marked.words[max(last, begin - (FAR_WHO if buried else NEAR_WHO)) : begin]
    who = next((k for k, w in enumerate(words) if w.low in {"who", "whose", "whom"}), None)
    return who is not None and all(w.key for w in words[who:])


def _aside(marked: Marked, first: int) -> bool:
    # "reported two wounded in Khiam, a town that most people left in October", "The group, which
    # ended a truce in November 2022, has carried out most such attacks".
    words = marked.words
    if first > 1 and _in_a_clause(marked, first):
        return True
    begin = max((t.last for t in marked.triggers if t.last <= first), default=first)
    which = [
        k
        for k in range(begin + 1, first)
        if words[k].low in _WHICH and words[k - 1].low not in _PREPOSITIONS
    ]
    if not which:
        return False
    at = which[-1]
    lows = {w.low for w in words[at + 1 : first]}
    apposed = any(w.text == "," for w in words[begin:at])
    last = next((t for t in reversed(marked.triggers) if t.last <= at), None)
    told = last is not None and last.noun and last.last >= at - 1  # "a raid which came on Sunday"
    return apposed and not told and not lows & _COMES and "," not in lows


def _in_a_clause(marked: Marked, first: int) -> bool:
    # Between ", who" and the next comma no act is told, and the first one comes after it.
    words = marked.words
    opens = (k for k in range(first - 1, max(0, first - CLAUSE), -1) if words[k].text == ",")
    begin = next(opens, None)
    if begin is None or words[begin + 1].low not in {"who", "which", "whose"}:
        return False
    ends = next((k for k in range(first, len(words)) if words[k].text == ","), None)
    return ends is not None and not any(t.first < ends for t in marked.triggers)


CLAUSE = 14  # words
NEAR_WHO = 4  # words
FAR_WHO = 12  # "buried relatives who had gone north to escape the heat and died"
_MOURNS = vocabulary("buried bury mourned mourn remembered")
_PREPOSITIONS = vocabulary("of in at on to from for by since during after before until into")
_WHICH = frozenset({"which", "that", "who", "whose", "where"})
_COMES = vocabulary(
    "came took happened occurred began started lasted followed was were said says had been died",
)


def _no_day_of_its_own(marked: Marked, last: int) -> bool:
    # "This week marks two years since a strike", "in September 2022 ... after Friday prayers".
    after = marked.words[min(last, len(marked.words) - 1)].low
    return after in REMEMBERING or (after in {"prayers", "prayer"} and len(marked.dates) > 1)


_HELD = frozenset({"held", "controlled", "ruled", "occupied"})


def _starts_in(frame: Frame, span: tuple[int, int]) -> bool:
    return span[0] <= frame.triggers[0].first < span[1]


def clause_end(marked: Marked, first: int) -> int:
    """
    Find the end of a clause that a "day after" governs.

    Parameters
    ----------
    marked
        The sentence.
    first
        First word of the clause.

    Returns
    -------
    end
        The comma after it, not one of those around "in which three died" or "on 28 January".
    """
    words = marked.words
    if words[first - 1].low == "of":  # "on the day of the bombing in Qandil a motorcycle exploded"
        named = next((t.last for t in marked.triggers if t.noun and t.first >= first), first)
        later = (n for n in range(named, len(words)) if words[n].low in _OPENS)
        return next(later, len(words))
    dated = {words_at(marked, d.start, d.end) for d in marked.dates}
    size = len(words)
    ends = [n for n in range(first, size) if words[n].low == "," or words[n].low in HARD]
    if not ends:
        return size
    end, following = ends[0], ends[1] if len(ends) > 1 else size
    after = {w.low for w in words[end + 1 : end + 3]}
    aside = after & {"which", "who", "whose", "where"}
    day = any(end < begin <= end + 2 and last == following for begin, last in dated)
    return following if words[end].low == "," and (aside or day) else end


_OPENS = vocabulary(", ; : a an the two three four five six several some gunmen shells rockets")


def _tie(
    frames: Sequence[Frame],
    marked: Marked,
    mention: DateMention,
    first: int,
    span: tuple[int, int],
) -> None:
    governed = next((f for f in frames if _starts_in(f, span)), None)
    others = [f for f in frames if f is not governed]
    before = [f for f in others if f.triggers[0].first < first]
    after = [f for f in others if f.triggers[0].first >= span[1]]
    main = nearest(before, first, span[0], marked) if before else (after[0] if after else None)
    day = _day_of(marked, span, inside=True)
    if main is not None and mention.shift is not None:
        main.ties.append(Tie(mention, mention.shift, governed, day, span))
    if governed is not None and mention.shift is not None:
        outer = _day_of(marked, span, inside=False)
        if outer is None and main is None and _goes_on(marked, span[1]):
            outer = replace(mention, first=mention.last, precision="day", shift=None)
        governed.ties.append(Tie(mention, mention.shift.back, main, outer))


def _goes_on(marked: Marked, at: int) -> bool:
    # "Three days after commandos boarded her, the tanker lies at anchor": counted from today.
    return any(w.low in _NOW for w in marked.words[at : at + 12])


_NOW = vocabulary(
    "is are has have still lies lie remains remain sits stands stand waits wait keeps keep",
)


def _day_of(marked: Marked, span: tuple[int, int], *, inside: bool) -> DateMention | None:
    for mention in marked.dates:
        first, _ = words_at(marked, mention.start, mention.end)
        fixed = mention.shift is None and mention.first is not None
        if fixed and (span[0] <= first < span[1]) == inside:
            return mention
    return None


def told_days(marked: Marked, tables: Tables) -> list[DateMention]:
    """
    List the days of which a sentence tells.

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.

    Returns
    -------
    dates
        Days or a few days, not those of talk, of what is to come, or that measure.
    """
    found = []
    for mention in marked.dates:
        first, _ = words_at(marked, mention.start, mention.end)
        fixed = mention.first is not None and mention.precision in {"day", "days"}
        fixed = fixed and marked.words[max(0, first - 1)].low not in {"until", "till"}
        fixed = fixed and not _corrected_then(marked, first)
        if fixed and not of_speech(marked, first, tables) and not _to_come(marked, first):
            found.append(mention)
    return found


def _corrected_then(marked: Marked, first: int) -> bool:
    # "on Thursday it corrected the number to nine".
    after = {w.low for w in marked.words[first + 1 : first + 5]}
    return bool(after & {"corrected", "revised", "raised", "updated", "lowered", "admitted"})


def _to_come(marked: Marked, first: int) -> bool:
    start = max(0, first - NEAR_WORDS)
    start = max([start, *(t.last for t in marked.triggers if t.first < first)])
    lows = [w.low for w in marked.words[start:first]]
    for at, low in enumerate(lows):
        if low in _COMING or (low in _MEANING_TO and lows[at + 1 : at + 2] == ["to"]):
            return not set(lows[at + 1 :]) & {",", ";", "after", "before"}
    return False


_MEANING_TO = vocabulary(
    "agreed plan plans planning want wants hope hopes vow vows vowed promised threatened set ready",
    "intend intends preparing",
)
_COMING = vocabulary("will due scheduled expected planned upcoming shall slated 'll")


def _measures(marked: Marked, mention: DateMention, first: int) -> bool:
    # "the third raid since May", "the deadliest attack in weeks": no day of the act itself.
    start = max((t.last for t in marked.triggers if t.last <= first), default=0)
    opened = marked.words[0].low == "since"  # "Since the war started on October 7, it has fired"
    if mention.since and opened:
        return False
    left = [w.low for w in marked.words[start : max(start, first - 3)]]
    ranks = {low for low in left if _ranks(low)}
    if "since" in left and "," not in left[left.index("since") :]:
        return bool(ranks) or not mention.since  # "the heaviest since its troops returned in May"
    before = [w.low for w in marked.words[max(0, first - 4) : first]]
    since = mention.since or before[-1:] == ["since"]
    if not (since or mention.precision in {"year", "range", "week", "month"}):
        return False
    short = mention.precision in {"week", "month"} and not since
    if short and not mention.text.lower().startswith("this "):
        return False  # "the fourth day this week that it has done so"
    if mention.text.lower().startswith("of ") and "since" in before:
        return True  # "the most in a day since the war of 2014"
    words = marked.words[max(0, first - RANKED) : first]
    lows = [w.low for w in words]
    at = max((k for k, low in enumerate(lows) if _ranks(low)), default=0)
    ranked = "the" in lows[:at] and not set(lows[at:]) & {",", ":", ";", "when", "that", "which"}
    return ranked and at > 0


def _ranks(low: str) -> bool:
    # "the deadliest", "the third"; not "the West Bank".
    return low in _RANKS or (low.endswith("est") and not low.endswith(_NO_RANKS))


_NO_RANKS = ("west", "test", "arrest", "forest", "interest", "harvest", "guest", "request")
_RANKS = vocabulary(
    "first second third fourth fifth sixth seventh eighth ninth tenth worst most only last",
)
