"""GeoJSON, GeoParquet and GeoPackage, streamed; an area is never written as a point."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyogrio
import shapely

from dashboard.export.notes import (
    LABEL,
    NULLS,
    PLACES,
    Selection,
    citation,
    licence_line,
)
from dashboard.export.rows import Outflow, Rows, Terms
from dashboard.schema import CRS

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_ROWS = 5_000
ROW_GROUP = 100_000
_PIECE = 1 << 20


def to_geojson(
    rows: Rows, terms: Terms, selection: Selection, *, chunk_rows: int = CHUNK_ROWS
) -> Iterator[bytes]:
    """
    Write rows as one GeoJSON FeatureCollection, piece by piece.

    Parameters
    ----------
    rows
        Event table, n rows.
    terms
        Whom to credit, and whether the reader is the public.
    selection
        What was asked for, and when.
    chunk_rows
        Features in a piece at most.

    Returns
    -------
    pieces
        Made as they are taken. UTF-8. A feature's id is its event_id; its geometry is a point (lon,
        lat) or null where the place is an area or unknown; its properties are the columns of the
        CSV. The members licence, citation, filter, generated, events and left_out stand behind the
        features, because only then it is known whom to credit.

    Raises
    ------
    ExportError
        Where a column is missing that a download needs.

    Notes
    -----
    RFC 7946: coordinates in WGS 84 without a crs member, an unlocated feature has a null
    geometry (3.2), other members are allowed (6.1).
    """
    return _geojson(Outflow(rows, terms, chunk_rows), selection)


def to_geoparquet(
    rows: Rows, terms: Terms, selection: Selection, *, row_group: int = ROW_GROUP
) -> Iterator[bytes]:
    """
    Write rows as GeoParquet, a row group at a time.

    Parameters
    ----------
    rows
        Event table, n rows.
    terms
        Whom to credit, and whether the reader is the public.
    selection
        What was asked for, and when.
    row_group
        Rows in a row group at most.

    Returns
    -------
    pieces
        Made as they are taken. The columns of the CSV and `geometry` (WKB points, EPSG:4326, null
        where the place is an area or unknown); licence, citation, filter, generated, events and
        left_out in the file's key-value metadata.

    Raises
    ------
    ExportError
        Where a column is missing that a download needs.

    Notes
    -----
    GeoParquet 1.1.0.
    """
    return _geoparquet(Outflow(rows, terms, row_group), selection)


def to_geopackage(
    rows: Rows,
    terms: Terms,
    selection: Selection,
    *,
    areas: gpd.GeoDataFrame | None = None,
) -> Iterator[bytes]:
    """
    Write rows as a GeoPackage, through a temporary file that is gone afterwards.

    Parameters
    ----------
    rows
        Event table, n rows.
    terms
        Whom to credit, and whether the reader is the public.
    selection
        What was asked for, and when.
    areas
        Areas with `area_id` and a polygon, EPSG:4326; None writes no layer of areas.

    Returns
    -------
    pieces
        Taken from the finished file. Layers: ``events`` (points, null where the place is an area or
        unknown), ``areas`` (the polygons that events name, with their number in the column
        `events`), ``licence`` (a table without geometry: a row for each dataset). Licence and
        citation stand in the file's metadata too.

    Raises
    ------
    ExportError
        Where a column is missing that a download needs.
    """
    return _geopackage(Outflow(rows, terms, CHUNK_ROWS), selection, areas)


def _geojson(outflow: Outflow, selection: Selection) -> Iterator[bytes]:
    write = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
    yield b'{"type":"FeatureCollection","features":['
    comma = ""
    for table in outflow:
        yield (comma + write(_features(table))[1:-1]).encode()
        comma = ","
    yield ("]," + write(_about(outflow, selection))[1:] + "\n").encode()


def _geoparquet(outflow: Outflow, selection: Selection) -> Iterator[bytes]:
    outbox = _Outbox()
    described = _with_points(outflow.schema.empty_table()).schema.with_metadata(
        {"geo": json.dumps(_geo_column())}
    )
    with pq.ParquetWriter(outbox, described, compression="zstd") as writer:
        for table in outflow:
            writer.write_table(_with_points(table).cast(described))
            yield outbox.taken()
        about = _about(outflow, selection)
        writer.add_key_value_metadata({name: str(value) for name, value in about.items()})
    yield outbox.taken()


def _geopackage(
    outflow: Outflow, selection: Selection, areas: gpd.GeoDataFrame | None
) -> Iterator[bytes]:
    inside: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.gpkg"
        _write_events(path, outflow, inside)
        if areas is not None:
            used = areas.loc[areas["area_id"].isin(inside)]
            counted = used.assign(events=used["area_id"].map(inside).astype("int64"))
            pyogrio.write_dataframe(
                counted,
                path,
                layer="areas",
                driver="GPKG",
                geometry_type="MultiPolygon",
                promote_to_multi=True,
            )
        about = {name: str(value) for name, value in _about(outflow, selection).items()}
        pyogrio.write_dataframe(
            _licence_table(outflow, about),
            path,
            layer="licence",
            driver="GPKG",
            dataset_metadata=about,
        )
        with path.open("rb") as written:
            while piece := written.read(_PIECE):
                yield piece


class _Outbox:
    """A file that is written at one end and taken away at the other."""

    closed = False

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._told = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self._told += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        whole = b"".join(self._pieces)
        self._pieces.clear()
        return whole

    def tell(self) -> int:
        return self._told

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is held."""


