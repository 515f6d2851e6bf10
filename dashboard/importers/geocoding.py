"""Names of places at volume: what each row's name means, or why nothing was accepted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.areas import great_circle_m
from dashboard.errors import ImportFileError
from dashboard.geocode import OfflineGeocoder
from dashboard.importers.placing import Found
from dashboard.importers.territories import AreaBook
from dashboard.importers.texts import Texts, clean, empty, encode, together
from dashboard.names import fold
from dashboard.phrases import parse
from dashboard.places import Match, Place
from dashboard.schema import AREA_PRECISIONS, LIST_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from dashboard.areas import Area
    from dashboard.places import Gazetteer

_LINE = re.compile(
    r"\b(?:roa?a?d|raod|rd|highway|hwy|motorway|route|track|railway|pipeline|line|axis)s?\b"
    r"|طريق|اوتوستراد"
)
_BETWEEN = re.compile(r"\bbetween\b|\bbtw\b|بين|\bto\b|\band\b|\blinking\b|\bfrom\b")
_PHRASE = re.compile(r"\d|[-–—/]|\b(?:of|from|off|between|near)\b|من|عن|قبالة|بين", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—/]+\s+|\s*[–—]\s*")


class Answer(NamedTuple):
    """
    What a name was understood as.

    Attributes
    ----------
    lon, lat
        Degrees, EPSG:4326; None where there is no point.
    label_lon, label_lat
        For an area only: where its name may stand.
    precision
        One of `schema.PLACE_PRECISIONS`; None where nothing was accepted.
    precision_m
        Radius in metres within which the place lies.
    matched_name
        Name, first-level area and country of the place.
    layer
        Layer of the gazetteer it was found in.
    area_id
        The polygon, where the place is an area.
    candidates
        Places that the name may mean, best first, joined with vertical bars.
    reason
        What was assumed, or why nothing was accepted; None where nothing needs saying.
    """

    lon: float | None = None
    lat: float | None = None
    label_lon: float | None = None
    label_lat: float | None = None
    precision: str | None = None
    precision_m: float | None = None
    matched_name: str | None = None
    layer: str | None = None
    area_id: str | None = None
    candidates: str | None = None
    reason: str | None = None


ADDED = Answer._fields
"""Columns that geocoding adds to a table."""


class BulkGeocoder:
    """
    Finds places by their names, each distinct question once.

    Parameters
    ----------
    gazetteer
        The offline gazetteer.
    data
        Data folder, for the names of countries that datasets write.

    Notes
    -----
    Only names that are equal after folding are taken, never similar ones, and never a namesake in
    another country than the row gives. A name that may mean several places is not decided: the
    row falls back to its governorate or country and says so. A road between two places is a line:
    it gets no point.
    """

    def __init__(self, gazetteer: Gazetteer, data: Path) -> None:
        self._gazetteer = gazetteer
        self._geocoder = OfflineGeocoder(gazetteer)
        self._areas = AreaBook(data, gazetteer.areas)
        self._seas = {
            fold(name): area.name
            for area in gazetteer.areas
            if area.level == "sea"
            for name in (area.name, *area.names)
        }
        self._whole: dict[str, Answer] = {}
        self._known: dict[
            tuple[str | None, str | None], tuple[Area | None, Area | None, Area | None]
        ] = {}

    def find(self, name: str | None, country: str | None, admin1: str | None) -> Answer:
        """
        Find one place.

        Parameters
        ----------
        name
            Name as it stands in a file.
        country, admin1
            Names or codes of what it lies in; None where the file does not say.

        Returns
        -------
        answer
            The place, the area around it, or the reason why neither.
        """
        land, within, sea = self._around(country, admin1)
        if country and land is None and sea is None:
            return Answer(reason=f"the country {country!r} is not known")
        why = "the row names no place"
        if name:
            why = f"{name!r} is not known"
            if _is_line(name):
                why = f"{name!r} is a line between places, not a point"
            elif match := self._match(name, land, within):
                if not match.ambiguous:
                    return _answer(match)
                why = f"{name!r} may mean {len(match.candidates)} places"
                return self._area(within or land or sea, why)._replace(candidates=_listed(match))
            elif country is None and (whole := self._areas.country(name)):
                return self._area(whole, None)
        return self._area(within or land or sea, why)

    def _around(
        self, country: str | None, admin1: str | None
    ) -> tuple[Area | None, Area | None, Area | None]:
        key = (country, admin1)
        if key not in self._known:
            land = self._areas.country(country)
            sea = None if land else self._areas.sea(country)
            self._known[key] = (land, self._areas.admin1(land, admin1), sea)
        return self._known[key]

    def _match(self, name: str, land: Area | None, within: Area | None) -> Match | None:
        codes = None if land is None else frozenset({land.area_id})
        direct = self._gazetteer.match(name, codes)
        if direct is None and not _PHRASE.search(name) and parse(name, self._seas) is None:
            return None
        if within is None:
            return direct or self._phrase(name, codes, None)
        inside = [p for p in direct.candidates if _lies_in(p, within)] if direct else []
        if len(inside) == 1:
            return Match(inside[0], tuple(inside))
        found = self._gazetteer.within(name, within.area_id)
        if found is not None and not found.fallback:
            return found
        return self._phrase(name, codes, within) if _PHRASE.search(name) else None

    def _phrase(self, name: str, codes: frozenset[str] | None, within: Area | None) -> Match | None:
        understand = self._geocoder.understand if _PHRASE.search(name) else self._gazetteer.resolve
        found = understand(name, codes)
        if found is not None and not found.fallback and not self._is_outside(found, within):
            return found
        parts = [part for part in _DASH.split(name) if part.strip()]
        if len(parts) > 1:
            return self._of_parts(parts, codes, within)
        return found if within is None else None

    def _is_outside(self, match: Match, within: Area | None) -> bool:
        """Say whether a place lies outside the governorate that the row gives."""
        if within is None or match.place.layer == "sea":
            return False
        if match.place.place_precision == "relative":
            return False
        return match.place.admin1_id != within.area_id

    def _of_parts(
        self, parts: list[str], codes: frozenset[str] | None, within: Area | None
    ) -> Match | None:
        """Take "town - quarter" as the quarter where it is known near the town, else the town."""
        town, *quarters = parts
        for quarter in reversed(quarters):
            found = self._geocoder.understand(f"{quarter}, {town}", codes)
            if found is not None and not found.fallback and not self._is_outside(found, within):
                return found
        whole = self._geocoder.understand(f"near {town}", codes)
        usable = whole is not None and not whole.fallback and not self._is_outside(whole, within)
        return whole if usable else None

    def _area(self, area: Area | None, why: str | None) -> Answer:
        if area is None:
            return Answer(reason=why)
        whole = self._whole.get(area.area_id)
        if whole is None:
            whole = self._whole[area.area_id] = self._whole_area(area)
        if why is None:
            return whole
        return whole._replace(reason=f"{why}; {area.name} is given instead")

    def _whole_area(self, area: Area) -> Answer:
        place = self._gazetteer.get(area.area_id)
        shown = place.address if place else area.name
        return Answer(
            label_lon=area.label_lon,
            label_lat=area.label_lat,
            precision={"sea": "water_body"}.get(area.level, area.level),
            precision_m=area.radius_m,
            matched_name=shown,
            layer=area.level,
            area_id=area.area_id,
            candidates=shown,
        )

    def locate(self, name: str, country: str | None, admin1: str | None) -> Found | None:
        """
        Find a place for an import, see `placing.Gazetteer`.

        Parameters
        ----------
        name, country, admin1
            See `find`.

        Returns
        -------
        found
            None where nothing finer than the row's own governorate or country is known.
        """
        answer = self.find(name, country, admin1)
        if answer.lon is None or answer.lat is None or answer.precision is None:
            return None
        shown = answer.matched_name or name
        return Found(shown, answer.lon, answer.lat, answer.precision, answer.precision_m)


def _lies_in(place: Place, area: Area) -> bool:
    return area.area_id in {place.admin1_id, place.area_id}


def _is_line(name: str) -> bool:
    plain = name.casefold()
    if _LINE.search(plain) is None:
        return False
    return _BETWEEN.search(plain) is not None or len(_DASH.split(name)) > 1


def _listed(match: Match) -> str:
    if len(match.candidates) == 1:
        return match.candidates[0].address
    addresses = dict.fromkeys(place.address for place in match.candidates)
    return LIST_SEPARATOR.join(addresses)


def _answer(match: Match) -> Answer:
    place: Place = match.place
    is_area = place.place_precision in AREA_PRECISIONS
    return Answer(
        lon=None if is_area else place.lon,
        lat=None if is_area else place.lat,
        label_lon=place.lon if is_area else None,
        label_lat=place.lat if is_area else None,
        precision=place.place_precision,
        precision_m=place.precision_m,
        matched_name=place.address,
        layer=place.layer,
        area_id=place.area_id,
        candidates=_listed(match),
        reason=match.note,
    )


def geocode_table(
    table: pd.DataFrame,
    geocoder: BulkGeocoder,
    columns: Mapping[str, str],
    progress: Callable[[float], None] | None = None,
) -> pd.DataFrame:
    """
    Add to a table where the places that it names are.

    Parameters
    ----------
    table
        n rows of texts.
    geocoder
        Finds them.
    columns
        ``place``, and where the table has them ``country`` and ``admin1``, to the names of its
        columns.
    progress
        Told the share done, 0 to 1.

    Returns
    -------
    placed
        The n rows in their order, with the columns `ADDED`; a column of such a name that was there
        before gets ``_given`` added to its name.

    Raises
    ------
    ImportFileError
        If a column is not there.
    """
    for column in columns.values():
        if column not in table.columns:
            listed = ", ".join(table.columns)
            raise ImportFileError(f"there is no column {column!r}; there are: {listed}")
    texts = [_texts(table, columns.get(name)) for name in ("place", "country", "admin1")]
    codes, distinct = together(*texts)
    step = max(len(distinct) // 50, 1)
    answers = []
    for done, (name, country, admin1) in enumerate(distinct, start=1):
        answers.append(geocoder.find(name, country, admin1))
        if progress is not None and (done % step == 0 or done == len(distinct)):
            progress(done / len(distinct))
    kept = table.rename(columns={name: f"{name}_given" for name in ADDED if name in table})
    found = pd.DataFrame(answers, columns=list(ADDED))
    numbers = ["lon", "lat", "label_lon", "label_lat", "precision_m"]
    found = found.astype(dict.fromkeys(ADDED, "str") | dict.fromkeys(numbers, "float64"))
    spread = found.take(codes).set_index(kept.index)
    return pd.concat([kept, spread], axis=1)


def _texts(table: pd.DataFrame, column: str | None) -> Texts:
    if column is None:
        return empty(len(table))
    return encode(pa.array(table[column], pa.string(), from_pandas=True), clean)


def distances_m(placed: pd.DataFrame, lon: str, lat: str) -> pd.Series[float]:
    """
    Measure how far from the true points the rows were put.

    Parameters
    ----------
    placed
        n rows from `geocode_table`.
    lon, lat
        Names of the columns with the true points.

    Returns
    -------
    distances_m
        n distances on a sphere; NaN where nothing was found or there is no true point. An area is
        measured from where its name stands.
    """
    at_lon = placed["lon"].fillna(placed["label_lon"])
    at_lat = placed["lat"].fillna(placed["label_lat"])
    true_lon = pd.to_numeric(placed[lon], errors="coerce")
    true_lat = pd.to_numeric(placed[lat], errors="coerce")
    away = great_circle_m(at_lon, at_lat, true_lon, true_lat)
    return pd.Series(np.asarray(away), index=placed.index)
