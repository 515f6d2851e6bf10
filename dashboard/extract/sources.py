"""Who says it: the noun phrase that belongs to a verb of saying, or to "according to"."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

AUTHOR = "author"
FIRST = 100


PRONOUN = "he, she or it"


_GIVEN = vocabulary(
    "given reported issued released provided cited counted announced recorded documented",
    "published confirmed",
)


_COUNTS = vocabulary("count tally account estimate reckoning figures")


_PUT = vocabulary("put estimated")


_WORDS_8 = vocabulary(
    "report reports claims claim notes posts counts states count",
)


_WORDS_7 = vocabulary(
    ', ; : " — – ( .',
)


_WORDS_6 = vocabulary(
    "that while but when which who and after with as",
)


_WORDS_5 = vocabulary(
    "however meanwhile on also but and then later where there so yet still separately elsewhere",
    "earlier now again though although because since if",
)


_WORDS_4 = vocabulary(
    "it they he she which who we i that this",
)


_WORDS_3 = vocabulary(
    ', ; . : " ( ) —',
)


_WORDS_2 = vocabulary(
    "who which that and on as while but in after",
)


_WORDS_1 = vocabulary(
    "source sources official officials medics residents hospital doctor doctors",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One number of people, of one kind, by one source.

    Attributes
    ----------
    kind
        killed, injured, missing, captured or casualties.
    low, high
        Bounds; None where open.
    source
        Who says it; `AUTHOR` for the author's own voice.
    first, last
        Its words in the sentence.
    start, end
        Place in the raw text.
    """

    kind: str
    low: int | None
    high: int | None
    source: str
    first: int
    last: int
    start: int
    end: int


def claim(
    marked: Marked, first: int, last: int, value: tuple[str, int | None, int | None], tables: Tables
) -> Claim:
    """
    Make a claim of words in a sentence.

    Parameters
    ----------
    marked
        The sentence.
    first, last
        Its words, `last` not included.
    value
        Kind, low and high.
    tables
        Rule tables.

    Returns
    -------
    claim
        With who says it.
    """
    words = marked.words
    return Claim(
        *value,
        source_of(marked, first, tables),
        first,
        last,
        words[first].start,
        words[last - 1].end,
    )


def source_of(marked: Marked, at: int, tables: Tables) -> str:
    """
    Say who says what stands at a word.

    Parameters
    ----------
    marked
        The sentence.
    at
        Number of the word.
    tables
        Rule tables.

    Returns
    -------
    source
        As written; `AUTHOR` where nobody is named, `PRONOUN` where "he added" names nobody anew.
    """
    words = marked.words
    best: tuple[int, str] | None = None
    for place in range(len(words)):
        name, cost = _cited(words, place, at, tables)
        closing = place >= len(words) - 3 and _closing(words, place)
        if closing and best is None and name:
            best = cost, name
        if name and (best is None or cost < best[0]) and not _cut(words, place, at):
            best = cost, name
    return best[1] if best else _in_brackets(marked, at) or AUTHOR


def _cited(words: Sequence[Word], place: int, at: int, tables: Tables) -> tuple[str | None, int]:
    # Who is cited by a word, and how far off: the nearest speaks, a medium gives way to its
    # source, and who only recovers or treats gives way to who tells of it.
    word, cost = words[place], abs(place - at)
    before = [w.low for w in words[max(0, place - 14) : place]]
    after = words[place + 1].low if place + 1 < len(words) else ""
    if word.low == "according" and after == "to":
        return _phrase_after(words, place + 2, tables, sure=True), cost
    if word.low in _COUNTS and before[-2:] == ["by", "the"]:
        return _phrase_after(words, place + 2, tables, sure=True), cost
    if word.low in {"citing", "quoting"} or (word.low == "quoted" and after != "by"):
        return _phrase_after(words, place + 1, tables, sure=True), cost - FIRST
    if word.low in _GIVEN and after == "by":
        return _phrase_after(words, place + 2, tables), cost
    if word.low == "by" and set(before) & _PUT and place > at:
        return _phrase_after(words, place + 1, tables), cost - FIRST
    if _says(words, place, tables) and not _noun_or_passive(words, place, tables):
        name = _sayer(words, place, at, tables)
        return name, cost + (FIRST if word.low in _TREATS else 0)
    return None, 0


