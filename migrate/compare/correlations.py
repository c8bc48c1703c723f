"""The strongest correlations between scalars, on both sides, with Monte Carlo standard errors.

These are correlations of normal scores, with ranks over both sides together: heavy tails then have no undue weight,
and both sides use the same measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from theano_common.statistics import ess_mean, normal_scores

from .row import Row
from .settings import CORRELATION, Settings
from .statistics import untransformed

MOST = 20  # pairs
STRONG = 0.3  # on at least one side: weaker correlations tell little, and are noise with few draws
TIED = 0.999  # on both sides: one of the two is computed from the other
EACH = 2  # pairs that one scalar may be in, so that one variable does not fill the table
WIDEST = 2000  # scalars that are searched for correlations


def correlation_rows(rows: Sequence[Row], settings: Settings) -> list[Row]:
    """Return rows of atanh r for the strongest pairs among the scalar rows.

    The error is that of r's influence function, zx zy - r (zx² + zy²) / 2, whose draws are as autocorrelated as the
    chains are; atanh makes it nearly equal for every r.
    """
    fit = [row for row in rows if untransformed(row.of[0]) == row.of[0]][:WIDEST]
    if len(fit) < 2:
        return []
    scores = [_scores(row) for row in fit]
    old, new = (np.abs(np.corrcoef(np.stack([one[side].ravel() for one in scores]))) for side in (0, 1))
    return [_row(fit[i], fit[j], scores[i], scores[j], settings) for i, j in _strongest(old, new)]


def _scores(row: Row) -> tuple[np.ndarray, np.ndarray]:
    """Return (chains, draws) of normal scores for both sides."""
    assert row.old is not None and row.new is not None
    pooled = normal_scores(np.concatenate([row.old.draws.ravel(), row.new.draws.ravel()]))
    cut = row.old.draws.size
    return pooled[:cut].reshape(row.old.draws.shape), pooled[cut:].reshape(row.new.draws.shape)


def _strongest(old: np.ndarray, new: np.ndarray) -> Iterator[tuple[int, int]]:
    size = np.triu(np.maximum(old, new), 1)
    size[np.minimum(old, new) > TIED] = 0.0
    taken = np.zeros(len(size), dtype=int)
    found = 0
    for at in np.argsort(size, axis=None)[::-1]:
        i, j = divmod(int(at), len(size))
        if size[i, j] < STRONG or found == MOST:
            return
        if max(taken[i], taken[j]) < EACH:
            taken[[i, j]] += 1
            found += 1
            yield i, j


def _row(a: Row, b: Row, x: tuple[np.ndarray, ...], y: tuple[np.ndarray, ...], settings: Settings) -> Row:
    assert a.old is not None and a.new is not None
    shares = a.old.share, a.new.share
    (old, old_error), (new, new_error) = (correlation(*both) for both in zip(x, y, shares, strict=True))
    of = (*a.of, *b.of)
    margin = max(settings.margin(name, CORRELATION) for name in of)
    name = f"corr({a.name}, {b.name})"
    numbers = np.array([np.arctanh(new) - np.arctanh(old), old_error, new_error, margin])
    difference, on_old, on_new, margins = numbers[:, None]
    described = (f"atanh r (r from {old:+.2f} to {new:+.2f})",)
    return Row(name, "correlation", described, difference, on_old, on_new, margins, of)


def correlation(x: np.ndarray, y: np.ndarray, share: float = 1.0) -> tuple[float, float]:
    """Return (r, bounded away from ±1; standard error of atanh r) for two quantities, (chains, draws) each.

    share: of independent draws, as repeats go.
    """
    zx, zy = ((one - one.mean()) / one.std() for one in (x, y))
    r = float(np.clip((zx * zy).mean(), -0.9999, 0.9999))
    influence = zx * zy - r / 2 * (zx**2 + zy**2)
    return r, float(influence.std() / np.sqrt(share * ess_mean(influence)) / (1 - r * r))
