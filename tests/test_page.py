from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.filters import from_query
from dashboard.page.state import View, read_address, write_address
from dashboard.page.words import plain
from dashboard.schema import FILES
from dashboard.store import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.store import Store

ROOT = Path(__file__).resolve().parent.parent
PAGE = str(ROOT / "dashboard" / "page" / "main.py")
PATIENCE_S = 60


@pytest.fixture
def open_page(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., AppTest]:
    cache = tmp_path_factory.getbasetemp() / "page-cache"

    def start(data: Path = ROOT / "data", **address: str | list[str]) -> AppTest:
        monkeypatch.setenv("DASHBOARD_DATA", str(data))
        monkeypatch.setenv("DASHBOARD_CACHE", str(cache))
        app = AppTest.from_file(PAGE, default_timeout=PATIENCE_S)
        app.session_state["map_drawn"] = True  # there is no browser to say so
        for key, value in address.items():
            app.query_params["from" if key == "start" else key] = value
        return app.run()

    return start


def number_of_events(app: AppTest) -> int:
    return int(app.metric[0].value.split(" of ")[0].replace(",", ""))


def test_the_page_opens_on_the_starter_set(open_page: Callable[..., AppTest]) -> None:
    app = open_page()
    assert not app.exception
    assert app.metric[0].value == "238 of 248"
    assert app.metric[1].value == "1,388–1,581+"
    assert app.metric[2].value == "125"
    assert "not verified on the ground" in app.caption[0].value
    assert len(app.dataframe[0].value) == 25


def test_a_browser_that_never_draws_the_map_gets_the_rest(
    open_page: Callable[..., AppTest],
) -> None:
    app = open_page()
    del app.session_state["map_drawn"]
    app.run()
    assert not app.exception
    assert len(app.dataframe[0].value) == 25


def test_counts_stand_beside_the_choices(open_page: Callable[..., AppTest], store: Store) -> None:
    app = open_page()
    facets = store.facets(from_query(""))
    types = app.button_group(key="choice_types")
    labels = dict(zip(store.event_types["event_type"], store.event_types["label"], strict=True))
    wanted = [f"{plain(labels[t])} · {n:,}" for t, n in facets["event_type"].events.items()]
    assert set(wanted) <= {option.content for option in types.proto.options}


def test_choosing_a_type_narrows_everything(
    open_page: Callable[..., AppTest], store: Store
) -> None:
    app = open_page()
    app.button_group(key="choice_types").set_value(["attack_on_shipping"]).run()
    assert not app.exception
    n = store.count(from_query("type=attack_on_shipping"))
    assert number_of_events(app) == n == 55
    assert app.query_params["type"] == "attack_on_shipping"
    assert set(app.dataframe[0].value["Type"]) == {"Attack on shipping"}
    assert any(f"Download these {n} events" in m.value for m in app.markdown)


def test_a_group_finds_its_members(open_page: Callable[..., AppTest], store: Store) -> None:
    app = open_page()
    app.multiselect(key="choice_actors").set_value(["islamic-resistance-in-iraq"]).run()
    assert number_of_events(app) == store.count(from_query("actor=islamic-resistance-in-iraq"))
    app.button_group(key="choice_role").set_value("target").run()
    query = "actor=islamic-resistance-in-iraq&role=target"
    assert number_of_events(app) == store.count(from_query(query))


def test_words_dates_and_switches_narrow(open_page: Callable[..., AppTest], store: Store) -> None:
    app = open_page()
    app.text_input(key="choice_text").set_value("baghdad").run()
    assert number_of_events(app) == store.count(from_query("q=baghdad"))
    app.button_group(key="choice_period").set_value("2024").run()
    assert number_of_events(app) == store.count(
        from_query("q=baghdad&from=2024-01-01&to=2024-12-31")
    )
    app.checkbox(key="choice_weak").check().run()
    assert number_of_events(app) == store.count(
        from_query("q=baghdad&from=2024-01-01&to=2024-12-31&weak=1")
    )
    next(b for b in app.button if b.label == "Clear all filters").click().run()
    assert app.metric[0].value == "238 of 248"
    assert "q" not in app.query_params


