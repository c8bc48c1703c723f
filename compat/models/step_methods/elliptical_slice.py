"""Elliptical slice sampling. Source: pymc3.step_methods.elliptical_slice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...ops.linear_algebra.cholesky import cholesky
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...samplers.steps.slices import along_ellipse
from ..distributions.drawing import draw_values
from ..modelling.current_model import modelcontext
from ..modelling.theanof import inputvars
from .arraystep import ArrayStep, Competence

if TYPE_CHECKING:
    from ..model import Model

__all__ = ["EllipticalSlice"]


def get_chol(cov: TensorLike, chol: TensorLike) -> Any:
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
        return along_ellipse(q0, logp, draw_values([self.prior_chol])[0])

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.INCOMPATIBLE  # used only on request, since the prior must have a special form


__getattr__ = absent_from(__name__)
