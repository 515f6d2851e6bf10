"""The acts around the words of an answer: told before them, after them, or as what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.extract.causes import Phrase, more_phrases, phrase_from, points
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.retaliation import refers

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.retaliation import Said


@dataclass(slots=True)
class Ends:
    """
    The acts of a sentence that says that one act answers another.

    Attributes
    ----------
    left, right
        Told before the words that say so, and after them, in order of the text.
    caused
        Told as what is answered.
    phrase
        The words that name what is answered; empty where nothing does.
    beside
        More such words: "and for the bombing of Y".
    """

    left: list[tuple[Frame, Draft]]
    right: list[tuple[Frame, Draft]]
    caused: list[Draft]
    phrase: Phrase
    beside: list[Phrase]


def ends_of(story: Story, said: Said) -> Ends:
    """
    Sort the acts of a sentence by the words that say that one answers another.

    Parameters
    ----------
    story
        The events of the report.
    said
        The words that say so.

    Returns
    -------
    ends
        Acts of that sentence only.
    """
    acts = said.verb or said.text == "avenged"
    stops = _BY if acts or announces(said) else frozenset()
    opens = _opens(said)
    phrase = phrase_from(said.marked, said.end, stops, opens=opens) if said.forward else None
    phrase = phrase or Phrase(said.marked, said.end, said.end)
    beside = more_phrases(phrase) if phrase.words else []
    ends = Ends([], [], [], phrase, beside)
    divide = said.end if said.text[:4] in {"face", "drew", "suff"} else said.start
    for frame, draft in acts_of(story, said.marked):
        at = frame.triggers[0].start
        if refers(frame) and frame.places and all(phrase.holds(p.start) for p in frame.places):
            ends.caused.append(draft)  # "called the raid a reply to the drone on Erbil"
        elif phrase.holds(at) and (phrase.holds(frame.main.start) or related(phrase, frame)):
            ends.caused += [] if _means(frame, phrase) else [draft]
        elif (
            any(p.holds(at) for p in beside)
            or _after_it(said, frame)
            or (at < divide and _follows(said, ends, frame))
        ):
            ends.caused.append(draft)
        else:
            (ends.left if at < divide else ends.right).append((frame, draft))
    return ends


def _opens(said: Said) -> bool:
    # "In reply to", "the ministry said that in retaliation for".
    before = [w.low for w in said.marked.words if w.start < said.start]
    return len(before) <= 2 or before[-1] in {"that", "and", ","}


_BY = vocabulary("with by on in")


def acts_of(story: Story, sentence: Marked) -> list[tuple[Frame, Draft]]:
    """
    Give the acts that a sentence tells of.

    Parameters
    ----------
    story
        The events of the report.
    sentence
        The sentence.

    Returns
    -------
    acts
        In order of the text; of an operation that was told again place by place the first record.
    """
    found = [(f, d) for d in story.drafts for f in d.frames if f.marked is sentence]
    found += [(f, parts[0]) for f, parts in story.spread if f.marked is sentence]
    return sorted(found, key=lambda pair: pair[0].triggers[0].start)


def announces(said: Said) -> bool:
    """
    Read "The Guards took their revenge for", "The reply to Balyun is called".

    Parameters
    ----------
    said
        The words that say that one act answers another.

    Returns
    -------
    announces
        True where the answer is told in what follows.
    """
    before = [w.low for w in said.marked.words if w.start < said.end][-5:]
    takes = bool(set(before) & _TAKES) and "had" not in before
    lows = [w.low for w in said.marked.words]
    after = [w.low for w in said.marked.words if w.start >= said.end][:COMES]
    after = after[: after.index(",")] if "," in after else after
    comes = said.forward and len(before) <= OPENING and bool(set(after) & _COMES)
    return takes or comes or lows[:2] in (["the", "reply"], ["the", "answer"], ["the", "response"])


COMES, OPENING = 7, 4  # words: "Israel's answer to Haifa came within hours"
_COMES = vocabulary("came comes followed began")
_TAKES = vocabulary("took takes taking exacted")


def _means(frame: Frame, phrase: Phrase) -> bool:
    # "On Monday, in answer to the bombing": Monday is the day of the answer.
    own = any(phrase.holds(d.start) for d in frame.dates)
    return points(frame) or (refers(frame) and not frame.places and not own)


def related(phrase: Phrase, frame: Frame) -> bool:
    """
    Read "in retaliation for the cargo of a tanker, which America had confiscated".

    Parameters
    ----------
    phrase
        The words that name what is answered.
    frame
        An act told after them.

    Returns
    -------
    related
        True where a relative clause tells of it.
    """
    at, words = frame.main.start, phrase.marked.words
    between = [w.low for w in words if phrase.end <= w.start < at]
    told = ":" in between and "had" in between  # "for the theft of its oil: in May they had seized"
    return told or any(low in _RELATIVE for low in between)


_RELATIVE = vocabulary("which that when where who whom")


def _after_it(said: Said, frame: Frame) -> bool:
    # "hit back after a drone killed", "After rockets hit Safed, Israel responded by".
    words, first = said.marked.words, frame.triggers[0].first
    before = [k for k in range(first) if words[k].start >= said.end]
    if frame.triggers[0].start >= said.end:
        if said.forward and {"said", "told"} & {words[k].low for k in before}:
            return False  # "'It is the answer to Rafah,' he said after a missile struck Ashdod"
        return any(
            words[k].low in _AFTER and words[k - 1].low != "the"  # "the following night"
            for k in before
        )
    comma = next((w.start for w in words if w.text == ","), 0)
    opens = bool({w.low for w in words[:4]} & _AFTER)
    return opens and frame.triggers[0].start < comma < said.start


def _follows(said: Said, ends: Ends, cause: Frame) -> bool:
    # "struck a launcher following the firing of rockets, in what it called a response".
    if said.forward or not ends.left:
        return False
    begin = ends.left[-1][0].triggers[-1].last
    words = cause.marked.words[begin : cause.triggers[0].first]
    return bool({w.low for w in words} & _AFTER)


_AFTER = vocabulary("after following since")
