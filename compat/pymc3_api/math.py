"""Mathematical functions for models. Source: pymc3.math; most are theano.tensor's own."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from compat.distributions.formulas import (
    EPSILON,
    invlogit,
    log1mexp,
    log1pexp,
    logaddexp,
    logdiffexp,
    logit,
    logsumexp,
)
from compat.ops.blas import dot
from compat.ops.creation import ones_like, zeros_like
from compat.ops.elementwise import (
    abs_,
    and_,
    ceil,
    clip,
    cos,
    cosh,
    eq,
    erf,
    erfc,
    exp,
    floor,
    ge,
    gt,
    le,
    log,
    lt,
    maximum,
    minimum,
    neq,
    or_,
    round_half_to_even,
    sgn,
    sigmoid,
    sin,
    sinh,
    sqr,
    sqrt,
    switch,
    tan,
    tanh,
    where,
)
from compat.ops.join import concatenate, stack
from compat.ops.reductions import prod, sum
from compat.ops.shape import flatten
from compat.ops.tensor_op import constant

__all__ = [
    "EPSILON", "abs_", "and_", "ceil", "clip", "concatenate", "constant", "cos", "cosh", "dot", "eq", "erf", "erfc",
    "exp", "flat_outer", "flatten", "flatten_list", "floor", "ge", "gt", "invlogit", "invprobit", "le", "log",
    "log1mexp", "log1mexp_numpy", "log1pexp", "logaddexp", "logbern", "logdiffexp", "logdiffexp_numpy", "logit",
    "logsumexp", "lt", "maximum", "minimum", "neq", "ones_like", "or_", "prod", "sgn", "sigmoid", "sin", "sinh", "sqr",
    "sqrt", "stack", "sum", "switch", "tan", "tanh", "tround", "where", "zeros_like",
]
_LOG_TWO = 0.6931471805599453


def tround(x: Any, mode: str = "half_to_even") -> Any:
    """The nearest integer, halves to the even one; another `mode` changed nothing in legacy either, and is told."""
    if mode != "half_to_even":
        warnings.warn(f"tround(mode={mode!r}) rounds halves to the even number all the same, as PyMC3's did.",
                      UserWarning, stacklevel=2)
    return round_half_to_even(x)


def log1mexp_numpy(x: Any) -> np.ndarray:
    """`log1mexp` of arrays"""
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        return np.where(x < _LOG_TWO, np.log(-np.expm1(-x)), np.log1p(-np.exp(-x)))


def logdiffexp_numpy(a: Any, b: Any) -> np.ndarray:
    """`logdiffexp` of arrays"""
    return a + log1mexp_numpy(a - b)


def invprobit(x: Any) -> Any:
    """The distribution function of the standard normal."""
    return 0.5 * erfc(-x / sqrt(2.0))


def logbern(log_p: float) -> bool:
    """Whether a draw with log probability `log_p` succeeds; FloatingPointError for NaN."""
    if np.isnan(log_p):
        raise FloatingPointError("log_p can't be nan.")
    return bool(np.log(np.random.uniform()) < log_p)


def flatten_list(tensors: Any) -> Any:
    """All tensors, flat, in one vector."""
    return concatenate([t.flatten() for t in tensors])


def flat_outer(a: Any, b: Any) -> Any:
    """The outer product, flat."""
    from compat.ops.blas import outer

    return outer(a, b).flatten()
