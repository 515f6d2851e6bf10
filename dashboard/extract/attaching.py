"""Which act of a sentence each place, date and time belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.clauses import HARD, LINK_WORDS
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.roles import FILL

if TYPE_CHECKING:
    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.dates import DateMention
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.tables import Tables


_LISTING = vocabulary(
    ", and or & but not only in also as well then at to on over towards off",
)


def attach(frames: list[Frame], marked: Marked, tables: Tables) -> None:
    """
    Give each place, date and time of a sentence to the frame it belongs to.

    Parameters
    ----------
    frames
        Frames of one sentence; filled in place.
    marked
        The sentence.
    tables
        Rule tables.
    """
    if not frames:
        return
    for group in _place_groups(marked):
        frame = _nearest(frames, group[0].first, group[-1].last, marked)
        frame.places += group
    spans = [(f, _words_at(marked, d.start, d.end)) for d in marked.dates for f in [d]]
    for mention_date, (first, last) in spans:
        if _of_speech(marked, first, tables):
            continue
        if mention_date.shift is not None and mention_date.text.lower().endswith(
            (" after", " before")
        ):
            later = [f for f in frames if f.triggers[0].first >= last]
            if later or marked.words[last - 1].end < marked.sentence.end - 1:
                for frame in later[:1]:
                    frame.dates.append(mention_date)
                continue
        nearest = _nearest(frames, first, last, marked)
        gap = {w.low for w in marked.words[nearest.triggers[-1].last : first]}
        if not gap & LINK_WORDS:  # "a response to the missile of 5 July": the other's day
            nearest.dates.append(mention_date)
    for clock in marked.clocks:
        first, last = _words_at(marked, clock[0], clock[1])
        frame = _nearest(frames, first, last, marked)
        frame.clock = frame.clock or clock


LIST_WORDS = FILL | _LISTING


def _place_groups(marked: Marked) -> list[list[PlaceMention]]:
    # Places that the text joins ("in Taiz and Hajjah") or nests ("Taiz, Yemen") go together.
    groups: list[list[PlaceMention]] = []
    for mention in marked.places:
        if mention.role not in {"loc", "object", "parent"}:
            continue
        between = (
            {w.low for w in marked.words[groups[-1][-1].last : mention.first]} if groups else set()
        )
        near = groups and mention.first - groups[-1][-1].last <= 7
        acts = groups and any(
            groups[-1][-1].last <= t.first < mention.first for t in marked.triggers
        )
        listed = bool(between & {"and", ",", "or", "&", "but"}) and between <= LIST_WORDS
        if groups and near and not acts and (mention.role == "parent" or listed):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _words_at(marked: Marked, start: int, end: int) -> tuple[int, int]:
    inside = [k for k, w in enumerate(marked.words) if w.start < end and start < w.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _of_speech(marked: Marked, first: int, tables: Tables) -> bool:
    # A date or place right after "said": of the statement, not of the act.
    words = marked.words
    left = [w.low for w in words[max(0, first - 3) : first]]
    strong = tables.words["say_strong"]
    triggers_left = any(t.last > first - 3 and t.first < first for t in marked.triggers)
    if triggers_left:
        return False
    if left and (
        left[-1] in strong
        or (left[-1] in {"on", "in", "late", "early"} and len(left) > 1 and left[-2] in strong)
    ):
        return True
    return (
        len(left) > 2
        and left[-1] in {"on", "late", "early"}
        and left[-3] in strong
        and left[-2] != "that"
    )


def speech_date(marked: Marked, tables: Tables) -> DateMention | None:
    """
    Give the date of the statement in a sentence.

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.

    Returns
    -------
    date
        The first date that belongs to a verb of saying; None where there is none.
    """
    for mention in marked.dates:
        first, _ = _words_at(marked, mention.start, mention.end)
        if _of_speech(marked, first, tables):
            return mention
    return None


_BREAKS = vocabulary(
    "while whereas although though but because when after before which who whose where if",
    "unless until since following amid despite",
)


def _nearest(frames: list[Frame], first: int, last: int, marked: Marked) -> Frame:
    strong = [f for f in frames if not (f.main.noun and f.main.entry.strength == "aux")]
    frames = strong or frames
    if len(frames) == 1:
        return frames[0]
    return min(frames, key=lambda f: _cost(f, first, last, marked))


def _cost(frame: Frame, first: int, last: int, marked: Marked) -> float:
    best = 1e9
    for trigger in frame.triggers:
        if last <= trigger.first:
            between = marked.words[last : trigger.first]
            cost = len(between) + 2.0
        elif first >= trigger.last:
            between = marked.words[trigger.last : first]
            cost = float(len(between))
        else:
            return 0.0
        lows = [w.low for w in between]
        cost += 9 * sum(1 for low in lows if low in _BREAKS or low in HARD)
        cost += 7 * (1 if set(lows) & LINK_WORDS else 0)
        cost += 8 * sum(
            1 for low in lows if low in {"said", "says", "reported", "according", "told"}
        )
        cost += 2.5 * lows.count(",") + 3 * lows.count("and")
        if last <= trigger.first and first > 4 and {"and", "then"} & set(lows):
            cost += 12  # "at X on Monday and then fired": of what was told before "and"
        best = min(best, cost)
    return best
