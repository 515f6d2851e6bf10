"""Who took part beside the party that is named first: "together with", "joined by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.armed import fights
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables

REACH = 4  # words between "together with" and the party
_WITH = (
    ["together", "with"],
    ["along", "with"],
    ["jointly", "with"],
    ["side", "with"],
    ["joined", "by"],
    ["alongside"],
)
_AGAINST = vocabulary("talks meeting relations ties contact exercise exercises")


def with_allies(agents: Sequence[ActorMention], frame: Frame, tables: Tables) -> list[ActorMention]:
    """
    Add those who acted together with the ones found.

    Parameters
    ----------
    agents
        Who did it.
    frame
        The act.
    tables
        Rule tables.

    Returns
    -------
    agents
        Those, and the party of "together with Britain", "alongside", "joined by", or of "Britain
        joined the Americans in raids".
    """
    lows = [w.low for w in frame.marked.words]
    if not agents or _AGAINST & set(lows):
        return list(agents)
    found = list(agents)
    for at in range(frame.first, min(frame.last, len(lows))):
        told = next((t for t in _WITH if lows[at : at + len(t)] == t), None)
        joined = lows[at] in {"joined", "joins"} and "in" in lows[at : at + REACH + 2]
        if told is None and not joined:
            continue
        begin = at + (len(told) if told else 1)
        beside = [a for a in frame.marked.actors if begin <= a.first < begin + REACH]
        able = [
            a
            for a in beside
            if a.kind in {"group", "state"}
            and (joined or a.how == "country" or fights(a, frame.marked, tables))
        ]
        found += able[:1]
    return found


def joiner(frame: Frame) -> list[ActorMention]:
    """
    Find the subject of "Britain joined the Americans in raids".

    Parameters
    ----------
    frame
        The act, told by a noun.

    Returns
    -------
    subject
        The party right before "joined", and the one that it joined; empty without one.
    """
    lows = [w.low for w in frame.marked.words]
    for at, low in enumerate(lows[: frame.triggers[0].first]):
        if low in {"joined", "joins"} and "in" in lows[at : frame.triggers[0].first]:
            before = [a for a in frame.marked.actors if at - 2 <= a.last <= at]
            after = [a for a in frame.marked.actors if at < a.first <= at + REACH]
            return [*before[-1:], *after[:1]] if before and after else []
    return []
