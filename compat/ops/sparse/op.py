"""The base class of Ops on sparse matrices, and the conversion of users' arguments. Source: theano.sparse.basic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.op import Op
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..tensor_op import TensorOp, as_tensor
from ..tensor_types import TensorLike
from .type import SparseLike, SparseType, constant, is_sparse, matrix_class


def as_sparse_variable(x: SparseLike, name: str | None = None) -> Any:
    """Return `x` as a sparse variable.

    x: a sparse variable or a matrix of scipy.sparse, which becomes a constant. TypeError otherwise.
    name: of a new constant.
    """
    if isinstance(x, Apply):
        x = x.default_output()
    if isinstance(x, Variable):
        if not isinstance(x.type, SparseType):
            raise TypeError("Variable type field must be a SparseType.", x, x.type)
        return x
    try:
        return constant(x, name)
    except TypeError as error:
        raise TypeError(f"Cannot convert {x} to SparseType", type(x)) from error


def as_sparse_or_tensor_variable(x: SparseLike | TensorLike, name: str | None = None) -> Any:
    """Return a sparse variable of what is sparse, a tensor of anything else.

    x: a variable, a matrix of scipy.sparse, or an array of any shape. name: of a new constant.
    """
    if is_sparse(x) or isinstance(getattr(x, "type", None), SparseType):
        return as_sparse_variable(x, name)
    return as_tensor(x, name)


def is_sparse_variable(x: Any) -> bool:
    """Return whether a variable is a sparse matrix. NotImplementedError for other objects.

    x: a variable.
    """
    return isinstance(_type_of(x), SparseType)


def is_dense_variable(x: Variable) -> bool:
    """Return whether a variable is a tensor. NotImplementedError for what is no variable.

    x: a variable of any shape.
    """
    return isinstance(_type_of(x), TensorType)


def _type_of(x: Variable) -> Any:
    if not isinstance(x, Variable):
        raise NotImplementedError(
            "this function should only be called on *variables* (of type sparse.SparseType or "
            f"tensor.TensorType, for instance), not {x!r}."
        )
    return x.type


def compressed(x: SparseLike, op: object) -> Any:
    """Return `x` as a sparse variable of format csr or csc. NotImplementedError for another format."""
    x = as_sparse_variable(x)
    if x.type.format not in ("csr", "csc"):
        raise NotImplementedError(f"{op} takes matrices of the format csr or csc, `{x}` has {x.type.format}.")
    return x


def stored(value: object, type_: SparseType) -> Any:
    """Return `value`, dense or of any sparse format, as a value of `type_`."""
    wanted = matrix_class(type_.format)
    if not isinstance(value, wanted) or value.dtype != type_.dtype:
        value = wanted(value, dtype=type_.dtype)
    return value


class SparseOp(TensorOp):
    """An Op with sparse inputs or outputs; `values` computes with SciPy, between compiled parts."""

    def values(self, node: Apply, *inputs: Any) -> Any:
        """Return the value of the output, dense or sparse of any format."""
        raise NotImplementedError

    def compat_array(self, xp: ArrayModule, node: Apply, *inputs: Array) -> list[Any]:
        if xp is not np:
            raise NotImplementedError(
                f"{self} computes with SciPy, which JAX cannot trace: give the matrix dense, or "
                "as a constant on one side of theano.sparse.dot."
            )
        [output] = node.outputs
        value = self.values(node, *inputs)
        if isinstance(output.type, SparseType):
            return [stored(value, output.type)]
        return [np.asarray(value.toarray() if is_sparse(value) else value).astype(output.type.dtype, copy=False)]  # type: ignore[attr-defined]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return [input_shapes[0]]


def same_shape(a: Any, b: Any, op: Op) -> None:
    """Raise ValueError unless the two matrices have one shape."""
    if a.shape != b.shape:
        raise ValueError(f"{op}: the matrices have the shapes {a.shape} and {b.shape}.")
