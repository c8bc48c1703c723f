"""An ONNX graph that is being written: its nodes, and the numbers that it holds.

What onnxruntime's kernels for processors do not take (read from release 1.32 by asking it) is computed in another
dtype, or of other nodes.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
from onnx import GraphProto, NodeProto, TensorProto, helper, numpy_helper

from ..errors import CannotExport
from .tensor import WHOLE, Tensor, rank

# dtypes that a kernel of onnxruntime lacks, by kind and bytes; those of `WIDER` are computed in the wider one
LACKS = {
    "Max": "i2 u2",
    "Min": "i2 u2",
    "Neg": "u1 u2 u4 u8",
    "Where": "i2 u2 u8 b1",
    "ReduceSum": "i1 i2 u1 u2 u4 u8 b1",
    "ReduceProd": "i1 i2 u1 u2 u4 u8 b1",
    "ReduceMax": "i2 u2 u4 u8",
    "ReduceMin": "i2 u2 u4 u8",
    "CumSum": "i1 i2 u1 u2 u4 u8 b1",
    "ArgMax": "i2 u2 u4 u8 b1",
    "MatMul": "i1 i2 u1 u2 b1",
    "Pad": "i2 u2",
    "Trilu": "i1 i2 u1 u2 u4 u8",
    "NonZero": "f8 i1 i2 u2 u4 u8",
    "TopK": "i1 i2 u1 u2 u4 u8 b1",
    "Pow": "i1 i2 u1 u2 u4 u8",
    "Abs": "b1",
    "Sign": "b1",
    **dict.fromkeys(("Conv", "ConvTranspose"), "f8 i1 i2 i4 i8 u1 u2 u4 u8"),
}
WIDER = {"i1": "int32", "i2": "int32", "u1": "int32", "u2": "int32", "u4": "int64", "b1": "int32"}
FLOATS = "fc"


def _short(dtype: np.dtype) -> str:
    return f"{dtype.kind}{dtype.itemsize}"


def _key(array: np.ndarray) -> tuple[Any, ...]:
    """Return what equal arrays share; not their identity, since arrays come and go."""
    return array.dtype.str, array.shape, array.tobytes()


def _is_one(x: Any) -> bool:
    """Return whether a value is the number 1, written or not yet."""
    if isinstance(x, Tensor):
        return x.graph._numbers.get(_key(np.ones((), x.dtype))) is x
    return np.ndim(x) == 0 and bool(x == 1)


def described(value: Tensor) -> Any:
    """Return ONNX's description of a value: dtype and rank."""
    return helper.make_tensor_value_info(value.name, helper.np_dtype_to_tensor_dtype(value.dtype), [None] * value.ndim)


def _is_plain(divisor: Any) -> bool:
    """Return whether a divisor is known, and neither 0 nor -1."""
    return not isinstance(divisor, Tensor) and not np.isin(divisor, (0, -1)).any()


