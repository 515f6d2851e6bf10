"""Whether a word that can be both, "strikes", "shelling" or "hit", stands as noun or as verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

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
ANOTHER = vocabulary(
    "another second third separate fresh new further different",
)
_NOUN_NEXT = vocabulary(
    "on against in at near by have has had were was are is that and since from over",
    "targeting which who of will would could may killed killing hit left wounded injured",
    "across between off outside inside during around after before for with as to , . ; : )",
    "continued continue resumed began took come came claimed carried attributed",
    "blamed",
)
_ING_NOUN_NEXT = vocabulary(
    "of in by at between on near has have was is had killed left against , . ; continued",
    "flared reached spread began started subsided eased flares reaches spreads nears neared",
    "intensified resumed erupted broke raged around across along outside north south east",
    "west and that",
)

_DOES = vocabulary("killed wounded injured destroyed damaged hit struck forced left set")


def bare_noun(words: Sequence[Word], first: int, tables: Tables) -> bool:
    """
    Say whether a form that is only listed as a verb stands as a noun.

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word.
    tables
        Rule tables.

    Returns
    -------
    noun
        True for "the target", "a bomb", "24 wounded people", "in occupied Crimea".
    """
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
    if low in _NOUN_OR_VERB and _plural_force_acts(words, first, tables):
        return False
    name = before.endswith("s") or (first > 0 and words[first - 1].capital and low.endswith("s"))
    follows = first + 1 < len(words) and words[first + 1].capital and name
    return low in _NOUN_OR_VERB and not follows and not _verb_context(before, after, tables)


def _plural_force_acts(words: Sequence[Word], first: int, tables: Tables) -> bool:
    # "American and British aircraft bomb Sanaa", "the Guards fire ballistic missiles at a villa":
    # the present tense of timelines and titles.
    before = words[first - 1] if first else None
    if before is None or first + 1 >= len(words):
        return False
    force = before.low in _PLURAL_FORCES or (before.capital and before.low in {"guards", "houthis"})
    after = words[first + 1]
    weapon = tables.words["weapon_air"] | tables.words["weapon_shell"]
    sends = words[first].low in {"fire", "launch"}
    armed = sends and bool({w.low for w in words[first + 1 : first + 4]} & weapon)
    object_ = after.capital or after.low in tables.words["determiner"] or after.low.isdigit()
    counted = after.low in tables.numbers
    return force and (armed or object_ or counted)


_PLURAL_FORCES = vocabulary(
    "aircraft jets warplanes planes troops forces fighters soldiers militants rebels gunmen drones",
    "helicopters units boats warships police",
)


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


def is_noun(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    """
    Say whether words that are listed as noun and as verb stand as the noun.

    Parameters
    ----------
    words
        Words of the sentence.
    first, last
        Numbers of the words, `last` not included.
    tables
        Rule tables.

    Returns
    -------
    noun
        True for "the strikes killed", False for "Israel strikes Rafah".
    """
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
    if opens_object and (prior == "one" or (low == "hit" and prior in ANOTHER)):
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
