"""The functions of NumPy that the array forms of Ops use, on the values of an ONNX graph."""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np

from ..errors import CannotExport
from . import special_functions
from .onnx_graph import Graph
from .tensor import Tensor, is_known, rank

# functions of one operand that are one node, and whether onnxruntime has them in float64
NODES = {
    "exp": ("Exp", True),
    "log": ("Log", True),
    "sqrt": ("Sqrt", True),
    "sin": ("Sin", True),
    "cos": ("Cos", True),
    "tan": ("Tan", False),
    "tanh": ("Tanh", True),
    "floor": ("Floor", True),
    "ceil": ("Ceil", True),
    "round": ("Round", True),
    "arcsin": ("Asin", False),
    "arccos": ("Acos", False),
    "arctan": ("Atan", False),
    "sinh": ("Sinh", False),
    "cosh": ("Cosh", False),
    "arcsinh": ("Asinh", False),
    "arccosh": ("Acosh", False),
    "arctanh": ("Atanh", False),
}
BINARY = {"add": "Add", "subtract": "Sub", "multiply": "Mul"}
COMPARED = {"equal": "Equal", "less": "Less", "less_equal": "LessOrEqual", "greater": "Greater"}
COMPARED |= {"greater_equal": "GreaterOrEqual"}
LOGICAL = {"logical_and": "And", "logical_or": "Or", "logical_xor": "Xor"}
BITWISE = {"bitwise_and": "And", "bitwise_or": "Or", "bitwise_xor": "Xor"}


