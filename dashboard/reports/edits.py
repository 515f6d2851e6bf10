"""What a person does to proposals: correct, merge, split; every change says that it is by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.errors import ReportError
from dashboard.reports.proposals import Party, Proposal, Span, Toll
from dashboard.schema import AREA_PRECISIONS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Sequence

FINEST_FIRST = (
    "exact",
    "site",
    "city",
    "relative",
    "approximate",
    "admin1",
    "water_body",
    "country",
    "unknown",
)
VAGUE_TYPES = frozenset({"other_attack"})
NO_DATE, NOBODY = "no date is stated", "who did it is not stated"
SETTLED = MappingProxyType(
    {
        "place": frozenset(
            {
                "the name means more than one place",
                "its point was written from memory and not checked against a map",
            }
        ),
        "date": frozenset({NO_DATE}),
        "event_type": frozenset({"the weapon is not stated"}),
    }
)
"""Doubts of the reader that are none once a person has set that field."""


@dataclass(frozen=True)
class Placed:
    """
    Where a corrected place is.

    Attributes
    ----------
    name
        Its name.
    lon, lat
        Degrees; null where it is an area or unknown.
    country
        ISO 3166-1 alpha-2; null at sea.
    precision, precision_m, area_id
        As `Proposal.place_precision` and so on.
    """

    name: str
    lon: float | None = None
    lat: float | None = None
    country: str | None = None
    precision: str = "unknown"
    precision_m: float | None = None
    area_id: str | None = None


def corrected(  # noqa: PLR0913 (the fields that a person may correct)
    proposal: Proposal,
    *,
    event_type: str | None = None,
    days: tuple[dt.date | None, dt.date | None] | None = None,
    date_precision: str | None = None,
    place: Placed | None = None,
    perpetrators: Sequence[str] | None = None,
    targets: Sequence[str] | None = None,
    tolls: Sequence[Toll] | None = None,
    summary: str | None = None,
) -> Proposal:
    """
    Set fields of a proposal by hand.

    Parameters
    ----------
    proposal
        The event.
    event_type
        Id of a type; here and below null leaves the field as it is.
    days
        First and last day, put in order; one that is null becomes the other, but a first day that
        is null with the precision ``unknown`` means that none is stated.
    date_precision
        One of `schema.DATE_PRECISIONS`.
    place
        Where it was.
    perpetrators, targets
        Names of all of them.
    tolls
        All claims.
    summary
        A sentence; blank for one made of the fields.

    Returns
    -------
    corrected
        The event; no words of the report stand for a field that was set.
    """
    p, hand = proposal, set(proposal.by_hand)
    if event_type is not None and event_type != p.event_type:
        p, hand = replace(p, event_type=event_type, type_span=None), hand | {"event_type"}
    if days is not None and days[0] is None and date_precision == "unknown":
        p, hand = _undated(p, days[1]), hand | {"date"}
    elif days is not None and any(days):
        p, hand = _dated(p, days), hand | {"date"}
    if date_precision is not None and date_precision != p.date_precision:
        p, hand = replace(p, date_precision=_fitting(p, date_precision)), hand | {"date"}
    if place is not None:
        p, hand = _moved(p, place), hand | {"place"}
    for role, names in (("perpetrator", perpetrators), ("target", targets)):
        if names is not None and tuple(names) != p.named(role):
            p, hand = replace(p, parties=_parties(p, role, names)), hand | {"actors"}
    if tolls is not None and (said := tuple(_pointed(p, toll) for toll in tolls)) != p.tolls:
        p, hand = replace(p, tolls=said), hand | {"numbers"}
    if summary is not None and summary.strip() != (p.summary or ""):
        p = replace(p, summary=summary.strip() or None)
    return _settled(replace(p, by_hand=frozenset(hand)))


def merged(proposals: Sequence[Proposal], ids: Collection[str]) -> tuple[Proposal, ...]:
    """
    Make one event of several proposals.

    Parameters
    ----------
    proposals
        All proposals of a report.
    ids
        Which to merge, at least two.

    Returns
    -------
    proposals
        The first of them takes in the others, which are gone: what a person set, else the finest
        place and the narrowest date; everybody's parties, claims and sentences. Links to the
        others lead to it.

    Raises
    ------
    ReportError
        If fewer than two of the ids are among the proposals.
    """
    chosen = [proposal for proposal in proposals if proposal.id in ids]
    if len(chosen) < 2:  # noqa: PLR2004 - one cannot be merged
        raise ReportError("Choose at least two proposals to merge.")
    first, *others = chosen
    gone = {other.id for other in others}
    whole = first
    for other in others:
        whole = _both(whole, other)
    kept = [whole if proposal.id == first.id else proposal for proposal in proposals]
    return relinked((proposal for proposal in kept if proposal.id not in gone), gone, first.id)


def relinked(proposals: Iterable[Proposal], gone: Collection[str], to: str) -> tuple[Proposal, ...]:
    """
    Lead links to one proposal that led to others.

    Parameters
    ----------
    proposals
        Whose links.
    gone
        Ids of those they led to.
    to
        Id of the one they lead to now.

    Returns
    -------
    proposals
        The same, no link twice and none from a proposal to itself.
    """
    found = []
    for p in proposals:
        links = (replace(link, to=to) if link.to in gone else link for link in p.links)
        found.append(
            replace(p, links=tuple(dict.fromkeys(link for link in links if link.to != p.id)))
        )
    return tuple(found)


def restored(proposals: Sequence[Proposal], back: Proposal) -> tuple[Proposal, ...]:
    """
    Put a proposal back among the others.

    Parameters
    ----------
    proposals
        All open proposals of a report.
    back
        The one that comes back.

    Returns
    -------
    proposals
        With it, before the first that the report tells later.
    """
    told = [min(p.sentences, default=(0, 0)) for p in (*proposals, back)]
    at = next((n for n, first in enumerate(told) if first > told[-1]), len(proposals))
    return (*proposals[:at], back, *proposals[at:])


def split(proposals: Sequence[Proposal], chosen: str) -> tuple[Proposal, ...]:
    """
    Make two events of one proposal.

    Parameters
    ----------
    proposals
        All proposals of a report.
    chosen
        Id of the one to split.

    Returns
    -------
    proposals
        With a second one behind it. Of several sentences the first keeps the first one, the
        second gets the others, and claims and links go where their words stand; otherwise both
        say the same until they are corrected.
    """
    taken = {proposal.id for proposal in proposals}
    found: list[Proposal] = []
    for proposal in proposals:
        if proposal.id != chosen:
            found.append(proposal)
            continue
        name = next(
            name for n in range(2, len(taken) + 3) if (name := f"{chosen}-{n}") not in taken
        )
        found += _halves(proposal, name)
    return tuple(found)


def _dated(p: Proposal, days: tuple[dt.date | None, dt.date | None]) -> Proposal:
    given = [day for day in days if day is not None]
    first, last = min(given), max(given)
    dated = replace(p, date_start=first, date_end=last, date_spans=())
    known = "day" if p.date_precision == "unknown" else p.date_precision
    return replace(dated, date_precision=_fitting(dated, known))


def _undated(p: Proposal, last: dt.date | None) -> Proposal:
    by = last or p.date_end
    return replace(p, date_start=None, date_end=by, date_precision="unknown", date_spans=())


def _fitting(p: Proposal, precision: str) -> str:
    """Keep day and days apart: they say how many there are."""
    if precision in {"day", "days"}:
        return "day" if p.date_start == p.date_end else "days"
    return precision


def _moved(p: Proposal, place: Placed) -> Proposal:
    pointed = place.precision not in (*AREA_PRECISIONS, "unknown")
    return replace(
        p,
        place_name=place.name,
        place_text=place.name,
        place_span=None,
        lon=place.lon if pointed else None,
        lat=place.lat if pointed else None,
        country=place.country,
        place_precision=place.precision,
        precision_m=place.precision_m if pointed else None,
        area_id=place.area_id,
    )


def _parties(p: Proposal, role: str, names: Iterable[str]) -> tuple[Party, ...]:
    # A side of a clash stands among those who did it, in the table and in our rows.
    mine_now = {role, "party"} if role == "perpetrator" else {role}
    known = {party.name: party for party in p.parties if party.role in mine_now}
    others = [party for party in p.parties if party.role not in mine_now]
    mine = [known.get(name) or Party(name, role) for name in dict.fromkeys(names)]
    return tuple(mine + others if role == "perpetrator" else others + mine)


def _pointed(p: Proposal, toll: Toll) -> Toll:
    """Give a claim its words again where it still says what they say."""
    same = [t for t in p.tolls if replace(t, span=None) == replace(toll, span=None)]
    return same[0] if same else replace(toll, span=None)


def _both(one: Proposal, other: Proposal) -> Proposal:
    # What a person set goes before what is finer.
    both = (one, other)
    finer = min(both, key=lambda p: ("place" not in p.by_hand, _rank(p)))
    surer = min(both, key=lambda p: ("date" not in p.by_hand, _days_open(p)))
    typed = min(both, key=lambda p: ("event_type" not in p.by_hand, p.event_type in VAGUE_TYPES))
    whole = replace(
        one,
        place_name=finer.place_name,
        place_text=finer.place_text,
        place_span=finer.place_span,
        lon=finer.lon,
        lat=finer.lat,
        country=finer.country,
        place_precision=finer.place_precision,
        precision_m=finer.precision_m,
        area_id=finer.area_id,
        date_start=surer.date_start,
        date_end=surer.date_end,
        date_precision=surer.date_precision,
        date_spans=surer.date_spans,
        time_local=one.time_local or other.time_local,
        event_type=typed.event_type,
        type_span=typed.type_span,
        parties=tuple({(p.name, p.role): p for p in (*other.parties, *one.parties)}.values()),
        tolls=tuple(dict.fromkeys((*one.tolls, *other.tolls))),
        links=tuple(dict.fromkeys((*one.links, *other.links))),
        sentences=_ordered((*one.sentences, *other.sentences)),
        confidence=max(one.confidence, other.confidence),
        reasons=tuple(dict.fromkeys((*one.reasons, *other.reasons))),
        summary=one.summary or other.summary,
        by_hand=one.by_hand | other.by_hand,
        proposed_by=tuple(dict.fromkeys((*one.proposed_by, *other.proposed_by))),
    )
    return _settled(whole)


def _settled(p: Proposal) -> Proposal:
    """Drop the doubts that do not hold any more."""
    gone = {doubt for field in p.by_hand for doubt in SETTLED.get(field, ())}
    gone |= {NO_DATE} if p.date_start is not None else set()
    gone |= {NOBODY} if p.named("perpetrator") else set()
    return replace(p, reasons=tuple(doubt for doubt in p.reasons if doubt not in gone))


def _rank(p: Proposal) -> int:
    return FINEST_FIRST.index(p.place_precision)


def _days_open(p: Proposal) -> int:
    return 10**6 if p.date_start is None else (p.date_end - p.date_start).days


def _ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))


def _halves(p: Proposal, name: str) -> tuple[Proposal, Proposal]:
    if len(p.sentences) < 2:  # noqa: PLR2004 - one sentence cannot be shared out
        return p, replace(p, id=name, links=())
    rest = p.sentences[1:]

    def theirs(span: Span | None) -> bool:
        return span is not None and any(a <= span[0] < b for a, b in rest)

    first = replace(
        p,
        sentences=p.sentences[:1],
        tolls=tuple(toll for toll in p.tolls if not theirs(toll.span)),
        links=tuple(link for link in p.links if not theirs(link.span)),
    )
    second = replace(
        p,
        id=name,
        sentences=rest,
        tolls=tuple(toll for toll in p.tolls if theirs(toll.span)),
        links=tuple(link for link in p.links if theirs(link.span)),
    )
    return first, second
