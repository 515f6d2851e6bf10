"""One family of errors; each also derives from the builtin that fits."""

from __future__ import annotations

from dataclasses import dataclass


class DashboardError(Exception):
    """Root of every error that this package raises on purpose."""


@dataclass(frozen=True)
class Fault:
    """
    One thing that is wrong in a data file.

    Attributes
    ----------
    file
        Name of the file, as a person finds it in the data folder.
    line
        Line in the file, counted from 1 with the header; None where no line can be named.
    column
        Name of the column; None where the whole row or file is meant.
    value
        The value as it stands in the file.
    problem
        What is wrong with it and what would be right.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    problem: str

    def __str__(self) -> str:
        """Say where, which value and what is wrong, in one line."""
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        if self.column is not None:
            where += f", column {self.column}"
        shown = "" if self.value is None else f": {self.value!r}"
        return f"{where}{shown}: {self.problem}"


class DataError(DashboardError, ValueError):
    """
    Data files that cannot be trusted.

    Parameters
    ----------
    faults
        Every fault that was found, in the order of the files.
    """

    SHOWN = 20

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        lines = [str(fault) for fault in faults[: self.SHOWN]]
        if len(faults) > self.SHOWN:
            lines.append(f"... and {len(faults) - self.SHOWN} more")
        super().__init__("\n".join(lines))


class FilterError(DashboardError, ValueError):
    """A filter, written as a query string or made in code, that asks for something impossible."""


class UnknownEventError(DashboardError, LookupError):
    """An event id that is not in the store."""


class UnknownSessionError(DashboardError, LookupError):
    """A session whose own events are gone, or never were."""


class UnknownAreaError(DashboardError, LookupError):
    """An area id that is not in data/areas.geojson."""


class StoreError(DashboardError, RuntimeError):
    """The store cannot be opened, built or asked."""


class StoppedError(StoreError):
    """A store that is not there because somebody stopped its making."""


class SettingsError(DashboardError, ValueError):
    """A setting (environment variable) that has no meaning."""


class AssetError(DashboardError, RuntimeError):
    """A file that the page needs is missing from the installed packages or from data/."""


class ImportFileError(DashboardError, ValueError):
    """A file that cannot be imported at all: not readable, not a known layout, not a table."""


class ColumnsError(ImportFileError):
    """
    A table of which nobody can say when or where, until somebody says what its columns hold.

    Parameters
    ----------
    message
        What is missing.
    columns
        Its columns.
    mapping
        Column to field, as far as it was guessed.
    sample
        Some of its rows.
    """

    def __init__(
        self,
        message: str,
        columns: tuple[str, ...],
        mapping: dict[str, str],
        sample: tuple[tuple[str, ...], ...],
    ) -> None:
        self.columns = columns
        self.mapping = mapping
        self.sample = sample
        super().__init__(message)


class ImportCancelledError(DashboardError, RuntimeError):
    """An import that was stopped by whoever started it; nothing of it may be kept."""


class ExportError(DashboardError, ValueError):
    """Rows that cannot be written as a download: a column is missing."""


class ReportError(DashboardError, ValueError):
    """A report that cannot be read: empty, not text, or in a file that cannot be opened."""


class SecondReaderError(DashboardError, RuntimeError):
    """A language model that cannot be asked, refuses, or gives no usable answer."""
