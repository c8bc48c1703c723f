"""Graphs in pickles of a real Theano: an Op of another form than ours is replaced by an equivalent graph.

Ops of the same form load by themselves, as their classes have legacy's names. Functions also hold the optimised graph;
an Op in it without a counterpart here becomes `NotHere`, as nobody computes it (functions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from ....functions.graphs.from_graph import OpFromGraph
from ....graph.op import Op
from ....graph.variable import Constant, Variable
from ....importing.pickle_only_names import ForPickles
from ....ops.control.gradient_marks import Mark
from ....ops.indexing.advanced_subtensor import (
    AdvancedIncSubtensor,
    AdvancedIncSubtensor1,
    AdvancedSubtensor,
    AdvancedSubtensor1,
    rows_of,
)
from ....ops.indexing.nonzero import Nonzero
from ....ops.indexing.reading import getitem
from ....ops.indexing.slice_variables import MakeSlice, make_slice
from ....ops.indexing.writing import inc_subtensor
from ....ops.linear_algebra.blas import batched_dot, dot
from ....ops.reductions.cumulative import CumOp
from ....ops.reductions.functions import max_and_argmax
from ....ops.reductions.ops import Reduction
from ....ops.scan.inner_graph import without_test_values
from ....ops.scan.op import Scan
from ....ops.shapes.creation import Alloc
from ....ops.shapes.join import stack
from ....ops.shapes.shape import patternbroadcast
from .loops import as_ours


class NotHere(Op):
    """An Op of an old pickle that has no counterpart here. why: the exception that was raised."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why

    def __str__(self) -> str:
        return self.name

    def perform(self, node: Any, inputs: Any, output_storage: Any) -> None:
        raise NotImplementedError(f"{self}, an Op of an old pickle, has no counterpart here: {self.why}")


def stand_in(op: Any, inputs: list[Variable], outputs: Sequence[Variable]) -> Any:
    """Return the Op for a node of a real Theano; `op` is the class of that name here.

    `inputs` are changed if the Op needs others.
    """
    try:
        return _stand_in(op, inputs, outputs)
    except Exception as error:  # any error of ours about inputs of an optimised Op
        return NotHere(getattr(op, "__name__", type(op).__name__), str(error))


def _stand_in(op: Any, inputs: list[Variable], outputs: Sequence[Variable]) -> Any:
    if isinstance(op, ForPickles):
        return _replaced(op, inputs, outputs, _MEANT[type(op).__name__])
    if hasattr(op, "make_node"):
        if isinstance(op, Mark) and "scalar_op" not in op.__dict__:
            return type(op)(*op.__dict__.values())  # the bounds of GradClip, the factor of GradScale
        if isinstance(op, CumOp) and op.axis is None:
            return _replaced(op, inputs, outputs, CumOp(None, op.mode))  # of the flattened array here
        if isinstance(op, Nonzero) and len(outputs) == 1:
            return _Undecided.settle(_nonzero(op, inputs, outputs), outputs[0])
        if isinstance(op, Alloc):
            return _Undecided.settle(_alloc(op, inputs, outputs), outputs[0])
        if isinstance(op, Scan) and "of_theano" in op.__dict__:
            return _replaced(op, inputs, outputs, as_ours(Scan, op.__dict__["of_theano"]))
        if isinstance(op, Reduction):
            op.__dict__.pop("scalar_op", None)  # an attribute of the class here
        if isinstance(op, AdvancedSubtensor1 | AdvancedIncSubtensor1):
            return _Undecided.settle(_rows(op), outputs[0])
        if isinstance(op, AdvancedSubtensor | AdvancedIncSubtensor) and not op.pattern:
            return _indexed_by_arrays(op, inputs, outputs)
        return op
    if isinstance(op, FunctionType):  # MaxAndArgmax is a function here, on which pickle put the Op's attributes
        axis = op.__dict__["axis"]
        return _replaced(op, inputs, outputs, lambda x: max_and_argmax(x, axis))
    return _replaced(op, inputs, outputs, op)


