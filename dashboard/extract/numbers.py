"""Numbers of people: digits, words, ranges, "at least"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dashboard.extract.lexicon import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.extract.document import Word
    from dashboard.extract.tables import Tables

BIGGEST = 1_000_000
HALF_DOZEN = 6
_OPEN = (
    "at least",
    "more than",
    "over",
    "no fewer than",
    "no less than",
    "upwards of",
    "not less than",
    "in excess of",
)
_ABOUT = (
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "roughly",
    "approximately",
    "close to",
    "up to",
    "as many as",
    "exactly",
    "only",
    "just",
    "least",
)
_UP_TO = ("up to", "as many as")
_JOIN = frozenset({"to", "-", "\u2013", "or"})


class Number(NamedTuple):
    """
    A number in a sentence.

    `first`, `last` are its words (`last` not included, "at least" counted in); `low`, `high` its
    bounds, None where open.
    """

    first: int
    last: int
    low: int | None
    high: int | None


def find_numbers(words: Sequence[Word], tables: Tables) -> list[Number]:
    """
    Find the numbers in a sentence.

    Parameters
    ----------
    words
        Its words.
    tables
        Rule tables.

    Returns
    -------
    numbers
        In order. "a" and "an" count one, so that "a soldier" can be a number of people.
    """
    found, at = [], 0
    while at < len(words):
        value, after = _value(words, at, tables)
        if value is None or value > BIGGEST:
            at += 1
            continue
        number = _widened(words, at, after, value, tables)
        found.append(number)
        at = number.last
    return found


def _value(words: Sequence[Word], at: int, tables: Tables) -> tuple[int | None, int]:
    text = words[at].low
    if text[:1].isdigit():
        return _digits(text), at + 1
    if text == "half" and [w.low for w in words[at + 1 : at + 3]] == ["a", "dozen"]:
        return HALF_DOZEN, at + 3
    if text not in tables.numbers:
        return None, at
    total, after = tables.numbers[text], at + 1
    while after < len(words):
        step = after + 1 if words[after].text == "-" or words[after].low == "and" else after
        word = words[step].low if step < len(words) else ""
        value = tables.numbers.get(word)
        if (
            value is None
            or (word in {"a", "an", "no", "one"} and total < 20)
            or word in {"both", "pair", "couple", "single"}
        ):
            break
        dozen = value == 12 and word != "dozen"  # "four and twelve" are two numbers
        grown = None if dozen else _grow(total, value)
        if grown is None:
            break
        total, after = grown, step + 1
    return total, after


def _grow(total: int, value: int) -> int | None:
    if value in {100, 1000} and total < value:
        return max(total, 1) * value
    if value == 12 and total <= 10:
        return max(total, 1) * value
    if total >= 20 and value < 10 and total % 10 == 0:
        return total + value
    if total >= 100 and value < 100 and total % 100 == 0:
        return total + value
    return None


def _digits(text: str) -> int | None:
    plain = text.replace(",", "")
    return int(plain) if plain.isdecimal() and len(plain) < 8 else None


def _revised(words: Sequence[Word], at: int) -> bool:
    # "raised the toll from 8 to 11": two numbers, one after the other, no range.
    before = [w.low for w in words[max(0, at - 9) : at]]
    return before[-1:] == ["from"] and bool(set(before) & _CHANGES)


_CHANGES = vocabulary(
    "raised raising raises revised revising revises lowered lowering updated rose risen rises",
    "climbed increased corrected changed went jumped grew grown fell reduced cut",
)


def _widened(words: Sequence[Word], at: int, after: int, value: int, tables: Tables) -> Number:
    low: int | None = value
    high: int | None = value
    if after + 1 < len(words) and words[after].low in _JOIN | {"and"} and not _revised(words, at):
        between = at > 0 and words[at - 1].low == "between"
        other, end = _value(words, after + 1, tables)
        joins = words[after].low != "and" or between
        if (
            other is not None
            and other > value
            and joins
            and words[after + 1].low not in {"a", "an"}
        ):
            return Number(at - 1 if between else at, end, value, other)
    if value == 1 and words[at].low in {"a", "an"}:
        return Number(at, after, 1, 1)  # "the trial of two men over an attack"
    left = " ".join(w.low for w in words[max(0, at - 3) : at])
    first = at
    for phrase in _OPEN:
        if left.endswith(phrase):
            high, first = None, at - len(phrase.split())
    for phrase in _ABOUT:
        if left.endswith(phrase) and high is not None:
            first = at - len(phrase.split())
            low = None if phrase in _UP_TO else low
    lows = [w.low for w in words[after : after + 3]]
    if lows[:2] == ["or", "more"]:
        return Number(first, after + 2, value, None)
    if lows[:1] == ["at"] and "least" in lows:
        return Number(first, after + lows.index("least") + 1, value, None)  # "66 at the least"
    return Number(max(first, 0), after, low, high)
