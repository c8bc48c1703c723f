"""Cases of one family in one function per backend and dtype: one call of gcc or of XLA instead of a hundred."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from tests.backends.case import Case, Given
from tests.backends.structural_cases import FAMILIES
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.ops.tensor_op import as_tensor

MODES = {"unoptimised": "UNOPTIMISED", "python": "PYTHON", "c": "C", "jax": "JAX"}


def runnable(family: str, backend: str) -> list[Case]:
    """The cases of a family that `backend` has no limit with; a limit of C alone falls back to Python."""
    return [c for c in FAMILIES[family] if c.limit(backend) is None]


def variables_of(cases: Sequence[Case], dtype: str) -> dict[Given, Any]:
    """One variable per distinct input."""
    return {g: g.variable(dtype) for case in cases for g in case.inputs}


def run(cases: Sequence[Case], backend: str, dtype: str, pick: Any) -> list[list[np.ndarray]]:
    """For each case, the values of the outputs that `pick(case, its variables)` gives."""
    variables = variables_of(cases, dtype)
    outputs = [pick(case, [variables[g] for g in case.inputs]) for case in cases]
    flat = [as_tensor(o) for group in outputs for o in group]
    compiled = function(list(variables.values()), flat, mode=MODES[backend], on_unused_input="ignore")
    if backend != "unoptimised":
        assert compiled.executable.backend == backend, "the C backend refused a program: see the notice"
    values = compiled(*(g.array(dtype) for g in variables))
    for variable, value in zip(flat, values, strict=True):
        assert value.dtype == variable.dtype, f"{variable} came out as {value.dtype}"
        assert value.ndim == variable.ndim
        for n, one in zip(value.shape, variable.broadcastable, strict=True):
            assert n == 1 or not one
    rest = iter(values)
    return [[next(rest) for _ in group] for group in outputs]


@cache
def values(family: str, backend: str, dtype: str) -> dict[str, list[np.ndarray]]:
    """Case name -> its outputs, then their shapes as vectors."""
    cases = runnable(family, backend)

    def pick(case: Case, variables: list[Any]) -> list[Any]:
        outputs = [as_tensor(o) for o in case.outputs(variables)]
        return [*outputs, *(o.shape for o in outputs)]

    return dict(zip([c.name for c in cases], run(cases, backend, dtype, pick), strict=True))


def projection(case: Case) -> list[np.ndarray]:
    """Fixed random weights, one array per output: a scalar of the case is the weighted sum of its outputs."""
    rng = np.random.default_rng(len(case.name))
    return [rng.normal(size=w.shape) for w in case.wanted("float64")]


@cache
def gradients(family: str, backend: str) -> dict[str, list[np.ndarray]]:
    """Case name -> gradient of its weighted sum with respect to each float input, float64."""
    cases = [c for c in runnable(family, backend) if c.gradient]

    def pick(case: Case, variables: list[Any]) -> list[Any]:
        cost = as_tensor(np.float64(0))
        for output, weight in zip(case.outputs(variables), projection(case), strict=True):
            if output.dtype.startswith("float"):
                cost = cost + (output * as_tensor(weight).reshape(output.shape, ndim=output.ndim)).sum()
        return grad(cost, [variables[k] for k in case.float_inputs], disconnected_inputs="ignore")

    return dict(zip([c.name for c in cases], run(cases, backend, "float64", pick), strict=True))


def finite_differences(case: Case, step: float = 1e-6) -> list[np.ndarray]:
    """The same gradients from central differences of the NumPy reference."""
    arrays = [g.array("float64") for g in case.inputs]
    weights = projection(case)

    def cost() -> float:
        found = case.reference(*arrays)
        found = found if isinstance(found, list | tuple) else [found]
        return sum(
            float(np.sum(np.asarray(v) * w))
            for v, w in zip(found, weights, strict=True)
            if np.asarray(v).dtype.kind == "f"
        )

    result = []
    for k in case.float_inputs:
        slope = np.zeros(arrays[k].shape)
        for at in np.ndindex(*arrays[k].shape):
            here = arrays[k][at]
            arrays[k][at] = here + step
            above = cost()
            arrays[k][at] = here - step
            slope[at] = (above - cost()) / (2 * step)
            arrays[k][at] = here
        result.append(slope)
    return result
