"""The offline geocoder: names, phrases, positions and coordinates, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderQueryError, GeocoderUnavailable
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from dashboard.geocode.measure import Measure
from dashboard.geocode.positions import Relative, parse
from dashboard.places import Gazetteer, Match, Place

NEAR_TOWN_M = 30_000.0
_NAME_KEYS = ("place", "site", "city", "town", "village")
_AREA_KEYS = ("state", "admin1", "governorate", "province")
_COUNTRY_KEYS = ("country", "country_code")
_MAY_BE_POSITION = re.compile(r"\d|\bof\b|\bfrom\b|\bbetween\b|\boff\b|من|عن|قبالة", re.IGNORECASE)
_HOSTILE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> object:
        raise GeocoderUnavailable(f"the offline geocoder asks nobody: {url} {timeout} {headers}")

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> str:
        raise GeocoderUnavailable(f"the offline geocoder asks nobody: {url} {timeout} {headers}")


class OfflineGeocoder(Geocoder):  # type: ignore[misc]
    """
    Geocode with the gazetteer alone, in the manner of a geopy geocoder.

    Parameters
    ----------
    gazetteer
        Where names are looked up.

    Notes
    -----
    `raw` of every Location holds: place_id, name, layer, country, country_code, admin1,
    admin1_id, place_precision, precision_m, area_id, is_area, source, ambiguous, fallback, note
    and candidates (a list of the same fields for each rival, best first). Where is_area is true
    the Location's point is only where a label may stand: draw the polygon of area_id.

    Positions: range and bearing are laid off on the WGS 84 ellipsoid; the radius is 0.2 times the
    distance, at least 5 km (half a point of a 16-point compass is 11.25 degrees, that is 0.2 of
    the distance to each side; reported ranges are rounded as coarsely). A range of distances adds
    half its width, an anchor that is an area (an island, a strait) its own radius. A range
    without a bearing from a town on the coast lies somewhere on the arc that is sea: its middle,
    with a radius that reaches both ends; inland it is a circle round the town. A bearing without
    a distance is taken as 25 km with 30 km of radius, "off X" as 20 km out. "Between X and Y" is
    the middle with half the distance. Where only a direction, "off" or "between" is given and a
    sea is named, it is that sea. Only range and bearing is ``relative``, the rest is
    ``approximate``. Coordinates in the text are ``exact``, ``site`` or ``approximate``, by their
    last digit. A position told from a place that is unknown, ambiguous or a country is not found.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__(user_agent="offline", adapter_factory=_no_network)
        self.gazetteer = gazetteer
        self._measure = Measure(gazetteer)

    def geocode(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
        country_codes: str | Iterable[str] | None = None,
    ) -> Location | list[Location] | None:
        """
        Find a place by its name, a phrase, a position or coordinates.

        Parameters
        ----------
        query
            Text, or a mapping with any of place (site, city, town, village), state (admin1,
            governorate, province) and country (a name or ISO 3166-1 alpha-2).
        exactly_one
            True for the best place, False for all candidates.
        timeout
            Accepted as other geocoders do; nothing is waited for.
        limit
            At most this many candidates.
        country_codes
            One or several ISO 3166-1 alpha-2 codes: nothing abroad is given then, and a name
            unknown in a single country becomes that country, marked as a fallback.

        Returns
        -------
        found
            A Location, or a list of them; None if nothing was found.

        Raises
        ------
        GeocoderQueryError
            If the query is empty, neither text nor mapping, or has unknown keys; if a country
            code is no two letters; if limit is less than 1.
        """
        del timeout
        if limit is not None and limit < 1:
            raise GeocoderQueryError(f"limit must be 1 or more, not {limit}")
        codes = _country_codes(country_codes)
        if isinstance(query, Mapping):
            match = self._structured(query, codes)
        elif isinstance(query, str) and query.strip():
            match = self.understand(query, codes)
        else:
            raise GeocoderQueryError(f"a query is a text or a mapping, not {query!r:.80}")
        if match is None:
            return None
        if exactly_one:
            return location(match)
        chosen = (match.place, *(p for p in match.candidates if p.place_id != match.place.place_id))
        return [location(match, place) for place in chosen[:limit]]

    def reverse(
        self,
        query: object,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,
        limit: int | None = None,
    ) -> Location | list[Location] | None:
        """
        Say what lies at a point.

        Parameters
        ----------
        query
            A point as geopy takes it: a Point, "lat, lon", or (lat, lon), degrees.
        exactly_one
            True for the nearest only.
        timeout
            Accepted as other geocoders do; nothing is waited for.
        limit
            At most this many; 5 if it is not given.

        Returns
        -------
        found
            Named places of the same country within 30 km, nearest first, with raw["distance_m"];
            then the first-level area, the country or the sea that the point lies in. None where
            nothing is known.

        Raises
        ------
        GeocoderQueryError
            If the query is no point.
        """
        del timeout
        point = _point(query)
        found = self._around(float(point.longitude), float(point.latitude))
        if not found:
            return None
        return found[0] if exactly_one else found[: limit or 5]

    def understand(self, text: str, country_codes: Iterable[str] | None = None) -> Match | None:
        """
        Find a place by a text, without geopy's wrapping.

        Parameters
        ----------
        text
            As for `geocode`.
        country_codes
            As for `geocode`.

        Returns
        -------
        match
            The place with its rivals; None if nothing was found.
        """
        if not text.isascii() or not text.isprintable():
            text = _HOSTILE.sub("", text)
        found = self.gazetteer.match(text, country_codes)
        if found is not None:
            return found
        if _MAY_BE_POSITION.search(text):
            position = parse(text)
            vague = isinstance(position, Relative) and position.distance_m is None
            if position is not None and not (vague and self.gazetteer.names_a_sea(text)):
                return self._measure.match(position, text.strip(), country_codes)
        return self.gazetteer.resolve(text, country_codes)

    def _structured(self, query: Mapping[str, str], codes: frozenset[str] | None) -> Match | None:
        known = {*_NAME_KEYS, *_AREA_KEYS, *_COUNTRY_KEYS}
        texts = {k: v.strip() for k, v in query.items() if k in known and isinstance(v, str)}
        if len(texts) < len(query) or not any(texts.values()):
            raise GeocoderQueryError(
                f"a structured query has texts under {sorted(known)}, not {query!r:.80}"
            )
        name, area, country = (
            next((texts[key] for key in keys if texts.get(key)), "")
            for keys in (_NAME_KEYS, _AREA_KEYS, _COUNTRY_KEYS)
        )
        if country:
            nation = self._country(country)
            if nation is None or nation.country_code is None:
                return None
            codes = frozenset({nation.country_code})
            if not name and not area:
                return Match(nation, (nation,))
        if area:
            return self._in_area(name, area, codes)
        return self.understand(name, codes)

    def _in_area(self, name: str, area: str, codes: frozenset[str] | None) -> Match | None:
        areas = self.gazetteer.lookup(area, codes, ["admin1"])
        if not areas:
            found = self.gazetteer.resolve(f"{area} governorate", codes)
            if found is None or found.place.layer != "admin1":
                return self._unknown_area(name, area, codes)
            areas = [found.place]
        if not name:
            return Match(areas[0], tuple(areas), ambiguous=len(areas) > 1)
        found = self.gazetteer.within(name, str(areas[0].area_id))
        return (
            None if found is None else replace(found, ambiguous=found.ambiguous or len(areas) > 1)
        )

    def _unknown_area(self, name: str, area: str, codes: frozenset[str] | None) -> Match | None:
        if codes is None or len(codes) != 1:
            return None
        whole = self.gazetteer.get(next(iter(codes)))
        if whole is None:
            return None
        note = f"the area {area!r} is not known; the country is given instead of {name!r}"
        return Match(whole, (whole,), fallback=True, note=note)

    def _country(self, text: str) -> Place | None:
        named = self.gazetteer.lookup(text, layers=["country"])
        coded = self.gazetteer.get(text.upper())
        if named or coded is None:
            return named[0] if named else None
        return coded if coded.layer == "country" else None

    def _around(self, lon: float, lat: float) -> list[Location]:
        at = self.gazetteer.areas.areas_at([lon], [lat]).iloc[0]
        found = []
        if at["sea"] is None:
            for place, away in self.gazetteer.nearest(lon, lat, 20):
                if away <= NEAR_TOWN_M and at["country"] in {None, place.country_code}:
                    found.append(location(Match(place, (place,))))
                    found[-1].raw["distance_m"] = away
        for level in ("admin1", "country", "sea"):
            if at[level] is not None and at[level] in self.gazetteer:
                place = self.gazetteer[at[level]]
                found.append(location(Match(place, (place,))))
                found[-1].raw["distance_m"] = 0.0
        return found


