"""Hints on matrices, and local optimizers for inverses and determinants. Source: theano.sandbox.linalg.ops.

`psd(v)` returns its argument: a known Cholesky factor is used in solving without this hint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .....importing.module_getattr import absent_from
from .....ops.linear_algebra.blas import dot
from .....ops.linear_algebra.cholesky import Cholesky, cholesky
from .....ops.linear_algebra.eigen import Eig, Eigh, eig, eigh
from .....ops.linear_algebra.inverse import Det, MatrixInverse, MatrixPinv, det, matrix_inverse, pinv
from .....ops.linear_algebra.products import kron, matrix_dot, trace
from .....ops.linear_algebra.solve import Solve, solve
from .....ops.shapes.diagonal_ops import ExtractDiag
from .....ops.tensor_op import as_tensor
from .....ops.tensor_types import TensorLike
from .....rules import linalg as _rules
from .....theano_api.tensor.nlinalg import AllocDiag, alloc_diag, diag

if TYPE_CHECKING:
    from .....graph.variable import Apply

imported_scipy = True
extract_diag = ExtractDiag()


class _AsOptimizer:
    """One of our rules with the interface of a local optimizer."""

    def __init__(self, rule: Any) -> None:
        self._rule = rule

    def transform(self, node: Apply) -> Any:
        """Return [the replacement of the output of `node`], or False."""
        found = self._rule(node)
        return False if found is None else [found]


inv_as_solve = _AsOptimizer(_rules.product_with_inverse)
transinv_to_invtrans = _AsOptimizer(_rules.transposed_inverse)
tag_solve_triangular = _AsOptimizer(_rules.solve_with_factor)


def psd(v: TensorLike) -> Any:
    """Return a matrix that the caller knows to be positive semi-definite; nothing else is done with that knowledge.

    v: the matrix.
    """
    return as_tensor(v)


def spectral_radius_bound(X: Any, log2_exponent: int) -> Any:
    """Return an upper bound on the largest eigenvalue of a symmetric matrix: trace(X^p)^(1/p) with p = 2^log2_exponent.

    X: the matrix; TypeError for another rank. log2_exponent: a positive integer; TypeError or ValueError for others.
    """
    if X.type.ndim != 2:
        raise TypeError("spectral_radius_bound requires a matrix argument", X)
    if not isinstance(log2_exponent, int):
        raise TypeError("spectral_radius_bound requires an integer exponent", log2_exponent)
    if log2_exponent <= 0:
        raise ValueError("spectral_radius_bound requires a strictly positive exponent", log2_exponent)
    power = X
    for _ in range(log2_exponent):
        power = dot(power, power)
    return trace(power) ** (2.0**-log2_exponent)


__all__ = [
    "AllocDiag",
    "Cholesky",
    "Det",
    "Eig",
    "Eigh",
    "ExtractDiag",
    "MatrixInverse",
    "MatrixPinv",
    "Solve",
    "alloc_diag",
    "cholesky",
    "det",
    "diag",
    "eig",
    "eigh",
    "extract_diag",
    "imported_scipy",
    "inv_as_solve",
    "kron",
    "matrix_dot",
    "matrix_inverse",
    "pinv",
    "psd",
    "solve",
    "spectral_radius_bound",
    "tag_solve_triangular",
    "trace",
    "transinv_to_invtrans",
]
__getattr__ = absent_from(__name__)
