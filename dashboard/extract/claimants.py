"""Who owns to an act, or is charged with it, in a sentence that does not tell of the act itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.extract.belonging import whose_they_were
from dashboard.extract.blame import ACT, BE, NEAR, NOT, blamed, first_in
from dashboard.extract.lexicon import ATTACKERS, vocabulary
from dashboard.extract.motives import carried_out, explains, was_their_answer
from dashboard.extract.own_deeds import belong_to, names_members, tells_own
from dashboard.extract.statements import CLAIMS, last_before, parties_in, statements

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.tables import Tables

DONE = vocabulary(
    "out conducted staged launched perpetrated mounted executed done committed fired planted sent",
    "laid placed detonated",
)
_FILM = vocabulary("film video footage images clip recording pictures")
_SHOWN = vocabulary("released published posted showed shown broadcast aired shared")
_SENT_IT = vocabulary("sent fired launched did planted flew carried staged mounted ordered")
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


@dataclass(frozen=True, slots=True)
class Claimant:
    """
    Who is named as the author of an act that was told.

    Attributes
    ----------
    actor
        The party.
    earlier
        Only acts of earlier sentences can be meant.
    members
        It is those who did it, "the gunmen", who are said to be the party's.
    """

    actor: ActorMention
    earlier: bool = False
    members: bool = False


_OPENS = frozenset(told[0] for told in _OWNED_UP)


def claimant(sentence: Marked, tables: Tables) -> Claimant | None:
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
    claimant
        None where the sentence names no author.
    """
    if not any(parties_in(sentence)):
        return None
    lows = [w.low for w in sentence.words]
    for find in _CHARGED:
        actor = find(sentence, lows, tables)
        if actor is not None:
            return Claimant(actor)
    for find in _REASONED:
        actor = find(sentence, lows, tables)
        if actor is not None:
            return Claimant(actor, earlier=True)
    actor = _of_its_own(sentence, lows, tables)
    return Claimant(actor, members=True) if actor is not None else None


