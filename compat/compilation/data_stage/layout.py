"""The data layout that compiled code reads best: column-major matrices, checked indices.

Static matrices that are only multiplied by vectors are copied in column-major order. A product row by row is vectorised
along the rows, which are short; column by column along the many rows (backends/c/nests/tiling.py). The copy is made
once per version of the data, and only of matrices that are small enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...backends.c.errors import CannotCompile
from ...graph.program import Program
from ...graph.seen import seen
from ...graph.variable import Apply, Constant, SharedVariable, Variable
from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor
from ...ops.linear_algebra.blas import Dot
from ...ops.reductions.segments import ByGroup, laid_out
from ...ops.shapes.shape import is_transposed
from ...rules import thresholds


def in_columns(whole: Program, dynamic: set[int], shared: bool) -> list[Variable]:
    """Return the static matrices to lay out in column-major order.

    dynamic: ids of the dynamic variables. shared: whether shared variables count as rarely changed.
    """
    uses: dict[int, list[Any]] = {}
    for node in whole.nodes:
        for v in node.inputs:
            uses.setdefault(id(v), []).append(node)
    leaves = {id(v): v for node in whole.nodes for v in node.inputs if v.owner is None}
    given = {id(v) for v in whole.outputs}
    return [
        v for v in leaves.values() if id(v) not in dynamic and _tall(v, shared) and _only_in_products(v, uses, given)
    ]


def _tall(variable: Variable, shared: bool) -> bool:
    if getattr(variable.type, "broadcastable", None) != (False, False):
        return False
    if isinstance(variable, SharedVariable):
        value = seen(variable) if shared else None
        lengths = None if value is None else value.lengths
    else:
        array = variable.compat_annotation.array
        lengths = None if array is None else array.shape
    if lengths is None:
        return False
    rows, columns = lengths
    dtype = variable.type.compat_numpy_dtype  # type: ignore[attr-defined]
    return (
        dtype.kind == "f"
        and columns <= thresholds.BY_COLUMNS_MOST
        and rows >= thresholds.BY_COLUMNS_ROWS_EACH * columns
        and rows * columns * dtype.itemsize <= thresholds.BY_COLUMNS_LARGEST
    )


def _only_in_products(variable: Variable, uses: dict[int, list[Any]], given: set[int]) -> bool:
    if id(variable) in given:
        return False
    for node in uses.get(id(variable), ()):
        if is_transposed(node.outputs[0]):
            if not _only_in_products(node.outputs[0], uses, given):
                return False
        elif not (isinstance(node.op, Dot) and min(v.type.ndim for v in node.inputs) == 1):
            return False
    return True


def lengths_of_leaves(whole: Program) -> Any:
    """Return lengths of all arrays of `whole`, as far as they are known at compile time."""
    from ...backends.c.computations.lengths import Lengths  # the C backend: only when something is compiled

    leaves = {id(v): v for node in whole.nodes for v in node.inputs if v.owner is None}
    return Lengths(list(leaves.values()))


def known_length(lengths: Any, v: Variable, axis: int = 0) -> Any:
    """Return a length of `v` by `lengths_of_leaves`; None if it is not known at compile time."""
    try:
        return lengths.of(v)[axis]
    except CannotCompile:
        return None


def indices(whole: Program, dynamic: set[int]) -> dict[Variable, int]:
    """Return static index arrays -> the one length of all dimensions that they index, if it is known.

    Their range is then checked once per version of the data, not at each use.
    """
    if not any(map(_arrays_of, whole.nodes)):
        return {}
    lengths = lengths_of_leaves(whole)
    found: dict[Variable, int] = {}
    refused = {id(v) for v in whole.outputs}
    for node in whole.nodes:
        if isinstance(node.op, ByGroup):
            continue
        arrays = _arrays_of(node)
        refused.update(id(v) for v in node.inputs if not any(v is a for a in arrays))
        if not arrays or not any(id(v) in dynamic for v in (*node.inputs, *node.outputs)):
            continue
        for d, position in enumerate(node.op.pattern):
            array = None if position is None else laid_out(arrays[position])
            if array is None or id(array) in dynamic or isinstance(array, Constant):
                continue
            length = known_length(lengths, node.inputs[0], d)
            if not isinstance(length, int) or found.setdefault(array, length) != length:
                refused.add(id(array))
    return {v: n for v, n in found.items() if id(v) not in refused}


def _arrays_of(node: Apply) -> Sequence[Variable]:
    """Return the arrays by which `node` indexes."""
    if isinstance(node.op, AdvancedSubtensor):
        return node.inputs[1:]
    return node.inputs[2:] if isinstance(node.op, AdvancedIncSubtensor) else ()
