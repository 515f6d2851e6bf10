"""When and where something was said, told from when and where it happened."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.attaching import words_at
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.dates import DateMention
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables

NEAR_WORDS = 7
OPENING = 3


def of_speech(marked: Marked, first: int, tables: Tables) -> bool:
    """
    Say whether a date is that of a statement, not of an act.

    Parameters
    ----------
    marked
        The sentence.
    first
        First word of the date.
    tables
        Rule tables.

    Returns
    -------
    speech
        True right after a verb of saying, or after "in a statement", "told reporters".
    """
    words = marked.words
    if any(w.low == "'s" for w in words[first + 1 : first + 2]):
        return False  # "said Sunday's raids ..."
    left = [w.low for w in words[max(0, first - 3) : first]]
    strong = tables.words["say_strong"] | _ASKED
    if any(t.last > first - 3 and t.first < first for t in marked.triggers):
        return False
    if _ANSWERED & set(left) and "with" in {w.low for w in words[first : first + 5]}:
        return False  # "Pakistan responded two days later with strikes"
    if left and (
        left[-1] in strong
        or (left[-1] in {"on", "in", "late", "early"} and len(left) > 1 and left[-2] in strong)
    ):
        return True
    if (
        len(left) > 2
        and left[-1] in {"on", "late", "early"}
        and left[-3] in strong
        and left[-2] != "that"
    ):
        return True
    return _of_blame(marked, first) or _of_statement(marked, first) or _claimed_then(marked, first)


_ASKED = vocabulary(
    "asked asks urged demanded called appealed warned promised pledged vowed blamed accused",
    "apologised apologized protested complained replied responded commented tweeted testified",
    "spoke speaking mourned boasted threatened swore",
)
_ANSWERED = vocabulary("responded replied")


def _of_statement(marked: Marked, first: int) -> bool:
    # "in a statement issued late on Sunday", "told reporters in Sanaa on Monday".
    start = max(0, first - NEAR_WORDS)
    start = max([start, *(t.last for t in marked.triggers if t.first < first)])
    lows = [w.low for w in marked.words[start:first]]
    at = max((k for k, low in enumerate(lows) if low in _STATEMENTS), default=None)
    if at is None or (lows[at] == "post" and lows[at + 1 : at + 2] != ["on"]):
        return False  # "bombed a Hamas post near Deir al-Balah the same evening"
    return not set(lows[at + 1 :]) & _CLAUSE


def _of_blame(marked: Marked, first: int) -> bool:
    # "blamed Iran on Friday for attacks on two tankers", "accused the army on Monday of bombing".
    words = marked.words
    after = {w.low for w in words[first + 1 : first + 4]} & {"of", "for", "over"}
    begin = max(0, first - NEAR_WORDS, *(t.last for t in marked.triggers if t.first < first), 0)
    return bool(after) and any(w.low in _BLAMES for w in words[begin:first])


_BLAMES = vocabulary("blamed accused condemned denounced criticised criticized")


def _claimed_then(marked: Marked, first: int) -> bool:
    # "claimed responsibility on Sunday for Friday's bombing".
    lows = [w.low for w in marked.words[max(0, first - 3) : first]]
    return "responsibility" in lows


_STATEMENTS = vocabulary(
    "statement statements communique reporters journalists interview briefing speaking broadcast",
    "post tweet letter televised conference testimony bulletin",
)
_CLAUSE = vocabulary(", ; that which who and but : after before since because as of how when")


def speech_date(marked: Marked, tables: Tables) -> DateMention | None:
    """
    Give the date of the statement in a sentence.

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.

    Returns
    -------
    date
        The first date that belongs to a verb of saying; None where there is none.
    """
    for mention in marked.dates:
        first, _ = words_at(marked, mention.start, mention.end)
        if of_speech(marked, first, tables) or _opens_with_saying(marked, first, tables):
            return mention
    return None


def _opens_with_saying(marked: Marked, first: int, tables: Tables) -> bool:
    # "On Thursday the ministry said ..." where no comma sets the saying apart.
    begin = next((t.first for t in marked.triggers), len(marked.words))
    if first > OPENING or begin <= first:
        return False
    for number, word in enumerate(marked.words[first:begin], first):
        if word.low in tables.words["say_strong"]:
            after = [w.low for w in marked.words[number + 1 : number + 2]]
            return after != [","]
    return False


def only_said_there(group: Sequence[PlaceMention], frame: Frame) -> bool:
    """
    Read "In Washington it was called an answer to the drone that killed three in Jordan".

    Parameters
    ----------
    group
        Places that the text joins.
    frame
        An act as one clause tells it.

    Returns
    -------
    only
        True where it was only spoken of there.
    """
    words, first = frame.marked.words, frame.triggers[0].first
    between = {w.low for w in words[group[-1].last : first]}
    later = [p for p in frame.places if p.first > frame.triggers[-1].first]
    return group[0].first <= 1 and bool(later) and bool(between & _SAID_THERE)


def commented_on(frame: Frame) -> bool:
    """
    Read "vowed to retaliate against Israel, whose army declined to comment on the blasts".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    commented
        True where it is only what a comment or a statement is about.
    """
    main, words = frame.main, frame.marked.words
    if not (main.noun and main.definite):
        return False
    left = [w.low for w in words[max(0, main.first - 4) : main.first]]
    return any(a in _COMMENTS and b in {"on", "for", "about"} for a, b in pairwise(left))


_COMMENTS = vocabulary("comment commented comments responsibility blame statement remarks said")


def spoken_of_there(group: Sequence[PlaceMention], frame: Frame) -> bool:
    """
    Read "In Washington, the president said that the clash showed": the one told of before.

    Parameters
    ----------
    group
        Places that the text joins.
    frame
        An act as one clause tells it.

    Returns
    -------
    there
        True where it was spoken of there.
    """
    words, main = frame.marked.words, frame.main
    said = {w.low for w in words[group[-1].last : main.first]} & {"said", "says", "told"}
    opens = group[0].first <= 1 and words[0].low in {"in", "at"}
    singular = main.noun and main.definite and not main.plural and len(frame.triggers) == 1
    return bool(opens and said and singular)


_SAID_THERE = vocabulary("called condemned denounced hailed praised described blamed named")
