"""Sentences marked with all that was found in them, and the frames of acts they tell of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import plain_lows, vocabulary

if TYPE_CHECKING:
    from dashboard.extract.actors import ActorMention
    from dashboard.extract.counted import Offset
    from dashboard.extract.dates import DateMention
    from dashboard.extract.document import Sentence, Word
    from dashboard.extract.naming import PlaceMention
    from dashboard.extract.numbers import Number
    from dashboard.extract.tables import Tables
    from dashboard.extract.timing import When
    from dashboard.extract.triggers import Trigger
_NEW_CLAUSE = vocabulary(
    "while but after before following whereas although amid despite since because prompting",
    "hours days",
)
_HITTING = vocabulary(
    "strike impact damage shell air blast attack burst",
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


@dataclass(frozen=True, slots=True)
class Tie:
    """
    What an act's day counts from in the same sentence: "two days after rockets hit X".

    Attributes
    ----------
    mention
        The words that count.
    shift
        How far.
    frame
        The other act; None where only a day stands there ("two days after Sunday's vote").
    day
        The day that stands in the clause it counts from.
    after
        Words of that clause: the first, and the one after the last.
    told
        The day of what the clause names, where it was told before.
    """

    mention: DateMention
    shift: Offset
    frame: Frame | None
    day: DateMention | None
    after: tuple[int, int] = (0, 0)
    told: When | None = None


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
    places, dates, ties
        What was assigned to it.
    carried
        Weapons of the sentence before, where "they" or "another" stands for them, and the ship
        told of before, where it is "she".
    """

    marked: Marked
    triggers: list[Trigger]
    first: int = 0
    last: int = 0
    places: list[PlaceMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    carried: frozenset[str] = frozenset()
    clock: tuple[int, int, str] | None = None

    @property
    def main(self) -> Trigger:
        """Give the trigger that says most of what was done."""
        if len(self.triggers) == 1:
            return self.triggers[0]
        return max(
            self.triggers,
            key=lambda t: (_SAYS[t.entry.strength], t.family not in _THIN, t.family != "incident"),
        )

    @property
    def modality(self) -> str:
        """Give the modality of its triggers: real if its main one is."""
        return self.main.modality


_SAYS = {"strong": 3, "weak": 2, "aux": 1}
_THIN = frozenset({"harm", "damage", "impact", "light", "incident", "launch"})
_HARM_JOIN = vocabulary(
    "when after in by as during from on and , that which who",
)
HARD = frozenset({";", ":", "\u2014", "\u2013"})
LINK_WORDS = vocabulary(
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
    if frames:
        frames[0].first = max(frames[0].first, counted_from(marked, frames[0].triggers[0].first))
    return frames


def counted_from(marked: Marked, first: int) -> int:
    """
    Say where a sentence goes on after "Two days after the ships off Fujairah,".

    Parameters
    ----------
    marked
        The sentence.
    first
        First word of its first act.

    Returns
    -------
    at
        The word after the comma; 0 where the sentence does not open so, or an act stands inside.
    """
    second = marked.words[min(1, len(marked.words) - 1)].start  # "On the day before ..."
    opens = any(d.governs and d.start <= second for d in marked.dates)
    commas = [k for k in range(first) if marked.words[k].text == ","]
    return commas[0] + 1 if opens and commas else 0


def _stretch(frames: list[Frame], size: int) -> None:
    for number, frame in enumerate(frames):
        before = frames[number - 1].triggers[-1].last if number else 0
        after = frames[number + 1].triggers[0].first if number + 1 < len(frames) else size
        frame.first, frame.last = before, after


def _joins(marked: Marked, frame: Frame, trigger: Trigger, tables: Tables) -> bool:
    last = frame.triggers[-1]
    gap = marked.words[last.last : trigger.first]
    lows = plain_lows(gap)
    if _told_apart(last, trigger, lows, tables):
        return False
    if last.family in {"takeover", "seize"} and trigger.family == "clash" and trigger.noun:
        return len(lows) <= 16
    if _apposed(lows, noun=trigger.noun):
        return True
    if set(lows) & LINK_WORDS or set(lows) & HARD or _counts_from(marked, last):
        return False
    if any(
        asked(last, trigger, lows) for asked in (_stopped, _shot_at, _thrown_back)
    ) or _is_subject(frame, trigger, lows):
        return True
    if "and" in lows and _day_between(marked, last, trigger):
        return False
    if "and" in lows and _another_weapon(marked, last, trigger, tables):
        return False
    felled = (last.family == "harm" or last.shot) and {"when", "as"} & set(lows)
    if not felled and _new_subject(marked, last, trigger) and trigger.family != "harm":
        return False
    if trigger.family == "harm" or last.family == "harm":
        return _joins_harm(last, trigger, lows, frame, tables)
    return _joins_act(last, trigger, lows)


def _told_apart(last: Trigger, trigger: Trigger, lows: list[str], tables: Tables) -> bool:
    # One happened and the other did not; but whom a feared attack would kill goes with it, unless
    # it is said anew: "warned of attacks in Kirkuk and said a bomb had killed two in Mosul".
    anew = "and" in lows and bool(set(lows) & tables.words["say"])
    mixed = (last.modality == "real") != (trigger.modality == "real")
    return mixed and (trigger.family != "harm" or anew)


def _counts_from(marked: Marked, last: Trigger) -> bool:
    # "On the day of the raids a motorcycle exploded": the raids only say when.
    begin = marked.words[max(0, last.first - 2)].start
    return any(
        d.governs
        and d.text.endswith(" of")
        and begin <= d.end + 1 <= marked.words[last.first].start
        for d in marked.dates
    )


def _day_between(marked: Marked, last: Trigger, trigger: Trigger) -> bool:
    # "killed eight at Tarnabah, and a week after that five more died at Taftanaz".
    words = marked.words
    begin, end = words[last.last - 1].end, words[trigger.first].start
    counted = any(d.shift is not None and begin <= d.start < d.end <= end for d in marked.dates)
    return counted and any(p.first >= trigger.last for p in marked.places)


def _another_weapon(marked: Marked, last: Trigger, trigger: Trigger, tables: Tables) -> bool:
    # "bombs were dropped on the airport in Erbil, and rockets landed at a base in Bashiqa".
    words = marked.words
    at = max(k for k in range(last.last, trigger.first) if words[k].low == "and")
    subject = words[at + 1 : at + 4]
    flies = tables.words["weapon_air"] | tables.words["weapon_shell"]
    named = any(w.low in flies for w in subject) and trigger.first <= at + 6
    roles = {"loc", "object"}
    here = any(p.first < at and p.role in roles for p in marked.places)
    there = any(p.first >= trigger.last and p.role in roles for p in marked.places)
    return named and not trigger.noun and here and there


def _is_subject(frame: Frame, verb: Trigger, lows: list[str]) -> bool:
    # "Shelling hit a village", "a rocket attack targeting troops hit Erbil": what did it, and that.
    first, last = frame.triggers[0], frame.triggers[-1]
    if verb.noun or verb.participle or {",", "and", "which", "that"} & set(lows):
        return False
    if first is last:
        return not lows and not first.noun and first.text.lower().endswith("ing")
    return first.noun and last.text.lower().endswith("ing") and len(lows) <= 6


def _stopped(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "A missile fired by the rebels was intercepted", "one aimed at Riyadh was shot down".
    fired = last.family == "launch" and (
        (last.passive and lows[:1] == ["by"]) or last.entry.base == "aim"
    )
    stopped = trigger.family == "intercept" and not trigger.noun
    return fired and stopped and not {",", "and", "but"} & set(lows)


def _thrown_back(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "attacked the town from three sides and were driven back", "tried to board, but were".
    back = trigger.family == "repel" and trigger.passive and bool({"and", "but"} & set(lows[-3:]))
    return back and last.family in {"attack", "raid", "clash", "seize"} and len(lows) <= 14


def _apposed(lows: list[str], *, noun: bool) -> bool:
    # "shot down two missiles, the second attack within a week", "hit the X, the second ship that
    # the rebels have struck": the same act, counted.
    if "," not in lows or len(lows) > 40:
        return False
    tail = lows[len(lows) - lows[::-1].index(",") :]
    near = tail if noun else tail[1:3]
    fits = len(tail) <= 4 if noun else bool({"that", "to", "which", "whom", "they"} & set(tail[2:]))
    return tail[:1] == ["the"] and fits and bool(set(near) & _COUNTED)


def _shot_at(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "was shot dead in X when soldiers fired at stone throwers".
    fired = trigger.family in {"launch", "gunfire"} and bool({"when", "as"} & set(lows))
    return last.shot and fired and len(lows) <= 12


_COUNTED = vocabulary(
    "first second third fourth fifth sixth latest deadliest largest biggest worst heaviest most",
    "deadliest bloodiest",
)


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
        return len(lows) <= 14 and (last.novel or not trigger.novel)
    del tables
    return _joins_act(last, trigger, lows)


def _joins_act(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    near = len(lows)
    if trigger.family == "light" and last.noun and set(lows) <= _CARRIED:
        return True
    if set(lows) & _NEW_CLAUSE:
        return False
    if last.family == "repel" or last.entry.base == "trade fire":
        return trigger.noun and near <= 4
    if last.family in {"intercept", "light", "launch", "incident"}:
        found = _joins_opening(last, trigger, lows)
        if found is not None:
            return found
    if trigger.entry.base == "set on fire":
        return near <= 30
    if trigger.family in {"damage", "impact"} or trigger.participle:
        return near <= (28 if trigger.passive else 16)
    if last.noun and not trigger.noun:
        far = last.family == "bomb" and trigger.family == "burst"
        return near <= (24 if far else 10) and (
            far or not {",", "and"} & set(lows[:-1] + lows[-1:])
        )
    if (last.family, trigger.family) in _ONE_ACT or _repeats(last, trigger):
        return near <= 20
    return trigger.noun and _joins_noun(last, trigger, lows)


_CARRIED = vocabulary(", which that were was had been have has")  # "the strikes, carried out"


def _repeats(last: Trigger, trigger: Trigger) -> bool:
    return last.family == trigger.family and last.family in _REPEATED


def _joins_noun(last: Trigger, trigger: Trigger, lows: list[str]) -> bool:
    # "was shot in a clash", "a bombing and shelling", "struck with two raids".
    near, tail = len(lows), set(lows[-3:])
    if tail & {"in", "during"} and last.family in {"gunfire", "killing", "strike"}:
        return near <= 10 and not {",", "and"} & set(lows)
    if last.noun:
        return (near <= 1 and bool(set(lows) & {"and", "of"})) or not lows
    if trigger.family in _MEANS and tail & {"with", "using"}:
        return near <= 12
    return bool(lows) and lows[0] in {"in", "by", "during", "with"} and near <= 6


_MEANS = frozenset({"bomb", "shell", "air", "raid", "strike"})


_ONE_ACT = frozenset(
    {
        ("seize", "takeover"),
        ("takeover", "seize"),
        ("gunfire", "seize"),
        ("attack", "seize"),
        ("attack", "clash"),
        ("raid", "clash"),
        ("ambush", "clash"),
        ("strike", "clash"),
        ("attack", "gunfire"),
        ("raid", "gunfire"),
        ("bomb", "gunfire"),
        ("bomb", "raid"),
        ("bomb", "clash"),
        ("blast", "gunfire"),
        ("burst", "gunfire"),
    }
)
_REPEATED = frozenset({"seize", "clash", "burst", "blast", "intercept"})


def _joins_opening(last: Trigger, trigger: Trigger, lows: list[str]) -> bool | None:
    # "carried out" + "an attack", "fired a missile" + "that hit": words that only open an act.
    near = len(lows)
    if last.family == "intercept":
        if trigger.family == "launch" and trigger.passive and {"that", "which"} & set(lows):
            return near <= 14  # "shot down drones over the sea that had been launched from"
        return near <= 6 if trigger.family in {"launch", "impact", "shell", "air"} else None
    if last.family == "light":
        return near <= 8 if trigger.noun else None
    if last.family == "incident":
        return near <= 24
    follows = bool(set(lows) & {"that", "which", ",", "and"}) or lows[:1] in (["by"], ["from"])
    return (trigger.noun and near <= 5) or (near <= 12 and trigger.family in _HITTING and follows)
