"""Rows of text as columns: fast where they are in order, one by one where they are not."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv

from dashboard.importers.model import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.importers.source import Piece

CACHED = 2**20
"""Bytes that are told into columns at once: few enough to stay near the processor."""
LONGEST_ROW = 200
"""Lines after which an open quotation mark counts as a stray one."""
DELIMITERS = (",", "\t", ";", "|")
LONGEST_FIELD = 2**27
"""Characters in one field."""
Lines = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Dialect:
    """
    How fields are told apart.

    Attributes
    ----------
    delimiter
        One character.
    quoted
        Whether fields may stand in quotation marks.
    """

    delimiter: str = ","
    quoted: bool = True


@dataclass(frozen=True)
class Block:
    """
    Some rows of a file.

    Attributes
    ----------
    columns
        Name to texts, n each: plain or dictionary-encoded.
    lines
        Line on which each of the n rows begins.
    rejects
        Rows that could not be told into fields, and are not among the n.
    share
        Share of the file read up to here.
    notes
        Kind of warning to its count, as found while opening.
    piece
        The text, for a row as it stands in the file; None where the file is no text.
    quoted
        Whether quotation marks keep line ends inside a field.
    """

    columns: dict[str, pa.Array]
    lines: Lines
    rejects: tuple[Reject, ...] = ()
    share: float = 1.0
    notes: dict[str, int] = field(default_factory=dict)
    piece: Piece | None = None
    quoted: bool = True

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.lines)

    @cached_property
    def _starts(self) -> dict[int, int]:
        assert self.piece is not None  # noqa: S101 (only asked where row_text saw a piece)
        starts = _line_starts(self.piece.text)
        return {self.piece.first_line + at: int(start) for at, start in enumerate(starts)}

    def row_text(self, at: int) -> str:
        """
        Give a row as it stands in the file.

        Parameters
        ----------
        at
            Position among the n rows.

        Returns
        -------
        text
            The row without its line end.
        """
        if self.piece is None:
            return ",".join(str(column[at].as_py() or "") for column in self.columns.values())
        start = self._starts[int(self.lines[at])]
        return _one_record(self.piece.text, start, quoted=self.quoted)


def _line_starts(text: bytes) -> npt.NDArray[np.int64]:
    ends = np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord("\n"))
    return np.concatenate(([0], ends + 1))


def _one_record(text: bytes, start: int, *, quoted: bool) -> str:
    end = start
    while True:
        end = text.find(b"\n", end)
        if end < 0:
            end = len(text)
            break
        if not quoted or text.count(b'"', start, end) % 2 == 0:
            break
        end += 1
    return text[start:end].decode("utf-8", "replace").rstrip("\r\n")


def sniff(sample: str) -> Dialect:
    """
    See by which character the fields of a text are told apart.

    Parameters
    ----------
    sample
        Beginning of a table.

    Returns
    -------
    dialect
        The delimiter that splits most rows into equally many fields; comma where none does.
        Quotation marks are plain characters where a tab-separated text has no header row of names
        (GDELT, GeoNames).
    """
    lines = [line for line in sample.splitlines()[:50] if line.strip()]
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0]) == len("sep=") + 1:
        return Dialect(lines[0][-1])
    best, most = ",", 0.0
    for mark in DELIMITERS:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
        if not widths:
            continue
        usual = max(set(widths), key=widths.count)
        score = (usual - 1) * (widths.count(usual) / len(widths)) ** 2
        if score > most:
            best, most = mark, score
    return Dialect(best, quoted=not (best == "\t" and '\t"' not in sample))


def rows_of(text: bytes, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """
    Tell a text into rows, one by one.

    Parameters
    ----------
    text
        UTF-8.
    dialect
        How its fields are told apart.

    Yields
    ------
    row
        Line on which the row begins, counted from 0 within the text, and its fields; blank lines
        are left out. A quotation mark that no other closes within `LONGEST_ROW` lines gives a row
        of one line with no fields at all, and reading goes on with the next line.
    """
    csv.field_size_limit(LONGEST_FIELD)
    lines = text.decode("utf-8", "replace").split("\n")
    lines = [line + "\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
    at = 0
    while at < len(lines):
        reader = csv.reader(
            iter(lines[at : at + LONGEST_ROW]),
            delimiter=dialect.delimiter,
            quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        )
        try:
            fields = next(reader)
        except csv.Error:
            yield at, []
            at += 1
            continue
        used = reader.line_num
        whole = "".join(lines[at : at + used])
        unclosed = dialect.quoted and used > 1 and _is_open(whole, at + used >= len(lines), used)
        if unclosed or (dialect.quoted and used == 1 and _open_end(whole, dialect)):
            yield at, []
            at += 1
            continue
        if len(fields) > 1 or any(field.strip() for field in fields):
            yield at, fields
        at += used


def _is_open(record: str, at_end: bool, used: int) -> bool:  # noqa: FBT001
    return (at_end or used >= LONGEST_ROW) and record.count('"') % 2 == 1


def _open_end(line: str, dialect: Dialect) -> bool:
    last = line.rstrip("\r\n").rsplit(dialect.delimiter, 1)[-1]
    return last.startswith('"') and line.count('"') % 2 == 1


def parse(
    piece: Piece,
    names: Sequence[str],
    dialect: Dialect,
    plain: frozenset[str],
    wanted: frozenset[str],
) -> Block:
    """
    Tell a piece of text into columns.

    Parameters
    ----------
    piece
        Whole rows, without the header.
    names
        Column names in the order of the file, all different.
    dialect
        How fields are told apart.
    plain
        Columns in which almost every row has a text of its own; the others are kept as codes.
    wanted
        Columns to keep.

    Returns
    -------
    block
        n rows with their lines; rows with too many or too few fields are rejects.
    """
    counts = {"not_utf8": piece.undecoded, "file_cut_off": int(piece.cut)}
    notes = {kind: count for kind, count in counts.items() if count}
    if not piece.text.strip():
        return Block({}, np.empty(0, np.int64), (), piece.share, notes, piece, dialect.quoted)
    table = _fast(piece.text, names, dialect, plain, wanted)
    lines = _fast_lines(piece, table, dialect) if table is not None else None
    if table is None or lines is None or _cut_off(piece):
        return _careful(piece, names, dialect, wanted, notes)
    table = table.unify_dictionaries().combine_chunks()
    columns = {name: _whole(table[name]) for name in table.column_names}
    return Block(columns, lines, (), piece.share, notes, piece, dialect.quoted)


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _cut_off(piece: Piece) -> bool:
    return piece.cut or piece.text.count(b'"') % 2 == 1


def _fast(
    text: bytes,
    names: Sequence[str],
    dialect: Dialect,
    plain: frozenset[str],
    wanted: frozenset[str],
) -> pa.Table | None:
    ragged = []

    def refuse(row: pacsv.InvalidRow) -> str:
        ragged.append(row.actual_columns)
        return "skip"

    kept = [name for name in names if name in wanted]
    coded = pa.dictionary(pa.int32(), pa.string())
    try:
        table = pacsv.read_csv(
            pa.BufferReader(text),
            read_options=pacsv.ReadOptions(
                column_names=list(names), block_size=CACHED, use_threads=True
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char='"' if dialect.quoted else False,
                newlines_in_values=dialect.quoted,
                invalid_row_handler=refuse,
            ),
            convert_options=pacsv.ConvertOptions(
                include_columns=kept,
                column_types={name: pa.string() if name in plain else coded for name in kept},
                strings_can_be_null=False,
                null_values=[],
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    return None if ragged else table


def _fast_lines(piece: Piece, table: pa.Table, dialect: Dialect) -> Lines | None:
    """Give each row its line; None where lines and rows cannot be told together."""
    ends = piece.text.count(b"\n") + (not piece.text.endswith(b"\n"))
    if ends == table.num_rows:
        return np.arange(piece.first_line, piece.first_line + ends, dtype=np.int64)
    starts = _line_starts(piece.text)
    if starts[-1] == len(piece.text):
        starts = starts[:-1]
    inside = np.zeros(len(starts), dtype=bool)
    if dialect.quoted:
        marks = np.flatnonzero(np.frombuffer(piece.text, dtype=np.uint8) == ord('"'))
        inside = np.searchsorted(marks, starts) % 2 == 1
    raw = np.frombuffer(piece.text + b"\n\n", dtype=np.uint8)
    blank = (raw[starts] == ord("\n")) | (
        (raw[starts] == ord("\r")) & (raw[starts + 1] == ord("\n"))
    )
    lines = np.flatnonzero(~inside & ~blank) + piece.first_line
    return lines if len(lines) == table.num_rows else None


def _careful(
    piece: Piece,
    names: Sequence[str],
    dialect: Dialect,
    wanted: frozenset[str],
    notes: dict[str, int],
) -> Block:
    kept: list[list[str]] = []
    lines: list[int] = []
    rejects: list[Reject] = []
    rows = list(rows_of(piece.text, dialect))
    starts = _line_starts(piece.text)
    padded = 0
    for number, (at, fields) in enumerate(rows):
        line = piece.first_line + at
        last = number == len(rows) - 1
        extra = [text for text in fields[len(names) :] if text.strip()]
        if fields and not extra and len(fields) >= len(names) and not (last and piece.cut):
            padded += len(fields) > len(names)
            kept.append(fields[: len(names)])
            lines.append(line)
            continue
        text = _one_record(piece.text, int(starts[at]), quoted=dialect.quoted and bool(fields))
        reason = _reason(fields, len(names), cut=last and (piece.cut or not text_ends(piece)))
        rejects.append(Reject(line, None, None, reason, text))
    if padded:
        notes = notes | {"extra_blank_fields": padded}
    columns = {
        name: pa.array([row[at] for row in kept], pa.string())
        for at, name in enumerate(names)
        if name in wanted
    }
    return Block(
        columns,
        np.array(lines, dtype=np.int64),
        tuple(rejects),
        piece.share,
        notes,
        piece,
        dialect.quoted,
    )


def text_ends(piece: Piece) -> bool:
    """
    Say whether a piece ends with a line end.

    Parameters
    ----------
    piece
        Text of a file.

    Returns
    -------
    ends
        False where the last row was not finished, or the writer left the last line end out.
    """
    return piece.text.endswith(b"\n")


def _reason(fields: list[str], wanted: int, *, cut: bool) -> str:
    if not fields:
        return "cannot be told into fields: a quotation mark is opened and never closed"
    ending = "; the file ends here, it was probably cut off" if cut else ""
    return f"has {len(fields)} fields, the header has {wanted}{ending}"
