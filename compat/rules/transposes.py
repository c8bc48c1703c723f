"""Matrices that are transposed for a few cheap operations and then transposed back, or summed."""

from __future__ import annotations

from typing import Any

from ..graph.variable import Apply
from ..ops.elementwise.elemwise import EXPENSIVE
from ..ops.elementwise.selection import second
from ..ops.reductions.ops import Sum
from ..ops.shapes.shape import DimShuffle, dimshuffle
from .engine import rule
from .match import entry_of, fit, made_with, one_value

Order = tuple[int, ...]
_DEPTH = 4  # operations: if other nodes read transposed values, this many are computed twice


@rule(on=DimShuffle)
def dimshuffle_of_transposed(node: Apply) -> Any:
    """switch(p, -A.T, s).T -> switch(p, -A, s)"""
    order = node.op.new_order
    if not _is_transpose(node):
        return None
    found = _transposed_back(node.inputs[0], order, _DEPTH)
    return None if found is None else fit(found, node)


@rule(on=Sum)
def sum_of_transposed(node: Apply) -> Any:
    """Sum()(sqr(A.T) * s) -> Sum()(sqr(A) * s)

    Memory is then read in order.
    """
    x = node.inputs[0]
    if node.op.axis is not None or entry_of(x) is None:
        return None
    first = _first_transpose(x, _DEPTH)
    found = None if first is None else _transposed_back(x, tuple(map(first.index, range(len(first)))), _DEPTH)
    return None if found is None else fit(node.op(found), node)


def _is_transpose(node: Apply | None) -> bool:
    """Return whether this only permutes dimensions."""
    return (
        node is not None
        and type(node.op) is DimShuffle
        and "x" not in node.op.new_order
        and len(node.op.new_order) == node.inputs[0].type.ndim
        and node.op.new_order != tuple(range(len(node.op.new_order)))
    )


def _first_transpose(v: Any, depth: int) -> Order | None:
    if _is_transpose(v.owner):
        return v.owner.op.new_order
    found = (_first_transpose(i, depth - 1) for i in v.owner.inputs) if depth and entry_of(v) is not None else ()
    return next((f for f in found if f is not None), None)


def _transposed_back(v: Any, order: Order, depth: int) -> Any:
    """Return `v` with its dimensions reordered, if all arrays in it were transposed before; else None."""
    if v.type.ndim == 0:
        return v
    if v.type.ndim != len(order):
        return None
    inner = made_with(v, DimShuffle)
    if inner is not None:
        if one_value(v):
            return dimshuffle(v, order)
        back = [inner.op.new_order[d] for d in order]
        return inner.inputs[0] if back == list(range(inner.inputs[0].type.ndim)) else None
    entry = entry_of(v)
    if entry is None or entry.cost >= EXPENSIVE or not depth or entry is second:
        return None
    parts = [_transposed_back(i, order, depth - 1) for i in v.owner.inputs]
    if any(part is None or part.type.ndim not in (0, v.type.ndim) for part in parts):
        return None
    return entry(*parts)


TRANSPOSES = (dimshuffle_of_transposed, sum_of_transposed)
