"""The CSV files of data/ as typed tables, or every fault that keeps them from being that."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from dashboard.areas import Areas
from dashboard.errors import DataError, Fault
from dashboard.schema import AREA_PRECISIONS, FILES, LIST_SEPARATOR, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FLAGS = {"yes": True, "true": True, "no": False, "false": False, "": False}
DTYPES = {
    "text": "str",
    "list": "str",
    "date": "datetime64[us]",
    "integer": "Int64",
    "number": "float64",
    "flag": "bool",
}
TOLERANCE_M = 5000.0
"""How far a place may lie outside its country: coasts and borders are simplified by as much."""

Cell = str | int | float | bool | pd.Timestamp | None


@dataclass(frozen=True)
class Records:
    """
    The tables of a data folder, checked; each as `schema` describes it.

    Attributes
    ----------
    events, event_actors, event_sources, claims, links, sources, actors, places, datasets, regions,
    event_types, article_events
        One table a file, rows in the order of the file, index from 0.
    """

    events: pd.DataFrame
    event_actors: pd.DataFrame
    event_sources: pd.DataFrame
    claims: pd.DataFrame
    links: pd.DataFrame
    sources: pd.DataFrame
    actors: pd.DataFrame
    places: pd.DataFrame
    datasets: pd.DataFrame
    regions: pd.DataFrame
    event_types: pd.DataFrame
    article_events: pd.DataFrame


class _Reader(Protocol):
    """What we use of csv.reader."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True)
class _Rows:
    """A file as read: one list of cells a column, and the line on which each row ends."""

    table: Table
    cells: dict[str, list[Cell]]
    raw: dict[str, list[str]]
    lines: list[int]


def read(folder: Path) -> Records:
    """
    Read and check every table of a data folder.

    Parameters
    ----------
    folder
        Folder with the CSV files that `schema.FILES` lists.

    Returns
    -------
    records
        The tables, typed; empty cells are null.

    Raises
    ------
    DataError
        Naming every fault at once: a missing file, wrong encoding or header, a cell of the wrong
        kind or outside its limits, a key that stands twice, a reference that leads nowhere. Where
        a place lies is checked last, once all else is right.
    """
    faults: list[Fault] = []
    read_rows = {
        table.name: rows
        for table in FILES
        if (rows := _read_table(folder / f"{table.name}.csv", table, faults)) is not None
    }
    faults.extend(_reference_faults(read_rows))
    faults.extend(_order_faults(read_rows))
    if not faults:
        faults.extend(_place_faults(read_rows["places"], Areas.load(folder)))
    if faults:
        raise DataError(faults)
    return Records(**{name: _frame(rows) for name, rows in read_rows.items()})


def typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """
    Give a table the columns, order and dtypes that its schema asks for.

    Parameters
    ----------
    frame
        n rows; columns that the schema does not know are dropped, missing ones become null.
    table
        The schema.

    Returns
    -------
    typed
        n rows, index from 0.
    """
    wide = frame.reindex(columns=table.names).reset_index(drop=True)
    for column in table.columns:
        if column.kind == "flag" and wide[column.name].dtype != bool:
            wide[column.name] = wide[column.name].astype("boolean").fillna(value=False)
    asked = {column.name: DTYPES[column.kind] for column in table.columns}
    other = {name: kind for name, kind in asked.items() if wide[name].dtype != kind}
    return wide.astype(other)


def _frame(rows: _Rows) -> pd.DataFrame:
    return typed(pd.DataFrame(rows.cells, columns=rows.table.names, dtype="object"), rows.table)


def _read_table(path: Path, table: Table, faults: list[Fault]) -> _Rows | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Fault(path.name, None, None, None, f"is missing in {path.parent.name}/"))
        return None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        value = repr(error.object[error.start : error.start + 4])
        faults.append(Fault(path.name, line, None, value, "is not UTF-8; save the file as UTF-8"))
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if problem := _header_problem(header, table):
            faults.append(Fault(path.name, 1, None, None, problem))
            return None
        return _read_rows(reader, header, table, path.name, faults)
    except csv.Error as error:
        faults.append(Fault(path.name, reader.line_num, None, None, f"is no valid CSV: {error}"))
        return None


def _header_problem(header: list[str], table: Table) -> str | None:
    wanted, found = table.names, set(header)
    missing = [name for name in wanted if name not in found]
    unknown = [name for name in header if name not in wanted]
    twice = sorted({name for name in header if header.count(name) > 1})
    parts = []
    if missing:
        parts.append(f"column missing: {', '.join(missing)}")
    if unknown:
        parts.append(f"column unknown: {', '.join(unknown)}")
    if twice:
        parts.append(f"column stands twice: {', '.join(twice)}")
    return "; ".join(parts) or None


