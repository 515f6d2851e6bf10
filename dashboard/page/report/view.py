"""What was found: the marked text, the small map, and the words behind each field."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import streamlit as st
from streamlit_folium import st_folium

from dashboard import maps, marked, reports
from dashboard.extract.document import laid_out
from dashboard.page.report.session import current_reading, keep
from dashboard.page.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.page.report.session import Reading
    from dashboard.reports import Proposal
    from dashboard.settings import Settings

MAP_HEIGHT_PX = 340


def text_view(reading: Reading) -> None:
    """
    Draw the report with what was found in it.

    Parameters
    ----------
    reading
        The reading.
    """
    found = reports.marks(reading.report)
    counts = Counter(mark.kind for mark in found)
    st.html(marked.legend(dict(counts), lit=reading.open is not None))
    with st.container(border=True, key="report_shown"):
        shown = [(mark.kind, mark.start, mark.end) for mark in found]
        text = reading.report.text
        st.html(marked.marked_text(text, shown, _lit(reading.open), laid_out(text)))


def _lit(proposal: Proposal | None) -> marked.Chosen | None:
    if proposal is None:
        return None
    fields = [span for part in reports.evidence(proposal, {}) for span in part.spans]
    return marked.Chosen(proposal.sentences, tuple(fields))


def sketch(reading: Reading, settings: Settings) -> None:
    """
    Draw the proposals on a small map; clicking one looks at it.

    Parameters
    ----------
    reading
        The reading.
    settings
        Where the data are.
    """
    items = [
        {
            "id": p.id,
            "number": at,
            "lon": p.lon,
            "lat": p.lat,
            "radius_m": p.precision_m if p.lon is not None else None,
            "area_id": p.area_id if p.lon is None else None,
            "doubtful": p.is_doubtful,
        }
        for at, p in enumerate(reading.proposals, start=1)
    ]
    returned = st_folium(
        maps.build_sketch(maps.MapView(data=settings.data)),
        key="sketch",
        height=MAP_HEIGHT_PX,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=maps.proposal_layer(items, reading.chosen),
    )
    lost = [str(item["number"]) for item in items if item["lon"] is None and not item["area_id"]]
    if lost:
        st.caption(f"Without a known place, so not on the map: {', '.join(lost)}.")
    click = maps.read_click(returned)
    if click is not None and click.nonce != st.session_state.get("sketch_clicked"):
        st.session_state["sketch_clicked"] = click.nonce
        if any(p.id == click.key for p in reading.proposals):
            keep(chosen=click.key)
            st.rerun()


def picker(reading: Reading, labels: Mapping[str, str]) -> None:
    """
    Draw the choice of the proposal to look at.

    Parameters
    ----------
    reading
        The reading, with at least one proposal.
    labels
        Label of each event type.
    """
    names = {p.id: f"{at}. {_title(p, labels)}" for at, p in enumerate(reading.proposals, start=1)}
    st.session_state["report_chosen"] = reading.chosen
    st.selectbox(
        "Look at",
        list(names),
        key="report_chosen",
        format_func=lambda name: names[name],
        on_change=_choose,
    )


def _title(p: Proposal, labels: Mapping[str, str]) -> str:
    doubt = " (doubtful)" if p.is_doubtful else ""
    return f"{labels.get(p.event_type, p.event_type)}, {_where_and_when(p)}{doubt}"


def _where_and_when(p: Proposal) -> str:
    return f"{p.place_name or 'place not known'}, {p.date_start or 'no date'}"


def _choose() -> None:
    reading = current_reading()
    chosen = st.session_state["report_chosen"]
    if reading is not None and chosen is not None:
        keep(chosen=chosen)


def words(reading: Reading, proposal: Proposal, labels: Mapping[str, str]) -> None:
    """
    Draw the fields of a proposal, each beside the words it came from.

    Parameters
    ----------
    reading
        The reading.
    proposal
        The event.
    labels
        Label of each event type.
    """
    doubt = "⚠ " if proposal.is_doubtful else ""
    st.caption(plain(f"{doubt}The reader is {reports.doubts(proposal)}."))
    text = reading.report.text
    names = {p.id: f"one that you added: {_where_and_when(p)}" for p, _ in reading.added}
    names |= {p.id: f"proposal {at}" for at, p in enumerate(reading.proposals, start=1)}
    rows = [
        (
            part.field,
            part.value,
            part.kind,
            tuple(reports.quoted(text, span) for span in part.spans),
            part.by_hand,
        )
        for part in reports.evidence(proposal, labels, names)
    ]
    st.html(marked.words_table(rows))


def refused(reading: Reading) -> None:
    """
    Draw what looks like an act and was not taken for an event; nothing where there is none.

    Parameters
    ----------
    reading
        The reading.
    """
    n = len(reading.refused)
    if not n:
        return
    with st.expander(f"Looks like an act and was not taken: {n:,}", key=f"refused_{reading.nth}"):
        st.caption("The rules found a reason against an event in each of these. They may be wrong.")
        rows = [(one.before, one.words, one.after, one.why) for one in reading.refused]
        st.html(marked.refused_table(rows))
