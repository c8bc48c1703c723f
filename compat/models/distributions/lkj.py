"""Correlations and covariances with LKJ distributions. Source: pymc3.distributions.multivariate."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...distributions.formulas import float_x
from ...distributions.lkj import correlations, normalizing_constant, packed_cholesky_logp
from ...distributions.matrices import expand_packed_triangular
from ...ops.elementwise.functions import log, sqrt
from ...ops.linear_algebra.blas import dot
from ...ops.linear_algebra.inverse import det
from ...ops.reductions.functions import all
from ...ops.shapes.diagonal_filling import fill_diagonal
from ...ops.shapes.diagonals import diag
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..modelling.deterministic import Deterministic
from . import transforms
from .dist_math import bound
from .distribution import Continuous, _Unpickling
from .drawing import draw_values, generate_samples
from .shape_utils import to_tuple
from .wishart import matrix_pos_def

__all__ = ["LKJCholeskyCov", "LKJCorr"]
_lkj_normalizing_constant = normalizing_constant


class _LKJCholeskyCov(Continuous):
    """The packed Cholesky factor of a covariance matrix whose correlations have the LKJ distribution.

    eta: a scalar above 0; 1 makes all correlation matrices equally likely. n: rows of the matrix. sd_dist: the
    distribution of the scales, of shape () or (n,). The value has shape (n * (n + 1) / 2,). `pm.LKJCholeskyCov` makes
    it.
    """

    def __init__(self, eta: TensorLike, n: Any, sd_dist: Any, *args: Any, **kwargs: Any) -> None:
        self.n, self.eta = as_tensor(n), as_tensor(eta)
        for name in ("transform", "shape"):
            if name in kwargs and (name == "shape" or kwargs[name] is not None):
                raise ValueError(f"Invalid parameter: {name}.")
        if sd_dist.shape.ndim not in (0, 1):
            raise ValueError("Invalid shape for sd_dist.")
        length = n * (n + 1) // 2
        transform = transforms.CholeskyCovPacked(n)
        super().__init__(*args, **{**kwargs, "shape": length, "transform": transform})
        self.sd_dist, self.diag_idxs = sd_dist, transform.diag_idxs
        self.mode = float_x(np.zeros(length))
        self.mode[self.diag_idxs] = 1

    def logp(self, x: TensorLike) -> Any:
        # as in PyMC3, the constant is the general one even for eta = 1
        return packed_cholesky_logp(
            as_tensor(x), self.eta, len(self.diag_idxs), self.diag_idxs, lambda scales: self.sd_dist.logp(scales).sum()
        )

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        n, eta = draw_values([self.n, self.eta], point=point, size=size)
        batch = np.broadcast(n, eta).shape
        if len(np.unique(n)) > 1:
            raise RuntimeError("Varying n is not supported for LKJCholeskyCov")
        n = int(np.unique(n)[0])
        each = (*batch, n * (n + 1) // 2)
        lead = None if size is None else to_tuple(size)
        if lead in (each, batch):
            lead = None
        elif lead is not None and lead[-len(each) :] == each:
            lead = lead[: len(lead) - len(each)]
        elif lead is not None and lead[-len(batch) :] == batch:
            lead = lead[: len(lead) - len(batch)]
        drawn = self._random(n, np.broadcast_to(eta, batch), size=1 if lead is None else int(np.prod(lead)))
        return drawn[0] if lead is None else np.reshape(drawn, lead + each)

    def _random(self, n: int, eta: np.ndarray, size: int = 1) -> np.ndarray:
        P = correlations(eta, n, (size, *eta.shape), normals_last=True)
        C = np.einsum("...ji,...jk->...ik", P, P)
        scales = self._scales(n, P.shape[:-2], P.shape[:-1])
        C *= scales[..., :, np.newaxis] * scales[..., np.newaxis, :]
        rows = np.tril_indices(n)
        return np.linalg.cholesky(C)[..., rows[0], rows[1]]

    def _scales(self, n: int, lead: tuple[int, ...], wanted: tuple[int, ...]) -> np.ndarray:
        """Draw the scales, (lead, n): at once if sd_dist has a shape, else one after another."""
        drawn = np.atleast_1d(self.sd_dist.random(size=lead))
        if drawn.shape in ((), (1,)):
            return np.asarray(self.sd_dist.random(size=wanted))
        if drawn.ndim < len(wanted):
            return np.moveaxis(
                np.array([drawn] + [self.sd_dist.random(size=lead) for _ in range(n - 1)]), 0, len(wanted) - 1
            )
        if drawn.ndim > len(wanted):
            raise ValueError(
                "Supplied sd_dist.random generates samples with too many dimensions. It must yield "
                f"samples with 0 or 1 dimensions. Got {drawn.ndim - len(wanted) - 1} instead"
            )
        if drawn.shape[-1] == 1:
            return np.concatenate([drawn] + [self.sd_dist.random(size=lead) for _ in range(n - 1)], axis=-1)
        if drawn.shape[-1] != n:
            raise ValueError(
                "The size of the samples drawn from the supplied sd_dist.random have the wrong size. "
                f"Expected {n} but got {drawn.shape[-1]} instead."
            )
        return drawn

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["eta", "n"]


def _made(
    name: str,
    eta: Any,
    n: int,
    sd_dist: Any,
    compute_corr: bool = False,
    store_in_trace: bool = True,
    *args: Any,
    **kwargs: Any,
) -> Any:
    if args or kwargs:
        warn("LKJCholeskyCov: arguments beyond store_in_trace have no effect, as in PyMC3.", UserWarning)
    packed = _LKJCholeskyCov(name, eta=eta, n=n, sd_dist=sd_dist)
    if not compute_corr:
        return packed
    factor = expand_packed_triangular(n, packed, lower=True)
    covariance = dot(factor, factor.T)
    scales = sqrt(diag(covariance))
    corr = (1 / scales)[None, :] * covariance * (1 / scales)[:, None]
    if store_in_trace:
        scales, corr = Deterministic(f"{name}_stds", scales), Deterministic(f"{name}_corr", corr)
    return factor, corr, scales


class LKJCholeskyCov(_LKJCholeskyCov):
    """Return the packed Cholesky factor of a covariance; with compute_corr (factor, correlations, scales).

    A function in PyMC3 3.11. It was a class up to 3.8, and pickles from then refer to it as one.

    eta: above 0; 1 is uniform over correlation matrices, more favours small correlations.
    n: number of variables.
    sd_dist: distribution of the n standard deviations, made by `.dist`.
    compute_corr: False gives the packed factor, of shape (n * (n + 1) / 2,); True gives the factor (n, n), the
        correlations (n, n) and the standard deviations (n,).
    store_in_trace: whether correlations and standard deviations are recorded with compute_corr.
    """

    __signature__ = inspect.signature(_made)

    def __new__(cls, name: str, *args: Any, **kwargs: Any) -> Any:
        if name is _Unpickling:
            return object.__new__(cls)
        try:
            cls.__signature__.bind(name, *args, **kwargs)
        except TypeError as error:
            raise TypeError(
                f"LKJCholeskyCov() of `{name}`: {error}. It takes eta, n and sd_dist, such as eta=2, n=3, "
                "sd_dist=pm.HalfNormal.dist(1)."
            ) from None
        return _made(name, *args, **kwargs)


class LKJCorr(Continuous):
    """The correlations above the diagonal, row by row. n is the number of variables; its old name is p.

    eta: above 0; 1 is uniform over correlation matrices, more favours small correlations.
    n: number of variables.
    p: old name of n.
    transform: transform of a free variable.

    Values: a vector of shape (n * (n - 1) / 2,), between -1 and 1. Mean: 0.
    """

    def __init__(
        self, eta: Any = None, n: Any = None, p: Any = None, transform: Any = "interval", *args: Any, **kwargs: Any
    ) -> None:
        if p is not None and n is not None and eta is None:
            warn(
                "Parameters to LKJCorr have changed: shape parameter n -> eta dimension parameter p -> n. "
                "Please update your code. Automatically re-assigning parameters for backwards "
                "compatibility.",
                DeprecationWarning,
            )
            eta, n = n, p
        elif n is None or eta is None or p is not None:
            raise ValueError(
                "Invalid parameter: please use eta as the shape parameter and n as the dimension parameter."
            )
        self.n, self.eta = n, eta
        length = n * (n - 1) // 2
        self.mean = float_x(np.zeros(length))
        if isinstance(transform, str) and transform == "interval":
            transform = transforms.interval(-1, 1)
        super().__init__(length, *args, transform=transform, **kwargs)
        warn(
            "Parameters in LKJCorr have been rename: shape parameter n -> eta dimension parameter p -> n. "
            "Please double check your initialization.",
            DeprecationWarning,
        )
        above = np.triu_indices(n, k=1)
        self.tri_index = np.zeros([n, n], dtype="int32")
        self.tri_index[above] = self.tri_index[above[::-1]] = np.arange(length)

    def logp(self, x: TensorLike) -> Any:
        X = fill_diagonal(as_tensor(x)[self.tri_index], 1)
        total = normalizing_constant(self.eta, self.n) + (self.eta - 1.0) * log(det(X))
        return bound(
            total, all(X <= 1), all(X >= -1), matrix_pos_def(X), as_tensor(self.eta) > 0, broadcast_conditions=False
        )

    def _random(self, n: Any, eta: TensorLike, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        P = correlations(eta, int(n), size if isinstance(size, tuple) else (size,), normals_last=False)
        C = np.einsum("ji...,jk...->...ik", P, P)
        rows = np.triu_indices(int(n), k=1)
        return C[..., rows[0], rows[1]]

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        n, eta = draw_values([self.n, self.eta], point=point, size=size)
        return generate_samples(self._random, n, eta, broadcast_shape=to_tuple(1 if size is None else size))

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["eta", "n"]
