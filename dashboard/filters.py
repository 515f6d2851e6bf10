"""What a filter means, and its one plain-text form: a URL query string."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qsl, urlencode

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.errors import FilterError
from dashboard.names import fold, fold_all
from dashboard.schema import PLACE_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

Role = Literal["perpetrator", "target", "either"]
ROLE_CHOICES: tuple[Role, ...] = ("perpetrator", "target", "either")
DEATHS_CHOICES = ("some", "none", "unreported")
TEXT_LIMIT = 200
LIST_LIMIT = 300
DIGITS_LIMIT = 9
DAYS = "write it as 2024-02-07"

_LISTS = {
    "actor": "actors",
    "type": "types",
    "region": "regions",
    "precision": "precisions",
    "deaths": "deaths",
    "dataset": "datasets",
}
_FLAGS = {"disputed": "disputed", "weak": "weak"}
KEYS = (
    "from",
    "to",
    "actor",
    "role",
    "type",
    "region",
    "precision",
    "deaths",
    "min_deaths",
    "disputed",
    "dataset",
    "q",
    "weak",
)


@dataclass(frozen=True)
class EventFilter:
    """
    Which events are asked for; the empty filter asks for all but weakly sourced ones.

    Attributes
    ----------
    start, end
        Local calendar days, both included; an event is kept if any of its days is. None is open.
    actors
        Actor ids; an event is kept if one of them, or a member of one of them, takes part in it.
    role
        Part the actor must have: named as perpetrator, as target, or either: any part at all,
        also as the one who claimed it or to whom others attribute it.
    types, regions, precisions, datasets
        Ids; an event is kept if it has one of them. Empty keeps every one.
    deaths
        ``some`` (somebody reports a death), ``none`` (a source says nobody died), ``unreported``
        (nobody gives a number); several are joined by "or". Empty keeps every one.
    min_deaths
        Keep events for which somebody reports at least so many deaths.
    disputed
        Keep only events whose attribution is disputed.
    text
        Words that must all stand in summary, place or actor names (folded, in any order).
    weak
        Keep also events whose confidence is low.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    actors: tuple[str, ...] = ()
    role: Role = "either"
    types: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    deaths: tuple[str, ...] = ()
    min_deaths: int | None = None
    disputed: bool = False
    datasets: tuple[str, ...] = ()
    text: str = ""
    weak: bool = False

    def __post_init__(self) -> None:
        """Order the lists, so that equal filters are written alike, and refuse the impossible."""
        for name in _LISTS.values():
            object.__setattr__(self, name, tuple(sorted(set(getattr(self, name)))))
            if len(getattr(self, name)) > LIST_LIMIT:
                raise FilterError(f"{name}: at most {LIST_LIMIT} values are taken at once")
        object.__setattr__(self, "text", " ".join(self.text.split()))
        if len(self.text) > TEXT_LIMIT:
            raise FilterError(f"q: at most {TEXT_LIMIT} characters are searched")
        if self.start and self.end and self.start > self.end:
            raise FilterError(f"from ({self.start}) is after to ({self.end}); turn them round")
        if self.min_deaths is not None and self.min_deaths < 0:
            raise FilterError(f"min_deaths ({self.min_deaths}) is below 0")
        _refuse("role", (self.role,), ROLE_CHOICES)
        _refuse("deaths", self.deaths, DEATHS_CHOICES)
        _refuse("precision", self.precisions, PLACE_PRECISIONS)

    @property
    def words(self) -> tuple[str, ...]:
        """Give the folded words of `text`."""
        return tuple(fold(self.text).split())

    def but(self, **changes: object) -> EventFilter:
        """
        Change some of the conditions.

        Parameters
        ----------
        **changes
            Attributes and their new values.

        Returns
        -------
        changed
            The filter with these conditions, checked like any other.
        """
        return replace(self, **changes)  # type: ignore[arg-type]

    def without(self, *names: str) -> EventFilter:
        """
        Lift some of the conditions.

        Parameters
        ----------
        *names
            Names of attributes.

        Returns
        -------
        wider
            The same filter with these attributes at their defaults.
        """
        plain = EventFilter()
        return self.but(**{name: getattr(plain, name) for name in names})

    def one_of(self) -> dict[str, tuple[str, ...]]:
        """Give, for each column of the event table that is narrowed, the values to keep."""
        given = {
            "event_type": self.types,
            "region": self.regions,
            "place_precision": self.precisions,
            "dataset": self.datasets,
        }
        return {column: values for column, values in given.items() if values}

    @property
    def is_plain(self) -> bool:
        """Say whether this is the empty filter."""
        return self == EventFilter()


