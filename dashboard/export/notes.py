"""What goes with a download: its citation, its licence in words, its file name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import datetime as dt

LABEL = (
    "Compiled from published reports; tolls and responsibility as reported; "
    "not verified on the ground."
)
NULLS = 'An empty figure means "not reported", never zero.'
PLACES = (
    "Places: GeoNames (geonames.org, CC BY 4.0), Natural Earth (public domain), "
    "OurAirports (public domain)."
)

_LONGEST_CHOICE = 60
_LONGEST_FILTER = 500
_EXTENSIONS = ("csv", "geojson", "parquet", "gpkg", "txt")


@dataclass(frozen=True)
class Selection:
    """
    What a download was asked for, and when.

    Attributes
    ----------
    filter_text
        The filter in its plain form (the query string, or words); empty for all events.
    made
        Day of the download.
    """

    filter_text: str
    made: dt.date


def citation(datasets: pd.DataFrame, selection: Selection) -> str:
    """
    Say in one line how to cite a download.

    Parameters
    ----------
    datasets
        Datasets table, only those that stand in the download; may be empty.
    selection
        What was asked for, and when.

    Returns
    -------
    line
        Citation of every dataset, the filter and the day; no line break in it.
    """
    named = "; ".join(_cited(row) for _, row in datasets.iterrows()) or "No events"
    chosen = _one_line(selection.filter_text, _LONGEST_FILTER) or "all events"
    return f"{named}. Selection: {chosen}. Downloaded {selection.made:%Y-%m-%d}."


def licence_note(
    datasets: pd.DataFrame, selection: Selection, *, events: int, left_out: int = 0
) -> str:
    """
    Write the note that goes with a download.

    Parameters
    ----------
    datasets
        Datasets table, only those that stand in the download.
    selection
        What was asked for, and when.
    events
        Number of events in the download.
    left_out
        Number of events that were asked for and may not be passed on.

    Returns
    -------
    note
        Plain text of several lines: what it is, what a blank means, licence and citation of
        every dataset, what was left out, how to cite the selection.
    """
    lines = [f"Reported conflict events: {events:,}.", LABEL, NULLS, ""]
    lines += [f"- {licence_line(row)}" for _, row in datasets.iterrows()]
    lines.append(f"- {PLACES}")
    if left_out:
        lines += ["", f"Left out, because their publisher does not allow it: {left_out:,} events."]
    lines += ["", f"Cite as: {citation(datasets, selection)}"]
    return "\n".join(lines) + "\n"


def licence_line(dataset: pd.Series) -> str:
    """
    Name a dataset, its licence and its citation in one line.

    Parameters
    ----------
    dataset
        A row of the datasets table.

    Returns
    -------
    line
        Name, publisher, licence with its address, citation and day of access; what is null
        is left away.
    """
    filled = {name: _one_line(value) for name, value in dataset.items() if pd.notna(value)}
    licence = filled.get("licence") or "licence not stated"
    if filled.get("licence_url"):
        licence += f" ({filled['licence_url']})"
    parts = [f"{filled.get('name', '')}, {filled.get('publisher', '')}: {licence}".strip(", ")]
    if filled.get("citation"):
        parts.append(f"Cite as: {filled['citation'].rstrip('.')}")
    if filled.get("access_date"):
        parts.append(f"Accessed {filled['access_date'][:10]}")
    return ". ".join(parts) + "."


def file_name(
    chosen: str,
    extension: str,
    *,
    events: int,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> str:
    """
    Name a file so that it still says what it is in a folder of others.

    Parameters
    ----------
    chosen
        What was chosen besides the days, in words; text in other scripts is left away.
    extension
        ``csv``, ``geojson``, ``parquet``, ``gpkg`` or ``txt``.
    events
        Number of events in the file.
    first, last
        First and last day; None for an open end.

    Returns
    -------
    name
        For example ``conflict-events_2024-01-28_to_2024-02-10_houthis_238-events.csv``: ASCII
        letters, digits, hyphen, underscore and one dot, at most 130 characters.

    Raises
    ------
    ValueError
        Where the extension is none of these.
    """
    if extension not in _EXTENSIONS:
        raise ValueError(f"extension {extension!r} is none of {', '.join(_EXTENSIONS)}")
    parts = ["conflict-events", _days(first, last), _slug(chosen)]
    parts.append("1-event" if events == 1 else f"{events}-events")
    return "_".join(part for part in parts if part) + f".{extension}"


def _cited(dataset: pd.Series) -> str:
    text = dataset.get("citation")
    if pd.isna(text) or not str(text).strip():
        text = f"{dataset.get('publisher')}: {dataset.get('name')}"
    return _one_line(text).rstrip(".")


def _days(first: dt.date | None, last: dt.date | None) -> str:
    if first is not None and last is not None:
        return f"{first:%Y-%m-%d}" if first == last else f"{first:%Y-%m-%d}_to_{last:%Y-%m-%d}"
    if first is not None:
        return f"from_{first:%Y-%m-%d}"
    return f"until_{last:%Y-%m-%d}" if last is not None else ""


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_CHOICE].strip("-")


def _one_line(value: object, longest: int = 2_000) -> str:
    """Without line breaks and other control characters, cut at a length."""
    text = "".join(c if c.isprintable() else " " for c in str(value))
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
