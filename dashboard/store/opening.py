"""The store of a data folder: built on first use, built anew when the folder changes."""

from __future__ import annotations

import threading
import time
from functools import lru_cache
from pathlib import Path

from dashboard.errors import StoreError
from dashboard.records import read
from dashboard.schema import FILES
from dashboard.store.building import build, collection, fingerprint
from dashboard.store.reading import Store

ABANDONED_S = 3600
SCHEME = "duckdb://"
_ONE_AT_A_TIME = threading.Lock()
Seen = tuple[tuple[str, int, int], ...]


def current(data: Path, cache: Path, url: str | None = None) -> Store:
    """
    Give the store of a data folder as it is now, or one that was made before.

    Parameters
    ----------
    data
        Data folder.
    cache
        Folder for store files; made if it is missing.
    url
        ``duckdb://`` and the path of a store file that `build` made; None for the data folder.

    Returns
    -------
    store
        Open for reading. The same one for every caller while the folder stays as it is.

    Raises
    ------
    DataError
        If the data folder has faults, naming all of them; nothing of it is shown then.
    StoreError
        If the store cannot be written or opened.
    """
    with _ONE_AT_A_TIME:
        if url is None:
            return _opened(data, cache, _seen(data))
        path = _store_file(url)
        return _attached(path, path.stat().st_mtime_ns)


def _store_file(url: str) -> Path:
    if not url.startswith(SCHEME):
        raise StoreError(f"{url}: only {SCHEME} and the path of a store file can be opened")
    path = Path(url.removeprefix(SCHEME))
    if not path.is_file():
        raise StoreError(f"{path}: there is no such store file")
    return path


@lru_cache(maxsize=2)
def _attached(path: Path, changed_ns: int) -> Store:
    return Store(path, f"{path.stem}-{changed_ns:x}")


def _seen(data: Path) -> Seen:
    """Notice a change without reading: name, size and time of every file."""
    found = []
    for table in FILES:
        path = data / f"{table.name}.csv"
        known = path.stat() if path.exists() else None
        found.append(
            (table.name, known.st_size if known else -1, known.st_mtime_ns if known else 0)
        )
    return tuple(found)


@lru_cache(maxsize=2)
def _opened(data: Path, cache: Path, _state: Seen) -> Store:
    version = fingerprint(data)
    path = cache / f"events-{version}.duckdb"
    if path.exists():
        try:
            return Store(path, version)
        except StoreError:
            path.unlink()  # damaged from outside: it can be made again from the data
    build(path, collection(read(data)))
    _tidy(cache, path)
    return Store(path, version)


def _tidy(cache: Path, path: Path) -> None:
    """Remove the stores of other states, and drafts that somebody was killed over."""
    for older in cache.glob("events-*.duckdb"):
        if older != path:
            older.unlink(missing_ok=True)
    for draft in cache.glob(".events-*.tmp"):
        if time.time() - draft.stat().st_mtime > ABANDONED_S:
            draft.unlink(missing_ok=True)
