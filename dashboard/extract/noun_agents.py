"""Who did what a noun tells: "an Israeli strike", "the raid of the army", "their attacks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.armed import fights, group_at
from dashboard.extract.lexicon import TIES, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger


_PARTERS = vocabulary(
    ", ; : . that who which the a",
)


def noun_agents(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    """
    Find who did what a noun tells: "Israeli strike", "Hamas' attack", "the raid of the army".

    Parameters
    ----------
    trigger
        The noun.
    frame
        The act that it tells of.
    tables
        Rule tables.

    Returns
    -------
    agents
        In the order of the text; empty where the text leaves it open.
    """
    words = frame.marked.words
    found: list[ActorMention] = []
    limit = trigger.first
    for actor in reversed(frame.marked.actors):
        if actor.last > limit:
            continue
        gap = [w.low for w in words[actor.last : limit]]
        plain = len(gap) <= 6 and not any(
            g in tables.words["preposition"]
            or g in tables.words["say"]
            or g in _PARTERS
            or g in _CLAUSES
            or g in tables.words["auxiliary"]
            for g in gap
            if g != "and"
        )
        joined = bool(found) and set(gap) <= {"and", ",", "-", "or", "/"}
        if plain and any(low in tables.words[kind] for low in gap for kind in _SUFFERERS):
            break  # "the Israeli embassy bombing", "Saudi pumping stations hit by drones"
        if (plain and not found) or joined:
            if (
                fights(actor, frame.marked, tables)
                or actor.how == "demonym"
                or "'s" in gap
                or "'" in gap
            ):
                found.append(actor)
            limit = actor.first
        else:
            break
    if found:
        return found[::-1]
    involved = _involved(trigger, frame)
    if involved:
        return involved
    victim = trigger.family in {"killing", "harm"}  # "the killing of a border guard"
    victim = victim and all(t.family != "clash" for t in frame.triggers)
    if not victim and trigger.last < len(words) and words[trigger.last].low == "of":
        after = group_at(frame.marked, trigger.last + 1, 3)[:1]
        if after and after[0].how in {"name", "generic"} and fights(after[0], frame.marked, tables):
            return after
    return _light_subject(trigger, frame, tables)


_SUFFERERS = ("facility", "ship")
_CLAUSES = vocabulary("when died")  # "three Iraqi soldiers died when an explosive device"


def _involved(trigger: Trigger, frame: Frame) -> list[ActorMention]:
    # "the militia's involvement in an attack": whose part in it is told.
    words = frame.marked.words
    for actor in reversed(frame.marked.actors):
        gap = [w.low for w in words[actor.last : trigger.first]]
        if actor.last <= trigger.first and gap[:1] in (["'s"], ["'"]) and len(gap) <= 6:
            return [actor] if set(gap[1:3]) & _PARTS and "in" in gap else []
    return []


_PARTS = vocabulary("involvement role part participation complicity hand")


_DOING = vocabulary(
    "replied responded retaliated answered countered launched launch launches launching",
    "conducted conducts carried mounted began resumed continued continues continue",
    "intensified stepped persisted waged staged unleashed ordered kept escalated delivered",
    "made expanded renewed executed undertook detonated hurled lobbed planted placed detonating",
)


def _light_subject(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    # "X claimed responsibility for", "X was behind": the party of a noun that has none before
    # it.
    words = frame.marked.words
    doing = [
        a
        for a in frame.marked.actors
        if a.last <= trigger.first and fights(a, frame.marked, tables)
    ]
    gap = {w.low for w in words[doing[-1].last : trigger.first]} if doing else set()
    with_ = {"with"} & {w.low for w in words[max(0, trigger.first - 3) : trigger.first]}
    if (
        doing
        and gap & _DOING
        and not gap & tables.words["say"]
        and trigger.first - doing[-1].last <= (14 if with_ else 9)
    ):
        return _elided(doing, frame, trigger)
    for actor in frame.marked.actors:
        following = [w.low for w in words[actor.last : actor.last + 5]]
        if "responsibility" in following and (
            "claimed" in following or "claims" in following or "confirmed" in following
        ):
            return [actor]
        further = [w.low for w in words[actor.last : min(trigger.first, actor.last + 14)]]
        land = actor.how in {"country", "capital"}
        if land and (words[actor.first - 1].low in TIES or further[:1] == ["'s"]):
            continue  # "The Houthis, who are aligned with Iran, said they were behind"
        if "behind" in further and {"was", "were", "is", "be"} & set(further):
            return [actor]
    before = [w.low for w in words[max(0, trigger.first - 3) : trigger.first]]
    if before[-2:] in (["claimed", "the"], ["claims", "the"], ["for", "the"]):
        claimant = [
            a
            for a in frame.marked.actors
            if a.last <= trigger.first and a.kind in {"group", "state"}
        ]
        said = any(w.low in {"claimed", "claims", "responsibility"} for w in words[: trigger.first])
        return claimant[-1:] if said else []
    if before and before[-1] in {"their", "its", "his"}:
        held = [a for a in frame.marked.actors if a.last <= trigger.first and a.kind != "body"]
        return held[:1]
    del tables
    return []


def _elided(doing: Sequence[ActorMention], frame: Frame, trigger: Trigger) -> list[ActorMention]:
    # "Washington blamed X, and five days later answered with": the subject of the first verb.
    words = frame.marked.words
    gap = [w.low for w in words[doing[-1].last : trigger.first]]
    if len(doing) > 1 and "and" in gap[:3]:
        return [doing[0]]
    return list(doing[-1:])
