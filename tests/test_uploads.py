from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.importers import LAYOUTS
from dashboard.page import uploads
from dashboard.store import SESSIONS
from tests.importers.builders import acled_text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
PAGE = str(ROOT / "dashboard" / "page" / "main.py")
STARTER = 248
PLAIN = "Tag;Dorf;Land;Was geschah\n2024-01-05;Aden;Yemen;Something was reported there again\n"


@pytest.fixture
def page(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], AppTest]:
    monkeypatch.setenv("DASHBOARD_DATA", str(ROOT / "data"))
    monkeypatch.setenv("DASHBOARD_CACHE", str(tmp_path_factory.getbasetemp() / "page-cache"))

    def start() -> AppTest:
        app = AppTest.from_file(PAGE, default_timeout=120)
        app.session_state["map_drawn"] = True  # there is no browser to say so
        app.query_params["weak"] = "1"
        return app.run()

    return start


def opened(app: AppTest, name: str, content: str | bytes) -> AppTest:
    data = content.encode() if isinstance(content, str) else content
    app.file_uploader[0].set_value((name, data, "text/csv"))
    return app.run()


def words(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.warning, *app.error]
    return " ".join(part.value for part in parts).replace("\\", "")


def events_of(app: AppTest) -> int:
    return int(app.metric[0].value.split(" of ")[1].replace(",", ""))


def test_a_known_file_is_shown_to_this_visitor_only(page: Callable[[], AppTest]) -> None:
    app = opened(page(), "mine.csv", acled_text({}, {"event_date": "soon"}, {"fatalities": "-1"}))
    assert not app.exception
    assert "Read as **ACLED**" in words(app)
    app.button(key="own_add").click().run()
    assert not app.exception
    assert events_of(app) == STARTER + 2
    told = words(app)
    assert "2 events of yours**: only you see them" in told
    assert "3 rows read: **2 taken**, 1 rejected" in told
    assert "Assumed: actor1 is taken as perpetrator" in told
    assert app.dataframe[-1].value["Warning"].str.contains("negative figures").any()
    token = app.session_state["own_session"]
    assert token not in str(dict(app.query_params))
    assert events_of(page()) == STARTER
    links = [str(link.proto.url) for link in app.get("link_button")]
    assert any(f"session={token}" in link for link in links)


def test_private_rows_are_counted_and_not_in_the_files(page: Callable[[], AppTest]) -> None:
    app = opened(page(), "mine.csv", acled_text({}, {}))
    app.button(key="own_add").click().run()
    told = words(app)
    assert f"Download {STARTER} events" in told
    assert "Not in the files" in told
    assert "2 of Armed Conflict Location & Event Data" in told
    assert "DASHBOARD_PUBLIC=no" in told
    app.button(key="own_only").click().run()
    assert app.metric[0].value == f"2 of {STARTER + 2}"
    assert "Download 0 events" in words(app)
    cited = [c.value for c in app.caption if "Cite as" in c.value]
    assert len(cited) == 1  # only what is on the screen


def test_it_can_be_removed(page: Callable[[], AppTest]) -> None:
    app = opened(page(), "mine.csv", acled_text({}))
    app.button(key="own_add").click().run()
    kept = len(SESSIONS)
    app.button(key="own_only").click().run()
    app.button(key="own_remove").click().run()
    assert not app.exception
    assert events_of(app) == STARTER
    assert dict(app.query_params) == {"weak": "1"}  # not "only these" of what is gone
    assert len(SESSIONS) == kept - 1
    assert "own_session" not in app.session_state
    assert "of yours" not in words(app)


def test_columns_that_nobody_can_guess_are_asked_for(page: Callable[[], AppTest]) -> None:
    app = opened(page(), "starter.csv", "a,b,c\n2024-01-05,Aden,Seen by several people there\n")
    assert not app.exception
    assert "No column says where" in words(app)
    app.button(key="own_add").click().run()
    assert "no column says where" in words(app)
    assert events_of(app) == STARTER


def test_columns_that_are_corrected_are_read_so(
    page: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"a": "date", "b": "place_name", "c": "country", "d": "summary"}
    shown = []

    def corrected(table: pd.DataFrame, **_how: object) -> pd.DataFrame:
        shown.append(table)
        return table.assign(Is=[said[name] for name in table["Column"]])

    monkeypatch.setattr(st, "data_editor", corrected)
    app = opened(page(), "mine.csv", "a,b,c,d\n2024-01-05,Aden,Yemen,Seen by several people\n")
    assert "No column says where" in words(app)
    assert shown[0]["Such as"].tolist() == ["2024-01-05", "Aden", "Yemen", "Seen by several people"]
    app.button(key="own_add").click().run()
    assert not app.exception
    assert events_of(app) == STARTER + 1
    app.button(key="own_only").click().run()
    [row] = app.dataframe[0].value.to_dict("records")
    assert (row["Date"], row["Summary"]) == ("5 January 2024", "Seen by several people")
    assert row["Place"].startswith("Aden")


def test_guessed_columns_are_shown_and_a_table_never_passes_for_a_known_dataset(
    page: Callable[[], AppTest],
) -> None:
    app = opened(page(), "starter.csv", "date,place,country,notes\n2024-01-05,Aden,Yemen,Seen\n")
    assert "Read as **a table**" in words(app)
    app.button(key="own_add").click().run()
    assert not app.exception
    assert events_of(app) == STARTER + 1
    app.button(key="own_only").click().run()
    assert app.metric[0].value == f"1 of {STARTER + 1}"
    assert "Download these 1 events" in words(app)  # what is theirs, they may have back


def test_a_file_that_is_no_table_is_said_so(page: Callable[[], AppTest]) -> None:
    app = opened(page(), "../../evil<b>.csv", b"\x00\x01\x02")
    assert not app.exception
    assert app.error
    assert not [b for b in app.button if b.key == "own_add"]


def test_events_that_were_let_go_are_said_to_be_gone(page: Callable[[], AppTest]) -> None:
    app = opened(page(), "mine.csv", acled_text({}))
    app.button(key="own_add").click().run()
    SESSIONS.drop(app.session_state["own_session"])
    app.run()
    assert not app.exception
    assert events_of(app) == STARTER
    assert "were let go" in words(app)
    app.run()
    assert "were let go" not in words(app)


def test_every_layout_has_a_name_for_the_reader() -> None:
    assert set(uploads.NAMES) == set(LAYOUTS)
