"""Telling one story: mentions joined to the event they mean, places and dates taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.clauses import attach, frames_of
from dashboard.extract.coreference import Story, antecedent, compatible, partly_stopped
from dashboard.extract.events import Draft, drafts_of, finer, places_of, same_place
from dashboard.extract.inheritance import inherit, place_the_rest, thing_named
from dashboard.extract.kinds import domain, kind_of
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.parties import Party
from dashboard.extract.timing import TAKEN, When, narrower, when_of
from dashboard.extract.violence import violent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables

_WORDS_4 = vocabulary(
    "attack operation strike raid bombing blast launch",
)


_GENERIC = vocabulary(
    "attack strike harm damage impact launch light incident blast burst raid killing air",
    "shell bomb gunfire ambush",
)

MOST_EVENTS = 120
MOST_FRAMES = 24


def tell(marked: Sequence[Marked], published: date, tables: Tables) -> Story:
    """
    Read the sentences in order and make the events.

    Parameters
    ----------
    marked
        Sentences of a report, in order.
    published
        Day of publication.
    tables
        Rule tables.

    Returns
    -------
    story
        Events with all their mentions; what was left out and why.
    """
    story = Story()
    title_context = _title_place(marked)
    story.context = title_context
    headings: list[tuple[Frame, Draft]] = []
    for sentence in marked:
        frames = frames_of(sentence, tables)
        attach(frames, sentence, tables)
        first_of: Draft | None = None
        for frame in frames[:MOST_FRAMES]:
            if len(story.drafts) >= MOST_EVENTS:
                story.rejected.append((frame, "more events than one report can hold"))
                continue
            drafts = _read(story, frame, frames, published, tables)
            if sentence.sentence.heading:
                headings += [(frame, d) for d in drafts]
                continue
            before = story.latest
            _take(story, drafts)
            if drafts and first_of is None and story.latest is not before:
                first_of = story.latest
            elif drafts and first_of is None:
                first_of = before
        _claimed_by(story, sentence)
        _leave_day(story, sentence)
        if first_of is not None and not _opens_with_cause(sentence):
            story.latest = first_of
        _leave_topic(story, sentence)
    for frame, draft in headings:
        _take_heading(story, frame, draft)
    place_the_rest(story, title_context)
    return story


def _opens_with_cause(sentence: Marked) -> bool:
    return bool(sentence.words) and sentence.words[0].low in {
        "after",
        "following",
        "days",
        "hours",
        "weeks",
    }


def _claimed_by(story: Story, sentence: Marked) -> None:
    # "X claimed responsibility": X is who did the act told of before.
    words, held = sentence.words, story.latest
    if held is None or held.perpetrators:
        return
    lows = [w.low for w in words]
    behind = "behind" in lows and {"it", "was", "were"} & set(lows) and _WORDS_4 & set(lows)
    if behind:
        lows = [*lows, "claimed", "responsibility"]
    if (
        "responsibility" not in lows
        or not {"claimed", "claim", "claims", "took"} & set(lows)
        or {"no", "not", "nobody", "none"} & set(lows[: lows.index("responsibility")])
    ):
        return
    before = [
        a
        for a in sentence.actors
        if a.kind in {"group", "state"} and a.first < lows.index("responsibility")
    ]
    if before:
        actor = before[-1]
        held.parties.append(Party(actor.name, "perpetrator", actor.start, actor.end))
        held.told_in.append(sentence)


def _title_place(marked: Sequence[Marked]) -> PlaceMention | None:
    for sentence in marked[:2]:
        if sentence.sentence.heading:
            held = [p for p in sentence.places if p.role in {"loc", "object"}]
            if held:
                return held[0]
    return None


def _read(
    story: Story, frame: Frame, frames: Sequence[Frame], published: date, tables: Tables
) -> list[Draft]:
    reason = _reject(frame, tables, again=bool(story.drafts))
    if reason:
        story.rejected.append((frame, reason))
        return []
    anchor = (
        story.day
        if story.day and story.day_paragraph == frame.marked.sentence.paragraph
        else story.latest.when
        if story.latest
        else None
    )
    when = when_of(frame, anchor, tables, frames)
    if when is None and frame.marked.sentence.stamped:
        when = When(published, published, "day", reason="entry of a running report")
    places = places_of(frame)
    if _remembered(frame, tables):
        places = [p for p in places if p.first > frame.triggers[0].first]
        frame.dates = [d for d in frame.dates if d.end >= frame.triggers[0].start - 12]
    drafts = drafts_of(frame, places, when, tables, story.topic)
    if len(drafts) > 1:
        story.groups += 1
        for draft in drafts:
            draft.group = story.groups
    return drafts


_RITES = vocabulary(
    "funeral funerals mourners mourned burial buried memorial anniversary commemoration",
    "vigil trial",
)


def _remembered(frame: Frame, tables: Tables) -> bool:
    # A funeral's or trial's place is not that of what it remembers.
    del tables
    return any(w.low in _RITES for w in frame.marked.words[: frame.triggers[0].first])


def _reject(frame: Frame, tables: Tables, *, again: bool) -> str:
    modality = frame.modality
    if modality in {"unreal", "negated"}:
        return frame.main.reason or modality
    if modality == "denied" and frame.main.reason != "report":
        return "denied"
    families = {t.family for t in frame.triggers}
    if families <= {"light"}:
        return "no act named"
    if frame.main.entry.base == "offensive" and not frame.places:
        return "a campaign without a place"
    if (
        frame.main.family == "seize"
        and not frame.places
        and kind_of(frame, tables)[0] == "seizure"
        and not _ship_near(frame, tables)
    ):
        return "goods or people taken, no place"
    told = again and frame.main.noun and frame.main.definite and not frame.places
    return "" if told or violent(frame, tables) else "no sign of violence"


def _ship_near(frame: Frame, tables: Tables) -> bool:
    first, last = domain(frame)
    lows = {w.low for w in frame.marked.words[first:last]}
    return bool(lows & (tables.words["ship"] | {"it", "her", "boarding", "hijacking", "ship"}))


def _leave_day(story: Story, sentence: Marked) -> None:
    fixed = [
        d
        for d in sentence.dates
        if d.shift is None and d.first is not None and d.precision in {"day", "days"}
    ]
    first = sentence.words[0].start if sentence.words else 0
    if fixed and fixed[0].start - first < 6:
        said = fixed[0]
        story.day = When(said.first, said.last, said.precision, ((said.start, said.end),), TAKEN)
        story.day_paragraph = sentence.sentence.paragraph


def _leave_topic(story: Story, sentence: Marked) -> None:
    named = [a for a in sentence.actors if a.kind != "body" and a.how != "demonym"]
    if named:
        story.topic = named[0]


def _take(story: Story, drafts: Sequence[Draft]) -> None:
    if not drafts:
        return
    if len(drafts) == 1:
        held = antecedent(story, drafts[0])
        if held is not None:
            join(held, drafts[0])
            story.latest = held
            return
        _add(story, drafts[0])
        return
    for draft in drafts:
        held = antecedent(story, draft)
        same = held is not None and (
            draft.place is None or (held.place is not None and held.place.name == draft.place.name)
        )
        if held is not None and same and held not in drafts:
            join(held, draft)
            story.latest = held
        else:
            _add(story, draft)


def _add(story: Story, draft: Draft) -> None:
    if draft.place is None:
        draft.place = thing_named(story, draft)
    main = draft.frames[0].main
    if draft.place is None and _rite(draft):
        story.rejected.append((draft.frames[0], "remembered, no place"))
        return
    if draft.place is None and main.noun and main.definite and not main.novel and story.drafts:
        story.rejected.append((draft.frames[0], "means an act that is not told"))
        return
    relative = any(d.shift is not None for d in draft.frames[0].dates)
    if draft.place is None and _needs_own_place(draft) and not (relative and story.latest):
        story.rejected.append((draft.frames[0], "no place"))
        return
    inherit(story, draft)
    story.drafts.append(draft)
    story.latest = draft


def _rite(draft: Draft) -> bool:
    words = draft.marked.words
    rite = any(w.low in _RITES for w in words[: draft.frames[0].triggers[0].first])
    return (
        rite
        and any(p.role in {"loc", "object"} for p in draft.marked.places)
        and not draft.frames[0].dates
    )


def _needs_own_place(draft: Draft) -> bool:
    return draft.frames[0].main.entry.strength == "aux" and not draft.frames[0].main.definite


def _take_heading(story: Story, frame: Frame, draft: Draft) -> None:
    for held in story.drafts:
        if not held.heading and compatible(held, draft, loose=True):
            place = held.place
            join(held, draft)
            held.place = place or draft.place
            return
    if draft.place is not None and frame.marked.sentence.index == 0 and not _told(story, draft):
        draft.doubts.append("only the title tells of it")
        story.drafts.insert(0, draft)
    else:
        story.rejected.append((frame, "heading"))


def _told(story: Story, draft: Draft) -> bool:
    return any(
        d.place is not None and draft.place is not None and same_place(d.place, draft.place)
        for d in story.drafts
    )


def join(held: Draft, draft: Draft) -> None:
    """
    Join a mention to the event it means.

    Parameters
    ----------
    held
        The event; changed in place.
    draft
        The mention.
    """
    held.frames += draft.frames
    held.frames.sort(key=lambda f: f.triggers[0].start)
    held.place = finer(held.place, draft.place)
    held.when = narrower(held.when, draft.when)
    held.denied = held.denied or draft.denied
    if draft.stated and not held.stated:
        held.event_type, held.stated = draft.event_type, True
    known = {(p.name, p.role) for p in held.parties}
    if partly_stopped(draft.frames[0]):
        return
    mutual = held.event_type in {"armed_clash", "interception"}
    for party in draft.parties:
        if (party.name, party.role) in known:
            continue
        if party.role == "perpetrator" and held.perpetrators and not mutual:
            continue
        held.parties.append(party)
