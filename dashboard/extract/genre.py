"""What a text is about where that is no conflict: sport, trade and drills use war's words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.tables import Tables

GENRES = MappingProxyType({"sport": 7, "culture": 6, "exercise": 3, "nature": 4, "trade": 8})
SHARE_OF_WORDS = 0.01


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
        A key of `GENRES` or empty: as many different words of that class as it says, and one word
        in a hundred.
    """
    lows = [w.low for m in marked for w in m.words if w.key]
    for genre, least in GENRES.items():
        found = [low for low in lows if low in tables.words[genre]]
        if len(set(found)) >= least and len(found) >= SHARE_OF_WORDS * len(lows):
            return genre
    return ""


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
        beside an exercise, where the act has a day of its own.
    """
    if not genre:
        return False
    strong = any(t.entry.strength == "strong" for t in frame.triggers)
    if genre == "exercise":
        return not frame.dates
    return (
        not strong
        or not (frame.dates or frame.marked.actors)
        or frame.marked.sentence.heading
        or any(w.low in tables.words[genre] for w in frame.marked.words)
    )
