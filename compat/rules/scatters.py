"""Reads of places that were written at known positions, such as triangles that are packed in vectors."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..graph.variable import Apply, Constant, Variable
from ..ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedIncSubtensor1, AdvancedSubtensor1
from ..ops.shapes.creation import Alloc
from ..ops.shapes.diagonal_ops import ExtractDiag
from ..ops.tensor_op import structure
from .engine import rule
from .indexing import known_length
from .match import as_dtype, fit, made_with, number


@rule(on=AdvancedSubtensor1)
def positions_of_written(node: Apply) -> Any:
    """set_subtensor(x[structure([0, 2, 3, 4, 1])], w)[structure([3, 0])] -> w[structure([2, 0])]

    If all places that are read were written.
    """
    maker = made_with(node.inputs[0], AdvancedIncSubtensor1)
    if maker is None or not maker.op.set_instead_of_inc:
        return None
    written, wanted = _positions(maker.inputs[2]), _positions(node.inputs[1])
    if written is None or wanted is None:
        return None
    return _read(maker.inputs[1], written, wanted, node)


@rule(on=ExtractDiag)
def diagonal_of_written(node: Apply) -> Any:
    """ExtractDiag()(set_subtensor(alloc(0.0, 2, 3)[structure([0, 1, 0, 1, 0]), structure([0, 2, 2, 1, 0])], w)) -> \
w[structure([4, 3])]

    The last write to a place counts.
    """  # noqa: D205  (the identity is one line)
    maker = made_with(node.inputs[0], AdvancedIncSubtensor)
    if (
        maker is None
        or not maker.op.set_instead_of_inc
        or maker.op.pattern != (0, 1)
        or (node.op.offset, node.op.axis1, node.op.axis2) != (0, 0, 1)
    ):
        return None
    spread = made_with(maker.inputs[0], Alloc)
    lengths = () if spread is None else tuple(map(number, spread.inputs[1:]))
    rows, columns = map(_positions, maker.inputs[2:])
    if (
        rows is None
        or columns is None
        or len(lengths) != 2
        or None in lengths
        or len(rows) != len(columns)
        or (rows >= lengths[0]).any()
        or (columns >= lengths[1]).any()
    ):
        return None
    n = int(max(lengths))
    return _read(maker.inputs[1], rows * n + columns, np.arange(min(lengths)) * (n + 1), node)


def _positions(index: object) -> np.ndarray | None:
    """Return positions that depend on lengths only, none counted from the end; None if they do not."""
    if not isinstance(index, Constant) or index.type.ndim != 1 or (index.data < 0).any():  # type: ignore[attr-defined]
        return None
    return np.asarray(index.data)


def _read(values: Variable, written: np.ndarray, wanted: np.ndarray, node: Apply) -> Any:
    """Return the elements of `values`, written at `written`, that lie at `wanted`; None if some were not written."""
    if values.type.ndim != 1 or known_length(values, 0) != len(written):  # a single value may fill all places
        return None
    last = {int(at): k for k, at in enumerate(written)}
    taken = [last.get(int(at), -1) for at in wanted]
    if -1 in taken:
        return None
    values = as_dtype(values, node.outputs[0].type.dtype)
    return fit(values if taken == list(range(len(written))) else AdvancedSubtensor1()(values, structure(taken)), node)


SCATTERS = (positions_of_written, diagonal_of_written)
