"""Runs a Program as one jitted JAX function: 64-bit types in scope only, never for the user's process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from compat.backends.array import PythonFunction, compile_python, walk
from compat.backends.compiled import Compiled
from compat.backends.jax_package import import_jax, whole_products, x64
from compat.graph.program import Program
from compat.graph.user_op import needs_a_call, with_shapes
from compat.graph.variable import Apply
from compat.ops.indexing.subtensor import Read
from compat.ops.scan.inner_graph import inner_nodes


def pure(program: Program, seen: Mapping[Apply, Any] | None = None) -> Callable[..., list[Any]]:
    """`program` as a pure function of its inputs, to be traced under `x64`. seen: `shapes_in_a_call` of it."""
    jax = import_jax()
    import jax.numpy as jnp

    traced = jax.Array

    def namespace(inputs: Sequence[Any]) -> Any:
        return jnp if any(isinstance(v, traced) for v in inputs) else np

    def run(*values: Any) -> list[Any]:
        with with_shapes(seen or {}), whole_products(jax):
            found = walk(program, values, namespace)
        return [jnp.asarray(r, dtype=v.type.dtype) for r, v in zip(found, program.outputs, strict=True)]

    return run


def shapes_in_a_call(program: Program, values: Sequence[Any]) -> dict[Apply, list[tuple[int, ...]]]:
    """Return the shapes of what users' Ops give at these values, of which only a call tells them."""
    nodes = [node for node in program.nodes if needs_a_call(node)]
    if not nodes:
        return {}
    results = iter(
        compile_python(Program(program.inputs, tuple(v for n in nodes for v in n.outputs), program.nodes))(values)
    )
    return {node: [np.shape(next(results)) for _ in node.outputs] for node in nodes}


def compile_jax(program: Program, concrete: Sequence[bool]) -> Compiled:
    """Return a function from input arrays to NumPy arrays.

    Inputs marked `concrete` are static: what shapes and index structure depend on; a new value of one of them traces
    again.
    """
    jax = import_jax()
    function, in_doubt = pure(program), _in_doubt(program)
    compiled: dict[Any, Any] = {}

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

                def specialised(*rest: Any) -> list[Any]:
                    fixed, free = iter(static), iter(rest)
                    return function(*[next(fixed) if c else next(free) for c in concrete])

                jitted = compiled[key] = jax.jit(specialised)
            try:
                found = [np.array(r) for r in jitted(*moving)]
            except Exception:
                in_numpy()(values)  # it raises what legacy did, with the user's names
                raise
            return in_numpy()(values) if in_doubt(found) else found

    return Compiled(run)


def _in_doubt(program: Program) -> Callable[[Sequence[np.ndarray]], bool]:
    """Whether results may stand for an error, which compiled JAX cannot raise.

    NumPy then tells: it raises, or gives what legacy gave.
    """
    instead = {
        getattr(node.op, "instead_of_errors", "")
        for node in inner_nodes(program.nodes)
        if not isinstance(node.op, Read) or len(node.inputs) > 1
    }
    if "not finite" in instead:
        return lambda results: any(r.dtype.kind in "fc" and not np.isfinite(r).all() for r in results)
    if "NaN" in instead:
        return lambda results: any(r.dtype.kind in "fc" and np.isnan(r).any() for r in results)
    return lambda results: False


def structural_inputs(program: Program) -> list[bool]:
    """For each input, whether a shape, a slice bound or the length of an array depends on its value."""
    reached: set[int] = set()
    for node in reversed(program.nodes):
        needs = {id(node.inputs[i]) for i in node.op.structural(node)}
        if needs or any(id(o) in reached for o in node.outputs):
            if any(id(o) in reached for o in node.outputs):
                needs |= {id(v) for v in node.inputs} if not _gives_shape(node) else set()
            reached |= needs
    return [id(v) in reached for v in program.inputs]


def _gives_shape(node: Any) -> bool:
    return type(node.op).__name__ in ("Shape", "ShapeI")
