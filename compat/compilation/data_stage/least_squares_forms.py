"""Short forms of residuals that are linear in a few values.

They are few vectors with the same sum of squares, up to a constant, and the same sums with each data column, for all
values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from ...graph.variable import Variable
from ...ops.elementwise.arithmetic import add, mul, neg
from ...ops.elementwise.selection import second
from ...ops.indexing.in_range import InRange
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Slice
from ...ops.linear_algebra.affine import Affine
from ...ops.linear_algebra.blas import dot
from ...ops.linear_algebra.exact_products import can_be_exact
from ...ops.linear_algebra.least_squares import TriangularForm
from ...ops.shapes.join import Join, MakeVector
from ...ops.shapes.shape import dimshuffle
from ...rules import thresholds
from .grouping import value_for_good
from .layout import known_length
from .linear_residuals import Residual, Term


@dataclass(frozen=True)
class Form:
    """A residual as `rest` and the vectors `shorts`.

    dense: the terms without an index, and their columns. by_group: those with one. sums: replacements for sums of a
    column of the residual, with the sign of its term: `sums[k]` for the k-th term of either kind (a vector).
    """

    rest: Any
    shorts: tuple[Any, ...]
    dense: tuple[Term, ...]
    columns: tuple[slice, ...]
    sums_of_columns: Any  # None if there are no dense terms
    by_group: tuple[Term, ...]
    sums_by_group: tuple[Any, ...]

    def gradient(self, data: Variable | None, single: bool) -> Any:
        """Return the sum over rows of `data` times the residual, None if no term has these data.

        single: of a column, else a matrix. data: None for a column of ones.
        """
        for term, at in zip(self.dense, self.columns, strict=True):
            if term.data is data and single == (data is None or data.type.ndim == 1):  # type: ignore[attr-defined]
                whole = self.sums_of_columns
                return _with_sign(
                    whole[at.start] if single else Subtensor((Slice(at.start, at.stop),))(whole), term.sign
                )
        if single:
            for term, by_group in zip(self.by_group, self.sums_by_group, strict=True):
                if term.data is data:
                    return _with_sign(by_group.sum(), term.sign)
        return None

    def gradient_by_group(self, data: Variable | None, index: Variable) -> Any:
        """Return the sums by `index` of `data` times the residual, None if no term has them."""
        for term, by_group in zip(self.by_group, self.sums_by_group, strict=True):
            if term.data is data and term.index is index:
                return _with_sign(by_group, term.sign)
        return None


def form_of(residual: Residual, lengths: Any) -> Form | None:
    """Return the short form; None if it is not shorter, or if the data may change or are unsuitable.

    lengths: of the leaves of the program, as `lengths_of_leaves` returns them.
    """
    dense = tuple(t for t in residual.terms if t.index is None)
    by_group = tuple(t for t in residual.terms if t.index is not None)
    data = [v for _, v in residual.offset] + [t.data for t in residual.terms if t.data is not None]
    given = [value_for_good(v) for v in (*data, *(t.index for t in by_group[:1]))]  # type: ignore[arg-type]
    values = [value for value in given if value is not None]
    if not residual.offset or len(given) == len(residual.offset) or len(values) < len(given):
        return None
    shapes = {id(v): value.shape for v, value in zip(data, values, strict=False)}
    widths = [_width(t, shapes) for t in dense]
    if not _are_tall(values, sum(widths)) or widths != [_length(t.value, lengths) for t in dense]:
        return None
    groups = _groups(by_group, lengths)
    if groups is None or not _is_shorter(len(values[0]), sum(widths), groups, len(by_group)):
        return None
    if not all(map(can_be_exact, values[: len(data)])):
        return None
    return _of_parts(_triangular(residual, by_group, dense, sum(widths), groups), by_group, dense, widths)


def _width(t: Term, shapes: Mapping[int, tuple[int, ...]]) -> int:
    """Return the number of columns of a term."""
    return 1 if t.data is None or t.data.type.ndim == 1 else shapes[id(t.data)][1]  # type: ignore[attr-defined]


def _length(v: Variable, lengths: Any) -> Any:
    return 1 if all(v.type.broadcastable) else known_length(lengths, v)


def _are_tall(values: Sequence[Any], columns: int) -> bool:
    """Return whether all have the same number of rows, many for so many columns."""
    [rows, *others] = {len(v) for v in values}
    return (
        not others
        and columns <= thresholds.TRIANGULAR_MOST_COLUMNS
        and rows >= thresholds.TRIANGULAR_ROWS_PER_COLUMN * columns
    )


def _is_shorter(rows: int, columns: int, groups: int, by_group: int) -> bool:
    """Return whether the form needs far fewer products than the rows do."""
    m, p = by_group, columns
    return rows * (m + p) >= thresholds.TRIANGULAR_SHORTER * (groups * m * (m + 1) // 2 + groups * m * p + p * p)


def _triangular(
    residual: Residual, by_group: tuple[Term, ...], dense: tuple[Term, ...], columns: int, groups: int
) -> Sequence[Any]:
    offsets = [_with_sign(v, sign) for sign, v in residual.offset]
    ones = second(offsets[0], np.float64(1))
    of_terms = [_with_sign(ones if t.data is None else t.data, t.sign) for t in (*by_group, *dense)]
    index = [InRange(groups)(by_group[0].index)] if by_group else []
    found: Sequence[Any] = TriangularForm(columns, len(offsets), groups, len(by_group))(*offsets, *index, *of_terms)
    return found


def _of_parts(found: Sequence[Any], by_group: tuple[Term, ...], dense: tuple[Term, ...], widths: Sequence[int]) -> Form:
    """Return the form from the outputs of TriangularForm."""
    m, p = len(by_group), sum(widths)
    rest, *numbers = found
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    q, R, q_of_groups, S = pairs[0], pairs[1], pairs[2 : 2 + m], pairs[2 + m : 2 + 2 * m]
    T = dict(zip(((i, j) for i in range(m) for j in range(i, m)), pairs[2 + 2 * m :], strict=True))
    values = [_joined_vector([t.value for t in dense])] if dense else []
    shorts = []
    for i in range(m):
        products = [v for j in range(i, m) for v in (*T[i, j], by_group[j].value)]
        shorts.append(Affine(m - i, p)(*q_of_groups[i], *products, *((*S[i], *values) if dense else ())))
    sums = [reduce(add, [mul(T[i, j][0], shorts[i]) for i in range(j + 1)]) for j in range(m)]
    of_columns = None
    if dense:
        shorts.append(Affine(0, p)(*q, *R, *values))
        of_columns = reduce(add, [dot(rows, short) for (rows, _), short in zip((*S, R), shorts, strict=True)])
    ends = [int(end) for end in np.cumsum(widths)]
    columns = tuple(slice(end - width, end) for width, end in zip(widths, ends, strict=True))
    return Form(rest, tuple(shorts), dense, columns, of_columns, by_group, tuple(sums))


def _groups(terms: Sequence[Term], lengths: Any) -> int | None:
    """Return the number of groups, if all terms read vectors of one known length by one index; 0 without terms."""
    if not terms:
        return 0
    known = {known_length(lengths, t.value) for t in terms}
    if len({id(t.index) for t in terms}) != 1 or len(known) != 1:
        return None
    [length] = known
    return length if isinstance(length, int) and length > 0 else None


def _with_sign(v: Variable, sign: int) -> Any:
    return v if sign > 0 else neg(v)


def _joined_vector(values: Sequence[Any]) -> Any:
    """Return vectors and single values joined to one vector."""
    if len(values) == 1 and values[0].type.broadcastable == (False,):
        return values[0]
    if all(all(v.type.broadcastable) for v in values):
        return MakeVector("float64")(*(dimshuffle(v, ()) for v in values))
    return Join(0)(*(dimshuffle(dimshuffle(v, ()), ("x",)) if all(v.type.broadcastable) else v for v in values))


__all__ = ["Form", "form_of"]
