"""The report comes in: pasted or dropped, with the day on which it was published."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.errors import ReportError, SecondReaderError
from dashboard.extract import read_report
from dashboard.extract.about import about
from dashboard.extract.files import read_bytes
from dashboard.extract.second import destination, second_reading
from dashboard.page.report.session import begin, current_reading
from dashboard.page.words import plain
from dashboard.reports import is_web_address, report_of

if TYPE_CHECKING:
    from dashboard.extract.about import About
    from dashboard.settings import Settings

KINDS = ["txt", "md", "html", "htm", "pdf", "docx"]
MOST_MB = 10
FIELDS = ("publisher", "url", "title")
LABELS = {
    "publisher": ("Publisher", "Who published it"),
    "url": ("Address", "https://…"),
    "title": ("Title", "Its headline"),
}
NO_ADDRESS = (
    "The address is none of the web, so it could not be kept with the events: write it whole, such "
    "as https://example.org/report, or leave it empty."
)
STILL_THERE = "The text in the form is still the one before."
NO_DAY = (
    "Give the day on which the report was published, or confirm the one from the text: "
    "“on Tuesday” and “last week” are counted from it."
)


def form(settings: Settings) -> None:
    """
    Draw the form; what is read begins a new reading.

    Parameters
    ----------
    settings
        Whether a language model may be asked, too.
    """
    reading = current_reading()
    title = "Another report" if reading else "The report"
    times = reading.nth if reading else 0  # each reading closes it: what was found stands below
    with st.expander(title, expanded=reading is None, key=f"form_{times}"):
        left, right = st.columns([3, 2], gap="medium")
        with left:
            st.text_area(
                "Text of the report",
                key="report_text",
                height=260,
                placeholder="Paste the text here, headline first.",
                on_change=_look,
                persist_state="session",
            )
        with right:
            st.file_uploader(
                "Or drop a file",
                type=KINDS,
                key="report_file",
                max_upload_size=MOST_MB,
                on_change=_take_file,
                help="Text, web page, PDF or Word. It is read on this machine and kept only in "
                "this session.",
            )
            _published()
            for name in FIELDS:
                label, hint = LABELS[name]
                st.text_input(
                    label,
                    key=f"report_{name}",
                    placeholder=hint,
                    max_chars=500,
                    persist_state="session",
                )
        if settings.model is not None:
            st.checkbox(
                plain(f"Also ask {destination(settings)}: the text of this report goes there"),
                key="report_second",
            )
        st.button("Read", type="primary", on_click=_read, args=(settings,), key="report_read")
        for problem in st.session_state.get("report_problems", ()):
            st.error(plain(problem))


def _published() -> None:
    st.date_input(
        "Published on",
        value=None,
        key="report_published",
        format="YYYY-MM-DD",
        min_value=dt.date(1900, 1, 1),
        max_value=dt.date(2100, 12, 31),
        help="Relative dates are counted from this day.",
        persist_state="session",
    )
    day = _suggested()
    if day is not None and st.session_state["report_published"] is None:
        st.checkbox(
            f"Published on {day.day} {day:%B %Y}, says the text",
            key=_confirmed(day),
            persist_state="session",
        )


def _confirmed(day: dt.date) -> str:
    return f"report_confirmed_{day}"


def _suggested() -> dt.date | None:
    told: About | None = st.session_state.get("report_about")
    return told.published if told else None


def _day_given() -> dt.date | None:
    """Give the day that was written, else the one from the text if it was confirmed."""
    given: dt.date | None = st.session_state["report_published"]
    suggested = _suggested()
    confirmed = suggested is not None and st.session_state.get(_confirmed(suggested))
    return suggested if given is None and confirmed else given


def _look() -> None:
    """See what a text says of itself; where it is a corrected one, its file may have said more."""
    text: str = st.session_state["report_text"] or ""
    told, before = about(text), st.session_state.get("report_about")
    if _come(text) and before and told.published is None:
        told = replace(told, published=before.published)
    st.session_state["report_about"] = told


def _come(text: str) -> bool:
    """
    Take note of the text in the form; say whether it is the one before, corrected.

    What was said of the report before (its day, publisher, address, title) is no longer said of
    another one; what was written since then stays.
    """
    if not text.strip():
        return True
    before: str = st.session_state.get("report_before", "")
    same = not another(before, text)
    if not same:
        if (day := _suggested()) is not None:
            st.session_state[_confirmed(day)] = False
        for name, value in st.session_state.pop("report_said", {}).items():
            if st.session_state.get(f"report_{name}") == value:
                st.session_state[f"report_{name}"] = None if name == "published" else ""
    st.session_state["report_before"] = text
    return same


def _said() -> None:
    """Remember what is said of the report in the form."""
    names = ("published", *FIELDS)
    st.session_state["report_said"] = {n: st.session_state.get(f"report_{n}") for n in names}


def another(before: str, text: str) -> bool:
    """
    Say whether a text is another report, and not the one before with corrections.

    Parameters
    ----------
    before
        The text before; empty for none.
    text
        The text that came.

    Returns
    -------
    another
        True where fewer than half of what the shorter one says, three words at a time, is in the
        other one.
    """
    old, new = ({*zip(w, w[1:], w[2:], strict=False)} for w in (before.split(), text.split()))
    return 2 * len(old & new) < min(len(old), len(new))


def _take_file() -> None:
    """Put the text of a dropped file into the form, where it can be seen before it is read."""
    st.session_state["report_problems"] = []
    dropped = st.session_state["report_file"]
    if dropped is None:
        return
    data: bytes = dropped.getvalue()
    try:
        text = read_bytes(data, dropped.name)
    except ReportError as error:
        kept = [STILL_THERE] if (st.session_state["report_text"] or "").strip() else []
        st.session_state["report_problems"] = [" ".join([str(error), *kept])]
        return
    told = about(text, data, dropped.name)
    _come(text)
    st.session_state["report_text"] = text
    st.session_state["report_about"] = told
    for name in FIELDS:
        if value := getattr(told, name):
            st.session_state[f"report_{name}"] = value
    _said()


def _read(settings: Settings) -> None:
    """Read the report, or say what is missing."""
    text: str = st.session_state["report_text"] or ""
    day = _day_given()
    given = {name: (st.session_state[f"report_{name}"] or "").strip() or None for name in FIELDS}
    given["url"] = address(given["url"] or "")
    problems = []
    if given["url"] is None:
        problems.append(NO_ADDRESS)
    if not text.strip():
        problems.append("There is nothing to read yet: paste a text or drop a file.")
    if day is None:
        problems.append(NO_DAY)
    if not problems:
        problems += _would_be_lost()
    if day is not None and not problems:
        try:
            found = read_report(
                text,
                day,
                publisher=given["publisher"],
                title=given["title"],
                text_id=_name(text),
                mentions=True,
            )
            if settings.model is not None and st.session_state.get("report_second"):
                found = _read_again(text, day, found, settings)
            content = found | {"url": given["url"] or None, "title": given["title"]}
            begin(report_of(content, text), settings.data)
            _said()
        except ReportError as error:
            problems.append(str(error))
    st.session_state["report_problems"] = problems


def _would_be_lost() -> list[str]:
    """Say once that accepted proposals were not added yet; who reads again lets them go."""
    reading = current_reading()
    if reading is None or not reading.taken:
        return []
    told = (reading.nth, reading.accepted)
    if st.session_state.get("report_let_go") == told:
        return []
    st.session_state["report_let_go"] = told
    n = len(reading.taken)
    which = (
        "1 proposal that you accepted is" if n == 1 else f"{n:,} proposals that you accepted are"
    )
    return [
        (
            f"{which} not among your events yet: add or download first what stands below, or press "
            "Read again to let it go."
        )
    ]


def address(given: str) -> str | None:
    """
    Make an address whole that was written without its beginning.

    Parameters
    ----------
    given
        What was written; empty for none.

    Returns
    -------
    address
        With http or https; null where it is no address of the web.
    """
    bare = "://" not in given and "." in given.partition("/")[0]
    whole = f"https://{given}" if bare else given
    return whole if not whole or (is_web_address(whole) and " " not in whole) else None


def _name(text: str) -> str:
    """Name a report by what it says, so that two of one day are not taken for one."""
    return f"text-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _read_again(
    text: str, day: dt.date, first: dict[str, Any], settings: Settings
) -> dict[str, Any]:
    """Ask the language model that the reader ticked; if it fails, the rules' reading says so."""
    try:
        return first | second_reading(text, day, first, settings)
    except SecondReaderError as error:
        return first | {"notes": [*first["notes"], f"No second reading: {error}"]}
