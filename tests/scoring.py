"""
Score proposed events against gold: one-to-one alignment, then each field.

Both sides are objects of the interchange format (`events`, `non_events`), one a report. What may
be aligned, and when a place, a day, an actor or a claim is right, stands in `matching`.

**Measures.** `found` counts aligned pairs, `core` those with place and date right, `strict` those
with place, date and type right; each as precision, recall and F1. Place, date, type, status,
veracity, place class, perpetrator and target are given of the aligned and of all gold events.

- `dates_invented` counts closed dates where the text gives none; the date rule itself lets
  them pass.
- Links: both ends must be aligned to the two ends of a gold link.
- `non_events_clean`: share of the gold's non-events that no surplus proposal rests on. A surplus
  proposal rests on the one non-event that overlaps its sentences most, if any.
- `none_clean`: share of the reports without a required event from which nothing is proposed.

Events and claims marked `"optional": true` in gold neither cost nor gain, nor do links to such events.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that it also runs as a script

from tests.matching import (
    HALF,
    Event,
    actors_right,
    align,
    assign,
    date_right,
    place_right,
    same_claim,
)

Report = dict[str, Any]
EVENT_FIELDS = (
    "place",
    "date",
    "type",
    "status",
    "veracity",
    "place_class",
    "perpetrator",
    "target",
)


def score(gold: Report, proposed: Report, *, min_confidence: float = 0.0) -> Counter[str]:
    """
    Count what is right in one report.

    Parameters
    ----------
    gold
        The report's gold, interchange format; `optional` events and claims are left out of all.
    proposed
        What a reader proposes for the same report.
    min_confidence
        Proposals below it do not count as proposed; one without a confidence always counts.

    Returns
    -------
    counts
        Counts that may be added over reports and handed to `measures`.
    """
    offered = [
        p
        for p in proposed.get("events", [])
        if p.get("confidence") is None or p["confidence"] >= min_confidence
    ]
    pairs = align(gold["events"], offered)
    optional = {id(p) for g, p in pairs if g.get("optional")}
    offered = [p for p in offered if id(p) not in optional]
    pairs = [(g, p) for g, p in pairs if not g.get("optional")]
    wanted = [g for g in gold["events"] if not g.get("optional")]
    counts: Counter[str] = Counter(reports=1)
    counts["events:gold"], counts["events:proposed"] = len(wanted), len(offered)
    counts["aligned"] = len(pairs)
    for g, p in pairs:
        counts.update(_fields(g, p))
    counts.update(_claims(wanted, offered, pairs))
    counts.update(_links(wanted, proposed.get("events", []), offered, pairs))
    taken = {id(p) for _, p in pairs}
    surplus = [p for p in offered if id(p) not in taken]
    counts["non_events:gold"] = len(gold.get("non_events", []))
    counts["non_events:hit"] = _non_events_hit(gold.get("non_events", []), surplus)
    if not wanted:
        counts["none:gold"] = 1
        counts["none:hit"] = int(bool(offered))
        counts["none:events"] = len(offered)
    return counts


def _fields(gold: Event, proposed: Event) -> Counter[str]:
    """Count the fields of one aligned pair that are right."""
    right = {
        "place": place_right(gold, proposed),
        "date": date_right(gold, proposed),
        "type": gold.get("event_type") == proposed.get("event_type"),
        "status": gold.get("status") == proposed.get("status"),
        "veracity": gold.get("veracity") == proposed.get("veracity"),
        "place_class": gold.get("place_precision") == proposed.get("place_precision"),
        "perpetrator": actors_right(gold, proposed, "perpetrator"),
        "target": actors_right(gold, proposed, "target"),
    }
    right["core"] = right["place"] and right["date"]
    right["strict"] = right["core"] and right["type"]
    invented = gold.get("date_start") is None and proposed.get("date_start") is not None
    return Counter({**{f"{k}:right": int(v) for k, v in right.items()}, "dates_invented": invented})


def _claims(
    wanted: list[Event], offered: list[Event], pairs: list[tuple[Event, Event]]
) -> Counter[str]:
    """Count casualty claims: in gold, proposed, and right within aligned pairs."""
    must = [c for g in wanted for c in g.get("casualties") or [] if not c.get("optional")]
    right = free = 0
    for g, p in pairs:
        rows = sorted(
            g.get("casualties") or [], key=lambda c: json.dumps(c, sort_keys=True, default=str)
        )
        given = sorted(
            p.get("casualties") or [], key=lambda c: json.dumps(c, sort_keys=True, default=str)
        )
        table = [
            [float(same_claim(c, d)) * (HALF if c.get("optional") else 1.0) for d in given]
            for c in rows
        ]
        for i, _ in assign(table):
            free += bool(rows[i].get("optional"))
            right += not rows[i].get("optional")
    total = sum(len(p.get("casualties") or []) for p in offered)
    return Counter(
        {"claims:gold": len(must), "claims:proposed": total - free, "claims:right": right}
    )


def _links(
    wanted: list[Event],
    everything: list[Event],
    offered: list[Event],
    pairs: list[tuple[Event, Event]],
) -> Counter[str]:
    """Count retaliation links: in gold, proposed, and right with both ends aligned."""
    required = {g["id"] for g in wanted}
    must = {
        (g["id"], link["to"])
        for g in wanted
        for link in g.get("links") or []
        if link["type"] == "retaliation_for" and link["to"] in required
    }
    stands_for = {p["id"]: g["id"] for g, p in pairs}
    counted = {p["id"] for p in offered}
    ignored = {p["id"] for p in everything} - counted
    said = {
        (p["id"], link["to"])
        for p in offered
        for link in p.get("links") or []
        if link["type"] == "retaliation_for" and link["to"] not in ignored
    }
    right = {(stands_for.get(a), stands_for.get(b)) for a, b in said} & must
    return Counter(
        {"links:gold": len(must), "links:proposed": len(said), "links:right": len(right)}
    )


def _non_events_hit(non_events: list[Event], surplus: list[Event]) -> int:
    """Count the non-events that surplus proposals rest on, at most one a proposal."""
    hit: set[int] = set()
    for p in surplus:
        common = [
            sum(max(0, min(e, n["span"][1]) - max(s, n["span"][0])) for s, e in p["sentences"])
            if p.get("sentences")
            else 0
            for n in non_events
        ]
        if common and max(common) > 0:
            hit.add(common.index(max(common)))
    return len(hit)


def measures(counts: Counter[str]) -> dict[str, float]:
    """
    Turn counts into shares between 0 and 1; higher is better.

    Where nothing was to be found and nothing was proposed a share is 1.
    """
    gold, proposed = counts["events:gold"], counts["events:proposed"]
    aligned = counts["aligned"]
    result: dict[str, float] = {}
    for name, right in (
        ("found", aligned),
        ("core", counts["core:right"]),
        ("strict", counts["strict:right"]),
    ):
        result.update(_shares(name, right, proposed, gold))
    for name in EVENT_FIELDS:
        right = counts[f"{name}:right"]
        result[f"{name}_of_aligned"] = right / aligned if aligned else float(not gold)
        result[f"{name}_of_gold"] = right / gold if gold else float(not proposed)
    for name in ("claims", "links"):
        shares = (counts[f"{name}:{part}"] for part in ("right", "proposed", "gold"))
        result.update(_shares(name, *shares))
    for name in ("non_events", "none"):
        total = counts[f"{name}:gold"]
        result[f"{name}_clean"] = 1 - counts[f"{name}:hit"] / total if total else 1.0
    return result


def _shares(name: str, right: int, proposed: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1; all 1 if there was nothing to find and nothing proposed."""
    empty = float(not proposed and not gold)
    return {
        f"{name}_precision": right / proposed if proposed else empty,
        f"{name}_recall": right / gold if gold else empty,
        f"{name}_f1": 2 * right / (proposed + gold) if proposed + gold else 1.0,
    }


