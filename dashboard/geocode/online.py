"""Nominatim as a polite second link after the offline geocoder; off unless it is turned on."""

from __future__ import annotations

import json
import math
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from geopy.adapters import URLLibAdapter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import DEFAULT_SENTINEL
from geopy.location import Location
from geopy.point import Point

from dashboard.areas import great_circle_m
from dashboard.errors import SettingsError, StoreError
from dashboard.geocode.offline import OfflineGeocoder

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

    from dashboard.places import Gazetteer
    from dashboard.settings import Settings

CACHE = "nominatim.sqlite"
FOUND_DAYS = 365
NOT_FOUND_DAYS = 30
TIMEOUT_S = 10.0
MANY = 10
ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 (openstreetmap.org/copyright)"
TOWN_TYPES = frozenset(
    {"city", "town", "village", "hamlet", "suburb", "neighbourhood", "quarter", "municipality"}
)
AREA_TYPES = frozenset({"state", "province", "region", "governorate"})
LEAST_RADIUS_M = 500.0
SITE_M = 3_000.0
_DAY_S = 86_400.0
_T = TypeVar("_T")
_TABLE = "create table if not exists answers (question text primary key, asked real, answer text)"


class Turnstile:
    """
    Let one caller through at a time, never sooner than an interval after the one before.

    Parameters
    ----------
    interval_s
        Seconds between two callers.
    """

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._lock = threading.Lock()
        self._next = -math.inf

    def wait(self) -> None:
        """Block until it is this caller's turn; callers of all threads queue up."""
        with self._lock:
            pause = self._next - time.monotonic()
            if pause > 0:
                time.sleep(pause)
            self._next = time.monotonic() + self._interval_s


# The one place where the whole process has to share something: the service's usage policy allows
# an application one request a second, however many sessions and threads it has.
ONE_A_SECOND = Turnstile(1.0)


class Geocoding(Protocol):
    """What a link of the chain must be able to do."""

    def geocode(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | list[str] | None = None,
    ) -> Location | list[Location] | None:
        """Find a place as geopy's geocoders do."""


