"""The event table: records joined, tolls computed from claims, points only where honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from dashboard.claims import figures
from dashboard.records import typed
from dashboard.schema import CRS, EVENTS, LIST_SEPARATOR, POINT_PRECISIONS, ROLES

if TYPE_CHECKING:
    from dashboard.records import Records

NAME_SEPARATOR = "; "
ROLE_COLUMNS = {
    "perpetrator": "perpetrators",
    "target": "targets",
    "claimed_by": "claimed_by",
    "attributed_to": "attributed_to",
}


def event_table(records: Records) -> pd.DataFrame:
    """
    Join the records to one row an event.

    Parameters
    ----------
    records
        Checked tables.

    Returns
    -------
    events
        Event table, one row an event, ordered by first day and id; see `schema.EVENTS`.
        ``lon`` and ``lat`` are null where the place is an area, whose label point stands in
        ``label_lon`` and ``label_lat``.
    """
    places = records.places.rename(columns={"name": "place_name"})
    events = records.events.merge(places, on="place_id", how="left", validate="many_to_one")
    events = events.merge(figures(records.claims), on="event_id", how="left")
    for role in ROLES:
        names = _actor_names(records, role)
        events[ROLE_COLUMNS[role]] = events["event_id"].map(names)
    sources = records.event_sources.groupby("event_id")["source_id"].agg(LIST_SEPARATOR.join)
    events["source_ids"] = events["event_id"].map(sources)
    events["region"] = region_of(events["country"], events["admin1"], records.regions)
    events = typed(honest_points(events), EVENTS)
    return events.sort_values(["date_start", "event_id"], ignore_index=True)


def honest_points(events: pd.DataFrame) -> pd.DataFrame:
    """
    Take the point away from what is not known to a point.

    Parameters
    ----------
    events
        n rows with ``place_precision``, ``lon``, ``lat``, degrees, EPSG:4326.

    Returns
    -------
    honest
        n rows; where the precision is an area or unknown, ``lon`` and ``lat`` are null and what
        stood there is kept as ``label_lon`` and ``label_lat``. Doing it twice changes nothing.
    """
    events = events.copy()
    pointed = events["place_precision"].isin(POINT_PRECISIONS)
    for axis in ("lon", "lat"):
        label = f"label_{axis}"
        kept = events[label] if label in events else pd.Series(float("nan"), index=events.index)
        events[label] = kept.where(kept.notna() | pointed, events[axis]).astype("float64")
        events[axis] = events[axis].where(pointed).astype("float64")
    return events


def region_of(
    country: pd.Series[str], admin1: pd.Series[str], regions: pd.DataFrame
) -> pd.Series[str]:
    """
    Say to which region each place belongs.

    Parameters
    ----------
    country, admin1
        n names each; null where unknown.
    regions
        Region table, see `schema.REGIONS`; the first row that fits wins, a row without a country
        takes what is left.

    Returns
    -------
    region
        n region ids.
    """
    found = pd.Series(pd.NA, index=country.index, dtype="str")
    for region, land, part in zip(
        regions["region"], regions["country"], regions["admin1"], strict=True
    ):
        fits = pd.Series(data=True, index=country.index) if pd.isna(land) else country == land
        if pd.notna(part):
            fits &= admin1 == part
        found = found.mask(found.isna() & fits, region)
    return found


def with_points(events: pd.DataFrame) -> gpd.GeoDataFrame:
    """
    Give an event table its geometry.

    Parameters
    ----------
    events
        Event table, n rows.

    Returns
    -------
    located
        The same n rows with points, EPSG:4326; None where ``lon`` or ``lat`` is null.
    """
    located = events["lon"].notna() & events["lat"].notna()
    points = gpd.points_from_xy(events["lon"], events["lat"], crs=CRS)
    geometry = gpd.GeoSeries(points, index=events.index).where(located)
    return gpd.GeoDataFrame(events, geometry=geometry, crs=CRS)


def _actor_names(records: Records, role: str) -> pd.Series[str]:
    names = records.actors.set_index("actor_id")["name"]
    part = records.event_actors[records.event_actors["role"] == role]
    shown = part["actor_id"].map(names)
    note = part["note"].fillna("")
    shown = shown.where(note == "", shown + " (" + note + ")")
    return shown.groupby(part["event_id"]).agg(NAME_SEPARATOR.join)
