"""Which act a few words mean: "the rockets on Safed", "Thursday", "Gibraltar", "the hangar"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.events import Draft

LONGEST = 14

_ENDS = frozenset({",", ".", ";", ":", "(", ")", "\u2014", "\u2013", "?", "!"})
_STOPS = vocabulary("and but while when said says")
_VERBS = vocabulary("is was are were has had have came comes began")
_RELATIVE = vocabulary("that which who whom whose what where")
_GENERIC = vocabulary(
    "attack strike raid bombing killing operation assault death salvo barrage action incident what",
    "happened done israeli american iranian houthi israel states united iran army forces which",
    "that these those this there from with their said been were have crime aggression earlier",
    "against before night previous same first second latest last recent other another people",
    "monday tuesday wednesday thursday friday saturday sunday january february march april june",
    "july august september october november december blow outrage murder evening morning",
)
_AIMED = {
    "killing": "killed",
    "death": "killed",
    "assassination": "killed",
    "murder": "killed",
    "seizure": "seizure",
    "capture": "seizure",
    "boarding": "seizure",
    "bombing": "air_drone_strike",
    "raid": "air_drone_strike",
    "airstrike": "air_drone_strike",
    "shelling": "shelling_missile",
}
_WEAPONS = vocabulary(
    "rocket missile drone shell bomb mortar mine projectile gunboat torpedo grenade car lorry",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    Some words of a sentence that may mean an act told elsewhere.

    Attributes
    ----------
    marked
        The sentence.
    start, end
        Where they stand in the raw text.
    """

    marked: Marked
    start: int
    end: int

    @property
    def words(self) -> list[Word]:
        """Give its words."""
        return [w for w in self.marked.words if self.holds(w.start)]

    def holds(self, start: int) -> bool:
        """Say whether a place in the text lies in it."""
        return self.start <= start < self.end


def phrase_from(
    marked: Marked, start: int, stops: frozenset[str] = frozenset(), *, opens: bool = False
) -> Phrase:
    """
    Cut the words that tell of an act: from a place in the text to the end of the phrase.

    Parameters
    ----------
    marked
        The sentence.
    start
        Where the words begin in the raw text.
    stops
        More words that end it.
    opens
        Who answers follows: "in reply to the raids | the Houthis fired a missile".

    Returns
    -------
    phrase
        Up to a comma, a full stop, an "and"; never empty unless the sentence ends there.
    """
    words = [w for w in marked.words if w.start >= start]
    end, related = start, False
    for step, word in enumerate(words[:LONGEST]):
        related = related or word.low in _RELATIVE
        ends = word.low in _STOPS | stops or (word.low in _VERBS and not related)
        if (word.text in _ENDS or (step and ends)) and not _goes_on(words, step):
            break
        if opens and step and _subject_follows(marked, words[step - 1], word):
            break
        end = word.end
    return Phrase(marked, start, end)


def _subject_follows(marked: Marked, before: Word, word: Word) -> bool:
    # "in response to the raids its troops had fired", "to the shelling Israel bombed", "to that
    # the army".
    named = any(a.start == word.start for a in marked.actors)
    told = any(t.noun and t.end == before.end for t in marked.triggers)
    told = told or stem(before.low) in _WEAPONS or before.low in {"that", "this", "it"}
    return told and (named or word.low in {"the", "its", "their", "his"})


def more_phrases(first: Phrase) -> list[Phrase]:
    """
    Find what else is named beside a phrase: "in response to the raid on X and a bombing in Y".

    Parameters
    ----------
    first
        The phrase.

    Returns
    -------
    phrases
        Each from the word after "and" on; often none.
    """
    words = [w for w in first.marked.words if w.start >= first.end][:LONGEST]
    acts = {t.start for t in first.marked.triggers if t.noun}
    found = []
    for at, word in enumerate(words[:-1]):
        if word.text in {";", ":", "."}:
            break
        after = words[at + 1 :]
        named = any(w.start in acts for w in after[:4]) and after[0].low in _DETERMINERS
        opens = word.low in {"and", "including"}  # "for its crimes, including the raid on Tyre"
        if opens and (after[0].low in {"of", "to", "for"} or named):
            found.append(phrase_from(first.marked, after[0].start))
    return found


_DETERMINERS = vocabulary("a an the another its their that those earlier")


def _goes_on(words: Sequence[Word], step: int) -> bool:
    # "the US and British strikes on Sanaa and Hodeidah", "the Jan. 28 attack".
    if step == 0 or step + 1 >= len(words) or words[step].low not in {"and", "."}:
        return False
    before, after = words[step - 1], words[step + 1]
    if words[step].low == ".":
        return before.low in _SHORT
    if {stem(before.low), stem(after.low)} <= _WEAPONS:
        return True  # "Iran's missile and drone attack on Israel"
    return before.capital and after.capital


_SHORT = vocabulary("jan feb mar apr jun jul aug sept sep oct nov dec gen col st no")


def far(draft: Draft, marked: Marked) -> float:
    """
    Say how far from a sentence an act is told.

    Parameters
    ----------
    draft
        The act.
    marked
        The sentence.

    Returns
    -------
    distance
        In sentences; what is told later is a little farther.
    """
    here = marked.sentence.index
    steps = [f.marked.sentence.index - here for f in draft.frames]
    return min((s + 0.5 if s > 0 else -s for s in steps), default=99.0)


