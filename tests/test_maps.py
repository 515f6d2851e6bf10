from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit_folium import _get_feature_group_string, _get_map_string

from dashboard.errors import AssetError, SettingsError
from dashboard.maps import (
    Click,
    MapView,
    build_map,
    build_sketch,
    filter_layer,
    has_drawn,
    proposal_layer,
    read_click,
    script_text,
)

DATA = Path(__file__).parents[1] / "data"
VIEW = MapView(data=DATA)
HOSTILE = [
    "</script><script>alert(1)</script>",
    '"); alert(1); ("',
    "'); alert(1); ('",
    "`${alert(1)}`",
    '\\"); alert(1); //',
    "line\u2028separator\u2029paragraph\nnew\rline\0",
    "{{ 'alert' }} {% raw %} {{ this.query }}",
    "name_0123abc map_div _filter",
    "الحديدة 🛳 \ud800",
    "<!-- <script>",
]


def sent_script(query: str, selected: str | None = None) -> str:
    """What streamlit-folium sends to be run in the browser."""
    layer = filter_layer(query, "type", selected, "", (query, "v1"))
    return str(_get_feature_group_string(layer, build_map(VIEW)))


def test_rendered_map_names_no_host_but_our_own() -> None:
    html = build_map(VIEW).get_root().render()
    assert re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", html) == []
    assert "../../assets/leaflet.js?v=" in html
    assert "jquery" not in html.lower()


def test_stylesheets_and_scripts_come_from_our_assets() -> None:
    made = build_map(VIEW)
    links = [link for _, link in (*made.default_js, *made.default_css)]
    assert [link.split("?")[0] for link in links] == [
        f"../../assets/{name}" for name in ("leaflet.js", "map.js", "leaflet.css", "map.css")
    ]


def test_script_is_the_same_in_every_run() -> None:
    scripts = set()
    for query in ("", "actor=houthis", HOSTILE[0]):
        made = build_map(VIEW)
        made.get_root().render()
        scripts.add(str(_get_map_string(made)))
        _get_feature_group_string(filter_layer(query), made)
    assert len(scripts) == 1
    assert "conflictMap.start(map_div" in scripts.pop()


def test_folium_itself_stays_as_it_was() -> None:
    before = list(folium.Map.default_js)
    build_map(VIEW)
    assert folium.Map.default_js == before


def test_tiles_are_only_named_when_asked_for() -> None:
    url = "https://tiles.example.org/{z}/{x}/{y}.png?a='\"</script>"
    made = build_map(MapView(data=DATA, tiles_url=url, tiles_attribution="<b>'Us'</b>"))
    made.get_root().render()
    script = str(_get_map_string(made))
    assert "tiles.example.org" in script
    assert "</script>" not in script
    assert "<b>" not in script
    assert "tiles" in str(_get_map_string(build_map(VIEW)))


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_filter_stays_a_string(query: str) -> None:
    script = sent_script(query, query)
    [call] = re.findall(r"conflictMap\.apply\((\{.*?\})\);", script)
    values = re.findall(r'(query|colour|selected|page|session|version): ("[^"]*")', call)
    read = {name: json.loads(text) for name, text in values}
    wanted = {"query": query, "colour": "type", "selected": query, "page": ""}
    assert read == wanted | {"session": query, "version": "v1"}
    assert call == "{" + ", ".join(f"{name}: {text}" for name, text in values) + "}"


@given(st.text())
def test_any_text_survives_as_a_script_string(text: str) -> None:
    literal = script_text(text)
    assert json.loads(literal) == text
    assert re.fullmatch(r'"(?:[A-Za-z0-9 =&%+.,-]|\\u[0-9a-f]{4})*"', literal)


