"""Proposals that were read from reports, as `extract --json` and the page write them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard import reports
from dashboard.areas import Areas
from dashboard.errors import ImportFileError, ReportError
from dashboard.importers.mapping import rows, slug
from dashboard.importers.model import Chunk, Layout, Reject, Report, reject_table
from dashboard.importers.source import open_source, whole
from dashboard.records import typed
from dashboard.reports import Known
from dashboard.reports.interchange import events_of, report_head
from dashboard.schema import ACTORS, EVENT_TYPES, REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dashboard.reports import Kept, Proposal
    from dashboard.schema import Table

MARKS = frozenset({"text_id", "events"})
"""What an object must have to be a report in the interchange format."""
SHOWN = 2_000
COLUMNS = ("text_id", "published", "publisher", "events")


def recognise(path: Path) -> Layout | None:
    """
    See whether a file holds reports in the interchange format.

    Parameters
    ----------
    path
        Any file.

    Returns
    -------
    layout
        None if it is another kind of file.

    Raises
    ------
    ImportFileError
        If it cannot be opened.
    """
    source = open_source(path)
    if source.kind != "json":
        return None
    if not all(f'"{mark}"' in whole(source)[:100_000].decode("utf-8", "replace") for mark in MARKS):
        return None
    try:
        held = _objects(path)
    except ImportFileError:
        return None
    if not held or not all(isinstance(one, dict) and set(one) >= MARKS for one in held):
        return None
    return Layout("reports", "interchange format", COLUMNS, header_rows=0)


def read(path: Path, data: Path, dataset: str | None = None) -> Iterator[Chunk]:
    """
    Read the events of a file that `recognise` knows.

    Parameters
    ----------
    path
        The file.
    data
        Data folder, for actors, types, regions and areas.
    dataset
        Id to give the dataset; None for one made of the file's name, so that two files do not
        replace each other.

    Yields
    ------
    chunk
        One a report. An event that cannot be read is a reject with every fault named; its `line`
        is the number of the report in the file.

    Raises
    ------
    ImportFileError
        If the file is no JSON.
    """
    known = _known(data)
    stem = path.name.split(".")[0]
    name = slug(dataset or f"reports {stem}")
    seen: set[str] = set()
    for number, content in enumerate(_objects(path), start=1):
        chunk = _chunk(content, number, known, name, seen)
        # Two files are two datasets: they are told apart by their names, too.
        names = chunk.datasets["name"] + f" ({dataset or stem})"
        yield replace(chunk, datasets=chunk.datasets.assign(name=names))


def _objects(path: Path) -> list[Any]:
    """Give the reports of a file: one object, a list of them, or one a line."""
    text = whole(open_source(path)).decode("utf-8", "replace")
    try:
        held = json.loads(text)
    except ValueError:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise ImportFileError(f"{path.name} is no valid JSON: {error}") from error
    return held if isinstance(held, list) else [held]


def _known(data: Path) -> Known:
    def table(schema: Table) -> pd.DataFrame:
        held = pd.DataFrame(rows(data / f"{schema.name}.csv"), dtype="object")
        return typed(held.replace({"": None}), schema)

    return Known(table(ACTORS), table(EVENT_TYPES), table(REGIONS), Areas.load(data))


def _chunk(content: object, number: int, known: Known, name: str, seen: set[str]) -> Chunk:
    rejects: list[Reject] = []

    def refuse(row: object, reason: str) -> None:
        shown = json.dumps(row, ensure_ascii=False)[:SHOWN].encode("utf-8", "replace").decode()
        rejects.append(Reject(number, None, None, reason, shown))

    try:
        head = report_head(content)
        events = events_of(content)
    except ReportError as error:
        refuse(content, str(error))
        head, events = report_head({"events": [], "published": "1970-01-01"}), []
    accepted: dict[str, Proposal] = {}
    for event in events:
        try:
            proposal = reports.proposal_of(event, head.published)
        except ReportError as error:
            refuse(event, str(error))
            continue
        if proposal.id in accepted:
            refuse(event, f"the id {proposal.id} stands in this report before")
        else:
            accepted[proposal.id] = proposal
    kept = reports.kept(head, list(accepted.values()), known, salt=name)
    twice = seen.intersection(kept.events["event_id"])
    if twice:
        for proposal in accepted.values():
            refuse(proposal.id, f"the report {head.text_id} stands in this file before")
        kept = reports.kept(head, [], known, salt=name)
    new = kept.actors[~kept.actors["actor_id"].isin(seen)]
    kept = replace(kept, actors=new, sources=kept.sources if len(kept.events) else kept.sources[:0])
    seen.update(kept.events["event_id"], new["actor_id"])
    taken = len(kept.events)
    report = Report(read=taken + len(rejects), taken=taken, rejected=len(rejects))
    return _named(kept, name, reject_table(rejects), report)


def _named(kept: Kept, name: str, rejects: pd.DataFrame, report: Report) -> Chunk:
    """Put the rows under the dataset of the file."""
    return Chunk(
        events=kept.events.assign(dataset=name),
        event_actors=kept.event_actors,
        claims=kept.claims,
        actors=kept.actors,
        sources=kept.sources,
        datasets=kept.datasets.assign(dataset=name),
        rejects=rejects,
        report=replace(
            report,
            assumptions=("accepted by whoever made the file; not compared with other events",),
        ),
        links=kept.links,
    )