class Graph:
    """Nodes and initialisers.

    outer: the graph around that of a loop or branch, whose values it may read. float32: it takes the place of float64.
    """

    def __init__(self, outer: Graph | None = None, float32: bool = False) -> None:
        self.depth: int = outer.depth + 1 if outer is not None else 0
        self.float32: bool = outer.float32 if outer is not None else float32
        self.nodes: list[NodeProto] = []
        self.initialisers: dict[str, TensorProto] = {}
        self._numbers: dict[Any, Tensor] = {}
        self._made: dict[Any, list[Tensor]] = {}  # outputs by kind, inputs and attributes: equal nodes are one
        self._counter: Any = outer._counter if outer is not None else itertools.count()

    # ---- values and nodes

    def new_name(self, kind: str) -> str:
        """Return a name that no other value of the model has."""
        return f"{kind}_{next(self._counter)}"

    def node(self, kind: str, inputs: Sequence[Any], dtype: Any, ndim: int, **attributes: Any) -> Tensor:
        """Add a node with one output, of `dtype` and rank `ndim`. inputs: values, arrays, or None for one left out."""
        [out] = self.nodes_of(kind, inputs, [(dtype, ndim)], **attributes)
        return out

    def nodes_of(self, kind: str, inputs: Sequence[Any], outputs: Sequence[Any], **attributes: Any) -> list[Tensor]:
        """Add a node to the innermost graph of its inputs; return its outputs, each given by dtype and rank."""
        values = [None if v is None else self.value(v) for v in inputs]
        innermost = max((v.graph for v in values if v is not None), key=lambda g: g.depth, default=self)
        if innermost.depth > self.depth:  # an operator of a value from outside, met by one from within
            found: list[Tensor] = innermost.nodes_of(kind, values, outputs, **attributes)
            return found
        names = ["" if v is None else v.name for v in values]
        key = (kind, tuple(names), repr(sorted(attributes.items())))
        if key in self._made and not kind.startswith("Identity"):
            return self._made[key]
        found = [Tensor(self, self.new_name(kind), dtype, ndim) for dtype, ndim in outputs]
        self.nodes.append(helper.make_node(kind, names, [o.name for o in found], **attributes))
        self._made[key] = found
        return found

    def value(self, value: Any, dtype: Any = None) -> Tensor:
        """Return a value as one of the graph: arrays and numbers become initialisers."""
        if isinstance(value, Tensor):
            return value if dtype is None else self.cast(value, np.dtype(dtype))
        array = np.asarray(value, dtype=dtype)
        array = array.astype(self.kept(array.dtype), copy=False)
        key = _key(array)
        if key not in self._numbers:
            self._numbers[key] = self.held(self.new_name("number" if array.ndim == 0 else "array"), array)
        return self._numbers[key]

    def held(self, name: str, value: Any) -> Tensor:
        """Return an array as an initialiser of this name."""
        array = np.asarray(value)
        array = np.ascontiguousarray(array.astype(self.kept(array.dtype), copy=False)).reshape(array.shape)
        self.initialisers[name] = numpy_helper.from_array(array, name)
        return Tensor(self, name, array.dtype, array.ndim)

    def own(self, value: Any) -> Tensor:
        """Return a value as one that a node of this graph makes, as outputs must be."""
        value = self.value(value)
        return self.node("Identity", [value], value.dtype, value.ndim)

    def proto(self, name: str, inputs: Sequence[Any], outputs: Sequence[Any]) -> GraphProto:
        """Return the graph with its inputs and outputs, ONNX's descriptions of values."""
        return helper.make_graph(self.nodes, name, inputs, outputs, list(self.initialisers.values()))

    # ---- dtypes

    def kept(self, dtype: Any) -> np.dtype:
        """Return the dtype that stands for this one: float32 for float64, if that is asked."""
        found = np.dtype(dtype)
        return np.dtype("float32") if self.float32 and found == np.float64 else found

    def cast(self, x: Any, dtype: np.dtype) -> Tensor:
        """Return `x` converted."""
        dtype = self.kept(dtype)
        if not isinstance(x, Tensor):
            return self.value(np.asarray(x).astype(dtype))
        if x.dtype == dtype:
            return x
        if dtype.kind == "c" or x.dtype.kind == "c":
            raise CannotExport("ONNX has no complex numbers")
        if dtype.kind == "b":
            return self.unary("Not", self.compared("Equal", x, np.zeros((), x.dtype)))
        return self.node("Cast", [x], dtype, x.ndim, to=helper.np_dtype_to_tensor_dtype(dtype))

    def common(self, *values: Any) -> np.dtype:
        """Return the dtype in which NumPy computes with these values."""
        found = [v.dtype if isinstance(v, Tensor | np.ndarray | np.generic) else v for v in values]
        return self.kept(np.result_type(*found))

    def computed(self, kind: str, dtype: np.dtype) -> np.dtype:
        """Return the dtype in which a kind of node computes what is asked in `dtype`."""
        if dtype.kind == "c":
            raise CannotExport("ONNX has no complex numbers")
        short = _short(dtype)
        if self.has(kind, dtype):
            return dtype
        if short == "f8" and kind == "NonZero":
            return np.dtype("float32")
        if short not in WIDER:
            raise CannotExport(f"onnxruntime has no {kind} of {dtype}")
        return np.dtype(WIDER[short])

    def has(self, kind: str, dtype: np.dtype) -> bool:
        """Return whether onnxruntime computes a kind of node in a dtype."""
        return _short(dtype) not in LACKS.get(kind, "").split()

    def folded(self, kind: str, x: Any, dtype: Any, ndim: int, others: Sequence[Any] = (), **attributes: Any) -> Tensor:
        """Add a node of one array `x` and other inputs, in a dtype that it takes; return its output as `dtype`."""
        x = self.value(x)
        inside = self.computed(kind, x.dtype)
        found = self.node(kind, [self.cast(x, inside), *others], inside, ndim, **attributes)
        return self.cast(found, np.dtype(dtype))

    # ---- elementwise

    def unary(self, kind: str, x: Any) -> Tensor:
        """Add a node of one operand."""
        x = self.value(x)
        return self.folded(kind, x, x.dtype, x.ndim)

    def binary(self, kind: str, x: Any, y: Any) -> Tensor:
        """Add a node of two operands of one dtype, which broadcast."""
        dtype = self.common(x, y)
        if dtype.kind == "b" and kind in ("Add", "Mul", "Max", "Min"):
            return self.bitwise("Or" if kind in ("Add", "Max") else "And", x, y)
        inside = self.computed(kind, dtype)
        found = self.node(kind, [self.value(x, inside), self.value(y, inside)], inside, max(rank(x), rank(y)))
        return self.cast(found, dtype)

    def compared(self, kind: str, x: Any, y: Any) -> Tensor:
        """Add a comparison."""
        dtype = self.common(x, y)
        if dtype.kind == "b" and kind != "Equal":
            dtype = np.dtype("int32")
        return self.node(kind, [self.value(x, dtype), self.value(y, dtype)], bool, max(rank(x), rank(y)))

    def bitwise(self, kind: str, x: Any, y: Any) -> Tensor:
        """Add a logical node of conditions, or a bitwise one of integers. kind: And, Or or Xor."""
        dtype = self.common(x, y)
        name = kind if dtype.kind == "b" else f"Bitwise{kind}"
        return self.node(name, [self.value(x, dtype), self.value(y, dtype)], dtype, max(rank(x), rank(y)))

    def where(self, condition: Any, x: Any, y: Any) -> Tensor:
        """Return x where the condition holds, else y."""
        dtype = self.common(x, y)
        if dtype.kind == "b":
            chosen = self.bitwise("And", condition, x)
            return self.bitwise("Or", chosen, self.bitwise("And", self.unary("Not", self.value(condition, bool)), y))
        inside = self.computed("Where", dtype)
        ndim = max(map(rank, (condition, x, y)))
        values = [self.value(condition, bool), self.value(x, inside), self.value(y, inside)]
        return self.cast(self.node("Where", values, inside, ndim), dtype)

    def quotient(self, x: Any, y: Any) -> Tensor:
        """Return x / y in floats."""
        dtype = self.common(x, y)
        dtype = dtype if dtype.kind in FLOATS else np.dtype("float64")
        if _is_one(x):
            # not Div(1, y): findings/onnxruntime_refuses_a_reciprocal_that_two_products_share.sh
            return self.unary("Reciprocal", self.value(y, dtype))
        return self.binary("Div", self.value(x, dtype), self.value(y, dtype))

    def floor_quotient(self, x: Any, y: Any) -> Tensor:
        """Return x // y, rounded down. ONNX rounds integers towards zero."""
        dtype = self.common(x, y)
        if dtype.kind == "f":
            return self.unary("Floor", self.binary("Div", x, y))
        x, divisor = self.value(x, dtype), self._divisor(y, dtype)
        found = self.binary("Div", self.binary("Sub", x, self.remainder(x, y)), divisor)
        if dtype.kind != "i" or _is_plain(y):
            return found
        return self.where(self.value(y, dtype) == np.asarray(-1, dtype), np.zeros((), dtype) - x, found)

    def remainder(self, x: Any, y: Any) -> Tensor:
        """Return x % y, of the sign of y."""
        dtype = self.common(x, y)
        ndim = max(rank(x), rank(y))
        if dtype.kind != "f":
            return self.node("Mod", [self.value(x, dtype), self._divisor(y, dtype)], dtype, ndim, fmod=0)
        x, y, zero = self.value(x, dtype), self.value(y, dtype), np.zeros((), dtype)
        rest = self.node("Mod", [x, y], dtype, ndim, fmod=1)
        other = self.bitwise("And", rest != zero, self.bitwise("Xor", rest < zero, y < zero))
        return self.where(other, rest + y, rest)

    def _divisor(self, y: Any, dtype: np.dtype) -> Tensor:
        """Return what integers are divided by: 1 for 0 and -1, for which a processor may stop the process."""
        divisor = self.value(y, dtype)
        if _is_plain(y):
            return divisor
        unsafe = divisor == np.zeros((), dtype)
        if dtype.kind == "i":
            unsafe = self.bitwise("Or", unsafe, divisor == np.asarray(-1, dtype))
        return self.where(unsafe, np.ones((), dtype), divisor)

    def power(self, x: Any, y: Any) -> Tensor:
        """Return x ** y."""
        return self.binary("Pow", x, y)

    # ---- shapes

    def vector(self, numbers: Any) -> Any:
        """Return an int64 vector of numbers and scalars of the graph."""
        if isinstance(numbers, Tensor):
            return self.cast(numbers, np.dtype("int64"))
        if np.ndim(numbers) == 0 and not isinstance(numbers, list | tuple):
            numbers = [numbers]
        if not any(isinstance(n, Tensor) for n in numbers):
            return np.asarray([int(n) for n in numbers], "int64")
        parts: list[Any] = []
        for n in numbers:
            if isinstance(n, Tensor):
                parts.append(self.reshape(self.cast(n, np.dtype("int64")), [1]))
            else:
                parts.append(np.asarray([int(n)], "int64"))
        found = parts[0] if len(parts) == 1 else self.node("Concat", parts, "int64", 1, axis=0)
        found.may_have_rest = any(not isinstance(n, Tensor) and int(n) < 0 for n in numbers)
        return found

    def reshape(self, x: Any, lengths: Any, ndim: int | None = None) -> Tensor:
        """Return `x` with these lengths; one of them may be -1, for what is left over."""
        x, wanted = self.value(x), self.vector(lengths)
        if ndim is None:
            ndim = len(lengths) if isinstance(lengths, list | tuple) else 1 if np.ndim(lengths) == 0 else len(wanted)
        if isinstance(wanted, Tensor) and wanted.may_have_rest:
            wanted = self._with_the_rest(x, wanted)
        elif isinstance(wanted, np.ndarray) and -1 in wanted:
            if ndim == x.ndim == 1:
                return x
            if ndim > 1:
                wanted = self._with_the_rest(x, self.value(wanted))
            else:
                return self.node("Reshape", [x, wanted], x.dtype, ndim)
        return self.node("Reshape", [x, wanted], x.dtype, ndim, allowzero=1)

    def _with_the_rest(self, x: Tensor, wanted: Tensor) -> Tensor:
        """Return lengths with what is left over in the place of -1, which ONNX does not take beside a length of 0."""
        axes = np.asarray([0], "int64")
        total = self.node("ReduceProd", [wanted, axes], "int64", 0, keepdims=0)
        others = self.binary("Max", self.unary("Neg", total), np.int64(1))
        rest = self.node("Div", [self.node("Size", [x], "int64", 0), others], "int64", 0)
        return self.where(wanted == np.int64(-1), rest, wanted)

    def transpose(self, x: Any, order: Sequence[int]) -> Tensor:
        """Return `x` with its dimensions in another order."""
        x = self.value(x)
        order = [int(d) % x.ndim for d in order]
        if order == list(range(x.ndim)):
            return x
        return self.node("Transpose", [x], x.dtype, x.ndim, perm=order)

    def unsqueezed(self, x: Any, axes: Sequence[int]) -> Tensor:
        """Return `x` with new dimensions of length 1 at these places of the result."""
        x = self.value(x)
        if not len(axes):
            return x
        return self.node("Unsqueeze", [x, np.asarray(axes, "int64")], x.dtype, x.ndim + len(axes))

    def squeezed(self, x: Any, axes: Sequence[int]) -> Tensor:
        """Return `x` without these dimensions, each of length 1."""
        x = self.value(x)
        return self.node("Squeeze", [x, np.asarray(axes, "int64")], x.dtype, x.ndim - len(axes)) if len(axes) else x

    def expanded(self, x: Any, lengths: Any, ndim: int) -> Tensor:
        """Return `x` repeated along its dimensions of length 1 to these lengths."""
        x = self.value(x)
        return self.node("Expand", [x, self.vector(lengths)], x.dtype, ndim)

    def joined(self, parts: Sequence[Any], axis: int) -> Tensor:
        """Return arrays of one dtype joined along a dimension."""
        ndim = rank(parts[0])
        return self.node("Concat", list(parts), self.value(parts[0]).dtype, ndim, axis=axis % ndim)

    def gather(self, x: Any, indices: Any, axis: int = 0) -> Tensor:
        """Return the rows of `x` at `indices` (negative ones count from the end) along a dimension."""
        x = self.value(x)
        return self.node("Gather", [x, self.value(indices, "int64")], x.dtype, x.ndim - 1 + rank(indices), axis=axis)

    def sliced(self, x: Tensor, index: tuple[Any, ...]) -> Tensor:
        """Return x[index], for integers, slices, None and an ellipsis; bounds may be scalars of the graph."""
        entries = [e for e in index if e is not None]
        if Ellipsis in [e if e is Ellipsis else None for e in entries]:
            at = next(k for k, e in enumerate(index) if e is Ellipsis)
            rest = x.ndim - (len(entries) - 1)
            index = (*index[:at], *[slice(None)] * rest, *index[at + 1 :])
        parts: dict[str, list[Any]] = {"starts": [], "stops": [], "axes": [], "steps": []}
        dropped: list[int] = []
        added: list[int] = []
        axis = place = 0
        for entry in index:
            if entry is None:
                added.append(place)
                place += 1
                continue
            whole = isinstance(entry, slice) and all(p is None for p in (entry.start, entry.stop, entry.step))
            if not whole:
                bounds = self._bounds(entry, x, axis) if isinstance(entry, slice) else (entry, self._after(entry), 1)
                for name, n in zip(("starts", "stops", "steps", "axes"), (*bounds, axis), strict=True):
                    parts[name].append(n)
            if isinstance(entry, slice):
                place += 1
            else:
                dropped.append(axis)
            axis += 1
        found = x
        if parts["axes"]:
            found = self.node("Slice", [x, *map(self.vector, parts.values())], x.dtype, x.ndim)
        return self.unsqueezed(self.squeezed(found, dropped), added)

    @staticmethod
    def _after(position: Any) -> Any:
        if isinstance(position, Tensor):
            return position.graph.where(position == -1, np.int64(WHOLE), position.astype("int64") + np.int64(1))
        return WHOLE if int(position) == -1 else int(position) + 1

    def _bounds(self, entry: slice, x: Tensor, axis: int) -> tuple[Any, Any, Any]:
        step = 1 if entry.step is None else entry.step
        if isinstance(step, Tensor):
            raise CannotExport("the step of a slice is known only when the model runs")
        backwards = step < 0
        start = (WHOLE if backwards else 0) if entry.start is None else entry.start
        stop = (-WHOLE if backwards else WHOLE) if entry.stop is None else entry.stop
        if backwards and (isinstance(start, Tensor) or start < 0):  # before the front: nothing; ONNX takes the first
            before = self.compared("Less", x.length(axis) + self.value(start, "int64"), np.int64(0))
            stop = self.where(before, np.int64(0), self.value(stop, "int64"))
        return start, stop, step
