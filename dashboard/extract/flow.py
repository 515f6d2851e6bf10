"""Lines that were broken at a width, joined again; marks of emphasis blanked; nothing is moved."""

from __future__ import annotations

import itertools
import re

WIDEST = 130  # characters; what is longer is a paragraph
NARROWEST = 35
FULL = 0.6  # of the widest line
MOST, SOME = 0.5, 0.2  # of the lines that go on
_ENDS = (".", "!", "?", ":", '"', ")", "؟")
_ITEM = re.compile(r"\s*(?:[-*\u2022\u2013>#]|\(?\d{1,3}[.):]|\(?[a-z]\)|\d{1,2}[:.]\d\d)")
_DATED = re.compile(  # "on July" and, on the next line, "22."
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.?\s*$"
)
_MARKS = re.compile(r"\*\*|__|(?<=\s)#{1,6}(?=\s)")


def flowing(clean: str) -> str:
    """
    Join lines that were broken at a width, as letters and old terminals break them.

    Parameters
    ----------
    clean
        Text as `document.plain` gives it.

    Returns
    -------
    same
        A text of the same length: blanks stand for the line ends inside paragraphs and for the
        marks of bold type. Unchanged where lines are paragraphs or items of a list.
    """
    clean = _MARKS.sub(lambda mark: " " * len(mark.group()), clean)
    lines = clean.split("\n")
    width = max(map(len, lines))
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    if not NARROWEST <= width <= WIDEST or len(pairs) < 2 or not _broken(pairs, width):
        return clean
    joined = [lines[0]]
    for line, following in itertools.pairwise(lines):
        full = len(line) >= FULL * width and following.strip()
        goes_on = full and (_DATED.search(line) or not _ITEM.match(following))
        if goes_on and line.endswith("\r"):
            joined[-1] = line[:-1] + " "
        joined += [" " if goes_on else "\n", following]
    return "".join(joined)


def _broken(pairs: list[tuple[str, str]], width: int) -> bool:
    # Most lines are full and end in the middle of a sentence, and some go on in small letters.
    full = sum(len(a) >= FULL * width and not a.rstrip().endswith(_ENDS) for a, _ in pairs)
    small = sum(b.lstrip()[:1].islower() for _, b in pairs)
    return full >= MOST * len(pairs) and small >= max(1, SOME * len(pairs))
