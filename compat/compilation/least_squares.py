"""Sums of squares of residuals that are linear in a few values, as regressions with one sigma have them.

`Sum(sqr(y - dot(X, b)))` and its gradient `dot(X.T, y - dot(X, b))` cost a pass over all rows at each call. X = Q R,
found when data change (ops/least_squares.py), leaves as many rows as there are columns, to rounding: the values are
those of residuals that were turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compat.compilation.grouping import value_now
from compat.graph.annotations import seen
from compat.graph.program import Interner, Program, intern, program
from compat.graph.traversal import replace
from compat.graph.variable import Apply, SharedVariable, Variable
from compat.ops.blas import Dot, dot
from compat.ops.elementwise_arithmetic import add, mul, neg, sqr, sub
from compat.ops.elementwise_selection import second, switch
from compat.ops.join import Join, MakeVector
from compat.ops.least_squares import TriangularForm
from compat.ops.reduction_ops import Sum
from compat.ops.shape import dimshuffle, is_transposed
from compat.ops.subtensor import Subtensor
from compat.ops.subtensor_index import Slice
from compat.rules.match import made_by, number, rank

ROWS_PER_COLUMN = 4  # fewer: the pass over all rows is not dearer
MOST_COLUMNS = 128


@dataclass(frozen=True)
class Term:
    """sign * data * value: a matrix by a vector, a column by a single value; data is None for a single value alone."""

    sign: int
    data: Variable | None
    value: Variable


@dataclass(frozen=True)
class Residual:
    """A vector that is linear in what moves: data, each with its sign, and terms."""

    offset: tuple[tuple[int, Variable], ...]
    terms: tuple[Term, ...]

    def times(self, sign: int) -> Residual:
        """The same or its negative."""
        return Residual(tuple((sign * s, v) for s, v in self.offset),
                        tuple(Term(sign * t.sign, t.data, t.value) for t in self.terms))


def least_squares(whole: Program, moving: set[int], interner: Interner) -> Program:
    """`whole` with sums of squares of linear residuals from their triangular forms. `moving`: ids of what data alone
    do not settle."""
    uses: dict[int, list[Apply]] = {}
    for node in whole.nodes:
        for v in node.inputs:
            uses.setdefault(id(v), []).append(node)
    given = {id(v) for v in whole.outputs}
    residuals = _residuals(whole, moving)
    replaced: dict[Variable, Variable] = {}
    for v, residual in residuals.items():
        form = _Form.of(residual) if any(made_by(n.outputs[0], sqr) for n in uses.get(id(v), ())) else None
        found = None if form is None else form.leaving(v, uses, given)
        if found is not None and any(squares for squares, _ in found.values()):
            replaced.update({out: made for out, (_, made) in found.items()})
    if not replaced:
        return whole
    return program(whole.inputs, intern(replace(whole.outputs, replaced), interner))


def _residuals(whole: Program, moving: set[int]) -> dict[Variable, Residual]:
    """Every moving vector that is linear in matrices and columns of data, in the order of nodes."""
    found: dict[Variable, Residual] = {}

    def part(v: Any) -> Residual | None:
        if v in found:
            return found[v]
        if not _is_float(v):
            return None
        if id(v) not in moving and v.type.broadcastable == (False,):
            return Residual(((1, v),), ())
        return Residual((), (Term(1, None, v),)) if all(v.type.broadcastable) else None

    for node in whole.nodes:
        v: Any = node.outputs[0]
        if id(v) not in moving or not _is_float(v) or v.type.broadcastable != (False,):
            continue
        residual = None
        if isinstance(node.op, Dot):
            X, b = node.inputs
            if id(X) not in moving and _is_float(X) and _is_float(b) and (X.type.ndim, b.type.ndim) == (2, 1):
                residual = Residual((), (Term(1, X, b),))
        elif (parts := made_by(v, add) or made_by(v, sub)) is not None:
            one, other = part(parts[0]), part(parts[1])
            if one is not None and other is not None:
                other = other.times(-1) if made_by(v, sub) is not None else other
                residual = Residual(one.offset + other.offset, one.terms + other.terms)
        elif (parts := made_by(v, neg)) is not None:
            inner = part(parts[0])
            residual = None if inner is None else inner.times(-1)
        elif (parts := made_by(v, mul)) is not None:
            for s, d in (parts, parts[::-1]):
                if id(d) not in moving and d.type.broadcastable == (False,) and _is_float(d) and _is_float(s) and \
                        all(s.type.broadcastable):
                    residual = Residual((), (Term(1, d, s),))
        if residual is not None and residual.terms:
            found[v] = residual
    return found


@dataclass(frozen=True)
class _Form:
    """A residual in its triangular form: q + R b in place of y + X b."""

    residual: Residual
    short: Any  # q + R b
    rest: Any
    R: Any
    columns: tuple[slice, ...]  # of R, for each term

    @staticmethod
    def of(residual: Residual) -> _Form | None:
        """None where the data are not long enough, or not known to be."""
        shapes = [_shape(t.data) for t in residual.terms if t.data is not None]
        offsets = [_shape(y) for _, y in residual.offset]
        if not shapes or not offsets or any(s is None for s in (*shapes, *offsets)):
            return None
        rows = {s[0] for s in (*shapes, *offsets) if s is not None}
        widths = [1 if t.data is None or t.data.type.ndim == 1 else _shape(t.data)[1]  # type: ignore
                  for t in residual.terms]
        if len(rows) != 1 or sum(widths) > MOST_COLUMNS or min(rows) < ROWS_PER_COLUMN * sum(widths):
            return None
        y: Any = None
        for sign, d in residual.offset:
            signed = d if sign > 0 else neg(d)
            y = signed if y is None else add(y, signed)
        sign = residual.terms[0].sign  # of all terms: what differs in it is negated with the data
        data = [second(y, np.float64(1)) if t.data is None else t.data for t in residual.terms]
        R, q, rest = TriangularForm()(y, *(d if t.sign == sign else neg(d)
                                           for t, d in zip(residual.terms, data, strict=True)))
        ends = list(np.cumsum(widths))
        columns = tuple(slice(int(e - w), int(e)) for w, e in zip(widths, ends, strict=True))
        product = dot(R, _joined([t.value for t in residual.terms]))
        return _Form(residual, add(q, product) if sign > 0 else sub(q, product), rest, R, columns)

    def leaving(self, v: Variable, uses: dict[int, list[Apply]],
                given: set[int]) -> dict[Variable, tuple[bool, Any]] | None:
        """What is computed from the residual `v`, as (whether it sums squares, the same from the short form); None
        where something needs the residual itself."""
        found: dict[Variable, tuple[bool, Any]] = {}
        return found if self._follow(v, _itself, self.short, uses, given, found) else None

    def _follow(self, v: Variable, scaled: Any, short: Any, uses: dict[int, list[Apply]], given: set[int],
                found: dict[Variable, tuple[bool, Any]]) -> bool:
        """Add what `v` leads to, a multiple of the residual. scaled: the same multiple of something else."""
        if id(v) in given:
            return False
        for node in uses.get(id(v), ()):
            out: Any = node.outputs[0]
            if made_by(out, sqr) is not None:
                if self._only_summed(out, uses, given):
                    rest = self.rest if scaled is _itself else mul(self.rest, sqr(scaled(np.float64(1))))
                    total = add(rest, Sum(None)(sqr(short)))
                    found.update({s.outputs[0]: (True, total) for s in uses[id(out)]})
                    continue
                return False
            product = self._transposed(node, v)
            if product is not None:
                found[out] = (False, scaled(product))
                continue
            if (column := self._column_sums(node, v, uses, given)) is not None:
                found.update({total: (False, scaled(made)) for total, made in column.items()})
                continue
            inner = _multiple(node, v)
            if inner is None or not self._follow(out, lambda g, m=inner, s=scaled: m(s(g)), inner(short), uses, given,
                                                 found):
                return False
        return True

    @staticmethod
    def _only_summed(v: Any, uses: dict[int, list[Apply]], given: set[int]) -> bool:
        return id(v) not in given and all(_sums_all(n) for n in uses.get(id(v), ())) and id(v) in uses

    def _gradient(self, data: Variable | None, single: bool) -> Any:
        """The sum over rows of `data` times the residual, None where no term has them. single: of a column, else a
        matrix; data is None for a column of ones."""
        for term, at in zip(self.residual.terms, self.columns, strict=True):
            if term.data is data and single == (data is None or data.type.ndim == 1):  # type: ignore[attr-defined]
                whole = dot(dimshuffle(self.R, (1, 0)), self.short)
                piece = whole[at.start] if single else Subtensor((Slice(at.start, at.stop),))(whole)
                return piece if term.sign == self.residual.terms[0].sign else neg(piece)
        return None

    def _transposed(self, node: Apply, v: Variable) -> Any:
        """dot(X.T, residual) for a matrix of the terms; None where `node` is something else."""
        if not isinstance(node.op, Dot):
            return None
        X, r = node.inputs
        if r is v and is_transposed(X):
            X = X.owner.inputs[0]  # type: ignore[union-attr]
        elif X is v:
            X = r
        else:
            return None
        return self._gradient(X, False)

    def _column_sums(self, node: Apply, v: Variable, uses: dict[int, list[Apply]],
                     given: set[int]) -> dict[Variable, Any] | None:
        """{Sum(d * residual): it from the short form} for a column d of the terms, or Sum(residual) for None."""
        column: Variable | None = None
        totals = [node]
        if not _sums_all(node):
            parts = made_by(node.outputs[0], mul)
            if parts is None or not self._only_summed(node.outputs[0], uses, given):
                return None
            column = parts[0] if parts[1] is v else parts[1]
            totals = uses[id(node.outputs[0])]
        made = self._gradient(column, True)
        return None if made is None else {t.outputs[0]: made for t in totals}


def _itself(g: Any) -> Any:
    return g


def _joined(values: Sequence[Any]) -> Any:
    """Vectors and single values as one vector."""
    if len(values) == 1 and values[0].type.broadcastable == (False,):
        return values[0]
    if all(all(v.type.broadcastable) for v in values):
        return MakeVector("float64")(*(dimshuffle(v, ()) for v in values))
    return Join(0)(*(dimshuffle(dimshuffle(v, ()), ("x",)) if all(v.type.broadcastable) else v for v in values))


def _multiple(node: Apply, v: Variable) -> Any:
    """A function that does to anything linear what `node` does to `v`: times a single value, or nothing where a single
    condition fails; None where `node` does something else."""
    out = node.outputs[0]
    if not _is_float(out) or out.type.broadcastable != (False,):  # type: ignore[attr-defined]
        return None
    if made_by(out, neg) is not None:
        return neg
    parts: Sequence[Any] | None = made_by(out, mul)
    if parts is not None:
        s = parts[0] if parts[1] is v else parts[1]
        return (lambda g: mul(_single(s), g)) if rank(s) <= 1 and s is not v else None
    parts = made_by(out, switch)
    if parts is not None and rank(parts[0]) <= 1 and parts[1] is v and number(parts[2]) == 0:
        return lambda g: switch(_single(parts[0]), g, np.float64(0))
    return None


def _single(s: Any) -> Any:
    return dimshuffle(s, ()) if s.type.ndim else s


def _sums_all(node: Apply) -> bool:
    return isinstance(node.op, Sum) and node.op.axis in (None, (0,)) and node.inputs[0].type.ndim == 1 and \
        _is_float(node.outputs[0])


def _is_float(v: Any) -> bool:
    return getattr(v.type, "dtype", None) == "float64"


def _shape(v: Any) -> tuple[int, ...] | None:
    """The lengths that data have now, None where they are not known or not finite."""
    value = value_now(v)
    if value is not None:
        return value.shape if np.isfinite(value).all() else None
    known = seen(v) if isinstance(v, SharedVariable) else None
    return None if known is None else known.lengths


__all__ = ["least_squares"]
