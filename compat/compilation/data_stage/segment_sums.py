"""Segment sums, with factors that are constant within a segment taken out.

The gradient of one term with respect to several effects is one residual times a number of each: sum(r), sum(r *
a[group]), sum(r * b[other]). Once sum(r) of each group is known, the second is a sum over groups, and so on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import Any

import numpy as np

from ...graph.program import Interner, intern
from ...graph.variable import Constant, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.elementwise.functions import switch
from ...ops.indexing.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor
from ...ops.reductions.ops import Sum
from ...ops.reductions.segments import ByGroup
from ...ops.scan.building_blocks import is_zeros
from ...ops.shapes.creation import zeros_like
from ...ops.shapes.shape import dimshuffle
from ...ops.tensor_op import as_tensor
from ...ops.tensor_variable import Tensor
from .layout import known_length


@dataclass(frozen=True)
class Term:
    """A product with one number per row.

    It is `rest` times factors that have one number, one per segment, or are read by another index.
    """

    rest: Any
    numbers: tuple[Any, ...] = ()
    of_segments: tuple[Any, ...] = ()
    read: tuple[Any, ...] = ()


def term(x: Any) -> Term:
    """Return `x`, a matrix with one row per segment, as a Term."""
    node = x.owner
    name = node.op.scalar_op.name if node is not None and isinstance(node.op, Elemwise) else ""
    if name == "switch" and _is_zero(node.inputs[2]):
        inner = term(node.inputs[1])
        return Term(node.op(node.inputs[0], inner.rest, node.inputs[2]), inner.numbers, inner.of_segments, inner.read)
    if name == "neg":
        inner = term(node.inputs[0])
        return Term(inner.rest, (as_tensor(_number(-1, x)), *inner.numbers), inner.of_segments, inner.read)
    if name != "mul":
        return Term(x)
    kinds: dict[str, list[Any]] = {"number": [], "segment": [], "read": [], "rest": []}
    for v in node.inputs:
        kinds[_kind(v)].append(v)
    if not kinds["rest"]:
        return Term(x)
    inner = term(kinds["rest"][0]) if len(kinds["rest"]) == 1 else Term(reduce(mul, kinds["rest"]))
    if inner.rest.type.broadcastable != (False, False):
        return Term(x)
    return Term(
        inner.rest,
        (*inner.numbers, *kinds["number"]),
        (*inner.of_segments, *kinds["segment"]),
        (*inner.read, *kinds["read"]),
    )


def _kind(v: Variable) -> str:
    if v.type.ndim < 2 or all(v.type.broadcastable):
        return "number"
    if v.type.broadcastable[1]:
        return "segment"
    return "read" if _is_read(v) else "rest"


def _is_read(v: Variable) -> bool:
    return (
        v.owner is not None
        and isinstance(v.owner.op, AdvancedSubtensor)
        and v.owner.op.pattern == (0,)
        and v.owner.inputs[1].owner is not None
        and isinstance(v.owner.inputs[1].owner.op, ByGroup)
    )


def _is_zero(v: Variable) -> bool:
    return isinstance(v, Constant) and v.data.size == 1 and not v.data.any()


def _number(value: float, like: Variable) -> Any:
    return np.asarray(value, dtype=like.type.dtype)


class Sums:
    """Sums of Terms by segment, by another index, and over everything.

    Declare first which are `wanted`: totals are computed from them.
    """

    def __init__(self, here: Any, interner: Interner, lengths: Any) -> None:
        """Sum over rows as matrices by segment.

        here: whether each place holds a row. lengths: of leaves, as `layout.lengths_of_leaves` returns them.
        """
        self.here = here
        self.interner = interner
        self.lengths = lengths
        self._wanted: dict[tuple[Any, ...], Any] = {}

    def wanted(self, t: Term, by: Any, base: Any) -> None:
        """Announce that the sum of `t` by segment, or into the elements of `base` at `by`, will be read."""
        self._wanted.setdefault(self._key(self._body(t, by), by, base), None)

    def of_each(self, t: Term, by: Any, base: Any) -> Any:
        """Return `base`, a vector, plus the sum of `t` by segment, or by the indices `by`."""
        total = self._each(self._body(t, by), by, base)
        for factor in (*t.numbers, *(t.of_segments if by is None else ())):
            total = total * _flat(factor)
        return total if is_zeros(base) else base + total

    def total(self, t: Term, dtype: Any, acc_dtype: Any) -> Any:
        """Return the sum of `t` over all rows."""
        for number, factor in enumerate(t.read):
            other = Term(t.rest, t.numbers, t.of_segments, (*t.read[:number], *t.read[number + 1 :]))
            x, by = factor.owner.inputs
            if self._key(self._body(other, by), by, x) in self._wanted:
                each = self._each(self._body(other, by), by, x)
                return _times(Sum((0,), dtype, acc_dtype)(x * each), t.numbers)
        body = self._body(t, None)
        if t.of_segments or self._key(body) in self._wanted:
            each = reduce(mul, [*map(_flat, t.of_segments), self._each(body)])
            return _times(Sum((0,), dtype, acc_dtype)(each), t.numbers)
        return _times(Sum((0, 1), dtype, acc_dtype)(body), t.numbers)

    def _body(self, t: Term, by: Variable | None) -> Any:
        """Return the terms to sum: factors that vary within a sum stay in it; padding is 0."""
        inside = reduce(mul, [t.rest, *t.read, *(() if by is None else t.of_segments)])
        [body] = intern([switch(self.here, inside, _number(0, inside))], self.interner)
        return body

    def _key(self, body: Tensor, by: Tensor | None = None, base: Tensor | None = None) -> tuple[Any, ...]:
        if by is None:
            return (id(body),)
        length = known_length(self.lengths, base)  # type: ignore[arg-type]
        return id(body), id(intern([by], self.interner)[0]), base if length is None else length

    def _each(self, body: Any, by: Any = None, base: Any = None) -> Any:
        key = self._key(body, by, base)
        if self._wanted.get(key) is None:
            self._wanted[key] = (
                Sum((1,))(body) if by is None else AdvancedIncSubtensor(pattern=(0,))(zeros_like(base), body, by)
            )
        return self._wanted[key]


def _flat(factor: Variable) -> Any:
    """Return a factor per segment as a vector; a number as it is."""
    if factor.type.ndim < 2:
        return factor
    return dimshuffle(factor, ()) if all(factor.type.broadcastable) else dimshuffle(factor, (0,))


def _times(x: Variable, numbers: Sequence[Any]) -> Any:
    return reduce(mul, [x, *(dimshuffle(n, ()) if n.type.ndim else n for n in numbers)])


__all__ = ["Sums", "Term", "term"]
