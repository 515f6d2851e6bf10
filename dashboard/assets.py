"""What the map's frame loads: Leaflet out of its package, our own script, base map and areas."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import MappingProxyType

from dashboard.errors import AssetError

STATIC = Path(__file__).parent / "static"
PACKAGE = "folium-offline"
# The package keeps its texts by the very addresses that folium would load them from.
LEAFLET = MappingProxyType(
    {
        "leaflet.js": "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.js",
        "leaflet.css": "https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.css",
    }
)
# One request instead of six; map.js comes last because it puts the other parts together.
SCRIPT_PARTS = (
    "map_symbols.js",
    "map_base.js",
    "map_areas.js",
    "map_details.js",
    "map_cells.js",
    "map_panels.js",
    "map.js",
)
DATA_FILES = MappingProxyType({"basemap.json": "basemap.json", "areas.json": "areas.geojson"})
TYPES = MappingProxyType(
    {
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/json",
    }
)
# What only some maps need, so that the others need not load it.
OTHER_SCRIPTS = ("map_proposals.js",)
NAMES = (*LEAFLET, "map.js", "map.css", *OTHER_SCRIPTS, *DATA_FILES)
DIGITS = 12


@dataclass(frozen=True)
class Asset:
    """
    A file for the browser.

    Attributes
    ----------
    content
        Its bytes.
    media_type
        Its media type, for the ``Content-Type`` header.
    version
        Changes whenever the content does.
    """

    content: bytes
    media_type: str
    version: str


def asset(name: str, data: Path) -> Asset:
    """
    Read one file that the map's frame loads.

    Parameters
    ----------
    name
        One of `NAMES`; a name from outside never becomes part of a path.
    data
        Folder with the data files.

    Returns
    -------
    asset
        The file.

    Raises
    ------
    AssetError
        If there is no such asset, or its file is missing; the message says where it comes from.

    Notes
    -----
    Leaflet 1.9.3 is read out of the wheel of folium-offline when it is first asked for: importing
    that package takes half a second.
    """
    if name in LEAFLET:
        content = _leaflet(name)
    else:
        content = b"".join(_read(path) for path in _files(name, data))
    return Asset(content, TYPES[Path(name).suffix], _version(name, data))


def address(name: str, data: Path) -> str:
    """
    Give the address of an asset as the map's frame asks for it.

    Parameters
    ----------
    name
        One of `NAMES`.
    data
        Folder with the data files.

    Returns
    -------
    address
        Relative to the frame, so that it holds under any base path; changes whenever the content
        does, so that browsers may keep what they have for long.

    Raises
    ------
    AssetError
        As `asset`.
    """
    return f"../../assets/{name}?v={_version(name, data)}"


def _version(name: str, data: Path) -> str:
    """Name the content without reading it again: Leaflet changes with its package only."""
    if name not in LEAFLET:
        return _digest(tuple((path, *_stamp(path)) for path in _files(name, data)))
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        raise AssetError(_missing_package()) from None


def _leaflet(name: str) -> bytes:
    try:
        from offlinefolium.elements import _res as texts  # noqa: PLC0415 - slow, see `asset`
    except ImportError:
        raise AssetError(_missing_package()) from None
    text = texts.get(LEAFLET[name])
    if text is None:
        raise AssetError(
            f"{name}: {PACKAGE} {version(PACKAGE)} does not carry {LEAFLET[name]}; install the "
            "version that pyproject.toml names"
        )
    # The map of the source is not in the package; a browser's tools would ask for it in vain.
    return str(text).split("//# sourceMappingURL=", maxsplit=1)[0].encode()


def _missing_package() -> str:
    return f"Leaflet is missing: the package {PACKAGE} is not installed; install the requirements"


def _files(name: str, data: Path) -> list[Path]:
    """Say which files make up an asset."""
    if name == "map.js":
        return [STATIC / part for part in SCRIPT_PARTS]
    if name == "map.css" or name in OTHER_SCRIPTS:
        return [STATIC / name]
    if name in DATA_FILES:
        return [data / DATA_FILES[name]]
    raise AssetError(f"{name!r} is no asset; there are {', '.join(NAMES)}")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise AssetError(_unreadable(path, error)) from error


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise AssetError(_unreadable(path, error)) from error
    return found.st_mtime_ns, found.st_size


def _unreadable(path: Path, error: OSError) -> str:
    what = "lies in data/" if path.parent != STATIC else "belongs to the package"
    return f"{path.name} cannot be read ({error.strerror}); it {what}, take it from the repository"


@lru_cache(maxsize=32)
def _digest(files: tuple[tuple[Path, int, int], ...]) -> str:
    """Hash the files' content; their time and size in the key make a changed file a new one."""
    whole = hashlib.sha256()
    for path, _, _ in files:
        whole.update(_read(path))
    return whole.hexdigest()[:DIGITS]
