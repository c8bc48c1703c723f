"""Vectors that are linear in dynamic variables.

Their terms are data, data matrices times a vector, columns times a single value, and reads of a vector by a static
index, plain or times a column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...graph.program import Program
from ...graph.variable import Apply, Variable
from ...ops.elementwise.arithmetic import add, mul, neg, sub
from ...ops.indexing.advanced_subtensor import AdvancedSubtensor
from ...ops.linear_algebra.blas import Dot
from ...ops.tensor_variable import Tensor
from ...rules.match import made_by


@dataclass(frozen=True)
class Term:
    """sign * data * value: a matrix by a vector, or a column by a single value; data is None for a value alone.

    With a static index: sign * data * value[index], where data is a column, or None for a plain read.
    """

    sign: int
    data: Variable | None
    value: Variable
    index: Variable | None = None


@dataclass(frozen=True)
class Residual:
    """A vector that is linear in dynamic variables: data, each with its sign, and terms."""

    offset: tuple[tuple[int, Variable], ...]
    terms: tuple[Term, ...]

    def times(self, sign: int) -> Residual:
        """Return the residual times 1 or -1."""
        return Residual(
            tuple((sign * s, v) for s, v in self.offset),
            tuple(Term(sign * t.sign, t.data, t.value, t.index) for t in self.terms),
        )

    def by_column(self, column: Variable) -> Residual | None:
        """Return the residual times a data column, if it is a single read."""
        if self.offset or len(self.terms) != 1 or self.terms[0].index is None or self.terms[0].data is not None:
            return None
        term = self.terms[0]
        return Residual((), (Term(term.sign, column, term.value, term.index),))


def residuals(whole: Program, dynamic: set[int]) -> dict[Variable, Residual]:
    """Return every dynamic vector that is linear in data, in the order of nodes."""
    known = _Known(dynamic)
    for node in whole.nodes:
        v: Any = node.outputs[0]
        if id(v) in dynamic and is_float(v) and v.type.broadcastable == (False,):
            residual = known.of_node(node)
            if residual is not None and residual.terms:
                known.found[v] = residual
    return known.found


@dataclass(frozen=True)
class _Known:
    """The residuals found so far. dynamic: ids of the dynamic variables."""

    dynamic: set[int]
    found: dict[Variable, Residual] = field(default_factory=dict)

    def of_node(self, node: Apply) -> Residual | None:
        v = node.outputs[0]
        if isinstance(node.op, Dot):
            return self._of_product(*node.inputs)
        if isinstance(node.op, AdvancedSubtensor):
            return self._of_reads(node)
        if (parts := made_by(v, add)) is not None:
            return self._of_sum(parts[0], parts[1], 1)
        if (parts := made_by(v, sub)) is not None:
            return self._of_sum(parts[0], parts[1], -1)
        if (parts := made_by(v, neg)) is not None:
            inner = self._part(parts[0])
            return None if inner is None else inner.times(-1)
        if (parts := made_by(v, mul)) is not None:
            return self._by_column(parts)
        return None

    def _of_product(self, X: Variable, b: Variable) -> Residual | None:
        fits = id(X) not in self.dynamic and is_float(X) and is_float(b) and (X.type.ndim, b.type.ndim) == (2, 1)
        return Residual((), (Term(1, X, b),)) if fits else None

    def _of_reads(self, node: Apply) -> Residual | None:
        if node.op.pattern != (0,) or id(node.inputs[1]) in self.dynamic or node.inputs[1].type.ndim != 1:
            return None
        return Residual((), (Term(1, None, *node.inputs),))

    def _of_sum(self, one: Variable, other: Variable, sign: int) -> Residual | None:
        a, b = self._part(one), self._part(other)
        if a is None or b is None:
            return None
        b = b.times(sign)
        return Residual(a.offset + b.offset, a.terms + b.terms)

    def _by_column(self, factors: list[Tensor]) -> Residual | None:
        for s, d in (factors, factors[::-1]):
            if self._is_column(d) and is_float(s):
                if all(s.type.broadcastable):
                    return Residual((), (Term(1, d, s),))
                return self.found[s].by_column(d) if s in self.found else None
        return None

    def _part(self, v: Variable) -> Residual | None:
        if v in self.found:
            return self.found[v]
        if self._is_column(v):
            return Residual(((1, v),), ())
        return Residual((), (Term(1, None, v),)) if is_float(v) and all(v.type.broadcastable) else None

    def _is_column(self, v: Variable) -> bool:
        return id(v) not in self.dynamic and is_float(v) and v.type.broadcastable == (False,)


def is_float(v: Variable) -> bool:
    """Return whether a variable is of float64."""
    return getattr(v.type, "dtype", None) == "float64"


__all__ = ["Residual", "Term", "is_float", "residuals"]
