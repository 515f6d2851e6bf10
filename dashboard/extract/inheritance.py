"""What an act takes over from the text around it: a place, a day, who did it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import LINK_WORDS, vocabulary
from dashboard.extract.narrative import backward, day_taken
from dashboard.extract.retaliation import before_cue, cause_opens, elsewhere
from dashboard.extract.same_hand import alike, also_there, more_of_the_same
from dashboard.extract.sameness import ATTACKS, MUTUAL, SALVOS

if TYPE_CHECKING:
    from dashboard.extract.clauses import Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables

MOST_PLACES = 2


def inherit(story: Story, draft: Draft, tables: Tables) -> None:
    """
    Take over the title's place, or the day and the party of the act told before.

    Parameters
    ----------
    story
        What was told so far.
    draft
        A new event; changed in place.
    tables
        Rule tables.
    """
    if draft.place is None and not story.drafts and story.context is not None:
        draft.place = story.context
        draft.doubts.append("place taken over from the title")
    _take_day(story, draft, tables)
    held, main = story.latest, draft.frames[0].main
    if held is None:
        return
    held = _last_strike(story, held, draft)
    if _amid_shelling(held, draft):
        draft.event_type = held.event_type
    kin = held.event_type not in MUTUAL or draft.event_type == held.event_type
    theirs = _of_that_land(story, held, draft)
    if not draft.perpetrators and kin and also_there(theirs, draft, tables):
        draft.parties += [p for p in theirs.parties if p.role == "perpetrator"]
        draft.event_type = draft.event_type if draft.stated else theirs.event_type
    if not draft.perpetrators and kin and more_of_the_same(held, draft):
        draft.parties += [p for p in held.parties if p.role == "perpetrator"]
        if not draft.stated and main.family in {"raid", "strike", "attack"}:
            draft.event_type = held.event_type
    apart = held.marked is draft.marked or backward(draft, tables)
    told = main.definite and main.noun and not apart and not _means_the_cause(held, draft)
    if told and {held.event_type, draft.event_type} <= ATTACKS:
        same = not draft.stated or draft.event_type == held.event_type
        if not draft.stated and held.event_type != "attack_on_shipping":
            draft.event_type = held.event_type
        if not draft.perpetrators and same and alike(held, main):
            draft.parties += [p for p in held.parties if p.role == "perpetrator"]


def _of_that_land(story: Story, held: Draft, draft: Draft) -> Draft:
    # "struck sites in Iraq and Syria. In Al-Qaim 16 people died": the record of Iraq.
    for told in story.drafts[-MOST_PLACES - 1 :]:
        if not held.group or told.group != held.group or told.place is None or draft.place is None:
            continue
        if told.place.place.country == draft.place.place.country:
            return told
    return held


def _means_the_cause(held: Draft, draft: Draft) -> bool:
    # "It was retaliation for Monday's attack. That attack had come late": what was answered.
    first = draft.frames[0].triggers[0].first
    words = draft.marked.words
    that = first > 0 and words[first - 1].low in {"that", "those"}
    before = {w.low for f in held.frames[-1:] for w in f.marked.words}
    return that and bool(before & _ANSWERS)


_ANSWERS = vocabulary(
    "retaliation reprisal revenge response answer reply answered retaliated payback replied"
)


def _take_day(story: Story, draft: Draft, tables: Tables) -> None:
    if cause_opens(draft.frames[0]) is not None:
        return
    opened = story.day is not None and story.day_paragraph == draft.marked.sentence.paragraph
    opened = opened and not _moved_since(story)
    if draft.when is None and opened and not backward(draft, tables):
        draft.when = story.day
    if draft.when is None:
        draft.when = day_taken(story, draft, tables)


def _moved_since(story: Story) -> bool:
    # "On Christmas Day he was killed. The attack of last Monday was the answer. They had hit ...":
    # another day was told in the paragraph after the one that opened it.
    now, day = story.now, story.day
    if now is None or day is None or story.now_paragraph != story.day_paragraph:
        return False
    return bool(now.spans and day.spans) and now.spans[0][0] > day.spans[0][0]


def _amid_shelling(held: Draft, draft: Draft) -> bool:
    # "The hospital was struck on the 11th", in a town that is shelled: with what, is told before.
    main = draft.frames[0].main
    near = draft.marked.sentence.index - held.frames[-1].marked.sentence.index <= MOST_PLACES
    bare = not draft.stated and main.family == "strike" and not main.noun
    return bare and near and held.stated and held.event_type == "shelling_missile"


def _last_strike(story: Story, held: Draft, draft: Draft) -> Draft:
    # "another strike": like the last one told of, whatever came between.
    main = draft.frames[0].main
    strike = main.noun and main.family in {"strike", "air"} and not main.definite
    if not strike or held.event_type != "other_attack":
        return held
    earlier = [d for d in story.drafts[-MOST_PLACES - 1 :] if d.event_type in SALVOS]
    return earlier[-1] if earlier else held


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
    own = {w.start for p in draft.marked.places for w in words[p.first : p.last]}
    things = {
        b.low
        for a, b in itertools.pairwise(words)
        if a.low in {"the", "same"} and b.start not in own
    }
    for held in reversed(story.drafts):
        if held.place is None or held.place.is_area:
            continue
        named = held.place.precision in {"exact", "site"}
        if named and things & set(held.place.text.lower().split()) - {"the"}:
            return held.place
        told = {w.low.removesuffix("s") for w in held.frames[0].marked.words}
        if things & told & _SITES and draft.marked is not held.marked:
            return held.place
    return None


_SITES = vocabulary("port base airport airfield barracks refinery camp depot hospital prison dam")


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
        if draft.place is None and not elsewhere(draft.frames[0]):
            draft.place = _taken_over(story, number, title)
            if draft.place is not None:
                draft.doubts.append("place taken over from the text around it")
        if draft.place is None:
            story.rejected.append((draft.frames[0], "no place"))
        else:
            kept.append(draft)
    story.drafts = kept


def _spoken_of(story: Story, draft: Draft, marked: Marked) -> PlaceMention | None:
    # "An oil depot in Feodosia was burning. Drones had hit it": the place of the sentence before.
    sentence = marked.sentence
    for earlier in reversed(story.sentences[: sentence.index]):
        if earlier.sentence.paragraph != sentence.paragraph:
            return None
        lows = {w.low for w in marked.words}
        leads = marked.words[0].low == "there"
        if there(draft) and earlier.places and (leads or not earlier.triggers):
            fit = [p for p in earlier.places if p.role == "answered"]
            fit += [p for p in earlier.places if p.role in {"loc", "object"}]
            return (fit or earlier.places)[0]
        plain = lows & _PLAIN and not earlier.triggers
        roles = {"loc", "object", "origin", "seat"} if plain else {"loc", "object"}
        held = [p for p in earlier.places if p.role in roles]
        if held:
            listed = len({p.place.name for p in held}) > MOST_PLACES
            return None if listed else held[0]
    return None


def there(draft: Draft) -> bool:
    """
    Say whether a mention points at a place told of before.

    Parameters
    ----------
    draft
        A mention.

    Returns
    -------
    there
        True for "struck 36 targets there", not for "there are".
    """
    lows = [w.low for w in draft.marked.words]
    if lows[:2] == ["there", ","]:
        return True
    at = lows.index("there") if "there" in lows else 0
    return at > 0 and not set(lows[at + 1 : at + 2]) & _EXISTS and lows[at - 1] not in _GOES


_GOES = vocabulary("get got go went come came arrive arrived")
_EXISTS = vocabulary("is are was were has have had")
_PLAIN = vocabulary("city town village camp there suburb district")


def _taken_over(story: Story, number: int, title: PlaceMention | None) -> PlaceMention | None:
    draft = story.drafts[number]
    used = {
        id(p)
        for d in story.drafts
        for f in d.frames
        if f.marked is draft.marked and d is not draft
        for p in f.places
    }
    here = [p for p in draft.marked.places if p.role in {"seat", "origin"} and not p.is_area]
    if here and {w.low for w in draft.marked.words} & _PLAIN:
        return here[0]
    rounds = [({"loc", "object"}, used), ({"weak"}, used), ({"loc", "object"}, set())]
    near = before_cue(draft.frames[0])
    for roles, apart in rounds[:2] if answered(draft) else rounds:
        same = [p for p in near if p.role in roles and id(p) not in apart]
        if same:
            return same[0]
    if answered(draft):
        return None
    left = {"destination", "origin"}
    gone = [p for p in draft.marked.places if p.role in left and not p.is_area]
    if gone and draft.frames[0].main.family in {"burst", "bomb", "blast"}:
        return gone[0]  # "had come to Suruc; a man among them blew himself up"
    index = draft.marked.sentence.index
    for frame in draft.frames:  # "a fire engine was hit. It stood in Froun. A drone struck it"
        spoken = _spoken_of(story, draft, frame.marked)
        if spoken is not None:
            return spoken
    for earlier in reversed(story.drafts[:number]):
        if earlier.place is not None and 0 <= index - earlier.frames[-1].marked.sentence.index <= 2:
            return earlier.place
    return title


def answered(draft: Draft) -> bool:
    """
    Say whether a draft only names what was answered: "in response to recent attacks".

    Parameters
    ----------
    draft
        A mention without a place.

    Returns
    -------
    answered
        True where no day, place or number of its own tells it as an act.
    """
    frame = draft.frames[0]
    first = frame.main.first
    before = [w.low for w in frame.marked.words[max(0, first - 6) : first]]
    told = len(draft.frames) > 1 or frame.dates or not frame.main.noun
    followed = bool({"following", "followed"} & set(before)) and not frame.main.definite
    return not told and bool(followed or (set(before) & LINK_WORDS and {"to", "for"} & set(before)))


def blamed_blasts(story: Story) -> None:
    """
    Take an explosion that somebody is said to have caused for an attack.

    Parameters
    ----------
    story
        All events, each with its parties; changed in place.
    """
    for draft in story.drafts:
        blast = draft.frames[0].main.family in {"blast", "burst"} and not draft.plural
        if blast and draft.event_type == "strategic_development" and draft.perpetrators:
            draft.event_type = "other_attack"
