"""Operations in the lead whose places are told later: the places are the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import LINK_WORDS, vocabulary
from dashboard.extract.sameness import ATTACKS
from dashboard.extract.timing import TAKEN, overlap

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft

LEAST_PLACES = 2


def spread(story: Story) -> None:
    """
    Leave out an operation in the lead whose places are told later: these are the records.

    Parameters
    ----------
    story
        All events, each with its place; a lead that is left out moves to `rejected`.
    """
    for lead in list(story.drafts):
        if lead.place is None or lead.place.place.layer != "country" or not _counted(lead):
            continue
        at = story.drafts.index(lead)
        parts = [d for d in story.drafts[at + 1 :] if _part_of(d, lead)]
        if len(parts) < LEAST_PLACES:
            continue
        for part in parts:
            if not part.perpetrators:
                part.parties += [p for p in lead.parties if p.role == "perpetrator"]
            part.event_type = part.event_type if part.stated else lead.event_type
            if part.when is None or (part.when.reason == TAKEN and _of_the_targets(part)):
                part.when = lead.when
        if not any(part.group for part in parts):
            story.groups += 1
            for part in parts:
                part.group = story.groups
        story.drafts.remove(lead)
        story.spread += [(frame, parts) for frame in lead.frames]
        story.rejected.append((lead.frames[0], "told again place by place"))


def _of_the_targets(part: Draft) -> bool:
    # "The targets struck included weapons depots in the Bekaa Valley": those of the lead.
    frame = part.frames[0]
    before = frame.before(3)
    return "the" in before and bool(set(before) & {"targets", "sites", "places", "positions"})


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
