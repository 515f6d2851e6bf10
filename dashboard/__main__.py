"""The command line: check and import data, geocode names, export a filter, read reports."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from dashboard import export
from dashboard.errors import DashboardError, DataError, SettingsError
from dashboard.extract import command as extract
from dashboard.filters import KEYS, from_pairs, to_query
from dashboard.geocode import GEOCODING_ERRORS, from_settings
from dashboard.importers import command
from dashboard.places import Gazetteer
from dashboard.records import read
from dashboard.settings import load
from dashboard.store import build, current, forget, keep, kept, open_in_background, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.geocode import Location
    from dashboard.importers import Chunk
    from dashboard.settings import Settings
    from dashboard.store import Changes

LISTS = {"actor", "type", "region", "precision", "deaths", "dataset"}
SWITCHES = {"disputed", "weak"}
OK, FAULTY, MISUSED, STOPPED = 0, 1, 2, 130
STEP_S, STOPS_S = 0.1, 10.0


def main(arguments: Sequence[str] | None = None, out: TextIO | None = None) -> int:
    """
    Run one command.

    Parameters
    ----------
    arguments
        Words of the command line; None for the process's own.
    out
        Where to write; None for standard output.

    Returns
    -------
    code
        0 if all is well, 1 if data are faulty or something was not found, 2 for a wrong command,
        setting, file or filter, 130 if somebody stopped it.
    """
    chosen = _parser().parse_args(arguments)
    out = out or _standard_output()
    try:
        code: int = chosen.run(chosen, load(), out)
        out.flush()
    except DataError as error:
        print(f"{len(error.faults)} faults:\n{error}", file=sys.stderr)
        return FAULTY
    except DashboardError as error:
        print(error, file=sys.stderr)
        return MISUSED
    except BrokenPipeError:
        return OK
    except OSError as error:
        print(f"cannot be written or read: {error}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        print("stopped; what was under way is not kept", file=sys.stderr)
        return STOPPED
    return code


def _standard_output() -> TextIO:
    """Give standard output, in UTF-8 whatever the machine's own encoding: names need it."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("validate", help="check the data files and name every fault")
    checking.add_argument("folder", nargs="?", type=Path, help="data folder (default: the setting)")
    checking.set_defaults(run=_validate)
    command.add_parser(commands, _import)
    listing = commands.add_parser("imports", help="list what was imported, or take it away")
    listing.add_argument("--forget", metavar="DATASET", help="take this dataset away")
    listing.set_defaults(run=_imports)
    placing = commands.add_parser("geocode", help="say where named places are, and how precisely")
    placing.add_argument("names", nargs="+", metavar="NAME|FILE", help="a file with --place")
    placing.add_argument(
        "--country", action="append", metavar="CC|COLUMN", help="only there (ISO 3166-1)"
    )
    command.add_geocode_options(placing)
    placing.add_argument("--json", action="store_true", help="one JSON object a line")
    placing.set_defaults(run=_geocode)
    exporting = commands.add_parser("export", help="write the events that a filter keeps")
    exporting.add_argument("--format", choices=list(export.KINDS), default="csv", dest="kind")
    exporting.add_argument(
        "--out", type=Path, help="file, or folder for a file that names itself; default: output"
    )
    for key in KEYS:
        if key in SWITCHES:
            exporting.add_argument(f"--{key}", action="store_const", const=["1"], dest=f"key_{key}")
        else:
            how = "repeat for several" if key in LISTS else "see docs/interface.md"
            option = f"--{key.replace('_', '-')}"
            exporting.add_argument(option, action="append", dest=f"key_{key}", help=how)
    exporting.set_defaults(run=_export)
    extract.add_parser(commands)
    return parser


