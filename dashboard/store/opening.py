"""The store of a data folder: built on first use, built anew when the folder changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from concurrent.futures import Future
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dashboard.errors import StoppedError, StoreError
from dashboard.records import read
from dashboard.schema import FILES
from dashboard.store.building import build, collection, fingerprint
from dashboard.store.keeping import INDEX, kept, state, with_imports
from dashboard.store.reading import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.store.building import Collection

ABANDONED_S = 3600
AT_FIRST_S = 1.0
"""How long a new state may take before the one before is shown meanwhile."""
STATES_KEPT = 2
STOPS_S = 10.0
_ONE_AT_A_TIME = threading.Lock()
SCHEME = "duckdb://"
Seen = tuple[tuple[str, int, int], ...]
Folders = tuple[Path, Path, Path | None]
Key = TypeVar("Key")
Value = TypeVar("Value")


class Opening:
    """
    A store that is being opened in the background, and built first where there is none yet.

    Parameters
    ----------
    work
        Gives the store; calls what it is given with the events written so far and in all.

    Attributes
    ----------
    written, of
        Events that are in the new store already, and that it will have; both 0 while that is not
        known, or where nothing has to be built.
    """

    def __init__(self, work: Callable[[Callable[[int, int], None]], Store]) -> None:
        self.written = self.of = 0
        self._began = time.monotonic()
        self._stopped = threading.Event()
        self._store: Future[Store] = Future()
        threading.Thread(target=self._run, args=(work,), name="opening", daemon=True).start()

    def store(self) -> Store:
        """Wait for the store; raises what opening it raised."""
        return self._store.result()

    def done(self, within_s: float = 0.0) -> bool:
        """Say whether it has ended, with or without a store; waits for that at most so long."""
        try:
            self._store.exception(within_s)
        except TimeoutError:
            return False
        return True

    def done_at_first(self) -> bool:
        """Say whether it has ended, waiting while it is no older than `AT_FIRST_S`."""
        return self.done(max(0.0, self._began + AT_FIRST_S - time.monotonic()))

    def stop(self) -> None:
        """Stop building at the next step; whoever waits for the store gets `StoppedError`."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Say whether it ended because somebody stopped it."""
        return isinstance(self._error(), StoppedError)

    @property
    def failed(self) -> bool:
        """Say whether it ended without a store, for another reason than that it was stopped."""
        return self._error() is not None and not self.stopped

    def _error(self) -> BaseException | None:
        return self._store.exception() if self._store.done() else None

    def _run(self, work: Callable[[Callable[[int, int], None]], Store]) -> None:
        try:
            self._store.set_result(work(self._note))
        except BaseException as error:  # noqa: BLE001 - whoever waits raises it
            self._store.set_exception(error)

    def _note(self, written: int, of: int) -> None:
        self.written, self.of = written, of
        if self._stopped.is_set():
            raise StoppedError("Preparing the data was stopped; nothing was changed.")


class _Openings:
    """The last openings of this process, and the last store of each data folder."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[tuple[Folders, Seen], Opening] = OrderedDict()
        self._latest: OrderedDict[Folders, Store] = OrderedDict()

    def of(self, folders: Folders, seen: Seen, *, again: bool) -> Opening:
        """Give the opening of a state, a new one if there is none that is of use."""
        with self._lock:
            known = self._known.get((folders, seen))
            if known is None or known.failed or (again and known.done()):
                known = Opening(lambda note: self._keep(folders, _opened(folders, note)))
            _put(self._known, (folders, seen), known)
        return known

    def latest(self, folders: Folders) -> Store | None:
        """Give the store of the state before."""
        return self._latest.get(folders)

    def _keep(self, folders: Folders, store: Store) -> Store:
        with self._lock:
            _put(self._latest, folders, store)
        return store


def _put(held: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    held[key] = value
    held.move_to_end(key)
    while len(held) > STATES_KEPT:
        held.popitem(last=False)


_OPENINGS = _Openings()


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
    if url is not None:
        return _made_before(url)
    work = open_in_background(data, cache, imports)
    try:
        return work.store()
    except KeyboardInterrupt:
        work.stop()
        work.done(STOPS_S)  # so that no draft is left behind
        raise


def at_hand(
    data: Path, cache: Path, url: str | None = None, imports: Path | None = None
) -> tuple[Store | None, Opening | None]:
    """
    Give the store that can be shown now; nobody waits while a large one is built.

    Parameters
    ----------
    data, cache, url, imports
        See `current`.

    Returns
    -------
    store
        That of the folder as it is now. While it is being built, the one before, if this process
        had one; else None.
    opening
        The work that is going on, or None.

    Raises
    ------
    DataError, StoreError
        See `current`.
    """
    if url is not None:
        return _made_before(url), None
    now = open_in_background(data, cache, imports)
    if now.done_at_first():
        return now.store(), None
    return _OPENINGS.latest((data, cache, imports)), now


def open_in_background(
    data: Path, cache: Path, imports: Path | None = None, *, again: bool = False
) -> Opening:
    """
    Begin to open the store of a data folder as it is now, unless that was begun already.

    Parameters
    ----------
    data, cache, imports
        See `current`.
    again
        Begin anew after somebody stopped it.

    Returns
    -------
    opening
        The same one for every caller while the folder stays as it is; a new one after it failed.
    """
    return _OPENINGS.of((data, cache, imports), _seen(data, imports), again=again)


def _made_before(url: str) -> Store:
    if not url.startswith(SCHEME):
        raise StoreError(f"{url}: only {SCHEME} and the path of a store file can be opened")
    path = Path(url.removeprefix(SCHEME))
    if not path.is_file():
        raise StoreError(f"{path}: there is no such store file")
    with _ONE_AT_A_TIME:
        return _attached(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=STATES_KEPT)
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


def _opened(folders: Folders, note: Callable[[int, int], None]) -> Store:
    data, cache, imports = folders
    more = state(imports) if imports else ""
    version = f"{fingerprint(data)}-{more}" if more else fingerprint(data)
    path = cache / f"events-{version}.duckdb"
    store = _there(path, version)
    if store is None:
        held, of = whole(data, imports)
        build(path, held, lambda written: note(written, of))
        _tidy(cache, path)
        store = Store(path, version)
    return store


def _there(path: Path, version: str) -> Store | None:
    """Open a store that was built; one that was damaged from outside is made again."""
    if not path.exists():
        return None
    try:
        return Store(path, version)
    except StoreError:
        path.unlink()
        return None


def whole(data: Path, imports: Path | None) -> tuple[Collection, int]:
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
    events
        How many events there are.

    Raises
    ------
    DataError
        If the data folder has faults.
    """
    held = collection(read(data))
    events = sum(len(table) for table in held.events)
    if imports is None:
        return held, events
    events += sum(one.events for one in kept(imports))
    return with_imports(held, imports), events


def _tidy(cache: Path, path: Path) -> None:
    """Remove the stores of other states, and drafts that somebody was killed over."""
    for older in cache.glob("events-*.duckdb"):
        if older != path:
            older.unlink(missing_ok=True)
    for draft in cache.glob(".events-*.tmp"):
        if time.time() - draft.stat().st_mtime > ABANDONED_S:
            draft.unlink(missing_ok=True)
