"""The page "Read a report", driven without a browser."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.extract import read_report
from dashboard.extract.reader import HARDLY_ENGLISH
from dashboard.page.report.numbers import ITSELF, changed_tolls
from dashboard.page.report.session import Reading, stretches
from dashboard.page.report.table import edited, shows, table_changes
from dashboard.page.words import plain
from dashboard.reports import DATASET, Toll, report_of
from dashboard.store import SESSIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
PAGE = str(ROOT / "dashboard" / "page" / "main.py")
PATIENCE_S = 60
KNOWN = "2024-02-07-baghdad-mashtal"
DAY = dt.date(2024, 2, 8)
TEXT = (
    "BAGHDAD, Feb. 8, 2024 (Desk) - A U.S. drone strike on a car in the Mashtal neighbourhood of "
    "eastern Baghdad killed 41 people on Wednesday night, two security officials said.\n\n"
    "On Tuesday the Houthis fired two missiles at a tanker in the Red Sea, the US military said. "
    "At least three fighters were wounded in an air strike near Mosul on Monday, police said."
)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>${alert(1)}`'\"\u202e ![x](http://x/x) :red[x]"


@pytest.fixture
def open_page(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], AppTest]:
    cache = tmp_path_factory.getbasetemp() / "page-cache"

    def start() -> AppTest:
        monkeypatch.setenv("DASHBOARD_DATA", str(ROOT / "data"))
        monkeypatch.setenv("DASHBOARD_CACHE", str(cache))
        return fresh_page().run().switch_page("reading.py").run()

    return start


def fresh_page() -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=PATIENCE_S)
    app.session_state["map_drawn"] = True  # there is no browser to say so
    return app


def read(app: AppTest, text: str = TEXT, day: dt.date | None = DAY) -> AppTest:
    app.text_area(key="report_text").set_value(text)
    if day is not None:
        app.date_input(key="report_published").set_value(day)
    app.text_input(key="report_publisher").set_value("The Desk")
    app.run()
    return press(app, "report_read")


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def reading(app: AppTest) -> Reading:
    found: Reading = app.session_state["reading"]
    return found


def table_of(app: AppTest) -> pd.DataFrame:
    return next(d.value for d in app.data_editor if "Accept" in d.value)


def html(app: AppTest) -> str:
    return " ".join(h.proto.body for h in app.get("html"))


def test_nothing_is_read_before_it_is_given(open_page: Callable[[], AppTest]) -> None:
    app = open_page()
    assert not app.exception
    assert app.title[0].value == "Read a report"
    press(app, "report_read")
    said = " ".join(e.value for e in app.error).replace("\\", "")
    assert "nothing to read yet" in said
    assert "day on which the report was published" in said
    assert "reading" not in app.session_state


def test_a_day_in_the_text_is_only_taken_when_confirmed(open_page: Callable[[], AppTest]) -> None:
    app = open_page()
    app.text_area(key="report_text").set_value(TEXT).run()
    assert app.date_input(key="report_published").value is None
    press(app, "report_read")
    assert "reading" not in app.session_state
    app.checkbox(key=f"report_confirmed_{DAY}").check().run()
    press(app, "report_read")
    assert reading(app).report.published == DAY


def test_a_report_becomes_proposals_with_their_words(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page())
    assert [p.place_name for p in reading(app).proposals][1:] == ["Red Sea", "Mosul"]
    shown = html(app)
    assert "found-place" in shown
    assert "<th scope='row'>When</th><td dir='auto'>2024-02-07</td>" in shown
    assert "on Wednesday night" in shown
    table = table_of(app)
    assert list(table["In the data"]) == [f"same as {KNOWN}", "new", "new"]
    assert not table["Accept"].any()
    known = ["named place, within 3 km", "sea", "town or city, within 10 km"]
    assert list(table["Known as"]) == known
    app.selectbox(key="report_chosen").set_value("e3").run()
    assert "<td dir='auto'>Mosul (town or city, within 10 km)</td>" in html(app)


def test_accepted_proposals_become_events_of_this_session(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page())
    press(app, "report_accept_sure")
    assert table_of(app)["Accept"].all()
    assert [*table_of(app)][2:5] == ["Place", "Type", "From"]  # in sight on a small screen, too
    assert any("3 accepted: 2 new, 1 in the data already" in m.value for m in app.markdown)
    press(app, "report_add")
    assert reading(app).proposals == ()
    assert "2 new events were added" in app.info[0].value.replace("\\", "")
    assert "1 known event got claims" in app.info[0].value.replace("\\", "")
    press(app, "report_mine")
    assert app.metric[0].value == "2 of 250"
    assert app.query_params["dataset"] == DATASET
    zoom, lat, lon = (float(part) for part in app.query_params["map"].split("/"))
    assert 3.5 <= zoom <= 6  # the Red Sea and Mosul
    assert [lat, lon] == pytest.approx([28, 41], abs=3)
    assert sorted(app.dataframe[0].value["Deaths"]) == ["not reported", "not reported"]


def test_a_known_event_shows_the_claims_of_the_report(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page())
    press(app, "report_accept")
    press(app, "report_add")
    assert [i.value.replace("\\", "") for i in app.info] == [
        "1 known event got claims and a source."
    ]
    assert "report_mine" not in {b.key for b in app.button}  # nothing new is there to be seen
    read(app)  # once more: what it says is known by now
    press(app, "report_accept")
    press(app, "report_add")
    press(app, f"open_{KNOWN}")
    assert any("**Claims of yours about known events**" in m.value for m in app.markdown)
    shown = html(app)
    assert "two security officials" in shown
    assert shown.count("41 killed") == 1
    assert "The Desk" in shown
    assert "–41" in shown
    fresh = fresh_page()
    fresh.query_params["event"] = KNOWN
    fresh.run()
    assert "41 killed" not in html(fresh)
    assert fresh.metric[0].value == "238 of 248"


def test_what_was_added_may_be_gone_when_one_comes_back(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page())
    press(app, "report_accept_sure")
    press(app, "report_add")
    assert {b.key for b in app.button} >= {"report_mine", f"open_{KNOWN}"}
    SESSIONS.drop(app.session_state["own_session"])  # removed on the map, or let go after hours
    app.run()
    assert not app.exception
    assert not app.info
    assert not {b.key for b in app.button} & {"report_mine", f"open_{KNOWN}"}


def test_a_likeness_can_be_refused(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page())
    app.radio[0].set_value("").run()
    assert not app.exception
    assert table_of(app)["In the data"][0] == "new"
    press(app, "report_accept")
    press(app, "report_add")
    press(app, "report_mine")
    assert app.metric[0].value == "1 of 249"


def test_proposals_are_rejected_restored_split_and_merged(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page())
    press(app, "report_reject")
    assert [p.id for p in reading(app).proposals] == ["e2", "e3"]
    press(app, "restore_e1")
    assert [p.id for p in reading(app).proposals] == ["e1", "e2", "e3"]
    press(app, "report_split")
    assert [p.id for p in reading(app).proposals] == ["e1", "e1-2", "e2", "e3"]
    app.selectbox(key="report_chosen").set_value("e1-2").run()
    press(app, "report_accept")
    turn = reading(app).turn
    app.button_group(key=f"merge_{turn}_e1-2").set_value(["e1"]).run()
    press(app, "report_merge_now")
    assert [p.id for p in reading(app).proposals] == ["e1", "e2", "e3"]
    assert reading(app).accepted == {"e1"}
    assert app.button(key="report_merge_now").disabled  # no other one is chosen


def test_a_report_without_events_says_so(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page(), "The committee met on Tuesday and agreed on a budget for the schools.")
    assert any("No event was found" in i.value for i in app.info)
    assert not app.data_editor


def test_a_text_that_is_hardly_english_is_said_to_be_read_in_part(
    open_page: Callable[[], AppTest],
) -> None:
    app = read(open_page(), "بغداد - قصف الجيش الأمريكي قاعدة في الموصل يوم الاثنين. CENTCOM")
    assert reading(app).proposals
    assert [i.value for i in app.info] == [plain(HARDLY_ENGLISH)]


def test_hostile_text_is_shown_and_escaped(open_page: Callable[[], AppTest]) -> None:
    text = f"{HOSTILE}\nA drone strike hit {HOSTILE} in Homs on Monday, killing two people, medics said."
    app = open_page()
    app.text_input(key="report_title").set_value(HOSTILE)
    app.text_input(key="report_url").set_value("https://x.example/<script>alert(1)</script>")
    app = read(app, text)
    shown = html(app)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(" in shown
    assert "U+202E" in shown
    assert "\u202e" not in shown
    press(app, "report_accept")
    press(app, "report_add")
    press(app, "report_mine")
    assert not app.exception


def changed(rows: dict[int, dict[str, Any]], **held: Any) -> Reading:  # noqa: ANN401 - fields
    """Apply cells as the browser tells them, twice, as every further change does."""
    report = report_of(read_report(TEXT, DAY), TEXT)
    before = Reading(report, **held)
    kinds = {"Armed clash": "armed_clash"}
    for _ in range(2):
        told = edited(before, rows, kinds, ROOT / "data")
        before = replace(
            before,
            report=replace(report, proposals=told["proposals"]),
            accepted=told["accepted"],
            told=told["told"] or before.told,
        )
    return before


def test_cells_are_corrected() -> None:
    row: dict[str, Any] = {
        "Type": "Armed clash",
        "From": "2024-02-03",
        "Place": "Al Hudaydah province",
    }
    row |= {"By": ["Israel", "Band of Nobody"], "Against": [], "Summary": " It was so. "}
    after = changed({2: row | {"Accept": True}})
    first, _, last = after.proposals
    assert after.accepted == {"e3"}
    assert last.event_type == "armed_clash"
    assert (last.date_start, last.date_end) == (dt.date(2024, 2, 3), dt.date(2024, 2, 5))
    assert last.date_precision == "days"
    assert (last.place_precision, last.area_id, last.lon) == ("admin1", "YE-HU", None)
    assert last.named("perpetrator") == ("Israel", "Band of Nobody")
    assert last.summary == "It was so."
    assert first.by_hand == frozenset()
    assert last.by_hand == {"event_type", "date", "place", "actors"}


def test_cells_that_are_told_again_change_nothing() -> None:
    reading = Reading(report_of(read_report(TEXT, DAY), TEXT), turn=3)
    again = {0: {"Place": "Xyzzyville"}}
    changes = table_changes(reading, again, {}, ROOT / "data")
    assert "turn" not in changes
    after = replace(reading, report=replace(reading.report, proposals=changes["proposals"]))
    assert table_changes(after, again, {}, ROOT / "data") == {}
    assert table_changes(reading, {0: {"Place": "mosul"}}, {}, ROOT / "data")["turn"] == 4


def test_days_that_overlap_are_asked_for_once() -> None:
    days = [dt.date(2024, 2, day) for day in range(1, 10)]
    windows = [(days[3], days[5]), (days[0], days[2]), (days[5], days[6]), (days[0], days[1])]
    assert stretches(windows) == [(days[0], days[2]), (days[3], days[6])]
    assert stretches([]) == []


def test_a_place_that_nobody_knows_is_said_and_has_no_point() -> None:
    after = changed({0: {"Place": "Xyzzyville"}})
    assert "Xyzzyville" in after.told
    assert (after.proposals[0].place_precision, after.proposals[0].lon) == ("unknown", None)


@pytest.mark.parametrize(
    "row",
    [{"Place": ""}, {"Place": None}, {"Type": "Nonsense"}, {"From": "rubbish"}, {"By": None}, {}],
)
def test_cells_that_say_nothing_change_nothing(row: dict[str, Any]) -> None:
    before = changed({})
    after = changed({2: row, 99: {"Accept": True}})
    assert after == before


def test_a_day_that_is_taken_away_is_not_stated() -> None:
    p = changed({2: {"From": None}}).proposals[2]
    assert (p.date_start, p.date_end, p.date_precision) == (None, DAY, "unknown")


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"Place": "mosul"}, False),
        ({"Place": "Erbil"}, True),
        ({"Place": ""}, False),
        ({"From": "2024-02-07T00:00:00", "To": "2024-02-07"}, True),
        ({"From": "2024-02-07", "To": "2024-02-03"}, False),
        ({"From": None}, True),
        ({"Date is": "days"}, False),
        ({"Accept": True, "By": ["Israel"], "Type": "Armed clash", "Summary": None}, True),
    ],
)
def test_a_cell_shows_what_was_understood(row: dict[str, Any], shown: bool) -> None:  # noqa: FBT001
    assert shows(changed({2: row}), {2: row, 99: row}, {"armed_clash": "Armed clash"}) is shown


def test_the_last_day_goes_along_with_the_first() -> None:
    last = changed({2: {"From": "2024-02-07"}}).proposals[2]
    assert (last.date_start, last.date_end) == (dt.date(2024, 2, 7), dt.date(2024, 2, 7))
    assert last.date_precision == "day"


@pytest.mark.parametrize("text", ["\x00\x01" * 50, "x" * 400_001, "الجيش " * 50, "a\ud7ff" * 10])
def test_rubbish_gets_an_answer(text: str, open_page: Callable[[], AppTest]) -> None:
    app = read(open_page(), text)
    assert not app.exception
    assert app.error or app.info


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [Toll("killed", 3, 3, "medics")]),
        ({"deleted_rows": [0]}, []),
        ({"edited_rows": {0: {"At least": 5}}}, [Toll("killed", 5, 5, "medics")]),
        ({"edited_rows": {0: {"At most": 2}}}, [Toll("killed", 2, 2, "medics")]),
        ({"edited_rows": {0: {"At most": 9}}}, [Toll("killed", 3, 9, "medics")]),
        ({"added_rows": [{"What": "missing"}]}, [Toll("killed", 3, 3, "medics")]),
        ({"edited_rows": {0: {"At most": None}}}, [Toll("killed", 3, None, "medics")]),
        ({"edited_rows": {0: {"What": "injured", "Who says so": ITSELF}}}, [Toll("injured", 3, 3)]),
        ({"edited_rows": {0: {"What": "eaten"}}}, [Toll("killed", 3, 3, "medics")]),
        ({"edited_rows": {0: {"At least": None, "At most": float("nan")}}}, []),
        ({"added_rows": [{"What": "missing", "At least": 2}, {}]},
         [Toll("killed", 3, 3, "medics"), Toll("missing", 2, None)]),
    ],
)  # fmt: skip
def test_numbers_are_corrected_one_by_one(changes: dict[str, Any], expected: list[Toll]) -> None:
    assert changed_tolls([Toll("killed", 3, 3, "medics")], changes) == expected


def test_the_map_page_does_not_load_what_only_this_page_needs(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        f"app = AppTest.from_file({PAGE!r}, default_timeout=60)\n"
        "app.session_state['map_drawn'] = True\n"
        "app.run()\n"
        "assert not app.exception\n"
        "unwanted = ('dashboard.extract', 'dashboard.page.report', 'pypdf')\n"
        "print(*[name for name in unwanted if name in sys.modules])\n"
    )
    env = os.environ | {"DASHBOARD_DATA": str(ROOT / "data"), "DASHBOARD_CACHE": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""
