"""Divergences to be minimised. Source: pymc3.variational.operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...differentiate import grad
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.modelling.theanof import floatX
from ...settings import config
from .errors import ParametrizationError
from .objective import ObjectiveFunction, Operator
from .stein import Stein

if TYPE_CHECKING:
    from .approximation import Approximation
    from .objective import TestFunction

__all__ = ["KL", "KSD"]


class KL(Operator):
    """The operator of the negative evidence lower bound, E_q[beta (log q - log prior) - log likelihood].

    approx: the Approximation, of variables of any shape. beta: a weight, a scalar.
    """

    def __init__(self, approx: Approximation, beta: float = 1.0) -> None:
        super().__init__(approx)
        self.beta = floatX(beta)

    def apply(self, f: TestFunction) -> Any:
        return -self.datalogp_norm + self.beta * (self.logq_norm - self.varlogp_norm)


class KSDObjective(ObjectiveFunction):
    """The objective of KSD: its gradients follow the directions in which Stein's operator moves the draws.

    op: a KSD; ParametrizationError for others. tf: a TestFunction of draws of shape (n, d), the kernel.
    """

    def __init__(self, op: Any, tf: Any) -> None:
        if not isinstance(op, KSD):
            raise ParametrizationError("Op should be KSD")
        super().__init__(op, tf)

    def __call__(self, nmc: int | Variable | None, **kwargs: Any) -> Any:
        with config.change_flags(compute_test_value="off"):
            moved = self.op.apply(self.tf)
            draws = self.approx.joint_histogram if self.approx.all_histograms else self.approx.symbolic_random
            if "more_obj_params" in kwargs:
                params = self.obj_params + kwargs["more_obj_params"]
            else:
                params = self.test_params + kwargs["more_tf_params"]
                moved = moved * floatX(-1)
            grads = grad(None, params, known_grads={draws: moved})
            return self.approx.set_size_and_deterministic(grads, nmc, 0, kwargs.get("more_replacements"))


class KSD(Operator):
    """The operator of the kernelized Stein discrepancy, which moves draws in Stein's direction.

    approx: the Approximation, of variables of any shape. temperature: what the log density is divided by, a scalar.
    """

    has_test_function = True
    returns_loss = False
    require_logq = False
    objective_class = KSDObjective

    def __init__(self, approx: Approximation, temperature: float = 1) -> None:
        super().__init__(approx)
        self.temperature = temperature

    def apply(self, f: Any) -> Any:
        stein = Stein(self.approx, kernel=f, use_histogram=self.approx.all_histograms, temperature=self.temperature)
        return floatX(-1) * stein.grad


__getattr__ = absent_from(__name__)
