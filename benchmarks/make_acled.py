"""
Write a file in ACLED's current layout, every row of it invented, to measure importing.

Run as ``python benchmarks/make_acled.py ROWS FILE``; the same seed gives the same file.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = 20240207
PLACES = 12_000
COUNTRIES = (
    (
        "Yemen",
        "887",
        ("Al Hudaydah", "Sanaa", "Taiz", "Marib", "Saada"),
        (42.7, 48.9),
        (13.0, 17.2),
    ),
    ("Iraq", "368", ("Anbar", "Baghdad", "Erbil", "Nineveh"), (39.5, 47.5), (30.0, 36.8)),
    ("Syria", "760", ("Aleppo", "Idlib", "Daraa", "Homs"), (36.0, 41.5), (32.5, 36.6)),
    ("Jordan", "400", ("Amman", "Mafraq", "Irbid"), (35.2, 38.5), (29.5, 32.5)),
)
TYPES = (
    ("Political violence", "Explosions/Remote violence", "Air/drone strike"),
    ("Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Political violence", "Battles", "Armed clash"),
    ("Political violence", "Violence against civilians", "Attack"),
    ("Demonstrations", "Protests", "Peaceful protest"),
    ("Strategic developments", "Strategic developments", "Other"),
)
_TEXT = """
invented forces shelled the outskirts of a village that stands on no map while residents reported
smoke above the market and the road to the coast was closed for several hours
"""
WORDS = _TEXT.split()


def places(chance: random.Random) -> list[tuple[str, ...]]:
    """Invent places: country, number, governorate, district, name, latitude, longitude."""
    made: list[tuple[str, ...]] = []
    for number in range(PLACES):
        country, iso, areas, (west, east), (south, north) = chance.choice(COUNTRIES)
        made.append(
            (
                country,
                iso,
                chance.choice(areas),
                f"District {number % 300}",
                f"Village {number}",
                f"{chance.uniform(south, north):.4f}",
                f"{chance.uniform(west, east):.4f}",
            )
        )
    return made


def rows(count: int) -> Iterator[tuple[object, ...]]:
    """Invent rows, one after the other."""
    chance = random.Random(SEED)  # noqa: S311 (invented data, no secrets)
    known = places(chance)
    first = dt.date(2015, 1, 1)
    for number in range(count):
        country, iso, area, district, name, lat, lon = known[
            min(int(chance.paretovariate(0.6)) - 1, PLACES - 1)
        ]
        day = first + dt.timedelta(days=number * 3800 // count)
        disorder, kind, sub = chance.choice(TYPES)
        one, other = chance.randrange(400), chance.randrange(400)
        text = " ".join(chance.choices(WORDS, k=45))
        yield (
            f"INV{number}", day.isoformat(), day.year, chance.choice("1112"), disorder, kind, sub,
            f"Invented Brigade {one}", f"Invented Front {one % 9}" if one % 5 == 0 else "", "3",
            f"Invented Militia {other}", "", "3", "33",
            "Civilian targeting" if kind == "Violence against civilians" else "", iso,
            "Middle East", country, area, district, "", name, lat, lon, chance.choice("1111123"),
            f"Invented Gazette {one % 60}; Invented Radio {other % 40}", "National",
            f"On {day.day} {day:%B} {day.year}, near {name}, {text}.", chance.choice("00000001234"),
            "", 1700000000 + number,
        )  # fmt: skip


_HEADER = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country
admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities
tags timestamp
"""
HEADER = _HEADER.split()


def write(count: int, path: Path) -> None:
    """
    Write a file of invented rows.

    Parameters
    ----------
    count
        How many.
    path
        The file.
    """
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(rows(count))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
