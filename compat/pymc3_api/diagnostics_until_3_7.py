"""Correlations of draws, effective sizes and R-hat as PyMC3 3.0 to 3.7 counted them. Source: pymc3.diagnostics."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..emulated_versions import older_than
from ..models.backends.base import MultiTrace
from ..models.modelling.util import get_default_varnames
from .statistics_of_traces import of_a_trace, of_draws


def autocorr(x: Any, lag: int | None = None, **chosen: Any) -> Any:
    """Return the correlation of draws with those `lag` later.

    x: draws, (draws,); or a trace, which gives {chain: {name: ...}}, or {name: ...} for a single chain. lag: from 3.4
    on all of them by default, an array, (draws,); 1 before. chosen: of a trace vars, chains, burn, thin, combine,
    squeeze.
    """
    if isinstance(x, MultiTrace):
        return of_a_trace(x, functools.partial(autocorr, lag=lag), **chosen)
    of_draws("autocorr", chosen)
    if older_than("3.4"):
        lag = 1 if lag is None else lag
        return np.corrcoef(x[:-lag], x[lag:])[0, 1]
    found = _products(x)
    found = found / found[0]
    return found if lag is None else found[lag]


def autocov(x: Any, lag: int | None = None, **chosen: Any) -> Any:
    """Return the covariance of draws with those `lag` later.

    x, lag, chosen: as those of `autocorr`. Before 3.4 it is a matrix, (2, 2), of which the corner is meant.
    """
    if isinstance(x, MultiTrace):
        return of_a_trace(x, functools.partial(autocov, lag=lag), **chosen)
    of_draws("autocov", chosen)
    if older_than("3.4"):
        lag = 1 if lag is None else lag
        return np.cov(x[:-lag], x[lag:], bias=True)
    found = _products(x)
    return found if lag is None else found[lag]


def _products(x: Any) -> np.ndarray:
    """Return the mean product of deviations from the mean, by lag."""
    from scipy.signal import fftconvolve  # 0.1 s, which an import of pymc3 need not wait for

    deviations = np.asarray(x) - np.mean(x)
    number = len(deviations)
    return fftconvolve(deviations, deviations[::-1])[number - 1 :] / np.arange(number, 0, -1)


def gelman_rubin(
    mtrace: Any,
    varnames: Sequence[str] | None = None,
    include_transformed: bool = False,
    var_names: Sequence[str] | None = None,
) -> Any:
    """Return R-hat of Gelman and Rubin (1992): chains are neither split nor ranked.

    mtrace: a trace of two chains at least, which gives name -> array of the variable's shape; or draws,
    (chains, draws, ...). varnames, var_names: names of variables; all by default, and before 3.2 transformed ones too.
    include_transformed: whether these have entries. ValueError for a single chain.
    """
    return _by_variable(_rhat, "Gelman-Rubin diagnostic", mtrace, varnames or var_names, include_transformed)


def effective_n(
    mtrace: Any,
    varnames: Sequence[str] | None = None,
    include_transformed: bool = False,
    var_names: Sequence[str] | None = None,
) -> Any:
    """Return effective sample sizes: by the variogram before 3.4, by Geyer's monotone pairs of lags since.

    Arguments and result as those of `gelman_rubin`.
    """
    return _by_variable(
        _effective_sizes, "Calculation of effective sample size", mtrace, varnames or var_names, include_transformed
    )


def _by_variable(
    statistic: Callable[[np.ndarray], Any], what: str, trace: Any, names: Sequence[str] | None, with_transformed: bool
) -> Any:
    if not isinstance(trace, MultiTrace):
        return statistic(np.asarray(trace))
    if trace.nchains < 2:
        raise ValueError(f"{what} requires multiple chains of the same length.")
    names = names or get_default_varnames(trace.varnames, with_transformed or older_than("3.2"))
    return {name: statistic(np.array(trace.get_values(name, combine=False))) for name in names}


def _pooled(x: np.ndarray) -> tuple[Any, Any]:
    """Return the variance within chains, and the estimate of the posterior's, of x, (chains, draws, ...)."""
    number = x.shape[1]
    within = x.var(axis=1, ddof=1).mean(axis=0)
    return within, within * (number - 1) / number + x.mean(axis=1).var(axis=0, ddof=1)


def _rhat(x: np.ndarray) -> Any:
    within, pooled = _pooled(x)
    return np.sqrt(pooled / within)


def _effective_sizes(x: np.ndarray) -> Any:
    size = _by_variogram if older_than("3.4") else _by_pairs_of_lags
    found = np.empty(x.shape[2:])
    for place in np.ndindex(found.shape):
        found[place] = size(x[(slice(None), slice(None), *place)])
    return found[()]


def _by_variogram(x: np.ndarray) -> float:
    """Return the size for x, (chains, draws): lags count until two that follow each other sum to less than 0."""
    chains, number = x.shape
    pooled = _pooled(x)[1]
    rho = [1.0]
    for lag in range(1, number):
        rho.append(1 - float(np.mean((x[:, lag:] - x[:, :-lag]) ** 2)) / (2 * pooled))
        if rho[-2] + rho[-1] < 0 and (lag % 2 == 0 or not older_than("3.1")):
            break
    # From 3.1 on the last lag of an even number of them, or the last two, do not count.
    counted = rho[1:] if older_than("3.1") else rho[1 : len(rho) - len(rho) % 2 - 1]
    return float(min(chains * number, np.floor(chains * number / (1 + 2 * sum(counted)))))


def _by_pairs_of_lags(x: np.ndarray) -> float:
    """Return the size for x, (chains, draws): pairs of lags count while they are positive, and never more than before.

    Only the second pair may exceed the one before, and lag 1 alone is scaled by n / (n - 1), as there.
    """
    chains, number = x.shape
    of_chains = np.stack([_products(chain) for chain in x])
    means, unbiased = of_chains.mean(axis=0), number / (number - 1)
    within, pooled = _pooled(x)
    rho = 1 - (within - means) / pooled
    rho[0] = 1.0
    rho[1] = 1 - (within - means[1] * unbiased) / pooled
    pairs = [rho[0] + rho[1]]
    for first in range(2, number - 1, 2):
        if pairs[-1] < 0 or (pair := rho[first] + rho[first + 1]) < 0:
            break
        pairs.append(pair)
    monotone = [*pairs[:1], *itertools.accumulate(pairs[1:], min)]
    return float(chains * number / (2 * sum(monotone) - 1))
