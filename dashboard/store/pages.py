"""Pages of events, in an order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dashboard.errors import FilterError
from dashboard.filters import EventFilter
from dashboard.records import typed
from dashboard.schema import EVENTS
from dashboard.store.asking import given
from dashboard.store.cells import at

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd
    from ibis.expr.types import Table

    from dashboard.store.conditions import Reader

MOST_PAGE_ROWS = 200
SORTS = ("date_start", "event_type", "place_name", "country", "fatalities_high", "perpetrators")


@dataclass(frozen=True)
class Request:
    """
    Which page of events is wanted.

    Attributes
    ----------
    page
        From 1; beyond the last page the last one is given.
    size
        Rows a page, at most `MOST_PAGE_ROWS`.
    sort
        One of `SORTS`; null last, then by id.
    descending
        Largest first.
    place
        Key of a cell or an area, to keep only its events; see `cells.at`.
    """

    page: int = 1
    size: int = 25
    sort: str = "date_start"
    descending: bool = True
    place: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if self.sort not in SORTS:
            raise FilterError(f"sort: {self.sort!r} is not one of: {', '.join(SORTS)}")
        if not 1 <= self.size <= MOST_PAGE_ROWS:
            raise FilterError(f"size: {self.size} is not between 1 and {MOST_PAGE_ROWS}")
        if self.page < 1:
            raise FilterError(f"page: {self.page} is below 1")


@dataclass(frozen=True)
class Page:
    """One page of events: `rows` of `total`, page number from 1, of `pages`."""

    rows: pd.DataFrame
    total: int
    page: int
    pages: int

    @cached_property
    def events(self) -> list[dict[Hashable, Any]]:
        """The rows as mappings, made once for all who are shown this page."""
        return self.rows.to_dict("records")


def page_of(reader: Reader, chosen: EventFilter, wanted: Request, total: int) -> Page:
    """
    Give one page of events.

    Parameters
    ----------
    reader
        Where to ask.
    chosen
        The filter.
    wanted
        Which page, in which order.
    total
        Events of the filter, at the place that is wanted.

    Returns
    -------
    page
        See `Page`.

    Notes
    -----
    Only numbers of events are put in order; the few rows that are shown are read then.
    """
    pages = max(1, -(-total // wanted.size))
    page = min(wanted.page, pages)

    def in_order() -> Table:
        kept = reader.events(chosen)
        if wanted.place is not None:
            kept = kept.filter(at(kept, wanted.place))
        narrow = kept.select("event_no", "event_id", wanted.sort)
        column = narrow[wanted.sort]
        first = column.desc if wanted.descending else column.asc
        rows = narrow.order_by(first(nulls_first=False), narrow.event_id)
        return rows.limit(wanted.size, offset=(page - 1) * wanted.size)

    def whole() -> Table:
        events = reader.table("event")
        shown = given("shown", "array<int32>").unnest().name("event_no").as_table()
        return events.filter(events.event_no.isin(shown.event_no))

    form = ("page", replace(wanted, page=page))
    numbers = reader.ask(form, chosen, in_order)["event_no"].tolist()
    rows = reader.ask("whole", EventFilter(weak=True), whole, shown=numbers)
    rows = rows.set_index("event_no").loc[numbers]
    return Page(typed(rows, EVENTS), total, page, pages)
