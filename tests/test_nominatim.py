from __future__ import annotations

import json
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.exc import (
    GeocoderQueryError,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeopyError,
)
from geopy.location import Location

from dashboard.errors import SettingsError, StoreError
from dashboard.geocode import (
    GeocoderChain,
    OfflineGeocoder,
    PoliteNominatim,
    Turnstile,
    from_settings,
)
from dashboard.geocode.online import ATTRIBUTION, ONE_A_SECOND
from dashboard.places import Gazetteer
from dashboard.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[1] / "data"
GAZETTEER = Gazetteer.load(DATA)
OFFLINE = OfflineGeocoder(GAZETTEER)
VILLAGE: dict[str, Any] = {
    "osm_type": "node",
    "osm_id": 1,
    "lat": "15.1",
    "lon": "43.1",
    "name": "Xyzzyville",
    "display_name": "Xyzzyville, Al Hudaydah, Yemen",
    "addresstype": "village",
    "boundingbox": ["15.09", "15.11", "43.09", "43.11"],
    "address": {"country": "Yemen", "country_code": "ye", "ISO3166-2-lvl4": "YE-HU"},
}


@dataclass
class Service:
    """A stand-in for Nominatim on this machine."""

    answers: list[dict[str, Any]] = field(default_factory=lambda: [VILLAGE])
    status: int = 200
    delay_s: float = 0.0
    domain: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    service: Service

    def do_GET(self) -> None:
        self.service.times.append(time.monotonic())
        self.service.asked.append(parse_qs(urlsplit(self.path).query))
        self.service.agents.append(self.headers["User-Agent"])
        time.sleep(self.service.delay_s)
        body = json.dumps(self.service.answers).encode()
        self.send_response(self.service.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        del arguments


@pytest.fixture
def service() -> Iterator[Service]:
    standing_in = Service()
    bound = {"service": standing_in}
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), bound)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        standing_in.domain = f"127.0.0.1:{server.server_port}"
        yield standing_in
        server.shutdown()
        thread.join()


@pytest.fixture
def online(service: Service, tmp_path: Path) -> PoliteNominatim:
    return PoliteNominatim(
        "a-test (mail@example.org)",
        tmp_path / "cache",
        service=f"http://{service.domain}",
        area_ids=GAZETTEER.areas,
        turnstile=Turnstile(0.0),
    )


def located(found: object) -> Location:
    assert isinstance(found, Location)
    return found


def test_a_known_name_is_not_asked_online(service: Service, online: PoliteNominatim) -> None:
    chain = GeocoderChain(OFFLINE, online)
    assert located(chain.geocode("Baghdad")).raw["place_id"] == "baghdad"
    assert service.asked == []


def test_an_unknown_name_is_asked_once_and_kept(service: Service, online: PoliteNominatim) -> None:
    chain = GeocoderChain(OFFLINE, online)
    for _ in range(3):
        found = located(chain.geocode("Xyzzyville", country_codes="YE"))
        assert (found.latitude, found.longitude) == (15.1, 43.1)
        assert found.raw["attribution"] == ATTRIBUTION
        assert found.raw["place_precision"] == "city"
        assert found.raw["layer"] == "nominatim"
        assert 1_000 < found.raw["precision_m"] < 2_000
    assert len(service.asked) == 1
    assert service.asked[0]["countrycodes"] == ["ye"]
    assert service.agents == ["a-test (mail@example.org)"]


def test_what_is_kept_outlives_the_object_and_is_plain_text(
    service: Service, online: PoliteNominatim, tmp_path: Path
) -> None:
    online.geocode("Xyzzyville")
    other = PoliteNominatim(
        "another", tmp_path / "cache", service=f"http://{service.domain}", turnstile=Turnstile(0)
    )
    assert located(other.geocode("Xyzzyville")).address == VILLAGE["display_name"]
    assert len(service.asked) == 1
    with sqlite3.connect(tmp_path / "cache" / "nominatim.sqlite") as file:
        rows = file.execute("select question, answer from answers").fetchall()
    file.close()
    assert json.loads(rows[0][1]) == [VILLAGE]


def test_not_found_is_kept_too(service: Service, online: PoliteNominatim) -> None:
    service.answers = []
    assert online.geocode("Xyzzyville") is None
    assert online.geocode("Xyzzyville", exactly_one=False) is None
    assert len(service.asked) == 1


def test_other_countries_are_another_question(service: Service, online: PoliteNominatim) -> None:
    online.geocode("Xyzzyville", country_codes=["YE"])
    online.geocode("Xyzzyville", country_codes=["IQ"])
    online.geocode("Xyzzyville", country_codes="ye")
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (429, GeocoderRateLimited),
        (500, GeocoderServiceError),
        (502, GeocoderServiceError),
        (503, GeocoderServiceError),
        (403, GeocoderServiceError),
    ],
)
def test_an_outage_is_raised_and_never_kept(
    service: Service, online: PoliteNominatim, status: int, error: type[Exception]
) -> None:
    chain = GeocoderChain(OFFLINE, online)
    service.status = status
    for text in ("Xyzzyville", "Xyzzyville, Yemen"):
        with pytest.raises(error):
            chain.geocode(text)
    service.status = 200
    assert located(chain.geocode("Xyzzyville")).raw["name"] == "Xyzzyville"
    assert len(service.asked) == 3


