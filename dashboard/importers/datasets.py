"""The datasets whose layouts we know: their names, terms, and how to cite them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.importers.mapping import slug
from dashboard.records import typed
from dashboard.schema import DATASETS

if TYPE_CHECKING:
    from pathlib import Path

    from dashboard.importers.model import LayoutName


@dataclass(frozen=True)
class Dataset:
    """
    A dataset as the events' rows name it; see `schema.DATASETS`.

    Attributes
    ----------
    dataset
        Its id, which begins the ids of its events.
    name, publisher, licence, licence_url, citation, redistribution, note
        Columns of the table of datasets. ``{date}`` in the citation becomes the access date.
    """

    dataset: str
    name: str
    publisher: str
    licence: str
    licence_url: str | None
    citation: str
    redistribution: str
    note: str


UNSTATED = "not stated"
"""Licence of a file that names no terms."""

KNOWN = {
    "acled": Dataset(
        "acled",
        "Armed Conflict Location & Event Data",
        "ACLED",
        "ACLED Terms of Use: rows may not be passed on",
        "https://acleddata.com/terms-and-conditions",
        "Armed Conflict Location & Event Data (ACLED), acleddata.com, accessed {date}.",
        "private",
        "One figure of deaths an event, a conservative one; 0 means that none were reported. "
        "Actor 1 is the side named first, not always the one that attacked.",
    ),
    "ucdp": Dataset(
        "ucdp",
        "UCDP Georeferenced Event Dataset",
        "Uppsala Conflict Data Program",
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "Sundberg, R. and Melander, E. (2013): Introducing the UCDP Georeferenced Event Dataset. "
        "Journal of Peace Research 50(4). Accessed {date}.",
        "public",
        "Only events with at least one direct death, with a low, best and high estimate.",
    ),
    "gdelt": Dataset(
        "gdelt",
        "GDELT Event Database",
        "The GDELT Project",
        "Free for any use with a reference to the GDELT Project",
        "https://www.gdeltproject.org/about.html#termsofuse",
        "The GDELT Project, gdeltproject.org, accessed {date}.",
        "public",
        "Coded by machine from news texts: a row is a mention of an event, often wrong in place "
        "or actors, and one event stands in many rows. No figures of deaths.",
    ),
}


def described(layout: LayoutName, path: Path, name: str | None) -> Dataset:
    """
    Say which dataset a file belongs to.

    Parameters
    ----------
    layout
        Its layout.
    path
        The file.
    name
        Id to give it; None for the layout's own, or for a spreadsheet the name of the file.

    Returns
    -------
    dataset
        A known dataset, or one that nobody may be given until its owner says otherwise.
    """
    known = KNOWN.get(layout)
    if known is not None:
        return known if name is None else Dataset(slug(name), *list(vars(known).values())[1:])
    title = name or path.name.split(".")[0]
    return Dataset(
        slug(title) or "import",
        title,
        "unknown",
        UNSTATED,
        None,
        f"{path.name}, imported file, of {{date}}.",
        "private",
        "Imported from a file that names no terms: not passed on unless its owner allows it.",
    )


def table(dataset: Dataset, path: Path) -> pd.DataFrame:
    """
    Make the row that tells readers where the events are from.

    Parameters
    ----------
    dataset
        The dataset.
    path
        The file; the day it was last written is taken as the day of access.

    Returns
    -------
    datasets
        One row, see `schema.DATASETS`.
    """
    written = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC).date()
    row = vars(dataset) | {
        "citation": dataset.citation.format(date=written.isoformat()),
        "access_date": pd.Timestamp(written),
    }
    return typed(pd.DataFrame([row]), DATASETS)
