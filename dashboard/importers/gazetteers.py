"""More names for the gazetteer: GeoNames' country dumps, and names learned from imported rows."""

from __future__ import annotations

import csv
import gzip
import io
import re
import urllib.error
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.areas import Areas, great_circle_m
from dashboard.errors import ImportFileError
from dashboard.importers.mapping import slug
from dashboard.names import fold
from dashboard.place_files import Named, Place, city_radius_m, read, read_blocked
from dashboard.places import Gazetteer
from dashboard.schema import LIST_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "gazetteer/added"
ADDRESS = "https://download.geonames.org/export/dump"
GEONAMES = "GeoNames (CC BY 4.0)"
WIDTH = 19
COLUMNS = (
    "place_id",
    "name",
    "aliases",
    "country_code",
    "lon",
    "lat",
    "place_precision",
    "precision_m",
    "population",
    "layer",
    "source",
)
KEPT = {
    "P": ("city", None),
    "A": ("approximate", 25_000.0),
    "S.AIRP": ("site", 3_000.0),
    "S.AIRB": ("site", 3_000.0),
    "S.AIRF": ("site", 3_000.0),
    "S.AIRH": ("site", 2_000.0),
    "S.INSM": ("site", 3_000.0),
    "S.FT": ("site", 2_000.0),
    "L.MILB": ("site", 5_000.0),
    "L.NVB": ("site", 5_000.0),
    "T.ISL": ("approximate", 15_000.0),
    "T.ISLS": ("approximate", 30_000.0),
    "T.ISLET": ("approximate", 5_000.0),
    "T.CAPE": ("approximate", 5_000.0),
    "T.PT": ("approximate", 5_000.0),
    "T.PEN": ("approximate", 20_000.0),
    "H.BAY": ("approximate", 20_000.0),
    "H.STRT": ("approximate", 40_000.0),
    "H.CHN": ("approximate", 20_000.0),
    "H.GULF": ("approximate", 100_000.0),
    "H.SEA": ("approximate", 200_000.0),
}
"""GeoNames feature class, or class and code, to precision and radius in metres; None for a town."""
DROPPED = frozenset({"A.ADM1", "A.PCLI", "A.PCL", "A.PCLD", "P.PPLH", "P.PPLW", "A.ADM1H"})
"""Countries and first-level areas have polygons; historical and destroyed towns do not count."""
NO_NAMES = frozenset(
    {"link", "post", "iata", "icao", "faac", "unlc", "wkdt", "tcid", "abbr", "phon"}
)
"""Kinds of alternate names that are codes or addresses."""
SAME_SPOT_M = 10_000.0
Row = tuple[object, ...]
FEWEST_LETTERS = 3
_CODE = re.compile(r"[A-Z0-9]{1,4}")
_COUNTRY = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True)
class Added:
    """
    What became of the rows of a dump.

    Attributes
    ----------
    path
        File that the gazetteer reads from now on.
    rows
        Rows of the dump.
    kept
        Places kept.
    faulty
        Rows that are no rows of GeoNames.
    """

    path: Path
    rows: int
    kept: int
    faulty: int


def add(wanted: str, data: Path, names: Path | None = None, address: str = ADDRESS) -> Added:
    """
    Add a country of GeoNames to the gazetteer of a data folder.

    Parameters
    ----------
    wanted
        A file (a dump as text or zip), or two letters to download that country's dump.
    data
        Data folder; the places go to ``gazetteer/added/``.
    names
        GeoNames' table of alternate names for the country, as text or zip; None for those in the
        dump itself.
    address
        Where dumps are downloaded from.

    Returns
    -------
    added
        What was kept, and where.

    Raises
    ------
    ImportFileError
        If the file or the download cannot be had, or holds no rows of GeoNames.
    """
    path = Path(wanted)
    if path.exists():
        content, name = path.read_bytes(), path.stem
    elif _COUNTRY.fullmatch(wanted):
        content, name = _download(f"{address}/{wanted.upper()}.zip"), wanted.upper()
    else:
        raise ImportFileError(f"{wanted} is neither a file nor the two letters of a country")
    more = _alternate_names(names) if names is not None else {}
    lines = _lines(content, wanted)
    kept, total, faulty = [], 0, 0
    for line in lines:
        total += 1
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != WIDTH or not _is_point(cells):
            faulty += 1
        elif row := _row(cells, more):
            kept.append(row)
    if not total or faulty == total:
        raise ImportFileError(f"{wanted} holds no rows of GeoNames (19 columns with tabs)")
    target = _write(data, f"geonames-{slug(name)}", kept)
    return Added(target, total, len(kept), faulty)


def _download(url: str) -> bytes:
    if not url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ImportFileError(f"{url} is no address with https")
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 (checked above)
            content: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError) as error:
        raise ImportFileError(f"{url} cannot be downloaded: {error}") from error
    return content


def _lines(content: bytes, name: str) -> Iterator[str]:
    if content.startswith(b"PK"):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                texts = [n for n in archive.namelist() if n.endswith(".txt")]
                chosen = [n for n in texts if "readme" not in n.casefold()]
                if len(chosen) != 1:
                    raise ImportFileError(f"{name} holds {len(chosen)} tables; one is needed")
                content = archive.read(chosen[0])
        except zipfile.BadZipFile as error:
            raise ImportFileError(f"{name} is an incomplete zip archive") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportFileError(f"{name} is not UTF-8") from error
    return (line for line in text.split("\n") if line.strip())


def _is_point(cells: list[str]) -> bool:
    try:
        lat, lon = float(cells[4]), float(cells[5])
    except ValueError:
        return False
    return cells[0].isdigit() and abs(lat) <= 90 and abs(lon) <= 180  # noqa: PLR2004 (degrees)


