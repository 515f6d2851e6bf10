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

from dashboard.extract.dating import told_days
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.timing import TAKEN, When

if TYPE_CHECKING:
    from dashboard.extract.clauses import Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.events import Draft
    from dashboard.extract.tables import Tables

BACKGROUND_DAYS = 7
NEAR = 8  # words
_BEFORE = vocabulary(
    "after following since response retaliation reprisal revenge previous previously",
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
    words, first = frame.marked.words, frame.triggers[0].first
    lows = {w.low for w in words[max(0, first - NEAR) : first]}
    if lows & _BEFORE:
        return True
    said = any(w.low in tables.words["say_strong"] for w in words[:first])
    return "had" in lows and not said


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
    if now.last < main.last - timedelta(days=BACKGROUND_DAYS):
        story.now = main


def move_on(story: Story, sentence: Marked, told: Draft | None, tables: Tables) -> None:
    """
    Move to the day that a sentence told of.

    Parameters
    ----------
    story
        What was told so far; changed in place.
    sentence
        The sentence that was read.
    told
        The event it told of; None where it told of none.
    tables
        Rule tables.
    """
    when = told.when if told is not None else None
    if when is None or when.first is None or when.precision not in {"day", "days"}:
        days = told_days(sentence, tables)
        if not days:
            return
        said = days[0]
        when = When(said.first, said.last, said.precision, ((said.start, said.end),))
    story.now = replace(when, reason=TAKEN)
    story.now_paragraph = sentence.sentence.paragraph
    if story.main_day is None:
        story.main_day = story.now


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
    frame = draft.frames[0]
    near = frame.marked.words[
        max(0, frame.triggers[0].first - NEAR) : frame.triggers[-1].last + NEAR
    ]
    if backward(draft, tables) or {w.low for w in near} & _AT_NO_TIME:
        return None
    return story.now
