"""A partitioned program as pure JAX functions of (x, data): data are arguments, so new data do not recompile."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...backends.jax import pure, shapes_in_a_call, structural_inputs, with_flag
from ...backends.jax_package import import_jax
from ...graph.arrays import Array
from ...graph.dtypes import DISCRETE
from ...graph.program import Program
from ...graph.variable import Apply
from ...ops.control.assertion import Assert
from ...ops.control.ifelse_lazy import LazyIfElse
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor, is_inside
from ...ops.indexing.choose import Choose, ChooseAmong
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Index
from ...ops.linear_algebra.matrix import one_by_one
from ...ops.scan.inner_graph import inner_nodes
from ...ops.shapes.checked_length import CheckedSteps
from ...ops.shapes.equal_lengths import proven_length
from ...rules import thresholds
from ...settings import config

Fixed = tuple[tuple[int, Any], ...]
Wrong = Callable[[Any, Any], Any] | None


@dataclass(frozen=True)
class OfData:
    """`function(x, arrays)` computes the outputs of a program; `data` are the current arrays.

    fixed: values that are not arguments, by position, as a shape or index structure depends on them; and shapes that a
    call of users' Ops revealed. wrong: whether NumPy raises at x; None if it never does.
    """

    function: Callable[[Any, Sequence[Any]], list[Any]]
    data: tuple[Any, ...]
    fixed: Fixed
    wrong: Wrong


@dataclass(frozen=True)
class JaxForms:
    """`logp(x, data[0])`, differentiable by JAX, and `expand(x, data[1])`; pure and traceable with 64-bit types.

    programs: what samplers compiled from these functions; it lives as long as they do. key: distinguishes them from
    those of other densities, also in other processes; None if nothing does. wrong(x, data): whether either raises in
    NumPy, as for an index out of range; None if they never do.
    """

    logp: Callable[[Any, Any], Any]
    expand: Callable[[Any, Any], list[Any]]
    programs: dict[Any, Any]
    key: str | None
    wrong: Wrong
    data: tuple[Any, Any] = ((), ())


def of_data(program: Program, start: np.ndarray, values: Sequence[Any], unchanging: Sequence[bool]) -> OfData:
    """Return the program, whose inputs are x and then data, with the current data.

    start: an x at which users' Ops may be called. unchanging: which of the data never change.
    """
    needed = structural_inputs(program)[1:]
    places = _places(program)
    moves = [
        isinstance(v, np.ndarray)
        and v.dtype != object
        and not shape
        and not (same and id(leaf) in places and v.size <= thresholds.JAX_MOST_LITERAL_PLACES)
        for v, leaf, shape, same in zip(values, program.inputs[1:], needed, unchanging, strict=True)
    ]
    fixed = [(k, v) for k, (v, move) in enumerate(zip(values, moves, strict=True)) if not move]
    seen = shapes_in_a_call(program, [start, *values])
    run, count = pure(program, seen), len(values)

    def function(x: Any, arrays: Sequence[Any]) -> list[Any]:
        given = dict(fixed)
        rest = iter(arrays)
        with one_by_one(), _narrow_types():
            return run(x, *[given[k] if k in given else next(rest) for k in range(count)])

    return OfData(
        function,
        tuple(v for v, move in zip(values, moves, strict=True) if move),
        (*((k, _identity(v)) for k, v in fixed), *((-1, shape) for shape in map(tuple, seen.values()))),
        (lambda x, arrays: with_flag(function, doubts=False)(x, arrays)[-1]) if _may_be_wrong(program) else None,
    )


def _may_be_wrong(program: Program) -> bool:
    """Return whether a traced run of `program` may note an error that NumPy certainly raises."""
    return any(_may_note(node) for node in inner_nodes(program.nodes))


def _may_note(node: Apply) -> bool:
    if isinstance(node.op, AdvancedSubtensor | AdvancedIncSubtensor):
        first = 1 if isinstance(node.op, AdvancedSubtensor) else 2
        indexed = [(d, node.inputs[first + p]) for d, p in enumerate(node.op.pattern) if p is not None]
        lengths = [proven_length(node.inputs[0], d) for d, _ in indexed]
        return any(n is None or not is_inside(v, n) for n, (_, v) in zip(lengths, indexed, strict=True))
    if isinstance(node.op, Subtensor | IncSubtensor):
        return any(isinstance(e, Index) and isinstance(e.at, Dynamic) for e in node.op.entries)
    if isinstance(node.op, Elemwise):
        return node.op.scalar_op.c_raises is not None and node.inputs[1].type.dtype in DISCRETE  # type: ignore
    return isinstance(node.op, Assert | CheckedSteps | Choose | ChooseAmong | LazyIfElse)


def _places(program: Program) -> set[int]:
    """Return ids of the variables that are used only as indices."""
    places: set[int] = set()
    others = {id(v) for v in program.outputs}
    for node in program.nodes:
        first = len(node.inputs)
        if isinstance(node.op, AdvancedSubtensor | AdvancedIncSubtensor):
            first = 1 if isinstance(node.op, AdvancedSubtensor) else 2
        places.update(id(v) for v in node.inputs[first:])
        others.update(id(v) for v in node.inputs[:first])
    return places - others


@contextmanager
def _narrow_types() -> Iterator[None]:
    """Suppress JAX's warning about each 64-bit type if floatX=float32 asks for 32 bits."""
    if config.floatX == "float64":
        yield
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Explicitly requested dtype", UserWarning)
        yield


def _identity(value: object) -> Any:
    """Return a key that is equal for equal arrays; other objects, which the function keeps alive, by identity."""
    if isinstance(value, np.ndarray) and value.dtype != object:
        return value.shape, value.dtype.str, value.tobytes()
    return id(value)


def log_density_of(function: Callable[[Any, Any], list[Any]]) -> Callable[[Any, Any], Any]:
    """Return the first output of `function(x, data)`, with its second output as the derivative by x.

    It can be differentiated in reverse and forward mode, and again. Data have no derivative.
    """
    jax = import_jax()
    import jax.numpy as jnp

    def logp(x: Array, data: tuple[Array, ...]) -> Any:
        @jax.custom_jvp
        def at(x: Any) -> Any:
            return function(x, data)[0]

        @at.defjvp
        def derivative(primals: tuple[Array, ...], tangents: tuple[Array, ...]) -> tuple[Any, Any]:
            value, gradient = function(primals[0], data)
            return value, jnp.vdot(gradient, tangents[0])

        return at(x)

    return logp
