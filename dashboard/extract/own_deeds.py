"""Whether what a party says is of its own deed: "its men had done it", "the drones were theirs"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dashboard.extract.blame import ACT, BE
from dashboard.extract.lexicon import OWN, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.tables import Tables

_NOT = vocabulary("no not none nor never denied denies without nothing neither")
_LOOSE = vocabulary("that of")
_SELF = vocabulary("it they we")
_BE = BE | {"be"}
_DEED = vocabulary(
    "fired launched aimed targeted struck hit attacked bombed shelled shot destroyed detonated",
    "blown conducted staged perpetrated mounted executed done committed planted sent used carried",
    "reached flown dispatched ambushed hunted stopped seized boarded impounded captured held",
    "taken stormed entered killed overrun fought burned acted raided downed placed laid removed",
    "eliminated neutralised neutralized assassinated liquidated sunk torched wiped",
)
_MEN = vocabulary(
    "men man jet forces force fighters fighter drones drone missiles missile aircraft jets planes",
    "warplanes troops soldiers units unit army navy air gunmen rockets brigades members wing",
    "bomber bombers guns artillery pilots commandos cell mujahideen military boats marines",
)
_THING = (ACT - {"hit", "ambushes"}) | vocabulary(
    "ship vessel tanker base mission device bomb mine charge charges mines devices car"
)
_OWNED = vocabulary(
    "work doing deed own handiwork answer reply response revenge retaliation retribution",
    "punishment operation warning message theirs",
)
_MEMBERS = vocabulary("member members fighter fighters men man martyrs martyr soldiers sons")
_SOMEBODY = vocabulary(
    "attacker attackers gunman gunmen man men two both bomber bombers he him assailants pair",
    "brothers shooters shooter",
)
_HAS = vocabulary("has was is ships drones jets missiles rockets")
REACH = 6


def tells_own(rest: Sequence[str], sentence: Marked, tables: Tables) -> bool:
    """
    Say whether a statement is of the speaker's own deed.

    Parameters
    ----------
    rest
        The words of the statement, in lower case.
    sentence
        The sentence that they stand in.
    tables
        Rule tables.

    Returns
    -------
    own
        True for "that it was them", "its men had done it", "his forces had sent eight missiles",
        "the drones were its own". False for a deed at a place of its own, which is another act,
        for what was done to the speaker and for denials.
    """
    if _one_of_them(rest, tables):
        return True
    told = [low for low in itertools.takewhile(lambda w: w != ";", rest) if low not in _LOOSE]
    if _NOT & set(told[: 2 * REACH]):
        return False
    return (
        told[:3] in (["it", "was", "them"], ["it", "was", "us"])
        or (told[:3] == ["it", "had", "been"] and told[3:4] and told[3] in OWN | {"them"})
        or told[:3] in (["they", "did", "it"], ["it", "did", "so"], ["it", "did", "it"])
        or (told[:3] == ["it", "had", "done"] and told[3:4] in (["so"], ["it"], ["this"]))
        or _its(told)
        or any(
            _acts(told, at, sentence, tables)
            for at in range(min(len(told), 4 * REACH))
            if told[at] in OWN | _SELF
        )
    )


def _one_of_them(rest: Sequence[str], tables: Tables) -> bool:
    # "a fighter of the group had set it off", "one of its men had fired".
    for at in range(1, len(rest) - 2):
        named = rest[at] == "of" and rest[at - 1] in _MEN | _MEMBERS
        group = {*rest[at + 1 : at + 3]} & (tables.words["generic_group"] | OWN)
        if named and group and not _NOT & set(rest[:at]):
            return bool(set(rest[at + 2 : at + 6]) & (_DEED | {"set"}))
    return False


def _its(told: Sequence[str]) -> bool:
    # "the drones were its own", "was their answer", "they were theirs".
    for at in range(1, len(told) - 1):
        owner = told[at + 1]
        if told[at] in _BE and list(told[at + 1 : at + 4]) in _HELD:
            return True  # "said that she was in its hands"
        one = list(told[at : at + 3]) in (["was", "one", "its"], ["was", "one", "their"])
        if one and set(told[max(0, at - 3) : at]) & (_THING | _MEN):
            return True  # "the jet was one of its own", without its "of"
        subject = set(told[max(0, at - REACH) : at]) & (_THING | _SOMEBODY)
        theirs = owner == "theirs" and told[at - 1] in {"it", "one"}  # "said that it was theirs"
        if (
            told[at] not in _BE
            or not (subject or theirs)
            or not (owner in OWN or owner == "theirs")
        ):
            continue
        if theirs or set(told[at + 1 : at + 4]) & _OWNED:
            return True
    return False


_HELD = (["in", "its", "hands"], ["in", "their", "hands"], ["in", "its", "custody"])


def belong_to(before: Sequence[str]) -> bool:
    """
    Say whether words before a party make those who did something its people.

    Parameters
    ----------
    before
        Up to seven words before the party, in lower case.

    Returns
    -------
    belong
        True for "the gunmen belonged to", "the two were members of".
    """
    for at, low in enumerate(before):
        if low not in _SOMEBODY:
            continue
        rest = list(before[at + 1 :])
        if "belonged" in rest and "to" in rest:
            return True
        if _BE & set(rest) and _MEMBERS & set(rest) and "of" in rest:
            return True
    return False


def names_members(rest: Sequence[str]) -> bool:
    """
    Say whether a statement calls those who did something the speaker's own people.

    Parameters
    ----------
    rest
        The words of the statement, in lower case.

    Returns
    -------
    members
        True for "that the gunmen were its members", "named both as its fighters".
    """
    if rest[:1] == ["the"] and rest[1:2] and rest[1] in _SOMEBODY and rest[2:4] == ["as", "a"]:
        return bool(_MEMBERS & set(rest[4:6]))  # "claimed the attacker as a member"
    for at, low in enumerate(rest):
        if low not in OWN | {"theirs"} or not set(rest[max(0, at - REACH) : at]) & _SOMEBODY:
            continue
        before = set(rest[max(0, at - 4) : at])
        tied = before & (_BE | {"as", "belonged", "among"})
        people = set(rest[at + 1 : at + 5]) & _MEMBERS or (before & _MEMBERS and "of" in before)
        if tied and (people or "belonged" in before):
            return True
        if "own" in rest[at : at + 2] and tied:
            return True
    return False


def _done_it(told: Sequence[str], at: int, tables: Tables) -> bool:
    # "its fidayeen had done it": whoever they are.
    for k in range(at + 2, min(at + 5, len(told) - 2)):
        if told[k] in tables.words["have"] and told[k + 1] in _DEED:
            return told[k + 2] in {"it", "them", "this", "both"}
    return False


def _acts(told: Sequence[str], at: int, sentence: Marked, tables: Tables) -> bool:
    # "it had fired them", "his forces had sent eight missiles into the kingdom".
    first = at + 1
    if told[at] in OWN:
        reach = range(at + 1, min(at + 4, len(told)))
        men = [k for k in reach if told[k] in _MEN | {"own"}]
        if not men and _done_it(told, at, tables):
            return True
        if not men:
            return False
        first = men[-1] + 1
    verb = next((k for k in range(first, min(len(told), first + 4)) if told[k] in _DEED), None)
    if verb is None or set(told[first:verb]) & tables.words["say"]:
        return False
    if told[at] in _SELF and any(low.endswith("s") for low in told[first:verb] if low not in _HAS):
        return False  # "groups it supports had used explosives"
    if _BE & set(told[first:verb]) and told[verb] != "sent":
        return False
    thing = [low for low in told[verb + 1 :] if low != "out"]
    if thing[:1] in (["it"], ["them"], ["this"], ["both"], ["her"]):
        return True
    definite = thing[:1] in (["the"], ["this"], ["that"], ["both"], ["those"], ["these"])
    if definite and _THING & set(thing[1:4]):
        return True
    return not any(
        p.role in {"loc", "object"} and not (p.is_area and p.place.layer == "country")
        for p in sentence.places
    )
