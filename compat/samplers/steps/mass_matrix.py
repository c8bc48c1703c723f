"""The diagonal mass matrix that adapts to the draws, as `init="adapt_diag"` of PyMC3 3.11.5 does it.

Two running variances: the foreground is in use, the background replaces it every 101 tuning draws.
"""

from __future__ import annotations

import numpy as np

WINDOW = 101  # tuning draws between two replacements
PRIOR_WEIGHT = 10  # draws that the unit variance at the start counts for


class RunningVariance:
    """Welford's mean and variance (divided by n), per dimension."""

    def __init__(self, mean: np.ndarray, variance: np.ndarray, weight: int):
        self._count = float(weight)
        self._mean = np.array(mean, dtype=float)
        self._squares = np.array(variance, dtype=float) * weight

    def add(self, x: np.ndarray) -> None:
        self._count += 1
        before = x - self._mean
        self._mean += before / self._count
        self._squares += before * (x - self._mean)

    def variance(self) -> np.ndarray:
        return self._squares / self._count


class AdaptiveDiagonal:
    """Kinetic energy pᵀ diag(v) p / 2; v is the inverse mass, an estimate of the posterior variances.

    order: the positions of x in the order in which the momentum is drawn. PyMC3 lays out x for NUTS with
    the last free variable first; elsewhere the order of the numbers changes nothing but rounding.
    """

    def __init__(self, mean: np.ndarray, order: np.ndarray):
        dimension = len(mean)
        self._order = order
        self._foreground = RunningVariance(mean, np.ones(dimension), PRIOR_WEIGHT)
        self._background = RunningVariance(np.zeros(dimension), np.zeros(dimension), 0)
        self._updates = 0
        self.variance = np.ones(dimension)

    def momentum(self, rng: np.random.RandomState) -> np.ndarray:
        """One call of the generator for the whole vector."""
        standard = np.empty_like(self.variance)
        standard[self._order] = rng.normal(size=len(self.variance))
        return standard * (1.0 / np.sqrt(self.variance))

    def update(self, x: np.ndarray) -> None:
        """Learn from a tuning draw."""
        self._foreground.add(x)
        self._background.add(x)
        self.variance = self._foreground.variance()
        if self._updates > 0 and self._updates % WINDOW == 0:
            self._foreground = self._background
            zeros = np.zeros_like(self.variance)
            self._background = RunningVariance(zeros, zeros, 0)
        self._updates += 1