def _read_rows(
    reader: _Reader, header: list[str], table: Table, file: str, faults: list[Fault]
) -> _Rows:
    rows = _Rows(table, {n: [] for n in table.names}, {n: [] for n in table.names}, [])
    columns = {column.name: column for column in table.columns}
    seen: dict[tuple[str, ...], int] = {}
    for cells in reader:
        line = reader.line_num
        if not cells:
            continue
        if len(cells) != len(header):
            problem = f"has {len(cells)} cells, the header has {len(header)}"
            faults.append(Fault(file, line, None, None, problem))
            continue
        row = dict(zip(header, cells, strict=True))
        for name, raw in row.items():
            value, problem_or_none = _cell(raw, columns[name])
            if problem_or_none:
                faults.append(Fault(file, line, name, raw, problem_or_none))
            rows.cells[name].append(value)
            rows.raw[name].append(raw)
        rows.lines.append(line)
        key = tuple(row[name] for name in table.key)
        if key in seen:
            problem = f"stands twice, first on line {seen[key]}"
            faults.append(Fault(file, line, "+".join(table.key), " + ".join(key), problem))
        seen.setdefault(key, line)
    return rows


def _cell(raw: str, column: Column) -> tuple[Cell, str | None]:
    """Turn a cell into its value, or say what is wrong with it."""
    if column.kind == "flag":
        if raw.casefold() not in FLAGS:
            return None, "is no flag; write yes or leave it empty"
        return FLAGS[raw.casefold()], None
    if not raw.strip():
        return None, "must not be empty" if column.required else None
    if column.choices and raw not in column.choices:
        return None, f"is not one of: {', '.join(column.choices)}"
    readers = {"date": _date, "integer": _number, "number": _number}
    return readers[column.kind](raw, column) if column.kind in readers else (raw, None)


def _date(raw: str, _column: Column) -> tuple[Cell, str | None]:
    problem = "is no date; write it as 2024-02-07"
    try:
        day = pd.to_datetime(raw, format="%Y-%m-%d")
    except ValueError:
        return None, problem
    return (day, None) if day.strftime("%Y-%m-%d") == raw else (None, problem)


def _number(raw: str, column: Column) -> tuple[Cell, str | None]:
    try:
        value = int(raw) if column.kind == "integer" else float(raw)
    except ValueError:
        return None, f"is no {column.kind}"
    if not math.isfinite(value):
        return None, "is no finite number"
    if column.low is not None and value < column.low:
        return None, f"is below {column.low:g}"
    if column.high is not None and value > column.high:
        return None, f"is above {column.high:g}"
    return value, None


def _reference_faults(tables: Mapping[str, _Rows]) -> Iterator[Fault]:
    for rows in tables.values():
        for column in rows.table.columns:
            if column.refers is None:
                continue
            other, name = column.refers.split(".")
            if other not in tables:
                continue
            known = set(tables[other].raw[name])
            for line, raw in zip(rows.lines, rows.raw[column.name], strict=True):
                values = raw.split(LIST_SEPARATOR) if column.kind == "list" else [raw]
                for value in values:
                    if value and value not in known:
                        problem = f"is not in {other}.csv, column {name}"
                        yield Fault(f"{rows.table.name}.csv", line, column.name, value, problem)


def _order_faults(tables: Mapping[str, _Rows]) -> Iterator[Fault]:
    for name, first, last in (("events", "date_start", "date_end"), ("claims", "low", "high")):
        rows = tables.get(name)
        if rows is None:
            continue
        for at, line in enumerate(rows.lines):
            low, high = rows.cells[first][at], rows.cells[last][at]
            if low is not None and high is not None and high < low:  # type: ignore[operator]
                problem = f"is less than {first} ({rows.raw[first][at]})"
                yield Fault(f"{name}.csv", line, last, rows.raw[last][at], problem)


def _place_faults(rows: _Rows, areas: Areas) -> Iterator[Fault]:
    """Find places outside the country or sea they name, and areas without a polygon."""
    named = {area.name: area.area_id for area in areas if area.level in {"country", "sea"}}
    for at, line in enumerate(rows.lines):
        place = {name: cells[at] for name, cells in rows.cells.items()}
        area_id = place["area_id"]
        if (area_id is not None) != (place["place_precision"] in AREA_PRECISIONS):
            problem = "is set for a place that is no area, or lacks for one that is"
            yield Fault("places.csv", line, "area_id", str(area_id or ""), problem)
        elif area_id is not None and area_id not in areas:
            yield Fault("places.csv", line, "area_id", str(area_id), "is not in areas.geojson")
        within = named.get(str(place["country"]))
        if within is None:
            continue
        outside_m = areas.distance_m(within, place["lon"], place["lat"])[0]  # type: ignore[arg-type]
        if outside_m > TOLERANCE_M:
            shown = f"{place['lon']}, {place['lat']}"
            problem = f"lies {outside_m / 1000:.0f} km outside {place['country']}"
            yield Fault("places.csv", line, "lon, lat", shown, problem)