def _in_brackets(marked: Marked, at: int) -> str | None:
    # "Nine were killed (Save the Children).": a name in brackets at the end of a sentence.
    words = marked.words
    if len(words) < 4 or words[-1].text not in {".", ")"}:
        return None
    close = len(words) - 1 if words[-1].text == ")" else len(words) - 2
    opens = [k for k in range(at, close) if words[k].text == "("]
    if words[close].text != ")" or not opens:
        return None
    held = words[opens[-1] + 1 : close]
    if not held:
        return None
    named = all(w.capital or w.low in {"the", "of", "for", "al", "-"} for w in held)
    speaks = len(held) > 1 or any(w.text.isupper() for w in held)
    if any(p.start < held[-1].end and held[0].start < p.end for p in marked.places):
        return None
    return _text(held) if speaks and len(held) <= 6 and named and held[0].capital else None


def speaker_in(marked: Marked, tables: Tables) -> str | None:
    """
    Say who speaks in a sentence, for a pronoun in the next one.

    Parameters
    ----------
    marked
        The sentence.
    tables
        Rule tables.

    Returns
    -------
    speaker
        As written; None where nobody does.
    """
    found = [source_of(marked, at, tables) for at in (len(marked.words) - 1, 0) if marked.words]
    return next((name for name in found if name not in {AUTHOR, PRONOUN}), None)


def _says(words: Sequence[Word], place: int, tables: Tables) -> bool:
    # "the judges found." brings a word; "was found dead" does not.
    low = words[place].low
    if place and words[place].capital and words[place - 1].capital:
        return False  # "the United States"
    if low in _TREATS:
        after = words[place + 1].low if place + 1 < len(words) else ""
        return after[:1].isdigit() or after in tables.numbers or after in _MEASURE
    if low in {"claimed", "claims", "claim", "claiming"} and {
        w.low for w in words[place : place + 7]
    } & {"life", "lives"}:
        return False
    if low in _FOUND:
        after = words[place + 1].text if place + 1 < len(words) else "."
        return after in {".", ",", "that"}
    return low in tables.words["say"]


_TREATS = vocabulary("recovered retrieved pulled treated admitted received buried counted treating")
_MEASURE = vocabulary("at more between over about around some nearly almost up")
_FOUND = vocabulary("found ruled heard learned learnt")


def _closing(words: Sequence[Word], place: int) -> bool:
    # ", the party said." at the end stands for the whole sentence.
    commas = [k for k in range(max(0, place - 9), place) if words[k].text == ","]
    turned = commas and words[commas[-1] + 1].low in {"but", "though", "although"}
    return bool(commas) and not turned and not any(w.text == ";" for w in words[:place])


def _cut(words: Sequence[Word], place: int, at: int) -> bool:
    low, high = min(place, at), max(place, at)
    turns = {"while", "whereas"} | ({"but", "though", "although"} if place > at else set())
    return any(w.text == ";" or w.low in turns for w in words[low:high])


def _noun_or_passive(words: Sequence[Word], place: int, tables: Tables) -> bool:
    before = words[place - 1].low if place else ""
    low = words[place].low
    if low in _WORDS_8:
        return (
            before in tables.words["determiner"]
            or before in tables.words["preposition"]
            or before in {"", ",", "conflicting", "initial"}
        )
    return before in {"was", "were", "been", "are", "is", "being"} or (
        low.endswith("ed") and place + 1 < len(words) and words[place + 1].low == "by"
    )


def _sayer(words: Sequence[Word], place: int, at: int, tables: Tables) -> str | None:
    # The noun phrase before a verb of saying; after it where the verb closes a clause (", said
    # X").
    if (place > at and place and words[place - 1].text in {",", '"'}) or (
        place and words[place - 1].text == '"'
    ):
        told = words[place].low in {"told", "tell", "tells", "informed"}
        after = None if told else _phrase_after(words, place + 1, tables)
        if after is not None or words[place - 1].text == '"':
            return after
    if words[place].low.endswith("ing") and place and words[place - 1].text == ",":
        main = next(
            (
                k
                for k in range(place - 1, max(-1, place - 25), -1)
                if words[k].low in tables.words["say"] and not words[k].low.endswith("ing")
            ),
            None,
        )
        if main is not None:
            return _sayer(words, main, at, tables)
    end = place
    while end > 0 and (
        words[end - 1].low in tables.words["adverb"] | tables.words["have"] | {"initially", "also"}
        or (words[end - 1].low.endswith("ly") and words[end - 1].low not in _NOT_ADVERBS)
    ):
        end -= 1
    end = _without_aside(words, end)
    if end and any(w.low in {"which", "who"} for w in words[max(0, end - 8) : end]):
        relative = max(k for k in range(max(0, end - 8), end) if words[k].low in {"which", "who"})
        return None if relative == end - 1 else _clean_name(words, relative + 1, end, tables)
    begin = end
    while begin > 0 and end - begin < 16:
        word = words[begin - 1]
        if word.text in _WORDS_7 and not _joined_names(words, begin - 1, end):
            break
        if word.low in _WORDS_6:
            break
        begin -= 1
    return _clean_name(words, begin, end, tables)


