"""Texts that a spreadsheet may take for a formula, and how they are kept harmless."""

from __future__ import annotations

import re

_TRIGGERS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
_UNSEEN = "\x01-\x20\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
UNSAFE = f"^'*[{_UNSEEN}]*[{_TRIGGERS}]"
"""
Texts that a spreadsheet may take for a formula, as a regular expression (RE2 and Python).

The first character that can be seen is one of ``= + - @``, or their full-width or small forms,
or the text begins with a tab or a line break. Texts that begin with apostrophes before it
match too, so that taking one apostrophe off a written text that matches always gives back the
text as it was.
"""
_UNSAFE = re.compile(UNSAFE)


def harmless(text: str) -> str:
    """
    Put an apostrophe before a text that a spreadsheet may take for a formula.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    harmless
        The text, changed only where it matches `UNSAFE`.

    Notes
    -----
    OWASP, "CSV Injection".
    """
    return f"'{text}" if _UNSAFE.match(text) else text
