"""LKJ distributions of correlation matrices: Lewandowski, Kurowicka, Joe (2009), J. Multivariate Anal. 100, 1989.

Source of the behaviour: pymc3.distributions.multivariate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..ops.elementwise.functions import gammaln, log, sqrt
from ..ops.reductions.cumulative import cumsum
from ..ops.reductions.functions import sum
from ..ops.shapes.creation import arange
from ..ops.shapes.join import concatenate
from ..ops.tensor_op import structure
from ..ops.tensor_types import TensorLike
from ..ops.tensor_variable import Tensor


def normalizing_constant(eta: Any, n: Any) -> Any:
    """Return the log of the constant that makes det(C)**(eta - 1) a density of correlation matrices C.

    eta: a number above 0, or a scalar tensor. n: rows of the matrix. The result is a scalar.
    """
    if eta == 1:
        total = sum(gammaln(2.0 * arange(1, int((n - 1) / 2) + 1)))
        if n % 2 == 1:
            return total + (
                0.25 * (n**2 - 1) * log(np.pi) - 0.25 * (n - 1) ** 2 * log(2.0) - (n - 1) * gammaln(int((n + 1) / 2))
            )
        return total + (
            0.25 * n * (n - 2) * log(np.pi)
            + 0.25 * (3 * n**2 - 4 * n) * log(2.0)
            + n * gammaln(n / 2)
            - (n - 1) * gammaln(n)
        )
    k = arange(1, n)
    return -(n - 1) * gammaln(eta + 0.5 * (n - 1)) + sum(0.5 * k * log(np.pi) + gammaln(eta + 0.5 * (n - 1 - k)))


def packed_cholesky_logp(
    x: Tensor, eta: Tensor, n: TensorLike, diagonal: np.ndarray, scales_logp: Callable[..., Any]
) -> Any:
    """Return the log density of the packed Cholesky factor of a covariance.

    It is the sum of the log densities of scales and correlations, and of the log Jacobian.
    """
    squares = cumsum(x**2)
    within = squares[structure(diagonal[1:])] - squares[structure(diagonal[:-1])]
    scales = sqrt(concatenate([x[:1] ** 2, within]))
    correlation = x[structure(diagonal)] / scales
    row = arange(n)
    lkj = sum((2 * eta - 3 + n - row) * log(correlation))
    jacobian = sum(log(correlation) - row * log(scales))
    return normalizing_constant(eta, n) + lkj + scales_logp(scales) + jacobian


def correlations(eta: Any, n: int, lead: tuple[int, ...], normals_last: bool) -> np.ndarray:
    """Draw upper Cholesky factors of random correlation matrices by the onion method, column by column.

    lead: leading shape. normals_last: whether the normal variates of a column have their own axis last, as in
    LKJCholeskyCov (the factors are then (lead, n, n)), or first (then (n, n, lead)), as in LKJCorr. In both cases they
    are divided by their norm over the first axis, as in PyMC3.
    """
    from scipy.stats import beta as beta_law

    shape = (*lead, n, n) if normals_last else (n, n, *lead)
    P = np.zeros(shape)
    column = np.moveaxis(P, (-2, -1), (0, 1)) if normals_last else P  # column[i, j]: an entry of all factors
    for i in range(n):
        column[i, i] = 1.0
    beta = eta - 1.0 + n / 2.0
    r12 = 2.0 * beta_law.rvs(a=beta, b=beta, size=lead) - 1.0
    if n > 1:
        column[0, 1], column[1, 1] = r12, np.sqrt(1.0 - r12**2)
    for j in range(2, n):
        beta = beta - 0.5
        y = beta_law.rvs(a=j / 2.0, b=beta, size=lead)
        z = np.random.standard_normal((*lead, j) if normals_last else (j, *lead))
        z = z / np.sqrt(np.einsum("ij,ij->j", z, z))
        z = np.moveaxis(z, -1, 0) if normals_last else z
        column[:j, j] = np.sqrt(y) * z
        column[j, j] = np.sqrt(1.0 - y)
    return P
