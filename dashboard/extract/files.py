"""Reports in files: plain text, HTML, PDF and Word become text; hostile files a clear error."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from dashboard.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 10_000_000
MAX_UNPACKED_BYTES = 40_000_000
MAX_PAGES = 60
MAX_CHARS = 400_000
PACKED_TIMES = 200
SNIFFED = 2_000


def read_file(path: Path) -> str:
    """
    Read the text of a report from a file.

    Parameters
    ----------
    path
        A .txt, .md, .html, .htm, .pdf or .docx file.

    Returns
    -------
    text
        Paragraphs on lines of their own.

    Raises
    ------
    ReportError
        If the file is missing, too large, of another kind, encrypted, broken, or has no text.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReportError(
                f"{path.name} has {size:,} bytes; at most {MAX_BYTES:,} are read. "
                "Save the article alone as text."
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path.name} cannot be opened: {error.strerror or error}.") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> str:
    """
    Read the text of a report from the bytes of a file.

    Parameters
    ----------
    data
        The file's content.
    name
        Its name; the ending says what it is.

    Returns
    -------
    text
        Paragraphs on lines of their own, at most `MAX_CHARS` characters.

    Raises
    ------
    ReportError
        If it is too large, of another kind, encrypted, broken, or has no text.
    """
    if len(data) > MAX_BYTES:
        raise ReportError(f"{name} has {len(data):,} bytes; at most {MAX_BYTES:,} are read.")
    kind = Path(name).suffix.lower()
    reader = _READERS.get(kind)
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise ReportError(f"{name} is not a kind of file that is read here ({known}).")
    text = reader(data, name)[:MAX_CHARS]
    if not text.strip():
        raise ReportError(f"{name} holds no text (a scan must be turned into text first).")
    return text


def plain_text(data: bytes, name: str) -> str:
    """
    Decode text.

    Parameters
    ----------
    data
        UTF-8, UTF-16 with a byte-order mark, or Windows-1252.
    name
        Name of the file, for the message.

    Returns
    -------
    text
        As it stands in the file.

    Raises
    ------
    ReportError
        If it is no text.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:SNIFFED]:
        raise ReportError(f"{name} is not text: save it as UTF-8 text, PDF or Word.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td", "div", "br", "title", "pre"}
)
_SKIPPED = frozenset(
    {"script", "style", "noscript", "nav", "footer", "aside", "form", "svg", "template", "button"}
)
_MAIN = frozenset({"article", "main"})
LONG_ENOUGH = 200


class _Blocks(HTMLParser):
    """Collects a page's paragraphs, those inside its article or main part apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.everything: list[str] = []
        self.main: list[str] = []
        self._words: list[str] = []
        self._skipped = 0
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _BLOCKS:
            self._close()
        if tag in _SKIPPED:
            self._skipped += 1
        if tag in _MAIN:
            self._close()
            self._inside += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._close()
        if tag in _SKIPPED and self._skipped:
            self._skipped -= 1
        if tag in _MAIN and self._inside:
            self._close()
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._words.append(data)

    def _close(self) -> None:
        block = re.sub(r"\s+", " ", "".join(self._words)).strip()
        self._words = []
        if block:
            self.everything.append(block)
            if self._inside:
                self.main.append(block)

    def text(self) -> str:
        self._close()
        main = "\n\n".join(dict.fromkeys(self.main))
        return main if len(main) >= LONG_ENOUGH else "\n\n".join(dict.fromkeys(self.everything))


def _html(data: bytes, name: str) -> str:
    blocks = _Blocks()
    blocks.feed(plain_text(data, name))
    blocks.close()
    return blocks.text()


def _pdf(data: bytes, name: str) -> str:
    import pypdf  # noqa: PLC0415 - slow, and most reports are text
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise ReportError(f"{name} is encrypted: save it without a password.")
        pages, size = [], 0
        for page in document.pages[:MAX_PAGES]:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > MAX_CHARS:
                break
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OverflowError,
        NotImplementedError,
    ) as error:
        if isinstance(error, ReportError):
            raise
        raise ReportError(f"{name} is not a PDF that can be read: {error}.") from error
    return "\n\n".join(_unwrapped(page) for page in pages)


def _unwrapped(page: str) -> str:
    # Lines of a page are joined to paragraphs; an empty line or a full stop ends one.
    lines: list[str] = []
    for line in page.splitlines():
        stripped = line.strip()
        if (
            lines
            and lines[-1]
            and stripped
            and not re.search(r"[.!?:][\"')\u201d\u2019]*$", lines[-1])
        ):
            lines[-1] = f"{lines[-1]} {stripped}"
        else:
            lines.append(stripped)
    return "\n".join(lines)


def _word(data: bytes, name: str) -> str:
    import docx  # noqa: PLC0415 - slow, and most reports are text
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > MAX_UNPACKED_BYTES or unpacked > PACKED_TIMES * max(len(data), 1):
            raise ReportError(f"{name} would unpack to {unpacked:,} bytes and is not opened.")
        document: Any = docx.Document(io.BytesIO(data))
        return "\n".join(paragraph.text for paragraph in document.paragraphs)
    except (zipfile.BadZipFile, PackageNotFoundError, ParseError, KeyError, ValueError) as error:
        if isinstance(error, ReportError):
            raise
        raise ReportError(f"{name} is not a Word file that can be read: {error}.") from error


_READERS: MappingProxyType[str, Callable[[bytes, str], str]] = MappingProxyType(
    {
        ".txt": plain_text,
        ".md": plain_text,
        ".html": _html,
        ".htm": _html,
        ".pdf": _pdf,
        ".docx": _word,
    }
)
