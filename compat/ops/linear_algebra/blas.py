"""Matrix products. Source: theano.tensor.basic.Dot, theano.tensor.blas.BatchedDot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import upcast
from ...graph.other_names import also_named
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess, Computations
from ..elementwise.elemwise import as_real, origin_text
from ..shapes.shape import is_transposed, patternbroadcast, shape_of
from ..tensor_op import TensorOp, as_tensor, dimension, in_dtype, tensor_type

# The number of multiplications up to which JAX computes a product as a sum, which XLA fuses with other computations.
LARGEST_WRITTEN_OUT = 256


@dataclass(frozen=True)
class Dot(TensorOp):
    """Inner products over the last dimension of x and the first of y, for x and y of rank 1 or 2; see `tt.dot`."""

    def compat_result_types(self, x: TensorType, y: TensorType) -> list[TensorType]:
        for t in (x, y):
            if t.ndim not in (1, 2):
                raise TypeError(
                    f"theano.tensor.Dot: input must have ndim of 1 or 2, got {t.ndim}. Consider calling "
                    "theano.tensor.dot instead."
                )
        return [tensor_type(upcast(x.dtype, y.dtype), (*x.broadcastable[:-1], *y.broadcastable[1:]))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(*input_shapes[0][:-1], *input_shapes[1][1:])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y], [g] = inputs, output_gradients
        if x.type.ndim == 1 and y.type.ndim == 1:
            gx, gy = g * y, g * x
        elif x.type.ndim == 2 and y.type.ndim == 1:
            gx, gy = g.dimshuffle(0, "x") * y.dimshuffle("x", 0), Dot()(x.T, g)
        elif x.type.ndim == 1:
            gx, gy = Dot()(y, g), x.dimshuffle(0, "x") * g.dimshuffle("x", 0)
        else:
            gx, gy = Dot()(g, y.T), Dot()(x.T, g)
        return _of_types((gx, gy), (x, y))

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        (x, y), (px, py) = inputs, eval_points
        terms = [self(px, y)] if px is not None else []
        if py is not None:
            terms.append(self(x, py))
        return [None if not terms else terms[0] if len(terms) == 1 else terms[0] + terms[1]]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, y: Array) -> list[Any]:
        dtype = node.outputs[0].type.dtype
        if np.shape(x)[-1] != np.shape(y)[0]:
            raise ValueError(
                f"Shape mismatch: cannot multiply `{node.inputs[0]}` {tuple(np.shape(x))} and "
                f"`{node.inputs[1]}` {tuple(np.shape(y))}: {np.shape(x)[-1]} columns meet "
                f"{np.shape(y)[0]} rows.{origin_text(node)}"
            )
        a, b = in_dtype(xp, xp.asarray(x), dtype), in_dtype(xp, xp.asarray(y), dtype)
        known = isinstance(a.size, int)  # an exported function may have any number of rows
        if xp is not np and known and a.ndim == b.ndim == 2 and a.size * b.shape[1] <= LARGEST_WRITTEN_OUT:
            return [xp.sum(a[:, None, :] * b.T[None], axis=-1, dtype=dtype)]
        return [xp.asarray(_product(xp.dot, a, b))]

    def flops(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
        """Return the number of multiplications and additions, from the shapes of inputs and outputs."""
        total = 2
        for n in (*inputs[0], *inputs[1][1:]):
            total = total * n
        return total

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write the call of a product of two matrices (backends/c/support/product.c)."""
        x, y, out = *node.inputs, node.outputs[0]
        dtype = out.type.dtype
        if dtype not in ("float32", "float64") or x.dtype != dtype or y.dtype != dtype:
            return _c_plain_product(node, c)
        c.computations.lengths.require_equal(c.length(x, 1), c.length(y, 0))
        m, k, n = c.length(x, 0), c.length(x, 1), c.length(y, 1)
        function = c.matrix_function("compat_product" + ("f" if dtype == "float32" else ""))
        px, of_x, step_x = _c_factor(x, c)
        py, of_y, step_y = _c_factor(y, c)
        c.flag(f"{m} > 2147483647 || {n} > 2147483647 || {k} > 2147483647")  # BLAS counts by 32 bits: NumPy answers
        sizes = f"'{of_x}', '{of_y}', (int){m}, (int){n}, (int){k}"
        c.line(f"{function}({sizes}, {px}, (int){step_x}, {py}, (int){step_y}, {c.out(out)});")
        return ""

    def __str__(self) -> str:
        return "dot"

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.product(node)


