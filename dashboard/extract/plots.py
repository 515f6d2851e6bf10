"""Acts that a text only stages: told in the present without a day, to "you", of every one."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from datetime import date

    from dashboard.extract.clauses import Frame
    from dashboard.extract.coreference import Story
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger

LIVING_MEMORY = timedelta(days=365 * 85)


def staged(story: Story, frame: Frame, published: date, tables: Tables) -> str:
    """
    Say whether an act is one of a plot, a rule, a manual or of history before living memory.

    Parameters
    ----------
    story
        What was told so far.
    frame
        An act as one clause tells it.
    published
        Day of publication.
    tables
        Rule tables.

    Returns
    -------
    reason
        Empty where it is none of these.
    """
    if _in_the_present(story, frame, tables):
        return "told in the present, without a day"
    if _to_you(frame):
        return "told to the reader"
    if _of_every_one(frame):
        return "said of every such act"
    if _of_a_ware(frame, tables):
        return "what a weapon is known for"
    if _long_ago(story, frame, published):
        return "history before living memory"
    return ""


def _in_the_present(story: Story, frame: Frame, tables: Tables) -> bool:
    # "a shell falls on a school in Popasna": a film, a game, what is only supposed. Chronicles and
    # live pages write so too, and give each act its day or hour.
    sentence = frame.marked.sentence
    if sentence.heading or sentence.stamped or story.section is not None or frame.marked.dates:
        return False
    if story.day is not None and story.day_paragraph == sentence.paragraph:
        return False
    often = {w.low for w in frame.marked.words} & _OFTEN
    verbs = [t for t in frame.triggers if not t.noun]
    return not often and not frame.main.noun and all(_present(frame, t, tables) for t in verbs)


_OFTEN = vocabulary(
    "still daily nightly regularly often every now continue continues continued almost tonight",
    "today meanwhile again currently says",
)


def _present(frame: Frame, trigger: Trigger, tables: Tables) -> bool:
    # "strikes", "they strike", "is struck"; not "is striking", "to strike", "has hit", "was hit".
    words = frame.marked.words
    form = trigger.text.lower().split()[0]
    base = trigger.entry.base.split()[0]
    at = trigger.first - 1
    while at >= 0 and (words[at].low in tables.words["adverb"] or words[at].low.endswith("ly")):
        at -= 1
    before = words[at].low if at >= 0 else ""
    if form in {"is", "are"} or before in {"is", "are"}:
        return not form.endswith("ing")
    if form.endswith("s") and not form.endswith("ss"):
        return form not in {"was", "is"}
    if form != base or form in _ALIKE:
        return False
    governed = {"to", "did", "do", "does"} | tables.words["modal"] | tables.words["have"]
    return bool(before) and before not in governed | tables.words["be"]


_ALIKE = vocabulary("hit shot put overrun")


def _to_you(frame: Frame) -> bool:
    # "in the second mission three of your men are killed"; words in quotes are somebody's.
    words, main = frame.marked.words, frame.main
    if any(w.text == '"' for w in words):
        return False
    near = words[max(0, main.first - 8) : main.last + 3]
    return not main.noun and any(w.low in _YOU for w in near)


_YOU = vocabulary("you your yours yourself yourselves")


def _of_every_one(frame: Frame) -> bool:
    # "every missile fired at a merchant vessel was an attack on all trading nations".
    words, main = frame.marked.words, frame.main
    if frame.marked.dates or any(p.first >= main.first - 6 for p in frame.places):
        return False
    before = [w.low for w in words[max(0, main.first - 4) : main.first]]
    if main.noun:  # what "was an attack on all": the verb before it
        left = [w.low for w in words[max(0, main.first - 14) : main.first]]
        called = left[-2:] in (["was", "an"], ["is", "an"], ["was", "a"], ["is", "a"])
        return called and bool({"every", "any", "each"} & set(left))
    if {"usually", "typically", "generally", "ordinarily"} & {w.low for w in words}:
        return True  # "Missiles have usually struck the accommodation"
    every = bool({"every", "any", "each"} & set(before)) and not {",", "and"} & set(before)
    after = [w.low for w in words[main.last : main.last + 9]]
    judged = any(a in {"is", "was"} and b in {"a", "an"} for a, b in itertools.pairwise(after))
    return every and judged


def _of_a_ware(frame: Frame, tables: Tables) -> bool:
    # "Turkey showed the aircraft that hit convoys in Libya", "makers of parts found in missiles
    # that fell on Ukraine": the weapon is shown, sold or listed.
    words, main = frame.marked.words, frame.main
    if main.noun or main.passive or frame.marked.dates or words[main.first - 1].low not in _WHICH:
        return False
    weapons = tables.words["weapon_air"] | tables.words["weapon_shell"] | _WARES
    thing = words[main.first - 2].low in weapons if main.first > 1 else False
    left = {w.low for w in words[max(0, main.first - 14) : main.first - 2]}
    return thing and bool(left & _TRADED)


_WHICH = vocabulary("that which")
_WARES = vocabulary("aircraft gun guns rifle rifles tank tanks jet jets weapon weapons system")
_TRADED = vocabulary(
    "showed shows shown showing displayed display displays exhibited sold sells sell bought buy",
    "makers maker parts model version type kind same ordered paraded delivered exported imports",
)


def _long_ago(story: Story, frame: Frame, published: date) -> bool:
    # "In December 1915 his division fell back on Kut. Ottoman guns shelled the town".
    first = published - LIVING_MEMORY
    here = frame.marked.sentence.index
    for told in reversed(story.sentences[: here + 1]):
        years = [d for d in told.dates if d.precision == "year" or _names_year(d.text)]
        if years:
            return all(d.last < first for d in years)
        if any(_DAY_NAMES & set(d.text.lower().split()) for d in told.dates):
            return False  # "It was in 1917 that Baghdad fell. On Tuesday a bomb killed"
    return False


_DAY_NAMES = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today week overnight",
)


def _names_year(text: str) -> bool:
    return any(part.isdigit() and len(part) == len("1915") for part in text.split())
