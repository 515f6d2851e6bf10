"""
Measure importing: ``python benchmarks/import_acled.py FILE [DATA]``.

Prints rows, seconds, rows a second and the most memory the process ever held. What the chunks give
is counted and let go, as a store would write it.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from dashboard.importers import Report, read


def main() -> None:
    """Read the file once."""
    path = Path(sys.argv[1])
    data = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("data")
    begun = time.perf_counter()
    report = Report()
    for chunk in read(path, data=data):
        report += chunk.report
    seconds = time.perf_counter() - begun
    used = time.process_time()
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(  # noqa: T201 (a script reports what it measured)
        f"{report.read} rows read, {report.taken} taken, {seconds:.1f} s "
        f"({used:.1f} s of processor), "
        f"{report.read / seconds:,.0f} rows/s, peak {peak_mb:.0f} MB"
    )


if __name__ == "__main__":
    main()
