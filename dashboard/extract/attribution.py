"""Who did it, told in a sentence of its own: a claim of responsibility, blame, "it was them"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dashboard.extract.claimants import claimant
from dashboard.extract.lexicon import ACCUSING, vocabulary
from dashboard.extract.parties import UNNAMED, Party, by_force
from dashboard.extract.retaliation import answers
from dashboard.extract.sameness import MUTUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.events import Draft
    from dashboard.extract.tables import Tables

REACH = 6
CLOSE = 3  # sentences


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
    named = claimant(sentence, tables)
    if named is None:
        return
    doer = named.actor
    lows = [w.low for w in sentence.words]
    if doer.kind not in {"group", "state"} or _turned_back(lows, doer):
        return
    if _denies_it(story, sentence, doer):
        return
    most = 2 if {"both", "twin"} & set(lows) else 1
    counted = any(a == "all" and b in _COUNTED for a, b in itertools.pairwise(lows))
    most = 9 if counted else most  # "The Houthis claimed all three."
    most = 9 if "all of" in " ".join(lows) and {"the", "these", "them"} & set(lows) else most
    again = bool({"too", "also"} & set(lows))
    found = _open(story, sentence, doer, most, earlier=named.earlier, again=again)
    if named.members:
        found = [d for d in found if _by_somebody(d)]
    said = [
        d for d in story.drafts if doer.name in d.perpetrators and d.frames[-1].marked is sentence
    ]
    if _SEVERAL & set(lows):
        found += _of_that_day(story, sentence, found or said)
    else:
        same = _of_that_day(story, sentence, found or said)
        found += [d for d in same if _right_before(d, said, sentence)]
    answered = _answered_from(sentence, doer)
    if answered is not None:
        found = [d for d in found if any(_told_from(f, sentence, answered) for f in d.frames)]
    if (meant := _which_is_blamed(story, sentence, doer)) is not None:
        found = [] if meant.perpetrators else [meant]
    both = [doer, *_beside(doer, sentence)]
    for held in found:
        held.parties += [Party(by_force(a.name), "perpetrator", a.start, a.end) for a in both]
        if all(f.marked is not sentence for f in held.frames):
            held.told_in.append(sentence)


_COUNTED = vocabulary("three four five six")


def _which_is_blamed(story: Story, sentence: Marked, doer: ActorMention) -> Draft | None:
    # "a reply to the killing near Marivan, which the Guards blame on Komala": that killing.
    lows = [w.low for w in sentence.words[: doer.first]]
    which = max((k for k, low in enumerate(lows) if low == "which"), default=None)
    if (
        which is None
        or not {"blame", "blames", "blamed"} & set(lows[which:])
        or "on" not in lows[which:]
    ):
        return None
    told = [d for d in story.drafts if any(_told_before(f, sentence, which) for f in d.frames)]
    return max(told, key=lambda d: d.frames[-1].main.first) if told else None


def _told_before(frame: Frame, sentence: Marked, at: int) -> bool:
    return frame.marked is sentence and frame.main.first < at


def _answered_from(sentence: Marked, doer: ActorMention) -> int | None:
    # "It was a response to the rockets that Hamas had fired": Hamas did what is answered.
    lows = [w.low for w in sentence.words[: doer.first]]
    to = (k for k in range(1, len(lows)) if lows[k] in {"to", "for", "over"})
    answered = next((k for k in to if lows[k - 1] in _REPLY), None)
    return None if answered is not None and "," in lows[answered:] else answered


def _told_from(frame: Frame, sentence: Marked, at: int) -> bool:
    return frame.marked is sentence and frame.main.first > at


_REPLY = vocabulary("response retaliation reprisal reply answer revenge retribution payback")


def _beside(doer: ActorMention, sentence: Marked) -> list[ActorMention]:
    # "Hamas and Islamic Jihad said it was revenge": both did it.
    words = sentence.words
    return [
        a
        for a in sentence.actors
        if a.kind == doer.kind == "group"
        and a.name != doer.name
        and "and" in {w.low for w in words[min(a.last, doer.last) : max(a.first, doer.first)]}
        and max(a.first, doer.first) - min(a.last, doer.last) <= 2
    ][:1]


def _turned_back(lows: Sequence[str], doer: ActorMention) -> bool:
    # "Ankara rejected the charge and said that X was behind it": two charges, so it is left open.
    return any(
        low in {"rejected", "rejects", "denied", "denies"} and _CHARGE & set(lows[at + 1 : at + 4])
        for at, low in enumerate(lows[: doer.first])
    )


def _denies_it(story: Story, sentence: Marked, doer: ActorMention) -> bool:
    # "blamed the Houthis, who denied any part in it": the text leaves it open.
    here = sentence.sentence.index
    for later in story.sentences[here : here + 2]:
        lows = [w.low for w in later.words]
        for at, low in enumerate(lows):
            about = set(lows[at + 1 : at + 7])
            charge = about & _CHARGE and low in _DENIES | _REJECTS
            if not charge and (low not in _DENIES or not (_AUTHORSHIP | _HAVING_DONE) & about):
                continue
            said = [a for a in later.actors if a.first < at]
            if later is sentence and doer.first < at and lows[at - 1] in {"who", "which"}:
                return True
            if said and said[-1].name == doer.name and later is not sentence:
                return True
    return False


_HAVING_DONE = vocabulary("it fired launched sent")


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
_REJECTS = vocabulary("rejected rejects reject calls called")
_CHARGE = vocabulary("charge charges accusation accusations allegation allegations")
_LOOSE = vocabulary("the any that such reports report of claims claim as its their his")
_DENIED = vocabulary(
    "attack attacks strike strikes raid raids bombing shelling incident allegation allegations",
    "account happened fabricated baseless untrue false",
)
_AUTHORSHIP = vocabulary(
    "part responsibility responsible involvement involved role behind having hand"
)


def _by_somebody(draft: Draft) -> bool:
    # "Two men opened fire", "a man blew himself up": people did it who are not named.
    for trigger in draft.frames[0].triggers:
        words = draft.frames[0].marked.words[max(0, trigger.first - SUBJECT) : trigger.first]
        if not trigger.noun and not trigger.passive and _SOMEBODY & {w.low for w in words}:
            return True
    return False


SUBJECT = 9
_SOMEBODY = vocabulary("man men gunman gunmen attacker attackers bomber bombers one two three he")
_SEVERAL = vocabulary(
    "strikes raids attacks both them missiles drones rockets operation bombings explosions targets",
    "those these",
)
_FLOWN = vocabulary("them missiles drones rockets")
_ALL = vocabulary("both attacks strikes raids operation those these all")
_ALIKE = frozenset({"air_drone_strike", "shelling_missile", "other_attack", "attack_on_shipping"})


def _right_before(draft: Draft, said: Sequence[Draft], sentence: Marked) -> bool:
    # "A boat rammed her. An hour later a missile struck her. X said it was behind the attack."
    told = draft.frames[-1].marked.sentence
    near = sentence.sentence.index - told.index <= CLOSE
    return near and any(
        d.place is None or (draft.place is not None and d.place.name == draft.place.name)
        for d in said
    )


def _of_that_day(story: Story, sentence: Marked, found: Sequence[Draft]) -> list[Draft]:
    # "Turkey said that its aircraft had carried out the strikes": all that were told of that day.
    if len(found) != 1 or found[0].when is None:
        return []
    main, here = found[0], sentence.sentence.index
    lows = {w.low for w in sentence.words}
    wide = bool(_ALL & lows) or not _FLOWN & lows  # "launched them": the rockets only
    return [
        d
        for d in story.drafts
        if d is not main
        and not d.perpetrators
        and d.when is not None
        and main.when is not None
        and (d.when.first, d.when.last) == (main.when.first, main.when.last)
        and {d.event_type, main.event_type} <= _ALIKE
        and (wide or d.event_type == main.event_type)
        and 0 <= here - d.frames[-1].marked.sentence.index <= REACH
        and d.place is not None
        and (main.place is None or d.place.place.country == main.place.place.country)
    ]


def _before_a_break(held: Draft, doer: ActorMention) -> bool:
    # "Rockets were fired at the base; a little-known militia called it a first reply".
    words = held.marked.words[held.frames[0].main.last : doer.first]
    return any(w.text == ";" for w in words)


def _hardly_meant(held: Draft, doer: ActorMention, *, earlier: bool) -> bool:
    if earlier and not _before_a_break(held, doer):
        return True
    # "It blamed militias and said that in response its artillery had shelled a site".
    words, frame = held.marked.words, held.frames[0]
    blamed = {w.low for w in words[max(0, doer.first - 3) : doer.first]} & ACCUSING
    return bool(blamed) and frame.main.first > doer.last and answers(frame)


def _left_open(story: Story, held: Draft, sentence: Marked) -> bool:
    # "No one has claimed that attack so far": whoever owns to another one.
    told = held.frames[-1].marked.sentence
    for later in story.sentences[told.index : told.index + 3]:
        if later is sentence or later.sentence.paragraph != told.paragraph or later.actors:
            continue
        lows = [w.low for w in later.words]
        nobody = lows[:2] in (["no", "one"], ["no", "group"]) or lows[:1] == ["nobody"]
        if nobody and {"claimed", "claim"} & set(lows[:6]) and "that" in lows[:8]:
            return True
    return False


def _told_as_answered(held: Draft, sentence: Marked, doer: ActorMention) -> bool:
    here = next((f for f in held.frames if f.marked is sentence and f.places), None)
    return here is not None and _as_answer(sentence.words, doer.last, here.main.first)


def _as_answer(words: Sequence[Word], first: int, last: int) -> bool:
    # "the group called it revenge for the raid on Haret Hreik": somebody else's raid.
    lows = [w.low for w in words[first:last]]
    pairs = itertools.pairwise(lows)
    return any(one in _REPLY and two in {"for", "to", "over"} for one, two in pairs)


def _open(
    story: Story,
    sentence: Marked,
    doer: ActorMention,
    most: int,
    *,
    earlier: bool,
    again: bool,
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
        hardly = held.marked is sentence and _hardly_meant(held, doer, earlier=earlier)
        hardly = hardly or _left_open(story, held, sentence)
        if hardly or _told_as_answered(held, sentence, doer):
            continue
        known = held.event_type in MUTUAL and held.perpetrators
        if known or held in found or all(f.main.family == "sink" for f in held.frames):
            continue
        if doer.name in held.perpetrators:
            if again and not found:
                continue  # "blamed Turkey for that attack, too"
            break
        if held.perpetrators and held.perpetrators <= UNNAMED and not found:
            held.parties = [p for p in held.parties if p.role != "perpetrator"]
            return [held]  # "Iran-backed militants fired": those who now say that it was them
        if not held.perpetrators:
            parts = [d for d in story.drafts if held.group and d.group == held.group]
            found += [d for d in parts or [held] if not d.perpetrators]
    return found
