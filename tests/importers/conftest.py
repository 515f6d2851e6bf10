from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.places import Gazetteer


@pytest.fixture(scope="session")
def data() -> Path:
    return Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def gazetteer(data: Path) -> Gazetteer:
    """Give the gazetteer without additions, loaded once."""
    return Gazetteer.load(data)
