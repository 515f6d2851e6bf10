"""
Write the table of docs/geocoding.md: which curated places the geocoder finds by name alone.

    python data/build/geocoding.py

Every name of data/places.csv is geocoded twice: with all layers, and without the curated layer,
that is from towns, areas and reported positions only. Run it after a change to the gazetteer.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from dashboard.areas import Areas, great_circle_m
from dashboard.geocode import OfflineGeocoder
from dashboard.place_files import Place, read, read_blocked
from dashboard.places import Gazetteer, Match

ROOT = Path(__file__).parents[2]
BEGIN, END = "<!-- table: begin -->\n", "<!-- table: end -->\n"
Compared = tuple[Place, Match | None, str]
SAME_M = 2_000.0
KINDS = (
    ("same", "the same point (within 2 km) or the same area"),
    ("inside", "a point inside the curated radius"),
    ("wider", "what surrounds it: a wider radius or an area that holds the curated point"),
    ("overlaps", "the two circles overlap"),
    ("unknown", "not found, so not placed"),
    ("wrong", "somewhere else"),
)
REASONS = {
    "inside": "derived from the reported range; the curated point was moved by hand or told "
    "from another spot of the same town",
    "overlaps": "told from a strait, whose middle is not the curated anchor",
    "unknown": "a site that no list of towns has; needs its curated row",
}


def compare(curated: Place, match: Match | None, areas: Areas) -> str:
    """Which of KINDS a finding is."""
    if match is None:
        return "unknown"
    found = match.place
    away = float(great_circle_m(curated.lon, curated.lat, found.lon, found.lat))
    if curated.area_id is not None or found.area_id is not None:
        if curated.area_id == found.area_id:
            return "same"
        holds = found.area_id is not None and (
            areas.distance_m(found.area_id, curated.lon, curated.lat)[0] <= SAME_M
        )
        return "wider" if holds else "wrong"
    limits = {
        "same": SAME_M,
        "inside": curated.precision_m,
        "overlaps": curated.precision_m + found.precision_m,
    }
    if match.fallback:
        limits = {"wider": found.precision_m}
    return next((kind for kind, limit in limits.items() if away <= limit), "wrong")


def compared(*, curated_layer: bool) -> list[Compared]:
    """Each curated place, what its name was taken for, and which of KINDS that is."""
    areas = Areas.load(ROOT / "data")
    named = read(ROOT / "data", areas)
    places = [one.place for one in named if one.place.layer == "curated"]
    known = [one for one in named if curated_layer or one.place.layer != "curated"]
    geocoder = OfflineGeocoder(Gazetteer(known, areas, read_blocked(ROOT / "data")))
    found = [(place, geocoder.understand(place.name)) for place in places]
    return [(place, match, compare(place, match, areas)) for place, match in found]


def table(whole: list[Compared], without: list[Compared]) -> str:
    """Both counts, and a row for every name that is not found the same without its row."""
    with_rows = Counter(kind for _, _, kind in whole)
    alone = Counter(kind for _, _, kind in without)
    lines = ["| result | all layers | without the curated layer |", "| --- | ---: | ---: |"]
    lines += [f"| {text} | {with_rows[kind]} | {alone[kind]} |" for kind, text in KINDS]
    lines += ["", "Without the curated layer, the names that do not give the same:", ""]
    lines += [
        "| place | name | result | found instead | reason |",
        "| --- | --- | --- | --- | --- |",
    ]
    for place, match, kind in without:
        if kind != "same":
            said = "" if match is None else f"{match.place.address} ({_size(match.place)})"
            reason = REASONS.get(kind) or (match.note if match else "") or ""
            lines.append(f"| {place.place_id} | {place.name} | {kind} | {said} | {reason} |")
    return "\n".join(lines) + "\n"


def _size(place: Place) -> str:
    return f"{place.place_precision}, {place.precision_m / 1000:.0f} km"


def main() -> int:
    """Put the table between its marks."""
    written = table(compared(curated_layer=True), compared(curated_layer=False))
    page = ROOT / "docs" / "geocoding.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}{written}{END}{after}", encoding="utf-8")
    print(f"{page.name}: table written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
