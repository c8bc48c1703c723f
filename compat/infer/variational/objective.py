"""Objectives: an Operator builds one from an approximation, and an ObjectiveFunction compiles the steps.

A TestFunction may take part. Source: pymc3.variational.opvi; Ranganath et al., arXiv:1610.09033.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from theano_common.users_lines import warn

from ...backends.c.compilers import discovery
from ...functions.function import function
from ...graph.fallbacks import fall_back_from_jax
from ...graph.variable import Variable
from ...settings import config
from ...theano_api.updates import OrderedUpdates
from .errors import AEVBInferenceError, ExplicitInferenceError, ParametrizationError
from .parameters import collect_shared_to_list
from .updates import adagrad_window, get_or_compute_grads, total_norm_constraint

if TYPE_CHECKING:
    from .approximation import Approximation
    from .approximations import MeanField


class ObjectiveUpdates(OrderedUpdates):
    """The updates of one step of a fit, shared variable -> new value, with `loss`, the graph that they lower."""

    loss: Any = None


class ObjectiveFunction:
    """Compiles steps and losses of a fit; `inference.objective` is one.

    op: an Operator. tf: a TestFunction, of draws of shape (n, d), or None.
    """

    def __init__(self, op: Any, tf: Any) -> None:
        self.op, self.tf = op, tf

    @property
    def obj_params(self) -> list[Any]:
        return self.op.approx.params

    @property
    def test_params(self) -> list[Any]:
        return self.tf.params

    @property
    def approx(self) -> Any:
        return self.op.approx

    def updates(
        self,
        obj_n_mc: int | Variable | None = None,
        tf_n_mc: int | Variable | None = None,
        obj_optimizer: Callable[..., Any] = adagrad_window,
        test_optimizer: Callable[..., Any] = adagrad_window,
        more_obj_params: Sequence[Variable] | None = None,
        more_tf_params: Sequence[Variable] | None = None,
        more_updates: Mapping[Any, Any] | None = None,
        more_replacements: dict[Any, Any] | None = None,
        total_grad_norm_constraint: float | Variable | None = None,
    ) -> ObjectiveUpdates:
        """Return the updates of one step.

        obj_n_mc, tf_n_mc: draws per step. obj_optimizer, test_optimizer: (gradients, parameters) -> updates.
        more_obj_params, more_tf_params: further shared variables to optimise. total_grad_norm_constraint: the largest
        norm of all gradients together.
        """
        result = ObjectiveUpdates()
        if self.test_params:
            self.add_test_updates(
                result, tf_n_mc, test_optimizer, more_tf_params, more_replacements, total_grad_norm_constraint
            )
        else:
            for name, value in (("tf_n_mc", tf_n_mc is not None), ("more_tf_params", more_tf_params)):
                if value:
                    warn(f"`{name}` is not used for {self.op} and ignored")
        self.add_obj_updates(
            result, obj_n_mc, obj_optimizer, more_obj_params, more_replacements, total_grad_norm_constraint
        )
        result.update(more_updates or {})
        return result

    def add_test_updates(
        self,
        updates: Any,
        tf_n_mc: int | Variable | None = None,
        test_optimizer: Any = adagrad_window,
        more_tf_params: Sequence[Variable] | None = None,
        more_replacements: dict[Any, Any] | None = None,
        total_grad_norm_constraint: float | Variable | None = None,
    ) -> None:
        more = list(more_tf_params or [])
        target = self(tf_n_mc, more_tf_params=more, more_replacements=more_replacements or {})
        grads = self._gradients(target, more, total_grad_norm_constraint)
        updates.update(test_optimizer(grads, self.test_params + more))

    def add_obj_updates(
        self,
        updates: Any,
        obj_n_mc: int | Variable | None = None,
        obj_optimizer: Any = adagrad_window,
        more_obj_params: Sequence[Variable] | None = None,
        more_replacements: dict[Any, Any] | None = None,
        total_grad_norm_constraint: float | Variable | None = None,
    ) -> None:
        more = list(more_obj_params or [])
        target = self(obj_n_mc, more_obj_params=more, more_replacements=more_replacements or {})
        grads = self._gradients(target, more, total_grad_norm_constraint)
        updates.update(obj_optimizer(grads, self.obj_params + more))
        if self.op.returns_loss:
            updates.loss = target

    def _gradients(self, target: Variable, more: list[Any], most: float | Variable | None) -> list[Any]:
        """Return the gradients of `target`, scaled to a norm of at most `most` if it is given."""
        grads = get_or_compute_grads(target, self.obj_params + more)
        return grads if most is None else total_norm_constraint(grads, most)

    def step_function(
        self,
        obj_n_mc: int | Variable | None = None,
        tf_n_mc: int | Variable | None = None,
        obj_optimizer: Any = adagrad_window,
        test_optimizer: Any = adagrad_window,
        more_obj_params: Sequence[Variable] | None = None,
        more_tf_params: Sequence[Variable] | None = None,
        more_updates: Mapping[Any, Any] | None = None,
        more_replacements: dict[Any, Any] | None = None,
        total_grad_norm_constraint: float | Variable | None = None,
        score: bool = False,
        fn_kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Return a compiled function without arguments that makes one step; with `score` it returns the loss."""
        if score and not self.op.returns_loss:
            raise NotImplementedError(f"{self.op} does not have loss")
        with config.change_flags(compute_test_value="off"):
            updates = self.updates(
                obj_n_mc,
                tf_n_mc,
                obj_optimizer,
                test_optimizer,
                more_obj_params,
                more_tf_params,
                more_updates,
                more_replacements,
                total_grad_norm_constraint,
            )
            return _compiled_step(updates.loss if score else None, updates, fn_kwargs or {})

    def score_function(
        self,
        sc_n_mc: int | Variable | None = None,
        more_replacements: dict[Any, Any] | None = None,
        fn_kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Return a compiled function without arguments that returns the loss, estimated from `sc_n_mc` draws."""
        if not self.op.returns_loss:
            raise NotImplementedError(f"{self.op} does not have loss")
        with config.change_flags(compute_test_value="off"):
            return function([], self(sc_n_mc, more_replacements=more_replacements or {}), **(fn_kwargs or {}))

    def __call__(self, nmc: int | Variable | None, **kwargs: Any) -> Any:
        """Return the objective at `nmc` draws, negated for the test function, which maximises it."""
        with config.change_flags(compute_test_value="off"):
            applied = self.op.apply(self.tf)
            applied = self.approx.set_size_and_deterministic(applied, nmc, 0, kwargs.get("more_replacements"))
            return (-1.0 if "more_tf_params" in kwargs else 1.0) * self.op.T(applied)


def _compiled_step(loss: Any, updates: ObjectiveUpdates, given: dict[str, Any]) -> Any:
    """Return the function of one step; in JAX if there is no C compiler, JAX is here and nothing else is asked for."""
    if "mode" not in given and config.mode in ("Mode", "FAST_RUN") and discovery.jax_in_place_of_c():
        try:
            return function([], loss, updates=updates, mode="JAX", **given)
        except Exception as error:  # a JAX that does not start, with errors of any type
            fall_back_from_jax("the steps of the fit run", error)
    return function([], loss, updates=updates, **given)


class Operator:
    """The base class of operators on an approximation.

    A subclass defines `apply(test function)`, the graph of the objective.

    approx: the Approximation, of variables of any shape. AEVBInferenceError if it has local variables and the operator
    does not support them, ExplicitInferenceError if the operator needs log q and it has none.
    """

    has_test_function = False
    returns_loss = True
    require_logq = True
    objective_class = ObjectiveFunction
    T: Any = staticmethod(lambda graph: graph)  # the last transformation of the objective

    def __init__(self, approx: Approximation) -> None:
        self.approx = approx
        if approx.has_local and not self.supports_aevb:
            raise AEVBInferenceError(f"{self} does not support AEVB, please change inference method")
        if self.require_logq and not approx.has_logq:
            raise ExplicitInferenceError(
                f"{self} requires logq, but {approx} does not implement it: please change inference method"
            )

    @property
    def supports_aevb(self) -> bool:
        return not self.approx.any_histograms

    def __getattr__(self, name: str) -> Any:
        if name in _OF_THE_APPROXIMATION:
            return getattr(self.approx, name)
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def apply(self, f: Any) -> Any:
        raise NotImplementedError

    def __call__(self, f: Any = None) -> Any:
        if self.has_test_function:
            if f is None:
                raise ParametrizationError(f"Operator {self} requires TestFunction")
            f = f if isinstance(f, TestFunction) else TestFunction.from_function(f)
        else:
            if f is not None:
                warn(f"TestFunction for {self} is redundant and removed")
            f = TestFunction()
        f.setup(self.approx)
        return self.objective_class(self, f)

    def __str__(self) -> str:
        return f"{type(self).__name__}[{type(self.approx).__name__}]"


_OF_THE_APPROXIMATION = frozenset(
    {
        "inputs",
        "logp",
        "varlogp",
        "datalogp",
        "logq",
        "logp_norm",
        "varlogp_norm",
        "datalogp_norm",
        "logq_norm",
        "model",
    }
)


class TestFunction:
    """The base class of functions that an Operator uses; a subclass defines `__call__(z)`, for draws z (n, d)."""

    __test__ = False  # it is not a test of pytest

    def __init__(self) -> None:
        self._inited = False
        self.shared_params: Any = None

    @property
    def params(self) -> list[Any]:
        return collect_shared_to_list(self.shared_params)

    def __call__(self, z: Any) -> Any:
        raise NotImplementedError

    def setup(self, approx: MeanField) -> None:
        """Prepare the function for an approximation, before the objective is built."""

    @classmethod
    def from_function(cls, f: Callable[[Any], Any]) -> TestFunction:
        if not callable(f):
            raise ParametrizationError(f"Need callable, got {f!r}")
        return _Function(f)


class _Function(TestFunction):
    def __init__(self, f: Callable[[Any], Any]) -> None:
        super().__init__()
        self._f = f

    def __call__(self, z: Any) -> Any:
        return self._f(z)
