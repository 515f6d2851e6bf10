"""What a language model proposed, held against the text: only what stands there is kept."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.extract.document import READ_CHARS, Document, read_document, words_of
from dashboard.extract.events import BACKGROUND_DAYS
from dashboard.extract.gazetted import place_fields
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.marking import mark
from dashboard.extract.numbers import BIGGEST, find_numbers
from dashboard.extract.quotes import Span, locate, overlap
from dashboard.extract.sources import AUTHOR
from dashboard.extract.targets import CIVILIANS, SHIPPING
from dashboard.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.namesakes import Scene
    from dashboard.extract.placebook import PlaceBook
    from dashboard.extract.tables import Tables

EARLIEST = dt.date(1900, 1, 1)
LONGEST_DAYS = {"day": 1, "days": 14, "week": 7, "month": 31, "year": 366}
START, LEAST, STEP = 0.5, 0.1, 0.1
AT_SEA = frozenset({"attack_on_shipping", "seizure"})
NONE_HURT = vocabulary("no none nobody zero without nil safe unharmed unhurt uninjured")

UNUSABLE = "did not keep to the form of an answer"
NO_SENTENCE = "quoted no sentence of the text"
NO_ACT = "quoted no words of the text for what happened"
NO_PLACE = "quoted no words of the text for the place"
TWICE = "were the same event again"


@dataclass(frozen=True, slots=True)
class Ground:
    """
    A report as the rules see it, against which an answer is held.

    Attributes
    ----------
    document
        Its text.
    marked
        Its sentences with the places, parties and dates in them.
    scene
        What the report says of where it takes place.
    published
        Day of publication.
    tables, book
        Rule tables and gazetteer.
    """

    document: Document
    marked: Sequence[Marked]
    scene: Scene
    published: dt.date
    tables: Tables
    book: PlaceBook

    @property
    def clean(self) -> str:
        """Give the part of the text that is read, as `document.plain` gives it."""
        return self.document.clean[:READ_CHARS]


def ground_of(text: str, published: dt.date, tables: Tables, book: PlaceBook) -> Ground:
    """
    Read a report up to the words that name places, parties and dates.

    Parameters
    ----------
    text
        The report.
    published
        Day of publication.
    tables, book
        Rule tables and gazetteer.

    Returns
    -------
    ground
        What `grounded` asks.

    Raises
    ------
    ReportError
        If there is nothing to read.
    """
    document = read_document(text)
    marked, scene = mark(document, published, tables, book)
    return Ground(document, marked, scene, published, tables, book)


def grounded(
    proposed: Iterable[dict[str, Any] | None], ground: Ground, model: str
) -> tuple[list[dict[str, Any]], Counter[str]]:
    """
    Keep of an answer what the text bears out.

    Parameters
    ----------
    proposed
        Events as `replies.parse` gives them.
    ground
        The report.
    model
        Name of the model, which marks its events.

    Returns
    -------
    events, dropped
        Events of the interchange format with the ids m1, m2, ...; and why how many were dropped.
        Every place, coordinate, name and number comes out of the text, the gazetteer or the actor
        tables; links lead to kept events only.
    """
    kept: list[tuple[dict[str, Any], dict[str, Any]]] = []
    dropped: Counter[str] = Counter()
    seen: set[tuple[object, ...]] = set()
    for raw in proposed:
        event = _event(raw, ground) if raw is not None else UNUSABLE
        if isinstance(event, str) or raw is None:
            dropped[str(event)] += 1
            continue
        key = (*event["place_span"], *event["type_span"], event["date_start"], event["date_end"])
        if key in seen:
            dropped[TWICE] += 1
            continue
        seen.add(key)
        kept.append((raw, event | {"id": f"m{len(kept) + 1}", "proposed_by": [model]}))
    return _joined(kept, ground), dropped


def _joined(
    kept: Sequence[tuple[dict[str, Any], dict[str, Any]]], ground: Ground
) -> list[dict[str, Any]]:
    ids: dict[str, str] = {}
    for raw, event in kept:
        ids.setdefault(raw["id"], event["id"])
    sizes = Counter(raw["group"] for raw, _ in kept if raw["group"])
    firsts: dict[str, str] = {}
    joined = []
    for raw, event in kept:
        shared = raw["group"] if sizes[raw["group"]] > 1 else None
        first = firsts.setdefault(shared, event["id"]) if shared else event["id"]
        group = f"g-{first}"
        casualties = _casualties(
            raw, event, ground, leads=shared is not None and group == f"g-{event['id']}"
        )
        links = {
            ids[link["to"]]: {"type": "retaliation_for", "to": ids[link["to"]], "span": list(span)}
            for link in raw["links"]
            if ids.get(link["to"]) not in {None, event["id"]}
            for span in [locate(link["quote"], ground.clean, event["sentences"])]
            if span is not None
        }
        joined.append(
            event | {"group": group, "casualties": casualties, "links": list(links.values())}
        )
    return joined


def _event(raw: dict[str, Any], ground: Ground) -> dict[str, Any] | str:
    quoted = [s for q in raw["sentence_quotes"] for s in [locate(q, ground.clean)] if s]
    if not quoted:
        return NO_SENTENCE
    act = locate(raw["act_quote"], ground.clean, quoted)
    if act is None:
        return NO_ACT
    sentences = _sentences([*quoted, act], ground)
    place = locate(raw["place_quote"], ground.clean, sentences)
    if place is None:
        return NO_PLACE
    where, doubts = place_fields(place, ground)
    if where["place_precision"] == "relative" and raw["event_type"] in AT_SEA:
        where["country"] = None
    when, more = _date(raw["date"], sentences, ground)
    doubts += more
    actors, strangers = _actors(raw["actors"], sentences, ground)
    doubts += [f"{name!r} is not in the actor table" for name in strangers]
    if not any(actor["role"] == "perpetrator" for actor in actors):
        doubts.append("who did it is not stated")
    return {
        "id": "",
        "group": "",
        **where,
        **when,
        "time_local": None,
        "event_type": raw["event_type"],
        "type_span": list(act),
        "status": _status(when, ground.published, series=raw["series"]),
        "veracity": raw["veracity"],
        "actors": actors,
        "casualties": [],
        "links": [],
        "sentences": [list(span) for span in sentences],
        "confidence": round(max(LEAST, START - STEP * len(doubts)), 2),
        "reasons": doubts,
    }


def _sentences(spans: Iterable[Span], ground: Ground) -> list[Span]:
    whole = {
        (s.start, s.end)
        for span in spans
        for s in ground.document.sentences
        if overlap(span, (s.start, s.end))
    }
    return sorted(whole) or sorted(set(spans))


def _status(when: dict[str, Any], published: dt.date, *, series: bool) -> str:
    if series:
        return "series"
    old = published - dt.timedelta(days=BACKGROUND_DAYS)
    return "background" if dt.date.fromisoformat(when["date_end"]) < old else "happened"


def _date(
    raw: dict[str, Any] | None, sentences: Sequence[Span], ground: Ground
) -> tuple[dict[str, Any], list[str]]:
    unknown = {
        "date_start": None,
        "date_end": ground.published.isoformat(),
        "date_precision": "unknown",
        "date_span": None,
    }
    if raw is None:
        return unknown, ["no date is stated"]
    span = locate(raw["quote"], ground.clean, sentences)
    first, last = _day(raw["start"]), _day(raw["end"])
    if span is None or last is None or (first is None and raw["start"] is not None):
        return unknown, ["the words or days that the model gives for its date do not hold"]
    if not EARLIEST <= (first or last) <= last <= ground.published:
        return unknown, ["the days that the model gives are not possible"]
    precision = raw["precision"] if first else "unknown"
    length = (last - first).days + 1 if first else 0
    if first and (precision == "unknown" or length > LONGEST_DAYS.get(precision, length)):
        precision = "day" if length == 1 else "range"
    doubts = [
        f"the rules read {mention.text!r} as {mention.first or 'open'} to {mention.last}"
        for sentence in ground.marked
        for mention in sentence.dates
        if overlap(span, (mention.start, mention.end))
        and mention.shift is None
        and (mention.first, mention.last) != (first, last)
    ]
    return {
        "date_start": first.isoformat() if first else None,
        "date_end": last.isoformat(),
        "date_precision": precision,
        "date_span": list(span),
    }, doubts[:1]


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text and len(text) == len("2024-02-09") else None
    except ValueError:
        return None


def _actors(
    raw: Iterable[dict[str, Any]], sentences: Sequence[Span], ground: Ground
) -> tuple[list[dict[str, Any]], list[str]]:
    found: dict[tuple[str, str], dict[str, Any]] = {}
    strangers = []
    for item in raw:
        span = locate(item["quote"], ground.clean, sentences)
        if span is None:
            continue
        name = _canonical(span, item["name"], ground)
        if name is None:
            name = " ".join(ground.clean[slice(*span)].split())
            strangers.append(name)
        found.setdefault(
            (name, item["role"]), {"name": name, "role": item["role"], "span": list(span)}
        )
    return list(found.values()), strangers


def _canonical(span: Span, name: str | None, ground: Ground) -> str | None:
    # By the words quoted, else by the model's name if the text names that party somewhere.
    entry = ground.tables.actors.get(fold(ground.clean[slice(*span)]))
    if entry is not None:
        return entry.name
    mentions = [a for sentence in ground.marked for a in sentence.actors]
    here = [a for a in mentions if overlap(span, (a.start, a.end))]
    if here:
        return max(here, key=lambda a: overlap(span, (a.start, a.end))).name
    if name in {SHIPPING, CIVILIANS}:
        return name
    meant = ground.tables.actors.get(fold(name)) if name else None
    return meant.name if meant and any(a.name == meant.name for a in mentions) else None


def _casualties(
    raw: dict[str, Any], event: dict[str, Any], ground: Ground, *, leads: bool
) -> list[dict[str, Any]]:
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for item in raw["casualties"]:
        span = locate(item["quote"], ground.clean, event["sentences"]) or None
        source = item["source_quote"]
        said = locate(source, ground.clean, event["sentences"]) if source else None
        if span is None or (source and said is None) or not _stated(item, span, ground):
            continue
        who = " ".join(ground.document.raw[slice(*said)].split()) if said else AUTHOR
        claim = {
            "kind": item["kind"],
            "low": item["low"],
            "high": item["high"],
            "source": who,
            "scope": "group" if leads and item["whole_group"] else "row",
            "span": list(span),
        }
        found.setdefault((item["kind"], item["low"], item["high"], who), claim)
    return list(found.values())


def _stated(item: dict[str, Any], span: Span, ground: Ground) -> bool:
    low, high = item["low"], item["high"]
    given = [n for n in (low, high) if n is not None]
    if not given or min(given) < 0 or max(given) > BIGGEST or sorted(given) != given:
        return False
    words = words_of(ground.clean, *span)
    numbers = {n for found in find_numbers(words, ground.tables) for n in (found.low, found.high)}
    if {word.low for word in words} & NONE_HURT:
        numbers.add(0)
    return set(given) <= numbers
