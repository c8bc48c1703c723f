"""The base of linear algebra Ops with one matrix argument, which LAPACK computes.

jaxlib 0.10 distributes the matrices of a batch over its thread pool and waits for them in a thread of the same pool,
so two batches at a time on two cores deadlock. Therefore functions that `jax.vmap` will map (over chains or draws)
process matrices one by one on CPUs (`one_by_one`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.op import Op
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from ..tensor_op import TensorOp, tensor_type

_one_by_one: ContextVar[bool] = ContextVar("one_by_one", default=False)


@contextmanager
def one_by_one() -> Iterator[None]:
    """Process one matrix at a time in LAPACK, in JAX functions traced here that define their derivatives."""
    token = _one_by_one.set(True)
    try:
        yield
    finally:
        _one_by_one.reset(token)


def by_lapack(array: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """Return `array`, the array form of an Op, with calls of LAPACK that work in JAX too."""

    @wraps(array)
    def run(self: Op, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        if xp is np or not _one_by_one.get():
            return array(self, xp, node, *values)
        return _looped_on_cpus(lambda *traced: array(self, xp, node, *traced))(*map(xp.asarray, values))

    return run


def _looped_on_cpus(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` with a rule for `jax.vmap`: a loop on CPUs, a batch elsewhere.

    The result has derivatives in forward mode only.
    """
    import jax
    from jax.custom_batching import custom_vmap

    @custom_vmap
    def alone(*arrays: Any) -> Any:
        return function(*arrays)

    @alone.def_vmap
    def mapped(size: int, batched: Sequence[bool], *arrays: Any) -> tuple[Any, Any]:
        if not any(batched):  # the call is inside the mapped function but none of its arguments is mapped
            found = function(*arrays)
            return found, [False] * len(found)

        def at(rows: Sequence[Any], of: Callable[..., Any]) -> Any:
            rest = iter(rows)
            return of(*[next(rest) if moves else array for array, moves in zip(arrays, batched, strict=True)])

        found = jax.lax.platform_dependent(
            [array for array, moves in zip(arrays, batched, strict=True) if moves],
            cpu=lambda moving: jax.lax.map(lambda rows: at(rows, alone), moving),
            default=lambda moving: jax.vmap(lambda rows: at(rows, function))(moving),
        )
        return found, [True] * len(found)

    return alone


def check_matrix(op: Op, *types: TensorType) -> None:
    """Raise AssertionError, as Theano does, if an argument of `op` is not a matrix."""
    for t in types:
        if t.ndim != 2:
            raise AssertionError(f"{op} takes a matrix, got {t.ndim} dimension{'' if t.ndim == 1 else 's'}.")


def matrix(dtype: str) -> TensorType:
    """Return the type of matrices of `dtype`."""
    return tensor_type(dtype, (False, False))


def vector(dtype: str) -> TensorType:
    """Return the type of vectors of `dtype`."""
    return tensor_type(dtype, (False,))


def lapack_dtype(*dtypes: str) -> str:
    """Return the dtype in which LAPACK computes: 32 bits if all operands have them, otherwise 64."""
    narrow = all(d in ("float32", "complex64") for d in dtypes)
    if any(d.startswith("complex") for d in dtypes):
        return "complex64" if narrow else "complex128"
    return "float32" if narrow else "float64"


def working(xp: ArrayModule, x: Array, dtype: str | None = None) -> Any:
    """Return `x` in the dtype in which LAPACK computes."""
    x = xp.asarray(x)
    return x.astype(lapack_dtype(x.dtype.name) if dtype is None else dtype)


def c_kind(node: Apply, c: CallAccess) -> str:
    """Return the ending of function names in support_functions/linear_algebra.py: "" for double, "f" for float."""
    dtypes = {v.type.dtype for v in (*node.inputs, *node.outputs)}  # type: ignore[attr-defined]
    if dtypes not in ({"float64"}, {"float32"}):
        c.refuse(node, f"{node.op} has a C form for float64 and for float32 alone")
    return "" if dtypes == {"float64"} else "f"


def c_square(c: CallAccess, x: Variable) -> str:
    """Return the number of rows of `x` as a C int, and require that it is square."""
    c.computations.lengths.require_equal(c.length(x, 0), c.length(x, 1))
    return f"(int){c.length(x, 0)}"


class MatrixOp(TensorOp):
    """An Op from a matrix to a matrix of the same type."""

    compat_not_finite_for_errors = True

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        check_matrix(self, x)
        return [x]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]


def check_square(op: Op, x: Array) -> None:
    """Raise LinAlgError if `x` is not square."""
    rows, columns = np.shape(x)
    if rows != columns:
        raise np.linalg.LinAlgError(f"{op} takes a square matrix, got one of shape ({rows}, {columns}).")
