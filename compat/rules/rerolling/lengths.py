"""Whether what a step gives has the same shape at all steps: a loop could not hold it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...graph.variable import Apply, Constant
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import IncSubtensor, Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Slice
from ...ops.linear_algebra.blas import Dot
from ...ops.reductions.ops import Argmax, Reduction
from ...ops.shapes.shape import DimShuffle, Rebroadcast, Reshape
from .order import Order
from .steps import Earlier, Input, Rows, Same, Steps


class _Lengths:
    """Lengths as numbers; those found to be equal are merged. `fixed`: the same at all steps."""

    def __init__(self) -> None:
        self._parent: list[int] = []
        self._fixed: list[bool] = []
        self._known: dict[Any, int] = {}

    def new(self, key: Any, fixed: bool) -> int:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self._parent)
            self._parent.append(found)
            self._fixed.append(fixed)
        return found

    def root(self, n: int) -> int:
        while self._parent[n] != n:
            self._parent[n] = n = self._parent[self._parent[n]]
        return n

    def merge(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        self._parent[b] = a
        self._fixed[a] |= self._fixed[b]

    def fixed(self, n: int) -> bool:
        return self._fixed[self.root(n)]


def same_at_all_steps(order: Order, steps: Steps, exported: Iterable[int], alike: Callable[[Rows], bool]) -> bool:
    """Whether each state, each sequence and each node in `exported` (positions in a step) has one shape at all steps.
    alike: whether the variables of these rows have one."""
    run = steps.run
    template = order.nodes[run.start : run.start + run.period]
    if not any(not one for node in template for one in node.outputs[0].type.broadcastable):  # type: ignore
        return True
    lengths = _Lengths()
    of: list[list[int]] = []  # for each node, those of its output
    rows: list[int] = []

    def dims(read: Input, v: Any) -> list[int]:
        if isinstance(read, Earlier) and not read.delay:
            return of[read.position]
        key, fixed = (
            (read, True)
            if isinstance(read, Same)
            else (read, alike(read))
            if isinstance(read, Rows)
            else (("state", read.position, read.delay), False)
        )
        found = [lengths.new((key, d), fixed) for d in range(v.type.ndim)]
        if isinstance(read, Rows):
            rows.extend(n for n, one in zip(found, v.type.broadcastable, strict=True) if not one)
        return found

    for j, node in enumerate(template):
        of.append(
            _result(lengths, node, j, steps, [dims(r, v) for r, v in zip(steps.inputs[j], node.inputs, strict=True)])
        )
    kept = set()
    for position, delay in {
        (r.position, r.delay) for own in steps.inputs for r in own if isinstance(r, Earlier) and r.delay
    }:
        for d, after in enumerate(of[position]):
            before = lengths.new((("state", position, delay), d), False)
            if lengths.root(before) == lengths.root(after):
                kept.add(lengths.root(after))
            elif (
                not (lengths.fixed(before) and lengths.fixed(after))
                and not template[position].outputs[0].type.broadcastable[d]
            ):  # type: ignore[attr-defined]
                return False
    if not all(lengths.fixed(n) or lengths.root(n) in kept for n in rows):
        return False
    return all(
        template[j].outputs[0].type.broadcastable[d]
        or lengths.fixed(n)  # type: ignore[attr-defined]
        or lengths.root(n) in kept
        for j in exported
        for d, n in enumerate(of[j])
    )


def _result(lengths: _Lengths, node: Apply, j: int, steps: Steps, given: Sequence[list[int]]) -> list[int]:
    """Lengths of what node `j` gives."""
    op, pattern = node.op, node.outputs[0].type.broadcastable  # type: ignore[attr-defined]
    ndim = len(pattern)
    one = lengths.new("1", True)
    if isinstance(op, Elemwise):
        result = [one] * ndim
        for v, own in zip(node.inputs, given, strict=True):
            for d in range(1, len(own) + 1):
                if not v.type.broadcastable[-d]:  # type: ignore[attr-defined]
                    if result[-d] == one:
                        result[-d] = own[-d]
                    else:
                        lengths.merge(result[-d], own[-d])
        return result
    if isinstance(op, DimShuffle):
        return [one if k == "x" else given[0][k] for k in op.new_order]
    if isinstance(op, Rebroadcast | IncSubtensor):
        return given[0]
    if isinstance(op, Reduction | Argmax):
        axes = op.axes(len(given[0]))
        return [n for d, n in enumerate(given[0]) if d not in axes]
    if (
        isinstance(op, Reshape)
        and ndim == 1
        and isinstance(node.inputs[1], Constant)
        and node.inputs[1].data.tolist() == [-1]
    ):
        longer = [n for n, short in zip(given[0], node.inputs[0].type.broadcastable, strict=True) if not short]  # type: ignore
        if len(longer) == 1:
            return longer
    if isinstance(op, Dot):
        x, y = given
        lengths.merge(x[-1], y[0])
        return [*x[:-1], *y[1:]]
    if isinstance(op, Subtensor) and not any(
        isinstance(part, Dynamic) for e in op.entries if isinstance(e, Slice) for part in (e.start, e.stop, e.step)
    ):
        result = []
        for d, n in enumerate(given[0]):
            entry = op.entries[d] if d < len(op.entries) else Slice()
            if isinstance(entry, Slice):
                result.append(n if entry.is_full else lengths.new((entry, lengths.root(n)), lengths.fixed(n)))
        return result
    fixed = all(lengths.fixed(n) for own in given for n in own) and all(
        isinstance(steps.inputs[j][k], Same) for k in op.structural(node)
    )
    roots = tuple(lengths.root(n) for own in given for n in own)
    return [lengths.new((op, roots, d) if fixed else ("varying", j, d), fixed) for d in range(ndim)]


__all__ = ["same_at_all_steps"]
