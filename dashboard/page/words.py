"""Text from outside, made safe for the places where Streamlit reads Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")


def plain(text: str) -> str:
    r"""
    Make a text show as it is where Streamlit reads Markdown: labels, captions, headings.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    escaped
        With a backslash before every ASCII mark and on one line; no link, image, colour, icon or
        formula comes of it.

    Notes
    -----
    CommonMark 0.31, section 2.4: any ASCII punctuation character may be escaped.
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