def _validate(chosen: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    folder = chosen.folder or settings.data
    records = read(folder)
    counts = {name: len(table) for name, table in vars(records).items()}
    print(f"{folder}: no faults", file=out)
    for name, n in counts.items():
        print(f"  {name}: {n:,} rows", file=out)
    return OK


def _import(chosen: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    """Run ``import`` or ``gazetteer``; imports are kept beside the store they are for."""
    into: Path | None = getattr(chosen, "into", None)
    if chosen.task == "import" and not chosen.check and settings.store_url and into is None:
        raise SettingsError(
            f"DASHBOARD_STORE_URL is {settings.store_url}: imports would not be shown; say "
            "--into and the path of that store, or leave the setting away"
        )
    imports = into.with_name(f"{into.name}.imports") if into else settings.imports

    def write(chunks: Iterator[Chunk], path: Path) -> Changes:
        return keep(chunks, imports, path.name, withdraw=command.MISSING[chosen.missing])

    code = command.run(chosen, settings.data, out, sys.stderr, write)
    if into is not None and not chosen.check:
        build(into, whole(settings.data, imports)[0])
        print(f"written to {into}; show it with DASHBOARD_STORE_URL=duckdb://{into}", file=out)
    elif chosen.task == "import" and not chosen.check and kept(imports):
        return _prepare(settings, sys.stderr) or code
    return code


def _prepare(settings: Settings, err: TextIO) -> int:
    """Build the store with the imports in it, so that the page shows them without waiting."""
    opening = open_in_background(settings.data, settings.cache, settings.imports)
    try:
        while not opening.done(STEP_S):
            share = opening.written / max(opening.of, 1)
            command.bar(err, share, opening.written, "events made ready")
        opening.store()
    except KeyboardInterrupt:
        opening.stop()
        opening.done(STOPS_S)
        print("stopped; the import is kept, and made ready when it is next shown", file=err)
        return STOPPED
    command.bar(err, 1.0, opening.of, "events made ready", last=True)
    return OK


def _imports(chosen: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    if chosen.forget:
        events = forget(settings.imports, chosen.forget)
        print(f"{chosen.forget}: {events:,} events taken away", file=out)
        return OK
    for one in kept(settings.imports):
        print(f"{one.dataset}: {one.events:,} events", file=out)
    return OK


def _geocode(chosen: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    if chosen.place:
        chosen.country = chosen.country[0] if chosen.country else None
        return command.geocode_file(chosen, Path(chosen.names[0]), settings.data, out)
    geocoder = from_settings(settings, Gazetteer.load(settings.data))
    missing = 0
    for name in chosen.names:
        try:
            found = geocoder.geocode(name, country_codes=chosen.country)
        except GEOCODING_ERRORS as error:
            print(f"{name}: {error}", file=sys.stderr)
            return MISUSED
        missing += found is None
        print(_as_json(name, found) if chosen.json else _as_words(name, found), file=out)
    return FAULTY if missing else OK


def _as_json(name: str, found: Location | None) -> str:
    if found is None:
        return json.dumps({"query": name, "found": False}, ensure_ascii=False)
    point = {} if found.raw["is_area"] else {"lon": found.longitude, "lat": found.latitude}
    kept = {key: value for key, value in found.raw.items() if key != "candidates"}
    return json.dumps({"query": name, "found": True} | point | kept, ensure_ascii=False)


def _as_words(name: str, found: Location | None) -> str:
    if found is None:
        return f"{name}: not found; a guess would be worse than nothing"
    raw = found.raw
    if raw["is_area"]:
        where = f"an area without a point ({raw['area_id']})"
    else:
        km = raw["precision_m"] / 1000
        where = f"lon {found.longitude:.5f}, lat {found.latitude:.5f}, within {km:g} km"
    notes = [raw["note"]] if raw.get("note") else []
    notes += ["ambiguous"] if raw.get("ambiguous") else []
    also = f" [{'; '.join(notes)}]" if notes else ""
    return f"{name}: {found.address}: {raw['place_precision']}, {where}; {raw['source']}{also}"


def _export(chosen: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    given = {key: getattr(chosen, f"key_{key}") or [] for key in KEYS}
    wanted = from_pairs((key, value) for key, values in given.items() for value in values)
    store = current(settings.data, settings.cache, settings.store_url, settings.imports)
    terms = export.Terms(store.datasets, store.sources(), settings.public)
    selection = export.Selection(to_query(wanted), dt.datetime.now(tz=dt.UTC).date())
    rows = store.batches(wanted)
    pieces = export.download(chosen.kind, rows, terms, selection, settings.data)
    if chosen.out is None:
        for piece in pieces:
            out.buffer.write(piece)
        out.flush()
        return OK
    path: Path = chosen.out
    if path.is_dir():
        named = [*wanted.actors, *wanted.types, *wanted.regions, *wanted.words]
        path /= export.file_name(
            " ".join(named),
            chosen.kind,
            events=store.count(wanted),
            first=wanted.start,
            last=wanted.end,
        )
    draft = path.with_name(path.name + ".part")
    try:
        with draft.open("wb") as file:
            file.writelines(pieces)
        shutil.move(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        print(f"{path} cannot be written: {error.strerror}", file=sys.stderr)
        return FAULTY
    print(f"{store.count(wanted):,} events written to {path}", file=sys.stderr)
    return OK


if __name__ == "__main__":
    sys.exit(main())
