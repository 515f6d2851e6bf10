"""Whose the weapons were: "Israeli missiles fired at", "a drone flown by the army"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.actors import HOLDS
from dashboard.extract.armed import fights, group_at
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger


def answered_fire(trigger: Trigger, frame: Frame, tables: Tables) -> bool:
    """
    Recognise "struck in response to rockets fired at Sderot": who fired is not told.

    Parameters
    ----------
    trigger
        The word for the act.
    frame
        The act.
    tables
        Rule tables.

    Returns
    -------
    answered
        True there.
    """
    words, at = frame.marked.words, trigger.first - 1
    weapons = tables.words["projectile"]
    if trigger.family != "launch" or at < 1 or words[at].low not in weapons:
        return False
    before = [w.low for w in words[max(0, at - 3) : at]]
    return bool({"to", "after", "following", "for"} & set(before))


def whose_missiles(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    """
    Find whose they were: "Israeli missiles fired at the base", "Russian drones were launched".

    Parameters
    ----------
    trigger
        The word for the act.
    frame
        The act.
    tables
        Rule tables.

    Returns
    -------
    owner
        One party; empty where none is named so.
    """
    words = frame.marked.words
    after = words[trigger.last].low if trigger.last < len(words) else ""
    if trigger.family != "impact" and (trigger.family != "launch" or after not in _AT):
        return []
    weapons = tables.words["projectile"]
    for actor in frame.marked.actors:
        gap = [w.low for w in words[actor.last : trigger.first]]
        near = 0 < len(gap) <= NEAR and actor.kind in {"state", "group"}
        if near and set(gap) & weapons and set(gap) <= weapons | _PLAIN | tables.words["be"]:
            return [actor]
    return []


def from_ground_of(trigger: Trigger, frame: Frame) -> list[ActorMention]:
    """
    Find whose ground a weapon came from: "a missile was fired from Houthi-controlled Yemen".

    Parameters
    ----------
    trigger
        The word for the act.
    frame
        The act.

    Returns
    -------
    holder
        One party; empty where the text does not say who holds the ground.
    """
    if trigger.family != "launch":
        return []
    words = frame.marked.words
    for actor in frame.marked.actors:
        before = [w.low for w in words[max(trigger.last, actor.first - NEAR) : actor.first]]
        if not trigger.last <= actor.first < trigger.last + FAR or "from" not in before:
            continue
        if actor.how == "holder" or (before[-1:] == ["by"] and set(before[-2:-1]) & HOLDS):
            return [actor]
    return []


FAR = 12  # words
NEAR = 5  # words
_AT = vocabulary("at from towards toward into on over in near")
_PLAIN = vocabulary(
    "'s - cruise ballistic attack one way armed guided anti tank ship were had been have"
)


def sent_by(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    """
    Find who sent what did it: "a bomber sent by al-Shabaab", "a drone flown by the army".

    Parameters
    ----------
    trigger
        The word for the act.
    frame
        The act.
    tables
        Rule tables.

    Returns
    -------
    senders
        Empty without such a phrase.
    """
    words = frame.marked.words
    for at in range(max(frame.first, trigger.first - 12), trigger.first - 1):
        if words[at].low in _SENDING and words[at + 1].low == "by":
            sent = [a for a in group_at(frame.marked, at + 2, 3) if a.last <= trigger.first]
            return [a for a in sent if fights(a, frame.marked, tables)]
    return []


_SENDING = vocabulary(
    "sent dispatched flown operated steered piloted recruited crewed laid planted placed left"
)
