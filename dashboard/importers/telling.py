"""The report of an import in words, for the command line and the page."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.importers.model import Report
    from dashboard.store import Changes

WARNINGS = MappingProxyType(
    {
        "ambiguous_date": "dates that could be day-first or month-first",
        "area_unknown": "rows of area precision whose area is not known: a wider one, or none",
        "blank_rows": "blank rows passed over",
        "columns_sorted_apart": "rows of a table whose columns may have been sorted apart",
        "comma_decimals": "coordinates written with a decimal comma",
        "coordinates_missing": "rows without coordinates and without a known area",
        "coordinates_out_of_range": "coordinates that lie on no globe; not used",
        "coordinates_swapped": "longitude and latitude that were swapped; turned round",
        "coordinates_unreadable": "coordinates that cannot be read; not used",
        "coordinates_zero": "coordinates 0/0, which mean unknown; not used",
        "country_unknown": "countries that are not known by this name",
        "deaths_out_of_order": "figures where low, best and high are out of order; none is lost",
        "duplicate_id_other_content": "ids that came again with other content; rejected",
        "duplicate_id_same_content": "rows that came again; rejected",
        "end_before_start_or_unreadable": "last days before the first, or unreadable; not used",
        "event_code_lost_its_zero": "event codes that lost their leading zero; given back",
        "event_type_unmapped": "event types without a mapping; kept as other attack",
        "excel_serial": "dates written as numbers of days",
        "extra_blank_fields": "rows with blank fields beyond the header; taken",
        "figure_negative_is_unknown": "negative figures such as -1; taken as not reported",
        "figure_unreadable": "figures that are no numbers; taken as not reported",
        "file_cut_off": "the file breaks off before its end; what was there is taken",
        "geometry_not_a_point": "lines and polygons; a point inside stands for them",
        "id_missing": "rows without an id; given one made of their content",
        "no_place": "rows without any known place; kept, not on the map",
        "not_utf8": "lines that are no UTF-8; read as Windows-1252 or Windows-1256",
        "note_at_several_places": "notes that stood before at another place: one event or more?",
        "note_date_differs": "notes that begin with another date than the date column",
        "one_article_many_events": "rows whose article stands behind an earlier row too",
        "outside_its_country": "points far outside the country of their row; kept as they are",
        "placed_by_name": "rows without coordinates, placed by their name",
        "placed_in_its_area": "rows without a usable point, shown as their governorate or country",
        "talk_or_cooperation": "rows that are talk or cooperation, not violence; kept",
        "time_precision_unknown": "codes for the precision of the date that mean nothing",
        "two_digit_year": "years written with two digits",
        "year_differs": "rows whose year column disagrees with their date",
    }
)
"""Kind of warning to what it says, in the plural; documented in docs/importing.md."""


def lines(report: Report) -> Iterator[str]:
    """
    Tell a report.

    Parameters
    ----------
    report
        Report of a file.

    Yields
    ------
    line
        Rows first, then warnings by how many rows they fell upon, then assumptions.
    """
    yield f"{report.read:,} rows read: {report.taken:,} taken, {report.rejected:,} rejected"
    ordered = sorted(report.warnings.items(), key=lambda item: (-item[1].count, item[0]))
    for kind, warned in ordered:
        yield f"warning: {warned.count:,} {WARNINGS.get(kind, kind)}"
        for example in warned.examples:
            yield f"    {' '.join(example.split())}"
    for sentence in report.assumptions:
        yield f"assumed: {sentence}"


def changes(found: Changes) -> Iterator[str]:
    """
    Tell what an import changed.

    Parameters
    ----------
    found
        What changed.

    Yields
    ------
    line
        First how many events; then what a reader should know of those that are missing.
    """
    if found.none:
        yield "nothing changed: all of it was there already"
    else:
        yield (
            f"{found.added:,} events added, {len(found.changed):,} changed, "
            f"{len(found.withdrawn):,} withdrawn"
        )
    if found.missing:
        yield (
            f"{len(found.missing):,} events that are known are not in the file, although it covers "
            "their country, type and days; they are kept, since it seems to hold a part of the "
            "dataset only (--missing withdraw takes them out)"
        )
