"""Whose acts a text tells where only its title, or the line above a list, names the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.bearings import distance_km
from dashboard.extract.clauses import frames_of
from dashboard.extract.events import same_place
from dashboard.extract.kinds import kind_of
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.parties import Party, parties_of
from dashboard.extract.sameness import ATTACKS

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables

LEAD = 2  # sentences after the title
ROUND_KM = 60.0  # a title names the nearest town that its readers know
_LEFT_OUT = frozenset({"heading", "no place"})


def author_of_title(story: Story, tables: Tables) -> None:
    """
    Give the first act of a text, told without a party, the author that the title names.

    Parameters
    ----------
    story
        All events; their parties are changed in place.
    tables
        Rule tables.

    Notes
    -----
    "Turkish drones hit clinic in Sinjar. - Eight people were killed when aircraft bombed a clinic
    in Sikeniye, on Mount Sinjar": only where kind and place of both go together.
    """
    if not story.drafts or not story.sentences[0].sentence.heading:
        return
    lead = min(story.drafts, key=lambda d: d.frames[0].main.start)
    told = lead.frames[0].marked.sentence.index
    if lead.perpetrators or lead.denied or told > LEAD or lead.event_type not in ATTACKS:
        return
    for frame, why in story.rejected:
        if frame.marked is not story.sentences[0] or why not in _LEFT_OUT:
            continue
        named = [p for p in parties_of(frame, tables, None) if p.role == "perpetrator"]
        if named and _is_that(frame, lead, tables) and not _hurt(named, lead):
            lead.parties += named
            lead.told_in.append(story.sentences[0])
            return


def author_of_list(story: Story, tables: Tables) -> None:
    """
    Give acts that are listed under a line the author that the line names.

    Parameters
    ----------
    story
        All events; their parties are changed in place.
    tables
        Rule tables.

    Notes
    -----
    "The result of the attacks of the Israeli enemy on Tuesday: - In Joun, an air raid killed 15.
    - In Tefahta, artillery shelling wounded three": as far as the paragraphs open with a place and
    name no other party.
    """
    for line in story.sentences:
        if not line.words or line.words[-1].text != ":":
            continue
        named = [
            p
            for f in frames_of(line, tables)
            for p in parties_of(f, tables, None)
            if p.role == "perpetrator"
        ]
        if len({p.name for p in named}) == 1:
            _give(story, line, named[:1])


def _give(story: Story, line: Marked, named: list[Party]) -> None:
    told = {d.frames[0].marked.sentence.index: d for d in story.drafts}
    paragraph = line.sentence.paragraph
    for later in story.sentences[line.sentence.index + 1 :]:
        here = later.sentence.paragraph
        if any(a.kind in {"state", "group"} for a in later.actors):
            return
        if here == paragraph:
            continue
        paragraph = here
        if later.words[0].low not in _LISTED:
            return
        draft = told.get(later.sentence.index)
        if draft is not None and not draft.perpetrators and draft.event_type in ATTACKS:
            draft.parties += named


_LISTED = vocabulary("in at near on - * \u2022 \u2013")


def _is_that(frame: Frame, lead: Draft, tables: Tables) -> bool:
    kind, stated = kind_of(frame, tables)
    if stated and lead.stated and kind != lead.event_type:
        return False
    return all(lead.place is None or _round(p, lead.place) for p in frame.places)


def _round(named: PlaceMention, place: PlaceMention) -> bool:
    # "in Sinjar" of a title, and a village on that mountain.
    if same_place(named, place):
        return True
    if named.place.country != place.place.country:
        return False
    areas = [p.place.area_id for p in (named, place)]
    if all(areas) and areas[0] == areas[1]:
        return True
    apart = distance_km(named.lon, named.lat, place.lon, place.lat)
    return not named.is_area and not place.is_area and apart <= ROUND_KM


def _hurt(named: list[Party], lead: Draft) -> bool:
    return bool({p.name for p in named} & {p.name for p in lead.parties if p.role == "target"})
