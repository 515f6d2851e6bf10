"""Whose the aircraft, drones or gunmen of an act were, where a sentence of its own says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.blame import BE, NOT
from dashboard.extract.lexicon import ATTACKERS, vocabulary
from dashboard.extract.statements import parties_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.tables import Tables

_CRAFT = vocabulary(
    "aircraft plane planes jet jets warplane warplanes helicopter helicopters drone drones gunship",
    "gunships bomber bombers tank tanks gunboat gunboats warship warships",
)
_STRUCK = vocabulary("strike strikes raid raids attack airstrike bombing aggression bombardment")
_HEDGED = vocabulary(
    "clearly probably apparently almost certainly likely most believed thought to be have been",
)
_ARTICLES = vocabulary("a an the")
_NAMED = vocabulary("called call calls calling described describes denounced condemned termed")
_FROM = ("from", "part")
REACH = 8


def whose_they_were(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    """
    Find whose the aircraft or gunmen of an act told before are said to be.

    Parameters
    ----------
    sentence
        The sentence.
    lows
        Its words in lower case.
    tables
        Rule tables; not needed, all finders of an author take them.

    Returns
    -------
    actor
        "The aircraft were Russian", "it was an American drone", "called it Israeli aggression",
        "the boarders were from the Revolutionary Guards". None for "the drone was Iranian-made"
        and "the gunmen were not from Hamas".
    """
    del tables
    for actor in parties_in(sentence):
        before = lows[max(0, actor.first - REACH) : actor.first]
        after = lows[actor.last : actor.last + 2]
        if NOT & set(before) or not (BE | _NAMED | {"belonged"}) & set(before):
            continue
        if _craft_of(lows[: actor.first]):
            return actor
        if actor.how == "demonym":
            made = actor.home == "IR" and {"drone", "drones"} & set(before)
            if (_is_of(before, after) and not made) or _it_was(before, after):
                return actor  # an Iranian drone may be anybody's
        elif _came_of(before):
            return actor
    return None


def _is_of(before: Sequence[str], after: Sequence[str]) -> bool:
    # "The aircraft were Russian", "said the planes were almost certainly American".
    at = len(before) - 1
    while at > 0 and before[at] in _HEDGED:
        at -= 1
    ends = not any(low.isalpha() or low == "-" for low in after[:1]) or after[0] in _AFTER
    return at > 0 and before[at] in BE and before[at - 1] in _CRAFT and ends


_AFTER = vocabulary("and but according because which")


def _craft_of(before: Sequence[str]) -> bool:
    # "The jets that hit the depot were American", "the aircraft belonged to the United States".
    told = [low for low in before if low not in _ARTICLES | _HEDGED - {"be", "been", "to"}]
    if told[-2:] == ["belonged", "to"]:
        return bool(_CRAFT & set(told[-2 - REACH : -2]))
    if told[-1:] not in (["were"], ["was"]):
        return False
    which = (k for k in range(1, len(told)) if told[k] in {"that", "which"})
    return any(told[k - 1] in _CRAFT for k in which)


def _it_was(before: Sequence[str], after: Sequence[str]) -> bool:
    # "It was an American drone", "called it an Israeli strike", "described it as aggression".
    thing = bool((_CRAFT | _STRUCK) & set(after[:1])) or (
        after[:1] == ["air"] and bool(_STRUCK & set(after[1:]))
    )
    told = [low for low in before if low not in _ARTICLES | _HEDGED]
    was = len(told) > 1 and told[-1] in BE and told[-2] in {"it", "this", "that"}
    told = told[:-1] if told[-1:] == ["as"] else told
    named = len(told) > 1 and told[-1] in {"it", "this"} and told[-2] in _NAMED
    return thing and (was or named)


def _came_of(before: Sequence[str]) -> bool:
    # "The boarders were from Iran's Revolutionary Guards", "the gunmen were part of Hamas".
    told = [low for low in before if low not in _ARTICLES | {"of"}]
    tied = next((k for k, low in enumerate(told) if low in _FROM), None)
    if tied is None or len(told) - tied > (3 if told[-1] == "'s" else 1):
        return False
    be = [k for k in range(1, tied) if told[k] in BE]
    return bool(be) and told[be[-1] - 1] in ATTACKERS and set(told[be[-1] + 1 : tied]) <= _HEDGED
