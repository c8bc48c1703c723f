"""Constant folding of literals."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply, Constant
from ..ops.elementwise.elemwise import Elemwise
from ..ops.reductions.ops import Reduction
from ..ops.shapes.join import MakeVector
from ..ops.shapes.shape import Reshape
from ..settings import config
from .engine import rule
from .exact import is_exact
from .match import literal


def _scalars(node: Apply) -> list[np.ndarray] | None:
    values = []
    for v in node.inputs:
        if not isinstance(v, Constant) or v.type.ndim:
            return None
        values.append(v.data)
    return values


@rule(on=(Elemwise, Reduction))
def literal_result(node: Apply) -> Any:
    """add(2.0, 3.0) -> 5.0

    An error (an integer division by zero) is left for run time, where legacy raised it.
    """
    values = _scalars(node)
    if values is None or len(node.outputs) != 1 or node.outputs[0].type.ndim:
        return None
    if config.reproducible and not is_exact(node):
        return None
    try:
        with np.errstate(all="ignore"):
            result = node.op.compat_array(np, node, *values)[0]
    except (ArithmeticError, ValueError, TypeError):
        return None
    return literal(result, node.outputs[0].type.dtype)


@rule(on=Reshape)
def literal_shape(node: Apply) -> Any:
    """reshape(x, stack(5, 1)) -> reshape(x, [5, 1])"""
    x, lengths = node.inputs
    maker = lengths.owner
    if maker is None or type(maker.op) is not MakeVector:
        return None
    values = _scalars(maker)
    if values is None:
        return None
    literal_lengths = lengths.type.make_constant(np.asarray(values, dtype=maker.op.dtype))
    # declared types: a length of 1 that is found late implies no broadcasting
    return node.clone_with_new_inputs([x, literal_lengths], strict=False).outputs


LITERALS = (literal_result, literal_shape)
