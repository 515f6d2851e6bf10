"""Operations in the lead whose places are told later: the places are the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.events import same_place
from dashboard.extract.lexicon import LINK_WORDS, vocabulary
from dashboard.extract.sameness import ATTACKS, SALVOS
from dashboard.extract.timing import overlap

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft

LEAST_PLACES = 2
NEAR = 4  # sentences


def spread(story: Story) -> None:
    """
    Leave out an operation in the lead whose places are told later: these are the records.

    Parameters
    ----------
    story
        All events, each with its place; a lead that is left out moves to `rejected`.
    """
    for lead in list(story.drafts):
        if lead.place is None or not lead.place.is_area or not _counted(lead):
            continue
        at = story.drafts.index(lead)
        parts = [d for d in story.drafts[at + 1 :] if _part_of(d, lead)]
        if lead.place.place.layer != "country":
            parts = [d for d in parts if _told_next(d, lead)]
        if len(parts) < LEAST_PLACES:
            continue
        for part in parts:
            if not part.perpetrators:
                part.parties += [p for p in lead.parties if p.role == "perpetrator"]
            part.event_type = part.event_type if part.stated else lead.event_type
            part.when = part.when or lead.when
        if not any(part.group for part in parts):
            story.groups += 1
            for part in parts:
                part.group = story.groups
        story.drafts.remove(lead)
        story.spread += [(frame, parts) for frame in lead.frames]
        story.rejected.append((lead.frames[0], "told again place by place"))


def details_of_the_lead(story: Story) -> None:
    """
    Give places told right after an operation over an area the party of that operation.

    Parameters
    ----------
    story
        All events; their parties are changed in place.

    Notes
    -----
    "Houthi drones struck Saudi Arabia on Friday. A fuel depot in Jeddah was set on fire": told in
    the next sentences, without a party of their own, on the same day.
    """
    for lead in story.drafts:
        if lead.place is None or not lead.place.is_area or not lead.perpetrators:
            continue
        if lead.place.place.layer == "sea" or lead.event_type not in SALVOS:
            continue
        for part in story.drafts:
            if not part.perpetrators and _follows(part, lead) and _part_of(part, lead):
                part.parties += [p for p in lead.parties if p.role == "perpetrator"]


def _follows(part: Draft, lead: Draft) -> bool:
    here, before = part.frames[0].marked.sentence, lead.frames[-1].marked.sentence
    named = any(a.kind in {"group", "state"} for a in part.frames[0].marked.actors)
    near = 0 < here.index - before.index <= NEAR and here.paragraph - before.paragraph <= 1
    return near and not named


def _told_next(part: Draft, lead: Draft) -> bool:
    # "carried out strikes in southern Lebanon. The strikes hit Bint Jbeil and Khiam".
    marked, place, whole = part.marked, part.place, lead.place
    steps = marked.sentence.index - lead.frames[-1].marked.sentence.index
    if place is None or whole is None or not 0 < steps <= NEXT or not same_place(place, whole):
        return False
    lows = [w.low for w in marked.words[: part.frames[0].main.last]]
    the = next((lows[k + 1 : k + 3] for k, low in enumerate(lows) if low == "the"), [])
    return not place.is_area and (bool(set(the) & _ACTS) or lows[:1] == ["one"])


NEXT = 2  # sentences
_ACTS = vocabulary(
    "strikes airstrikes raids attacks bombings bombardments explosions blasts missiles rockets",
    "drones shells bombs targets jets warplanes planes ones two three",
)


def _counted(draft: Draft) -> bool:
    # "conducted 14 strikes in Syria": acts on a day, not a series over weeks.
    when = draft.when
    plural = draft.plural or any(_at_several(f) for f in draft.frames)
    plural = plural or (draft.group > 0 and draft.frames[0].main.family == "harm")
    return plural and when is not None and when.precision in {"day", "days"}


def _at_several(frame: Frame) -> bool:
    # "struck sites used by groups in eastern Syria".
    main = frame.main
    after = {w.low for w in frame.marked.words[main.last : main.last + 5]}
    return not main.noun and bool(after & _TARGETS)


_TARGETS = vocabulary(
    "sites targets positions facilities posts depots bases camps cities towns villages places",
    "locations areas buildings houses farms hideouts workshops warehouses stores caves",
)


def _part_of(draft: Draft, lead: Draft) -> bool:
    place, whole = draft.place, lead.place
    if place is None or whole is None or place.place.country != whole.place.country:
        return False
    same_kind = {draft.event_type, lead.event_type} <= ATTACKS
    harmed = lead.group > 0 and lead.frames[0].main.family == "harm"
    same_kind = same_kind or harmed  # "neutralised 11 militants in northern Iraq and Syria"
    others = draft.perpetrators - lead.perpetrators
    return (
        place.place.layer != "country"
        and same_kind
        and not _led_to(draft, lead)
        and overlap(draft.when, lead.when)
        and not others
    )


def _led_to(draft: Draft, lead: Draft) -> bool:
    # "struck sites in Syria in response to a drone attack": what was answered is no part of it.
    for frame in lead.frames:
        for cause in draft.frames:
            if cause.marked is frame.marked and frame.main.last <= cause.main.first:
                between = frame.marked.words[frame.main.last : cause.main.first]
                if {w.low for w in between} & (LINK_WORDS | {"after", "following"}):
                    return True
    return False
