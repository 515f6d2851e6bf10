"""From a draft to a chunk: rejected rows apart, side tables filled, the report added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.importers.model import Chunk, Report, reject_table
from dashboard.importers.texts import taken
from dashboard.records import DTYPES, typed
from dashboard.schema import ACTORS, CLAIMS, EVENT_ACTORS, EVENTS

if TYPE_CHECKING:
    from dashboard.importers.draft import Draft, Running
    from dashboard.importers.seen import Numbers

NAME_SEPARATOR = "; "
ROLE_COLUMNS = {
    "perpetrator": "perpetrators",
    "target": "targets",
    "claimed_by": "claimed_by",
    "attributed_to": "attributed_to",
}


def finish(draft: Draft, running: Running, assumptions: tuple[str, ...] = ()) -> Chunk:
    """
    Turn a draft into a chunk.

    Parameters
    ----------
    draft
        Rows with all columns set that the layout knows.
    running
        The import.
    assumptions
        Sentences for the report.

    Returns
    -------
    chunk
        Events of the rows kept, and all that belongs to them.
    """
    kept = np.flatnonzero(draft.keep)
    whole = len(kept) == len(draft.keep)
    _put_parties(draft)
    texts: dict[str, pa.Array] = {}
    others: dict[str, pd.Series] = {}
    for column in EVENTS.columns:
        held = draft.columns.get(column.name)
        if held is None:
            if column.kind in {"text", "list"}:
                texts[column.name] = pa.nulls(len(kept), pa.string())
            else:
                others[column.name] = _nothing(column.kind, len(kept))
        elif isinstance(held, (np.ndarray, pd.api.extensions.ExtensionArray)):
            others[column.name] = pd.Series(held if whole else held[kept], copy=False)
        else:
            texts[column.name] = held if whole else held.take(pa.array(kept))
    events = pa.table(texts).to_pandas()
    events = pd.concat([events, pd.DataFrame(others)], axis=1)[EVENTS.names]
    for kind, count in draft.block.notes.items():
        running.tally.add(kind, count)
    rejects = sorted(draft.rejects, key=lambda reject: reject.line)
    report = Report(
        len(kept) + len(rejects), len(kept), len(rejects), running.tally.take(), assumptions
    )
    return Chunk(
        events,
        _event_actors(draft, events["event_id"], kept),
        _claims(draft, running, events),
        _new_actors(running),
        running.take_sources(),
        running.datasets,
        reject_table(rejects),
        report,
    )


def _nothing(kind: str, size: int) -> pd.Series[Any]:
    value = False if kind == "flag" else None
    return pd.Series([value] * size if kind == "flag" else None, range(size), dtype=DTYPES[kind])


def _put_parties(draft: Draft) -> None:
    for role, codes, sides in draft.parties:
        words = [
            NAME_SEPARATOR.join(
                actor.name if note is None else f"{actor.name} ({note})" for actor, note in side
            )
            or None
            for side in sides
        ]
        draft.columns[ROLE_COLUMNS[role]] = taken(words, codes)


def _event_actors(draft: Draft, ids: pd.Series[str], kept: Numbers) -> pd.DataFrame:
    parts = []
    for role, codes, sides in draft.parties:
        sizes = np.array([len(side) for side in sides], dtype=np.int64)
        firsts = np.concatenate(([0], np.cumsum(sizes)))[:-1]
        mine = codes[kept]
        counts = sizes[mine]
        rows = np.repeat(np.arange(len(kept)), counts)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
        flat = [(actor.actor_id, note) for side in sides for actor, note in side]
        at = firsts[mine][rows] + within
        parts.append(
            pa.table(
                {
                    "event_id": pa.array(ids, pa.string(), from_pandas=True).take(pa.array(rows)),
                    "actor_id": taken([actor for actor, _ in flat], at),
                    "role": pa.repeat(pa.scalar(role), len(rows)),
                    "note": taken([note for _, note in flat], at),
                }
            )
        )
    if not parts:
        return typed(pd.DataFrame(columns=EVENT_ACTORS.names, dtype="object"), EVENT_ACTORS)
    table: pd.DataFrame = pa.concat_tables(parts).to_pandas()
    return table


def _claims(draft: Draft, running: Running, events: pd.DataFrame) -> pd.DataFrame:
    position = np.cumsum(draft.keep) - 1
    parts = []
    for rows, low, high in draft.claims:
        kept = draft.keep[rows]
        ids = pa.array(events["event_id"], pa.string(), from_pandas=True)
        ids = ids.take(pa.array(position[rows[kept]]))
        said = _said(low[kept], high[kept], running.dataset.publisher)
        parts.append(
            pd.DataFrame(
                {
                    "claim_id": pc.binary_join_element_wise(ids, "fatalities", ":").to_pandas(),
                    "event_id": ids.to_pandas(),
                    "claimant": running.dataset.publisher,
                    "claimant_type": "dataset",
                    "field": "fatalities",
                    "low": low[kept],
                    "high": high[kept],
                    "scope": "row",
                    "count_basis": "other",
                    "statement": said.to_pandas(),
                    "source_id": running.source(running.dataset.publisher, "dataset"),
                }
            )
        )
    if not parts:
        return typed(pd.DataFrame(columns=CLAIMS.names, dtype="object"), CLAIMS)
    return typed(pd.concat(parts, ignore_index=True), CLAIMS)


def _said(low: Numbers, high: Numbers, claimant: str) -> pa.Array:
    ends = pc.binary_join_element_wise(
        pa.array(low).cast(pa.string()), pa.array(high).cast(pa.string()), "–"
    )
    figures = pc.if_else(pa.array(low == high), pa.array(low).cast(pa.string()), ends)
    return pc.binary_join_element_wise(figures, f"deaths, as {claimant} counts", " ")


def _new_actors(running: Running) -> pd.DataFrame:
    added = [
        {"actor_id": actor.actor_id, "name": actor.name, "actor_type": kind or None}
        for actor, kind in running.actors.take_new()
    ]
    return typed(pd.DataFrame(added, columns=ACTORS.names, dtype="object"), ACTORS)
