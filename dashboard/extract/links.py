"""Which act answers which: only where the text says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.parties import Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.events import Draft

_ANSWER = re.compile(
    r"\b(?:(?:in|as|as an?|a|its|an|their|forceful|direct)\s+)?(?:\w+\s)?(?:response"
    r"|retaliation|reprisals?|revenge|vengeance|reply|answer|retribution|payback"
    r"|punishment)(?:,[^,;.]{1,40},)?\s+(?:to|for|over|against)\b"
    r"|\bin\s+(?:response|retaliation|reprisal|revenge|reply|answer|turn,? retaliation)\b"
    r"|\b(?:to\s+)?aveng(?:e|ed|es|ing)\b|\bretaliat(?:ed|es|ing)\s+(?:for|against"
    r"|over|with|by)\b|\bretaliat(?:ed|es|ing)\b|\bretaliatory\b"
    r"|\b(?:faced|drew|suffered)\b[^;,]{1,40}\b(?:following|over|for)\s+(?=their\b|its\b)"
    r"|\banswer(?:ed|ing|s)?\s+(?=(?:the |a |an )?(?:\w+ )?(?:fire|shell|rocket|mortar|strike"
    r"|attack|raid|missile|drone|bomb))|\b(?:response|retaliation|reprisals?)(?= ?[:\u2013\u2014])"
    r"|\b(?:responded|responding|replied|replying|answered|answering"
    r"|countered)\s+(?:to|with|by)\b|\b(?:hit|hits|hitting|struck|strikes|fired|fires"
    r"|shot)\s+back\b|\btit-for-tat\b|\breprisal\b",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"(?:\banswer\w*\s|\bfollowing\s|\bto|\bfor|\bover|\bagainst|avenge\w*|avenging)$",
    re.IGNORECASE,
)
_DREW = re.compile(
    r"\b(?:drew|drawing|draws|prompt(?:s|ed|ing)|provok(?:es|ed|ing)|trigger(?:s|ed|ing)"
    r"|spark(?:s|ed|ing)|brought|met with)\b[^.;:]{0,30}$",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:vow\w*|threaten\w*|threats?\s+(?:of|to)|promis\w*|pledg\w*|will|would|could|may|might|warn\w*"
    r"|swor\w*|plan\w*|ready|right|reserv\w*|demand\w*|call\w*\s+(?:for|on)|fear\w*|expect\w*"
    r"|authori[sz]\w*|consider\w*|weigh\w*)\b[^.;]{0,50}$",
    re.IGNORECASE,
)

_PROMISE = re.compile(
    r",\s[^.;]{0,30}\b(?:vow|pledg|promis|threaten|warn)\w*|^[^.;,]{0,60}\b(?:would|will)\s+be\b",
    re.IGNORECASE,
)


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
        begin, end = sentence.sentence.start, sentence.sentence.end
        if clean[begin:end].rstrip().endswith("?"):
            continue
        for match in _ANSWER.finditer(clean, begin, end):
            if _UNREAL.search(clean[begin : match.start()]) or _PROMISE.search(
                clean[match.end() : min(end, match.end() + 70)]
            ):
                continue
            link = _link(story, sentence, match)
            for one in _for_group(story, sentence, link):
                if not any(k.answer is one.answer and k.cause is one.cause for k in found):
                    found.append(one)
    return found


def _for_group(story: Story, sentence: Marked, link: Link | None) -> list[Link]:
    # An act over several places is one answer, or one cause: each of its records bears the link.
    if link is None:
        return []
    answers, causes = [link.answer], [link.cause]
    if link.answer.group:
        mates = [d for d in story.drafts if d.group == link.answer.group and d is not link.cause]
        here = [d for d in mates if any(f.marked is sentence and f.places for f in d.frames)]
        answers = here or mates  # "the raid was a response": all places of the raid
    if link.cause.group and link.cause.group != link.answer.group:
        mates = [d for d in story.drafts if d.group == link.cause.group]
        causes = [d for d in mates if any(f.marked is sentence for f in d.frames)] or causes
    return [Link(a, c, link.start, link.end) for a in answers for c in causes]


def _link(story: Story, sentence: Marked, match: re.Match[str]) -> Link | None:
    here = _mentions(story, sentence)
    forward = _FORWARD.search(match.group()) is not None
    drawn = match.group()[:4].lower() in {"face", "drew", "suff"}
    divide = match.end() if drawn else match.start()  # "faced strikes following their attacks"
    left = [d for at, d in here if at < divide]
    right = [d for at, d in here if at >= divide]
    begin = sentence.sentence.start
    answer: Draft | None
    cause: Draft | None
    if left and right and not forward and _DREW.search(match.string[begin : match.start()]):
        answer, cause = right[0], left[-1]  # "the raid drew a swift response: ..."
    elif forward:
        answer, cause = _forward(story, sentence, match, (left, right))
    else:
        answer, cause = _backward(story, sentence, match, (left, right))
    if answer is not None and forward and not answer.perpetrators:
        owner = [
            a
            for a in sentence.actors
            if 0 <= match.start() - a.end <= 3 and clean_possessive(sentence, a.last)
        ]
        answer.parties += [Party(a.name, "perpetrator", a.start, a.end) for a in owner]
    if answer is None or cause is None or answer is cause:
        return None
    if answer.group and answer.group == cause.group:
        return None
    told = forward and any(cause is d for d in right)  # "revenge for the raid": said outright
    if not told and _before(answer, cause):
        answer, cause = cause, answer  # nobody answers what has not happened yet
    return Link(answer, cause, match.start(), match.end())


def _forward(
    story: Story, sentence: Marked, match: re.Match[str], sides: tuple[list[Draft], list[Draft]]
) -> tuple[Draft | None, Draft | None]:
    # "in response to X": the cause follows the words that say so.
    left, right = sides
    cause = right[0] if right else _of_weapon(story.drafts, left, sentence, match.end())
    answer = left[-1] if left else _told_before(story, sentence, right or [cause])
    if not left and len(right) > 1 and not (right[0].group and right[0].group == right[1].group):
        cause, answer = right[0], right[1]
    if cause is answer and len(right) > 1:
        cause = right[1]
    if answer is not None and (cause is None or cause is answer):
        cause = _meant(story, sentence, match.end(), answer)
    return answer, cause


def _backward(
    story: Story, sentence: Marked, match: re.Match[str], sides: tuple[list[Draft], list[Draft]]
) -> tuple[Draft | None, Draft | None]:
    # "In response, X": the cause was told before, or its day says so.
    left, right = sides
    answer = left[-1] if left else next(iter(right), None)
    if left and right and _verb_answer(match):
        answer = right[0]
    mates = [d for d in story.drafts if answer and d.group and d.group == answer.group]
    cause = _earlier(story, sentence, [answer, *mates] if answer else [])
    if answer is not None and cause is None:
        cause = _told_later(story, sentence, answer)
    return answer, cause


def _mates(one: Draft, other: Draft) -> bool:
    # Records of one act over several places.
    return one is other or bool(one.group and one.group == other.group)


def _before(one: Draft, other: Draft) -> bool:
    # Whether one act ended before another began, both on stated days.
    if one.when is None or other.when is None or other.when.first is None:
        return False
    return one.when.first is not None and one.when.last < other.when.first


def _told_before(story: Story, sentence: Marked, apart: Sequence[Draft | None]) -> Draft | None:
    # What "the Pentagon called it a response" means: the act that the sentence before leads with.
    latest = _earlier(story, sentence, apart)
    before = [f.marked for f in latest.frames] if latest is not None else []
    before = [m for m in before if m.sentence.index < sentence.sentence.index]
    if not before:
        return latest
    last = max(before, key=lambda m: m.sentence.index)
    led = [d for _, d in _mentions(story, last) if all(d is not a for a in apart)]
    return latest if last.words[0].low in _OPENS or not led else led[0]


_OPENS = frozenset({"after", "following", "hours", "days"})


def _told_later(story: Story, sentence: Marked, answer: Draft) -> Draft | None:
    # The cause told in this or the next sentence, where its day is an earlier one.
    near = range(sentence.sentence.index, sentence.sentence.index + 2)
    for draft in story.drafts:
        told = any(f.marked.sentence.index in near for f in draft.frames)
        if draft is not answer and told and _before(draft, answer):
            return draft
    return None


def _meant(story: Story, sentence: Marked, after: int, answer: Draft) -> Draft | None:
    # "a response to the missile of 5 July": the act of that day, or at that place, told before.
    mates = [d for d in story.drafts if d is answer or (answer.group and d.group == answer.group)]
    others = [d for d in story.drafts if all(d is not m for m in mates)]
    named = _named(others, sentence, after)
    if named is not None:
        return named
    told_here = any(f.marked is sentence for f in answer.frames)
    if not told_here and _named(mates, sentence, after) is not None:
        return None  # "in answer to the mosques": what was told of them did not answer them
    days = {m.first for m in sentence.dates if m.start >= after and m.first is not None}
    names = {p.place.name for p in sentence.places if p.start >= after}
    for draft in reversed(others):
        when, place = draft.when, draft.place
        if when is not None and when.first in days:
            return draft
        if place is not None and place.place.name in names:
            return draft
    told = [w.low for w in sentence.words if w.start >= after][:5]
    definite = bool({"the", "this", "that", "those", "these", "it"} & set(told))
    if others and definite:
        return _earlier(story, sentence, mates)
    return _told_later(story, sentence, answer)


def _named(others: Sequence[Draft], sentence: Marked, after: int) -> Draft | None:
    # "to avenge Jaabari", "in answer to the mosques": the act told with that word, the one told
    # last before this sentence, else the one told next.
    phrase = [w for w in sentence.words if w.start >= after][:REACH]
    stop = next((k for k, w in enumerate(phrase) if k and w.text in _ENDS), len(phrase))
    keys = {_stem(w.low) for w in phrase[:stop] if _telling(w)}
    here = sentence.sentence.index
    held: list[tuple[int, bool, int, Draft]] = []
    for draft in others:
        for frame in draft.frames:
            index = frame.marked.sentence.index
            shared = keys & {_stem(w.low) for w in frame.marked.words if _telling(w)}
            if shared and index != here and not frame.marked.sentence.heading:
                held.append((len(shared), index < here, -abs(here - index), draft))
    return max(held, key=lambda one: one[:3])[3] if held else None


REACH = 8
_ENDS = frozenset({",", ".", ";", ":", "(", "\u2014", '"'})
_VAGUE = vocabulary(
    "attack strike raid bombing killing operation assault death israeli american iranian houthi",
    "israel states united iran army forces which that these those this from with their said",
    "crime aggression monday tuesday wednesday thursday friday saturday sunday earlier against",
)


def _telling(word: Word) -> bool:
    # A word that tells one act from another.
    return len(word.low) > 3 and bool(word.key) and _stem(word.low) not in _VAGUE


def _stem(low: str) -> str:
    return low.removesuffix("s")


def _of_weapon(
    drafts: Sequence[Draft], apart: Sequence[Draft], sentence: Marked, after: int
) -> Draft | None:
    # "in response to the rockets", "to that shell": the act told nearest with such a weapon.
    said = [w.low for w in sentence.words if w.start >= after][:4]
    if not said or said[0] not in {"the", "that", "those", "these", "this"}:
        return None
    things = {low.rstrip("s") for low in said} & _WEAPONS
    here = sentence.sentence.index
    told = [
        (abs(f.marked.sentence.index - here), -number, d)
        for number, d in enumerate(drafts)
        for f in d.frames
        if all(d is not a for a in apart)
        and f.marked is not sentence
        and things & {w.low.rstrip("s") for w in f.marked.words[f.first : f.last]}
    ]
    return min(told, key=lambda t: t[:2])[2] if told else None


_WEAPONS = frozenset(
    {"rocket", "missile", "drone", "shell", "bomb", "mortar", "mine", "projectile"}
)


def clean_possessive(sentence: Marked, at: int) -> bool:
    """Say whether a possessive ending stands at a word."""
    return at < len(sentence.words) and sentence.words[at].low == "'s"


def _verb_answer(match: re.Match[str]) -> bool:
    return (
        re.match(
            r"(?:responded|responding|replied|replying|answered|countered|retaliat)",
            match.group(),
            re.IGNORECASE,
        )
        is not None
    )


def _mentions(story: Story, sentence: Marked) -> list[tuple[int, Draft]]:
    found = [
        (frame.triggers[0].start, draft)
        for draft in story.drafts
        for frame in draft.frames
        if frame.marked is sentence
    ]
    return sorted(found, key=lambda pair: pair[0])


def _earlier(story: Story, sentence: Marked, apart: Sequence[Draft | None]) -> Draft | None:
    held = [
        (f.triggers[0].start, number, d)
        for number, d in enumerate(story.drafts)
        if d not in apart
        for f in d.frames
        if (f.marked.sentence.index < sentence.sentence.index and not f.marked.sentence.heading)
        or (f.marked is sentence)
    ]
    return max(held, key=lambda item: item[:2])[2] if held else None
