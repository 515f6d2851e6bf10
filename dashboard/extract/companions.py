"""Acts that are answered, or are an answer, together: at several places, or "both raids"."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from dashboard.extract.causes import LONGEST, Phrase, phrase_from
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.events import Draft
    from dashboard.extract.retaliation import Said


def all_told(
    story: Story, said: Said, answer: Draft, cause: Draft
) -> Iterator[tuple[Draft, Draft]]:
    """
    Find every act that an answer and its cause stand for.

    Parameters
    ----------
    story
        The events of the report.
    said
        The words that say that one act answers another.
    answer, cause
        One act of each side.

    Yields
    ------
    pair
        Answer and cause: an act over several places is one answer, or one cause, and each of its
        records bears the link; so do acts that are named together, "both raids were".
    """
    answers, causes = [answer], [cause]
    if answer.group:
        mates = [d for d in story.drafts if d.group == answer.group and d is not cause]
        here = [d for d in mates if any(f.marked is said.marked and f.places for f in d.frames)]
        answers = here or mates  # "the raid was a response": all places of the raid
    elif _several(subject_of(said).words) and not _names_one(said):
        answers += [d for d in _likewise(story, said, answer) if d is not cause]
    answers += _announced(story, said, answer)
    if cause.group and cause.group != answer.group:
        mates = [d for d in story.drafts if d.group == cause.group]
        here = [d for d in mates if any(f.marked is said.marked for f in d.frames)]
        causes = here or (causes if _names_place(said) else mates)
    elif said.forward and _several(_after(said)):
        causes += [d for d in _likewise(story, said, cause) if d not in answers]
    yield from product(answers, causes)


def _several(words: Sequence[Word]) -> bool:
    # "both were", "the raids were", "the three strikes": more than one act is meant.
    lows = [w.low for w in words]
    whole = any(low in _ALL for low in lows[:3])
    return whole or any(
        a in _DEFINITE and set(lows[at + 1 : at + 4]) & _MANY for at, a in enumerate(lows)
    )


_ALL = vocabulary("both all they these those")
_DEFINITE = vocabulary("the these those its their both")
_MANY = vocabulary("attacks strikes raids bombings airstrikes salvos attempts killings operations")


def _after(said: Said) -> Sequence[Word]:
    return phrase_from(said.marked, said.end).words


def _likewise(story: Story, said: Said, draft: Draft) -> list[Draft]:
    # Acts like one that is meant, told shortly before, by the same ones, about the same day.
    here = said.marked.sentence.index
    if draft.when is None or draft.when.first is None or not draft.perpetrators:
        return []
    return [
        d
        for d in story.drafts
        if d is not draft
        and d.perpetrators == draft.perpetrators
        and d.event_type == draft.event_type
        and d.when is not None
        and d.when.first is not None
        and abs((d.when.first - draft.when.first).days) <= NEAR_DAYS
        and any(0 <= here - f.marked.sentence.index <= NEAR_TOLD for f in d.frames)
    ]


NEAR_DAYS = 2
NEAR_TOLD = 6


def _names_one(said: Said) -> bool:
    # "the strikes on Mosul were a response": not those elsewhere.
    subject = subject_of(said)
    return any(subject.holds(p.start) and p.role != "actor" for p in said.marked.places)


def _names_place(said: Said) -> bool:
    # "in response to the raid on Mokha": one of several places that were raided.
    return any(p.start >= said.end for p in said.marked.places)


def _announced(story: Story, said: Said, answer: Draft) -> list[Draft]:
    # "The army's reply had begun. Its guns shelled X. Toward midnight its jets bombed Y.": all
    # that the same ones did in the rest of that paragraph.
    here = said.marked.sentence
    first = answer.marked.sentence
    if not answer.perpetrators or not here.index < first.index <= here.index + 2:
        return []
    return [
        d
        for d in story.drafts
        if d.marked.sentence.paragraph == first.paragraph
        and d.marked.sentence.index > first.index
        and d.perpetrators == answer.perpetrators
    ]


def subject_of(said: Said) -> Phrase:
    """
    Cut the words that say what is an answer.

    Parameters
    ----------
    said
        The words that say so.

    Returns
    -------
    subject
        "the raid", "the three strikes": what stands before them in the clause.
    """
    words = [w for w in said.marked.words if w.start < said.start][-LONGEST:]
    stops = [k for k, w in enumerate(words[:-1]) if w.text in {";", ":", '"'} or w.low == "that"]
    words = words[stops[-1] + 1 if stops else 0 :]
    return Phrase(said.marked, words[0].start if words else said.start, said.start)
