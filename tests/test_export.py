from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from dashboard import export
from dashboard.errors import ExportError
from dashboard.export import UNSAFE, Selection, Terms
from dashboard.filters import from_query
from dashboard.schema import EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dashboard.records import Records
    from dashboard.store import Store

ASKED = Selection("actor=houthis", dt.date(2024, 6, 1))
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "\u200f=1",
    "\ufeff=1",
    "\u061c-1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''@x",
    "=cmd|' /C calc'!A0",
)
HARMLESS = (
    "Baghdad",
    "a=b",
    "3 - 4",
    "'Ain al-Asad",
    "صنعاء",
    "\u200fالحوثيون = أنصار الله",
    "",
    " ",
    "<script>alert(1)</script>",
    "${alert(1)} `x`",
    'say "no"',
    "two\nlines, and a comma",
    "–1",
    "ﷺ",
)


def events_of(**columns: list[Any]) -> gpd.GeoDataFrame:
    n = len(next(iter(columns.values())))
    base: dict[str, Any] = {
        "event_id": [f"e{i}" for i in range(n)],
        "dataset": ["own"] * n,
        "date_start": pd.to_datetime(["2024-02-07"] * n).astype("datetime64[us]"),
        "place_precision": ["exact"] * n,
        "area_id": [None] * n,
        "lon": [44.4] * n,
        "lat": [33.3] * n,
        "fatalities_low": pd.array([1] * n, dtype="Int32"),
        "fatalities_open": [False] * n,
        "summary": ["Strike"] * n,
        "source_ids": ["s1|s2"] * n,
    }
    frame = pd.DataFrame(base | columns)
    points = gpd.points_from_xy(frame["lon"], frame["lat"])
    return gpd.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")


def mixed() -> gpd.GeoDataFrame:
    return events_of(
        place_precision=["exact", "country", "unknown", "relative"],
        area_id=[None, "YE", None, None],
        lon=[44.4, 47.5, None, 42.123456],
        lat=[33.3, 15.5, None, 14.5],
        fatalities_low=pd.array([3, None, 0, None], dtype="Int32"),  # type: ignore[arg-type]
        summary=["=1+1", "ضربة في صنعاء", 'a "quoted"\r\nline', "\u200f<b>"],
    )


@pytest.fixture(scope="module")
def terms() -> Terms:
    datasets = pd.DataFrame(
        {
            "dataset": ["own", "bought", "unmarked"],
            "name": ["Our set", "Their set", "Some set"],
            "publisher": ["Us", "Them", "Somebody"],
            "licence": ["CC BY 4.0", "no redistribution", None],
            "licence_url": ["https://example.org/by", None, None],
            "citation": ["Us: Our set, version 2.", "Them (2024)", None],
            "access_date": ["2024-05-01", None, None],
            "redistribution": ["public", "private", None],
            "note": [None, None, None],
        }
    )
    sources = pd.DataFrame(
        {
            "source_id": ["s1", "s2", "s3"],
            "url": ["https://example.org/1", "https://example.org/2?a=1&b=2", None],
        }
    )
    return Terms(datasets, sources)


def cells(pieces: Iterator[bytes]) -> list[dict[str, str]]:
    text = b"".join(pieces).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def parquet_of(raw: bytes) -> gpd.GeoDataFrame:
    return gpd.read_parquet(io.BytesIO(raw))  # type: ignore[arg-type]  # the stubs know paths only


def restored(text: str) -> str:
    return text[1:] if text.startswith("'") and re.match(UNSAFE, text) else text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str, terms: Terms) -> None:
    [row] = cells(export.to_csv_chunks(events_of(summary=[text]), terms))
    assert row["summary"] == "'" + text


@pytest.mark.parametrize("text", HARMLESS)
def test_any_other_text_stays_as_it_is(text: str, terms: Terms) -> None:
    [row] = cells(export.to_csv_chunks(events_of(summary=[text]), terms))
    assert row["summary"] == text


