"""
The day on which a story stands while it is read: what an act without a date takes over.

News tells a main story, whose day it names once, and goes back for background. So there is a day on
which the story stands now: that of the act or day told last. A new paragraph after background that
lies further back than `BACKGROUND_DAYS` returns to the main day, the first that was told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.extract.attaching import words_at
from dashboard.extract.dating import clause_end, told_days
from dashboard.extract.events import same_place
from dashboard.extract.lexicon import HARD, vocabulary
from dashboard.extract.reckoning import day_named
from dashboard.extract.timing import TAKEN, When, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.tables import Tables

BACKGROUND_DAYS = 7
NEAR = 8  # words
_BEFORE = vocabulary(
    "after following since response retaliation reprisal revenge reply previous previously",
    "earlier answer past years began last",
)
_AT_NO_TIME = vocabulary(
    "often usually regularly repeatedly frequently ago since until years decades months weeks",
    "history once never always campaign recent recently continued continue daily sporadic",
)


def backward(draft: Draft, tables: Tables) -> bool:
    """
    Say whether an act is told as one that came before.

    Parameters
    ----------
    draft
        An act.
    tables
        Rule tables.

    Returns
    -------
    before
        True after "after", "in response to", "had"; but "said that it had fired" tells the news.
    """
    frame = draft.frames[0]
    if led_back(frame):
        return True
    words, first = frame.marked.words, frame.triggers[0].first
    said = any(w.low in tables.words["say_strong"] for w in words[:first])
    return not said and any(w.low == "had" for w in words[max(0, first - NEAR) : first])


def led_back(frame: Frame) -> bool:
    """
    Say whether a word such as "after" leads to an act.

    Parameters
    ----------
    frame
        The act.

    Returns
    -------
    back
        True for "following the attack", not for "the following day".
    """
    first, dates = frame.triggers[0].first, frame.marked.dates
    words = frame.marked.words
    begin = max(first - NEAR, *(t.last for t in frame.marked.triggers if t.last <= first), 0)
    begin = max([begin, *(k for k in range(begin, first) if words[k].low in HARD)])
    return any(
        w.low in _BEFORE and not any(d.start <= w.start < d.end for d in dates)
        for w in words[begin:first]
    )


def _dated_before(told: Draft | None, frames: Sequence[Frame]) -> bool:
    # "A column of smoke stood over Jeddah on Friday after missiles hit": the day leads.
    if told is None or told.when is None or not told.when.spans:
        return False
    day = told.when.spans[0][0]
    return all(
        any(w.low in _BEFORE and w.start > day for w in f.marked.words[: f.triggers[0].first])
        for f in frames
    )


def paragraph_opens(story: Story, sentence: Marked) -> None:
    """
    Return to the main day where a new paragraph follows background.

    Parameters
    ----------
    story
        What was told so far; changed in place.
    sentence
        The sentence that is read next.
    """
    now, main = story.now, story.main_day
    if now is None or main is None or story.now_paragraph == sentence.sentence.paragraph:
        return
    stretch = now.precision not in {"day", "days"}
    if stretch or now.last < main.last - timedelta(days=BACKGROUND_DAYS):
        story.past, story.past_paragraph = now, sentence.sentence.paragraph
        story.now = main


def standing_day(story: Story, sentence: Marked) -> When | None:
    """
    Give the day from which "the day before" or "a week later" counts.

    Parameters
    ----------
    story
        What was told so far.
    sentence
        The sentence that counts.

    Returns
    -------
    when
        The day told last: that of an act, or one that stands in this paragraph without an act.
    """
    now, day = story.now, story.day
    if story.past_paragraph == sentence.sentence.paragraph and _before_that(sentence):
        return story.past
    if day is None or story.day_paragraph != sentence.sentence.paragraph:
        return now
    if now is None or not now.spans:
        return day
    return day if day.spans and day.spans[0][0] > now.spans[0][0] else now


def _before_that(sentence: Marked) -> bool:
    # "A week before that, mines had holed two tankers", "That same evening jets struck": counted
    # from what was told last.
    lows = [w.low for w in sentence.words[:4]]
    same = lows[:1] == ["that"] or "same" in lows[:3]
    if same and any(
        d.shift is not None and d.start < sentence.words[3].end for d in sentence.dates
    ):
        return True
    return any(
        d.shift is not None and w.low == "that" and 0 <= w.start - d.end <= 1
        for d in sentence.dates
        for w in sentence.words
    )


def move_on(
    story: Story, sentence: Marked, frames: Sequence[Frame], told: Draft | None, tables: Tables
) -> None:
    """
    Move to the day that a sentence told of.

    Parameters
    ----------
    story
        What was told so far; changed in place.
    sentence
        The sentence that was read.
    frames
        The acts it tells of, also those that are no events.
    told
        The event it told of; None where it told of none.
    tables
        Rule tables.
    """
    told = _forward(story, sentence, told)
    here = _here(told, sentence)
    if here and led_back(here[0]) and not (story.now is None and _dated_before(told, here)):
        return  # "authorised this, following the January 28 attack": the story stays where it is
    if told is not None and told.marked is not sentence and not told_days(sentence, tables):
        return  # "the strike was part of": spoken of again, at no time
    when = told.when if told is not None else None
    free = not any(f.dates for f in frames)  # a day that no act has is that of what it answered
    again = told is not None and told.marked is not sentence
    if told is not None and again and free and not _tells_its_day(told, sentence):
        when = None  # "the raids were the answer to what had happened on Sunday"
    if when is None or when.first is None:
        days = told_days(sentence, tables)
        counted = _days_later(story, sentence, tables) if not days else None
        if counted is not None:
            story.now, story.now_paragraph = counted, sentence.sentence.paragraph
            story.day = counted if story.day is not None else None
            return
        if not days or any(w.low == "still" for w in sentence.words):
            return  # "were still searching on Sunday": not when it happened
        of_acts = [d for d in days if any(d in f.dates for f in frames)]
        said = (of_acts or days)[0]
        when = When(said.first, said.last, said.precision, ((said.start, said.end),))
    story.now = replace(when, reason=TAKEN)
    story.now_paragraph = sentence.sentence.paragraph
    day = when.precision in {"day", "days"}
    if story.main_day is None and day and (told is not None or sentence.triggers):
        story.main_day = story.now


def _tells_its_day(told: Draft, sentence: Marked) -> bool:
    # Spoken of again on its own day, or not.
    when = told.when
    days = [d for d in sentence.dates if d.first is not None and d.shift is None]
    if when is None or when.first is None or any(d.shift is not None for d in sentence.dates):
        return True
    return any(d.first and d.first <= when.last and when.first <= d.last for d in days)


def _here(told: Draft | None, sentence: Marked) -> list[Frame]:
    return [f for f in told.frames if f.marked is sentence] if told is not None else []


def _forward(story: Story, sentence: Marked, told: Draft | None) -> Draft | None:
    # "In reply to the attack, jets bombed radars on Thursday": what was done, not what came before.
    here = _here(told, sentence)
    if told is None or not here or not led_back(here[0]):
        return told
    for draft in story.drafts:
        frames = _here(draft, sentence)
        if frames and draft.marked is sentence and frames[0].dates and not led_back(frames[0]):
            return draft
    return told


def _days_later(story: Story, sentence: Marked, tables: Tables) -> When | None:
    # "The United States retaliated two days afterwards.", "That Sunday brought the war into the
    # sky.", "The week before, the city had been less lucky.": no act, and the story moves on.
    if sentence.triggers:
        return None
    for mention in sentence.dates:
        if mention.shift is None or mention.shift.unit == "onward":
            continue
        if mention.shift.unit == "day" and mention.shift.low != mention.shift.high:
            return None  # "a bomb hidden weeks before"
        base = standing_day(story, sentence)
        if mention.governs:
            _, last = words_at(sentence, mention.start, mention.end)
            base = day_named(story, sentence, (last, clause_end(sentence, last)), tables)
        found = counted(mention, mention.shift, base)
        return replace(found, reason=TAKEN) if found is not None else None
    return None


def moved_away(story: Story, held: Draft, draft: Draft) -> bool:
    """
    Say whether another day and place were told since an event, without an act.

    Parameters
    ----------
    story
        What was told so far.
    held
        The event.
    draft
        A mention without a place and a day.

    Returns
    -------
    moved
        True for "On Wednesday men marched into Turmus Ayya. A villager was shot dead.".
    """
    now, when = story.now, held.when
    if draft.place or draft.when or held.place is None or when is None or now is None:
        return False
    main = draft.frames[0].main
    if (
        main.noun
        and main.definite
        and any(t.family == main.family for t in held.frames[0].triggers)
    ):
        return False  # "A car bomb killed ten. A day earlier ... The bombing also wounded thirty"
    apart = now.first and when.first and (now.last < when.first or when.last < now.first)
    here, told = draft.marked.sentence, held.frames[-1].marked.sentence
    if not apart or not now.spans or story.now_paragraph != here.paragraph:
        return False
    for between in story.sentences[told.index + 1 : here.index]:
        if between.sentence.start <= now.spans[0][0] < between.sentence.end:
            scenes = [p for p in between.places if p.role in {"loc", "object"} and not p.is_area]
            return bool(scenes) and not any(same_place(p, held.place) for p in scenes)
    return False


def day_taken(story: Story, draft: Draft, tables: Tables) -> When | None:
    """
    Give the day on which the story stands to an act without one.

    Parameters
    ----------
    story
        What was told so far.
    draft
        The act.
    tables
        Rule tables.

    Returns
    -------
    when
        None where the act is told as one that came before, or at no time.
    """
    if _at_no_time(draft):
        return None
    if backward(draft, tables) and story.now_paragraph != draft.marked.sentence.paragraph:
        return None
    return story.now


def _at_no_time(draft: Draft) -> bool:
    # "often", "since", "recent" in the same stretch between colons and semicolons.
    frame = draft.frames[0]
    words, low, high = frame.marked.words, frame.triggers[0].first, frame.triggers[-1].last
    first = max((n + 1 for n in range(low) if words[n].low in HARD), default=0)
    last = min((n for n in range(high, len(words)) if words[n].low in HARD), default=len(words))
    vague = {w.low for w in words[first:last]} & _AT_NO_TIME
    if vague == {"since"}:  # ", and has talked of nothing else since" is of another clause
        comma = next((n for n in range(high, last) if words[n].text == ","), last)
        vague &= {w.low for w in words[first:comma]}
    return bool(vague)


def date_the_rest(story: Story, tables: Tables) -> None:
    """
    Give events without a day that of their group, or the main day where it is told after them.

    Parameters
    ----------
    story
        All events; changed in place.
    tables
        Rule tables.
    """
    main = story.main_day
    for draft in story.drafts:
        if draft.when is not None:
            continue
        mates = [d for d in story.drafts if draft.group and d.group == draft.group and d.when]
        if mates:
            draft.when = mates[0].when
        elif main is not None and main.spans and not _at_no_time(draft):
            later = main.spans[0][0] > draft.frames[-1].triggers[-1].end
            if later and not backward(draft, tables):
                draft.when = main
