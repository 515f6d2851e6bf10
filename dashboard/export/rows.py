"""The rows of a download: what is left out, what is added, which point may be called a point."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import ExportError
from dashboard.schema import EVENTS, LIST_SEPARATOR, POINT_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Rows: TypeAlias = "gpd.GeoDataFrame | pa.Table | Iterable[pa.RecordBatch | pa.Table]"
"""The event table, whole or in batches; a geometry column is not read, lon and lat are."""

_ARROW = MappingProxyType(
    {
        "text": pa.string(),
        "list": pa.string(),
        "date": pa.timestamp("us"),
        "integer": pa.int32(),
        "number": pa.float64(),
        "flag": pa.bool_(),
    }
)

_NEEDED = (
    "event_id",
    "dataset",
    "place_precision",
    "area_id",
    "lon",
    "lat",
    "source_ids",
)
_NUL = b"\x00"


@dataclass(frozen=True, eq=False)
class Terms:
    """
    Under which terms rows are given out, and whom they credit.

    Attributes
    ----------
    datasets
        Datasets table: dataset, name, publisher, licence, citation, redistribution...
    sources
        Sources table: source_id, url; a source without a url is named by its id.
    public
        Whether anybody may be the reader. Then rows of a dataset that is not marked
        ``public`` in `redistribution`, or that does not stand in `datasets`, are left out.
    """

    datasets: pd.DataFrame
    sources: pd.DataFrame
    public: bool = True


def private_datasets(datasets: pd.DataFrame) -> frozenset[str]:
    """
    Name the datasets whose rows may not be passed on.

    Parameters
    ----------
    datasets
        Datasets table, n rows.

    Returns
    -------
    private
        Ids of the datasets whose `redistribution` is anything but ``public``.
    """
    kept = datasets["redistribution"].eq("public").fillna(value=False).astype(bool)
    return frozenset(datasets.loc[~kept, "dataset"].astype(str))


def left_out(terms: Terms, counts: Mapping[str, int]) -> dict[str, int]:
    """
    Say what of a selection stays out of its downloads.

    Parameters
    ----------
    terms
        Datasets with their redistribution, and whether the reader is the public.
    counts
        Events of the selection by dataset.

    Returns
    -------
    left_out
        Events by dataset, for those that are not passed on.
    """
    private = private_datasets(terms.datasets) if terms.public else frozenset()
    return {dataset: n for dataset, n in counts.items() if dataset in private}


def public_rows(events: gpd.GeoDataFrame, terms: Terms) -> tuple[gpd.GeoDataFrame, int]:
    """
    Keep the events that may be given to the reader.

    Parameters
    ----------
    events
        Event table, n rows, EPSG:4326.
    terms
        Datasets with their redistribution, and whether the reader is the public.

    Returns
    -------
    kept
        Event table, at most n rows, in the order of `events`.
    left_out
        How many rows were left out.
    """
    if not terms.public:
        return events, 0
    known = frozenset(terms.datasets["dataset"]) - private_datasets(terms.datasets)
    kept = events.loc[events["dataset"].isin(known)]
    return kept, len(events) - len(kept)


class Outflow:
    """
    The tables of a download, one after another, counted as they pass.

    Parameters
    ----------
    rows
        Event table.
    terms
        Terms of the download.
    size
        Rows of a table at most.

    Attributes
    ----------
    left_out
        Number of rows left out so far.
    passed
        Number of rows passed on so far, for each dataset.
    schema
        Arrow schema of the tables.
    """

    def __init__(self, rows: Rows, terms: Terms, size: int) -> None:
        self.left_out = 0
        self.passed: Counter[str] = Counter()
        self._terms = terms
        self._size = size
        self._tables, schema = _tables(rows)
        missing = [name for name in _NEEDED if name not in schema.names]
        if missing:
            raise ExportError(
                f"these rows cannot be downloaded, a column is missing: {', '.join(missing)}"
            )
        self._credits = _Credits(terms)
        self.schema: pa.Schema = self._finished(schema.empty_table()).schema

    def __iter__(self) -> Iterator[pa.Table]:
        """Give tables of at most `size` rows; none where no row may pass."""
        for whole in self._tables:
            for start in range(0, whole.num_rows, self._size):
                table = self._public(whole.slice(start, self._size))
                if table.num_rows:
                    for seen in pc.value_counts(table["dataset"]).to_pylist():
                        self.passed[seen["values"]] += seen["counts"]
                    yield self._finished(table)

    def credited(self) -> pd.DataFrame:
        """Give the rows of the datasets table that stand behind the rows passed on."""
        datasets = self._terms.datasets
        return datasets.loc[datasets["dataset"].isin(self.passed)]

    def _public(self, table: pa.Table) -> pa.Table:
        if not self._terms.public:
            return table
        kept = table.filter(pc.is_in(table["dataset"], value_set=self._credits.public))
        self.left_out += table.num_rows - kept.num_rows
        return kept

    def _finished(self, table: pa.Table) -> pa.Table:
        pinned = pc.is_in(table["place_precision"], value_set=pa.array(POINT_PRECISIONS))
        credit = self._credits.of(table)
        columns = {
            name: _plain(_known(name, column.combine_chunks()))
            for name, column in zip(table.column_names, table.columns, strict=True)
            if name not in ("geometry", *credit)
        }
        for name in ("lon", "lat"):
            columns[name] = pc.if_else(
                pinned, columns[name].cast(pa.float64()), pa.scalar(None, pa.float64())
            ).combine_chunks()
        return pa.table(columns | credit)


class _Credits:
    """Sources, licence and citation of a row, looked up for whole columns at once."""

    def __init__(self, terms: Terms) -> None:
        sources, datasets = terms.sources, terms.datasets
        kept = datasets.loc[~datasets["dataset"].isin(private_datasets(datasets)), "dataset"]
        self.public = _texts(kept)
        self._source_ids = _texts(sources["source_id"])
        self._urls = _texts(sources["url"].fillna(sources["source_id"]))
        self._dataset_ids = _texts(datasets["dataset"])
        self._licences = _texts(datasets["licence"])
        self._citations = _texts(datasets["citation"].fillna(datasets["name"]))

    def of(self, table: pa.Table) -> dict[str, pa.Array]:
        """Give the three columns that follow the event's own."""
        at = pc.index_in(
            table["dataset"].cast(pa.string()).combine_chunks(), value_set=self._dataset_ids
        )
        licence = self._licences.take(at)
        if "licence" in table.column_names:
            own = table["licence"].cast(pa.string()).combine_chunks()
            licence = pc.coalesce(own, licence)
        return {
            "sources": self._addresses(table["source_ids"]),
            "licence": _plain(licence),
            "citation": _plain(self._citations.take(at)),
        }

    def _addresses(self, source_ids: pa.ChunkedArray) -> pa.Array:
        ids = source_ids.cast(pa.string()).combine_chunks()
        lists = pc.split_pattern(ids, LIST_SEPARATOR)
        parts = lists.flatten()
        urls = self._urls.take(pc.index_in(parts, value_set=self._source_ids))
        named = pa.ListArray.from_arrays(lists.offsets, pc.coalesce(urls, parts))
        nothing = pa.scalar(None, pa.string())
        return _plain(pc.if_else(pc.is_valid(ids), pc.binary_join(named, LIST_SEPARATOR), nothing))


