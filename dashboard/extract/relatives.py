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
    verbal = tables.words["auxiliary"] | tables.words["adverb"]
    while at > 0 and words[at].low in verbal:
        at -= 1
    weapons = tables.words["projectile"]
    thing = words[at].low == "that" and at > 0 and words[at - 1].low in weapons
    whose = [k for k in range(max(1, at - 2), at) if words[k].low == "whose"]
    if whose:  # "leased the port to the Emirates, whose jets bombed"
        return whose[-1]
    return at if at > 1 and (words[at].low in {"which", "who"} or thing) else None


def before_relative(
    at: int, held: Sequence[ActorMention], frame: Frame, *, beside: bool
) -> list[ActorMention]:
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
    beside
        Take only a party that stands right before it.

    Returns
    -------
    doer
        "Killed a commander of X, a group which has fired rockets": X. Empty for "shot a man who
        had thrown a bomb", "bombed Sanaa in reply to the missiles that hit Aden" and "it was not
        clear who had fired it": not named.
    """
    near = [a for a in held if a.last <= at and a.kind in {"group", "state"}]
    if not near or frame.marked.words[at - 1].low in _NOT_KNOWN:
        return []
    last = near[-1]
    gap = [w.text for w in frame.marked.words[last.last : at]]
    aside = "," in gap and not beside and frame.marked.words[at].low != "that"
    far = (len(gap) > THING or "of" in gap) and not aside
    acted = any(last.last <= t.first < at for t in frame.marked.triggers)
    return [last] if last.martial and not far and not acted else []
