"""Who did what a relative clause tells: "a group which has fired rockets", "who had fired it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

THING = 3  # words: "Houthi ballistic missiles that hit"
_NOT_KNOWN = vocabulary("clear unclear known unknown say said saying asked knew knows immediately")


def relative_at(trigger: Trigger, frame: Frame, tables: Tables) -> int | None:
    """
    Find the "which" right before a verb.

    Parameters
    ----------
    trigger
        The verb.
    frame
        The act.
    tables
        Rule tables.

    Returns
    -------
    at
        Number of its word; "that" counts after a weapon only. None where there is none.
    """
    words, at = frame.marked.words, trigger.first - 1
    verbal = tables.words["have"] | tables.words["be"] | tables.words["adverb"]
    while at > 0 and words[at].low in verbal:
        at -= 1
    weapons = tables.words["weapon_air"] | tables.words["weapon_shell"]
    thing = words[at].low == "that" and at > 0 and words[at - 1].low in weapons
    return at if at > 1 and (words[at].low in {"which", "who"} or thing) else None


def asks_who(at: int, frame: Frame) -> bool:
    """
    Read "it was not clear who had fired it".

    Parameters
    ----------
    at
        Number of "who".
    frame
        The act.

    Returns
    -------
    asks
        True where nobody is named by it.
    """
    return frame.marked.words[at - 1].low in _NOT_KNOWN


def before_relative(at: int, held: Sequence[ActorMention], frame: Frame) -> list[ActorMention]:
    """
    Find who did what a relative clause tells.

    Parameters
    ----------
    at
        Number of "which".
    held
        Parties before the verb.
    frame
        The act.

    Returns
    -------
    doer
        "Killed a commander of X, a group which has fired rockets": X. Empty for "shot a man who
        had thrown a bomb", "bombed Sanaa in reply to the missiles that hit Aden": not named.
    """
    near = [a for a in held if a.last <= at and a.kind in {"group", "state"}]
    if not near or asks_who(at, frame):
        return []
    last = near[-1]
    far = frame.marked.words[at].low == "that" and at - last.last > THING
    acted = any(last.last <= t.first < at for t in frame.marked.triggers)
    return [last] if last.martial and not far and not acted else []
