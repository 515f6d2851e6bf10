"""From a position in words to a point with its radius."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from geopy.distance import geodesic

from dashboard.areas import great_circle_m
from dashboard.geocode.positions import Fix, Relative
from dashboard.places import Gazetteer, Match, Place

if TYPE_CHECKING:
    from collections.abc import Iterable

RADIUS_SHARE = 0.2
LEAST_RADIUS_M = 5_000.0
DIRECTION_M, DIRECTION_RADIUS_M = 25_000.0, 30_000.0
OFFSHORE_M = 20_000.0
LARGEST_ANCHOR_M = 200_000.0
FARTHEST_APART_M = 800_000.0
EXACT_M, SITE_M = 200.0, 2_000.0
STEP_DEG = 5


class Measure:
    """
    Lay positions off from places of a gazetteer.

    Parameters
    ----------
    gazetteer
        Where the places stand that a position is told from.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def match(
        self, position: Fix | Relative, text: str, country_codes: Iterable[str] | None
    ) -> Match | None:
        """
        Make a place of a position.

        Parameters
        ----------
        position
            What `positions.parse` read.
        text
            The text it was read from: the name of the place.
        country_codes
            Countries that the anchors must lie in; None for any.

        Returns
        -------
        match
            A place of layer ``"position"``; None if an anchor is unknown, ambiguous or too large.
        """
        if isinstance(position, Fix):
            precision = _digits(position.radius_m)
            spot = (position.lon, position.lat)
            fixed = self._place(text, spot, precision, position.radius_m, "coordinates given")
            return Match(fixed, (fixed,))
        anchor = self._anchor(position.anchor, country_codes)
        if anchor is None:
            return None
        place: Place | None
        if position.other is not None:
            other = self._anchor(position.other, country_codes)
            place = None if other is None else self._between(text, anchor, other)
        elif position.distance_m is not None and position.bearing_deg is not None:
            place = self._range(text, position, anchor)
        elif position.bearing_deg is not None:
            place = self._direction(text, position.bearing_deg, anchor)
        else:
            place = self._arc(text, position, anchor)
        return None if place is None else Match(place, (place,), note=place.source)

    def _anchor(self, text: str, country_codes: Iterable[str] | None) -> Place | None:
        found = self._gazetteer.resolve(text, country_codes)
        if found is None or found.fallback or found.ambiguous:
            return None
        place = found.place
        if place.layer == "country":  # "70 NM E of Djibouti" is told from the town
            towns = [p for p in found.candidates if p.country_code == place.country_code]
            place = next((p for p in towns if p.place_precision == "city"), place)
        large = place.is_area and place.precision_m > LARGEST_ANCHOR_M
        return None if large or place.layer == "country" else place

    def _range(self, text: str, told: Relative, anchor: Place) -> Place:
        distance, bearing = told.distance_m or 0.0, told.bearing_deg or 0.0
        lon, lat = destination(anchor.lon, anchor.lat, bearing, distance)
        radius = max(RADIUS_SHARE * distance, LEAST_RADIUS_M) + told.spread_m + _own(anchor)
        source = f"derived: {distance / 1000:.1f} km, {bearing:g}° from {_said(anchor)}"
        return self._place(text, (lon, lat), "relative", radius, source)

    def _direction(self, text: str, bearing: float, anchor: Place) -> Place:
        lon, lat = destination(anchor.lon, anchor.lat, bearing, DIRECTION_M)
        source = f"assumed: 25 km, {bearing:g}° from {_said(anchor)}; no distance given"
        radius = DIRECTION_RADIUS_M + _own(anchor)
        return self._place(text, (lon, lat), "approximate", radius, source)

    def _between(self, text: str, one: Place, other: Place) -> Place | None:
        apart = geodesic((one.lat, one.lon), (other.lat, other.lon)).meters
        if apart > FARTHEST_APART_M:
            return None
        middle = np.mean([_unit(one.lon, one.lat), _unit(other.lon, other.lat)], axis=0)
        lon = float(np.degrees(np.arctan2(middle[1], middle[0])))
        lat = float(np.degrees(np.arctan2(middle[2], np.hypot(middle[0], middle[1]))))
        radius = max(apart / 2, LEAST_RADIUS_M) + max(_own(one), _own(other))
        source = f"derived: middle between {_said(one)} and {_said(other)}"
        return self._place(text, (lon, lat), "approximate", radius, source)

    def _arc(self, text: str, told: Relative, anchor: Place) -> Place | None:
        distance = told.distance_m or OFFSHORE_M
        ring = np.array(
            [destination(anchor.lon, anchor.lat, b, distance) for b in range(0, 360, STEP_DEG)]
        )
        sea = self._gazetteer.areas.areas_at(ring[:, 0], ring[:, 1])["sea"].notna().to_numpy(bool)
        if not sea.any() or sea.all() or not told.offshore:
            if told.distance_m is None:
                return None
            radius = distance * (1 + RADIUS_SHARE) + _own(anchor)
            source = f"derived: {distance / 1000:.1f} km round {_said(anchor)}; no bearing given"
            return self._place(text, (anchor.lon, anchor.lat), "approximate", radius, source)
        arc = _longest_run(sea)
        lon, lat = ring[arc[len(arc) // 2]]
        reach = great_circle_m(lon, lat, ring[arc, 0], ring[arc, 1]).max()
        radius = float(reach) + max(RADIUS_SHARE * distance, LEAST_RADIUS_M) + _own(anchor)
        source = f"derived: {distance / 1000:.1f} km off {_said(anchor)}, seaward; no bearing given"
        return self._place(text, (float(lon), float(lat)), "approximate", radius, source)

    def _place(
        self, text: str, spot: tuple[float, float], precision: str, radius_m: float, source: str
    ) -> Place:
        lon, lat = spot
        at = self._gazetteer.areas.areas_at([lon], [lat]).iloc[0]
        country, admin1 = self._gazetteer.get(at["country"]), self._gazetteer.get(at["admin1"])
        around = country or self._gazetteer.get(at["sea"])
        return Place(
            place_id=f"position:{lon:.4f},{lat:.4f}",
            name=text,
            layer="position",
            country=around.name if around else None,
            country_code=country.country_code if country else None,
            admin1=admin1.name if admin1 else None,
            admin1_id=admin1.place_id if admin1 else None,
            lon=round(lon, 5),
            lat=round(lat, 5),
            place_precision=precision,
            precision_m=float(round(radius_m)),
            area_id=None,
            source=source,
        )


def destination(
    lon: float, lat: float, bearing_deg: float, distance_m: float
) -> tuple[float, float]:
    """
    Go a distance in a direction on the WGS 84 ellipsoid.

    Parameters
    ----------
    lon, lat
        Start, degrees.
    bearing_deg
        Clockwise from north.
    distance_m
        Metres.

    Returns
    -------
    lon, lat
        End, degrees, EPSG:4326.
    """
    end = geodesic(meters=distance_m).destination((lat, lon), float(bearing_deg))
    return float(end.longitude), float(end.latitude)


def _own(anchor: Place) -> float:
    return anchor.precision_m if anchor.is_area else 0.0


def _said(anchor: Place) -> str:
    return f"{anchor.name} ({anchor.lat:.5f},{anchor.lon:.5f})"


def _unit(lon: float, lat: float) -> tuple[float, float, float]:
    x, y = np.radians([lon, lat])
    return float(np.cos(y) * np.cos(x)), float(np.cos(y) * np.sin(x)), float(np.sin(y))


def _digits(radius_m: float) -> str:
    if radius_m <= EXACT_M:
        return "exact"
    return "site" if radius_m <= SITE_M else "approximate"


def _longest_run(sea: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[int]:
    start = int(np.flatnonzero(~sea)[0])
    runs: list[list[int]] = [[]]
    for i in (np.arange(len(sea)) + start) % len(sea):
        if sea[i]:
            runs[-1].append(int(i))
        elif runs[-1]:
            runs.append([])
    return max(runs, key=len)
