"""The map: a Folium map that loads nothing from other hosts and holds no data itself."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

import folium
from branca.element import MacroElement
from folium.template import Template

from dashboard.assets import address
from dashboard.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Kind = Literal["cell", "area", "event"]

# Web Mercator ends here; Leaflet shows nothing beyond.
MOST_LAT = 85.05
MIN_ZOOM = 2
# Half steps let the whole region fit a map that is not high; buttons still take whole ones.
ZOOM_STEP = 0.5
# The drawn base map holds nothing finer than towns; tiles have streets.
MAX_ZOOM = 13
MAX_ZOOM_TILES = 18
# Keys come back from the browser, where anybody may write what they like.
KEY_PATTERNS = MappingProxyType(
    {
        "cell": re.compile(r"[A-Za-z0-9._:-]{1,80}"),
        "area": re.compile(r"[A-Za-z0-9-]{2,60}"),
        "event": re.compile(r"[^\x00-\x1f\x7f]{1,300}"),
    }
)
NONCE = re.compile(r"[a-z0-9.]{1,40}")


@dataclass(frozen=True)
class MapView:
    """
    What the map shows when it is first opened.

    Attributes
    ----------
    lon, lat
        Middle of the map, degrees, EPSG:4326.
    zoom
        Zoom level in steps of `ZOOM_STEP`, `MIN_ZOOM` to `MAX_ZOOM` (`MAX_ZOOM_TILES` with tiles).
    tiles_url
        Address pattern of online tiles with {z}, {x} and {y}; None for the drawn base map only.
    tiles_attribution
        Credit that the tile provider asks for, plain text.
    data
        Folder with the data files, for the addresses of base map and areas.

    Notes
    -----
    A view in the page's address (``map=zoom/lat/lon``) goes before this one; the frame reads and
    writes it by itself. Give the same view on every run of a session: a changed one changes the
    map's script, and Streamlit would mount the frame anew.
    """

    lon: float = 43.5
    lat: float = 24.5
    zoom: float = 4.5
    tiles_url: str | None = None
    tiles_attribution: str = ""
    data: Path = Path("data")

    def __post_init__(self) -> None:
        """Refuse a view that Leaflet cannot show."""
        most = MAX_ZOOM if self.tiles_url is None else MAX_ZOOM_TILES
        faults = []
        if not (math.isfinite(self.lon) and abs(self.lon) <= 180):  # noqa: PLR2004 - degrees
            faults.append(f"lon={self.lon!r}: must lie from -180 to 180")
        if not (math.isfinite(self.lat) and abs(self.lat) <= MOST_LAT):
            faults.append(f"lat={self.lat!r}: must lie from -{MOST_LAT} to {MOST_LAT}")
        if not MIN_ZOOM <= self.zoom <= most:
            faults.append(f"zoom={self.zoom!r}: must lie from {MIN_ZOOM} to {most}")
        if self.tiles_url is not None and not all(
            part in self.tiles_url for part in ("{z}", "{x}", "{y}")
        ):
            faults.append(f"tiles_url={self.tiles_url!r}: must hold {{z}}, {{x}} and {{y}}")
        if faults:
            raise SettingsError("\n".join(faults))


@dataclass(frozen=True)
class Click:
    """
    What was chosen on the map.

    Attributes
    ----------
    kind
        ``"cell"`` for a symbol, ``"area"`` for an area or its tag, ``"event"`` for a row of the
        list that either opens.
    key
        Key of the cell, area_id, or event_id.
    nonce
        Differs for every click of every mounted map, so that choosing the same thing twice can be
        told from a rerun that still carries the last choice.
    """

    kind: Kind
    key: str
    nonce: str

    @property
    def at(self) -> str | None:
        """What ``api/events?at=`` takes; None for a single event."""
        if self.kind == "event":
            return None
        return self.key if self.kind == "cell" else f"area:{self.key}"

    @property
    def selected(self) -> str:
        """What `filter_layer` takes to mark this choice on the map."""
        return f"event:{self.key}" if self.kind == "event" else str(self.at)


class OfflineMap(folium.Map):
    """
    A Folium map whose script, styles and base map come from our own server.

    Parameters
    ----------
    view
        What to show first.
    scripts
        Assets to load behind ``map.js``.

    Notes
    -----
    Folium's own map asks five hosts for Leaflet, jQuery, Bootstrap, Font Awesome and tiles; none
    of them is needed for what is drawn here. Addresses are relative to streamlit-folium's frame.
    """

    def __init__(self, view: MapView, scripts: tuple[str, ...] = ()) -> None:
        most = MAX_ZOOM if view.tiles_url is None else MAX_ZOOM_TILES
        super().__init__(
            location=[view.lat, view.lon],
            zoom_start=view.zoom,  # type: ignore[arg-type]  # Leaflet takes half steps
            tiles=None,
            prefer_canvas=True,
            zoomSnap=ZOOM_STEP,
            minZoom=MIN_ZOOM,
            maxZoom=most,
            worldCopyJump=True,
        )
        self.default_js = [
            ("leaflet", address("leaflet.js", view.data)),
            ("conflict_map", address("map.js", view.data)),
            *((Path(name).stem, address(name, view.data)) for name in scripts),
        ]
        self.default_css = [
            ("leaflet_css", address("leaflet.css", view.data)),
            ("conflict_map_css", address("map.css", view.data)),
        ]


class _Start(MacroElement):
    """Start our own script on the map; the options go in as JSON, never as code."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "conflictMap.{{ this.begin }}("
        "{{ this._parent.get_name() }}, {{ this.options|tojavascript }});"
        "{% endmacro %}"
    )

    def __init__(self, view: MapView, begin: Literal["start", "sketch"] = "start") -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations
        self._name = "Start"
        self.begin = begin
        self.options: dict[str, object] = {
            "root": "../../",
            "basemap": address("basemap.json", view.data),
            "areas": address("areas.json", view.data),
            "tiles": None,
        }
        if view.tiles_url is not None:
            self.options["tiles"] = {"url": view.tiles_url, "attribution": view.tiles_attribution}


