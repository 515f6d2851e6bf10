"""Files that people have, as events: which layout it is, and what became of every row."""

from __future__ import annotations

from dashboard.importers.late import LateGazetteer
from dashboard.importers.mapping import column_names
from dashboard.importers.model import (
    LAYOUTS,
    Chunk,
    Layout,
    LayoutName,
    Reject,
    Report,
    Warned,
    total,
)
from dashboard.importers.reading import detect, read

__all__ = [
    "LAYOUTS",
    "Chunk",
    "LateGazetteer",
    "Layout",
    "LayoutName",
    "Reject",
    "Report",
    "Warned",
    "column_names",
    "detect",
    "read",
    "total",
]
