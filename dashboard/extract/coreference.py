"""Which event a mention means: the rules by which two mentions are one act."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dashboard.extract.causes import telling
from dashboard.extract.events import Draft, same_place
from dashboard.extract.naming import TOLD_BEFORE
from dashboard.extract.narrative import moved_away
from dashboard.extract.pointing import (
    fell_of_them,
    means_it,
    measured,
    one_of_those,
    partly_stopped,
    pointed_at,
    same_ship,
)
from dashboard.extract.retaliation import answers, cause_opens, is_answered_by
from dashboard.extract.retelling import harm_only, of_the_dead, retold
from dashboard.extract.sameness import MUTUAL, close_to, compatible, confirmed, the_weapon
from dashboard.extract.timing import overlap
from dashboard.extract.whose_harm import act_meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.timing import When


FLOWN = frozenset({"air_drone_strike", "shelling_missile", "attack_on_shipping", "interception"})


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
    section, covered
        The day that the heading above gives, and the one that the whole text is said to cover.
    lead, lead_paragraph
        The place at the head of a paragraph or section, and which paragraph; -1 for a section.
    genre
        "sport" or "culture" where the report is about that.
    study
        Whether it is about a game of war or a study of what would happen.
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
    covered: When | None = None
    lead: PlaceMention | None = None
    lead_paragraph: int = -1
    genre: str = ""
    study: bool = False
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
    if held is not None and is_answered_by(draft.frames[0], held.frames):
        others = [d for d in story.drafts if d is not held]
        rest = replace(story, drafts=others, latest=_latest(others))
        held = retold(rest, draft) or _named_in(rest, draft) or _only_other(rest, draft)
    if held is None or _answered(story, held, draft):
        return None
    return None if moved_away(story, held, draft) else held


def _only_other(story: Story, draft: Draft) -> Draft | None:
    # "A drone hit a base in Jordan. US jets struck Al-Qaim in response to the attack, which killed
    # three soldiers": no other act can have been answered.
    fitting = [d for d in story.drafts if compatible(d, draft)]
    definite = draft.place is None and draft.frames[0].main.definite
    return fitting[0] if definite and len(fitting) == 1 else None


def _named_in(story: Story, draft: Draft) -> Draft | None:
    # "bombed Hilla in what it called a reply to the airport attack": what hit an airport before.
    frame, at = draft.frames[0], cause_opens(draft.frames[0])
    if at is None or draft.place is not None or not frame.main.definite:
        return None
    things = {w.low for w in frame.marked.words[at + 1 : frame.main.first] if telling(w)}
    for held in reversed(story.drafts):
        lows = {w.low for f in held.frames for w in f.marked.words}
        if things & lows and overlap(held.when, draft.when):
            return held
    return None


def _answered(story: Story, held: Draft, draft: Draft) -> bool:
    # "Rockets landed at Green Village. In response artillery shelled a site near Mayadin": not
    # the act that was told last, unless the same ones did it, or at the place that it names.
    frame = draft.frames[0]
    if held is not story.latest or frame.main.definite or held.perpetrators & draft.perpetrators:
        return False
    named = bool(frame.places) and held.place is not None and draft.place is not None
    again = named and held.place and draft.place and held.place.name == draft.place.name
    return not again and answers(frame)


def _meant(story: Story, draft: Draft) -> Draft | None:
    frame = draft.frames[0]
    main = frame.main
    if story.latest is not None and _goes_on(story.latest, draft):
        return story.latest
    if draft.place is None and (pointed := pointed_at(story.drafts, frame)):
        return pointed
    if story.latest is not None and of_the_dead(frame):
        return story.latest if compatible(story.latest, draft, near=True) else None
    if story.latest is not None and same_ship(story.latest, frame):
        return story.latest
    if _set_apart(frame):
        return None
    _leave_house(story, draft)
    relative = any(d.shift is not None or d.told for d in frame.dates)
    if not main.definite and relative and (draft.place is not None or not harm_only(frame)):
        return None
    if main.definite and _counts_days(draft):
        told = [d for d in story.drafts if compatible(d, draft) and _meets(d.when, draft.when)]
        return _latest(told)
    summed = _sums_up(story, draft)
    if summed is not None:
        return summed
    again = harm_only(frame) or main.definite or confirmed(draft)
    if _pointed_back(draft) and again and story.latest is not None:
        return story.latest if compatible(story.latest, draft) else None
    return retold(story, draft) or _fitting(story, draft)


def _leave_house(story: Story, draft: Draft) -> None:
    # "attacked a mosque in Kunduz. The blast came during prayers at the Sayed Abad mosque": whose
    # name lies somewhere else, too.
    main, place, held = draft.frames[0].main, draft.place, story.latest
    if place is None or held is None or held.place is None or not (main.noun and main.definite):
        return
    opens = main.first <= 2  # words: "The deadly blast"
    if not opens or main.plural or draft.frames[0].dates or not close_to(held, draft):
        return
    after = draft.marked.words[place.last : place.last + 1]
    within = draft.marked.words[place.last - 1 : place.last]
    if any(w.low in _HOUSES for w in (*after, *within)) and not same_place(held.place, place):
        draft.place = None


_HOUSES = frozenset({"mosque", "school", "church", "hotel", "hospital", "restaurant", "shrine"})


def _counts_days(draft: Draft) -> bool:
    # "the raid on the camp the day before": not what the text is about.
    shifts = [d.shift for d in draft.frames[0].dates if d.shift is not None]
    return draft.when is not None and any(s.unit == "day" and s.low != 0 for s in shifts)


def _meets(one: When | None, other: When | None) -> bool:
    if one is None or other is None or one.first is None or other.first is None:
        return False
    return one.first <= other.last and other.first <= one.last


def _sums_up(story: Story, draft: Draft) -> Draft | None:
    # "They have sunk one ship, seized another and killed three seafarers": the series told before.
    frame = draft.frames[0]
    first, words = frame.triggers[0], frame.marked.words
    if first.noun or first.passive or frame.places or frame.dates:
        return None
    they = words[0].low in {"they", "it"}
    have = next((k for k in range(first.first) if words[k].low in {"have", "has"}), None)
    opens = next((t for t in frame.marked.triggers if have is not None and t.first > have), None)
    if have is None or opens is None or opens.first - have > PERFECT or have > OPENING:
        return None
    told = [d for d in story.drafts if d.when is not None and d.when.precision == "range"]
    told = [d for d in told if they or d.perpetrators & draft.perpetrators]
    return told[-1] if told else None


PERFECT, OPENING = 3, 8  # words: "have also sunk"; who has


def _goes_on(held: Draft, draft: Draft) -> bool:
    # "most were intercepted", "it had been fired", "one of them hit a house".
    frame = draft.frames[0]
    if (held.event_type in FLOWN and partly_stopped(frame)) or measured(frame):
        draft.place, draft.when = None, None
        return True
    if one_of_those(held, frame):
        return True
    return (draft.place is None and means_it(held, frame)) or fell_of_them(held, frame)


def _fitting(story: Story, draft: Draft) -> Draft | None:
    fitting = [d for d in story.drafts if compatible(d, draft)]
    main = draft.frames[0].main
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
    # "In a separate incident, gunmen killed", "Earlier on Thursday, shells fell": not what was
    # told before.
    opening = [w.low for w in frame.marked.words[:5]]
    earlier = (
        opening[:1] in (["earlier"], ["later"], ["also"]) and frame.main is frame.marked.triggers[0]
    )
    other = earlier or bool(set(opening) & {"separate", "separately", "elsewhere"})
    return other and not frame.main.definite


def _same_again(fitting: Sequence[Draft], draft: Draft) -> Draft | None:
    if draft.place is None:
        return _latest(fitting)
    dated = [
        d for d in fitting if d.place and same_place(d.place, draft.place) and d.when and draft.when
    ]
    return _latest(dated)


def _latest(drafts: Sequence[Draft]) -> Draft | None:
    return drafts[-1] if drafts else None


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
    main = draft.frames[0].main
    named = (main.definite and main.noun and not main.plural) or the_weapon(draft)
    if named and fitting[-1].place is not None:
        last = fitting[-1]
        if last.event_type not in MUTUAL and not last.plural and close_to(last, draft):
            return last  # "near Damascus ... the strike hit a depot near Sayyida Zeinab"
    since = draft.when is not None and draft.when.precision == "range"
    unplaced = [d for d in fitting if d.place is None and close_to(d, draft) and not since]
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
    fits = held.place is not None and held.place.precision == "city" and close_to(held, draft)
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
        anew = held.place.precision == "exact" and draft.place.precision == "city"
        if anew and not main.passive and harm_only(draft.frames[0]) and _told_later(held, draft):
            return False  # "In Khan Younis it killed 20 gunmen", after a nurse in its hospital
        return close_to(held, draft) or coarse.heading
    return held.plural == draft.plural or close_to(held, draft)


def _told_later(held: Draft, draft: Draft) -> bool:
    here = draft.marked.sentence
    return all(
        f.marked.sentence.paragraph < here.paragraph and not f.marked.sentence.heading
        for f in held.frames
    )


def _suffered(frame: Frame) -> bool:
    # "a woman was wounded", "three died", "The rockets wounded a woman": not "they killed four".
    words, main = frame.marked.words, frame.main
    before = [w.low for w in words[max(0, main.first - 3) : main.first]]
    return main.passive or main.text.lower().startswith(("di", "perish")) or "the" in before


def _shot_at(draft: Draft) -> bool:
    # "Gunmen killed four. One of them died in a gun battle. Hamas praised the shooting".
    lows = {w.low for f in draft.frames for w in f.marked.words[f.first : f.last]}
    return draft.event_type == "other_attack" and bool(lows & _GUNS)


def _blown_up(draft: Draft) -> bool:
    # "A car bomb killed ten. A day earlier gunmen shot two. The bombing also wounded thirty".
    return any(t.family in _BLASTS or t.family == "air" for f in draft.frames for t in f.triggers)


_BLASTS = frozenset({"bomb", "blast", "burst"})
_GUNS = frozenset({"gunman", "gunmen", "shot", "shooting", "fire", "bullets", "gunfire"})


def _pointed_to(story: Story, fitting: Sequence[Draft], draft: Draft) -> Draft | None:
    # "the bombing", "the shooting": one of the acts told, by what it was done with.
    main = draft.frames[0].main
    pool = [d for d in fitting if d.plural == main.plural] or list(fitting)
    if main.family == "gunfire" and not main.plural:
        pool = [d for d in pool if _shot_at(d)] or pool
    if main.family in _BLASTS and not main.plural:
        pool = [d for d in pool if _blown_up(d)] or pool
    dated = [d for d in pool if d.when is not None and d.when.first is not None]
    if draft.when is not None and draft.when.first is not None and dated:
        return dated[-1]
    meant = act_meant(pool, draft.marked, named=True)
    if meant is None and story.latest in pool:
        return story.latest
    return meant or pool[-1]


def _without_place(story: Story, fitting: Sequence[Draft], draft: Draft) -> Draft | None:
    main = draft.frames[0].main
    recent = [d for d in fitting if close_to(d, draft)]
    if main.definite:
        return _pointed_to(story, fitting, draft)
    if harm_only(draft.frames[0]) and _suffered(draft.frames[0]):
        meant = act_meant(recent, draft.marked)
        if meant is not None:
            return meant
    if story.latest is not None and story.latest in recent:
        return story.latest
    if draft.perpetrators and not main.noun:
        recent = [d for d in recent if d.perpetrators & draft.perpetrators]
    if not recent:
        return None
    return recent[-1]
