"""Numbers that lean on one told before: "the hospital had 134", "the army says it was 70"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.extract.document import written
from dashboard.extract.lexicon import vocabulary
from dashboard.extract.numbers import Number
from dashboard.extract.tellers import clean_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.sources import Claim
    from dashboard.extract.tables import Tables

LONGEST = 12

_BREAKS = frozenset({";", ":", ".", "(", "\u2014", "\u2013", '"'})
_JOINS = vocabulary("and while but whereas")
_ENDS = frozenset({".", ",", ";", ")", "\u2014", "\u2013", "and", "but", "while"})
_HAS = vocabulary(
    "has had have gave gives counted counts admitted admits acknowledged acknowledges conceded",
    "listed lists named names reported reports claimed claims recorded registered documented",
    "collected confirmed confirms mourned mourns logged tallied buried says said",
)
_FIGURE = vocabulary("figure number toll count tally estimate total reckoning")
_STANDS = vocabulary("was were is are stood stands be been")
_NEAR = vocabulary("at to closer nearer near of about around exactly only some")
_LISTS = vocabulary("list lists listed dead victims")
_IT = vocabulary("it there they")


def leans(
    words: Sequence[Word], number: Number, kind: str | None, tables: Tables
) -> tuple[str, str | None] | None:
    """
    Read a bare number that counts what a number before it counted.

    Parameters
    ----------
    words
        Words of the sentence.
    number
        The number.
    kind
        What the number before it counted; None where there was none.
    tables
        Rule tables.

    Returns
    -------
    read
        The kind, and who says so where the clause names him as "the hospital had 134" does; None
        where the number counts something else.
    """
    after = words[number.last] if number.last < len(words) else None
    named = after is not None and after.low == "names"
    if named and kind is None and {w.low for w in words} & _LISTS:
        kind = "killed"  # "the ministry had 121 names on its list"
    if words[number.first].low in {"a", "an"} or kind is None:
        return None
    theirs = after is not None and [w.low for w in words[number.last : number.last + 2]] in (
        ["of", "them"],
        ["of", "these"],
    )
    held = _clause(words, number, tables)
    lows = [w.low for w in held]
    timed = after is not None and after.low in {"by", "so"} and bool(set(lows[-2:]) & _HAS)
    if not named and not theirs and not timed and after is not None and after.text not in _ENDS:
        return None
    while lows and lows[-1] in _NEAR:
        held, lows = held[:-1], lows[:-1]
    return _read(held, lows, kind, tables, named=named)


def teller_of(
    words: Sequence[Word], number: Number, found: Sequence[Claim], tables: Tables
) -> str | None:
    """
    Read who tells a number after "and the ministry of 91 killed and 236 injured".

    Parameters
    ----------
    words
        Words of the sentence.
    number
        The number.
    found
        The claims before it in the sentence.
    tables
        Rule tables.

    Returns
    -------
    teller
        As written; None where no such clause stands before it.
    """
    if not found:
        return None
    held = _clause(words, number, tables)
    if not held and words[number.first - 1].low == "and":
        before = _clause(words, Number(found[-1].first, found[-1].last, 0, 0), tables)
        same = number.first - found[-1].last <= NEAR
        return found[-1].source if same and before and before[-1].low == "of" else None
    lows = [w.low for w in held]
    verbal = tables.words["verbal"] | _HAS
    if len(held) < 2 or lows[-1] not in {"of", "at"} or set(lows) & verbal:
        return None
    return _speaker(held[:-1], tables)


NEAR = 4
SPREAD = 14
TOLD = vocabulary(
    "put puts gave gives counted counts mentioned spoke speaks tallied recorded cited toll",
    "number losses figure raised revised lowered updated documented rose rises climbed stands",
    "stood risen increased range ranges ranged vary varied varies",
)


def gapped(
    words: Sequence[Word], number: Number, found: Sequence[Claim], tables: Tables
) -> str | None:
    """
    Read who tells the last number of "The ministry counted three dead, the hospital five".

    Parameters
    ----------
    words
        Words of the sentence.
    number
        The number.
    found
        The claims before it in the sentence.
    tables
        Rule tables.

    Returns
    -------
    teller
        What stands right before the bare number; None where that names nobody who speaks.
    """
    after = words[number.last].text if number.last < len(words) else "."
    if not found or after not in {".", ",", ";", "and"}:
        return None
    begin = number.first
    while begin and words[begin - 1].key and words[begin - 1].low != "and":
        begin -= 1
    held = words[begin : number.first]
    lows = [w.low for w in held]
    speaks = bool(set(lows) & tables.words["speaker_noun"])
    verbal = tables.words["verbal"] | TOLD
    named = lows[:1] and (lows[0] in tables.words["determiner"] or held[0].capital)
    if not 1 < len(held) <= 7 or not speaks or not named:
        return None
    return None if set(lows) & (verbal | tables.triggers.keys()) else " ".join(w.text for w in held)


def spread(marked: Marked, number: Number, found: Sequence[Claim]) -> str | None:
    """
    Read the kind of the last number of "killed nine people in Tyre and four in Nabatieh".

    Parameters
    ----------
    marked
        The sentence.
    number
        The number.
    found
        The claims before it in the sentence.

    Returns
    -------
    kind
        That of the number before; None where no place follows.
    """
    words, first, last = marked.words, number.first, number.last
    if found and [w.low for w in words[first - 2 : first]] in _SO_DID:
        return found[-1].kind  # "Four soldiers died, as did 12 attackers"
    if not found or words[first].low in {"a", "an"} or first - found[-1].last > SPREAD:
        return None
    joined = words[first - 1].low in {"and", ","} or words[first - 1].low == "another"
    lows = [w.low for w in words[last : last + 3]]
    if not joined or lows[:1] not in (["in"], ["at"], ["near"], ["outside"]):
        return None
    begins = {p.first for p in marked.places if p.role in {"loc", "object"}}
    return found[-1].kind if begins & set(range(last + 1, last + 5)) else None


_SAVED = vocabulary("survivors survived rescued saved freed released on")
_SO_DID = [[a, b] for a in ("as", "so") for b in ("did", "were", "was", "had")]


def carried(
    words: Sequence[Word], number: Number, found: Sequence[Claim], tables: Tables
) -> str | None:
    """
    Read the kind of a bare number after "put the number at seven", "spoke of nine".

    Parameters
    ----------
    words
        Words of the sentence.
    number
        The number.
    found
        The claims before it in the sentence.
    tables
        Rule tables.

    Returns
    -------
    kind
        That of the number before; None where the words count something else.
    """
    before = [w.low for w in words[max(0, number.first - 7) : number.first]]
    bare = words[number.first].low not in {"a", "an"}
    said = found and bare and before[-1:] and before[-1] in tables.words["say"]
    again = before[-1:] and found and before[-1] in {"of", "at", "to"}
    again = again and words[found[-1].first - 1].low == before[-1]  # "spoke of nine, then of 22"
    if not set(before) & TOLD and not said and not again:
        return None
    if set(before) & _SAVED:
        return None  # "puts the survivors found so far at ten"
    after = words[number.last].low if number.last < len(words) else "."
    if after not in tables.words["person"] and after not in {".", ",", ";", "and"}:
        return None
    if found:
        return found[0].kind
    return "casualties" if after == "victims" else "killed"


def _read(
    held: Sequence[Word], lows: Sequence[str], kind: str, tables: Tables, *, named: bool
) -> tuple[str, str | None] | None:
    if not lows:
        return None
    if lows[-1] in _HAS:
        return kind, _speaker(held[:-1], tables)
    if lows[-1] in _STANDS and (lows[-2:-1] and lows[-2] in _IT | _FIGURE):
        return kind, _owner(held, lows)
    if lows[-1] in _STANDS and set(lows) & _FIGURE:
        return kind, _owner(held, lows)
    if lows[-1] == "theirs":
        return kind, _speaker(held[:-1], tables)
    return (kind, None) if named else None


def _clause(words: Sequence[Word], number: Number, tables: Tables) -> list[Word]:
    begin = number.first
    while begin and number.first - begin < LONGEST:
        word = words[begin - 1]
        if (
            word.text in _BREAKS
            or word.low in _JOINS
            or (word.text == "," and _opens(words, begin, tables))
        ):
            break
        begin -= 1
    return list(words[begin : number.first])


def _opens(words: Sequence[Word], at: int, tables: Tables) -> bool:
    # Whether a clause of its own begins after a comma, rather than "who was there,".
    if {w.low for w in words[at : at + 2]} & tables.words["speaker_noun"]:
        return True
    return words[at].low in {"the", "a", "an", "it", "they", "there"} or words[at].capital


def _speaker(held: Sequence[Word], tables: Tables) -> str | None:
    held = [w for w in held if w.low not in {"has", "had", "have", "also", "only", "still"}]
    if (
        not held
        or held[0].low in tables.words["preposition"]
        or held[-1].low in _IT | {"he", "she", "who", "which", "that"}
    ):
        return None
    if not {w.low for w in held} & (tables.words["speaker_noun"] | _PAPERS):
        return None
    return clean_name(list(held), 0, len(held), tables)


_PAPERS = vocabulary("report headquarters staff room list statement paper document")


def _owner(held: Sequence[Word], lows: Sequence[str]) -> str | None:
    # "The group's own figure was": whose figure it is.
    if "by" in lows[:-1] and lows[-1] in _STANDS:
        held = [w for w in held if w.low not in {"had", "has", "have", "been"}]
        by = next(k for k, w in enumerate(held) if w.low == "by")
        return written(held[by + 1 :]) or None  # "An earlier count by the governor had been seven"
    if "'s" not in lows:
        return None
    return written(held[: lows.index("'s")])
