"""Whose force a common noun means: "its soldiers", "our air force", "ground forces"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import OWN, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables


def owner_of(
    generic: ActorMention, words: Sequence[Word], actors: Sequence[ActorMention], tables: Tables
) -> ActorMention:
    """
    Say whose force a common noun means, where the sentence tells it better than the country.

    Parameters
    ----------
    generic
        A party read from "the army", "its soldiers", "the air force".
    words
        Words of the sentence.
    actors
        Parties that the sentence names.
    tables
        Rule tables.

    Returns
    -------
    actor
        The same words under the name of their owner; unchanged where nothing says so.
    """
    known = [a for a in actors if a.kind in {"state", "group"} and a.how != "generic"]
    before = words[generic.first - 1].low if generic.first else ""
    owner: ActorMention | None = None
    if before in OWN or words[generic.first].low in OWN:
        held = [a for a in known if a.last <= generic.first]
        owner = next((a for a in held if _says(a, words, tables)), held[-1] if held else None)
    elif _quoted(words, generic.first):
        outside = [a for a in known if not _quoted(words, a.first)]
        owner = next((a for a in outside if a.kind == "state"), None)
    elif (told := _army_says(words, known, tables)) is not None:
        owner = told
    elif before != "the" and words[generic.first].low != "the":
        owner = next((a for a in known if a.martial and _says(a, words, tables)), None)
        owner = owner if owner is not None and owner.kind == "state" else None
    if owner is None:
        owner = _spokesman(generic, words, known, tables)
    if owner is None:
        return generic
    return replace(generic, name=owner.name, kind=owner.kind, home=owner.home)


def _spokesman(
    generic: ActorMention, words: Sequence[Word], known: Sequence[ActorMention], tables: Tables
) -> ActorMention | None:
    # "Israel's defence minister said the air force had attacked targets in Syria": Israel's.
    for actor in known:
        if actor.kind != "state" or not actor.last < generic.first:
            continue
        between = [w.low for w in words[actor.last : generic.first]]
        said = next((k for k, low in enumerate(between) if low in tables.words["say_strong"]), None)
        if said is None or len(between) - said > NEAR or said > NEAR:
            continue
        if _DEFENCE & set(between[:said]):
            return actor
    return None


NEAR = 4  # words
_DEFENCE = vocabulary("defence defense military army minister president premier")


def first_person(
    words: Sequence[Word],
    at: int,
    actors: Sequence[ActorMention],
    author: ActorMention | None,
    tables: Tables,
) -> ActorMention | None:
    """
    Read "our forces": those of the speaker, or of whoever issued the statement.

    Parameters
    ----------
    words
        Words of the sentence.
    at
        Number of the noun.
    actors
        Parties that the sentence names.
    author
        The party that the report named first; None where it named none.
    tables
        Rule tables.

    Returns
    -------
    actor
        None where the words say nothing of the kind.
    """
    if all(w.low != "our" for w in words[max(0, at - 2) : at]):
        return None
    low = words[at].low
    if not (tables.has("generic_army", low) or tables.has("generic_group", low) or low in MEN):
        return None
    sayers = [a for a in actors if a.kind in {"state", "group"} and _says(a, words, tables)]
    owner = sayers[0] if sayers else author
    if owner is None:
        return None
    word = words[at]
    return replace(
        owner, first=at, last=at + 1, start=word.start, end=word.end, text=word.text, how="generic"
    )


MEN = vocabulary("units men heroes mujahideen brigades warriors jets aircraft navy drones pilots")


def speaks_for_itself(actor: ActorMention) -> bool:
    """
    Say whether a party can be the author of a statement.

    Parameters
    ----------
    actor
        The party.

    Returns
    -------
    speaks
        True for armed groups and forces that are named.
    """
    return (
        actor.how == "name" and actor.kind in {"state", "group"} and actor.name != "Drug smugglers"
    )


def _army_says(
    words: Sequence[Word], known: Sequence[ActorMention], tables: Tables
) -> ActorMention | None:
    # "The army struck three villages in southern Lebanon, Israel's military said".
    for actor in known:
        after = {w.low for w in words[actor.last : actor.last + 2]} | set(
            actor.text.lower().split()
        )
        if actor.kind == "state" and after & {"military", "army"} and _says(actor, words, tables):
            return actor
    return None


def issuer(
    words: Sequence[Word], actors: Sequence[ActorMention], tables: Tables
) -> ActorMention | None:
    """
    Find which army issued a statement: "IDF Spokesperson's Unit" in its first line.

    Parameters
    ----------
    words
        Words of the first line.
    actors
        Parties that it names.
    tables
        Rule tables.

    Returns
    -------
    army
        None where the line tells of an act, or names no army that could speak.
    """
    lows = {w.low for w in words}
    named = [a for a in actors if a.kind == "state" and a.how == "name" and a.home is not None]
    acts = any(w.key in tables.triggers for w in words)
    return named[0] if len(named) == 1 and lows & _ISSUE and not acts else None


_ISSUE = vocabulary(
    "spokesperson spokesman statement communique communiqué press release unit command",
    "headquarters media centre center office directorate",
)


def _says(actor: ActorMention, words: Sequence[Word], tables: Tables) -> bool:
    after = words[actor.last : actor.last + 3]
    return any(w.low in tables.words["say_strong"] for w in after)


def _quoted(words: Sequence[Word], at: int) -> bool:
    return sum(1 for w in words[:at] if w.text == '"') % 2 == 1
