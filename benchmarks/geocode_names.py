"""
Measure geocoding at volume: ``python benchmarks/geocode_names.py [DISTINCT] [DATA]``.

Names are drawn from the gazetteer, written in several ways, and mixed with invented ones. First
every row is distinct, so that nothing is gained by asking once for equal rows; then 100,000 rows
name 12,000 places, as event data do.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pandas as pd

from dashboard.importers.geocoding import BulkGeocoder, geocode_table
from dashboard.places import Gazetteer

SEED = 20240207
COLUMNS = (["place"], ["place", "country"], ["place", "country", "admin1"])
PLACES, EVENTS = 12_000, 100_000
FORMS = ("{}", "{} town", "{} city", "Al-{}", "{} area", "{}", "{}", "{}")


def invented(chance: random.Random) -> str:
    """Make up a name of two words."""
    words = ("".join(chance.choices("abdhiklmnqrstuwyz", k=6)) for _ in range(2))
    return " ".join(words).title()


def main() -> None:
    """Geocode once, and print names a second by kind of question."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000
    data = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("data")
    chance = random.Random(SEED)  # noqa: S311 (no secrets)
    gazetteer = Gazetteer.load(data)
    towns = [place for place in gazetteer if place.layer == "city" and place.country]
    rows = []
    for _number in range(count):
        town = chance.choice(towns)
        known = chance.random() < 0.7
        name = chance.choice(FORMS).format(town.name) if known else invented(chance)
        rows.append((name, town.country, town.admin1 or ""))
    table = pd.DataFrame(rows, columns=["place", "country", "admin1"])
    asked = [table[columns].drop_duplicates() for columns in COLUMNS]
    picks = [int(PLACES * chance.random() ** 2) for _ in range(EVENTS)]
    asked.append(table.iloc[:PLACES].iloc[[pick % min(PLACES, count) for pick in picks]])
    for part in asked:
        geocoder = BulkGeocoder(gazetteer, data)
        columns = list(part.columns)
        begun, used = time.perf_counter(), time.process_time()
        placed = geocode_table(part, geocoder, {name: name for name in columns})
        seconds, used = time.perf_counter() - begun, time.process_time() - used
        print(  # noqa: T201 (a script reports what it measured)
            f"{'+'.join(columns)}: {len(part)} rows, {len(part.drop_duplicates())} distinct, "
            f"{len(part) / seconds:,.0f} a second "
            f"({len(part) / used:,.0f} a second of processor), "
            f"{placed['precision'].notna().mean():.0%} placed"
        )


if __name__ == "__main__":
    main()