_NOT_ADVERBS = vocabulary("family assembly italy anomaly daily weekly monthly ally july")


def _without_aside(words: Sequence[Word], end: int) -> int:
    # Leave out what is set off by commas: "the Observatory, which is based in Coventry,
    # speaks".
    if not (end and words[end - 1].text == ","):
        return end
    begins = [
        k
        for k in range(max(0, end - 16), end - 1)
        if words[k].text == ","
        and words[k + 1].low in {"which", "who", "whose", "based", "citing", "quoting"}
    ]
    if begins:
        return begins[-1]
    last = max((k for k in range(max(0, end - 16), end - 1) if words[k].text == ","), default=0)
    if not last or not _apposed(words, last + 1):
        return end - 1
    head = max((k for k in range(last) if words[k].text in {",", ";", ":", '"'}), default=-1) + 1
    return last if words[head].capital or words[head].low in _ARTICLES else end - 1


def _apposed(words: Sequence[Word], at: int) -> bool:
    # "the channel of Ansar Allah", "43": what stands after a name says who that is.
    return words[at].low in _ARTICLES or words[at].low.isdecimal()


_ARTICLES = vocabulary("a an the its his her their one")


def _joined_names(words: Sequence[Word], comma: int, end: int) -> bool:
    # A comma inside a title: "A Somali officer, Ahmed Nur,".
    inside = words[comma + 1 : end]
    keyed = [w for w in inside if w.key]
    named = all(w.capital or w.low in {"al", "el", "bin", "the", "of", "abu"} for w in keyed)
    return (
        words[comma].text == ","
        and 0 < len(keyed) <= 5
        and named
        and comma > 0
        and words[comma - 1].low in _TITLES
    )


_ARTICLES = vocabulary("a an one")
_TITLES = vocabulary(
    "officer official spokesman spokeswoman spokesperson minister governor mayor general",
    "colonel commander leader doctor director head chief group president resident",
    "ambassador secretary firm company agency monitor brigadier captain lawmaker general's",
    "activist witness medic chairman deputy body organisation organization",
)


def _clean_name(
    words: Sequence[Word], begin: int, end: int, tables: Tables, *, sure: bool = False
) -> str | None:
    while begin < end and (
        not words[begin].key or words[begin].low in _WORDS_5 or words[begin].low in _WEEKDAYS
    ):
        begin += 1
    while begin < end and (words[begin].text[:1].isdigit() and ":" in words[begin].text):
        begin += 1
    held = words[begin:end]
    if not held or len(held) > 16:
        return None
    lows = {w.low for w in held}
    if lows <= _WORDS_4:
        return PRONOUN if lows <= _PRONOUNS else None
    if lows & tables.words["killed"] and not lows & tables.words["speaker_noun"]:
        return None
    speaks = (
        sure
        or bool(lows & tables.words["speaker_noun"])
        or any(w.capital for w in held[1:])
        or held[0].capital
        or (held[0].low in tables.words["determiner"] and len(held) > 1)
    )
    return _text(held) if speaks else None


_PRONOUNS = vocabulary("he she it they")


_WEEKDAYS = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday",
)


def _text(held: Sequence[Word]) -> str:
    parts = [held[0].text]
    for before, word in itertools.pairwise(held):
        parts.append(("" if before.end == word.start else " ") + word.text)
    return "".join(parts).strip(" ,")


def _phrase_after(
    words: Sequence[Word], first: int, tables: Tables, *, sure: bool = False
) -> str | None:
    end = first
    while end < len(words) and end - first < 12:
        word = words[end]
        if (
            word.text == ","
            and end > first
            and end + 1 < len(words)
            and (
                words[end + 1].low in _TITLES
                or (
                    words[end + 1].low in {"a", "the"}
                    and end + 2 < len(words)
                    and words[end + 2].low in _TITLES
                )
            )
        ):
            end += 1
            continue
        counts = sure and word.low in tables.numbers and word.low not in _ARTICLES
        if (
            (end > first and counts)
            or word.text in _WORDS_3
            or (
                word.low in _WORDS_2
                and end > first
                and not (word.low == "in" and words[end - 1].low in _WORDS_1)
            )
        ):
            break
        end += 1
    return _clean_name(words, first, end, tables, sure=sure)
