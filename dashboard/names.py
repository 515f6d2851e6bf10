"""Names as people write them, made comparable: one folding for search, gazetteer and actors."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

APOSTROPHES = "'`´‘’ʻʼʽʾʿ‛′ʹˈ"
_DROP = dict.fromkeys(
    map(ord, APOSTROPHES + "\u0640\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069")
)
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ß": "ss",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
    }
)
_GAPS = re.compile(r"[\s\-\u2010-\u2015_/.,;:()\[\]\"“”«»]+")
_PLAIN_GAPS = r"[\t-\r\x1c-\x20\-_/.,;:()\[\]\"]+"
"""What `_GAPS` finds in ASCII, in the words of Arrow's engine."""
_ARTICLE = re.compile(
    r"^(?:al|el|ad|ar|as|ash|at|az|an|ath|adh|ed|es|ez|et|er|esh)[ ](?=\w)|^ال(?=\w{2})"
)


@lru_cache(maxsize=8192)  # one question after another is asked about the same name
def fold(text: str) -> str:
    """
    Make a text comparable: case, marks, apostrophes and punctuation no longer count.

    Parameters
    ----------
    text
        Any text; Latin and Arabic script are folded, others pass through.

    Returns
    -------
    folded
        Case-folded, without combining marks, ayn, hamza on a carrier, tatweel, or direction
        marks; every run of blanks and punctuation is one space. `fold(fold(x)) == fold(x)`.
    """
    if text.isascii():
        plain = text.translate(_DROP).casefold()
    else:
        apart = unicodedata.normalize("NFKD", text.translate(_DROP).translate(_LETTERS))
        plain = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
        plain = unicodedata.normalize("NFC", plain).translate(_DROP).translate(_LETTERS)
    return _GAPS.sub(" ", plain).strip()


def fold_all(texts: pd.Series[str]) -> pd.Series[str]:
    """
    Fold many texts.

    Parameters
    ----------
    texts
        n texts; null stays null.

    Returns
    -------
    folded
        What `fold` gives for each, several times faster where texts are plain or come again.
    """
    given = pa.array(texts, pa.string(), from_pandas=True)
    if isinstance(given, pa.ChunkedArray):  # where tables were put below one another
        given = given.combine_chunks()
    cells = pc.dictionary_encode(given)
    different = cells.dictionary
    plain = pc.string_is_ascii(different)
    bare = pc.ascii_lower(pc.replace_substring_regex(different, "['`]", ""))
    swept = pc.utf8_trim(pc.replace_substring_regex(bare, _PLAIN_GAPS, " "), " ")
    if not pc.all(plain, min_count=0).as_py():
        other = different.filter(pc.invert(plain))
        longhand = pa.array([fold(text) for text in other.to_pylist()], pa.string())
        swept = pc.replace_with_mask(swept, pc.invert(plain), longhand)
    folded = swept.take(cells.indices)
    return pd.Series(folded.to_pandas().to_numpy(), texts.index, dtype="str")


def without_article(folded: str) -> str:
    """
    Take the Arabic article off the front of a folded name.

    Parameters
    ----------
    folded
        What `fold` gave, for example ``"al hudaydah"`` or ``"ash shaddadah"``.

    Returns
    -------
    bare
        The name without its article in any of its assimilated spellings; the name itself where
        it has none.
    """
    return _ARTICLE.sub("", folded)
