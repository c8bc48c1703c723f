"""Forward algorithms with logarithms, in whatever way they are written, in the one way that C has a function for.

y = e + log(sum(exp(s + a))), s being the state: with a shift or none, which all of the sum have in common and which is
added again; as a product of exp(s) with a matrix; e inside of the sum. What is not the state leaves the loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, mul, neg, sub
from ...ops.elementwise.comparison import eq
from ...ops.elementwise.exponential import exp, log
from ...ops.elementwise.selection import switch
from ...ops.linear_algebra.blas import Dot
from ...ops.reductions.ops import Sum
from ...ops.scan.assemble import parts
from ...ops.scan.log_recursion import LogRecursion
from ...ops.scan.op import Scan
from ...ops.scan.pieces import one_row, with_pattern_of
from ...ops.shapes.shape import DimShuffle
from ..match import literal, made_by, made_with, operand
from .lifted import ends_by_itself, lifted_outside, without
from .rows import Lifted

Term = tuple[int, Any]  # its sign, and the variable


class _Step(NamedTuple):
    """Of y = rest + log(sum(exp(s + a))): the terms of a; those of rest; along which axis of a the sum goes."""

    a: list[Any]
    rest: list[Term]
    axis: int


def recursions_in_logarithms(node: Apply, uses: Any) -> dict[Variable, Variable] | None:
    """A state that is carried by logarithms of sums of exponentials has a loop of its own, in one form."""
    if not ends_by_itself(node):
        return None
    outer, inner, taps, results = parts(node)
    lifted = lifted_outside(node, outer, inner)
    [steps] = outer.steps
    for k, own in enumerate(inner.states):
        if taps[k] == (-1,):
            rows = _rows(node, lifted, own[0], results.states[k], outer.states[k][:1])
            if rows is not None:
                return without(node, (), (), {k: rows})
    for k, (v, y) in enumerate(zip(inner.carried, results.carried, strict=True)):
        rows = _rows(node, lifted, v, y, outer.carried[k])
        if rows is not None:
            last = {node.op.layout.results(node.outputs).carried[k]: with_pattern_of(rows[-1], v)}
            return last | without(node, (), {k: last}, {}, [(v, rows[:steps])])
    return None


def _rows(node: Apply, lifted: Lifted, s: Any, y: Any, first: Any) -> Any:
    """The first and all further values of the state; None where its step is of another form. first: a row or the
    value alone."""
    if s.type != y.type or s.type.broadcastable != (False,) or s.type.dtype not in ("float64", "float32"):
        return None
    step = _step(s, y, lifted)
    if step is None:
        return None
    plus, minus = ([t for sign, t in step.rest if sign == wanted] for wanted in (1, -1))
    e = lifted.of(add(*plus, *map(neg, minus)) if len(step.rest) > 1 else plus[0]) if plus else None
    a = add(*step.a) if len(step.a) > 1 else step.a[0]
    first = first if first.type.ndim == 2 else one_row(first)
    if e is None or any(v.type.dtype != s.type.dtype or v.type.broadcastable != (False, False) for v in (e, a, first)):
        return None
    layout, inner = LogRecursion(step.axis == 0, s.type.dtype).written()
    [rows] = Scan(inner, layout, name=node.op.name).make_node(lifted.steps[0], e, first, a).outputs
    return rows


def _step(s: Any, y: Any, lifted: Lifted) -> _Step | None:
    outside = list(_terms(y, 1))
    logarithms = [t for sign, t in outside if sign == 1 and (x := operand(t, log)) is not None and _sums(x)]
    if len(logarithms) != 1:
        return None
    rest = [(sign, t) for sign, t in outside if t is not logarithms[0]]
    found = _powers(operand(logarithms[0], log), lifted)
    if found is None:
        return None
    powers, matrix, axis = found
    inside = _Inside(s, axis, lifted)
    if not inside.take(powers, 1) or not inside.has_state:
        return None
    if matrix is not None:
        nothing = literal(-np.inf, matrix.type.dtype)
        inside.a.append(switch(eq(matrix, 0), nothing, log(matrix)))  # whose gradient is 0 there, and not no number
    return _Step(inside.a, _less_pairs([*rest, *inside.common]), axis) if inside.a else None


def _sums(x: Any) -> bool:
    return made_with(x, Sum) is not None or made_with(x, Dot) is not None


def _powers(total: Any, lifted: Lifted) -> tuple[Any, Any, int] | None:
    """(x, p outside, axis) where `total` is the sum of exp(x) p along an axis of p; p is None where that is 1."""
    product = made_with(total, Dot)
    if product is not None:
        for k, (x, p) in enumerate((product.inputs, product.inputs[::-1])):
            matrix = lifted.same(p)
            if operand(x, exp) is not None and x.type.ndim == 1 and matrix is not None and matrix.type.ndim == 2:
                return operand(x, exp), matrix, k
        return None
    node = made_with(total, Sum)
    if node is None or node.inputs[0].type.ndim != 2 or node.op.axis not in ((0,), (1,)):
        return None
    x, [axis] = node.inputs[0], node.op.axis
    if operand(x, exp) is not None:
        return operand(x, exp), None, axis
    factors = made_by(x, mul)
    if factors is not None and len(factors) == 2:
        for w, p in (factors, factors[::-1]):
            along, matrix = _along(w, 1 - axis), lifted.same(p)
            if along is not None and operand(along, exp) is not None and matrix is not None and matrix.type.ndim == 2:
                return operand(along, exp), matrix, axis
    return None


class _Inside:
    """The terms of an exponent, sorted: the state; a, which is the same at each step; what is the same for all that is
    summed along `axis`, in `common`."""

    def __init__(self, s: Any, axis: int, lifted: Lifted) -> None:
        self.s, self.axis, self.lifted = s, axis, lifted
        self.a: list[Any] = []
        self.common: list[Term] = []
        self.has_state = False

    def take(self, x: Any, sign: int) -> bool:
        """Whether all terms of `x` have a place: a matrix, or a vector along what is summed."""
        return all(
            self._of_vector(signs, t) if x.type.ndim == 1 else self._of_matrix(signs, t) for signs, t in _terms(x, sign)
        )

    def _of_matrix(self, sign: int, t: Any) -> bool:
        same = self.lifted.same(t)
        if same is not None and sign == 1 and same.type.broadcastable == (False, False):
            self.a.append(same)
            return True
        common, varying = _along(t, self.axis), _along(t, 1 - self.axis)
        if common is not None:
            self.common += _terms(common, sign)
            return True
        return self._single(sign, t) or (varying is not None and self.take(varying, sign))

    def _of_vector(self, sign: int, t: Any) -> bool:
        if t is self.s:
            return self._state(sign)
        return self._single(sign, t)

    def _single(self, sign: int, t: Any) -> bool:
        if all(t.type.broadcastable):
            self.common.append((sign, _alone(t)))
            return True
        return False

    def _state(self, sign: int) -> bool:
        if sign != 1 or self.has_state:
            return False
        self.has_state = True
        return True


def _terms(v: Any, sign: int) -> Iterator[Term]:
    """The terms of a sum, in its own rank or below."""
    for row in (add, sub):
        parts_ = made_by(v, row)
        if parts_ is not None:
            for k, t in enumerate(parts_):
                yield from _terms(t, -sign if k and row is sub else sign)
            return
    yield sign, v


def _alone(v: Any) -> Any:
    """A single value without the dimensions of length 1 that it was given."""
    node = made_with(v, DimShuffle)
    return node.inputs[0] if node is not None and not node.inputs[0].type.ndim else v


def _along(v: Any, axis: int) -> Any:
    """The vector that `v` is, the same along `axis` of a matrix; None where it is none."""
    node = made_with(v, DimShuffle)
    if node is None or v.type.ndim == 1:
        return v if v.type.ndim == 1 and axis == 0 else None
    return node.inputs[0] if node.op.new_order == (("x", 0) if axis == 0 else (0, "x")) else None


def _less_pairs(terms: list[Term]) -> list[Term]:
    """Without what is added and subtracted."""
    left: list[Term] = []
    for sign, t in terms:
        pair = next((other for other in left if other[1] is t and other[0] == -sign), None)
        if pair is None:
            left.append((sign, t))
        else:
            left.remove(pair)
    return left


__all__ = ["recursions_in_logarithms"]
