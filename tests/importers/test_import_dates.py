from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.importers.dates import FIRST_YEAR, LAST_YEAR, MONTHS, order_of, parse

DAYS = st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31))
RECENT = st.dates(dt.date(1969, 1, 1), dt.date(2068, 12, 31))
FULL: tuple[str, ...] = (
    "%Y-%m-%d",
    "%Y%m%d",
    "%Y/%m/%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %B %Y",
)
FULL += ("%d-%b-%Y", "%B %d, %Y", "%b %d %Y", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d 00:00:00.000")
FULL += ("%A, %d %B %Y", "%d%b%Y", "%Y-%b-%d", "%Y/%m/%d 00:00:00")


@given(DAYS, st.sampled_from(FULL))
def test_a_date_reads_as_it_was_written(day: dt.date, form: str) -> None:
    got = parse(dt.datetime.combine(day, dt.time()).strftime(form))
    assert (got.start, got.end, got.precision) == (day, day, "day")


@given(DAYS)
def test_month_first_dates_read_as_written(day: dt.date) -> None:
    assert parse(day.strftime("%m/%d/%Y"), "month-first").start == day


@given(RECENT, st.sampled_from(("%d-%b-%y", "%d/%m/%y", "%d %B %y")))
def test_two_digit_years_are_those_around_now_and_counted(day: dt.date, form: str) -> None:
    got = parse(day.strftime(form))
    assert got.start == day
    assert got.note in {"two_digit_year", "ambiguous_date"}


@given(st.text(max_size=30))
def test_any_text_gives_a_date_or_a_problem(text: str) -> None:
    got = parse(text)
    assert (got.start is None) == (got.problem is not None)
    assert got.start is None or (got.end is not None and got.start <= got.end)


@given(DAYS, st.sampled_from(sorted(MONTHS)))
def test_month_names_of_every_language(day: dt.date, name: str) -> None:
    got = parse(f"{min(day.day, 28)} {name} {day.year}")
    assert got.start == dt.date(day.year, MONTHS[name], min(day.day, 28))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05-Jan-22", "2022-01-05"),
        ("16 May 2025", "2025-05-16"),
        ("2023-10-27", "2023-10-27"),
        ("20240115", "2024-01-15"),
        ("16th of May 2025", "2025-05-16"),
        ("١٢ تموز ٢٠٢٤", "2024-07-12"),
        ("٢٠٢٤/٠١/١٥", "2024-01-15"),
        ("7 février 2024", "2024-02-07"),
        ("Wednesday, February 7, 2024", "2024-02-07"),
        ("31/12/2023 21:30", "2023-12-31"),
        ("12/31/2023", "2023-12-31"),
    ],
)
def test_dates_as_they_stand_in_files(text: str, day: str) -> None:
    assert str(parse(text).start) == day


def test_days_are_read_as_written_whatever_the_time_zone() -> None:
    assert str(parse("2024-02-07T23:30:00+03:00").start) == "2024-02-07"


@pytest.mark.parametrize(
    "text",
    ["2024-02-30", "31/11/2023", "1824-01-01", "32 May 2024", "soon", "12", "2024-13-01", ""],
)
def test_what_is_no_date_has_a_problem(text: str) -> None:
    assert parse(text).problem


def test_a_month_and_a_year_last_as_long_as_they_do() -> None:
    month = parse("February 2024")
    assert (str(month.start), str(month.end), month.precision) == (
        "2024-02-01",
        "2024-02-29",
        "month",
    )
    year = parse("2023")
    assert (str(year.start), str(year.end), year.precision) == ("2023-01-01", "2023-12-31", "year")


def test_serial_numbers_are_days_only_where_they_may_be() -> None:
    assert str(parse("45292", serials=True).start) == "2024-01-01"
    assert parse("45292").problem
    assert parse("99999", serials=True).problem


def test_only_dates_that_could_be_either_are_ambiguous() -> None:
    assert parse("03/04/2022").note == "ambiguous_date"
    assert str(parse("03/04/2022").start) == "2022-04-03"
    assert str(parse("03/04/2022", "month-first").start) == "2022-03-04"
    assert parse("04/04/2022").note is None
    assert parse("13/04/2022").note is None


def test_the_order_is_seen_from_the_column() -> None:
    assert order_of(["13/04/2022", "03/04/2022"])[0] == "day-first"
    order, evidence = order_of(["04/13/2022", "03/04/2022"])
    assert order == "month-first"
    assert "month-first" in str(evidence)
    assert order_of(["04/13/2022", "13/04/2022", "03/04/2022"])[0] == "day-first"
    assert order_of(["2022-04-03"]) == ("day-first", None)