def _product(product: Any, a: Array, b: Array) -> Any:
    """Return `product` of two arrays, without warnings.

    The flags of the processor say nothing here: kernels of BLAS set them in lanes that they then leave out. `np.dot`
    reads them from NumPy 2.3 on, `np.matmul` from 1.17.
    """
    with np.errstate(all="ignore"):
        return product(a, b)


def _of_types(gradients: Sequence[Any], inputs: Sequence[Any]) -> list[Any]:
    """Return `gradients` with the broadcast patterns of `inputs`."""
    return [patternbroadcast(as_real(g, v), v.type.broadcastable) for g, v in zip(gradients, inputs, strict=True)]


def c_matrix(x: Any, c: Any) -> tuple[str, bool]:
    """Return (pointer, whether memory holds the transpose) of a matrix operand."""
    transposed = is_transposed(x)
    return c.array(x.owner.inputs[0] if transposed else x), transposed


def _c_factor(x: Variable, c: CallAccess) -> tuple[str, str, str]:
    """Return (pointer, gemm's letter for how it lies, elements from one of its lines to the next) of a factor."""
    pointer, transposed = c_matrix(x, c)
    return (str(pointer), "T", str(c.length(x, 0))) if transposed else (str(pointer), "N", str(c.length(x, 1)))


def _c_plain_product(node: Apply, c: CallAccess) -> str:
    """Write three loops, for dtypes that BLAS does not have."""
    x, y, out = *node.inputs, node.outputs[0]
    c.computations.lengths.require_equal(c.length(x, 1), c.length(y, 0))
    px, py, po = c.array(x), c.array(y), c.out(out)
    m, k, n = c.length(x, 0), c.length(x, 1), c.length(y, 1)
    t = c.ctype(out.type.dtype)
    for text in (
        f"for (int64_t i = 0; i < {m}; i++)",
        f"    for (int64_t j = 0; j < {n}; j++) {{",
        f"        {t} s = 0;",
        f"        for (int64_t l = 0; l < {k}; l++) s += ({t}){px}[i * {k} + l] * ({t}){py}[l * {n} + j];",
        f"        {po}[i * {n} + j] = s;",
        "    }",
    ):
        c.line(text)
    return ""


