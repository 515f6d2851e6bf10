"""A proposed event and the report it stands in: plain values, each with the words it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import datetime as dt

Span: TypeAlias = tuple[int, int]
"""Where words stand in the report: code points, end exclusive."""

KINDS = ("killed", "injured", "casualties", "missing", "captured")
STATUSES = ("happened", "series", "background")
VERACITIES = ("asserted", "claimed", "disputed")
PARTIES = ("perpetrator", "target", "party")
SCOPES = ("row", "group")
HAND_SET = ("place", "date", "event_type", "actors", "numbers")
"""What a person may have set."""
RULES = "rules"
AUTHOR = "author"
"""Whose claim it is where the text says it in its own voice."""
DOUBTFUL = 0.65
"""Below this confidence a proposal is shown as doubtful."""


@dataclass(frozen=True)
class Party:
    """
    Somebody's part in an event.

    Attributes
    ----------
    name
        Canonical name where the actor is known.
    role
        One of `PARTIES`.
    span
        The words; None where a person added the actor.
    """

    name: str
    role: str
    span: Span | None = None


@dataclass(frozen=True)
class Toll:
    """
    A number of people that somebody gives.

    Attributes
    ----------
    kind
        One of `KINDS`.
    low, high
        Persons; a null `high` is an "at least", a null `low` an "up to".
    source
        Who says it, in the report's words; `AUTHOR` for the report itself.
    scope
        ``row`` for this event, ``group`` for all events of its group together.
    span
        The words; None where a person added it.
    """

    kind: str
    low: int | None
    high: int | None
    source: str = AUTHOR
    scope: str = "row"
    span: Span | None = None


@dataclass(frozen=True)
class Link:
    """An event that another one answers: `to` is the id of the earlier proposal."""

    to: str
    span: Span | None = None


@dataclass(frozen=True)
class Proposal:
    """
    An event as a report tells it, proposed and not yet a fact.

    Attributes
    ----------
    id, group
        Names within the report; events of one operation share a group.
    place_name, place_text, place_span
        The place, the words for it, and where they stand.
    lon, lat
        Degrees; null where the place is an area or unknown.
    country
        ISO 3166-1 alpha-2; null at sea.
    place_precision, precision_m, area_id
        As in `schema.EVENTS`.
    date_start, date_end, date_precision
        Local days, both included; a null start with the precision ``unknown`` is no date stated.
    date_spans
        The words for the date.
    time_local
        Local time of day, as the text gives it.
    event_type, type_span
        Id of a type, and the words for it.
    status, veracity
        One of `STATUSES`, one of `VERACITIES`.
    parties, tolls, links
        Who, how many by whom, and which events it answers.
    sentences
        Sentences that tell of it.
    confidence, reasons
        How sure the reader is, 0 to 1, and what speaks against it.
    summary
        What happened, as a person put it; null for a sentence made of the fields.
    by_hand
        Which of `HAND_SET` a person set; no words of the report stand for it.
    proposed_by
        ``rules``, a language model, or both; empty where nothing is said, which means the rules.
    """

    id: str
    group: str
    place_name: str | None
    place_text: str | None
    place_span: Span | None
    lon: float | None
    lat: float | None
    country: str | None
    place_precision: str
    precision_m: float | None
    area_id: str | None
    date_start: dt.date | None
    date_end: dt.date
    date_precision: str
    date_spans: tuple[Span, ...]
    time_local: str | None
    event_type: str
    type_span: Span | None
    status: str
    veracity: str
    parties: tuple[Party, ...]
    tolls: tuple[Toll, ...]
    links: tuple[Link, ...]
    sentences: tuple[Span, ...]
    confidence: float
    reasons: tuple[str, ...]
    summary: str | None = None
    by_hand: frozenset[str] = frozenset()
    proposed_by: tuple[str, ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Say whether it needs a second look before it is accepted."""
        return self.confidence < DOUBTFUL

    @property
    def models(self) -> tuple[str, ...]:
        """Give who proposed it besides the rules."""
        return tuple(name for name in self.proposed_by if name != RULES)

    def named(self, role: str) -> tuple[str, ...]:
        """Give the names of those who have a part."""
        return tuple(dict.fromkeys(party.name for party in self.parties if party.role == role))


@dataclass(frozen=True)
class Report:
    """
    A report and what was read in it.

    Attributes
    ----------
    text_id
        A name for it.
    published
        Day of publication.
    publisher, title, url
        Whose it is; null where nobody said so.
    text
        The report itself; empty where only the proposals are known.
    proposals
        In the order of the text.
    mentions
        Kind (place, date, actor, number) and words of everything that was recognised.
    notes
        What a person should know about the reading.
    non_events
        Kind (why it is none) and words of what looks like an act and is none.
    """

    text_id: str
    published: dt.date
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    text: str = ""
    proposals: tuple[Proposal, ...] = ()
    mentions: tuple[tuple[str, Span], ...] = ()
    notes: tuple[str, ...] = ()
    non_events: tuple[tuple[str, Span], ...] = ()
