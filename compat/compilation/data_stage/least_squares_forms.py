"""Short forms of residuals that are linear in a few values: few vectors with the same sum of squares, up to a constant,
and the same sums with each column of data, for all values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from common.deferred_dataclass import dataclass
from compat.compilation.data_stage.grouping import value_now
from compat.compilation.data_stage.linear_residuals import Residual, Term
from compat.graph.annotations import seen
from compat.graph.variable import SharedVariable, Variable
from compat.ops.elementwise.arithmetic import add, mul, neg, sub
from compat.ops.elementwise.selection import second
from compat.ops.indexing.in_range import InRange
from compat.ops.indexing.subtensor import Subtensor
from compat.ops.indexing.subtensor_index import Slice
from compat.ops.linear_algebra.blas import dot
from compat.ops.linear_algebra.least_squares import GroupedTriangularForm, TriangularForm
from compat.ops.shapes.join import Join, MakeVector
from compat.ops.shapes.shape import dimshuffle

ROWS_PER_COLUMN = 4  # fewer: the pass over all rows is not more expensive
MOST_COLUMNS = 128
SHORTER = 2  # times fewer products in groups than in rows, at least


@dataclass(frozen=True)
class Form:
    """A residual as `rest` and the vectors `shorts`.

    dense: the terms without an index, and their columns; by_group: those with one. sums: what sums of a column of the
    residual become, as `sums[k]` for the k-th term of either (a vector).
    """

    sign: int  # of all terms: what differs in it is negated with the data
    rest: Any
    shorts: tuple[Any, ...]
    dense: tuple[Term, ...]
    columns: tuple[slice, ...]
    sums_of_columns: Any  # None where there are no dense terms
    by_group: tuple[Term, ...]
    sums_by_group: tuple[Any, ...]

    def gradient(self, data: Variable | None, single: bool) -> Any:
        """Return the sum over rows of `data` times the residual, None where no term has them.

        single: of a column, else a matrix; data is None for a column of ones.
        """
        for term, at in zip(self.dense, self.columns, strict=True):
            if term.data is data and single == (data is None or data.type.ndim == 1):  # type: ignore[attr-defined]
                whole = self.sums_of_columns
                piece = whole[at.start] if single else Subtensor((Slice(at.start, at.stop),))(whole)
                return piece if term.sign == self.sign else neg(piece)
        if single:
            for term, by_group in zip(self.by_group, self.sums_by_group, strict=True):
                if term.data is data:
                    total = by_group.sum()
                    return total if term.sign == self.sign else neg(total)
        return None

    def gradient_by_group(self, data: Variable | None, index: Variable) -> Any:
        """Return the sums by `index` of `data` times the residual, None where no term has them."""
        for term, by_group in zip(self.by_group, self.sums_by_group, strict=True):
            if term.data is data and term.index is index:
                return by_group if term.sign == self.sign else neg(by_group)
        return None


def form_of(residual: Residual, lengths: Any) -> Form | None:
    """Its short form; None where the data are not long enough, or not known to be.

    lengths: a function that gives the lengths of a variable as far as they are known.
    """
    dense = tuple(t for t in residual.terms if t.index is None)
    by_group = tuple(t for t in residual.terms if t.index is not None)
    shapes = [_shape(t.data) for t in residual.terms if t.data is not None]
    shapes += [_shape(t.index) for t in by_group[:1]]
    offsets = [_shape(y) for _, y in residual.offset]
    if not shapes or not offsets or any(s is None for s in (*shapes, *offsets)):
        return None
    rows = {s[0] for s in (*shapes, *offsets) if s is not None}
    widths = [1 if t.data is None or t.data.type.ndim == 1 else _shape(t.data)[1] for t in dense]  # type: ignore
    p = sum(widths)
    if (
        len(rows) != 1
        or p > MOST_COLUMNS
        or min(rows) < ROWS_PER_COLUMN * p
        or widths != [1 if all(t.value.type.broadcastable) else lengths(t.value) for t in dense]
    ):  # type: ignore
        return None
    y: Any = None
    for sign, d in residual.offset:
        signed = d if sign > 0 else neg(d)
        y = signed if y is None else add(y, signed)
    sign = residual.terms[0].sign
    ends = list(np.cumsum(widths, dtype=int))
    columns = tuple(slice(int(e - w), int(e)) for w, e in zip(widths, ends, strict=True))
    data = [_signed(second(y, np.float64(1)) if t.data is None else t.data, t.sign == sign) for t in dense]
    values = _joined([t.value for t in dense]) if dense else None
    plus = add if sign > 0 else sub
    if not by_group:
        R, q, rest = TriangularForm(p)(y, *data)
        short = plus(q, dot(R, values))
        return Form(sign, rest, (short,), dense, columns, dot(dimshuffle(R, (1, 0)), short), (), ())
    groups = _groups(by_group, lengths)
    m = len(by_group)
    if groups is None or min(rows) * (m + p) < SHORTER * (groups * m * (m + 1) // 2 + groups * m * p + p * p):
        return None
    of_groups = [_signed(second(y, np.float64(1)) if t.data is None else t.data, t.sign == sign) for t in by_group]
    found = GroupedTriangularForm(groups, m, p)(y, InRange(groups)(by_group[0].index), *of_groups, *data)
    return _of_groups(found, sign, plus, by_group, dense, columns, values)


def _of_groups(
    found: Sequence[Any],
    sign: int,
    plus: Any,
    by_group: tuple[Term, ...],
    dense: tuple[Term, ...],
    columns: tuple[slice, ...],
    values: Any,
) -> Form:
    """Return the form of what GroupedTriangularForm gave."""
    m = len(by_group)
    rest, R, left, *others = found
    q, S, T = others[:m], others[m : 2 * m], others[2 * m :]
    shorts = []
    for i in range(m):
        product: Any = None
        for j in range(i, m):
            piece = mul(T[i * m + j], by_group[j].value)
            product = piece if product is None else add(product, piece)
        if dense:
            product = add(product, dot(S[i], values))
        shorts.append(plus(q[i], product))
    sums = []
    for j in range(m):
        total: Any = None
        for i in range(j + 1):
            piece = mul(T[i * m + j], shorts[i])
            total = piece if total is None else add(total, piece)
        sums.append(total)
    of_columns = None
    if dense:
        shorts.append(plus(left, dot(R, values)))
        of_columns = dot(dimshuffle(R, (1, 0)), shorts[m])
        for i in range(m):
            of_columns = add(of_columns, dot(dimshuffle(S[i], (1, 0)), shorts[i]))
    return Form(sign, rest, tuple(shorts), dense, columns, of_columns, by_group, tuple(sums))


def _groups(terms: Sequence[Term], lengths: Any) -> int | None:
    """How many there are, where all terms read vectors of one known length by one index."""
    known = {lengths(t.value) for t in terms}
    if len({id(t.index) for t in terms}) != 1 or len(known) != 1:
        return None
    [length] = known
    return length if isinstance(length, int) and length > 0 else None


def _signed(data: Any, positive: bool) -> Any:
    return data if positive else neg(data)


def _joined(values: Sequence[Any]) -> Any:
    """Vectors and single values as one vector."""
    if len(values) == 1 and values[0].type.broadcastable == (False,):
        return values[0]
    if all(all(v.type.broadcastable) for v in values):
        return MakeVector("float64")(*(dimshuffle(v, ()) for v in values))
    return Join(0)(*(dimshuffle(dimshuffle(v, ()), ("x",)) if all(v.type.broadcastable) else v for v in values))


def _shape(v: Any) -> tuple[int, ...] | None:
    """Return the lengths that data have now, None where they are not known or not finite."""
    value = value_now(v)
    if value is not None:
        return value.shape if np.isfinite(value).all() else None
    known = seen(v) if isinstance(v, SharedVariable) else None
    return None if known is None else known.lengths


__all__ = ["Form", "form_of"]
