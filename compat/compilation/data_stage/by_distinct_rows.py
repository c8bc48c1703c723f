"""Functions of scalars and data rows are computed once for each distinct row of the data.

Counts repeat: the log density of 5,000 counts computes `gammaln(alpha + y[i])` 5,000 times for some 20 different
numbers. If everything that varies from row to row is data, and few rows differ (as far as that is seen at compile
time), it is computed for the distinct rows, and summed with their multiplicities or read by index. Equal rows are found
once per version of the data (ops/indexing/distinct_rows.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import replace
from ...graph.variable import Apply, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.elementwise.functions import cast
from ...ops.indexing.advanced_subtensor import AdvancedSubtensor1
from ...ops.indexing.distinct_rows import DistinctRows, distinct_rows
from ...ops.reductions.ops import All, Any_, Max, Min, Sum
from ...rules import thresholds
from .grouping import value_now

_WITHOUT_COUNTS = (All, Any_, Max, Min)

Columns = frozenset[Variable]


@dataclass
class _Rows:
    """The data rows as seen: their current values, and the sets of columns with few distinct rows."""

    values: dict[Variable, np.ndarray | None] = field(default_factory=dict)
    few: dict[Columns, bool] = field(default_factory=dict)

    def are_few(self, columns: Columns) -> bool:
        """Return whether `columns` have few distinct rows now."""
        if columns not in self.few:
            self.few[columns] = len(columns) <= thresholds.DISTINCT_MOST_COLUMNS and self._are_few(columns)
        return self.few[columns]

    def _are_few(self, columns: Columns) -> bool:
        found = [self._value(v) for v in columns]
        rows = None if found[0] is None else len(found[0])
        if rows is None or rows < thresholds.DISTINCT_FEWEST_ROWS or any(v is None or len(v) != rows for v in found):
            return False
        if len(columns) > 1 and not all(self.are_few(frozenset([v])) for v in columns):
            return False
        return len(distinct_rows([v for v in found if v is not None])[0]) <= thresholds.DISTINCT_LARGEST_SHARE * rows

    def _value(self, column: Variable) -> np.ndarray | None:
        if column not in self.values:
            self.values[column] = value_now(column)
        return self.values[column]


def by_distinct_rows(whole: Program, dynamic: set[int], interner: Interner) -> Program:
    """Return `whole` with functions of scalars and of few distinct data rows computed once per distinct row.

    dynamic: ids of the dynamic variables.
    """
    rows = _Rows()
    columns = _functions_of_rows(whole, dynamic, rows)
    sums, reads = _leaving(whole, columns)
    leaving = [*reads, *(node.inputs[0] for node in sums)]
    if not leaving:
        return whole
    together = frozenset[Variable]().union(*(columns[v] for v in leaving))
    one_kind = rows.are_few(together)
    made: dict[Columns, _OfKinds] = {}

    def of_kinds(v: Variable) -> _OfKinds:
        key = together if one_kind else columns[v]
        if key not in made:
            made[key] = _OfKinds([c for c in rows.values if c in key], columns)
        return made[key]

    replaced: dict[Variable, Variable] = {v: of_kinds(v).of_rows(v) for v in reads}
    for node in sums:
        kinds = of_kinds(node.inputs[0])
        replaced[node.outputs[0]] = node.op(  # type: ignore[operator]
            kinds.each(node.inputs[0]) if isinstance(node.op, _WITHOUT_COUNTS) else kinds.weighted(node)
        )
    return program(whole.inputs, intern(replace(whole.outputs, replaced), interner))


def _functions_of_rows(whole: Program, dynamic: set[int], rows: _Rows) -> dict[Variable, Columns]:
    """Return variables computed row by row from scalars and data with few distinct rows -> these data."""
    found: dict[Variable, Columns] = {}
    for node in whole.nodes:
        v = node.outputs[0]
        if type(node.op) is not Elemwise or not _is_vector(v) or id(v) not in dynamic:
            continue
        columns: set[Variable] = set()
        for i in node.inputs:
            if not _is_vector(i):
                continue
            if id(i) not in dynamic:
                columns.add(i)
            elif i in found:
                columns |= found[i]
            else:
                break
        else:
            if rows.are_few(frozenset(columns)):
                found[v] = frozenset(columns)
    return found


def _leaving(whole: Program, columns: dict[Variable, Columns]) -> tuple[list[Apply], list[Variable]]:
    """Return (nodes that sum functions of rows, functions of rows that others read and that are worth it)."""
    sums, read = [], {v for v in whole.outputs if v in columns}
    for node in whole.nodes:
        if isinstance(node.op, Sum | All | Any_ | Max | Min) and node.inputs[0] in columns and _plain(node):
            sums.append(node)
        elif node.outputs[0] not in columns:
            read.update(v for v in node.inputs if v in columns)
    costs: dict[Variable, int] = {}
    for v in columns:  # in the order of nodes: arguments come before functions
        maker: Any = v.owner
        costs[v] = maker.op.scalar_op.cost + sum(costs.get(i, 0) for i in maker.inputs)
    return sums, [v for v in columns if v in read and costs[v] >= thresholds.DISTINCT_LEAST_COST]


def _plain(node: Apply) -> bool:
    """Return whether `node` reduces all elements in a way to which multiplicities apply."""
    op: Any = node.op
    if op.axis not in (None, (0,)):
        return False
    if not isinstance(op, Sum):
        return True
    given, made = (v.type.dtype for v in (node.inputs[0], node.outputs[0]))  # type: ignore[attr-defined]
    return made == op.accumulator_dtype(given) and (given, made) in (("float64", "float64"), ("bool", "int64"))


def _is_vector(v: Variable) -> bool:
    return getattr(v.type, "broadcastable", None) == (False,)


class _OfKinds:
    """Functions of rows, computed once per distinct row."""

    def __init__(self, data: Sequence[Variable], columns: dict[Variable, Columns]) -> None:
        self._first, self._where, self._count = DistinctRows()(*data)
        self._columns = columns
        self._made: dict[Variable, Any] = {}

    def each(self, v: Variable) -> Any:
        """Return `v` with one element per distinct row."""
        if not _is_vector(v):
            return v
        if v not in self._made:
            node = v.owner
            self._made[v] = (
                node.op(*map(self.each, node.inputs)) if v in self._columns else AdvancedSubtensor1()(v, self._first)  # type: ignore[union-attr]
            )  # type: ignore[union-attr]
        return self._made[v]

    def of_rows(self, v: Variable) -> Any:
        """Return `v`, read for each row by index."""
        return AdvancedSubtensor1()(self.each(v), self._where)

    def weighted(self, node: Apply) -> Any:
        """Return the sum of `node`, with each distinct row weighted by its multiplicity."""
        dtype = node.outputs[0].type.dtype  # type: ignore[attr-defined]
        return cast(self._count, dtype) * cast(self.each(node.inputs[0]), dtype)


__all__ = ["by_distinct_rows"]
