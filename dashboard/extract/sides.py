"""The other side of a clash, where the text calls it only "soldiers" or "the militants"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import FLYERS, REBELS, vocabulary
from dashboard.extract.parties import Party

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.events import Draft
    from dashboard.extract.tables import Tables

_SOLDIERS = vocabulary(
    "soldier soldiers army troops police policemen guards guardsmen conscripts officer officers",
    "captain sergeant lieutenant corporal major colonel patrol",
)


def other_sides(story: Story, tables: Tables) -> None:
    """
    Give a clash of which one side is named its other one.

    Parameters
    ----------
    story
        All events; their parties are changed in place.
    tables
        Rule tables.

    Notes
    -----
    "Soldiers" and "police" are those of the country where it happened; "the militants" are the
    armed group of the report, if it names no other one.
    """
    groups = {
        a.name: a
        for sentence in story.sentences
        for a in sentence.actors
        if a.kind == "group" and a.how == "name"
    }
    for draft in story.drafts:
        if draft.event_type == "interception" and all(p.role != "target" for p in draft.parties):
            draft.parties += _senders(draft)
        if draft.event_type != "armed_clash" or len(draft.perpetrators) > 1:
            continue
        if not draft.perpetrators:  # "Soldiers and paramilitaries clashed"
            both = [_army(draft, tables), _band(draft, groups, "")]
            draft.parties += [side for side in both if side is not None and all(both)]
            continue
        known = next(iter(draft.perpetrators))
        found = _army(draft, tables) if known in groups else _band(draft, groups, known)
        if found is not None and found.name != known:
            draft.parties.append(found)


def _senders(draft: Draft) -> list[Party]:
    # Whose drones were shot down: "12 Ukrainian drones".
    for frame in draft.frames:
        words = frame.marked.words
        for actor in frame.marked.actors:
            if actor.kind not in {"group", "state"} or actor.name in draft.perpetrators:
                continue
            if not frame.first <= actor.first < frame.last + REACH:
                continue
            after = [w.low for w in words[actor.last : actor.last + 4]]
            flown = [k for k, low in enumerate(after) if low in FLYERS]
            owned = flown and not set(after[: flown[0]]) & _PARTED
            if owned and actor.first > frame.main.first:
                return [Party(actor.name, "target", actor.start, actor.end)]
    return []


REACH = 12
_PARTED = vocabulary("and , . in at on near over by with from")


def _army(draft: Draft, tables: Tables) -> Party | None:
    country = draft.place.place.country if draft.place is not None else None
    held = tables.states.get("IL" if country == "PS" else country or "")
    word = _word(draft, _SOLDIERS)
    if held is None or word is None:
        return None
    return Party(held[1], "perpetrator", word.start, word.end)


def _band(draft: Draft, groups: Mapping[str, ActorMention], known: str) -> Party | None:
    others = [name for name in groups if name != known]
    word = _word(draft, REBELS)
    if len(others) != 1 or word is None:
        return None
    return Party(others[0], "perpetrator", word.start, word.end)


def _word(draft: Draft, words: frozenset[str]) -> Word | None:
    for frame in draft.frames:
        if frame.marked.sentence.heading:
            continue
        for word in frame.marked.words[frame.first : frame.last]:
            if word.low in words:
                return word
    return None
