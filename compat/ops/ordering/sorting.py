"""`sort` and `argsort`. Source: theano.tensor.sort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.types import TensorType
from ...graph.variable import Apply, Constant, Variable
from ..c_forms import CallAccess
from ..shapes.creation import arange
from ..shapes.shape import flatten, shape_of
from ..tensor_op import TensorOp, as_tensor, dimension, disconnected, tensor_type, zero_gradient
from ..tensor_types import TensorLike


@dataclass(frozen=True)
class _Ordering(TensorOp):
    """The base of both Ops. Inputs: x, axis (an integer scalar). `kind` does not change values."""

    kind: str = "quicksort"
    order: Any = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", tuple(self.order) if isinstance(self.order, list) else self.order)

    def __str__(self) -> str:
        return f"{type(self).__name__}{{{self.kind}, {self.order}}}"

    @property
    def compat_plain_name(self) -> str:
        return type(self).__name__

    def make_node(self, input: Any, axis: Any = -1) -> Apply:
        x, axis = as_tensor(input), as_tensor(axis)
        if axis.type.ndim:
            raise ValueError(f"The axis to sort along is one number, got `{axis}` ({axis.type}).")
        return Apply(self, [x, axis], [self.output_type(x.type)()])

    def output_type(self, x: TensorType) -> TensorType:
        raise NotImplementedError

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [input_shapes[0]]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1,)

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write a heapsort of each slice, in the memory of the result.

        It needs no scratch memory, and comparing positions of equal elements keeps their order.
        """
        x, axis = node.inputs
        px, po = c.array(x), c.out(node.outputs[0])
        lengths = [str(n) for n in c.lengths(x)]
        at = c.cast(c.element(axis, ()), axis.type.dtype, "int64")
        c.flag(f"{at} < -{len(lengths)} || {at} >= {len(lengths)}")  # NumPy raises AxisError
        parts = self.c_parts(px, x.type.dtype not in DISCRETE)
        for text in _heapsort(px, po, c.ctype(node.outputs[0].type.dtype), lengths, at, **parts):
            c.line(text)
        return ""

    def c_parts(self, px: str, has_nan: bool) -> dict[str, str]:
        """Return the C texts for the initial values of a slice, and for whether A comes before B.

        has_nan: NaN comes last. Integers have no NaN, and compilers warn of comparing a number with itself.
        """
        raise NotImplementedError


def _heapsort(px: str, po: str, t: str, lengths: list[str], axis: str, start: str, less: str) -> list[str]:
    """Return the C lines of a heapsort.

    `start`: the initial value at position `l`; `less`: whether value A comes before B.
    """
    return [
        "{",
        f"    const int64_t shape[] = {{{', '.join(lengths)}}}, given = {axis};",
        f"    const int64_t from_front = given < 0 ? given + {len(lengths)} : given;",
        f"    const int64_t axis = from_front < 0 || from_front >= {len(lengths)} ? 0 : from_front, n = shape[axis];",
        "    int64_t before = 1, after = 1;",
        "    for (int64_t d = 0; d < axis; d++) before *= shape[d];",
        f"    for (int64_t d = axis + 1; d < {len(lengths)}; d++) after *= shape[d];",
        "    for (int64_t q = 0; q < before; q++)",
        "        for (int64_t j = 0; j < after; j++) {",
        "            const int64_t base = q * n * after + j;",
        f"            for (int64_t l = 0; l < n; l++) {po}[base + l * after] = {start};",
        "            for (int64_t top = n / 2, end = n; end > 1;) {",
        f"                {t} moved;",
        f"                if (top > 0) moved = {po}[base + --top * after];",
        f"                else {{ end--; moved = {po}[base + end * after]; {po}[base + end * after] = {po}[base]; }}",
        "                int64_t hole = top;",
        "                for (int64_t child; (child = 2 * hole + 1) < end; hole = child) {",
        f"                    if (child + 1 < end) {{ const {t} A = {po}[base + child * after], "
        f"B = {po}[base + (child + 1) * after]; child += {less}; }}",
        f"                    const {t} A = moved, B = {po}[base + child * after];",
        f"                    if (!({less})) break;",
        f"                    {po}[base + hole * after] = B;",
        "                }",
        f"                {po}[base + hole * after] = moved;",
        "            }",
        "        }",
        "}",
    ]


