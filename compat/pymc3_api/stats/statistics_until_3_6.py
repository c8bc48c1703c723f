"""Statistics that PyMC3 had in its first releases alone, under their old names."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from ...models.backends.base import MultiTrace
from ...models.modelling.current_model import modelcontext
from ..statistics_of_traces import of_a_trace
from .statistics_until_3_8 import batch_error


def mc_error(x: Any, batches: int = 5, **chosen: Any) -> Any:
    """Return the standard error of the mean of dependent draws, from the means of batches of consecutive ones.

    x: draws along the first axis, of shape (draws, ...); or a trace, which gives {chain: {name: error}}, or
    {name: error} for a single chain. batches: their number; what is left at the end is not used. 1: draws count as
    independent. chosen: of a trace vars, chains, burn, thin, combine, squeeze. ValueError for fewer draws than batches.

    Returns a number, or an array of shape (...).
    """
    if isinstance(x, MultiTrace):
        return of_a_trace(x, partial(mc_error, batches=batches), **chosen)
    x = np.asarray(x)
    if len(x) < batches:
        raise ValueError(f"mc_error: {len(x)} draws are too few for {batches} batches")
    return batch_error(x, batches)


def dic(trace: Any, model: Any = None) -> float:
    """Return the deviance information criterion: twice the mean deviance, less the deviance at the means.

    trace: a MultiTrace; the mean deviance is that of its last chain, the means are those of all chains, as they were.
    model: the one around the call by default. The deviance, a scalar, counts priors and terms of transforms too.
    """
    mean, at_means = _deviances(trace, model)
    return 2 * mean - at_means


def bpic(trace: Any, model: Any = None) -> float:
    """Return the Bayesian predictive information criterion, a scalar: three mean deviances, less two at the means.

    trace, model: as those of `dic`.
    """
    mean, at_means = _deviances(trace, model)
    return 3 * mean - 2 * at_means


def _deviances(trace: Any, model: Any) -> tuple[float, float]:
    """Return the mean deviance, and the deviance at the means of the free variables."""
    model = modelcontext(model)
    mean = -2 * np.mean([model.logp(point) for point in trace])
    return float(mean), float(-2 * model.logp({v.name: trace[v.name].mean(axis=0) for v in model.free_RVs}))
