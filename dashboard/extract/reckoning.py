"""
The day of something told before, by the words that name it: "a week after the raid on Zarda".

A day that counts from another act names that act by its place, its ship or what was hit. The
sentence told before that shares those words gives the day to count from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.extract.dating import told_days
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.timing import When

if TYPE_CHECKING:
    from datetime import date

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

Day = tuple["date | None", "date"]
NIGHT = timedelta(days=1)
ENOUGH = 1.0
NAMED = 2.0
SHORTEST = 4
_ENDINGS = re.compile(r"(?:ings?|ers?|ed|es|s|ment|ations?)$")
_ARTICLES = frozenset({"a", "an", "another", "two", "three", "some"})  # of something new
_THE = frozenset({"the", "that", "those", "these", "its", "their"})
_PLAIN = vocabulary(
    "that this those these than then there their they them with when where which while from into",
    "after before were have been said says same more most some first last other another over",
    "about what also only just came come took make made days weeks months years hours night day",
)


def name_days(story: Story, frame: Frame, tables: Tables) -> None:
    """
    Look up the days from which an act is counted, where the words name something told before.

    Parameters
    ----------
    story
        What was told so far.
    frame
        An act; its ties are completed in place.
    tables
        Rule tables.
    """
    frame.ties = [
        tie
        if tie.day is not None
        else replace(
            tie, told=day_named(story, frame.marked, tie.after, tables, new=_anew(tie.frame))
        )
        for tie in frame.ties
    ]


def _anew(frame: Frame | None) -> bool:
    # Not where "the airport was hit" names what was told of.
    if frame is None or frame.main.definite:
        return False
    main, words = frame.main, frame.marked.words
    before = {w.low for w in words[max(0, main.first - 4) : main.first]}
    return not (main.passive and "the" in before)


def day_named(
    story: Story, marked: Marked, span: tuple[int, int], tables: Tables, *, new: bool = False
) -> When | None:
    """
    Find the day of something told before by the words that name it.

    Parameters
    ----------
    story
        What was told so far.
    marked
        The sentence that names it.
    span
        First word of the name and the one after the last.
    tables
        Rule tables.
    new
        It reads like something new, so that only a proper name will do.

    Returns
    -------
    when
        None where nothing was told that the words fit.
    """
    names, plain = _keys_of(marked, span)
    if not names and not plain:
        return None
    days: dict[Day, When] = {}
    held: dict[str, set[Day]] = defaultdict(set)
    for sentence in story.sentences[: marked.sentence.index]:
        for word, when in _days_of(story, sentence, tables):
            day = (when.first, when.last)
            days.setdefault(day, when)
            held[_stem(word.key)].add(day)
    scores: dict[Day, float] = defaultdict(float)
    for keys, weight in ((names, NAMED), (plain, ENOUGH)):
        for key in keys:
            for day in held[key]:
                scores[day] += weight / len(held[key])
    best = max(scores, key=lambda day: scores[day], default=None)
    if best is None or scores[best] < (NAMED if new else ENOUGH):
        return None
    return days[best]


def _days_of(story: Story, sentence: Marked, tables: Tables) -> list[tuple[Word, When]]:
    # Each word with the day of the act that is told beside it, else the one day of the sentence.
    if sentence.sentence.heading:
        return []
    acts: list[tuple[int, When | None]] = [
        (at, when) for told, at, when in story.days if told is sentence
    ]
    acts += [
        (trigger.first, draft.when)
        for draft in story.drafts
        for frame in draft.frames
        if frame.marked is sentence
        for trigger in frame.triggers
    ]
    if not acts:
        days = told_days(sentence, tables)
        if len(days) != 1 or days[0].first is None or days[0].last - days[0].first > NIGHT:
            return []
        said = days[0]
        acts = [(0, When(said.first, said.last, said.precision, ((said.start, said.end),)))]
    found = []
    for at, word in enumerate(sentence.words):
        when = min(acts, key=lambda act: abs(act[0] - at))[1]
        if when is not None and when.first and when.precision in {"day", "days"}:
            found.append((word, when))
    return found


def _keys_of(marked: Marked, span: tuple[int, int]) -> tuple[set[str], set[str]]:
    # Stems of proper names, without those of parties and countries, and of other words.
    apart = {k for a in marked.actors for k in range(a.first, a.last)}
    for place in marked.places:
        if place.precision == "country" and place.place.population >= 0:
            apart |= set(range(place.first, place.last))
    names, plain = set(), set()
    for at in range(span[0], min(span[1], len(marked.words))):
        word = marked.words[at]
        if at in apart or word.low in _PLAIN or len(word.key) < SHORTEST - word.capital:
            continue
        before = {w.low for w in marked.words[max(span[0], at - 3) : at]}
        if word.capital:
            names.add(_stem(word.key))
        elif before & _THE or not before & _ARTICLES:
            plain.add(_stem(word.key))
    return names, plain


def _stem(key: str) -> str:
    # "bombs", "bombed" and "bombing" are one.
    short = _ENDINGS.sub("", key)
    return short if len(short) >= SHORTEST else key
