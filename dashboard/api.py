"""The HTTP interface: the page's filter as a query string in, events and counts out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from functools import wraps
from typing import TYPE_CHECKING, cast

import pandas as pd
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard import export
from dashboard.assets import asset
from dashboard.claims import in_words
from dashboard.errors import (
    AssetError,
    DashboardError,
    DataError,
    FilterError,
    StoreError,
    UnknownEventError,
    UnknownSessionError,
)
from dashboard.filters import EventFilter, from_pairs, to_query
from dashboard.grid import MAX_ZOOM
from dashboard.palette import OTHERS, Style, actor_styles, type_styles
from dashboard.schema import LIST_SEPARATOR
from dashboard.store import Request as PageRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from starlette.requests import Request

    from dashboard.store import Colour, Detail, Store

    Endpoint = Callable[[Request], Response]
    Answer = Callable[[Store, Request], Response]

ASSET_AGE_S = 30 * 24 * 3600
STATUS = {
    FilterError: 400,
    UnknownEventError: 404,
    UnknownSessionError: 404,
    DataError: 503,
    StoreError: 503,
}
SESSION = "session"
"""Key of an address that adds the events which one visitor brought."""
NOT_KEPT = "private, no-store"
LISTED = (
    "event_id",
    "date_precision",
    "event_type",
    "place_name",
    "place_precision",
    "country",
    "perpetrators",
    "targets",
    "attribution",
    "summary",
)


def routes(
    open_store: Callable[[str | None], Store],
    data: Path,
    base_path: str = "",
    *,
    public: bool = True,
) -> list[Route]:
    """
    Give the routes of the interface.

    Parameters
    ----------
    open_store
        Gives the store as the data are now: for None the one that everybody sees, else the one of
        the session of that name; may raise `DataError`, `StoreError` or `UnknownSessionError`.
    data
        Data folder, from which base map and areas are served.
    base_path
        Path under which Streamlit serves the page, without slashes at its ends; Streamlit does
        not put it before routes of ours.
    public
        Whether anybody may be the reader: then rows whose terms forbid passing on stay out of
        downloads.

    Returns
    -------
    routes
        Starlette routes, see docs/interface.md.
    """
    prefix = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    table: list[tuple[str, Answer]] = [
        ("/api/cells", _cells),
        ("/api/facets", _facets(public=public)),
        ("/api/events", _events),
        *((f"/api/events.{kind}", _download(kind, data, public=public)) for kind in export.KINDS),
        ("/api/events/{event_id:path}", _event),
    ]
    found = [Route(prefix + path, _endpoint(answer, open_store)) for path, answer in table]
    return [*found, Route(prefix + "/assets/{name}", _asset_endpoint(data))]


def _asset_endpoint(data: Path) -> Endpoint:
    def endpoint(request: Request) -> Response:
        try:
            found = asset(request.path_params["name"], data)
        except AssetError as error:
            return JSONResponse({"error": str(error)}, 404)
        headers = {"Cache-Control": f"public, max-age={ASSET_AGE_S}, immutable"}
        return Response(found.content, media_type=found.media_type, headers=headers)

    return endpoint


def _endpoint(answer: Answer, open_store: Callable[[str | None], Store]) -> Endpoint:
    @wraps(answer)
    def endpoint(request: Request) -> Response:
        try:
            session = _session(request)
            store = open_store(session)
            tag = _tag(store, request)
            if request.headers.get("if-none-match") == tag:
                return Response(status_code=304, headers={"ETag": tag})
            response = answer(store, request)
        except DashboardError as error:
            status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
            return JSONResponse({"error": str(error)}, status)
        if session is not None:  # what only one visitor may see is kept nowhere on the way
            response.headers["Cache-Control"] = NOT_KEPT
            return response
        response.headers.setdefault("ETag", tag)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return endpoint


def _tag(store: Store, request: Request) -> str:
    asked = f"{store.version} {request.url.path}?{request.url.query}"
    return f'"{hashlib.sha256(asked.encode()).hexdigest()[:20]}"'


def _session(request: Request) -> str | None:
    """Give the session that an address names; an empty name is one, and unknown."""
    names = request.query_params.getlist(SESSION)
    if len(names) > 1:
        raise FilterError(f"{SESSION}: stands more than once; one is taken")
    return names[0] if names else None


def _split(request: Request, own: Iterable[str]) -> tuple[dict[str, str], EventFilter]:
    """Take an address's own parameters off; what is left is the filter."""
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] != SESSION]
    mine = [(key, value) for key, value in pairs if key in set(own)]
    twice = {key for key, _ in mine if sum(other == key for other, _ in mine) > 1}
    if twice:
        raise FilterError(f"{', '.join(sorted(twice))}: stands more than once; one is taken")
    return dict(mine), from_pairs((key, value) for key, value in pairs if key not in set(own))


