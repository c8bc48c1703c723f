"""Slice sampling, coordinate by coordinate (Neal, 2003). Source: pymc3.step_methods.slicer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.modelling.current_model import modelcontext
from ...models.modelling.theanof import inputvars
from ...models.vartypes import continuous_types
from ..steps.arraystep import ArrayStep, Competence

if TYPE_CHECKING:
    from ...models.model import Model

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


class _Counted:
    """A loop counter that raises RuntimeError after `limit` rounds."""

    def __init__(self, limit: float) -> None:
        self.limit, self.count = limit, 0

    def __call__(self) -> None:
        self.count += 1
        if self.count > self.limit:
            raise RuntimeError(f"max slicer iters {self.limit:.0f} exceeded")


def sweep(
    q0: np.ndarray,
    logp: Callable[[np.ndarray], Any],
    widths: np.ndarray,
    limit: float = np.inf,
    learn: float | None = None,
) -> np.ndarray:
    """Return a new position, with each coordinate in turn drawn from its slice.

    widths: initial lengths of the intervals. learn: the number of sweeps that the widths are the mean of; each is
    updated in place with the final length of its interval. limit: rounds of each loop.
    """
    q, low, high = np.copy(q0), np.copy(q0), np.copy(q0)
    for i in range(len(q)):
        level = logp(q) - np.random.standard_exponential()
        low[i] = q[i] - np.random.uniform(0, widths[i])
        high[i] = q[i] + widths[i]
        for end, away in ((low, -widths[i]), (high, widths[i])):
            again = _Counted(limit)
            while level <= logp(end):
                end[i] += away
                again()
        again = _Counted(limit)
        q[i] = np.random.uniform(low[i], high[i])
        while logp(q) < level:
            if q[i] > q0[i]:
                high[i] = q[i]
            elif q[i] < q0[i]:
                low[i] = q[i]
            q[i] = np.random.uniform(low[i], high[i])
            again()
        if learn is not None:
            widths[i] = widths[i] * (learn / (learn + 1)) + (high[i] - low[i]) / (learn + 1)
            low[i] = high[i] = q[i]  # as in PyMC3: without learning, they stay where the slice ended
    return q


__getattr__ = absent_from(__name__)
