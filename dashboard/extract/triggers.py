"""Words that can tell of an event, read as noun or verb, and whether what they tell happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.matching import opens_one, phrases
from dashboard.extract.modality import modality_of
from dashboard.extract.nouns import ANOTHER, bare_noun, is_noun
from dashboard.extract.swallowed import swallowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Sentence, Word
    from dashboard.extract.tables import Tables, TriggerEntry

_HAPPENED = vocabulary(
    "came come comes was were been being",
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """
    A word that can tell of an event.

    Attributes
    ----------
    first, last
        Its words, `last` not included.
    start, end
        Place in the raw text.
    text
        As written.
    entry
        Its row of data/extract/triggers.csv.
    passive
        A verb in the passive: its subject is the target.
    participle
        An -ing form that hangs on what stands before.
    definite
        A noun with "the", "this", "its".
    plural
        More than one act.
    novel
        "another", "a second", "separately": not one told of before.
    modality
        real, unreal, negated or denied.
    reason
        The word that makes it unreal, negated or denied.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    entry: TriggerEntry
    passive: bool
    participle: bool
    definite: bool
    plural: bool
    novel: bool
    modality: str
    reason: str

    @property
    def family(self) -> str:
        """Give its family."""
        return self.entry.family

    @property
    def noun(self) -> bool:
        """Say whether it is a noun."""
        return self.entry.pos == "noun"

    @property
    def shot(self) -> bool:
        """Say whether it tells only who was shot: "was shot dead"."""
        ends = ("shot dead", "shot and killed", "was shot", "were shot")
        return self.family == "gunfire" and self.text.lower().endswith(ends)


def find_triggers(sentence: Sentence, tables: Tables, masked: frozenset[int]) -> list[Trigger]:
    """
    Find the trigger words of a sentence.

    Parameters
    ----------
    sentence
        The sentence.
    tables
        Rule tables.
    masked
        Numbers of words inside names, which trigger nothing.

    Returns
    -------
    triggers
        In order.
    """
    words = sentence.words
    found = []
    for match in phrases(
        words, tables.triggers.__contains__, lambda w: opens_one(w, tables.trigger_openings), 5
    ):
        if any(k in masked for k in range(match.first, match.last)):
            continue
        entry = _entry(words, match.first, match.last, tables.triggers[match.key], tables)
        if entry is None or swallowed(words, match.first, match.last, entry, tables):
            continue
        found.append(_trigger(sentence, match.first, match.last, entry, tables))
    return found


def _entry(
    words: Sequence[Word], first: int, last: int, entries: tuple[TriggerEntry, ...], tables: Tables
) -> TriggerEntry | None:
    if len(entries) == 1:
        entry = _brought_down(words, last, entries[0], tables)
        if entry.pos == "verb" and last - first == 1 and bare_noun(words, first, tables):
            return None
        return entry
    noun = next((e for e in entries if e.pos == "noun"), None)
    verb = next((e for e in entries if e.pos == "verb"), None)
    if noun is None or verb is None:
        return entries[0]
    return noun if is_noun(words, first, last, tables) else verb


def _brought_down(
    words: Sequence[Word], last: int, entry: TriggerEntry, tables: Tables
) -> TriggerEntry:
    # "shot an attack drone out of the sky", "stopped a missile": they hit what flies.
    if entry.base == "drive out" and _driven_in(words, last):
        return tables.triggers["dynamited"][0]
    stopped = words[last - 1].low in {"stopped", "stops", "halted"}
    stopped = stopped and not words[min(last, len(words) - 1)].low.endswith("ing")
    if entry.base != "shoot" and not stopped:
        return entry
    after = [w.low for w in words[last : last + 9]]
    things = tables.words["projectile"]
    at = next((k for k, low in enumerate(after[:5]) if low in things), None)
    if at is None or set(after[:at]) & tables.words["preposition"]:
        return entry
    down = {"down", "sky"} & set(after[at + 1 :])
    return tables.triggers["intercepted"][0] if down or stopped else entry


def _driven_in(words: Sequence[Word], last: int) -> bool:
    # "a car was driven into the police headquarters", "drove a van full of explosives into a gate".
    after = [w.low for w in words[last : last + 10]]
    if "into" not in after:
        return False
    loaded = {w.low for w in words} & {"explosives", "bomb", "suicide", "exploded", "detonated"}
    car = {w.low for w in words[max(0, last - 8) : last + 6]} & _CARS
    return bool(car) and (bool(loaded) or bool(set(after[after.index("into") :]) & _GUARDED))


