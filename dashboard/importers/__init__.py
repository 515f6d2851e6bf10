"""Files that people have, as events: which layout it is, and what became of every row."""

from __future__ import annotations

from dashboard.importers.comparing import Difference, diff
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
    "Difference",
    "Layout",
    "LayoutName",
    "Reject",
    "Report",
    "Warned",
    "detect",
    "diff",
    "read",
    "total",
]
