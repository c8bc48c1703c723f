"""A model as a LogDensity: one flat float64 vector in, log density and gradient out."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from ...compilation.densities.density import Density
from ...compilation.densities.entry import Graphs
from ...compilation.densities.log_density import CDensity, Expanded, JaxDensity, LogDensity, Part
from ...compilation.equal_values import equal_values_as_numbers
from ...compilation.stages import Written
from ...differentiate import NullTypeGradError, grad
from ...graph.annotations import Annotation
from ...graph.arrays import Array
from ...graph.traversal import leaves, replace
from ...graph.types import TensorType
from ...graph.variable import SharedVariable, Variable, annotated
from ...settings import config
from ..vartypes import discrete_types
from .functions import flat_gradient, flat_view, rewritten

# raised by `log_density` if there is no gradient
NO_GRADIENT = (AttributeError, NotImplementedError, NullTypeGradError)


def log_density(model: Any) -> LogDensity:
    """Return the model's log density over all its free variables, in their order.

    It is compiled once per model and bound again when `pm.Data` or shared variables have new values.
    NotImplementedError if a free variable is discrete, since there is no gradient.
    """
    compiled = model._functions.get("compiled density")
    if compiled is None:
        with config.change_flags(compute_test_value="off"):  # the gradient needs no test values
            compiled = model._functions["compiled density"] = _compiled(model)
    density, shared, initial = compiled
    versions = tuple(v.container.version for v in shared)
    known = model._functions.get("density")
    if known is None or known[0] != versions:
        known = model._functions["density"] = (versions, _bound(model, density, initial))
    return known[1]


def build_density(model: Any) -> None:
    """Compile the model's log density and what is recorded, side by side; later calls find both.

    NotImplementedError if a free variable is discrete.
    """
    log_density(model)
    model._functions["compiled density"][0].build()


def c_file(model: Any) -> str:
    """Return the model's log density and gradient as self-contained C text, with the present data.

    NotImplementedError if a free variable is discrete, if an Op runs in Python, and for functions of SciPy.
    """
    from ...compilation.densities.standalone import standalone  # imported only when C text is asked for

    parts = log_density(model).parts
    return standalone(model._functions["compiled density"][0], [(p.name, p.start, tuple(p.shape)) for p in parts])


def c_unit(model: Any) -> str:
    """Return the C unit of the model's log density and gradient, for the current target of the C backend.

    NotImplementedError if a free variable is discrete; CannotCompile if there is no C form.
    """
    log_density(model)
    text: str = model._functions["compiled density"][0].logp.unit().text
    return text


def jax_function(model: Any) -> tuple[Any, dict[str, Any]]:
    """Return (a pure JAX function of (point, data) that gives the log density, the present data by name)."""
    from ...compilation.in_jax.jax_forms import log_density_of  # imported only when JAX is asked for
    from ...compilation.in_jax.to_jax import function_of_data  # imported only when JAX is asked for

    parts = log_density(model).parts
    density = model._functions["compiled density"][0]
    run, data = function_of_data([density.x], density.logp.graphs())
    logp = log_density_of(lambda x, data: run([x], data))

    def function(point: dict[str, Any], data: Any) -> Any:
        import jax.numpy as jnp

        if set(point) != {p.name for p in parts}:
            raise ValueError(f"a point has {', '.join(p.name for p in parts)}, not {', '.join(point)}")
        return logp(jnp.concatenate([jnp.ravel(jnp.asarray(point[p.name])) for p in parts]), data)

    return function, data


def to_export(model: Any) -> tuple[list[Variable], list[Variable]]:
    """Return inputs of the free variables' names and lengths; `logp` of them, and its gradient: `d_NAME`."""
    variables = list(model.free_RVs)
    inputs = [annotated(v.type, Annotation(lengths=tuple(map(int, v.dshape))), v.name) for v in variables]
    continuous = [v for v in variables if v.dtype not in discrete_types]
    with config.change_flags(compute_test_value="off"):  # the gradient needs no test values
        [logp] = rewritten([model.logpt])
        slopes = grad(logp, continuous, disconnected_inputs="ignore") if continuous else []
        outputs = replace([logp.copy(), *(g.copy() for g in slopes)], dict(zip(variables, inputs, strict=True)))
    for name, output in zip(["logp", *(f"d_{v.name}" for v in continuous)], outputs, strict=True):
        output.name = name
    return inputs, outputs


def points_near(model: Any) -> Iterator[dict[str, np.ndarray]]:
    """Yield the test point and ten others: continuous variables moved by normal numbers, others where they are."""
    start, random = model.test_point, np.random.default_rng(20261130)
    yield start
    continuous = [v for v in model.free_RVs if v.dtype not in discrete_types]
    for scale in np.repeat([0.1, 1.0], 5):
        moved = {v.name: scale * random.standard_normal(v.dshape) for v in continuous}
        yield {name: value + moved.get(name, 0) for name, value in start.items()}


def points_of(model: Any, points: Any) -> list[Mapping[str, Any]]:
    """Return points that a user gave. ValueError, with what to do, for what is no list of them."""
    names = {v.name for v in model.free_RVs}
    several = [points] if isinstance(points, Mapping) else list(points)
    for point in several:
        if not isinstance(point, Mapping) or set(point) != names:
            has = ", ".join(map(str, point)) if isinstance(point, Mapping) else repr(point)
            raise ValueError(
                f"a point has {', '.join(sorted(names))}, the free variables by name (transformed ones as in "
                f"model.test_point), not {has}"
            )
    if not several:
        raise ValueError("points is an empty list: give points as model.test_point is one, or leave it out")
    return several