def test_a_day_after_the_end_takes_the_end_with_it(open_page: Callable[..., AppTest]) -> None:
    app = open_page(start="2024-01-01", to="2024-01-31")
    assert not app.exception
    app.date_input(key="choice_start").set_value(dt.date(2024, 3, 5)).run()
    assert not app.exception
    assert app.query_params["from"] == "2024-03-05"
    assert app.query_params["to"] == "2024-03-05"


def test_a_copied_address_opens_the_same_view(
    open_page: Callable[..., AppTest], store: Store
) -> None:
    app = open_page(
        event="2024-02-07-baghdad-mashtal", actor="kataib-hezbollah", sort="place_name", order="up"
    )
    assert number_of_events(app) == store.count(from_query("actor=kataib-hezbollah"))
    html = " ".join(h.proto.body for h in app.get("html"))
    assert "A US drone strike on a vehicle in eastern Baghdad" in html
    assert "Officials of Iran-backed militias" in html
    assert app.selectbox(key="table_sort").value == "place_name"
    places = list(app.dataframe[0].value["Place"])
    assert places == sorted(places)


def test_linked_events_are_one_click_away(open_page: Callable[..., AppTest]) -> None:
    app = open_page(event="2024-02-07-baghdad-mashtal")
    link = next(b for b in app.button if b.label.startswith("Responds to"))
    link.click().run()
    assert app.query_params["event"] == "2024-01-28-tower22"
    assert any(b.label.startswith("Answered by") for b in app.button)


def test_pages_turn(open_page: Callable[..., AppTest]) -> None:
    app = open_page()
    first = list(app.dataframe[0].value["Summary"])
    next(b for b in app.button if b.label == "›").click().run()
    assert not set(first) & set(app.dataframe[0].value["Summary"])
    assert app.query_params["page"] == "2"
    app.button_group(key="choice_regions").set_value(["jordan"]).run()
    assert "page" not in app.query_params


def test_an_address_that_makes_no_sense_is_told_and_not_used(
    open_page: Callable[..., AppTest],
) -> None:
    app = open_page(start="yesterday", event="nothing")
    assert not app.exception
    assert app.metric[0].value == "238 of 248"
    said = " ".join(w.value for w in app.warning).replace("\\", "")
    assert "from: 'yesterday' is no date" in said
    assert "There is no event nothing" in said


def test_faulty_data_are_named_and_nothing_is_shown(
    open_page: Callable[..., AppTest], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for table in FILES:
        shutil.copy(ROOT / "data" / f"{table.name}.csv", data)
    path = data / "events.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",armed_clash,", ",brawl,", 1), encoding="utf-8"
    )
    app = open_page(data=data)
    assert not app.exception
    assert "events.csv, line 2, column event_type: 'brawl'" in app.code[0].value
    assert not app.metric
    assert not app.dataframe


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View("e 1&x=2", "area:YE", "actor", Request(page=3, sort="country", descending=False)),
    ],
)
def test_what_is_written_to_the_address_is_read_back(view: View) -> None:
    chosen = from_query("actor=houthis&from=2024-01-01&q=a%26b")
    assert read_address(parse_qsl(write_address(chosen, view))) == (chosen, view, [])


@pytest.mark.parametrize(
    "text",
    ["[a](http://x)", "![x](http://x)", ":red[x]", "$x$", "`x`", "**x**", "<b>", ":material/x:"],
)
def test_marks_that_mean_something_are_escaped(text: str) -> None:
    escaped = plain(text)
    assert escaped.replace("\\", "") == text
    for mark in "[](){}*_`$<>:!":
        assert escaped.count("\\" + mark) == text.count(mark)
