"""WAIC of PyMC3 3.0, and leave-one-out cross-validation as PyMC3 3.0 to 3.7 counted it."""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

import numpy as np

from theano_common.statistics import generalised_pareto

from ..emulated_versions import older_than
from ..models.backends.base import MultiTrace
from ..models.backends.inference_data import from_pymc3
from ..models.modelling.current_model import modelcontext
from .diagnostics_until_3_7 import effective_n

SMOOTHED = 0.2  # until 3.2: the share of largest ratios in whose place quantiles of a fitted distribution stand
RELIABLE = 0.7  # the largest shape of a tail of which sums can be trusted
LEAST_SHAPE = 1 / 3  # tails of a smaller shape are left as they are


class Loo(NamedTuple):
    """A sum of deviances, its error, the effective number of parameters, whether a tail is heavy, and each datum's."""

    total: float
    error: float
    parameters: float
    is_unreliable: bool
    each: np.ndarray


def of_last_chain(trace: Any) -> Any:
    """Return the last chain of a trace, the only one that criteria saw before PyMC3 3.2; other values as they are."""
    if not isinstance(trace, MultiTrace) or trace.nchains < 2:
        return trace
    return MultiTrace([trace._straces[trace.chains[-1]]])


def waic_of_3_0(trace: MultiTrace, model: Any) -> tuple[float, float, float]:
    """Return WAIC, its error and the number of parameters as 3.0 had them.

    Raises ValueError where observed variables are of another length, as there.
    """
    terms = _log_densities(trace, model)
    p = terms.var(axis=0)
    density = np.logaddexp.reduce(terms, axis=0) - np.log(len(terms))
    found = -2 * (density - p)
    return float(found.sum()), float(np.sqrt(len(found) * found.var())), float(p.sum())


def loo_until_3_7(trace: MultiTrace, model: Any) -> Loo:
    """Return the criterion on the scale of deviances.

    Until 3.2 a Pareto distribution was fitted to the largest fifth of the ratios by SciPy's generic search. From 3.3 on
    it is Pareto-smoothed importance sampling (Vehtari, Gelman and Gabry 2017, Statistics and Computing 27, 1413), with
    an effective sample size that is the mean of all scalars of the trace.
    """
    from scipy.special import logsumexp  # 0.1 s, which an import of pymc3 need not wait for

    terms = _log_densities(trace, model)
    if older_than("3.3"):
        weights, shapes = _fitted(np.exp(-terms))
        each = -2 * logsumexp(terms, axis=0, b=weights / weights.sum(axis=0))
    else:
        logs, shapes = _smoothed(-terms, _relative_size(trace))
        each = -2 * logsumexp(logs + terms, axis=0)
    is_unreliable = bool(np.any(shapes > RELIABLE))  # ArviZ's `loo`, which runs before, warns
    density = logsumexp(terms, axis=0, b=1 / len(terms)).sum()
    error = float(np.sqrt(len(each) * each.var()))
    return Loo(float(each.sum()), error, float(density + each.sum() / 2), is_unreliable, each)


def with_loo(found: Any, loo: Loo) -> Any:
    """Return ArviZ's result of `loo` with these numbers in place of its own."""
    made = found.copy()
    made["elpd_loo"], made["se"], made["p_loo"], made["warning"] = loo[:4]
    if "loo_i" in found:
        made["loo_i"] = found["loo_i"].copy(data=loo.each.reshape(found["loo_i"].shape))
    if inside := found.attrs.get("of_arviz_1"):
        inside = made.attrs["of_arviz_1"] = copy.copy(inside)
        inside.elpd, inside.se, inside.p, inside.warning = -loo.total / 2, loo.error / 2, *loo[2:4]
        inside.elpd_i = inside.elpd_i.copy(data=-loo.each.reshape(inside.elpd_i.shape) / 2)
    return made


