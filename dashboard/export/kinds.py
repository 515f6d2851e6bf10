"""The kinds of download, each written by the function that knows it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.areas import Areas
from dashboard.errors import ExportError
from dashboard.export.geofiles import to_geojson, to_geopackage, to_geoparquet
from dashboard.export.spreadsheet import to_csv_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dashboard.export.notes import Selection
    from dashboard.export.rows import Rows, Terms

KINDS = MappingProxyType(
    {
        "csv": "text/csv; charset=utf-8",
        "geojson": "application/geo+json",
        "parquet": "application/vnd.apache.parquet",
        "gpkg": "application/geopackage+sqlite3",
    }
)
"""Media type of each kind, by the ending of its file name."""


def download(
    kind: str, rows: Rows, terms: Terms, selection: Selection, data: Path
) -> Iterator[bytes]:
    """
    Write rows as a file of some kind, piece by piece.

    Parameters
    ----------
    kind
        One of `KINDS`.
    rows
        Event table, n rows.
    terms
        Whom to credit, and whether the reader is the public.
    selection
        What was asked for, and when.
    data
        Data folder, from which a GeoPackage takes the polygons of areas.

    Returns
    -------
    pieces
        The file.

    Raises
    ------
    ExportError
        If the kind is none of `KINDS`, or a column is missing that a download needs.
    """
    if kind == "csv":
        return to_csv_chunks(rows, terms)
    if kind == "geojson":
        return to_geojson(rows, terms, selection)
    if kind == "parquet":
        return to_geoparquet(rows, terms, selection)
    if kind == "gpkg":
        return to_geopackage(rows, terms, selection, areas=Areas.load(data).footprints())
    raise ExportError(f"{kind!r} is no kind of download; there are: {', '.join(KINDS)}")
