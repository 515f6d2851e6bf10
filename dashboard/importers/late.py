"""The gazetteer of an import, loaded when a row first needs it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from dashboard.importers import gazetteers
from dashboard.importers.geocoding import BulkGeocoder

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.importers.placing import Found


class LateGazetteer:
    """
    Finds places by their names; files whose rows all have a point never wait for it.

    Parameters
    ----------
    data
        Data folder.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._loaded: BulkGeocoder | None = None

    def locate(self, name: str, country: str | None, admin1: str | None) -> Found | None:
        """Find a place, see `placing.Gazetteer`."""
        with self._lock:
            if self._loaded is None:
                self._loaded = BulkGeocoder(gazetteers.load(self._data), self._data)
            return self._loaded.locate(name, country, admin1)
