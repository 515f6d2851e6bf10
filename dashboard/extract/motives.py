"""Who gives the reason of an act, which only its author has: "this was the revenge for"."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from dashboard.extract.blame import ACT, BE, NEAR, NOT
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.statements import last_before, parties_in, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.tables import Tables

_MOTIVE = vocabulary(
    "retribution vengeance punishment payback reply response answer retaliation revenge reprisal"
)
_DONE = vocabulary("carried out conducted staged launched mounted executed done fired sent")
_PRIDE = vocabulary("beginning warning message lesson success gift first start prelude")


def carried_out(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    """
    Find whose acts are ranked: "the heaviest that X has carried out".

    Parameters
    ----------
    sentence
        The sentence.
    lows
        Its words in lower case.
    tables
        Rule tables.

    Returns
    -------
    actor
        "Those raids were the heaviest that X has carried out": what was told before was X's.
    """
    if list(lows[:1]) not in (["those"], ["these"], ["this"], ["that"], ["the"], ["it"]):
        return None
    be = next((k for k, low in enumerate(lows[:4]) if low in BE), None)
    if be is None or not ACT & set(lows[:be]):
        return None
    for at in range(be + 1, len(lows)):
        if lows[at] in _DONE and not BE & set(lows[at - 2 : at]):
            held = [a for a in sentence.actors if be < a.first and a.last <= at]
            gap = set(lows[held[-1].last : at]) if held else {""}
            return held[-1] if held and gap <= tables.words["have"] | {"ever"} else None
    return None


def explains(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    """
    Find who gives the reason of an act, and so did it.

    Parameters
    ----------
    sentence
        The sentence.
    lows
        Its words in lower case.
    tables
        Rule tables.

    Returns
    -------
    actor
        "Hamas said that this was the revenge for": who gives the reason of an act did it.
    """
    for actor in parties_in(sentence):
        if actor.kind != "group" and not _military(actor, lows, tables):
            continue
        for told in statements(actor, sentence, lows, tables):
            if _gives_motive(told) or _sent_abroad(told, actor, tables) or _warned_her(told):
                return actor
    say = tables.words["say_strong"] | {"calls", "called"}
    said = next((k for k, low in enumerate(lows) if low in say), None)
    if said is None or NOT & set(lows):
        return None
    rest = lows[said + 1 :]
    if list(lows[said + 1 : said + 2]) == ["so"]:
        return last_before(sentence, said)  # "said so in a message"
    if lows[said] in {"called", "calls"}:
        meant = [low for low in takewhile(lambda w: w not in {",", ";"}, rest) if low != "the"]
        what = {"what"} & set(lows[max(0, said - NEAR) : said])  # "in what X called a punishment"
        if what and any(t.first < said for t in sentence.triggers):
            return None  # it is the act of this sentence that is called so
        if (what or set(meant[:3]) & ACT) and set(meant[1 - len(what) : 7]) & (_MOTIVE | _PRIDE):
            return last_before(sentence, said)  # "called it retribution", "only the beginning"
    return last_before(sentence, said) if _gives_motive(rest) else None


def _gives_motive(told: Sequence[str]) -> bool:
    # "that this was the revenge for", "the attack was a response to Thursday's massacre".
    for at in range(len(told) - 2):
        if told[at] in {"was", "is", "were", "came"} and _MOTIVE & set(told[at + 1 : at + 3]):
            return bool(_MOTIVATED & set(told[:at]))
    aim = any(
        told[at] in _AIMS
        and told[at - 1] in {"its", "the", "their"}
        and BE & set(told[at : at + 4])
        for at in range(1, min(len(told), 7))
    )
    return aim or _struck_because(told)


def _sent_abroad(told: Sequence[str], actor: ActorMention, tables: Tables) -> bool:
    # "The Houthis' channel said that seven drones had been sent at Saudi installations".
    weapons = tables.words["projectile"]
    for at in range(2, len(told) - 2):
        sent = told[at] in _SENT and told[at - 1] in {"been", "were"} and told[at + 1] in _TOWARDS
        if not sent or not weapons & set(told[:at]) or "by" in told[at:]:
            continue
        lands = [tables.demonyms[low] for low in told[at + 2 : at + 6] if low in tables.demonyms]
        return bool(lands) and actor.home not in lands
    return False


def _warned_her(told: Sequence[str]) -> bool:
    # "The Houthi spokesman said that the ship's crew had ignored warnings from their navy".
    if "ignored" not in told and "ignoring" not in told:
        return False
    at = next(k for k, low in enumerate(told) if low in {"ignored", "ignoring"})
    warned = set(told[at + 1 : at + 6]) & {"warnings", "warning", "calls", "orders", "call"}
    return bool(warned and set(told[:at]) & {"ship", "vessel", "crew", "tanker", "carrier", "she"})


_SENT = vocabulary("sent fired launched")
_TOWARDS = vocabulary("at against towards toward")


_AIMS = vocabulary("purpose aim goal")


def _struck_because(told: Sequence[str]) -> bool:
    # "that she was struck because she had called at an Israeli port".
    if "because" not in told:
        return False
    why = list(told).index("because")
    return any(told[at] in BE and told[at + 1] in _STRUCK for at in range(max(0, why - 8), why - 1))


_STRUCK = vocabulary("struck hit attacked targeted seized bombed stopped boarded killed chosen")


_MOTIVATED = vocabulary(
    "this it they operation salvo attack strike barrage raid shooting attacks strikes missiles",
    "rockets drones drone missile",
)


def _military(actor: ActorMention, lows: Sequence[str], tables: Tables) -> bool:
    own = {*lows[actor.last : actor.last + 4], *actor.text.lower().split()}
    return bool(own & (tables.words["generic_army"] | {"military", "guards"}))


def was_their_answer(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    """
    Find whose answer an act is called.

    Parameters
    ----------
    sentence
        The sentence.
    lows
        Its words in lower case.
    tables
        Rule tables.

    Returns
    -------
    actor
        "They were the Houthis' answer to the siege".
    """
    del tables
    for actor in parties_in(sentence):
        owned = list(lows[actor.last : actor.last + 1]) in (["'s"], ["'"])
        before = list(lows[max(0, actor.first - 4) : actor.first])
        if owned and set(before) & BE and lows[0] in {"it", "they", "this", "that", "both"}:
            after = list(lows[actor.last + 1 : actor.last + 4])
            theirs = after[:1] in ([","], ["."], [])  # "They were Hezbollah's, the army said"
            return actor if theirs or set(after) & _MOTIVE else None
    return None
