"""Events that one visitor brought: read together with the base's, by that visitor alone."""

from __future__ import annotations

import secrets
import shutil
import tempfile
import threading
import time
import weakref
from collections import OrderedDict
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.errors import StoreError, UnknownSessionError
from dashboard.events import restated
from dashboard.store.building import Collection, build
from dashboard.store.joining import Host, beside, held_in, merged
from dashboard.store.reading import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_SESSIONS = 32
MOST_EVENTS = 300_000
IDLE_S = 2 * 3600.0
GRACE_S = 150.0
"""How long a session outlives its connection: a little more than a browser takes to come back."""
GONE = (
    "session: the events of your own that this address asks for are no longer kept; open the "
    "file again on the page"
)


def new_token() -> str:
    """
    Make a name for a session that nobody can guess.

    Returns
    -------
    token
        32 letters, digits, ``-`` and ``_``.
    """
    return secrets.token_urlsafe(24)


class Sessions:
    """
    The events that visitors brought, each seen by its session only; for any number of threads.

    Parameters
    ----------
    most
        Sessions kept; beyond, the one that was idle longest goes.
    idle_s
        Seconds after which a session that nobody asked for goes.
    clock
        Gives the time in seconds.

    Notes
    -----
    The events of a session lie in a store file of their own, in a folder that only the user who
    runs the server may read and that goes with the process. Questions are asked of the base's file
    and this one together, so the base is never copied, however large it is.
    """

    def __init__(
        self,
        most: int = MOST_SESSIONS,
        idle_s: float = IDLE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = most
        self._idle_s = idle_s
        self._clock = clock
        self._folder: Path | None = None
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._host: Host | None = None

    def __len__(self) -> int:
        """Count the sessions that are kept."""
        return len(self._sessions)

    def add(self, token: str, base: Store, brought: Collection) -> Store:
        """
        Add events to those that a session has.

        Parameters
        ----------
        token
            Name of the session, see `new_token`; one that is not known begins a session.
        base
            Store that everybody sees.
        brought
            What to add. An event that the session has is replaced. One that the base has is not
            added again, but claims, links and sources of it are; this session then sees its toll
            as all claims together give it.

        Returns
        -------
        store
            The events of the base and those of the session.

        Raises
        ------
        StoreError
            If the session would have more than `MOST_EVENTS` events or cannot be written; it keeps
            what it had.
        """
        with self._lock:
            session = self._sessions.get(token) or _Session(self._room())
        with session.lock:
            store = session.bring(self._host_of(base), base, brought)
        with self._lock:
            session.used = self._clock()
            self._sessions[token] = session
            self._sessions.move_to_end(token)
            gone = self._expired()
        _close(gone)
        return store

    def store_for(self, token: str | None, base: Store) -> Store:
        """
        Give the store that a session sees.

        Parameters
        ----------
        token
            Name of the session; None for the base alone.
        base
            Store that everybody sees, as it is now.

        Returns
        -------
        store
            The base, or the events of the base and those of the session.

        Raises
        ------
        UnknownSessionError
            If nothing is kept under this name, or no longer.
        """
        if token is None:
            return base
        with self._lock:
            gone = self._expired()
            session = self._sessions.get(token)
            if session is not None:
                session.used = self._clock()
                self._sessions.move_to_end(token)
        _close(gone)
        if session is None:
            raise UnknownSessionError(GONE)
        with session.lock:
            return session.over(self._host_of(base), base)

    def drop(self, token: str) -> None:
        """
        Forget a session and all it brought.

        Parameters
        ----------
        token
            Its name; one that is not known is no fault.
        """
        with self._lock:
            session = self._sessions.pop(token, None)
        _close([session] if session else [])

    def leave(self, token: str) -> None:
        """
        Note that the visitor went: all of it is dropped after `GRACE_S`, unless they come back.

        Parameters
        ----------
        token
            Name of the session; one that is not known is no fault.
        """
        with self._lock:
            session = self._sessions.get(token)
            if session is None:
                return
            session.left = self._clock()
        later = threading.Timer(GRACE_S, self._tidy)
        later.daemon = True
        later.start()

    def come_back(self, token: str) -> None:
        """
        Note that a visitor is there.

        Parameters
        ----------
        token
            Name of the session; one that is not known is no fault.
        """
        with self._lock:
            session = self._sessions.get(token)
            if session is not None:
                session.left = None

    def _tidy(self) -> None:
        with self._lock:
            gone = self._expired()
        _close(gone)

    def _room(self) -> Path:
        """Give the folder of the session files, made when a first one is needed."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="dashboard-sessions-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder

    def _expired(self) -> list[_Session]:
        """Take out what is too old or too many; to be closed without holding the lock."""
        now = self._clock()
        gone = [token for token, one in self._sessions.items() if one.is_over(now, self._idle_s)]
        left = [token for token in self._sessions if token not in gone]
        gone += left[: max(0, len(left) - self._most)]
        return [self._sessions.pop(token) for token in gone]

    def _host_of(self, base: Store) -> Host:
        with self._lock:
            if self._host is None or self._host.version != base.version:
                self._host = Host(base)
            return self._host


SESSIONS = Sessions()
"""Those of this process: the page brings them, the HTTP interface reads them too."""


def _close(sessions: Iterable[_Session]) -> None:
    for session in sessions:
        with session.lock:
            session.close()


class _Session:
    """What one visitor brought; only one thread at a time calls a method, holding the lock."""

    def __init__(self, folder: Path) -> None:
        self.lock = threading.Lock()
        self.used = 0.0
        self.left: float | None = None
        self._folder = folder
        self._now: tuple[Host, Path, Store] | None = None

    def is_over(self, now: float, idle_s: float) -> bool:
        """Say whether nobody asked for too long, or the visitor went and did not come back."""
        return now - self.used > idle_s or (self.left is not None and now - self.left >= GRACE_S)

    def bring(self, host: Host, base: Store, brought: Collection) -> Store:
        """Add events; if that fails, what was there stays."""
        if self._now is not None:
            brought = merged(*_said_again(held_in(self._now[1]), brought))
        return self._write(host, base, brought)

    def over(self, host: Host, base: Store) -> Store:
        """Give the store, written anew where the base is another one by now."""
        if self._now is None:
            raise UnknownSessionError(GONE)
        before, file, store = self._now
        return store if before is host else self._write(host, base, held_in(file))

    def close(self) -> None:
        """Forget everything."""
        if self._now is not None:
            host, file, store = self._now
            self._now = None
            store.close()
            host.leave(file)
            file.unlink(missing_ok=True)

    def _write(self, host: Host, base: Store, own: Collection) -> Store:
        own = beside(host, base, own)
        again, actors = host.restated(own.claims)
        if len(again):
            mine = own.event_actors
            mine = mine[~mine["event_id"].isin(again["event_id"])]
            taking = pd.concat([mine, actors], ignore_index=True)
            own = replace(own, events=chain(own.events, [again]), event_actors=taking)
        file = self._folder / f"s{secrets.token_hex(8)}.duckdb"
        build(file, own, _limit, host.numbering())
        try:
            joined = host.join(file, again["event_id"].tolist())
            store = Store(base.path, f"{base.version}-{file.stem}", joined)
        except StoreError:
            file.unlink(missing_ok=True)
            raise
        self.close()
        self._now = (host, file, store)
        return store


def _said_again(old: Collection, new: Collection) -> tuple[Collection, Collection]:
    """Restate the old events about which something is said that does not replace them."""
    tables = list(new.events)
    replaced = {str(event_id) for table in tables for event_id in table["event_id"]}
    added = new.claims[~new.claims["event_id"].isin(replaced)]
    events = (restated(table, old.claims, added) for table in old.events)
    return replace(old, events=events), replace(new, events=tables)


def _limit(events: int) -> None:
    if events > MOST_EVENTS:
        raise StoreError(
            f"more than {MOST_EVENTS:,} events are too many for one visit; whoever runs this "
            "dashboard can take them in with python -m dashboard import"
        )
