"""Reports in files and on the command line."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
import logging
import zipfile
from typing import TYPE_CHECKING

import docx
import pypdf
import pytest

from dashboard.errors import ReportError
from dashboard.extract.command import add_parser, run
from dashboard.extract.files import MAX_BYTES, read_bytes, read_file, unwrapped

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "A drone hit a depot in Homs on Monday, killing two people, medics said."


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def damaged(part: str, old: bytes, new: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file(TEXT))) as whole, zipfile.ZipFile(packed, "w") as out:
        for name in whole.namelist():
            content = whole.read(name)
            out.writestr(name, content.replace(old, new, 1) if name == part else content)
    return packed.getvalue()


def test_plain_text_in_three_encodings() -> None:
    assert read_bytes("Café".encode(), "a.txt") == "Café"
    assert read_bytes("Café".encode("utf-16"), "a.txt") == "Café"
    assert read_bytes("Café".encode("cp1252"), "a.txt") == "Café"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('charset="windows-1251"', "cp1251"),
        ("http-equiv=Content-Type content='text/html; charset=KOI8-R'", "koi8-r"),
        ("charset=iso-8859-1", "cp1252"),
        ("charset=idna", "cp1252"),
        ("charset=rot13", "cp1252"),
        ("name=x", "cp1252"),
    ],
)
def test_a_web_page_is_read_in_the_encoding_it_declares(declared: str, encoding: str) -> None:
    text = "Вибух" if encoding != "cp1252" else "“Café”"
    page = f"<html><head><meta {declared}></head><p>{text}</p></html>"
    assert read_bytes(page.encode(encoding), "a.html") == text


def test_html_gives_the_article_and_not_the_frame() -> None:
    page = (
        "<html><head><title>T</title><script>var a='Raid on Aden';</script></head><body>"
        "<nav>Menu: strike on Sanaa</nav><article><h1>Head</h1>"
        f"<p>{TEXT}</p><p>{'More words follow here. ' * 12}</p></article>"
        "<footer>About an attack</footer></body></html>"
    )
    text = read_bytes(page.encode(), "a.html")
    assert text.split("\n\n")[:2] == ["Head", TEXT]
    assert "Aden" not in text
    assert "Sanaa" not in text
    assert "About" not in text


def test_html_gives_a_row_of_a_table_as_one_line() -> None:
    page = (
        "<table><tr><th>Place</th><th>Dead\n<th>Hurt</tr> <tr><td></td> <td>Homs</td>\n<td>2</td>"
        "\n<td></td>\n<td>2</td></tr></table><table><tr><td><p>Laid out.</p><p>In a table.</p></table>"
    )
    assert read_bytes(page.encode(), "a.html").split("\n\n") == [
        "Place | Dead | Hurt",
        "Homs | 2 | 2",
        "Laid out.",
        "In a table.",
    ]


def test_html_without_an_article_gives_its_paragraphs() -> None:
    assert read_bytes(f"<p>{TEXT}<p>Second.".encode(), "a.htm") == f"{TEXT}\n\nSecond."


def test_word_gives_its_paragraphs() -> None:
    assert read_bytes(word_file("Head", TEXT), "a.docx") == f"Head\n{TEXT}"


def test_word_gives_its_tables_where_they_stand() -> None:
    document = docx.Document()
    document.add_paragraph("Head")
    table = document.add_table(3, 3)
    for at, words in enumerate((("Place", "Dead", "Hurt"), ("Homs", "2", "2"), ("all", "", "4"))):
        for cell, word in zip(table.rows[at].cells, words, strict=True):
            cell.text = word
    table.cell(2, 0).merge(table.cell(2, 1))
    document.add_paragraph(TEXT)
    packed = io.BytesIO()
    document.save(packed)
    lines = read_bytes(packed.getvalue(), "a.docx").split("\n")
    assert lines == ["Head", "Place | Dead | Hurt", "Homs | 2 | 2", "all | 4", TEXT]


def test_the_lines_of_a_pdf_become_paragraphs() -> None:
    page = (
        "A headline\n"
        "BEIRUT - The Red Cross recovered \ufb01fteen bodies near the village of Aita al-\n"
        "Shaab on Monday, the health ministry said, after a raid by the Israeli air force\n"
        "at dawn. Forty-\nfive houses were hit, the ministry said in a state\u00ad\nment, and an air-\n"
        "dropped bomb hit Tyre.\n\nEnd"
    )
    whole = (
        "BEIRUT - The Red Cross recovered fifteen bodies near the village of Aita al-Shaab on Monday, "
        "the health ministry said, after a raid by the Israeli air force at dawn. Forty-five houses "
        "were hit, the ministry said in a statement, and an air-dropped bomb hit Tyre."
    )
    assert unwrapped(page).split("\n") == ["A headline", whole, "", "End"]


def test_a_page_that_cuts_words_gives_them_whole() -> None:
    page = "The govern-\nment said that an Israeli-\nmade bomb had been found on the road to the ai-\nrport."
    assert unwrapped(page * 2).startswith("The government said that an Israeli-made bomb")


def test_pdf_without_text_says_so() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    packed = io.BytesIO()
    writer.write(packed)
    with pytest.raises(ReportError, match="no text"):
        read_bytes(packed.getvalue(), "a.pdf")


def test_an_encrypted_pdf_says_so() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    with pytest.raises(ReportError, match="encrypted"):
        read_bytes(packed.getvalue(), "a.pdf")


def test_a_word_file_with_a_password_says_so() -> None:
    with pytest.raises(ReportError, match="without a password"):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx")


def test_a_zip_bomb_is_not_opened() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", b"0" * 50_000_000)
    with pytest.raises(ReportError, match="unpack"):
        read_bytes(packed.getvalue(), "a.docx")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.txt"),
        (b"   ", "a.html"),
        (b"\x00\x01\x02" * 40, "a.txt"),
        (b"%PDF-1.7 rubbish", "a.pdf"),
        (b"PK\x03\x04 rubbish", "a.docx"),
        (b"not a zip", "a.docx"),
        (damaged("word/document.xml", b"<w:document", b"<w:document a='"), "a.docx"),
        (damaged("_rels/.rels", b"package/2006/relationships", b"nowhere"), "a.docx"),
        (b"text", "a.exe"),
        (b"x" * (MAX_BYTES + 1), "a.txt"),
    ],
)
def test_hostile_files_are_refused_with_a_reason(data: bytes, name: str) -> None:
    with pytest.raises(ReportError, match=name):
        read_bytes(data, name)


def test_what_is_wrong_with_a_pdf_is_said_once() -> None:
    # Without a handler of its own, Python writes the library's warnings to the error stream.
    assert logging.getLogger("pypdf").handlers


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"gone\.txt"):
        read_file(tmp_path / "gone.txt")


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["extract", *words])


def test_the_command_writes_one_object_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    args = parsed(
        str(tmp_path / "one.txt"), str(tmp_path / "gone.txt"), "--published", "2024-02-09"
    )
    assert args.published == dt.date(2024, 2, 9)
    assert run(args) == 1
    shown = capsys.readouterr()
    (line,) = shown.out.splitlines()
    report = json.loads(line)
    assert report["text_id"] == "one"
    assert report["events"][0]["date_start"] == "2024-02-05"
    assert "gone.txt" in shown.err


def test_the_command_writes_rows_that_a_spreadsheet_does_not_run(tmp_path: Path) -> None:
    (tmp_path / "=one.txt").write_text(TEXT, "utf-8")
    out = io.StringIO()
    args = parsed(str(tmp_path / "=one.txt"), "--published", "2024-02-09", "--csv")
    assert run(args, out=out) == 0
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["text_id"] == "'=one"
    assert row["casualties"] == "killed 2-2 (medics)"
