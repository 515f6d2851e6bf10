"""Whom a sentence charges with an act that was told: blame, accusation, the finger pointed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import TIES, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.tables import Tables

NEAR = 5
ACT = vocabulary(
    "it attack attacks strike strikes raid raids bombing bombings blast blasts operation launch",
    "them this they killing assault assaults ambush explosion shelling shooting incident drone",
    "missile rocket rockets both missiles drones salvo barrage shots bomb hit ambushes",
)
BE = vocabulary("was were is are been being")
NOT = vocabulary("no not nobody none nor never denied denies deny denying without yet nothing")
_BLAME = vocabulary("blamed blames blaming blame accused accuses accusing accuse suspects suspect")
LAYS = MappingProxyType(
    {
        "attributed": "to",
        "attributes": "to",
        "attribute": "to",
        "ascribed": "to",
        "ascribes": "to",
        "traced": "to",
        "pinned": "on",
        "pins": "on",
        "pin": "on",
    }
)
_CHARGES = vocabulary("being carrying firing breach violation violating breaking")
_MODAL = vocabulary("would will could may might should must")
_BASES = vocabulary("base camp post checkpoint barracks headquarters")
_AT_FIRST = vocabulary("first initially originally")  # and later took it back


def blamed(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    """
    Find whom a sentence charges with an act.

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
        "Washington blamed X", "accused X of the attack", "the attack was blamed on X".
    """
    del tables
    for find in (_held_responsible, _to_blame, _pointed_at, _laid_upon, _suspected):
        found = find(sentence, lows)
        if found is not None:
            return found
    at = next((k for k, low in enumerate(lows) if low in _BLAME), None)
    if at is None or NOT & set(lows[:at]) or _AT_FIRST & set(lows[max(0, at - 2) : at]):
        return None
    on = 2 if lows[at + 1 : at + 2] == ["on"] else 1
    if lows[at + 1 : at + 2] == ["by"]:  # "was blamed by Washington on X"
        later = lows[at : at + 9]
        on = later.index("on") + 1 if "on" in later else len(lows)
    found = _charged(sentence, at + on)
    if lows[at].startswith("accus"):
        of = lows.index("of", at) if "of" in lows[at:] else None
        end = found.last if found is not None else at + 2
        blunt = list(lows[end : end + 1]) in ([","], ["."], [";"], [])  # "accused Israel, which"
        if not blunt and (of is None or not (ACT | _CHARGES) & set(lows[of : of + 6])):
            return None
    return found


def _held_responsible(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    at = next((k for k, low in enumerate(lows) if low in {"holds", "held", "hold"}), None)
    if at is None or "responsible" not in lows[at : at + 8]:
        return None
    meant = (NOT | _MODAL) & set(lows[:at])  # "would hold Iran responsible for its proxies"
    return None if meant else first_in(sentence, at + 1, at + 5)


def _to_blame(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "said the Houthis were to blame", "X is to blame for the attack".
    for at in range(2, len(lows)):
        if lows[at] == "blame" and lows[at - 1] == "to" and lows[at - 2] in BE | {"be"}:
            held = [a for a in sentence.actors if at - 4 <= a.last < at]
            return held[-1] if held and not NOT & set(lows[:at]) else None
    return None


def _pointed_at(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "laid it at X's door", "lay it at the door of X", "pointed a finger at X".
    at = lows.index("door") if "door" in lows else 0
    if at and {"laid", "lay", "lays"} & set(lows[:at]):
        if lows[at - 1] == "'s":
            return first_in(sentence, at - 4, at)
        return first_in(sentence, at + 1, at + NEAR) if "of" in lows[at : at + 2] else None
    for k in range(1, len(lows) - 1):  # "The militia that owns it pointed at Israel"
        if lows[k - 1] in {"pointed", "points", "pointing"} and lows[k] in {"at", "to"}:
            named = first_in(sentence, k + 1, k + 2)
            ends = named is not None and not any(low.isalpha() for low in lows[named.last :][:1])
            if named is not None and ends and not NOT & set(lows[max(0, k - NEAR) : k]):
                return named
    at = next((k for k, low in enumerate(lows) if low in {"finger", "fingers"}), -1)
    if at >= 0 and {"pointed", "point", "points"} & set(lows[:at]):
        return first_in(sentence, at + 1, at + 5)
    if {"suspicion", "suspicions", "blame"} & set(lows):
        fell = next((k for k, low in enumerate(lows) if low in {"fell", "falls"}), len(lows))
        if list(lows[fell + 1 : fell + 2]) in (["on"], ["upon"]) and not NOT & set(lows[:fell]):
            return first_in(sentence, fell + 2, fell + 6)
    return None


def _suspected(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "Iran-backed militias were suspected", "X is suspected of being behind it".
    for at in range(2, len(lows)):
        if lows[at] != "suspected" or lows[at - 1] not in BE | {"been"}:
            continue
        ends = not any(low.isalpha() for low in lows[at + 1 : at + 2])
        if ends or lows[at + 1] == "of" or (lows[at + 1] == "in" and ACT & set(lows[at + 2 :])):
            held = [a for a in sentence.actors if at - 3 <= a.last < at]
            return None if NOT & set(lows[:at]) or not held else held[-1]
    return None


def _laid_upon(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "attributed the shooting to a cell of X", "pins the attack on X", "traced it to X".
    for at, low in enumerate(lows):
        if low not in LAYS or NOT & set(lows[max(0, at - NEAR) : at]):
            continue
        onto = [k for k in range(at + 1, min(len(lows), at + 12)) if lows[k] == LAYS[low]]
        reach = 9 if low == "traced" else 6
        found = next((a for k in onto if (a := first_in(sentence, k + 1, k + reach))), None)
        if found is not None:
            return found
    return None


def _charged(sentence: Marked, first: int) -> ActorMention | None:
    # "blamed a militia close to Iran, Kataib Hezbollah": not whom that one is close to.
    words = sentence.words
    near = [a for a in sentence.actors if first <= a.first < first + 4]
    for actor in sentence.actors:
        if not first <= actor.first < first + 2 * NEAR:
            continue
        base = {w.low for w in words[actor.last : actor.last + 1]} & _BASES
        prior = [w.low for w in words[max(0, actor.first - 2) : actor.first] if w.low != "the"]
        if not set(prior[-1:]) & (TIES | {"as"}) and actor.kind in {"group", "state"}:
            return None if base else actor  # "blame the army base at Gooja'ade"
        if words[actor.last : actor.last + 1] and words[actor.last].text != ",":
            break
    return near[0] if near else None


def first_in(sentence: Marked, first: int, last: int) -> ActorMention | None:
    """
    Give the first party that begins in a stretch of words.

    Parameters
    ----------
    sentence
        The sentence.
    first, last
        Numbers of its words, `last` not included.

    Returns
    -------
    actor
        None where there is none.
    """
    return next((a for a in sentence.actors if first <= a.first < last), None)
