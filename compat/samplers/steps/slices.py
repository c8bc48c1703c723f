"""Slice sampling: one coordinate after the other (Neal, 2003), and along an ellipse (Murray and others, 2010)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

Logp = Callable[[np.ndarray], Any]


class _Counted:
    """A loop counter that raises RuntimeError after `limit` rounds."""

    def __init__(self, limit: float) -> None:
        self.limit, self.count = limit, 0

    def __call__(self) -> None:
        self.count += 1
        if self.count > self.limit:
            raise RuntimeError(f"max slicer iters {self.limit:.0f} exceeded")


def sweep(
    q0: np.ndarray, logp: Logp, widths: np.ndarray, limit: float = np.inf, learn: float | None = None
) -> np.ndarray:
    """Return a new position, with each coordinate in turn drawn from its slice.

    widths: initial lengths of the intervals. learn: the number of sweeps that the widths are the mean of; each is
    updated in place with the final length of its interval. limit: rounds of each loop.
    """
    q, low, high = np.copy(q0), np.copy(q0), np.copy(q0)
    for i in range(len(q)):
        level = logp(q) - np.random.standard_exponential()
        low[i] = q[i] - np.random.uniform(0, widths[i])
        high[i] = q[i] + widths[i]
        for end, away in ((low, -widths[i]), (high, widths[i])):
            again = _Counted(limit)
            while level <= logp(end):
                end[i] += away
                again()
        again = _Counted(limit)
        q[i] = np.random.uniform(low[i], high[i])
        while logp(q) < level:
            if q[i] > q0[i]:
                high[i] = q[i]
            elif q[i] < q0[i]:
                low[i] = q[i]
            q[i] = np.random.uniform(low[i], high[i])
            again()
        if learn is not None:
            widths[i] = widths[i] * (learn / (learn + 1)) + (high[i] - low[i]) / (learn + 1)
            low[i] = high[i] = q[i]  # as in PyMC3: without learning, they stay where the slice ended
    return q


def along_ellipse(q0: np.ndarray, logp: Logp, chol: np.ndarray) -> np.ndarray:
    """Return a new position on the ellipse through q0 and a draw of the prior N(0, chol cholᵀ)."""
    prior = np.dot(chol, np.random.randn(chol.shape[0]))
    level = logp(q0) - np.random.standard_exponential()
    high = angle = np.random.uniform(0, 2 * np.pi)
    low = angle - 2 * np.pi
    while True:
        q = q0 * math.cos(angle) + prior * math.sin(angle)  # from libm, as in C
        if logp(q) > level:
            return q
        low, high = (angle, high) if angle < 0 else (low, angle)
        angle = np.random.uniform(low, high)