def location(match: Match, place: Place | None = None) -> Location:
    """
    Make a geopy Location of a match.

    Parameters
    ----------
    match
        What a text was understood as.
    place
        One of its candidates; None for the best.

    Returns
    -------
    location
        Its address, its point (latitude first, as geopy has it) and `raw`.
    """
    chosen = match.place if place is None else place
    raw = fields(chosen)
    raw["ambiguous"] = match.ambiguous
    raw["fallback"] = match.fallback
    raw["note"] = match.note
    raw["candidates"] = [fields(candidate) for candidate in match.candidates]
    return Location(chosen.address, Point(chosen.lat, chosen.lon), raw)


def fields(place: Place) -> dict[str, Any]:
    """
    Give what is known of a place as plain values.

    Parameters
    ----------
    place
        A place.

    Returns
    -------
    fields
        Its attributes without point and population, and is_area.
    """
    return {
        "place_id": place.place_id,
        "name": place.name,
        "layer": place.layer,
        "country": place.country,
        "country_code": place.country_code,
        "admin1": place.admin1,
        "admin1_id": place.admin1_id,
        "place_precision": place.place_precision,
        "precision_m": place.precision_m,
        "area_id": place.area_id,
        "is_area": place.area_id is not None,
        "source": place.source,
    }


def _no_network(*, proxies: object, ssl_context: object) -> _NoNetwork:
    return _NoNetwork(proxies=proxies, ssl_context=ssl_context)


def _point(query: object) -> Point:
    if isinstance(query, Point):
        return query
    try:
        if isinstance(query, str | Sequence) and query:
            return Point(query)
    except (TypeError, ValueError) as problem:
        raise GeocoderQueryError(f"not a point: {query!r:.80} ({problem})") from None
    raise GeocoderQueryError(f"a point is latitude and longitude, not {query!r:.80}")


def _country_codes(given: object) -> frozenset[str] | None:
    if given is None:
        return None
    codes = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else [given]
    good = {c.upper() for c in codes if isinstance(c, str) and re.fullmatch("[A-Za-z]{2}", c)}
    if not codes or len(good) < len({str(c).upper() for c in codes}):
        raise GeocoderQueryError(f"country codes are ISO 3166-1 alpha-2 such as YE: {codes!r:.80}")
    return frozenset(good)
