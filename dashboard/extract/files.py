"""Reports in files: plain text, HTML, PDF and Word become text; hostile files a clear error."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
import zipfile
import zlib
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dashboard.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
        UTF-8, UTF-16 with a byte-order mark, what a web page declares, or Windows-1252.
    name
        Name of the file, for the message; the ending says whether it is a web page.

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
        page = Path(name).suffix.lower() in {".html", ".htm"}
        return data.decode(_declared(data) if page else "cp1252", errors="replace")


_ENCODINGS = re.compile(
    r"windows-125\d|iso-8859-(?:[2-9]|1[0134-6])|koi8-[ru]|gb(?:k|2312|18030)|big5|shift_jis|euc-(?:jp|kr)"
)
"""What is decoded in time that grows with the length only; ISO 8859-1 means Windows-1252 there."""
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE
)


def _declared(data: bytes) -> str:
    """Give the encoding that a web page says it has; Windows-1252 where it names none we know."""
    hit = _CHARSET.search(data[:SNIFFED])
    name = hit[1].decode("ascii", "replace").lower() if hit else ""
    return name if _ENCODINGS.fullmatch(name) else "cp1252"


_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "tr", "div", "br", "title", "pre"}
)
_CELLS = frozenset({"td", "th"})
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
        self._written = False  # since the last cell of a row
        self._skipped = 0
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _BLOCKS:
            self._close()
        if tag in _CELLS and self._written:
            self._words.append(" | ")
            self._written = False
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
            self._written = self._written or bool(data.strip())

    def _close(self) -> None:
        block = re.sub(r"\s+", " ", "".join(self._words)).strip(" |")
        self._words, self._written = [], False
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


_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
"""What the libraries stumble over in damaged files; SyntaxError is what lxml says of its XML."""


logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is wrong is said by us, once


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
    except (PyPdfError, *_BROKEN) as error:
        if isinstance(error, ReportError):
            raise
        raise ReportError(f"{name} is not a PDF that can be read: {error}.") from error
    return "\n\n".join(unwrapped(page) for page in pages)


_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_ENDED = re.compile(r"[.!?:][\"')\u201d\u2019]*$")
_HYPHENED = re.compile(r"\w[-\u2010\u00ad]$")
_CUT = re.compile(r"\b(?!\w{1,12}ty[-\u2010]$)[a-z]{2,}[-\u2010]$")
SHORT_LINE = 0.6
FEW, HYPHENS = 2, 0.08
"""Number and share of lines with a hyphen at their end, above which a page is said to cut words."""


def unwrapped(page: str) -> str:
    """
    Join the lines of a page to paragraphs.

    Parameters
    ----------
    page
        Its text as a PDF gives it, line by line.

    Returns
    -------
    text
        A paragraph a line. An empty line or a full stop ends one, and so does a line that is much
        shorter than a full one where the next begins with a capital: a headline, an entry of a
        list. Letters that a font draws as one ("fi") are letters again.
    """
    page = _LIGATURE.sub(lambda hit: unicodedata.normalize("NFKC", hit[0]), page)
    lines: list[str] = []
    before = ""
    full = sorted(len(line.strip()) for line in page.splitlines() if line.strip())
    short = SHORT_LINE * full[len(full) * 3 // 4] if full else 0
    cut = sum(bool(_CUT.search(line)) for line in page.splitlines())
    cutting = cut > max(FEW, HYPHENS * len(full))
    for line in page.splitlines():
        stripped = line.strip()
        ended = _ENDED.search(before) or (len(before) < short and stripped[:1].isupper())
        if before and stripped and not ended:
            lines[-1] = _joined(lines[-1], stripped, cutting=cutting)
        else:
            lines.append(stripped)
        before = stripped
    return "\n".join(lines)


def _joined(line: str, following: str, *, cutting: bool) -> str:
    """Join two lines; on a page that cuts words at the end of a line, they are whole again."""
    if not _HYPHENED.search(line):
        return f"{line} {following}"
    cut = line.endswith("\u00ad") or (cutting and following[:1].islower() and _CUT.search(line))
    return f"{line[:-1] if cut else line}{following}"


_OLD_WORD = b"\xd0\xcf\x11\xe0"
"""How files begin that hold a password-protected document, or one of Word before 2007."""


def _word(data: bytes, name: str) -> str:
    import docx  # noqa: PLC0415 - slow, and most reports are text
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    if data.startswith(_OLD_WORD):
        raise ReportError(
            f"{name} is encrypted or of an old kind: save it as .docx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
        if unpacked > MAX_UNPACKED_BYTES or unpacked > PACKED_TIMES * max(len(data), 1):
            raise ReportError(f"{name} would unpack to {unpacked:,} bytes and is not opened.")
        document: Any = docx.Document(io.BytesIO(data))
        return "\n".join(_blocks(document))
    except (zipfile.BadZipFile, PackageNotFoundError, *_BROKEN) as error:
        if isinstance(error, ReportError):
            raise
        raise ReportError(f"{name} is not a Word file that can be read: {error}.") from error


def _blocks(holder: Any) -> Iterator[str]:  # noqa: ANN401 - a document or a cell, untyped
    """Give paragraphs and, in their place, the rows of tables; cells that were joined once."""
    for block in holder.iter_inner_content():
        if not hasattr(block, "rows"):
            yield block.text
            continue
        for row in block.rows:
            cells = {cell._tc: cell for cell in row.cells}.values()  # noqa: SLF001 - tells them apart
            yield " | ".join(text for cell in cells if (text := " ".join(cell.text.split())))


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
