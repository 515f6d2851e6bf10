from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.cards import (
    claims_card,
    event_card,
    is_web_address,
    relation,
    sources_card,
    toll,
    when,
    where,
)
from dashboard.palette import OTHERS
from dashboard.phrases import known_as, within
from dashboard.schema import LINK_RELATIONS, PLACE_PRECISIONS

if TYPE_CHECKING:
    from dashboard.store import Detail, Store

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>${alert(1)}`'\"\u202e &amp;"
ALLOWED = {"div", "p", "span", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th",
           "td", "ul", "li", "a", "bdi", "br"}  # fmt: skip


class Reader(HTMLParser):
    """Collects tags, attributes and text as a browser would understand them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def filled(detail: Detail, text: str) -> Detail:
    """Put a text into every text cell of an event and all that belongs to it."""

    def into(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.copy()
        for name in frame.columns:
            if pd.api.types.is_string_dtype(frame[name]) and name != "source_id":
                frame[name] = text
        return frame

    return replace(
        detail,
        event=into(detail.event),
        claims=into(detail.claims),
        sources=into(detail.sources),
        dataset=into(detail.dataset),
    )


@pytest.fixture(scope="module")
def baghdad(store: Store) -> Detail:
    return store.event("2024-02-07-baghdad-mashtal")


@settings(deadline=None, max_examples=30)
@given(text=st.one_of(st.just(HOSTILE), st.text(min_size=1, max_size=60)))
def test_whatever_stands_in_an_event_stays_text(baghdad: Detail, text: str) -> None:
    detail = filled(baghdad, text)
    for html in (event_card(detail, OTHERS), claims_card(detail), sources_card(detail)):
        page = read(html)
        assert set(page.tags) <= ALLOWED
        assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]


def test_hostile_text_can_be_read(baghdad: Detail) -> None:
    page = read(event_card(filled(baghdad, HOSTILE), OTHERS))
    assert HOSTILE in page.text


def test_every_claim_stands_beside_who_makes_it(baghdad: Detail) -> None:
    text = read(claims_card(baghdad)).text
    for claimant in baghdad.claims["claimant"]:
        assert claimant in text
    assert text.index("Killed") < text.index("Named dead")
    assert "3 or more; At least three killed in a PMF vehicle" in text
    assert "Officials of Iran-backed militias3; Three killed including Abu Baqir al-Saadi" in text


def test_sources_are_linked(baghdad: Detail) -> None:
    links = {value for name, value in read(sources_card(baghdad)).attributes if name == "href"}
    assert links == set(baghdad.sources["url"].dropna())


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/a?b=c", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("http://", False),
        ("http://[", False),
    ],
)
def test_only_web_addresses_become_links(address: str, *, allowed: bool) -> None:
    assert is_web_address(address) is allowed


def event(store: Store, event_id: str) -> dict[str, object]:
    [row] = store.event(event_id).event.to_dict("records")
    return {str(name): value for name, value in row.items()}


def test_words_are_no_more_precise_than_what_is_known(store: Store) -> None:
    strike = event(store, "2024-02-07-baghdad-mashtal")
    assert when(strike) == "7 February 2024, 21:30 (UTC+3)"
    assert where(strike) == "Mashtal area, eastern Baghdad, Iraq (town or city, within 4 km)"
    assert toll(strike) == "1–4"
    assert when(event(store, "2023-10-14-aleppo-air-il")) == "about 14 October 2023"
    assert when(event(store, "2024-04-13-iran-attack")).startswith("13 April 2024 to 14 April 2024")
    red_sea = where(event(store, "2024-03-09-drone-barrage"))
    assert red_sea == "southern Red Sea (somewhere in this sea)"
    assert toll(event(store, "2023-11-15-hudner")) == "not reported"


def test_a_shared_toll_says_so(store: Store) -> None:
    page = read(event_card(store.event("2023-11-12-mayadin-us"), OTHERS))
    assert "shared with 2023-11-12-abukamal-us, not added again" in page.text


def test_relations_read_in_both_directions() -> None:
    words = {relation(r, forward=f) for r in LINK_RELATIONS for f in (True, False)}
    assert len(words) == 2 * len(LINK_RELATIONS)
    assert {"Responds to", "Answered by"} <= words


def test_every_precision_has_words(store: Store) -> None:
    strike = event(store, "2024-02-07-baghdad-mashtal")
    for precision in PLACE_PRECISIONS:
        assert f"({precision})" not in where(strike | {"place_precision": precision})


@pytest.mark.parametrize(
    ("radius_m", "words"),
    [
        (500, "within 0.5 km"),
        (4000, "within 4 km"),
        (2540, "within 2.5 km"),
        (18890.4, "within 19 km"),
        (180000, "within 180 km"),
    ],
)
def test_a_radius_is_not_more_exact_than_it_is_known(radius_m: float, words: str) -> None:
    assert within(radius_m) == words


@pytest.mark.parametrize(
    ("precision", "radius_m", "words"),
    [
        ("exact", 1_000.0, "exact place, within 1 km"),
        ("exact", 5_000.0, "named place, within 5 km"),
        ("exact", None, "exact place"),
        ("city", 10_000.0, "town or city, within 10 km"),
        ("admin1", None, "somewhere in this governorate"),
        ("elsewhere", 10.0, "elsewhere, within 0.01 km"),
    ],
)
def test_a_place_is_called_exact_only_where_its_radius_is_small(
    precision: str, radius_m: float | None, words: str
) -> None:
    assert known_as(precision, radius_m) == words
