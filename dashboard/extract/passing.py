"""What a text about something else mentions in passing: listed, but not proposed as an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Document

PASSING = "told in passing"
PASSED = (
    "What looks like an act is told in one late sentence and not sure, in a text about something "
    "else: it is listed and not proposed."
)
MOST_EVENTS = 2
LEAST_WORDS = 80  # a flash of two sentences is about its act
LEAD = 3  # sentences, the heading among them
SURE = 0.75


def in_passing(events: Sequence[dict[str, Any]], document: Document) -> bool:
    """
    Say whether a text only mentions its acts, and so is about something else.

    Parameters
    ----------
    events
        All that would be proposed, interchange format.
    document
        The report.

    Returns
    -------
    passing
        True for a longer text with one or two acts, none of them sure, none told in its first
        sentences or in more than one. A report of an act opens with it or comes back to it.
    """
    if not 0 < len(events) <= MOST_EVENTS or len(document.sentences) <= LEAD:
        return False
    if sum(len(s.words) for s in document.sentences) < LEAST_WORDS:
        return False
    lead = document.sentences[LEAD - 1].end
    return all(
        e["confidence"] < SURE and len(e["sentences"]) == 1 and e["sentences"][0][0] >= lead
        for e in events
    )
