"""Files that are no lines of text: workbooks, web pages, JSON, GeoJSON, Parquet."""

from __future__ import annotations

import io
import json
import tempfile
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import Point, shape

from dashboard.errors import ImportFileError
from dashboard.importers.blocks import Block
from dashboard.importers.source import Source, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BATCH = 50_000
LON, LAT, BASIS = "lon", "lat", "geometry_type"
WKB_NAMES = ("geometry", "geom", "wkb_geometry", "shape")
_AS_TEXT = {
    "OGR_XLSX_HEADERS": "DISABLE",
    "OGR_XLSX_FIELD_TYPES": "STRING",
    "OGR_ODS_HEADERS": "DISABLE",
    "OGR_ODS_FIELD_TYPES": "STRING",
}


def table(source: Source) -> list[list[str]]:
    """
    Read a workbook or a web page as rows of texts.

    Parameters
    ----------
    source
        A source of kind ``workbook`` or ``html``.

    Returns
    -------
    rows
        All rows of the sheet or table with the most rows, the header among them; all equally long.

    Raises
    ------
    ImportFileError
        If it cannot be read or holds no table.
    """
    rows = _workbook(source) if source.kind == "workbook" else _web_page(source)
    width = max((len(row) for row in rows), default=0)
    if not width:
        raise ImportFileError(f"{source.path.name} holds no table")
    return [row + [""] * (width - len(row)) for row in rows]


def _workbook(source: Source) -> list[list[str]]:
    content = whole(source)
    ending = ".xlsx" if b"xl/workbook.xml" in content else ".ods"
    try:
        with tempfile.TemporaryDirectory() as folder, _texts_only():
            copy = Path(folder) / f"workbook{ending}"  # the reader goes by the name's ending
            copy.write_bytes(content)
            names = [str(name) for name, _ in pyogrio.list_layers(copy)]
            sheets = [_sheet(copy, name) for name in names]
    except pyogrio.errors.DataSourceError as error:
        raise ImportFileError(f"{source.path.name} is no workbook that can be read") from error
    return max(sheets, key=len, default=[])


def _sheet(path: Path, name: str) -> list[list[str]]:
    _, read = pyogrio.read_arrow(path, layer=name, read_geometry=False)
    columns = [column.to_pylist() for column in read.columns]
    cells = [["" if cell is None else str(cell) for cell in column] for column in columns]
    return [list(row) for row in zip(*cells, strict=True)]


class _texts_only:  # noqa: N801 (used as a with statement)
    """Ask the reader for the cells as they stand, without guessing headers and kinds."""

    def __enter__(self) -> None:
        self._before = {name: pyogrio.get_gdal_config_option(name) for name in _AS_TEXT}
        pyogrio.set_gdal_config_options(_AS_TEXT)

    def __exit__(self, *_: object) -> None:
        pyogrio.set_gdal_config_options(self._before)


