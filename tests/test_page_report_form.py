"""What is given of a report: its text or file, its day, publisher and address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard.page.report.form import NO_ADDRESS, STILL_THERE, address, another
from dashboard.page.words import plain
from tests.test_page_report import DAY, TEXT, open_page, press, read, reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.testing.v1 import AppTest

__all__ = ["open_page"]  # a fixture that pytest finds here


def test_what_was_said_of_a_report_is_not_said_of_the_next(
    open_page: Callable[[], AppTest],
) -> None:
    app = read(open_page())
    app.text_input(key="report_title").set_value("Written for the next one").run()
    app.text_area(key="report_text").set_value(TEXT.replace("41", "40")).run()
    assert app.date_input(key="report_published").value == DAY  # the same report, corrected
    app.text_area(key="report_text").set_value("").run()
    app.text_area(key="report_text").set_value("A mine killed a man near Kirkuk on Sunday.").run()
    assert app.date_input(key="report_published").value is None
    assert app.text_input(key="report_publisher").value == ""
    assert app.text_input(key="report_title").value == "Written for the next one"
    press(app, "report_read")
    assert reading(app).report.text == TEXT
    app.date_input(key="report_published").set_value(DAY).run()
    press(app, "report_read")
    assert reading(app).nth == 2
    assert not any(e.proto.expanded for e in app.expander if e.label == "Another report")


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("", TEXT, False),
        (TEXT, TEXT.split("\n", maxsplit=1)[0], False),
        (TEXT, TEXT.replace("41", "40"), False),
        (TEXT, "A mine killed a man near Kirkuk on Sunday.", True),
        (TEXT, "الجيش قصف المدينة يوم الأحد", True),
    ],
)
def test_another_report_is_told_from_a_corrected_one(
    before: str, text: str, *, expected: bool
) -> None:
    assert another(before, text) is expected


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("http://example.org/a", "http://example.org/a"),
        ("www.example.org/a?b=c", "https://www.example.org/a?b=c"),
        ("example.org", "https://example.org"),
        ("javascript:alert(1)", None),
        ("ftp://example.org/a", None),
        ("see below", None),
        ("the site example.org", None),
        ("https://", None),
        ("https://[::1/a", None),
    ],
)
def test_an_address_is_made_whole_or_refused(given: str, kept: str | None) -> None:
    assert address(given) == kept


def test_no_address_is_lost_without_a_word(open_page: Callable[[], AppTest]) -> None:
    app = open_page()
    app.text_input(key="report_url").set_value("see below")
    read(app)
    assert [e.value for e in app.error] == [plain(NO_ADDRESS)]
    app.text_input(key="report_url").set_value("example.org/a")
    press(app, "report_read")
    assert reading(app).report.url == "https://example.org/a"


def test_a_file_that_cannot_be_read_leaves_the_text_and_says_so(
    open_page: Callable[[], AppTest],
) -> None:
    app = open_page()
    app.file_uploader(key="report_file").upload("a.txt", b"\0\1\2" * 9, "text/plain").run()
    assert plain(STILL_THERE) not in app.error[0].value
    app.text_area(key="report_text").set_value(TEXT).run()
    app.file_uploader(key="report_file").upload("b.txt", b"\0\1\2" * 9, "text/plain").run()
    assert plain(STILL_THERE) in app.error[0].value


def test_what_was_accepted_is_not_lost_without_a_word(open_page: Callable[[], AppTest]) -> None:
    app = read(open_page())
    press(app, "report_accept")
    app.text_area(key="report_text").set_value("A mine killed a man near Kirkuk on Sunday.").run()
    app.date_input(key="report_published").set_value(DAY).run()
    press(app, "report_read")
    assert "1 proposal that you accepted is not among your events" in app.error[0].value
    assert len(reading(app).taken) == 1
    press(app, "report_read")
    assert not app.error
    assert (reading(app).nth, reading(app).taken) == (2, ())
