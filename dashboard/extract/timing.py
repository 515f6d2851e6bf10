"""When an act happened, by the words of its sentence, and whether two times can be one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.spoken import speech_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame
    from dashboard.extract.counted import Offset
    from dashboard.extract.dates import DateMention
    from dashboard.extract.tables import Tables

LONG_DAYS = 10
LEAST_DAYS = 2  # a stretch, not a night
APPOSED = 6  # "a day later, on Tuesday" is one date in two forms


SAID = "day of the statement"


TAKEN = "day of the event before it"


HEADED = "day of the heading"


RUNNING = "entry of a running report"


SOFT = frozenset({SAID, TAKEN, HEADED, RUNNING})


_FOLLOWS_ON = vocabulary(
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
    said = speech_date(frame.marked, tables)
    own = _best(frame, said)
    if own is not None and own.bare_night and said is not None and said.first is not None:
        one = timedelta(days=1)
        return When(said.first - one, said.last, "days", ((said.start, said.end),))
    if own is not None:
        return _fixed(own, said)
    found = _tied(frame, anchor, said) or _told_from(frame, anchor)
    if found is not None:
        return found
    for other in frames:
        mention = _best(other, said) if other is not frame else None
        if mention is not None and not frame.ties and _shared(frame, other, mention):
            return replace(_fixed(mention, said), reason=TAKEN)
        if mention is None and other is not frame and _leads(frame, other):
            found = _told_from(other, anchor)  # "On that Monday three lorries burned, and ..."
            if found is not None:
                return found
    return None if said is None or said.first is None else replace(_fixed(said, None), reason=SAID)


def _best(frame: Frame, said: DateMention | None) -> DateMention | None:
    # The day nearest to what was done, not to who died of it; never the day of talk.
    fixed = [d for d in frame.dates if d.shift is None and d.first is not None and d != said]
    acts = [t for t in frame.triggers if t.family != "harm"] or frame.triggers

    def far(mention: DateMention) -> int:
        return min(_far(mention, t.start, t.end) for t in acts)

    best = min(fixed, key=lambda d: (d.precision == "year", far(d)), default=None)
    for told in frame.dates:
        later = best is not None and told.start > best.end + APPOSED
        if told.shift is not None and best is not None and later and far(told) < far(best):
            return None  # "held on Thursday for a man killed a day earlier"
    return best


def _far(mention: DateMention, start: int, end: int) -> int:
    return start - mention.end if mention.end <= start else max(0, mention.start - end)


def _fixed(mention: DateMention, said: DateMention | None) -> When:
    # A weekday that would come after the day on which it was spoken of is that of the week before.
    late = said is not None and mention.first is not None and mention.first > said.last
    named = not any(c.isdigit() for c in mention.text) and mention.precision == "day"
    week = timedelta(days=7 if late and named else 0)
    first = None if mention.first is None else mention.first - week
    return When(first, mention.last - week, mention.precision, ((mention.start, mention.end),))


def _tied(frame: Frame, anchor: When | None, said: DateMention | None) -> When | None:
    for tie in frame.ties:
        base = None
        if tie.frame is not None:
            mention = _best(tie.frame, said)
            base = _told_from(tie.frame, anchor) if mention is None else _fixed(mention, said)
        if base is None and tie.day is not None:
            base = _fixed(tie.day, said)
        base = base or tie.told
        if base is None and tie.shift.low == tie.shift.high == 0 and tie.mention.text[-2:] == "of":
            continue  # "on the day of the raids": nothing of the kind was told
        if base is None and said is not None:
            base = _fixed(said, None)
        if base is None and (tie.frame is None or tie.frame.main.definite):
            base = anchor  # "the reprisal came a day after ...": told before
        found = counted(tie.mention, tie.shift, base)
        if found is not None:
            return found
    return None


def _told_from(frame: Frame, anchor: When | None) -> When | None:
    # "the day before": from the day named before it in the sentence, else from that of the story.
    for mention in frame.dates:
        if mention.shift is None:
            continue
        days = [
            d
            for d in frame.marked.dates
            if d.first is not None and d.shift is None and d.precision in {"day", "days"}
        ]
        before = [d for d in days if d.end <= mention.start]
        base = _fixed(before[-1], None) if before else anchor
        base = base or (_fixed(days[0], None) if days else None)
        if base is None and mention.shift.unit in {"week", "month", "year"}:
            base = When(mention.last, mention.last, "day")  # "in the previous month"
        return counted(mention, mention.shift, base)
    return None


def counted(mention: DateMention, shift: Offset, base: When | None) -> When | None:
    """
    Count from a day that was told.

    Parameters
    ----------
    mention
        The words that count.
    shift
        How far.
    base
        What they count from; None where that is unknown.

    Returns
    -------
    when
        None where the base has no day.
    """
    if base is None or base.first is None:
        return None
    if shift.unit == "onward":
        spans = ((mention.start, mention.end), *base.spans)
        return When(base.first, mention.last, "range", spans, "counted from another event")
    first, last = shift.from_day(base.first, base.last)
    if first > mention.last:
        return None  # it would lie after publication
    wide = shift.high - shift.low > LONG_DAYS or base.precision == "range"
    precision = {"week": "week", "month": "month", "year": "year"}.get(
        shift.unit, "day" if first == last else "range" if wide else "days"
    )
    spans = ((mention.start, mention.end), *base.spans)
    return When(first, last, precision, spans, "counted from another event")


def _leads(frame: Frame, other: Frame) -> bool:
    counts = next((d for d in other.dates if d.shift is not None and not d.governs), None)
    if (frame.main.noun and frame.main.definite) or not frame.places:
        return False
    return counts is not None and not frame.ties and _shared(frame, other, counts)


def _shared(frame: Frame, other: Frame, mention: DateMention) -> bool:
    # A date in front of all acts of a sentence is the date of each; one after "and" is not.
    words = frame.marked.words
    first = min(t.first for t in frame.triggers)
    before = [w for w in words if w.start < mention.start]
    if other.triggers[0].first < first:
        between = {w.low for w in words[other.triggers[-1].last : first]}
        return not between & _FOLLOWS_ON
    return len(before) <= 3


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
        if said.reason in SOFT - {HEADED} and told.reason not in SOFT:
            return timedelta(0) <= said.last - told.last <= timedelta(days=7)
    if _stretch(one) != _stretch(other):
        return False
    return one.first <= other.last and other.first <= one.last


def _stretch(when: When) -> bool:
    # Weeks, months or years told as one: a single day in it is another story.
    return (
        when.first is not None
        and when.precision in {"range", "year"}
        and when.last - when.first >= timedelta(days=LEAST_DAYS)
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
    if one.reason in SOFT and not other.reason:
        return other
    if one.reason and not other.reason and other.last - other.first <= one.last - one.first:
        return other
    return (
        other if not other.reason and (other.last - other.first) < (one.last - one.first) else one
    )
