"""Classes of Ops by which legacy code makes or recognises a node, where ours differ.

`MaxAndArgmax(axis)(x)` builds our Op, and `isinstance(node.op, MaxAndArgmax)` recognises it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...graph.op import Op
from ...graph.variable import Variable
from ...ops.ordering.permutation import permute_row_elements
from ...ops.reductions.functions import max_and_argmax, mean
from ...ops.reductions.ops import Argmax, Max, Min
from ...ops.shapes import join as _join
from ...ops.shapes.splitting import SplitGuard, split
from ...ops.shapes.tiling import tile
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .stand_in_classes import StandsFor


def _class(name: str, doc: str, recognises: Callable[[Any], bool], build: Callable[..., Any]) -> Any:
    def new(cls: Any, *arguments: Any, **keywords: Any) -> Any:
        return build(*arguments, **keywords)

    return StandsFor(name, (), {"__doc__": doc, "__new__": new, "recognises": staticmethod(recognises)})


def _never(op: Op) -> bool:
    return False


MaxAndArgmax = _class(
    "MaxAndArgmax",
    "Largest element and its index over `axis`.",
    lambda op: type(op) in (Max, Min, Argmax),
    lambda axis=None: lambda x: max_and_argmax(x, axis),
)
Mean = _class("Mean", "The mean over `axis`.", _never, lambda axis=None: lambda x: mean(x, axis))
Tile = _class("Tile", "`tile` to `ndim` dimensions.", _never, lambda ndim: lambda x, reps: tile(x, reps, ndim))
PermuteRowElements = _class("PermuteRowElements", "`permute_row_elements`.", _never, lambda: permute_row_elements)


class Join(metaclass=StandsFor):
    """`Join()(axis, *tensors)` is `join`, and compares equal to our Op. `view` is Theano's and has no effect."""

    def __init__(self, view: int = -1) -> None:
        self.view = view

    def __call__(self, axis: int | Sequence[int], *tensors: Tensor) -> Any:
        return _join.join(axis, *tensors)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Join)

    def __hash__(self) -> int:
        return hash(Join)

    @staticmethod
    def recognises(op: Op) -> bool:
        return type(op) in (Join, _join.Join, _join.JoinAlong)


class Split(metaclass=StandsFor):
    """`Split(n)(x, axis, sizes)` is `split(x, sizes, n, axis)`."""

    def __init__(self, len_splits: int) -> None:
        self.len_splits = int(len_splits)

    def __call__(self, x: TensorLike, axis: int | Variable, splits: TensorLike) -> Any:
        return split(x, splits, self.len_splits, axis)

    @staticmethod
    def recognises(op: Op) -> bool:
        return type(op) in (Split, SplitGuard)


join_ = Join()
