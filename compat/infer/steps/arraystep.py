"""The base of step methods: the variables to move, and points as flat vectors. Source: pymc3.step_methods.arraystep."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum, unique
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.modelling.blocking import ArrayOrdering, DictToArrayBijection
from ...models.modelling.current_model import modelcontext
from ...models.modelling.theanof import inputvars
from ...models.modelling.util import get_var_name
from ...ops.tensor_variable import Tensor
from .acceptance import metrop_select
from .compound import CompoundStep

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = ["ArrayStep", "ArrayStepShared", "metrop_select", "Competence"]


@unique
class Competence(IntEnum):
    """How well a step method suits a variable; `pm.sample` takes the step method with the largest.

    value: a scalar; 0 INCOMPATIBLE, 1 COMPATIBLE, 2 PREFERRED, 3 IDEAL.
    """

    INCOMPATIBLE = 0
    COMPATIBLE = 1
    PREFERRED = 2
    IDEAL = 3


def _bare(cls: type) -> Any:
    return object.__new__(cls)


class BlockedStep:
    """The base class of step methods, each over `vars`.

    With `blocked=False` and several variables, the class gives a CompoundStep with one step method for each.
    A subclass defines `step(point)`, which returns the next point, or (point, [statistics]) if `generates_stats`;
    `stats_dtypes` then holds a dict name -> dtype. `competence(var, has_grad)` lets `pm.sample` choose it.
    """

    generates_stats = False
    stats_dtypes: list[dict[str, Any]] = []
    vars: list[Any] = []

    def __new__(cls, *args: list[Tensor], **kwargs: Any) -> Any:
        blocked = kwargs.get("blocked")
        kwargs["blocked"] = getattr(cls, "default_blocked", True) if blocked is None else blocked
        model = kwargs["model"] = modelcontext(kwargs.get("model"))
        if "vars" in kwargs:
            given = kwargs.pop("vars")
        elif args:
            given, args = args[0], args[1:]
        else:
            given = model.vars
        variables = inputvars(given if given is not None else model.vars)
        if not variables:
            raise ValueError("No free random variables to sample.")
        if kwargs["blocked"] or len(variables) == 1:
            return super().__new__(cls)
        steps = []
        for variable in variables:
            step = super().__new__(cls)
            step.__init__([variable], *args, **kwargs)  # type: ignore[misc]
            steps.append(step)
        return CompoundStep(steps)

    def __reduce__(self) -> Any:  # copies and pickles restore the state without `__new__`, which looks for a model
        return _bare, (type(self),), self.__getstate__()  # type: ignore[attr-defined]

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.INCOMPATIBLE

    @classmethod
    def _competence(cls, vars: Sequence[Variable], have_grad: bool | Sequence[bool]) -> list[Any]:
        return [_suits(cls, var, has_grad) for var, has_grad in zip(_as_list(vars), _as_list(have_grad), strict=True)]

    @property
    def vars_shape_dtype(self) -> dict[str, tuple[tuple[int, ...], np.dtype]]:
        """Return name -> (shape, dtype) for the variables to move."""
        return {v.name: (v.dshape, np.dtype(v.dtype)) for v in self.vars}

    def stop_tuning(self) -> None:
        if hasattr(self, "tune"):
            self.tune = False


def say_unused(step: str, kwargs: dict[str, Any]) -> None:
    """Warn once of keywords that a step method accepts without using them; PyMC3 ignores them in silence."""
    unused = sorted(set(kwargs) - {"blocked"})  # `__new__` has read it
    if unused:
        warn(f"pm.{step}({'=..., '.join(unused)}=...) has no effect.", UserWarning)


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | np.ndarray) else [value]


def _suits(cls: Any, var: Variable, has_grad: bool) -> Any:
    """Return `cls.competence`, which in old code takes the variable alone."""
    try:
        return cls.competence(var, has_grad)
    except TypeError:
        return cls.competence(var)


class ArrayStep(BlockedStep):
    """The base class of a step on a flat vector: `astep(q, *functions)` of a subclass returns the next vector.

    vars: variables of any shape, one after the other in q. fs: functions of a point; `astep` gets them as functions of
    q.
    allvars: whether the point is a further argument. blocked: whether all variables move together.
    """

    astep: Any

    def __init__(
        self, vars: Any, fs: Sequence[Callable[..., Any]], allvars: bool = False, blocked: bool = True
    ) -> None:
        self.vars = vars
        self.ordering = ArrayOrdering(vars)
        self.fs, self.allvars, self.blocked = fs, allvars, blocked

    def step(self, point: dict[str, Any]) -> Any:
        bijection = DictToArrayBijection(self.ordering, point)
        inputs: list[Any] = [bijection.mapf(f) for f in self.fs]
        if self.allvars:
            inputs.append(point)
        return _mapped_back(self, self.astep(bijection.map(point), *inputs), bijection.rmap)


class ArrayStepShared(BlockedStep):
    """A step `astep(q)` on one vector; the values of all other variables are copied into shared ones before each step.

    vars: the variables of the vector, of any shape. shared: variable -> shared variable. blocked: whether all variables
    are moved at once. A subclass defines `astep`, which returns the new vector.
    """

    astep: Any

    def __init__(self, vars: Any, shared: dict[Any, Any], blocked: bool = True) -> None:
        self.vars = vars
        self.ordering = ArrayOrdering(vars)
        self.shared = {get_var_name(var): value for var, value in shared.items()}
        self.blocked = blocked
        self.bij: Any = None

    def step(self, point: dict[str, Any]) -> Any:
        for name, value in self.shared.items():
            value.set_value(point[name])
        self.bij = DictToArrayBijection(self.ordering, point)
        return _mapped_back(self, self.astep(self.bij.map(point)), self.bij.rmap)


class PopulationArrayStepShared(ArrayStepShared):
    """The base class of steps that read the points of other chains, such as DEMetropolis.

    vars: the variables of the vector, of any shape. shared: variable -> shared variable. blocked: whether all variables
    are moved at once. `link_population` gives it the points of all chains; ValueError for fewer than three.
    """

    def __init__(self, vars: Any, shared: dict[Any, Any], blocked: bool = True) -> None:
        self.population: Any = None
        self.this_chain: Any = None
        self.other_chains: Any = None
        super().__init__(vars, shared, blocked)

    def link_population(self, population: list[dict[str, Any]], chain_index: int) -> None:
        """Link the step to the points of all chains; `chain_index` is its own. ValueError for fewer than two others."""
        self.population, self.this_chain = population, chain_index
        self.other_chains = [c for c in range(len(population)) if c != chain_index]
        if len(self.other_chains) < 2:
            raise ValueError(
                f"Population is just {self.this_chain} + {self.other_chains}. This is too small and the "
                "error should have been raised earlier."
            )


class GradientSharedStep(BlockedStep):
    """The base class of steps `astep(q)` on one vector with `_logp_dlogp_func`, log density and gradient of it.

    vars: the variables of the vector, of any shape. model: that of the `with` block by default. blocked: whether all
    variables are moved at once. dtype: of the vector. logp_dlogp_func: that function, if it is there already.
    theano_kwargs: of theano.function.
    """

    astep: Any

    def __init__(
        self,
        vars: Any,
        model: Model | None = None,
        blocked: bool = True,
        dtype: str | None = None,
        logp_dlogp_func: Any = None,
        **theano_kwargs: Any,
    ) -> None:
        self.vars, self.blocked = vars, blocked
        if logp_dlogp_func is None:
            logp_dlogp_func = modelcontext(model).logp_dlogp_function(vars, dtype=dtype, **theano_kwargs)
        self._logp_dlogp_func = logp_dlogp_func

    def step(self, point: dict[str, Any]) -> Any:
        function = self._logp_dlogp_func
        function.set_extra_values(point)
        return _mapped_back(self, self.astep(function.dict_to_array(point)), function.array_to_full_dict)


def _mapped_back(step: Any, made: Any, to_point: Callable[..., Any]) -> Any:
    """Return the result of `astep` with its vector converted to a point."""
    if step.generates_stats:
        q, stats = made
        return to_point(q), stats
    return to_point(made)


__getattr__ = absent_from(__name__)