def _row(cells: list[str], more: dict[str, list[str]]) -> Row | None:
    number, name, plain, others, lat, lon, kind, code = cells[:8]
    full = f"{kind}.{code}"
    told = KEPT.get(full) or KEPT.get(kind)
    if told is None or full in DROPPED or not name:
        return None
    population = int(cells[14]) if cells[14].isdigit() else 0
    precision, radius = told
    names = [plain, *others.split(","), *more.get(number, [])]
    aliases = dict.fromkeys(n for n in names if n and n != name and _is_name(n))
    return (
        f"geonames:{number}",
        name,
        LIST_SEPARATOR.join(alias.replace(LIST_SEPARATOR, " ") for alias in aliases),
        cells[8],
        lon,
        lat,
        precision,
        radius or city_radius_m(population or None),
        population or "",
        "city",
        GEONAMES,
    )


def _is_name(text: str) -> bool:
    return len(text) >= FEWEST_LETTERS - 1 and _CODE.fullmatch(text) is None


def _alternate_names(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _lines(path.read_bytes(), path.name):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) >= 4 and cells[2] not in NO_NAMES:  # noqa: PLR2004 (number, place, kind, name)
            found.setdefault(cells[1], []).append(cells[3])
    return found


def learn(events: Iterable[pd.DataFrame], dataset: str, data: Path) -> Added:
    """
    Learn the names of places from events that carry both a name and a point.

    Parameters
    ----------
    events
        Event tables of one import.
    dataset
        Where they are from; marked at every name.
    data
        Data folder; the places go to ``gazetteer/added/``.

    Returns
    -------
    added
        Names learned. A name that stands at points more than 10 km apart within one first-level
        area is learned at none.

    Notes
    -----
    Learned names are the lowest layer: they never win over a name that was known before.
    """
    columns = ["place_name", "admin1", "country", "lon", "lat"]
    pinned = [
        part.loc[part["place_precision"].isin(["city", "site", "exact"]), columns]
        for part in events
    ]
    table = pd.concat(pinned, ignore_index=True).dropna(subset=["place_name", "lon", "lat"])
    areas = Areas.load(data)
    by_name = {fold(area.name): area.area_id for area in areas if area.level == "country"}
    kept: list[Row] = []
    groups = table.assign(
        key=[fold(name) for name in table["place_name"]],
        country=table["country"].fillna(""),
        admin1=table["admin1"].fillna(""),
    ).groupby(["country", "admin1", "key"], sort=True)
    for group, rows in groups:
        country, admin1, key = map(str, group)
        code = by_name.get(fold(country))
        lon, lat = float(rows["lon"].median()), float(rows["lat"].median())
        apart = np.asarray(great_circle_m(rows["lon"], rows["lat"], lon, lat))
        if code is None or len(key) < FEWEST_LETTERS or apart.max() > SAME_SPOT_M:
            continue
        kept.append(
            (
                f"learned:{dataset}:{slug(f'{code} {admin1} {key}')}",
                rows["place_name"].iloc[0],
                "",
                code,
                f"{lon:.5f}",
                f"{lat:.5f}",
                "city",
                5_000.0,
                "",
                "learned",
                f"learned from {dataset}",
            )
        )
    target = _write(data, f"learned-{slug(dataset)}", kept)
    return Added(target, len(table), len(kept), 0)


def _write(data: Path, name: str, rows: list[Row]) -> Path:
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.csv.gz"
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(COLUMNS)
    out.writerows(rows)
    fresh = target.with_suffix(".tmp")
    fresh.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    fresh.replace(target)
    return target


def load(data: Path) -> Gazetteer:
    """
    Read the gazetteer of a data folder with all that was added to it.

    Parameters
    ----------
    data
        Data folder.

    Returns
    -------
    gazetteer
        Its own layers, GeoNames' places among the cities, and learned names below all others.

    Raises
    ------
    ImportFileError
        If an added file is damaged; it says which, and to remove it.
    """
    areas = Areas.load(data)
    named = read(data, areas)
    known = {one.place.place_id for one in named}
    files = sorted((data / FOLDER).glob("*.csv.gz"))
    added: dict[str, Named] = {}
    for path in files:
        for one in _added(path, areas):
            if one.place.place_id not in known:
                added.setdefault(one.place.place_id, one)
    return Gazetteer((*named, *added.values()), areas, read_blocked(data))


def _added(path: Path, areas: Areas) -> list[Named]:
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        lon = [float(row["lon"]) for row in rows]
        lat = [float(row["lat"]) for row in rows]
        inside = areas.areas_at(lon, lat)["admin1"].tolist()
        return [
            Named(_place(row, areas, area), tuple(a for a in row["aliases"].split("|") if a))
            for row, area in zip(rows, inside, strict=True)
        ]
    except (OSError, EOFError, KeyError, ValueError) as error:
        raise ImportFileError(
            f"{path.name} is damaged ({error}); remove it or add it again"
        ) from error


def _place(row: dict[str, str], areas: Areas, admin1_id: str | None) -> Place:
    code = row["country_code"]
    country = areas[code].name if code in areas else None
    own = admin1_id is not None and areas[admin1_id].country == code
    return Place(
        place_id=row["place_id"],
        name=row["name"],
        layer=row["layer"],
        country=country,
        country_code=code if country else None,
        admin1=areas[admin1_id].name if own and admin1_id else None,
        admin1_id=admin1_id if own else None,
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        place_precision=row["place_precision"],
        precision_m=float(row["precision_m"]),
        area_id=None,
        source=row["source"],
        population=int(row["population"]) if row["population"] else None,
    )