def _tables(rows: Rows) -> tuple[Iterator[pa.Table], pa.Schema]:
    """Give tables one by one, and their schema before the first is asked for."""
    if isinstance(rows, gpd.GeoDataFrame):
        flat = pd.DataFrame(rows).drop(columns="geometry", errors="ignore")
        rows = pa.Table.from_pandas(flat, preserve_index=False)
    if isinstance(rows, pa.Table):
        return iter([rows]), rows.schema
    batches = iter(rows)
    first = next(batches, None)
    if first is None:
        nothing = {column.name: pa.array([], _ARROW[column.kind]) for column in EVENTS.columns}
        return iter([]), pa.table(nothing).schema
    return map(_as_table, chain([first], batches)), first.schema


def _as_table(batch: pa.RecordBatch | pa.Table) -> pa.Table:
    return batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])


def _texts(values: pd.Series) -> pa.Array:
    """Give texts in one piece; a table put together of several comes in as many."""
    texts = pa.array(values, pa.string(), from_pandas=True)
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def _known(name: str, column: pa.Array) -> pa.Array:
    """Give a column that holds nothing, and so says nothing of itself, the kind it should have."""
    if not pa.types.is_null(column.type):
        return column
    kinds = {known.name: _ARROW[known.kind] for known in EVENTS.columns}
    return column.cast(kinds.get(name, pa.string()))


def _plain(column: pa.Array) -> pa.Array:
    """Days as dates, numbers that are none as nulls, texts without the NUL that ends them early."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.date32())
    if pa.types.is_floating(column.type):
        return pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))
    if pa.types.is_string_view(column.type):
        column = column.cast(pa.string())
    if is_text(column.type) and _holds_nul(column):
        return pc.replace_substring(column, _NUL.decode(), "\ufffd")
    return column


def is_text(kind: pa.DataType) -> bool:
    """
    Say whether a column holds text.

    Parameters
    ----------
    kind
        Arrow type of the column.

    Returns
    -------
    text
        Whether it is one of Arrow's two plain kinds of text.
    """
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def text_bytes(column: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """
    Look at a text column's memory without copying it.

    Parameters
    ----------
    column
        Text, n cells.

    Returns
    -------
    ends
        Where each cell begins in `data`, and behind them where the last one ends: n + 1 numbers.
    data
        UTF-8 bytes.
    """
    kind = np.int64 if pa.types.is_large_string(column.type) else np.int32
    _, offsets, data = column.buffers()
    if offsets is None or data is None or not len(column):
        return np.zeros(len(column) + 1, kind), np.zeros(0, np.uint8)
    ends = np.frombuffer(offsets, kind, len(column) + 1, column.offset * np.dtype(kind).itemsize)
    return ends, np.frombuffer(data, np.uint8)


def _holds_nul(column: pa.Array) -> bool:
    ends, data = text_bytes(column)
    return _NUL in data[ends[0] : ends[-1]].data.tobytes() if len(data) else False