_CARS = vocabulary("car van lorry truck bus minibus tractor vehicle tanker jeep motorcycle")
_GUARDED = vocabulary("police army barracks headquarters checkpoint base gate soldiers crowd post")


def _trigger(
    sentence: Sentence, first: int, last: int, entry: TriggerEntry, tables: Tables
) -> Trigger:
    words = sentence.words
    noun = entry.pos == "noun"
    start, end = words[first].start, words[last - 1].end
    head = _phrase_start(words, first, tables) if noun else first
    determiner = words[head - 1].low if head else ""
    if noun and head < first and words[head].low in tables.words["definite"]:
        determiner = words[head].low
    said = (
        head >= 2 and words[head - 1].low == "that" and words[head - 2].low in tables.words["say"]
    )
    if (
        head + 1 < len(words)
        and words[head].low == "that"
        and words[head - 1].low in tables.words["say"]
    ):
        said, determiner = True, ""
    span = {w.low for w in words[max(0, head - 1) : first]}
    determiner = "" if said and determiner == "that" else determiner
    modality, reason = modality_of(words, first, last, noun=noun, head=head, tables=tables)
    return Trigger(
        first,
        last,
        start,
        end,
        " ".join(w.text for w in words[first:last]),
        entry,
        passive=not noun and _passive(words, first, last, tables),
        participle=not noun and words[first].low.endswith("ing"),
        definite=noun and (_of_a_day(words, head) or determiner in tables.words["definite"]),
        plural=noun and _plural(words, last),
        novel=bool(span & tables.words["novel"]) or _novel_near(words, head),
        modality=modality,
        reason=reason,
    )


def _of_a_day(words: Sequence[Word], head: int) -> bool:
    # "Friday's raids", "yesterday's attack": acts that were told of.
    return head >= 2 and words[head - 1].low == "'s" and words[head - 2].low in _DAYS


_DAYS = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today week month weekend",
    "day night evening morning afternoon year time",
)


def _plural(words: Sequence[Word], last: int) -> bool:
    low = words[last - 1].low
    return (low.endswith("s") and low != "hits") or low in _MANY


_MANY = vocabulary("fighting shelling harassment غارات هجمات انفجارات")


def _novel_near(words: Sequence[Word], head: int) -> bool:
    near = {w.low for w in words[max(0, head - 3) : head]}
    opening = {w.low for w in words[:3]}
    apart = opening & {"separately", "elsewhere", "meanwhile"}
    return bool(near & ANOTHER or apart or ("in" in opening and opening & {"separate", "another"}))


def _phrase_start(words: Sequence[Word], first: int, tables: Tables) -> int:
    # Go back over what stands before a noun in its phrase, to the word after its determiner.
    at = first
    while at > max(0, first - 7):
        low = words[at - 1].low
        if low in tables.words["determiner"]:
            return at - 1 if low in tables.words["definite"] else at
        if (
            low in tables.words["preposition"]
            or low in tables.words["say"]
            or low in tables.words["be"]
        ):
            return at
        if not words[at - 1].key and words[at - 1].text not in "-,'\"":
            return at
        if words[at - 1].text == "," and words[at - 2].low in _DAYS:
            return at  # "On the same day, air strikes hit"
        if low in {"and", "or", "but"} | tables.words["have"] | tables.words["boundary"]:
            return at
        at -= 1
    return at


def _passive(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    low = words[first].low
    if (low.endswith("ing") and low != "being") or (
        low.endswith("s") and low not in {"goes", "was"}
    ):
        return False
    at = first - 1
    while at >= 0 and (
        words[at].low in tables.words["adverb"]
        or words[at].low.endswith("ly")
        or words[at].low in {"n't", "not"}
    ):
        at -= 1
    if at >= 0 and words[at].low in tables.words["be"]:
        return True
    if at > 1 and words[at].low == "and" and words[at - 2].low in tables.words["be"]:
        told = words[at - 1].low.endswith("ed") and low.endswith("ed")
        return told and last < len(words) and words[last].low in tables.words["preposition"]
    if low in _HAPPENED:
        return last == first + 1 or words[first + 1].low != "down"  # "came down on ropes"
    after = words[last].low if last < len(words) else ""
    return after == "by" and not (at >= 0 and words[at].low in tables.words["have"])
