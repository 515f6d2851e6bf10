from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard import assets
from dashboard.assets import NAMES, STATIC, address, asset
from dashboard.errors import AssetError

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize("name", NAMES)
def test_every_asset_is_there_with_its_media_type(name: str) -> None:
    found = asset(name, DATA)
    assert len(found.content) > 1000
    expected = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
    assert found.media_type.startswith(expected[Path(name).suffix])
    assert address(name, DATA) == f"../../assets/{name}?v={found.version}"


def test_leaflet_is_the_version_that_folium_asks_for() -> None:
    script = asset("leaflet.js", DATA).content.decode()
    assert 'version="1.9.3"' in script
    assert "sourceMappingURL" not in script


def test_leaflet_styles_load_no_image_from_a_file() -> None:
    sheet = asset("leaflet.css", DATA).content.decode()
    targets = [part.split(")")[0].strip("'\"") for part in sheet.split("url(")[1:]]
    assert targets
    assert all(target.startswith(("data:", "#default#VML")) for target in targets)


def test_our_own_files_name_no_other_host() -> None:
    for name in ("map.js", "map.css"):
        text = asset(name, DATA).content.decode()
        assert "http://" not in text
        assert "https://" not in text
        assert "innerHTML" not in text.replace("through innerHTML", "")


def test_script_holds_every_part_once() -> None:
    parts = {path.name for path in STATIC.glob("map*.js")}
    assert parts == {*assets.SCRIPT_PARTS, *assets.OTHER_SCRIPTS}


def test_data_assets_are_json() -> None:
    assert json.loads(asset("areas.json", DATA).content)["type"] == "FeatureCollection"
    assert "land" in json.loads(asset("basemap.json", DATA).content)


@pytest.mark.parametrize(
    "name", ["", "../pyproject.toml", "basemap", "areas.geojson", "map_base.js"]
)
@pytest.mark.parametrize("ask", [asset, address])
def test_other_names_are_refused(name: str, ask: Callable[[str, Path], object]) -> None:
    with pytest.raises(AssetError, match="no asset"):
        ask(name, DATA)


def test_missing_data_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"basemap\.json cannot be read.*data/"):
        asset("basemap.json", tmp_path)
    with pytest.raises(AssetError, match=r"areas\.geojson"):
        address("areas.json", tmp_path)


def test_address_changes_with_the_content(tmp_path: Path) -> None:
    file = tmp_path / "basemap.json"
    file.write_text("{}")
    before = address("basemap.json", tmp_path)
    assert address("basemap.json", tmp_path) == before
    file.write_text('{"a": 1}')
    assert address("basemap.json", tmp_path) != before
    assert asset("basemap.json", tmp_path).content == b'{"a": 1}'


def test_package_without_leaflet_is_an_error_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offlinefolium.elements._res", {})
    with pytest.raises(AssetError, match="folium-offline"):
        asset("leaflet.js", DATA)
