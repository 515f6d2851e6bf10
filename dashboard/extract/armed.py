"""Which parties act by force in a sentence, and which only speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables


_PLACERS = vocabulary(
    "in over near off from at inside",
)


_BODIES = vocabulary(
    "officials spokesman military army also has forces",
)


_ELSEWHERE = vocabulary(
    "on in at said against near after",
)


_JOINING = vocabulary(
    "and , or jets forces warplanes aircraft - / troops the warships alongside together with",
    "planes military armed ships jointly guns artillery drones of allied",
)


# "The coalition fighting Islamic State said": whom somebody else faces.
FACING = vocabulary("fighting battling combating countering")


def fights(actor: ActorMention, marked: Marked, tables: Tables) -> bool:
    """
    Say whether a party can be one that acts by force here.

    Parameters
    ----------
    actor
        The party.
    marked
        Its sentence.
    tables
        Rule tables.

    Returns
    -------
    fights
        False for monitors, for nationalities before civilians ("Yemeni workers"), for places, for
        a ship's register ("Liberia flag"), for what is named after a capital ("Cairo accord").
    """
    after = marked.words[actor.last].low if actor.last < len(marked.words) else ""
    if after in _REGISTERS or (actor.kind == "group" and after in _ENVOYS):
        return False
    if actor.kind == "body" or actor.name == "Unidentified":
        return False
    if actor.how == "demonym":
        return actor.martial
    before = marked.words[actor.first - 1].low if actor.first else ""
    if actor.how in {"country", "capital"} and before in _PLACERS:
        return False
    if actor.how == "country" and before in {"of", "with"}:
        land = marked.words[max(0, actor.first - 2)].low
        if land in _LANDS:
            return False  # "from the direction of Jordan", "on its border with Syria"
    return not (after == "'s" and _office(marked.words, actor.last + 1, tables))


_ENVOYS = vocabulary(
    "delegates delegation delegations negotiators negotiator lawmakers lawmaker envoy envoys",
    "ministers minister supporters television channel media journalists",
)
_LANDS = vocabulary(
    "direction airspace territory border borders frontier skies coast north south east west soil"
)
_REGISTERS = vocabulary(
    "flag flags registry registered accord accords agreement talks summit deal conference process",
    "declaration protocol communique",
)


def _office(words: Sequence[Word], at: int, tables: Tables) -> bool:
    near = [w.low for w in words[at : at + 3]]
    if any(w in tables.words["force"] for w in near[:2]):
        return False
    return any(w in _OFFICES for w in near)


_OFFICES = vocabulary(
    "government ministry minister president parliament premier envoy ambassador foreign",
    "health interior civil spokesman spokeswoman spokesperson king prime state official",
    "officials capital leader media news television channel agency embassy consulate oil",
)


def speaker(actor: ActorMention, marked: Marked, tables: Tables) -> bool:
    """
    Say whether a party only speaks here: "CENTCOM said".

    Parameters
    ----------
    actor
        The party.
    marked
        Its sentence.
    tables
        Rule tables.

    Returns
    -------
    speaks
        True where a verb of saying follows it, or "according to" stands before.
    """
    words = marked.words
    if actor.first and words[actor.first - 1].low in FACING:
        return False
    follow = [w.low for w in words[actor.last : actor.last + 3]]
    if follow[:1] == ["and"] and set(follow[2:]) & tables.words["say_strong"]:
        return True  # "the army and residents said"
    for word in words[actor.last : actor.last + 2]:
        if word.low in tables.words["say_strong"]:
            return True
        if word.low not in _BODIES:
            break
    before = [w.low for w in words[max(0, actor.first - 3) : actor.first]]
    return (before[-1:] == ["to"] and "according" in before) or "according" in before


def group_at(marked: Marked, first: int, reach: int) -> list[ActorMention]:
    """
    Find the party that starts near a word, with those joined to it by "and" or a comma.

    Parameters
    ----------
    marked
        The sentence.
    first
        Number of the word.
    reach
        How many words later it may start.

    Returns
    -------
    parties
        In order; empty where none starts there.
    """
    found: list[ActorMention] = []
    for actor in marked.actors:
        if actor.first < first:
            continue
        if not found:
            if actor.first - first <= reach and not any(
                w.text in {";", ":"} or w.low in _ELSEWHERE
                for w in marked.words[first : actor.first]
            ):
                found.append(actor)
            continue
        between = {w.low for w in marked.words[found[-1].last : actor.first]}
        beside = found[-1].last == actor.first
        theirs = "of" not in between or "and" in between  # "the Houthis of Yemen" are one
        if beside or (between and between <= _JOINING and len(between) <= 4 and theirs):
            found.append(actor)
        else:
            break
    return found
