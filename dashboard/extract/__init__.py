"""From a news report to proposed events, offline: every field points at the words it came from."""

from dashboard.extract.reader import read_report

__all__ = ["read_report"]
