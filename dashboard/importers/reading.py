"""Which layout a file has, and its rows one chunk after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import ImportCancelledError, ImportFileError
from dashboard.importers import (
    acled,
    blocks,
    datasets,
    documents,
    gdelt,
    guessing,
    reports,
    spreadsheet,
    ucdp,
)
from dashboard.importers.assemble import finish
from dashboard.importers.blocks import Block, Dialect
from dashboard.importers.checks import last_words
from dashboard.importers.draft import Draft, Running
from dashboard.importers.mapping import column_names
from dashboard.importers.model import Layout
from dashboard.importers.source import HEAD, Piece, Source, open_source, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dashboard.importers import dates
    from dashboard.importers.model import Chunk, LayoutName
    from dashboard.importers.placing import Gazetteer

CONVERTERS = {
    "acled": acled.convert,
    "ucdp": ucdp.convert,
    "gdelt": gdelt.convert,
    "spreadsheet": spreadsheet.convert,
}
PLAIN = {
    "acled": acled.PLAIN,
    "ucdp": ucdp.PLAIN,
    "gdelt": gdelt.PLAIN,
    "spreadsheet": frozenset[str](),
}
USED = {"acled": acled.USED, "ucdp": ucdp.USED, "gdelt": gdelt.USED}
FOREIGN = {"acled": acled.recognise, "ucdp": ucdp.recognise, "gdelt": gdelt.recognise}
HEADERLESS = {"gdelt": gdelt.recognise_row, "ucdp": ucdp.recognise_row}
HEADER_WITHIN = 10
"""Rows among which a header is looked for."""
SAMPLE = 500
DATA = Path("data")


@dataclass(frozen=True)
class _Opened:
    """A file with its layout: where its data begin and how to get at them."""

    source: Source
    layout: Layout
    dialect: Dialect
    first_line: int
    rows: Sequence[Sequence[str]] = ()


def detect(
    path: Path,
    *,
    layout: LayoutName | Literal["auto"] = "auto",
    mapping: Mapping[str, str] | None = None,
    data: Path = DATA,
) -> Layout:
    """
    See which layout a file has.

    Parameters
    ----------
    path
        Any file that people have events in, compressed or not.
    layout
        ``auto``, or the one that it must be.
    mapping
        Column to field, for spreadsheets; wins over what is guessed.
    data
        Data folder, for the names of columns.

    Returns
    -------
    layout
        What was found, and what was concluded on the way.

    Raises
    ------
    ImportFileError
        If the file holds no table, or not what was asked for, or nothing that says when and where.
    """
    found = _of_reports(path, layout)
    return found or _open(path, layout, mapping, data).layout


def read(  # noqa: PLR0913 (every choice an import has, all but the file with a default)
    path: Path,
    *,
    layout: LayoutName | Literal["auto"] = "auto",
    mapping: Mapping[str, str] | None = None,
    gazetteer: Gazetteer | None = None,
    data: Path = DATA,
    dataset: str | None = None,
    date_order: dates.Order | None = None,
    progress: Callable[[float, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Chunk]:
    """
    Read the events of a file.

    Parameters
    ----------
    path
        The file.
    layout, mapping
        See `detect`.
    gazetteer
        Finds rows that name a place and give no point; None leaves them to their governorate or
        country.
    data
        See `detect`.
    dataset
        Id to give the dataset; None for the layout's own, or for a spreadsheet the file's name.
    date_order
        How dates such as 03/04/2022 are read; None to go by the other dates of the file.
    progress
        Told after each chunk the share of the file that is read, 0 to 1, and the rows so far.
    cancelled
        Asked before each chunk whether to stop.

    Yields
    ------
    chunk
        Events in the order of the file. The sum of all reports is that of the file; the last chunk
        may hold no rows but only what the whole file shows.

    Raises
    ------
    ImportFileError
        See `detect`.
    ImportCancelledError
        As soon as `cancelled` says so.

    Notes
    -----
    Memory stays bounded for text files and Parquet, whatever their length; JSON, workbooks and web
    pages are read as a whole, up to 1 GB.
    """
    if _of_reports(path, layout):
        yield from reports.read(path, data, dataset)
        return
    opened = _open(path, layout, mapping, data)
    found = opened.layout
    described = datasets.described(found.name, path, dataset)
    running = Running(
        described,
        datasets.table(described, path),
        data,
        found.name,
        gazetteer=gazetteer,
        order=date_order or found.date_order,
        mapping=found.mapping,
    )
    running.left_out = frozenset(c for c, f in (mapping or {}).items() if f in guessing.IGNORED)
    assumptions = (*opened.source.assumptions, *found.assumptions)
    rows = 0
    for block in _ahead(_blocks(opened)):
        if cancelled is not None and cancelled():
            raise ImportCancelledError(f"the import of {path.name} was stopped; nothing is kept")
        if not len(block) and not block.rejects and not block.notes:
            continue
        chunk = CONVERTERS[found.name](_without_blank_rows(block), running)
        chunk = replace(chunk, report=replace(chunk.report, assumptions=assumptions))
        rows += chunk.report.read
        if progress is not None:
            progress(block.share, rows)
        yield chunk
    if rows == 0:
        raise ImportFileError(f"{path.name} has a header but no rows")
    if (last := last_words(running)).warnings:
        yield replace(finish(Draft.of(Block({}, np.empty(0, np.int64))), running), report=last)


def raw_blocks(source: Source) -> list[Block]:
    """
    Read a table whatever it holds.

    Parameters
    ----------
    source
        A source of any kind but ``parquet``.

    Returns
    -------
    blocks
        Its rows as texts, columns by the names in its first row; rows that cannot be told into
        fields are rejects of their block.

    Raises
    ------
    ImportFileError
        If it holds no rows.
    """
    if source.kind in {"json", "geojson"}:
        records = documents.records(source)
        names = tuple(dict.fromkeys(name for record in records for name in record))
        rows = [[record.get(name, "") for name in names] for record in records]
        return documents.blocks_of_rows(rows, names, 1)
    if source.kind in {"workbook", "html"}:
        table = documents.table(source)
        return documents.blocks_of_rows(table[1:], _distinct(table[0]), 2)
    head = next(pieces(source, quoted=True, size=HEAD), None)
    if head is None:
        raise ImportFileError(f"{source.path.name} is empty")
    dialect = blocks.sniff(head.text.decode("utf-8", "replace"))
    first = list(islice(blocks.rows_of(head.text, dialect), 2))
    names = tuple(_distinct(first[0][1]))
    begins = first[1][0] + 1 if len(first) > 1 else 2
    layout = Layout("spreadsheet", "as it stands", names)
    return list(_blocks(_Opened(source, layout, dialect, begins)))


def _of_reports(path: Path, wanted: LayoutName | Literal["auto"]) -> Layout | None:
    """See whether a file holds reports, which are no table."""
    found = reports.recognise(path) if wanted in {"auto", "reports"} else None
    if found is None and wanted == "reports":
        raise ImportFileError(
            f"{path.name} holds no reports in the interchange format; python -m dashboard extract "
            "writes them"
        )
    return found


def _open(
    path: Path,
    wanted: LayoutName | Literal["auto"],
    mapping: Mapping[str, str] | None,
    data: Path,
) -> _Opened:
    source = open_source(path)
    if source.kind == "parquet":
        names = documents.parquet_names(source)
        sample = next(documents.parquet_blocks(source), None)
        rows = [] if sample is None else _sample_of(sample)
        return _Opened(source, _by_header(names, rows, wanted, mapping, data), Dialect(), 1)
    if source.kind in {"json", "geojson"}:
        records = documents.records(source)
        names = tuple(dict.fromkeys(name for record in records for name in record))
        rows = [[record.get(name, "") for name in names] for record in records]
        found = _by_header(names, rows[:SAMPLE], wanted, mapping, data)
        return _Opened(source, found, Dialect(), 1, rows)
    if source.kind in {"workbook", "html"}:
        table = documents.table(source)
        found = _by_rows(table[: SAMPLE + HEADER_WITHIN], wanted, mapping, data)
        first = found.header_rows
        return _Opened(source, found, Dialect(), first + 1, table[first:])
    return _open_text(source, wanted, mapping, data)


def _open_text(
    source: Source,
    wanted: LayoutName | Literal["auto"],
    mapping: Mapping[str, str] | None,
    data: Path,
) -> _Opened:
    head = next(pieces(source, quoted=True, size=HEAD), None)
    if head is None:
        raise ImportFileError(f"{source.path.name} is empty")
    dialect = blocks.sniff(head.text.decode("utf-8", "replace"))
    unquoted = replace(dialect, quoted=False)
    first = next(blocks.rows_of(head.text, unquoted), (0, []))[1]
    if dialect.delimiter == "\t" and gdelt.recognise_row(first):
        dialect = unquoted
    numbered = list(islice(blocks.rows_of(head.text, dialect), SAMPLE + HEADER_WITHIN))
    found = _by_rows([row for _, row in numbered], wanted, mapping, data)
    lines = [at for at, _ in numbered] + [head.text.count(b"\n") + 1]
    return _Opened(source, found, dialect, lines[min(found.header_rows, len(lines) - 1)] + 1)


def _by_rows(
    rows: Sequence[Sequence[str]],
    wanted: LayoutName | Literal["auto"],
    mapping: Mapping[str, str] | None,
    data: Path,
) -> Layout:
    if not rows:
        raise ImportFileError("the file holds no rows")
    for name, recognise in HEADERLESS.items():
        if wanted in {"auto", name} and mapping is None and (found := recognise(rows[0])):
            return found
    for at, row in enumerate(rows[:HEADER_WITHIN]):
        if mapping is None and (found := _foreign(row, wanted)):
            return _with_tags(found, rows, at)
    if wanted not in {"auto", "spreadsheet"}:
        raise ImportFileError(
            f"the file has not the layout {wanted!r}; its first row is: {', '.join(rows[0][:12])}"
        )
    at = next(
        (n for n, row in enumerate(rows[:HEADER_WITHIN]) if sum(bool(c.strip()) for c in row) > 1),
        0,
    )
    tagged = int(at + 1 < len(rows) and _is_tags(rows[at + 1]))
    width = len(rows[at])
    sample = [list(row) for row in rows[at + 1 + tagged :] if len(row) == width][:SAMPLE]
    found = guessing.plan(_distinct(rows[at]), sample, column_names(data), mapping)
    return _with_tags(found, rows, at)


def _with_tags(found: Layout, rows: Sequence[Sequence[str]], at: int) -> Layout:
    notes = list(found.assumptions)
    if at:
        notes.append(f"{at} rows above the header were passed over")
    tagged = at + 1 < len(rows) and _is_tags(rows[at + 1])
    if tagged:
        notes.append("the row of HXL tags under the header is no data")
    return replace(found, header_rows=at + 1 + int(tagged), assumptions=tuple(notes))


def _is_tags(row: Sequence[str]) -> bool:
    told = [cell.strip() for cell in row if cell.strip()]
    return bool(told) and all(cell.startswith("#") for cell in told)


def _foreign(columns: Sequence[str], wanted: LayoutName | Literal["auto"]) -> Layout | None:
    for name, recognise in FOREIGN.items():
        if wanted in {"auto", name} and (found := recognise(columns)):
            return replace(found, columns=tuple(_distinct(found.columns)))
    return None


def _by_header(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    wanted: LayoutName | Literal["auto"],
    mapping: Mapping[str, str] | None,
    data: Path,
) -> Layout:
    return replace(_by_rows([list(names), *rows], wanted, mapping, data), header_rows=0)


def _distinct(names: Sequence[str]) -> list[str]:
    """Give every column a name of its own."""
    seen: dict[str, int] = {}
    result = []
    for at, name in enumerate(names, start=1):
        plain = name.strip() or f"column {at}"
        seen[plain] = seen.get(plain, 0) + 1
        result.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return result


def _sample_of(block: Block) -> list[list[str]]:
    columns = [column[:SAMPLE].to_pylist() for column in block.columns.values()]
    return [[str(cell or "") for cell in row] for row in zip(*columns, strict=True)]


def _blocks(opened: _Opened) -> Iterator[Block]:
    names, source = opened.layout.columns, opened.source
    if source.kind == "parquet":
        for block in documents.parquet_blocks(source):
            columns = dict(zip(names, block.columns.values(), strict=True))
            yield replace(block, columns=columns)
        return
    if source.kind != "text":
        yield from documents.blocks_of_rows(opened.rows, names, opened.first_line)
        return
    plain, used = PLAIN[opened.layout.name], USED.get(opened.layout.name, frozenset(names))
    for piece in pieces(source, quoted=opened.dialect.quoted):
        begun = piece
        if piece.first_line < opened.first_line:
            begun = _without_header(piece, opened.first_line)
        yield blocks.parse(begun, names, opened.dialect, plain, used)


def _without_header(piece: Piece, first_line: int) -> Piece:
    text = piece.text
    at = 0
    for _ in range(first_line - piece.first_line):
        at = text.find(b"\n", at) + 1
        if not at:
            at = len(text)
            break
    return replace(piece, text=text[at:], first_line=first_line)


def _without_blank_rows(block: Block) -> Block:
    """Leave out rows in which no cell holds anything, as spreadsheets save them at their end."""
    full = np.zeros(len(block), dtype=bool)
    for column in block.columns.values():
        texts = column.dictionary if pa.types.is_dictionary(column.type) else column
        told = pc.greater(pc.binary_length(pc.utf8_trim_whitespace(texts)), 0)
        marks = told.fill_null(fill_value=False).to_numpy(zero_copy_only=False)
        full |= marks[column.indices.to_numpy()] if pa.types.is_dictionary(column.type) else marks
        if full.all():
            return block
    kept = np.flatnonzero(full)
    columns = {name: column.take(pa.array(kept)) for name, column in block.columns.items()}
    notes = block.notes | {"blank_rows": len(block) - len(kept)}
    return replace(block, columns=columns, lines=block.lines[kept], notes=notes)


def _ahead(coming: Iterator[Block]) -> Iterator[Block]:
    """Read the next block while this one is worked on."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(next, coming, None)
        while (block := future.result()) is not None:
            future = pool.submit(next, coming, None)
            yield block
