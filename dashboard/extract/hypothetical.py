"""What a sentence only supposes: drills, rumours that proved false, cover against attacks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

DRILLS = vocabulary(
    "rehearse rehearses rehearsing exercise exercises drill drills simulated simulating",
    "simulation mock rehearsal",
    "manoeuvres maneuvers wargame rehearsed simulate simulates scenario",
)


def clause_start(words: Sequence[Word], at: int) -> int:
    """
    Say where the clause of a word begins.

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of a word.

    Returns
    -------
    start
        Number of its first word.
    """
    place = at
    while place > 0:
        word = words[place - 1]
        if word.text in {";", ":", "\u2014", "\u2013"} or word.low in {
            "but",
            "while",
            "although",
            "though",
            "whereas",
        }:
            return place
        place -= 1
    return 0


def would(before: Sequence[Word], tables: Tables) -> bool:
    """
    Say whether a modal stands in a stretch: "any ship would be seized, and any aircraft shot down".

    Parameters
    ----------
    before
        The stretch.
    tables
        Rule tables.

    Returns
    -------
    would
        True where one does.
    """
    return any(w.low in tables.words["modal"] for w in before)


def untrue(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    """
    Read "Rumours that the tanker had been mined were false".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word that tells of the act.
    last
        The word after it.
    tables
        Rule tables.

    Returns
    -------
    untrue
        True where the sentence says so itself.
    """
    before = {w.low for w in words[:first]}
    ends = (at for at in range(last, len(words) - 1) if words[at].low in {"were", "was", "are"})
    claimed = before & (tables.words["report_noun"] | _HEARSAY) and {"that", "of"} & before
    if bool(claimed) and any(words[at + 1].low in _FALSE or _not_true(words, at) for at in ends):
        return True
    after = [w.low for w in words[last:]]
    turned = any(pair in {("turned", "out"), ("proved", "to")} for pair in pairwise(after))
    if turned and set(after) & _HARMLESS:
        return True  # "Gunfire in Tripoli turned out to be a wedding"
    return turned and bool(before & _HEARSAY)


_HARMLESS = vocabulary(
    "wedding thunder thunderstorm firework fireworks drill exercise alarm hoax backfire",
    "tyre sandwich sweets celebration demolition",
)


def _not_true(words: Sequence[Word], at: int) -> bool:
    after = [w.low for w in words[at + 1 : at + 3]]
    if after[:1] == ["a"] and after[1:] and after[1] in {"lie", "hoax", "fabrication", "fiction"}:
        return True
    return after in (["not", "true"], ["not", "correct"], ["not", "accurate"])


_HEARSAY = vocabulary(
    "rumours rumors rumour rumor claims claim allegations videos posts messages channels users"
)
_FALSE = vocabulary(
    "false untrue baseless unfounded wrong fabricated invented fake incorrect withdrawn deleted",
    "retracted removed",
)


def in_a_drill(words: Sequence[Word], first: int) -> bool:
    """
    Read "an exercise in which pirates were captured", "the scenario has a group firing rockets".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word that tells of the act.

    Returns
    -------
    drill
        True there.
    """
    lows = [w.low for w in words[:first]]
    told = any(pair in {("in", "which"), ("during", "which")} for pair in pairwise(lows))
    if {"scenario", "simulation", "wargame"} & set(lows[:3]):
        return True  # "The scenario has an armed group seizing a village"
    return told and bool(DRILLS & set(lows[: len(lows) - lows[::-1].index("which")]))


def thought_of(words: Sequence[Word], first: int, tables: Tables) -> str:
    """
    Say what makes a noun a thought: "enough bombs for ninety days of strikes".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word that tells of the act.
    tables
        Rule tables.

    Returns
    -------
    word
        Empty where it is none.
    """
    near = [w.low for w in words[max(0, first - 8) : first]]
    if "enough" in near and "for" in near:
        return "enough"  # "wants enough bombs for ninety days of strikes"
    if {("be", "used"), ("being", "used")} & set(pairwise(near)) and "for" in near:
        return "used"  # "would not allow its airspace to be used for an attack on Iran"
    if "think" in near and any(low in tables.words["modal"] for low in near):
        return "think"  # "that no one would think a strike worth the price"
    insured = _COVER & {w.low for w in words[max(0, first - 14) : first]}
    return "against" if "against" in near and insured else ""


_COVER = vocabulary("insuring insure insured insurance cover policy policies")


def should_be(words: Sequence[Word], first: int, tables: Tables) -> bool:
    """
    Read "should its plants be attacked", "it may happen that a rocket is fired".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word that tells of the act.
    tables
        Rule tables.

    Returns
    -------
    supposed
        True there, and for "who would telephone each other before shooting".
    """
    lows = [w.low for w in words[max(0, first - 9) : first]]
    if lows[-2:-1] in (["help"], ["let"]) and lows[-1:] and lows[-1] in _HELPED:
        return lows[-3:-2] == ["to"] or would(words[max(0, first - 4) : first], tables)
    turned = "should" in lows[-7:] and lows[-1:] == ["be"] and "," not in lows
    turned = turned or (words[0].low == "should" and "should" in lows and "," not in lows)
    happens = any(a in tables.words["modal"] and b == "happen" for a, b in pairwise(lows))
    dreaded = any(a == "want" and b == "to" for a, b in pairwise([w.low for w in words[:first]]))
    if dreaded and "that" in lows and _SENSED & {w.low for w in words[:first]}:
        return True  # "I do not want to read in ten years that missiles struck Tallinn"
    later = lows[-1:] == ["before"] and words[first].low.endswith("ing")
    return turned or happens or (later and would(words[:first], tables))


_HELPED = vocabulary("it them him her us")  # "a system to help it shoot down missiles"
_SENSED = vocabulary("read hear learn")


def ready_for(words: Sequence[Word], head: int) -> bool:
    """
    Read "the whole body is ready for battle".

    Parameters
    ----------
    words
        Words of the sentence.
    head
        Number of the first word of the noun's phrase.

    Returns
    -------
    ready
        True there, and for "memories of older battles".
    """
    left = [w.low for w in words[max(0, head - 4) : head]]
    pairs = set(pairwise(left))
    return bool(pairs & _NOT_YET)


_NOT_YET = frozenset(
    {("ready", "for"), ("fit", "for"), ("memories", "of"), ("memory", "of"), ("fear", "of")}
)


def as_a_noun(words: Sequence[Word], first: int) -> bool:
    """
    Read "The firing of such a missile would call for an answer".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the word that tells of the act.

    Returns
    -------
    named
        True where a verb's form stands as a noun.
    """
    after = words[first + 1].low if first + 1 < len(words) else ""
    ends = words[first].low.endswith("ing") and after == "of"
    return ends and first > 0 and words[first - 1].low in {"the", "any"}


def one_such(words: Sequence[Word], first: int, head: int) -> bool:
    """
    Read "A strike that kills a commander may please a minister".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Number of the noun that tells of the act.
    head
        Number of the first word of its phrase.

    Returns
    -------
    such
        True where "an attack which kills" is none in particular.
    """
    after = words[first + 1 : first + 3]
    if len(after) < len(("that", "kills")) or after[0].low not in {"that", "which"}:
        return False
    one = {w.low for w in words[max(0, head - 1) : first]} & {"a", "an", "any", "every", "each"}
    verb = after[1].low
    return bool(one) and verb.endswith("s") and verb not in {"was", "is", "has", "his", "its"}


def to_be_done(words: Sequence[Word], head: int, tables: Tables) -> bool:
    """
    Read "will press ahead with an offensive", "could go on with strikes".

    Parameters
    ----------
    words
        Words of the sentence.
    head
        Number of the first word of the noun's phrase.
    tables
        Rule tables.

    Returns
    -------
    planned
        True where a modal governs what is done with the act; "will go on with the raids" is not
        told here, as it can mean raids that were.
    """
    at = head if words[head].low in {"a", "an"} else head - 1
    left = [w.low for w in words[max(0, at - 6) : at + 1]]
    if "with" not in left[-3:] or not {"ahead", "through", "forward"} & set(left):
        return False
    return bool({"to", *tables.words["modal"]} & set(left))
