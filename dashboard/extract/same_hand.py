"""Acts that follow on one told before by the same hand: "another raid", "a third one struck"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dashboard.extract.armed import speaker
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.sameness import SALVOS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.events import Draft
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger


def alike(held: Draft, main: Trigger) -> bool:
    """
    Say whether a definite act can be by the hand of the one told before it.

    Parameters
    ----------
    held
        The event told before.
    main
        The word that tells of the next one.

    Returns
    -------
    alike
        False for "the bombing in Kerman" after air strikes.
    """
    return main.family not in _BLASTS or held.frames[0].main.family in _BLASTS


_BLASTS = frozenset({"bomb", "blast", "burst"})


def also_there(held: Draft, draft: Draft, tables: Tables) -> bool:
    """
    Read "Missiles struck Kyiv, killing four. In Mykolaiv one man was killed": of the same salvo.

    Parameters
    ----------
    held
        The event told before.
    draft
        A new one.
    tables
        Rule tables.

    Returns
    -------
    same
        True where it opens with a place of the same country and tells of harm or weapons only.
    """
    frame, here = draft.frames[0], draft.marked.sentence
    before = held.frames[-1].marked.sentence
    near = here.index - before.index == 1 and here.paragraph == before.paragraph
    if not near or held.event_type not in SALVOS or not held.perpetrators:
        return False
    harm = all(t.family == "harm" and not t.noun and not t.shot for t in frame.triggers)
    subject = {w.low for w in frame.marked.words[: frame.main.first]}
    harm = harm or (not frame.main.noun and bool(subject & _WEAPONS))
    opens = bool(frame.places) and draft.marked.words[0].low in {"in", "at", "near"}
    if held.place is None or draft.place is None:
        return False
    land = held.place.place.country == draft.place.place.country
    speakers = (speaker(a, draft.marked, tables) for a in draft.marked.actors)
    return harm and opens and land and not frame.dates and all(speakers)


_WEAPONS = vocabulary(
    "bomb bombs missile missiles drone drones rocket rockets shell shells shelling strike strikes"
)


def more_of_the_same(held: Draft, draft: Draft) -> bool:
    """
    Read "Later raids hit Qana", "in a second operation a missile was fired": the same hand.

    Parameters
    ----------
    held
        The event told before.
    draft
        A new one.

    Returns
    -------
    same
        False where the text names another party, or none is known of the event before. "Also" and
        "the same base" say nothing of who did it.
    """
    frame = draft.frames[0]
    first = frame.triggers[0].first
    lows = {w.low for w in frame.marked.words[max(0, first - 9) : frame.main.first + 1]}
    whole = [w.low for w in draft.marked.words]
    if "operation" in whole[:5]:
        lows |= set(whole[:5])  # "in a second operation, carried out before dawn"
    if "one" in lows and frame.main.definite and frame.main.plural:
        return held.perpetrators != set()  # "one of the strikes"
    again = (
        bool((lows - _days_later(whole)) & _AGAIN)
        or "too" in whole
        or (_as_well(whole) and not frame.main.noun)
    )
    again = again or _such(frame.before(6))
    again = again or (whole[:1] in (["*"], ["-"], ["\u2022"]) and frame.triggers[0].noun)
    near = draft.marked.sentence.paragraph - held.frames[-1].marked.sentence.paragraph <= 1
    apart = {"separate", "separately", "elsewhere", "meanwhile", "earlier"} & lows
    if _another_strike(held, draft) or _same_weapons(held, draft):
        again, apart = True, set()
    inside = (a for a in frame.marked.actors if a.first >= frame.first)
    known = [a for a in inside if a.kind == "group" or a.martial]
    told_by = "by" in {w.low for w in frame.marked.words[first:]}
    hurt = held.perpetrators & {a.name for a in known}  # "and damaged Hezbollah's own office"
    named = bool(hurt) or any(a.first < frame.main.last or told_by for a in known)
    return again and near and not apart and not named and held.perpetrators != set()


def _such(before: Sequence[str]) -> bool:
    # "The first such bombardment, on September 28, had left fourteen people dead in Koya".
    return "such" in before and bool({"first", "second", "third", "last", "previous"} & set(before))


def _as_well(whole: Sequence[str]) -> bool:
    # Not "struck a farm, as well as a house in Dhibin".
    ends = (at for at in range(1, len(whole)) if list(whole[at - 1 : at + 1]) == ["as", "well"])
    return any(list(whole[at + 1 : at + 2]) != ["as"] for at in ends)


def _another_strike(held: Draft, draft: Draft) -> bool:
    # "Israel bombed Yaroun. A separate strike on a car in Bint Jbeil killed": by the same planes.
    frame = draft.frames[0]
    main, places = frame.main, (held.place, draft.place)
    before = frame.marked.words[main.first - 1].low if main.first else ""
    told = main.noun and main.family in {"strike", "air"} and before == "separate"
    lands = {p.place.country for p in places if p is not None}
    return told and held.event_type == "air_drone_strike" and len(lands) == 1


def _same_weapons(held: Draft, draft: Draft) -> bool:
    # "fired missiles and drones at groups in Iraq. The missiles hit Koya, and drones struck".
    main, before = draft.frames[0].main, held.frames[-1].marked
    if main.noun or main.passive or before.sentence.index + 1 < draft.marked.sentence.index:
        return False
    words = draft.marked.words[max(draft.frames[0].first, main.first - 3) : main.first]
    flown = {w.low for w in words} & _PLURAL
    lands = {p.place.country for p in (held.place, draft.place) if p is not None}
    sent = {w.low for w in before.words} if before is not draft.marked else set()
    return bool(flown & sent) and len(lands) == 1 and held.event_type in SALVOS


_PLURAL = vocabulary("missiles drones rockets shells bombs jets planes warplanes")


def _days_later(whole: Sequence[str]) -> set[str]:
    # "Two days later, a drone hit": says when, and not that it is more of the same.
    counted = any(
        (b == "later" and a in _UNITS) or (a == "later" and b in _THAT)
        for a, b in itertools.pairwise(whole)
    )
    return {"later"} if counted else set()


_THAT = vocabulary("that on in the at")
_UNITS = vocabulary("minute minutes hour hours day days night week weeks month months year years")
_AGAIN = vocabulary("later second third another other latest similar fresh renewed")