def _about(outflow: Outflow, selection: Selection) -> dict[str, Any]:
    credited = outflow.credited()
    licences = [licence_line(row) for _, row in credited.iterrows()]
    return {
        "licence": " ".join([*licences, PLACES]),
        "citation": citation(credited, selection),
        "note": f"{LABEL} {NULLS}",
        "filter": selection.filter_text,
        "generated": f"{selection.made:%Y-%m-%d}",
        "events": outflow.passed.total(),
        "left_out": outflow.left_out,
    }


def _features(table: pa.Table) -> list[dict[str, Any]]:
    names = table.column_names
    columns = [
        (column.cast(pa.string()) if pa.types.is_date32(column.type) else column).to_pylist()
        for column in table.columns
    ]
    lons, lats = columns[names.index("lon")], columns[names.index("lat")]
    ids = columns[names.index("event_id")]
    return [
        {
            "type": "Feature",
            "id": event_id,
            "geometry": None
            if lon is None or lat is None
            else {"type": "Point", "coordinates": [lon, lat]},
            "properties": dict(zip(names, cells, strict=True)),
        }
        for event_id, lon, lat, cells in zip(
            ids, lons, lats, zip(*columns, strict=True), strict=True
        )
    ]


def _with_points(table: pa.Table) -> pa.Table:
    lon = table["lon"].to_numpy()
    lat = table["lat"].to_numpy()
    points = np.full(len(lon), None, dtype=object)
    known = ~(np.isnan(lon) | np.isnan(lat))
    points[known] = shapely.to_wkb(shapely.points(lon[known], lat[known]))
    return table.append_column("geometry", pa.array(points, pa.binary()))


def _geo_column() -> dict[str, Any]:
    crs = gpd.GeoSeries([], crs=CRS).crs
    return {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": ["Point"],
                "crs": None if crs is None else crs.to_json_dict(),
            }
        },
    }


def _write_events(path: Path, outflow: Outflow, inside: Counter[str]) -> None:
    schema = _with_points(outflow.schema.empty_table()).schema

    def batches() -> Iterator[pa.RecordBatch]:
        for table in outflow:
            for area in pc.value_counts(table["area_id"].drop_null()).to_pylist():
                inside[area["values"]] += area["counts"]
            yield from _with_points(table).cast(schema).to_batches()

    pyogrio.write_arrow(
        pa.RecordBatchReader.from_batches(schema, batches()),
        path,
        driver="GPKG",
        layer="events",
        geometry_name="geometry",
        geometry_type="Point",
        crs=CRS,
    )


def _licence_table(outflow: Outflow, about: dict[str, str]) -> pd.DataFrame:
    """Give a row for the download as a whole, then one for each dataset in it."""
    credited = outflow.credited()
    parts = credited.assign(events=credited["dataset"].map(outflow.passed).astype("string"))
    whole = pd.DataFrame({"dataset": ["this download"], **{k: [v] for k, v in about.items()}})
    return pd.concat([whole, parts], ignore_index=True)
