"""Imports kept beside the data folder: one set of Parquet files a dataset, whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.errors import StoreError
from dashboard.records import typed
from dashboard.schema import ACTORS, CLAIMS, DATASETS, EVENT_ACTORS, EVENTS, LINKS, SOURCES
from dashboard.store.building import ARROW_TYPES, Collection
from dashboard.store.versions import Changes, compare, merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from dashboard.schema import Table

INDEX = "index.json"
ABANDONED_S = 3600
TABLES: dict[str, Table] = {
    "events": EVENTS,
    "event_actors": EVENT_ACTORS,
    "claims": CLAIMS,
    "links": LINKS,
    "actors": ACTORS,
    "sources": SOURCES,
    "datasets": DATASETS,
}
"""Tables that an import brings; each is a file of its dataset's folder."""
BATCH_ROWS = 50_000


class Part(Protocol):
    """A part of what an import brings; each attribute is a table of that name, see `schema`."""

    @property
    def events(self) -> pd.DataFrame:
        """Give the table `events`."""
        ...

    @property
    def event_actors(self) -> pd.DataFrame:
        """Give the table `event_actors`."""
        ...

    @property
    def claims(self) -> pd.DataFrame:
        """Give the table `claims`."""
        ...

    @property
    def links(self) -> pd.DataFrame:
        """Give the table `links`."""
        ...

    @property
    def actors(self) -> pd.DataFrame:
        """Give the table `actors`."""
        ...

    @property
    def sources(self) -> pd.DataFrame:
        """Give the table `sources`."""
        ...

    @property
    def datasets(self) -> pd.DataFrame:
        """Give the table `datasets`."""
        ...


@dataclass(frozen=True)
class Kept:
    """
    A dataset that was imported.

    Attributes
    ----------
    dataset
        Its id.
    folder
        Folder with its tables.
    events
        Number of its events.
    """

    dataset: str
    folder: Path
    events: int


def kept(imports: Path) -> list[Kept]:
    """
    List what was imported.

    Parameters
    ----------
    imports
        Folder of the imports; it need not exist.

    Returns
    -------
    kept
        One a dataset, by id.

    Raises
    ------
    StoreError
        If the list of imports cannot be read.
    """
    try:
        held = json.loads((imports / INDEX).read_text("utf-8"))
        return [
            Kept(name, imports / entry["folder"], int(entry["events"]))
            for name, entry in sorted(held.items())
        ]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"{imports / INDEX}: the list of imports cannot be read ({error}); restore it, or "
            "remove it and import the files again"
        ) from error


def state(imports: Path) -> str:
    """
    Name the state of the imports.

    Parameters
    ----------
    imports
        Folder of the imports.

    Returns
    -------
    state
        Sixteen hexadecimal digits that change whenever an import changes something; empty where
        there are none.
    """
    path = imports / INDEX
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if kept(imports) else ""


