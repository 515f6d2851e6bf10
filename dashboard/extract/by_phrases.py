"""Who did it, in a phrase after the act: "by X", "from an X warship", "blamed on X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.armed import fights, group_at, speaker
from dashboard.extract.blame import BE, LAYS
from dashboard.extract.lexicon import ACCUSING, LINK_WORDS, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

_ARMS = vocabulary("fire bombs bullets shells gunfire submarine destroyer frigate warship guns")
_BACKING = vocabulary(
    "led headed backed owned run operated reported controlled held supported funded trained",
    "commanded managed used published quoted seen cited followed chartered known designated",
)


def by_phrase(trigger: Trigger, frame: Frame, tables: Tables) -> list[ActorMention]:
    """
    Find who did it in a phrase after the act: "by X", "from an X warship", "blamed on X".

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
    agents
        In the order of the text; empty without such a phrase.
    """
    words = frame.marked.words
    stop = min(len(words), trigger.last + 30)
    for at in range(trigger.last, stop):
        low = words[at].low
        if low in {"from", "under"} and (arms := _under_arms(frame, at, tables)):
            return arms
        if low == "by" and at > trigger.last and words[at - 1].low in _BACKING:
            continue
        if low == "by" and _by_a_count(words, at):
            continue
        if low == "by" and (at == trigger.last or not _by_then(words, at)):
            if {"uniform", "uniforms", "dressed"} & {w.low for w in words[at : at + 7]}:
                return []  # "kidnapped by men in army uniform"
            return [
                a
                for a in group_at(frame.marked, at + 1, 7)
                if fights(a, frame.marked, tables) and not _only_says(a, frame, at, tables)
            ]
        if low in {"while", "but", ";", "after", "before", "when"} | LINK_WORDS:
            break
        if (
            low in {"fired", "launched", "blamed"}
            and at + 1 < len(words)
            and words[at + 1].low in ({"by"} if low == "blamed" else set()) | {"from", "on"}
        ):
            break
    return _blamed(frame, trigger, tables) or _came_under(frame, trigger, tables)


def accused_of(trigger: Trigger, frame: Frame) -> list[ActorMention]:
    """
    Find who is accused of an act: "accused X of shelling a hospital", "of carrying out the raid".

    Parameters
    ----------
    trigger
        The word for the act.
    frame
        The act.

    Returns
    -------
    accused
        In the order of the text; empty without such a phrase.
    """
    words = frame.marked.words
    begin = max(0, trigger.first - ACCUSED)
    accuse = next((k for k in range(begin, trigger.first) if words[k].low in ACCUSING), None)
    if accuse is None or _OFTEN & {w.low for w in words[:accuse]}:
        return []
    held = [a for a in group_at(frame.marked, accuse + 1, 6) if a.last < trigger.first]
    held = [a for a in held if a.kind in {"group", "state"}]
    passive = accuse > 0 and words[accuse - 1].low in BE
    if passive:  # "X was accused of both bombardments by the army"
        before = [a for a in frame.marked.actors if a.last < accuse]
        held = [a for a in before if a.kind in {"group", "state"}][:1]
        return held if words[accuse + 1].low in {"of", "for"} else []
    if not held:
        return []
    gap = [w.low for w in words[held[-1].last : trigger.first]]
    of = next((k for k, low in enumerate(gap) if low in {"of", "for"}), None)
    if of is None or of > 2 or _HELPS & set(gap[of : of + 2]):
        return []
    return held if len(gap) - of <= 6 else []


ACCUSED = 14  # words from the accusation to the act
_HELPS = vocabulary(
    "sheltering harbouring harboring supporting backing arming funding helping failing letting",
    "allowing hosting aiding financing supplying",
)
_OFTEN = vocabulary("past often repeatedly regularly previously long frequently")


def _only_says(actor: ActorMention, frame: Frame, by: int, tables: Tables) -> bool:
    # "were killed in Rafah by an anti-tank missile, the army said".
    apart = any(w.text == "," for w in frame.marked.words[by + 1 : actor.first])
    return apart and speaker(actor, frame.marked, tables)


def _by_a_count(words: Sequence[Word], at: int) -> bool:
    # "by its own count", "by the Pentagon's last count".
    if words[at + 1 : at + 2] and words[at + 1].low in {"its", "their", "his"}:
        return True
    near = [w.low for w in words[at + 1 : at + 9]]
    owner = next((k for k, low in enumerate(near) if low in {"'s", "'"}), None)
    return owner is not None and bool(_COUNTS & set(near[owner : owner + 4]))


def _by_then(words: Sequence[Word], at: int) -> bool:
    # "had been fired by Tuesday morning, the army said".
    near = [w.low for w in words[at + 1 : at + 4]]
    return bool(set(near[:2]) & _TIMES)


_TIMES = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday dawn dusk noon midday midnight then",
    "nightfall morning evening night late early day daybreak sunset sunrise now",
)
_COUNTS = vocabulary("count tally estimate estimates reckoning account figures version")


def _under_arms(frame: Frame, at: int, tables: Tables) -> list[ActorMention]:
    # "fired from the American destroyer Carney", "died under Israeli bombs".
    words = frame.marked.words
    arms = tables.words["projectile"] | tables.words["warship"]
    arms |= _ARMS
    for actor in group_at(frame.marked, at + 1, 1)[:1]:
        near = {w.low for w in words[actor.last : actor.last + 2]} | set(actor.text.lower().split())
        if actor.how in {"demonym", "name"} and near & arms:
            return [actor]
    return []


def _came_under(frame: Frame, trigger: Trigger, tables: Tables) -> list[ActorMention]:
    # "Soldiers came under Israeli fire near Wazzani; one was wounded".
    if trigger.noun or trigger.family != "harm":
        return []
    words = frame.marked.words
    came = (k for k in range(1, trigger.first) if words[k].low == "under")
    at = next((k for k in came if words[k - 1].low in {"came", "comes", "come"}), None)
    return _under_arms(frame, at, tables) if at is not None else []


def _blamed(frame: Frame, trigger: Trigger, tables: Tables) -> list[ActorMention]:
    words = frame.marked.words
    for at in range(len(words) - 1):
        low, after = words[at].low, words[at + 1].low
        if low == "blamed" and after == "by" and at >= trigger.last:
            near = range(at + 2, min(at + 8, len(words)))  # "was blamed by Washington on X"
            on = next((k for k in near if words[k].low == "on"), None)
            return group_at(frame.marked, on + 1, 3)[:1] if on is not None else []
        laid = LAYS.get(low) == after or (low == "blamed" and after == "on")
        if (laid and at < trigger.last) or (low in {"blamed", "attributed"} and at >= trigger.last):
            return [
                a
                for a in group_at(frame.marked, at + 2, 4)
                if fights(a, frame.marked, tables) or a.how in {"country", "demonym"}
            ][:1]
        if low == "blamed" and after not in {"on", "for"}:
            held = [a for a in group_at(frame.marked, at + 1, 3) if a.kind != "body"]
            if held and any(w.low == "for" for w in words[at : trigger.first]):
                return held[:1]
    return []
