"""What a report says of itself is only suggested."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.extract.about import About, about

DAY = dt.date(2024, 2, 8)
LONG = "Words. " * 400


@pytest.mark.parametrize(
    "text",
    [
        "BAGHDAD, Feb. 8, 2024 (Desk) - A strike.",
        "Published 8 February 2024\n\nA strike.",
        "Updated: 2024-02-08T10:00:00Z A strike.",
        "Thursday, 8th Feb 2024",
        f"{LONG}\nPublished on February 8, 2024.",
    ],
)
def test_a_written_out_day_is_suggested(text: str) -> None:
    assert about(text).published == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A strike on Tuesday.",
        "31 February 2024",
        "2024-02-081",
        f"{LONG}8 February 2024 {LONG}",
    ],
)
def test_no_day_is_made_up(text: str) -> None:
    assert about(text).published is None


def test_a_page_says_more_of_itself() -> None:
    page = (
        "<html><head><title>A &amp; B</title>"
        "<meta property='article:published_time' content='2024-02-08T09:00:00Z'>"
        "<meta property='og:site_name' content='The Desk'>"
        "<link rel='canonical' href='https://example.org/a'></head>"
        "<body><p>On 3 January 2024 a strike.</p></body></html>"
    )
    told = about("On 3 January 2024 a strike.", page.encode(), "a.html")
    assert told == About(DAY, "The Desk", "A & B", "https://example.org/a")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/a", ""])
def test_an_address_that_leads_nowhere_is_not_suggested(address: str) -> None:
    page = f"<html><head><link rel='canonical' href='{address}'></head></html>"
    assert about("", page.encode(), "a.html").url is None


def test_a_broken_page_is_no_fault() -> None:
    assert about("", b"<meta property=x content=<<<", "a.html") == About()