def keep(
    parts: Iterable[Part], imports: Path, source: str, *, withdraw: bool | None = None
) -> Changes:
    """
    Keep what an import brings, or nothing of it.

    Parameters
    ----------
    parts
        Parts of one dataset, read while they are written; what they raise leaves all as it was.
    imports
        Folder of the imports; made if it is missing.
    source
        Name of the file, for the list of imports.
    withdraw
        What to do with events that the dataset has and the file, though it covers their kind and
        days, has not: True withdraws them, False keeps them, None decides by their share, see
        `versions.compare`.

    Returns
    -------
    changes
        What is different now.

    Raises
    ------
    StoreError
        If the folder cannot be written, or the parts belong to several datasets or none.

    Notes
    -----
    Everything is written to a folder that nothing refers to; then one file, the list of imports,
    is replaced in one step. Whoever is interrupted before leaves all as it was.
    """
    draft = imports / f".draft-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        draft.mkdir(parents=True)
        dataset, events = _write(parts, draft)
        if not events:
            return Changes()
        before = next((one for one in kept(imports) if one.dataset == dataset), None)
        if before is None:
            changes = Changes(added=events)
        else:
            changes = compare(before.folder, draft, withdraw=withdraw)
            if changes.none:
                return changes
            events = merge(before.folder, draft, changes, list(TABLES))
        folder = imports / f"{dataset}-{secrets.token_hex(6)}"
        draft.rename(folder)
        _list(imports, dataset, {"folder": folder.name, "events": events, "file": source})
        _tidy(imports)
    except OSError as error:
        raise StoreError(f"{imports}: the import cannot be kept: {error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return changes


def forget(imports: Path, dataset: str) -> int:
    """
    Take an imported dataset away.

    Parameters
    ----------
    imports
        Folder of the imports.
    dataset
        Its id.

    Returns
    -------
    events
        How many events went.

    Raises
    ------
    StoreError
        If there is no such import.
    """
    held = {one.dataset: one for one in kept(imports)}
    if dataset not in held:
        raise StoreError(
            f"{dataset}: no such import; there are: {', '.join(sorted(held)) or 'none'}"
        )
    _list(imports, dataset, None)
    _tidy(imports)
    return held[dataset].events


def with_imports(held: Collection, imports: Path) -> Collection:
    """
    Add what was imported to what a data folder holds.

    Parameters
    ----------
    held
        What the data folder holds.
    imports
        Folder of the imports.

    Returns
    -------
    collection
        Both; events of the imports are read as they are asked for.
    """
    found = kept(imports)
    if not found:
        return held

    def events() -> Iterator[pd.DataFrame]:
        yield from held.events
        for one in found:
            for batch in pq.ParquetFile(one.folder / "events.parquet").iter_batches(BATCH_ROWS):
                yield typed(batch.to_pandas(), EVENTS)

    def both(name: str) -> pd.DataFrame:
        tables = [getattr(held, name)]
        tables += [pq.read_table(one.folder / f"{name}.parquet").to_pandas() for one in found]
        rows = pd.concat([typed(table, TABLES[name]) for table in tables], ignore_index=True)
        return rows.drop_duplicates(list(TABLES[name].key), ignore_index=True)

    sides = {name: both(name) for name in TABLES if name != "events"}
    return replace(held, events=events(), **sides)


def _write(parts: Iterable[Part], draft: Path) -> tuple[str, int]:
    """Write the parts while the next ones are made; give the dataset and its events."""
    names: set[str] = set()
    events = 0
    with contextlib.ExitStack() as stack:
        files = {
            name: stack.enter_context(
                pq.ParquetWriter(draft / f"{name}.parquet", _arrow(table), compression="lz4")
            )
            for name, table in TABLES.items()
        }
        # Last in, first out: what is being written is finished before a file is closed.
        pool = stack.enter_context(ThreadPoolExecutor(max_workers=1))
        running = None
        for part in parts:
            if running is not None:
                running.result()
            first = part.datasets[~part.datasets["dataset"].isin(names)]
            names |= set(part.datasets["dataset"])
            events += len(part.events)
            running = pool.submit(_append, part, first, files)
        if running is not None:
            running.result()
    if len(names) != 1:
        raise StoreError(f"an import holds one dataset, not {', '.join(sorted(names)) or 'none'}")
    return names.pop(), events


def _append(part: Part, datasets: pd.DataFrame, files: Mapping[str, pq.ParquetWriter]) -> None:
    for name, file in files.items():
        rows = datasets if name == "datasets" else getattr(part, name)
        if len(rows):
            file.write_table(pa.Table.from_pandas(rows, file.schema, preserve_index=False))


def _arrow(table: Table) -> pa.Schema:
    return pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in table.columns])


def _list(imports: Path, dataset: str, entry: dict[str, Any] | None) -> None:
    """Replace the list of imports in one step."""
    path = imports / INDEX
    held = json.loads(path.read_text("utf-8")) if path.exists() else {}
    held.pop(dataset, None)
    if entry is not None:
        held[dataset] = entry
    draft = path.with_name(f".{INDEX}.{os.getpid()}-{secrets.token_hex(4)}")
    draft.write_text(json.dumps(held, indent=1, sort_keys=True), "utf-8")
    draft.replace(path)


def _tidy(imports: Path) -> None:
    """Remove folders that the list does not name, unless somebody may be at work in them."""
    named = {one.folder for one in kept(imports)}
    for folder in imports.iterdir():
        if folder.is_dir() and folder not in named:
            idle_s = time.time() - folder.stat().st_mtime
            if not folder.name.startswith(".") or idle_s > ABANDONED_S:
                shutil.rmtree(folder, ignore_errors=True)
