"""Making a store file: all of it or nothing."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.actors import members
from dashboard.errors import StoreError
from dashboard.events import event_table
from dashboard.filters import search_text
from dashboard.grid import to_grid
from dashboard.schema import EVENTS, FILES, SUMMED_SCOPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ibis.backends.duckdb import Backend

    from dashboard.records import Records

LAYOUT = 2
"""Raise it when the tables of a store file change, so that older files are built anew."""

ARROW_TYPES = {
    "text": pa.string(),
    "list": pa.string(),
    "date": pa.timestamp("us"),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
}
INNER = pa.schema(
    [
        ("event_no", pa.int32()),
        ("grid_x", pa.int32()),
        ("grid_y", pa.int32()),
        ("rough", pa.int8()),
        ("place_no", pa.int32()),
        ("lead_actor", pa.string()),
        ("toll_low", pa.int64()),
        ("toll_high", pa.int64()),
        ("untold", pa.int8()),
        ("week", pa.timestamp("us")),
        ("searched", pa.string()),
    ]
)
"""Columns of the event table that only the store knows."""

EVENT_SCHEMA = pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in EVENTS.columns])
ROUGH = ("relative", "approximate")


@dataclass(frozen=True)
class Collection:
    """
    All that goes into a store.

    Attributes
    ----------
    events
        Event tables (`schema.EVENTS`), one after the other, so that a large import need not be
        held at once.
    event_actors, actors, claims, links, sources, datasets, regions, event_types
        Side tables, see `schema`.
    """

    events: Iterable[pd.DataFrame]
    event_actors: pd.DataFrame
    actors: pd.DataFrame
    claims: pd.DataFrame
    links: pd.DataFrame
    sources: pd.DataFrame
    datasets: pd.DataFrame
    regions: pd.DataFrame
    event_types: pd.DataFrame


def collection(records: Records) -> Collection:
    """
    Make ready for a store what a data folder holds.

    Parameters
    ----------
    records
        Checked tables.

    Returns
    -------
    collection
        The same, with the event table joined.
    """
    return Collection(
        events=[event_table(records)],
        event_actors=records.event_actors,
        actors=records.actors,
        claims=records.claims,
        links=records.links,
        sources=records.sources,
        datasets=records.datasets,
        regions=records.regions,
        event_types=records.event_types,
    )


def fingerprint(folder: Path) -> str:
    """
    Name the state of a data folder.

    Parameters
    ----------
    folder
        Data folder; files that are missing count as such.

    Returns
    -------
    fingerprint
        Sixteen hexadecimal digits that change when a file or the layout of the store changes.
    """
    digest = hashlib.sha256(f"layout {LAYOUT}".encode())
    for table in FILES:
        path = folder / f"{table.name}.csv"
        digest.update(f"\0{table.name}\0".encode())
        digest.update(path.read_bytes() if path.exists() else b"missing")
    return digest.hexdigest()[:16]


def build(target: Path, held: Collection, progress: Callable[[int], None] | None = None) -> None:
    """
    Write a store file.

    Parameters
    ----------
    target
        File to make or to replace.
    held
        What goes in.
    progress
        Called after each event table with the number of events written so far; what it raises
        stops the work.

    Raises
    ------
    StoreError
        If the file cannot be written, naming it and the reason.

    Notes
    -----
    Everything is written to a file of another name beside the target, which is then renamed over
    it: whoever is interrupted, at whatever point, leaves the old file or none.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        backend = ibis.duckdb.connect(draft)
        try:
            _fill(backend, held, progress)
        finally:
            backend.disconnect()
        draft.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: the store cannot be written: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def _fill(backend: Backend, held: Collection, progress: Callable[[int], None] | None) -> None:
    lead = _lead_actor(held.event_actors)
    places = PlaceNumbers()
    backend.create_table("event", schema=ibis.Schema.from_pyarrow(_joined_schema()))
    known: list[pd.Series[Any]] = []
    done = 0
    for events in held.events:
        backend.insert("event", event_rows(events, lead, places, done))
        rows = np.arange(done, done + len(events), dtype="int32")
        known.append(pd.Series(rows, events["event_id"]))
        done += len(events)
        if progress:
            progress(done)
    numbers = pd.concat(known) if known else pd.Series(dtype="int32")
    tables = {
        "event_actor": _numbered(held.event_actors, numbers),
        "member": _member_table(held.actors),
        "place": places.table(),
        "actor": held.actors,
        "claim": held.claims,
        "link": held.links,
        "source": held.sources,
        "dataset": held.datasets,
        "region": held.regions,
        "event_type": held.event_types,
    }
    for name, frame in tables.items():
        _write(backend, name, frame)


