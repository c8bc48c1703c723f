"""Values of a step for all steps at once, if they depend only on the loop's inputs."""

from __future__ import annotations

from dataclasses import replace as with_fields
from typing import Any

from ...graph.traversal import replace
from ...graph.variable import Apply, Constant, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Slice
from ...ops.linear_algebra.blas import Dot, dot
from ...ops.reductions.ops import Reduction
from ...ops.scan.building_blocks import with_pattern_of
from ...ops.scan.inner_graph import inner_nodes
from ...ops.scan.layout import Inner, Outer
from ...ops.shapes.shape import DimShuffle, reshape
from ...ops.tensor_op import TensorOp, as_tensor
from ...ops.tensor_variable import Tensor


class Lifted:
    """Values of a step for all steps at once, if they depend only on sequences and fixed inputs."""

    def __init__(self, node: Any, outer: Outer, inner: Inner) -> None:
        self.rows = {id(i): o for i, o in zip(inner.sequences, outer.sequences, strict=True)}
        self.fixed = dict(zip(inner.fixed, outer.fixed, strict=True))
        self.steps = outer.steps
        self.memo: dict[int, Any] = {}
        self._same: dict[int, Any] = {}
        self._unchanging = {id(v) for v in inner.fixed}
        for n in node.op.inner.nodes:
            if pure(n) and all(isinstance(v, Constant) or id(v) in self._unchanging for v in n.inputs):
                self._unchanging.update(map(id, n.outputs))

    def of(self, v: Variable) -> Any:
        """Return all rows of `v`, None if it is no such value."""
        if id(v) not in self.memo:
            self.memo[id(v)] = self._of(v)
        return self.memo[id(v)]

    def same(self, v: Variable) -> Any:
        """Return the loop-invariant value `v` outside, if it is one."""
        if isinstance(v, Constant):
            return v
        if id(v) not in self._unchanging:
            return None
        if id(v) not in self._same:
            [outside] = replace([v], self.fixed)
            self._same[id(v)] = outside if outside.type == v.type else None
        return self._same[id(v)]

    def _of(self, v: Any) -> Any:
        if id(v) in self.rows:
            whole = self.rows[id(v)]
            return whole if whole.type.broadcastable[1:] == v.type.broadcastable else None
        if v.owner is None:
            return None
        op, inputs = v.owner.op, v.owner.inputs
        if isinstance(op, Dot):
            return self._product(*inputs)
        if isinstance(op, Elemwise):
            return self._elementwise(op, inputs, v.type.ndim)
        if not isinstance(op, DimShuffle | Reduction | Subtensor) or len(inputs) > 1:
            return None
        x = self.of(inputs[0])
        if x is None:
            return None
        if isinstance(op, Reduction):
            return with_fields(op, axis=tuple(d + 1 for d in op.axes(inputs[0].type.ndim)))(x)
        if isinstance(op, Subtensor):
            return Subtensor((Slice(), *op.entries))(x)
        dropped = len(op.input_broadcastable) != sum(d != "x" for d in op.new_order)
        return None if dropped else x.dimshuffle(0, *(d if d == "x" else d + 1 for d in op.new_order))

    def _elementwise(self, op: Elemwise, inputs: list[Tensor], ndim: int) -> Any:
        if all(self.of(i) is None for i in inputs):
            return None
        given: list[Any] = []
        for i in inputs:
            row, more = self.of(i), ("x",) * (ndim - i.type.ndim)  # a rule may have left operands of different rank
            if row is not None:
                given.append(row.dimshuffle(0, *more, *range(1, row.type.ndim)) if more else row)
                continue
            row = self.same(i)
            if row is None:
                return None
            given.append(row.dimshuffle("x", *more, *range(row.type.ndim)))
        return op(*given)

    def _product(self, x: Tensor, y: Tensor) -> Any:
        rows, matrix = self.of(x), self.same(y)
        if rows is not None and matrix is not None and matrix.type.ndim == 2 and x.type.ndim in (1, 2):
            return _rows_times(rows, matrix)
        rows, matrix = self.of(y), self.same(x)
        if rows is not None and matrix is not None and matrix.type.ndim == 2 and y.type.ndim == 1:
            return _rows_times(rows, matrix.T)
        return None


def pure(node: Apply) -> bool:
    """Return whether `node` neither draws random numbers nor runs user code."""
    return all(isinstance(n.op, TensorOp) and not getattr(n.op, "compat_impure", False) for n in inner_nodes([node]))


def together(rows: Variable) -> Any:
    """Return (n, m, k) reshaped to (n m, k)."""
    return reshape(rows, as_tensor([rows.shape[0] * rows.shape[1], rows.shape[2]]), ndim=2)


def _rows_times(rows: Variable, matrix: Variable) -> Any:
    """Return (n, k) or (n, m, k) times (k, l)."""
    if rows.type.ndim == 2:
        return dot(rows, matrix)
    n, m = rows.shape[0], rows.shape[1]
    whole = reshape(dot(together(rows), matrix), as_tensor([n, m, matrix.shape[1]]), ndim=3)
    pattern = (False, rows.type.broadcastable[1], matrix.type.broadcastable[1])
    return with_pattern_of(whole, whole.type.clone(broadcastable=pattern)())


__all__ = ["Lifted", "pure", "together"]
