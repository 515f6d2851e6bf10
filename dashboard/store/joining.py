"""A store file read together with another, as if all its rows stood in both."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import ibis
import pandas as pd
import pyarrow as pa

from dashboard.records import typed
from dashboard.schema import ACTORS, CLAIMS, DATASETS, EVENT_ACTORS, EVENTS, LINKS, SOURCES
from dashboard.store.building import Collection
from dashboard.store.conditions import frame, stream
from dashboard.store.numbering import Numbering, following, taking_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

    from dashboard.store.reading import Store

BASE = "base"
SOUGHT = "sought"
WHOLE = frozenset({"actor", "dataset", "event_type", "member", "region", "source"})
"""Small tables: a file that is joined holds all of their rows, the base's too."""
BATCH_ROWS = 50_000


class Host:
    """
    A database in memory that reads the base's file and, beside it, any number of others.

    Parameters
    ----------
    base
        An open store; the file is read only.
    """

    def __init__(self, base: Store) -> None:
        self.version = base.version
        self._lock = threading.Lock()
        self._backend: Backend = ibis.duckdb.connect()
        self._backend.attach(_quoted(base.path), BASE, read_only=True)
        listed = self._backend.table("tables", database="information_schema")
        names = listed.filter(listed.table_catalog == BASE).select("table_name")
        self._names = tuple(frame(names)["table_name"])

    def numbering(self) -> Numbering:
        """Say which numbers of events and places a file may use beside the base's."""
        with self._lock:
            return following(lambda name: self._table(BASE, name))

    def not_held(self, rows: pd.DataFrame, name: str, key: tuple[str, ...]) -> pd.DataFrame:
        """Keep, of n rows, those whose key stands in no row of a table of the base."""
        if rows.empty:
            return rows
        asked = rows[list(key)].astype("str")
        texts = pa.schema([(column, pa.string()) for column in key])
        with self._lock:
            sought = self._backend.create_table(
                SOUGHT, pa.Table.from_pandas(asked, texts, preserve_index=False), overwrite=True
            )
            table = self._table(BASE, name)
            known = frame(table.semi_join(sought, list(key)).select(list(key)))
            self._backend.drop_table(SOUGHT)
        held = pd.MultiIndex.from_frame(known.astype("str"))
        return rows.loc[~pd.MultiIndex.from_frame(asked).isin(held)]

    def join(self, file: Path) -> Callable[[], Backend]:
        """
        Read a file together with the base.

        Parameters
        ----------
        file
            Store file whose numbers begin where `numbering` says, with all rows of `WHOLE`; its
            name without the ending, letters and digits, names the join.

        Returns
        -------
        connect
            Gives a new connection, on which each table has the rows of both.
        """
        own = file.stem
        with self._lock:
            self._backend.attach(_quoted(file), own, read_only=True)
            self._backend.create_database(f"with_{own}")
            for name in self._names:
                table = self._table(own, name)
                if name not in WHOLE:
                    base = self._table(BASE, name)
                    table = ibis.union(base, table.select(base.columns))
                self._backend.create_view(name, table, database=f"with_{own}")

        def connect() -> Backend:
            made = ibis.duckdb.from_connection(self._backend.con.cursor())
            made.con.execute(f'USE memory."with_{own}"')
            return made

        return connect

    def leave(self, file: Path) -> None:
        """Stop reading a file that was joined."""
        with self._lock:
            for name in self._names:
                self._backend.drop_view(name, database=f"with_{file.stem}")
            self._backend.drop_database(f"with_{file.stem}")
            self._backend.detach(file.stem)

    def _table(self, catalog: str, name: str) -> Table:
        return self._backend.table(name, database=(catalog, "main"))


def _quoted(path: Path) -> str:
    """Double the quotes of a path, which Ibis puts between quotes as it is."""
    return str(path).replace("'", "''")


def held_in(file: Path) -> Collection:
    """
    Read back what a store file was made of.

    Parameters
    ----------
    file
        A store file.

    Returns
    -------
    collection
        Its tables; events at most `BATCH_ROWS` at a time, read when they are asked for.
    """
    backend = ibis.duckdb.connect(file, read_only=True)

    def events() -> Iterator[pd.DataFrame]:
        table = backend.table("event").order_by("event_no").select(EVENTS.names)
        for batch in stream(table, BATCH_ROWS):
            yield typed(batch.to_pandas(), EVENTS)

    return Collection(
        events=events(),
        event_actors=typed(
            frame(taking_part(backend.table("event"), backend.table("cast"))), EVENT_ACTORS
        ),
        actors=typed(frame(backend.table("actor")), ACTORS),
        claims=typed(frame(backend.table("claim")), CLAIMS),
        links=typed(frame(backend.table("link")), LINKS),
        sources=typed(frame(backend.table("source")), SOURCES),
        datasets=typed(frame(backend.table("dataset")), DATASETS),
        regions=frame(backend.table("region")),
        event_types=frame(backend.table("event_type")),
    )


def merged(old: Collection, new: Collection) -> Collection:
    """
    Put two collections together.

    Parameters
    ----------
    old
        What was there.
    new
        What comes to it; an event of the same id replaces the old one with all that belongs to it.

    Returns
    -------
    merged
        Both; of actors, sources, datasets, regions and event types of the same id the old row.
    """
    brought = list(new.events)
    replaced = {str(id_) for table in brought for id_ in table["event_id"]}

    def left(rows: pd.DataFrame) -> pd.DataFrame:
        kept: pd.DataFrame = rows.loc[~rows["event_id"].isin(replaced)]
        return kept

    def events() -> Iterator[pd.DataFrame]:
        yield from (left(table) for table in old.events)
        yield from brought

    def both(name: str, key: tuple[str, ...], *, belongs: bool = False) -> pd.DataFrame:
        before: pd.DataFrame = getattr(old, name)
        after: pd.DataFrame = getattr(new, name)
        rows = pd.concat([left(before) if belongs else before, after], ignore_index=True)
        return rows.drop_duplicates(list(key), ignore_index=True)

    return replace(
        old,
        events=events(),
        event_actors=both("event_actors", EVENT_ACTORS.key, belongs=True),
        claims=both("claims", CLAIMS.key, belongs=True),
        links=both("links", LINKS.key, belongs=True),
        actors=both("actors", ACTORS.key),
        sources=both("sources", SOURCES.key),
        datasets=both("datasets", DATASETS.key),
        regions=both("regions", ("region", "country", "admin1")),
        event_types=both("event_types", ("event_type",)),
    )


def beside(host: Host, base: Store, own: Collection) -> Collection:
    """
    Take away from a collection what the base holds, and give it the base's small tables.

    Parameters
    ----------
    host
        Where the base is read.
    base
        The base.
    own
        What is to be read together with it.

    Returns
    -------
    collection
        Events, actors of events, claims and links that the base does not have; actors, sources,
        datasets, regions and event types of both, the base's row where both have one.
    """
    small = Collection(
        events=(),
        event_actors=own.event_actors.iloc[:0],
        claims=own.claims.iloc[:0],
        links=own.links.iloc[:0],
        actors=base.actors,
        sources=base.sources(),
        datasets=base.datasets,
        regions=base.regions,
        event_types=base.event_types,
    )
    events = [host.not_held(table, "event", EVENTS.key) for table in own.events]
    return merged(
        small,
        replace(
            own,
            events=events,
            claims=host.not_held(own.claims, "claim", CLAIMS.key),
            links=host.not_held(own.links, "link", LINKS.key),
        ),
    )
