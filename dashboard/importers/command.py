"""The commands ``import``, ``geocode FILE`` and ``gazetteer add``; the store is handed in."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

import pandas as pd

from dashboard.errors import ImportFileError
from dashboard.formulas import harmless
from dashboard.importers import documents, gazetteers, reading, scoring, telling
from dashboard.importers.dates import ORDERS
from dashboard.importers.geocoding import BulkGeocoder, geocode_table
from dashboard.importers.late import LateGazetteer
from dashboard.importers.model import (
    REJECT_COLUMNS,
    Chunk,
    LayoutName,
    Reject,
    Report,
    reject_table,
)
from dashboard.importers.source import open_source

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from dashboard.settings import Settings
    from dashboard.store import Changes

FORMATS: dict[str, LayoutName] = {
    "acled": "acled",
    "ucdp": "ucdp",
    "gdelt": "gdelt",
    "csv": "spreadsheet",
    "geojson": "spreadsheet",
    "reports": "reports",
    "parquet": "spreadsheet",
    "xlsx": "spreadsheet",
}
LEARNED = ["place_name", "admin1", "country", "lon", "lat", "place_precision"]
MISSING: dict[str, bool | None] = {"auto": None, "withdraw": True, "keep": False}
BAR = 30
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
DONE, FAILED = 0, 1


class Write(Protocol):
    """Keeps what an import brings, whole or not at all."""

    def __call__(self, chunks: Iterator[Chunk], path: Path) -> Changes:
        """
        Keep the chunks of one file.

        Parameters
        ----------
        chunks
            Read while they are written; if one of them raises, nothing may be kept.
        path
            The file.

        Returns
        -------
        changes
            What changed against the rows of this dataset that were there.
        """
        ...


@dataclass
class _Gathered:
    """What passes by while the chunks are written."""

    report: Report = field(default_factory=Report)
    rejects: int = 0
    dataset: str = ""
    named: list[pd.DataFrame] = field(default_factory=list)


def add_parser(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    run: Callable[[argparse.Namespace, Settings, TextIO], int],
) -> None:
    """
    Add the commands ``import`` and ``gazetteer`` to a command line.

    Parameters
    ----------
    commands
        Where commands are added. Each sets ``task`` to ``"import"`` or ``"gazetteer"``.
    run
        What each sets as ``run``.
    """
    importing = commands.add_parser("import", help="take in files: ACLED, UCDP, GDELT, any table")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    importing.add_argument("--format", choices=["auto", *FORMATS], default="auto", dest="layout")
    importing.add_argument(
        "--map", nargs="+", action="extend", default=[], metavar="COLUMN=FIELD", dest="mapping"
    )
    importing.add_argument("--dates", choices=ORDERS, help="how 03/04/2022 is read")
    importing.add_argument("--dataset", help="id of the dataset (default: the layout's)")
    importing.add_argument("--into", type=Path, metavar="STORE", help="store to write to")
    importing.add_argument(
        "--missing",
        choices=MISSING,
        default="auto",
        help="events that are known and that the file, though it covers them, does not hold",
    )
    importing.add_argument("--rejects", type=Path, help="file for rejected rows (default: beside)")
    importing.add_argument("--check", action="store_true", help="read and report, keep nothing")
    importing.add_argument("--learn", action="store_true", help="learn the names of its places")
    importing.set_defaults(task="import", run=run)
    growing = commands.add_parser("gazetteer", help="add names to the gazetteer")
    growing.add_argument("action", choices=["add"])
    growing.add_argument("wanted", metavar="FILE.zip|COUNTRY", help="a GeoNames dump, or YE")
    growing.add_argument("--names", type=Path, help="GeoNames' alternate names for it")
    growing.add_argument("--from", default=gazetteers.ADDRESS, dest="address", metavar="URL")
    growing.set_defaults(task="gazetteer", run=run)


def add_geocode_options(parser: argparse.ArgumentParser) -> None:
    """
    Add to the command ``geocode`` what it needs for whole files.

    Parameters
    ----------
    parser
        Its parser; its only positional argument is taken as the file where ``--place`` is given.
    """
    parser.add_argument("--place", metavar="COLUMN", help="geocode a file: its column of names")
    parser.add_argument("--admin1", metavar="COLUMN", help="column of first-level areas")
    parser.add_argument("--out", type=Path, help="file to write")
    parser.add_argument("--score", nargs=2, metavar=("LON", "LAT"), help="columns of true points")


def run(
    chosen: argparse.Namespace, data: Path, out: TextIO, err: TextIO, write: Write | None = None
) -> int:
    """
    Run ``import`` or ``gazetteer``.

    Parameters
    ----------
    chosen
        The command line, see `add_parser`.
    data
        Data folder.
    out, err
        Where to write the report, and the progress.
    write
        Keeps the chunks; None reads and reports only.

    Returns
    -------
    code
        0, or 1 if nothing could be taken from a file.

    Raises
    ------
    ImportFileError
        If a file cannot be imported at all; files before it are kept.
    """
    if chosen.task == "gazetteer":
        added = gazetteers.add(chosen.wanted, data, chosen.names, chosen.address)
        out.write(
            f"{added.rows:,} rows: {added.kept:,} places kept in {added.path.name}, "
            f"{added.faulty:,} rows faulty\n"
        )
        return DONE
    keep = None if chosen.check else write
    return max(_import(path, chosen, data, (out, err), keep) for path in chosen.files)


def _import(
    path: Path,
    chosen: argparse.Namespace,
    data: Path,
    streams: tuple[TextIO, TextIO],
    write: Write | None,
) -> int:
    out, err = streams
    refused = chosen.rejects or path.with_name(f"{path.name}.rejects.csv")
    refused.unlink(missing_ok=True)  # one of an earlier import would be taken for this one's
    gathered = _Gathered()
    layout: LayoutName | str = FORMATS.get(chosen.layout, "auto")
    chunks = reading.read(
        path,
        layout=layout,  # type: ignore[arg-type]
        mapping=mapping_of(chosen.mapping) or None,
        gazetteer=LateGazetteer(data),
        data=data,
        dataset=chosen.dataset,
        date_order=chosen.dates,
        progress=lambda share, rows: bar(err, share, rows),
    )
    passing = _passing(chunks, gathered, refused, learn=chosen.learn)
    changes = None if write is None else write(passing, path)
    for _ in passing:
        pass
    bar(err, 1.0, gathered.report.read, last=True)
    out.write(f"{path.name}\n")
    out.writelines(f"  {line}\n" for line in telling.lines(gathered.report))
    if gathered.rejects:
        out.write(f"  rejected rows are in {refused}\n")
    if changes is not None:
        out.writelines(f"  {line}\n" for line in telling.changes(changes))
        _save_changes(changes, path.with_name(f"{path.name}.changes.csv"), out)
    if chosen.learn:
        learned = gazetteers.learn(gathered.named, gathered.dataset, data)
        out.write(f"  {learned.kept:,} names of places learned\n")
    return DONE if gathered.report.taken else FAILED


def _save_changes(changes: Changes, path: Path, out: TextIO) -> None:
    """Write which events changed, were withdrawn or are missing, one a line."""
    kinds = ("changed", "withdrawn", "missing")
    told = [(id_, kind) for kind in kinds for id_ in getattr(changes, kind)]
    path.unlink(missing_ok=True)
    if told:
        table = pd.DataFrame(told, columns=["event_id", "what"])
        table.to_csv(path, index=False, lineterminator="\n")
        out.write(f"  which ones is in {path}\n")


def mapping_of(words: Sequence[str]) -> dict[str, str]:
    """
    Read ``COLUMN=FIELD``.

    Parameters
    ----------
    words
        Such words; the last equals sign parts them.

    Returns
    -------
    mapping
        Column to field.

    Raises
    ------
    ImportFileError
        If a word has no equals sign.
    """
    if wrong := [word for word in words if "=" not in word]:
        raise ImportFileError(f"--map takes COLUMN=FIELD, not {', '.join(map(repr, wrong))}")
    pairs = (word.rpartition("=") for word in words)
    return {column: field for column, _, field in pairs}


def _passing(
    chunks: Iterator[Chunk], gathered: _Gathered, refused: Path, *, learn: bool
) -> Iterator[Chunk]:
    """Hand chunks on, adding up their reports and saving their rejects on the way."""
    for chunk in chunks:
        gathered.report += chunk.report
        gathered.dataset = str(chunk.datasets["dataset"].iloc[0])
        if len(chunk.rejects):
            first = not gathered.rejects
            gathered.rejects += len(chunk.rejects)
            with refused.open("w" if first else "a", encoding="utf-8", newline="") as stream:
                out = csv.writer(stream, lineterminator="\n")
                out.writerows([REJECT_COLUMNS] if first else [])
                cells = chunk.rejects.astype("object").where(chunk.rejects.notna(), "")
                out.writerows(map(_told, row) for row in cells.itertuples(index=False, name=None))
        if learn:
            gathered.named.append(chunk.events[LEARNED].drop_duplicates())
        yield chunk


def _told(cell: object) -> object:
    """Keep what a spreadsheet may run from running; a number is no formula."""
    return cell if not isinstance(cell, str) or _NUMBER.fullmatch(cell) else harmless(cell)


def bar(err: TextIO, share: float, count: int, what: str = "rows", *, last: bool = False) -> None:
    """
    Draw a progress bar over the one before, on a terminal only.

    Parameters
    ----------
    err
        Where to draw.
    share
        Share done, 0 to 1.
    count
        How many are done.
    what
        Of what.
    last
        Whether it stays.
    """
    if not err.isatty():
        return
    full = round(min(share, 1.0) * BAR)
    err.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {share:4.0%} {count:,} {what}")
    if last:
        err.write("\n")
    err.flush()


def geocode_file(chosen: argparse.Namespace, path: Path, data: Path, out: TextIO) -> int:
    """
    Run ``geocode FILE --place COLUMN``.

    Parameters
    ----------
    chosen
        The command line, see `add_geocode_options`; ``country`` is the name of a column.
    path
        The file: CSV, workbook, Parquet or JSON.
    data
        Data folder.
    out
        Where to write the scores, or what was done.

    Returns
    -------
    code
        0, or 1 if no row was placed.

    Raises
    ------
    ImportFileError
        If the file holds no table, or not the columns asked for.
    """
    given = {"place": chosen.place, "country": chosen.country, "admin1": chosen.admin1}
    columns = {name: column for name, column in given.items() if column}
    table, refused = read_table(path)
    geocoder = BulkGeocoder(gazetteers.load(data), data)
    placed = geocode_table(table, geocoder, columns)
    if chosen.out is not None:
        placed.to_csv(chosen.out, index=False, lineterminator="\n")
    if chosen.score:
        missing = [column for column in chosen.score if column not in table.columns]
        if missing:
            raise ImportFileError(f"there is no column {missing[0]!r} to score against")
        lon, lat = (f"{n}_given" if f"{n}_given" in placed else n for n in chosen.score)
        out.write(scoring.in_words(scoring.score(placed, lon, lat, columns)) + "\n")
    pinned = int(placed["lon"].notna().sum())
    areas = int((placed["lon"].isna() & placed["precision"].notna()).sum())
    left = len(placed) - pinned - areas
    if refused:
        left_out = path.with_name(f"{path.name}.rejects.csv")
        reject_table(refused).to_csv(left_out, index=False, lineterminator="\n")
        out.write(f"{len(refused):,} rows cannot be told into fields; they are in {left_out}\n")
    out.write(f"{len(placed):,} rows: {pinned:,} at a point, {areas:,} in an area, {left:,} not\n")
    return DONE if pinned + areas else FAILED


def read_table(path: Path) -> tuple[pd.DataFrame, list[Reject]]:
    """
    Read any table as texts.

    Parameters
    ----------
    path
        CSV in any encoding and delimiter, workbook, web page, JSON, GeoJSON or Parquet.

    Returns
    -------
    table
        Its rows, every column as text, in the order of the file; blank cells are null.
    rejects
        Rows that cannot be told into fields.

    Raises
    ------
    ImportFileError
        If it holds no table.
    """
    source = open_source(path)
    if source.kind == "parquet":
        blocks = list(documents.parquet_blocks(source))
    else:
        blocks = reading.raw_blocks(source)
    parts = [pd.DataFrame({n: c.to_pandas() for n, c in b.columns.items()}) for b in blocks]
    table = pd.concat(parts, ignore_index=True).astype("str")
    rejects = [reject for block in blocks for reject in block.rejects]
    return table.replace({"": pd.NA}).astype("str"), rejects
