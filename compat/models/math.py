"""Mathematical functions for models. Source: pymc3.math; most are theano.tensor's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ..distributions.formulas import (
    EPSILON,
    invlogit,
    log1mexp,
    log1pexp,
    logaddexp,
    logdiffexp,
    logit,
    logsumexp,
)
from ..importing.module_getattr import absent_from, names_of
from ..ops.elementwise.functions import (
    abs_,
    and_,
    ceil,
    clip,
    cos,
    cosh,
    eq,
    erf,
    erfc,
    erfcinv,
    erfinv,
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
from ..ops.linear_algebra.blas import dot
from ..ops.reductions.functions import prod, sum
from ..ops.shapes.creation import ones_like, zeros_like
from ..ops.shapes.join import concatenate, stack
from ..ops.shapes.shape import flatten
from ..ops.tensor_op import constant
from ..ops.tensor_types import TensorLike

if TYPE_CHECKING:  # for type checkers
    from ..distributions.block_diagonal import BatchedDiag as BatchedDiag
    from ..distributions.block_diagonal import BlockDiagonalMatrix as BlockDiagonalMatrix
    from ..distributions.block_diagonal import batched_diag as batched_diag
    from ..distributions.block_diagonal import block_diagonal as block_diagonal
    from ..distributions.kronecker import flat_outer as flat_outer
    from ..distributions.kronecker import kron_diag as kron_diag
    from ..distributions.kronecker import kron_dot as kron_dot
    from ..distributions.kronecker import kron_matrix_op as kron_matrix_op
    from ..distributions.kronecker import kron_solve_lower as kron_solve_lower
    from ..distributions.kronecker import kron_solve_upper as kron_solve_upper
    from ..distributions.kronecker import kronecker as kronecker
    from ..distributions.matrices import diagonal as extract_diag  # noqa: F401
    from ..distributions.matrices import expand_packed_triangular as expand_packed_triangular
    from ..ops.linear_algebra.inverse import det as det
    from ..ops.linear_algebra.inverse import matrix_inverse as matrix_inverse
    from ..ops.linear_algebra.products import matrix_dot as matrix_dot
    from ..ops.linear_algebra.products import trace as trace

__all__ = [
    "BatchedDiag",
    "BlockDiagonalMatrix",
    "EPSILON",
    "LogDet",
    "abs_",
    "and_",
    "batched_diag",
    "block_diagonal",
    "cartesian",
    "ceil",
    "clip",
    "concatenate",
    "constant",
    "cos",
    "cosh",
    "det",
    "dot",
    "eq",
    "erf",
    "erfc",
    "erfcinv",
    "erfinv",
    "exp",
    "expand_packed_triangular",
    "extract_diag",
    "flat_outer",
    "flatten",
    "flatten_list",
    "floor",
    "ge",
    "gt",
    "invlogit",
    "invprobit",
    "kron_diag",
    "kron_dot",
    "kron_matrix_op",
    "kron_solve_lower",
    "kron_solve_upper",
    "kronecker",
    "le",
    "log",
    "log1mexp",
    "log1mexp_numpy",
    "log1pexp",
    "logaddexp",
    "logbern",
    "logdet",
    "logdiffexp",
    "logdiffexp_numpy",
    "logit",
    "logsumexp",
    "lt",
    "matrix_dot",
    "matrix_inverse",
    "maximum",
    "minimum",
    "neq",
    "ones_like",
    "or_",
    "probit",
    "prod",
    "sgn",
    "sigmoid",
    "sin",
    "sinh",
    "sqr",
    "sqrt",
    "stack",
    "sum",
    "switch",
    "tan",
    "tanh",
    "trace",
    "tround",
    "where",
    "zeros_like",
]
_LOG_TWO = 0.6931471805599453


def tround(x: float, mode: str = "half_to_even") -> Any:
    """Return the nearest integer, element by element, halves to the even one.

    x: a tensor, or numbers. mode: "half_to_even"; other values warn, since PyMC3 ignores them.
    """
    if mode != "half_to_even":
        warn(
            f"tround(mode={mode!r}) rounds halves to the even number all the same, as PyMC3's did.",
            UserWarning,
        )
    return round_half_to_even(x)


def log1mexp_numpy(x: TensorLike) -> np.ndarray:
    """Return log(1 - exp(-x)) of an array, element by element, accurate for small and large x.

    x: numbers, at least 0.
    """
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        return np.where(x < _LOG_TWO, np.log(-np.expm1(-x)), np.log1p(-np.exp(-x)))


def logdiffexp_numpy(a: np.ndarray | float, b: np.ndarray | float) -> np.ndarray:
    """Return log(exp(a) - exp(b)) of arrays, element by element, without overflow.

    a: numbers. b: numbers, at most a.
    """
    return a + log1mexp_numpy(a - b)


def invprobit(x: Any) -> Any:
    """Return the standard normal distribution function, element by element.

    x: a tensor, or numbers.
    """
    return 0.5 * erfc(-x / sqrt(2.0))


def logbern(log_p: float) -> bool:
    """Return True with a given log probability. FloatingPointError for NaN.

    log_p: a scalar; from 0 on True is certain.
    """
    if np.isnan(log_p):
        raise FloatingPointError("log_p can't be nan.")
    return bool(np.log(np.random.uniform()) < log_p)


def flatten_list(tensors: Any) -> Any:
    """Return tensors flattened and joined into one vector.

    tensors: a list of tensors of any shape.
    """
    return concatenate([t.flatten() for t in tensors])


def probit(p: Any) -> Any:
    """Return the standard normal quantile function, element by element.

    p: probabilities, a tensor or numbers of 0 to 1.
    """
    return -sqrt(2.0) * erfcinv(2.0 * p)


class LogDet:
    """The Op log |det x| of a square matrix; `pm.math.logdet` is one.

    x: a matrix (n, n). The result is a scalar.
    """

    def __call__(self, x: TensorLike) -> Any:
        from ..distributions.matrices import log_det  # imports much of linear algebra

        return log_det(x)

    def __str__(self) -> str:
        return "LogDet"


logdet = LogDet()


def cartesian(*arrays: np.ndarray) -> np.ndarray:
    """Return all combinations of one element (or row) of each array, as rows; the last array's change fastest.

    arrays: vectors (n_i,) or matrices (n_i, columns). The result has as many rows as the n_i multiply to.
    """
    columns = [np.asarray(a)[:, None] if np.ndim(a) == 1 else np.asarray(a) for a in arrays]
    places = np.meshgrid(*(np.arange(len(c)) for c in columns), indexing="ij")
    return np.concatenate([c[p.ravel()] for c, p in zip(columns, places, strict=True)], axis=-1)


__getattr__ = absent_from(
    __name__,
    names_of(  # loaded on first use
        **{
            "theano_compat.distributions.block_diagonal": (
                "BatchedDiag BlockDiagonalMatrix batched_diag block_diagonal"
            ),
            "theano_compat.distributions.kronecker": (
                "flat_outer kron_diag kron_dot kron_matrix_op kron_solve_lower kron_solve_upper kronecker"
            ),
            "theano_compat.distributions.matrices": "expand_packed_triangular extract_diag=diagonal",
            "theano_compat.ops.linear_algebra.inverse": "det matrix_inverse",
            "theano_compat.ops.linear_algebra.products": "matrix_dot trace",
        }
    ),
)
