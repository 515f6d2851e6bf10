"""Small files with invented rows, in the layouts that people bring."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.importers import Chunk, Report, acled, gdelt, read, total, ucdp

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

ACLED_ROW = {
    "event_id_cnty": "INV1",
    "event_date": "2024-02-07",
    "year": "2024",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike",
    "actor1": "Invented Air Wing",
    "inter1": "8",
    "actor2": "Invented Militia",
    "inter2": "3",
    "iso": "887",
    "region": "Middle East",
    "country": "Yemen",
    "admin1": "Al Hudaydah",
    "location": "Invented Village",
    "latitude": "14.8000",
    "longitude": "43.1000",
    "geo_precision": "1",
    "source": "Invented Gazette",
    "source_scale": "National",
    "notes": "On 7 February 2024, an invented wing struck an invented village.",
    "fatalities": "3",
    "timestamp": "1707350400",
}
UCDP_ROW = {
    "id": "900001",
    "relid": "INV-2024-1-1-1",
    "year": "2024",
    "type_of_violence": "1",
    "side_a": "Government of Nowhere",
    "side_b": "Invented Front",
    "source_office": "Invented Gazette",
    "source_headline": "Invented headline",
    "where_prec": "1",
    "where_coordinates": "Invented Town",
    "adm_1": "Hajjah governorate",
    "latitude": "16.0",
    "longitude": "43.2",
    "country": "Yemen (North Yemen)",
    "country_id": "678",
    "region": "Middle East",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2024-01-05 00:00:00.000",
    "date_end": "2024-01-05 00:00:00.000",
    "deaths_a": "1",
    "deaths_b": "2",
    "deaths_civilians": "0",
    "deaths_unknown": "0",
    "best": "3",
    "high": "5",
    "low": "2",
}
GDELT_ROW = {
    "globaleventid": "800001",
    "sqldate": "20240207",
    "year": "2024",
    "actor1name": "INVENTED FORCE",
    "actor1code": "INVMIL",
    "actor1type1code": "MIL",
    "actor2name": "INVENTED TOWN",
    "eventcode": "195",
    "eventbasecode": "195",
    "eventrootcode": "19",
    "actiongeo_type": "4",
    "actiongeo_fullname": "Invented Town, Sanaa, Yemen",
    "actiongeo_countrycode": "YM",
    "actiongeo_lat": "15.35",
    "actiongeo_long": "44.2",
    "dateadded": "20240207120000",
    "sourceurl": "https://invented.example/1",
}


def table(
    header: Sequence[str],
    rows: Iterable[dict[str, str]],
    *,
    delimiter: str = ",",
    end: str = "\n",
    heading: bool = True,
    names: Sequence[str] | None = None,
) -> str:
    """Write rows as text."""
    stream = io.StringIO()
    if delimiter == "\t":
        lines = [delimiter.join(row.get(name, "") for name in header) for row in rows]
        return "".join(line + end for line in lines)
    out = csv.writer(stream, lineterminator=end, delimiter=delimiter)
    if heading:
        out.writerow(names or header)
    for row in rows:
        out.writerow([row.get(name, "") for name in header])
    return stream.getvalue()


def acled_text(*rows: dict[str, str], **how: object) -> str:
    """Write ACLED's current layout; each row says only what differs from `ACLED_ROW`."""
    full = [
        {**ACLED_ROW, "event_id_cnty": f"INV{number}", **row} for number, row in enumerate(rows, 1)
    ]
    return table(acled.CURRENT, full, **how)  # type: ignore[arg-type]


def ucdp_text(*rows: dict[str, str], **how: object) -> str:
    """Write UCDP GED."""
    full = [{**UCDP_ROW, "id": str(900000 + n), **row} for n, row in enumerate(rows, 1)]
    return table(ucdp.COLUMNS, full, **how)  # type: ignore[arg-type]


def gdelt_text(*rows: dict[str, str], width: int = 61) -> str:
    """Write GDELT's event files."""
    full = [{**GDELT_ROW, "globaleventid": str(800000 + n), **row} for n, row in enumerate(rows, 1)]
    return table(gdelt.BY_WIDTH[width][1], full, delimiter="\t", heading=False)


def write(folder: Path, content: str | bytes, name: str = "invented.csv") -> Path:
    """Put content into a file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


class Result:
    """All chunks of a file put together."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self.chunks = list(chunks)
        self.report: Report = total(chunk.report for chunk in self.chunks)
        names = ("events", "event_actors", "claims", "actors", "sources", "rejects")
        for name in names:
            parts = [part for c in self.chunks if len(part := getattr(c, name))]
            empty = getattr(self.chunks[0], name)
            joined = pd.concat(parts, ignore_index=True) if parts else empty
            setattr(self, name, joined)
        assert self.report.read == self.report.taken + self.report.rejected
        assert self.report.taken == len(self.events)
        assert self.report.rejected == len(self.rejects)

    events: pd.DataFrame
    event_actors: pd.DataFrame
    claims: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    rejects: pd.DataFrame

    def warned(self, kind: str) -> int:
        """Give how often a kind of warning was counted."""
        found = self.report.warnings.get(kind)
        return 0 if found is None else found.count


def take(path: Path, data: Path, **how: object) -> Result:
    """Import a file and put its chunks together."""
    return Result(read(path, data=data, **how))  # type: ignore[arg-type]
