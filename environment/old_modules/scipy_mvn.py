"""`scipy.stats.mvn`: probabilities of boxes under normal distributions, by `scipy.stats.multivariate_normal`.

In more than two dimensions both integrate at random points: the last digits are others. `inform` was 1 where an
estimated error was larger than asked; here, where a second integral is that far off.
"""

from typing import Any

import numpy as np


def mvnun(
    lower: Any,
    upper: Any,
    means: Any,
    covar: Any,
    maxpts: int | None = None,
    abseps: float = 1e-6,
    releps: float = 1e-6,
) -> tuple[float, int]:
    """Return the probability of a box, and 0, or 1 where it is not as accurate as asked.

    lower, upper: the corners, (d,). means: (d,), or (d, n) for the mean of n distributions. covar: (d, d). maxpts: the
    most points; 1000 d if None. abseps, releps: the accuracy asked for, absolute and relative.
    """
    n = len(np.atleast_2d(np.asarray(means, float).T))
    return mvnun_weighted(lower, upper, means, np.full(n, 1 / n), covar, maxpts, abseps, releps)


def mvnun_weighted(
    lower: Any,
    upper: Any,
    means: Any,
    weights: Any,
    covar: Any,
    maxpts: int | None = None,
    abseps: float = 1e-6,
    releps: float = 1e-6,
) -> tuple[float, int]:
    """Return the sum of the probabilities of a box under n distributions times their weights, (n,), as `mvnun` does."""
    columns = np.atleast_2d(np.asarray(means, float).T)
    value, _, inform = _weighted(lower, upper, columns, np.atleast_1d(weights), covar, (maxpts, abseps, releps))
    return value, inform


def mvndst(
    lower: Any,
    upper: Any,
    infin: Any,
    correl: Any,
    maxpts: int = 2000,
    abseps: float = 1e-6,
    releps: float = 1e-6,
) -> tuple[float, float, int]:
    """Return the error, the probability of a box under standard normal variables, and 0 or 1 as `mvnun` does.

    infin: (n,), for each variable -1: no limit, 0: the upper, 1: the lower, 2: both. correl: the correlations below the
    diagonal, row by row, (n (n - 1) / 2,).
    """
    kinds = np.atleast_1d(infin)
    low = np.where(kinds <= 0, -np.inf, np.atleast_1d(lower))
    high = np.where((kinds == 1) | (kinds < 0), np.inf, np.atleast_1d(upper))
    covar = np.eye(len(kinds))
    covar[np.tril_indices(len(kinds), -1)] = correl
    covar = covar + np.tril(covar, -1).T
    accuracy = (maxpts, abseps, releps)
    value, error, inform = _weighted(low, high, np.zeros((1, len(kinds))), np.ones(1), covar, accuracy)
    return max(error, 2e-16), value, inform


def _weighted(
    lower: Any,
    upper: Any,
    means: np.ndarray,
    weights: np.ndarray,
    covar: Any,
    accuracy: tuple[int | None, float, float],
) -> tuple[float, float, int]:
    from scipy.stats import multivariate_normal

    maxpts, abseps, releps = accuracy
    lower, upper, covar = np.atleast_1d(lower), np.atleast_1d(upper), np.atleast_2d(covar)
    most = 1000 * len(lower) if maxpts is None else maxpts
    sums = []
    for seed in range(1 + (len(lower) > 2)):  # up to two dimensions no random points are needed
        rng = np.random.default_rng(seed)
        parts = [
            multivariate_normal.cdf(
                upper, mean, covar, True, most, abseps=abseps, releps=releps, lower_limit=lower, rng=rng
            )
            for mean in means
        ]
        sums.append(float(np.dot(weights, parts)))
    error = abs(sums[0] - sums[-1])
    return sums[0], error, int(error > max(abseps, releps * abs(sums[0])))
