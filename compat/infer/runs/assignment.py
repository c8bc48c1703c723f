"""Assignment of step methods to variables. Source: pymc3.sampling."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ...differentiate import grad
from ...graph.origin import describe
from ...graph.other_names import also_named
from ...graph.variable import Variable
from ...importing.legacy_modules import home
from ...models.logger import LOGGER as _log
from ...models.modelling.density import NO_GRADIENT
from ...models.modelling.functions import ValueGradFunction
from ...models.modelling.util import get_untransformed_name, is_transformed_name
from ...models.vartypes import discrete_types
from ..hamiltonian.hmc import HamiltonianMC
from ..hamiltonian.nuts import NUTS
from ..metropolis.metropolis import BinaryGibbsMetropolis, BinaryMetropolis, CategoricalGibbsMetropolis, Metropolis
from ..slices.slicer import Slice
from ..steps.compound import CompoundStep

if TYPE_CHECKING:
    from ...models.model import Model
    from ..steps.arraystep import BlockedStep

STEP_METHODS = (
    NUTS,
    HamiltonianMC,
    Metropolis,
    BinaryMetropolis,
    BinaryGibbsMetropolis,
    Slice,
    CategoricalGibbsMetropolis,
    import_module(home("pymc3.step_methods.pgbart")).PGBART,
)


def assign_step_methods(
    model: Any, step: object = None, methods: Sequence[Any] = STEP_METHODS, step_kwargs: dict[str, Any] | None = None
) -> Any:
    """Return a step method, or a list, for all free variables.

    model: the model. step: step methods that are given, one or a list. methods: classes, of which a variable gets the
    one with the highest competence. step_kwargs: name of a step method -> its keywords; ValueError for one that is not
    used. Variables may have any shape.
    """
    steps: list[Any] = []
    if step is not None:
        steps = list(step) if isinstance(step, list | tuple) else [step]
    for one in steps:
        if not hasattr(one, "vars") or not hasattr(one, "step"):
            raise TypeError(
                f"step={one!r} is no step method: it lacks `step` or `vars`. Pass pm.Metropolis(...), or a "
                "subclass of pm.step_methods.BlockedStep, made inside the model."
            )
        _check_knows(one, model)
    taken = {id(v) for one in steps for v in one.vars}
    selected: dict[Any, list[Any]] = {}
    for var in model.free_RVs:
        if id(var) not in taken:
            has_gradient = differentiable(model, var)
            best = max(methods, key=lambda method, var=var, g=has_gradient: method._competence(var, g))
            selected.setdefault(best, []).append(var)
    return instantiate_steppers(model, steps, selected, step_kwargs)


def _check_knows(step: BlockedStep | CompoundStep, model: Any) -> None:
    """Raise KeyError if a step method was made before some of the model's variables, which its points would lack."""
    of_vector = getattr(step, "_logp_dlogp_func", None)
    if type(of_vector) is ValueGradFunction:
        known = {v.name for v in [*of_vector._grad_vars, *of_vector._extra_vars]}
        later = [v for v in model.free_RVs if v.name not in known]
        if later:
            raise KeyError(
                f"{describe(later[0])} is not known to the {type(step).__name__} that was made before it. "
                "Make step methods after all variables of the model."
            )


def differentiable(model: Model, var: Variable) -> bool:
    """Return whether the model's log density has a gradient with respect to `var`."""
    if var.dtype in discrete_types:
        return False
    try:
        grad(model.logpt, var, disconnected_inputs="ignore")
    except NO_GRADIENT:
        return False
    return True


@also_named(_model="model")
def instantiate_steppers(
    model: Model, steps: list[Any], selected_steps: dict[Any, list[Any]], step_kwargs: dict[str, Any] | None = None
) -> Any:
    """Return given step methods and a new one for each class with variables; a single one by itself.

    model: the model. steps: step methods, a list. selected_steps: class -> variables of any shape. step_kwargs: name of
    a step method -> its keywords; ValueError for one that is not used.
    """
    step_kwargs = step_kwargs or {}
    used = {kind.name for kind, variables in selected_steps.items() if variables}
    unused = set(step_kwargs) - used
    if unused:
        raise ValueError(f"Unused step method arguments: {unused}")
    made = [
        kind(vars=variables, model=model, **step_kwargs.get(kind.name, {}))
        for kind, variables in selected_steps.items()
        if variables
    ]
    steps = [*steps, *made]
    return steps[0] if len(steps) == 1 else steps


def say_steps(step: Any, level: int = 0) -> None:
    """Log one line for each step method, with the names of its variables."""
    if isinstance(step, CompoundStep):
        _log.info(">" * level + "CompoundStep")
        for one in step.methods:
            say_steps(one, level + 1)
        return
    names = [get_untransformed_name(v.name) if is_transformed_name(v.name) else v.name for v in step.vars]
    _log.info(">" * level + f"{type(step).__name__}: [{', '.join(names)}]")
