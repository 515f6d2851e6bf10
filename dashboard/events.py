"""The event table: records joined, tolls computed from claims, points only where honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from dashboard.claims import FIGURES, figures
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


def restated(events: pd.DataFrame, claims: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    """
    Give events as they stand after more claims about them.

    Parameters
    ----------
    events
        Event table, n rows.
    claims
        Claim table: what was said about them before.
    added
        Claim table: what is said now, about these or other events.

    Returns
    -------
    restated
        The same n rows in the same order. Where something was added, tolls are worked out anew from
        all claims by the rule, and the sources of the added claims stand behind the others. Tolls
        that did not follow from the claims before stay as they are: nobody knows what they rest
        on. Place, date and type stay in any case.
    """
    touched = events["event_id"].isin(set(added["event_id"]))
    if not touched.any():
        return events
    ids = events["event_id"].where(touched)
    was = _figures_of(ids, claims)
    now = _figures_of(ids, pd.concat([claims, added]))
    counts = [name for name in FIGURES if name != "fatalities_open"]
    alike = events[counts].eq(was[counts]).fillna(value=False)
    alike |= events[counts].isna() & was[counts].isna()
    followed = alike.astype(bool).all(axis=1) & touched
    whole = events.copy()
    for name in FIGURES:
        whole[name] = events[name].mask(followed, now[name])
    cited = added.groupby("event_id", sort=False)["source_id"].agg(list).to_dict()
    whole["source_ids"] = [
        LIST_SEPARATOR.join(dict.fromkeys([*known.split(LIST_SEPARATOR), *cited.get(id_, [])]))
        for id_, known in zip(events["event_id"], events["source_ids"].fillna(""), strict=True)
    ]
    whole["source_ids"] = whole["source_ids"].str.strip(LIST_SEPARATOR).replace("", None)
    return typed(whole, EVENTS)


def _figures_of(ids: pd.Series[str], claims: pd.DataFrame) -> pd.DataFrame:
    """Give the figures of n events, null where nothing is said."""
    known = figures(claims[claims["event_id"].isin(ids.dropna())])
    return known.reindex(ids).set_axis(ids.index)


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
