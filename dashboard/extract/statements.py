"""What a party says in a sentence, and which party is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.blame import NEAR
from dashboard.extract.lexicon import TIES, vocabulary
from dashboard.extract.parties import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.tables import Tables

CLAIMS = vocabulary("claimed claims claim claiming boasted acknowledged admitted celebrated")
OWNS = vocabulary("admits acknowledges concedes conceded known wrote writes")


def parties_in(sentence: Marked) -> Iterator[ActorMention]:
    """
    Go through the parties of a sentence that can act.

    Parameters
    ----------
    sentence
        The sentence.

    Returns
    -------
    parties
        Armed groups and states.
    """
    return (a for a in sentence.actors if a.kind in {"group", "state"})


def last_before(sentence: Marked, at: int) -> ActorMention | None:
    """
    Give the party named last before a word.

    Parameters
    ----------
    sentence
        The sentence.
    at
        Number of the word.

    Returns
    -------
    actor
        None where there is none.
    """
    # "The Houthi movement of Yemen said": not the country that it is of.
    words = sentence.words
    if (named := _before_aside(sentence, at)) is not None:
        return named
    for actor in reversed(list(parties_in(sentence))):
        if actor.first >= at:
            continue
        before = words[actor.first - 1].low if actor.first else ""
        if actor.how not in {"country", "capital"} or before not in TIES:
            return _part_named(actor, sentence) or actor
    return None


def _part_named(actor: ActorMention, sentence: Marked) -> ActorMention | None:
    # "the Quds Force of Iran's Revolutionary Guards was behind it": the part, not the whole.
    words = sentence.words
    for part in parties_in(sentence):
        between = [w.low for w in words[part.last : actor.first]]
        land = part.how in {"country", "capital", "demonym"}
        if between[:1] == ["of"] and len(between) <= 4 and not land and "," not in between:
            return part
    return None


def _before_aside(sentence: Marked, at: int) -> ActorMention | None:
    # "X, an umbrella under which Y likes to shelter, took credit": X did.
    words = sentence.words
    close = next((k for k in range(at - 1, max(0, at - 3), -1) if words[k].text == ","), None)
    if close is None:
        return None
    held = [a for a in parties_in(sentence) if a.last < close]
    for actor in reversed(held):
        opens = words[actor.last].text == ","
        label = {w.low for w in words[actor.last + 1 : actor.last + 5]} & _LABELS
        if opens and label and actor.kind == "group":
            return actor
    return None


_LABELS = vocabulary("umbrella label name banner front alliance coalition group militia movement")


def statements(
    actor: ActorMention, sentence: Marked, lows: Sequence[str], tables: Tables
) -> Iterator[list[str]]:
    """
    Give what a party says: after its verb of saying, or around ", the Houthis said,".

    Parameters
    ----------
    actor
        The party.
    sentence
        Its sentence.
    lows
        Words of the sentence in lower case.
    tables
        Rule tables.

    Yields
    ------
    told
        Words of each statement in lower case.
    """
    if actor.how == "demonym" and not actor.martial:
        return  # "the raids on the Yemeni capital, said in a statement"
    say = (tables.words["say_strong"] | CLAIMS | OWNS) - tables.words["deny"]
    if _only_a_land(actor, sentence, lows, say):
        return
    others = [
        a.first
        for a in parties_in(sentence)
        if a.first > actor.last
        and a.name != actor.name
        and not (a.name in UNNAMED and actor.kind == "group")
        and not _only_a_land(a, sentence, lows, say)
    ]
    end = min([actor.last + 14, len(lows), *others])
    for at in range(actor.last, end):
        if lows[at] == ";" or lows[at] in tables.words["deny"]:
            return
        state = list(lows[at : at + 2]) == ["state", "that"]
        if (lows[at] not in say and not state) or {"not", "never"} & set(lows[at - 2 : at]):
            continue  # "did not say whether the drone was its own"
        if at - actor.last < NEAR and list(lows[at + 1 : at + 2]) in ([","], ["."], []):
            begin = max((k for k in range(actor.first) if lows[k] == ","), default=None)
            if begin is not None:
                yield [*lows[:begin], *lows[at + 1 :]]
        yield list(lows[at + 1 :])


def _only_a_land(
    actor: ActorMention, sentence: Marked, lows: Sequence[str], say: frozenset[str]
) -> bool:
    # "The Houthis, who control northern Yemen, said".
    land = actor.how in {"country", "capital"} and lows[actor.first - 1] == "of"
    if land and any(a.last == actor.first - 1 for a in parties_in(sentence)):
        return True  # "The Houthis of Yemen said"
    after = list(lows[actor.last : actor.last + 2])
    if actor.how not in {"country", "capital"} or (after[:1] != [","] and say & set(after)):
        return False
    owned = list(lows[actor.last : actor.last + 1]) in (["'s"], ["'"])
    return not owned and any(a.last <= actor.first for a in parties_in(sentence))
