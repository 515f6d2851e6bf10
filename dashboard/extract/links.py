"""Which act answers which: only where the text says so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.causes import Phrase, far, fit, meant, phrase_from, points
from dashboard.extract.companions import all_told, subject_of
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.parties import Party
from dashboard.extract.retaliation import refers, said_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
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


@dataclass(slots=True)
class _Sides:
    """Acts of the sentence: before the words that say so, after them, in them, and as the cause."""

    left: list[tuple[Frame, Draft]]
    right: list[tuple[Frame, Draft]]
    answering: list[tuple[Frame, Draft]]
    caused: list[Draft]
    phrase: Phrase


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
            pair = _link(story, said)
            for answer, cause in all_told(story, said, *pair) if pair else []:
                if not any(k.answer is answer and k.cause is cause for k in found):
                    found.append(Link(answer, cause, said.start, said.end))
    return found


def _link(story: Story, said: Said) -> tuple[Draft, Draft] | None:
    sides = _sides(story, said)
    if said.drew and sides.left:
        cause: Draft | None = sides.left[-1][1]
        right = next((d for _, d in sides.right if d is not cause), None)
        answer = right or _next(story, said, [cause])
    elif said.forward:
        cause = _cause_named(story, sides, None)
        answer = _answer(story, said, sides, cause)
        if answer is not None:
            cause = _cause_named(story, sides, answer) or _cause_meant(story, said, sides, answer)
    else:
        answer = _answer_back(story, said, sides)
        cause = _cause_back(story, said, sides, answer) if answer is not None else None
    if answer is None or cause is None or _mates(answer, cause):
        return None
    _owned(said, answer)
    return answer, cause


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


def _sides(story: Story, said: Said) -> _Sides:
    acts = said.verb or said.text == "avenged"
    stops = _BY if acts or _announces(said) else frozenset()
    phrase = phrase_from(said.marked, said.end, stops) if said.forward else None
    phrase = phrase or Phrase(said.marked, said.end, said.end)
    sides = _Sides([], [], [], [], phrase)
    divide = said.end if said.text[:4] in {"face", "drew", "suff"} else said.start
    for frame, draft in _acts(story, said.marked):
        if sides.left and _called(frame):
            continue
        at = frame.triggers[0].start
        if refers(frame) and frame.places and all(phrase.holds(p.start) for p in frame.places):
            sides.caused.append(draft)  # "called the raid a reply to the drone on Erbil"
        elif phrase.holds(at) and phrase.holds(frame.main.start):
            sides.caused += [] if _means(frame, phrase) else [draft]
        elif _after_it(said, frame) or (at < divide and _follows(said, sides, frame)):
            sides.caused.append(draft)
        elif at < divide:
            sides.left.append((frame, draft))
        else:
            sides.right.append((frame, draft))
            if at < said.end:
                sides.answering.append((frame, draft))  # "responded to the shelling by firing"
    return sides


def _means(frame: Frame, phrase: Phrase) -> bool:
    # "On Monday, in answer to the bombing": Monday is the day of the answer.
    own = any(phrase.holds(d.start) for d in frame.dates)
    return points(frame) or (refers(frame) and not frame.places and not own)


def _called(frame: Frame) -> bool:
    # "jets bombed al-Qaim, a raid that the Pentagon described as": the act told before.
    words, main = frame.marked.words, frame.main
    before = [w.low for w in words[max(0, main.first - 3) : main.first]]
    after = words[main.last].low if main.last < len(words) else ""
    return main.noun and "," in before and before[-1] != "," and after in {"that", "which"}


_BY = vocabulary("with by on in")


def _acts(story: Story, sentence: Marked) -> list[tuple[Frame, Draft]]:
    found = [(f, d) for d in story.drafts for f in d.frames if f.marked is sentence]
    found += [(f, parts[0]) for f, parts in story.spread if f.marked is sentence]
    return sorted(found, key=lambda pair: pair[0].triggers[0].start)


def _after_it(said: Said, frame: Frame) -> bool:
    # "hit back after a drone killed", "After rockets hit Safed, Israel responded by".
    words, first = said.marked.words, frame.triggers[0].first
    before = [k for k in range(first) if words[k].start >= said.end]
    if frame.triggers[0].start >= said.end:
        return any(
            words[k].low in _AFTER and words[k - 1].low != "the"  # "the following night"
            for k in before
        )
    comma = next((w.start for w in words if w.text == ","), 0)
    opens = bool({w.low for w in words[:4]} & _AFTER)
    return opens and frame.triggers[0].start < comma < said.start


def _follows(said: Said, sides: _Sides, cause: Frame) -> bool:
    # "struck a launcher following the firing of rockets, in what it called a response".
    if said.forward or not sides.left:
        return False
    begin = sides.left[-1][0].triggers[-1].last
    words = cause.marked.words[begin : cause.triggers[0].first]
    return bool({w.low for w in words} & _AFTER)


_AFTER = vocabulary("after following since")


def _mates(one: Draft, other: Draft) -> bool:
    # Records of one act over several places.
    return one is other or bool(one.group and one.group == other.group)


def _before(one: Draft, other: Draft) -> bool:
    # Whether one act ended before another began, both on stated days.
    if one.when is None or other.when is None or other.when.first is None:
        return False
    return one.when.first is not None and one.when.last < other.when.first


def _can_cause(cause: Draft, answer: Draft) -> bool:
    return not _mates(cause, answer) and not _before(answer, cause)


def _alike(cause: Draft, answer: Draft) -> bool:
    # Nobody answers himself; who shot a drone down answers the drone.
    same = bool(cause.perpetrators) and cause.perpetrators == answer.perpetrators
    return same and cause.event_type not in {"interception", "armed_clash"}


def _cause_named(story: Story, sides: _Sides, answer: Draft | None) -> Draft | None:
    # "in response to X": the act told there, or the one that the words name; nobody answers what
    # has not happened yet, or what he did himself.
    acting = [d for f, d in [*sides.left, *sides.answering] if not points(f)]
    acting = acting if answer is None else [answer]
    for cause in sides.caused:
        if not any(cause is a for a in acting):
            return cause
    others = [d for d in story.drafts if not any(_mates(d, a) for a in acting)]
    doubted = [d for d in others if answer is not None and not _can_cause(d, answer)]
    return meant(story, sides.phrase, others, doubted)


def _answer(story: Story, said: Said, sides: _Sides, cause: Draft | None) -> Draft | None:
    apart = [cause] if cause is not None else []
    left = [(f, d) for f, d in sides.left if cause is None or not _mates(d, cause)]
    if left and not points(left[-1][0]):
        return left[-1][1]
    right = [d for _, d in sides.right if cause is None or not _mates(d, cause)]
    if left:
        return _told(story, said, apart, left[-1][1])
    if right and not _pronoun(said):
        return right[0]
    if _announces(said):
        return _next(story, said, apart) or _told(story, said, apart)
    told = _told(story, said, apart) or _next(story, said, apart)
    return told or (right[0] if right else None)


def _pronoun(said: Said) -> bool:
    # "They were revenge for", "It was, he said, the answer to".
    lows = [w.low for w in said.marked.words if w.start < said.start]
    return any(low in _IT and nxt in _IS for low, nxt in pairwise(lows))


_IT = vocabulary("it they this that these those both one which")
_IS = vocabulary("was were is are had has have came")


def _announces(said: Said) -> bool:
    # "The Guards took their revenge for", "The reply to Balyun is called": told in what follows.
    before = [w.low for w in said.marked.words if w.start < said.end][-5:]
    pluperfect = "had" in before
    takes = bool(set(before) & _TAKES) and not pluperfect
    lows = [w.low for w in said.marked.words]
    return takes or lows[:2] in (["the", "reply"], ["the", "answer"], ["the", "response"])


_TAKES = vocabulary("took takes taking exacted")


def _told(
    story: Story, said: Said, apart: Sequence[Draft], held: Draft | None = None
) -> Draft | None:
    # What "it", "the raid", "the salvo" means: told shortly before, by words, day and doer.
    here = said.marked.sentence.index
    subject = subject_of(said)
    best: tuple[float, int, Draft] | None = None
    for number, draft in enumerate(story.drafts):
        told = [f for f in draft.frames if f.marked.sentence.index < here]
        told = [f for f in told if not f.marked.sentence.heading]
        if any(_mates(draft, a) for a in apart) or (not told and draft is not held):
            continue
        value = min(fit(story, subject, draft), 8.0) if draft is not held else 2.5
        value -= 0.8 * min((here - f.marked.sentence.index for f in told), default=0)
        value += _doer(said, draft) + 0.5 * any(_leads(story, f) for f in told)
        value += sum(_suits(a, draft) for a in apart)
        if best is None or (value, number) > best[:2]:
            best = value, number, draft
    return best[2] if best is not None else None


def _suits(cause: Draft, answer: Draft) -> float:
    # What speaks for it that one act answers another: the order of days, and who hit whom.
    value = 0.0 if _can_cause(cause, answer) else -3.0
    value -= SELF * _alike(cause, answer)
    struck = {p.name for p in cause.parties if p.role == "target"}
    aimed = {p.name for p in answer.parties if p.role == "target"}
    return value + HIT * bool(struck & answer.perpetrators or aimed & cause.perpetrators)


HIT = 0.7


def _doer(said: Said, draft: Draft) -> float:
    # "Israel's answer", "The Guards called the raid": who speaks of an answer mostly gave it.
    names = {a.name for a in said.marked.actors if a.start < said.start}
    if not names or not draft.perpetrators:
        return 0.0
    return 1.0 if names & draft.perpetrators else -1.0


def _leads(story: Story, frame: Frame) -> bool:
    acts = _acts(story, frame.marked)
    opens = frame.marked.words[0].low in _OPENS
    return bool(acts) and acts[-1 if opens else 0][0] is frame


_OPENS = frozenset({"after", "following", "hours", "days"})


def _next(story: Story, said: Said, apart: Sequence[Draft | None]) -> Draft | None:
    # "Russia's reply came a night later. Missiles struck Odesa.": what is told next.
    here = said.marked.sentence
    for step in (1, 2):
        if here.index + step >= len(story.sentences):
            return None
        sentence = story.sentences[here.index + step]
        for _, draft in _acts(story, sentence):
            if all(a is None or not _mates(draft, a) for a in apart):
                return draft
    return None


def _cause_meant(story: Story, said: Said, sides: _Sides, answer: Draft) -> Draft | None:
    # "a response to it", "for what had been done": nothing in the words names an act.
    lows = [w.low for w in sides.phrase.words]
    others = [d for d in story.drafts if _can_cause(d, answer)]
    if "what" in lows[:2] or "had" in lows:
        return _later(story, said, others, answer, sure=True)
    if lows and (lows[0] in _IT or (lows[0] in _THE and set(lows[1:4]) & _ACTS)):
        return _recent(said, others, answer) or _later(story, said, others, answer, sure=True)
    later = _later(story, said, others, answer, sure=False)
    if later is not None or not lows or lows[0] not in _THE | _THEM:
        return later
    near = [d for d in others if far(d, said.marked) <= NEARBY]
    if lows[0] in _THEM and len(lows) == 1:
        return _recent(said, near, answer)  # "in revenge for him"
    told = [d for d in near if d.perpetrators]
    return _recent(said, told, answer) if answer.perpetrators else None


NEARBY = 3
_THEM = vocabulary("him her them his")
_THE = vocabulary("the that this those these")
_ACTS = vocabulary(
    "attack attacks strike strikes raid raids bombing killing operation assault salvo barrage",
    "rocket rockets missile missiles drone drones shelling shells fire bomb provocation ambush",
    "deaths killings massacre bombardment airstrike airstrikes shooting incursion aggression",
)


def _recent(said: Said, drafts: Sequence[Draft], answer: Draft) -> Draft | None:
    # What was told last before: rather by others than by those who answer.
    here = said.marked.sentence.index
    held = []
    for number, draft in enumerate(drafts):
        told = [f.marked.sentence for f in draft.frames if f.marked.sentence.index <= here]
        told = [s for s in told if not s.heading]
        if told:
            aimed = {p.name for p in draft.parties if p.role == "target"}
            known = 0.8 * bool(draft.perpetrators) + 0.5 * bool(aimed & answer.perpetrators)
            known -= SELF * _alike(draft, answer)
            held.append((known - far(draft, said.marked), number, draft))
    return max(held, key=lambda one: one[:2])[2] if held else None


SELF = 2.5


def _later(
    story: Story, said: Said, drafts: Sequence[Draft], answer: Draft, *, sure: bool
) -> Draft | None:
    # The cause told in this or the next sentence, where its day is an earlier one.
    here = said.marked.sentence.index
    for step in (0, 1):
        if here + step >= len(story.sentences):
            break
        sentence = story.sentences[here + step]
        back = step == 1 and any(w.low == "had" for w in sentence.words)
        for _, draft in _acts(story, sentence):
            known = any(draft is d for d in drafts)
            if known and (_before(draft, answer) or (step == 1 and (sure or back))):
                return draft
    return None


def _answer_back(story: Story, said: Said, sides: _Sides) -> Draft | None:
    # "In response, X": the act told there, or what follows.
    left, right = [d for _, d in sides.left], [d for _, d in sides.right]
    acting = said.verb and not said.text.split()[0].endswith("ing")
    opens = acting or said.text.startswith("retaliatory")
    if opens and right:
        return right[0]
    if left and not acting:
        return left[-1]
    if right:
        return right[0]
    before = [w.low for w in said.marked.words if w.start < said.start]
    if not acting and (sides.caused or set(before[-1:]) & _IS):
        return _told(story, said, sides.caused)  # "said the fire was in response"
    return _next(story, said, [*sides.caused, *left])


def _cause_back(story: Story, said: Said, sides: _Sides, answer: Draft) -> Draft | None:
    others = [d for d in story.drafts if _can_cause(d, answer)]
    caused = [d for d in sides.caused if d is not answer]
    if caused:
        return caused[0]
    return _recent(said, others, answer) or _later(story, said, others, answer, sure=False)
