"""Invented events for the map's own browser tests: an /api/cells and /api/events in memory."""

from __future__ import annotations

import csv
import math
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.assets import asset
from dashboard.errors import AssetError

if TYPE_CHECKING:
    from starlette.requests import Request

DATA = Path(__file__).resolve().parents[3] / "data"
NASTY = os.environ.get("MAP_TEST_NASTY") == "1"
TRAPS = (
    "<script>window.__owned=1</script>",
    "<img src=x onerror='window.__owned=2'>",
    "${window.__owned=3}",
    "`+(window.__owned=4)+`",
    "\"');window.__owned=5;//",
    "{{ 7*7 }} {% raw %}",
    "\u202eright-to-left override\u202c غارة على بغداد",
    "\u2028window.__owned=6\u2029",
)
ALL = " ".join(TRAPS)
# name, lon, lat, number, type, radius in metres, precision
PLACES = [
    ("Baghdad", 44.401, 33.341, 14, "air_drone_strike", 15_000, "city"),
    ("Union III, Green Zone", 44.396, 33.299, 3, "shelling_missile", 500, "site"),
    ("Erbil Air Base", 43.963, 36.238, 21, "air_drone_strike", 3_000, "exact"),
    ("Al-Asad Air Base", 42.441, 33.786, 34, "shelling_missile", 4_000, "exact"),
    ("Conoco gas field", 40.309, 35.336, 18, "shelling_missile", 3_000, "exact"),
    ("Deir ez-Zor", 40.141, 35.336, 9, "armed_clash", 8_000, "city"),
    ("Abu Kamal", 40.919, 34.452, 7, "air_drone_strike", 10_000, "city"),
    ("Al-Tanf garrison", 38.618, 33.506, 5, "air_drone_strike", 3_000, "exact"),
    ("Tower 22", 38.703, 33.314, 1, "air_drone_strike", 1_000, "exact"),
    ("Damascus, Mazzeh", 36.252, 33.503, 6, "air_drone_strike", 2_500, "city"),
    ("Akashat", 40.05, 33.75, 2, "air_drone_strike", 30_000, "approximate"),
    ("Hodeidah", 42.955, 14.798, 26, "air_drone_strike", 12_000, "city"),
    ("Sanaa", 44.207, 15.355, 17, "air_drone_strike", 12_000, "city"),
    ("Taiz", 44.021, 13.58, 4, "protest", 20_000, "city"),
    ("Saada", 43.764, 16.94, 3, "air_drone_strike", 20_000, "city"),
    ("Ras Isa", 42.72, 15.2, 2, "explosion", 12_000, "approximate"),
    ("55 NM W of Hodeidah", 42.007, 14.796, 1, "attack_on_shipping", 20_000, "relative"),
    ("97 NM NW of Hodeidah", 41.767, 15.937, 1, "attack_on_shipping", 30_000, "relative"),
    ("40 NM S of Mokha", 43.25, 12.65, 2, "attack_on_shipping", 15_000, "relative"),
    ("100 NM E of Aden", 46.744, 12.774, 1, "attack_on_shipping", 37_000, "relative"),
    ("60 NM SE of Aden", 45.759, 12.072, 2, "interception", 22_000, "relative"),
    ("50 NM E of Sohar", 57.623, 24.345, 1, "seizure", 20_000, "relative"),
    ("Kirkuk", 44.392, 35.468, 2, "violence_against_civilians", 25_000, "city"),
    ("Basra", 47.783, 30.508, 3, "riot", 8_000, "city"),
    ("Eilat", 34.948, 29.558, 3, "interception", 8_000, "city"),
    ("Amman", 35.945, 31.955, 2, "strategic_development", 8_000, "city"),
    ("Suwayda", 36.57, 32.709, 1, "other_attack", 8_000, "city"),
]
AREAS = [
    ("YE", 12),
    ("sea-red-sea", 23),
    ("IQ-AN", 5),
    ("IQ", 4),
    ("SY", 6),
    ("sea-gulf-of-aden", 7),
]
COLUMNS = [
    "key",
    "lon",
    "lat",
    "n",
    "low",
    "high",
    "unknown",
    "lead",
    "share",
    "radius_m",
    "rough",
    "name",
]
ROUGH = {"approximate", "relative"}
LOCK = threading.Lock()
ASKED: list[str] = []
FAIL_NEXT: list[int] = []


def leads() -> list[dict[str, str]]:
    with (DATA / "event_types.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {"id": r["event_type"], "label": r["label"], "colour": r["colour"], "shape": r["shape"]}
        for r in rows
    ]


LEADS = leads()
NUMBER = {lead["id"]: i for i, lead in enumerate(LEADS)}


def hostile(text: str) -> str:
    return f"{text} {ALL}" if NASTY else text