def _log_densities(trace: MultiTrace, model: Any) -> np.ndarray:
    """Return the log density of each datum, (draws, data), the draws of a chain together.

    In 3.0 the terms of a second observed variable were rows below those of the first: further draws of the same data.
    """
    model = modelcontext(model)
    names = [one.name for one in model.observed_RVs]
    if not names:
        raise ValueError("The model does not contain observed values.")
    each = from_pymc3(trace, model=model, log_likelihood=names)["log_likelihood"]
    terms = [np.concatenate(np.asarray(each[name])) for name in names]
    if not older_than("3.1"):
        whole = np.concatenate([one.reshape(len(one), -1) for one in terms], axis=1)
        return whole[:, ~np.isnan(whole).all(axis=0)]  # without data that were missing
    rows = [one.reshape(len(one), -1, one.shape[-1] if one.ndim > 1 else 1) for one in terms]
    below = np.concatenate(rows, axis=1)
    return below.reshape(-1, below.shape[-1])


def _fitted(ratios: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return weights, (draws, data), and the shape of each datum's tail."""
    from scipy.stats import pareto, rv_continuous  # 0.3 s, which an import of pymc3 need not wait for

    number = len(ratios)
    ordered = np.sort(ratios, axis=0)
    tail = ordered[int(number * (1 - SMOOTHED)) :]
    places = (np.arange(len(tail)) + 0.5) / len(tail)
    shapes = []
    for k in range(ratios.shape[1]):
        # SciPy's own `pareto.fit` is exact by now; its search, which is public too, ends where it did then.
        shape, _, scale = rv_continuous.fit(pareto, tail[:, k], floc=0)
        tail[:, k] = pareto.ppf(places, shape, scale=scale)
        shapes.append(shape)
    ranks = np.argsort(ratios, axis=0)
    along = 1 if older_than("3.1") else 0  # 3.0 put them back along the data in place of along the draws
    given_back = np.take_along_axis(ordered, np.argsort(ranks, axis=along), axis=along)
    return np.minimum(given_back, given_back.mean(axis=0) * number**0.75), np.array(shapes)


def _relative_size(trace: MultiTrace) -> float:
    if trace.nchains == 1:
        return 1.0
    sizes = np.concatenate([np.ravel(one) for one in effective_n(trace).values()])
    return float(np.nanmean(sizes) / (len(trace) * trace.nchains))  # constants have none


def _smoothed(ratios: np.ndarray, relative_size: float) -> tuple[np.ndarray, np.ndarray]:
    """Return logarithms of weights that sum to 1 for each datum, (draws, data), and the shapes of the tails."""
    number = len(ratios)
    most = number / 0.5 if older_than("3.5") else number / 5  # 3.3 and 3.4 divided where a product was meant
    length = min(int(np.ceil(min(most, 3 * np.sqrt(number / relative_size)))), number - 1)
    found = [_smoothed_tail(column - column.max(), length) for column in ratios.T]
    return np.stack([logs for logs, _ in found], axis=1), np.array([shape for _, shape in found])


def _smoothed_tail(logs: np.ndarray, length: int) -> tuple[np.ndarray, float]:
    """Return the logarithms of one datum's ratios, the `length` largest smoothed and all normed, and the shape."""
    least = max(np.sort(logs)[-length - 1], np.log(np.finfo(float).tiny))
    places = np.flatnonzero(logs > least)
    places = places[np.argsort(logs[places])]
    shape = np.inf
    if len(places) > 4:
        shape, scale = generalised_pareto(np.exp(logs[places]) - np.exp(least))
    if LEAST_SHAPE <= shape < np.inf:
        probabilities = np.arange(0.5, len(places)) / len(places)
        beyond = scale * np.expm1(-shape * np.log1p(-probabilities)) / shape
        logs[places] = np.minimum(np.log(beyond + np.exp(least)), 0)
    return logs - np.log(np.sum(np.exp(logs))), float(shape)
