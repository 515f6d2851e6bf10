"""The store of a data folder: built on first use, built anew when the folder changes."""

from __future__ import annotations

import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.errors import StoreError
from dashboard.records import read
from dashboard.schema import FILES
from dashboard.store.building import build, collection, fingerprint
from dashboard.store.keeping import INDEX, state, with_imports
from dashboard.store.reading import Store

if TYPE_CHECKING:
    from dashboard.store.building import Collection

ABANDONED_S = 3600
SCHEME = "duckdb://"
_ONE_AT_A_TIME = threading.Lock()
Seen = tuple[tuple[str, int, int], ...]


def current(data: Path, cache: Path, url: str | None = None, imports: Path | None = None) -> Store:
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
    imports
        Folder of the imports, which are read with the data folder; None for none.

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
            return _opened(data, cache, imports, _seen(data, imports))
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


def _seen(data: Path, imports: Path | None) -> Seen:
    """Notice a change without reading: name, size and time of every file."""
    paths = [data / f"{table.name}.csv" for table in FILES]
    paths += [imports / INDEX] if imports else []
    found = []
    for path in paths:
        known = path.stat() if path.exists() else None
        found.append((path.name, known.st_size if known else -1, known.st_mtime_ns if known else 0))
    return tuple(found)


@lru_cache(maxsize=2)
def _opened(data: Path, cache: Path, imports: Path | None, _state: Seen) -> Store:
    more = state(imports) if imports else ""
    version = f"{fingerprint(data)}-{more}" if more else fingerprint(data)
    path = cache / f"events-{version}.duckdb"
    if path.exists():
        try:
            return Store(path, version)
        except StoreError:
            path.unlink()  # damaged from outside: it can be made again from the data
    build(path, whole(data, imports))
    _tidy(cache, path)
    return Store(path, version)


def whole(data: Path, imports: Path | None) -> Collection:
    """
    Read what goes into a store.

    Parameters
    ----------
    data
        Data folder.
    imports
        Folder of the imports; None for none.

    Returns
    -------
    collection
        The rows of both.

    Raises
    ------
    DataError
        If the data folder has faults.
    """
    held = collection(read(data))
    return with_imports(held, imports) if imports else held


def _tidy(cache: Path, path: Path) -> None:
    """Remove the stores of other states, and drafts that somebody was killed over."""
    for older in cache.glob("events-*.duckdb"):
        if older != path:
            older.unlink(missing_ok=True)
    for draft in cache.glob(".events-*.tmp"):
        if time.time() - draft.stat().st_mtime > ABANDONED_S:
            draft.unlink(missing_ok=True)
