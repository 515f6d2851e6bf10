"""What the map draws: a bounded number of cells and areas, however many events there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import ibis
import numpy as np
import pandas as pd

from dashboard.errors import FilterError
from dashboard.grid import (
    BITS,
    PLACE_ZOOM,
    aligned,
    into_view,
    shift_for,
    to_degrees,
)
from dashboard.store.asking import given
from dashboard.store.conditions import inside
from dashboard.store.rolling import sums

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

    from dashboard.filters import EventFilter
    from dashboard.grid import Window
    from dashboard.store.conditions import Reader

Colour = Literal["type", "actor"]
COLOUR_COLUMNS: dict[Colour, str] = {"type": "event_type", "actor": "lead_actor"}
MOST_PLACES = 3000
NOBODY = ""


@dataclass(frozen=True)
class View:
    """
    What the map shows.

    Attributes
    ----------
    seen
        The window.
    zoom
        Zoom level.
    colour
        What the leading colour of a cell stands for.
    """

    seen: Window
    zoom: int
    colour: Colour


@dataclass(frozen=True)
class Cells:
    """
    The map of one view.

    Attributes
    ----------
    cells
        One row a cell, largest first: ``key`` (for `at`), ``lon``, ``lat`` (degrees, mean of its
        events, on the copy of the world in view), ``n`` events, ``low`` and ``high`` (deaths that
        may be added up), ``untold`` (events without a number), ``lead`` (most frequent event type
        or actor, "" where nobody is named), ``share`` of the leading one, ``rough`` (no event in
        it has an exact place), ``radius_m`` and ``name`` where all its events share one place,
        else null.
    areas
        One row an area, whether in view or not: ``area_id``, ``n``, ``low``, ``high``,
        ``untold``, ``lead``, ``share``.
    total
        Events of the filter.
    inside
        Events in `cells`; equals the sum of their ``n``.
    unplaced
        Events of the filter that have neither point nor area.
    """

    cells: pd.DataFrame
    areas: pd.DataFrame
    total: int
    inside: int
    unplaced: int


@dataclass(frozen=True)
class Elsewhere:
    """What a filter keeps outside of all cells, whatever the view; see `Cells`."""

    areas: pd.DataFrame
    total: int
    unplaced: int


def cells(
    reader: Reader, chosen: EventFilter, names: pd.Series[str], view: View, away: Elsewhere
) -> Cells:
    """
    Gather the events of a filter into what a view draws.

    Parameters
    ----------
    reader
        Where to ask.
    chosen
        The filter.
    names
        Names of places by number.
    view
        What the map shows.
    away
        What `elsewhere` gave for this filter and colour.

    Returns
    -------
    cells
        See `Cells`. Cells add up: their ``n``, ``low``, ``high`` and ``untold`` are those of the
        filter within the view widened to whole cells.

    Notes
    -----
    From zoom `PLACE_ZOOM` on events are gathered by their exact coordinates, since real events
    stack on one place; where a view holds more than `MOST_PLACES` of these, by cells again.
    """
    shift = 0 if view.zoom >= PLACE_ZOOM else shift_for(view.zoom, view.seen)
    table = _gather(reader, chosen, view, shift)
    if shift == 0 and len(table) > MOST_PLACES:
        shift = shift_for(view.zoom, view.seen)
        table = _gather(reader, chosen, view, shift)
    return Cells(
        cells=_placed(table, names, shift, view.seen.west),
        areas=away.areas,
        total=away.total,
        inside=int(table["n"].sum()),
        unplaced=away.unplaced,
    )


def _counted(reader: Reader, chosen: EventFilter, colour: Colour) -> Table:
    return reader.counted(chosen, "by_place" if colour == "type" else "by_lead")


def _gather(reader: Reader, chosen: EventFilter, view: View, shift: int) -> pd.DataFrame:
    seen = aligned(view.seen, shift)
    edges = {"top": seen.top, "bottom": seen.bottom, "shift": shift}
    for at, (left, right) in enumerate(seen.spans):
        edges |= {f"left{at}": left, f"right{at}": right}

    def build() -> Table:
        counted = _counted(reader, chosen, view.colour)
        put = {name: given(name, "int32") for name in edges}
        spans = tuple((put[f"left{at}"], put[f"right{at}"]) for at in range(len(seen.spans)))
        counted = counted.filter(inside(counted, spans, put["top"], put["bottom"]))
        return counted.group_by(
            cell_x=counted.grid_x >> put["shift"],
            cell_y=counted.grid_y >> put["shift"],
            lead=counted[COLOUR_COLUMNS[view.colour]].fill_null(NOBODY),
        ).agg(
            **sums(counted),
            x=(counted.grid_x.cast("int64") * counted.n).sum(),
            y=(counted.grid_y.cast("int64") * counted.n).sum(),
            rough=counted.rough.min(),
            near=counted.precision_m.min(),
            far=counted.precision_m.max(),
            first=counted.place_no.min(),
            last=counted.place_no.max(),
        )

    rows = reader.ask(("cells", view.colour, len(seen.spans)), chosen, build, **edges)
    return _led(rows, ["cell_x", "cell_y"])


def _led(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Put the parts of a cell together, largest first, and say which lead is the largest."""
    rows = rows.sort_values([*by, "n", "lead"], ascending=[True] * len(by) + [False, True])
    keys = rows[by]
    begin = np.flatnonzero((keys != keys.shift()).any(axis=1))
    if not len(begin):
        return rows.assign(most=0, share=0.0, low=0, high=0)
    added = {
        "n": "n",
        "low": "toll_low",
        "high": "toll_high",
        "untold": "untold",
        "x": "x",
        "y": "y",
    }
    together = rows.iloc[begin][[*by, "lead"]].reset_index(drop=True)
    for name, column in added.items():
        if column in rows:
            whole = rows[column].fillna(0).to_numpy("int64")
            together[name] = np.add.reduceat(whole, begin)
    for how, names in ((np.fmin, ("rough", "near", "first")), (np.fmax, ("far", "last"))):
        for name in names:
            if name in rows:
                together[name] = how.reduceat(rows[name].to_numpy("float64"), begin)
    together["share"] = (rows["n"].to_numpy()[begin] / together["n"]).round(3)
    return together.sort_values(["n", *by], ascending=[False, *[True] * len(by)], ignore_index=True)


