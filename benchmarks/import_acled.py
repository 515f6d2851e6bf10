"""
Measure importing: ``python -m benchmarks.import_acled ROWS`` or ``FILE``.

Reads invented rows in ACLED's layout and keeps them as the command `import` does. It runs in a
process of its own, so that the most memory it ever held is its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.make_acled import write
from benchmarks.serving import most_memory_mb
from dashboard.importers import LateGazetteer, Report, read
from dashboard.store import keep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.importers import Chunk

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Measured:
    """What an import took: rows, size of the file, seconds, and the most memory it ever held."""

    rows: int
    size_mb: float
    seconds: float
    peak_mb: float

    def __str__(self) -> str:
        """Say it in one line."""
        return (
            f"{self.rows:,} rows ({self.size_mb:,.0f} MB) read and kept in {self.seconds:.1f} s, "
            f"peak {self.peak_mb:,.0f} MB"
        )


def measure(rows: int) -> Measured:
    """
    Import invented rows in a process of their own.

    Parameters
    ----------
    rows
        How many.

    Returns
    -------
    measured
        What it took, without the time to invent them.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "acled.csv"
        write(rows, path)
        words = [sys.executable, "-m", "benchmarks.import_acled", str(path)]
        run = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return Measured(**json.loads(run.stdout))


def _import(path: Path) -> Measured:
    report = Report()
    begun = time.perf_counter()

    def passing() -> Iterator[Chunk]:
        nonlocal report
        for chunk in read(path, gazetteer=LateGazetteer(ROOT / "data"), data=ROOT / "data"):
            report += chunk.report
            yield chunk

    with tempfile.TemporaryDirectory() as folder:
        keep(passing(), Path(folder), path.name)
        seconds = time.perf_counter() - begun
    return Measured(report.taken, path.stat().st_size / 1e6, seconds, most_memory_mb())


if __name__ == "__main__":
    asked = sys.argv[1]
    if asked.isdigit():
        sys.stdout.write(f"{measure(int(asked))}\n")
    else:
        sys.stdout.write(json.dumps(vars(_import(Path(asked)))))