def _numbered(event_actors: pd.DataFrame, numbers: pd.Series[Any]) -> pd.DataFrame:
    """Give the rows their event's number, and mark an actor that stands in an event again."""
    part = event_actors.assign(event_no=event_actors["event_id"].map(numbers))
    part = part[part["event_no"].notna()].astype({"event_no": "int32"})
    part["again"] = part.duplicated(["event_no", "actor_id"]).astype("int8")
    return part[["event_no", "event_id", "actor_id", "role", "note", "again"]]


class PlaceNumbers:
    """Gives each name of a place in a country a number, over any number of event tables."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}

    def of(self, events: pd.DataFrame) -> pa.Array:
        """Give n numbers; new names get the next ones."""
        names = pd.MultiIndex.from_arrays(
            [events["place_name"].fillna(""), events["country"].fillna("")]
        )
        codes, different = names.factorize()
        numbers = [self._known.setdefault(name, len(self._known)) for name in different]
        return pa.array(np.array(numbers, dtype="int32")[codes] if numbers else [], pa.int32())

    def table(self) -> pd.DataFrame:
        """Give the names by number."""
        names = [name for name, _ in self._known]
        return pd.DataFrame({"place_no": range(len(names)), "name": pd.Series(names, dtype="str")})


def _write(backend: Backend, name: str, frame: pd.DataFrame) -> None:
    table = pa.Table.from_pandas(frame, preserve_index=False)
    plain = {pa.null(): pa.string(), pa.large_string(): pa.string()}
    table = table.cast(pa.schema([(f.name, plain.get(f.type, f.type)) for f in table.schema]))
    backend.create_table(name, schema=ibis.Schema.from_pyarrow(table.schema))
    if len(table):
        backend.insert(name, table)


def _joined_schema() -> pa.Schema:
    return pa.schema([*EVENT_SCHEMA, *INNER])


def event_rows(
    events: pd.DataFrame, lead: pd.Series[str], places: PlaceNumbers, first: int
) -> pa.Table:
    """
    Add to an event table what the store keeps with each row.

    Parameters
    ----------
    events
        Event table, n rows, see `schema.EVENTS`.
    lead
        First named perpetrator by event id.
    places
        Numbers of places given so far.
    first
        Number of the first row.

    Returns
    -------
    rows
        n rows: the columns of `schema.EVENTS`, then those of `INNER`. Grid columns are null where
        there is no point; ``toll_low`` and ``toll_high`` are null where the toll must not be added
        up or nobody gives a number, in which case ``untold`` is 1.
    """
    inner: dict[str, object] = {"event_no": np.arange(first, first + len(events), dtype="int32")}
    located = (events["lon"].notna() & events["lat"].notna()).to_numpy()
    x, y = to_grid(events["lon"].fillna(0), events["lat"].fillna(0))
    inner["grid_x"] = pa.array(x, mask=~located)
    inner["grid_y"] = pa.array(y, mask=~located)
    inner["rough"] = events["place_precision"].isin(ROUGH).to_numpy().astype("int8")
    inner["place_no"] = places.of(events)
    inner["lead_actor"] = pa.array(events["event_id"].map(lead), pa.string(), from_pandas=True)
    summed = events["toll_scope"].isin(SUMMED_SCOPES)
    low = events["fatalities_low"].where(summed)
    high = events["fatalities_high"].fillna(events["fatalities_low"]).where(summed)
    inner["toll_low"] = pa.array(low, pa.int64(), from_pandas=True)
    inner["toll_high"] = pa.array(high, pa.int64(), from_pandas=True)
    inner["untold"] = (summed & events["fatalities_low"].isna()).to_numpy().astype("int8")
    inner["week"] = pa.array(_monday(events["date_start"]), pa.timestamp("us"))
    inner["searched"] = pa.array(search_text(events), pa.string())
    outer = pa.Table.from_pandas(events[EVENTS.names], EVENT_SCHEMA, preserve_index=False)
    for column in INNER:
        outer = outer.append_column(column, pa.array(inner[column.name], column.type))
    return outer


def _monday(days: pd.Series[pd.Timestamp]) -> pd.Series[pd.Timestamp]:
    return days - pd.to_timedelta(days.dt.day_of_week, unit="D")


def _lead_actor(event_actors: pd.DataFrame) -> pd.Series[str]:
    named = event_actors[event_actors["role"] == "perpetrator"]
    return named.drop_duplicates("event_id").set_index("event_id")["actor_id"]


def _member_table(actors: pd.DataFrame) -> pd.DataFrame:
    """List the members of groups that have any besides themselves."""
    groups = {group: below for group, below in members(actors).items() if len(below) > 1}
    pairs = [(group, one) for group, below in groups.items() for one in sorted(below)]
    return pd.DataFrame(pairs, columns=["group_id", "actor_id"], dtype="str")
