"""Words that can tell of an event, read as noun or verb, and whether what they tell happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.matching import opens_one, phrases
from dashboard.extract.modality import modality_of
from dashboard.extract.swallowed import swallowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Sentence, Word
    from dashboard.extract.tables import Tables, TriggerEntry
_PAST_FORMS = vocabulary(
    "hit shot blew sank fell died fought overran shook sunk alight ablaze aflame",
)
_NOUN_OR_VERB = vocabulary(
    "target targets bomb bombs shell shells down board boards fire fires land fall falls",
    "drop rock launch launches stage stages mount mounts sink battle battles level rockets",
)
_LEADS_TO = vocabulary(
    "response end due reply answer prior reaction",
)
_BEFORE_OBJECTS = vocabulary(
    "at more about dozens several nearly over up scores",
)
_ANOTHER = vocabulary(
    "another second third separate fresh new further different",
)
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


_NOUN_NEXT = vocabulary(
    "on against in at near by have has had were was are is that and since from over",
    "targeting which who of will would could may killed killing hit left wounded injured",
    "across between off outside inside during around after before for with as to , . ; : )",
    "continued continue resumed began began took come came claimed carried attributed",
    "blamed",
)
_ING_NOUN_NEXT = vocabulary(
    "of in by at between on near has have was is had killed left against , . ; continued",
    "flared reached spread began started subsided eased flares reaches spreads nears neared",
    "intensified resumed erupted broke raged around across along outside north south east",
    "west and that",
)

_DOES = vocabulary("killed wounded injured destroyed damaged hit struck forced left set")


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
        if entry.pos == "verb" and last - first == 1 and _bare_noun(words, first, tables):
            return None
        return entry
    noun = next((e for e in entries if e.pos == "noun"), None)
    verb = next((e for e in entries if e.pos == "verb"), None)
    if noun is None or verb is None:
        return entries[0]
    return noun if _is_noun(words, first, last, tables) else verb


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
    things = tables.words["weapon_air"] | tables.words["weapon_shell"]
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


_CARS = vocabulary("car van lorry truck bus minibus tractor vehicle tanker jeep pick-up motorcycle")
_GUARDED = vocabulary("police army barracks headquarters checkpoint base gate soldiers crowd post")


def _bare_noun(words: Sequence[Word], first: int, tables: Tables) -> bool:
    # A form that is only listed as a verb but stands as a noun: "the target", "a bomb".
    low = words[first].low
    if (
        low in {"wounded", "injured", "killed", "dead", "missing"}
        and first
        and words[first - 1].low == "the"
    ):
        return True
    if low in _THINGS and first and _is_thing(words[first - 1].low, tables):
        return True  # "the wreck of a drone", "a fall in the Syrian pound"
    if low in _HELD_LAND and first and words[first - 1].low in tables.words["preposition"]:
        return True  # "in occupied Crimea"
    if low in _STATES and _of_people(words, first, tables):
        return True
    if (
        low.endswith("ed")
        and first
        and words[first - 1].low in {"the", "a", "an", "its", "their"}
        and first + 1 < len(words)
        and words[first + 1].low not in {"by", "in", "on", "at"}
    ):
        return True
    if (
        low in {"damage", "damages"}
        and first
        and not words[first - 1].capital
        and words[first - 1].low not in {"to", "drones", "warplanes"}
    ):
        return True
    if low.endswith(("ed", "ck", "ing")) or low in _PAST_FORMS:
        return False
    before = words[first - 1].low if first else ""
    if before in tables.words["determiner"] and not before.isdigit() and before != "'s":
        return True
    after = words[first + 1].low if first + 1 < len(words) else "."
    name = before.endswith("s") or (first > 0 and words[first - 1].capital and low.endswith("s"))
    follows = first + 1 < len(words) and words[first + 1].capital and name
    return low in _NOUN_OR_VERB and not follows and not _verb_context(before, after, tables)


def _is_thing(before: str, tables: Tables) -> bool:
    return before in {"the", "a", "this"} | tables.demonyms.keys()


_THINGS = vocabulary("wreck wrecks pound pounds")
_HELD_LAND = vocabulary("occupied captured besieged recaptured liberated")
_STATES = vocabulary("wounded injured killed dead missing kidnapped captured detained besieged")


def _of_people(words: Sequence[Word], first: int, tables: Tables) -> bool:
    # "24 wounded people", "the injured child": a state of people, nothing that is done.
    before = words[first - 1] if first else None
    after = words[first + 1].low if first + 1 < len(words) else ""
    if (
        words[first].low != "killed"
        and before is not None
        and (before.low[:1].isdigit() or before.low in tables.numbers)
    ):
        return before.low not in {"a", "an", "one"}
    counted = before is not None and (
        before.low[:1].isdigit()
        or before.low in tables.numbers
        or before.low in tables.words["determiner"]
        or before.low in {"of", "many", "more"}
    )
    return counted and after in tables.words["person"] and after not in {"others", "other"}


def _verb_context(before: str, after: str, tables: Tables) -> bool:
    if before == "to" or before in tables.words["modal"]:
        return True
    return after in tables.words["determiner"] and before not in tables.words["preposition"]


def _is_noun(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    low = words[last - 1].low
    before = words[first - 1] if first else None
    after = words[last] if last < len(words) else None
    prior = before.low if before is not None else ""
    following = after.low if after is not None else "."
    if prior == "to":
        return low.endswith("s") or (first >= 2 and words[first - 2].low in _LEADS_TO)
    if prior in tables.words["modal"] or prior in _NO_NOUN_AFTER:
        return False
    if following in _OBJECTS or (low == "hit" and not _a_hit(prior, tables)):
        return False  # "hits you", "the aircraft that hit convoys", "was itself hit by shells"
    opens_object = _object_next(after, tables)
    if opens_object and (prior == "one" or (low == "hit" and prior in _ANOTHER)):
        return False  # "a second one hit a hangar", "another hit Hajjah"
    if low.endswith("ing"):
        return _ing_noun(prior, following, opens_object=opens_object, tables=tables)
    if (
        prior in tables.words["determiner"]
        or prior in tables.words["preposition"]
        or prior in tables.numbers
    ):
        return words[first - 2].low == "in" or not (prior in {"that", "'"} and opens_object)
    if following in _NOUN_NEXT:
        return True
    if low == "hits" and before is not None and before.capital and prior != "the":
        return False  # "Israel hits militia posts"
    return not opens_object


def _a_hit(prior: str, tables: Tables) -> bool:
    # "a hit on the bridge", "a direct hit", "in the second hit": else it is a verb.
    return prior in _KINDS_OF_HIT or prior in tables.words["determiner"] - {"that", "'"}


_KINDS_OF_HIT = vocabulary("direct the second first single")


_NO_NOUN_AFTER = vocabulary("did n't do does not it they he she we who")
_OBJECTS = vocabulary("you him them us me")


def _object_next(after: Word | None, tables: Tables) -> bool:
    if after is None or not after.key:
        return False
    low = after.low
    return (
        low in tables.words["determiner"]
        or after.capital
        or low in tables.numbers
        or low[:1].isdigit()
        or low in tables.words["ship"]
        or low in tables.words["civilian"]
        or low in tables.words["facility"]
        or low in _BEFORE_OBJECTS
    )


def _ing_noun(prior: str, following: str, *, opens_object: bool, tables: Tables) -> bool:
    if prior in tables.words["be"]:
        return False
    if prior in {",", "and"} and following not in {"of", "by"}:
        return following in _DOES  # "and shelling killed three in Khan Younis"
    if prior in tables.words["determiner"] or following in {"of", "by"}:
        return True
    if opens_object:
        return False
    return following in _ING_NOUN_NEXT or prior in tables.words["preposition"]


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
    span = {w.low for w in words[max(0, head - 1) : first]} - ({"that"} if said else set())
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
        definite=noun
        and (
            _of_a_day(words, head)
            or determiner in tables.words["definite"]
            or bool(span & tables.words["definite"])
        ),
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
    return bool(near & _ANOTHER or apart or ("in" in opening and opening & {"separate", "another"}))


def _phrase_start(words: Sequence[Word], first: int, tables: Tables) -> int:
    # Go back over what stands before a noun in its phrase, to the word after its determiner.
    at = first
    while at > max(0, first - 7):
        low = words[at - 1].low
        if low in tables.words["determiner"] or low in tables.words["definite"]:
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
    if low in _HAPPENED:
        return last == first + 1 or words[first + 1].low != "down"  # "came down on ropes"
    after = words[last].low if last < len(words) else ""
    return after == "by" and not (at >= 0 and words[at].low in tables.words["have"])
