"""What a report says of itself: suggestions for its day, publisher, title and address."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType

from dashboard.extract.files import plain_text

HEAD, FOOT = 700, 300
LONGEST = 300
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_WRITTEN = (
    re.compile(rf"\b{_DAY}\s{{1,3}}{_MONTH},?\s{{1,3}}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s{{1,3}}{_DAY},?\s{{1,3}}{_YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DAY_NAMES = MappingProxyType(
    {
        "article:published_time": "published",
        "datepublished": "published",
        "date": "published",
        "dc.date": "published",
        "dc.date.issued": "published",
        "pubdate": "published",
        "parsely-pub-date": "published",
        "og:site_name": "publisher",
        "application-name": "publisher",
        "dc.publisher": "publisher",
        "og:title": "title",
        "og:url": "url",
    }
)


@dataclass(frozen=True)
class About:
    """
    What a report says of itself; nothing of it is taken without being confirmed.

    Attributes
    ----------
    published
        Day of publication; null where it names none.
    publisher, title, url
        Null where it names none.
    """

    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


def about(text: str, data: bytes = b"", name: str = "") -> About:
    """
    Look for what a report says of itself.

    Parameters
    ----------
    text
        The report as plain text.
    data, name
        The file it came from, whose metadata go before the text; empty for a pasted text.

    Returns
    -------
    about
        Suggestions. The day is the first one written out in full in the first lines, or in the
        last ones; a later mention in the text is some event's day.
    """
    told: dict[str, str] = {}
    if Path(name).suffix.lower() in {".html", ".htm"} and data:
        page = _Head()
        page.feed(plain_text(data, name)[:200_000])
        told = page.told
    day = _first_day(told.get("published", "")) or _first_day(text[:HEAD]) or _last_day(text)
    url = told.get("url", "")
    return About(
        day, told.get("publisher"), told.get("title"), url if _ADDRESS.match(url) else None
    )


class _Head(HTMLParser):
    """Reads the meta elements, the title and the canonical address of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self._in_title = tag == "title"
        if tag == "meta":
            key = (
                given.get("property") or given.get("name") or given.get("itemprop") or ""
            ).lower()
            if key in _DAY_NAMES:
                self._tell(_DAY_NAMES[key], given.get("content", ""))
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self._tell("url", given.get("href", ""))
        elif tag == "time":
            self._tell("published", given.get("datetime", ""))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self._tell("title", data)

    def _tell(self, field: str, value: str) -> None:
        value = " ".join(value.split())[:LONGEST]
        if value:
            self.told.setdefault(field, value)


def _days(text: str) -> list[tuple[int, dt.date]]:
    found = []
    for pattern in _WRITTEN:
        for hit in pattern.finditer(text):
            month = hit["month"].lower()
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) // 3 + 1
            try:
                found.append((hit.start(), dt.date(int(hit["year"]), number, int(hit["day"]))))
            except ValueError:
                continue
    return sorted(found)


def _first_day(text: str) -> dt.date | None:
    found = _days(text)
    return found[0][1] if found else None


def _last_day(text: str) -> dt.date | None:
    found = _days(text[-FOOT:])
    return found[-1][1] if found else None
