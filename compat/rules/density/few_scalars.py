"""Vectors made of single values that are computed alike, as the computation of a vector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.variable import Apply, Constant
from ...ops.elementwise.elemwise import Elemwise
from ...ops.shapes.join import MakeVector
from ...ops.tensor_op import constant
from ..engine import Rule, rule
from ..match import fit

FEWEST = 4  # values: fewer are as fast one by one


@rule(on=MakeVector)
def vector_of_alike_values(node: Apply) -> Any:
    """stack(s + t, s + u, s + x[0], s + x[3]) -> add(s, stack(t, u, x[0], x[3]))

    A list of group means, each computed from its own parameter, has vectors so, and so has its gradient.
    """
    first = node.inputs[0].owner if len(node.inputs) >= FEWEST else None
    if first is None or type(first.op) is not Elemwise or len(first.outputs) != 1:
        return None
    makers = [v.owner for v in node.inputs]
    if any(m is None or m.op != first.op for m in makers):
        return None
    together = [_together([m.inputs[k] for m in makers]) for k in range(len(first.inputs))]  # type: ignore[union-attr]
    if any(v is None for v in together) or not any(v.type.ndim for v in together):
        return None
    return fit(first.op(*together), node)


def _together(values: Sequence[Any]) -> Any:
    """`values` as one vector, or the one value that they all are; None where they are of several dtypes."""
    first = values[0]
    if all(v is first for v in values):
        return first
    if any(v.type != first.type for v in values):
        return None
    if all(isinstance(v, Constant) for v in values):
        return constant(np.array([v.data for v in values]))
    return MakeVector(first.type.dtype)(*values)


FEW_SCALARS: tuple[Rule, ...] = (vector_of_alike_values,)
