from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from benchmarks.reports import Read, read_half
from dashboard.events import event_table, with_points
from dashboard.records import Records, read
from dashboard.schema import FILES
from dashboard.store import Store, build, collection
from tests.offline_guard import offline, refused
from tests.stand_in_model import model, model_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import geopandas as gpd

__all__ = ["model", "model_settings", "offline", "refused"]  # fixtures that pytest finds here

settings.register_profile("calm", deadline=None)  # a busy machine is no failure
settings.load_profile("calm")

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def records() -> Records:
    return read(DATA)


@pytest.fixture(scope="session")
def tuning() -> dict[str, Read]:
    """Read the tuning reports, once for all tests that look at what is read of them."""
    return {one.name: one for one in read_half(Path(__file__).parent / "reports" / "tuning")}


@pytest.fixture(scope="session")
def starter(records: Records) -> gpd.GeoDataFrame:
    return with_points(event_table(records))


@pytest.fixture(scope="session")
def store(records: Records, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("store") / "events.duckdb"
    build(path, collection(records))
    opened = Store(path, "test")
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the data files, to be changed."""
    copy = tmp_path / "data"
    copy.mkdir()
    for table in FILES:
        shutil.copy(DATA / f"{table.name}.csv", copy)
    shutil.copy(DATA / "areas.geojson", copy)
    return copy


@pytest.fixture(scope="session")
def facts() -> Path:
    folder = SHARED / "facts"
    if not folder.exists():
        pytest.skip("the audited facts are not beside this checkout")
    return folder