class _Tables(HTMLParser):
    """Collects the rows of every table of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag == "table" or (tag == "tr" and not self.tables):
            self.tables.append([])
        if tag == "tr":
            self._close()
            self.tables[-1].append([])
        if tag in {"td", "th"}:
            self._close()
            if not self.tables or not self.tables[-1]:
                self.tables.append([[]])
            self._cell = []
        if tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None


def _web_page(source: Source) -> list[list[str]]:
    parser = _Tables()
    parser.feed(whole(source).decode("utf-8", "replace"))
    parser.close()
    return max(parser.tables, key=len, default=[])


def records(source: Source) -> list[dict[str, str]]:
    """
    Read a JSON or GeoJSON file as records of texts.

    Parameters
    ----------
    source
        A source of kind ``json`` (a list of objects, an object that holds one under ``data`` or
        ``Result``, or an object a line) or ``geojson``.

    Returns
    -------
    records
        One a row; nested values as JSON. A feature's geometry becomes ``lon`` and ``lat``, and
        ``geometry_type`` where it is no point and a point inside it stands for it.

    Raises
    ------
    ImportFileError
        If it is no JSON or holds no records.
    """
    text = whole(source).decode("utf-8", "replace")
    try:
        held = json.loads(text)
    except json.JSONDecodeError as error:
        held = _json_lines(text)
        if held is None:
            place = f"line {error.lineno}"
            problem = f"is no valid JSON ({error.msg}, {place}); it may be cut off there"
            raise ImportFileError(f"{source.path.name} {problem}") from error
    found = _features(held) if source.kind == "geojson" else _objects(held)
    if not found:
        raise ImportFileError(f"{source.path.name} holds no records")
    return [{str(key): _text(value) for key, value in record.items()} for record in found]


def _json_lines(text: str) -> list[Any] | None:
    try:
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError:
        return None
    return lines if len(lines) > 1 else None


def _objects(held: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (JSON holds anything)
    if isinstance(held, dict):
        lists = [value for value in held.values() if isinstance(value, list)]
        named = [held[key] for key in ("data", "Result", "results", "events") if key in held]
        held = next((part for part in (*named, *lists) if isinstance(part, list)), [held])
    if not isinstance(held, list):
        return []
    return [record for record in held if isinstance(record, dict)]


def _features(held: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (JSON holds anything)
    features = held.get("features", [held]) if isinstance(held, dict) else held
    return [
        {**(feature.get("properties") or {}), **_place(feature.get("geometry"))}
        for feature in features
        if isinstance(feature, dict)
    ]


def _place(geometry: Any) -> dict[str, str]:  # noqa: ANN401 (JSON holds anything)
    if not isinstance(geometry, dict):
        return {}
    try:
        made = shape(geometry)
        point = made if isinstance(made, Point) else made.representative_point()
    except (ShapelyError, ValueError, TypeError, AttributeError, KeyError, IndexError):
        return {BASIS: "unreadable"}
    if point.is_empty:
        return {}
    kind = {} if made.geom_type == "Point" else {BASIS: made.geom_type}
    return {LON: repr(point.x), LAT: repr(point.y), **kind}


def _text(value: Any) -> str:  # noqa: ANN401 (JSON holds anything)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def blocks_of_rows(rows: Sequence[Sequence[str]], names: Sequence[str], first: int) -> list[Block]:
    """
    Put rows of texts into blocks.

    Parameters
    ----------
    rows
        n rows, each as long as `names`.
    names
        Column names, all different.
    first
        Number of the first row in its file, counted from 1.

    Returns
    -------
    blocks
        At most `BATCH` rows each.
    """
    return [
        Block(
            {
                name: pa.array([row[at] for row in part], pa.string())
                for at, name in enumerate(names)
            },
            np.arange(first + begin, first + begin + len(part), dtype=np.int64),
            share=(begin + len(part)) / len(rows),
        )
        for begin in range(0, len(rows), BATCH)
        if (part := rows[begin : begin + BATCH])
    ]


def parquet_names(source: Source) -> tuple[str, ...]:
    """
    Give the column names of a Parquet file.

    Parameters
    ----------
    source
        A source of kind ``parquet``.

    Returns
    -------
    names
        In order; a geometry column is replaced by ``lon`` and ``lat``.

    Raises
    ------
    ImportFileError
        If it is no Parquet file that can be read.
    """
    with _opened(source) as file:
        return tuple(_plain(pa.RecordBatch.from_pylist([], schema=file.schema_arrow)))


def parquet_blocks(source: Source) -> Iterator[Block]:
    """
    Read a Parquet file.

    Parameters
    ----------
    source
        A source of kind ``parquet``.

    Yields
    ------
    block
        At most `BATCH` rows, every column as text.
    """
    with _opened(source) as file:
        total, done = max(file.metadata.num_rows, 1), 0
        for batch in file.iter_batches(batch_size=BATCH):
            lines = np.arange(done + 1, done + 1 + batch.num_rows, dtype=np.int64)
            done += batch.num_rows
            yield Block(_plain(batch), lines, share=done / total)


def _opened(source: Source) -> pq.ParquetFile:
    packed = source.gzipped or source.member is not None
    try:
        return pq.ParquetFile(io.BytesIO(whole(source)) if packed else source.path)
    except pa.ArrowException as error:
        problem = "is no Parquet file that can be read; it may be cut off"
        raise ImportFileError(f"{source.path.name} {problem}") from error


def _plain(batch: pa.RecordBatch) -> dict[str, pa.Array]:
    columns: dict[str, pa.Array] = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()  # noqa: PLW2901
        if name in WKB_NAMES and pa.types.is_binary(column.type):
            columns |= _wkb(column)
        elif pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
            columns[name] = pa.array([_text(value) for value in column.to_pylist()], pa.string())
        else:
            columns[name] = column.cast(pa.string()).fill_null("")
    return columns


def _wkb(column: pa.Array) -> dict[str, pa.Array]:
    made = shapely.from_wkb(column.to_numpy(zero_copy_only=False), on_invalid="ignore")
    points = np.where(shapely.get_type_id(made) == 0, made, shapely.point_on_surface(made))
    points = np.where(shapely.is_empty(points), None, points)
    return {
        name: pa.array(["" if np.isnan(at) else repr(float(at)) for at in axis], pa.string())
        for name, axis in ((LON, shapely.get_x(points)), (LAT, shapely.get_y(points)))
    }
