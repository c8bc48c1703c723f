"""Classes of Ops by which legacy code makes or recognises a node, where ours differ.

`MaxAndArgmax(axis)(x)` builds our Op, and `isinstance(node.op, MaxAndArgmax)` recognises it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...docstrings import text
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

SOURCE = "theano.tensor.basic"
AXIS = {"axis": "the dimension, or dimensions, that are reduced; None for all. x is a tensor of any shape"}


def _class(name: str, doc: str, recognises: Callable[[Any], bool], build: Callable[..., Any]) -> Any:
    def new(cls: Any, *arguments: Any, **keywords: Any) -> Any:
        return build(*arguments, **keywords)

    return StandsFor(name, (), {"__doc__": doc, "__new__": new, "recognises": staticmethod(recognises)})


def _never(op: Op) -> bool:
    return False


MaxAndArgmax = _class(
    "MaxAndArgmax",
    text(
        "The largest elements and their indices: `MaxAndArgmax(axis)(x)` is `max_and_argmax(x, axis)`.",
        AXIS,
        ">>> [each.eval().tolist() for each in tt.MaxAndArgmax((0,))([[1, 5], [3, 2]])]\n[[3, 5], [1, 0]]",
        SOURCE,
    ),
    lambda op: type(op) in (Max, Min, Argmax),
    lambda axis=None: lambda x: max_and_argmax(x, axis),
)
Mean = _class(
    "Mean",
    text(
        "The mean: `Mean(axis)(x)` is `mean(x, axis)`.",
        AXIS,
        ">>> tt.basic.Mean(0)([[1.0, 5.0], [3.0, 2.0]]).eval()\narray([2. , 3.5])",
        SOURCE,
    ),
    _never,
    lambda axis=None: lambda x: mean(x, axis),
)
Tile = _class(
    "Tile",
    text(
        "Repetition of a whole tensor: `Tile(ndim)(x, reps)` is `tile(x, reps, ndim)`.",
        {"ndim": "the number of dimensions of the result, the length of reps"},
        ">>> tt.Tile(1)([1, 2], [2]).eval()\narray([1, 2, 1, 2])",
        SOURCE,
    ),
    _never,
    lambda ndim: lambda x, reps: tile(x, reps, ndim),
)
PermuteRowElements = _class(
    "PermuteRowElements",
    text(
        "A permutation of each row: `PermuteRowElements()` is the function `permute_row_elements`.",
        {},
        ">>> tt.basic.PermuteRowElements()([[5, 6, 7]], [[2, 0, 1]]).eval()\narray([[7, 5, 6]])",
        SOURCE,
    ),
    _never,
    lambda: permute_row_elements,
)


class Join(metaclass=StandsFor):
    """The Op of `join`: `Join()(axis, *tensors)`; it compares equal to ours.

    view: Theano's, without an effect. axis: the dimension; the tensors have one shape in the others.
    """

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
    """The Op of `split`: `Split(len_splits)(x, axis, sizes)` is split(x, sizes, len_splits, axis).

    len_splits: the number of parts. sizes: their lengths, a vector.
    """

    def __init__(self, len_splits: int) -> None:
        self.len_splits = int(len_splits)

    def __call__(self, x: TensorLike, axis: int | Variable, splits: TensorLike) -> Any:
        return split(x, splits, self.len_splits, axis)

    @staticmethod
    def recognises(op: Op) -> bool:
        return type(op) in (Split, SplitGuard)


join_ = Join()
