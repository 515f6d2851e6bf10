from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.api import routes
from dashboard.errors import DataError, Fault
from dashboard.filters import from_query
from dashboard.schema import AREA_PRECISIONS

if TYPE_CHECKING:
    from dashboard.store import Store

DATA = Path(__file__).resolve().parent.parent / "data"
WORLD = "bbox=-180,-85,180,85&zoom=4"


@pytest.fixture(scope="module")
def client(store: Store) -> TestClient:
    return TestClient(
        Starlette(routes=list(routes(lambda _session: store, DATA))), raise_server_exceptions=True
    )


@pytest.mark.parametrize(
    "query", ["", "type=attack_on_shipping", "actor=houthis&role=target", "weak=1&q=drone"]
)
@pytest.mark.parametrize("colour", ["type", "actor"])
def test_the_map_holds_every_event_of_the_filter(
    client: TestClient, store: Store, query: str, colour: str
) -> None:
    answer = client.get(f"/api/cells?{WORLD}&colour={colour}&{query}").json()
    n = store.count(from_query(query))
    assert answer["total"] == n
    assert sum(answer["cells"]["n"]) == answer["inside"]
    assert answer["inside"] + sum(area["n"] for area in answer["areas"]) + answer["unplaced"] == n
    assert all(0 <= lead < len(answer["leads"]) for lead in answer["cells"]["lead"])
    assert {len(values) for values in answer["cells"].values()} == {len(answer["cells"]["key"])}
    assert {"id", "label", "colour", "shape"} == set(answer["leads"][0])


def test_a_click_lists_the_events_of_a_cell(client: TestClient) -> None:
    cells = client.get(f"/api/cells?{WORLD}").json()["cells"]
    answer = client.get(f"/api/events?at={cells['key'][0]}&size=200").json()
    assert answer["total"] == cells["n"][0] == len(answer["events"])
    assert answer["events"][0]["deaths"]


@pytest.mark.parametrize(
    ("public", "query", "left_out"),
    [
        (True, "", 238),
        (True, "dataset=starter&weak=1", 248),
        (True, "dataset=x", None),
        (False, "", None),
    ],
)
def test_rows_that_stay_out_of_downloads_are_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch, *, public: bool, query: str, left_out: int | None
) -> None:
    bought = store.datasets.assign(redistribution="private")
    monkeypatch.setattr(store, "datasets", bought)
    app = Starlette(routes=list(routes(lambda _session: store, DATA, public=public)))
    answer = TestClient(app).get(f"/api/facets?{query}").json()
    assert answer["left_out"] == ({"starter": left_out} if left_out else {})


def test_an_event_comes_whole(client: TestClient) -> None:
    event = client.get("/api/events/2024-02-07-baghdad-mashtal").json()
    assert event["deaths"] == "1–4"
    assert len(event["claims"]) == 12
    assert {"responds_to"} == {link["relation"] for link in event["links"]}
    assert event["dataset_terms"]["licence"] == "CC BY 4.0"
    assert event["injured_low"] is None


