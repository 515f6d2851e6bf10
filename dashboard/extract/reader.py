"""Reading a report: from its text to proposed events in the interchange format."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dashboard.extract.claims import claims_of
from dashboard.extract.document import Document, read_document
from dashboard.extract.events import BACKGROUND_DAYS, Draft, placed
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.links import Link, links_of
from dashboard.extract.marking import mark
from dashboard.extract.merging import tell
from dashboard.extract.placebook import PlaceBook, load_placebook
from dashboard.extract.tables import Tables, load_tables
from dashboard.settings import load as load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.extract.clauses import Marked
    from dashboard.extract.coreference import Story
    from dashboard.extract.sources import Claim

SERIES_WORDS = vocabulary(
    "dozens scores hundreds repeated repeatedly near-daily daily weekly nightly regularly",
    "continued continue continues continuing persisted ongoing series campaign wave months",
    "weeks recent sporadic intermittent routinely times spate several constant intensified",
)


def read_report(
    text: str,
    published: date,
    *,
    publisher: str | None = None,
    title: str | None = None,
    text_id: str = "report",
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

    Returns
    -------
    report
        The interchange format of docs/reading-reports.md: text_id, events, non_events, notes.
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
    publisher, title, text_id
        As for `read_report`.

    Returns
    -------
    report
        The interchange format.

    Raises
    ------
    ReportError
        If there is nothing to read.
    """
    document = read_document(text, title=title)
    marked, _ = mark(document, published, tables, book)
    story = tell(marked, published, tables)
    claims = _claims(story, marked, tables)
    links = links_of(story, marked, document.clean)
    names = {id(d): f"e{n}" for n, d in enumerate(story.drafts, 1)}
    events = [
        _event(d, names, claims.get(id(d), []), [k for k in links if k.answer is d], published)
        for d in story.drafts
    ]
    return {
        "text_id": text_id,
        "published": published.isoformat(),
        "publisher": publisher,
        "events": events,
        "non_events": [
            {"span": [f.main.start, f.main.end], "kind": reason} for f, reason in story.rejected
        ],
        "notes": _notes(document, events),
    }


def _notes(document: Document, events: Sequence[dict[str, Any]]) -> list[str]:
    notes = []
    if document.truncated:
        notes.append("The text is long: only its first part was read.")
    if not events:
        latin = sum(c.isascii() and c.isalpha() for c in document.clean)
        if latin < len(document.clean.strip()) / 3:
            notes.append(
                "No event was found: the text is not in English, which is what the rules know."
            )
        else:
            notes.append(
                "No event was found: nothing in the text says that an act of force happened "
                "at a named place."
            )
    return notes


def _claims(story: Story, marked: Sequence[Marked], tables: Tables) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    latest: Draft | None = None
    for sentence in marked:
        here = sorted(
            (
                (f.triggers[0].first, f.triggers[-1].last, d)
                for d in story.drafts
                for f in d.frames
                if f.marked is sentence
            ),
            key=lambda item: item[0],
        )
        if sentence.sentence.heading:
            continue
        for claim in claims_of(sentence, tables):
            owner = _owner(claim, here) or _named(story, sentence) or latest
            if owner is not None:
                _keep(found.setdefault(id(_first_of_group(story, owner)), []), claim)
        if here and not sentence.sentence.heading:
            opens = sentence.words[0].low in {"after", "following", "hours", "days"}
            latest = here[-1 if opens else 0][2]
    return found


def _named(story: Story, sentence: Marked) -> Draft | None:
    # The event at a place or thing that the sentence names: "the toll from Nabatieh", "at the
    # hospital".
    names = {p.place.name for p in sentence.places}
    things = {
        b.low for a, b in zip(sentence.words, sentence.words[1:], strict=False) if a.low == "the"
    } & _THINGS
    for draft in reversed(story.drafts):
        if draft.place is not None and draft.place.place.name in names:
            return draft
        if things and any(things & {w.low for w in f.marked.words} for f in draft.frames):
            return draft
    return None


_THINGS = vocabulary(
    "hospital school mosque market camp base ship vessel tanker airport port consulate",
    "embassy prison building hotel church convoy bus factory refinery plant bridge",
    "checkpoint village wedding funeral",
)


def _first_of_group(story: Story, draft: Draft) -> Draft:
    if not draft.group:
        return draft
    return next(d for d in story.drafts if d.group == draft.group)


