"""Credits of downloads whose tables were put together of several."""

from __future__ import annotations

import csv
import io

import pandas as pd

from dashboard.export import Terms, to_csv_chunks
from tests.test_export import events_of


def test_tables_put_together_of_several_are_credited_too() -> None:
    sources = [{"source_id": f"s{n}", "url": f"https://example.org/{n}"} for n in (1, 2)]
    datasets = [
        {
            "dataset": name,
            "name": name,
            "licence": "CC",
            "citation": name,
            "redistribution": "public",
        }
        for name in ("own", "reports")
    ]
    credited, cited = (
        pd.concat([pd.DataFrame([row], dtype="str") for row in rows])
        for rows in (datasets, sources)
    )
    terms = Terms(credited, cited)
    written = b"".join(to_csv_chunks(events_of(event_id=["e"]), terms)).decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(written))
    assert row["sources"] == "https://example.org/1|https://example.org/2"
    assert row["citation"] == "own"
