"""Sentences marked with all that was found in them, and the frames of acts they tell of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.extract.joining import joins

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
    words
        Those of the sentence.
    """

    sentence: Sentence
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    dates: tuple[DateMention, ...]
    clocks: tuple[tuple[int, int, str], ...]
    numbers: tuple[Number, ...]
    triggers: tuple[Trigger, ...]
    words: tuple[Word, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Take its words from the sentence: they are asked for all the time."""
        object.__setattr__(self, "words", self.sentence.words)


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
        One or more, in order.
    main
        The trigger that says most of what was done.
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
    main: Trigger = field(init=False)

    def __post_init__(self) -> None:
        """Choose its main trigger."""
        self.main = max(self.triggers, key=_telling)

    def join(self, trigger: Trigger) -> None:
        """Take one more trigger, which stands after the others."""
        self.triggers.append(trigger)
        self.main = max(self.triggers, key=_telling)

    def before(self, most: int) -> list[str]:
        """Give the words before its main trigger in lower case, `most` at the most."""
        first = self.main.first
        return [w.low for w in self.marked.words[max(0, first - most) : first]]

    def after(self, most: int) -> list[str]:
        """Give the words after its main trigger in lower case, `most` at the most."""
        last = self.main.last
        return [w.low for w in self.marked.words[last : last + most]]

    @property
    def modality(self) -> str:
        """Give the modality of its triggers: real if its main one is."""
        return self.main.modality


def _telling(trigger: Trigger) -> tuple[int, bool, bool]:
    family = trigger.family
    return _SAYS[trigger.entry.strength], family not in _THIN, family != "incident"


_SAYS = {"strong": 3, "weak": 2, "aux": 1}
_THIN = frozenset({"harm", "damage", "impact", "light", "incident", "launch"})


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
        if frames and joins(marked, frames[-1], trigger, tables):
            frames[-1].join(trigger)
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
