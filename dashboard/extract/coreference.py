"""Which event a mention means: the rules by which two mentions are one act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.extract.events import Draft, near_by, same_place
from dashboard.extract.naming import TOLD_BEFORE
from dashboard.extract.narrative import moved_away
from dashboard.extract.pointing import means_it, measured, partly_stopped
from dashboard.extract.timing import When, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.naming import PlaceMention


NEAR_SENTENCES = 4
ATTACKS = frozenset(
    {
        "air_drone_strike",
        "shelling_missile",
        "other_attack",
        "attack_on_shipping",
        "strategic_development",
    }
)


@dataclass(slots=True)
class Story:
    """
    What a report tells, while it is read.

    Attributes
    ----------
    drafts
        Events so far, in order of their first mention.
    rejected
        Frames that are no events, with the reason.
    spread
        Operations in the lead that were told again place by place, with the records of the places.
    sentences
        All sentences of the report.
    groups
        How many acts over several places were told.
    topic
        Whom "it" stands for.
    latest
        The event told last.
    context
        The place that the title names.
    day, day_paragraph
        The day that opened a paragraph, and which one.
    now, now_paragraph
        The day on which the story stands, and the paragraph that told it.
    past, past_paragraph
        The day of background that a paragraph came back from, and which paragraph.
    main_day
        The first day that was told.
    days
        Sentence, word and day of acts that are no events, "a boat had rammed her stern".
    section
        The day that the heading above gives.
    lead, lead_paragraph
        The place at the head of a paragraph or section, and which paragraph; -1 for a section.
    genre
        "sport" or "culture" where the report is about that.
    weapons, weapons_paragraph
        Those named last in this paragraph, for "another fell on".
    """

    drafts: list[Draft] = field(default_factory=list)
    rejected: list[tuple[Frame, str]] = field(default_factory=list)
    spread: list[tuple[Frame, list[Draft]]] = field(default_factory=list)
    sentences: Sequence[Marked] = ()
    groups: int = 0
    topic: ActorMention | None = None
    latest: Draft | None = None
    context: PlaceMention | None = None
    day: When | None = None
    section: When | None = None
    lead: PlaceMention | None = None
    lead_paragraph: int = -1
    genre: str = ""
    weapons: frozenset[str] = frozenset()
    weapons_paragraph: int = -1
    day_paragraph: int = -1
    now: When | None = None
    now_paragraph: int = -1
    past: When | None = None
    past_paragraph: int = -1
    main_day: When | None = None
    days: list[tuple[Marked, int, When]] = field(default_factory=list)


def antecedent(story: Story, draft: Draft) -> Draft | None:
    """
    Find the event that a mention means.

    Parameters
    ----------
    story
        What was told so far.
    draft
        The mention.

    Returns
    -------
    event
        None where it is an event of its own.
    """
    held = _meant(story, draft)
    return None if held is not None and moved_away(story, held, draft) else held


def _meant(story: Story, draft: Draft) -> Draft | None:
    frame = draft.frames[0]
    main = frame.main
    if story.latest is not None and (partly_stopped(frame) or measured(frame)):
        draft.place, draft.when = None, None
        return story.latest
    if draft.place is None and story.latest is not None and means_it(story.latest, frame):
        return story.latest
    if _set_apart(frame):
        return None
    relative = any(d.shift is not None or d.told for d in frame.dates)
    if not main.definite and relative and (draft.place is not None or not _harm_only(frame)):
        return None
    if _pointed_back(draft) and (_harm_only(frame) or main.definite) and story.latest is not None:
        return story.latest if compatible(story.latest, draft) else None
    told = _going_on(story, draft) or _toll_of(story, draft) or _told_closer(story, draft)
    told = told or _the_same_thing(story, draft)
    if told is not None:
        return told
    fitting = [d for d in story.drafts if compatible(d, draft)]
    if main.novel:
        return _same_again(fitting, draft) if main.definite else None
    if not fitting:
        return None
    if draft.place is not None:
        return _by_place(fitting, draft)
    return _without_place(story, fitting, draft)


def _pointed_back(draft: Draft) -> bool:
    # "Two women were killed in the town": a place told of before.
    return draft.place is not None and draft.place.doubt.endswith(TOLD_BEFORE)


def _set_apart(frame: Frame) -> bool:
    # "In a separate incident, gunmen killed": not what was told before.
    opening = {w.low for w in frame.marked.words[:5]}
    return bool(opening & {"separate", "separately", "elsewhere"}) and not frame.main.definite


def _going_on(story: Story, draft: Draft) -> Draft | None:
    # "persisted in their attacks": the series told of before, wherever the sentence places it.
    main = draft.frames[0].main
    if not (main.definite and main.plural and main.noun and _owned(draft.frames[0])):
        return None
    same = [
        d
        for d in story.drafts
        if d.plural and d.perpetrators & draft.perpetrators and overlap(d.when, draft.when)
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
        if inside and parties and held.event_type in ATTACKS and not _apart(held, draft):
            return held
    return None


def _the_same_thing(story: Story, draft: Draft) -> Draft | None:
    # "bombed a clinic ... the two-storey clinic had been struck three times": the one told of.
    frame = draft.frames[0]
    if draft.place is not None or frame.dates or frame.main.novel or not frame.main.passive:
        return None
    before = [w.low for w in frame.marked.words[max(0, frame.main.first - 9) : frame.main.first]]
    while before and before[-1] in _AUXILIARY:
        before.pop()
    if "the" not in before[-6:-1] or len(before[-1]) < SHORTEST or before[-1] in _WEAPON_THINGS:
        return None
    for held in reversed(story.drafts):
        lows = [w.low for f in held.frames for w in f.marked.words]
        named = (k for k, low in enumerate(lows) if low == before[-1])
        if any({"a", "an"} & set(lows[max(0, k - 3) : k]) for k in named):
            parties = not draft.perpetrators or bool(draft.perpetrators & held.perpetrators)
            return held if parties and overlap(held.when, draft.when) else None
    return None


SHORTEST = 3
_AUXILIARY = frozenset({"had", "has", "was", "been", "also", "itself", "later", "then", "already"})
_WEAPON_THINGS = frozenset({"missile", "drone", "rocket", "attack", "strike", "raid", "bomb"})


def _toll_of(story: Story, draft: Draft) -> Draft | None:
    harm = _harm_only(draft.frames[0]) and draft.place is None
    return _by_name(story, draft) if harm else None


def _same_again(fitting: Sequence[Draft], draft: Draft) -> Draft | None:
    if draft.place is None:
        return _latest(fitting)
    dated = [
        d for d in fitting if d.place and same_place(d.place, draft.place) and d.when and draft.when
    ]
    return _latest(dated)


def _latest(drafts: Sequence[Draft]) -> Draft | None:
    return drafts[-1] if drafts else None


def _owned(frame: Frame) -> bool:
    # "their attacks": the ones that were told of.
    words, first = frame.marked.words, frame.main.first
    return any(
        w.low in {"their", "its", "these", "those"} for w in words[max(0, first - 2) : first]
    )


def _harm_only(frame: Frame) -> bool:
    return all(t.family == "harm" for t in frame.triggers)


def _by_name(story: Story, draft: Draft) -> Draft | None:
    # "raised the toll from Nabatieh to five dead": the event at the place that is named.
    names = {p.place.name for p in draft.marked.places}
    held = [
        d
        for d in story.drafts
        if d.place is not None and d.place.place.name in names and overlap(d.when, draft.when)
    ]
    return held[-1] if held else None


def _by_place(fitting: Sequence[Draft], draft: Draft) -> Draft | None:
    held = [
        d
        for d in fitting
        if d.place is not None and draft.place is not None and same_place(d.place, draft.place)
    ]
    exact = [d for d in held if d.place and draft.place and d.place.name == draft.place.name]
    for pool in (exact, held):
        if pool and _one_act(pool[-1], draft):
            return pool[-1]
    unplaced = [d for d in fitting if d.place is None and _close(d, draft)]
    if unplaced and not draft.frames[0].main.novel:
        return unplaced[-1]
    return None


def _one_act(held: Draft, draft: Draft) -> bool:
    # Two mentions at one place are one act unless words or days set them apart.
    main = draft.frames[0].main
    if (
        all(t.family == "harm" for f in held.frames for t in f.triggers)
        and held.place
        and draft.place
        and held.place.name != draft.place.name
        and held.place.precision == "country"
        and not (held.perpetrators & draft.perpetrators)
    ):
        return False
    fits = held.place is not None and held.place.precision == "city" and _close(held, draft)
    if (
        held.group
        and not (fits and draft.place is not None and draft.place.precision == "exact")
        and held.place is not None
        and draft.place is not None
        and held.place.precision != draft.place.precision
    ):
        return False
    if main.definite:
        return True
    if (
        held.place is not None
        and draft.place is not None
        and held.place.precision != draft.place.precision
    ):
        coarse = held if held.place.is_area else draft
        return _close(held, draft) or coarse.heading
    return held.plural == draft.plural or _close(held, draft)


def _close(held: Draft, draft: Draft) -> bool:
    here = draft.marked.sentence.index
    return any(0 <= here - f.marked.sentence.index <= NEAR_SENTENCES for f in held.frames)


def _without_place(story: Story, fitting: Sequence[Draft], draft: Draft) -> Draft | None:
    main = draft.frames[0].main
    recent = [d for d in fitting if _close(d, draft)]
    if main.definite:
        pool = [d for d in fitting if d.plural == main.plural] or list(fitting)
        dated = [d for d in pool if d.when is not None and d.when.first is not None]
        if draft.when is not None and draft.when.first is not None and dated:
            return dated[-1]
        if story.latest in pool:
            return story.latest
        return pool[-1]
    if story.latest is not None and story.latest in recent:
        return story.latest
    if draft.perpetrators and not main.noun:
        recent = [d for d in recent if d.perpetrators & draft.perpetrators]
    if not recent:
        return None
    return recent[-1]


def compatible(held: Draft, draft: Draft, *, loose: bool = False) -> bool:
    """
    Say whether two mentions can be one act: day, place, parties and kind.

    Parameters
    ----------
    held
        An event told before.
    draft
        A mention.
    loose
        Also where both stand in one sentence, as for a title.

    Returns
    -------
    compatible
        True where nothing sets them apart.
    """
    if (
        held.event_type == "interception"
        and draft.place is None
        and draft.frames[0].main.family == "launch"
    ):
        return _close(held, draft) and overlap(held.when, draft.when)
    if not overlap(held.when, draft.when):
        return False
    if held.place and draft.place and not same_place(held.place, draft.place):
        main = draft.frames[0].main
        if not (main.definite and main.noun and near_by(held.place, draft.place)):
            return False
    ones, others = held.perpetrators, draft.perpetrators
    definite = draft.frames[0].main.definite and draft.place is not None
    if ones and others and not ones & others and not _umbrella(ones, others) and not definite:
        return False
    if not _family_fits(held, draft):
        return False
    return loose or not _apart(held, draft)


_ANY_ATTACK = frozenset(
    {"strike", "attack", "raid", "gunfire", "blast", "killing", "bomb", "air", "shell"}
)


_UMBRELLA = frozenset(
    {
        "Islamic Resistance in Iraq",
        "Iran-aligned militias (unspecified)",
        "US-led coalition",
        "Unidentified",
        "Drug smugglers",
    }
)


def _umbrella(ones: set[str], others: set[str]) -> bool:
    return bool((ones | others) & _UMBRELLA)


def _family_fits(held: Draft, draft: Draft) -> bool:
    if held.event_type == draft.event_type:
        return True
    families = {t.family for f in held.frames for t in f.triggers}
    new = {"harm" if t.shot else t.family for t in draft.frames[0].triggers}
    if new <= {"harm", "damage", "incident", "impact", "light"} or families <= {
        "harm",
        "damage",
        "incident",
    }:
        return True
    if {held.event_type, draft.event_type} <= ATTACKS:
        if (
            held.stated
            and draft.stated
            and draft.event_type != "strategic_development" != held.event_type
        ):
            return draft.frames[0].main.definite and bool(new & _ANY_ATTACK)
        return not (new & {"sink"}) or bool(families & {"sink"})
    if {held.event_type, draft.event_type} <= {"armed_clash", "other_attack"}:
        return draft.frames[0].main.definite or _ended_in_fight(draft)
    if {held.event_type, draft.event_type} <= {"seizure", "attack_on_shipping", "other_attack"}:
        return draft.frames[0].main.definite or new <= {"incident", "attack"}
    return False


def _ended_in_fight(draft: Draft) -> bool:
    # "All three were killed in an exchange of fire": those who had attacked.
    frame = draft.frames[0]
    killed = frame.triggers[0].family == "harm" and frame.triggers[0].passive
    subject = {w.low for w in frame.marked.words[max(0, frame.triggers[0].first - 5) :][:4]}
    own = bool(frame.places or frame.dates)
    return killed and frame.main.family == "clash" and not own and bool(subject & _THOSE)


_THOSE = frozenset({"all", "both", "they", "attackers", "gunmen", "assailants"})


def _apart(held: Draft, draft: Draft) -> bool:
    # One sentence that tells two acts joined by a word of time or cause tells two events.
    frame, other = draft.frames[0], held.frames[-1]
    if frame.marked is not other.marked:
        return False
    if not frame.places and not frame.dates:
        gap = frame.marked.words[other.triggers[-1].last : frame.triggers[0].first]
        shot = all(t.shot for t in frame.triggers) or [w.low for w in gap[-2:]] == [";", "one"]
        if shot and any(w.text == ";" for w in gap):
            return False  # "stormed the camp; two people were shot dead"; "rockets fell; one hit"
    if (
        frame.main.family in {"burst", "blast", "gunfire", "bomb"}
        and not frame.places
        and not frame.dates
        and not frame.main.novel
    ):
        return False
    if {frame.main.family, other.main.family} == {"clash"} and not frame.dates:
        return False
    return not (frame.main.definite and not frame.places)
