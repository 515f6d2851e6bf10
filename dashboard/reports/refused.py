"""Words that look like an act and were not taken for an event, each with why, in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.reports.evidence import evidence, quoted

if TYPE_CHECKING:
    from dashboard.reports.proposals import Report, Span

REACH = 70
"""Characters shown on either side of the words, within their sentence."""
SPEECH = "a figure of speech in a report about "
_BLANKS = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W\da-z])")


def _each(why: str, *kinds: str) -> dict[str, str]:
    return dict.fromkeys(kinds, why)


_NOWHERE = "no place is named for it"
_DRILL = "part of a drill"
WHY = MappingProxyType(
    _each("no sign that force was used", "no sign of violence")
    | _each(_NOWHERE, "no place", "remembered, no place", "goods or people taken, no place")
    | _each(_NOWHERE, "a campaign without a place")
    | _each(_DRILL, "a drill", "drill", "drills", "drilled", "exercise", "exercises", "mock")
    | _each(_DRILL, "rehearse", "rehearsing", "simulate", "simulated", "scenario", "practised")
    | _each(_DRILL, f"{SPEECH}nothing but an exercise")
    | _each("denied", "denied", "denies", "denying", "false", "denies a part in it")
    | _each("only supposed", "if", "supposed", "like", "think")
    | _each("an aim, not told as done", "to", "tried for", "only resolved")
    | _each("in a heading", "heading")
    | _each("told again, place by place", "told again place by place")
    | _each("no act is named", "no act named")
    | _each("means an act that the report does not tell", "means an act that is not told")
    | _each("counted among others, not told", "one of many", "rare", "told before, ranked")
    | _each("counted among others, not told", "a season summed up")
    | _each("says who somebody is", "what somebody is known for")
    | _each("numbers of dead, without an act", "a toll without an act")
    | _each("spoken about, not told", "an act only judged", "protest")
    | _each("no armed opponent", "a fight against no one")
    | _each("told in a film, a book or a game", "a work that tells of it")
    | _each("mentioned in passing, and not sure", "told in passing")
    | _each("an attack on computers", "cyber", f"{SPEECH}cyber")
)
"""Why words are no event, by the reader's kind."""
_WORDS = MappingProxyType(
    _each(
        "said not to have happened",
        *("no", "not", "n't", "never", "nobody", "nothing", "neither", "without", "none"),
        *("no one", "no evidence"),
    )
    | _each(
        "possible or to come",
        *("will", "would", "could", "can", "may", "might", "shall", "should", "must", "any"),
    )
    | _each(
        "a threat or a promise",
        *("vow", "vowed", "vows", "threaten", "threatened", "threatens", "promised", "pledged"),
        *("warn", "warning"),
    )
    | _each(
        "a plan",
        *("plan", "plans", "planned", "planning", "plotting", "preparing", "prepared", "ready"),
    )
)
"""The same where the kind is the very word of the report that says so."""


@dataclass(frozen=True)
class Refused:
    """
    Words that look like an act and were not taken.

    Attributes
    ----------
    before, words, after
        The words, and what stands around them in their sentence; put together they read as in
        the report.
    why
        Why they were not taken, in plain words.
    """

    before: str
    words: str
    after: str
    why: str


def refused(report: Report) -> tuple[Refused, ...]:
    """
    List what looks like an act in a report and was not taken for an event.

    Parameters
    ----------
    report
        The report, with its text and all its proposals.

    Returns
    -------
    refused
        In the order of the text, each words once. Without those that a proposal rests on: they
        were taken, as its number or its date.
    """
    taken = [span for p in report.proposals for part in evidence(p, {}) for span in part.spans]
    found = {span: kind for kind, span in report.non_events}
    return tuple(
        _shown(report.text, span, found[span])
        for span in sorted(found)
        if not any(start < span[1] and end > span[0] for start, end in taken)
    )


def why_not(kind: str) -> str:
    """
    Say why words are no event.

    Parameters
    ----------
    kind
        The reader's kind: a reason, or the word of the report that says so.

    Returns
    -------
    why
        In plain words; a reason that has none here is given as it stands.
    """
    known = kind.lower()
    if known in WHY:
        return WHY[known]
    if known in _WORDS:
        return f"{_WORDS[known]} (“{kind}”)"
    if known.startswith(SPEECH):
        return f"a figure of speech: the report is about {known.removeprefix(SPEECH)}"
    return kind if " " in kind else f"not told as done (“{kind}”)"


def _shown(text: str, span: Span, kind: str) -> Refused:
    start, end = span
    first = max(text.rfind("\n", 0, start) + 1, start - REACH)
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + REACH)
    before, after = text[first:start], text[end:last]
    *_, begun = (0, *(hit.end() for hit in _SENTENCE_END.finditer(before)))
    stop = _SENTENCE_END.search(after)
    cut_before = begun == 0 and first > 0 and text[first - 1] != "\n"
    cut_after = stop is None and last < len(text) and text[last] != "\n"
    lead = before.partition(" ")[2] if cut_before else before[begun:]
    rest = after.rpartition(" ")[0] if cut_after else after[: stop.end() if stop else len(after)]
    return Refused(
        _BLANKS.sub(" ", f"… {lead}" if cut_before else lead).lstrip(),
        quoted(text, span),
        _BLANKS.sub(" ", f"{rest} …" if cut_after else rest).rstrip(),
        why_not(kind),
    )
