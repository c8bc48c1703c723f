"""Log densities of vectors and matrices from Cholesky factors; packed triangles; positive definiteness.

Source of the behaviour: pymc3.distributions.multivariate, pymc3.math.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Variable
from ..ops.elementwise.functions import cast, log, switch
from ..ops.indexing.writing import set_subtensor
from ..ops.linear_algebra.cholesky import Cholesky
from ..ops.linear_algebra.inverse import log_abs_det
from ..ops.linear_algebra.solve import solve_lower_triangular
from ..ops.reductions.functions import all, sum
from ..ops.shapes.creation import zeros
from ..ops.shapes.diagonal_ops import ExtractDiag
from ..ops.tensor_op import as_tensor, structure
from ..ops.tensor_types import TensorLike
from ..ops.tensor_variable import Tensor
from ..settings import config

CHOLESKY_OR_NAN = Cholesky(lower=True, on_error="nan")
diagonal = ExtractDiag()


def _usable(factor: Variable) -> tuple[Any, Any, Any]:
    """Return (the factor, or ones if it does not exist; the sum of the logs of its diagonal; whether it exists)."""
    entries = diagonal(factor)
    ok = all(entries > 0)
    return switch(ok, factor, 1), sum(log(entries)), ok


def distance_by_covariance(delta: Any, factor: Any) -> tuple[Any, Any, Any]:
    """Return (deltaᵀ cov⁻¹ delta of each row, half the log determinant of cov, whether it exists), cov = L Lᵀ."""
    factor, half_log_det, ok = _usable(factor)
    return sum(solve_lower_triangular(factor, delta.T).T ** 2, axis=-1), half_log_det, ok


def distance_by_precision(delta: Tensor, factor: Tensor) -> tuple[Any, Any, Any]:
    """Return (deltaᵀ cov⁻¹ delta of each row, half the log determinant of cov, whether it exists), cov⁻¹ = L Lᵀ."""
    factor, half_log_det, ok = _usable(factor)
    return sum(delta.dot(factor) ** 2, axis=-1), -half_log_det, ok


def positive_definite(x: TensorLike) -> Any:
    """Return 1 if the symmetric matrix x is positive definite, else 0, as int8."""
    return cast(all(diagonal(CHOLESKY_OR_NAN(as_tensor(x))) > 0), "int8")


def log_det(x: TensorLike) -> Any:
    """Compute the log of the absolute value of the determinant."""
    return log_abs_det(as_tensor(x))


def expand_packed_triangular(n: int, packed: Any, lower: bool = True, diagonal_only: bool = False) -> Any:
    """Return the (n, n) triangle of packed entries, or only its diagonal.

    n: the number of rows, an int. packed: its entries row by row, a vector of n (n + 1) / 2.
    lower: False for the upper triangle. diagonal_only: whether the diagonal, (n,), is returned.
    """
    if packed.ndim != 1:
        raise ValueError("Packed triagular is not one dimensional.")
    if not isinstance(n, int):
        raise TypeError("n must be an integer")
    if diagonal_only:
        steps = np.arange(1, n + 1) if lower else np.arange(2, n + 2)[::-1]
        positions = steps.cumsum() - (1 if lower else n + 1)
        return packed[positions if isinstance(packed, np.ndarray) else structure(positions)]
    places = tuple(map(structure, np.tril_indices(n) if lower else np.triu_indices(n)))
    return set_subtensor(zeros((n, n), dtype=config.floatX)[places], packed)
