"""Numbers for what many events share, so that questions run over numbers and not over texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.store.conditions import frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ibis.expr.types import Table
    from numpy.typing import NDArray

PLACE = ("name", "country")
PROFILE = (
    "event_type",
    "region",
    "place_precision",
    "attribution",
    "dataset",
    "confidence",
    "toll_scope",
    "deaths",
)
"""What the choices of a filter look at; events that are alike in all of it share a profile."""


@dataclass(frozen=True)
class Numbering:
    """
    Where the numbers of a store begin that will be read together with another.

    Attributes
    ----------
    first_event, first_profile, first_cast
        Number of the first event, profile and cast.
    places
        Numbers that places (name, country) have already; new ones get the next.
    """

    first_event: int = 0
    places: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    first_profile: int = 0
    first_cast: int = 0


FROM_ZERO = Numbering()


def following(table: Callable[[str], Table]) -> Numbering:
    """
    Say which numbers a store may use that will be read together with this one.

    Parameters
    ----------
    table
        Gives a table of the store by name.

    Returns
    -------
    numbering
        Behind all numbers of this store; its places keep theirs.
    """
    places = frame(table("place"))
    named = zip(*(places[name] for name in PLACE), strict=True)
    return Numbering(
        first_event=_after(table("event"), "event_no"),
        places=dict(zip(named, places["place_no"].tolist(), strict=True)),
        first_profile=_after(table("profile"), "profile_no"),
        first_cast=_after(table("cast"), "cast_no"),
    )


def taking_part(events: Table, cast: Table) -> Table:
    """
    Say who takes part in events.

    Parameters
    ----------
    events, cast
        Tables of the store.

    Returns
    -------
    event_actors
        The columns of `schema.EVENT_ACTORS`, those of an event in their order.
    """
    joined = events.select("event_no", "event_id", "cast_no").inner_join(cast, "cast_no")
    in_order = joined.order_by("event_no", "part_no")
    return in_order.select("event_id", "actor_id", "role", "note")


def _after(table: Table, column: str) -> int:
    last = table[column].max().to_pyarrow().as_py()
    return 0 if last is None else int(last) + 1


class Numbers:
    """
    Gives each different row of some text columns a number, over any number of tables.

    Parameters
    ----------
    names
        The columns; null counts as an empty text.
    first
        First number to give.
    known
        Numbers that are given already.
    """

    def __init__(
        self, names: tuple[str, ...], first: int, known: Mapping[tuple[str, ...], int] | None = None
    ) -> None:
        self._names = names
        self._known = dict(known or {})
        self._first = self._next = max([first - 1, *self._known.values()]) + 1

    def of(self, rows: pd.DataFrame) -> NDArray[np.int32]:
        """Give n numbers; rows not seen before get the next ones."""
        columns = [rows[name].fillna("") for name in self._names]
        codes, firsts = different(columns)
        shown = zip(*(column.iloc[firsts] for column in columns), strict=True)
        return np.array([self._number(row) for row in shown], dtype="int32")[codes]

    def _number(self, row: tuple[str, ...]) -> int:
        number = self._known.setdefault(row, self._next)
        self._next = max(self._next, number + 1)
        return number

    def table(self, number: str) -> pd.DataFrame:
        """Give the rows that were not known before, with their number in a column of this name."""
        new = {row: n for row, n in self._known.items() if n >= self._first}
        made = pd.DataFrame(list(new), columns=list(self._names), dtype="str")
        made.insert(0, number, np.array(list(new.values()), dtype="int32"))
        return made


@dataclass(frozen=True)
class Casts:
    """
    Who takes part in events: events in which the same actors have the same parts share a cast.

    Attributes
    ----------
    parts
        One row an actor of a cast: ``cast_no``, ``part_no`` (its order), ``actor_id``, ``role``,
        ``note``, and ``again``, which is 1 where the actor stands in the cast already.
    """

    parts: pd.DataFrame
    _events: pd.Index[str]
    _casts: NDArray[np.int32]
    _leads: pd.Series[str]

    def of(self, events: pd.Series[str]) -> pd.Series[float]:
        """Give the casts of n events; null where nobody takes part."""
        at = self._events.get_indexer(pd.Index(events))
        casts = np.append(self._casts.astype("float64"), np.nan)
        return pd.Series(casts[at], index=events.index)

    def leads(self, casts: pd.Series[float]) -> pd.Series[str]:
        """Give the first named perpetrator of each of n casts; null where none is named."""
        return casts.map(self._leads).astype("str")


def casts(event_actors: pd.DataFrame, first: int) -> Casts:
    """
    Give a number to each way of taking part in events.

    Parameters
    ----------
    event_actors
        See `schema.EVENT_ACTORS`, in any order; the order within an event counts.
    first
        First number to give.

    Returns
    -------
    casts
        See `Casts`.
    """
    part, _ = different([event_actors[name] for name in ("actor_id", "role", "note")])
    event, names = pd.factorize(event_actors["event_id"])
    order = np.argsort(event, kind="stable")
    begin = np.flatnonzero(np.diff(event[order], prepend=-1))
    size = np.diff(begin, append=len(order))
    cast = np.zeros(len(begin), dtype="int64")
    for position in range(size.max(initial=0)):
        more = size > position
        longer = cast[more] * (len(part) + 1) + part[order[begin[more] + position]]
        cast[more] = cast.max(initial=0) + 1 + pd.factorize(longer)[0]
    number, _ = pd.factorize(cast)
    shown = np.unique(number, return_index=True)[1]
    steps = np.arange(size[shown].sum()) - np.repeat(
        np.cumsum(size[shown]) - size[shown], size[shown]
    )
    parts = event_actors.iloc[order[np.repeat(begin[shown], size[shown]) + steps]]
    parts = parts[["actor_id", "role", "note"]].reset_index(drop=True)
    cast_no = np.repeat(np.arange(len(shown)) + first, size[shown])
    parts.insert(0, "cast_no", cast_no.astype("int32"))
    parts.insert(1, "part_no", steps.astype("int32"))
    parts["again"] = parts.duplicated(["cast_no", "actor_id"]).astype("int8")
    named = parts[parts["role"] == "perpetrator"].drop_duplicates("cast_no")
    return Casts(
        parts,
        pd.Index(names),
        (number + first).astype("int32"),
        named.set_index("cast_no")["actor_id"],
    )


def different(columns: Iterable[pd.Series[str]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """
    Tell the different rows of some columns apart.

    Parameters
    ----------
    columns
        Text, n cells each; null is a value of its own.

    Returns
    -------
    codes
        n codes from 0: equal where all cells are equal.
    firsts
        Position of the first row of each code.
    """
    codes = np.zeros(0, dtype="int64")
    for at, column in enumerate(columns):
        own = pd.factorize(column)[0].astype("int64") + 1
        codes = own if at == 0 else codes * (own.max(initial=0) + 1) + own
        codes = pd.factorize(codes)[0].astype("int64")
    return codes, np.unique(codes, return_index=True)[1]
