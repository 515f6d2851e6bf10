"""CSV that streams, that a spreadsheet opens with Arabic intact, and that no cell can run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from dashboard.export.rows import Outflow, Rows, Terms, is_text, text_bytes
from dashboard.formulas import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_ROWS = 10_000
"""Rows that one piece of a streamed CSV holds at most."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_FIRST_BYTES = np.zeros(256, dtype=bool)
_FIRST_BYTES[[*range(0x21), *b"'=+-@\x7f\xc2\xd8\xe1\xe2\xe3\xef"]] = True
_FIRST_BYTES.flags.writeable = False


def to_csv_chunks(rows: Rows, terms: Terms, *, chunk_rows: int = CHUNK_ROWS) -> Iterator[bytes]:
    r"""
    Write rows as CSV, piece by piece.

    Parameters
    ----------
    rows
        Event table, n rows; a reader of batches is read only as fast as the pieces are taken.
    terms
        Whom to credit, and whether the reader is the public.
    chunk_rows
        Rows in a piece at most.

    Returns
    -------
    pieces
        Made as they are taken. UTF-8 with a byte order mark at the very beginning, commas, ``\n``
        at the end of a line, every text quoted, null as nothing at all, days as YYYY-MM-DD, then
        sources (addresses, joined with a vertical bar), licence and citation. `lon` and `lat` are
        empty where the place is an area or unknown.

    Raises
    ------
    ExportError
        Where a column is missing that a download needs.

    Notes
    -----
    Texts that match `UNSAFE` get a leading apostrophe, numbers and days never do: OWASP, "CSV
    Injection".
    """
    return _pieces(Outflow(rows, terms, chunk_rows))


def neutralised(table: pa.Table) -> pa.Table:
    """
    Put an apostrophe before every text that a spreadsheet may take for a formula.

    Parameters
    ----------
    table
        Any table, n rows.

    Returns
    -------
    safe
        The same n rows and columns; only texts that match `UNSAFE` are changed.
    """
    columns = [
        _safe(column.combine_chunks()) if is_text(column.type) else column
        for column in table.columns
    ]
    return pa.table(columns, names=table.column_names)


def _pieces(outflow: Outflow) -> Iterator[bytes]:
    yield BYTE_ORDER_MARK + _csv(outflow.schema.empty_table(), header=True)
    for table in outflow:
        yield _csv(neutralised(table), header=False)


def _safe(column: pa.Array) -> pa.Array:
    """Ask the regular expression only about cells whose first byte makes them suspect."""
    ends, data = text_bytes(column)
    filled = np.flatnonzero(ends[1:] > ends[:-1])
    suspects = filled[_FIRST_BYTES[data[ends[filled]]]]
    if not len(suspects):
        return column
    found = pc.match_substring_regex(column.take(pa.array(suspects)), UNSAFE).fill_null(
        fill_value=False
    )
    unsafe = np.zeros(len(column), dtype=bool)
    unsafe[suspects[found.to_numpy(zero_copy_only=False)]] = True
    apostrophe = pa.scalar("'", column.type)
    marked = pc.binary_join_element_wise(apostrophe, column, pa.scalar("", column.type))
    return pc.if_else(pa.array(unsafe), marked, column)


def _csv(table: pa.Table, *, header: bool) -> bytes:
    sink = pa.BufferOutputStream()
    pcsv.write_csv(table, sink, pcsv.WriteOptions(include_header=header))
    return bytes(sink.getvalue())
