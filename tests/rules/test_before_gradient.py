"""What a log density becomes before its gradient is taken: other Ops, the same values and gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.rules.test_rerolling import evaluated
from tests.rules.unrolled_programs import matrix, scalars, vector
from theano_compat.differentiate import grad
from theano_compat.graph.traversal import applies
from theano_compat.graph.variable import Variable
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor
from theano_compat.ops.indexing.writing import set_subtensor
from theano_compat.ops.linear_algebra.blas import dot
from theano_compat.ops.linear_algebra.cholesky import Cholesky, cholesky
from theano_compat.ops.linear_algebra.solve import solve_lower_triangular
from theano_compat.ops.reductions.functions import all as all_of
from theano_compat.ops.reductions.functions import max as largest
from theano_compat.ops.reductions.functions import sum as total_of
from theano_compat.ops.shapes.creation import eye, zeros
from theano_compat.ops.shapes.diagonal_ops import ExtractDiag
from theano_compat.ops.shapes.join import concatenate, stack
from theano_compat.ops.tensor_op import as_tensor
from theano_compat.rules.density.before_gradient import before_gradient

RNG = np.random.default_rng(5)
GROUP = RNG.integers(4, size=12)
Y = as_tensor(RNG.normal(size=12))
FOUR = RNG.uniform(0.5, 1.5, size=4)


@dataclass(frozen=True)
class Case:
    """`build(*inputs)`: a scalar of `inputs`, matrices, vectors or scalars as `values` are.

    has, not_has: parts of the names of Ops that it must have, or must not have, afterwards."""

    name: str
    build: Callable[..., Any]
    values: tuple[Any, ...]
    has: tuple[str, ...] = ()
    not_has: tuple[str, ...] = ()


def squares(mean: Any) -> Any:
    return (e.sqr(Y - mean) * e.exp(mean)).sum()


def groups_by_masks(x: Any) -> Any:
    mean = zeros(12)
    for k in range(4):
        mean = set_subtensor(mean[GROUP == k], x[k])
    return squares(mean)


def half_by_masks(x: Any) -> Any:
    return squares(set_subtensor(set_subtensor(zeros(12)[GROUP == 1], x[1])[GROUP == 2], x[2]))


def half_by_slices(x: Any) -> Any:
    return squares(set_subtensor(set_subtensor(zeros(12)[:5], x[1])[3:9], x[2]))


def added_at_masks(x: Any) -> Any:
    from theano_compat.ops.indexing.writing import inc_subtensor

    return squares(inc_subtensor(zeros(12)[GROUP == 1], x[1]))


def moving_below(x: Any, y: Any) -> Any:
    return squares(set_subtensor(y[:3], x[0]))


def covariance(a: Any) -> Any:
    return dot(a, a.T) + eye(4)


def normal_by_factor(a: Any) -> Any:
    factor = cholesky(covariance(a))
    exists = all_of(ExtractDiag()(factor) > 0)
    solved = solve_lower_triangular(e.switch(exists, factor, 1), as_tensor(FIVE_ROWS).T)
    return e.switch(exists, -(solved.T**2).sum(axis=-1) / 2 - e.log(ExtractDiag()(factor)).sum(), -np.inf).sum()


def normal_of_vector(a: Any, x: Any) -> Any:
    factor = cholesky(covariance(a))
    white = solve_lower_triangular(factor, x)
    return -dot(white, white) / 2 - e.log(ExtractDiag()(factor)).sum()


def squares_of_columns(a: Any) -> Any:
    return e.sqr(e.sqr(solve_lower_triangular(cholesky(covariance(a)), as_tensor(FIVE_ROWS).T)).sum(axis=0)).sum()


def squares_of_rows_stay(a: Any) -> Any:
    return e.sqr(e.sqr(solve_lower_triangular(cholesky(covariance(a)), as_tensor(FIVE_ROWS).T)).sum(axis=1)).sum()


def factor_or_nan(a: Any) -> Any:
    return e.log(ExtractDiag()(Cholesky(on_error="nan")(covariance(a)))).sum()


def with_shift(keep: bool, shifted: Any = None) -> Callable[[Any], Any]:
    """Log-sum-exps of rows of a matrix, with the largest, or `shifted` of it, subtracted and added again."""

    def build(a: Any) -> Any:
        most = largest(a, axis=1, keepdims=True)
        most = most if shifted is None else shifted(most)
        logarithm = e.log(total_of(e.exp(a - most), axis=1, keepdims=keep))
        return e.sqr(logarithm + (most if keep else most.dimshuffle(0))).sum()

    return build


def another_shift(a: Any) -> Any:
    return (e.log(total_of(e.exp(a - largest(a, axis=1, keepdims=True)), axis=1)) + largest(a, axis=0)).sum()


def by_group(term: Callable[[int], Any], groups: int = 4) -> Any:
    total: Any = 0.5
    for k in range(groups):
        total = total + term(k)
    return total


def group_means(x: Any, s: Any) -> Any:
    return by_group(lambda k: e.identity((e.switch(s > 0, -e.sqr(Y.data[GROUP == k] - x[k]) / s, -np.inf)).sum()))


def one_row_in_one(x: Any, s: Any) -> Any:
    return by_group(lambda k: e.exp(as_tensor(FIVE_ROWS[0, : k + 1]) * x[k] - s).sum())


def own_scalars(s: Any, t: Any) -> Any:
    of = [s, t, s * t, s / t]
    return by_group(lambda k: e.sqr(as_tensor(FIVE_ROWS[k]) - of[k]).sum())


def reads_and_products(x: Any, s: Any) -> Any:
    return by_group(lambda k: e.sqr(x[GROUP[3 * k : 3 * k + 3]] + dot(as_tensor(FIVE_ROWS[:3] + k), x) - s * k).sum())


def of_two_forms(x: Any) -> Any:
    return by_group(lambda k: (e.sqr if k % 2 else e.exp)(as_tensor(FIVE_ROWS[k]) - x[k]).sum())


FIVE_ROWS = RNG.normal(size=(5, 4))
TWELVE_ROWS = RNG.normal(size=(12, 4))
SQUARE = RNG.normal(size=(4, 4))
APART = ("identity",)
READ = ("AdvancedSubtensor",)
ROWS = as_tensor((GROUP[:, None] == np.arange(4)) * 1.0)
TWO_ONES = as_tensor(1.0 * ((GROUP[:, None] == np.arange(4)) | (np.arange(4) == 0)))
CASES = (
    Case("groups by masks", groups_by_masks, (FOUR,), READ, ("IncSubtensor", "MakeVector")),
    Case("some rows by masks", half_by_masks, (FOUR,), READ, ("IncSubtensor",)),
    Case("slices that overlap", half_by_slices, (FOUR,), READ, ("IncSubtensor",)),
    Case("what is added stays", added_at_masks, (FOUR,), ("IncSubtensor",)),
    Case(
        "what is written into a vector that moves stays",
        moving_below,
        (FOUR, RNG.normal(size=12)),
        ("IncSubtensor",),
        READ,
    ),
    Case(
        "a list with a value for each row",
        lambda x: squares(stack([x[int(g)] for g in GROUP])),
        (FOUR,),
        READ,
        ("MakeVector",),
    ),
    Case(
        "scalars by row",
        lambda s, t: squares(stack([t if g % 2 else s for g in GROUP])),
        (0.5, 1.5),
        (*READ, "MakeVector"),
    ),
    Case(
        "few repeated values stay", lambda s, t: (stack([s, t, s]) * FOUR[:3]).sum(), (0.5, 1.5), ("MakeVector",), READ
    ),
    Case(
        "pieces",
        lambda s, t: squares(concatenate([zeros(5) + s, t * as_tensor(np.ones(7))])),
        (0.5, 1.5),
        READ,
        ("Join",),
    ),
    Case(
        "pieces that move stay", lambda x, s: (concatenate([zeros(5) + s, x]) ** 2).sum(), (FOUR, 0.5), ("Join",), READ
    ),
    Case("a switch on data", lambda s, t: squares(e.switch(GROUP > 1, s, t)), (0.5, 1.5), READ, ("switch",)),
    Case(
        "a switch between vectors stays",
        lambda x, s: (e.switch(GROUP[:4] > 1, x, s) ** 3).sum(),
        (FOUR, 0.5),
        ("switch",),
        READ,
    ),
    Case("ones at places times a vector", lambda x: squares(dot(ROWS, x)), (FOUR,), READ, ("Dot",)),
    Case("ones at places by rows", lambda x: squares((ROWS * x).sum(axis=1)), (FOUR,), READ),
    Case("two ones in a row stay", lambda x: squares(dot(TWO_ONES, x)), (FOUR,), ("Dot",), READ),
    Case("a read of a read", lambda x: squares(x[np.array([2, 1, 3])][GROUP % 3]), (FOUR,), READ, ("MakeVector",)),
    Case("elements of columns by row", lambda a: squares(a[GROUP, 0] + a[GROUP, 2] * Y), (SQUARE,), ("Subtensor",)),
    Case("columns of rows", lambda a: squares(a[GROUP][:, 0] * a[GROUP][:, -1]), (SQUARE,), ("Subtensor",)),
    Case("rows times data", lambda a: squares((a[GROUP] * TWELVE_ROWS).sum(axis=1)), (SQUARE,), READ, ("DimShuffle",)),
    Case("rows times what moves", lambda a: squares((a[GROUP] * e.exp(a)[GROUP]).sum(axis=1)), (SQUARE,), READ),
    Case("the largest is subtracted", with_shift(True), (SQUARE,), APART),
    Case("the largest is subtracted, and its dimension dropped", with_shift(False), (SQUARE,), APART),
    Case("anything is subtracted", with_shift(False, lambda m: m * 0.5 + 1), (SQUARE,), APART),
    Case("something else is added", another_shift, (SQUARE,), (), APART),
    Case("a sum for each group", group_means, (FOUR, 0.5), READ, ("MakeVector",)),
    Case("a group of one row", one_row_in_one, (FOUR, 0.5), READ, ("MakeVector",)),
    Case("groups with values of their own", own_scalars, (0.5, 1.5), (*READ, "MakeVector")),
    Case("groups that read by index", reads_and_products, (FOUR, 0.5), READ),
    Case("sums of two forms, two of each", of_two_forms, (FOUR,), (), READ),
    Case(
        "values computed alike",
        lambda x, s: squares(stack([s + x[k] * x[3 - k] for k in range(4)])[GROUP]),
        (FOUR, 0.5),
        READ,
        ("MakeVector",),
    ),
    Case("rows by a factor", normal_by_factor, (SQUARE,), ("CovarianceForm",), ("Cholesky", "Solve", "switch")),
    Case("a vector by a factor", normal_of_vector, (SQUARE, FOUR), ("CovarianceForm",), ("Cholesky", "Solve")),
    Case("squares of columns by a factor", squares_of_columns, (SQUARE,), ("CovarianceForm",), ("Cholesky", "Solve")),
    Case("squares by row stay", squares_of_rows_stay, (SQUARE,), ("Cholesky", "Solve"), ("CovarianceForm",)),
    Case("a factor or NaN stays", factor_or_nan, (SQUARE,), ("Cholesky",), ("CovarianceForm",)),
)


def op_names(outputs: list[Variable]) -> list[str]:
    return [getattr(getattr(n.op, "scalar_op", None), "name", None) or type(n.op).__name__ for n in applies(outputs)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_becomes_of_it(case: Case) -> None:
    made = {0: lambda: scalars("s")[0], 1: lambda: vector("x"), 2: lambda: matrix("a")}
    inputs = [made[np.ndim(v)]() for v in case.values]
    cost = case.build(*inputs)
    [new] = before_gradient([cost])
    assert new.type == cost.type
    names = op_names([new])
    for wanted in case.has:
        assert any(wanted in n for n in names), names
    for unwanted in case.not_has:
        assert not any(unwanted in n for n in names), names
    expected = evaluated(inputs, [cost, *grad(cost, inputs)], case.values)
    found = evaluated(inputs, [new, *grad(new, inputs)], case.values)
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-11, atol=1e-12 * max(1, np.abs(b).max()))


def test_columns_are_read_by_themselves() -> None:
    """And no rows of the matrix are."""
    a = matrix("a")
    rows = a[GROUP]
    for mean in (a[GROUP, 0] + a[GROUP, 2], rows[:, 1], (rows * TWELVE_ROWS).sum(axis=1)):
        [new] = before_gradient([squares(mean)])
        reads = [n for n in applies([new]) if isinstance(n.op, AdvancedSubtensor)]
        assert reads and all(n.op.pattern == (0,) for n in reads)


def test_an_index_out_of_range_is_an_error_still() -> None:
    x = vector("x")
    [new] = before_gradient([squares(stack([x[5]] * 12))])
    with pytest.raises(IndexError):
        evaluated([x], [new], (FOUR,))


def test_a_matrix_without_a_factor_is_an_error_still() -> None:
    a = matrix("a")
    [new] = before_gradient([e.log(ExtractDiag()(cholesky(a))).sum()])
    with pytest.raises(np.linalg.LinAlgError):
        evaluated([a], [new], (-np.eye(3),))
