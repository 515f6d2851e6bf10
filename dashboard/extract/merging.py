"""Telling one story: mentions joined to the event they mean, places and dates taken over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.extract.attaching import attach
from dashboard.extract.attribution import attribute, deny
from dashboard.extract.bare_forces import bare_forces, share_doers
from dashboard.extract.clauses import frames_of
from dashboard.extract.coreference import Story, antecedent
from dashboard.extract.dating import attach_dates
from dashboard.extract.events import BACKGROUND_DAYS, Draft, drafts_of, finer, places_of
from dashboard.extract.genre import figure_of_speech, genre_of, of_a_study, supposed
from dashboard.extract.headlines import author_of_list, author_of_title
from dashboard.extract.inheritance import (
    blamed_blasts,
    inherit,
    place_the_rest,
    there,
    thing_named,
)
from dashboard.extract.lexicon import REMEMBERING, vocabulary
from dashboard.extract.mishaps import mishap
from dashboard.extract.narrative import date_the_rest, move_on, paragraph_opens, standing_day
from dashboard.extract.plots import staged
from dashboard.extract.pointing import partly_stopped, stopped_whole
from dashboard.extract.reckoning import name_days
from dashboard.extract.referring import carry
from dashboard.extract.refusals import NO_VIOLENCE, refusal
from dashboard.extract.repeats import again_on
from dashboard.extract.retaliation import leave_cause
from dashboard.extract.retelling import harm_only
from dashboard.extract.sameness import SALVOS, compatible
from dashboard.extract.sides import other_sides
from dashboard.extract.spreading import details_of_the_lead, spread
from dashboard.extract.standing import (
    covered_day,
    it_was_then,
    leave_day,
    leave_place,
    leave_topic,
    section_day,
    title_place_of,
    told_where,
    topic_of,
)
from dashboard.extract.targets import aim
from dashboard.extract.timing import RUNNING, When, narrower, when_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables

MOST_EVENTS = 120
MOST_FRAMES = 24


def tell(
    marked: Sequence[Marked],
    published: date,
    tables: Tables,
    title_place: PlaceMention | None = None,
) -> Story:
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
    title_place
        What a title that does not stand in the text names; None without one.

    Returns
    -------
    story
        Events with all their mentions; what was left out and why.
    """
    story = Story(
        sentences=marked, genre=genre_of(marked, tables), study=of_a_study(marked, tables)
    )
    title_context = title_place_of(marked) or title_place
    story.context = title_context
    headings: list[tuple[Frame, Draft]] = []
    for sentence in marked:
        headings += _told_in(story, sentence, published, tables)
    for frame, draft in headings:
        _take_heading(story, frame, draft)
    place_the_rest(story, title_context)
    for sentence in marked[:2]:
        if sentence.sentence.heading and story.drafts:
            story.latest = story.drafts[0]
            attribute(story, sentence, tables)
    date_the_rest(story, tables)
    spread(story)
    author_of_title(story, tables)
    author_of_list(story, tables)
    details_of_the_lead(story)
    share_doers(story)
    bare_forces(story, tables)
    blamed_blasts(story)
    aim(story, tables)
    other_sides(story, tables)
    return story


def _told_in(
    story: Story, sentence: Marked, published: date, tables: Tables
) -> list[tuple[Frame, Draft]]:
    # Take the events of one sentence; those of a heading wait until the text is read.
    heading = sentence.sentence.heading
    if heading:
        headed = [m for m in story.sentences[1:] if m.sentence.heading and len(m.dates) == 1]
        diary = any(section_day(m, published) is not None for m in headed)
        story.covered = story.covered or covered_day(sentence)
        story.section = section_day(sentence, published, first=diary) or story.covered
    leave_place(story, sentence)
    paragraph_opens(story, sentence)
    frames = frames_of(sentence, tables)
    carry(story, sentence, frames, tables)
    attach(frames, sentence)
    attach_dates(frames, sentence, tables)
    leave_cause(frames)
    first_of: Draft | None = None
    waiting: list[tuple[Frame, Draft]] = []
    for number, frame in enumerate(frames[:MOST_FRAMES]):
        if _told_after(frame, frames[number + 1 :]):
            story.rejected.append((frame, "told after the colon"))
            continue
        if len(story.drafts) >= MOST_EVENTS:
            story.rejected.append((frame, "more events than one report can hold"))
            continue
        if supposed(story, sentence):
            story.rejected.append((frame, "supposed"))
            continue
        drafts = _read(story, frame, frames, published, tables)
        if heading:
            waiting += [(frame, d) for d in drafts]
            continue
        _take(story, drafts, tables)
        if drafts and first_of is None and _tells(story.latest, sentence):
            first_of = story.latest
    told_where(story, sentence)
    attribute(story, sentence, tables)
    deny(story, sentence)
    leave_day(story, sentence)
    it_was_then(story, sentence)
    if not heading:
        move_on(story, sentence, frames, first_of, tables)
    if first_of is not None and not _opens_with_cause(sentence):
        story.latest = first_of
    leave_topic(story, sentence)
    return waiting


