"""Rows put together by group: log densities over rows of data that read parameters by index."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import theano_compat.theano_api.tensor as tt
from tests.compilation.given_density import compile_density
from theano_compat.compilation.densities.density import Density
from theano_compat.differentiate import grad
from theano_compat.ops.reductions.segments import SEGMENT_MULTIPLE, ByGroup, GroupLayout
from theano_compat.theano_api import shared

pytestmark = pytest.mark.compiler
N, A, B = 700, 9, 30
RNG = np.random.default_rng(8)
GROUP = RNG.integers(0, A - 1, size=N)  # unsorted; the last group is empty
OTHER = RNG.integers(0, B, size=N)
T, Y = RNG.normal(size=N), RNG.poisson(2.0, size=N).astype(float)
DIMENSION = 2 + A + B


def parts(x):
    return x[0], tt.exp(x[1]), x[2 : 2 + A], x[2 + A :]


def varying_intercepts(x, group=GROUP, y=Y):
    mu, sd, a, _ = parts(x)
    return (-0.5 * tt.log1p(tt.sqr((y - (mu + sd * a)[group]) / sd)) - tt.log(sd)).sum() - 0.5 * tt.sqr(x).sum()


def varying_slopes(x):
    mu, sd, a, b = parts(x)
    return -abs(Y - (mu + a[GROUP] + a[GROUP] * T)).sum() / sd - tt.sqr(b).sum()


def two_indices(x):
    mu, sd, a, b = parts(x)
    eta = mu + a[GROUP] + sd * b[OTHER] * T
    return (Y * eta - tt.exp(eta)).sum() - 0.5 * tt.sqr(x).sum()


def sums_of_groups_elsewhere(x):
    """The gradient is not the only sum by index."""
    mu, sd, a, b = parts(x)
    weight = tt.inc_subtensor(tt.zeros_like(b)[OTHER], tt.exp(mu + a[GROUP]))
    return (tt.log1p(tt.sqr(weight)) * sd).sum() - 0.5 * tt.sqr(x).sum()


def with_conditions(x):
    mu, sd, a, b = parts(x)
    rate = tt.exp(mu + a[GROUP])
    return tt.switch(tt.and_(rate > 0, Y >= 0), Y * tt.log(rate) - rate, -np.inf).sum() - tt.sqr(x).sum()


def inner_product(x):
    mu, sd, a, b = parts(x)
    return tt.dot(tt.as_tensor_variable(T), tt.tanh(a[GROUP] + mu)) - 0.5 * tt.sqr(x).sum()


MATRIX = np.stack([T, Y, np.roll(T, 3)], 1)


def a_matrix_beside(x, matrix=MATRIX):
    eta = tt.dot(matrix, x[:3]) * 0.1 + parts(x)[2][GROUP]
    return -tt.nnet.softplus(eta).sum() - tt.sqr(x).sum()


def division_of_floats(x):
    a = parts(x)[2]
    return -(tt.exp(a[GROUP]) * tt.mod(a[GROUP] + T, 0.7)).sum() - tt.sqr(x).sum()


BY_GROUP = [
    division_of_floats,
    a_matrix_beside,
    varying_intercepts,
    varying_slopes,
    two_indices,
    with_conditions,
    inner_product,
]


def centred(x):
    """A row waits for a sum over all rows."""
    a = parts(x)[2]
    rows = tt.exp(a[GROUP])
    return tt.sqr(rows / rows.sum() - T).sum()


def one_parameter_a_row(x):
    big = tt.concatenate([x] * 20)[:N]
    return tt.sqr(big * parts(x)[2][GROUP]).sum()


def kept_rows(x):
    """All rows are asked for, not a sum."""
    return tt.sort(parts(x)[2][GROUP])[3:].prod() * 1e-3


def many_columns(x):
    a = parts(x)[2]
    matrix = np.stack([np.roll(T, k) for k in range(20)], 1)
    return tt.exp(tt.dot(tt.as_tensor_variable(matrix), x[:20]) * 0.1 + a[GROUP]).sum()


def division_of_integers(x):
    """Padding has rows and groups that do not belong together: here such a pair would divide by 0, which raises."""
    a = parts(x)[2]
    number = (tt.floor(tt.nnet.sigmoid(a)) + np.arange(A))[GROUP]  # of the group
    rest = np.arange(N) % (1 + tt.cast(number, "int64") - GROUP)
    return (a[GROUP] + tt.cast(rest, "float64")).sum() - tt.sqr(x).sum()


ROW_BY_ROW = [centred, one_parameter_a_row, kept_rows, many_columns, division_of_integers]


def density_of(model, mode="C", **data) -> Density:
    x = tt.dvector("x")
    logp = model(x, **data)
    return compile_density(x, logp, grad(logp, x), [x], DIMENSION, mode)


def is_grouped(density: Density) -> bool:
    return any(isinstance(node.op, ByGroup) for node in density.logp.prepared.partitioned.main.nodes)


def same(one, other) -> None:
    assert one[0] == pytest.approx(other[0], rel=1e-12)
    np.testing.assert_allclose(one[1], other[1], rtol=1e-11, atol=1e-11 * np.abs(other[1]).max())


POINT = 0.3 * RNG.normal(size=DIMENSION)


@pytest.mark.wide(11)
@pytest.mark.parametrize("model", [*BY_GROUP, sums_of_groups_elsewhere, *ROW_BY_ROW])
def test_against_the_graph_as_written(model):
    c = density_of(model)
    assert c.logp.c_entry() is not None
    same(c.logp_grad(POINT), density_of(model, "FAST_COMPILE").logp_grad(POINT))


@pytest.mark.parametrize("model", BY_GROUP)
def test_rows_are_read_by_group(model):
    density = density_of(model)
    assert is_grouped(density)
    # the same program without C, which words errors, says the same
    same(density.logp.in_python(POINT), density_of(model, "FAST_COMPILE").logp_grad(POINT))


@pytest.mark.parametrize("model", ROW_BY_ROW)
def test_rows_that_stay_as_they_are(model):
    assert not is_grouped(density_of(model))


def test_other_backends_see_no_groups():
    assert not is_grouped(density_of(varying_intercepts, "FAST_COMPILE"))


def test_few_rows_and_groups_of_few_rows_stay():
    def model(x, n, groups):
        return tt.exp(parts(x)[3][np.arange(n) % groups] + T[:n]).sum()

    assert is_grouped(density_of(lambda x: model(x, 240, 30)))
    assert not is_grouped(density_of(lambda x: model(x, 90, 30)))
    assert is_grouped(density_of(lambda x: abs(parts(x)[3][np.arange(90) % 30] + T[:90]).sum()))  # without an exp
    assert not is_grouped(density_of(lambda x: model(x, 48, 3)))


def test_infinite_and_undefined_rows():
    """-inf and NaN come out as they do row by row, padding or not."""
    for bad in (np.inf, -np.inf, np.nan):
        y = np.where(np.arange(N) == 5, bad, Y)
        c, plain = (density_of(varying_intercepts, mode, y=y).logp_grad(POINT) for mode in ("C", "FAST_COMPILE"))
        np.testing.assert_equal(c[0], plain[0])
        np.testing.assert_equal(np.isnan(c[1]), np.isnan(plain[1]))


def test_an_infinite_parameter_of_an_empty_group():
    x = POINT.copy()
    x[2 + A - 1] = 1e200  # its square overflows in the prior alone
    c, plain = (density_of(varying_intercepts, mode).logp_grad(x) for mode in ("C", "FAST_COMPILE"))
    assert c[0] == plain[0] == -np.inf


def test_new_data_are_laid_out_again():
    group, y = shared(GROUP), shared(Y)
    density = density_of(varying_intercepts, group=group, y=y)
    assert is_grouped(density)
    first = density.logp_grad(POINT)
    address = density.logp.c_entry().address
    other = np.sort(RNG.integers(0, A, size=90))
    group.set_value(other)
    y.set_value(Y[:90])
    plain = density_of(varying_intercepts, "FAST_COMPILE", group=other, y=Y[:90])
    same(density.logp_grad(POINT), plain.logp_grad(POINT))
    assert density.logp.c_entry().address == address
    group.set_value(GROUP)
    y.set_value(Y)
    assert density.logp_grad(POINT)[0] == first[0]


def test_an_index_out_of_range_is_said():
    group = shared(GROUP)
    density = density_of(varying_intercepts, group=group)
    density.logp_grad(POINT)
    group.set_value(np.where(np.arange(N) == 3, A, GROUP))
    with pytest.raises(IndexError, match=f"index {A} is out of bounds for axis 0 with size {A}"):
        density.logp_grad(POINT)


def test_rows_that_do_not_match_are_said():
    group = shared(GROUP)
    density = density_of(varying_intercepts, group=group)
    density.logp_grad(POINT)
    group.set_value(GROUP[:500])
    with pytest.raises(ValueError, match="mis-match"):
        density.logp_grad(POINT)


def test_columns_that_do_not_match_are_said():
    matrix = shared(np.stack([T, Y, T], 1))
    density = density_of(a_matrix_beside, matrix=matrix)
    assert is_grouped(density)
    density.logp_grad(POINT)
    matrix.set_value(np.stack([T, Y, T, T], 1))
    with pytest.raises(ValueError, match="4 columns.* 3 elements"):
        density.logp_grad(POINT)


@pytest.mark.parametrize("count, n", [(1, 1), (5, 40), (300, 40), (3, 0)])
def test_the_layout(count, n):
    """Each row once, in its group, in order; every group filled up to whole vectors, with rows that differ."""
    group = np.random.default_rng(n).integers(0, count, size=n)
    first, order, where = GroupLayout(count).compat_array(np, None, group)
    assert len(order) == len(where) == SEGMENT_MULTIPLE * first[-1]
    np.testing.assert_array_equal(order[where == 1], np.argsort(group, kind="stable"))
    of_place = np.repeat(np.arange(count), SEGMENT_MULTIPLE * np.diff(first))
    np.testing.assert_array_equal(group[order[where == 1]], of_place[where == 1])
    assert (where == 0).sum() < SEGMENT_MULTIPLE * count
    repeated = (order[1:] == order[:-1]) & (of_place[1:] == of_place[:-1])
    assert not np.any(repeated & (order[1:] != np.argsort(group, kind="stable")[-1:]))


UNARY = (
    tt.exp,
    tt.tanh,
    tt.sqr,
    tt.nnet.sigmoid,
    tt.nnet.softplus,
    lambda v: -v,
    lambda v: tt.switch(v > 0, v, 0.5 * v),
)
BINARY = (lambda a, b: a + b, lambda a, b: a * b, lambda a, b: a - b, lambda a, b: tt.switch(tt.lt(a, b), a * b, b))


@st.composite
def row_models(draw):
    """(rows, sizes of groups, steps): a random log density over rows; a step names a function and what it takes."""
    n = draw(st.sampled_from([64, 65, 200, 515]))
    counts = (draw(st.integers(2, 9)), draw(st.integers(2, 40)))
    step = st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99))
    steps = draw(st.lists(step, min_size=1, max_size=9))
    return n, counts, steps, draw(st.integers(0, 2**31))


def random_model(x, n, counts, steps, seed):
    rng = np.random.default_rng(seed)
    indices = [rng.integers(0, count, size=n) for count in counts]
    a, b = x[2 : 2 + counts[0]], x[2 + counts[0] : 2 + counts[0] + counts[1]]
    rows = [
        a[indices[0]],
        b[indices[1]],
        tt.as_tensor_variable(rng.normal(size=n)),
        x[0] * a[indices[0]],
        tt.dot(rng.normal(size=(n, 2)), x[:2]),
    ]
    for which, first, second in steps:
        p, q = rows[first % len(rows)], rows[second % len(rows)]
        made = UNARY[which % len(UNARY)](tt.clip(p, -3, 3)) if which % 2 else BINARY[which % len(BINARY)](p, q)
        rows.append(tt.clip(made, -1e3, 1e3))
    return rows[-1].sum() + tt.dot(tt.as_tensor_variable(rng.normal(size=n)), rows[-2]) - 0.5 * tt.sqr(x).sum()


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(row_models())
def test_random_models_of_rows(model):
    x = np.random.default_rng(model[3]).normal(size=2 + sum(model[1]))
    vector = tt.dvector("x")
    logp = random_model(vector, *model)
    results = []
    for mode in ("C", "FAST_COMPILE"):
        density = compile_density(vector, logp, grad(logp, vector), [vector], len(x), mode)
        results.append(density.logp_grad(x))
        if mode == "C":
            assert density.logp.c_entry() is not None
    (value, gradient), (other, expected) = results
    assert value == pytest.approx(other, rel=1e-9, abs=1e-9)
    np.testing.assert_allclose(gradient, expected, rtol=1e-8, atol=1e-9 * np.abs(expected).max())
