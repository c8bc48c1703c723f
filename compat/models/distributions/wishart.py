"""Wishart matrices. Source: pymc3.distributions.multivariate."""

from __future__ import annotations

from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...distributions.matrices import positive_definite
from ...distributions.special import multigammaln
from ...ops.elementwise.functions import eq, ge, log, sqrt, switch
from ...ops.indexing.writing import set_subtensor
from ...ops.linear_algebra.blas import dot
from ...ops.linear_algebra.inverse import det, matrix_inverse
from ...ops.linear_algebra.products import trace
from ...ops.shapes.creation import zeros
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..logger import LOGGER as _log
from ..modelling.deterministic import Deterministic
from .continuous import ChiSquared, Normal
from .dist_math import bound
from .distribution import Continuous
from .drawing import draw_values, generate_samples

__all__ = ["PosDefMatrix", "Wishart", "WishartBartlett", "matrix_pos_def", "posdef"]


def posdef(AA: Any) -> int:
    """Return 1 if a symmetric matrix is positive definite, else 0.

    AA: an array (n, n).
    """
    from scipy.linalg import LinAlgError, cholesky

    try:
        cholesky(AA)
    except LinAlgError:
        return 0
    return 1


class PosDefMatrix:
    """The Op that tells whether a symmetric matrix is positive definite: int8, 1 or 0. It has no gradient.

    x: a matrix (n, n). The result is a scalar.
    """

    def __call__(self, x: TensorLike) -> Any:
        return positive_definite(x)


matrix_pos_def = PosDefMatrix()


class Wishart(Continuous):
    """Symmetric matrices: sums of outer products of nu normal vectors with covariance V.

    nu: degrees of freedom, above k - 1.
    V: scale matrix, (k, k), symmetric and positive definite.

    `shape` is (k, k). Values: symmetric, positive definite matrices. Mean: nu * V. Samplers seldom stay among such
    matrices: prefer LKJCholeskyCov.
    """

    def __init__(self, nu: TensorLike, V: TensorLike, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        warn(
            "The Wishart distribution can currently not be used for MCMC sampling. The probability of "
            "sampling a symmetric matrix is basically zero. Instead, please use LKJCholeskyCov or LKJCorr. "
            "For more information on the issues surrounding the Wishart see here: "
            "https://github.com/pymc-devs/pymc3/issues/538.",
            UserWarning,
        )
        self.nu, self.p, self.V = as_tensor(nu), as_tensor(V.shape[0]), as_tensor(V)
        self.mean = nu * self.V
        self.mode = switch(ge(self.nu, self.p + 1), (self.nu - self.p - 1) * self.V, np.nan)

    def logp(self, X: TensorLike) -> Any:
        nu, p, V, X = self.nu, self.p, self.V, as_tensor(X)
        return bound(
            (
                (nu - p - 1) * log(det(X))
                - trace(matrix_inverse(V).dot(X))
                - nu * p * log(2)
                - nu * log(det(V))
                - 2 * multigammaln(nu / 2.0, p)
            )
            / 2,
            matrix_pos_def(X),
            eq(X, X.T),
            nu > p - 1,
            broadcast_conditions=False,
        )

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        from scipy.stats import wishart

        nu, V = draw_values([self.nu, self.V], point=point, size=size)
        return generate_samples(wishart.rvs, np.asarray(nu).item(), V, broadcast_shape=(1 if size is None else size,))


def WishartBartlett(
    name: str, S: np.ndarray, nu: Any, is_cholesky: bool = False, return_cholesky: bool = False, testval: Any = None
) -> Any:
    """Return a Wishart matrix by Bartlett's decomposition, which adds free variables name_c and name_z to the model.

    name: of the Deterministic that is returned. S: the scale matrix (k, k), or its Cholesky factor. nu: degrees of
    freedom, above k - 1. is_cholesky: whether S is that factor. return_cholesky: whether the factor is returned, in
    place of the matrix. testval: a matrix (k, k) to begin at.
    """
    from scipy.linalg import cholesky

    L = S if is_cholesky else cholesky(S)
    on, below = np.diag_indices_from(S), np.tril_indices_from(S, k=-1)
    start_on = start_below = None
    if testval is not None:
        inverse = np.linalg.inv(L)
        start = cholesky(inverse.dot(testval).dot(np.linalg.inv(L.T)), lower=True)
        start_on, start_below = start[on] ** 2, start[below]
    n = len(on[0])
    c = sqrt(ChiSquared(f"{name}_c", nu - np.arange(2, 2 + n), shape=n, testval=start_on))
    _log.info("Added new variable %s_c to model diagonal of Wishart.", name)
    z = Normal(f"{name}_z", 0.0, 1.0, shape=len(below[0]), testval=start_below)
    _log.info("Added new variable %s_z to model off-diagonals of Wishart.", name)
    # float32, as in PyMC3: set_subtensor keeps the dtype of the array that it writes to
    A = zeros(S.shape, dtype=np.float32)
    A = set_subtensor(set_subtensor(A[on], c)[below], z)
    factor = dot(L, A)
    return Deterministic(name, factor if return_cholesky else dot(dot(factor, A.T), L.T))
