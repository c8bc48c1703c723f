"""Run a Program by walking it, in NumPy or JAX: the namespace is chosen for each node.

A node runs in NumPy as long as all its inputs are concrete, and in jax.numpy from the first traced one on. Shape
arithmetic thus stays concrete under `jit`, where shapes are static, and one implementation serves both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..graph.located import located
from ..graph.program import Program
from ..graph.variable import Apply, Constant
from ..ops.traced_errors import form_in_jax
from .compiled import Compiled

OwnRun = Callable[[Apply], Callable[..., list[Any]] | None]  # for a node that has a function of its own
Compute = Callable[[Any, list[Any]], Any]  # (namespace, inputs of the node) -> outputs
Prepare = Callable[[Apply], Compute]


def walk(program: Program, values: Sequence[Any], namespace: Callable[[Sequence[Any]], Any]) -> list[Any]:
    """Return the outputs of `program` at `values`, one for each input.

    namespace: (inputs of a node) -> NumPy or jax.numpy.
    """
    return Walk(program)(values, namespace)


class Walk:
    """A `program` that can be walked many times: the steps and the last use of each value are found once."""

    def __init__(self, program: Program, prepare: Prepare | None = None) -> None:
        """prepare: (node) -> (namespace, inputs) -> outputs; by default the node's own form for either namespace."""
        self.inputs = [id(v) for v in program.inputs]
        last_use = _last_uses(program)
        self.constants = {
            id(v): v.data
            for v in (*(v for n in program.nodes for v in n.inputs), *program.outputs)
            if isinstance(v, Constant)
        }
        prepare = prepare or _plain
        self.steps = [
            (n, prepare(n), [id(v) for v in n.inputs], [id(v) for v in n.outputs], last_use.get(k, ()))
            for k, n in enumerate(program.nodes)
        ]
        self.outputs = [id(v) for v in program.outputs]
        self.program = program  # keeps alive the objects whose ids are the keys above

    def __call__(self, values: Sequence[Any], namespace: Callable[[Sequence[Any]], Any]) -> list[Any]:
        environment: dict[int, Any] = dict(self.constants)
        environment.update(zip(self.inputs, values, strict=True))
        for node, compute, read, written, dead in self.steps:
            inputs = [environment[k] for k in read]
            try:
                outputs = compute(namespace, inputs)
            except Exception as error:
                raise located(error, node, inputs) from error.__cause__
            environment.update(zip(written, outputs, strict=True))
            for k in dead:
                del environment[k]
        return [environment[k] for k in self.outputs]


def _plain(node: Apply) -> Compute:
    array = form_in_jax(node)
    return lambda namespace, inputs: array(namespace(inputs), node, *inputs)


def noting_failures(failed: list[Apply]) -> Prepare:
    """Return a `prepare` whose nodes, when they raise, are appended to `failed`."""

    def prepare(node: Apply) -> Compute:
        compute = _plain(node)

        def run(namespace: Callable[..., Any], inputs: list[Any]) -> Any:
            try:
                return compute(namespace, inputs)
            except Exception:
                failed.append(node)
                raise

        return run

    return prepare


def _prepared(node: Apply) -> Compute:
    if not hasattr(node.op, "compat_prepared"):
        array = node.op.compat_array
        return lambda namespace, inputs: array(np, node, *inputs)
    return _handed(node.op.compat_prepared(node))


def _handed(run: Callable[..., list[Any]]) -> Compute:
    return lambda namespace, inputs: run(*inputs)


def _last_uses(program: Program) -> dict[int, list[int]]:
    """For each position, list the values that are used for the last time there."""
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


@dataclass(frozen=True, eq=False)
class PythonFunction(Compiled):
    """A Program that runs in NumPy, node by node."""

    walker: Walk

    @property
    def can_be_timed(self) -> bool:
        return True


def compile_python(program: Program, own: OwnRun | None = None) -> PythonFunction:
    """Return a function from input arrays to output arrays that runs node by node in NumPy.

    own: gives a function to call in place of a node's NumPy form, for nodes that have one.
    """

    def prepare(node: Apply) -> Compute:
        found = own(node) if own is not None else None
        return _prepared(node) if found is None else _handed(found)

    walker = Walk(program, prepare)

    def run(values: Sequence[Any]) -> list[np.ndarray]:
        results = walker(values, lambda inputs: np)
        return [
            np.asarray(r, dtype=v.type.compat_numpy_dtype) if hasattr(v.type, "compat_numpy_dtype") else r
            for r, v in zip(results, program.outputs, strict=True)
        ]

    return PythonFunction(run, walker)