def _refuse(key: str, values: Iterable[str], allowed: tuple[str, ...]) -> None:
    for value in values:
        if value not in allowed:
            raise FilterError(f"{key}: {value!r} is not one of: {', '.join(allowed)}")


def to_query(chosen: EventFilter) -> str:
    """
    Write a filter as a URL query string.

    Parameters
    ----------
    chosen
        Any filter.

    Returns
    -------
    query
        Percent-encoded, without a leading question mark; only what differs from the empty filter,
        in a fixed order. ``from_query(to_query(x)) == x``.
    """
    pairs: list[tuple[str, str]] = []
    if chosen.start:
        pairs.append(("from", chosen.start.isoformat()))
    if chosen.end:
        pairs.append(("to", chosen.end.isoformat()))
    for key, name in _LISTS.items():
        pairs.extend((key, value) for value in getattr(chosen, name))
    if chosen.role != "either":
        pairs.append(("role", chosen.role))
    if chosen.min_deaths is not None:
        pairs.append(("min_deaths", str(chosen.min_deaths)))
    pairs.extend((key, "1") for key, name in _FLAGS.items() if getattr(chosen, name))
    if chosen.text:
        pairs.append(("q", chosen.text))
    return urlencode(pairs)


def from_query(query: str) -> EventFilter:
    """
    Read a filter from a URL query string.

    Parameters
    ----------
    query
        As `to_query` writes it, with or without a leading question mark; keys in any order.

    Returns
    -------
    chosen
        The filter.

    Raises
    ------
    FilterError
        Naming the key, its value and what would be right: an unknown key, a key that stands twice
        where only one is taken, a value of the wrong kind.
    """
    try:
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=1000)
    except ValueError as error:
        raise FilterError(f"the query cannot be read: {error}") from error
    return from_pairs(pairs)


def from_pairs(pairs: Iterable[tuple[str, str]]) -> EventFilter:
    """
    Read a filter from decoded keys and values.

    Parameters
    ----------
    pairs
        Key and value, decoded; an empty value lifts the condition.

    Returns
    -------
    chosen
        The filter.

    Raises
    ------
    FilterError
        See `from_query`.
    """
    many: dict[str, list[str]] = {}
    for key, value in pairs:
        if key not in KEYS:
            raise FilterError(f"{key!r} is no filter; there are: {', '.join(KEYS)}")
        if value:
            many.setdefault(key, []).append(value)
    single = {key: _single(key, values) for key, values in many.items() if key not in _LISTS}
    given: dict[str, object] = {
        name: tuple(many[key]) for key, name in _LISTS.items() if key in many
    }
    readers = {"from": ("start", _day), "to": ("end", _day), "min_deaths": ("min_deaths", _whole)}
    for key, value in single.items():
        name, reader = readers.get(key, (_FLAGS.get(key, key), _flag if key in _FLAGS else _plain))
        given[{"q": "text"}.get(name, name)] = reader(key, value)
    return EventFilter(**given)  # type: ignore[arg-type]


def _single(key: str, values: list[str]) -> str:
    if len(values) > 1:
        raise FilterError(f"{key} stands {len(values)} times; one is taken")
    return values[0]


def _plain(_key: str, value: str) -> str:
    return value


