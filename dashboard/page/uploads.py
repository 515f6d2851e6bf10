"""Events of one's own: a file is opened, its columns checked, its rows shown to this visitor."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard.errors import ColumnsError, DashboardError, StoreError
from dashboard.export.spreadsheet import neutralised
from dashboard.filters import EventFilter
from dashboard.importers import Chunk, LateGazetteer, Layout, Report, column_names, detect, read
from dashboard.importers.datasets import UNSTATED
from dashboard.importers.telling import WARNINGS
from dashboard.page import own, state
from dashboard.page.words import plain
from dashboard.store import Collection
from dashboard.store.sessions import MOST_EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.settings import Settings
    from dashboard.store import Store

SECTION = "Your own data"
KINDS = (
    "ACLED, UCDP GED and GDELT files are known by themselves; any other table needs a date and a "
    "place or coordinates: CSV, Excel, GeoJSON, JSON, Parquet, also zipped."
)
PRIVATE = (
    "Only you see these events, and they go when you close the page, or after two hours without "
    "use. Nothing of the file is kept on this server."
)
LEFT_OUT, AS_NOTE = "leave out", "keep in the notes"
NAMES = {
    "acled": "ACLED",
    "ucdp": "UCDP GED",
    "gdelt": "GDELT",
    "spreadsheet": "a table",
    "reports": "reports that were read",
}
DATE_ORDERS = {"day-first": "3 April: the day first", "month-first": "March 4: the month first"}
REPORTS, OPENED, TURN = "own_reports", "own_opened", "own_turn"


@dataclass(frozen=True)
class Told:
    """What became of one file: its name, report, rejected rows and how many events are new."""

    file: str
    report: Report
    rejects: pd.DataFrame
    datasets: tuple[str, ...]
    added: int


@dataclass(frozen=True)
class Opened:
    """A file that was looked at: its layout, or why it has none yet."""

    file_id: str
    layout: Layout
    problem: str = ""


def notice(base: Store, store: Store) -> None:
    """
    Say above all else that events are shown which nobody else sees.

    Parameters
    ----------
    base
        The store that everybody sees.
    store
        The one that this session sees.
    """
    if own.lost():
        st.session_state.pop(REPORTS, None)
        st.warning("The events of your own were let go: they are kept for two hours at most.")
    if own.token() is None:
        return
    n = store.total - base.total
    with st.container(key="own_notice", horizontal=True, vertical_alignment="center"):
        word = "event" if n == 1 else "events"
        yours = f"{n:,} {word} of yours" if n else "Claims of yours about known events"
        st.markdown(f"**{yours}**: only you see {'it' if n == 1 else 'them'}.")
        sets = tuple(set(store.datasets["dataset"]) - set(base.datasets["dataset"]))
        if n and sets:
            st.button("Show only these", key="own_only", type="tertiary", on_click=_only, args=sets)
        st.button("Remove", key="own_remove", type="tertiary", on_click=_remove, args=sets)


def own_data(base: Store, settings: Settings) -> None:
    """
    Draw the section in which a visitor opens files.

    Parameters
    ----------
    base
        The store that everybody sees.
    settings
        Where the data are.
    """
    reports: list[Told] = st.session_state.get(REPORTS, [])
    with st.expander(SECTION, key="own_data", expanded=bool(reports)):
        most_mb = st.get_option("server.maxUploadSize")
        st.caption(f"{KINDS} At most {most_mb} MB and {MOST_EVENTS:,} events. {PRIVATE}")
        file = st.file_uploader("A file of events", key=f"own_file_{st.session_state.get(TURN, 0)}")
        if file is not None:
            _open(file, base, settings)
        for number, told in enumerate(reversed(reports)):
            _report(told, len(reports) - number)


def _open(file: UploadedFile, base: Store, settings: Settings) -> None:
    held: Opened | None = st.session_state.get(OPENED)
    if held is None or held.file_id != file.file_id:
        with st.spinner("Looking at the file"):
            try:
                held = _looked_at(file, settings)
            except DashboardError as error:
                st.error(plain(str(error)))
                return
        st.session_state[OPENED] = held
    layout = held.layout
    variant = "" if layout.name == "spreadsheet" else f", {layout.variant}"
    st.markdown(f"Read as **{NAMES[layout.name]}**{plain(variant)}.")
    mapping, order = None, None
    if layout.name == "spreadsheet":
        if held.problem:
            st.warning(plain(held.problem.split("; say which")[0].capitalize()) + ": say which.")
        mapping, order = _columns(layout, settings)
    if st.button("Show these events", key="own_add", type="primary"):
        _take(file, base, settings, layout, mapping, order)


def _looked_at(file: UploadedFile, settings: Settings) -> Opened:
    with _on_disk(file) as path:
        try:
            return Opened(file.file_id, detect(path, data=settings.data))
        except ColumnsError as error:
            layout = Layout(
                "spreadsheet", "", error.columns, mapping=error.mapping, sample=error.sample
            )
            return Opened(file.file_id, layout, str(error))


def _columns(layout: Layout, settings: Settings) -> tuple[dict[str, str], str]:
    """Show what each column is taken for, to be corrected; give what the visitor says."""
    fields = sorted(set(column_names(settings.data).values()))
    first = [
        next((row[at] for row in layout.sample if row[at].strip()), "")
        for at in range(len(layout.columns))
    ]
    shown = pd.DataFrame(
        {
            "Column": layout.columns,
            "Is": [layout.mapping.get(column, AS_NOTE) for column in layout.columns],
            "Such as": first,
        }
    )
    edited = st.data_editor(
        shown,
        key="own_columns",
        hide_index=True,
        disabled=["Column", "Such as"],
        column_config={
            "Is": st.column_config.SelectboxColumn(
                options=[AS_NOTE, LEFT_OUT, *fields],
                required=True,
                format_func=lambda field: str(field).replace("_", " "),
            )
        },
    )
    order = st.radio(
        "03/04/2022 is",
        list(DATE_ORDERS),
        index=list(DATE_ORDERS).index(layout.date_order),
        key="own_order",
        format_func=lambda one: DATE_ORDERS[one],
        horizontal=True,
    )
    words = {LEFT_OUT: "-", AS_NOTE: "note"}
    said = zip(edited["Column"], edited["Is"], strict=True)
    return {column: words.get(field, field) for column, field in said}, order


def _take(  # noqa: PLR0913, PLR0917 (what a file is read with)
    file: UploadedFile,
    base: Store,
    settings: Settings,
    layout: Layout,
    mapping: dict[str, str] | None,
    order: str | None,
) -> None:
    place = st.empty()
    with place.container():
        bar = st.progress(0.0, "Reading")
        st.button("Stop", key="own_stop", help="Nothing of the file is taken then.")
    before = own.opened(base).total
    try:
        with _on_disk(file) as path:
            chunks = read(
                path,
                layout=layout.name,
                mapping=mapping,
                gazetteer=_gazetteer(settings.data),
                data=settings.data,
                dataset=_dataset(layout, path, base),
                date_order=order,  # type: ignore[arg-type]  # one of DATE_ORDERS
                progress=lambda share, rows: _show(bar, share, rows),
            )
            brought, told = _gathered(chunks, base, file.name)
        bar.progress(1.0, "Putting them on the map")
        after = own.bring(base, brought).total if told.report.taken else before
    except DashboardError as error:
        place.empty()
        st.error(plain(str(error)))
        return
    told = replace(told, added=after - before)
    st.session_state[REPORTS] = [*st.session_state.get(REPORTS, []), told]
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1  # an empty uploader for the next
    st.session_state.pop(OPENED, None)
    st.rerun()


def _show(bar: DeltaGenerator, share: float, rows: int) -> None:
    bar.progress(min(share, 1.0), f"{rows:,} rows read")


def _dataset(layout: Layout, path: Path, base: Store) -> str | None:
    """Keep a table from passing for a dataset that everybody sees, whose terms are others."""
    if layout.name != "spreadsheet":
        return None
    name = path.name.split(".")[0]
    taken = set(base.datasets["dataset"]) | set(base.datasets["name"])
    return f"{name} (yours)" if {name, name.lower()} & taken else None


def _gathered(chunks: Iterator[Chunk], base: Store, name: str) -> tuple[Collection, Told]:
    parts: list[Chunk] = []
    report = Report()
    for chunk in chunks:
        parts.append(chunk)
        report += chunk.report
        if report.taken > MOST_EVENTS:
            raise StoreError(
                f"more than {MOST_EVENTS:,} events are too many for one visit; whoever runs this "
                "dashboard can take them in with python -m dashboard import"
            )

    def all_of(table: str) -> pd.DataFrame:
        rows: pd.DataFrame = pd.concat([getattr(part, table) for part in parts], ignore_index=True)
        return rows

    brought = Collection(
        events=[part.events for part in parts if len(part.events)],
        event_actors=all_of("event_actors"),
        actors=all_of("actors"),
        claims=all_of("claims"),
        links=all_of("links"),
        sources=all_of("sources"),
        datasets=_given_back(all_of("datasets").drop_duplicates("dataset")),
        regions=base.regions,
        event_types=base.event_types,
    )
    sets = tuple(brought.datasets["dataset"])
    return brought, Told(name, report, all_of("rejects"), sets, 0)


def _given_back(datasets: pd.DataFrame) -> pd.DataFrame:
    """
    Let visitors have the rows of their own tables back; nobody else sees a session.

    A dataset whose terms forbid passing on, as ACLED's, stays what it is.
    """
    unstated = datasets["licence"] == UNSTATED
    return datasets.assign(redistribution=datasets["redistribution"].mask(unstated, "public"))


def _report(told: Told, number: int) -> None:
    report = told.report
    st.markdown(f"###### {plain(told.file)}")
    known = report.taken - told.added
    st.markdown(
        f"{report.read:,} rows read: **{report.taken:,} taken**, {report.rejected:,} rejected."
        + (f" {known:,} of them were shown already." if known else "")
    )
    if len(told.rejects):
        st.download_button(
            f"Rejected rows ({len(told.rejects):,})",
            _for_spreadsheets(told.rejects),
            f"{told.file}.rejects.csv",
            "text/csv",
            key=f"own_rejects_{number}",
            on_click="ignore",
            help="Line, column, value and reason of each, and the row as it stood.",
        )
    if report.warnings:
        st.dataframe(
            pd.DataFrame(
                {
                    "Rows": [warned.count for warned in report.warnings.values()],
                    "Warning": [WARNINGS.get(kind, kind) for kind in report.warnings],
                    "Such as": ["; ".join(w.examples[:2]) for w in report.warnings.values()],
                }
            ).sort_values("Rows", ascending=False),
            hide_index=True,
        )
    for sentence in report.assumptions:
        st.caption(plain(f"Assumed: {sentence}"))


def _for_spreadsheets(table: pd.DataFrame) -> bytes:
    safe = neutralised(pa.Table.from_pandas(table, preserve_index=False))
    return bytes(safe.to_pandas().to_csv(index=False).encode("utf-8-sig"))


def _only(*datasets: str) -> None:
    state.choose(EventFilter(weak=True, datasets=datasets))


def _remove(*datasets: str) -> None:
    own.remove()
    chosen = state.chosen_filter()
    if set(chosen.datasets) & set(datasets):  # it would keep nothing
        state.choose(chosen.without("datasets"))
    st.session_state.pop(REPORTS, None)
    st.session_state.pop(OPENED, None)


@contextmanager
def _on_disk(file: UploadedFile) -> Iterator[Path]:
    """Put the file under its own name into a folder that goes again: importers read paths."""
    with tempfile.TemporaryDirectory(prefix="dashboard-upload-") as folder:
        path = Path(folder) / (Path(file.name.replace("\\", "/")).name or "upload")
        path.write_bytes(file.getbuffer())
        yield path


@st.cache_resource(show_spinner=False)
def _gazetteer(data: Path) -> LateGazetteer:
    return LateGazetteer(data)
