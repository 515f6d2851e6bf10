"""Rows of the event table as downloads: CSV, GeoJSON, GeoParquet, GeoPackage, each with credits."""

from __future__ import annotations

from dashboard.export.geofiles import to_geojson, to_geopackage, to_geoparquet
from dashboard.export.kinds import KINDS, download
from dashboard.export.notes import Selection, citation, file_name, licence_note
from dashboard.export.rows import Rows, Terms, left_out, private_datasets, public_rows
from dashboard.export.spreadsheet import to_csv_chunks
from dashboard.formulas import UNSAFE

__all__ = [
    "KINDS",
    "UNSAFE",
    "Rows",
    "Selection",
    "Terms",
    "citation",
    "download",
    "file_name",
    "left_out",
    "licence_note",
    "private_datasets",
    "public_rows",
    "to_csv_chunks",
    "to_geojson",
    "to_geopackage",
    "to_geoparquet",
]
