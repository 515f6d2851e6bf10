"""Making a store file: all of it or nothing."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from dashboard.store.numbering import FROM_ZERO, PLACE, PROFILE, Numbers, casts
from dashboard.store.rolling import roll_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from ibis.backends.duckdb import Backend

    from dashboard.records import Records
    from dashboard.store.numbering import Casts, Numbering

LAYOUT = 3
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
        ("profile_no", pa.int32()),
        ("cast_no", pa.int32()),
        ("lead_actor", pa.string()),
        ("toll_low", pa.int64()),
        ("toll_high", pa.int64()),
        ("toll_open", pa.int8()),
        ("untold", pa.int8()),
        ("week", pa.timestamp("us")),
        ("searched", pa.string()),
    ]
)
"""Columns of the event table that only the store knows."""

MEMORY = "1GB"
"""What the engine may hold while a store is built; it would otherwise take most of the machine."""

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


def build(
    target: Path,
    held: Collection,
    progress: Callable[[int], None] | None = None,
    numbering: Numbering = FROM_ZERO,
) -> None:
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
    numbering
        Where numbers begin, for a store that will be read together with another.

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
        backend = ibis.duckdb.connect(draft, memory_limit=MEMORY)
        try:
            _fill(backend, held, progress, numbering)
        finally:
            backend.disconnect()
        draft.replace(target)
    except OSError as error:
        raise StoreError(f"{target}: the store cannot be written: {error}") from error
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def _fill(
    backend: Backend,
    held: Collection,
    progress: Callable[[int], None] | None,
    numbering: Numbering,
) -> None:
    cast = casts(held.event_actors, numbering.first_cast)
    places = Numbers(PLACE, 0, numbering.places)
    profiles = Numbers(PROFILE, numbering.first_profile)
    backend.create_table("event", schema=ibis.Schema.from_pyarrow(_joined_schema()))
    done, in_order, latest = 0, True, pd.Timestamp.min
    for events in held.events:
        first = numbering.first_event + done
        backend.insert("event", event_rows(events, first, cast, places, profiles))
        days = events["date_start"]
        in_order = in_order and days.is_monotonic_increasing and not (days < latest).any()
        latest = max([latest, *days.iloc[-1:]])
        done += len(events)
        if progress:
            progress(done)
    if not in_order:
        _sort(backend)
    roll_up(backend)
    tables = {
        "cast": cast.parts,
        "profile": profiles.table("profile_no"),
        "place": places.table("place_no"),
        "member": _member_table(held.actors),
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


def _sort(backend: Backend) -> None:
    """Lay the events down by day, so that a range of days is a range of the file."""
    in_order = backend.table("event").order_by("date_start", "event_no")
    backend.create_table("event", in_order, overwrite=True)


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
    events: pd.DataFrame, first: int, cast: Casts, places: Numbers, profiles: Numbers
) -> pa.Table:
    """
    Add to an event table what the store keeps with each row.

    Parameters
    ----------
    events
        Event table, n rows, see `schema.EVENTS`.
    first
        Number of the first row.
    cast
        Who takes part in which event.
    places, profiles
        Numbers given so far, by `numbering.PLACE` and `numbering.PROFILE`.

    Returns
    -------
    rows
        n rows: the columns of `schema.EVENTS`, then those of `INNER`. Grid columns are null where
        there is no point; ``toll_low`` and ``toll_high`` are null where the toll must not be added
        up or nobody gives a number, in which case ``untold`` is 1; ``toll_open`` is 1 where the
        toll is an "at least".
    """
    inner: dict[str, object] = {"event_no": np.arange(first, first + len(events), dtype="int32")}
    located = (events["lon"].notna() & events["lat"].notna()).to_numpy()
    x, y = to_grid(events["lon"].fillna(0), events["lat"].fillna(0))
    inner["grid_x"] = pa.array(x, mask=~located)
    inner["grid_y"] = pa.array(y, mask=~located)
    inner["rough"] = _marked(events["place_precision"].isin(ROUGH))
    inner["place_no"] = places.of(events.rename(columns={"place_name": "name"}))
    most = events["fatalities_high"].fillna(events["fatalities_low"])
    kinds = np.where(
        most.isna(), "unreported", np.where((most > 0).fillna(value=False), "some", "none")
    )
    deaths = pd.Series(kinds, events.index, dtype="str")
    inner["profile_no"] = profiles.of(events.assign(deaths=deaths))
    played = cast.of(events["event_id"])
    inner["cast_no"] = played
    inner["lead_actor"] = cast.leads(played)
    summed = events["toll_scope"].isin(SUMMED_SCOPES)
    inner["toll_low"] = events["fatalities_low"].where(summed)
    inner["toll_high"] = most.where(summed)
    inner["toll_open"] = _marked(events["fatalities_open"] & summed & most.notna())
    inner["untold"] = _marked(summed & events["fatalities_low"].isna())
    inner["week"] = _monday(events["date_start"])
    inner["searched"] = search_text(events)
    outer = pa.Table.from_pandas(events[EVENTS.names], EVENT_SCHEMA, preserve_index=False)
    for column in INNER:
        added = pa.array(inner[column.name], column.type, from_pandas=True)
        outer = outer.append_column(column, added)
    return outer


def _marked(rows: pd.Series[bool]) -> pd.Series[int]:
    return rows.fillna(value=False).astype("int8")


def _monday(days: pd.Series[pd.Timestamp]) -> pd.Series[pd.Timestamp]:
    return days - pd.to_timedelta(days.dt.day_of_week, unit="D")


def _member_table(actors: pd.DataFrame) -> pd.DataFrame:
    """List the members of groups that have any besides themselves."""
    groups = {group: below for group, below in members(actors).items() if len(below) > 1}
    pairs = [(group, one) for group, below in groups.items() for one in sorted(below)]
    return pd.DataFrame(pairs, columns=["group_id", "actor_id"], dtype="str")