def _cells(store: Store, request: Request) -> Response:
    own, chosen = _split(request, ("bbox", "zoom", "colour"))
    colour = own.get("colour", "type")
    zoom = _whole("zoom", own.get("zoom", "5"), MAX_ZOOM)
    drawn = store.cells(chosen, _bbox(own.get("bbox", "")), zoom, cast("Colour", colour))
    present = {*drawn.cells["lead"], *drawn.areas["lead"]}
    shown = [style for style in _styles(store, colour) if style.id in present]
    ids = [style.id for style in shown]
    if present - set(ids):
        shown.append(OTHERS)
    number = {lead: ids.index(lead) if lead in ids else len(ids) for lead in present}
    cells = drawn.cells.rename(columns={"untold": "unknown"})
    cells["lead"] = cells["lead"].map(number)
    areas = drawn.areas.rename(columns={"untold": "unknown"})
    areas["lead"] = areas["lead"].map(number)
    return _json(
        {
            "version": store.version,
            "zoom": zoom,
            "total": drawn.total,
            "inside": drawn.inside,
            "unplaced": drawn.unplaced,
            "truncated": False,
            "leads": [vars(style) for style in shown],
            "cells": {name: _plain(cells[name]) for name in cells},
            "areas": _rows(areas),
        }
    )


def _styles(store: Store, colour: str) -> tuple[Style, ...]:
    if colour == "type":
        return type_styles(store.event_types)
    return actor_styles(store.actors, store.leads())


def _facets(*, public: bool) -> Answer:
    def facets(store: Store, request: Request) -> Response:
        _, chosen = _split(request, ())
        found = {name: facet.events for name, facet in store.facets(chosen).items()}
        terms = export.Terms(store.datasets, store.sources(), public)
        return _json(
            {
                "version": store.version,
                "filter": to_query(chosen),
                "figures": vars(store.figures(chosen)),
                "facets": found,
                "left_out": export.left_out(terms, store.by_dataset(chosen)),
            }
        )

    return facets


def _events(store: Store, request: Request) -> Response:
    own, chosen = _split(request, ("at", "page", "size", "sort", "descending"))
    wanted = PageRequest(
        page=_whole("page", own.get("page", "1"), 10**6),
        size=_whole("size", own.get("size", "25"), 10**6),
        sort=own.get("sort", "date_start"),
        descending=own.get("descending", "1") != "0",
        place=own.get("at"),
    )
    page = store.page(chosen, wanted)
    labels = store.event_types.set_index("event_type")["label"]
    events = [
        {name: row[name] for name in LISTED}
        | {
            "date": row["date_start"],
            "type_label": labels.get(row["event_type"], row["event_type"]),
        }
        | {"deaths": _toll(row)}
        for row in _rows(page.rows)
    ]
    return _json({"total": page.total, "page": page.page, "pages": page.pages, "events": events})


def _download(kind: str, data: Path, *, public: bool) -> Answer:
    def download(store: Store, request: Request) -> Response:
        _, chosen = _split(request, ())
        terms = export.Terms(store.datasets, store.sources(), public)
        selection = export.Selection(to_query(chosen), dt.datetime.now(tz=dt.UTC).date())
        left_out = export.left_out(terms, store.by_dataset(chosen))
        named = [*chosen.actors, *chosen.types, *chosen.regions, *chosen.words]
        name = export.file_name(
            " ".join(named),
            kind,
            events=store.count(chosen) - sum(left_out.values()),
            first=chosen.start,
            last=chosen.end,
        )
        pieces = export.download(kind, store.batches(chosen), terms, selection, data)
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return StreamingResponse(pieces, media_type=export.KINDS[kind], headers=headers)

    return download


def _event(store: Store, request: Request) -> Response:
    _split(request, ())
    return _json(whole_event(store.event(request.path_params["event_id"])))


def whole_event(detail: Detail) -> dict[str, object]:
    """
    Write an event with its claims, links and sources as plain values.

    Parameters
    ----------
    detail
        The event.

    Returns
    -------
    plain
        JSON-ready: the columns of `schema.EVENTS` and ``actors``, ``claims``, ``links``,
        ``sources``, ``dataset_terms``.
    """
    [event] = _rows(detail.event)
    terms = next(iter(_rows(detail.dataset)), None)
    cited = str(event.pop("source_ids") or "").split(LIST_SEPARATOR)
    return event | {
        "deaths": _toll(event),
        "actors": _rows(detail.actors),
        "claims": _rows(detail.claims),
        "links": _rows(detail.links),
        "sources": [row | {"of_event": row["source_id"] in cited} for row in _rows(detail.sources)],
        "dataset_terms": terms,
    }


def _toll(row: dict[str, object]) -> str:
    low, high = (cast("float | None", row[f"fatalities_{end}"]) for end in ("low", "high"))
    return in_words(low, high, is_open=bool(row["fatalities_open"]))


def _whole(key: str, value: str, most: int) -> int:
    if (
        not (value.isascii() and value.isdigit())
        or len(value) > len(str(most))
        or int(value) > most
    ):
        raise FilterError(f"{key}: {value!r} is no whole number from 0 to {most}")
    return int(value)


def _bbox(value: str) -> tuple[float, ...]:
    try:
        box = tuple(float(part) for part in value.split(","))
    except ValueError:
        box = ()
    if len(box) != 4 or not all(math.isfinite(part) for part in box):  # noqa: PLR2004
        raise FilterError(f"bbox: {value!r} is no box; write west,south,east,north in degrees")
    return box


def _plain(values: pd.Series) -> list[object]:
    """Turn a column into JSON values: null for what is missing, ISO dates."""
    if pd.api.types.is_datetime64_any_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    return values.astype("object").where(values.notna(), None).tolist()


def _rows(frame: pd.DataFrame) -> list[dict[str, object]]:
    columns = [_plain(frame[name]) for name in frame]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _json(content: dict[str, object]) -> Response:
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(text.encode(), media_type="application/json")
