"""
Measure geocoding at volume: ``python -m benchmarks.geocode_names [DISTINCT]``.

Names are drawn from the gazetteer, written in several ways, and mixed with invented ones. First
every row is distinct, so that nothing is gained by asking once for equal rows; then 100,000 rows
name 12,000 places, as event data do.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.importers.geocoding import BulkGeocoder, geocode_table
from dashboard.places import Gazetteer

DATA = Path(__file__).resolve().parent.parent / "data"
SEED = 20240207
KNOWN = 0.7
COLUMNS = (["place"], ["place", "country"], ["place", "country", "admin1"])
PLACES, EVENTS = 12_000, 100_000
FORMS = ("{}", "{} town", "{} city", "Al-{}", "{} area", "{}", "{}", "{}")


def invented(chance: random.Random) -> str:
    """Make up a name of two words."""
    words = ("".join(chance.choices("abdhiklmnqrstuwyz", k=6)) for _ in range(2))
    return " ".join(words).title()


def _rows(gazetteer: Gazetteer, count: int) -> list[pd.DataFrame]:
    """Draw names: distinct by name, by country and by governorate, then as events repeat them."""
    chance = random.Random(SEED)  # noqa: S311 (no secrets)
    towns = [place for place in gazetteer if place.layer == "city" and place.country]
    rows = []
    for _number in range(count):
        town = chance.choice(towns)
        known = chance.random() < KNOWN
        name = chance.choice(FORMS).format(town.name) if known else invented(chance)
        rows.append((name, town.country, town.admin1 or ""))
    table = pd.DataFrame(rows, columns=COLUMNS[-1])
    picks = [int(PLACES * chance.random() ** 2) for _ in range(EVENTS)]
    repeated = table.iloc[:PLACES].iloc[[pick % min(PLACES, count) for pick in picks]]
    return [*(table[columns].drop_duplicates() for columns in COLUMNS), repeated]


@dataclass(frozen=True)
class Measured:
    """What was asked by, how many rows and distinct ones, names a second, and share placed."""

    by: str
    rows: int
    distinct: int
    a_second: float
    placed: float

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"{self.by}: {self.rows:,} rows, {self.distinct:,} distinct, "
            f"{self.a_second:,.0f} a second, {self.placed:.0%} placed"
        )


def measure(count: int = 40_000) -> list[Measured]:
    """
    Geocode names on one core.

    Parameters
    ----------
    count
        How many names are drawn.

    Returns
    -------
    measured
        By name, by name and country, with the governorate too, and as events repeat them.
    """
    gazetteer = Gazetteer.load(DATA)
    found = []
    for part in _rows(gazetteer, count):
        geocoder = BulkGeocoder(gazetteer, DATA)
        begun = time.perf_counter()
        placed = geocode_table(part, geocoder, {name: name for name in part.columns})
        seconds = time.perf_counter() - begun
        share = float(placed["precision"].notna().mean())
        distinct = len(part.drop_duplicates())
        by = " + ".join(part.columns)
        found.append(Measured(by, len(part), distinct, len(part) / seconds, share))
    return found


if __name__ == "__main__":
    for line in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000):
        sys.stdout.write(f"{line}\n")
