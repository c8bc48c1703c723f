"""None and slices as values in a graph. Source of the names: theano.tensor.type_other."""

from __future__ import annotations

from typing import Any

from compat.graph.op import Op
from compat.graph.types import Generic
from compat.graph.variable import Apply, Constant
from compat.ops.slice_type import SliceConstant, SliceType, slicetype
from compat.ops.tensor_op import as_tensor
from compat.theano_api.absence import absent_from


def as_int_none_variable(x: Any) -> Any:
    """`x` as a variable: None, or an integer scalar (TypeError for another dtype)."""
    if x is None:
        return NoneConst
    if isinstance(getattr(x, "type", None), NoneTypeT):
        return x
    x = as_tensor(x, ndim=0)
    if x.type.dtype not in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
        raise TypeError("index must be integers")
    return x


class MakeSlice(Op):
    """A slice of integer scalars, any of them None."""

    __props__ = ()

    def make_node(self, slc: Any, stop: Any = None, step: Any = None) -> Apply:
        start = slc
        if isinstance(slc, slice):
            start, stop, step = slc.start, slc.stop, slc.step
        return Apply(self, list(map(as_int_none_variable, (start, stop, step))), [slicetype()])

    def perform(self, node: Apply, inputs: Any, outputs: Any) -> None:
        outputs[0][0] = slice(*inputs)

    def grad(self, inputs: Any, grads: Any) -> list[Any]:
        from compat.ops.tensor_op import disconnected

        return [disconnected() for _ in inputs]


make_slice = MakeSlice()


class NoneTypeT(Generic):
    """None, and nothing else."""

    def filter(self, data: Any, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        if data is not None:
            raise TypeError(f"Expected None, got {data!r}.")
        return data


none_type_t = NoneTypeT()
NoneConst = Constant(none_type_t, None, name="NoneConst")

__all__ = [
    "Generic", "MakeSlice", "NoneConst", "NoneTypeT", "SliceConstant", "SliceType",
    "as_int_none_variable", "make_slice", "none_type_t", "slicetype",
]
__getattr__ = absent_from(__name__)
