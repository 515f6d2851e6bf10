"""The grid under the map: whole-number Web Mercator coordinates, and cells of them by shifting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dashboard.errors import FilterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

BITS = 26
SIZE = 1 << BITS
LAT_LIMIT = 85.0511
TILE_BITS = 8
CELL_BITS = 6
MAX_ZOOM = 20
PLACE_ZOOM = 11
MOST_CELLS = 4096
DEGREES = 360.0


@dataclass(frozen=True)
class Window:
    """
    What the map shows, in grid units.

    Attributes
    ----------
    spans
        One or two ranges of x, both ends included; two where the view crosses the antimeridian.
    top, bottom
        Range of y, both included; y grows southwards.
    west
        Western edge of the view in degrees, as asked, for putting longitudes into the view.
    """

    spans: tuple[tuple[int, int], ...]
    top: int
    bottom: int
    west: float


def to_grid(lon: ArrayLike, lat: ArrayLike) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """
    Turn degrees into grid units.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326, n each, finite; latitudes beyond the Mercator square are drawn to its
        edge, longitudes are taken modulo 360.

    Returns
    -------
    x, y
        n each, from 0 to ``SIZE - 1``; about 0.6 m at the equator.

    Notes
    -----
    Spherical Web Mercator (EPSG:3857), as every web map draws it.
    """
    turned = (np.asarray(lon, dtype="float64") + DEGREES / 2) % DEGREES / DEGREES
    sine = np.sin(np.radians(np.clip(np.asarray(lat, dtype="float64"), -LAT_LIMIT, LAT_LIMIT)))
    down = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    x = np.clip(np.floor(turned * SIZE), 0, SIZE - 1).astype("int32")
    y = np.clip(np.floor(down * SIZE), 0, SIZE - 1).astype("int32")
    return x, y


def to_degrees(x: ArrayLike, y: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    Turn grid units back into degrees, at the middle of the unit.

    Parameters
    ----------
    x, y
        Grid units, n each; need not be whole.

    Returns
    -------
    lon, lat
        Degrees, EPSG:4326, n each.
    """
    across = (np.asarray(x, dtype="float64") + 0.5) / SIZE
    down = (np.asarray(y, dtype="float64") + 0.5) / SIZE
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * down))))
    return across * DEGREES - DEGREES / 2, lat


def window(bbox: Sequence[float]) -> Window:
    """
    Read a bounding box.

    Parameters
    ----------
    bbox
        West, south, east, north in degrees. East may lie beyond 180 or west beyond -180, as maps
        that repeat the world report it; west greater than east crosses the antimeridian.

    Returns
    -------
    window
        The box in grid units.

    Raises
    ------
    FilterError
        If the box is not four finite numbers with south below north.
    """
    west, south, east, north = bbox
    if not np.all(np.isfinite(bbox)) or south >= north or np.abs(bbox).max() > 10 * DEGREES:
        raise FilterError(f"bbox: {tuple(bbox)} is no box; write west,south,east,north in degrees")
    if west > east:
        east += DEGREES
    tops, bottoms = to_grid(0, north)[1], to_grid(0, south)[1]
    if east - west >= DEGREES:
        return Window(((0, SIZE - 1),), int(tops), int(bottoms), west)
    left, right = int(to_grid(west, 0)[0]), int(to_grid(east, 0)[0])
    spans = ((left, right),) if left <= right else ((left, SIZE - 1), (0, right))
    return Window(spans, int(tops), int(bottoms), west)


def into_view(lon: NDArray[np.float64], west: float) -> NDArray[np.float64]:
    """
    Put longitudes on the copy of the world that the view shows.

    Parameters
    ----------
    lon
        Degrees, n.
    west
        Western edge of the view in degrees.

    Returns
    -------
    shown
        n longitudes from `west` up to `west` + 360.
    """
    return np.round((lon - west) % DEGREES + west, 6)


def shift_for(zoom: int, seen: Window) -> int:
    """
    Say how coarse the cells of a view are.

    Parameters
    ----------
    zoom
        Zoom level of the map, 0 to `MAX_ZOOM`.
    seen
        What the map shows.

    Returns
    -------
    shift
        Bits by which grid units are shifted to become cells: cells of 64 by 64 pixels, coarser
        where the view would hold more than `MOST_CELLS` of them.

    Notes
    -----
    The shift depends on the size of the view and not on where it is, so symbols keep their place
    while the map is moved.
    """
    shift = max(0, BITS - (zoom + TILE_BITS) + CELL_BITS)
    while cells_in(seen, shift) > MOST_CELLS:
        shift += 1
    return shift


def view_of(
    lon: ArrayLike, lat: ArrayLike, width_px: float, height_px: float
) -> tuple[float, float, float]:
    """
    Give the view that shows all of some points.

    Parameters
    ----------
    lon, lat
        Degrees, EPSG:4326, n each, at least one; see `to_grid`.
    width_px, height_px
        How large the map is, less the margin that is wanted.

    Returns
    -------
    zoom, lon, lat
        The closest zoom, at most `MAX_ZOOM`, and the middle in degrees.
    """
    x, y = (values.astype(np.float64) for values in to_grid(lon, lat))
    middle = to_degrees((x.min() + x.max()) / 2, (y.min() + y.max()) / 2)
    tiles = SIZE / (1 << TILE_BITS)
    across, down = np.ptp(x) or 1.0, np.ptp(y) or 1.0
    zoom = np.log2(tiles * min(width_px / across, height_px / down))
    return min(float(zoom), float(MAX_ZOOM)), float(middle[0]), float(middle[1])


def cells_in(seen: Window, shift: int) -> int:
    """
    Count the cells that a view can hold at most.

    Parameters
    ----------
    seen
        What the map shows.
    shift
        Bits, see `shift_for`.

    Returns
    -------
    cells
        Number of cells that touch the view.
    """
    across = sum(((right - left) >> shift) + 1 for left, right in seen.spans)
    return across * (((seen.bottom - seen.top) >> shift) + 1)


def aligned(seen: Window, shift: int) -> Window:
    """
    Widen a view to whole cells, so that a cell at its edge is counted in full.

    Parameters
    ----------
    seen
        What the map shows.
    shift
        Bits, see `shift_for`.

    Returns
    -------
    whole
        A window that holds `seen` and no part of a cell.
    """
    spans = tuple((_low(left, shift), _high(right, shift)) for left, right in seen.spans)
    if len(spans) > 1 and spans[1][1] >= spans[0][0]:
        spans = ((0, SIZE - 1),)
    return Window(spans, _low(seen.top, shift), _high(seen.bottom, shift), seen.west)


def _low(value: int, shift: int) -> int:
    return value >> shift << shift


def _high(value: int, shift: int) -> int:
    return min(((value >> shift) + 1 << shift) - 1, SIZE - 1)
