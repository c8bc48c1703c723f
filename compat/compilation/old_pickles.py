"""Graphs that a real Theano pickled: an Op that ours has in another form is put in as the graph that it stands for.

Ops of one form load by themselves: their classes have legacy's names. Functions of a real Theano do not load, since
their pickles hold the graphs that its optimiser made: pickle the variables, and compile where they are loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from compat.compilation.from_graph import OpFromGraph
from compat.graph.variable import EVALUATE, Constant, Variable
from compat.ops.advanced_subtensor import AdvancedIncSubtensor1, AdvancedSubtensor1
from compat.ops.reduction_ops import Reduction
from compat.ops.shape import Shape, unbroadcast


def stand_in(op: Any, inputs: Sequence[Variable], outputs: Sequence[Variable]) -> Any:
    """The Op for a node of a real Theano: `op` is what the name of its class stands for here."""
    if hasattr(op, "make_node"):
        if isinstance(op, Reduction):
            op.__dict__.pop("scalar_op", None)  # here it is of the class
        if isinstance(op, AdvancedSubtensor1 | AdvancedIncSubtensor1):
            op.__dict__.setdefault("set_instead", op.__dict__.get("set_instead_of_inc", False))
            return op.make_node(*inputs).op
        if type(op) is not Shape or inputs[0].type.ndim != 1:  # type: ignore[attr-defined]
            return op
        return OpFromGraph([x := inputs[0].type()], [unbroadcast(op(x), 0)])  # legacy did not declare its length
    fresh = [v.type() for v in inputs]  # type: ignore[attr-defined]
    given = [v if isinstance(v, Constant) else own for v, own in zip(inputs, fresh, strict=True)]
    if hasattr(op, "axis"):  # MaxAndArgmax: here a function, on which pickle put the attributes of the Op
        from compat.ops.reductions import max_and_argmax

        found = max_and_argmax(given[0], op.axis)
    else:
        found = op(*given)
    results = list(found) if isinstance(found, list | tuple) else [found]
    results = [old.type.filter_variable(new) if old.__dict__.get("type") is not None else new
               for old, new in zip(outputs, results, strict=True)]
    return OpFromGraph(fresh, results, name=type(op).__name__)


EVALUATE["stand_in"] = stand_in
