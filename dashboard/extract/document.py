"""A report as text: cleaned in place, cut into paragraphs, sentences and words."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.errors import ReportError
from dashboard.extract.flow import flowing
from dashboard.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CHARS = 400_000
READ_CHARS = 60_000
LONGEST_SENTENCE = 1_200

_SAME = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u02bb": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\r": " ",
        "\u2011": "-",
        "\u2010": "-",
        "\u2212": "-",
    }
)
_WORD = re.compile(
    r"(?:[A-Z]\.){2,4}|[ap]\.m\.|\d+(?:[.,:]\d+)*|[A-Za-z]\.(?=\s[A-Z])"
    r"|[^\W\d_]+(?:['`’ʿʾ][^\W\d_]+)*|\d|[^\w\s]|_"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Maj|Capt|Adm|Brig|Cpl|Pvt|Cmdr|St|Gov|Sen|Rep|Jr|Sr|Prof"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|Nos|Inc|Ltd|vs|approx|nm|etc|cf|al"
    r"|[A-Z]|(?:[A-Z]\.){1,3}[A-Z]|i\.e|e\.g))\.$"
)
_STOP = re.compile(r"[.!?؟…][\"')\]]*(?=\s)|;(?=\s+[A-Z])")
_UNREADABLE = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f]")
_CLOCK_DOT = re.compile(r"\b[ap]\.m\.$")
_LOWER_NEXT = re.compile(r"\s+[\"'(\[]?[a-z]")
_TIMELINE = re.compile(
    r"^\s*[\[(]?(?:\d{1,2}[:.]\d{2}|(?!19|20)\d{4}|\d{4}(?=\s?(?:GMT|UTC)))(?:\s?(?:am|pm|a\.m\.|p\.m\.))?"
    r"(?:\s?(?:GMT|UTC|BST|EST|ET|local time|LT|Z|AST|EEST"
    r"|EET))?[\])]?(?=\s*[-\u2013\u2014:|.]|\s+[A-Z\"]|\s*$)",
)
_DATELINE = re.compile(
    # A word is taken whole or not at all: in halves, "U.S.U.S.U.S." would take minutes.
    r"^\s*\(?(?:[A-Z](?:[A-Za-z'\u0600-\u06ff.]|-(?=[A-Za-z\u0600-\u06ff]))*+[,/]?\s?){1,6}"
    r"(?:,?\s?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+\d{4})?)?\)?\s*"
    r"(?:\([A-Za-z0-9 .,'&/\-]{2,40}\)\s*)?(?:[\u2013\u2014]|--?(?=\s)|\|(?=\s))\s*",
)
# "P.K.K." is PKK; "U.S." keeps its dots, for "us" is a word.
_INITIALS = re.compile(r"(?<=[A-Z])\.(?=[A-Z]\.[A-Z])|(?<=[A-Z]\.[A-Z])\.(?=[A-Z])|\.$")
_FRAME_LINE = re.compile(
    # "By Miriam Castle", not "By Friday evening the army had bombed Saada."
    r"^\s*(?:by\s+[A-Z](?!.*[.!?][\"')]*\s*$)|published|updated"
    r"|posted|last (?:updated|modified)|source\s*:"
    r"|date of issue|date\s*:"
    r"|photo|image|caption|editing by|reporting by|additional reporting|copyright"
    r"|\(c\)\s*(?:\w+\s+)?\d{4}|©|read more|related:"
    r"|tags?:|share\b|subscribe|advertisement|contact\s*:|ref(?:erence)?\s*[:.])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """
    One word or mark.

    Attributes
    ----------
    text
        As written, straight quotes.
    low
        In lower case.
    key
        Folded as `names.fold` does; empty for marks.
    start, end
        Place in the raw text, code points.
    capital
        Whether it starts with a capital letter.
    """

    text: str
    low: str
    key: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    One sentence, heading or list entry.

    Attributes
    ----------
    index
        Number in the document, from 0.
    paragraph
        Number of the line or paragraph it stands in.
    start, end
        Place in the raw text.
    words
        Its words and marks; those of a dateline are left out.
    heading
        A title or heading: no full stop, short, alone on its line.
    title
        The document's own title.
    stamped
        Starts with a time of day, as the entries of a live blog do.
    """

    index: int
    paragraph: int
    start: int
    end: int
    words: tuple[Word, ...]
    heading: bool = False
    title: bool = False
    stamped: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """
    A report, ready to be read.

    Attributes
    ----------
    raw
        The text as it came; all offsets count in it.
    clean
        Same length, with plain quotes, hyphens and blanks.
    sentences
        In order.
    truncated
        True where only the first `READ_CHARS` characters were read.
    """

    raw: str
    clean: str
    sentences: tuple[Sentence, ...]
    truncated: bool = False


def plain(text: str) -> str:
    """
    Make quotes, hyphens and blanks plain without moving a character.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    same
        A text of the same length.
    """
    return text.translate(_SAME)


def laid_out(text: str) -> str:
    """
    Make a text plain and join its broken lines: what the steps of the reader read.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    same
        A text of the same length; its line ends part paragraphs.
    """
    return flowing(plain(text))


def words_of(clean: str, start: int, end: int) -> tuple[Word, ...]:
    """
    Cut a stretch into words and marks; a possessive ending is a word of its own.

    Parameters
    ----------
    clean
        Text as `plain` gives it.
    start, end
        The stretch.

    Returns
    -------
    words
        In order; offsets count in the whole text.
    """
    found: list[Word] = []
    for match in _WORD.finditer(clean, start, end):
        text, first = match.group(), match.start()
        for part in _apart(text):
            plain_part = _INITIALS.sub("", part) if "." in part else part
            key = fold(plain_part) if part[:1].isalnum() else ""
            capital = part[:1].isupper()
            found.append(Word(part, part.lower(), key, first, first + len(part), capital))
            first += len(part)
    return tuple(found)


