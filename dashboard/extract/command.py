"""The command `extract`: reports in, proposed events out, as JSON or CSV."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from dashboard.errors import ReportError, SecondReaderError, SettingsError
from dashboard.extract.files import read_file
from dashboard.extract.language_model import NO_MODEL
from dashboard.extract.placebook import load_placebook
from dashboard.extract.reader import read_with
from dashboard.extract.second import available, destination, second_reading
from dashboard.extract.tables import load_tables
from dashboard.formulas import harmless
from dashboard.settings import load as load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.settings import Settings

COLUMNS = (
    "text_id",
    "id",
    "group",
    "date_start",
    "date_end",
    "date_precision",
    "time_local",
    "place_name",
    "place_text",
    "place_precision",
    "precision_m",
    "area_id",
    "country",
    "lon",
    "lat",
    "event_type",
    "status",
    "veracity",
    "perpetrators",
    "targets",
    "casualties",
    "links",
    "confidence",
    "reasons",
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """
    Add the command to a command line.

    Parameters
    ----------
    subparsers
        Of the main parser; the command's `run` is set as a default.
    """
    parser = subparsers.add_parser("extract", help="propose events from news reports")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".txt .html .pdf .docx")
    parser.add_argument(
        "--published", required=True, type=_day, metavar="DATE", help="such as 2024-02-09"
    )
    parser.add_argument("--publisher", help="who published it")
    parser.add_argument(
        "--second-reader",
        action="store_true",
        help="ask the language model of DASHBOARD_MODEL too: the text leaves this machine",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a file (the default)")
    form.add_argument("--csv", action="store_true", help="one row an event")
    parser.set_defaults(run=run)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2024-02-09") from error


def run(
    args: argparse.Namespace, settings: Settings | None = None, out: TextIO | None = None
) -> int:
    """
    Read the files and write what they tell of.

    Parameters
    ----------
    args
        As `add_parser` makes them.
    settings
        Where the data are; None for the environment's.
    out
        Where to write; None for standard output.

    Returns
    -------
    code
        0 if every file was read, 1 if one could not be or the second reader failed; the others are
        read all the same.

    Raises
    ------
    SettingsError
        If the second reader is asked for and no model is set; nothing is read then.
    """
    settings = settings or load_settings()
    if args.second_reader and not available(settings):
        raise SettingsError(NO_MODEL)
    data = settings.data
    tables, book = load_tables(data), load_placebook(data)
    target = out or sys.stdout
    reports, failed = [], 0
    for path in args.files:
        try:
            text = read_file(path)
            report = read_with(
                text, args.published, tables, book, publisher=args.publisher, text_id=path.stem
            )
        except ReportError as error:
            which = "" if path.name in str(error) else f"{path.name}: "
            sys.stderr.write(f"{which}{error}\n")
            failed += 1
        else:
            if args.second_reader:
                report, answered = _read_again(text, args.published, report, settings)
                failed += not answered
            reports.append(report)
            if not args.csv:
                target.write(json.dumps(report, ensure_ascii=False) + "\n")
    if args.csv:
        _write_rows(target, reports)
    return 1 if failed else 0


def _read_again(
    text: str, published: dt.date, first: dict[str, Any], settings: Settings
) -> tuple[dict[str, Any], bool]:
    # The rules' reading is kept when the model fails, and says that it is alone.
    sys.stderr.write(f"{first['text_id']}: asking {destination(settings)}\n")
    try:
        return second_reading(text, published, first, settings), True
    except SecondReaderError as error:
        sys.stderr.write(f"{first['text_id']}: {error}\n")
        return first | {"notes": [*first["notes"], f"No second reading: {error}"]}, False


def _write_rows(target: TextIO, reports: Iterable[dict[str, Any]]) -> None:
    writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for report in reports:
        for event in report["events"]:
            writer.writerow({k: _safe(v) for k, v in _row(report["text_id"], event).items()})


def _row(text_id: str, event: dict[str, Any]) -> dict[str, Any]:
    row = {key: event.get(key) for key in COLUMNS}
    named = {
        role: "; ".join(a["name"] for a in event["actors"] if a["role"] == role)
        for role in ("perpetrator", "target")
    }
    claims = [
        f"{c['kind']} {_count(c['low'])}-{_count(c['high'])} ({c['source']})"
        for c in event["casualties"]
    ]
    return row | {
        "text_id": text_id,
        "perpetrators": named["perpetrator"],
        "targets": named["target"],
        "casualties": "; ".join(claims),
        "links": "; ".join(f"{k['type']} {k['to']}" for k in event["links"]),
        "reasons": "; ".join(event["reasons"]),
    }


def _count(people: int | None) -> str:
    return "" if people is None else str(people)


def _safe(value: object) -> object:
    return harmless(value) if isinstance(value, str) else value
