"""Slice sampling, coordinate by coordinate. Source: pymc3.step_methods.slicer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...samplers.steps.slices import sweep
from ..modelling.current_model import modelcontext
from ..modelling.theanof import inputvars
from ..vartypes import continuous_types
from .arraystep import ArrayStep, Competence

if TYPE_CHECKING:
    from ..model import Model

__all__ = ["Slice"]


class Slice(ArrayStep):
    """Slice sampling, coordinate by coordinate.

    vars: variables to move, of any shape; all continuous ones by default.
    w: first width of the slices, a number or (n,).
    tune: whether w is adapted.
    model: the model; that of the `with` block by default.
    iter_limit: rounds of one search before RuntimeError.
    """

    name = "slice"
    default_blocked = False

    def __init__(
        self,
        vars: Any = None,
        w: Any = 1.0,
        tune: bool = True,
        model: Model | None = None,
        iter_limit: float = np.inf,
        **kwargs: Any,
    ) -> None:
        self.model = modelcontext(model)
        self.w, self.tune, self.n_tunes, self.iter_limit = w, tune, 0.0, iter_limit
        vars = inputvars(self.model.cont_vars if vars is None else vars)
        super().__init__(vars, [self.model.fastlogp], **kwargs)

    def astep(self, q0: np.ndarray, logp: Callable[..., Any]) -> np.ndarray:
        self.w = np.resize(np.asarray(self.w, dtype=float), len(q0))
        q = sweep(q0, logp, self.w, self.iter_limit, self.n_tunes if self.tune else None)
        if self.tune:
            self.n_tunes += 1
        return q

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        if var.dtype not in continuous_types:
            return Competence.INCOMPATIBLE
        return Competence.COMPATIBLE if has_grad else Competence.PREFERRED


__getattr__ = absent_from(__name__)
