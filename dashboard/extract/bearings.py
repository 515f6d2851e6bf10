"""Points by range and bearing from a named place, and the distance between two points."""

from __future__ import annotations

import math
from types import MappingProxyType

EARTH_KM = 6371.0088

DIRECTIONS = MappingProxyType(
    {
        name: index * 22.5
        for index, names in enumerate(
            (
                ("north", "n"),
                ("northnortheast", "nne"),
                ("northeast", "ne"),
                ("eastnortheast", "ene"),
                ("east", "e"),
                ("eastsoutheast", "ese"),
                ("southeast", "se"),
                ("southsoutheast", "sse"),
                ("south", "s"),
                ("southsouthwest", "ssw"),
                ("southwest", "sw"),
                ("westsouthwest", "wsw"),
                ("west", "w"),
                ("westnorthwest", "wnw"),
                ("northwest", "nw"),
                ("northnorthwest", "nnw"),
            )
        )
        for name in names
    }
)


def offset_point(
    lon: float, lat: float, distance_km: float, bearing_deg: float
) -> tuple[float, float]:
    """
    Go a distance along a bearing.

    Parameters
    ----------
    lon, lat
        Start, degrees.
    distance_km
        How far, kilometres.
    bearing_deg
        Clockwise from north.

    Returns
    -------
    point
        lon, lat in degrees, on a sphere: along a line of one bearing, as ships steer.
    """
    turn, angle = math.radians(bearing_deg), math.degrees(distance_km / EARTH_KM)
    north = lat + angle * math.cos(turn)
    stretch = math.cos(math.radians((lat + north) / 2))
    return lon + angle * math.sin(turn) / stretch, north


def distance_km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """
    Give the great-circle distance of two points.

    Parameters
    ----------
    lon, lat, other_lon, other_lat
        Degrees.

    Returns
    -------
    distance
        Kilometres.
    """
    a, b = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((b - a) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
