"""Roll-ups: events counted when a store is made, for questions that need not look at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

    from dashboard.filters import EventFilter

_PLACE = ("grid_x", "grid_y", "place_no", "precision_m", "rough", "area_id", "profile_no")
ROLL_UPS = {
    "by_place": (*_PLACE, "event_type"),
    "by_lead": (*_PLACE, "lead_actor"),
    "by_week": ("week", "profile_no", "event_type"),
}
"""Columns of the event table by which each roll-up counts."""

SUMMED = ("toll_low", "toll_high", "untold", "toll_open")
"""Columns that are added up."""

SINGLE = ("start", "end", "actors", "min_deaths", "text")
"""Conditions of a filter that look at single events, so that no roll-up can answer them."""


def roll_up(backend: Backend) -> None:
    """
    Make the roll-ups of a store.

    Parameters
    ----------
    backend
        A store whose event table is filled.

    Notes
    -----
    Rows of two roll-ups, one below the other, are a roll-up of both: whoever asks adds up anew.
    """
    events = with_n(backend.table("event"))
    for name, keys in ROLL_UPS.items():
        backend.create_table(name, rolled(events, keys))


def rolled(counted: Table, keys: tuple[str, ...]) -> Table:
    """
    Add up by some columns.

    Parameters
    ----------
    counted
        Events `with_n`, or a roll-up.
    keys
        Columns that stay.

    Returns
    -------
    rows
        One row for each different value of the keys, with `sums` as int64.
    """
    rows = counted.group_by(*keys).agg(**sums(counted))
    return rows.mutate(**{column: rows[column].cast("int64") for column in sums(counted)})


def answers(chosen: EventFilter) -> bool:
    """
    Say whether roll-ups can answer a filter.

    Parameters
    ----------
    chosen
        The filter.

    Returns
    -------
    rolled
        True where each condition looks at what the events of a profile share.
    """
    return chosen == chosen.without(*SINGLE)


def with_n(events: Table) -> Table:
    """
    Give events the form of a roll-up in which each stands alone.

    Parameters
    ----------
    events
        Event table of the store, n rows.

    Returns
    -------
    counted
        n rows with ``n``, which is 1.
    """
    return events.mutate(n=ibis.literal(1, "int32"))


def sums(counted: Table) -> dict[str, object]:
    """
    Give what is added up of every group of events.

    Parameters
    ----------
    counted
        Events `with_n`, or a roll-up.

    Returns
    -------
    sums
        ``n`` events, ``toll_low`` and ``toll_high``, ``untold`` and ``toll_open``, by name.
    """
    return {name: counted[name].sum() for name in ("n", *SUMMED)}
