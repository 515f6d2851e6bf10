from __future__ import annotations

import csv
import gzip
import io
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.errors import ImportCancelledError, ImportFileError
from dashboard.importers import blocks, detect, read
from dashboard.importers.source import Piece, open_source, pieces
from tests.importers.builders import ACLED_ROW, acled_text, take, write

ROWS: tuple[dict[str, str], ...] = (
    {},
    {"actor1": "Forces of Nowhere"},
    {"location": "Al Ḩudaydah", "actor1": "قوات وهمية"},
)


def events(path: Path, data: Path) -> list[str]:
    named: list[str] = take(path, data).events["perpetrators"].tolist()
    return named


@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks(tmp_path: Path, data: Path, mark: str) -> None:
    path = write(tmp_path, acled_text(*ROWS).encode(mark))
    assert events(path, data) == ["Invented Air Wing", "Forces of Nowhere", "قوات وهمية"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(tmp_path: Path, data: Path, end: str) -> None:
    got = take(write(tmp_path, acled_text(*ROWS, {"event_date": "x"}, end=end)), data)
    assert got.report.taken == 3
    assert got.rejects["line"].tolist() == [5]
    assert got.events["country"].tolist() == ["Yemen"] * 3


def test_windows_1252(tmp_path: Path, data: Path) -> None:
    text = acled_text({"actor1": "Armée d’Inventée"}, {"actor1": "Plain"})
    got = take(write(tmp_path, text.encode("cp1252")), data)
    assert got.events["perpetrators"].tolist() == ["Armée d’Inventée", "Plain"]
    assert got.warned("not_utf8") == 1


def test_windows_1256(tmp_path: Path, data: Path) -> None:
    text = acled_text({"actor1": "قوات وهمية", "notes": "قصف قرية خيالية"}, {})
    got = take(write(tmp_path, text.encode("cp1256")), data)
    assert got.events["perpetrators"][0] == "قوات وهمية"
    assert got.events["summary"][0] == "قصف قرية خيالية"
    assert got.warned("not_utf8") == 1


def test_two_encodings_in_one_file(tmp_path: Path, data: Path) -> None:
    lines = acled_text({"actor1": "Armée"}, {"actor1": "Brigade à côté"}).split("\n")
    content = "\n".join(lines[:2]).encode() + b"\n" + "\n".join(lines[2:]).encode("cp1252")
    assert events(write(tmp_path, content), data) == ["Armée", "Brigade à côté"]


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
def test_delimiters(tmp_path: Path, data: Path, delimiter: str) -> None:
    path = write(tmp_path, acled_text(*ROWS, delimiter=delimiter))
    assert take(path, data).report.taken == 3


def test_a_line_that_names_the_delimiter(tmp_path: Path, data: Path) -> None:
    got = take(
        write(tmp_path, "sep=;\n" + acled_text({}, {"event_date": "x"}, delimiter=";")), data
    )
    assert (got.report.taken, got.rejects["line"].tolist()) == (1, [4])


def test_line_ends_within_fields_keep_the_line_numbers(tmp_path: Path, data: Path) -> None:
    rows = [{"notes": 'two\nlines, "quoted"\n'}, {"event_date": "x"}, {}, {"event_date": "y"}]
    got = take(write(tmp_path, acled_text(*rows)), data)
    assert got.rejects["line"].tolist() == [5, 7]
    assert got.events["summary"][0] == 'two\nlines, "quoted"'
    assert got.rejects["row"][0].startswith("INV2,x,")
    assert got.rejects["column"][0] == "event_date"
    assert got.rejects["value"][0] == "x"


def test_a_rejected_row_is_kept_whole_though_it_spans_lines(tmp_path: Path, data: Path) -> None:
    got = take(write(tmp_path, acled_text({"notes": "two\nlines", "event_date": "x"}, {})), data)
    assert '"two\nlines"' in got.rejects["row"][0]


def test_blanks_around_and_words_for_nothing(tmp_path: Path, data: Path) -> None:
    row = {"country": " Yemen ", "event_date": " 2024-02-07 ", "actor2": "NULL", "fatalities": "NA"}
    event = take(write(tmp_path, acled_text(row | {"actor1": "Wing  "})), data).events.iloc[0]
    assert event["country"] == "Yemen"
    assert event["perpetrators"] == "Wing"
    assert event[["targets", "fatalities_best"]].isna().all()


def test_blank_lines_and_rows_are_passed_over(tmp_path: Path, data: Path) -> None:
    lines = acled_text({}, {"event_date": "x"}, {}).split("\n")
    lines[2:2] = ["", "   ", "," * 30]
    got = take(write(tmp_path, "\n".join(lines)), data)
    assert (got.report.taken, got.report.rejected) == (2, 1)
    assert got.rejects["line"].tolist() == [6]


def test_rows_with_too_few_or_too_many_fields_are_rejected(tmp_path: Path, data: Path) -> None:
    lines = acled_text({}, {}, {}, {}).split("\n")
    lines[1] = lines[1].replace(",2024,", ",2024,extra,", 1)
    lines[2] = lines[2].rsplit(",", 3)[0]
    lines[3] += ",,"
    got = take(write(tmp_path, "\n".join(lines)), data)
    assert got.rejects["line"].tolist() == [2, 3]
    assert got.rejects["reason"].tolist() == [
        "has 32 fields, the header has 31",
        "has 28 fields, the header has 31",
    ]
    assert got.warned("extra_blank_fields") == 1


@pytest.mark.parametrize(
    ("note", "reason"), [("struck, it", "has 30 fields"), ("struck it", "never closed")]
)
def test_a_stray_quotation_mark_costs_one_row(
    tmp_path: Path, data: Path, note: str, reason: str
) -> None:
    lines = acled_text(*[{"notes": note}] * 4).split("\n")
    lines[2] = lines[2].replace("Invented Gazette", '"Invented Gazette')
    got = take(write(tmp_path, "\n".join(lines)), data)
    assert got.rejects["line"].tolist() == [3]
    assert got.report.taken == 3
    assert reason in got.rejects["reason"][0]


def test_inches_are_no_quotation_marks(tmp_path: Path, data: Path) -> None:
    lines = acled_text({}, {}, {}).split("\n")
    lines[2] = lines[2].replace("Invented Gazette", 'Invented 5" Gazette')
    assert take(write(tmp_path, "\n".join(lines)), data).report.taken == 3


def test_a_file_cut_off_in_a_row_says_so(tmp_path: Path, data: Path) -> None:
    text = acled_text({}, {}, {})
    got = take(write(tmp_path, text[:-200]), data)
    assert (got.report.taken, got.rejects["line"].tolist()) == (2, [4])
    assert "cut off" in got.rejects["reason"][0]


def test_a_file_cut_off_inside_quotation_marks(tmp_path: Path, data: Path) -> None:
    text = acled_text({}, {}, {"notes": "a long, long note"})
    got = take(write(tmp_path, text[: text.rindex("long note")]), data)
    assert (got.report.taken, got.rejects["line"].tolist()) == (2, [4])


def test_gzip_and_a_gzip_that_broke_off(tmp_path: Path, data: Path) -> None:
    text = acled_text(*[{"notes": f"note {n} {hash(str(n))}"} for n in range(3000)])
    packed = gzip.compress(text.encode())
    assert take(write(tmp_path, packed, "a.csv.gz"), data).report.taken == 3000
    got = take(write(tmp_path, packed[: len(packed) // 2], "b.csv.gz"), data)
    assert 0 < got.report.taken < 3000
    assert got.warned("file_cut_off") == 1


def test_zip_archives(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "one.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/invented.csv", acled_text({}))
        archive.writestr("readme.pdf", "no table")
    assert take(path, data).report.taken == 1
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("second.csv", acled_text({}))
    with pytest.raises(ImportFileError, match=r"2 files .*second\.csv"):
        detect(path, data=data)


def test_a_zip_that_broke_off(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "one.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("invented.csv", acled_text({}))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ImportFileError, match="incomplete"):
        detect(path, data=data)


def test_a_web_page_named_csv(tmp_path: Path, data: Path) -> None:
    names = list(ACLED_ROW)
    head = "".join(f"<th>{name}</th>" for name in names)
    cells = "".join(f"<td> {ACLED_ROW[name]}&nbsp;</td>" for name in names)
    page = f"<html><body><table><tr>{head}</tr><tr>{cells}</tr></table></body></html>"
    got = take(write(tmp_path, page), data)
    assert got.report.taken == 1
    assert any("web page" in sentence for sentence in got.report.assumptions)


def test_a_log_in_page_is_no_table(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, "<!doctype html><html><body>Please log in</body></html>")
    with pytest.raises(ImportFileError, match="log-in page"):
        detect(path, data=data)


@pytest.mark.parametrize("name", ["invented.xlsx", "invented.csv"])
def test_a_workbook_whatever_its_name(tmp_path: Path, data: Path, name: str) -> None:
    made = tmp_path / "made.xlsx"
    columns = {key: [value] for key, value in ACLED_ROW.items()}
    pyogrio.write_arrow(
        pa.table(columns), made, driver="XLSX", geometry_name=None, geometry_type=None
    )
    path = write(tmp_path, made.read_bytes(), name)
    got = take(path, data)
    assert got.events["event_id"][0] == "acled:INV1"


def test_parquet(tmp_path: Path, data: Path) -> None:
    columns: dict[str, list[object]] = {key: [value] * 2 for key, value in ACLED_ROW.items()}
    columns |= {
        "event_id_cnty": ["INV1", "INV2"],
        "latitude": [14.8, 15.0],
        "fatalities": [3, None],
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    got = take(tmp_path / "a.parquet", data)
    assert got.events["lat"].tolist() == [14.8, 15.0]
    assert got.events["fatalities_best"].isna().tolist() == [False, True]


@pytest.mark.parametrize("point", ["POINT (44.2 15.35)", "POINT EMPTY"])
def test_geoparquet_with_and_without_points(tmp_path: Path, data: Path, point: str) -> None:
    columns = {"date": ["2024-01-01", "2024-01-02"], "place": ["Aden", "Yemen"]}
    table = gpd.GeoDataFrame(
        columns, geometry=gpd.GeoSeries.from_wkt([point, "POINT EMPTY"], crs=4326)
    )
    table.to_parquet(tmp_path / "a.parquet")
    got = take(tmp_path / "a.parquet", data)
    assert len(got.events) == 2
    assert (got.events["lon"][0] == 44.2) == (point != "POINT EMPTY")


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "is empty"),
        (b"SQLite format 3\0" + b"\0" * 600, "GeoPackage"),
        (b"  \n ", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
        (b"\x89PNG\r\n\0\0\0binary", "binary"),
        (b'{"broken": [', "no valid JSON"),
        (b"[]", "no records"),
        (b"PAR1 nothing", "no Parquet"),
        (b"<?xml version='1.0'?><Workbook></Workbook>", "XML"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    tmp_path: Path, data: Path, content: bytes, match: str
) -> None:
    with pytest.raises(ImportFileError, match=match):
        detect(write(tmp_path, content), data=data)


def test_a_file_that_is_not_there(tmp_path: Path, data: Path) -> None:
    with pytest.raises(ImportFileError, match="cannot be opened"):
        detect(tmp_path / "nowhere.csv", data=data)


def test_a_header_without_rows(tmp_path: Path, data: Path) -> None:
    with pytest.raises(ImportFileError, match="no rows"):
        list(read(write(tmp_path, acled_text()), data=data))


def test_stopping_and_progress(tmp_path: Path, data: Path) -> None:
    path = write(tmp_path, acled_text({}, {}))
    told: list[tuple[float, int]] = []
    list(read(path, data=data, progress=lambda share, rows: told.append((share, rows))))
    assert told == [(1.0, 2)]
    with pytest.raises(ImportCancelledError, match="nothing is kept"):
        list(read(path, data=data, cancelled=lambda: True))


FIELDS = st.text(st.sampled_from('ab,"\n é;'), max_size=8)


@settings(deadline=None)
@given(
    st.lists(st.lists(FIELDS, min_size=3, max_size=3), min_size=1, max_size=30), st.integers(1, 99)
)
def test_pieces_of_any_size_give_the_same_rows(rows: list[list[str]], size: int) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([["x", *row] for row in rows])
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), "h0,h1,h2,h3\n" + stream.getvalue())
        got = []
        for piece in pieces(open_source(path), quoted=True, size=size):
            block = blocks.parse(
                piece,
                ("h0", "h1", "h2", "h3"),
                blocks.Dialect(),
                frozenset(),
                frozenset({"h1", "h2", "h3"}),
            )
            assert not block.rejects
            lines = piece.text.decode().split("\n")
            for at in range(len(block)):
                got.append([block.columns[name][at].as_py() for name in ("h1", "h2", "h3")])
                first = lines[int(block.lines[at]) - piece.first_line]
                assert first.startswith(("x,", "h0,"))
    assert got == [["h1", "h2", "h3"], *rows]


@given(st.binary(max_size=400))
def test_no_text_is_lost_between_rows_and_rejects(content: bytes) -> None:
    text = content.replace(b"\0", b"").replace(b"\r", b" ").decode("utf-8", "replace").encode()
    block = blocks.parse(
        Piece(text, 1, 1.0), ("a", "b"), blocks.Dialect(), frozenset(), frozenset("ab")
    )
    kept = sum(
        len(str(column[at])) for column in block.columns.values() for at in range(len(block))
    )
    refused = sum(len(reject.row) for reject in block.rejects)
    marks = sum(text.decode().count(mark) for mark in '",\r\n')
    assert kept + refused + marks + 2 * len(block) >= len("".join(text.decode().split()))
    assert np.all(np.diff(block.lines) > 0)