class PoliteNominatim:
    """
    Ask Nominatim as its usage policy wants: named, slowly, and never twice.

    Parameters
    ----------
    user_agent
        How this instance names itself.
    cache
        Folder for the answers; made when the first answer is kept.
    service
        Scheme and host, with a port and a path if need be.
    area_ids
        The areas that have a polygon here: only those are ever given as area_id.
    turnstile
        What requests wait at; by default the process's one a second.

    Raises
    ------
    SettingsError
        If the user agent is blank.

    Notes
    -----
    Answers are kept for a year, "not found" for 30 days, as JSON in an SQLite file. Whatever
    geopy raises (timeout, refusal, 429, 5xx) is raised on and never kept. See
    https://operations.osmfoundation.org/policies/nominatim/.
    """

    def __init__(
        self,
        user_agent: str,
        cache: Path,
        *,
        service: str = "https://nominatim.openstreetmap.org",
        area_ids: Container[str] = frozenset(),
        turnstile: Turnstile = ONE_A_SECOND,
    ) -> None:
        if not user_agent.strip():
            raise SettingsError("Nominatim needs a user agent that names this instance")
        scheme, _, domain = service.rpartition("://")
        self._ask = Nominatim(
            user_agent=user_agent,
            domain=domain,
            scheme=scheme,
            timeout=TIMEOUT_S,
            adapter_factory=URLLibAdapter,  # geopy's other one repeats a failed request at once
        )
        self._service = service
        self._cache = cache / CACHE
        self._area_ids = area_ids
        self._turnstile = turnstile

    def geocode(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | list[str] | None = None,
    ) -> Location | list[Location] | None:
        """
        Find a place online, or in the answers kept from before.

        Parameters
        ----------
        query
            Text or mapping, as geopy's Nominatim takes it.
        exactly_one
            True for the best, False for a list.
        timeout
            Seconds; 10 if it is not given.
        limit
            At most this many, at most 10.
        country_codes
            ISO 3166-1 alpha-2 codes to stay within.

        Returns
        -------
        found
            A Location or a list; None if the service knows nothing. `raw` has the same fields as
            that of `OfflineGeocoder`, with layer ``"nominatim"``, besides ``attribution``, which
            must be shown, and ``answer``, what the service said.

        Raises
        ------
        GeopyError
            Whatever geopy raises; an outage is never taken for "not found".
        StoreError
            If the file of kept answers is damaged.
        """
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or [])
        codes = sorted(code.lower() for code in codes)
        question = json.dumps(
            [self._service, query, codes], ensure_ascii=False, sort_keys=True, default=str
        )
        answers = self._kept(question)
        if answers is None:
            answers = self._asked(query, codes, timeout)
            self._keep(question, answers)
        if not answers:
            return None
        found = [
            _location(answer, self._area_ids, ambiguous=len(answers) > 1) for answer in answers
        ]
        return found[0] if exactly_one else found[:limit]

    def _asked(self, query: object, codes: list[str], timeout: object) -> list[dict[str, Any]]:
        self._turnstile.wait()
        found = self._ask.geocode(
            query,
            exactly_one=False,
            timeout=timeout,
            limit=MANY,
            country_codes=codes or None,
            addressdetails=True,
            language="en",
        )
        return [one.raw for one in found or []]

    def _kept(self, question: str) -> list[dict[str, Any]] | None:
        if not self._cache.exists():
            return None
        select = "select asked, answer from answers where question = ?"
        row = self._run(lambda file: file.execute(select, (question,)).fetchone())
        if row is None:
            return None
        answers: list[dict[str, Any]] = json.loads(row[1])
        days = FOUND_DAYS if answers else NOT_FOUND_DAYS
        return answers if time.time() - row[0] < days * _DAY_S else None

    def _keep(self, question: str, answers: list[dict[str, Any]]) -> None:
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        row = (question, time.time(), json.dumps(answers, ensure_ascii=False))
        self._run(lambda file: file.execute("replace into answers values (?, ?, ?)", row))

    def _run(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        try:
            with closing(sqlite3.connect(self._cache, timeout=TIMEOUT_S)) as file, file:
                file.execute(_TABLE)
                return work(file)
        except (sqlite3.DatabaseError, ValueError) as problem:
            raise StoreError(f"{self._cache} is damaged ({problem}): delete it") from problem


class GeocoderChain:
    """
    Ask the gazetteer first, and somebody online only for what it does not know.

    Parameters
    ----------
    offline
        The first link.
    online
        The second link; None to ask nobody.
    """

    def __init__(self, offline: OfflineGeocoder, online: Geocoding | None = None) -> None:
        self.offline = offline
        self.online = online

    def geocode(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | list[str] | None = None,
    ) -> Location | list[Location] | None:
        """
        Find a place.

        Parameters
        ----------
        query, exactly_one, timeout, limit, country_codes
            As for `OfflineGeocoder.geocode`.

        Returns
        -------
        found
            What the gazetteer knows; if it knows nothing, or only an area instead, what is found
            online; if that is nothing, the gazetteer's area or None.

        Raises
        ------
        GeopyError
            If the query is wrong, or the online service was asked and is out of order: then
            nothing is said about whether the place exists.
        """
        found = self.offline.geocode(
            query, exactly_one=exactly_one, limit=limit, country_codes=country_codes
        )
        if self.online is None or _is_known(found):
            return found
        more = self.online.geocode(
            query,
            exactly_one=exactly_one,
            timeout=timeout,
            limit=limit,
            country_codes=country_codes,
        )
        return more or found

    def reverse(
        self, query: object, *, exactly_one: bool = True, limit: int | None = None
    ) -> Location | list[Location] | None:
        """
        Say what lies at a point; never asked online.

        Parameters
        ----------
        query, exactly_one, limit
            As for `OfflineGeocoder.reverse`.

        Returns
        -------
        found
            As for `OfflineGeocoder.reverse`.
        """
        return self.offline.reverse(query, exactly_one=exactly_one, limit=limit)


def from_settings(settings: Settings, gazetteer: Gazetteer) -> GeocoderChain:
    """
    Make the chain that the settings ask for.

    Parameters
    ----------
    settings
        Settings; Nominatim is left out unless they turn it on.
    gazetteer
        The gazetteer.

    Returns
    -------
    chain
        The geocoder to use.

    Raises
    ------
    SettingsError
        If Nominatim is on without a user agent.
    """
    offline = OfflineGeocoder(gazetteer)
    if not settings.nominatim:
        return GeocoderChain(offline)
    online = PoliteNominatim(
        settings.nominatim_user_agent or "",
        settings.cache,
        service=f"{settings.nominatim_scheme}://{settings.nominatim_domain}",
        area_ids=gazetteer.areas,
    )
    return GeocoderChain(offline, online)


def _is_known(found: Location | list[Location] | None) -> bool:
    first = found[0] if isinstance(found, list) else found
    return first is not None and not first.raw["fallback"]


def _location(answer: dict[str, Any], area_ids: Container[str], *, ambiguous: bool) -> Location:
    lon, lat = float(answer["lon"]), float(answer["lat"])
    address = answer.get("address") or {}
    code = str(address.get("country_code", "")).upper() or None
    iso = address.get("ISO3166-2-lvl4")
    kind = str(answer.get("addresstype") or answer.get("type") or "")
    radius_m = _radius_m(answer, lon, lat)
    precision, area_id = _precision(kind, radius_m, code, iso)
    if area_id is not None and area_id not in area_ids:
        precision, area_id = "unknown", None
    raw: dict[str, Any] = {
        "place_id": f"nominatim:{answer.get('osm_type', '')}{answer.get('osm_id', '')}",
        "name": answer.get("name") or str(answer.get("display_name", "")).split(",", 1)[0],
        "layer": "nominatim",
        "country": address.get("country"),
        "country_code": code,
        "admin1": address.get("state"),
        "admin1_id": iso,
        "place_precision": precision,
        "precision_m": radius_m,
        "area_id": area_id,
        "is_area": area_id is not None,
        "source": "Nominatim, OpenStreetMap",
        "ambiguous": ambiguous,
        "fallback": False,
        "note": None,
        "candidates": [],
        "attribution": ATTRIBUTION,
        "answer": answer,
    }
    return Location(answer.get("display_name", ""), Point(lat, lon), raw)


def _radius_m(answer: dict[str, Any], lon: float, lat: float) -> float:
    try:
        south, north, west, east = (float(edge) for edge in answer["boundingbox"])
    except (KeyError, TypeError, ValueError):
        return LEAST_RADIUS_M
    corners = great_circle_m(lon, lat, [west, east, west, east], [south, south, north, north])
    return max(float(corners.max()), LEAST_RADIUS_M)


def _precision(kind: str, radius_m: float, code: str | None, iso: object) -> tuple[str, str | None]:
    if kind == "country" and code:
        return "country", code
    if kind in AREA_TYPES and isinstance(iso, str):
        return "admin1", iso
    if kind in TOWN_TYPES:
        return "city", None
    return ("site" if radius_m <= SITE_M else "approximate"), None
