"""Python's slices as values of a graph. Source: theano.tensor.type_other."""

from __future__ import annotations

from typing import Any

from ...graph.types import Type
from ...graph.variable import Constant


class SliceType(Type):
    """The type of Python's slices.

    Its only instance is `theano.tensor.type_other.slicetype`.
    """

    def filter(self, x: int | slice, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        if not isinstance(x, slice):
            raise TypeError(f"Expected a slice, got {x!r}.")
        return x

    def __str__(self) -> str:
        return "slice"


class SliceConstant(Constant):
    """A constant slice, as an index of a graph has it.

    type: slicetype. data: the slice, whose bounds are integers, integer scalars or None. name: its name, or None.
    """

    def signature(self) -> Any:
        return SliceConstant, self.data.start, self.data.stop, self.data.step

    def __str__(self) -> str:
        return f"SliceConstant{{{self.data.start}, {self.data.stop}, {self.data.step}}}"


SliceType.compat_constant_class = SliceConstant
slicetype = SliceType()
