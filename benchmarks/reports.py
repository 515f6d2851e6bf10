"""
Measure the reader of reports on both halves: `python -m benchmarks.reports`.

The table goes into docs/reading-reports.md. `--misses` prints, for the tuning half alone, what
every report misses and invents; the held-out half is only ever measured as a whole.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.extract import read_report
from tests.matching import actors_right, align, date_right, place_right, same_claim
from tests.scoring import measures, score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "tests" / "reports"
PAGE = ROOT / "docs" / "reading-reports.md"
HALVES = ("tuning", "heldout")
BEGIN, END = "<!-- report figures -->", "<!-- end of report figures -->"
GOALS = {
    "found_precision": 0.85,
    "found_recall": 0.80,
    "core_f1": 0.70,
    "strict_f1": 0.62,
    "perpetrator_of_aligned": 0.85,
    "claims_f1": 0.65,
    "links_f1": 0.60,
    "none_clean": 1.00,
}
MORE = (
    "found_f1",
    "place_of_aligned",
    "date_of_aligned",
    "type_of_aligned",
    "status_of_aligned",
    "veracity_of_aligned",
    "place_class_of_aligned",
    "target_of_aligned",
    "non_events_clean",
)
Report = dict[str, Any]


@dataclass(frozen=True)
class Read:
    """One report with gold and what the reader made of it."""

    name: str
    text: str
    gold: Report
    proposed: Report
    seconds: float


def read_half(folder: Path) -> Iterator[Read]:
    """Run the reader over a folder of gold, in the order of the names."""
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(f"{name}.txt").read_text(encoding="utf-8")
        start = time.perf_counter()
        proposed = read_report(
            text,
            dt.date.fromisoformat(gold["published"]),
            publisher=gold.get("publisher"),
            title=gold.get("title"),
            text_id=name,
        )
        yield Read(name, text, gold, proposed, time.perf_counter() - start)


def totals(reads: Sequence[Read]) -> Counter[str]:
    """Add up the counts of the scorer."""
    counts: Counter[str] = Counter()
    for one in reads:
        counts += score(one.gold, one.proposed)
    return counts


def _misses(one: Read) -> list[str]:
    """List what differs from gold in one report."""
    gold, offered = one.gold["events"], one.proposed["events"]
    pairs = align(gold, offered)
    lines = []
    for g, p in pairs:
        wrong = list(_wrong(g, p))
        if wrong:
            lines.append(f"  {g['id']}~{p['id']} {_told(one, p)}")
            lines += [f"      {line}" for line in wrong]
    held, taken = {id(g) for g, _ in pairs}, {id(p) for _, p in pairs}
    for g in gold:
        if id(g) not in held and not g.get("optional"):
            lines.append(
                f"  MISSED {g['id']} {g['event_type']} {g['place_name']} "
                f"{g['date_start']}..{g['date_end']}: {_told(one, g)}"
            )
    lines += [
        f"  INVENTED {p['id']} {p['event_type']} {p['place_name']} {p['date_start']}.."
        f"{p['date_end']} ({one.text[slice(*p['type_span'])]}): {_told(one, p)}"
        for p in offered
        if id(p) not in taken
    ]
    return [*lines, *_links(one, pairs)]


def _told(one: Read, event: Report) -> str:
    start, end = event["sentences"][0]
    return one.text[start:end].replace("\n", " ")[:220]


def _wrong(g: Report, p: Report) -> Iterator[str]:
    if not place_right(g, p):
        yield f"place {_place(g)} | {_place(p)}"
    if not date_right(g, p):
        yield f"date {g['date_start']}..{g['date_end']} | {p['date_start']}..{p['date_end']}"
    for key in ("event_type", "status", "veracity", "place_precision"):
        if g.get(key) != p.get(key):
            yield f"{key} {g.get(key)} | {p.get(key)}"
    for role in ("perpetrator", "target"):
        if not actors_right(g, p, role):
            yield f"{role} {_names(g, role)} | {_names(p, role)}"
    yield from _wrong_claims(g, p)


def _wrong_claims(g: Report, p: Report) -> Iterator[str]:
    given = list(p["casualties"])
    for claim in g["casualties"]:
        same = next((c for c in given if same_claim(claim, c)), None)
        if same is not None:
            given.remove(same)
        elif not claim.get("optional"):
            yield f"claim missed {_claim(claim)}"
    for claim in given:
        yield f"claim invented {_claim(claim)}"


def _place(event: Report) -> str:
    where = event.get("area_id") or event.get("country") or ""
    point = "" if event["lat"] is None else f" {event['lat']:.2f},{event['lon']:.2f}"
    return f"{event['place_precision']} {event['place_name']} {where}{point}"


def _names(event: Report, role: str) -> list[str]:
    return [a["name"] for a in event["actors"] if a["role"] == role]


def _claim(claim: Report) -> str:
    return f"{claim['kind']} {claim['low']}-{claim['high']} by {claim['source']}"


def _links(one: Read, pairs: Sequence[tuple[Report, Report]]) -> list[str]:
    ids = {p["id"]: g["id"] for g, p in pairs}
    wanted = {(g["id"], k["to"]) for g in one.gold["events"] for k in g["links"]}
    said = {
        (ids.get(p["id"], p["id"]), ids.get(k["to"], k["to"]))
        for p in one.proposed["events"]
        for k in p["links"]
    }
    missed = [f"  LINK MISSED {a} for {b}" for a, b in sorted(wanted - said)]
    return missed + [f"  LINK INVENTED {a} for {b}" for a, b in sorted(said - wanted)]


def table(halves: Mapping[str, Sequence[Read]], day: dt.date) -> str:
    """Write the figures of both halves as a Markdown table."""
    counted = {name: totals(reads) for name, reads in halves.items()}
    figures = {name: measures(counts) for name, counts in counted.items()}
    sizes = ", ".join(
        f"{name} {len(reads)} reports with {counted[name]['events:gold']} events"
        for name, reads in halves.items()
    )
    lines = [
        f"Measured on {day.isoformat()} by `python -m benchmarks.reports`: {sizes}.",
        "",
        "| measure | goal | " + " | ".join(halves) + " |",
        "| --- | --- | " + " | ".join("---" for _ in halves) + " |",
    ]
    for key in (*GOALS, *MORE):
        goal = f"{GOALS[key]:.2f}" if key in GOALS else ""
        row = " | ".join(f"{figures[name][key]:.2f}" for name in halves)
        lines.append(f"| {key.replace('_', ' ')} | {goal} | {row} |")
    return "\n".join(lines)


def write(figures: str, page: Path = PAGE) -> None:
    """Put the table between its marks in the documentation."""
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    page.write_text(f"{head}{BEGIN}\n{figures}\n{END}{tail}", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and write the table where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="of the tuning half, a report each")
    parser.add_argument("--only", default="", help="with --misses: reports whose name holds this")
    parser.add_argument("--tuning", action="store_true", help="leave the held-out half alone")
    parser.add_argument("--write", action="store_true", help="put the table into the documentation")
    chosen = parser.parse_args(arguments)
    if chosen.write and chosen.tuning:
        parser.error("the documentation gives both halves: leave out --tuning")
    names = HALVES[:1] if chosen.tuning or chosen.misses else HALVES
    halves = {name: list(read_half(REPORTS / name)) for name in names}
    if chosen.misses:
        for one in halves["tuning"]:
            lines = _misses(one) if chosen.only in one.name else []
            if lines:
                sys.stdout.write("\n".join([one.name, *lines, ""]))
    figures = table(halves, dt.datetime.now(tz=dt.UTC).date())
    took = statistics.median(one.seconds for reads in halves.values() for one in reads)
    sys.stdout.write(f"{figures}\n\nmedian time a report: {1000 * took:.0f} ms\n")
    if chosen.write:
        write(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