class ArgSortOp(_Ordering):
    """The positions that sort a tensor, as int64. `theano.tensor.argsort` makes it. Inputs: x, axis.

    kind: of NumPy's sort, without an effect: equal elements keep their order. order: accepted for old code. x is a
    tensor of any shape, axis a dimension of it.
    """

    def output_type(self, x: TensorType) -> TensorType:
        return tensor_type("int64", x.broadcastable)

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False]]  # as in Theano, the gradient is zero, not disconnected

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [zero_gradient(inputs[0]), disconnected()]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, axis: Array) -> list[Any]:
        stable: dict[str, Any] = {"kind": "stable"} if xp is np else {"stable": True}
        return [xp.argsort(x, axis=int(axis), **stable).astype("int64")]

    def c_parts(self, px: str, has_nan: bool) -> dict[str, str]:
        a, b = f"{px}[base + A * after]", f"{px}[base + B * after]"
        if not has_nan:
            return {"start": "l", "less": f"({a} < {b} || ({a} == {b} && A < B))"}
        return {
            "start": "l",
            "less": f"({a} < {b} || ({b} != {b} && {a} == {a}) || "
            f"(!({b} < {a}) && !({a} != {a} && {b} == {b}) && A < B))",
        }


class SortOp(_Ordering):
    """A tensor in ascending order, NaN last. `theano.tensor.sort` makes it. Inputs: x, axis.

    kind: of NumPy's sort, without an effect on the values. order: accepted for old code. x is a tensor of any shape,
    axis a dimension of it.
    """

    def output_type(self, x: TensorType) -> TensorType:
        return x

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x, axis], [g] = inputs, output_gradients
        order = ArgSortOp()
        went = order(order(x, axis), axis)  # the position to which each element went
        return [along(g, went, _known_axis(axis, x, "its gradient")), disconnected()]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None:
            return [None]
        x, axis = inputs
        return [along(eval_points[0], ArgSortOp()(x, axis), _known_axis(axis, x, "its derivative"))]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, axis: Array) -> list[Any]:
        return [xp.sort(x, axis=int(axis))]

    def c_parts(self, px: str, has_nan: bool) -> dict[str, str]:
        return {"start": f"{px}[base + l * after]", "less": "(A < B || (B != B && A == A))" if has_nan else "A < B"}


def _known_axis(axis: Variable, x: Variable, what: str) -> int:
    if not isinstance(axis, Constant):
        raise NotImplementedError(f"`{x}` is sorted along an axis that is a variable; {what} needs an int as axis.")
    return dimension(int(axis.data), x)


def along(x: Any, positions: Variable, axis: int) -> Any:
    """Return x[..., positions, ...] along `axis`, aligned in the other dimensions, as numpy.take_along_axis does."""
    lengths = shape_of(positions)
    ndim = x.type.ndim
    index = [arange(n).dimshuffle(["x"] * d + [0] + ["x"] * (ndim - d - 1)) for d, n in enumerate(lengths)]
    index[axis] = positions
    return x[tuple(index)]


_KINDS = ("quicksort", "mergesort", "heapsort", "stable")


def _sorted_by(op: type, a: TensorLike, axis: object, kind: str | None, order: Any) -> Any:
    kind = "quicksort" if kind is None else kind  # as NumPy's functions name it
    if kind not in _KINDS:
        raise ValueError(f"sort kind must be one of {', '.join(map(repr, _KINDS))} (got {kind!r}).")
    if order is not None:
        raise NotImplementedError("sort and argsort by fields (order=...) are not supported.")
    a = as_tensor(a)
    if axis is None or getattr(axis, "data", 0) is None:
        a, axis = flatten(a), 0
    if isinstance(axis, int | np.integer):
        axis = np.int64(dimension(axis, a))
    return op(kind, order)(a, axis)


def sort(
    a: Variable, axis: int | Sequence[int] = -1, kind: str = "quicksort", order: str | Sequence[str] | None = None
) -> Any:
    """Return `a` sorted in ascending order.

    a: a tensor of any shape. axis: the dimension to sort along, an int or a scalar variable; None for the flattened a.
    kind: does not change values (ValueError if NumPy does not know it). order: NotImplementedError unless None.
    """
    return _sorted_by(SortOp, a, axis, kind, order)


def argsort(
    a: Variable, axis: int | Sequence[int] = -1, kind: str = "quicksort", order: str | Sequence[str] | None = None
) -> Any:
    """Return the positions that sort `a`, as int64; equal elements keep their order.

    a: a tensor of any shape. axis: the dimension to sort along, an int or a scalar variable; None for the flattened a.
    kind: does not change values (ValueError if NumPy does not know it). order: NotImplementedError unless None.
    """
    return _sorted_by(ArgSortOp, a, axis, kind, order)