def test_facets_and_figures_agree_with_the_filter(client: TestClient) -> None:
    answer = client.get("/api/facets?type=seizure&from=2023-11-01").json()
    assert answer["figures"]["events"] == answer["facets"]["event_type"]["seizure"]
    assert answer["filter"] == "from=2023-11-01&type=seizure"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/cells?zoom=4", 400, "bbox: '' is no box"),
        ("/api/cells?bbox=1,2,3&zoom=4", 400, "bbox: '1,2,3' is no box"),
        ("/api/cells?bbox=1,2,3,nan&zoom=4", 400, "is no box"),
        ("/api/cells?bbox=0,0,1,1&zoom=99", 400, "zoom: '99' is no whole number from 0 to 20"),
        ("/api/cells?bbox=0,0,1,1&zoom=4.5", 400, "zoom: '4.5' is no whole number"),
        ("/api/cells?bbox=0,0,1,1&zoom=4&zoom=5", 400, "zoom: stands more than once"),
        ("/api/cells?bbox=0,0,1,1&zoom=4&colour=red", 400, "colour: 'red' is not one of"),
        ("/api/cells?bbox=0,0,1,1&zoom=4&colour=type&fro=2024", 400, "'fro' is no filter"),
        ("/api/events?at=nowhere", 400, "at: 'nowhere' is no place"),
        ("/api/events?size=201", 400, "size: 201 is not between"),
        ("/api/events?page=0", 400, "page: 0 is below 1"),
        ("/api/events?sort=secret", 400, "sort: 'secret' is not one of"),
        ("/api/facets?bbox=0,0,1,1", 400, "'bbox' is no filter"),
        ("/api/events/nothing", 404, "there is no event 'nothing'"),
        ("/api/events/%3Cscript%3E", 404, "there is no event"),
    ],
)
def test_a_wrong_request_gets_a_sentence(
    client: TestClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert said in answer.json()["error"]


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="#", exclude_categories=["Cc"]), max_size=60
    )
)
def test_no_request_breaks_the_server(client: TestClient, text: str) -> None:
    for path in ("cells", "events", "facets"):
        assert client.get(f"/api/{path}", params={"q": text, "at": text}).status_code in {200, 400}
        assert client.get(f"/api/{path}?{text}").status_code in {200, 400}


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"/api/cells?{WORLD}")
    again = client.get(f"/api/cells?{WORLD}", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_a_view_stays_small(client: TestClient) -> None:
    answer = client.get(f"/api/cells?{WORLD}")
    assert len(answer.content) < 60_000


def test_faulty_data_are_named_and_nothing_is_shown() -> None:
    def broken(_session: str | None) -> Store:
        raise DataError([Fault("events.csv", 7, "date_start", "yesterday", "is no date")])

    client = TestClient(Starlette(routes=list(routes(broken, DATA))))
    answer = client.get("/api/facets")
    assert answer.status_code == 503
    assert "events.csv, line 7, column date_start" in answer.json()["error"]


def test_routes_stand_under_the_base_path(store: Store) -> None:
    client = TestClient(Starlette(routes=list(routes(lambda _session: store, DATA, "/desk/"))))
    assert client.get("/desk/api/facets").status_code == 200
    assert client.get("/api/facets").status_code == 404


QUERIES = st.sampled_from(
    [
        "",
        "weak=1",
        "type=seizure",
        "actor=houthis&from=2024-01-01",
        "region=red_sea&deaths=none",
        "q=drone",
        "disputed=1&weak=1",
    ]
)


@settings(deadline=None, max_examples=12)
@given(query=QUERIES)
def test_map_table_and_every_download_hold_the_same_events(
    client: TestClient, store: Store, query: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chosen = from_query(query)
    expected = set(store.select(chosen)["event_id"])
    drawn = client.get(f"/api/cells?{WORLD}&{query}").json()
    assert drawn["total"] == len(expected)
    folder = tmp_path_factory.mktemp("downloads")
    for kind in ("csv", "geojson", "parquet", "gpkg"):
        answer = client.get(f"/api/events.{kind}?{query}")
        assert answer.status_code == 200
        name = answer.headers["content-disposition"].split('"')[1]
        assert name.endswith(f".{kind}")
        assert (f"_{len(expected)}-events" in name) or len(expected) == 1
        (folder / name).write_bytes(answer.content)
        rows = _read_download(folder / name)
        assert set(rows["event_id"]) == expected, kind
        assert len(rows) == len(expected)
    csv = pd.read_csv(folder / name.replace(".gpkg", ".csv"))
    assert csv["licence"].eq("CC BY 4.0").all()
    assert csv["citation"].notna().all()
    assert csv["sources"].notna().all()
    areas = csv["place_precision"].isin(AREA_PRECISIONS)
    assert csv.loc[areas, ["lon", "lat"]].isna().all(axis=None)
    assert csv.loc[~areas, ["lon", "lat"]].notna().all(axis=None)


def _read_download(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        return pd.read_csv(path)
    if path.suffix == ".parquet":
        rows: pd.DataFrame = gpd.read_parquet(path)
        return rows
    if path.suffix == ".gpkg":
        return gpd.read_file(path, layer="events")
    return gpd.read_file(path)


def test_rows_that_may_not_be_passed_on_stay(store: Store) -> None:
    private = store.datasets.assign(redistribution="private")
    kept = store.datasets
    store.datasets = private
    try:
        for public, rows in ((True, 0), (False, 238)):
            client = TestClient(
                Starlette(routes=list(routes(lambda _session: store, DATA, public=public)))
            )
            answer = client.get("/api/events.csv")
            assert len(pd.read_csv(io.BytesIO(answer.content))) == rows
            assert f"_{rows}-events.csv" in answer.headers["content-disposition"]
    finally:
        store.datasets = kept
