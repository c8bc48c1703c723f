"""The update direction of Stein variational gradient descent. Source: pymc3.variational.stein.

It is the sum over j of k(x_j, x) grad log p(x_j) / temperature + grad k(x_j, x), divided by n.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...differentiate import grad
from ...functions.graphs.clone import clone
from ...importing.module_getattr import absent_from
from ...models.modelling.theanof import floatX
from ...ops.linear_algebra.blas import dot
from ...ops.shapes.join import concatenate
from .memory import WithMemory, node_property, remembered
from .test_functions import rbf

if TYPE_CHECKING:
    from .approximation import Approximation

__all__ = ["Stein"]


class Stein(WithMemory):
    """Stein's direction, in which an approximation's draws move: `grad`, of shape (n, d).

    approx: an Approximation. kernel: a function of draws X (n, d) that returns k(x, y), (n, n), and its gradients, (n,
    d). use_histogram: whether the draws are the rows of the histograms. temperature: what the log density is divided
    by.
    """

    def __init__(
        self,
        approx: Approximation,
        kernel: Callable[..., Any] = rbf,
        use_histogram: bool = True,
        temperature: float = 1,
    ) -> None:
        self.approx, self.use_histogram = approx, use_histogram
        self.temperature = floatX(temperature)
        self._kernel_f = kernel

    @property
    def input_joint_matrix(self) -> Any:
        return self.approx.joint_histogram if self.use_histogram else self.approx.symbolic_random

    @node_property
    def approx_symbolic_matrices(self) -> Any:
        return self.approx.collect("histogram") if self.use_histogram else self.approx.symbolic_randoms

    @node_property
    def logp_norm(self) -> Any:
        logp = self.approx.sized_symbolic_logp
        if self.use_histogram:
            particles = self.approx.collect("histogram")
            logp = clone(logp, dict(zip(self.approx.symbolic_randoms, particles, strict=True)))
        return logp / self.approx.symbolic_normalizing_constant

    @node_property
    def dlogp(self) -> Any:
        grads = grad(self.logp_norm.sum(), self.approx_symbolic_matrices)
        return concatenate([g.flatten(2) for g in grads], -1)

    @node_property
    def grad(self) -> Any:
        n = floatX(self.input_joint_matrix.shape[0])
        return (self.density_part_grad / self.temperature + self.repulsive_part_grad) / n

    @node_property
    def density_part_grad(self) -> Any:
        return dot(self.Kxy, self.dlogp)

    @node_property
    def repulsive_part_grad(self) -> Any:
        return self.dxkxy / self.approx.symbolic_normalizing_constant

    @property
    def Kxy(self) -> Any:
        return self._kernel()[0]

    @property
    def dxkxy(self) -> Any:
        return self._kernel()[1]

    @remembered
    def _kernel(self) -> Any:
        return self._kernel_f(self.input_joint_matrix)


__getattr__ = absent_from(__name__)