def written(held: Sequence[Word]) -> str:
    """
    Put words together as they were written.

    Parameters
    ----------
    held
        The words, one or more.

    Returns
    -------
    text
        With a blank where there was a gap, without outer commas.
    """
    parts = [held[0].text]
    for before, word in itertools.pairwise(held):
        parts.append(("" if before.end == word.start else " ") + word.text)
    return "".join(parts).strip(" ,")


def _apart(text: str) -> tuple[str, ...]:
    low = text.lower()
    if low.endswith("'s") and len(text) > len("'s"):
        return text[:-2], text[-2:]
    if low.endswith("n't") and len(text) > len("n't"):
        return text[:-3], text[-3:]
    return (text,)


def read_document(text: str, *, title: str | None = None) -> Document:
    """
    Cut a report into sentences and words.

    Parameters
    ----------
    text
        The report; paragraphs stand on lines of their own.
    title
        Its title where that is known; used to recognise the line that repeats it.

    Returns
    -------
    document
        The sentences with their place in the raw text.

    Raises
    ------
    ReportError
        If there is nothing to read: empty, too long, or not text.
    """
    _check(text)
    clean = laid_out(text)
    read = clean[:READ_CHARS]
    sentences: list[Sentence] = []
    offset = 0
    wanted = fold(title) if title else ""
    number = 0
    lines = read.split("\n")
    labelled = len({head for line in lines if (head := _label(line))}) >= LEAST_LABELS
    for line in lines:
        if line.strip():
            labels = labelled and bool(_label(line))
            _read_line(sentences, read, offset, line, number, wanted, labels=labels)
            number += 1
        offset += len(line) + 1
    return Document(text, clean, tuple(sentences), len(clean) > READ_CHARS)


def _check(text: str) -> None:
    if len(text) > MAX_CHARS:
        raise ReportError(
            f"The report has {len(text):,} characters; at most {MAX_CHARS:,} are taken at once "
            f"and the first {READ_CHARS:,} read. Cut it into articles."
        )
    seen = text[:READ_CHARS]
    if not seen.strip():
        raise ReportError("The report is empty: there is no text to read.")
    odd = len(_UNREADABLE.findall(seen))
    if odd > 0.02 * len(seen):
        raise ReportError(
            "The report is not text (too many unreadable characters): save it as UTF-8 text or PDF."
        )


def _read_line(
    sentences: list[Sentence],
    clean: str,
    offset: int,
    line: str,
    number: int,
    wanted: str,
    *,
    labels: bool,
) -> None:
    first = offset + len(line) - len(line.lstrip())
    last = offset + len(line.rstrip())
    whole = clean[first:last]
    is_title = (wanted != "" and fold(whole) == wanted) or (not sentences and _headed(whole))
    heading = is_title or _headed(whole)
    framed = _FRAME_LINE.match(whole) is not None and len(whole) < 160
    stamped = _TIMELINE.match(whole) is not None
    skip = _dateline_end(whole) if not heading and not stamped and not labels else 0
    pieces = [(first, last)] if heading else _pieces(clean, first + skip, last)
    for start, end in pieces:
        words = () if framed else words_of(clean, start, end)
        begin = first if start == first + skip else start
        sentences.append(
            Sentence(len(sentences), number, begin, end, words, heading, is_title, stamped)
        )


def _headed(line: str) -> bool:
    return (
        len(line) < 140
        and re.search(r"[.!?:;,]['\")]*$", line) is None
        and _BULLET.match(line) is None
    )


_BULLET = re.compile(r"^[-*\u2022\u2013]\s|^\d{1,2}[.)]\s")


def _dateline_end(line: str) -> int:
    match = _DATELINE.match(line[:110])
    if match is None:
        return 0
    head = match.group()
    words = re.findall(r"[A-Za-z']+", head)
    if "(" in head or (words and words[0].isupper() and len(words[0]) > 2):
        return match.end()
    return match.end() if len(words) <= 3 else 0


LEAST_LABELS = 3


def _label(line: str) -> str:
    # "Aden - A bomb under a car killed", where several lines name a place so: no dateline.
    match = _DATELINE.match(line[:110]) if _dateline_end(line) else None
    head = match.group() if match is not None else ""
    return "" if "(" in head or any(c.isdigit() for c in head) else head


def _pieces(clean: str, first: int, last: int) -> list[tuple[int, int]]:
    found, start = [], first
    for match in _STOP.finditer(clean, first, last):
        end = match.end()
        if end >= last or _ABBREVIATION.search(clean, max(start, end - 14), end):
            continue
        if (
            _CLOCK_DOT.search(clean, max(start, end - 5), end)
            and not clean[end:].lstrip()[:1].isupper()
        ):
            continue
        if match.group()[0] != ";" and _LOWER_NEXT.match(clean, end):
            continue
        found.append((start, end))
        start = end
        while start < last and clean[start] == " ":
            start += 1
    if start < last:
        found.append((start, last))
    return [part for piece in found for part in _bounded(clean, *piece)]


def _bounded(clean: str, start: int, end: int) -> list[tuple[int, int]]:
    # No sentence of a report is that long; cutting keeps the work bounded for any text.
    parts = []
    while end - start > LONGEST_SENTENCE:
        blank = clean.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = blank if blank > start else start + LONGEST_SENTENCE
        parts.append((start, cut))
        start = cut
    return [*parts, (start, end)]