def _placed(rows: pd.DataFrame, names: pd.Series[str], shift: int, west: float) -> pd.DataFrame:
    n = rows["n"].to_numpy(dtype="float64")
    lon, lat = to_degrees(rows["x"].to_numpy() / n, rows["y"].to_numpy() / n)
    one = (rows["first"] == rows["last"]) & (rows["near"] == rows["far"])
    key = [f"{shift}.{x}.{y}" for x, y in zip(rows["cell_x"], rows["cell_y"], strict=True)]
    return pd.DataFrame(
        {
            "key": pd.Series(key, dtype="str"),
            "lon": np.round(into_view(lon, west), 5),
            "lat": np.round(lat, 5),
            "n": rows["n"],
            "low": rows["low"],
            "high": rows["high"],
            "untold": rows["untold"],
            "lead": rows["lead"],
            "share": rows["share"],
            "rough": rows["rough"] == 1,
            "radius_m": rows["far"].where(one),
            "name": rows["first"].where(rows["first"] == rows["last"]).map(names),
        }
    )


def elsewhere(reader: Reader, chosen: EventFilter, colour: Colour) -> Elsewhere:
    """
    Count the events of a filter by area, and those that have no place at all.

    Parameters
    ----------
    reader
        Where to ask.
    chosen
        The filter.
    colour
        What the leading colour of an area stands for.

    Returns
    -------
    elsewhere
        See `Elsewhere`.
    """

    def build() -> Table:
        counted = _counted(reader, chosen, colour)
        pointed = counted.grid_x.notnull()
        return counted.group_by(
            pointed=pointed,
            area_id=ibis.ifelse(pointed, ibis.null("string"), counted.area_id),
            lead=ibis.ifelse(pointed, NOBODY, counted[COLOUR_COLUMNS[colour]].fill_null(NOBODY)),
        ).agg(**sums(counted))

    rows = reader.ask(("elsewhere", colour), chosen, build)
    away = rows[~rows["pointed"]]
    areas = _led(away[away["area_id"].notna()], ["area_id"])
    return Elsewhere(
        areas=areas[["area_id", "n", "low", "high", "untold", "lead", "share"]],
        total=int(rows["n"].sum()),
        unplaced=int(away.loc[away["area_id"].isna(), "n"].sum()),
    )


def at(events: Table, key: str) -> BooleanValue:
    """
    Say which events a cell or an area holds.

    Parameters
    ----------
    events
        Event table of the store.
    key
        ``shift.x.y`` as `Cells` gives it, ``area:ID`` for an area, ``unplaced`` for events
        without any place.

    Returns
    -------
    held
        True for its events.

    Raises
    ------
    FilterError
        If the key is none of these.
    """
    if key.startswith("area:"):
        return events.grid_x.isnull() & (events.area_id == key.removeprefix("area:"))
    if key == "unplaced":
        return events.grid_x.isnull() & events.area_id.isnull()
    parts = key.split(".")
    plain = len(parts) == 3 and all(p.isascii() and p.isdigit() and len(p) <= 9 for p in parts)  # noqa: PLR2004
    if not plain or int(parts[0]) > BITS:
        raise FilterError(f"at: {key!r} is no place; copy it from a cell, or write area:YE")
    shift, x, y = (int(part) for part in parts)
    across, down = (x << shift, (x + 1 << shift) - 1), (y << shift, (y + 1 << shift) - 1)
    return inside(events, (across,), *down)
