"""Nobody hurt: the few fixed ways in which news says zero."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dashboard.extract.sources import Claim, claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

_ZERO = (
    (
        re.compile(
            r"\bno (?:\w+ )?(?:casualties|casualty)\b"
            r"|\bwithout (?:causing )?(?:any )?casualties\b|\bno damage or casualties\b"
            r"|\bno (?:loss of life|one was killed or (?:injured|wounded|hurt))\b|\b(?:caused"
            r"|causing) no casualties\b",
            re.IGNORECASE,
        ),
        "casualties",
    ),
    (
        re.compile(
            r"\b(?:no one|nobody|no-one|none of (?:them|(?:the|its) (?:\w+ )?crew(?: members)?"
            r"|those aboard)|no (?:crew members?|crew|people|soldiers|civilians|personnel"
            r"|staff|sailors|seafarers|americans|troops|us personnel|u\.s\. personnel"
            r"|one aboard|one on board)) (?:was|were|is|are|had been|has been"
            r"|have been) (?:\w+ )?(?:hurt|injured|harmed|wounded)\b|\bno (?:\w+ )?injuries\b"
            r"|\bno damage or injuries\b|\bwithout (?:causing )?(?:any )?injur(?:y|ies)\b"
            r"|\bno (?:reports of )?injuries\b|\b(?:crew|crew members|seafarers|sailors"
            r"|all aboard|all on board|everyone on board|all hands"
            r"|mariners)\b[^.;]{0,40}\b(?:are|were|is|was|reported|remain"
            r"|remained) (?:reported )?(?:all )?(?:safe|unharmed|unhurt|uninjured"
            r"|accounted for)\b|\bno harm to (?:civilians|anyone|the crew)\b|\bno injur"
            r"|\bneither (?:damage|casualties) nor injur",
            re.IGNORECASE,
        ),
        "injured",
    ),
    (
        re.compile(
            r"\b(?:no one|nobody|no-one|no (?:\w+ )?(?:people|soldiers|civilians|fighters"
            r"|personnel|troops)) (?:was|were|had been|has been|died|have been) ?(?:killed"
            r"|dead)?\b(?=[ ,.;]*(?:in|by|when|during|and|,|\.|the|$))|\bno (?:\w+ )?(?:deaths"
            r"|fatalities)\b|\bno (?:deaths|fatalities) (?:were|have been)",
            re.IGNORECASE,
        ),
        "killed",
    ),
)


def zero(marked: Marked, tables: Tables) -> list[Claim]:
    """
    Find where a sentence says that nobody was hurt, killed or lost.

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.

    Returns
    -------
    claims
        At most one a kind, each 0 to 0.
    """
    words = marked.words
    if not words:
        return []
    begin = words[0].start
    text = _joined(words)
    found: list[Claim] = []
    for pattern, kind in _ZERO:
        match = pattern.search(text)
        if match is None or any(c.kind == kind for c in found):
            continue
        if kind == "killed" and not re.search(
            r"killed|dead|died|deaths|fatalit", match.group(), re.IGNORECASE
        ):
            continue
        inside = [
            k
            for k, w in enumerate(words)
            if w.start - begin < match.end() and match.start() < w.end - begin
        ]
        if inside:
            found.append(claim(marked, inside[0], inside[-1] + 1, (kind, 0, 0), tables))
    return found


def _joined(words: Sequence[Word]) -> str:
    begin, parts = words[0].start, []
    size = 0
    for word in words:
        gap = word.start - begin - size
        parts.append(" " * max(gap, 0) + word.text)
        size = word.end - begin
    return "".join(parts)
