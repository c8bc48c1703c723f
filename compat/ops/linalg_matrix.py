"""What the Ops of linear algebra share: their argument is one matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from compat.graph.types import TensorType
from compat.graph.variable import Apply
from compat.ops.tensor_op import TensorOp, tensor_type


def check_matrix(op: Any, *types: TensorType) -> None:
    """AssertionError, as in legacy, where an argument of `op` is no matrix."""
    for t in types:
        if t.ndim != 2:
            raise AssertionError(f"{op} takes a matrix, got {t.ndim} dimension{'' if t.ndim == 1 else 's'}.")


def matrix(dtype: str) -> TensorType:
    return tensor_type(dtype, (False, False))


def vector(dtype: str) -> TensorType:
    return tensor_type(dtype, (False,))


def lapack_dtype(*dtypes: str) -> str:
    """The dtype in which LAPACK computes: 32 bits where all operands have them, 64 otherwise."""
    narrow = all(d in ("float32", "complex64") for d in dtypes)
    if any(d.startswith("complex") for d in dtypes):
        return "complex64" if narrow else "complex128"
    return "float32" if narrow else "float64"


def working(xp: Any, x: Any, dtype: str | None = None) -> Any:
    """`x` in the dtype in which LAPACK computes."""
    x = xp.asarray(x)
    return x.astype(lapack_dtype(x.dtype.name) if dtype is None else dtype)


def c_kind(node: Apply, c: Any) -> str:
    """"" for double, "f" for float: the end of the name of a function in support_linalg.py."""
    dtypes = {v.type.dtype for v in (*node.inputs, *node.outputs)}  # type: ignore[attr-defined]
    if dtypes not in ({"float64"}, {"float32"}):
        c.refuse(node, f"{node.op} has a C form for float64 and for float32 alone")
    return "" if dtypes == {"float64"} else "f"


def c_square(c: Any, x: Any) -> str:
    """The number of rows of `x`, as an int, after a guard that it is square."""
    c.items.lengths.require_equal(c.length(x, 0), c.length(x, 1))
    return f"(int){c.length(x, 0)}"


class MatrixOp(TensorOp):
    """One matrix in, one of the same type out."""

    def result_types(self, x: Any) -> list[TensorType]:
        check_matrix(self, x)
        return [x]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]


def check_square(op: Any, x: Any) -> None:
    """LinAlgError where `x` is not square."""
    rows, columns = np.shape(x)
    if rows != columns:
        raise np.linalg.LinAlgError(f"{op} takes a square matrix, got one of shape ({rows}, {columns}).")