hostile_text = st.text(
    st.one_of(
        st.sampled_from("=+-@'\t\r\n \"|,;\u200f\u200e\u061c\u202e\ufeff\u00a0＝－صنءا<>$`{}"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    ),
    max_size=12,
)


@given(texts=st.lists(st.one_of(st.none(), hostile_text), min_size=1, max_size=30), data=st.data())
def test_csv_gives_back_every_text(
    terms: Terms, texts: list[str | None], data: st.DataObject
) -> None:
    chunk = data.draw(st.integers(1, 7))
    written = cells(export.to_csv_chunks(events_of(summary=texts), terms, chunk_rows=chunk))
    assert [restored(row["summary"]) for row in written] == [text or "" for text in texts]
    seen = [row["summary"].lstrip(" \u00a0\u200f\u200e\u061c\u202e\ufeff") for row in written]
    assert not [text for text in seen if text.startswith(tuple("=+-@\t\r\n＝－"))]


@given(
    low=st.lists(st.one_of(st.none(), st.integers(-(2**31), 2**31 - 1)), min_size=1, max_size=9),
    lon=st.floats(-180, 180, allow_nan=False),
)
def test_numbers_and_days_are_never_touched(
    terms: Terms, low: list[int | None], lon: float
) -> None:
    events = events_of(
        fatalities_low=pd.array(low, dtype="Int32"),  # type: ignore[arg-type]
        lon=[lon] * len(low),
    )
    written = cells(export.to_csv_chunks(events, terms))
    assert [row["fatalities_low"] for row in written] == [
        str(n) if n is not None else "" for n in low
    ]
    assert [float(row["lon"]) for row in written] == [lon] * len(low)
    assert {row["date_start"] for row in written} == {"2024-02-07"}


def test_plain_pandas_reads_the_csv(terms: Terms) -> None:
    raw = b"".join(export.to_csv_chunks(mixed(), terms))
    assert raw.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(
        io.BytesIO(raw), parse_dates=["date_start"], dtype={"fatalities_low": "Int32"}
    )
    assert read.columns[0] == "event_id"
    assert read["summary"].tolist() == ["'=1+1", "ضربة في صنعاء", 'a "quoted"\r\nline', "\u200f<b>"]
    assert read["fatalities_low"].isna().tolist() == [False, True, False, True]
    assert read["date_start"].tolist() == [pd.Timestamp("2024-02-07")] * 4


def test_lines_end_alike_and_every_row_names_sources_licence_and_citation(terms: Terms) -> None:
    raw = b"".join(
        export.to_csv_chunks(events_of(source_ids=["s1|s2", "s3", "unheard", None]), terms)
    )
    assert raw.count(b"\n") == 5
    assert b"\r" not in raw
    rows = cells(iter([raw]))
    assert [row["sources"] for row in rows] == [
        "https://example.org/1|https://example.org/2?a=1&b=2",
        "s3",
        "unheard",
        "",
    ]
    assert {row["licence"] for row in rows} == {"CC BY 4.0"}
    assert {row["citation"] for row in rows} == {"Us: Our set, version 2."}
    assert list(rows[0])[-3:] == ["sources", "licence", "citation"]


def test_a_row_keeps_a_licence_of_its_own(terms: Terms) -> None:
    rows = cells(export.to_csv_chunks(events_of(licence=["CC0", None]), terms))
    assert [row["licence"] for row in rows] == ["CC0", "CC BY 4.0"]


def test_an_area_is_never_written_as_a_point(terms: Terms, tmp_path: Path) -> None:
    pinned = [True, False, False, True]
    rows = cells(export.to_csv_chunks(mixed(), terms))
    assert [row["lon"] != "" for row in rows] == [row["lat"] != "" for row in rows] == pinned
    collection = json.loads(b"".join(export.to_geojson(mixed(), terms, ASKED)))
    assert [feature["geometry"] is not None for feature in collection["features"]] == pinned
    parquet = parquet_of(b"".join(export.to_geoparquet(mixed(), terms, ASKED)))
    assert parquet.geometry.notna().tolist() == pinned
    path = tmp_path / "x.gpkg"
    path.write_bytes(b"".join(export.to_geopackage(mixed(), terms, ASKED)))
    assert gpd.read_file(path, layer="events").geometry.notna().tolist() == pinned


@pytest.mark.parametrize("columns", [{"lon": [np.inf]}, {"summary": ["a\x00b"]}])
def test_what_no_format_can_hold_is_written_as_missing(
    terms: Terms, columns: dict[str, list[Any]]
) -> None:
    [feature] = json.loads(b"".join(export.to_geojson(events_of(**columns), terms, ASKED)))[
        "features"
    ]
    assert (feature["geometry"] is None) == ("lon" in columns)
    assert feature["properties"]["summary"] in {"Strike", "a\ufffdb"}


@given(texts=st.lists(hostile_text, min_size=1, max_size=5))
def test_geojson_gives_back_every_text_unchanged(terms: Terms, texts: list[str]) -> None:
    raw = b"".join(export.to_geojson(events_of(summary=texts), terms, ASKED, chunk_rows=2))
    features = json.loads(raw)["features"]
    assert [feature["properties"]["summary"] for feature in features] == texts


def test_geojson_is_read_by_geopandas(terms: Terms, tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(b"".join(export.to_geojson(mixed(), terms, ASKED)))
    read = gpd.read_file(path)
    assert read.crs == "EPSG:4326"
    assert read["event_id"].tolist() == ["e0", "e1", "e2", "e3"]
    assert (read.geometry.x[3], read.geometry.y[3]) == (42.123456, 14.5)
    assert read["summary"].tolist() == mixed()["summary"].tolist()
    collection = json.loads(path.read_bytes())
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert "Us: Our set, version 2" in collection["citation"]
    assert "CC BY 4.0" in collection["licence"]
    assert (collection["filter"], collection["events"]) == ("actor=houthis", 4)


def test_geoparquet_and_geopackage_give_back_the_rows(terms: Terms, tmp_path: Path) -> None:
    raw = b"".join(export.to_geoparquet(mixed(), terms, ASKED, row_group=3))
    assert pq.read_metadata(io.BytesIO(raw)).num_row_groups == 2
    parquet = parquet_of(raw)
    path = tmp_path / "x.gpkg"
    path.write_bytes(b"".join(export.to_geopackage(mixed(), terms, ASKED)))
    package = gpd.read_file(path, layer="events")
    for read in (parquet, package):
        assert read.crs == "EPSG:4326"
        for name in ("event_id", "summary", "area_id", "fatalities_low", "lon", "date_start"):
            expected = mixed()[name]
            if name == "lon":
                expected = expected.where(np.array([True, False, False, True]))
            if name == "date_start":
                assert pd.to_datetime(read[name]).tolist() == expected.tolist()
            else:
                assert read[name].isna().tolist() == expected.isna().tolist(), name
                assert read[name].dropna().tolist() == expected.dropna().tolist(), name
        assert (read.geometry.x[3], read.geometry.y[3]) == (42.123456, 14.5)
    embedded = pq.read_metadata(io.BytesIO(raw)).metadata
    assert b"Us: Our set" in embedded[b"citation"]
    assert json.loads(embedded[b"geo"])["columns"]["geometry"]["crs"]["id"]["code"] == 4326


def test_a_geopackage_holds_the_areas_with_their_count_and_the_licence(
    terms: Terms, tmp_path: Path
) -> None:
    areas = gpd.GeoDataFrame(
        {"area_id": ["YE", "IQ"], "name": ["Yemen", "Iraq"]},
        geometry=[box(43, 12, 50, 18), box(40, 30, 45, 35)],
        crs="EPSG:4326",
    )
    events = pd.concat([mixed(), mixed().assign(event_id="again")], ignore_index=True)
    path = tmp_path / "x.gpkg"
    path.write_bytes(
        b"".join(export.to_geopackage(gpd.GeoDataFrame(events), terms, ASKED, areas=areas))
    )
    drawn = gpd.read_file(path, layer="areas")
    assert drawn[["area_id", "events"]].to_numpy().tolist() == [["YE", 2]]
    licence = gpd.read_file(path, layer="licence")
    assert licence["dataset"].tolist() == ["this download", "own"]
    assert licence["events"].tolist() == ["8", "8"]
    assert (
        "actor=houthis" in pyogrio.read_info(path, layer="licence")["dataset_metadata"]["citation"]
    )


def test_rows_that_may_not_be_passed_on_stay_out_of_every_format(
    terms: Terms, tmp_path: Path
) -> None:
    events = events_of(dataset=["own", "bought", "unheard", "unmarked", "own"])
    kept, left_out = export.public_rows(events, terms)
    assert (kept["event_id"].tolist(), left_out) == (["e0", "e4"], 3)
    assert export.private_datasets(terms.datasets) == {"bought", "unmarked"}
    assert [row["event_id"] for row in cells(export.to_csv_chunks(events, terms))] == ["e0", "e4"]
    collection = json.loads(b"".join(export.to_geojson(events, terms, ASKED)))
    assert (collection["events"], collection["left_out"]) == (2, 3)
    assert "Their set" not in collection["licence"]
    parquet = parquet_of(b"".join(export.to_geoparquet(events, terms, ASKED)))
    assert len(parquet) == 2
    path = tmp_path / "x.gpkg"
    path.write_bytes(b"".join(export.to_geopackage(events, terms, ASKED)))
    assert len(gpd.read_file(path, layer="events")) == 2


def test_who_alone_uses_an_instance_may_take_all_rows_out(terms: Terms) -> None:
    events = events_of(dataset=["own", "bought"])
    own = Terms(terms.datasets, terms.sources, public=False)
    assert export.public_rows(events, own)[1] == 0
    assert [row["dataset"] for row in cells(export.to_csv_chunks(events, own))] == ["own", "bought"]


@pytest.mark.parametrize("empty", [mixed()[:0], iter([])])
def test_no_rows_still_make_a_file_with_its_columns(terms: Terms, empty: Any) -> None:  # noqa: ANN401
    raw = b"".join(export.to_csv_chunks(empty, terms)).decode("utf-8-sig")
    [header] = csv.reader(io.StringIO(raw))
    assert {"event_id", "lon", "summary", "sources", "citation"} <= set(header)


def test_no_rows_make_whole_geofiles(terms: Terms, tmp_path: Path) -> None:
    collection = json.loads(b"".join(export.to_geojson(mixed()[:0], terms, ASKED)))
    assert (collection["features"], collection["events"]) == ([], 0)
    assert parquet_of(b"".join(export.to_geoparquet(iter([]), terms, ASKED))).empty
    path = tmp_path / "x.gpkg"
    path.write_bytes(b"".join(export.to_geopackage(iter([]), terms, ASKED)))
    assert gpd.read_file(path, layer="events").empty


def test_a_missing_column_is_named_before_anything_is_written(terms: Terms) -> None:
    with pytest.raises(ExportError, match="area_id, source_ids"):
        export.to_csv_chunks(mixed().drop(columns=["area_id", "source_ids"]), terms)


def test_rows_are_read_only_as_pieces_are_taken(terms: Terms) -> None:
    whole = pa.Table.from_pandas(
        pd.DataFrame(events_of(summary=["x"] * 50).drop(columns="geometry"))
    )
    read = 0

    def batches() -> Iterator[pa.RecordBatch]:
        nonlocal read
        for batch in whole.to_batches(max_chunksize=10):
            read += 1
            yield batch

    pieces = export.to_csv_chunks(batches(), terms, chunk_rows=4)
    assert next(pieces).startswith(b"\xef\xbb\xbf")
    assert b'"e0"' in next(pieces)
    assert read == 1
    sizes = [piece.count(b"\n") for piece in pieces]
    assert (read, max(sizes), sum(sizes)) == (5, 4, 46)


def test_what_the_store_streams_is_what_a_download_holds(
    store: Store, records: Records, starter: gpd.GeoDataFrame
) -> None:
    own = Terms(records.datasets, records.sources)
    chosen = from_query("type=attack_on_shipping")
    rows = cells(export.to_csv_chunks(store.batches(chosen), own))
    assert len(rows) == store.count(chosen) > 10
    assert list(rows[0])[: len(EVENTS.names)] == EVENTS.names
    known = starter.set_index("event_id")
    for row in rows:
        assert restored(row["summary"]) == known.loc[row["event_id"], "summary"]
        assert row["sources"]
        assert row["licence"] == "CC BY 4.0"


def test_a_citation_is_one_line_whatever_the_filter_says(terms: Terms) -> None:
    line = export.citation(
        terms.datasets[:2], Selection("q=a\nb\u202e\x1b[2J" + "x" * 900, dt.date(2024, 6, 1))
    )
    assert line.isprintable()
    assert line.startswith("Us: Our set, version 2; Them (2024). Selection: q=a b [2Jxxx")
    assert line.endswith("…. Downloaded 2024-06-01.")
    assert len(line) < 700
    assert export.citation(terms.datasets[:0], Selection("", dt.date(2024, 6, 1))) == (
        "No events. Selection: all events. Downloaded 2024-06-01."
    )


def test_the_note_says_licence_citation_blanks_and_what_was_left_out(terms: Terms) -> None:
    note = export.licence_note(terms.datasets[:1], ASKED, events=1234, left_out=5)
    assert "Reported conflict events: 1,234." in note
    assert "not verified on the ground" in note
    assert "never zero" in note
    assert "Our set, Us: CC BY 4.0 (https://example.org/by)." in note
    assert "GeoNames" in note
    assert "5 events" in note
    assert "Cite as: Us: Our set, version 2. Selection: actor=houthis." in note
    assert "Left out" not in export.licence_note(terms.datasets[:1], ASKED, events=1)


def test_a_file_name_says_what_it_is() -> None:
    first, last = dt.date(2024, 1, 28), dt.date(2024, 2, 10)
    assert export.file_name("Houthis", "csv", events=238, first=first, last=last) == (
        "conflict-events_2024-01-28_to_2024-02-10_houthis_238-events.csv"
    )
    assert export.file_name("", "gpkg", events=1, first=first, last=first) == (
        "conflict-events_2024-01-28_1-event.gpkg"
    )
    assert export.file_name("", "txt", events=0, first=first) == (
        "conflict-events_from_2024-01-28_0-events.txt"
    )
    assert export.file_name("الحوثيون", "geojson", events=2) == "conflict-events_2-events.geojson"
    with pytest.raises(ValueError, match="exe"):
        export.file_name("", "exe", events=1)


@given(chosen=st.text(), events=st.integers(0, 10**9), day=st.dates(dt.date(1900, 1, 1)))
def test_a_file_name_is_safe_on_every_system(chosen: str, events: int, day: dt.date) -> None:
    name = export.file_name(chosen, "parquet", events=events, first=day, last=dt.date.max)
    assert re.fullmatch(r"conflict-events_[a-z0-9_-]+\.parquet", name)
    assert len(name) <= 130
