"""Mentions that tell again of an event, by what they name: its victims, its target, its toll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.events import same_place
from dashboard.extract.lexicon import ATTACKERS
from dashboard.extract.sameness import ATTACKS, close_to, part_told, told_apart
from dashboard.extract.timing import overlap

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft


def retold(story: Story, draft: Draft) -> Draft | None:
    """
    Find the event of which a mention tells again, by what it names: its victims, its target.

    Parameters
    ----------
    story
        What was told so far.
    draft
        The mention; loses its place where that of the event is the better one.

    Returns
    -------
    event
        None where it names nothing of the kind.
    """
    found = _going_on(story, draft) or _toll_of(story, draft) or _told_closer(story, draft)
    found = found or _those_downed(story, draft) or _the_attackers(story, draft)
    return found or _the_same_thing(story, draft) or _the_victims(story, draft)


def _going_on(story: Story, draft: Draft) -> Draft | None:
    # "persisted in their attacks": the series told of before, wherever the sentence places it.
    main = draft.frames[0].main
    if not (main.definite and main.plural and main.noun and _owned(draft.frames[0])):
        return None
    same = [
        d
        for d in story.drafts
        if d.plural and d.perpetrators & draft.perpetrators and overlap(d.when, draft.when)
        if all(f is not draft.frames[0] for f in d.frames)
    ]
    if not same:
        return None
    draft.place = None
    return same[-1]


def _told_closer(story: Story, draft: Draft) -> Draft | None:
    # The lead tells of a region, a later sentence what was destroyed in a town of it.
    frame, place = draft.frames[0], draft.place
    effects = {t.family for t in frame.triggers} <= {"damage", "harm", "impact"}
    if place is None or place.is_area or frame.dates or frame.main.novel or not effects:
        return None
    for held in story.drafts[:1]:
        area = held.place
        regional = area is not None and area.precision in {"admin1", "country"}
        if area is None or not regional or held.group or held.plural:
            continue
        inside = area.place.country == place.place.country and area.role in {"loc", "object"}
        parties = not draft.perpetrators or draft.perpetrators <= held.perpetrators
        if inside and parties and held.event_type in ATTACKS and not told_apart(held, draft):
            return held
    return None


def _the_same_thing(story: Story, draft: Draft) -> Draft | None:
    # "bombed a clinic ... the two-storey clinic had been struck three times", "stormed a police
    # station in the northwest ... attacked the station in Dera Ismail Khan": the one told of.
    frame = draft.frames[0]
    if frame.dates or frame.main.novel or (draft.place is not None and frame.main.passive):
        return None
    thing = _thing_of(frame)
    if len(thing) < SHORTEST or thing in _WEAPON_THINGS:
        return None
    for held in reversed(story.drafts):
        lows = [w.low for f in held.frames for w in f.marked.words]
        named = (k for k, low in enumerate(lows) if low == thing)
        there_too = held.place is not None and thing in held.place.text.lower().split()
        if there_too or any({"a", "an"} & set(lows[max(0, k - 3) : k]) for k in named):
            parties = not draft.perpetrators or bool(draft.perpetrators & held.perpetrators)
            there = draft.place is None or part_told(held, draft)
            return held if parties and there and overlap(held.when, draft.when) else None
    return None


def _those_downed(story: Story, draft: Draft) -> Draft | None:
    # "a day after two drones were shot down ... The drones on Tuesday were destroyed": those.
    frame = draft.frames[0]
    main, words = frame.main, frame.marked.words
    if main.entry.base not in {"destroy", "shoot down"} or not main.passive or frame.places:
        return None
    subject = [w.low for w in words[: main.first]]
    the = next((k for k, low in enumerate(subject) if low in {"the", "those"}), -1)
    if the < 0 or not set(subject[the + 1 : the + 3]) & _WEAPON_THINGS_MANY:
        return None
    held = [d for d in story.drafts if d.event_type == "interception"]
    held = [d for d in held if d.when and draft.when and overlap(d.when, draft.when)]
    return held[-1] if held and frame.dates else None


def _the_attackers(story: Story, draft: Draft) -> Draft | None:
    # "Gunmen killed nine men in the southeast. The attackers burst into a house in Saravan".
    frame, held, place = draft.frames[0], story.latest, draft.place
    lows = [w.low for w in frame.marked.words[:3]]
    theirs = lows[:1] == ["the"] and bool(set(lows[1:]) & ATTACKERS)
    if not (theirs or _repelled(frame)) or frame.dates or frame.main.novel:
        return None
    if held is None or held.place is None or held.group or not close_to(held, draft):
        return None
    near = place is None or same_place(held.place, place) or part_told(held, draft)
    fits = held.event_type in ATTACKS | {"armed_clash"} and held.event_type != "attack_on_shipping"
    return held if near and fits and overlap(held.when, draft.when) else None


def _repelled(frame: Frame) -> bool:
    # "The army repelled the assault": the one told of.
    told = any(t.noun and t.definite and not t.plural for t in frame.triggers[1:])
    return frame.triggers[0].family == "repel" and told and not frame.places


def _thing_of(frame: Frame) -> str:
    # What "the" names as struck: before a passive verb, after an active one.
    main, words = frame.main, frame.marked.words
    if main.passive:
        before = [w.low for w in words[max(0, main.first - 9) : main.first]]
        while before and before[-1] in _AUXILIARY:
            before.pop()
        return before[-1] if "the" in before[-6:-1] else ""
    after = [w.low for w in words[main.last : main.last + 5]]
    if main.noun and main.definite and after[:1] and after[0] in {"on", "of", "at"}:
        after = after[1:]  # "the attack on the hospital"
    elif main.noun:
        return ""
    if after[:1] != ["the"]:
        return ""
    end = next((k for k in range(2, len(after)) if after[k] in _ENDS), 0)
    return after[end - 1] if end else ""


_ENDS = frozenset({"in", "at", "near", "on", "from", "with", "outside", ",", "."})
SHORTEST = 3
_AUXILIARY = frozenset({"had", "has", "was", "been", "also", "itself", "later", "then", "already"})
_WEAPON_THINGS_MANY = frozenset({"missiles", "drones", "rockets", "missile", "drone", "rocket"})
_WEAPON_THINGS = frozenset({"missile", "drone", "rocket", "attack", "strike", "raid", "bomb"})


def _the_victims(story: Story, draft: Draft) -> Draft | None:
    # "nine of its soldiers were killed in Iraq ... The soldiers were killed on Friday when".
    frame = draft.frames[0]
    harm = frame.triggers[0]
    lows = [w.low for w in frame.marked.words[max(0, harm.first - 6) : harm.first]]
    if harm.family != "harm" or not harm.passive or "the" not in lows:
        return None
    at = len(lows) - 1 - lows[::-1].index("the")
    subject = lows[at + 1 :]
    while subject and subject[-1] in _AUXILIARY | {"were"}:
        subject.pop()
    if not subject or not subject[-1].endswith(("s", "men")) or set(subject) & {"of", "other"}:
        return None
    for held in reversed(story.drafts):
        hurt = [f for f in held.frames if any(t.family == "harm" for t in f.triggers)]
        told = any(w.low == subject[-1] for f in hurt for w in f.marked.words)
        near = held.place is None or draft.place is None or same_place(held.place, draft.place)
        if told and held.marked is not draft.marked and overlap(held.when, draft.when):
            return held if near or part_told(held, draft) else None
    return None


def of_the_dead(frame: Frame) -> bool:
    """
    Read "Five of the dead were from one family whose house was hit in the Brazil district".

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    of
        True where its sentence opens with some of the victims told of before.
    """
    lows = [w.low for w in frame.marked.words[:6]]
    at = next((k for k in range(len(lows) - 2) if lows[k] == "of"), None)
    return at is not None and lows[at + 1] in {"the", "those"} and lows[at + 2] in _VICTIMS


_VICTIMS = frozenset({"dead", "victims", "killed", "wounded", "injured", "casualties", "deaths"})


def _toll_of(story: Story, draft: Draft) -> Draft | None:
    harm = harm_only(draft.frames[0]) and draft.place is None
    return _by_name(story, draft) if harm else None


def _by_name(story: Story, draft: Draft) -> Draft | None:
    # "raised the toll from Nabatieh to five dead": the event at the place that is named.
    names = {p.place.name for p in draft.marked.places if p.role != "seat"}
    held = [
        d
        for d in story.drafts
        if d.place is not None and d.place.place.name in names and overlap(d.when, draft.when)
    ]
    return held[-1] if held else None


def _owned(frame: Frame) -> bool:
    # "their attacks": the ones that were told of.
    words, first = frame.marked.words, frame.main.first
    return any(
        w.low in {"their", "its", "these", "those"} for w in words[max(0, first - 2) : first]
    )


def harm_only(frame: Frame) -> bool:
    """
    Say whether a frame tells only who was hurt.

    Parameters
    ----------
    frame
        An act as one clause tells it.

    Returns
    -------
    only
        True for "two women were killed in the town".
    """
    return all(t.family == "harm" for t in frame.triggers)