def _tells(draft: Draft | None, sentence: Marked) -> bool:
    # Not where the act was left out for want of a place, and the one told before is the latest.
    return draft is not None and any(f.marked is sentence for f in draft.frames)


def _told_after(frame: Frame, later: Sequence[Frame]) -> bool:
    # "A third place was struck: a drone destroyed two vehicles near al-Qaim".
    if frame.places or not later or not later[0].places:
        return False
    words, first = frame.marked.words, frame.triggers[-1].last
    colon = next(
        (k for k in range(first, later[0].triggers[0].first) if words[k].text == ":"), None
    )
    if colon is None:
        return False
    if frame.main.noun and words[colon + 1].low not in {"it", "this", "that", "they"}:
        later[0].dates = later[0].dates or frame.dates  # "a raid of the Monday before: jets bombed"
        return words[first].low == "of" and not frame.main.definite
    return frame.main.passive and not frame.main.noun


def _opens_with_cause(sentence: Marked) -> bool:
    return bool(sentence.words) and sentence.words[0].low in {
        "after",
        "following",
        "days",
        "hours",
        "weeks",
    }


def _read(
    story: Story, frame: Frame, frames: Sequence[Frame], published: date, tables: Tables
) -> list[Draft]:
    reason = _refused(story, frame, published, tables)
    if reason and reason != NO_VIOLENCE:
        story.rejected.append((frame, reason))
        return []
    when = _when(story, frame, frames, tables)
    if reason:
        story.rejected.append((frame, reason))
        if when is not None:
            story.days.append((frame.marked, frame.main.first, when))
        return []
    return _placed(story, frame, when, published, tables)


def _placed(
    story: Story, frame: Frame, when: When | None, published: date, tables: Tables
) -> list[Draft]:
    opened = story.day is not None and story.day_paragraph == frame.marked.sentence.paragraph
    if when is None and not opened:
        when = story.section
    if when is None and frame.marked.sentence.stamped:
        when = When(published, published, "day", reason=RUNNING)
    places = places_of(frame)
    lead = story.lead
    if not places and lead is not None and not _told_above(story, frame):
        places = [lead]
    if _remembered(frame, tables):
        if _marked_lately(frame, published):
            story.rejected.append((frame, "an anniversary"))
            return []
        places = [p for p in places if p.first > frame.triggers[0].first]
        frame.dates = [d for d in frame.dates if d.end >= frame.triggers[0].start - 12]
    drafts = drafts_of(frame, places, when, tables, topic_of(story, frame, tables))
    if len(drafts) > 1:
        story.groups += 1
        for draft in drafts:
            draft.group = story.groups
    if len(drafts) == 1 and (again := again_on(frame, when)) is not None:
        drafts += drafts_of(frame, places, again, tables, topic_of(story, frame, tables))
    return drafts


def _told_above(story: Story, frame: Frame) -> bool:
    # Under a heading "ALEPPO", after a drone hit a car on a road: "Two of the militia died".
    if frame.main.noun and frame.main.definite:
        return True
    told, here = story.latest, frame.marked.sentence.paragraph
    listed = {here} if frame.dates else {here, here - 1}  # "- Three people were wounded."
    same = told is not None and told.frames[-1].marked.sentence.paragraph in listed
    return same and told is not None and told.place is not None and harm_only(frame)


def _when(story: Story, frame: Frame, frames: Sequence[Frame], tables: Tables) -> When | None:
    told = story.latest
    same = told is not None and told.marked is frame.marked and told.when is not None
    anchor = told.when if told is not None and same else standing_day(story, frame.marked)
    name_days(story, frame, tables)
    return when_of(frame, anchor, tables, frames)


def _refused(story: Story, frame: Frame, published: date, tables: Tables) -> str:
    reason = refusal(frame, tables, again=bool(story.drafts))
    if reason in _ORDERED and _done_as_ordered(story, frame):
        reason = ""
    if not reason and figure_of_speech(frame, story.genre, tables):
        return f"a figure of speech in a report about {story.genre}"
    return (
        reason or staged(story, frame, published, tables) or mishap(frame, story.sentences, tables)
    )


_ORDERED = vocabulary("ordered approved authorised authorized")


def _done_as_ordered(story: Story, frame: Frame) -> bool:
    # "ordered air strikes on three sites. The strikes, carried out on Tuesday, killed": they came.
    here = frame.marked.sentence.index
    for sentence in story.sentences[here + 1 : here + 4]:
        for told in sentence.triggers:
            same = told.noun and told.definite and told.plural == frame.main.plural
            if same and told.modality == "real" and told.family in {"air", "strike", "raid"}:
                return any(t is not told and t.modality == "real" for t in sentence.triggers)
    return False


_RITES = vocabulary(
    "funeral funerals mourners mourned burial buried memorial anniversary commemoration",
    "vigil trial commemorated remembered",
)


