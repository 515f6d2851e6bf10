"""A report as escaped HTML: what was found in it marked by kind, one proposal's words lit up."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Stretch: TypeAlias = tuple[str, int, int]
"""A kind of mark and where its words stand, in code points, end exclusive."""

KINDS = {"place": "place", "date": "date", "actor": "actor", "number": "number"}
"""Kinds of marks in the order in which the legend lists them, with their names."""
FIRST = ("number", "date", "place", "actor")
"""Which kind is shown where several marks have the same words; else the longest of them is."""
MOST_CHARS = 60_000
"""As many as are read."""
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ud800-\udfff]")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Chosen:
    """
    The words of one proposal.

    Attributes
    ----------
    sentences
        Sentences that tell of it.
    fields
        Words that a field rests on.
    """

    sentences: tuple[tuple[int, int], ...] = ()
    fields: tuple[tuple[int, int], ...] = ()


def legend(counts: dict[str, int], *, lit: bool = True) -> str:
    """
    Write what the marks mean.

    Parameters
    ----------
    counts
        Number of marks of each kind; kinds without any are listed with 0.
    lit
        Whether a proposal is lit up in the text.

    Returns
    -------
    html
        One line of samples.
    """
    samples = "".join(
        f"<span class='found found-{kind}'>{name}</span>"
        f"<span class='quiet'>{counts.get(kind, 0):,}</span> "
        for kind, name in KINDS.items()
    )
    told = (
        "<span class='told'>tells of the chosen event</span> "
        "<span class='rests'>a field rests on it</span>"
    )
    return f"<p class='legend'>{samples}{told if lit else ''}</p>"


def marked_text(
    text: str,
    marks: Iterable[Stretch],
    chosen: Chosen | None = None,
    flow: str | None = None,
) -> str:
    """
    Write a report with what was found in it.

    Parameters
    ----------
    text
        The report, any text.
    marks
        What was found; marks beyond the text, or of an unknown kind, are passed over.
    chosen
        The proposal to light up; None for none.
    flow
        The text with blanks for the line ends that do not end a paragraph, of the same length;
        None where all of them do.

    Returns
    -------
    html
        Escaped: holds nothing of the text but its letters. Paragraphs, each in its own
        writing direction; letters that would turn it are shown by name. At most `MOST_CHARS`
        letters, then a line that says so.
    """
    lit = chosen or Chosen()
    shown = text[:MOST_CHARS]
    layers = _layers(shown, marks, lit)
    paragraphs, begin = [], 0
    for stop in [*_BREAK.finditer((flow or text)[: len(shown)]), None]:
        end = stop.start() if stop else len(shown)
        if shown[begin:end].strip():
            paragraphs.append(f"<p dir='auto'>{_paragraph(shown, begin, end, layers)}</p>")
        begin = stop.end() if stop else end
    if len(text) > MOST_CHARS:
        rest = f"{len(text) - MOST_CHARS:,} more characters were not read and are not shown."
        paragraphs.append(f"<p class='quiet'>{rest}</p>")
    return f"<div class='report'>{''.join(paragraphs)}</div>"


def _layers(text: str, marks: Iterable[Stretch], lit: Chosen) -> list[tuple[int, int, str]]:
    """Give class names by the stretch of text that has them, in the order of the text."""
    stretches = [(a, b, "told") for a, b in lit.sentences]
    stretches += [(a, b, "rests") for a, b in _joined(lit.fields)]
    last = 0
    for kind, start, end in sorted(marks, key=_rank):
        # Marks of several kinds over the same words would hide each other: the first and longest
        # one stays, so that "26 March" is a day and no number.
        if kind in KINDS and start >= last:
            last = end
            stretches.append((start, end, f"found found-{kind}"))
    return sorted(
        (a, min(b, len(text)), name) for a, b, name in stretches if 0 <= a < min(b, len(text))
    )


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Make one stretch of those that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _rank(mark: Stretch) -> tuple[int, int, int]:
    kind, start, end = mark
    return start, -end, FIRST.index(kind) if kind in FIRST else len(FIRST)


def _paragraph(text: str, begin: int, end: int, layers: list[tuple[int, int, str]]) -> str:
    here = [s for s in layers if s[0] < end and s[1] > begin]
    inner = {edge for a, b, _ in here for edge in (a, b) if begin < edge < end}
    cuts = [begin, *sorted(inner), end]
    parts: list[str] = []
    waiting = iter([*here, (len(text) + 1, 0, "")])
    active: list[tuple[int, int, str]] = []
    coming = next(waiting)
    for start, stop in itertools.pairwise(cuts):
        active = [s for s in active if s[1] > start]
        while coming[0] <= start:
            active.append(coming)
            coming = next(waiting)
        words = _letters(text[start:stop])
        names = " ".join(dict.fromkeys(name for _, _, name in active))
        parts.append(f"<span class='{names}'>{words}</span>" if names else words)
    return "".join(parts)


def _letters(text: str) -> str:
    """Escape, and show by name what cannot be seen or turns the writing direction."""
    safe = escape(_UNSEEN.sub("\ufffd", text))
    return _TURNS.sub(lambda hit: f"<span class='turn'>U+{ord(hit[0]):04X}</span>", safe)


def words_table(rows: Iterable[tuple[str, str, str, tuple[str, ...], bool]]) -> str:
    """
    Write the fields of a proposal beside the words they rest on.

    Parameters
    ----------
    rows
        Field, value, kind of mark, words, and whether a person set it.

    Returns
    -------
    html
        Escaped; a table, a row a field.
    """
    lines, before = [], ""
    for field, value, kind, quotes, by_hand in rows:
        shown = "" if field == before else escape(field)
        before = field
        lines.append(
            f"<tr><th scope='row'>{shown}</th><td dir='auto'>{_letters(value)}</td>"
            f"<td dir='auto'>{_quotes(kind, quotes, by_hand=by_hand)}</td></tr>"
        )
    body = "".join(lines)
    return (
        "<div class='card'><table class='claims words'><thead><tr><th>Field</th><th>Read as</th>"
        f"<th>The words</th></tr></thead><tbody>{body}</tbody></table></div>"
    )


def _quotes(kind: str, quotes: tuple[str, ...], *, by_hand: bool) -> str:
    if not quotes:
        return (
            f"<span class='quiet'>{'set by hand' if by_hand else 'follows from the context'}</span>"
        )
    found = f"found found-{kind}" if kind in KINDS else "rests"
    return " … ".join(f"<span class='{found}'>{_letters(quote)}</span>" for quote in quotes)


def refused_table(rows: Iterable[tuple[str, str, str, str]]) -> str:
    """
    Write what looks like an act and was not taken, beside why.

    Parameters
    ----------
    rows
        What stands before the words, the words, what stands after them, and why.

    Returns
    -------
    html
        Escaped; a table, a row a passage.
    """
    body = "".join(
        f"<tr><td dir='auto'>{_letters(before)}<b>{_letters(words)}</b>"
        f"{_letters(after)}</td><td>{_letters(why)}</td></tr>"
        for before, words, after, why in rows
    )
    return (
        "<div class='card'><table class='claims refused'><thead><tr><th>The words</th>"
        f"<th>Why not</th></tr></thead><tbody>{body}</tbody></table></div>"
    )
