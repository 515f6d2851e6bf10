"""Which country, governorate or sea is meant: by its name, its code, or a point inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import shapely

from dashboard.areas import Area, Areas
from dashboard.importers.mapping import rows
from dashboard.names import fold, without_article
from dashboard.schema import LIST_SEPARATOR

if TYPE_CHECKING:
    from pathlib import Path

_KIND_WORDS = re.compile(
    r"^(?:muhafazat|governorate of|province of|state of|ostan e|محافظه|ولايه) "
    r"| (?:governorate|province|state|region|muhafazah|district|wilayat|sha biyat|ili)$"
)
_SEA_SUFFIX = re.compile(
    r"\s*(?:\(centroid\)|-\s*(?:north|south|east|west|central)\w*)\s*$", re.IGNORECASE
)
_SEA_WORDS = re.compile(
    r"\b(?:sea|ocean|gulf|strait|bay|channel|international waters)\b", re.IGNORECASE
)


def bare(name: str) -> str:
    """
    Fold the name of an area down to what tells it apart.

    Parameters
    ----------
    name
        For example ``Al-Hudaydah Governorate``, ``Şalāḩ ad Dīn province``.

    Returns
    -------
    bare
        Folded, without article, word for its kind, or blanks: ``hudaydah``, ``salahaddin``.
    """
    folded = _KIND_WORDS.sub("", fold(name))
    return without_article(_KIND_WORDS.sub("", folded)).replace(" ", "")


class AreaBook:
    """
    All areas of a data folder, by the names and codes that datasets write.

    Parameters
    ----------
    data
        Data folder with ``areas.geojson`` and ``mappings/``.
    areas
        Its areas, if they are loaded already.

    Raises
    ------
    ImportFileError
        If a table of it is missing.
    """

    def __init__(self, data: Path, areas: Areas | None = None) -> None:
        self.areas = areas or Areas.load(data)
        codes = rows(data / "mappings" / "country_codes.csv")
        names = rows(data / "mappings" / "country_names.csv")
        self._numbers = {row["iso_numeric"]: row["country_code"] for row in codes}
        self._alpha3 = {row["iso3"]: row["country_code"] for row in codes}
        self._fips = {
            fips: row["country_code"] for row in codes for fips in row["fips"].split(LIST_SEPARATOR)
        }
        self._countries: dict[str, Area] = {}
        self._admin1: dict[tuple[str, str], Area] = {}
        self._seas: dict[str, Area] = {}
        for area in self.areas:
            self._take(area)
        for row in names:
            if row["country_code"] in self.areas:
                country = self.areas[row["country_code"]]
                self._countries.setdefault(fold(row["name"]), country)
        self._boxes: dict[str, tuple[float, ...]] = {}

    def _take(self, area: Area) -> None:
        for name in (area.name, *area.names):
            if area.level == "country":
                self._countries.setdefault(fold(name), area)
            elif area.level == "sea":
                self._seas[fold(name)] = area
            else:
                self._admin1.setdefault((str(area.country), bare(name)), area)

    def country(self, name: str | None) -> Area | None:
        """
        Find a country by its name or by its ISO 3166-1 code.

        Parameters
        ----------
        name
            Name in any spelling known, alpha-2, alpha-3 or numeric code.

        Returns
        -------
        country
            None where no country is known by it.
        """
        if not name:
            return None
        found = self._countries.get(fold(name))
        if found is None and name.isascii():
            plain = name.strip().upper()
            code = self._alpha3.get(plain, plain)
            code = self._numbers.get(plain.removesuffix(".0").zfill(3), code)
            return self._of_code(code)
        return found

    def _of_code(self, code: str) -> Area | None:
        if code not in self.areas or self.areas[code].level != "country":
            return None
        return self.areas[code]

    def country_of_fips(self, code: str | None) -> Area | None:
        """
        Find a country by its FIPS 10-4 code.

        Parameters
        ----------
        code
            Two letters, as GDELT writes them: ``YM`` is Yemen, ``AS`` Australia.

        Returns
        -------
        country
            None where the code is unknown.
        """
        return self._of_code(self._fips.get(code.upper(), "")) if code else None

    def admin1(self, country: Area | None, name: str | None) -> Area | None:
        """
        Find a first-level area by its name, within its country only.

        Parameters
        ----------
        country
            The country; without it nothing is found, because names repeat across borders.
        name
            Name, with or without article and the word for its kind.

        Returns
        -------
        area
            None where the country has no such area.
        """
        if country is None or not name:
            return None
        return self._admin1.get((country.area_id, bare(name)))

    def sea(self, name: str | None) -> Area | None:
        """
        Find a sea by its name.

        Parameters
        ----------
        name
            For example ``Red Sea``, ``Gulf of Aden (centroid)``, ``Red Sea - South``.

        Returns
        -------
        sea
            None where no sea is known by it.
        """
        return self._seas.get(fold(_SEA_SUFFIX.sub("", name))) if name else None

    def sea_at(self, lon: float, lat: float) -> Area | None:
        """
        Find the sea that holds a point.

        Parameters
        ----------
        lon, lat
            Degrees, EPSG:4326.

        Returns
        -------
        sea
            None where no known sea does; never a strait, which lies over the seas that it joins.
        """
        return self._at("sea", lon, lat)

    def admin1_at(self, country: Area | None, lon: float, lat: float) -> Area | None:
        """
        Find the first-level area of a country that holds a point.

        Parameters
        ----------
        country
            The country; None for any.
        lon, lat
            Degrees, EPSG:4326.

        Returns
        -------
        area
            None where none does.
        """
        area = self._at("admin1", lon, lat)
        foreign = area is not None and country is not None and area.country != country.area_id
        return None if foreign else area

    def _at(self, level: str, lon: float, lat: float) -> Area | None:
        area_id = self.areas.areas_at([lon], [lat])[level].iloc[0]
        return None if area_id is None else self.areas[area_id]

    def holds(self, area: Area, lon: float, lat: float) -> bool:
        """
        Say whether a point lies in an area.

        Parameters
        ----------
        area
            The area.
        lon, lat
            Degrees, EPSG:4326.

        Returns
        -------
        holds
            True inside its polygon.
        """
        return bool(shapely.contains_xy(self.areas.polygon(area.area_id), lon, lat))

    def near(self, area: Area, lon: float, lat: float, margin_deg: float) -> bool:
        """
        Say whether a point lies in or near the box around an area.

        Parameters
        ----------
        area
            The area.
        lon, lat
            Degrees, EPSG:4326.
        margin_deg
            Degrees by which the box is widened.

        Returns
        -------
        near
            True inside the widened box.
        """
        box = self._boxes.get(area.area_id)
        if box is None:
            box = self._boxes[area.area_id] = self.areas.polygon(area.area_id).bounds
        west, south, east, north = box
        inside = west - margin_deg <= lon <= east + margin_deg
        return inside and south - margin_deg <= lat <= north + margin_deg


def looks_like_sea(name: str | None) -> bool:
    """
    Say whether a name is that of open water, known or not.

    Parameters
    ----------
    name
        Name of a place or what stands in a country column.

    Returns
    -------
    open_water
        True for ``Red Sea``, ``Gulf of Aden (centroid)``, ``Atlantic Ocean``.
    """
    return bool(name and _SEA_WORDS.search(name))
