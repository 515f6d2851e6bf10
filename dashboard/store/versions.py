"""Two versions of an imported dataset: what the newer one adds, changes and withdraws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from dashboard.store.conditions import frame

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ibis.backends.duckdb import Backend
    from ibis.expr.types import BooleanValue, Table

LEAST_SHARE = 0.5
"""Share of the known events of its span that a file must hold to count as a newer version."""
SPAN = ["country", "event_type"]
KEYS = {
    "event_actors": ("event_id", "actor_id", "role"),
    "claims": ("claim_id",),
    "links": ("event_id", "relation", "other_event_id"),
    "actors": ("actor_id",),
    "sources": ("source_id",),
}
OF_EVENTS = ("event_actors", "claims", "links")


@dataclass(frozen=True)
class Changes:
    """
    What an import changed.

    Attributes
    ----------
    added
        Number of events that are new.
    changed
        Ids of events that say something else now.
    withdrawn
        Ids of events that the file covers and no longer holds; they are taken out.
    missing
        Ids of such events that are kept, because the file seems to be a part of the dataset only.
    beside
        Number of actors of events, claims and links that are new or say something else.
    """

    added: int = 0
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    beside: int = 0

    @property
    def none(self) -> bool:
        """Say whether all is as it was."""
        return not (self.added or self.changed or self.withdrawn or self.beside)


def compare(old: Path, new: Path, *, withdraw: bool | None = None) -> Changes:
    """
    Compare two versions of a dataset.

    Parameters
    ----------
    old, new
        Folders with their tables.
    withdraw
        Whether events that are missing in the new one are withdrawn; None if it holds at least
        `LEAST_SHARE` of what is known within its span.

    Returns
    -------
    changes
        See `Changes`.

    Notes
    -----
    A newer file may hold one country, one kind or one year only. An event counts as missing only
    where the new file has events of its country and type, and its day lies between that country's
    first and last day in the new file. A file that was filtered by something else, an actor for
    example, cannot be told from a newer version except by how much of its span it lacks.
    """
    backend = ibis.duckdb.connect()
    before, after = (_table(backend, folder, "events") for folder in (old, new))
    same = ["event_id"]
    added = after.anti_join(before, same).count().to_pyarrow().as_py()
    changed = frame(_changed(before, after).order_by("event_id"))["event_id"]
    span = after.group_by("country").agg(first=after.date_start.min(), last=after.date_start.max())
    kinds = after.select(*(after[c].fill_null("").name(c) for c in SPAN)).distinct()
    known = before.mutate(**{c: before[c].fill_null("") for c in SPAN})
    known = known.semi_join(kinds, SPAN)
    known = known.inner_join(span.mutate(country=span.country.fill_null("")), "country")
    covered = known.filter(known.date_start.between(known.first, known.last))
    missing = frame(covered.anti_join(after, same).select("event_id").order_by("event_id"))
    gone = tuple(missing["event_id"])
    held = covered.count().to_pyarrow().as_py() - len(gone)
    if withdraw is None:
        withdraw = held >= LEAST_SHARE * (held + len(gone))
    beside = sum(
        _table(backend, new, name)
        .difference(_table(backend, old, name))
        .count()
        .to_pyarrow()
        .as_py()
        for name in OF_EVENTS
    )
    return Changes(
        added,
        tuple(changed),
        gone if withdraw else (),
        () if withdraw else gone,
        beside,
    )


def merge(old: Path, new: Path, changes: Changes, tables: Iterable[str]) -> int:
    """
    Add to a newer version what stays of the older one.

    Parameters
    ----------
    old
        Folder with the older tables; nothing of it is changed.
    new
        Folder with the newer ones, which are replaced by the whole.
    changes
        What `compare` found.
    tables
        Names of the tables.

    Returns
    -------
    events
        How many events there are now.
    """
    backend = ibis.duckdb.connect()
    after = _table(backend, new, "events")
    gone = ibis.union(
        after.select("event_id"),
        backend.create_table("withdrawn", schema=ibis.schema({"event_id": "string"})),
    )
    if changes.withdrawn:
        rows = {"event_id": list(changes.withdrawn)}
        backend.insert("withdrawn", ibis.memtable(rows, schema={"event_id": "string"}))
    for name in tables:
        fresh = _table(backend, new, name)
        if name != "datasets":
            stays = _table(backend, old, name)
            if "event_id" in stays.columns:
                stays = stays.anti_join(gone, "event_id")
            if name in KEYS:
                stays = stays.anti_join(fresh, list(KEYS[name]))
            fresh = ibis.union(fresh, stays)
        backend.to_parquet(fresh, new / f"{name}.whole.parquet")
    for name in tables:
        (new / f"{name}.whole.parquet").replace(new / f"{name}.parquet")
    return int(_table(backend, new, "events").count().to_pyarrow().as_py())


def _changed(before: Table, after: Table) -> Table:
    """Give the ids that stand in both with something else in at least one column."""
    names = [name for name in after.columns if name != "event_id"]
    old = before.rename({f"old_{name}": name for name in names})
    both = after.inner_join(old, "event_id")
    other: list[BooleanValue] = [~both[name].identical_to(both[f"old_{name}"]) for name in names]
    return both.filter(ibis.or_(*other)).select("event_id")


def _table(backend: Backend, folder: Path, name: str) -> Table:
    return backend.read_parquet(folder / f"{name}.parquet")
