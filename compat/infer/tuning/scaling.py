"""Curvature of the log density as a scale for proposals. Source: pymc3.tuning.scaling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.modelling.current_model import innermost_model, modelcontext
from ...models.modelling.functions import Point
from ...models.modelling.theanof import hessian_diag
from ...models.modelling.util import get_var_name

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = ["find_hessian", "trace_cov", "guess_scaling"]


def find_hessian(
    point: dict[str, Any], vars: Sequence[Variable] | None = None, model: Model | None = None
) -> np.ndarray:
    """Return the negative Hessian of the log density at a point, (n, n).

    point: name -> value of the shape of the variable, transformed if it is. vars: the continuous variables by default.
    model: the model; that of the `with` block by default.
    """
    model = modelcontext(model)
    return model.fastd2logp(vars)(Point(point, model=model))


def find_hessian_diag(
    point: dict[str, Any], vars: Sequence[Variable] | None = None, model: Model | None = None
) -> np.ndarray:
    """Return the diagonal of the negative Hessian of the log density, a vector of all elements of the variables.

    point: name -> value of the shape of the variable. vars: the continuous variables by default. model: that of the
    `with` block by default.
    """
    model = modelcontext(model)
    return model.fastfn(hessian_diag(model.logpt, vars))(Point(point, model=model))


def guess_scaling(
    point: dict[str, Any],
    vars: Sequence[Variable] | None = None,
    model: Model | None = None,
    scaling_bound: float = 1e-8,
) -> np.ndarray:
    """Return precisions from the diagonal of the Hessian, whose roots are kept between scaling_bound and its inverse.

    point: name -> value of the shape of the variable, transformed if it is. vars: the continuous variables by default.
    model: that of the `with` block by default. scaling_bound: above 0, below 1.
    """
    return adjust_scaling(find_hessian_diag(point, vars, model=model), scaling_bound)


def adjust_scaling(s: np.ndarray, scaling_bound: float) -> np.ndarray:
    """Return precisions whose roots are kept between scaling_bound and 1 / scaling_bound; they become positive.

    s: precisions, (n,), or a symmetric matrix (n, n), whose eigenvalues are kept so. scaling_bound: above 0, below 1.
    """
    if s.ndim < 2:
        return adjust_precision(s, scaling_bound)
    values, vectors = np.linalg.eigh(s)
    return eig_recompose(adjust_precision(values, scaling_bound), vectors)


def adjust_precision(tau: np.ndarray, scaling_bound: float = 1e-8) -> np.ndarray:
    """Return precisions whose roots are kept between scaling_bound and 1 / scaling_bound; they become positive.

    tau: precisions, an array of any shape. scaling_bound: above 0, below 1.
    """
    magnitude = np.log(np.sqrt(np.abs(tau)))
    return np.exp(np.clip(magnitude, np.log(scaling_bound), np.log(1.0 / scaling_bound))) ** 2


def eig_recompose(val: np.ndarray, vec: np.ndarray) -> np.ndarray:
    """Return the matrix with these eigenvalues and eigenvectors.

    val: eigenvalues, (n,). vec: eigenvectors as columns, of shape (n, n).
    """
    return vec.dot(np.diag(val)).dot(vec.T)


def trace_cov(trace: Any, vars: Any = None, model: Any = None) -> np.ndarray:
    """Return the covariance of all scalars of a trace, (n, n), in the order of the free variables.

    trace: a MultiTrace. model: whose free variables count; that of the `with` block by default.
    vars: without a model, the variables that count, of any shape; all of the trace by default.
    """
    model = innermost_model() if model is None else model
    chosen = model.free_RVs if model is not None else trace.varnames if vars is None else vars
    columns = [trace[get_var_name(v)] for v in chosen]
    return np.cov(np.concatenate([c.reshape(len(c), -1) for c in columns], axis=1).T)


__getattr__ = absent_from(__name__)