def _owner(claim: Claim, here: Sequence[tuple[int, int, Draft]]) -> Draft | None:
    if not here:
        return None

    def cost(item: tuple[int, int, Draft]) -> int:
        first, last, _ = item
        if first <= claim.first <= last:
            return 0
        return min(abs(claim.first - last), abs(first - claim.last))

    return min(here, key=cost)[2]


def _keep(held: list[Claim], claim: Claim) -> None:
    same = (claim.kind, claim.low, claim.high, claim.source)
    if same not in [(c.kind, c.low, c.high, c.source) for c in held]:
        held.append(claim)


def _event(
    draft: Draft,
    names: dict[int, str],
    claims: Sequence[Claim],
    links: Sequence[Link],
    published: date,
) -> dict[str, Any]:
    place, when = placed(draft), draft.when
    event_id = names[id(draft)]
    first = when.first if when else None
    last = when.last if when else published
    sentences = sorted(
        {(f.marked.sentence.start, f.marked.sentence.end) for f in draft.frames}
        | {(m.sentence.start, m.sentence.end) for m in draft.told_in}
    )
    confidence, reasons = _confidence(draft)
    at_sea = draft.event_type in {"attack_on_shipping", "seizure"}
    return {
        "id": event_id,
        "group": f"g{draft.group}" if draft.group else f"g-{event_id}",
        "place_name": place.name,
        "place_text": place.text,
        "place_span": [place.start, place.end],
        "lat": None if place.is_area else round(place.lat, 5),
        "lon": None if place.is_area else round(place.lon, 5),
        "country": None if place.precision == "relative" and at_sea else place.place.country,
        "place_precision": place.precision,
        "precision_m": place.precision_m,
        "area_id": place.area_id,
        "date_start": first.isoformat() if first else None,
        "date_end": last.isoformat(),
        "date_precision": when.precision if when and first else "unknown",
        "date_span": [when.start, when.end] if when and when.start is not None else None,
        "time_local": next((f.clock[2] for f in draft.frames if f.clock), None),
        "event_type": draft.event_type,
        "type_span": [draft.frames[0].main.start, draft.frames[0].main.end],
        "status": _status(draft, published),
        "veracity": _veracity(draft),
        "actors": [
            {"name": p.name, "role": p.role, "span": [p.start, p.end]} for p in draft.parties
        ],
        "casualties": [
            {
                "kind": c.kind,
                "low": c.low,
                "high": c.high,
                "source": c.source,
                "scope": "group" if draft.group else "row",
                "span": [c.start, c.end],
            }
            for c in claims
        ],
        "links": [
            {"type": "retaliation_for", "to": names[id(k.cause)], "span": [k.start, k.end]}
            for k in links
        ],
        "sentences": [list(pair) for pair in sentences],
        "confidence": confidence,
        "reasons": reasons,
    }


def _status(draft: Draft, published: date) -> str:
    when = draft.when
    words = {w.low for f in draft.frames[:2] for w in f.marked.words[max(0, f.first - 3) : f.last]}
    told = [f for f in draft.frames if not f.marked.sentence.heading] or draft.frames
    plural = any(t.plural and t.family != "harm" for t in told[0].triggers)
    ranged = when is not None and when.precision == "range"
    if (
        plural
        and (when is None or when.first is None or when.precision not in {"day", "days"})
        and (words & SERIES_WORDS or ranged)
    ):
        return "series"
    if ranged and (words & SERIES_WORDS or "since" in words):
        return "series"
    old = when is not None and when.last < published - timedelta(days=BACKGROUND_DAYS)
    return "background" if old else "happened"


def _veracity(draft: Draft) -> str:
    if draft.denied:
        return "disputed"
    claimed = [
        any(w.low in {"claimed", "claims", "claiming"} for w in f.marked.words)
        for f in draft.frames
    ]
    return "claimed" if claimed and all(claimed) else "asserted"


def _confidence(draft: Draft) -> tuple[float, list[str]]:
    value, reasons = 0.9, list(draft.doubts)
    place, when = draft.place, draft.when
    if place is not None and place.doubt:
        reasons.append(place.doubt)
    if place is not None and len({(c.country, c.layer) for c in place.candidates}) > 1:
        reasons.append("the name means more than one place")
    if when is None or when.first is None:
        reasons.append("no date is stated")
    elif when.reason:
        reasons.append(when.reason)
    if not draft.stated:
        reasons.append("the weapon is not stated")
    if not draft.perpetrators:
        reasons.append("who did it is not stated")
    if draft.denied:
        reasons.append("somebody denies it")
    value -= 0.1 * len(reasons)
    return round(max(0.2, value), 2), reasons
