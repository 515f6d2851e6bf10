"""An event in words: escaped HTML for the page, every number beside who says it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

import pandas as pd

from dashboard.claims import in_words
from dashboard.phrases import known_as

if TYPE_CHECKING:
    from dashboard.palette import Style
    from dashboard.store import Detail

Row: TypeAlias = Mapping[Any, Any]
"""A row of a table: values by column."""

DATE_WORDS = {
    "approximate": "about",
    "week": "in the week of",
    "month": "in the month of",
    "year": "in the year of",
    "unknown": "date not known, placed at",
}
ATTRIBUTION_WORDS = {
    "claimed": "claimed by them",
    "acknowledged": "acknowledged by the state itself",
    "attributed": "others say so",
    "own_statement": "their own statement",
    "disputed": "disputed",
    "unknown": "nobody established",
}
SCOPE_WORDS = {
    "row": "",
    "part": "part of the dead only",
    "share": "share of a larger toll",
    "operation": "whole operation",
    "series": "several events together",
    "other_building": "another building",
}
BASIS_WORDS = {
    "monitor": "independent monitor",
    "official": "official count",
    "party": "the side that struck",
    "denied": "denied by its own side",
}
FIELD_ORDER = ("fatalities", "injured", "perpetrator", "target", "place", "occurrence")
FIELD_WORDS = {"fatalities": "Killed", "injured": "Injured"}
RELATION_WORDS = {
    ("responds_to", True): "Responds to",
    ("responds_to", False): "Answered by",
    ("follows", True): "Follows (timing only)",
    ("follows", False): "Followed by (timing only)",
    ("part_of", True): "Part of",
    ("part_of", False): "Includes",
    ("refers_to", True): "Refers to",
    ("refers_to", False): "Referred to by",
    ("result_of", True): "Result of",
    ("result_of", False): "Led to",
}


def event_card(detail: Detail, style: Style) -> str:
    """
    Write an event without its claims and sources.

    Parameters
    ----------
    detail
        The event.
    style
        Look and label of its type.

    Returns
    -------
    html
        Escaped; holds no script, no style and no address.
    """
    [event] = detail.event.to_dict("records")
    facts = [
        ("When", when(event)),
        ("Where", where(event)),
        ("By", _by(event)),
        ("Against", text_of(event["targets"]) or "not reported"),
        ("Killed", _killed(event)),
        ("Injured", in_words(event["injured_low"], event["injured_high"], is_open=False)),
        ("Confidence", text_of(event["confidence"])),
        ("Note", text_of(event["notes"])),
    ]
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd dir='auto'>{escape(words)}</dd>"
        for name, words in facts
        if words
    )
    kind = text_of(event["sub_event_type"])
    return (
        f"<div class='card'><p class='kind'><span class='chip chip-{escape(style.id)}'></span>"
        f"{escape(style.label)}{escape(', ' + kind if kind else '')}</p>"
        f"<p class='summary' dir='auto'>{escape(text_of(event['summary']))}</p>"
        f"<dl>{rows}</dl></div>"
    )


def claims_card(detail: Detail) -> str:
    """
    Write the claims about an event side by side.

    Parameters
    ----------
    detail
        The event.

    Returns
    -------
    html
        Escaped; a table a field, a row a claim: who, what, as of when, on what it rests, source.
    """
    claims = detail.claims
    pages = {page["source_id"]: page for page in detail.sources.to_dict("records")}
    if claims.empty:
        return "<p class='quiet'>No claim is recorded beyond the summary.</p>"
    known = [field for field in FIELD_ORDER if field in set(claims["field"])]
    fields = known + sorted(set(claims["field"]) - set(known))
    parts = []
    for field in fields:
        rows = "".join(
            _claim_row(claim, pages) for _, claim in claims[claims["field"] == field].iterrows()
        )
        title = escape(FIELD_WORDS.get(field, field.capitalize()))
        parts.append(
            f"<table class='claims'><caption>{title}</caption><thead><tr><th>Who says it</th>"
            f"<th>What</th><th>Rests on</th></tr></thead><tbody>{rows}</tbody></table>"
        )
    return "<div class='card'>" + "".join(parts) + "</div>"


def sources_card(detail: Detail) -> str:
    """
    Write the sources of an event, with links.

    Parameters
    ----------
    detail
        The event.

    Returns
    -------
    html
        Escaped; only http and https addresses become links.
    """
    items = "".join(
        f"<li dir='auto'>{_source(page)}</li>" for page in detail.sources.to_dict("records")
    )
    terms = detail.dataset
    line = "" if terms.empty else f"{terms['name'].iloc[0]} ({terms['licence'].iloc[0]})"
    return (
        f"<div class='card'><ul class='sources'>{items}</ul>"
        f"<p class='quiet'>Dataset: {escape(text_of(line))}. "
        f"Row {escape(text_of(detail.event['event_id'].iloc[0]))}.</p></div>"
    )


def when(event: Row) -> str:
    """
    Say when an event was, no more precisely than is known.

    Parameters
    ----------
    event
        Row of an event table.

    Returns
    -------
    words
        For example ``"7 February 2024, 21:30 (UTC+3)"`` or ``"about 14 October 2023"``.
    """
    start, end = (pd.Timestamp(str(event[name])) for name in ("date_start", "date_end"))
    words = _day(start) if start == end else f"{_day(start)} to {_day(end)}"
    before = DATE_WORDS.get(str(event["date_precision"]))
    words = f"{before} {words}" if before else words
    time = text_of(event["time_local"])
    return f"{words}, {time}" if time else words


def where(event: Row) -> str:
    """
    Say where an event was, and how well that is known.

    Parameters
    ----------
    event
        Row of an event table.

    Returns
    -------
    words
        For example ``"Mashtal area, Baghdad, Iraq (town or city, within 4 km)"``.
    """
    names = [text_of(event[name]) for name in ("place_name", "admin1", "country")]
    kept = [
        name for at, name in enumerate(names) if name and not any(name in n for n in names[:at])
    ]
    radius = event["precision_m"]
    drawn_as_area = _given(event["label_lon"]) and not _given(event["lon"])
    told = isinstance(radius, float) and _given(radius) and not drawn_as_area
    known = known_as(str(event["place_precision"]), radius if told else None)
    return f"{', '.join(kept) or 'Place not named'} ({known})"


def toll(event: Row) -> str:
    """
    Say how many died, as reported.

    Parameters
    ----------
    event
        Row of an event table.

    Returns
    -------
    words
        See `claims.in_words`.
    """
    low, high = event["fatalities_low"], event["fatalities_high"]
    return in_words(low, high, is_open=bool(event["fatalities_open"]))


def _killed(event: Row) -> str:
    words = toll(event)
    best = event["fatalities_best"]
    if _given(best) and "–" in words:
        words += f" (best figure by our rule: {best})"
    if event["toll_scope"] == "in_parent":
        words += f"; shared with {text_of(event['parent_event_id'])}, not added again"
    if event["toll_scope"] == "operation_total":
        words += "; total of the whole operation"
    return words


def _by(event: Row) -> str:
    words = text_of(event["perpetrators"]) or "not reported"
    words += f" ({ATTRIBUTION_WORDS.get(str(event['attribution']), str(event['attribution']))})"
    for name, said in (("claimed_by", "claimed by"), ("attributed_to", "others name")):
        if text_of(event[name]) and text_of(event[name]) != text_of(event["perpetrators"]):
            words += f"; {said} {text_of(event[name])}"
    return words


def _claim_row(claim: Row, pages: Mapping[str, Row]) -> str:
    number = ""
    if _given(claim["low"]) or _given(claim["high"]):
        is_open = bool(claim["open_ended"])
        number = in_words(claim["low"], claim["high"], is_open=is_open)
    scope = SCOPE_WORDS.get(str(claim["scope"]), "")
    what = "; ".join(part for part in (number, text_of(claim["statement"]), scope) if part)
    rests = [BASIS_WORDS.get(str(claim["count_basis"]), ""), text_of(claim["claimant_type"])]
    as_of = claim["as_of"]
    if _given(as_of):
        rests.append(f"as of {_day(pd.Timestamp(str(as_of)))}")
    link = _source(pages[claim["source_id"]]) if claim["source_id"] in pages else ""
    rests_on = escape(", ".join(part for part in rests if part))
    return (
        f"<tr><th scope='row' dir='auto'>{escape(text_of(claim['claimant']))}</th>"
        f"<td dir='auto'>{escape(what)}</td><td dir='auto'>{rests_on}<br>{link}</td></tr>"
    )


def _source(page: Row) -> str:
    words = ", ".join(
        text_of(page[name])
        for name in ("publisher", "published")
        if text_of(page[name]) not in {"", "n.d."}
    )
    extra = ", ".join(text_of(page[name]) for name in ("kind", "wire") if text_of(page[name]))
    address = text_of(page["url"])
    shown = escape(words or "source")
    if is_web_address(address):
        shown = f"<a href='{escape(address)}' target='_blank' rel='noopener noreferrer'>{shown}</a>"
    return f"<bdi>{shown}</bdi> <span class='quiet'>{escape(extra)}</span>"


def is_web_address(address: str) -> bool:
    """
    Say whether an address may become a link.

    Parameters
    ----------
    address
        Any text.

    Returns
    -------
    allowed
        True for http and https addresses with a host.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def relation(words: str, *, forward: bool) -> str:
    """
    Say how an event relates to another.

    Parameters
    ----------
    words
        One of `schema.LINK_RELATIONS`.
    forward
        Whether the link goes from the event that is shown.

    Returns
    -------
    relation
        For example ``"Responds to"``, or ``"Answered by"`` where the other event responds.
    """
    return RELATION_WORDS.get((words, forward), words)


def _day(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def _given(value: object) -> bool:
    """Tell a value from the three ways in which tables say that there is none."""
    return not (value is None or value is pd.NA or value != value)  # noqa: PLR0124


def text_of(value: object) -> str:
    """
    Give a cell as text.

    Parameters
    ----------
    value
        Of any column.

    Returns
    -------
    text
        Empty where nothing is given.
    """
    return str(value) if _given(value) else ""
