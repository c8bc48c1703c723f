"""Elliptical slice sampling (Murray and others, 2010). Source: pymc3.step_methods.elliptical_slice."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.distributions.drawing import draw_values
from ...models.modelling.current_model import modelcontext
from ...models.modelling.theanof import inputvars
from ...ops.linear_algebra.cholesky import cholesky
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..steps.arraystep import ArrayStep, Competence

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = ["EllipticalSlice"]


def get_chol(cov: TensorLike | None, chol: TensorLike | None) -> Any:
    """Return the Cholesky factor of a covariance. ValueError unless one argument is None.

    cov: the covariance, a matrix (n, n). chol: its factor, which is returned as it is.
    """
    if (cov is None) == (chol is None):
        raise ValueError("Must pass exactly one of cov or chol")
    if chol is not None:
        return chol
    return cholesky(as_tensor(cov))


class EllipticalSlice(ArrayStep):
    """Slice sampling along ellipses, for variables with a prior N(0, covariance) and any likelihood.

    vars: variables of any shape; the continuous ones by default. prior_cov: their covariance, (n, n). prior_chol: its
    lower Cholesky factor, in its place. model: that of the `with` block by default. As in PyMC3, the variables
    themselves must not carry that prior (use `pm.Flat`). Nothing is tuned.
    """

    default_blocked = True

    def __init__(
        self,
        vars: Any = None,
        prior_cov: TensorLike | None = None,
        prior_chol: Any = None,
        model: Model | None = None,
        **kwargs: Any,
    ) -> None:
        self.model = modelcontext(model)
        self.prior_chol = as_tensor(get_chol(prior_cov, prior_chol))
        vars = inputvars(self.model.cont_vars if vars is None else vars)
        super().__init__(vars, [self.model.fastlogp], **kwargs)

    def astep(self, q0: np.ndarray, logp: Callable[..., Any]) -> np.ndarray:
        [chol] = draw_values([self.prior_chol])
        prior = np.dot(chol, np.random.randn(chol.shape[0]))
        level = logp(q0) - np.random.standard_exponential()
        high = angle = np.random.uniform(0, 2 * np.pi)
        low = angle - 2 * np.pi
        while True:
            q = q0 * math.cos(angle) + prior * math.sin(angle)  # from libm, as in C
            if logp(q) > level:
                return q
            low, high = (angle, high) if angle < 0 else (low, angle)
            angle = np.random.uniform(low, high)

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.INCOMPATIBLE  # used only on request, since the prior must have a special form


__getattr__ = absent_from(__name__)