class Namespace:
    """What NumPy is to arrays, for values of `graph`. Functions of arrays alone are NumPy's."""

    int64 = np.int64

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def __getattr__(self, name: str) -> Any:
        found = self._of_nodes(name)
        if found is None:
            if not hasattr(np, name):
                raise AttributeError(name)
            found = _only_of_arrays(name)
        return found

    def _of_nodes(self, name: str) -> Any:
        g = self.graph
        if name in NODES:
            return lambda x: self._function(name, x)
        if name in BINARY:
            return lambda x, y: g.binary(BINARY[name], x, y)
        if name in COMPARED:
            return lambda x, y: g.compared(COMPARED[name], x, y)
        if name in LOGICAL:
            return lambda x, y: g.bitwise(LOGICAL[name], g.value(x, bool), g.value(y, bool))
        if name in BITWISE:
            return lambda x, y: g.bitwise(BITWISE[name], x, y)
        return None

    def _function(self, name: str, x: Any) -> Any:
        if not isinstance(x, Tensor):
            return getattr(np, name)(x)
        if x.dtype.kind in "iub":
            if name in ("floor", "ceil", "round"):
                return x
            x = x.astype("float64")
        kind, double = NODES[name]
        if double or x.dtype != np.float64:
            return self.graph.unary(kind, x)
        return getattr(special_functions, name)(self, x)

    # ---- elementwise

    def asarray(self, x: Any, dtype: Any = None) -> Any:
        if not isinstance(x, Tensor):
            return np.asarray(x, dtype)
        return x if dtype is None else x.astype(dtype)

    array = asarray

    def where(self, condition: Any, x: Any, y: Any) -> Any:
        return np.where(condition, x, y) if is_known((condition, x, y)) else self.graph.where(condition, x, y)

    def negative(self, x: Any) -> Any:
        return -x

    def invert(self, x: Any) -> Any:
        return ~x

    def true_divide(self, x: Any, y: Any) -> Any:
        return self.graph.quotient(x, y)

    def floor_divide(self, x: Any, y: Any) -> Any:
        return self.graph.floor_quotient(x, y)

    def mod(self, x: Any, y: Any) -> Any:
        return self.graph.remainder(x, y)

    def power(self, x: Any, y: Any) -> Any:
        return self.graph.power(x, y)

    def abs(self, x: Any) -> Any:
        return x if x.dtype == bool else abs(x)

    def sign(self, x: Any) -> Any:
        if x.dtype.kind != "f":
            return self.graph.unary("Sign", x)
        return self.where(self.isnan(x), x, self.graph.unary("Sign", x))

    def maximum(self, x: Any, y: Any) -> Any:
        return self._largest("Max", x, y)

    def minimum(self, x: Any, y: Any) -> Any:
        return self._largest("Min", x, y)

    def _largest(self, kind: str, x: Any, y: Any) -> Any:
        if is_known((x, y)):
            return (np.maximum if kind == "Max" else np.minimum)(x, y)
        found = self.graph.binary(kind, x, y)
        if found.dtype.kind != "f":
            return found
        for one in (x, y):  # NaN of either operand, which not every kernel hands on
            if isinstance(one, Tensor):
                found = self.where(self.isnan(one), one, found)
        return found

    def isnan(self, x: Any) -> Any:
        return x != x

    def isinf(self, x: Any) -> Any:
        if x.dtype.kind != "f":
            return self.graph.bitwise("And", x != x, x != x)
        return abs(x) == np.asarray(np.inf, x.dtype)

    def isfinite(self, x: Any) -> Any:
        return abs(x) < np.asarray(np.inf, x.dtype) if x.dtype.kind == "f" else x == x

    def not_equal(self, x: Any, y: Any) -> Any:
        return self.graph.unary("Not", self.graph.compared("Equal", x, y))

    def logical_not(self, x: Any) -> Any:
        return self.graph.unary("Not", self.graph.value(x, bool))

    def real(self, x: Any) -> Any:
        return x

    conj = real

    def trunc(self, x: Any) -> Any:
        return self.graph.unary("Sign", x) * self.graph.unary("Floor", abs(x))

    def log1p(self, x: Any) -> Any:
        u = 1 + x
        small = u == 1
        safe = self.where(small, np.asarray(2, u.dtype), u)
        far = u == np.asarray(np.inf, u.dtype)
        corrected = self.log(safe) * self.where(far, np.asarray(1, u.dtype), x / (safe - 1))
        return self.where(small, x, corrected)

    def expm1(self, x: Any) -> Any:
        u = self.exp(x)
        one = np.asarray(1, u.dtype)
        plain = self.bitwise_or(self.bitwise_or(u == one, u - one == -one), u == np.asarray(np.inf, u.dtype))
        safe = self.where(plain, np.asarray(2, u.dtype), u)
        corrected = (safe - one) * (x / self.log(safe))
        return self.where(u == one, x, self.where(plain, u - one, corrected))

    def log2(self, x: Any) -> Any:
        return self.log(x) * np.asarray(1 / math.log(2), x.dtype)

    def log10(self, x: Any) -> Any:
        return self.log(x) * np.asarray(1 / math.log(10), x.dtype)

    def exp2(self, x: Any) -> Any:
        return self.graph.power(np.asarray(2, x.dtype), x)

    def logaddexp(self, x: Any, y: Any) -> Any:
        high = self.maximum(x, y)
        least = self.minimum(x, y)
        same = x == y  # both infinite too
        gap = self.where(same, np.asarray(0, high.dtype), least - high)
        return high + self.log1p(self.exp(gap))

    def arctan2(self, y: Any, x: Any) -> Any:
        return special_functions.arctan2(self, y, x)

    def special(self, name: str, *x: Any) -> Any:
        """Return SciPy's special function of that name."""
        found = special_functions.FUNCTIONS.get(name)
        if found is None:
            raise CannotExport(f"ONNX has no {name}")
        return found(self, *x)

    # ---- arrays

    def zeros(self, shape: Any, dtype: Any = "float64") -> Any:
        return self.full(shape, np.zeros((), dtype))

    def full(self, shape: Any, value: Any, dtype: Any = None) -> Any:
        shape = shape if isinstance(shape, list | tuple) else (shape,)
        value = value if dtype is None else self.asarray(value, dtype)
        if is_known((value, *shape)):
            return np.full(shape, value)
        return self.graph.expanded(value, list(shape), len(shape)) if shape else value

    def zeros_like(self, x: Any) -> Any:
        return self.graph.expanded(np.zeros((), x.dtype), x.shape_vector(), x.ndim) if x.ndim else np.zeros((), x.dtype)

    def ones_like(self, x: Any) -> Any:
        return self.graph.expanded(np.ones((), x.dtype), x.shape_vector(), x.ndim) if x.ndim else np.ones((), x.dtype)

    def reshape(self, x: Any, shape: Any) -> Any:
        return self.graph.reshape(x, shape)

    def transpose(self, x: Any, order: Any = None) -> Any:
        return self.graph.transpose(x, tuple(range(rank(x)))[::-1] if order is None else order)

    def concatenate(self, parts: Sequence[Any], axis: int = 0) -> Any:
        return self.graph.joined(parts, axis)

    def stack(self, parts: Sequence[Any], axis: int = 0) -> Any:
        return self.graph.joined([self.graph.unsqueezed(p, [axis]) for p in parts], axis)

    def broadcast_to(self, x: Any, shape: Any) -> Any:
        ndim = len(shape) if isinstance(shape, list | tuple) else None
        if ndim is None:
            raise CannotExport("a rank that is known only when the model runs")
        return self.graph.expanded(x, list(shape), ndim)

    def broadcast_shapes(self, *shapes: Any) -> Any:
        ndim = max(map(len, shapes))
        found = []
        for d in range(-ndim, 0):
            at = [s[d] for s in shapes if len(s) >= -d]
            largest = at[0]
            for other in at[1:]:
                known = not isinstance(largest, Tensor) and not isinstance(other, Tensor)
                largest = max(largest, other) if known else self._longer(largest, other)
            found.append(largest)
        return tuple(found)

    def _longer(self, one: Any, other: Any) -> Any:
        return self.graph.where(self.graph.compared("Equal", one, np.int64(1)), other, one)  # a length of 0 stays

    def moveaxis(self, x: Any, source: Any, destination: Any) -> Any:
        pairs = [(source, destination)] if isinstance(source, int) else zip(source, destination, strict=True)
        moved = {d % x.ndim: s % x.ndim for s, d in pairs}
        order = [d for d in range(x.ndim) if d not in moved.values()]
        for place, axis in sorted(moved.items()):
            order.insert(place, axis)
        return self.graph.transpose(x, order)

    def arange(self, *bounds: Any) -> Any:
        if is_known(bounds):
            return np.arange(*bounds)
        start, stop, step = (np.int64(0), *bounds, np.int64(1)) if len(bounds) == 1 else (*bounds, np.int64(1))[:3]
        return self.graph.node("Range", [self.graph.value(n, "int64") for n in (start, stop, step)], "int64", 1)

    def pad(self, x: Any, margins: Sequence[tuple[Any, Any]], constant_values: Any = 0) -> Any:
        ends = self.graph.vector([m[0] for m in margins] + [m[1] for m in margins])
        inside = self.graph.computed("Pad", x.dtype)
        value = np.asarray(constant_values, inside)
        return self.graph.folded("Pad", x, x.dtype, x.ndim, [ends, value])

    # ---- reductions

    def sum(self, x: Any, axis: Any = None, dtype: Any = None) -> Any:
        return self._reduced("ReduceSum", x, axis, dtype)

    def prod(self, x: Any, axis: Any = None, dtype: Any = None) -> Any:
        return self._reduced("ReduceProd", x, axis, dtype)

    def max(self, x: Any, axis: Any = None, **_: Any) -> Any:
        return self._extreme("ReduceMax", x, axis)

    def min(self, x: Any, axis: Any = None, **_: Any) -> Any:
        return self._extreme("ReduceMin", x, axis)

    def all(self, x: Any, axis: Any = None) -> Any:
        return self._count(self.graph.unary("Not", self.graph.value(x, bool)), axis) == np.int32(0)

    def any(self, x: Any, axis: Any = None) -> Any:
        return self._count(self.graph.value(x, bool), axis) > np.int32(0)

    def _count(self, condition: Any, axis: Any) -> Any:
        """Return how many are true: kernels that reduce conditions refuse empty arrays."""
        return self._reduced("ReduceSum", condition.astype("int32"), axis, None)

    def _reduced(self, kind: str, x: Any, axis: Any, dtype: Any) -> Any:
        x = x if dtype is None else x.astype(dtype)
        axes = range(x.ndim) if axis is None else [axis] if isinstance(axis, int) else axis
        axes = [d % x.ndim for d in axes]
        if not axes:
            return x
        return self.graph.folded(kind, x, x.dtype, x.ndim - len(axes), [np.asarray(axes, "int64")], keepdims=0)

    def _extreme(self, kind: str, x: Any, axis: Any) -> Any:
        found = self._reduced(kind, x, axis, None)
        if x.dtype.kind != "f":
            return found
        return self.where(self.any(self.isnan(x), axis), np.asarray(np.nan, x.dtype), found)

    def cumsum(self, x: Any, axis: int, dtype: Any = None) -> Any:
        x = x if dtype is None else x.astype(dtype)
        return self.graph.folded("CumSum", x, x.dtype, x.ndim, [np.asarray(axis % x.ndim, "int64")])

    def argmax(self, x: Any, axis: int) -> Any:
        if x.dtype.kind == "f":  # NaN is the largest, the first one counts
            nan = self.isnan(x)
            first = self.graph.folded("ArgMax", nan, "int64", x.ndim - 1, axis=axis, keepdims=0)
            return self.where(self.any(nan, axis), first, self._argmax(x, axis))
        return self._argmax(x, axis)

    def _argmax(self, x: Any, axis: int) -> Any:
        inside = self.graph.computed("ArgMax", x.dtype)
        return self.graph.node("ArgMax", [x.astype(inside)], "int64", x.ndim - 1, axis=axis, keepdims=0)

    # ---- products

    def dot(self, x: Any, y: Any) -> Any:
        return self.matmul(x, y)

    def matmul(self, x: Any, y: Any) -> Any:
        dtype = self.graph.common(x, y)
        inside = self.graph.computed("MatMul", dtype)
        ndim = max(x.ndim, y.ndim) - (x.ndim == 1) - (y.ndim == 1)
        found = self.graph.node("MatMul", [self.graph.value(v, inside) for v in (x, y)], inside, max(ndim, 0))
        return self.graph.cast(found, dtype)


def _only_of_arrays(name: str) -> Any:
    function = getattr(np, name)
    if isinstance(function, ModuleType):
        raise CannotExport(f"ONNX has no functions like those of numpy.{name}")
    if not callable(function):
        return function

    def call(*arguments: Any, **named: Any) -> Any:
        if not is_known([*arguments, *named.values()]):
            raise CannotExport(f"ONNX has no {name}")
        return function(*arguments, **named)

    return call
