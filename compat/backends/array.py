"""Runs a Program by walking it, in NumPy or JAX: the namespace is chosen per node.

NumPy as long as all inputs of a node are concrete, jax.numpy from the first traced one: so shape arithmetic
stays concrete under `jit`, where shapes are static, and one implementation serves both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from compat.graph.located import located
from compat.graph.program import Program
from compat.graph.variable import Constant


def walk(program: Program, values: Sequence[Any], namespace: Callable[[Sequence[Any]], Any]) -> list[Any]:
    """Outputs of `program` at `values` (one per input). `namespace(inputs of a node)` gives NumPy or jax.numpy."""
    environment: dict[int, Any] = {id(v): value for v, value in zip(program.inputs, values, strict=True)}
    last_use = _last_uses(program)
    for position, node in enumerate(program.nodes):
        inputs = [v.data if isinstance(v, Constant) else environment[id(v)] for v in node.inputs]
        try:
            outputs = node.op.array(namespace(inputs), node, *inputs)
        except Exception as error:
            raise located(error, node, inputs) from error.__cause__
        for variable, value in zip(node.outputs, outputs, strict=True):
            environment[id(variable)] = value
        for dead in last_use.get(position, ()):
            del environment[dead]
    return [v.data if isinstance(v, Constant) else environment[id(v)] for v in program.outputs]


def _last_uses(program: Program) -> dict[int, list[int]]:
    """For each position, the values that nobody needs after it."""
    kept = {id(v) for v in (*program.inputs, *program.outputs)}
    last: dict[int, int] = {}
    for position, node in enumerate(program.nodes):
        for v in (*node.inputs, *node.outputs):
            if not isinstance(v, Constant):
                last[id(v)] = position
    uses: dict[int, list[int]] = {}
    for key, position in last.items():
        if key not in kept:
            uses.setdefault(position, []).append(key)
    return uses


def compile_python(program: Program) -> Callable[[Sequence[Any]], list[Any]]:
    """A function from input arrays to output arrays, run node by node in NumPy."""
    def run(values: Sequence[Any]) -> list[np.ndarray]:
        results = walk(program, values, lambda inputs: np)
        return [np.asarray(r, dtype=v.type.numpy_dtype) if hasattr(v.type, "numpy_dtype") else r
                for r, v in zip(results, program.outputs, strict=True)]
    return run
