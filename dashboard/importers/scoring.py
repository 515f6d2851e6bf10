"""How well names were found: against true points, by rows and by distinct names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.importers.geocoding import distances_m

if TYPE_CHECKING:
    from collections.abc import Mapping

WITHIN_KM = (10, 25, 161)
"""Distances in the literature on geoparsing: a town, its surroundings, 100 miles."""
METRES_A_KM = 1_000.0
COLUMNS = (
    "of",
    "group",
    "asked",
    "found",
    *(f"within_{km}_km_of_all" for km in WITHIN_KM),
    *(f"within_{km}_km_of_found" for km in WITHIN_KM),
    "median_error_km",
)


def score(placed: pd.DataFrame, lon: str, lat: str, columns: Mapping[str, str]) -> pd.DataFrame:
    """
    Compare found places with true points.

    Parameters
    ----------
    placed
        n rows from `geocoding.geocode_table`.
    lon, lat
        Names of the columns with the true points; rows without one are left out.
    columns
        ``place``, and where there are any ``country`` and ``admin1``, to names of columns.

    Returns
    -------
    scores
        Columns `COLUMNS`. One row each for all rows, for the distinct names, for every country and
        for every precision class. Shares are 0 to 1, null where nothing was found; an area counts
        as found, measured from where its name stands.
    """
    true = pd.to_numeric(placed[lon], errors="coerce") + pd.to_numeric(placed[lat], errors="coerce")
    known = placed[true.notna()]
    away = distances_m(known, lon, lat)
    rows = [_row("rows", "all", away)]
    names = [columns[name] for name in ("place", "country", "admin1") if name in columns]
    first = ~known.duplicated(names)
    rows.append(_row("distinct names", "all", away[first]))
    pinned = known["lon"].notna()
    rows.append(_row("rows", "found as a point", away.where(pinned)))
    if "country" in columns:
        rows.extend(_by("country", known[columns["country"]], away))
    rows.extend(_by("precision", known["precision"].fillna("not found"), away))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _by(what: str, groups: pd.Series[str], away: pd.Series[float]) -> list[tuple[object, ...]]:
    parts = [(str(name), part) for name, part in away.groupby(groups, dropna=False)]
    parts.sort(key=lambda part: (-len(part[1]), part[0]))
    return [_row(what, name, part) for name, part in parts]


def _row(of: str, group: str, away: pd.Series[float]) -> tuple[object, ...]:
    found = away.dropna()
    near = [int((found <= km * METRES_A_KM).sum()) for km in WITHIN_KM]
    return (
        of,
        group,
        len(away),
        len(found) / len(away) if len(away) else np.nan,
        *(count / len(away) if len(away) else np.nan for count in near),
        *(count / len(found) if len(found) else np.nan for count in near),
        float(found.median()) / METRES_A_KM if len(found) else np.nan,
    )


def in_words(scores: pd.DataFrame) -> str:
    """
    Write scores as a table for people.

    Parameters
    ----------
    scores
        From `score`.

    Returns
    -------
    text
        One line a row, shares in per cent.
    """
    heads = ["of", "group", "asked", "found"]
    heads += [f"<{km} km" for km in WITHIN_KM] + [f"<{km} km of found" for km in WITHIN_KM]
    lines = [[*heads, "median km"]]
    for row in scores.itertuples(index=False, name=None):
        of, group, asked, *shares, median = row
        told = ["" if pd.isna(share) else f"{share:.1%}" for share in shares]
        lines.append([of, group, f"{asked:,}", *told, "" if pd.isna(median) else f"{median:.1f}"])
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at < 2 else cell.rjust(width)  # noqa: PLR2004 (two names)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
