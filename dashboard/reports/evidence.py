"""What each field of a proposal says and which words of the report say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.phrases import known_as
from dashboard.reports.proposals import AUTHOR, DOUBTFUL, Proposal, Report, Span, Toll

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_QUOTE = 240
GONE = "one that is no longer proposed"


@dataclass(frozen=True)
class Mark:
    """Words of a kind (place, date, actor, number, act) in a report."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Evidence:
    """
    A field of a proposal with what it rests on.

    Attributes
    ----------
    field
        Its name for a reader.
    value
        What it says.
    kind
        Kind of mark that its words have.
    spans
        Its words; empty where there are none.
    by_hand
        Whether a person set it.
    """

    field: str
    value: str
    kind: str
    spans: tuple[Span, ...]
    by_hand: bool = False


def number_words(toll: Toll) -> str:
    """
    Write a number of people.

    Parameters
    ----------
    toll
        What somebody says.

    Returns
    -------
    words
        ``"3"``, ``"at least 3"``, ``"up to 40"`` or ``"5 to 7"``.
    """
    if toll.high is None:
        return f"at least {toll.low:,}"
    if toll.low is None:
        return f"up to {toll.high:,}"
    return f"{toll.low:,}" if toll.low == toll.high else f"{toll.low:,} to {toll.high:,}"


def toll_words(toll: Toll) -> str:
    """
    Write a claim without who makes it.

    Parameters
    ----------
    toll
        What somebody says.

    Returns
    -------
    words
        For example ``"at least 3 killed"``; ``"nobody killed"`` for a stated zero.
    """
    if toll.low == toll.high == 0:
        return "no casualties" if toll.kind == "casualties" else f"nobody {toll.kind}"
    one = toll.low == toll.high == 1
    what = "casualty" if one else "casualties"
    return f"{number_words(toll)} {what if toll.kind == 'casualties' else toll.kind}"


def date_words(proposal: Proposal) -> str:
    """
    Write the date of a proposal.

    Parameters
    ----------
    proposal
        The event.

    Returns
    -------
    words
        No more precise than the text.
    """
    if proposal.date_start is None:
        return f"not stated; by {proposal.date_end.isoformat()}"
    first, last = proposal.date_start.isoformat(), proposal.date_end.isoformat()
    days = first if first == last else f"{first} to {last}"
    several = proposal.date_precision in {"day", "days"}  # the days themselves say so
    known = "" if several else f" ({proposal.date_precision})"
    time = f", {proposal.time_local}" if proposal.time_local else ""
    return f"{days}{known}{time}"


def place_words(proposal: Proposal) -> str:
    """
    Write how precisely the place of a proposal is known.

    Parameters
    ----------
    proposal
        The event.

    Returns
    -------
    words
        With the radius where it is a point.
    """
    radius = proposal.precision_m if proposal.lon is not None else None
    return known_as(proposal.place_precision, radius)


def evidence(
    proposal: Proposal, type_labels: Mapping[str, str], names: Mapping[str, str] | None = None
) -> list[Evidence]:
    """
    List the fields of a proposal, each with its words.

    Parameters
    ----------
    proposal
        The event.
    type_labels
        Label of each event type.
    names
        How a person knows each proposal, by its id; an answer to one that is not there says so.

    Returns
    -------
    fields
        What, when, where, who, how many and why, in that order.
    """
    hand = proposal.by_hand
    kind = type_labels.get(proposal.event_type, proposal.event_type)
    found = [
        Evidence("What", kind, "act", _one(proposal.type_span), "event_type" in hand),
        Evidence("When", date_words(proposal), "date", proposal.date_spans, "date" in hand),
        Evidence("Where", _where(proposal), "place", _one(proposal.place_span), "place" in hand),
    ]
    found += [
        Evidence(label, party.name, "actor", _one(party.span), party.span is None)
        for role, label in (("perpetrator", "By"), ("target", "Against"), ("party", "Party"))
        for party in proposal.parties
        if party.role == role
    ]
    found += [
        Evidence(
            "How many",
            f"{toll_words(toll)}, {_says(toll)}{_scope(toll)}",
            "number",
            _one(toll.span),
            toll.span is None,
        )
        for toll in proposal.tolls
    ]
    found += [
        Evidence("Answers", (names or {}).get(link.to, GONE), "act", _one(link.span))
        for link in proposal.links
    ]
    return found


def marks(report: Report) -> list[Mark]:
    """
    Give all words of a report that were recognised.

    Parameters
    ----------
    report
        The report.

    Returns
    -------
    marks
        In the order of the text: what the reader names, and what proposals rest on.
    """
    found = {Mark(kind, *span) for kind, span in report.mentions}
    for proposal in report.proposals:
        found |= {
            Mark(part.kind, *span)
            for part in evidence(proposal, {})
            for span in part.spans
            if part.kind != "act"
        }
    return sorted(found, key=lambda mark: (mark.start, mark.end, mark.kind))


def quoted(text: str, span: Span) -> str:
    """
    Give the words of a span.

    Parameters
    ----------
    text
        The report.
    span
        Where they stand.

    Returns
    -------
    words
        On one line, shortened in the middle where they are long.
    """
    words = " ".join(text[span[0] : span[1]].split())
    half = LONGEST_QUOTE // 2
    return words if len(words) <= LONGEST_QUOTE else f"{words[:half]} … {words[-half:]}"


def doubts(proposal: Proposal) -> str:
    """
    Say how sure the reader is.

    Parameters
    ----------
    proposal
        The event.

    Returns
    -------
    words
        Confidence and what speaks against it.
    """
    word = "doubtful" if proposal.confidence < DOUBTFUL else "fairly sure"
    known = [f"{word} ({proposal.confidence:.0%})", *proposal.reasons]
    if proposal.models:
        known.insert(1, f"proposed by {', '.join(proposal.proposed_by)}")
    return "; ".join(known)


def _one(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _where(p: Proposal) -> str:
    return f"{p.place_name or p.place_text or 'not known'} ({place_words(p)})"


def _says(toll: Toll) -> str:
    return "says the report itself" if toll.source == AUTHOR else f"says: {toll.source}"


def _scope(toll: Toll) -> str:
    return " (whole operation)" if toll.scope == "group" else ""
