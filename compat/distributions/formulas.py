"""Formulas shared by several log densities. Source of the behaviour: pymc3.distributions.dist_math, pymc3.math."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..emulated_versions import older_than
from ..graph.variable import Variable
from ..ops.elementwise.functions import (
    and_,
    cast,
    eq,
    exp,
    expm1,
    gammaln,
    isinf,
    log,
    log1p,
    lt,
    round_half_to_even,
    softplus,
    switch,
)
from ..ops.reductions import functions as reductions
from ..ops.tensor_op import as_tensor
from ..ops.tensor_types import TensorLike
from ..ops.tensor_variable import Tensor
from ..settings import config

_INTEGERS = {"float64": "int32", "float32": "int16", "float16": "int8"}
# the smallest step above 1; PyMC3's logistic function stays that far from 0 and 1
EPSILON = float(np.finfo("float64").eps)
_LOG_TWO = 0.6931471805599453


def float_x(X: Any) -> Any:
    """Return `X` in the dtype floatX: a graph for a variable, else an array.

    X: a variable, a number or an array, of any shape.
    """
    try:
        return X.astype(config.floatX)
    except AttributeError:
        return np.asarray(X, dtype=config.floatX)


def int_x(X: Any) -> Any:
    """Return `X` in the integer dtype that goes with floatX (int32 for float64); integers are unchanged.

    X: a variable, a number or an array, of any shape.
    """
    if isinstance(X, int) or "int" in str(getattr(X, "dtype", "")):
        return X
    dtype = _INTEGERS[config.floatX]
    try:
        return X.astype(dtype)
    except AttributeError:
        return np.asarray(X, dtype=dtype)


def float_tensor(x: TensorLike) -> Any:
    """Return a parameter as PyMC3 stores it: a tensor of dtype floatX.

    Lists of variables were tensors too until PyMC3 3.8, which converts by NumPy.
    """
    if isinstance(x, list | tuple) and older_than("3.8") and any(isinstance(one, Variable) for one in x):
        x = as_tensor(x)
    return as_tensor(float_x(x))


def precision_and_scale(tau: TensorLike | None, sigma: TensorLike | None) -> tuple[Any, Any]:
    """Return (tau, sigma) as tensors, given one of them: tau = sigma**-2.

    Both are 1 if neither is given. Raises ValueError if both are.
    """
    tau, sigma = precision_and_scale_as_given(tau, sigma)
    return as_tensor(tau), as_tensor(sigma)


def precision_and_scale_as_given(tau: TensorLike | None, sigma: TensorLike | None) -> tuple[Any, Any]:
    """Return (tau, sigma), given one of them, as arrays if they are arrays."""
    if tau is not None and sigma is not None:
        raise ValueError("Can't pass both tau and sigma")
    if tau is None:
        scale = 1.0 if sigma is None else _array_unless_graph(sigma)
        precision = scale**-2.0
    else:
        precision = _array_unless_graph(tau)
        scale = precision**-0.5
    return float_x(1.0 * precision), float_x(1.0 * scale)


def _array_unless_graph(x: TensorLike) -> Any:
    return np.asarray(x, dtype="float64") if isinstance(x, list | tuple) else x


def all_true(conditions: Iterable[Any]) -> Any:
    """Return the elementwise conjunction of conditions; numbers other than 0 count as true."""
    joined: Any = None
    for condition in map(as_tensor, (np.asarray(c) if isinstance(c, bool) else c for c in conditions)):
        if joined is None:
            joined = condition
        elif joined.dtype == condition.dtype == "bool":
            joined = and_(joined, condition)
        else:
            joined = (1 * joined) * (1 * condition)
    return np.bool_(True) if joined is None else joined


def inside_or_minus_infinity(logp: TensorLike, conditions: Iterable[Any]) -> Any:
    """Return `logp` where all conditions hold, -inf elsewhere."""
    return switch(all_true(conditions), logp, -np.inf)


def logpow(x: TensorLike, m: TensorLike) -> Any:
    """Return log(x**m), which is 0 at x = 0, m = 0 and -inf at x = 0 otherwise.

    x, m: tensors of shapes that broadcast.
    """
    return switch(eq(x, 0), switch(eq(m, 0), 0.0, -np.inf), m * log(x))


def factln(n: Any) -> Any:
    """Compute log(n!).

    n: a tensor or an array of any shape.
    """
    return gammaln(n + 1)


def binomln(n: Tensor, k: TensorLike) -> Any:
    """Compute the log of the binomial coefficient.

    n, k: tensors of shapes that broadcast: k of n.
    """
    return factln(n) - factln(k) - factln(n - k)


def betaln(x: Any, y: Any) -> Any:
    """Compute the log of the beta function.

    x, y: tensors of shapes that broadcast, above 0.
    """
    return gammaln(x) + gammaln(y) - gammaln(x + y)


def logit(p: Any) -> Any:
    """Compute log(p / (1 - p)).

    p: probabilities, a tensor or an array of any shape.
    """
    # NumPy 1: float32 combined with a number is float64
    one = np.float64(1) if isinstance(p, int | float) else float_x(1)
    return log(p / (one - p))


def invlogit(x: Tensor, eps: float = EPSILON) -> Any:
    """Return 1 / (1 + exp(-x)), kept away from 0 and 1.

    x: a tensor of any shape. eps: how far away; the smallest step above 1 in float64 by default.
    """
    return (1.0 - 2.0 * eps) / (1.0 + exp(-x)) + eps


def log1pexp(x: Variable) -> Any:
    """Compute log(1 + exp(x)), accurate for large |x|.

    x: a tensor of any shape.
    """
    return softplus(x)


def log1mexp(x: Tensor) -> Any:
    """Compute log(1 - exp(-x)) for positive x.

    x: a tensor of any shape.
    """
    small = lt(x, _LOG_TWO)  # the formula not chosen has a harmless x: its slope may be 0 / 0 at this one
    return switch(small, log(-expm1(-switch(small, x, 1.0))), log1p(-exp(-switch(small, 1.0, x))))


def logdiffexp(a: Tensor, b: Tensor) -> Any:
    """Compute log(exp(a) - exp(b)).

    a, b: tensors of shapes that broadcast, a the greater.
    """
    return a + log1mexp(a - b)


def logaddexp(a: Tensor, b: Tensor) -> Any:
    """Compute log(exp(a) + exp(b)), element by element.

    a, b: tensors of shapes that broadcast.
    """
    difference = b - a
    above = difference > 0
    return switch(above, b, a) + softplus(switch(above, -difference, difference))


def logsumexp(x: Variable, axis: int | None = None, keepdims: bool = True) -> Any:
    """Return the log of the sum of exp(x), accurate for large |x|.

    x: a tensor of any shape. axis: the dimension that is summed, or a tuple of them; None for all.
    keepdims: whether summed dimensions stay, with length 1.
    """
    greatest = reductions.max(x, axis=axis, keepdims=True)
    greatest = switch(isinf(greatest), 0, greatest)
    total = log(reductions.sum(exp(x - greatest), axis=axis, keepdims=True)) + greatest
    return total if keepdims else total.squeeze()


def tround(x: Variable) -> Any:
    """Return the nearest integer, halves to even.

    x: a tensor of any shape.
    """
    return round_half_to_even(x)


__all__ = [
    "all_true",
    "betaln",
    "binomln",
    "cast",
    "factln",
    "float_tensor",
    "float_x",
    "inside_or_minus_infinity",
    "int_x",
    "invlogit",
    "log1mexp",
    "log1p",
    "log1pexp",
    "logaddexp",
    "logdiffexp",
    "logit",
    "logpow",
    "logsumexp",
    "precision_and_scale",
    "tround",
]
