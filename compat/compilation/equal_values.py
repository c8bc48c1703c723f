"""Constant arrays of equal values are scalars to arithmetic, whatever their lengths, as in legacy.

This is done on the graph as written, before the cache is consulted: the compiled text depends on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..graph.traversal import rebuild
from ..graph.variable import Apply, Constant, Variable
from ..ops.elementwise.arithmetic import add, mul, sub, true_div
from ..ops.elementwise.elemwise import Elemwise
from ..ops.known_values import NotScalarConstantError, get_scalar_constant_value
from ..ops.shapes.shape import DimShuffle, dimshuffle
from ..ops.tensor_op import constant
from ..settings import config

ARITHMETIC = frozenset(map(id, (add, sub, mul, true_div)))


def equal_values_as_numbers(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> list[Variable]:
    """Return `outputs`, functions of `inputs`, with `x - [2.0, 2.0]` as `x - [2.0]`; the user's graph is not changed.

    This applies if x has no dimension of length 1. Lengths are then no longer compared, and models rely on it: one
    exposure time for each of 1,000 times is subtracted from the transits of two planets.
    """
    ones: dict[int, Any] = {}  # constants of equal values, and arithmetic on them -> one of the values; else None

    def one_of(v: Variable) -> Any:
        if isinstance(v, Constant) and id(v) not in ones:
            ones[id(v)] = _one_of_equal(v)
        return ones.get(id(v))

    def read(node: Apply, operands: list[Variable]) -> list[Variable]:
        if type(node.op) not in (DimShuffle, Elemwise):
            return operands
        [result, *_], each = node.outputs, [one_of(v) for v in operands]
        if all(one is not None for one in each):
            ones[id(result)] = result if all(result.type.broadcastable) else _of_ones(node, each)
        elif type(node.op) is Elemwise and id(node.op.scalar_op) in ARITHMETIC:
            found = [v if one is None else one for v, one in zip(operands, each, strict=True)]
            if (
                any(new is not old for new, old in zip(found, operands, strict=True))
                and node.op(*found).type == result.type
            ):
                return found
        return operands

    with config.change_flags(compute_test_value="off"):
        return rebuild(outputs, read, {v: v for v in inputs})


def _of_ones(node: Apply, each: Sequence[Variable]) -> Variable:
    """Return the result of `node` for values whose dimensions all have length 1."""
    return dimshuffle(each[0], node.op.new_order) if isinstance(node.op, DimShuffle) else node.op(*each)


def _one_of_equal(v: Variable) -> Any:
    """Return the value of a constant, with dimensions of length 1; None if its values differ."""
    if all(v.type.broadcastable):
        return v
    try:
        return constant(get_scalar_constant_value(v).reshape((1,) * v.type.ndim))
    except NotScalarConstantError:
        return None
