"""Proposals written in the interchange format of docs/reading-reports.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.reports.interchange import LINK_TYPE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.reports.proposals import Proposal, Report, Span


def written(report: Report, proposals: Sequence[Proposal] | None = None) -> dict[str, Any]:
    """
    Write a report in the interchange format.

    Parameters
    ----------
    report
        The report; its text is not written.
    proposals
        Which of its events; None for all. Links to events that are left out are left out.

    Returns
    -------
    content
        JSON-ready; `report_of` reads it back.
    """
    chosen = report.proposals if proposals is None else proposals
    ids = {proposal.id for proposal in chosen}
    return {
        "text_id": report.text_id,
        "published": report.published.isoformat(),
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
        "events": [_event(proposal, ids) for proposal in chosen],
        "non_events": [{"span": list(span), "kind": kind} for kind, span in report.non_events],
        "notes": list(report.notes),
    }


def _event(p: Proposal, ids: set[str]) -> dict[str, Any]:
    first = p.date_start.isoformat() if p.date_start else None
    event = {
        "id": p.id,
        "group": p.group,
        "place_name": p.place_name,
        "place_text": p.place_text,
        "place_span": _pair(p.place_span),
        "lat": p.lat,
        "lon": p.lon,
        "country": p.country,
        "place_precision": p.place_precision,
        "precision_m": p.precision_m,
        "area_id": p.area_id,
        "date_start": first,
        "date_end": p.date_end.isoformat(),
        "date_precision": p.date_precision,
        "date_spans": [list(span) for span in p.date_spans],
        "time_local": p.time_local,
        "event_type": p.event_type,
        "type_span": _pair(p.type_span),
        "status": p.status,
        "veracity": p.veracity,
        "actors": [{"name": a.name, "role": a.role, "span": _pair(a.span)} for a in p.parties],
        "casualties": [vars(toll) | {"span": _pair(toll.span)} for toll in p.tolls],
        "links": [
            {"type": LINK_TYPE, "to": k.to, "span": _pair(k.span)} for k in p.links if k.to in ids
        ],
        "sentences": [list(span) for span in p.sentences],
        "confidence": p.confidence,
        "reasons": list(p.reasons),
    }
    more = {
        "summary": p.summary,
        "by_hand": sorted(p.by_hand),
        "proposed_by": list(p.proposed_by),
    }
    return event | {name: value for name, value in more.items() if value}


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)
