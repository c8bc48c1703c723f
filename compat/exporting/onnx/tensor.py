"""A value of an ONNX graph that is being written: NumPy's operators on it add nodes.

The array forms of Ops, written for NumPy and jax.numpy, run on these values too (`namespace.py` has the functions).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..errors import CannotExport

WHOLE = np.iinfo("int64").max  # ONNX's end of a slice that has none


class Tensor:
    """A value of `graph`, a Graph. dtype: NumPy's; ndim: its rank. Lengths are known only when the model runs."""

    __array_ufunc__ = None  # an array on the left leaves the operator to us

    def __init__(self, graph: Any, name: str, dtype: Any, ndim: int) -> None:
        self.graph, self.name, self.dtype, self.ndim = graph, name, graph.kept(dtype), ndim
        self.may_have_rest = True  # of a vector of lengths: whether one may be -1

    def __repr__(self) -> str:
        return f"<{self.name}: {self.dtype}, {self.ndim}-d>"

    def __bool__(self) -> bool:
        raise CannotExport("its form reads a value that is known only when the model runs")

    __int__ = __float__ = __index__ = __bool__  # type: ignore[assignment]
    __hash__ = object.__hash__

    @property
    def shape(self) -> tuple[Any, ...]:
        """The lengths, as scalars of the graph."""
        return tuple(self.length(d) for d in range(self.ndim))

    def length(self, axis: int) -> Tensor:
        """Return a length as an int64 scalar of the graph."""
        return self.graph.gather(self.shape_vector(), np.asarray(axis % self.ndim, "int64"))

    def shape_vector(self) -> Tensor:
        """Return the lengths as one int64 vector of the graph."""
        found = self.graph.node("Shape", [self], "int64", 1)
        found.may_have_rest = False
        return found

    def astype(self, dtype: Any, copy: bool = True) -> Tensor:
        """Return the value converted to a dtype; floats wrap around in narrow integers as in NumPy."""
        return self.graph.cast(self, np.dtype(dtype))

    def reshape(self, *lengths: Any) -> Tensor:
        """Return the value with other lengths: numbers, scalars of the graph, or one vector of it."""
        [wanted] = lengths if len(lengths) == 1 else [lengths]
        return self.graph.reshape(self, wanted)

    def transpose(self, *order: Any) -> Tensor:
        """Return the value with its dimensions in another order."""
        [wanted] = order if len(order) == 1 else [order or tuple(range(self.ndim))[::-1]]
        return self.graph.transpose(self, wanted)

    @property
    def T(self) -> Tensor:  # noqa: N802
        """The value with its dimensions reversed."""
        return self.transpose()

    def __getitem__(self, index: Any) -> Tensor:
        return self.graph.sliced(self, index if isinstance(index, tuple) else (index,))

    def __add__(self, other: Any) -> Tensor:
        return self.graph.binary("Add", self, other)

    def __radd__(self, other: Any) -> Tensor:
        return self.graph.binary("Add", other, self)

    def __sub__(self, other: Any) -> Tensor:
        return self.graph.binary("Sub", self, other)

    def __rsub__(self, other: Any) -> Tensor:
        return self.graph.binary("Sub", other, self)

    def __mul__(self, other: Any) -> Tensor:
        return self.graph.binary("Mul", self, other)

    def __rmul__(self, other: Any) -> Tensor:
        return self.graph.binary("Mul", other, self)

    def __truediv__(self, other: Any) -> Tensor:
        return self.graph.quotient(self, other)

    def __rtruediv__(self, other: Any) -> Tensor:
        return self.graph.quotient(other, self)

    def __floordiv__(self, other: Any) -> Tensor:
        return self.graph.floor_quotient(self, other)

    def __rfloordiv__(self, other: Any) -> Tensor:
        return self.graph.floor_quotient(other, self)

    def __rmod__(self, other: Any) -> Tensor:
        return self.graph.remainder(other, self)

    def __mod__(self, other: Any) -> Tensor:
        return self.graph.remainder(self, other)

    def __pow__(self, other: Any) -> Tensor:
        return self.graph.power(self, other)

    def __rpow__(self, other: Any) -> Tensor:
        return self.graph.power(other, self)

    def __neg__(self) -> Tensor:
        return self.graph.unary("Neg", self)

    def __abs__(self) -> Tensor:
        return self.graph.unary("Abs", self)

    def __invert__(self) -> Tensor:
        return self.graph.unary("Not" if self.dtype == bool else "BitwiseNot", self)

    def __eq__(self, other: object) -> Tensor:  # type: ignore[override]
        return self.graph.compared("Equal", self, other)

    def __ne__(self, other: object) -> Tensor:  # type: ignore[override]
        return self.graph.unary("Not", self.graph.compared("Equal", self, other))

    def __lt__(self, other: Any) -> Tensor:
        return self.graph.compared("Less", self, other)

    def __le__(self, other: Any) -> Tensor:
        return self.graph.compared("LessOrEqual", self, other)

    def __gt__(self, other: Any) -> Tensor:
        return self.graph.compared("Greater", self, other)

    def __ge__(self, other: Any) -> Tensor:
        return self.graph.compared("GreaterOrEqual", self, other)

    def __and__(self, other: Any) -> Tensor:
        return self.graph.bitwise("And", self, other)

    def __or__(self, other: Any) -> Tensor:
        return self.graph.bitwise("Or", self, other)

    def __xor__(self, other: Any) -> Tensor:
        return self.graph.bitwise("Xor", self, other)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__


def rank(value: Any) -> int:
    """Return the number of dimensions of a value of the graph, an array or a number."""
    return value.ndim if isinstance(value, Tensor) else np.ndim(value)


def is_known(values: Sequence[Any]) -> bool:
    """Return whether none of the values is one of a graph."""
    return not any(isinstance(v, Tensor) for v in values)
