"""Constant arrays of equal values are numbers to arithmetic, whatever their lengths are: as legacy compiled them.

This is done on the graph as it was written, before the cache is asked: what is compiled depends on it, and the key of a
cache entry has no values of constants.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from compat.graph.traversal import applies
from compat.graph.types import TensorType
from compat.graph.variable import Apply, Constant, Variable
from compat.ops.elementwise.arithmetic import add, mul, sub, true_div
from compat.ops.elementwise.elemwise import Elemwise
from compat.ops.shapes.shape import DimShuffle, dimshuffle
from compat.settings import config

ARITHMETIC = frozenset(map(id, (add, sub, mul, true_div)))


def equal_values_as_numbers(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> list[Variable]:
    """Rebuild `outputs`, functions of `inputs`, with `x - [2.0, 2.0]` as `x - [2.0]`; the user's graph stays.

    So where x has no length of 1. That it has as many values is not checked any more, and models rely on it: an
    exposure time for each of 1,000 times is subtracted from the transits of two planets.
    """
    with config.change_flags(compute_test_value="off"):
        return _rebuilt(inputs, outputs)


def _rebuilt(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> list[Variable]:
    memo: dict[int, Variable] = {}
    for node in applies(outputs, stop=list(inputs)):
        read = [memo.get(id(v), v) for v in node.inputs]
        changed = any(new is not old for new, old in zip(read, node.inputs, strict=True))
        if type(node.op) is Elemwise and id(node.op.scalar_op) in ARITHMETIC:
            shorter = _with_numbers(node, read)
            changed, read = changed or shorter is not None, shorter or read
        if not changed:
            continue
        copy = node.clone_with_new_inputs(read, strict=False)
        copy.origin = node.origin
        for old, new in zip(node.outputs, copy.outputs, strict=True):
            memo[id(old)] = new
            if new.name is None:
                new.name = old.name
    return [memo.get(id(v), v) for v in outputs]


def _with_numbers(node: Apply, inputs: Sequence[Variable]) -> list[Variable] | None:
    """Return `inputs` with one value in the place of an operand of equal ones, if the result keeps its type."""
    for place, operand in enumerate(inputs):
        one = None if all(operand.type.broadcastable) else _one_of_equal(operand)
        if one is not None:
            found = [*inputs[:place], one, *inputs[place + 1 :]]
            if node.op(*found).type == node.outputs[0].type:
                return found
    return None


def _one_of_equal(v: Any) -> Any:
    """Return v's value with dimensions of length 1 only, if v is a constant of equal values, or arithmetic on such."""
    if isinstance(v, Constant):
        if all(v.type.broadcastable):
            return v
        data = np.asarray(v.data)
        if (
            not isinstance(v.type, TensorType)
            or v.borrowed is not None
            or data.size == 0
            or not (data == data.flat[0]).all()
        ):
            return None
        one = TensorType(v.type.dtype, (True,) * v.type.ndim)
        return one.make_constant(data.flat[0].reshape((1,) * v.type.ndim))
    node = v.owner
    if node is None or type(node.op) not in (DimShuffle, Elemwise):
        return None
    inputs = [_one_of_equal(x) for x in node.inputs]
    if any(x is None for x in inputs):
        return None
    return dimshuffle(inputs[0], node.op.new_order) if type(node.op) is DimShuffle else node.op(*inputs)