# Ops that programs had in their graphs, and that exist here only for pickles
_MEANT: dict[str, Callable[..., Any]] = {"BatchedDot": batched_dot, "Dot22": dot}


class _Undecided(Op):
    """An Op whose form follows from its output's type, which the pickle supplies later, to `compat_settled`."""

    def __init__(self, settle: Callable[[Any], Any]) -> None:
        self.compat_settled = settle

    @classmethod
    def settle(cls, settle: Callable[[Any], Any], output: Variable) -> Any:
        """Return the Op if the type is known, else an undecided one."""
        known = output.__dict__.get("type")
        return cls(settle) if known is None else settle(known)


def _rows(op: AdvancedSubtensor1 | AdvancedIncSubtensor1) -> Callable[[Any], Any]:
    """Return the Op with the rank of the array whose rows it takes: the result's, as the index is a vector."""
    known = op.__dict__
    if isinstance(op, AdvancedSubtensor1):
        return lambda declared: AdvancedSubtensor1(known.get("sparse_grad", False), pattern=rows_of(declared.ndim))
    sets = known.get("set_instead_of_inc", known.get("set_instead", False))
    return lambda declared: AdvancedIncSubtensor1(set_instead_of_inc=sets, pattern=rows_of(declared.ndim))


def _nonzero(op: Nonzero, inputs: Sequence[Variable], outputs: Sequence[Variable]) -> Callable[[Any], Any]:
    """Return the Op; Theano 1.0.5 returned all indices as rows of a matrix, Theano-PyMC one vector per dimension."""

    def settle(declared: Any) -> Any:
        if len(declared.broadcastable) == 1:
            return op
        return _replaced(op, inputs, outputs, lambda x: stack(op(x, return_list=True)))

    return settle


def _alloc(op: Alloc, inputs: Sequence[Variable], outputs: Sequence[Variable]) -> Callable[[Any], Any]:
    """Return the Op; Theano detected lengths of 1 by computing constants, ours by its rules."""

    def settle(declared: Any) -> Any:
        if op.make_node(*inputs).outputs[0].type == declared:
            return op
        return _replaced(op, inputs, outputs, lambda *given: patternbroadcast(op(*given), declared.broadcastable))

    return settle


def _indexed_by_arrays(op: object, inputs: list[Variable], outputs: Sequence[Variable]) -> Any:
    """Return the Op; legacy kept slices and new axes among the index arrays, which become separate inputs here."""
    parts = [v.owner.inputs if v.owner is not None and isinstance(v.owner.op, MakeSlice) else [v] for v in inputs]

    def indexed(*given: Any) -> Any:
        rest = iter(given)
        x, *index = [next(rest) if len(part) == 1 else make_slice(*(next(rest) for _ in part)) for part in parts]
        if isinstance(op, AdvancedSubtensor):
            return getitem(x, tuple(index))
        y, *index = index
        return inc_subtensor(getitem(x, tuple(index)), y, set_instead_of_inc=op.__dict__["set_instead_of_inc"])

    inputs[:] = [v for part in parts for v in part]
    return _replaced(op, inputs, outputs, indexed)


def _replaced(op: Any, inputs: Sequence[Variable], outputs: Sequence[Variable], function: Callable[..., Any]) -> Any:
    """Return `function` of the inputs as an Op with `outputs`; constants among the inputs stay constants."""
    fresh = [v.type() for v in inputs]  # type: ignore[attr-defined]
    given = [v if isinstance(v, Constant) else own for v, own in zip(inputs, fresh, strict=True)]
    with without_test_values():
        found = function(*given)
    results = list(found) if isinstance(found, list | tuple) else [found]
    results = [
        old.type.filter_variable(new) if old.__dict__.get("type") is not None else new
        for old, new in zip(outputs, results, strict=True)
    ]
    return OpFromGraph(fresh, results, name=type(op).__name__)
