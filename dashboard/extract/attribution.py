"""Who did it, told in a sentence of its own: a claim of responsibility, blame, "it was them"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.parties import UNNAMED, Party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.tables import Tables

_ACT = vocabulary(
    "it attack attacks strike strikes raid raids bombing bombings blast blasts operation launch",
    "them this they killing assault assaults ambush explosion shelling shooting incident drone",
    "missile rocket rockets both missiles drones salvo barrage shots",
)
_DONE = vocabulary(
    "out conducted staged launched perpetrated mounted executed done committed fired planted sent",
)
_NOT = vocabulary("no not nobody none nor never denied denies deny denying without yet")
_BLAME = vocabulary("blamed blames blaming accused accuses accusing suspects suspect")
_DEED = vocabulary(
    "fired launched aimed targeted struck hit attacked bombed shelled shot destroyed detonated",
)
_OWN = vocabulary("it they its their")
_BE = vocabulary("was were is are been being")
_MOTIVE = vocabulary(
    "retribution vengeance punishment payback reply response answer retaliation revenge reprisal"
)
_CLAIMS = vocabulary("claimed claims claim claiming boasted acknowledged admitted")
MUTUAL_TYPES = frozenset({"armed_clash", "interception"})
REACH = 6
NEAR = 5


def attribute(story: Story, sentence: Marked, tables: Tables) -> None:
    """
    Give an act told before its party, where a sentence names one and the act has none.

    Parameters
    ----------
    story
        What was told so far; the events meant are changed in place.
    sentence
        The sentence after it, or its own.
    tables
        Rule tables.
    """
    lows = [w.low for w in sentence.words]
    doer = (
        _responsible(sentence, lows)
        or _which_claimed(sentence, lows)
        or _behind(sentence, lows)
        or _by(sentence, lows)
        or _blamed(sentence, lows)
        or _owns_up(sentence, lows, tables)
        or _came_from(sentence, lows)
    )
    reason = None
    if doer is None:
        reason = _carried_out(sentence, lows, tables) or _explains(sentence, lows, tables)
    doer = doer or reason
    if doer is None or doer.kind not in {"group", "state"}:
        return
    if _denies_it(story, sentence, doer):
        return
    most = 2 if {"both", "twin"} & set(lows) else 1
    most = 9 if " ".join(lows).count("all of the ") else most
    for held in _open(story, sentence, doer, most, earlier=reason is not None):
        held.parties.append(Party(doer.name, "perpetrator", doer.start, doer.end))
        if all(f.marked is not sentence for f in held.frames):
            held.told_in.append(sentence)


def _denies_it(story: Story, sentence: Marked, doer: ActorMention) -> bool:
    # "blamed the Houthis, who denied any part in it": the text leaves it open.
    here = sentence.sentence.index
    for later in story.sentences[here : here + 2]:
        lows = [w.low for w in later.words]
        for at, low in enumerate(lows):
            if low not in _DENIES or not (_AUTHORSHIP | {"it", "charge"}) & set(lows[at : at + 7]):
                continue
            said = [a for a in later.actors if a.first < at]
            if later is sentence and doer.first < at and lows[at - 1] in {"who", "which"}:
                return True
            if said and said[-1].name == doer.name and later is not sentence:
                return True
    return False


def deny(story: Story, sentence: Marked) -> None:
    """
    Mark an act as disputed where somebody denies that it happened.

    Parameters
    ----------
    story
        What was told so far; the event meant is changed in place.
    sentence
        A sentence after it, or its own.

    Notes
    -----
    Who denies to have done it does not deny that it was done.
    """
    lows = [w.low for w in sentence.words]
    for at, low in enumerate(lows):
        if low not in _DENIES:
            continue
        rest = lows[at + 1 : at + 6]
        thing = [w for w in itertools.takewhile(str.isalpha, rest) if w not in _LOOSE][:1]
        whole = rest[:1] in (["it"], ["this"]) and (len(rest) == 1 or not rest[1].isalpha())
        whole = whole or (not thing and bool({"report", "reports", "claim", "claims"} & set(rest)))
        if not (whole or set(thing) & _DENIED) or _AUTHORSHIP & set(lows[at : at + 10]):
            continue
        here = sentence.sentence.index
        near = [
            d
            for d in story.drafts
            for f in d.frames
            if 0 <= here - f.marked.sentence.index <= 2
            and (f.marked is not sentence or f.main.first < at)
        ]
        if near:
            near[-1].denied = True
        return


_DENIES = vocabulary("denied denies deny denying dismissed dismisses refuted refutes")
_LOOSE = vocabulary("the any that such reports report of claims claim as its their his")
_DENIED = vocabulary(
    "attack attacks strike strikes raid raids bombing shelling incident allegation allegations",
    "account happened fabricated baseless untrue false",
)
_AUTHORSHIP = vocabulary(
    "part responsibility responsible involvement involved role behind having hand"
)


def _open(
    story: Story, sentence: Marked, doer: ActorMention, most: int, *, earlier: bool
) -> list[Draft]:
    # The acts told last that have no party yet; none once the party's own act is met. What a
    # sentence says was avenged is somebody else's, and "those raids" were told earlier.
    if sentence.sentence.heading:
        return [d for d in story.drafts[:1] if not d.perpetrators]
    found: list[Draft] = []
    here = sentence.sentence.index
    told = [(d.frames[-1].marked.sentence.index, d.frames[-1].main.first, d) for d in story.drafts]
    for index, _, held in sorted(told, key=lambda t: t[:2], reverse=True):
        if not 0 <= here - index <= REACH or len(found) >= most:
            break
        if earlier and held.marked is sentence:
            continue
        known = held.event_type in MUTUAL_TYPES and held.perpetrators
        if known or held in found or all(f.main.family == "sink" for f in held.frames):
            continue
        if doer.name in held.perpetrators:
            break
        if held.perpetrators and held.perpetrators <= UNNAMED and not found:
            held.parties = [p for p in held.parties if p.role != "perpetrator"]
            return [held]  # "Iran-backed militants fired": those who now say that it was them
        if not held.perpetrators:
            parts = [d for d in story.drafts if held.group and d.group == held.group]
            found += [d for d in parts or [held] if not d.perpetrators]
    return found


def _last_before(sentence: Marked, at: int) -> ActorMention | None:
    # "The Houthi movement of Yemen said": not the country that it is of.
    words = sentence.words
    for actor in reversed(sentence.actors):
        if actor.first >= at or actor.kind not in {"group", "state"}:
            continue
        before = words[actor.first - 1].low if actor.first else ""
        if actor.how not in {"country", "capital"} or before not in {"of", "in", "from"}:
            return actor
    return None


def _first_in(sentence: Marked, first: int, last: int) -> ActorMention | None:
    return next((a for a in sentence.actors if first <= a.first < last), None)


def _responsible(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "X claimed responsibility", "responsibility was claimed by X".
    owned = next((k for k in range(len(lows) - 2) if lows[k : k + 3] in _OWNED_UP), None)
    if owned is not None and not _NOT & set(lows[max(0, owned - NEAR) : owned]):
        return _last_before(sentence, owned)
    if "responsibility" not in lows:
        return None
    at = lows.index("responsibility")
    if not {"claimed", "claim", "claims", "took", "taken", "claiming"} & set(lows) or _NOT & set(
        lows[:at]
    ):
        return None
    if "by" in lows[at:]:
        by = lows.index("by", at)
        return _first_in(sentence, by, by + 5) or _last_before(sentence, at)
    return _last_before(sentence, at)


def _which_claimed(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "the explosion in Kerman, which the Islamic State claimed".
    for actor in sentence.actors:
        before = [low for low in lows[max(0, actor.first - 2) : actor.first] if low != "the"]
        after = lows[actor.last : actor.last + 2]
        told = after[:1] == ["claimed"] and after[1:] in ([","], ["."], [";"], ["and"], [])
        if before[-1:] in (["which"], ["that"]) and told:
            return actor
    return None


_OWNED_UP = (
    ["took", "credit", "for"],
    ["taken", "credit", "for"],
    ["owned", "up", "to"],
    ["put", "its", "name"],
    ["acknowledged", "both", "attempts"],
    ["admitted", "to", "it"],
)


def _behind(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "it was behind the attack".
    if "hand" in lows and not _NOT & set(lows):
        at = lows.index("hand")
        if lows[max(0, at - 2) : at + 2][-4:] == ["had", "a", "hand", "in"]:
            return _last_before(sentence, at)
    word = next((w for w in ("behind", "responsible") if w in lows), None)
    if word is None or _NOT & set(lows):
        return None
    at = lows.index(word)
    if word == "responsible" and lows[max(0, at - 2) : at] == ["it", "was"]:
        return _last_before(sentence, at)
    be = {"was", "were", "is", "are", "be"} & set(lows[max(0, at - 3) : at])
    return _last_before(sentence, at) if be and _ACT & set(lows[at : at + 5]) else None


def _by(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "It was carried out by X".
    by = next((k for k in range(2, len(lows)) if lows[k] == "by" and lows[k - 1] in _DONE), None)
    if by is None or not _ACT & set(lows[:by]):
        return None
    return _first_in(sentence, by, by + 5)


def _blamed(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "Washington blamed X", "accused X of the attack", "the attack was blamed on X".
    at = next((k for k, low in enumerate(lows) if low in {"holds", "held", "hold"}), None)
    if at is not None and "responsible" in lows[at : at + 8] and not _NOT & set(lows[:at]):
        return _first_in(sentence, at + 1, at + 5)
    at = next((k for k in range(1, len(lows)) if lows[k] == "door" and lows[k - 1] == "'s"), None)
    if at is not None and {"laid", "lay", "lays"} & set(lows[:at]):
        return _first_in(sentence, at - 4, at)
    at = next((k for k, low in enumerate(lows) if low in {"finger", "fingers"}), None)
    if at is not None and {"pointed", "point", "points"} & set(lows[:at]):
        return _first_in(sentence, at + 1, at + 5)
    if {"suspicion", "suspicions", "blame"} & set(lows):
        fell = next((k for k, low in enumerate(lows) if low in {"fell", "falls"}), len(lows))
        if lows[fell + 1 : fell + 2] in (["on"], ["upon"]) and not _NOT & set(lows[:fell]):
            return _first_in(sentence, fell + 2, fell + 6)
    at = next((k for k, low in enumerate(lows) if low in _BLAME), None)
    if at is None or _NOT & set(lows[:at]):
        return None
    on = 2 if lows[at + 1 : at + 2] == ["on"] else 1
    if lows[at].startswith("accus"):
        of = lows.index("of", at) if "of" in lows[at:] else None
        blunt = lows[at + 2 : at + 3] in ([","], ["."], [";"])  # "Syria accused Israel, which"
        if not blunt and (
            of is None or not (_ACT | {"being", "carrying", "firing"}) & set(lows[of : of + 6])
        ):
            return None
    return _first_in(sentence, at + on, at + on + 4)


def _owns_up(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "The Houthis said that it was them", "X claimed the attack", "said that they had fired it".
    say = tables.words["say_strong"] | _CLAIMS
    said = next((k for k, low in enumerate(lows) if low in say), None)
    if said is None or _NOT & set(lows[max(0, said - NEAR) : said + 2 * NEAR]):
        return None
    rest = [low for low in lows[said + 1 :] if low not in {"that", "of"}]
    them = rest[:3] == ["it", "was", "them"]
    claimed = lows[said] in _CLAIMS and lows[said + 1 : said + 2] != ["to"]
    claimed = claimed and bool(set(rest[:4]) & (_ACT - {"they", "them", "this"}))
    deed = rest[:1] in (["it"], ["they"]) and bool(_DEED & set(rest[1:4]))
    back = deed and (bool({"it", "them", "her"} & set(rest[2:5])) or not sentence.places)
    whole = rest[:1] == ["it"] and not any(w.isalpha() for w in rest[1:2])  # "claimed it."
    claimed = claimed and (lows[said] == "boasted" or whole or "it" not in rest[:1])
    if them or claimed or back or _own_deed(rest, tables):
        return _last_before(sentence, said)
    return None


def _own_deed(rest: Sequence[str], tables: Tables) -> bool:
    # "its men had done it", "it had sent the drone", "it was theirs": the speaker's own act.
    if "theirs" in rest[1:8]:
        return rest[rest.index("theirs") - 1] in _BE
    own = next((k for k, low in enumerate(rest[:8]) if low in _OWN), None)
    if own is None:
        return False
    verbs = [k for k in range(own + 1, min(len(rest), own + 6)) if rest[k] in _DEED | _DONE]
    between = rest[own + 1 : verbs[0]] if verbs else ()
    if not verbs or _BE & set(between) or set(between) & tables.words["say"]:
        return False
    told = [low for low in rest[verbs[0] + 1 :] if low != "out"]
    definite = told[:1] in (["the"], ["this"], ["that"], ["both"], ["those"], ["these"])
    return told[:1] in (["it"], ["them"], ["this"], ["both"]) or (
        definite and bool(_ACT & set(told[1:4]))
    )


def _carried_out(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "Those raids were the heaviest that X has carried out": what was told before was X's.
    if lows[:1] not in (["those"], ["these"], ["this"], ["that"], ["the"], ["it"]):
        return None
    be = next((k for k, low in enumerate(lows[:4]) if low in _BE), None)
    if be is None or not _ACT & set(lows[:be]):
        return None
    for at in range(be + 1, len(lows)):
        if lows[at] in _DONE | {"carried"} and not _BE & set(lows[at - 2 : at]):
            held = [a for a in sentence.actors if be < a.first and a.last <= at]
            gap = set(lows[held[-1].last : at]) if held else {""}
            return held[-1] if held and gap <= tables.words["have"] | {"ever"} else None
    return None


def _explains(sentence: Marked, lows: Sequence[str], tables: Tables) -> ActorMention | None:
    # "Hamas said that this was the revenge for": who gives the reason of an act did it.
    say = tables.words["say_strong"] | {"calls", "called"}
    said = next((k for k, low in enumerate(lows) if low in say), None)
    if said is None or _NOT & set(lows):
        return None
    rest = lows[said + 1 :]
    named = lows[said] in {"called", "calls"} and rest[:1] in (["it"], ["this"])
    if named and _MOTIVE & set(rest[1:4]):
        return _last_before(sentence, said)  # "called it retribution for Suruc"
    for at in range(len(rest) - 2):
        if rest[at] in {"was", "is", "were", "came"} and _MOTIVE & set(rest[at + 1 : at + 3]):
            own = {"this", "it", "operation", "salvo", "attack", "strike", "barrage"}
            return _last_before(sentence, said) if own & set(rest[:at]) else None
    return None


def _came_from(sentence: Marked, lows: Sequence[str]) -> ActorMention | None:
    # "the shots came from settlers".
    for at in range(1, len(lows) - 1):
        if lows[at : at + 2] == ["came", "from"] and _ACT & set(lows[max(0, at - 3) : at]):
            found = _first_in(sentence, at + 2, at + 5)
            return found if found is not None and found.how != "country" else None
    return None