def fit(story: Story, phrase: Phrase, draft: Draft) -> float:
    """
    Weigh what speaks for it that words mean an act.

    Parameters
    ----------
    story
        The events of the report.
    phrase
        The words.
    draft
        The act.

    Returns
    -------
    evidence
        0 where nothing speaks for it; most where its place or day is named, or words that tell
        it from others.
    """
    inside = [f for f in draft.frames if _here(f, phrase) and phrase.holds(f.main.start)]
    if any(not points(f) for f in inside):
        return 10.0
    others = [f for f in draft.frames if not _here(f, phrase)]
    if not others:
        return 0.0
    value = _placed(phrase, draft) + _dated(phrase, draft) + _typed(phrase, draft)
    told = max(_told(story, phrase, f) for f in others[:MOST_TELLINGS])
    return value + told + bool(inside)


MOST_TELLINGS = 12  # sentences of one act; who pastes a text many times over would wait long


def points(frame: Frame) -> bool:
    """
    Say whether a frame means an act told before: "the raid", "those strikes".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    points
        True for a definite noun without a place or day of its own.
    """
    main = frame.main
    return main.noun and main.definite and not main.novel and not frame.places and not frame.dates


def _here(frame: Frame, phrase: Phrase) -> bool:
    return frame.marked is phrase.marked


def _placed(phrase: Phrase, draft: Draft) -> float:
    # "revenge for Nyala": the act at that place.
    named = [p for p in phrase.marked.places if phrase.holds(p.start)]
    if draft.place is None or not named:
        return 0.0
    if any(p.place.name == draft.place.place.name for p in named):
        return 5.0
    near = {p.place.name for f in draft.frames for p in f.marked.places if not _here(f, phrase)}
    return 3.0 if any(p.place.name in near for p in named) else 0.0


def _dated(phrase: Phrase, draft: Draft) -> float:
    # "Thursday's raid", "the missile of 5 July".
    days = [d for d in phrase.marked.dates if phrase.holds(d.start) and d.first is not None]
    when = draft.when
    if when is None or when.first is None or not days:
        return 0.0
    held = [d for d in days if d.first and when.first <= d.first <= when.last]
    if not held:
        return -1.0
    return 3.0 if (when.last - when.first).days <= 1 else 0.5


def _typed(phrase: Phrase, draft: Draft) -> float:
    lows = {stem(w.low) for w in phrase.words}
    kinds = {_AIMED[low] for low in lows & _AIMED.keys()}
    value = 1.0 if draft.event_type in kinds else 0.0
    if "killed" in kinds:
        value += any(t.family == "harm" for f in draft.frames for t in f.triggers)
    told = [f for f in draft.frames if not _here(f, phrase)]
    acts = {root(t.text.split()[-1].lower()) for f in told for t in f.triggers}
    value += SAME_WORD * bool({root(low) for low in lows} & acts)  # "raided", then "the raid"
    actors = {a.name for a in phrase.marked.actors if phrase.holds(a.start)}
    done = draft.perpetrators
    return value + (1.5 if actors & done else 0.0)


def root(low: str) -> str:
    """
    Give what words for one act have in common.

    Parameters
    ----------
    low
        A word in small letters.

    Returns
    -------
    root
        "strike" for "strikes" and "struck", "raid" for "raided".
    """
    low = "strike" if low == "struck" else low
    return low.removesuffix("s").removesuffix("ing").removesuffix("ed")


SAME_WORD = 1.5


def _told(story: Story, phrase: Phrase, frame: Frame) -> float:
    # The words that the act was told with, there or in the sentences around that tell of no other.
    keys = {stem(w.low): w.capital for w in phrase.words if telling(w)}
    weapons = {stem(w.low) for w in phrase.words} & _WEAPONS
    near = {stem(w.low) for w in frame.marked.words[frame.first : frame.last]}
    whole = {stem(w.low) for w in frame.marked.words}
    around: set[str] = set()
    if not keys.keys() <= whole:
        around = {stem(w.low) for m in _around(story, frame, phrase) for w in m.words}
    value = 0.0
    for key, capital in keys.items():
        weight = 3.0 if capital else 2.5
        part = 1.0 if key in near else 0.9 if key in whole else AROUND * (key in around)
        value += weight * part
    value += 2.5 if weapons & near else 1.5 if weapons & whole else 0.0
    return value - (1.0 if frame.marked.sentence.heading else 0.0)


AROUND = 0.7


def _around(story: Story, frame: Frame, phrase: Phrase) -> list[Marked]:
    # "Rask knows the name. In December gunmen attacked a police station.": the same paragraph.
    told = {f.marked.sentence.index for d in story.drafts for f in d.frames}
    here, found = frame.marked.sentence, []
    for step in (1, -1):
        at = here.index + step
        while 0 <= at < len(story.sentences) and at not in told:
            marked = story.sentences[at]
            if marked.sentence.paragraph != here.paragraph or marked is phrase.marked:
                break
            found.append(marked)
            at += step
    return found


def telling(word: Word) -> bool:
    """
    Say whether a word tells one act from another.

    Parameters
    ----------
    word
        A word.

    Returns
    -------
    telling
        False for "attack", "Israeli", "Monday".
    """
    low = stem(word.low)
    long = len(word.low) > 3 or word.low in _SHORT_THINGS
    return long and bool(word.key) and low not in _GENERIC and low not in _WEAPONS


_SHORT_THINGS = vocabulary("bus car van jet bar")


def stem(low: str) -> str:
    """
    Take the plural ending off a word.

    Parameters
    ----------
    low
        A word in small letters.

    Returns
    -------
    stem
        "rocket" for "rockets".
    """
    return low.removesuffix("s")
