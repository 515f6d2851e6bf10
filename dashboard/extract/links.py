"""Which act answers which: only where the text says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.extract.causes import fit
from dashboard.extract.companions import all_told, subject_of
from dashboard.extract.ends import ends_of
from dashboard.extract.parties import Party
from dashboard.extract.retaliation import said_in
from dashboard.extract.weighing import as_answer, as_cause, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.extract.causes import Phrase
    from dashboard.extract.clauses import Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.ends import Ends
    from dashboard.extract.events import Draft
    from dashboard.extract.retaliation import Said


@dataclass(frozen=True, slots=True)
class Link:
    """
    One act told as the answer to another.

    Attributes
    ----------
    answer, cause
        The two events.
    start, end
        The words that say so.
    """

    answer: Draft
    cause: Draft
    start: int
    end: int


def links_of(story: Story, marked: Sequence[Marked], clean: str) -> list[Link]:
    """
    Find the retaliation that a report states.

    Parameters
    ----------
    story
        Its events.
    marked
        Its sentences.
    clean
        Its text.

    Returns
    -------
    links
        Without repetition. "After" alone is no link; a promise to answer is none.
    """
    found: list[Link] = []
    for sentence in marked:
        for said in said_in(sentence, clean):
            for answer, cause in _pairs(story, said):
                if not any(k.answer is answer and k.cause is cause for k in found):
                    found.append(Link(answer, cause, said.start, said.end))
    return found


def _pairs(story: Story, said: Said) -> Iterator[tuple[Draft, Draft]]:
    ends = ends_of(story, said)
    pair = _link(story, said, ends)
    for number, phrase in enumerate(ends.beside):
        if pair is None:  # "punishment for its crimes, including the attack on Damascus"
            ends.beside = ends.beside[number + 1 :]
            pair = _link(story, said, replace(ends, phrase=phrase))
    if pair is None:
        return
    yield from all_told(story, said, *pair)
    for phrase in ends.beside:
        cause = _named(story, phrase, pair[0])
        if cause is not None:
            yield from all_told(story, said, pair[0], cause)


def _named(story: Story, phrase: Phrase, answer: Draft) -> Draft | None:
    # "in response to the raid on X and a bombing in Y": each was answered.
    others = [d for d in story.drafts if not _mates(d, answer)]
    held = [(fit(story, phrase, d) + together(answer, d), -n, d) for n, d in enumerate(others)]
    best = max(held, default=None, key=lambda one: one[:2])
    return best[2] if best is not None and best[0] >= NAMED else None


NAMED = 3.0


def _link(story: Story, said: Said, ends: Ends) -> tuple[Draft, Draft] | None:
    # The two acts for which most speaks together.
    subject = subject_of(said)
    answers = [(as_answer(story, said, ends, subject, d), d) for d in story.drafts]
    causes = [(as_cause(story, said, ends, d), d) for d in story.drafts]
    best: tuple[float, Draft, Draft] | None = None
    for one, answer in answers:
        for other, cause in causes:
            if one is None or other is None or _mates(answer, cause):
                continue
            value = one + other + together(answer, cause)
            if best is None or value > best[0]:
                best = value, answer, cause
    if best is None or best[0] < LEAST:
        return None
    _owned(said, best[1])
    return best[1:]


LEAST = 2.0  # points of evidence for both ends together


def _mates(one: Draft, other: Draft) -> bool:
    # Records of one act over several places.
    return one is other or bool(one.group and one.group == other.group)


def _owned(said: Said, answer: Draft) -> None:
    # "Turkey's reply to": whose answer it is did it, where nobody else is told of.
    if not answer.perpetrators and said.forward:
        answer.parties += [
            Party(a.name, "perpetrator", a.start, a.end)
            for a in said.marked.actors
            if 0 <= said.start - a.end <= POSSESSIVE and _possessive(said.marked, a.last)
        ]


POSSESSIVE = 3


def _possessive(sentence: Marked, at: int) -> bool:
    return at < len(sentence.words) and sentence.words[at].low == "'s"
