"""Files that people have, as events: which layout it is, and what became of every row."""

from __future__ import annotations

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
    "Layout",
    "LayoutName",
    "Reject",
    "Report",
    "Warned",
    "detect",
    "read",
    "total",
]
