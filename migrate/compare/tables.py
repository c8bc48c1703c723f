"""Compare discrete quantities by the probabilities of their values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from theano_common.statistics import ess_mean

from .row import Row
from .settings import PROBABILITY, Settings
from .statistics import Scalar

MOST_CELLS = 10  # further values are grouped into cells of about equal probability


def table_rows(rows: Sequence[Row], discrete: frozenset[str], settings: Settings) -> list[Row]:
    """Return a row for each scalar of the discrete variables that takes three values or more.

    With two values, the mean determines the distribution.
    """
    made = []
    for row in rows:
        if row.kind != "scalar" or row.of[0] not in discrete:
            continue
        assert row.old and row.new
        cells = _cells(np.concatenate([row.old.draws.ravel(), row.new.draws.ravel()]))
        if len(cells) > 2:
            made.append(_row(row, cells, settings.margin(row.of[0], PROBABILITY)))
    return made


def _cells(pooled: np.ndarray) -> list[tuple[float, float]]:
    """Return (first, last value) of each cell."""
    values, counts = np.unique(pooled, return_counts=True)
    if len(values) <= MOST_CELLS:
        return [(float(v), float(v)) for v in values]
    number = np.minimum((np.cumsum(counts) - counts / 2) / counts.sum() * MOST_CELLS, MOST_CELLS - 1).astype(int)
    return [(float(values[number == i][0]), float(values[number == i][-1])) for i in np.unique(number)]


def _row(row: Row, cells: list[tuple[float, float]], margin: float) -> Row:
    assert row.old and row.new
    (old, old_error), (new, new_error) = (_shares(side, cells) for side in (row.old, row.new))
    names = tuple(f"P({a:g})" if a == b else f"P({a:g} to {b:g})" for a, b in cells)
    margins = np.full(len(cells), margin)
    return Row(f"{row.name} by value", "table", names, new - old, old_error, new_error, margins, row.of)


def _shares(side: Scalar, cells: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """Return (probabilities, standard errors) of the cells. A cell never seen gets the error of a count of one."""
    shares, errors = [], []
    for first, last in cells:
        seen = ((side.draws >= first) & (side.draws <= last)).astype(float)
        share = seen.mean()
        kept = np.clip(share, 1 / seen.size, 1 - 1 / seen.size)
        effective = side.share * (ess_mean(seen) if 0 < share < 1 else seen.size)
        shares.append(share)
        errors.append(np.sqrt(kept * (1 - kept) / effective))
    return np.array(shares), np.array(errors)
