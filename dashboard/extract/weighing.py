"""What speaks for it that an act is an answer, or what was answered: sums of evidence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.causes import far, fit, points
from dashboard.extract.ends import acts_of, announces, related
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.causes import Phrase
    from dashboard.extract.clauses import Frame
    from dashboard.extract.coreference import Story
    from dashboard.extract.ends import Ends
    from dashboard.extract.events import Draft
    from dashboard.extract.retaliation import Said

# Evidence is counted in points; what a clause says outright outweighs all that is told elsewhere.
SAID_HERE = 9.0
NAMED_HERE = 6.0  # "the raids were a response": told before, meant here
BY_PRONOUN = 5.0
TOLD_NEXT = 4.0
EACH = 0.5
PER_SENTENCE = 0.8
MOST_SENTENCES = 7
MOST_FIT = 6.0
DOER = 2.0
LEAST_CAUSE = 1.0
LEAST_BEFORE = 0.5


def as_answer(story: Story, said: Said, ends: Ends, subject: Phrase, draft: Draft) -> float | None:
    """
    Weigh what speaks for it that an act is the answer.

    Parameters
    ----------
    story
        The events of the report.
    said
        The words that say that one act answers another.
    ends
        The acts of their sentence.
    subject
        The words that say what is an answer.
    draft
        The act.

    Returns
    -------
    evidence
        None where it cannot be the answer.
    """
    here = _answers_here(story, said, ends, subject, draft)
    if here:
        return max(here)
    steps = _steps(said, draft)
    before = [-s for s in steps if s < 0]
    held = []
    if before and not said.drew and not (_acting(said) and ends.right):
        value = min(fit(story, subject, draft), MOST_FIT) + DOER * _doer(said, draft)
        value -= PER_SENTENCE * min(*before, MOST_SENTENCES)
        held.append(value - (7.0 if _answered_here(said, ends) else 0.0))
    after = [s for s in steps if s in {1, 2}]
    if after and not (said.verb and ends.right):
        held.append(_told_next(story, said, ends, draft, after[0]))
    return max(held, default=None)


def _answers_here(
    story: Story, said: Said, ends: Ends, subject: Phrase, draft: Draft
) -> list[float]:
    # "bombed X in response to", "In response, jets bombed X", "the raids were a response".
    values = []
    for step, (frame, told) in enumerate(reversed(ends.left)):
        if told is not draft or said.drew or _acting(said) or _anew(said, ends):
            continue
        value = SAID_HERE
        if points(frame):
            value = (
                NAMED_HERE + min(fit(story, subject, draft), 4.0) / 2 + DOER * _doer(said, draft)
            )
        values.append(value - EACH * step)
    for step, (frame, told) in enumerate(ends.right):
        if told is draft:
            values.append(_right(said, ends, frame) - EACH * step)
    return values


def _anew(said: Said, ends: Ends) -> bool:
    # "rebels shelled Aleppo, and in answer to that the army bombed Idlib".
    before = [w.low for w in said.marked.words if w.start < said.start][-1:]
    return said.forward and bool(ends.right) and before in (["and"], [";"])


def _right(said: Said, ends: Ends, frame: Frame) -> float:
    if not said.forward:
        led = ends.left and not _acting(said) and not said.drew and not _opens(said)
        return SAID_HERE - (3.0 if led else 0.0)
    value = BY_PRONOUN if _pronoun(said) else SAID_HERE - 1.0
    value -= 3.0 if ends.left and not points(ends.left[-1][0]) else 0.0
    return value - (8.0 if related(ends.phrase, frame) else 0.0)


def _opens(said: Said) -> bool:
    # "rockets hit Safed and in response jets bombed", not "rampaged through it in revenge".
    before = [w.low for w in said.marked.words if w.start < said.start][-1:]
    return not before or before[0] in _OPENING


_OPENING = vocabulary("and but that then , ; : so")


def _acting(said: Said) -> bool:
    return said.verb and not said.forward


def _answered_here(said: Said, ends: Ends) -> bool:
    # The clause itself tells of the answer.
    if _acting(said):
        return bool(ends.right)
    if ends.left:
        return not points(ends.left[-1][0])
    return bool(ends.right) and not said.forward


def _pronoun(said: Said) -> bool:
    # "They were revenge for", "It was, he said, the answer to".
    lows = [w.low for w in said.marked.words if w.start < said.start]
    return any(low in _IT and nxt in _IS for low, nxt in pairwise(lows))


_IT = vocabulary("it they this that these those both one which")
_IS = vocabulary("was were is are has had have came")


def _steps(said: Said, draft: Draft) -> list[int]:
    # How many sentences after the words an act is told, headings left out.
    here = said.marked.sentence.index
    return [f.marked.sentence.index - here for f in draft.frames if not f.marked.sentence.heading]


def _doer(said: Said, draft: Draft) -> float:
    # "Israel's answer", "The Guards called the raid": who speaks of an answer mostly gave it.
    names = {a.name for a in said.marked.actors if a.start < said.start}
    if not names or not draft.perpetrators:
        return 0.0
    return 1.0 if names & draft.perpetrators else -1.0


def _told_next(story: Story, said: Said, ends: Ends, draft: Draft, step: int) -> float:
    # "Russia's reply came a night later. Missiles struck Odesa.": what is told next.
    told = acts_of(story, story.sentences[said.marked.sentence.index + step])
    place = next((k for k, (_, d) in enumerate(told) if d is draft), len(told))
    open_end = announces(said) or said.drew or (not said.forward and not ends.right)
    return (TOLD_NEXT if open_end else -TOLD_NEXT) - EACH * place - (step - 1)


def as_cause(story: Story, said: Said, ends: Ends, draft: Draft) -> float | None:
    """
    Weigh what speaks for it that an act is what was answered.

    Parameters
    ----------
    story
        The events of the report.
    said
        The words that say that one act answers another.
    ends
        The acts of their sentence.
    draft
        The act.

    Returns
    -------
    evidence
        None where too little speaks for it.
    """
    left = [step for step, (_, d) in enumerate(reversed(ends.left)) if d is draft]
    held = [10.0 - 0.3 * step for step, d in enumerate(ends.caused) if d is draft]
    if said.drew and left:
        held.append(10.0 - left[0])
    held += (
        [_named(story, said, ends, draft)] if said.forward else _before(story, said, ends, draft)
    )
    least = LEAST_CAUSE if said.forward else LEAST_BEFORE
    return max((v for v in held if v >= least), default=None)


def _named(story: Story, said: Said, ends: Ends, draft: Draft) -> float:
    # "in response to X": the act that the words name, or point to.
    lows = [w.low for w in ends.phrase.words]
    value = min(fit(story, ends.phrase, draft), 10.0)
    if any(d is draft and related(ends.phrase, f) for f, d in ends.right):
        value = max(value, 6.0)
    steps = _steps(said, draft)
    if any(s <= 0 for s in steps):
        short = len(lows) <= SHORT and lows[:1] and lows[0] in _THE | _THEM | {"its", "their"}
        value += 2.5 if _points_back(lows) else 1.5 if short else 0.0
        value += (
            LAST
            if lows in (["this"], ["that"], ["it"]) and _told_last(story, said, ends, draft)
            else 0
        )
    ahead = next((s for s in (1, 2) if _acts_at(story, said, s)), 0)
    if ahead and ahead in steps:
        value += _explained(story, said, lows, draft, ahead)
    return value - 0.1 * min(far(draft, said.marked), 8.0)


SHORT = 4
LAST = 2.0


def _told_last(story: Story, said: Said, ends: Ends, draft: Draft) -> bool:
    # "detained a tanker off Gibraltar. A cleric called the seizure of 19 July the answer to this".
    told = ends.left if _anew(said, ends) else _acts_at(story, said, -1)
    return bool(told) and told[-1][1] is draft


def _points_back(lows: Sequence[str]) -> bool:
    # "in retaliation for it", "in response to the attack".
    if not lows:
        return False
    return lows[0] in _IT | _THEM or (lows[0] in _THE and bool(set(lows[1:4]) & _ACTS))


_THEM = vocabulary("him her them his")
_THE = vocabulary("the that this those these")
_ACTS = vocabulary(
    "attack attacks strike strikes raid raids bombing killing operation assault salvo barrage",
    "rocket rockets missile missiles drone drones shelling shells fire bomb provocation ambush",
    "deaths killings massacre bombardment airstrike airstrikes shooting incursion aggression",
)


def _acts_at(story: Story, said: Said, step: int) -> list[tuple[Frame, Draft]]:
    at = said.marked.sentence.index + step
    return acts_of(story, story.sentences[at]) if at < len(story.sentences) else []


def _explained(story: Story, said: Said, lows: Sequence[str], draft: Draft, ahead: int) -> float:
    # "It was revenge for Nyala. There army jets had bombed the airport."
    sentence = story.sentences[said.marked.sentence.index + ahead]
    opening = {w.low for w in sentence.words[:3]}
    back = bool(opening & _BACK) or any(w.low == "had" for w in sentence.words)
    vague = "what" in lows[:2] or "had" in lows or not lows or _points_back(lows)
    first = _acts_at(story, said, ahead)[:1]
    leads = bool(first) and first[0][1] is draft
    return (1.25 if back or vague else 0.0) + (0.5 if leads else 0.0)


_BACK = vocabulary("that there then those in this")


def _before(story: Story, said: Said, ends: Ends, draft: Draft) -> list[float]:
    # "X was hit. In response, Y": what was told last before, or "had" been done.
    values = []
    alone = not said.verb and (not ends.right or not _opens(said))
    for step, (_, told) in enumerate(reversed(ends.left)):
        if told is draft and not (alone and step == 0):
            values.append((12.0 if _to_which(said, ends) else 8.5) - EACH * step)
    steps = _steps(said, draft)
    after = any(told is draft for _, told in ends.right)
    back = [-s for s in steps if s < (0 if after else 1)]
    if back:
        values.append(5.0 - 0.9 * min(back))
    if 1 in steps:
        words = story.sentences[said.marked.sentence.index + 1].words
        values.append(2.5 if any(w.low == "had" for w in words) else 0.0)
    return values


def _to_which(said: Said, ends: Ends) -> bool:
    # "a raid on Tyre, to which Hezbollah responded by firing at Haifa".
    begin = ends.left[-1][0].triggers[-1].end
    return any(w.low == "which" for w in said.marked.words if begin <= w.start < said.start)


def together(answer: Draft, cause: Draft) -> float:
    """
    Weigh what speaks for it that one act answers another: the days, and who hit whom.

    Parameters
    ----------
    answer, cause
        The acts.

    Returns
    -------
    evidence
        Nobody answers what has not happened yet, nor, mostly, himself.
    """
    value = -8.0 * ended_before(answer, cause) + 1.5 * ended_before(cause, answer)
    value -= 3.0 * _alike(cause, answer)
    struck = {p.name for p in cause.parties if p.role == "target"}
    aimed = {p.name for p in answer.parties if p.role == "target"}
    return value + bool(struck & answer.perpetrators or aimed & cause.perpetrators)


def ended_before(one: Draft, other: Draft) -> bool:
    """
    Say whether an act ended before another began, both on stated days.

    Parameters
    ----------
    one, other
        The acts.

    Returns
    -------
    before
        False where a day is not stated.
    """
    if one.when is None or other.when is None or other.when.first is None:
        return False
    return one.when.first is not None and one.when.last < other.when.first


def _alike(cause: Draft, answer: Draft) -> bool:
    # Nobody answers himself; who shot a drone down answers the drone.
    same = bool(cause.perpetrators) and cause.perpetrators == answer.perpetrators
    stopped = any(t.family == "intercept" for f in cause.frames for t in f.triggers)
    return same and not stopped and cause.event_type not in {"interception", "armed_clash"}
