"""Opening a file, whatever its name says it is: archives, encodings, line ends, broken ends."""

from __future__ import annotations

import codecs
import gzip
import re
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, cast

from dashboard.errors import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Kind = Literal["text", "json", "geojson", "parquet", "workbook", "html"]
PIECE = 16 * 2**20
"""Bytes read at once."""
HEAD = 2**18
WHOLE_LIMIT = 2**30
"""Largest file of a kind that can only be read as a whole, in bytes."""
UNBALANCED_LIMIT = 4 * PIECE
"""Bytes without the end of a row after which a quotation mark counts as a stray one."""
DATA_NAMES = (".csv", ".tsv", ".txt", ".tab", ".json", ".ndjson", ".geojson", ".parquet", ".xlsx")
_ARABIC_RUN = 0.5
_LONE_RETURN = re.compile(rb"\r(?!\n)")
_HIGH = re.compile(rb"[\x80-\xff]+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Source:
    """
    A file that can be opened as often as needed.

    Attributes
    ----------
    path
        The file.
    kind
        What it holds.
    member
        Name inside the zip archive; None where the file is none.
    gzipped
        Whether it is compressed with gzip.
    encoding
        ``utf-8`` or ``utf-16-…`` by its byte-order mark; for other text the encoding of those
        lines that are no UTF-8, ``cp1252`` or ``cp1256``.
    marked
        Length of the byte-order mark.
    assumptions
        What was concluded about it, for the report.
    """

    path: Path
    kind: Kind
    member: str | None = None
    gzipped: bool = False
    encoding: str = "cp1252"
    marked: int = 0
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """
    Whole rows of a text file.

    Attributes
    ----------
    text
        UTF-8 without a byte-order mark, ending at the end of a row.
    first_line
        Line on which it begins, counted from 1.
    share
        Share of the file that has been read up to here, 0 to 1.
    undecoded
        Lines that were no UTF-8 and were read by the source's encoding.
    cut
        True if the file broke off here although more was promised.
    """

    text: bytes
    first_line: int
    share: float
    undecoded: int = 0
    cut: bool = False


def open_source(path: Path) -> Source:
    """
    See what a file is, by its content and not by its name.

    Parameters
    ----------
    path
        Any file.

    Returns
    -------
    source
        How to read it.

    Raises
    ------
    ImportFileError
        If it is absent, empty, or nothing that holds a table.
    """
    try:
        head = _head(path)
    except OSError as error:
        raise ImportFileError(f"{path.name} cannot be opened: {error.strerror}") from error
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(b"PK"):
        raise ImportFileError(f"{path.name} is an empty or split zip archive; unpack it first")
    if head.startswith(b"\x1f\x8b"):
        inner = Source(path, "text", gzipped=True)
        return _sniffed(inner, _inner_head(inner))
    return _sniffed(Source(path, "text"), head)


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(HEAD)


def _inner_head(source: Source) -> bytes:
    with _stream(source) as (stream, _):
        return _read(stream, HEAD)[0]


def _zipped(path: Path) -> Source:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [item.filename for item in archive.infolist() if not item.is_dir()]
    except zipfile.BadZipFile as error:
        problem = "is an incomplete zip archive; fetch it again, or unpack what can be saved"
        raise ImportFileError(f"{path.name} {problem}") from error
    if "xl/workbook.xml" in names or ("content.xml" in names and "mimetype" in names):
        note = "" if path.suffix in {".xlsx", ".ods", ".xlsm"} else "is a workbook, not what its "
        noted = (f"{path.name} {note}name says",) if note else ()
        return Source(path, "workbook", assumptions=noted)
    tables = [name for name in names if name.casefold().endswith(DATA_NAMES)]
    tables = [name for name in tables if "__MACOSX" not in name]
    chosen = tables or names
    if len(chosen) != 1:
        listed = ", ".join(chosen[:10]) or "nothing"
        raise ImportFileError(
            f"{path.name} holds {len(chosen)} files ({listed}); unpack it and give the one you want"
        )
    inner = Source(path, "text", member=chosen[0])
    return _sniffed(inner, _inner_head(inner))


def _sniffed(source: Source, head: bytes) -> Source:
    name = source.member or source.path.name
    if not head.strip():
        raise ImportFileError(f"{name} is empty")
    if head.startswith(b"PAR1"):
        return _as(source, "parquet")
    if head.startswith(b"PK\x03\x04"):
        return _as(source, "workbook")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportFileError(f"{name} is an old Excel file; save it as .xlsx or as CSV")
    if head.startswith(b"SQLite format 3\0"):
        raise ImportFileError(
            f"{name} is a GeoPackage or another database; save it as CSV, GeoJSON or GeoParquet"
        )
    encoding, marked = next(
        ((enc, len(mark)) for mark, enc in _BOMS if head.startswith(mark)), (None, 0)
    )
    if encoding is None and b"\0" in head[:4096]:
        raise ImportFileError(f"{name} is no table: it holds binary data")
    text = head[marked:].decode(encoding or "latin-1", "replace").lstrip()
    if text[:1] == "<":
        return _marked_up(source, text, name, encoding, marked)
    if text[:1] in {"{", "["}:
        kind: Kind = "geojson" if re.search(r'"type"\s*:\s*"Feature', text) else "json"
        return _as(source, kind, encoding, marked)
    return _as(source, "text", encoding or _legacy(head), marked)


def _marked_up(source: Source, text: str, name: str, encoding: str | None, marked: int) -> Source:
    if re.search(r"<(table|tr|td|html|!doctype html)\b", text, re.IGNORECASE) is None:
        raise ImportFileError(f"{name} is XML, not a table; save it as .xlsx or as CSV")
    if re.search(r"<t[rd]\b", text, re.IGNORECASE) is None and len(text) < HEAD // 2:
        raise ImportFileError(f"{name} is a web page without a table, perhaps a log-in page")
    noted = f"{name} is a web page; its largest table was read"
    return _as(source, "html", encoding, marked, (noted,))


def _as(
    source: Source,
    kind: Kind,
    encoding: str | None = None,
    marked: int = 0,
    assumptions: tuple[str, ...] = (),
) -> Source:
    found = encoding or source.encoding
    return Source(source.path, kind, source.member, source.gzipped, found, marked, assumptions)


def _legacy(head: bytes) -> str:
    """Tell Arabic from Western text: Arabic letters stand in rows, Western accents alone."""
    runs = [len(run) for run in _HIGH.findall(head)]
    in_rows = sum(size for size in runs if size > 1)
    return "cp1256" if runs and in_rows > _ARABIC_RUN * sum(runs) else "cp1252"


@contextmanager
def _stream(source: Source) -> Iterator[tuple[_Stream, Callable[[], float]]]:
    size = max(source.path.stat().st_size, 1)
    with source.path.open("rb") as raw:
        if source.gzipped:
            with gzip.GzipFile(fileobj=raw) as unpacked:
                yield unpacked, lambda: raw.tell() / size
        elif source.member is not None:
            with zipfile.ZipFile(raw) as archive, archive.open(source.member) as member:
                packed = max(archive.getinfo(source.member).file_size, 1)
                yield cast("_Stream", member), lambda: member.tell() / packed
        else:
            yield raw, lambda: raw.tell() / size


class _Stream(Protocol):
    """What we use of a file that is being unpacked."""

    def read(self, size: int = -1, /) -> bytes: ...

    def read1(self, size: int = -1, /) -> bytes: ...


def _read(stream: _Stream, size: int) -> tuple[bytes, bool]:
    """Read up to `size` bytes, and say whether a compressed stream broke off."""
    parts: list[bytes] = []
    left = size
    while left > 0:
        try:
            part = stream.read1(min(left, 2**20))  # what read has gathered is lost when it fails
        except (EOFError, zlib.error, zipfile.BadZipFile, OSError):
            return b"".join(parts), True
        if not part:
            break
        parts.append(part)
        left -= len(part)
    return b"".join(parts), False


def whole(source: Source) -> bytes:
    """
    Read a file of a kind that cannot be streamed.

    Parameters
    ----------
    source
        The file.

    Returns
    -------
    content
        All of it, unpacked, as UTF-8 without a byte-order mark where it is text.

    Raises
    ------
    ImportFileError
        If it is longer than `WHOLE_LIMIT` or broken off.
    """
    with _stream(source) as (stream, _):
        content, cut = _read(stream, WHOLE_LIMIT + 1)
    name = source.member or source.path.name
    if cut:
        raise ImportFileError(f"{name} is incomplete; fetch it again")
    if len(content) > WHOLE_LIMIT:
        raise ImportFileError(f"{name} is larger than 1 GB; save it as CSV, which is streamed")
    if source.kind in {"workbook", "parquet"}:
        return content
    content = content[source.marked :]
    if source.encoding.startswith("utf-16"):
        return content.decode(source.encoding, "replace").encode()
    return _decoded(content, source.encoding)[0]


def pieces(source: Source, *, quoted: bool, size: int = PIECE) -> Iterator[Piece]:
    r"""
    Read a text file in pieces that end at the end of a row.

    Parameters
    ----------
    source
        A source of kind ``text``.
    quoted
        Whether quotation marks keep line ends inside a field.
    size
        Bytes to read at once.

    Yields
    ------
    piece
        At least one row, decoded; line ends are ``\n`` or ``\r\n``.
    """
    line, rest = 1, b""
    with _stream(source) as (stream, share):
        stream.read(source.marked)
        for raw, cut, last in _raw_pieces(stream, source.encoding, size):
            block = rest + raw
            end = len(block) if last else _row_end(block, quoted=quoted)
            if not end and not (last and cut):
                rest = block
                continue
            text, undecoded = _decoded(block[:end], source.encoding)
            rest = block[end:]
            yield Piece(text, line, min(share(), 1.0), undecoded, cut and last)
            line += text.count(b"\n")


def _raw_pieces(stream: _Stream, encoding: str, size: int) -> Iterator[tuple[bytes, bool, bool]]:
    """Give bytes in which line ends and quotation marks are single bytes, and the broken end."""
    wide = encoding.startswith("utf-16")
    decoder = codecs.getincrementaldecoder(encoding)("replace") if wide else None
    old_mac: bool | None = None
    while True:
        raw, cut = _read(stream, size)
        last = cut or len(raw) < size
        text = decoder.decode(raw, last).encode() if decoder else raw
        if old_mac is None:
            old_mac = b"\r" in text and b"\n" not in text
        if old_mac:
            text = text.replace(b"\r", b"\n")
        yield text, cut, last
        if last:
            return


def _row_end(block: bytes, *, quoted: bool) -> int:
    """Find the last line end that stands outside quotation marks; 0 where there is none."""
    end = block.rfind(b"\n") + 1
    if not quoted:
        return end
    inside = block.count(b'"') % 2
    at = len(block)
    while end:
        inside ^= block.count(b'"', end, at) % 2
        if not inside:
            return end
        at, end = end, block.rfind(b"\n", 0, end - 1) + 1
    return block.rfind(b"\n") + 1 if len(block) > UNBALANCED_LIMIT else 0


def _decoded(block: bytes, encoding: str) -> tuple[bytes, int]:
    """Turn what is no UTF-8 into UTF-8, line by line, and count those lines."""
    if block.count(b"\r") != block.count(b"\r\n"):
        block = _LONE_RETURN.sub(b" ", block)
    if block.isascii():
        return block, 0
    try:
        block.decode()
    except UnicodeDecodeError:
        lines = block.split(b"\n")
    else:
        return block, 0
    legacy = encoding if encoding.startswith("cp") else "cp1252"
    count = 0
    for at, line in enumerate(lines):
        try:
            line.decode()
        except UnicodeDecodeError:
            lines[at] = line.decode(legacy, "replace").encode()
            count += 1
    return b"\n".join(lines), count
