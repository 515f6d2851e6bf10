"""Who owns to an act, or is charged with it, in a sentence that does not tell of the act itself."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from dashboard.extract.blame import ACT, NEAR, NOT, blamed, first_in
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.own_deeds import tells_own
from dashboard.extract.parties import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.tables import Tables

DONE = vocabulary(
    "out conducted staged launched perpetrated mounted executed done committed fired planted sent",
)
_BE = vocabulary("was were is are been being")
_MOTIVE = vocabulary(
    "retribution vengeance punishment payback reply response answer retaliation revenge reprisal"
)
_CLAIMS = vocabulary("claimed claims claim claiming boasted acknowledged admitted celebrated")
_OWNS = vocabulary("admits acknowledges concedes conceded known wrote writes")  # "made it known"
_PRIDE = vocabulary("beginning warning message lesson success gift first start prelude")
_FILM = vocabulary("film video footage images clip recording pictures")
_SHOWN = vocabulary("released published posted showed shown broadcast aired shared")
_SENT_IT = vocabulary("sent fired launched did planted flew carried staged mounted ordered")
_ATTACKERS = vocabulary(
    "attackers attacker assailants assailant gunmen gunman bomber bombers raiders perpetrators",
    "hijackers kidnappers attackers' culprits",
)
_OWNED_UP = (
    ["took", "credit"],
    ["taken", "credit"],
    ["takes", "credit"],
    ["took", "the", "credit"],
    ["claimed", "credit"],
    ["owned", "up", "to"],
    ["to", "own", "it"],
    ["own", "up", "to"],
    ["put", "its", "name"],
    ["put", "their", "name"],
    ["acknowledged", "both", "attempts"],
    ["admitted", "to", "it"],
    ["admitted", "it"],
)


def claimant(sentence: Marked, tables: Tables) -> tuple[ActorMention, bool] | None:
    """
    Find who is named as the author of an act that was told.

    Parameters
    ----------
    sentence
        The sentence after it, or its own.
    tables
        Rule tables.

    Returns
    -------
    actor, earlier
        The party, and whether only acts of earlier sentences can be meant; None where the
        sentence names no author.
    """
    lows = [w.low for w in sentence.words]
    for find in _CHARGED:
        actor = find(sentence, lows, tables)
        if actor is not None:
            return actor, False
    for find in _REASONED:
        actor = find(sentence, lows, tables)
        if actor is not None:
            return actor, True
    return None


def _parties(sentence: Marked) -> Iterator[ActorMention]:
    return (a for a in sentence.actors if a.kind in {"group", "state"})


def _last_before(sentence: Marked, at: int) -> ActorMention | None:
    # "The Houthi movement of Yemen said": not the country that it is of.
    words = sentence.words
    for actor in reversed(list(_parties(sentence))):
        if actor.first >= at or (actor.name in UNNAMED and _named_before(actor, sentence)):
            continue
        before = words[actor.first - 1].low if actor.first else ""
        if actor.how not in {"country", "capital"} or before not in {"of", "in", "from"}:
            return actor
    return None


def _named_before(actor: ActorMention, sentence: Marked) -> bool:
    # "X, an umbrella of groups close to Tehran, claimed": X did.
    return any(a.kind == "group" and a.last < actor.first for a in sentence.actors)


def _responsible(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "X claimed responsibility", "responsibility was claimed by X", "X took credit".
    del tables
    for at in range(len(lows)):
        told = next((t for t in _OWNED_UP if list(lows[at : at + len(t)]) == t), None)
        if told is not None and not NOT & set(lows[max(0, at - NEAR) : at]):
            return _last_before(sentence, at)
    if "responsibility" not in lows:
        return None
    at = lows.index("responsibility")
    if lows[at + 1 : at + 3] in (["lies", "with"], ["lay", "with"]):
        return first_in(sentence, at + 3, at + 3 + NEAR)
    if not {"claimed", "claim", "claims", "took", "taken", "claiming"} & set(lows) or NOT & set(
        lows[:at]
    ):
        return None
    if "by" in lows[at:]:
        by = lows.index("by", at)
        return first_in(sentence, by, by + 5) or _last_before(sentence, at)
    return _last_before(sentence, at)


def _which_claimed(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "the explosion in Kerman, which the Islamic State claimed".
    del tables
    for actor in sentence.actors:
        before = [low for low in lows[max(0, actor.first - 2) : actor.first] if low != "the"]
        after = list(lows[actor.last : actor.last + 2])
        told = after[:1] == ["claimed"] and after[1:] in ([","], ["."], [";"], ["and"], [])
        if before[-1:] in (["which"], ["that"]) and told:
            return actor
    return None


def _behind(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "it was behind the attack".
    del tables
    if "hand" in lows and not NOT & set(lows):
        at = lows.index("hand")
        if list(lows[max(0, at - 2) : at + 2][-4:]) == ["had", "a", "hand", "in"]:
            return _last_before(sentence, at)
    word = next((w for w in ("behind", "responsible") if w in lows), None)
    if word is None or NOT & set(lows):
        return None
    at = lows.index(word)
    if word == "responsible" and list(lows[max(0, at - 2) : at]) == ["it", "was"]:
        return _last_before(sentence, at)
    be = {"was", "were", "is", "are", "be"} & set(lows[max(0, at - 3) : at])
    return _last_before(sentence, at) if be and ACT & set(lows[at : at + 5]) else None


def _by(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "It was carried out by X", "the attack was the work of X".
    del tables
    work = next((k for k in range(2, len(lows)) if lows[k - 1] in _WORK and lows[k] == "of"), None)
    if (
        work is not None
        and _BE & set(lows[max(0, work - 4) : work])
        and ((ACT | {"that"}) & set(lows[:work]))
    ):
        return None if NOT & set(lows[:work]) else first_in(sentence, work, work + 5)
    by = next((k for k in range(2, len(lows)) if lows[k] == "by" and lows[k - 1] in DONE), None)
    if by is None or not ACT & set(lows[:by]):
        return None
    return first_in(sentence, by, by + 5)


_WORK = vocabulary("work handiwork doing deed")


def _owns_up(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "X claimed the attack", "X claimed it", "claiming them, X spoke of".
    del tables
    for at, low in enumerate(lows):
        if low not in _CLAIMS or NOT & set(lows[max(0, at - NEAR) : at + 2 * NEAR]):
            continue
        rest = lows[at + 1 :]
        held = _last_before(sentence, at)
        if list(lows[:2]) in (["that", "one"], ["this", "one"]) and held and held.last == at:
            return held  # "That one the Houthis claimed"
        if at == 0 and "," in rest:  # "Claiming it, the Houthis spoke of"
            held = next((a for a in _parties(sentence) if a.first > rest.index(",")), None)
        object_ = set(rest[:4]) & (ACT - {"they", "them", "this", "it"})
        whole = rest[:1] in (["it"], ["them"]) and not any(w.isalpha() for w in rest[1:2])
        if rest[:1] != ["to"] and "it" not in rest[:1] and object_:
            return held
        if whole or (low == "boasted" and set(rest[:4]) & ACT):
            return held
    return None


def _came_from(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "the shots came from settlers", "the missile that set it alight came from an Israeli drone".
    del tables
    for at in range(1, len(lows) - 1):
        if list(lows[at : at + 2]) in (["came", "from"], ["come", "from"]) and (
            ACT | {"shot", "shell", "shells"}
        ) & set(lows[:at]):
            far = at + 8
            if "," in lows[at:far]:
                far = lows.index(",", at)
            found = first_in(sentence, at + 2, far)
            if found is None or found.how == "country" or not found.martial:
                return None
            return None if _LANDS & set(lows[found.last : found.last + 2]) else found
    return None


_LANDS = vocabulary("airspace territory soil side land border")


def _filmed(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "X released a film of the launch", "a film of the drones was published by X".
    del tables
    shown = next((k for k, low in enumerate(lows) if low in _SHOWN), None)
    film = next((k for k, low in enumerate(lows) if low in _FILM), None)
    if shown is None or film is None or NOT & set(lows):
        return None
    if not ACT & set(lows[film : film + 7]):
        return None
    if film > shown:
        return _last_before(sentence, shown)
    by = lows.index("by", shown) if "by" in lows[shown:] else None
    return first_in(sentence, by, by + NEAR) if by is not None else None


def _signed(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "A statement in the name of X appeared".
    del tables
    for at in range(len(lows) - 3):
        name = list(lows[at : at + 4]) == ["in", "the", "name", "of"]
        if (name or list(lows[at : at + 2]) == ["signed", "by"]) and _NOTES & set(lows[:at]):
            return first_in(sentence, at + 2, at + 4 + NEAR)
    return None


_NOTES = vocabulary("statement message leaflet communique letter note post")


def _it_was(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "It was Hamas that named both of them as its members", "the attackers were Houthis".
    del tables
    for actor in _parties(sentence):
        after = set(lows[actor.last : actor.last + NEAR])
        cleft = list(lows[:2]) == ["it", "was"] and actor.first <= 4
        cleft = cleft and bool({"that", "who", "which"} & set(lows[actor.last : actor.last + 1]))
        if cleft and after & (_SENT_IT | _CLAIMS | {"took", "named", "had"}) and not after & NOT:
            return actor
        before = list(lows[max(0, actor.first - 6) : actor.first])
        be = next((k for k, low in enumerate(before) if low in _BE), None)
        if be is not None and set(before[:be]) & _ATTACKERS and not NOT & set(before):
            return actor
    return None


def _did_it(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "The army said that Hamas had sent them", "nobody doubts that the Houthis did it".
    if any(p.role in {"loc", "object"} for p in sentence.places):
        return None
    for actor in _parties(sentence):
        rest = list(lows[actor.last : actor.last + 6])
        while rest and rest[0] in tables.words["have"]:
            rest.pop(0)
        if rest[:1] and rest[0] in _SENT_IT:
            told = [low for low in rest[1:] if low != "out"]
            definite = told[:1] in (["the"], ["those"], ["these"]) and told[1:2]
            thing = told[:1] in (["it"], ["them"], ["this"], ["both"])
            known = bool(definite) and told[1] in ACT
            doubted = NOT & set(lows[: actor.first]) and "doubts" not in lows[: actor.first]
            if (thing or known) and not doubted:
                return actor
    return None


def _said_of_itself(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "The Houthis said that it was them", "his forces had sent eight missiles, X's spokesman said".
    for actor in _parties(sentence):
        for rest in _statements(actor, sentence, lows, tables):
            if tells_own(rest, sentence, tables):
                return actor
    return None


def _statements(
    actor: ActorMention, sentence: Marked, lows: Sequence[str], tables: Tables
) -> Iterator[list[str]]:
    # What a party says: after its verb of saying, or around ", the Houthis said,".
    say = (tables.words["say_strong"] | _CLAIMS | _OWNS) - tables.words["deny"]
    if _only_a_land(actor, sentence, lows, say):
        return
    others = [
        a.first
        for a in _parties(sentence)
        if a.first > actor.last
        and a.name != actor.name
        and not _only_a_land(a, sentence, lows, say)
    ]
    end = min([actor.last + 14, len(lows), *others])
    for at in range(actor.last, end):
        if lows[at] == ";" or lows[at] in tables.words["deny"]:
            return
        if lows[at] not in say:
            continue
        if at - actor.last < NEAR and list(lows[at + 1 : at + 2]) in ([","], ["."], []):
            begin = max((k for k in range(actor.first) if lows[k] == ","), default=None)
            if begin is not None:
                yield [*lows[:begin], *lows[at + 1 :]]
        yield list(lows[at + 1 :])


def _only_a_land(
    actor: ActorMention, sentence: Marked, lows: Sequence[str], say: frozenset[str]
) -> bool:
    # "The Houthis, who control northern Yemen, said".
    after = list(lows[actor.last : actor.last + 2])
    if actor.how not in {"country", "capital"} or (after[:1] != [","] and say & set(after)):
        return False
    owned = list(lows[actor.last : actor.last + 1]) in (["'s"], ["'"])
    return not owned and any(a.last <= actor.first for a in _parties(sentence))


def _carried_out(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "Those raids were the heaviest that X has carried out": what was told before was X's.
    if list(lows[:1]) not in (["those"], ["these"], ["this"], ["that"], ["the"], ["it"]):
        return None
    be = next((k for k, low in enumerate(lows[:4]) if low in _BE), None)
    if be is None or not ACT & set(lows[:be]):
        return None
    for at in range(be + 1, len(lows)):
        if lows[at] in DONE | {"carried"} and not _BE & set(lows[at - 2 : at]):
            held = [a for a in sentence.actors if be < a.first and a.last <= at]
            gap = set(lows[held[-1].last : at]) if held else {""}
            return held[-1] if held and gap <= tables.words["have"] | {"ever"} else None
    return None


def _explains(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "Hamas said that this was the revenge for": who gives the reason of an act did it.
    for actor in _parties(sentence):
        if actor.kind != "group" and not _military(actor, lows, tables):
            continue
        for told in _statements(actor, sentence, lows, tables):
            if _gives_motive(told):
                return actor
    say = tables.words["say_strong"] | {"calls", "called"}
    said = next((k for k, low in enumerate(lows) if low in say), None)
    if said is None or NOT & set(lows):
        return None
    rest = lows[said + 1 :]
    if lows[said] in {"called", "calls"}:
        meant = [low for low in takewhile(lambda w: w not in {",", ";"}, rest) if low != "the"]
        if set(meant[:3]) & ACT and set(meant[1:7]) & (_MOTIVE | _PRIDE):
            return _last_before(sentence, said)  # "called it retribution", "only the beginning"
    return _last_before(sentence, said) if _gives_motive(rest) else None


def _gives_motive(told: Sequence[str]) -> bool:
    # "that this was the revenge for", "the attack was a response to Thursday's massacre".
    for at in range(len(told) - 2):
        if told[at] in {"was", "is", "were", "came"} and _MOTIVE & set(told[at + 1 : at + 3]):
            return bool(_MOTIVATED & set(told[:at]))
    return False


_MOTIVATED = vocabulary(
    "this it they operation salvo attack strike barrage raid shooting attacks strikes missiles",
    "rockets drones drone missile",
)


def _military(actor: ActorMention, lows: Sequence[str], tables: Tables) -> bool:
    own = {*lows[actor.last : actor.last + 4], *actor.text.lower().split()}
    return bool(own & (tables.words["generic_army"] | {"military", "guards"}))


def _was_their_answer(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "They were the Houthis' answer to the siege".
    del tables
    for actor in _parties(sentence):
        owned = list(lows[actor.last : actor.last + 1]) in (["'s"], ["'"])
        before = list(lows[max(0, actor.first - 4) : actor.first])
        if owned and set(before) & _BE and lows[0] in {"it", "they", "this", "that", "both"}:
            return actor if set(lows[actor.last : actor.last + 4]) & _MOTIVE else None
    return None


_CHARGED: tuple[Callable[[Marked, Sequence[str], Tables], ActorMention | None], ...] = (
    _responsible,
    _which_claimed,
    _behind,
    _by,
    blamed,
    _owns_up,
    _said_of_itself,
    _came_from,
    _it_was,
    _did_it,
)
_REASONED: tuple[Callable[[Marked, Sequence[str], Tables], ActorMention | None], ...] = (
    _carried_out,
    _explains,
    _was_their_answer,
    _filmed,
    _signed,
)
