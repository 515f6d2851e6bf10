from __future__ import annotations

import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from dashboard.errors import ImportFileError
from dashboard.importers import gazetteers
from dashboard.importers.geocoding import BulkGeocoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def row(number: int, name: str, kind: str, lat: float, lon: float, **more: str) -> str:
    """Write a row of GeoNames, every place in it invented."""
    cells = [str(number), name, more.get("plain", name), more.get("others", "")]
    cells += [str(lat), str(lon), *kind.split("."), more.get("country", "YE"), "", "02", "", "", ""]
    cells += [more.get("population", "0"), "", "5", "Asia/Aden", "2024-01-01"]
    return "\t".join(cells)


DUMP = "\n".join(
    [
        row(1, "Qaryat al Wahm", "P.PPL", 15.5, 43.9, others='قرية الوهم,Wahm "Village",QAW'),
        row(2, "Wahm Airfield", "S.AIRF", 15.6, 43.8),
        row(3, "Jazirat al Wahm", "T.ISL", 15.2, 42.3),
        row(4, "Mudiriyat al Wahm", "A.ADM2", 15.4, 43.7),
        row(5, "Hotel Wahm", "S.HTL", 15.4, 43.7),
        row(6, "Old Wahm", "P.PPLH", 15.4, 43.7),
        "seven\ttoo\tfew",
        row(8, "Nowhere", "P.PPL", 95.0, 43.7),
    ]
)


@pytest.fixture
def folder(tmp_path: Path, data: Path) -> Path:
    """Make a data folder to which may be added."""
    for path in data.rglob("*"):
        if path.is_file() and "build" not in path.parts and path.name != "basemap.json":
            target = tmp_path / "data" / path.relative_to(data)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path / "data"


def zipped(text: str, name: str = "YE.txt") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "nothing")
        archive.writestr(name, text)
    return stream.getvalue()


def test_a_dump_is_taken_in_and_found_from_then_on(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "YE.zip"
    path.write_bytes(zipped(DUMP))
    before = BulkGeocoder(gazetteers.load(folder), folder)
    assert before.find("Qaryat al Wahm", "Yemen", None).precision == "country"
    added = gazetteers.add(str(path), folder)
    assert (added.rows, added.kept, added.faulty) == (8, 4, 2)
    after = BulkGeocoder(gazetteers.load(folder), folder)
    for name in ("Qaryat al Wahm", "قرية الوهم", 'Wahm "Village"'):
        got = after.find(name, "Yemen", None)
        assert (got.lon, got.lat, got.precision, got.layer) == (43.9, 15.5, "city", "city")
    assert after.find("Wahm Airfield", "Yemen", None).precision == "site"
    assert after.find("Jazirat al Wahm", "Yemen", None).precision == "approximate"
    assert after.find("Hotel Wahm", "Yemen", None).precision == "country"
    assert after.find("QAW", "Yemen", None).precision == "country"
    assert after.find("Qaryat al Wahm", "Iraq", None).area_id == "IQ"


def test_adding_the_same_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "YE.txt"
    path.write_text(DUMP, "utf-8")
    first = gazetteers.add(str(path), folder).path.read_bytes()
    assert gazetteers.add(str(path), folder).path.read_bytes() == first
    assert len(gazetteers.load(folder)) == len(gazetteers.load(folder))


def test_alternate_names_come_from_their_table(folder: Path, tmp_path: Path) -> None:
    dump, names = tmp_path / "YE.txt", tmp_path / "names.txt"
    dump.write_text(DUMP, "utf-8")
    names.write_text("1\t1\ten\tPhantom Village\n2\t1\tlink\thttps://x.example\n3\t1\tiata\tPHV\n")
    gazetteers.add(str(dump), folder, names)
    after = BulkGeocoder(gazetteers.load(folder), folder)
    assert after.find("Phantom Village", "Yemen", None).lon == 43.9


class _Dumps(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path == "/dump/YE.zip"
        self.send_response(200 if found else 404)
        self.end_headers()
        if found:
            self.wfile.write(zipped(DUMP))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """Serve one dump on this machine."""
    with HTTPServer(("127.0.0.1", 0), _Dumps) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/dump"
        running.shutdown()


def test_a_country_is_downloaded_when_asked_for(folder: Path, server: str) -> None:
    added = gazetteers.add("ye", folder, address=server)
    assert added.kept == 4
    assert added.path.name == "geonames-ye.csv.gz"


def test_what_cannot_be_downloaded_is_said(folder: Path, server: str) -> None:
    with pytest.raises(ImportFileError, match="404"):
        gazetteers.add("XX", folder, address=server)
    with pytest.raises(ImportFileError, match="no address with https"):
        gazetteers.add("YE", folder, address="ftp://dumps.example")


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"a,b\n1,2\n", "no rows of GeoNames"),
        (b"PK broken", "incomplete zip"),
        (b"\xff\xfe\xff", "not UTF-8"),
        (b"", "no rows of GeoNames"),
    ],
)
def test_what_is_no_dump_is_refused(
    folder: Path, tmp_path: Path, content: bytes, match: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(ImportFileError, match=match):
        gazetteers.add(str(path), folder)


def test_neither_a_file_nor_a_country(folder: Path) -> None:
    with pytest.raises(ImportFileError, match="neither a file"):
        gazetteers.add("nowhere.zip", folder)


def events(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    made = [
        {"place_name": name, "admin1": area, "country": "Yemen", "lon": lon, "lat": lat}
        for name, area, lon, lat in rows
    ]
    return pd.DataFrame(made).assign(place_precision="city")


def test_names_are_learned_and_marked(folder: Path) -> None:
    table = events(
        ("Wahm Gate", "Hajjah", 43.5, 16.0),
        ("Wahm Gate", "Hajjah", 43.52, 16.0),
        ("Wahm Bridge", "Hajjah", 43.5, 16.0),
        ("Wahm Bridge", "Hajjah", 44.5, 16.0),
        ("Sanaa", "Hajjah", 43.4, 16.1),
        ("X", "Hajjah", 43.4, 16.1),
    )
    added = gazetteers.learn([table], "desk", folder)
    assert added.kept == 2
    after = BulkGeocoder(gazetteers.load(folder), folder)
    got = after.find("Wahm Gate", "Yemen", None)
    assert (got.layer, got.precision) == ("learned", "city")
    assert got.lon == pytest.approx(43.51, abs=0.02)
    assert after.find("Wahm Bridge", "Yemen", None).precision == "country"
    assert after.find("Sanaa", "Yemen", None).layer != "learned"


def test_a_damaged_addition_is_named(folder: Path) -> None:
    path = folder / gazetteers.FOLDER / "geonames-xx.csv.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nothing")
    with pytest.raises(ImportFileError, match=r"geonames-xx\.csv\.gz is damaged"):
        gazetteers.load(folder)
