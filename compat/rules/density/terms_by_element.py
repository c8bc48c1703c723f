"""The terms of a sum by element of a discrete variable: changing one element changes one term."""

from __future__ import annotations

from typing import Any

from ...graph.traversal import ancestors, applies
from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, neg, sub
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.advanced_subtensor import AdvancedSubtensor1
from ...ops.reductions.ops import Sum
from ...ops.scan.inner_graph import without_test_values
from ...ops.shapes.creation import arange, zeros_like
from ...ops.shapes.shape import DimShuffle
from ..match import entry_of

_Tables = dict[int, Any]  # id of a variable -> its table


def terms_by_element(total: Variable, variable: Variable, values: int) -> Variable | None:
    """Return a table f with total = rest + sum over i of f[variable[i], i]; None if the graph does not show one.

    f has `values` rows, each of the shape of `variable`; `rest` does not depend on `variable`. The graph shows it if
    each path from the variable to the total is elementwise, or an index of rows, up to a sum over all axes, after which
    only sums and differences of numbers follow. In between there may be further axes after those of the variable.
    """
    ndim = variable.type.ndim  # type: ignore[attr-defined]
    if ndim == 0:
        return None
    moved = _depending(total, variable)
    if id(total) not in moved:
        return None
    found = _summed(total, moved)
    if found is None:
        return None
    with without_test_values():
        rows = arange(values).dimshuffle(0, *["x"] * ndim).astype(variable.type.dtype)  # type: ignore[attr-defined]
        tables: _Tables = {id(variable): rows}
        for node in applies([term for _, term in found], stop=[variable]):
            if id(node.outputs[0]) in moved:
                table = _table_of(node, variable, moved, tables)
                if table is None:
                    return None
                tables[id(node.outputs[0])] = table
        whole = zeros_like(variable, "float64")  # has all axes, even if the terms of all elements are equal
        for sign, term in found:
            table = tables[id(term)]
            more = list(range(1 + ndim, table.type.ndim))
            table = table.sum(axis=more) if more else table
            whole = whole + table if sign > 0 else whole - table
        return whole


def _depending(total: Variable, variable: Variable) -> set[int]:
    """Return ids of the variables that depend on `variable`, including itself."""
    found = {id(variable)}
    for node in applies([total], stop=[variable]):
        if any(id(v) in found for v in node.inputs):
            found.update(map(id, node.outputs))
    return found


def _summed(total: Variable, moved: set[int]) -> list[tuple[int, Variable]] | None:
    """Return the arrays, with signs, whose sums are the part of `total` that depends on the variable."""
    found, queue = [], [(1, total)]
    while queue:
        sign, value = queue.pop()
        if id(value) not in moved:
            continue
        node, entry = value.owner, entry_of(value)
        if node is None or value.type.ndim:  # type: ignore[attr-defined]
            return None
        if entry is add or entry is sub or entry is neg:
            signs = [sign] * len(node.inputs) if entry is add else [sign, -sign] if entry is sub else [-sign]
            queue += reversed(list(zip(signs, node.inputs, strict=True)))
        elif isinstance(node.op, Sum):
            found.append((sign, node.inputs[0]))
        else:
            return None
    return found


def _table_of(node: Apply, variable: Variable, moved: set[int], tables: _Tables) -> Any:
    """Return the result of `node` at each value of the variable; None if an element depends on other elements.

    The first axis is for the values; then follow the node's own axes, of which the first are those of the variable.
    """
    [out, *others], like = node.outputs, variable.type
    if others or out.type.broadcastable[: like.ndim] != like.broadcastable:
        return None
    x = node.inputs[0]
    if isinstance(node.op, Elemwise):
        # broadcasting moves its axes to the right
        if any(id(v) in moved and v.type.ndim != out.type.ndim for v in node.inputs):
            return None
        return node.op(*[tables[id(v)] if id(v) in moved else v for v in node.inputs])
    if type(node.op) is AdvancedSubtensor1 and id(x) not in moved and like.ndim == 1:
        index = tables[id(node.inputs[1])]
        if index.type.broadcastable[1]:  # all elements of the variable read the same place of `x`
            return node.op(x, index.flatten()).dimshuffle(0, "x", *range(1, x.type.ndim))
        rows = node.op(x, index.flatten())
        return rows.reshape([*index.shape, *rows.shape[1:]], ndim=1 + x.type.ndim)
    if isinstance(node.op, DimShuffle):
        order, n = tuple(node.op.new_order), x.type.ndim
        kept = order[:n] == tuple(range(n)) and set(order[n:]) <= {"x"}
        return tables[id(x)].dimshuffle(*range(1 + n), *order[n:]) if kept else None
    if type(node.op) is Sum and min(node.op.axes(x.type.ndim), default=0) >= like.ndim:
        return tables[id(x)].sum(axis=[1 + a for a in node.op.axes(x.type.ndim)])
    return None


def depends_on(value: Variable, variables: list[Variable]) -> bool:
    """Return whether `value` is computed from one of `variables`."""
    wanted = set(map(id, variables))
    return any(id(v) in wanted for v in ancestors([value]))


__all__ = ["depends_on", "terms_by_element"]
