"""None and slices of variables, and index items that are variables holding a slice.

Source: theano.tensor.type_other, theano.tensor.subtensor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.op import Op
from ...graph.types import Generic
from ...graph.variable import Apply, Constant, Variable
from ..tensor_op import TensorOp, as_tensor, disconnected, tensor_type
from .slice_type import SliceType, slicetype

FAR = 2**62  # beyond the end of every dimension


class NoneTypeT(Generic):
    """The type of None.

    Its only instance is `theano.tensor.type_other.none_type_t`.
    """

    def filter(self, x: Any, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        if x is not None:
            raise TypeError(f"Expected None, got {x!r}.")
        return x


none_type_t = NoneTypeT()
NoneConst = Constant(none_type_t, None, name="NoneConst")


def as_int_none_variable(x: Any) -> Any:
    """Return one bound of a slice as a variable.

    x: None, an int or an integer scalar. TypeError for another dtype.
    """
    if x is None:
        return NoneConst
    if isinstance(getattr(x, "type", None), NoneTypeT):
        return x
    x = as_tensor(x, ndim=0)
    if np.dtype(x.type.dtype).kind not in "iu":
        raise TypeError("index must be integers")
    return x


class MakeSlice(Op):
    """A slice made from its three bounds. Use it as `theano.tensor.type_other.make_slice`.

    Inputs: start, stop, step, integer scalars or None.
    """

    __props__ = ()

    def make_node(self, slc: Any, stop: Any = None, step: Any = None) -> Apply:
        start = slc
        if isinstance(slc, slice):
            start, stop, step = slc.start, slc.stop, slc.step
        return Apply(self, list(map(as_int_none_variable, (start, stop, step))), [slicetype()])

    def perform(self, node: Apply, inputs: list[np.ndarray | None], outputs: list[list[Any]]) -> None:
        outputs[0][0] = slice(*inputs)

    def grad(self, inputs: Any, grads: Any) -> list[Any]:
        return [disconnected() for _ in inputs]


make_slice = MakeSlice()


@dataclass(frozen=True)
class SliceParts(TensorOp):
    """(start, stop, step) of a slice as int64 scalars; None becomes a value beyond every dimension."""

    def make_node(self, s: Any) -> Apply:
        return Apply(self, [s], [tensor_type("int64", ())() for _ in range(3)])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        return [(), (), ()]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False] * 3]

    def compat_array(self, xp: Any, node: Apply, s: Any) -> list[Any]:
        step = 1 if s.step is None else int(s.step)
        ends = (0, FAR) if step > 0 else (FAR, -FAR)
        parts = [end if part is None else int(part) for part, end in zip((s.start, s.stop), ends, strict=True)]
        return [np.asarray(part, dtype="int64") for part in (*parts, step)]


def unpacked(item: Variable) -> Any:
    """Return an index item as numbers or a slice.

    A variable that holds None or a slice becomes None, or a slice of numbers or variables.
    """
    if isinstance(getattr(item, "type", None), NoneTypeT):
        return None
    if not isinstance(getattr(item, "type", None), SliceType):
        return item
    if isinstance(item, Constant):
        return slice(*(None if v is None else int(v) for v in (item.data.start, item.data.stop, item.data.step)))
    if item.owner is not None and isinstance(item.owner.op, MakeSlice):
        return slice(*(None if isinstance(v.type, NoneTypeT) else v for v in item.owner.inputs))
    return slice(*SliceParts()(item))
