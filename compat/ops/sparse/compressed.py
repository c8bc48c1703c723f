"""Products of a compressed matrix, given by its arrays, and a dense one: Ops on tensors, which C and JAX run.

`compat/rules/sparse.py` replaces `theano.sparse.dot` by these where the arrays are available.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from ..elementwise.functions import cast
from ..reductions.functions import sum
from ..shapes.shape import shape_of
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type
from ..tensor_types import TensorLike
from .compressed_arrays import check_indices
from .type import matrix_class


@dataclass(frozen=True)
class CompressedDot(TensorOp):
    """x y from (data, indices, indptr, n, y) for a vector or matrix y, all of one dtype.

    by_rows: the arrays are those of a csr matrix with n columns; otherwise of a csc matrix with n rows. ValueError if
    an index lies outside of the matrix.
    """

    by_rows: bool

    def make_node(
        self, data: TensorLike, indices: TensorLike, indptr: TensorLike, n: TensorLike, y: TensorLike
    ) -> Apply:
        variables = [as_tensor(v) for v in (data, indices, indptr, n, y)]
        return Apply(self, variables, [t() for t in self.compat_result_types(*(v.type for v in variables))])

    def compat_result_types(
        self, data: TensorType, indices: TensorType, indptr: TensorType, n: TensorType, y: TensorType
    ) -> list[TensorType]:
        if data.dtype != y.dtype:
            raise TypeError(f"CompressedDot takes one dtype, got {data.dtype} and {y.dtype}.")
        return [tensor_type(y.dtype, (False, *y.broadcastable[1:]))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        rows = input_shapes[2][0] - 1 if self.by_rows else cast(node.inputs[3], "int64")
        return [(rows, *input_shapes[4][1:])]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (3,)

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False], [False], [False], [True]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [data, indices, indptr, n, y], [g] = inputs, output_gradients
        major = MajorIndices()(indices, indptr)
        rows, columns = (major, indices) if self.by_rows else (indices, major)
        products = g[rows] * y[columns]
        transposed = CompressedDot(not self.by_rows)(data, indices, indptr, n if self.by_rows else shape_of(g)[0], g)
        return [
            sum(products, axis=1) if y.type.ndim == 2 else products,
            disconnected(),
            disconnected(),
            disconnected(),
            transposed,
        ]

    def compat_array(
        self, xp: ArrayModule, node: Apply, data: Array, indices: Any, indptr: Any, n: Any, y: Array
    ) -> list[Any]:
        majors, n = len(indptr) - 1, int(n)
        met = n if self.by_rows else majors
        if y.shape[0] != met:
            raise ValueError(
                f"Shape mismatch: cannot multiply a sparse matrix of {met} columns and "
                f"`{node.inputs[4]}` {tuple(y.shape)}."
            )
        if xp is np:
            check_indices(indices, indptr, n)
            matrix = matrix_class("csr" if self.by_rows else "csc")(
                (data, indices, indptr), shape=(majors, n) if self.by_rows else (n, majors)
            )
            return [np.asarray(matrix @ y)]
        import jax

        major = xp.searchsorted(indptr, xp.arange(len(indices)), side="right") - 1
        to, out = (major, indices) if self.by_rows else (indices, major)
        terms = data * y[out] if y.ndim == 1 else data[:, None] * y[out]
        return [jax.ops.segment_sum(terms, to, num_segments=majors if self.by_rows else n)]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write one pass over the stored elements, after a check that all of them lie inside."""
        data, indices, indptr, n, y = node.inputs
        out = node.outputs[0]
        t = c.ctype(out.type.dtype)
        pd, pi, pp, pn, py, po = (*(c.array(v) for v in (data, indices, indptr, n, y)), c.out(out))
        stored, majors = c.length(data, 0), f"({c.length(indptr, 0)} - 1)"
        c.computations.lengths.require_equal(c.length(data, 0), c.length(indices, 0))
        width = " * ".join(str(m) for m in c.lengths(y)[1:]) or "1"
        wrong = f"outside_{po}"
        met = f"(int64_t)*{pn}" if self.by_rows else majors
        to, at = ("i", f"{pi}[k]") if self.by_rows else (f"{pi}[k]", "i")
        for text in (
            f"int {wrong} = {majors} < 0 || {c.length(y, 0)} != {met};",
            f"for (int64_t i = 0; i < {majors}; i++) {wrong} |= {pp}[i] < 0 || {pp}[i] > {pp}[i + 1];",
            f"{wrong} = {wrong} || {pp}[{majors}] > {stored};",
            f"for (int64_t k = 0; k < {stored}; k++) {wrong} |= {pi}[k] < 0 || {pi}[k] >= *{pn};",
        ):
            c.line(text)
        c.flag(wrong)
        for text in (
            f"memset({po}, 0, (size_t)({c.length(out, 0)}) * (size_t)({width}) * sizeof *{po});",
            f"for (int64_t i = 0; !{wrong} && i < {majors}; i++)",
            f"    for (int64_t k = {pp}[i]; k < {pp}[i + 1]; k++) {{",
            f"        const {t} d = {pd}[k];",
            f"        const {t} *const from = {py} + (int64_t){at} * ({width});",
            f"        {t} *const into = {po} + (int64_t){to} * ({width});",
            f"        for (int64_t j = 0; j < {width}; j++) into[j] += d * from[j];",
            "    }",
        ):
            c.line(text)
        return ""


@dataclass(frozen=True)
class MajorIndices(TensorOp):
    """The row (csr) or column (csc) of each stored element of a compressed matrix, int32, from (indices, indptr)."""

    def compat_result_types(self, indices: TensorType, indptr: TensorType) -> list[TensorType]:
        return [tensor_type("int32", (False,))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False], [False]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected(), disconnected()]

    def compat_array(self, xp: ArrayModule, node: Apply, indices: Array, indptr: Array) -> list[Any]:
        return [(xp.searchsorted(indptr, xp.arange(len(indices)), side="right") - 1).astype("int32")]

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write a pass that assigns element k to the last row that begins at or before k."""
        indices, indptr = node.inputs
        pp, po = c.array(indptr), c.out(node.outputs[0])
        c.line(f"for (int64_t k = 0, i = 0; k < {c.length(indices, 0)}; k++) {{")
        c.line(f"    while (i < {c.length(indptr, 0)} - 2 && {pp}[i + 1] <= k) i++;")
        c.line(f"    {po}[k] = (int32_t)i;")
        c.line("}")
        return ""


def compressed_dot(by_rows: bool, parts: Sequence[Any], y: Variable, dtype: str) -> Any:
    """Return x y in `dtype`, where x has the arrays (data, indices, indptr, shape) of a csr or csc matrix."""
    data, indices, indptr, shape = parts
    n = shape[1] if by_rows else shape[0]
    data, y = (v if v.type.dtype == dtype else cast(v, dtype) for v in (data, y))
    return CompressedDot(by_rows)(data, indices, indptr, n, y)
