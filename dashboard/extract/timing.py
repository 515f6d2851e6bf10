"""When an act happened, by the words of its sentence, and whether two times can be one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dashboard.extract.attaching import speech_date
from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame
    from dashboard.extract.dates import DateMention
    from dashboard.extract.tables import Tables

LONG_DAYS = 10


SAID = "day of the statement"


TAKEN = "day of the event before it"


HEADED = "day of the heading"


RUNNING = "entry of a running report"


SOFT = frozenset({SAID, TAKEN, HEADED, RUNNING})


_WORDS_1 = vocabulary(
    "after following since response retaliation reprisal revenge before answer avenge hours",
)


@dataclass(frozen=True, slots=True)
class When:
    """
    When it happened.

    Attributes
    ----------
    first, last
        Local calendar days; `first` None for an open start.
    precision
        date_precision of the interchange format.
    spans
        The words that say so, in the raw text; those of another event where it was taken over or
        counted from that.
    reason
        How it was found, where not by its own words.
    """

    first: date | None
    last: date
    precision: str
    spans: tuple[tuple[int, int], ...] = ()
    reason: str = ""


def when_of(
    frame: Frame, anchor: When | None, tables: Tables, frames: Sequence[Frame]
) -> When | None:
    """
    Find when an act happened, by the words of its own sentence.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    anchor
        When the event before it happened, for "a day earlier"; None where unknown.
    tables
        Rule tables.
    frames
        All frames of its sentence.

    Returns
    -------
    when
        None where the sentence does not say.
    """
    own = _best(frame)
    if own is not None and own.bare_night and (said := speech_date(frame.marked, tables)):
        night = _resolved(said, anchor)
        if night is not None and night.first is not None:
            return replace(night, first=night.first - timedelta(days=1), precision="days")
    if own is not None:
        return _resolved(own, anchor)
    others = [f for f in frames if f is not frame and f.dates]
    for other in others:
        mention = _best(other)
        if mention is not None and _shared(frame, other, mention):
            return _resolved(mention, anchor)
    said = speech_date(frame.marked, tables)
    if said is not None:
        found = _resolved(said, anchor)
        return found and replace(found, reason=SAID)
    return None


def _best(frame: Frame) -> DateMention | None:
    if not frame.dates:
        return None
    low = min(t.start for t in frame.triggers)
    ranked = sorted(frame.dates, key=lambda d: (d.precision == "year", abs(d.start - low)))
    narrow = [d for d in ranked if d.shift is not None or d.first is not None]
    return narrow[0] if narrow else None


def _shared(frame: Frame, other: Frame, mention: DateMention) -> bool:
    # A date in front of all acts of a sentence is the date of each; one after "and" is not.
    words = frame.marked.words
    first = min(t.first for t in frame.triggers)
    before = [w for w in words if w.start < mention.start]
    if other.triggers[0].first < first:
        between = {w.low for w in words[other.triggers[-1].last : first]}
        return not between & _WORDS_1
    return len(before) <= 3


def _resolved(mention: DateMention, anchor: When | None) -> When | None:
    span = (mention.start, mention.end)
    if mention.shift is None:
        return When(mention.first, mention.last, mention.precision, (span,))
    if anchor is None or anchor.first is None:
        return None
    step = timedelta(days=mention.shift)
    return When(
        anchor.first + step,
        anchor.last + step,
        anchor.precision,
        (span, *anchor.spans),
        "counted from another event",
    )


def overlap(one: When | None, other: When | None) -> bool:
    """
    Say whether two times can be one.

    Parameters
    ----------
    one, other
        Times; None where unknown.

    Returns
    -------
    overlap
        True where either is unknown or they share a day.
    """
    if one is None or other is None or one.first is None or other.first is None:
        return True
    for said, told in ((one, other), (other, one)):
        if said.reason in SOFT and told.reason not in SOFT:
            return timedelta(0) <= said.last - told.last <= timedelta(days=7)
    if _stretch(one) != _stretch(other):
        return False
    return one.first <= other.last and other.first <= one.last


def _stretch(when: When) -> bool:
    # Weeks, months or years told as one: a single day in it is another story.
    return (
        when.first is not None
        and when.precision in {"range", "year"}
        and when.last - when.first > timedelta(days=LONG_DAYS)
    )


def narrower(one: When | None, other: When | None) -> When | None:
    """
    Keep the narrower of two times.

    Parameters
    ----------
    one, other
        Times of two mentions of one event.

    Returns
    -------
    when
        `one` if they are equal.
    """
    if one is None or one.first is None:
        return other or one
    if other is None or other.first is None:
        return one
    if one.reason and not other.reason:
        return other
    return (
        other if not other.reason and (other.last - other.first) < (one.last - one.first) else one
    )
