"""Sums of one form over the rows of several groups, as one sum over all rows.

A likelihood for each group, written in a Python loop, is such a row of sums: the same functions of other data and of
other single values. Together they are one loop over rows, which read the values of their group by index.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ...graph.variable import Apply, Constant
from ...ops.elementwise.arithmetic import add
from ...ops.elementwise.elemwise import Elemwise
from ...ops.elementwise.selection import identity
from ...ops.indexing.advanced_subtensor import AdvancedSubtensor
from ...ops.linear_algebra.blas import Dot, dot
from ...ops.reductions.ops import Sum
from ...ops.tensor_op import constant
from ..match import as_dtype, made_by, operand
from .by_position import reads_at_constant, single, values_by_index

FEWEST = 3  # sums
MOST_ROWS = 128  # of a group on average: more are a loop of their own that is as fast


def alike_sums(total: Any) -> Any:
    """`total`, a single value that is a sum, with addends of one form as one; itself where it has none."""
    if getattr(total.type, "ndim", None) != 0:
        return total
    addends = _addends(total)
    alike: dict[Any, list[Any]] = {}
    forms = _Forms()
    for v in addends:
        if (form := forms.of_sum(v)) is not None:
            alike.setdefault(form, []).append(v)
    joined: list[Any] = []
    gone: set[int] = set()
    for sums in alike.values():
        made = _Joined.of(sums) if len(sums) >= FEWEST else None
        if made is not None and made.type == sums[0].type:
            joined.append(made)
            gone.update(map(id, sums))
    if not joined:
        return total
    result: Any = None
    for v in [*(v for v in addends if id(v) not in gone), *joined]:
        result = v if result is None else add(result, v)
    return result if result.type == total.type else as_dtype(result, total.type.dtype)


def _addends(total: Any) -> list[Any]:
    """What `total` is the sum of, in order."""
    found: list[Any] = []
    waiting = [total]
    while waiting:
        v = waiting.pop()
        parts: Sequence[Any] | None = made_by(v, add)
        if parts is None:
            inner = operand(v, identity)
            if inner is None and v.owner is not None and isinstance(v.owner.op, Sum):
                inner = v.owner.inputs[0]
            parts = None if inner is None or inner.type.ndim or inner.type != v.type else [inner]
        if parts is not None and all(p.type.ndim == 0 and p.type.dtype == total.type.dtype for p in parts):
            waiting.extend(reversed(parts))
        else:
            found.append(v)
    return found


@dataclass
class _Forms:
    """Numbers of forms: equal where vectors are the same functions of data and of single values. `of`: that of each
    vector met, None where it has no form."""

    numbers: dict[Any, int] = field(default_factory=dict)
    of: dict[int, int | None] = field(default_factory=dict)

    def of_sum(self, v: Any) -> Any:
        """That of a sum over rows, None for what is no such sum."""
        node = v.owner
        if node is None or not isinstance(node.op, Sum) or node.inputs[0].type.ndim != 1:
            return None
        form = self.number(node.inputs[0])
        return None if form is None else (node.op, form)

    def number(self, v: Any) -> int | None:
        if id(v) not in self.of:
            key = self._key(v)
            self.of[id(v)] = None if key is None else self.numbers.setdefault(key, len(self.numbers))
        return self.of[id(v)]

    def _key(self, v: Any) -> Any:
        if _is_single(v):
            return "single", v.type.dtype
        if v.type.ndim != 1:
            return None
        if isinstance(v, Constant):
            return "data", v.type.dtype
        node = v.owner
        if node is None:
            return None
        if reads_at_constant(node):
            return "read", id(node.inputs[0])
        if _is_predictor(node):
            return "product", id(node.inputs[1]), node.inputs[0].data.shape[1], node.inputs[0].type.dtype
        if type(node.op) is not Elemwise or len(node.outputs) != 1:
            return None
        inner = tuple(self.number(i) for i in node.inputs)
        return None if None in inner else (node.op, inner)


def _is_single(v: Any) -> bool:
    return v.type.ndim == 0 or (all(v.type.broadcastable) and not isinstance(v, Constant))


def _is_predictor(node: Apply) -> bool:
    return (
        isinstance(node.op, Dot)
        and isinstance(node.inputs[0], Constant)
        and node.inputs[0].type.ndim == 2
        and node.inputs[1].type.ndim == 1
    )


class _Different(Exception):
    """Rows of other lengths than the rest of the group."""


class _Joined:
    """Vectors of one form, a group each, put together. lengths: rows of each group."""

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = lengths
        self.group = np.repeat(np.arange(len(lengths)), lengths)
        self.made: dict[tuple[int, ...], Any] = {}

    @staticmethod
    def of(sums: Sequence[Any]) -> Any:
        """One sum for `sums`, None where that has no use."""
        lengths = [_rows(s.owner.inputs[0]) for s in sums]
        if None in lengths or not 0 < sum(lengths) <= MOST_ROWS * len(lengths):  # type: ignore[arg-type]
            return None
        try:
            whole = _Joined(lengths).vector([s.owner.inputs[0] for s in sums])  # type: ignore[arg-type]
        except _Different:
            return None
        return sums[0].owner.op(whole)

    def vector(self, parts: Sequence[Any]) -> Any:
        """`parts` one after the other, or what is a single value in all of them."""
        key = tuple(map(id, parts))
        if key not in self.made:
            self.made[key] = self._anew(parts)
        return self.made[key]

    def _anew(self, parts: Sequence[Any]) -> Any:
        first = parts[0]
        if _is_single(first):
            return self._values([single(p) for p in parts])
        if isinstance(first, Constant):
            self._compare([len(p.data) for p in parts])
            return constant(np.concatenate([p.data for p in parts]))
        node = first.owner
        if isinstance(node.op, AdvancedSubtensor):
            self._compare([len(p.owner.inputs[1].data) for p in parts])
            return AdvancedSubtensor((0,))(
                node.inputs[0], constant(np.concatenate([p.owner.inputs[1].data for p in parts]))
            )
        if isinstance(node.op, Dot):
            self._compare([len(p.owner.inputs[0].data) for p in parts])
            return dot(constant(np.concatenate([p.owner.inputs[0].data for p in parts])), node.inputs[1])
        return node.op(*(self.vector([p.owner.inputs[k] for p in parts]) for k in range(len(node.inputs))))

    def _values(self, values: Sequence[Any]) -> Any:
        first = values[0]
        if all(
            v is first
            or (isinstance(v, Constant) and isinstance(first, Constant) and v.signature() == first.signature())
            for v in values
        ):
            return first
        return values_by_index(values, self.group, first.type.dtype)

    def _compare(self, lengths: Sequence[int]) -> None:
        if list(lengths) != list(self.lengths):
            raise _Different


def _rows(v: Any) -> int | None:
    """The number of rows of a vector with a form, None where nothing in it has rows."""
    if isinstance(v, Constant):
        return len(v.data) if v.type.ndim == 1 else None
    node = v.owner
    if v.type.ndim == 0 or node is None:
        return None
    if reads_at_constant(node):
        return len(node.inputs[1].data)
    if _is_predictor(node):
        return len(node.inputs[0].data)
    return next((n for n in map(_rows, node.inputs) if n is not None), None)


__all__ = ["alike_sums"]
