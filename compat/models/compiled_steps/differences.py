"""DE-Metropolis, of a population and of a chain's past, and elliptical slices: what C is given of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.traversal import leaves
from ...graph.variable import Constant, SharedVariable
from ...samplers.compiled_steps.draws import Remembered, Settings
from ..distributions.drawing import draw_values

TARGETS = ("scaling", "lambda")  # in the order of what C remembers
COLUMNS = 4  # of statistics, before the point that a chain's past is made of


def settings(step: Any) -> Settings:
    """Of either DE-Metropolis."""
    target = 1 + TARGETS.index(step.tune_target) if step.tune_target is not None else 0
    if hasattr(step, "population"):
        more = [step.this_chain, len(step.population), sum(np.size(v) for v in step.population[0].values())]
    else:
        more = [len(step._history), *np.ravel(step._history)]
    return Settings(
        [*step.scaling, step.lamb],
        [step.steps_until_tune, step.accepted, *range(_others(step))],
        bool(step.tune),
        step.tune_interval,
        shuffles=target,
        more=more,
    )


def _others(step: Any) -> int:
    return len(step.population) - 1 if hasattr(step, "population") else 0


def remember(step: Any, now: Remembered) -> None:
    step.scaling, step.lamb = now.own[:1].copy(), float(now.own[1])
    step.steps_until_tune, step.accepted = now.counts[:2]
    if not hasattr(step, "population"):
        step._history.extend(now.stats[:, COLUMNS:].copy())


def statistics(step: Any, numbers: np.ndarray) -> dict[str, Any]:
    return {
        "tune": bool(step.tune),
        "accept": np.exp(numbers[:, 0]),
        "accepted": numbers[:, 1],
        "scaling": numbers[:, 2],
        "lambda": numbers[:, 3],
    }


def factor_of_prior(step: Any) -> np.ndarray | None:
    """Return the Cholesky factor of an elliptical slice sampler, where it is the same for every draw of a call."""
    if not all(isinstance(v, Constant | SharedVariable) for v in leaves([step.prior_chol])):
        return None
    return np.asarray(draw_values([step.prior_chol])[0])


def ellipse_settings(step: Any) -> Settings:
    factor = factor_of_prior(step)
    assert factor is not None
    return Settings(more=laid_out(factor))


def may_be_laid_out(factor: np.ndarray, n: int) -> bool:
    """Whether NumPy multiplies vectors of n by `factor` as C does: by BLAS."""
    return (
        factor.shape == (n, n)
        and n > 1
        and factor.dtype == "float64"
        and (factor.flags.c_contiguous or factor.flags.f_contiguous)
    )


def laid_out(factor: np.ndarray) -> list[float]:
    """Return a factor of a covariance as C reads it."""
    by_columns = not factor.flags.c_contiguous
    return [by_columns, *factor.ravel(order="F" if by_columns else "C")]


__all__ = [
    "COLUMNS",
    "ellipse_settings",
    "factor_of_prior",
    "laid_out",
    "may_be_laid_out",
    "remember",
    "settings",
    "statistics",
]