def _reader() -> Callable[[Report, str], Report]:
    """Give a function that runs this repository's own reader over a gold report's text."""
    read_report = importlib.import_module("dashboard.extract").read_report

    def run(gold: Report, text: str) -> Report:
        published = dt.date.fromisoformat(gold["published"])
        known = {key: gold.get(key) for key in ("publisher", "title", "text_id")}
        proposed: Report = read_report(text, published, **known)
        return proposed

    return run


def main(arguments: list[str] | None = None) -> int:
    """Print the measures of a folder of gold; one line a report with --each."""
    parser = argparse.ArgumentParser(description="Score proposed events against gold.")
    parser.add_argument("gold", type=Path, help="folder with NAME.gold.json (and NAME.txt)")
    parser.add_argument("proposals", type=Path, nargs="?", help="folder with NAME.json")
    parser.add_argument("--extract", action="store_true", help="run this repository's reader")
    parser.add_argument("--each", action="store_true", help="a line a report as well")
    parser.add_argument("--min-confidence", type=float, default=0.0)
    chosen = parser.parse_args(arguments)
    if chosen.extract == (chosen.proposals is not None):
        parser.error("give either a folder of proposals or --extract")
    read = _reader() if chosen.extract else None
    total: Counter[str] = Counter()
    for path in sorted(chosen.gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        gold = json.loads(path.read_text(encoding="utf-8"))
        if read is not None:
            text = path.with_name(f"{name}.txt").read_text(encoding="utf-8")
            proposed = read(gold, text)
        else:
            file = chosen.proposals / f"{name}.json"
            proposed = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        counts = score(gold, proposed, min_confidence=chosen.min_confidence)
        total += counts
        if chosen.each:
            found, core = (measures(counts)[f"{k}_f1"] for k in ("found", "core"))
            sys.stdout.write(f"{name:32} found {found:.2f} core {core:.2f}\n")
    sys.stdout.write("".join(f"{k:28} {v:.3f}\n" for k, v in measures(total).items()))
    sys.stdout.write("".join(f"{k:28} {v:d}\n" for k, v in sorted(total.items()) if ":" in k))
    return 0


if __name__ == "__main__":
    sys.exit(main())