def _remembered(frame: Frame, tables: Tables) -> bool:
    # A funeral's or trial's place is not that of what it remembers.
    del tables
    words = {w.low for w in frame.marked.words[: frame.triggers[0].first]}
    return bool(words & _RITES) or bool(words & REMEMBERING and words & {"years", "decades"})


def _marked_lately(frame: Frame, published: date) -> bool:
    # "marked the anniversary of the bombing on Monday": that Monday is the day of the gathering.
    words = {w.low for w in frame.marked.words[: frame.triggers[0].first]}
    old = [d for d in frame.marked.dates if d.last < published - timedelta(days=BACKGROUND_DAYS)]
    since = words & {"since", "after"} and words & {"years", "decades"} and words & REMEMBERING
    told = any(t.family == "harm" for t in frame.marked.triggers)
    recalled = words & {"commemorated", "remembered"} and not told
    rite = words & {"anniversary", "anniversaries", "commemoration"} or since or recalled
    return bool(rite) and not old


def _take(story: Story, drafts: Sequence[Draft], tables: Tables) -> None:
    if not drafts:
        return
    if len(drafts) == 1:
        held = antecedent(story, drafts[0])
        if held is not None:
            join(held, drafts[0])
            story.latest = held
            return
        _add(story, drafts[0], tables)
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
            _add(story, draft, tables)


def _add(story: Story, draft: Draft, tables: Tables) -> None:
    if draft.place is None:
        draft.place = thing_named(story, draft)
    if draft.place is None and story.lead is not None:
        draft.place = story.lead
        draft.doubts.append("place taken over from the head of the paragraph")
    main = draft.frames[0].main
    if draft.place is None and _rite(draft):
        story.rejected.append((draft.frames[0], "remembered, no place"))
        return
    if draft.place is None and main.noun and main.definite and not main.novel and story.drafts:
        story.rejected.append((draft.frames[0], "means an act that is not told"))
        return
    before = draft.frames[0].before(5)
    meant = main.definite or "'s" in before[-2:]
    if main.noun and meant and story.drafts and _CONDEMNED & set(before):
        story.rejected.append((draft.frames[0], "condemned, and told before"))
        return
    relative = any(d.shift is not None for d in draft.frames[0].dates)
    if draft.place is None and _needs_own_place(draft, tables) and not (relative and story.latest):
        story.rejected.append((draft.frames[0], "no place"))
        return
    inherit(story, draft, tables)
    story.drafts.append(draft)
    story.latest = draft


_CONDEMNED = vocabulary("condemned condemns condemning deplored denounced denounces denouncing")


def _rite(draft: Draft) -> bool:
    words = draft.marked.words
    rite = any(w.low in _RITES for w in words[: draft.frames[0].triggers[0].first])
    return (
        rite
        and any(p.role in {"loc", "object"} for p in draft.marked.places)
        and not draft.frames[0].dates
    )


def _needs_own_place(draft: Draft, tables: Tables) -> bool:
    words = {w.low for w in draft.marked.words}
    weapons = tables.words["projectile"]
    if (draft.frames[0].dates and words & weapons) or there(draft):
        return False
    return draft.frames[0].main.entry.strength == "aux" and not draft.frames[0].main.definite


def _says_more(draft: Draft, held: Draft) -> bool:
    # "Explosions woke the town. Drones hit the port", "came under attack ... drones were used".
    vague = held.event_type in {"strategic_development", "other_attack"}
    first = {t.family for f in held.frames[:1] for t in f.triggers}
    afloat = {w.low for w in held.marked.words} & {"sea", "naval", "boat", "boats"}
    return vague and not afloat and first <= _VAGUE and draft.event_type in SALVOS


_VAGUE = frozenset({"blast", "burst", "ambush", "attack", "damage", "impact", "light", "incident"})


def _take_heading(story: Story, frame: Frame, draft: Draft) -> None:
    for held in story.drafts:
        if not held.heading and compatible(held, draft, loose=True):
            place = held.place
            join(held, draft)
            held.place = place or draft.place
            return
    told = any(not d.heading for d in story.drafts)
    if draft.place is not None and frame.marked.sentence.index == 0 and not told:
        draft.doubts.append("only the title tells of it")
        story.drafts.insert(0, draft)
    else:
        story.rejected.append((frame, "heading"))


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
    whole = stopped_whole(draft.frames[0])
    stopped = not whole and partly_stopped(draft.frames[0])
    if whole:
        held.event_type, held.stated = "interception", True
    if draft.stated and not stopped and (not held.stated or _says_more(draft, held)):
        held.event_type, held.stated = draft.event_type, True
    known = {(p.name, p.role) for p in held.parties}
    if stopped:
        return
    mutual = held.event_type in {"armed_clash", "interception"}
    for party in draft.parties:
        if (party.name, party.role) in known:
            continue
        if party.role == "perpetrator" and held.perpetrators and not mutual:
            continue
        if draft.event_type == "interception" and not mutual and party.role == "perpetrator":
            continue  # who stopped rockets did not fire them
        held.parties.append(party)
