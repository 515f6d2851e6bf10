"""The answer: events in the interchange format, each with its status, veracity and confidence."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dashboard.extract.events import BACKGROUND_DAYS, Draft, placed
from dashboard.extract.lexicon import HARD, vocabulary
from dashboard.extract.namesakes import GUESSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from dashboard.extract.clauses import Frame, Marked
    from dashboard.extract.document import Word
    from dashboard.extract.links import Link
    from dashboard.extract.sources import Claim

SERIES_WORDS = vocabulary(
    "dozens scores hundreds repeated repeatedly daily weekly nightly regularly",
    "continued continue continues continuing persisted ongoing series campaign wave months",
    "weeks recent sporadic intermittent routinely times spate several constant intensified",
)


def event_of(
    draft: Draft,
    names: Mapping[int, str],
    claims: Sequence[Claim],
    links: Sequence[Link],
    published: date,
) -> dict[str, Any]:
    """
    Write one event in the interchange format.

    Parameters
    ----------
    draft
        The event.
    names
        `id` of every draft of the report to the name it bears in the answer.
    claims
        Its casualty claims.
    links
        Where it is the answer.
    published
        Day of publication.

    Returns
    -------
    event
        See docs/reading-reports.md.
    """
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
        "place_span": [place.start, place.end] if place.start >= 0 else None,
        "lat": None if place.is_area else round(place.lat, 5),
        "lon": None if place.is_area else round(place.lon, 5),
        "country": None if place.precision == "relative" and at_sea else place.place.country,
        "place_precision": place.precision,
        "precision_m": place.precision_m,
        "area_id": place.area_id,
        "date_start": first.isoformat() if first else None,
        "date_end": last.isoformat(),
        "date_precision": when.precision if when and first else "unknown",
        "date_spans": [list(span) for span in when.spans] if when and first else [],
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
    words = {low for f in draft.frames[:2] for low in _near(f)}
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
    long = when is None or when.first is None or when.precision not in {"day", "days"}
    if long and (_went_on(told[0]) or _counted(told[0])):
        return "series"
    if _LASTED.search(" ".join(w.low for w in _own_clause(told[0]))) or _set_in(told[0]):
        return "series"
    old = when is not None and when.last < published - timedelta(days=BACKGROUND_DAYS)
    return "background" if old else "happened"


def _went_on(frame: Frame) -> bool:
    # "have been attacking posts", "was hit three times", "fighting went on all week".
    words = _own_clause(frame)
    for at, word in enumerate(words):
        before = words[at - 1].low if at else ""
        if word.low == "times" and before not in {"at", "many", "of", "ancient", "financial"}:
            return True
        acts = {t.start for t in frame.triggers if t.text.lower().endswith("ing")}
        if before == "been" and words[at - 2].low in {"has", "have"} and word.start in acts:
            return True
    text = " ".join(w.low for w in words)
    return any(said in text for said in _ON_AND_ON)


def _counted(frame: Frame) -> bool:
    # "carried out 23 strikes this year", "have been killed by fire in the West Bank since January".
    words = frame.marked.words
    many = {n.last for n in frame.marked.numbers if (n.low or 0) >= MANY}
    for trigger in frame.triggers:
        if trigger.noun and trigger.plural and many & {trigger.first, trigger.first - 1}:
            return True
        before = {w.low for w in words[max(0, trigger.first - 3) : trigger.first]}
        after = {w.low for w in words[trigger.last : trigger.last + 12]}
        if not trigger.noun and before & {"have", "has"} and "since" in after:
            return True
    return False


MANY = 3


def _set_in(frame: Frame) -> bool:
    # "began firing across the frontier on Oct. 8", "continued to attack the base".
    main, words = frame.main, frame.marked.words
    lows = [w.low for w in words[max(0, main.first - 2) : main.first]]
    ing = main.text.lower().endswith("ing") and lows[-1:] in (["began"], ["started"])
    goes_on = lows[:1] and lows[0] in _BEGUN and lows[-1] == "to"
    return not main.noun and bool(ing or goes_on)


_BEGUN = vocabulary("began begun continued continue continues continuing")
_LASTED = re.compile(
    r"\b(?:for|entered|entering|into) (?:a|an|its|their) (?:second|third|\w+th) "
    r"(?:straight |consecutive )?(?:day|night|week|month)\b|\b(?:goes|going) on\b"
    r"|\bthroughout (?:the |last )?(?:day|night|week|month|year|january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b"
    r"|\bon (?:two|three|four|five|six) (?:days|nights)\b"
    r"|\b(?:has|have|had) been \w+ for (?:\w+ )?(?:\w+ )?(?:days|weeks|months|years)\b",
)
_ON_AND_ON = (
    "again and again",
    "went on all",
    "has gone on",
    "have gone on",
    "had not stopped",
    "has not stopped",
    "has continued",
    "have continued",
    "night after night",
    "day after day",
    "keeps ",
)


def _near(frame: Frame) -> Iterator[str]:
    # The words around an act; "weeks earlier" says when, not how often.
    words = frame.marked.words[max(0, frame.first - 3) : frame.last]
    for at, word in enumerate(words):
        after = words[at + 1].low if at + 1 < len(words) else ""
        if after not in {"earlier", "later", "ago", "before", "after"}:
            yield word.low


def _own_clause(frame: Frame) -> Sequence[Word]:
    words = frame.marked.words
    first, last = frame.triggers[0].first, frame.triggers[-1].last
    begin = max((k + 1 for k in range(first) if words[k].low in HARD), default=0)
    end = min((k for k in range(last, len(words)) if words[k].low in HARD), default=len(words))
    return words[begin:end]


def _veracity(draft: Draft) -> str:
    if draft.denied:
        return "disputed"
    claimed = [
        any(w.low in {"claimed", "claims", "claiming"} for w in _own_clause(f))
        for f in draft.frames
    ]
    return "claimed" if claimed and all(claimed) else "asserted"


GUESS = 0.15
FROM_MEMORY = "its point was written from memory and not checked against a map"


def _confidence(draft: Draft) -> tuple[float, list[str]]:
    value, reasons = 0.9, list(draft.doubts)
    place, when = draft.place, draft.when
    if place is not None and place.doubt:
        reasons.append(place.doubt)
        value -= GUESS * place.doubt.startswith(GUESSED)
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
    if place is not None and not place.is_area and not place.place.checked:
        reasons.append(FROM_MEMORY)
    return round(max(0.2, value), 2), reasons


def mentions_of(marked: Sequence[Marked]) -> list[dict[str, Any]]:
    """
    List everything that was found in a text, for marking it.

    Parameters
    ----------
    marked
        Sentences of a report.

    Returns
    -------
    mentions
        `kind` (place, date, actor or number) and `span`, in the order of the text; two may
        overlap.
    """
    found: set[tuple[int, int, str]] = set()
    for sentence in marked:
        words = sentence.words
        found |= {(p.start, p.end, "place") for p in sentence.places if p.role != "actor"}
        found |= {(d.start, d.end, "date") for d in sentence.dates}
        found |= {(start, end, "date") for start, end, _ in sentence.clocks}
        found |= {(a.start, a.end, "actor") for a in sentence.actors}
        found |= {
            (words[n.first].start, words[n.last - 1].end, "number")
            for n in sentence.numbers
            if n.last - n.first > 1 or words[n.first].low not in _ARTICLES
        }
    return [{"kind": kind, "span": [start, end]} for start, end, kind in sorted(found)]


_ARTICLES = frozenset({"a", "an", "no"})