def grid(lon: float, lat: float, zoom: int) -> tuple[int, int, int]:
    """Cells of about 64 pixels; from zoom 10 on every place by itself."""
    size = 2.0 ** (zoom + 2)
    sine = math.sin(math.radians(lat))
    x = (lon + 180) / 360 * size
    y = (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size
    return zoom, int(x), int(y)


def cells(request: Request) -> Response:
    asked = str(request.url.query)
    with LOCK:
        ASKED.append(asked)
        if FAIL_NEXT:
            return JSONResponse({"error": "date: the first day is after the last"}, FAIL_NEXT.pop())
    query = request.query_params
    west, south, east, north = (float(part) for part in query["bbox"].split(","))
    zoom = int(query["zoom"])
    only = set(query.getlist("type"))
    kept = [p for p in PLACES if not only or p[4] in only]
    groups: dict[tuple[int, ...], list[tuple[Any, ...]]] = {}
    for place in kept:
        inside = south <= place[2] <= north and (
            west <= place[1] <= east if west <= east else place[1] >= west or place[1] <= east
        )
        if inside:
            key = (zoom, PLACES.index(place), 0) if zoom >= 10 else grid(place[1], place[2], zoom)
            groups.setdefault(key, []).append(place)
    rows: list[dict[str, Any]] = []
    for where, members in groups.items():
        n = sum(p[3] for p in members)
        kinds: dict[str, int] = {}
        for p in members:
            kinds[p[4]] = kinds.get(p[4], 0) + p[3]
        first = max(kinds, key=lambda kind: kinds[kind])
        row = {
            "key": ".".join(map(str, where)),
            "lon": sum(p[1] * p[3] for p in members) / n,
            "lat": sum(p[2] * p[3] for p in members) / n,
            "n": n,
            "low": n // 2,
            "high": n,
            "unknown": n // 3,
            "lead": NUMBER[first],
            "share": kinds[first] / n,
            "radius_m": members[0][5] if len(members) == 1 else None,
            "rough": all(p[6] in ROUGH for p in members),
            "name": hostile(members[0][0]) if len(members) == 1 else None,
        }
        rows.append(row)
    columns = {name: [row[name] for row in rows] for name in COLUMNS}
    areas: list[dict[str, Any]] = [
        {"area_id": a, "n": n, "low": 0, "high": 3, "unknown": 2, "lead": 0, "share": 0.8}
        for a, n in AREAS
        if not only or "air_drone_strike" in only
    ]
    total = sum(p[3] for p in kept) + sum(a["n"] for a in areas)
    shown = [dict(lead, label=hostile(lead["label"])) for lead in LEADS]
    body = {
        "version": "invented",
        "zoom": zoom,
        "total": total,
        "inside": sum(row["n"] for row in rows),
        "unplaced": 3,
        "truncated": False,
        "leads": shown,
        "cells": columns,
        "areas": areas,
    }
    return JSONResponse(body)


def events(request: Request) -> Response:
    page = int(request.query_params["page"])
    rows = [
        {
            "event_id": f"event-{page}-{i}",
            "date": f"2024-01-{i + 1:02}",
            "date_precision": "day",
            "event_type": "air_drone_strike",
            "type_label": hostile("Air or drone strike"),
            "place_name": hostile("Baghdad, Palestine Street"),
            "place_precision": "city",
            "perpetrators": hostile("United States"),
            "targets": hostile("Harakat al-Nujaba"),
            "summary": hostile("A strike on a headquarters kills a commander and his aide."),
            "deaths": ("2", "not reported", "1–4 or more")[i % 3],
        }
        for i in range(5)
    ]
    return JSONResponse(
        {"total": 9, "page": page, "pages": 2, "events": rows[: 5 if page == 1 else 4]}
    )


def event(request: Request) -> Response:
    if request.path_params["event_id"] == "in-yemen":
        return JSONResponse(
            {"place_precision": "country", "area_id": "YE", "lon": None, "lat": None}
        )
    return JSONResponse(
        {"place_precision": "city", "lon": 44.207, "lat": 15.355, "area_id": "YE-SA"}
    )


def assets(request: Request) -> Response:
    try:
        found = asset(request.path_params["name"], DATA)
    except AssetError as error:
        return PlainTextResponse(str(error), 404)
    age = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(found.content, media_type=found.media_type, headers=age)


def control(request: Request) -> Response:
    """Let a test make the next answers fail, and read what was asked."""
    with LOCK:
        FAIL_NEXT.extend(int(code) for code in request.query_params.getlist("fail"))
        return JSONResponse(ASKED)


def routes(base_path: str) -> list[Route]:
    prefix = f"/{base_path}" if base_path else ""
    table = [
        ("/api/cells", cells),
        ("/api/events", events),
        ("/api/events/{event_id}", event),
        ("/assets/{name}", assets),
        ("/test", control),
    ]
    return [Route(prefix + path, answer) for path, answer in table]
