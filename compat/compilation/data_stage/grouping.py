"""Reads by a static index, group by group: `a[county]` becomes a segment for each county, its gradient a segment sum.

A log density over data rows with `a[index]` reads an element of `a` for each row and, for the gradient, adds to one for
each row; neither is vectorised. With the rows sorted by group, once per version of the data, the element is constant in
a segment, and its gradient is the segment's sum (ops/reductions/segments.py). This requires that everything computed
per row depends on data, reads by index and scalars, and that only sums and writes by index read it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import add, mul
from typing import TYPE_CHECKING, Any

import numpy as np

from ...backends.array import compile_python
from ...graph.program import Interner, Program, intern, program
from ...graph.seen import seen
from ...graph.traversal import applies, replace
from ...graph.variable import Apply, Constant, SharedVariable, Variable
from ...ops.elementwise.elemwise import EXPENSIVE, Elemwise
from ...ops.elementwise.functions import neq
from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor
from ...ops.indexing.in_range import InRange
from ...ops.linear_algebra.blas import Dot
from ...ops.reductions.ops import Sum
from ...ops.reductions.segments import SEGMENT_MULTIPLE, ByGroup, GroupLayout, InGroups
from ...ops.shapes.join import MakeVector
from ...ops.shapes.shape import dimshuffle, is_transposed
from ...rules import thresholds
from .layout import known_length, lengths_of_leaves
from .segment_sums import Sums, Term, term

if TYPE_CHECKING:
    from ...backends.c.computations.lengths import Lengths


@dataclass
class Rows:
    """What is computed per row: `nodes` in order. leaving: the nodes that sum it. reads: the reads by index."""

    nodes: list[Apply] = field(default_factory=list)
    leaving: list[Apply] = field(default_factory=list)

    @property
    def reads(self) -> list[Apply]:
        return [node for node in self.nodes if isinstance(node.op, AdvancedSubtensor)]


def grouped(whole: Program, dynamic: set[int], interner: Interner) -> Program:
    """Return `whole` with its rows sorted by group. dynamic: ids of the dynamic variables."""
    users: dict[int, list[Apply]] = {}
    for node in whole.nodes:
        for v in node.inputs:
            users.setdefault(id(v), []).append(node)
    given = {id(v) for v in whole.outputs}
    lengths = None
    replaced: dict[Variable, Variable] = {}
    seen: set[int] = set()
    for node in whole.nodes:
        if id(node) in seen or not _is_read(node, dynamic):
            continue
        rows = _rows_around(node, whole, users, given, dynamic)
        if rows is None:
            continue
        seen.update(id(n) for n in rows.nodes)
        lengths = lengths or lengths_of_leaves(whole)
        chosen, columns = _choose(rows, lengths), _few_columns(rows, lengths)
        if chosen is not None and columns is not None:
            replaced.update(_by_group(rows, *chosen, columns, interner, lengths))
    if not replaced:
        return whole
    return program(whole.inputs, intern(replace(whole.outputs, replaced), interner))


def _is_vector(v: Variable) -> bool:
    return getattr(v.type, "broadcastable", None) == (False,)


def _is_read(node: Apply, dynamic: set[int]) -> bool:
    """Return whether a node is x[index] with a dynamic vector x and a static vector of indices."""
    return (
        isinstance(node.op, AdvancedSubtensor)
        and node.op.pattern == (0,)
        and all(map(_is_vector, node.inputs))
        and id(node.inputs[0]) in dynamic
        and id(node.inputs[1]) not in dynamic
    )


def _is_predictor(node: Apply, dynamic: set[int]) -> bool:
    """Return whether a node is X b with a static matrix X."""
    return isinstance(node.op, Dot) and _is_data_matrix(node.inputs[0], dynamic) and _is_vector(node.inputs[1])


def _is_data_matrix(v: Variable, dynamic: set[int]) -> bool:
    return id(v) not in dynamic and getattr(v.type, "broadcastable", None) == (False, False)


def _rows_around(
    start: Apply, whole: Program, users: dict[int, list[Apply]], given: set[int], dynamic: set[int]
) -> Rows | None:
    """Return everything that is computed per row together with `start`; None if some of it has no form by group."""
    inside: set[int] = set()
    leaving: dict[int, Apply] = {}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if id(node) in inside:
            continue
        inside.add(id(node))
        if any(id(v) in given for v in node.outputs) or len(node.outputs) != 1 or _may_raise(node):
            return None
        for maker in _makers(node, dynamic):
            if maker is None or not _is_per_row(maker, dynamic):
                return None
            waiting.append(maker)
        for user in users.get(id(node.outputs[0]), ()):
            if isinstance(user.op, Elemwise) and user.outputs[0].type.ndim == 1:  # type: ignore[attr-defined]
                waiting.append(user)
            elif _leaves(user, node.outputs[0], dynamic):
                leaving[id(user)] = user
            else:
                return None
    rows = Rows([n for n in whole.nodes if id(n) in inside], [n for n in whole.nodes if id(n) in leaving])
    return None if _waits_for_sums(rows, whole) else rows


def _may_raise(node: Apply) -> bool:
    """Return whether `node` raises for some values: padding has a row and a group that do not belong together."""
    if not isinstance(node.op, Elemwise) or node.op.scalar_op.c_raises is None:
        return False
    return all(v.type.dtype[0] in "biu" for v in node.inputs)  # type: ignore[attr-defined]


def _makers(node: Apply, dynamic: set[int]) -> list[Apply | None]:
    """Return the nodes of the dynamic vectors that an elementwise `node` reads; None for an input."""
    if not isinstance(node.op, Elemwise):
        return []
    return [v.owner for v in node.inputs if id(v) in dynamic and _is_vector(v)]


def _is_per_row(node: Apply, dynamic: set[int]) -> bool:
    return isinstance(node.op, Elemwise) or _is_read(node, dynamic) or _is_predictor(node, dynamic)


def _waits_for_sums(rows: Rows, whole: Program) -> bool:
    """Return whether some of it needs a sum over the rows first, so that one sweep over them is not enough."""
    inside = {id(node) for node in rows.nodes}
    below = {id(v) for node in rows.leaving for v in node.outputs}
    for node in whole.nodes:
        if any(id(v) in below for v in node.inputs):
            if id(node) in inside:
                return True
            below.update(id(v) for v in node.outputs)
    return False


def _leaves(node: Apply, row: Variable, dynamic: set[int]) -> bool:
    """Return whether `node` sums `row`, over all rows or by an index."""
    if isinstance(node.op, Sum):
        return True
    if isinstance(node.op, Dot):
        x, y = node.inputs
        other = y if x is row else x
        if _is_vector(other):
            return id(other) not in dynamic
        return _is_data_matrix(other, dynamic) and is_transposed(other) == (other is x)
    if isinstance(node.op, AdvancedIncSubtensor) and not node.op.set_instead_of_inc:
        base, y, *index = node.inputs
        return (
            y is row
            and base is not row
            and len(index) == 1
            and _is_vector(base)
            and _is_vector(index[0])
            and id(index[0]) not in dynamic
        )
    return False


def _choose(rows: Rows, lengths: Lengths) -> tuple[Variable, int] | None:
    """Return the index to group by, with the least padding, and its number of groups.

    None if even that has too much padding.
    """
    found: dict[Variable, set[Any]] = {}
    for node in rows.reads + [n for n in rows.leaving if isinstance(n.op, AdvancedIncSubtensor)]:
        found.setdefault(node.inputs[-1], set()).add(known_length(lengths, node.inputs[0]))
    expensive = any(isinstance(node.op, Elemwise) and node.op.scalar_op.cost >= EXPENSIVE for node in rows.nodes)
    most = thresholds.GROUPED_MOST_FILLING if expensive else thresholds.GROUPED_MOST_FILLING_IF_CHEAP
    best: tuple[float, Variable, int] | None = None
    for index, counts in found.items():
        [count, *others] = counts
        if others or not isinstance(count, int) or count < 2:
            continue
        value = value_now(index)
        if value is None or len(value) < thresholds.GROUPED_FEWEST_ROWS or value.min() < 0 or value.max() >= count:
            continue
        filling = SEGMENT_MULTIPLE * float(np.sum(-(-np.bincount(value) // SEGMENT_MULTIPLE))) / len(value)
        if filling <= most and (best is None or filling < best[0]):
            best = filling, index, count
    return best and best[1:]


def _few_columns(rows: Rows, lengths: Lengths) -> dict[Variable, int] | None:
    """Return static matrices -> their number of columns; None if one has more than a few, or an unknown number."""
    found: dict[Variable, Any] = {}
    for node in rows.nodes:
        if isinstance(node.op, Dot):
            length = found[node.inputs[0]] = known_length(lengths, node.inputs[1])
            if length is None:
                return None
    matrices = [*found, *(_matrix_of(node) for node in rows.leaving if isinstance(node.op, Dot))]
    few = all(
        m is None or isinstance(found.get(m), int) and found[m] <= thresholds.GROUPED_MOST_COLUMNS for m in matrices
    )
    return found if few else None


def _matrix_of(node: Apply) -> Variable | None:
    """Return the static matrix X of a product that sums rows, X.T r or r X; None if it is a vector."""
    matrix = next((v for v in node.inputs if v.type.ndim == 2), None)  # type: ignore[attr-defined]
    if matrix is not None and is_transposed(matrix):
        return matrix.owner.inputs[0]  # type: ignore[union-attr]
    return matrix


def value_now(index: Variable) -> np.ndarray | None:
    """Return the current value of a static variable, if rewriting may see it (`annotations.seen`); else None."""
    return _value(index, now=True)


def value_for_good(v: Variable) -> np.ndarray | None:
    """Return the value of a variable that depends on constants only; else None."""
    return _value(v, now=False)


def _value(v: Variable, now: bool) -> np.ndarray | None:
    leaves = [leaf for leaf in {id(v): v for node in applies([v]) for v in node.inputs}.values() if leaf.owner is None]
    leaves = [leaf for leaf in leaves or [v] if not isinstance(leaf, Constant)]
    values = [_seen_now(leaf) if now else leaf.compat_annotation.array for leaf in leaves]
    if any(value is None for value in values):
        return None
    [value] = compile_python(program(leaves, [v]))(values)
    return np.asarray(value)


def _seen_now(leaf: Variable) -> np.ndarray | None:
    if not isinstance(leaf, SharedVariable):
        return leaf.compat_annotation.array
    value = seen(leaf, indices=True)
    return None if value is None else value.indices


class _Segments:
    """What is computed per row, as matrices with a row for each of `count` segments, which `index` gives."""

    def __init__(self, index: Variable, count: int, columns: dict[Variable, int]) -> None:
        self._index, self._count, self._columns = index, count, columns
        self._first, self._order, where = GroupLayout(count)(InRange(count)(index))
        self.here = neq(ByGroup(count)(where, self._first), np.float64(0))  # which places of a segment hold a row
        self._made: dict[int, Any] = {}

    def of(self, v: Variable) -> Any:
        """Return the segments of `v`, with one element per row or one for all."""
        if id(v) not in self._made:
            self._made[id(v)] = self._laid_out(InGroups(), v) if _is_vector(v) else dimshuffle(v, (0, "x"))
        return self._made[id(v)]

    def _laid_out(self, in_groups: InGroups, v: Variable) -> Any:
        return ByGroup(self._count)(in_groups(v, self._order, self._index), self._first)

    def of_columns(self, matrix: Variable) -> list[Any]:
        n = self._columns[matrix]
        return [self._laid_out(InGroups(k, n), matrix) for k in range(n)]

    def added_by(self, node: Apply) -> Any:
        """Return the index by which `node` adds, as segments; None if it is the index of the groups."""
        return None if node.inputs[2] is self._index else self.of(node.inputs[2])

    def compute(self, node: Apply) -> None:
        if isinstance(node.op, Elemwise):
            new = node.op(*[self.of(v) if v.type.ndim else v for v in node.inputs])  # type: ignore[attr-defined]
        elif isinstance(node.op, Dot):
            matrix, vector = node.inputs
            numbers = (dimshuffle(vector[k], ("x", "x")) for k in range(self._columns[matrix]))  # type: ignore[index]
            new = reduce(add, [x * number for x, number in zip(self.of_columns(matrix), numbers, strict=True)])
        elif node.inputs[1] is self._index:
            new = dimshuffle(node.inputs[0], (0, "x"))
        else:
            new = AdvancedSubtensor(pattern=(0,))(node.inputs[0], self.of(node.inputs[1]))
        self._made[id(node.outputs[0])] = new


def _by_group(
    rows: Rows, index: Variable, count: int, columns: dict[Variable, int], interner: Interner, lengths: Lengths
) -> dict[Variable, Variable]:
    """Return replacements by segments for the results of the leaving nodes."""
    segments = _Segments(index, count, columns)
    for node in rows.nodes:
        segments.compute(node)

    found = _sums(rows, segments, Sums(segments.here, interner, lengths))
    return found if all(old.type == new.type for old, new in found.items()) else {}


def _sums(rows: Rows, segments: _Segments, sums: Sums) -> dict[Variable, Variable]:
    terms: dict[Apply, Term] = {}
    of_columns: dict[Apply, list[Term]] = {}
    for node in rows.leaving:
        matrix = _matrix_of(node) if isinstance(node.op, Dot) else None
        if matrix is not None:
            row = segments.of(next(v for v in node.inputs if _is_vector(v)))
            of_columns[node] = [term(x * row) for x in segments.of_columns(matrix)]
        elif isinstance(node.op, AdvancedIncSubtensor):
            terms[node] = term(segments.of(node.inputs[1]))
            sums.wanted(terms[node], segments.added_by(node), node.inputs[0])
        else:
            terms[node] = term(reduce(mul, map(segments.of, node.inputs)))
    found: dict[Variable, Variable] = {}
    for node, one in terms.items():
        if isinstance(node.op, AdvancedIncSubtensor):
            new = sums.of_each(one, segments.added_by(node), node.inputs[0])
        else:
            new = sums.total(one, getattr(node.op, "dtype", None), getattr(node.op, "acc_dtype", None))
        found[node.outputs[0]] = new
    for node, several in of_columns.items():
        vector = MakeVector(node.outputs[0].type.dtype)  # type: ignore[attr-defined]
        found[node.outputs[0]] = vector(*[sums.total(one, None, None) for one in several])
    return found


__all__ = ["grouped", "value_for_good", "value_now"]
