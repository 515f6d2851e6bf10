"""Invented events in any number: places by a power law, eleven years, two hundred actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.records import typed
from dashboard.schema import ACTORS, EVENT_ACTORS, EVENTS
from dashboard.store import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.records import Records

SEED = 7
PLACES = 2000
ACTORS_N = 200
CHUNK = 250_000
HUBS_LON_LAT = np.array(
    [(44.4, 33.3), (36.3, 33.5), (37.1, 36.2), (35.9, 31.9), (44.2, 15.35), (42.95, 14.8),
     (45.0, 12.8), (42.0, 14.5), (34.4, 31.4), (43.1, 36.35), (44.0, 36.2), (40.1, 35.3)]
)  # fmt: skip
TYPES = ("air_drone_strike", "armed_clash", "shelling_missile", "explosion", "protest",
         "attack_on_shipping", "violence_against_civilians", "riot")  # fmt: skip
TYPE_SHARES = (0.25, 0.28, 0.2, 0.12, 0.07, 0.03, 0.03, 0.02)
REGIONS = ("baghdad", "iraq", "jordan", "syria", "yemen", "red_sea", "other")
AREA_SHARE = 0.04


def invented(records: Records, n: int) -> Collection:
    """
    Make a collection of invented events.

    Parameters
    ----------
    records
        Starter set, for the small tables.
    n
        Number of events.

    Returns
    -------
    collection
        n events in chunks, each with two actors; the same for the same n.
    """
    ids = [f"actor-{i:03d}" for i in range(ACTORS_N)]
    actors = typed(
        pd.DataFrame({"actor_id": ids, "name": [f"Actor {i:03d}" for i in range(ACTORS_N)]}), ACTORS
    )
    return Collection(
        events=_events(n),
        event_actors=_event_actors(n),
        actors=actors,
        claims=records.claims.iloc[:0],
        links=records.links.iloc[:0],
        sources=records.sources,
        datasets=records.datasets,
        regions=records.regions,
        event_types=records.event_types,
    )


def frame(n: int) -> pd.DataFrame:
    """
    Give the same events as one table, for the peers.

    Parameters
    ----------
    n
        Number of events.

    Returns
    -------
    events
        Event table, n rows.
    """
    return pd.concat(list(_events(n)), ignore_index=True)


def _power(size: int, exponent: float) -> list[float]:
    weights = [1 / rank**exponent for rank in range(1, size + 1)]
    return [weight / sum(weights) for weight in weights]


def _event_ids(first: int, n: int) -> list[str]:
    return [f"e{i:08d}" for i in range(first, first + n)]


def _events(n: int) -> Iterator[pd.DataFrame]:
    random = np.random.default_rng(SEED)
    hubs = HUBS_LON_LAT[random.integers(0, len(HUBS_LON_LAT), PLACES)]
    places = np.round(hubs + random.normal(0, 1.3, (PLACES, 2)), 4)
    all_days = np.sort(random.integers(0, 4018, n))
    for first in range(0, n, CHUNK):
        size = min(CHUNK, n - first)
        place = random.choice(PLACES, size, p=_power(PLACES, 1.05))
        days = np.datetime64("2015-01-01") + all_days[first : first + size].astype("timedelta64[D]")
        low = random.poisson(1.2, size)
        area = random.random(size) < AREA_SHARE
        kinds = np.array(TYPES)[random.choice(len(TYPES), size, p=TYPE_SHARES)]
        actor = random.choice(ACTORS_N, size, p=_power(ACTORS_N, 1.1))
        yield typed(
            pd.DataFrame(
                {
                    "event_id": _event_ids(first, size),
                    "dataset": "starter",
                    "date_start": days,
                    "date_end": days,
                    "date_precision": "day",
                    "event_type": kinds,
                    "place_name": [f"Place {p:04d}" for p in place],
                    "country": "Iraq",
                    "region": np.array(REGIONS)[place % len(REGIONS)],
                    "place_precision": np.where(area, "country", "city"),
                    "area_id": pd.Series("IQ", index=range(size), dtype="str").where(area),
                    "precision_m": 5000.0,
                    "lon": np.where(area, np.nan, places[place, 0]),
                    "lat": np.where(area, np.nan, places[place, 1]),
                    "attribution": "attributed",
                    "perpetrators": [f"Actor {a:03d}" for a in actor],
                    "fatalities_low": low,
                    "fatalities_best": low,
                    "fatalities_high": low + random.poisson(0.6, size),
                    "toll_scope": "own",
                    "summary": [
                        f"An {kind.replace('_', ' ')} was reported near the place; accounts of "
                        f"damage and of casualties differ ({first + i})"
                        for i, kind in enumerate(kinds)
                    ],
                    "confidence": "medium",
                    "source_ids": "article",
                }
            ),
            EVENTS,
        )


def _event_actors(n: int) -> pd.DataFrame:
    random = np.random.default_rng(SEED + 1)
    shares = _power(ACTORS_N, 1.1)
    names = np.array([f"actor-{i:03d}" for i in range(ACTORS_N)])
    ids = _event_ids(0, n)
    parts = [
        pd.DataFrame(
            {"event_id": ids, "actor_id": names[random.choice(ACTORS_N, n, p=shares)], "role": role}
        )
        for role in ("perpetrator", "target")
    ]
    return typed(pd.concat(parts, ignore_index=True), EVENT_ACTORS)
