"""What was met before in a file: ids that come again, notes that stand at several places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Run:
    """Keys in ascending order, each once, with what was first met beside it."""

    keys: Numbers
    values: Numbers
    lines: Numbers


@dataclass(frozen=True)
class Again:
    """
    Rows whose key was met before.

    Attributes
    ----------
    rows
        Their positions, ascending.
    same
        Whether the value beside the key is the one first met.
    lines
        Line on which the key was first met.
    """

    rows: Numbers
    same: npt.NDArray[np.bool_]
    lines: Numbers


class Seen:
    """
    Keys met so far, 24 bytes each.

    Notes
    -----
    Runs of ascending keys are merged when they are about equally long, so that a key is moved only
    a logarithmic number of times and looked up in a logarithmic number of runs.
    """

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def meet(self, keys: Numbers, values: Numbers, lines: Numbers) -> Again:
        """
        Look rows up and remember them.

        Parameters
        ----------
        keys, values, lines
            n rows: what to look for, what to compare, where it stands.

        Returns
        -------
        again
            Rows whose key was met before, in an earlier call or higher up in this one.
        """
        order = np.argsort(keys, kind="stable")
        first = np.ones(len(keys), dtype=bool)
        first[1:] = keys[order][1:] != keys[order][:-1]
        run = _Run(keys[order][first], values[order][first], lines[order][first])
        group = np.empty(len(keys), dtype=np.int64)
        group[order] = np.cumsum(first) - 1
        known_values, known_lines = run.values.copy(), run.lines.copy()
        old = np.zeros(len(run.keys), dtype=bool)
        for earlier in self._runs:
            at = np.searchsorted(earlier.keys, run.keys)
            at[at == len(earlier.keys)] = 0
            hit = earlier.keys[at] == run.keys
            known_values[hit], known_lines[hit] = earlier.values[at[hit]], earlier.lines[at[hit]]
            old |= hit
        is_first = np.zeros(len(keys), dtype=bool)
        is_first[order[first]] = True
        rows = np.flatnonzero(old[group] | ~is_first)
        self._remember(_Run(run.keys[~old], run.values[~old], run.lines[~old]))
        there = group[rows]
        return Again(rows, known_values[there] == values[rows], known_lines[there])

    def _remember(self, run: _Run) -> None:
        while self._runs and len(self._runs[-1].keys) <= 2 * len(run.keys):
            other = self._runs.pop()
            keys = np.concatenate((other.keys, run.keys))
            order = np.argsort(keys, kind="stable")
            run = _Run(
                keys[order],
                np.concatenate((other.values, run.values))[order],
                np.concatenate((other.lines, run.lines))[order],
            )
        if len(run.keys):
            self._runs.append(run)


def numbered(texts: Sequence[str | None]) -> Numbers:
    """
    Stand a number for each text, equal for equal texts.

    Parameters
    ----------
    texts
        n texts.

    Returns
    -------
    numbers
        n numbers, good within this process only.
    """
    return np.fromiter(map(hash, texts), np.int64, len(texts))


def mixed(parts: Iterable[Numbers]) -> Numbers:
    """
    Make one number out of several columns of them.

    Parameters
    ----------
    parts
        Columns of n numbers.

    Returns
    -------
    numbers
        n numbers, equal where all parts are.
    """
    result: npt.NDArray[np.uint64] | None = None
    for part in parts:
        number = part.astype(np.uint64)
        result = number if result is None else (result * np.uint64(0x9E3779B97F4A7C15)) ^ number
        result ^= result >> np.uint64(29)
    assert result is not None  # noqa: S101 (always called with columns)
    return result.astype(np.int64)


def numbered_rows(codes: Numbers, distinct: Sequence[tuple[str | None, ...]]) -> Numbers:
    """
    Stand a number for each row of several texts.

    Parameters
    ----------
    codes
        Positions in `distinct`, n.
    distinct
        Distinct rows of texts.

    Returns
    -------
    numbers
        n numbers, equal where the texts are.
    """
    return np.fromiter(map(hash, distinct), np.int64, len(distinct))[codes]
