"""Graphs as JAX functions for other people's programs: pure, of pytrees, with shared variables and arrays as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ...backends.jax import pure, structural_inputs
from ...backends.jax_package import import_jax
from ...graph.origin import describe
from ...graph.traversal import free_inputs, leaves, replace
from ...graph.types import TensorType
from ...graph.variable import SharedVariable, Variable
from ..data_stage.partition import lift_constants
from ..modes import get_mode
from ..rewriting.preparing import prepare

Data = dict[str, Any]


def to_jax(outputs: Any, inputs: Any) -> tuple[Callable[[Any, Mapping[str, Any]], Any], Data]:
    """Make a JAX function of a graph.

    outputs, inputs: a variable, or dicts, lists and tuples of them in any nesting.

    Returns (function, data): `function(values, data)`, with values nested as `inputs` are, returns arrays nested as
    `outputs`. `data` are the current values of shared variables and constant arrays, by name. The function is pure: it
    may be jitted, differentiated and mapped, by values and by data; integers that a shape depends on must be concrete.
    JAX computes in 32 bits, with warnings, unless `jax.config.update("jax_enable_x64", True)` was called.

    Raises ImportError without JAX, TypeError for anything but variables, ValueError for a variable that is missing in
    `inputs`, NotImplementedError for what JAX cannot do.
    """
    import_jax()
    wanted, structure = _flat_variables(outputs, "outputs")
    given, nesting = _flat_variables(inputs, "inputs")
    missing = [v for v in free_inputs(wanted, given) if not isinstance(v, SharedVariable)]
    if missing:
        raise ValueError(f"{', '.join(map(describe, missing))}: the outputs need this too: put it among the inputs.")
    run, data = function_of_data(given, wanted)
    import jax

    def function(values: Any, data: Mapping[str, Any]) -> Any:
        arrays, found = jax.tree.flatten(values)
        if found != nesting:
            raise ValueError(f"the values are nested as {found}, the inputs were {nesting}")
        return jax.tree.unflatten(structure, run(arrays, data))

    return function, data


def function_of_data(
    inputs: Sequence[Variable], outputs: Sequence[Variable]
) -> tuple[Callable[[Sequence[Any], Mapping[str, Any]], list[Any]], Data]:
    """Return (function of values and data that computes `outputs`, the current data): flat lists."""
    shared = [v for v in leaves(list(outputs)) if isinstance(v, SharedVariable) and v not in set(inputs)]
    arguments: dict[Variable, Variable] = {v: v.type.make_variable(v.name) for v in shared}
    rule_set = get_mode("JAX").rule_set
    wanted = replace(list(outputs), arguments) if arguments else list(outputs)
    lifted, constants = lift_constants(wanted, rule_set == "all")
    held = [*(v.container.held for v in shared), *(v.compat_annotation.array for v in constants)]
    names = distinct_names([v.name for v in (*shared, *constants)])
    stand_ins: dict[Variable, Variable] = {v: v.type.make_variable(v.name) for v in constants}
    lifted = replace(lifted, stand_ins) if stand_ins else lifted
    partitioned = prepare([*inputs, *arguments.values(), *stand_ins.values()], lifted, rule_set, fold=False)
    run, shaping = pure(partitioned.main), structural_inputs(partitioned.main)
    import jax
    import jax.numpy as jnp

    def function(values: Sequence[Any], data: Mapping[str, Any]) -> list[Any]:
        if set(data) != set(names):
            raise ValueError(f"data are needed for {', '.join(names) or 'nothing'}: {', '.join(data) or 'none'} given")
        arrays = []
        for v, value, shape in zip(partitioned.main.inputs, [*values, *(data[n] for n in names)], shaping, strict=True):
            if isinstance(v.type, TensorType) and not isinstance(value, jax.core.Tracer):
                value = (np if shape else jnp).asarray(value, dtype=v.type.dtype)
            elif isinstance(v.type, TensorType):
                value = value.astype(v.type.dtype)
            arrays.append(value)
        return run(*arrays)

    return function, dict(zip(names, held, strict=True))


def distinct_names(names: Sequence[str | None], unnamed: str = "constant", taken: Iterable[str] = ()) -> list[str]:
    """Return the names, with numbers appended to missing and repeated ones.

    unnamed: what those without are called. taken: names that others have.
    """
    found: list[str] = []
    used = set(taken)
    for name in names:
        base, number = name or unnamed, 0
        name = base if name else f"{unnamed}0"
        while name in used:
            number += 1
            name = f"{base}{number}"
        used.add(name)
        found.append(name)
    return found


def _flat_variables(nested: Any, what: str) -> tuple[list[Variable], Any]:
    import jax

    found, structure = jax.tree.flatten(nested)
    for v in found:
        if not isinstance(v, Variable):
            raise TypeError(f"{what} has to be variables, in dicts, lists and tuples; found {v!r}.")
    return found, structure
