"""An act that was done again on another day: "on Monday and again on Wednesday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.timing import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Frame
    from dashboard.extract.document import Word

REACH = 7  # words between "and" and the second day
_AGAIN = vocabulary("again anew")
_TIMES = vocabulary("second third")


def again_on(frame: Frame, when: When | None) -> When | None:
    """
    Find the second day on which a sentence says that an act was done.

    Parameters
    ----------
    frame
        An act as one clause tells it.
    when
        The day of the act itself.

    Returns
    -------
    again
        "hit on Monday and again on Wednesday", "on 12 January, and a second time on Tuesday": the
        later day. None where the sentence names one day, or the same.
    """
    if when is None or when.first is None or when.first != when.last:
        return None
    words = frame.marked.words
    for mention in frame.marked.dates:
        if mention.first is None or mention.first != mention.last or mention.first <= when.first:
            continue
        at = next((k for k, w in enumerate(words) if w.start >= mention.start), len(words))
        if at > frame.triggers[-1].last and _repeats(words[max(0, at - REACH) : at]):
            return When(mention.first, mention.last, "day", ((mention.start, mention.end),))
    return None


def _repeats(before: Sequence[Word]) -> bool:
    lows = [w.low for w in before]
    told = lows[lows.index("and") + 1 :] if "and" in lows else []
    once_more = bool(_AGAIN & set(told[:1])) or told[:2] == ["once", "more"]
    counted = bool(_TIMES & set(told)) and "time" in told
    return once_more or counted
