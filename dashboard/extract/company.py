"""Persons counted together: "the commander and two of his guards", "a woman and her son"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dashboard.extract.lexicon import HARMING, vocabulary
from dashboard.extract.numbers import Number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.extract.clauses import Marked
    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

REACH = 14
BESIDE = 7
FATES = ("killed", "injured", "missing", "captured")

_OTHERS = vocabulary(
    "others other companions comrades colleagues bodyguards aides companion comrade colleague more"
    " aide bodyguard assistant"
)
_OWNERS = vocabulary("his her their")
_POSSESSED = vocabulary("his her its their")
_ARTICLES = vocabulary("a an")
_BEFELL = vocabulary("killed wounded injured died dead hurt")
_MARKS = frozenset({";", ":", "(", ")", '"', "."})


class _Company(NamedTuple):
    """Those who are with somebody: the word after their noun, and how many they are."""

    last: int
    low: int
    high: int | None


def with_others(marked: Marked, numbers: Sequence[Number], tables: Tables) -> list[Number]:
    """
    Count somebody named together with the others: "he and nine others" are ten.

    Parameters
    ----------
    marked
        The sentence.
    numbers
        Its numbers, in order.
    tables
        Rule tables.

    Returns
    -------
    sums
        Each lasts from the one who is named to the others; from the words that join them where
        the verb stands between ("was killed along with two guards").
    """
    words = marked.words
    starts = {n.first: n for n in numbers}
    found: list[Number] = []
    for at in range(1, len(words)):
        after = _joint(words, at)
        company = _company(words, after, starts, tables) if after else None
        if company is None:
            continue
        first = _somebody(marked, at, tables, beside=words[at].low != "and")
        if first is None:
            continue
        first, named = _pair(words, first)
        high = None if company.high is None else company.high + named
        found.append(Number(first, company.last, company.low + named, high))
    return found


def _pair(words: Sequence[Word], first: int) -> tuple[int, int]:
    # "Captain Omar and Major Nasser, along with five other men": two are named.
    two = first > 2 and words[first - 1].low == "and" and words[first - 2].capital
    name = _name_begins(words, first - 2) if two and words[first].capital else None
    return (first, 1) if name is None else (name, 2)


def _joint(words: Sequence[Word], at: int) -> int:
    # The word after "and", "along with", "together with", "as well as"; 0 for none.
    low = words[at].low
    if low in {"and", "alongside"}:
        return at + 1
    if low not in {"along", "together", "as"}:
        return 0
    two = [w.low for w in words[at : at + 3]]
    if two[:2] in (["along", "with"], ["together", "with"]):
        return at + 2
    return at + 3 if two == ["as", "well", "as"] else 0


def _company(
    words: Sequence[Word], at: int, starts: Mapping[int, Number], tables: Tables
) -> _Company | None:
    owned = at < len(words) and words[at].low in _OWNERS
    number = starts.get(at + owned)
    if number is None:
        one_more = owned or (at < len(words) and words[at].low == "another")
        single = _noun(words, at + 1, tables.words["person_singular"]) if one_more else None
        if single is None:
            return None
        return _and_more(words, _Company(single + 1, 1, 1), starts, tables)
    if not number.low:
        return None
    after = [w.low for w in words[number.last : number.last + 3]]
    theirs = after[:1] == ["of"] and after[1:2] and after[1] in _OWNERS
    if owned or theirs or set(after[:2]) & _OTHERS:
        noun = _noun(words, number.last + 2 * bool(theirs), tables.words["person"] | _OTHERS)
        last = number.last if noun is None else noun + 1
        return _Company(last, number.low, number.high)
    if words[at - 1].low == "and":
        return None
    noun = _noun(words, number.last, tables.words["person"])
    return None if noun is None else _Company(noun + 1, number.low, number.high)


def _and_more(
    words: Sequence[Word], held: _Company, starts: Mapping[int, Number], tables: Tables
) -> _Company:
    # "together with his wife and their six children".
    after = [w.low for w in words[held.last : held.last + 2]]
    owned = after[1:] != [] and after[1] in _OWNERS
    more = starts.get(held.last + 1 + owned)
    if more is None or after[:1] != ["and"] or not more.low:
        return held
    if not owned and _noun(words, more.last, tables.words["person"]) is None:
        return held
    high = None if more.high is None else more.high + 1
    return _Company(more.last + 1, more.low + 1, high)


def _noun(words: Sequence[Word], at: int, known: frozenset[str] | set[str]) -> int | None:
    for k in range(at, min(len(words), at + 4)):
        if words[k].low in known:
            return k
        if not words[k].key:
            return None
    return None


def _somebody(marked: Marked, at: int, tables: Tables, *, beside: bool) -> int | None:
    # Where the one before the joint begins; None where nobody single is named.
    words = marked.words
    last = at - 2 if words[at - 1].text == "," else at - 1
    if last > 1 and words[last].low.isdecimal() and words[last - 1].text == ",":
        last -= 2  # "Ali Omar, 34, and his brother"
    if last < 0:
        return None
    if words[last].low in {"he", "him", "she", "her"}:
        return last
    if beside and words[last].low in _BEFELL | {"dead"}:
        return at
    if any(p.first <= last < p.last for p in marked.places):
        return None
    first = _name_begins(words, last)
    first = first if first is None else _bearer(words, first)
    the = first is not None and first > 0 and words[first - 1].low in {"the", "of"}
    if first is not None and not the and (first < last or _begins_phrase(words, first)):
        return _apposed(words, first, tables)
    return _definite(words, last, tables)


def _name_begins(words: Sequence[Word], last: int) -> int | None:
    # "Muslim Shahdan", "Al-Sayed".
    if not words[last].capital:
        return None
    first = last
    while first and (words[first - 1].capital or words[first - 1].low in {"-", "al", "el"}):
        first -= 1
    return first


def _bearer(words: Sequence[Word], first: int) -> int:
    # "Ali Omar of the Brigades and one other", "Ali Omar, also known as Abu Omar, and another".
    before = words[first - 1].low if first > 1 else ""
    if before == "as":
        commas = [k for k in range(max(1, first - 5), first) if words[k].text == ","]
        at = commas[-1] - 1 if commas else first
    else:
        the = before == "the" and words[first - 2].low == "of"
        at = first - 2 - the if before == "of" or the else first
    name = _name_begins(words, at) if at < first else None
    return first if name is None else name


def _begins_phrase(words: Sequence[Word], first: int) -> bool:
    return first == 0 or words[first - 1].low in HARMING


def _apposed(words: Sequence[Word], first: int, tables: Tables) -> int:
    # "a commander, Muslim Shahdan, and three companions": from the article on.
    if not first or words[first - 1].text != ",":
        return first
    for k in range(first - 2, max(-1, first - 2 - REACH), -1):
        if words[k].low in {"a", "an", "the"} | _OWNERS and words[k - 1].low != "of":
            return k
        if not words[k].key or words[k].low in tables.words["say"]:
            break
    return first


def _definite(words: Sequence[Word], last: int, tables: Tables) -> int | None:
    # "killed the head of the force and two others"; "Dizayee, its owner, and three others".
    singular = tables.words["person_singular"] | {"head", "owner", "official", "minister"}
    seen = False
    for k in range(last, max(-1, last - REACH), -1):
        low = words[k].low
        if low == "who" and k > 1 and words[k - 1].text == "," and words[last + 1].text == ",":
            return _name_begins(words, k - 2)  # "Ali Omar, who led the band, and four men"
        if words[k].text in _MARKS or low in tables.words["say"] or low in {"and", "who"}:
            return None
        if words[k].text == "," and k + 1 < last:
            name = _name_begins(words, k - 1) if k else None
            return name if seen and name is not None else None
        if (low in _BEFELL and low not in HARMING) or low in tables.words["be"]:
            return None
        seen = seen or low in singular
        opens = k == 0 or words[k - 1].low in {"that", '"', ","}
        if seen and opens and low in {"the", "a", "an"}:
            name = _name_begins(words, k - 2) if k > 1 and words[k - 1].text == "," else None
            return k if name is None else name
        if low == "'s" and seen and words[k - 1].capital:
            first = _name_begins(words, k - 1)  # "al-Shabaab's finance chief"
            if first is not None and first > 1 and words[first - 1].text == ",":
                return _name_begins(words, first - 2) or first  # "Ali Omar, the group's chief"
            return first
        if low in HARMING:
            return k + 1 if seen and words[k + 1].low in {"the", "a", "an"} | _OWNERS else None
    return None


class _Side(NamedTuple):
    """Persons beside an "and": outermost word, bounds, and whether a number is stated."""

    edge: int
    low: int | None
    high: int | None
    stated: bool


def joined(words: Sequence[Word], numbers: Sequence[Number], tables: Tables) -> list[Number]:
    """
    Count persons who share one verb together: "a woman and her two children" are three.

    Parameters
    ----------
    words
        Words of the sentence.
    numbers
        Its numbers, in order.
    tables
        Rule tables.

    Returns
    -------
    sums
        In order; each lasts from the first person's article to the last person's noun. Two
        stated numbers ("25 soldiers and 14 guards") are told apart and give none; neither does
        an article before a stated one of another side ("a colonel and two Palestinians").
    """
    starts = {n.first: n for n in numbers}
    found = []
    for at, word in enumerate(words):
        left = _before(words, at, starts, tables) if word.low == "and" else None
        right = _after(words, at + 1, starts, tables) if left else None
        if left is None or right is None or (left.stated and right.stated):
            continue
        left = _listed(words, left, starts, tables)
        if left is None:
            continue
        sides = right.stated and any(w.capital for w in words[left.edge + 1 : right.edge + 1])
        if sides or _told_apart(words, left.edge, right.edge, tables):
            continue
        low = None if left.low is None or right.low is None else left.low + right.low
        high = None if left.high is None or right.high is None else left.high + right.high
        found.append(Number(left.edge, right.edge + 1, low, high))
    return found


def _side(
    words: Sequence[Word], edge: int, noun: int, number: Number | None, tables: Tables
) -> _Side | None:
    if number is None:
        one = words[noun].low in tables.words["person_singular"]
        return _Side(edge, 1, 1, stated=False) if one else None
    if words[noun].low == "couple":
        return _Side(edge, 2, 2, stated=False)
    owned = number.first and words[number.first - 1].low in _POSSESSED
    stated = words[number.first].low not in _ARTICLES and not owned
    edge = edge - 1 if owned and edge == number.first else edge  # "her three grandchildren"
    return _Side(edge, number.low, number.high, stated)


def _before(
    words: Sequence[Word], at: int, starts: Mapping[int, Number], tables: Tables
) -> _Side | None:
    # The person or persons whose noun ends before a word.
    if (
        at > 2
        and words[at - 2].low in {"of", "aged"}
        and (words[at - 1].low in tables.numbers or words[at - 1].low.isdecimal())
    ):
        at -= 2  # "a boy of twelve and an old man"
    if not at or words[at - 1].low not in tables.words["person"]:
        return None
    for first in range(at - 2, max(-1, at - 2 - BESIDE), -1):
        number = starts.get(first)
        if number is not None and words[number.last].text == "-":
            continue  # "a 33-year-old farmer"
        if words[first].low in _POSSESSED and number is None:
            theirs = first > 1 and words[first - 1].low == "of"
            number = starts.get(first - 2) if theirs else None  # "two of their children"
            return _side(words, first if number is None else first - 2, at - 1, number, tables)
        if number is not None:
            return _side(words, first, at - 1, number, tables)
        if _ends_noun(words[first], tables):
            return None
    return None


def _listed(
    words: Sequence[Word], side: _Side, starts: Mapping[int, Number], tables: Tables
) -> _Side | None:
    # "A man, his wife and their sons": all of them; "three soldiers, two policemen and a cook" are
    # told apart: None.
    while side.edge > 1 and words[side.edge - 1].text == ",":
        more = _before(words, side.edge - 1, starts, tables)
        if more is None or more.low is None or side.low is None:
            break
        if more.stated or side.stated:
            return None
        side = _Side(more.edge, more.low + side.low, more.low + side.low, stated=False)
    return side


def _after(
    words: Sequence[Word], first: int, starts: Mapping[int, Number], tables: Tables
) -> _Side | None:
    # The person or persons that begin at a word.
    owned = first < len(words) and words[first].low in _POSSESSED
    number = starts.get(first + owned)
    if number is not None and owned and words[number.last].text == "-":
        number = None  # "his 8-year-old daughter"
    if number is None and not owned:
        return None
    begin = number.last if number is not None else first + 1
    verbs = tables.words["auxiliary"] | {"died", "and"}
    for noun in range(begin, min(len(words), begin + BESIDE)):
        if words[noun].low in tables.words["person"]:
            return _side(words, noun, noun, number, tables)
        if words[noun].low in verbs:
            return _national(words, begin) if noun - begin == 1 else None
        if _ends_noun(words[noun], tables):
            return None
    return None


def _national(words: Sequence[Word], at: int) -> _Side | None:
    # "two Indians and a Pakistani died".
    one = words[at - 1].low in _ARTICLES and words[at].text.endswith(("i", "n", "ese"))
    return _Side(at, 1, 1, stated=False) if one and words[at].capital else None


def _ends_noun(word: Word, tables: Tables) -> bool:
    return (not word.key and word.text != "-") or word.low in tables.words["preposition"]


def _told_apart(words: Sequence[Word], first: int, last: int, tables: Tables) -> bool:
    # "killed a woman and a child was hurt": the second has a verb of its own.
    if first and words[first - 1].low in {"and", ","}:
        return False  # "A woman was killed and her husband and two sons were wounded"
    before = {w.low for w in words[max(0, first - 3) : first]}
    after = {w.low for w in words[last + 1 : last + 3]}
    fates = {word for kind in FATES for word in tables.words[kind]}
    return bool(before & fates) and bool(after & (fates | tables.words["be"]))
