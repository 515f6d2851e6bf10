"""Where proposals are, in the columns of the event table: an area as an area, never as a point."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.schema import AREA_PRECISIONS, POINT_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.areas import Area, Areas
    from dashboard.reports.proposals import Proposal

COLUMNS = (
    "place_name",
    "admin1",
    "country",
    "place_precision",
    "precision_m",
    "area_id",
    "lon",
    "lat",
    "label_lon",
    "label_lat",
    "coord_source",
)
NUMBERS = ("precision_m", "lon", "lat", "label_lon", "label_lat")
SOURCE = "named in a report, placed by the offline gazetteer"


def place_columns(proposals: Sequence[Proposal], areas: Areas) -> pd.DataFrame:
    """
    Give the place of each proposal.

    Parameters
    ----------
    proposals
        n events.
    areas
        Areas of the data folder.

    Returns
    -------
    places
        n rows, columns `COLUMNS`, degrees, EPSG:4326. A point gets country and first-level area
        by where it lies; what is neither a point nor an area that is known has the precision
        ``unknown`` and no point.
    """
    points = [p if _pointed(p) else None for p in proposals]
    lon = [p.lon if p else None for p in points]
    lat = [p.lat if p else None for p in points]
    inside = areas.areas_at(np.array(lon, float), np.array(lat, float)).to_dict("records")
    rows = [
        _point(p, {str(level): area for level, area in found.items()}, areas)
        if point
        else _area(p, areas)
        for p, point, found in zip(proposals, points, inside, strict=True)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")
    kinds = {name: "float64" if name in NUMBERS else "str" for name in COLUMNS}
    return table.astype(kinds)


def settled(proposal: Proposal, areas: Areas) -> Proposal:
    """
    Say of a proposal's area what our rows will say of it.

    Parameters
    ----------
    proposal
        The event as the reader found it, which knows more areas and calls "southern Israel" a part.
    areas
        Areas of the data folder.

    Returns
    -------
    settled
        With the precision of the area that it lies in; ``unknown`` where we have no such area.
    """
    if proposal.place_precision not in AREA_PRECISIONS:
        return proposal
    area = _area_of(proposal, areas)
    if area is None:
        return replace(proposal, place_precision="unknown", area_id=None)
    return replace(proposal, place_precision=_precision(area), area_id=area.area_id)


def _precision(area: Area) -> str:
    return {"sea": "water_body"}.get(area.level, area.level)


def _pointed(p: Proposal) -> bool:
    return p.place_precision in POINT_PRECISIONS and p.lon is not None and p.lat is not None


def _point(p: Proposal, inside: dict[str, str | None], areas: Areas) -> dict[str, object]:
    by_code = p.country if p.country and p.country in areas else None
    land, part, sea = inside["country"] or by_code, inside["admin1"], inside["sea"]
    country = land or sea
    return {
        "place_name": p.place_name or p.place_text,
        "admin1": areas[part].name if part else None,
        "country": areas[country].name if country else None,
        "place_precision": p.place_precision,
        "precision_m": p.precision_m,
        "lon": p.lon,
        "lat": p.lat,
        "coord_source": SOURCE,
    }


def _area(p: Proposal, areas: Areas) -> dict[str, object]:
    area = _area_of(p, areas)
    if area is None:
        named = areas[p.country].name if p.country and p.country in areas else None
        return {
            "place_name": p.place_name or p.place_text,
            "country": named,
            "place_precision": "unknown",
        }
    holder = areas[area.country].name if area.country and area.country in areas else area.name
    return {
        "place_name": p.place_name or area.name,
        "admin1": area.name if area.level == "admin1" else None,
        "country": holder,
        "place_precision": _precision(area),
        "area_id": area.area_id,
        "label_lon": area.label_lon,
        "label_lat": area.label_lat,
        "coord_source": area.source,
    }


def _area_of(p: Proposal, areas: Areas) -> Area | None:
    """Find the area that a proposal names; a point that was never given is no area."""
    if p.place_precision not in AREA_PRECISIONS:
        return None
    for area_id in (p.area_id, p.country):  # "eastern Syria" lies in Syria
        if area_id and area_id in areas:
            return areas[area_id]
    return None
