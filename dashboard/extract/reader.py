"""Reading a report: from its text to proposed events in the interchange format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dashboard.extract.answers import event_of, mentions_of
from dashboard.extract.document import Document, plain, read_document
from dashboard.extract.language import in_english
from dashboard.extract.links import links_of
from dashboard.extract.marking import mark
from dashboard.extract.merging import tell
from dashboard.extract.passing import PASSED, PASSING, in_passing
from dashboard.extract.placebook import PlaceBook, load_placebook
from dashboard.extract.tables import Tables, load_tables
from dashboard.extract.tolls import tolls_of
from dashboard.settings import load as load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.extract.naming import PlaceMention


HARDLY_ENGLISH = (
    "This text is hardly in English. The rules know little of other languages: they miss acts in "
    "it, and days and parties of those that they find are often wrong."
)


def read_report(
    text: str,
    published: date,
    *,
    publisher: str | None = None,
    title: str | None = None,
    text_id: str = "report",
    mentions: bool = False,
) -> dict[str, Any]:
    """
    Read a report and propose the events it tells of.

    Parameters
    ----------
    text
        The report as plain text.
    published
        Day of publication, from which "on Tuesday" is counted.
    publisher
        Who published it; kept in the answer.
    title
        Its title where it is known.
    text_id
        A name for it.
    mentions
        Also list every place, date, actor and number that was found, for marking the text.

    Returns
    -------
    report
        The interchange format of docs/reading-reports.md: text_id, events, non_events, notes;
        with `mentions` also `"mentions": [{"kind": "place", "span": [0, 4]}]`.
        Offsets count code points of `text`, end exclusive. No event is a fact: a person confirms.

    Raises
    ------
    ReportError
        If there is nothing to read.
    """
    data = load_settings().data
    return read_with(
        text,
        published,
        load_tables(data),
        load_placebook(data),
        publisher=publisher,
        title=title,
        text_id=text_id,
        mentions=mentions,
    )


def read_with(
    text: str,
    published: date,
    tables: Tables,
    book: PlaceBook,
    *,
    publisher: str | None = None,
    title: str | None = None,
    text_id: str = "report",
    mentions: bool = False,
) -> dict[str, Any]:
    """
    Read a report with given tables and gazetteer; see `read_report`.

    Parameters
    ----------
    text, published
        As for `read_report`.
    tables
        Rule tables.
    book
        The gazetteer.
    publisher, title, text_id, mentions
        As for `read_report`.

    Returns
    -------
    report
        The interchange format, with mentions where they are asked for.

    Raises
    ------
    ReportError
        If there is nothing to read.
    """
    document = read_document(text, title=title)
    marked, _ = mark(document, published, tables, book)
    story = tell(marked, published, tables, _outside(title, document, published, tables, book))
    claims = tolls_of(story, marked, tables)
    links = links_of(story, marked, document.clean)
    names = {id(d): f"e{n}" for n, d in enumerate(story.drafts, 1)}
    events = [
        event_of(d, names, claims.get(id(d), []), [k for k in links if k.answer is d], published)
        for d in story.drafts
    ]
    refused = [((f.main.start, f.main.end), reason) for f, reason in story.rejected]
    passing = in_passing(events, document)
    if passing:
        acts = (d.frames[0].main for d in story.drafts)
        refused = sorted([*refused, *(((a.start, a.end), PASSING) for a in acts)])
        events = []
    answer: dict[str, Any] = {
        "text_id": text_id,
        "published": published.isoformat(),
        "publisher": publisher,
        "events": events,
        "non_events": [{"span": list(span), "kind": reason} for span, reason in refused],
        "notes": _notes(document, events, passing=passing),
    }
    if mentions:
        answer["mentions"] = mentions_of(marked)
    return answer


def _outside(
    title: str | None, document: Document, published: date, tables: Tables, book: PlaceBook
) -> PlaceMention | None:
    # The place that a title names which is known but does not stand in the text.
    if not title or not title.strip() or plain(title).strip() in document.clean:
        return None
    for sentence in mark(read_document(title, title=title), published, tables, book)[0]:
        for place in sentence.places:
            if place.role in {"loc", "object"}:
                return replace(place, start=-1, end=-1)
    return None


def _notes(document: Document, events: Sequence[dict[str, Any]], *, passing: bool) -> list[str]:
    notes = []
    if document.truncated:
        notes.append("The text is long: only its first part was read.")
    if passing:
        notes.append(PASSED)
    elif events and not in_english(document.clean):
        notes.append(HARDLY_ENGLISH)
    elif not events and not in_english(document.clean):
        notes.append(
            "No event was found: the text is not in English, which is what the rules know."
        )
    elif not events:
        notes.append(
            "No event was found: nothing in the text says that an act of force happened at a named "
            "place."
        )
    return notes