def _of_its_own(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "Hamas named both of them as its members", "the gunmen belonged to Hamas".
    for actor in parties_in(sentence):
        if actor.kind != "group":
            continue
        before = list(lows[max(0, actor.first - 7) : actor.first])
        if not NOT & set(before) and belong_to(before):
            return actor
        if any(names_members(told) for told in statements(actor, sentence, lows, tables)):
            return actor
        after = lows[actor.last : actor.last + 14]
        if _NAMING & set(after[:4]) and not NOT & set(after) and names_members(after):
            return actor
    return None


_NAMING = vocabulary("named names mourned mourns buried hailed praised")


def _responsible(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "X claimed responsibility", "responsibility was claimed by X", "X took credit".
    del tables
    for at, low in enumerate(lows):
        if low not in _OPENS:
            continue
        told = next((t for t in _OWNED_UP if list(lows[at : at + len(t)]) == t), None)
        if told is not None and not NOT & set(lows[max(0, at - NEAR) : at]):
            return last_before(sentence, at)
    if list(lows[:3]) == ["in", "a", "claim"] and "," in lows:  # "In a claim on Monday, X said"
        return first_in(sentence, lows.index(","), lows.index(",") + 3)
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
        return first_in(sentence, by, by + 7) or last_before(sentence, at)
    return last_before(sentence, at)


def _which_claimed(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "the explosion in Kerman, which IS claimed", "a raid that Hamas said it had staged".
    for actor in sentence.actors:
        before = [low for low in lows[max(0, actor.first - 2) : actor.first] if low != "the"]
        if before[-1:] not in (["which"], ["that"]):
            continue
        after = list(lows[actor.last : actor.last + 7])
        if after[:1] == ["claimed"] and after[1:2] in ([","], ["."], [";"], ["and"], []):
            return actor
        itself = after[:1] and after[0] in tables.words["say_strong"] and after[1:2] == ["it"]
        if itself and DONE & set(after[2:]) and not NOT & set(after):
            return actor
    return None


def _behind(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "it was behind the attack".
    if "hand" in lows and not NOT & set(lows):
        at = lows.index("hand")
        if list(lows[max(0, at - 2) : at + 2][-4:]) == ["had", "a", "hand", "in"]:
            return last_before(sentence, at)
    word = next((w for w in ("behind", "responsible") if w in lows), None)
    if word is None or NOT & set(lows):
        return None
    at = lows.index(word)
    itself = (["it", "was"], ["they", "were"])
    if word == "responsible" and list(lows[max(0, at - 2) : at]) in itself:
        return last_before(sentence, at)
    be = BE & set(lows[max(0, at - 3) : at])
    ends = not any(low.isalpha() for low in lows[at + 1 : at + 2])
    charged = ACT & set(lows[at : at + 5]) or (word == "responsible" and ends)
    found = last_before(sentence, at) if be and charged else None
    if found is None:
        return None
    gap = lows[found.last : at]  # "The army said that Abu al-Ata was responsible for an attack"
    said = max((k for k, low in enumerate(gap) if low in tables.words["say_strong"]), default=None)
    told = [low for low in gap[said + 1 :] if low != "that"] if said is not None else []
    return None if told and not set(told) & _THEIRS else found


_THEIRS = vocabulary("it they its their he his she her we our who")


def _by(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "It was carried out by X", "the attack was the work of X".
    del tables
    work = next((k for k in range(2, len(lows)) if lows[k - 1] in _WORK and lows[k] == "of"), None)
    if (
        work is not None
        and (BE | {"be"}) & set(lows[max(0, work - 4) : work])
        and ((ACT | {"that", "those", "these"}) & set(lows[:work]))
    ):
        return (
            None if NOT & set(lows[max(0, work - 9) : work]) else first_in(sentence, work, work + 5)
        )
    by = next((k for k in range(2, len(lows)) if lows[k] == "by" and lows[k - 1] in DONE), None)
    if by is None or not ACT & set(lows[:by]):
        return None
    return first_in(sentence, by, by + 5)


_WORK = vocabulary("work handiwork doing deed")


def _owns_up(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "X claimed the attack", "X claimed it", "claiming them, X spoke of".
    del tables
    for at, low in enumerate(lows):
        if low not in CLAIMS or NOT & set(lows[max(0, at - NEAR) : at + 2 * NEAR]):
            continue
        rest = lows[at + 1 :]
        held = last_before(sentence, at)
        if list(lows[:2]) in (["that", "one"], ["this", "one"]) and held and held.last == at:
            return held  # "That one the Houthis claimed"
        if list(rest[:2]) in (["that", "one"], ["this", "one"]):
            return held  # "The Houthis admitted that one too"
        if at == 0 and "," in rest:  # "Claiming it, the Houthis spoke of"
            held = next((a for a in parties_in(sentence) if a.first > rest.index(",")), None)
        object_ = set(rest[:4]) & (ACT - {"they", "them", "this", "it"})
        whole = rest[:1] in (["it"], ["them"]) and not any(w.isalpha() for w in rest[1:2])
        if rest[:1] != ["to"] and "it" not in rest[:1] and object_:
            return held
        which = "which" in lows[max(0, at - NEAR) : at] and rest[:1] in (["it"], ["them"])
        if whole or which or (low == "boasted" and set(rest[:4]) & ACT):
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


def _under_bombs(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "Medics said that 12 people had perished under the bombs of the coalition".
    weapons = tables.words["weapon_air"] | tables.words["weapon_shell"] | {"bombs", "guns", "fire"}
    for at in range(2, len(lows) - 2):
        under = {"under", "by", "beneath"} & set(lows[at - 2 : at])
        if lows[at] in weapons and lows[at + 1] == "of" and under and not NOT & set(lows[:at]):
            return first_in(sentence, at + 2, at + 4)
    return None


def _fired_from(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "The shells came from areas controlled by X", "it was fired from territory held by X".
    del tables
    for at in range(1, len(lows) - 4):
        if lows[at] != "from" or lows[at - 1] not in _SENT_FROM or NOT & set(lows[:at]):
            continue
        held = next((k for k in range(at + 2, min(at + 9, len(lows))) if lows[k] in _HELD), None)
        if (
            held is not None
            and lows[held + 1 : held + 2] == ["by"]
            and _GROUND & set(lows[at:held])
        ):
            return first_in(sentence, held + 2, held + 5)
    return None


_SENT_FROM = vocabulary("came come coming fired launched sent")
_HELD = vocabulary("held controlled run occupied dominated")
_GROUND = vocabulary(
    "area areas territory districts district positions part parts side villages land hill hills",
    "mountain ridge heights town village quarter quarters",
)
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
        return last_before(sentence, shown)
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
    for actor in parties_in(sentence):
        after = set(lows[actor.last : actor.last + NEAR])
        cleft = list(lows[:2]) == ["it", "was"] and actor.first <= 4
        cleft = cleft and bool({"that", "who", "which"} & set(lows[actor.last : actor.last + 1]))
        if cleft and after & (_SENT_IT | CLAIMS | {"took", "named", "had"}) and not after & NOT:
            return actor
        before = list(lows[max(0, actor.first - 6) : actor.first])
        be = max((k for k, low in enumerate(before) if low in BE), default=None)
        if be is not None and set(before[:be]) & ATTACKERS and not NOT & set(before):
            return actor
    return None


def _did_the_firing(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "Government batteries posted near Saraqeb had done the firing", wherever they stood.
    del tables
    for at in range(1, len(lows) - 2):
        if lows[at] == "done" and list(lows[at + 1 : at + 3]) in _THE_FIRING:
            return None if NOT & set(lows[:at]) else last_before(sentence, at)
    return None


_THE_FIRING = (["the", "firing"], ["the", "shooting"], ["the", "bombing"], ["the", "shelling"])


def _did_it(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "The army said that Hamas had sent them", "nobody doubts that the Houthis did it".
    if any(p.role in {"loc", "object"} for p in sentence.places):
        return None
    for actor in parties_in(sentence):
        rest = list(lows[actor.last : actor.last + 7])
        while rest and rest[0] in tables.words["have"] | tables.words["force"]:
            rest.pop(0)
        if rest[:1] and rest[0] in _SENT_IT:
            told = [low for low in rest[1:] if low != "out"]
            definite = told[:1] in (["the"], ["those"], ["these"]) and told[1:2]
            thing = told[:1] in (["it"], ["them"], ["this"], ["both"])
            known = bool(definite) and told[1] in ACT
            doubted = NOT & set(lows[: actor.first]) and "doubts" not in lows[: actor.first]
            fired = rest[0] == "fired" and not any(low.isalpha() for low in rest[1:2])
            if (thing or known or fired) and not doubted:
                return actor
    return None


def _said_of_itself(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "The Houthis said that it was them", "his forces had sent eight missiles, X's spokesman said".
    for actor in parties_in(sentence):
        for rest in statements(actor, sentence, lows, tables):
            if tells_own(rest, sentence, tables):
                return actor
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
    _fired_from,
    _under_bombs,
    _it_was,
    whose_they_were,
    _did_the_firing,
    _did_it,
)
_REASONED: tuple[Callable[[Marked, Sequence[str], Tables], ActorMention | None], ...] = (
    carried_out,
    explains,
    was_their_answer,
    _filmed,
    _signed,
)
