"""The name of one who speaks: which words can name somebody, and how they are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.document import written
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

PRONOUN = "he, she or it"
_OPENERS = vocabulary(
    "however meanwhile on also but and then later where there so yet still separately elsewhere",
    "earlier now again though although because since if",
)
_SHORT_SUBJECTS = vocabulary(
    "it they he she which who we i that this",
)
PRONOUNS = vocabulary("he she it they")
_MARKS_AFTER = vocabulary(
    ', ; . : " ( ) —',
)
_LINKS_AFTER = vocabulary(
    "who which that and on as while but in after",
)
_PLACED = vocabulary(
    "source sources official officials medics residents hospital doctor doctors",
)
_ARTICLES = vocabulary("a an one")
TITLES = vocabulary(
    "officer official spokesman spokeswoman spokesperson minister governor mayor general",
    "colonel commander leader doctor director head chief group president resident",
    "ambassador secretary firm company agency monitor brigadier captain lawmaker",
    "activist witness medic chairman deputy body organisation organization",
)
_FIGURES = vocabulary("toll figure figures number estimate")
_MONTHS = vocabulary(
    "january february march april may june july august september october november december",
)
_TIMES = vocabulary(
    "day morning noon afternoon evening night midnight dawn week month year later earlier today",
    "yesterday",
)
_WEEKDAYS = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday",
)
NAME_WORDS = 6


def clean_name(
    words: Sequence[Word], begin: int, end: int, tables: Tables, *, sure: bool = False
) -> str | None:
    """
    Write down who speaks, if these words can name somebody.

    Parameters
    ----------
    words
        Words of the sentence.
    begin, end
        Those that may name a speaker, `end` not included.
    tables
        Rule tables.
    sure
        Whether somebody is cited for certain, whatever the words.

    Returns
    -------
    speaker
        Without openers and weekdays; `PRONOUN` for "he"; None where nobody is named.
    """
    while begin < end and (
        not words[begin].key or words[begin].low in _OPENERS or words[begin].low in _WEEKDAYS
    ):
        begin += 1
    while begin < end and (words[begin].text[:1].isdigit() and ":" in words[begin].text):
        begin += 1
    begin = _after_note(words, begin, end)
    begin, end = _without_times(words, begin, end)
    if begin < end and words[begin].low == "at" and not sure:
        return None  # "and at targets in Idlib, saying"
    held = words[begin:end]
    if not held or len(held) > 16:
        return None
    lows = {w.low for w in held}
    if lows <= _SHORT_SUBJECTS:
        return PRONOUN if lows <= PRONOUNS else None
    if held[0].low in PRONOUNS or (len(held) > 1 and held[-1].low in {"it", "he", "she"}):
        return PRONOUN  # "he did not give the flag or"
    theirs = held[-1].low in _FIGURES and "'s" in lows  # "the charity's figures show"
    if (held[-1].low in _TIMES | _FIGURES and not theirs) or lows <= _TIMES:
        return None  # "the leader said that evening"
    if lows & tables.words["killed"] and not lows & tables.words["speaker_noun"]:
        return None
    speaks = (
        sure
        or bool(lows & tables.words["speaker_noun"])
        or held[-1].low in tables.words["person"]
        or any(w.capital for w in held[1:])
        or held[0].capital
        or (held[0].low in tables.words["determiner"] and len(held) > 1)
    )
    return written(held) if speaks else None


def _after_note(words: Sequence[Word], begin: int, end: int) -> int:
    # "In a statement on Friday the mission said": the mission.
    if begin >= end or words[begin].low not in {"in", "on", "by"}:
        return begin
    note = next((k for k in range(begin + 1, min(end, begin + 5)) if words[k].low in _NOTES), None)
    if note is None:
        return begin
    begin = note + 1
    while begin < end and words[begin].low in _OPENERS | _WEEKDAYS | {"late", "issued", "released"}:
        begin += 1
    return begin


_NOTES = vocabulary(
    "statement post message letter interview communique broadcast bulletin telegram email tweet"
)


def _without_times(words: Sequence[Word], begin: int, end: int) -> tuple[int, int]:
    # "In the evening its ministry", "In March it", "investigators on Monday".
    at = begin
    if at < end and words[at].low in {"in", "on", "at", "by", "late", "early"}:
        at += 1
        while at < end and words[at].low in {"the", "late", "early", "on"}:
            at += 1
        if at < end and words[at].low in _TIMES | _WEEKDAYS | _MONTHS:
            begin = at + 1
    while end - begin > 1 and words[end - 1].low in _WEEKDAYS | {"today", "yesterday"}:
        end -= 1
        while end - begin > 1 and words[end - 1].low in {"on", "late", "early", "by"}:
            end -= 1
    return begin, end


def phrase_after(
    words: Sequence[Word], first: int, tables: Tables, *, sure: bool = False
) -> str | None:
    """
    Read the noun phrase that begins at a word and speaks: "according to X", "said X".

    Parameters
    ----------
    words
        Words of the sentence.
    first
        Where it begins.
    tables
        Rule tables.
    sure
        Whether somebody is cited for certain, whatever the words.

    Returns
    -------
    speaker
        As written; `PRONOUN` for "he"; None where nobody is named.
    """
    end = first
    while end < len(words) and end - first < 12:
        word = words[end]
        if (
            word.text == ","
            and end > first
            and end + 1 < len(words)
            and (
                words[end + 1].low in TITLES
                or (
                    words[end + 1].low in {"a", "the"}
                    and end + 2 < len(words)
                    and words[end + 2].low in TITLES
                )
            )
        ):
            end += 1
            continue
        if word.text == "," and (named := _named_aside(words, end)):
            end = named
            break
        counts = sure and word.low in tables.numbers and word.low not in _ARTICLES
        if (
            (end > first and counts)
            or word.text in _MARKS_AFTER
            or (
                word.low in _LINKS_AFTER
                and end > first
                and not (word.low == "in" and words[end - 1].low in _PLACED)
            )
        ):
            break
        end += 1
    return clean_name(words, first, end, tables, sure=sure)


def _named_aside(words: Sequence[Word], comma: int) -> int:
    # "according to the governor, Ali Omar, a drone": where the name of a title ends; 0 for none.
    if not comma or words[comma - 1].low not in TITLES or words[comma - 1].capital:
        return 0
    end = comma + 1
    while end < len(words) and (words[end].capital or words[end].low in {"al", "-", "bin", "abu"}):
        end += 1
    closed = end < len(words) and words[end].text in {",", ".", ";"}
    return end if closed and 1 < end - comma - 1 <= NAME_WORDS else 0
