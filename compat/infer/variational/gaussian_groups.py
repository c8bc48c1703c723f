"""Mean field and full rank: normal approximations. Source: pymc3.variational.approximations."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...models.distributions.continuous import Normal
from ...models.distributions.dist_math import rho2sigma
from ...models.distributions.multivariate import MvNormal
from ...models.math import batched_diag
from ...models.modelling.theanof import floatX
from ...ops.control.gradient_marks import grad_scale
from ...ops.elementwise.functions import log, sqrt
from ...ops.indexing.writing import set_subtensor
from ...ops.linear_algebra.blas import batched_dot
from ...ops.shapes.creation import zeros
from ...ops.shapes.diagonals import diag
from ...ops.shared import shared
from ...settings import config
from ...theano_api.scan_module import scan
from .group import Group
from .memory import node_property


@Group.register
class MeanFieldGroup(Group):
    """A group of independent normals: z = mu + softplus(rho) z0. `pm.MeanField` has one.

    group: the variables; None for the rest. vfam: "mean_field", set by the class. params: the user's mu and rho,
    vectors (d,). Further arguments are those of Group.
    """

    __param_spec__ = dict(mu=("d",), rho=("d",))
    compat_scales_score = True
    short_name = "mean_field"
    alias_names = frozenset(["mf"])

    def create_shared_params(self, start: Any = None) -> dict[str, Any]:
        mu = floatX(self._flat_start(start))
        return {"mu": shared(mu, "mu"), "rho": shared(floatX(np.zeros_like(mu)), "rho")}

    @node_property
    def mean(self) -> Any:
        return self.params_dict["mu"]

    @node_property
    def rho(self) -> Any:
        return self.params_dict["rho"]

    @node_property
    def std(self) -> Any:
        return rho2sigma(self.rho)

    @node_property
    def cov(self) -> Any:
        variance = self.std**2
        return batched_diag(variance) if self.batched else diag(variance)

    @node_property
    def symbolic_random(self) -> Any:
        return self.std * self.symbolic_initial + self.mean

    @node_property
    def symbolic_logq_not_scaled(self) -> Any:
        """Return log q of each draw: the log density of z0 plus the log Jacobian of the scale.

        With cost_part_grad_scale, the log density of z is used, so that the part of its gradient through the density's
        parameters can be scaled down (Roeder et al., arXiv:1703.09194).
        """
        if self.compat_cost_part_grad_scale != 1:
            mu, rho = (grad_scale(p, self.compat_cost_part_grad_scale) for p in (self.mean, self.rho))
            logq = Normal.dist(mu=mu, sigma=rho2sigma(rho)).logp(self.symbolic_random)
            return logq.sum(range(1, logq.ndim))
        logq = Normal.dist().logp(self.symbolic_initial) - log(self.std)
        return logq.sum(range(1, logq.ndim))


@Group.register
class FullRankGroup(Group):
    """A group with a full covariance matrix L Lᵀ: z = mu + L z0. `pm.FullRank` has one.

    group: the variables; None for the rest. vfam: "full_rank", set by the class. params: the user's mu, (d,), and
    L_tril, the lower triangle of L, of shape (d (d + 1) / 2,). Further arguments are those of Group.
    """

    __param_spec__ = dict(mu=("d",), L_tril=("int(d * (d + 1) / 2)",))
    compat_scales_score = True
    short_name = "full_rank"
    alias_names = frozenset(["fr"])

    def create_shared_params(self, start: Any = None) -> dict[str, Any]:
        mu = self._flat_start(start)
        packed = np.eye(self.ddim)[self.tril_indices].astype(config.floatX)
        if self.batched:
            packed = np.tile(packed, (self.bdim, 1))
        return {"mu": shared(mu, "mu"), "L_tril": shared(packed, "L_tril")}

    @property
    def num_tril_entries(self) -> int:
        return self.ddim * (self.ddim + 1) // 2

    @property
    def tril_indices(self) -> Any:
        return np.tril_indices(self.ddim)

    @node_property
    def L(self) -> Any:
        """Return the Cholesky factor, (d, d), or (b, d, d) if rows have their own."""
        packed = self.params_dict["L_tril"]
        if not self.batched:
            return set_subtensor(zeros((self.ddim, self.ddim))[self.tril_indices], packed)
        empty = zeros((self.ddim, self.ddim, self.bdim))
        return set_subtensor(empty[self.tril_indices], packed.T).dimshuffle(2, 0, 1)

    @node_property
    def mean(self) -> Any:
        return self.params_dict["mu"]

    @node_property
    def cov(self) -> Any:
        factor = self.L
        return batched_dot(factor, factor.swapaxes(-1, -2)) if self.batched else factor.dot(factor.T)

    @node_property
    def std(self) -> Any:
        return sqrt(batched_diag(self.cov) if self.batched else diag(self.cov))

    @node_property
    def symbolic_random(self) -> Any:
        initial, factor = self.symbolic_initial, self.L
        if not self.batched:
            return initial.dot(factor.T) + self.mean
        return batched_dot(initial.swapaxes(0, 1), factor.swapaxes(1, 2)).swapaxes(0, 1) + self.mean

    @node_property
    def symbolic_logq_not_scaled(self) -> Any:
        z, mu, factor = self.symbolic_random, self.mean, self.L
        if self.compat_cost_part_grad_scale != 1:
            mu, factor = (grad_scale(p, self.compat_cost_part_grad_scale) for p in (mu, factor))
        if not self.batched:
            return MvNormal.dist(mu=mu, chol=factor).logp(z)
        rows, _ = scan(
            lambda z_b, mu_b, chol_b: MvNormal.dist(mu=mu_b, chol=chol_b).logp(z_b), [z.swapaxes(0, 1), mu, factor]
        )
        return rows.sum(0)
