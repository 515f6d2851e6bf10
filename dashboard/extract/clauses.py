"""Sentences marked with all that was found in them, and the frames of acts they tell of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.roles import FILL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.actors import ActorMention
    from dashboard.extract.dates import DateMention
    from dashboard.extract.document import Sentence, Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.numbers import Number
    from dashboard.extract.tables import Tables
    from dashboard.extract.triggers import Trigger
_WORDS_3 = vocabulary(
    "while but after before following whereas although amid despite since because prompting",
    "hours days",
)
_WORDS_2 = vocabulary(
    "strike impact damage shell air blast attack burst",
)
_WORDS_1 = vocabulary(
    ", and or & but not only in also as well then at to on over towards off",
)


@dataclass(frozen=True, slots=True)
class Marked:
    """
    A sentence with everything found in it, each in order.

    Attributes
    ----------
    sentence
        The sentence.
    places, actors, dates, clocks, numbers, triggers
        What was found.
    """

    sentence: Sentence
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    dates: tuple[DateMention, ...]
    clocks: tuple[tuple[int, int, str], ...]
    numbers: tuple[Number, ...]
    triggers: tuple[Trigger, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """Give its words."""
        return self.sentence.words


@dataclass(slots=True)
class Frame:
    """
    One act as one clause tells it: triggers that belong together, with what hangs on them.

    Attributes
    ----------
    marked
        Its sentence.
    triggers
        One or more, in order; `main` is the one that says most.
    first, last
        The stretch of words that is nearest to it.
    places, dates
        What was assigned to it.
    """

    marked: Marked
    triggers: list[Trigger]
    first: int = 0
    last: int = 0
    places: list[PlaceMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    clock: tuple[int, int, str] | None = None

    @property
    def main(self) -> Trigger:
        """Give the trigger that says most of what was done."""
        return max(self.triggers, key=lambda t: (_SAYS[t.entry.strength], t.family not in _THIN))

    @property
    def modality(self) -> str:
        """Give the modality of its triggers: real if its main one is."""
        return self.main.modality


_SAYS = {"strong": 3, "weak": 2, "aux": 1}
_THIN = frozenset({"harm", "damage", "impact", "light", "incident", "launch"})
_HARM_JOIN = vocabulary(
    "when after in by as during from on and , that which who",
)
_HARD = frozenset({";", ":", "\u2014", "\u2013"})
_LINK_WORDS = vocabulary(
    "retaliation response reprisal revenge reply answer avenge avenging retaliatory",
    "responding retaliated retaliating answered replied responded reprisals vengeance",
    "payback punishment",
)


def frames_of(marked: Marked, tables: Tables) -> list[Frame]:
    """
    Join the triggers of a sentence into frames, one an act.

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.

    Returns
    -------
    frames
        In order, with their stretch of words; places and dates not assigned yet.
    """
    frames: list[Frame] = []
    for trigger in marked.triggers:
        if frames and _joins(marked, frames[-1], trigger, tables):
            frames[-1].triggers.append(trigger)
        else:
            frames.append(Frame(marked, [trigger]))
    _stretch(frames, len(marked.words))
    return frames


def _stretch(frames: list[Frame], size: int) -> None:
    for number, frame in enumerate(frames):
        before = frames[number - 1].triggers[-1].last if number else 0
        after = frames[number + 1].triggers[0].first if number + 1 < len(frames) else size
        frame.first, frame.last = before, after


def _joins(marked: Marked, frame: Frame, trigger: Trigger, tables: Tables) -> bool:
    last = frame.triggers[-1]
    if (last.modality == "real") != (trigger.modality == "real") and trigger.family != "harm":
        return False
    gap = marked.words[last.last : trigger.first]
    lows = _plain_lows(gap)
    if set(lows) & _LINK_WORDS or set(lows) & _HARD:
        return False
    if _new_subject(marked, last, trigger) and trigger.family != "harm":
        return False
    if trigger.family == "harm" or last.family == "harm":
        return _joins_harm(last, trigger, lows, frame, tables)
    return _joins_act(last, trigger, lows)


_HOURS = vocabulary(
    "dawn midnight sunrise dark noon sunset nightfall daybreak sunup midday",
)


def _plain_lows(gap: Sequence[Word]) -> list[str]:
    # Lower case, where "before dawn" and "after midnight" part no clauses.
    lows = [w.low for w in gap]
    for at, low in enumerate(lows[:-1]):
        if low in {"before", "after"} and (lows[at + 1] in _HOURS or lows[at + 1][:1].isdigit()):
            lows[at] = "at"
    return lows


def _new_subject(marked: Marked, last: Trigger, trigger: Trigger) -> bool:
    # A party between two triggers, after a conjunction, starts an act of its own.
    words = marked.words
    for actor in marked.actors:
        if last.last <= actor.first < trigger.first and actor.martial:
            left = {w.low for w in words[last.last : actor.first]}
            if left & {"while", "but", "whereas", "before", "after", "hours"} or (
                left & {"and", ","}
                and not trigger.noun
                and not trigger.participle
                and actor.last + 5 >= trigger.first
                and not left & {"which", "that"}
            ):
                return True
    return False


def _joins_harm(
    last: Trigger, trigger: Trigger, lows: list[str], frame: Frame, tables: Tables
) -> bool:
    if "while" in lows or "but" in lows or "meanwhile" in lows:
        return False
    if (
        trigger.family == "harm"
        and last.family != "harm"
        and set(lows) & {"after", "before"}
        and not trigger.participle
    ):
        return False
    if trigger.family == "harm":
        return not (trigger.novel and "another" in lows) and not (
            "before" in lows and "day" in lows
        )
    if all(t.family == "harm" for t in frame.triggers):
        if "after" in lows or "since" in lows:
            near = lows.index("after") if "after" in lows else 0
            return near <= 6 and not trigger.plural and "began" not in lows
        return len(lows) <= 14 and not trigger.novel
    del tables
    return _joins_act(last, trigger, lows)


def _joins_act(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    near = len(lows)
    if set(lows) & _WORDS_3:
        return False
    if last.family in {"intercept", "light", "launch", "incident"}:
        found = _joins_opening(last, trigger, lows)
        if found is not None:
            return found
    if trigger.family in {"damage", "impact"} or trigger.participle:
        return near <= (28 if trigger.passive else 16)
    if last.noun and not trigger.noun:
        return near <= 10 and "," not in lows[:-1] and "and" not in lows
    if last.family == trigger.family and last.family in _REPEATED:
        return near <= 14
    if not trigger.noun:
        return False
    if last.noun:
        return (near <= 1 and bool(set(lows) & {"and", "of"})) or not lows
    if trigger.family in {"bomb", "shell", "air"} and set(lows[-3:]) & {"with", "using"}:
        return near <= 12
    return bool(lows) and lows[0] in {"in", "by", "during", "with"} and near <= 6


_REPEATED = frozenset({"seize", "clash", "burst", "blast", "intercept"})


def _joins_opening(last: Trigger, trigger: Trigger, lows: list[str]) -> bool | None:
    # "carried out" + "an attack", "fired a missile" + "that hit": words that only open an act.
    near = len(lows)
    if last.family == "intercept":
        return near <= 6 if trigger.family in {"launch", "impact", "shell", "air"} else None
    if last.family == "light":
        return near <= 8 if trigger.noun else None
    if last.family == "incident":
        return near <= 24
    follows = bool(set(lows) & {"that", "which", ",", "and"})
    return (trigger.noun and near <= 5) or (near <= 12 and trigger.family in _WORDS_2 and follows)


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
        _nearest(frames, first, last, marked, date=True).dates.append(mention_date)
    for clock in marked.clocks:
        first, last = _words_at(marked, clock[0], clock[1])
        frame = _nearest(frames, first, last, marked, date=True)
        frame.clock = frame.clock or clock


LIST_WORDS = FILL | _WORDS_1


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


def _nearest(
    frames: list[Frame], first: int, last: int, marked: Marked, *, date: bool = False
) -> Frame:
    strong = [f for f in frames if not (f.main.noun and f.main.entry.strength == "aux")]
    frames = strong or frames
    if len(frames) == 1:
        return frames[0]
    return min(frames, key=lambda f: _cost(f, first, last, marked, date=date))


def _cost(frame: Frame, first: int, last: int, marked: Marked, *, date: bool) -> float:
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
        cost += 9 * sum(1 for low in lows if low in _BREAKS or low in _HARD)
        cost += 7 * (1 if set(lows) & _LINK_WORDS else 0)
        cost += 8 * sum(
            1 for low in lows if low in {"said", "says", "reported", "according", "told"}
        )
        cost += 2.5 * lows.count(",") + 3 * lows.count("and")
        if last <= trigger.first and not date and _owned(marked, last):
            cost += 0
        best = min(best, cost)
    return best


def _owned(marked: Marked, last: int) -> bool:
    return last < len(marked.words) and marked.words[last].low == "'s"
