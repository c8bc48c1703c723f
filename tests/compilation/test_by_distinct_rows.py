"""Functions of scalars and data, computed for the distinct rows: log densities of counts."""

from __future__ import annotations

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from tests.compilation.given_density import compile_density
from theano_compat.compilation.densities.density import Density
from theano_compat.differentiate import grad
from theano_compat.ops.indexing.distinct_rows import DistinctRows, distinct_rows
from theano_compat.theano_api import shared

pytestmark = pytest.mark.compiler
RNG = np.random.default_rng(3)
N = 400
Y = RNG.negative_binomial(3, 0.3, N)
Z = RNG.integers(0, 3, N)
T = RNG.normal(size=N)
GROUP = RNG.integers(0, 9, N)
POINT = 0.4 * RNG.normal(size=11)


def of_scalars(x, y=Y):
    a = tt.exp(x[0])
    return tt.switch(tt.ge(y, 0), tt.gammaln(y + a) + y * x[1], -np.inf).sum()


def of_two_columns(x, y=Y):
    return (tt.gammaln(y + tt.exp(x[0])) * tt.exp(x[1] * Z)).sum() + tt.exp(x[2] * Z).sum()


def beside_a_predictor(x, y=Y):
    a, mu = tt.exp(x[0]), tt.exp(x[1] * T)
    return (tt.gammaln(y + a) + tt.log(mu + a) * (y + a)).sum()


def beside_groups(x, y=Y):
    a = tt.exp(x[0])
    return (tt.gammaln(y + a) - tt.sqr(x[2:][GROUP] - T)).sum()


def extremes(x, y=Y):
    return (
        tt.max(tt.gammaln(y + tt.exp(x[0])))
        + tt.min(tt.exp(x[1] * y))
        + tt.switch(tt.all(tt.lt(tt.exp(x[0]) * y, 1e9)), 1.0, -np.inf)
        + tt.gt(x[0] * y, 1.0).sum()
    )


def a_single_function_read(x, y=Y):
    return tt.sqr(tt.exp(y * x[0]) - T).sum()  # a read costs what the function costs


def distinct_counts(x, y=Y):
    return tt.gammaln(np.arange(N) + tt.exp(x[0])).sum()


def few_rows(x, y=Y):
    return tt.gammaln(Y[:60] + tt.exp(x[0])).sum()


BY_DISTINCT = [of_scalars, of_two_columns, beside_a_predictor, beside_groups, extremes]
ROW_BY_ROW = [a_single_function_read, distinct_counts, few_rows]


def density_of(model, mode="C", **data) -> Density:
    x = tt.dvector("x")
    logp = model(x, **data)
    return compile_density(x, logp, grad(logp, x, disconnected_inputs="ignore"), [x], len(POINT), mode)


def is_by_distinct_rows(density: Density) -> bool:
    stage = density.logp.prepared.partitioned.stage
    return stage is not None and any(isinstance(node.op, DistinctRows) for node in stage.nodes)


def same(one, other) -> None:
    np.testing.assert_allclose(one[0], other[0], rtol=1e-12)
    np.testing.assert_allclose(one[1], other[1], rtol=1e-11, atol=1e-11 * np.abs(other[1]).max())


@pytest.mark.parametrize("model", [*BY_DISTINCT, *ROW_BY_ROW])
def test_against_the_graph_as_written(model):
    c = density_of(model)
    assert c.logp.c_entry() is not None
    same(c.logp_grad(POINT), density_of(model, "FAST_COMPILE").logp_grad(POINT))
    assert is_by_distinct_rows(c) == (model in BY_DISTINCT)
    same(c.logp.in_python(POINT), c.logp_grad(POINT))


@pytest.mark.parametrize("bad", [-1.0, np.inf, np.nan, -0.0])
def test_rows_that_are_not_finite(bad):
    y = np.where(np.arange(N) == 5, bad, Y)
    with np.errstate(all="ignore"):
        c, plain = (density_of(of_scalars, mode, y=y).logp_grad(POINT) for mode in ("C", "FAST_COMPILE"))
    np.testing.assert_allclose(c[0], plain[0], rtol=1e-12)
    np.testing.assert_allclose(c[1], plain[1], rtol=1e-11)


def test_new_data_are_looked_at_again():
    y = shared(Y)
    density = density_of(of_scalars, y=y)
    assert is_by_distinct_rows(density)
    first = density.logp_grad(POINT)
    address = density.logp.c_entry().address
    for other in (np.arange(90), np.full(70, 3), np.zeros(0, Y.dtype)):
        y.set_value(other)
        same(density.logp_grad(POINT), density_of(of_scalars, "FAST_COMPILE", y=other).logp_grad(POINT))
        assert density.logp.c_entry().address == address
    y.set_value(Y)
    assert density.logp_grad(POINT)[0] == first[0]


def test_columns_that_do_not_match_are_said():
    y = shared(Y)
    density = density_of(of_two_columns, y=y)
    assert is_by_distinct_rows(density)
    y.set_value(Y[:300])
    with pytest.raises(ValueError, match="mis-match"):
        density.logp_grad(POINT)


@pytest.mark.parametrize(
    "columns",
    [
        (Y,),
        (Y, Z),
        (Y, Z, T),
        (np.array([0.0, -0.0, np.nan, np.nan, 1.0]), np.array([True, False, True, True, True])),
        (np.zeros(0), np.zeros(0)),
    ],
    ids=len,
)
def test_the_kinds(columns):
    first, where, count = distinct_rows(columns)
    for column in columns:
        np.testing.assert_array_equal(
            column[first][where].view(f"i{column.itemsize}"), column.view(f"i{column.itemsize}")
        )
    np.testing.assert_array_equal(np.bincount(where, minlength=len(first)), count)
    assert len(first) == len(set(zip(*(c.view(f"i{c.itemsize}").tolist() for c in columns), strict=True)))
