"""What a text is about where that is no conflict: sport, trade and drills use war's words."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.extract.kinds import WEAPONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.tables import Tables

GENRES = MappingProxyType(  # least different words, least share of all words
    {
        "sport": (7, 0.01),
        "culture": (4, 0.015),
        "exercise": (2, 0.012),
        "nature": (4, 0.01),
        "trade": (8, 0.01),
        "cyber": (4, 0.02),
        "labour": (3, 0.015),
    }
)
PEACE = "peaceable things"
EXERCISE = "nothing but an exercise"
WAR_SHARE = 0.012  # reports with an event begin at 0.017
LEAST_WORDS = 80
_HARM = ("killed", "injured")


def genre_of(marked: Iterable[Marked], tables: Tables) -> str:
    """
    Say whether a report is about sport, culture, nature, trade or an exercise.

    Parameters
    ----------
    marked
        Its sentences.
    tables
        Rule tables; the classes of words.csv that are named in `GENRES`.

    Returns
    -------
    genre
        A key of `GENRES` where the report has as many different words of that class as it says,
        and as large a share of all words; `PEACE` where it hardly has a word of war; else empty.
    """
    marked = list(marked)
    lows = [w.low for m in marked for w in m.words if w.key]
    times = Counter(lows)
    for genre, (least, share) in GENRES.items():
        found = times.keys() & tables.words[genre]
        if len(found) >= least and sum(times[low] for low in found) >= share * len(lows):
            wholly = genre == "exercise" and len(found) > least
            return EXERCISE if wholly else genre
    return PEACE if len(lows) >= LEAST_WORDS and _peaceable(marked, lows, tables) else ""


def _peaceable(marked: Sequence[Marked], lows: Sequence[str], tables: Tables) -> bool:
    # Weapons, ships, the hurt and armed parties make up hardly one word in a hundred.
    war = _words((*WEAPONS, *_HARM, "warship", "ship"), tables)
    said = sum(low in war for low in lows) + sum(_armed(a) for m in marked for a in m.actors)
    return said < WAR_SHARE * len(lows)


def _armed(actor: ActorMention) -> bool:
    return actor.martial and actor.kind != "body" and actor.how not in {"demonym", "country"}


def _words(kinds: Iterable[str], tables: Tables) -> frozenset[str]:
    return frozenset[str]().union(*(tables.words[kind] for kind in kinds))


def _plainly_war(frame: Frame, tables: Tables) -> bool:
    # Two of: a weapon, somebody hurt, an armed party.
    lows = {w.low for w in frame.marked.words}
    signs = (
        bool(lows & _words(WEAPONS, tables)),
        bool(lows & _words(_HARM, tables)),
        any(_armed(actor) for actor in frame.marked.actors),
    )
    return sum(signs) > 1


def figure_of_speech(frame: Frame, genre: str, tables: Tables) -> bool:
    """
    Say whether an act in such a text is only a figure of speech.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    genre
        As `genre_of` gives it.
    tables
        Rule tables.

    Returns
    -------
    figure
        False where a plain word of war stands in a full sentence without a word of the genre;
        beside an exercise, where the act has a day of its own; among peaceable things, where the
        sentence has a weapon, somebody hurt or an armed party, two of them.
    """
    if not genre:
        return False
    if genre in {PEACE, "cyber"}:
        return not _plainly_war(frame, tables)
    if genre == "labour":
        return frame.main.family == "strike" and not _plainly_war(frame, tables)
    strong = any(t.entry.strength == "strong" for t in frame.triggers)
    if genre == EXERCISE:
        return True
    if genre == "exercise":
        return all(d.shift is not None for d in frame.dates)
    return (
        not strong
        or not (frame.dates or frame.marked.actors)
        or frame.marked.sentence.heading
        or any(w.low in tables.words[genre] for w in frame.marked.words)
    )


def supposed(story: Story, sentence: Marked) -> bool:
    """
    Say whether a sentence tells what its paragraph only supposes.

    Parameters
    ----------
    story
        What was told so far.
    sentence
        The sentence.

    Returns
    -------
    supposed
        True in a report about a game of war or a study of what would happen, except for what has
        a day; and after "Suppose that it is a Tuesday in August" in the same paragraph.
    """
    here = sentence.sentence
    numbered = any(c.isdigit() for d in sentence.dates for c in d.text)
    if not numbered and any(_played(told) for told in story.sentences[:8]):
        return True
    if story.study and not sentence.dates:
        return True
    for told in reversed(story.sentences[: here.index + 1]):
        if told.sentence.paragraph != here.paragraph:
            return False
        if told.words and told.words[0].low in _SUPPOSE:
            return True
    return False


_SUPPOSE = frozenset({"suppose", "imagine", "picture", "supposing"})


def of_a_study(marked: Sequence[Marked], tables: Tables) -> bool:
    """
    Say whether a report is about a game of war or a study of what would happen.

    Parameters
    ----------
    marked
        Its sentences.
    tables
        Rule tables.

    Returns
    -------
    study
        True for "A Chinese attempt to seize Taiwan would cost dozens of ships, according to a
        study", in one of the first five sentences.
    """
    return any(_of_a_study(sentence, tables) for sentence in marked[:5])


def _of_a_study(sentence: Marked, tables: Tables) -> bool:
    lows = {w.low for w in sentence.words}
    pairs = {f"{a.low} {b.low}" for a, b in pairwise(sentence.words)}
    if lows & {"wargame", "wargames", "simulation", "simulations"} or pairs & _GAMES:
        return True
    return bool(lows & _STUDIES) and "would" in lows and not lows & tables.words["killed"]


def _played(sentence: Marked) -> bool:
    # "fifty officers played a war", "had to explain itself to an umpire": a game on a table.
    lows = {w.low for w in sentence.words}
    pairs = {(a.low, b.low) for a, b in pairwise(sentence.words)}
    played = ("a", "war") in pairs and "played" in lows
    return played or (bool(lows & {"umpire", "umpires"}) and bool(lows & _SIDES))


_SIDES = frozenset({"played", "player", "players", "blue", "red", "round", "explain", "board"})
_GAMES = frozenset({"war game", "war games", "computer model", "computer models", "rounds played"})
_STUDIES = frozenset({"study", "paper", "novel", "model", "scenario", "scenarios"})