@dataclass(frozen=True)
class BatchedDot(TensorOp):
    """The products of x[i] and y[i] for every i; both have rank 3."""

    def compat_result_types(self, x: TensorType, y: TensorType) -> list[TensorType]:
        if x.ndim != 3 or y.ndim != 3:
            raise TypeError("BatchedDot takes tensors of rank 3.")
        return [
            tensor_type(
                upcast(x.dtype, y.dtype),
                (x.broadcastable[0] or y.broadcastable[0], x.broadcastable[1], y.broadcastable[2]),
            )
        ]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(input_shapes[0][0], input_shapes[0][1], input_shapes[1][2])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, y], [g] = inputs, output_gradients
        return _of_types((self(g, y.dimshuffle(0, 2, 1)), self(x.dimshuffle(0, 2, 1), g)), (x, y))

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return Dot.compat_r_op(self, inputs, eval_points)  # type: ignore[arg-type]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, y: Array) -> list[Any]:
        dtype = node.outputs[0].type.dtype
        (b, _, k), (other_b, other_k, _) = np.shape(x), np.shape(y)
        if b != other_b or k != other_k:
            raise ValueError(
                f"Shape mismatch: cannot multiply `{node.inputs[0]}` {tuple(np.shape(x))} and "
                f"`{node.inputs[1]}` {tuple(np.shape(y))}: {b} products of {k} columns meet {other_b} "
                f"of {other_k} rows.{origin_text(node)}"
            )
        return [_product(xp.matmul, in_dtype(xp, xp.asarray(x), dtype), in_dtype(xp, xp.asarray(y), dtype))]

    def flops(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> Any:
        (b, m, k), (_, _, n) = inputs
        return 2 * b * m * k * n

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write each product as a sum over the inner dimension, rows of y in the inner loop."""
        x, y, out = *node.inputs, node.outputs[0]
        c.computations.lengths.require_equal(c.length(x, 2), c.length(y, 1))
        c.computations.lengths.require_equal(c.length(x, 0), c.length(y, 0))
        px, py, po = c.array(x), c.array(y), c.out(out)
        (b, m, k), n, t = c.lengths(x), c.length(y, 2), c.ctype(out.type.dtype)
        c.loops_inside(m, k, n)
        for text in (
            f"memset({po}, 0, (size_t)({b} * {m} * {n}) * sizeof *{po});",
            f"for (int64_t q = 0; q < {b} * {m}; q++)",
            f"    for (int64_t l = 0; l < {k}; l++) {{",
            f"        const {t} s = ({t}){px}[q * {k} + l];",
            "        #pragma omp simd",
            f"        for (int64_t j = 0; j < {n}; j++) {po}[q * {n} + j] += s * "
            f"({t}){py}[(q / {m} * {k} + l) * {n} + j];",
            "    }",
        ):
            c.line(text)
        return ""


@also_named(a="l", b="r")
def dot(l: Any, r: Any) -> Any:  # noqa: E741  (legacy names)
    """Return the product of tensors of any rank, by numpy.dot's rules; a sparse factor makes its own product.

    l, r: scalars, which multiply, vectors, matrices or tensors: the last dimension of l is summed with the last but one
    of r.
    """
    for method, own, other in (("__dot__", l, r), ("__rdot__", r, l)):
        if hasattr(type(own), method):
            return getattr(own, method)(other)
    l, r = as_tensor(l), as_tensor(r)  # noqa: E741
    if l.type.ndim == 0 or r.type.ndim == 0:
        return l * r
    if l.type.ndim > 2 or r.type.ndim > 2:
        return tensordot(l, r, [[l.type.ndim - 1], [max(0, r.type.ndim - 2)]])
    return Dot()(l, r)


def tensordot(a: Any, b: Any, axes: int | Sequence[int] | Sequence[Sequence[int]] = 2) -> Any:
    """Return sums of products over pairs of axes, by numpy.tensordot's rules.

    a, b: tensors of any rank.
    axes: n, for the last n dimensions of a with the first n of b; or [dimensions of a, dimensions of b], of one length.

    The result has the shape of what is left of a, then of b.
    """
    a, b = as_tensor(a), as_tensor(b)
    a_axes, b_axes = _summed_axes(a, b, axes)
    if not a_axes:
        return a.dimshuffle([*range(a.type.ndim), *"x" * b.type.ndim]) * b
    a_rest = [d for d in range(a.type.ndim) if d not in a_axes]
    b_rest = [d for d in range(b.type.ndim) if d not in b_axes]
    a_shape, b_shape = shape_of(a), shape_of(b)

    def in_two(v: Any, shape: Any, first: list[int], last: list[int]) -> Any:
        return v.dimshuffle([*first, *last]).reshape([_count([shape[d] for d in axes]) for axes in (first, last)])

    # The gradient of a reshaped factor has the product's dtype, which may not be the factor's.
    dtype = upcast(a.dtype, b.dtype)
    left = a if a.type.ndim == 2 and a_axes == [1] and a.dtype == dtype else in_two(a, a_shape, a_rest, a_axes)
    right = b if b.type.ndim == 2 and b_axes == [0] and b.dtype == dtype else in_two(b, b_shape, b_axes, b_rest)
    product = Dot()(left, right)
    return product.reshape(
        [*(a_shape[d] for d in a_rest), *(b_shape[d] for d in b_rest)], ndim=len(a_rest) + len(b_rest)
    )


def _summed_axes(a: Any, b: Any, axes: int | Sequence[int] | Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return the paired dimensions of `a` and `b`; a number pairs the last of `a` with the first of `b`."""
    if isinstance(axes, int | np.integer):
        n = int(axes)
        if n > a.type.ndim or n > b.type.ndim:
            raise ValueError(
                f"axes {n} is larger than the number of dimensions of a ({a.type.ndim}) or b ({b.type.ndim})"
            )
        return list(range(a.type.ndim - n, a.type.ndim)), list(range(n))
    if len(axes) != 2:
        raise ValueError(f"Axes should be an integer or two lists of dimensions, got {axes!r}.")
    pair = [[x] if isinstance(x, int | np.integer) else list(x) for x in axes]
    a_axes, b_axes = [dimension(d, a) for d in pair[0]], [dimension(d, b) for d in pair[1]]
    if len(a_axes) != len(b_axes):
        raise ValueError("Axes elements must have the same length.")
    return a_axes, b_axes


def _count(lengths: Sequence[Any]) -> Any:
    total: Any = as_tensor(np.int64(1))
    for n in lengths:
        total = total * n
    return total


def batched_dot(a: Any, b: Any) -> Any:
    """Return products over the first dimension: out[i] = dot(a[i], b[i]).

    a, b: tensors with the same first length, of shapes such as (n, i, j) and (n, j, k). TypeError for a scalar.
    """
    a, b = as_tensor(a), as_tensor(b)
    if a.type.ndim == 0 or b.type.ndim == 0:
        raise TypeError("a and b must have at least one (batch) axis")
    if a.type.ndim == 1:
        return a.dimshuffle([0, *(["x"] * (b.type.ndim - 1))]) * b
    if b.type.ndim == 1:
        return a * b.dimshuffle([0, *(["x"] * (a.type.ndim - 1))])
    if a.type.ndim > 3 or b.type.ndim > 3:
        return batched_tensordot(a, b, [[a.type.ndim - 1], [max(1, b.type.ndim - 2)]])
    left = a if a.type.ndim == 3 else a.dimshuffle(0, "x", 1)
    right = b if b.type.ndim == 3 else b.dimshuffle(0, 1, "x")
    product = BatchedDot()(left, right)
    if a.type.ndim == 2:
        product = product[:, 0]
        return product if b.type.ndim == 3 else product[:, 0]
    return product if b.type.ndim == 3 else product[:, :, 0]


def batched_tensordot(x: Any, y: Any, axes: Any = 2) -> Any:
    """Return tensordot of x[i] and y[i] for every i.

    x, y: tensors with the same first length. axes: n, or [dimensions of x, dimensions of y], which count the first one,
    too.
    """
    x, y = as_tensor(x), as_tensor(y)
    if isinstance(axes, int):
        x_axes: list[int] = list(range(x.type.ndim - axes, x.type.ndim))
        y_axes: list[int] = list(range(1, axes + 1))
    else:
        x_axes, y_axes = ([a] if isinstance(a, int) else list(a) for a in axes)
    x_kept = [d for d in range(1, x.type.ndim) if d not in x_axes]
    y_kept = [d for d in range(1, y.type.ndim) if d not in y_axes]
    x_shape, y_shape = shape_of(x), shape_of(y)
    left = x.dimshuffle([0, *x_kept, *x_axes]).reshape(
        [x_shape[0], _count([x_shape[d] for d in x_kept]), _count([x_shape[d] for d in x_axes])]
    )
    right = y.dimshuffle([0, *y_axes, *y_kept]).reshape(
        [y_shape[0], _count([y_shape[d] for d in y_axes]), _count([y_shape[d] for d in y_kept])]
    )
    lengths = [x_shape[0], *(x_shape[d] for d in x_kept), *(y_shape[d] for d in y_kept)]
    return batched_dot(left, right).reshape(lengths, ndim=len(lengths))


def outer(x: Any, y: Any) -> Any:
    """Return x[i] * y[j] for flattened x and y: the shape is (number of elements of x, of y).

    x, y: tensors of any shape.
    """
    x, y = as_tensor(x), as_tensor(y)
    x = x if x.type.ndim == 1 else x.flatten()
    y = y if y.type.ndim == 1 else y.flatten()
    return x.dimshuffle(0, "x") * y.dimshuffle("x", 0)