@pytest.mark.parametrize(
    "returned",
    [
        None,
        "click",
        3,
        [],
        {},
        {"click": None},
        {"click": "cell"},
        {"click": {}},
        {"click": {"kind": "cell", "key": "5.1.2"}},
        {"click": {"kind": "cell", "key": 5, "nonce": "a.1"}},
        {"click": {"kind": "pin", "key": "5.1.2", "nonce": "a.1"}},
        {"click": {"kind": "cell", "key": "5.1.2; drop", "nonce": "a.1"}},
        {"click": {"kind": "area", "key": "YE' or 1=1", "nonce": "a.1"}},
        {"click": {"kind": "event", "key": "", "nonce": "a.1"}},
        {"click": {"kind": "event", "key": "a\nb", "nonce": "a.1"}},
        {"click": {"kind": "event", "key": "x" * 301, "nonce": "a.1"}},
        {"click": {"kind": ["cell"], "key": "5.1.2", "nonce": "a.1"}},
        {"click": {"kind": "cell", "key": "5.1.2", "nonce": "<b>"}},
    ],
)
def test_rubbish_from_the_browser_is_no_click(returned: object) -> None:
    assert read_click(returned) is None


@pytest.mark.parametrize(
    ("returned", "drawn"),
    [
        (None, False),
        ("drawn", False),
        ({}, False),
        ({"drawn": 1}, False),
        ({"drawn": True}, True),
        ({"click": {"kind": "cell", "key": "5.1.2", "nonce": "a.1"}}, True),
    ],
)
def test_the_first_message_of_the_map_says_that_it_has_drawn(
    returned: object, *, drawn: bool
) -> None:
    assert has_drawn(returned) is drawn


@pytest.mark.parametrize(
    ("kind", "key", "at", "selected"),
    [
        ("cell", "9.301.201", "9.301.201", "9.301.201"),
        ("area", "sea-red-sea", "area:sea-red-sea", "area:sea-red-sea"),
        ("area", "YE-HU", "area:YE-HU", "area:YE-HU"),
        ("event", "2024-01-28-tower-22", None, "event:2024-01-28-tower-22"),
        ("event", "حدث/12?x=1", None, "event:حدث/12?x=1"),
    ],
)
def test_click_is_read(kind: str, key: str, at: str | None, selected: str) -> None:
    click = read_click({"click": {"kind": kind, "key": key, "nonce": "k3j.7"}})
    assert isinstance(click, Click)
    assert (click.kind, click.key, click.nonce) == (kind, key, "k3j.7")
    assert (click.at, click.selected) == (at, selected)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"lon": 190.0}, "lon=190.0"),
        ({"lat": float("nan")}, "lat=nan"),
        ({"zoom": 30}, "zoom=30"),
        ({"tiles_url": "https://example.org/tiles"}, "tiles_url"),
    ],
)
def test_impossible_view_is_refused(given: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        MapView(**given)  # type: ignore[arg-type]


def test_missing_base_map_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="basemap"):
        build_map(MapView(data=tmp_path))


def test_our_scripts_are_javascript() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node here; the browser tests run the scripts")
    for path in sorted((Path(__file__).parents[1] / "dashboard" / "static").glob("*.js")):
        subprocess.run([node, "--check", path], check=True)


def test_the_sketch_asks_for_nothing_but_assets() -> None:
    html = build_sketch(VIEW).get_root().render()
    assert "conflictMap.sketch(" in html
    assert "conflictMap.start(" not in html
    assert "assets/map_proposals.js?v=" in html
    assert "https://" not in html
    assert "map_proposals" not in build_map(VIEW).get_root().render()


def test_proposals_reach_the_sketch_as_one_harmless_text() -> None:
    told = "".join(HOSTILE[:-2])
    items = [{"id": told, "number": 1, "lon": 44.4, "lat": 33.3, "radius_m": 5e3, "area_id": None}]
    sent = str(_get_feature_group_string(proposal_layer(items, told), build_sketch(VIEW)))
    [literal] = re.findall(r"JSON\.parse\((\".*?\")\)", sent)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 =&%+.,-]|\\u[0-9a-f]{4})*"', literal)
    assert json.loads(json.loads(literal)) == {"items": items, "chosen": told}
