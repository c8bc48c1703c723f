"""Graphs that a real Theano pickled: an Op that ours has in another form is put in as the graph that it stands for.

Ops of one form load by themselves: their classes have legacy's names. Functions of a real Theano do not load, since
their pickles hold the graphs that its optimiser made: pickle the variables, and compile where they are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from compat.compilation.from_graph import OpFromGraph
from compat.graph.variable import Constant, Variable
from compat.ops.indexing.advanced_subtensor import (
    AdvancedIncSubtensor,
    AdvancedIncSubtensor1,
    AdvancedSubtensor,
    AdvancedSubtensor1,
)
from compat.ops.indexing.functions import getitem, inc_subtensor
from compat.ops.indexing.slice_variables import MakeSlice, make_slice
from compat.ops.reductions.functions import max_and_argmax
from compat.ops.reductions.ops import Reduction
from compat.ops.scan.inner_graph import without_test_values


def stand_in(op: Any, inputs: list[Variable], outputs: Sequence[Variable]) -> Any:
    """Return the Op for a node of a real Theano: `op` is what the name of its class stands for here.

    It may need other `inputs`: then these are changed.
    """
    if hasattr(op, "make_node"):
        if isinstance(op, Reduction):
            op.__dict__.pop("scalar_op", None)  # here it is of the class
        if isinstance(op, AdvancedSubtensor1 | AdvancedIncSubtensor1):
            op.__dict__.setdefault("set_instead", op.__dict__.get("set_instead_of_inc", False))
            return op.make_node(*inputs).op
        if isinstance(op, AdvancedSubtensor | AdvancedIncSubtensor) and not hasattr(op, "pattern"):
            return _indexed_by_arrays(op, inputs, outputs)
        return op
    if hasattr(op, "axis"):  # MaxAndArgmax: here a function, on which pickle put the attributes of the Op
        return _replaced(op, inputs, outputs, lambda x: max_and_argmax(x, op.axis))
    return _replaced(op, inputs, outputs, op)


def _indexed_by_arrays(op: Any, inputs: list[Variable], outputs: Sequence[Variable]) -> Any:
    """Legacy kept slices and new axes among the index arrays of one Op. Slices become inputs by their parts."""
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
    """`function` of the inputs as an Op with `outputs`; constants among the inputs stay constants."""
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