class _Apply(MacroElement):
    """Hand the filter to the map that is already running."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.conflictMap && conflictMap.apply({"
        "query: {{ this.query }}, colour: {{ this.colour }}, selected: {{ this.selected }}, "
        "page: {{ this.page }}, session: {{ this.session }}, version: {{ this.version }}});"
        "{% endmacro %}"
    )

    def __init__(
        self, query: str, colour: str, selected: str | None, page: str, own: tuple[str, str]
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations
        self._name = "Apply"
        self.query = script_text(query)
        self.colour = script_text(colour)
        self.selected = script_text(selected or "")
        self.page = script_text(page)
        self.session, self.version = (script_text(text) for text in own)


class _Propose(MacroElement):
    """Hand proposals to the small map that is already running."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "window.conflictMap && conflictMap.propose && conflictMap.propose("
        "JSON.parse({{ this.told }}));"
        "{% endmacro %}"
    )

    def __init__(self, told: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations
        self._name = "Propose"
        self.told = script_text(told)


def build_map(view: MapView) -> OfflineMap:
    """
    Build the map.

    Parameters
    ----------
    view
        What to show first; the same on every run of a session.

    Returns
    -------
    map
        A map without data: it asks the server for what lies in view. Build a new one on every
        run, since a kept one cannot take a second filter layer.

    Raises
    ------
    AssetError
        If a file that the map loads is missing.
    """
    made = OfflineMap(view)
    _Start(view).add_to(made)
    return made


def filter_layer(
    query: str,
    colour: str = "type",
    selected: str | None = None,
    page: str = "",
    own: tuple[str, str] = ("", ""),
) -> folium.FeatureGroup:
    """
    Build the small layer that carries the filter into the running map.

    Parameters
    ----------
    query
        The filter as a query string (`filters.to_query`), the same that downloads use.
    colour
        ``"type"`` or ``"actor"``: what the colours stand for.
    selected
        What to mark: `Click.selected`, or ``"event:"`` and an id; None for nothing.
    page
        Query string of the page. Python writes it without the map's own part; whenever it
        changes, this layer does too, and the map adds where it stands.
    own
        Name of the session whose events are drawn beside everybody's, or ""; and the version of
        the data, which the map asks for anew when it changes. Neither goes into the address.

    Returns
    -------
    layer
        A `folium.FeatureGroup` for the ``feature_group_to_add`` of `st_folium`.
    """
    layer = folium.FeatureGroup(name="filter", control=False)
    _Apply(query, colour, selected, page, own).add_to(layer)
    return layer


def build_sketch(view: MapView) -> OfflineMap:
    """
    Build the small map that stands beside a report.

    Parameters
    ----------
    view
        What to show before there is a proposal; the same on every run of a session.

    Returns
    -------
    map
        A map without data, which asks the server for nothing but base map and areas; see
        `proposal_layer`.

    Raises
    ------
    AssetError
        If a file that the map loads is missing.
    """
    made = OfflineMap(view, ("map_proposals.js",))
    _Start(view, "sketch").add_to(made)
    return made


def proposal_layer(
    items: Sequence[Mapping[str, object]], chosen: str | None
) -> folium.FeatureGroup:
    """
    Build the small layer that carries proposals into the running sketch.

    Parameters
    ----------
    items
        ``id``, ``number``, ``lon``, ``lat`` and ``radius_m`` (null for an area), ``area_id`` (null
        for a point), ``doubtful``.
    chosen
        Id of the one to mark; None for none.

    Returns
    -------
    layer
        A `folium.FeatureGroup` for the ``feature_group_to_add`` of `st_folium`. What is clicked
        comes back as a `Click` of the kind ``"event"`` with the id as its key.
    """
    layer = folium.FeatureGroup(name="proposals", control=False)
    told = {"items": [dict(item) for item in items], "chosen": chosen}
    _Propose(json.dumps(told, allow_nan=False)).add_to(layer)
    return layer


def script_text(text: str) -> str:
    r"""
    Write a text from outside as a JavaScript string.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    literal
        The text in double quotes; whatever is not a plain letter, digit or blank is written as
        ``\uXXXX``, one for each UTF-16 unit.

    Notes
    -----
    Narrower than JSON on purpose. The literal passes through HTML, through ``eval``, and through
    streamlit-folium, which replaces ``_name`` and ``{{ 'name' }}`` wherever they stand: with
    neither quotes nor ``<``, ``_``, ``{`` or line separators in it, none of them finds anything.
    """
    raw = text.encode("utf-16-be", "surrogatepass")
    units = [high << 8 | low for high, low in zip(raw[::2], raw[1::2], strict=True)]
    return '"' + "".join(_plain_or_escaped(unit) for unit in units) + '"'


def _plain_or_escaped(unit: int) -> str:
    letter = chr(unit)
    return (
        letter
        if letter.isascii() and (letter.isalnum() or letter in " =&%+.,-")
        else f"\\u{unit:04x}"
    )


def has_drawn(returned: object) -> bool:
    """
    Say whether the map has drawn what it was first asked for, or said that it cannot.

    Parameters
    ----------
    returned
        What `st_folium` returned: anything, since it comes from a browser.

    Returns
    -------
    drawn
        True from the map's first message on.
    """
    return isinstance(returned, dict) and (returned.get("drawn") is True or "click" in returned)


def read_click(returned: object) -> Click | None:
    """
    Read what `st_folium` returned.

    Parameters
    ----------
    returned
        Its return value: anything, since it comes from a browser.

    Returns
    -------
    click
        What was chosen last; None where nothing was, or where the value makes no sense. It stays
        the same over reruns until something else is chosen: compare ``nonce``.

    Notes
    -----
    Call `st_folium` with ``returned_objects=[]``: then streamlit-folium itself never reports
    moves or clicks, which would rerun the page, and only our own choices arrive.
    """
    click = returned.get("click") if isinstance(returned, dict) else None
    if not isinstance(click, dict):
        return None
    kind, key, nonce = (click.get(part) for part in ("kind", "key", "nonce"))
    if not (isinstance(kind, str) and isinstance(key, str) and isinstance(nonce, str)):
        return None
    pattern = KEY_PATTERNS.get(kind)
    if pattern is None or pattern.fullmatch(key) is None or NONCE.fullmatch(nonce) is None:
        return None
    return Click(cast("Kind", kind), key, nonce)
