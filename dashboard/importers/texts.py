"""Columns of text, each distinct text kept once, so that careful reading costs little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Codes = npt.NDArray[np.int64]
NULL_WORDS = frozenset({"", "na", "n/a", "null", "none", "nan", "nat", "#n/a", "-", "—"})
T = TypeVar("T")


@dataclass(frozen=True)
class Texts:
    """
    A column of n texts.

    Attributes
    ----------
    distinct
        Distinct texts, without blanks around them; None for an empty cell.
    codes
        For each of the n rows the position of its text in `distinct`.
    """

    distinct: list[str | None]
    codes: Codes

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.codes)

    def at(self, row: int) -> str | None:
        """Give the text of a row."""
        return self.distinct[int(self.codes[row])]

    def missing(self) -> npt.NDArray[np.bool_]:
        """Mark the rows whose cell is empty."""
        return np.array([value is None for value in self.distinct], dtype=bool)[self.codes]

    def map(self, reader: Callable[[str | None], T]) -> list[T]:
        """Read each distinct text; give what was read, in the order of `distinct`."""
        return [reader(value) for value in self.distinct]

    def arrow(self) -> pa.Array:
        """Give the n texts as they are."""
        return taken(self.distinct, self.codes)


def taken(values: Sequence[str | None], codes: Codes) -> pa.Array:
    """
    Spread distinct texts over rows.

    Parameters
    ----------
    values
        Distinct texts.
    codes
        Positions in `values`, n.

    Returns
    -------
    column
        n texts.
    """
    return pa.array(values, pa.string()).take(pa.array(codes))


def clean(text: str | None) -> str | None:
    """
    Take off what surrounds a text, and tell empty cells.

    Parameters
    ----------
    text
        A cell.

    Returns
    -------
    cleaned
        Without blanks around it; None for a blank cell and for ``NA``, ``NULL``, ``None``, ``-``
        written out.
    """
    if text is None:
        return None
    plain = text.strip(" \t\r\n\u00a0\u200b\ufeff")
    return None if plain.casefold() in NULL_WORDS else plain


def blank(text: str | None) -> str | None:
    """
    Take off what surrounds a text, and tell blank cells only.

    Parameters
    ----------
    text
        A cell.

    Returns
    -------
    cleaned
        Without blanks around it; None where nothing is left. ``NA`` stays, for columns of codes.
    """
    return (text or "").strip() or None


def encode(column: pa.Array, cleaner: Callable[[str | None], str | None] = clean) -> Texts:
    """
    Keep each distinct text of a column once.

    Parameters
    ----------
    column
        n texts, plain or dictionary-encoded.
    cleaner
        How a cell becomes a text.

    Returns
    -------
    texts
        The column.
    """
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    codes = column.indices.fill_null(len(column.dictionary)).to_numpy().astype(np.int64)
    values = [cleaner(value) for value in column.dictionary.to_pylist()]
    return Texts([*values, None], codes)


def empty(size: int) -> Texts:
    """
    Give a column that the file does not have.

    Parameters
    ----------
    size
        Rows.

    Returns
    -------
    texts
        n empty cells.
    """
    return Texts([None], np.zeros(size, dtype=np.int64))


def together(*columns: Texts) -> tuple[Codes, list[tuple[str | None, ...]]]:
    """
    Find the distinct rows of some columns.

    Parameters
    ----------
    *columns
        At least one, n rows each.

    Returns
    -------
    codes
        For each of the n rows its position among the distinct ones.
    distinct
        The distinct rows, in the order they are met.
    """
    codes = columns[0].codes
    for column in columns[1:]:
        codes, _ = pd.factorize(codes * len(column.distinct) + column.codes)
    codes, uniques = pd.factorize(codes)
    firsts = np.zeros(len(uniques), dtype=np.int64)
    firsts[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    distinct = [tuple(column.at(int(row)) for column in columns) for row in firsts]
    return codes.astype(np.int64), distinct


def same(text: str, size: int) -> pa.Array:
    """
    Give one text for every row.

    Parameters
    ----------
    text
        The text.
    size
        Rows.

    Returns
    -------
    column
        n equal texts.
    """
    return pa.repeat(pa.scalar(text), size)


def joined(parts: Sequence[pa.Array]) -> pa.Array:
    """
    Join columns of texts with blanks, row by row.

    Parameters
    ----------
    parts
        At least one column, n texts each.

    Returns
    -------
    column
        n texts; nulls and blanks are passed over, and a row with nothing else is null.
    """
    null = pa.scalar(None, pa.string())
    told = [pc.if_else(pc.equal(part, ""), null, part) for part in parts]
    # Arrow 26 leaves a row out altogether where every part of it is null; the first never is.
    made = pc.binary_join_element_wise(same("", len(parts[0])), *told, " ", null_handling="skip")
    made = pc.utf8_ltrim_whitespace(made)
    return pc.if_else(pc.equal(made, ""), null, made)


class Columns:
    """
    The columns of a file, each read when it is asked for.

    Parameters
    ----------
    held
        Columns by their names.
    size
        Rows.
    cleaner
        How a cell becomes a text.
    """

    def __init__(
        self,
        held: Mapping[str, pa.Array],
        size: int,
        cleaner: Callable[[str | None], str | None] = clean,
    ) -> None:
        self._held = held
        self._size = size
        self._cleaner = cleaner
        self._read: dict[str, Texts] = {}

    def __call__(self, name: str) -> Texts:
        """Give a column with each distinct text kept once; empty cells where the file has none."""
        if name not in self._read:
            held = self._held.get(name)
            self._read[name] = empty(self._size) if held is None else encode(held, self._cleaner)
        return self._read[name]

    def raw(self, name: str) -> pa.Array:
        """Give a column as it stands, without blanks at its ends; nulls where the file has none."""
        held = self._held.get(name)
        if held is None:
            return pa.nulls(self._size, pa.string())
        if pa.types.is_dictionary(held.type):
            held = held.dictionary_decode()
        return pc.ascii_trim_whitespace(held)
