"""What an act takes over from the text around it: a place, a day, who did it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.extract.coreference import ATTACKS
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.timing import TAKEN

if TYPE_CHECKING:
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.naming import PlaceMention

_WORDS_3 = vocabulary(
    "after following since response retaliation reprisal revenge had previous previously",
    "earlier answer past years began last",
)


def inherit(story: Story, draft: Draft) -> None:
    """
    Take over the title's place, or the day and the party of the act told before.

    Parameters
    ----------
    story
        What was told so far.
    draft
        A new event; changed in place.
    """
    if draft.place is None and not story.drafts and story.context is not None:
        draft.place = story.context
        draft.doubts.append("place taken over from the title")
    if (
        draft.when is None
        and story.day is not None
        and story.day_paragraph == draft.marked.sentence.paragraph
        and not _backward(draft)
    ):
        draft.when = story.day
    held, main = story.latest, draft.frames[0].main
    if held is None:
        return
    if (
        draft.when is None
        and held.when is not None
        and held.when.first is not None
        and held.when.precision in {"day", "days"}
        and _continues(held, draft)
    ):
        draft.when = replace(held.when, reason=TAKEN)
    apart = held.marked is draft.marked or _backward(draft)
    if main.definite and main.noun and not apart and {held.event_type, draft.event_type} <= ATTACKS:
        if not draft.stated and held.event_type != "attack_on_shipping":
            draft.event_type = held.event_type
        if not draft.perpetrators:
            draft.parties += [p for p in held.parties if p.role == "perpetrator"]


def _continues(held: Draft, draft: Draft) -> bool:
    # The next sentence of the same paragraph, or one that says it goes on ("a second strike").
    one, other = held.frames[-1].marked.sentence, draft.marked.sentence
    if draft.plural and not draft.frames[0].main.definite and one.paragraph != other.paragraph:
        return False
    if _backward(draft):
        return False
    if one is other:
        return not _backward(draft)
    if one.paragraph == other.paragraph:
        return other.index - one.index <= 2
    return draft.frames[0].main.novel and other.paragraph - one.paragraph <= 3


def _backward(draft: Draft) -> bool:
    # "after", "in response to", "earlier": what is told was before.
    frame = draft.frames[0]
    words = frame.marked.words
    first = frame.triggers[0].first
    lows = {w.low for w in words[max(0, first - 8) : first]}
    return bool(lows & _WORDS_3)


def thing_named(story: Story, draft: Draft) -> PlaceMention | None:
    """
    Read "the field", "the base": the place of an event told before that is one.

    Parameters
    ----------
    story
        What was told so far.
    draft
        A mention without a place.

    Returns
    -------
    place
        None where no such thing was told of.
    """
    words = draft.marked.words
    things = {b.low for a, b in itertools.pairwise(words) if a.low in {"the", "same"}}
    for held in reversed(story.drafts):
        if (
            held.place is not None
            and held.place.precision in {"exact", "site"}
            and things & set(held.place.text.lower().split()) - {"the"}
        ):
            return held.place
    return None


def place_the_rest(story: Story, title: PlaceMention | None) -> None:
    """
    Give events without a place that of the text around them, or leave them out.

    Parameters
    ----------
    story
        All events; those that stay without a place move to `rejected`.
    title
        The place that the title names; None where it names none.
    """
    kept = []
    for number, draft in enumerate(story.drafts):
        if draft.place is None:
            draft.place = _taken_over(story, number, title)
            if draft.place is not None:
                draft.doubts.append("place taken over from the text around it")
        if draft.place is None:
            story.rejected.append((draft.frames[0], "no place"))
        else:
            kept.append(draft)
    story.drafts = kept


def _taken_over(story: Story, number: int, title: PlaceMention | None) -> PlaceMention | None:
    draft = story.drafts[number]
    used = {
        id(p)
        for d in story.drafts
        for f in d.frames
        if f.marked is draft.marked and d is not draft
        for p in f.places
    }
    for roles, apart in (({"loc", "object"}, used), ({"weak"}, used), ({"loc", "object"}, set())):
        same = [p for p in draft.marked.places if p.role in roles and id(p) not in apart]
        if same:
            return same[0]
    here = draft.marked.sentence.index
    for earlier in reversed(story.drafts[:number]):
        if earlier.place is not None and 0 <= here - earlier.frames[-1].marked.sentence.index <= 2:
            return earlier.place
    return title
