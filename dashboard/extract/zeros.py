"""Nobody hurt: the few fixed ways in which news says zero."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary
from dashboard.extract.sources import Claim, claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

_PERSONS = (
    r"(?:crew members?|crews?|people|persons?|soldiers?|civilians?|personnel|staff|sailors?|troops"
    r"|seafarers?|mariners?|americans|israelis|fighters?|passengers?|residents?|guards?|officers?"
    r"|policem[ae]n|workers?|pilots?|service members?|employees?|students?|worshippers|children)"
)
_OF_A_NATION = r"(?-i:[A-Z])\w+(?:an|ish|ese|i)s?"
_NOBODY = (
    r"\b(?:no "
    + _OF_A_NATION
    + r" (?=was|were|had|has|have)"
    + r"|no one|no-one|nobody|not a (?:single )?(?:soul|person)|none of (?:[\w'-]+ ){1,5}?"
    + r"|no (?!indication|evidence|sign|proof|word|reason)(?:[\w.'-]+ ){0,2}?"
    + _PERSONS
    + r")"
    r"(?: aboard| on board| else)? ?(?:was|were|is|are|has been|have been|had been|had|being)? ?"
    r"(?:(?:reported|reportedly|said|known|believed) ?(?:to (?:be|have been|have) )?)?"
)
_ALL = "all aboard|all on board|everyone|everybody|all hands|those on board"
_HURT = r"(?:\w+ly )?(?:hurt|injured|harmed|wounded)\b"
_DEAD = r"(?:killed|dead|died)\b"
_SAFE = r"(?:safe|well(?= and\b|[,.])|unharmed|unhurt|uninjured|unscathed|accounted for)\b"
_NOT_MORE = r"(?!(?:other|further|more|additional|new|independent|word|immediate) )"
_UNLESS = r"(?! (?:apart from|except|other than|besides|beyond|until|since))"
_ZERO = (
    (
        re.compile(
            _NOBODY + rf"(?:{_DEAD} or {_HURT}|{_HURT} or {_DEAD})"
            rf"|\bno {_NOT_MORE}(?:\w+ )?(?:reports of )?(?:any )?casualt(?:y|ies)\b"
            rf"(?! (?:figures?|count|number)){_UNLESS}|\bno victims\b"
            r"|\bwithout (?:causing )?(?:any )?(?:casualties|victims)\b|\bno damage or casualties\b"
            r"|\bno (?:dead|deaths|fatalities) or (?:injured|wounded|injuries)\b"
            r"|\bneither (?:\w+ )?(?:damage|injur\w+|deaths?) nor (?:any )?casualties\b"
            r"|\bneither (?:deaths?|dead|fatalities) nor (?:injur|wound)\w+",
            re.IGNORECASE,
        ),
        "casualties",
    ),
    (
        re.compile(
            _NOBODY
            + rf"(?:{_HURT}(?! or)|(?:suffered|sustained|received) (?:any )?(?:injur|wound)\w+)"
            rf"|\bno {_NOT_MORE}(?:\w+ )?(?:reports of )?(?:any )?injur(?:y|ies)\b{_UNLESS}"
            r"|\bno damage or injuries\b|\bwithout (?:causing )?(?:any )?injur(?:y|ies)\b"
            rf"|\b(?:{_PERSONS}|{_ALL})\b"
            rf"[^.;:]{{0,40}}?\b(?:are|were|is|was|reported|remain|remains|remained|as|be) "
            rf"(?:reported |said to be )?(?:all )?{_SAFE}"
            rf"|\b{_PERSONS}\b[^.;:]{{0,50}}?\b(?:unharmed|unhurt|uninjured|unscathed)\b"
            rf"|\b\d+ {_OF_A_NATION}\b[^.;:]{{0,40}}?\b(?:unharmed|unhurt|uninjured|unscathed)\b"
            rf"|\b(?:{_PERSONS}|{_ALL})\b(?: (?:there|inside|aboard))?"
            r" (?:escaped|got away|got out|emerged)"
            r" (?:unhurt|unharmed|uninjured|unscathed|alive|safely)"
            r"|\b(?:hurt|injured|harmed|hurting|injuring|harming) (?:no one|nobody|no-one|none)\b"
            r"|\bwithout (?:hurting|harming|injuring) (?:any ?(?:one|body)|a soul|people)\b"
            r"|\btreated (?:nobody|no one|no-one) (?:for|with)\b"
            r"|\b(?:nobody|no one|no-one) (?:needed|required) (?:medical )?treatment\b"
            r"|\b(?:nobody|no one|no-one|none)\b[^.;:]{0,40} came to (?:any )?harm\b"
            r"|\bcame to no harm\b|\bwithout any ?(?:one|body) being (?:hurt|harmed|injured)\b"
            r"|\ball (?:are|were) (?:reported |said to be )?(?:safe|unharmed|unhurt)\b"
            r"|\bwho (?:was|were) not (?:hurt|harmed|injured|wounded)\b"
            r"|^(?:all )?crew (?:and vessel )?safe\b|\bno harm to (?:civilians|anyone|the crew)\b"
            r"|\bneither (?:\w+ )?(?:damage|casualties) nor (?:were there )?(?:any )?injur\w+"
            r"|\bneither injur\w+ nor\b",
            re.IGNORECASE,
        ),
        "injured",
    ),
    (
        re.compile(
            _NOBODY + _DEAD + r"(?! or)(?=[ ,.;]*(?:in|by|when|during|and|but|,|\.|the|$))"
            rf"|\b(?:no|without) {_NOT_MORE}(?:any )?(?:\w+ )?"
            rf"(?:deaths|fatalities|dead)\b{_UNLESS}(?! or)"
            r"|\b(?:no|without) (?:any )?loss(?:es)? (?:of|in) li(?:fe|ves)\b",
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
    if not any(w.low in _NEEDED for w in words):
        return []  # most sentences, and far quicker than looking for each wording
    begin = words[0].start
    text = _joined(words)
    found: list[Claim] = []
    for pattern, kind in _ZERO:
        match = pattern.search(text)
        if match is None or any(c.kind == kind for c in found):
            continue
        inside = [
            k
            for k, w in enumerate(words)
            if w.start - begin < match.end() and match.start() < w.end - begin
        ]
        if inside and not _unsaid(words, inside[0]):
            found.append(claim(marked, inside[0], inside[-1] + 1, (kind, 0, 0), tables))
    return found


_NEEDED = vocabulary(
    "no nobody not none neither without safe well unharmed unhurt uninjured unscathed accounted",
    "alive safely",
)


def _unsaid(words: Sequence[Word], at: int) -> bool:
    # "knew of no casualties", "could confirm no deaths", "mentioned no dead": nobody says zero.
    before = [w.low for w in words[max(0, at - 2) : at]]
    if before[-1:] == ["of"]:
        return bool(set(before) & {"knew", "know", "aware", "heard"})
    return bool(set(before[-1:]) & _SILENT)


_SILENT = vocabulary("mentioned mention confirm name showed show")


def _joined(words: Sequence[Word]) -> str:
    begin, parts = words[0].start, []
    size = 0
    for word in words:
        gap = word.start - begin - size
        parts.append(" " * max(gap, 0) + word.text)
        size = word.end - begin
    return "".join(parts)