def explanation(model: Any, point: dict[str, Any]) -> Any:
    """Return what the model's log density and gradient compute at `point`, and their costs.

    Of a model without a gradient (discrete variables, a user's Op that defines none) the log density alone.
    """
    from ...functions.profiling.explaining import Place, explain_density, explain_function  # only for explanations

    try:
        parts = log_density(model).parts
    except NO_GRADIENT as reason:
        alone = model.makefn(model.logpt)
        found = explain_function(alone, (), {v.name: point[v.name] for v in model.vars})
        title = f"Model {model.name}".rstrip() + ": log density alone"
        return dataclasses.replace(found, title=title, notes=(*found.notes, f"It has no gradient: {reason}"))
    x = np.concatenate([np.ravel(point[p.name]) for p in parts] or [np.zeros(0)]).astype("float64")
    places = [Place(p.name, p.start, tuple(p.shape)) for p in parts]
    title = f"Model {model.name}".rstrip() + ": log density and gradient"
    return explain_density(model._functions["compiled density"][0], places, x, title)


def _compiled(model: Any) -> tuple[Density, list[SharedVariable], np.ndarray]:
    """Return (the compiled density, the shared variables that it reads, the model's start)."""
    variables = list(model.free_RVs)
    discrete = [v.name for v in variables if v.dtype in discrete_types]
    if discrete:
        raise NotImplementedError(
            f"{', '.join(discrete)} is discrete: gradient-based samplers need continuous "
            "variables. Sum it out of the model, or give its log density in a pm.Potential."
        )
    logp, *recorded = equal_values_as_numbers(variables, [model.logpt, *model.unobserved_RVs])
    start = model.test_point
    initial = np.concatenate([np.ravel(start[v.name]) for v in variables] or [np.zeros(0)]).astype("float64")
    x = annotated(TensorType("float64", (False,)), Annotation(lengths=initial.shape), "x")
    shared = [v for v in leaves([logp, *recorded]) if isinstance(v, SharedVariable)]

    about = "of a model", [(v.dshape, v.dtype) for v in variables]
    graphs = ModelGraphs(x, variables, logp, recorded)
    density = Density(
        x, graphs, len(initial), None, Written(variables, [logp], about), Written(variables, recorded, about)
    )
    if density.logp.cached is None:
        density.logp.graphs()  # raises here if there is no gradient
    return density, shared, initial


class ModelGraphs(Graphs):
    """The log density of a model with its gradient, and what is recorded, over the vector `x` of its `variables`."""

    def __init__(self, x: Variable, variables: list[Any], logp: Any, recorded: list[Any]) -> None:
        super().__init__()
        self._x, self._variables, self._logp, self._recorded = x, variables, logp, recorded

    def make(self) -> Mapping[str, list[Variable]]:
        [written] = rewritten([self._logp])
        gradients = grad(written, self._variables, disconnected_inputs="ignore")
        wanted = replace(
            [
                written.astype("float64"),
                flat_gradient(gradients, "float64"),
                *(v if v.dtype == "float64" else v.astype("float64") for v in self._recorded),
            ],
            flat_view(self._variables, self._x),
        )
        return {"logp": wanted[:2], "expand": wanted[2:]}


def _bound(model: Any, compiled: Density, initial: np.ndarray) -> LogDensity:
    """Return a LogDensity over the present data."""
    recorded, variables = list(model.unobserved_RVs), list(model.free_RVs)
    starts = np.cumsum([0, *(v.dsize for v in variables)])

    @cache
    def expanded() -> list[Expanded]:
        return [(v.name, np.shape(value), v.dtype) for v, value in zip(recorded, compiled.expand(initial), strict=True)]

    def expand(point: np.ndarray) -> dict[str, np.ndarray]:
        return {
            v.name: np.asarray(value, dtype=v.dtype) for v, value in zip(recorded, compiled.expand(point), strict=True)
        }

    return LogDensity(
        parts=[Part(v.name, v.dshape, int(s)) for v, s in zip(variables, starts, strict=False)],
        initial=initial,
        logp_grad=compiled.logp_grad,
        expanded=expanded,
        expand=expand,
        c=lambda: _c(compiled, expanded()),
        jax=lambda: _jax(compiled, expanded(), initial),
        has_python_callbacks=lambda: compiled.has_python_callbacks,
    )


def _c(compiled: Density, expanded: Sequence[Expanded]) -> CDensity | None:
    """Return the addresses of both entry points; None if either has no C form."""
    compiled.build()
    logp, expand = compiled.logp.c_entry(), compiled.recorded.c_entry()
    if logp is None or expand is None:
        return None
    recorded = sum(math.prod(shape) for _, shape, _ in expanded)
    return CDensity(
        logp.address,
        expand.address,
        logp.user,
        recorded,
        (logp.keep, expand.keep, compiled),
        expand_user_data_address=expand.user,
        raised=compiled.raised,
    )


def _jax(compiled: Density, expanded: Sequence[Expanded], initial: np.ndarray) -> JaxDensity:
    forms = compiled.jax(initial)
    names = [name for name, _, _ in expanded]
    logp, recorded = forms.logp, forms.expand  # the functions that samplers keep do not hold the data

    def expand(x: Array, data: tuple[Any, ...]) -> dict[str, Any]:
        return dict(zip(names, recorded(x, data[1]), strict=True))

    key = None if forms.key is None else f"{forms.key} {names}"
    return JaxDensity(lambda x, data: logp(x, data[0]), expand, forms.data, forms.programs, key, forms.wrong)