def test_a_slow_service_is_an_outage(service: Service, online: PoliteNominatim) -> None:
    service.delay_s = 0.5
    with pytest.raises(GeocoderTimedOut):
        online.geocode("Xyzzyville", timeout=0.05)
    assert len(service.asked) == 1, "a failed request must not be repeated at once"
    service.delay_s = 0.0
    assert online.geocode("Xyzzyville") is not None


def test_nobody_there_is_an_outage(tmp_path: Path) -> None:
    nobody = PoliteNominatim(
        "a-test", tmp_path, service="http://127.0.0.1:9", turnstile=Turnstile(0.0)
    )
    with pytest.raises(GeocoderServiceError):
        nobody.geocode("Xyzzyville")
    assert list(tmp_path.iterdir()) == []


def test_an_answer_that_is_no_json_is_an_outage(
    service: Service, online: PoliteNominatim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("json.dumps", lambda *_, **__: "<html>busy</html>")
    with pytest.raises(GeopyError):
        online.geocode("Xyzzyville")
    assert len(service.asked) == 1


def test_one_request_an_interval_across_threads(service: Service, tmp_path: Path) -> None:
    turnstile = Turnstile(0.1)
    askers = [
        PoliteNominatim("a-test", tmp_path, service=f"http://{service.domain}", turnstile=turnstile)
        for _ in range(3)
    ]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda i: askers[i % 3].geocode(f"Xyzzyville {i}"), range(6)))
    times = sorted(service.times)
    assert len(times) == 6
    assert times[-1] - times[0] >= 5 * 0.1 * 0.9


def test_the_whole_process_shares_one_turnstile() -> None:
    assert signature(PoliteNominatim).parameters["turnstile"].default is ONE_A_SECOND
    start = time.monotonic()
    one_a_second = Turnstile(1.0)
    one_a_second.wait()
    one_a_second.wait()
    assert time.monotonic() - start >= 1.0


def test_a_fallback_is_asked_online_and_kept_if_nothing_is_known(
    service: Service, online: PoliteNominatim
) -> None:
    chain = GeocoderChain(OFFLINE, online)
    assert located(chain.geocode("Xyzzyville, Yemen")).raw["layer"] == "nominatim"
    service.answers = []
    found = located(chain.geocode("Plughville, Yemen"))
    assert found.raw["area_id"] == "YE"
    assert found.raw["fallback"]


def test_without_a_second_link_nothing_is_asked() -> None:
    chain = GeocoderChain(OFFLINE)
    assert chain.geocode("Xyzzyville") is None
    assert located(chain.reverse((33.33, 44.39))).raw["country_code"] == "IQ"
    with pytest.raises(GeocoderQueryError):
        chain.geocode("")


@pytest.mark.parametrize(
    ("kind", "iso", "expected"),
    [
        ("country", "YE-HU", ("country", "YE", True)),
        ("state", "YE-HU", ("admin1", "YE-HU", True)),
        ("state", "YE-XX", ("unknown", None, False)),
        ("village", "YE-HU", ("city", None, False)),
        ("building", "YE-HU", ("site", None, False)),
    ],
)
def test_an_area_found_online_is_an_area(
    service: Service, online: PoliteNominatim, kind: str, iso: str, expected: tuple[object, ...]
) -> None:
    address = {"country_code": "ye", "ISO3166-2-lvl4": iso}
    service.answers = [VILLAGE | {"addresstype": kind, "address": address}]
    raw = located(online.geocode("Xyzzyville")).raw
    assert (raw["place_precision"], raw["area_id"], raw["is_area"]) == expected


def test_several_answers_are_ambiguous(service: Service, online: PoliteNominatim) -> None:
    service.answers = [VILLAGE, VILLAGE | {"osm_id": 2, "lat": "16.0"}]
    found = online.geocode("Xyzzyville", exactly_one=False)
    assert isinstance(found, list)
    assert [one.raw["ambiguous"] for one in found] == [True, True]
    assert len(online.geocode("Xyzzyville", exactly_one=False, limit=1) or []) == 1


def test_a_damaged_cache_is_said(online: PoliteNominatim, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "nominatim.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="delete it"):
        online.geocode("Xyzzyville")


def test_the_settings_decide(service: Service, tmp_path: Path) -> None:
    assert from_settings(Settings(), GAZETTEER).online is None
    settings = Settings(
        cache=tmp_path,
        nominatim=True,
        nominatim_user_agent="a-test",
        nominatim_domain=service.domain,
        nominatim_scheme="http",
    )
    chain = from_settings(settings, GAZETTEER)
    assert located(chain.geocode("Xyzzyville")).raw["attribution"] == ATTRIBUTION
    with pytest.raises(SettingsError, match="user agent"):
        from_settings(Settings(nominatim=True), GAZETTEER)