def _day(key: str, value: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(value)
    except ValueError as error:
        raise FilterError(f"{key}: {value!r} is no date; {DAYS}") from error
    if day.isoformat() != value:
        raise FilterError(f"{key}: {value!r} is no plain date; {DAYS}")
    return day


def _whole(key: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= DIGITS_LIMIT):
        raise FilterError(f"{key}: {value!r} is no whole number")
    return int(value)


def _flag(key: str, value: str) -> bool:
    if value not in {"1", "0"}:
        raise FilterError(f"{key}: {value!r} is neither 1 nor 0")
    return value == "1"


def search_text(events: pd.DataFrame) -> pd.Series[str]:
    """
    Give the text in which the words of a filter are looked for.

    Parameters
    ----------
    events
        Event table, n rows, see `schema.EVENTS`.

    Returns
    -------
    searched
        n texts: summary, place, first-level area, country and all actor names, folded.
    """
    parts = (
        "summary",
        "place_name",
        "admin1",
        "country",
        "perpetrators",
        "targets",
        "claimed_by",
        "attributed_to",
    )
    columns = [fold_all(events[part]).replace("", None) for part in parts]
    cells = [pa.array(column, pa.string(), from_pandas=True) for column in columns]
    joined = pc.binary_join_element_wise(*cells, " ", null_handling="skip")
    return pd.Series(joined.to_pandas().to_numpy(), index=events.index, dtype="str")


def select(
    events: gpd.GeoDataFrame,
    event_actors: pd.DataFrame,
    members: Mapping[str, frozenset[str]],
    chosen: EventFilter,
) -> gpd.GeoDataFrame:
    """
    Keep the events that a filter asks for: the meaning which every store must equal.

    Parameters
    ----------
    events
        Event table, n rows, see `schema.EVENTS`, EPSG:4326.
    event_actors
        Who takes part in what, see `schema.EVENT_ACTORS`.
    members
        Who is found when an actor is chosen, see `actors.members`; an actor that is not in it
        stands for itself.
    chosen
        What to keep.

    Returns
    -------
    kept
        Event table, at most n rows, in the order of `events`.
    """
    keep = pd.Series(data=True, index=events.index)
    if chosen.start:
        keep &= events["date_end"] >= pd.Timestamp(chosen.start)
    if chosen.end:
        keep &= events["date_start"] <= pd.Timestamp(chosen.end)
    for column, values in chosen.one_of().items():
        keep &= events[column].isin(values)
    if chosen.actors:
        keep &= events["event_id"].isin(_taking_part(event_actors, members, chosen))
    if chosen.disputed:
        keep &= events["attribution"] == "disputed"
    if not chosen.weak:
        keep &= events["confidence"].fillna("") != "low"
    searched = search_text(events) if chosen.words else pd.Series(dtype="str")
    for word in chosen.words:
        keep &= searched.str.contains(word, regex=False)
    return events[keep & _deaths(events, chosen)]


def _taking_part(
    event_actors: pd.DataFrame, members: Mapping[str, frozenset[str]], chosen: EventFilter
) -> pd.Series[str]:
    wanted = everyone(chosen, members)
    part = event_actors["actor_id"].isin(wanted)
    if chosen.role != "either":
        part &= event_actors["role"] == chosen.role
    return event_actors.loc[part, "event_id"]


def everyone(chosen: EventFilter, members: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """
    Give all actors that a filter finds: those chosen and their members.

    Parameters
    ----------
    chosen
        The filter.
    members
        See `actors.members`.

    Returns
    -------
    everyone
        Actor ids.
    """
    return frozenset().union(*(members.get(actor, frozenset({actor})) for actor in chosen.actors))


def _deaths(events: pd.DataFrame, chosen: EventFilter) -> pd.Series[bool]:
    most = events["fatalities_high"].fillna(events["fatalities_low"])
    kinds = {"some": most > 0, "none": most == 0, "unreported": most.isna()}
    keep = pd.Series(data=not chosen.deaths, index=events.index)
    for kind in chosen.deaths:
        keep |= kinds[kind].fillna(value=False).astype("bool")
    if chosen.min_deaths is not None:
        keep &= (most >= chosen.min_deaths).fillna(value=False).astype("bool")
    return keep
