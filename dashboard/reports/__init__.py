"""What a report was read to tell: proposals, their corrections, and the rows they become."""

from __future__ import annotations

from dashboard.reports.edits import Placed, corrected, merged, relinked, restored, split
from dashboard.reports.evidence import (
    Evidence,
    Mark,
    doubts,
    evidence,
    marks,
    place_words,
    quoted,
    toll_words,
)
from dashboard.reports.interchange import proposal_of, report_of
from dashboard.reports.places import settled
from dashboard.reports.proposals import Link, Party, Proposal, Report, Span, Toll
from dashboard.reports.refused import Refused, refused
from dashboard.reports.rows import DATASET, Kept, Known, is_web_address, kept
from dashboard.reports.same import Same, same_events, window
from dashboard.reports.writing import written

__all__ = [
    "DATASET",
    "Evidence",
    "Kept",
    "Known",
    "Link",
    "Mark",
    "Party",
    "Placed",
    "Proposal",
    "Refused",
    "Report",
    "Same",
    "Span",
    "Toll",
    "corrected",
    "doubts",
    "evidence",
    "is_web_address",
    "kept",
    "marks",
    "merged",
    "place_words",
    "proposal_of",
    "quoted",
    "refused",
    "relinked",
    "report_of",
    "restored",
    "same_events",
    "settled",
    "split",
    "toll_words",
    "window",
    "written",
]
