"""Vectors that are linear in what moves: data, matrices of data times a vector, columns times a single value, and reads
of a vector by an index of data, plain or times a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...graph.program import Program
from ...graph.variable import Variable
from ...ops.elementwise.arithmetic import add, mul, neg, sub
from ...ops.indexing.advanced_subtensor import AdvancedSubtensor
from ...ops.linear_algebra.blas import Dot
from ...rules.match import made_by


@dataclass(frozen=True)
class Term:
    """sign * data * value: a matrix by a vector, a column by a single value; data is None for a value alone.

    With an index of data: sign * data * value[index], a column or None by reads of a vector.
    """

    sign: int
    data: Variable | None
    value: Variable
    index: Variable | None = None


@dataclass(frozen=True)
class Residual:
    """A vector that is linear in what moves: data, each with its sign, and terms."""

    offset: tuple[tuple[int, Variable], ...]
    terms: tuple[Term, ...]

    def times(self, sign: int) -> Residual:
        """Return the same or its negative."""
        return Residual(
            tuple((sign * s, v) for s, v in self.offset),
            tuple(Term(sign * t.sign, t.data, t.value, t.index) for t in self.terms),
        )

    def by_column(self, column: Variable) -> Residual | None:
        """Return the same times a column of data, where it is a read alone."""
        if self.offset or len(self.terms) != 1 or self.terms[0].index is None or self.terms[0].data is not None:
            return None
        term = self.terms[0]
        return Residual((), (Term(term.sign, column, term.value, term.index),))


def residuals(whole: Program, moving: set[int]) -> dict[Variable, Residual]:
    """Every moving vector that is linear in data, in the order of nodes."""
    found: dict[Variable, Residual] = {}

    def part(v: Any) -> Residual | None:
        if v in found:
            return found[v]
        if not is_float(v):
            return None
        if _is_column(v):
            return Residual(((1, v),), ())
        return Residual((), (Term(1, None, v),)) if all(v.type.broadcastable) else None

    def _is_column(v: Any) -> bool:
        return id(v) not in moving and is_float(v) and v.type.broadcastable == (False,)

    def of_node(node: Any) -> Residual | None:
        v = node.outputs[0]
        if isinstance(node.op, Dot):
            X, b = node.inputs
            fits = id(X) not in moving and is_float(X) and is_float(b) and (X.type.ndim, b.type.ndim) == (2, 1)
            return Residual((), (Term(1, X, b),)) if fits else None
        if isinstance(node.op, AdvancedSubtensor):
            if node.op.pattern != (0,) or id(node.inputs[1]) in moving or node.inputs[1].type.ndim != 1:
                return None
            return Residual((), (Term(1, None, *node.inputs),))
        if (parts := made_by(v, add) or made_by(v, sub)) is not None:
            one, other = part(parts[0]), part(parts[1])
            if one is None or other is None:
                return None
            other = other.times(-1) if made_by(v, sub) is not None else other
            return Residual(one.offset + other.offset, one.terms + other.terms)
        if (parts := made_by(v, neg)) is not None:
            inner = part(parts[0])
            return None if inner is None else inner.times(-1)
        if (parts := made_by(v, mul)) is not None:
            for s, d in (parts, parts[::-1]):
                if _is_column(d) and is_float(s):
                    if all(s.type.broadcastable):
                        return Residual((), (Term(1, d, s),))
                    return found[s].by_column(d) if s in found else None
        return None

    for node in whole.nodes:
        v: Any = node.outputs[0]
        if id(v) in moving and is_float(v) and v.type.broadcastable == (False,):
            residual = of_node(node)
            if residual is not None and residual.terms:
                found[v] = residual
    return found


def is_float(v: Any) -> bool:
    return getattr(v.type, "dtype", None) == "float64"


__all__ = ["Residual", "Term", "is_float", "residuals"]
