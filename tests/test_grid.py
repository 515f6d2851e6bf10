from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import FilterError
from dashboard.grid import (
    MAX_ZOOM,
    MOST_CELLS,
    SIZE,
    aligned,
    cells_in,
    into_view,
    shift_for,
    to_degrees,
    to_grid,
    view_of,
    window,
)

LONS = st.floats(-180, 179.9999)
LATS = st.floats(-85, 85)


@given(LONS, LATS)
def test_there_and_back_is_within_a_metre(lon: float, lat: float) -> None:
    back = to_degrees(*to_grid(lon, lat))
    assert back[0] == pytest.approx(lon, abs=1e-5)
    assert back[1] == pytest.approx(lat, abs=1e-5)


@given(st.floats(-1e4, 1e4), st.floats(-90, 90))
def test_every_point_of_the_earth_is_on_the_grid(lon: float, lat: float) -> None:
    x, y = to_grid(lon, lat)
    assert 0 <= x < SIZE
    assert 0 <= y < SIZE


@given(LONS, st.floats(1, 400), LATS, st.floats(0.1, 90), st.integers(0, MAX_ZOOM))
def test_a_view_never_holds_too_many_cells(
    west: float, wide: float, south: float, high: float, zoom: int
) -> None:
    seen = window((west, south, west + wide, min(south + high, 90)))
    shift = shift_for(zoom, seen)
    assert cells_in(seen, shift) <= MOST_CELLS
    whole = aligned(seen, shift)
    for left, right in seen.spans:
        assert any(a <= left and right <= b for a, b in whole.spans)
    assert whole.top <= seen.top <= seen.bottom <= whole.bottom


def test_a_view_over_the_antimeridian_has_two_spans() -> None:
    assert len(window((170, -10, 190, 10)).spans) == 2
    assert window((170, -10, -170, 10)).spans == window((170, -10, 190, 10)).spans


def test_a_view_wider_than_the_world_is_the_world() -> None:
    assert window((-400, -80, 400, 80)).spans == ((0, SIZE - 1),)


@given(LONS, st.floats(-720, 720))
def test_longitudes_are_put_into_the_view(lon: float, west: float) -> None:
    shown = into_view(np.array([lon]), west)[0]
    assert west - 1e-5 <= shown <= west + 360.00001
    assert (shown - lon) / 360 == pytest.approx(round((shown - lon) / 360), abs=1e-6)


@pytest.mark.parametrize("bbox", [(0, 10, 1, 10), (0, float("nan"), 1, 2), (0, 5, 1, 1e9)])
def test_a_box_that_is_none_is_refused(bbox: tuple[float, ...]) -> None:
    with pytest.raises(FilterError, match="is no box"):
        window(bbox)


def test_the_view_of_points_shows_all_of_them() -> None:
    assert view_of([-90.0, 90.0], [0.0, 0.0], 256, 256) == pytest.approx((1, 0, 0), abs=1e-5)
    assert view_of([44.4], [33.3], 256, 256) == pytest.approx((MAX_ZOOM, 44.4, 33.3))
