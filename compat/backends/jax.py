"""Runs a Program as one jitted JAX function: with 64-bit types, but without changing the user's settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from ..graph.arrays import Array
from ..graph.fallbacks import fall_back
from ..graph.program import Program
from ..graph.user_op import needs_a_call, with_shapes
from ..graph.variable import Apply
from ..ops.traced_errors import flag_of, listening, no_flag
from .array import PythonFunction, Walk, compile_python, noting_failures
from .compiled import Compiled
from .jax_executables import StoredFunction
from .jax_package import import_jax, whole_products, x64


class CannotTrace(Exception):
    """JAX cannot trace a node that NumPy computes. node: which one."""

    def __init__(self, node: Apply) -> None:
        super().__init__(f"JAX cannot trace {node.op.compat_plain_name}")
        self.node = node


def pure(
    program: Program, seen: Mapping[Apply, Any] | None = None, failed: list[Apply] | None = None
) -> Callable[..., list[Any]]:
    """Return `program` as a pure function of its inputs, to be traced under `x64`.

    seen: the result of `shapes_in_a_call`. failed: a list to which a node is appended that raises when it is traced.
    """
    jax = import_jax()
    import jax.numpy as jnp

    traced = jax.Array
    prepare = None if failed is None else noting_failures(failed)

    def namespace(inputs: Sequence[Any]) -> Any:
        return jnp if any(isinstance(v, traced) for v in inputs) else np

    def run(*values: Array) -> list[Any]:
        with with_shapes(seen or {}), whole_products(jax):
            found = Walk(program, prepare)(values, namespace)
        return [jnp.asarray(r, dtype=v.type.dtype) for r, v in zip(found, program.outputs, strict=True)]

    return run


def with_flag(function: Callable[..., list[Any]], doubts: bool = True) -> Callable[..., list[Any]]:
    """Return `function`, made by `pure`, with one more output: whether NumPy raises at these inputs.

    doubts: it is true, too, where NumPy may raise or have another value.
    """

    def run(*values: Array) -> list[Any]:
        with listening(doubts) as notes:
            return [*function(*values), flag_of(notes, no_flag())]

    return run


def shapes_in_a_call(program: Program, values: Sequence[Any]) -> dict[Apply, list[tuple[int, ...]]]:
    """Return the output shapes of users' Ops at these values; only a call can tell them."""
    nodes = [node for node in program.nodes if needs_a_call(node)]
    if not nodes:
        return {}
    results = iter(
        compile_python(Program(program.inputs, tuple(v for n in nodes for v in n.outputs), program.nodes))(values)
    )
    return {node: [np.shape(next(results)) for _ in node.outputs] for node in nodes}


def compile_jax(program: Program, concrete: Sequence[bool]) -> Compiled:
    """Return a function from input arrays to NumPy arrays.

    It raises CannotTrace where NumPy computes what JAX cannot trace. Inputs marked `concrete`, on which shapes and
    indices depend, are static: a new value of one is traced again.
    """
    jax = import_jax()
    failed: list[Apply] = []
    function = with_flag(pure(program, failed=failed))
    compiled: dict[Any, StoredFunction] = {}

    @cache
    def in_numpy() -> PythonFunction:
        return compile_python(program)

    def run(values: Sequence[Any]) -> list[np.ndarray]:
        static = tuple(v for v, c in zip(values, concrete, strict=True) if c)
        moving = [v for v, c in zip(values, concrete, strict=True) if not c]
        key = tuple((v.shape, v.dtype.str, v.tobytes()) for v in static)
        with x64(jax):
            jitted = compiled.get(key)
            if jitted is None:

                def specialised(*rest: Array) -> list[Any]:
                    fixed, free = iter(static), iter(rest)
                    return function(*[next(fixed) if c else next(free) for c in concrete])

                jitted = compiled[key] = StoredFunction(specialised, None)
            try:
                *found, wrong = [np.array(r) for r in jitted(*moving)]
            except Exception as error:
                in_numpy()(values)  # raises as legacy did, with the user's names
                if failed:
                    raise CannotTrace(failed.pop()) from error
                raise
            if not wrong:
                return found
            found = in_numpy()(values)  # raises, or has legacy's value
            fall_back("a call runs in NumPy: JAX has another value there")
            return found

    return Compiled(run)


def structural_inputs(program: Program) -> list[bool]:
    """Return, for each input, whether a shape, a slice bound or the length of an array depends on its value."""
    reached: set[int] = set()
    for node in reversed(program.nodes):
        needs = {id(node.inputs[i]) for i in node.op.compat_structural(node)}
        if needs or any(id(o) in reached for o in node.outputs):
            if any(id(o) in reached for o in node.outputs):
                needs |= {id(v) for v in node.inputs} if not _gives_shape(node) else set()
            reached |= needs
    return [id(v) in reached for v in program.inputs]


def _gives_shape(node: Apply) -> bool:
    return type(node.op).__name__ in ("Shape", "ShapeI")
