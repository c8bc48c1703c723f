"""Regressions with effects of groups and one sigma: sums of squares from a triangular form of each group's data."""

from __future__ import annotations

import numpy as np
import pytest

import compat.theano_api.tensor as tt
from compat.ops.linear_algebra.least_squares import GroupedTriangularForm, grouped_form
from compat.theano_api import shared
from tests.compilation.test_least_squares import POINT, T, X, Y, Z, density_of, normal, same

pytestmark = pytest.mark.compiler
N = len(Y)
GROUP = np.random.default_rng(4).integers(3, size=N)
OTHER = GROUP[::-1].copy()


def means(x, y=Y, group=GROUP):
    return normal(y - x[1:4][group], x)


def with_last_group_empty(x, y=Y, group=GROUP):
    return normal(x[1:5][group] - y, x)


def from_the_end(x, y=Y, group=GROUP):
    return normal(y - x[1:4][group - 3], x)


def means_of_a_mean(x, y=Y, group=GROUP):
    return normal(y - (x[4] + tt.exp(x[5]) * x[1:4])[group], x) - 0.5 * tt.sqr(x[1:4]).sum()


def a_mean_beside(x, y=Y, group=GROUP):
    return normal(y - (x[4] + x[1:4][group]), x)


def slopes(x, y=Y, group=GROUP):
    return normal(y - T * x[1:4][group], x)


def means_and_slopes(x, y=Y, group=GROUP):
    return normal(y - x[1:4][group] + x[4:7][group] * T, x)


def the_same_slopes_twice(x, y=Y, group=GROUP):
    return normal(y - x[1:4][group] * T - x[4:7][group] * T, x)


def means_and_a_matrix(x, y=Y, group=GROUP):
    return normal(y + x[1:4][group] - tt.dot(X, x[4:8]), x)


def means_slopes_and_columns(x, y=Y, group=GROUP):
    return normal(y - x[1:4][group] - x[4:7][group] * T - x[7] * Z[:, 0] + x[0] * Z[:, 1], x)


def two_ways_to_group(x, y=Y, group=GROUP):
    return normal(y - x[1:4][group] - x[4:7][OTHER], x)


def as_many_groups_as_rows(x, y=Y, group=GROUP):
    return normal(y[:8] - x[np.arange(8) % 7], x)


def read_elsewhere(x, y=Y, group=GROUP):
    residual = y - x[1:4][group]
    return normal(residual, x) - tt.sum(abs(residual))


BY_GROUP = [
    means,
    with_last_group_empty,
    from_the_end,
    means_of_a_mean,
    a_mean_beside,
    slopes,
    means_and_slopes,
    the_same_slopes_twice,
    means_and_a_matrix,
    means_slopes_and_columns,
]
ROW_BY_ROW = [two_ways_to_group, as_many_groups_as_rows, read_elsewhere]


def is_by_group(density) -> bool:
    stage = density.logp.prepared.partitioned.stage
    return stage is not None and any(isinstance(node.op, GroupedTriangularForm) for node in stage.nodes)


@pytest.mark.wide(11)
@pytest.mark.parametrize("model", [*BY_GROUP, *ROW_BY_ROW])
def test_values_and_gradients(model):
    density = density_of(model)
    same(density.logp_grad(POINT), density_of(model, "FAST_COMPILE").logp_grad(POINT))
    assert is_by_group(density) == (model in BY_GROUP)


@pytest.mark.parametrize(
    "name, y, columns",
    [
        ("far from zero", Y + 1e7, [np.ones(N), T + 1e7]),
        ("a fit that leaves little", 3.0 - 2 * T + 1e-7 * Y, [np.ones(N), T]),
        ("columns nearly the same", Y, [T, T + 1e-9 * Y]),
        ("a column of zeros", Y, [np.zeros(N), T]),
    ],
)
def test_it_loses_no_more_digits_than_rows_do(name, y, columns):
    """At the best fit of each group: the sum of squares beside 80 bits, in units of what rounding of y and fit does."""
    rest, R, left, q0, q1, _, _, T00, T01, _, T11 = grouped_form(y, GROUP, columns, np.zeros((N, 0)), 3)
    best = np.array(
        [np.linalg.lstsq(np.column_stack(columns)[GROUP == g], -y[GROUP == g], rcond=None)[0] for g in range(3)]
    ).T
    exact = np.asarray(y, np.longdouble) + sum(
        np.asarray(c, np.longdouble) * b[GROUP] for c, b in zip(columns, best, strict=True)
    )
    found = rest + ((q0 + T00 * best[0] + T01 * best[1]) ** 2).sum() + ((q1 + T11 * best[1]) ** 2).sum()
    size = np.abs(y).max() + sum(np.abs(c).max() * np.abs(b).max() for c, b in zip(columns, best, strict=True))
    residual = float(np.abs(exact).max()) + np.finfo(float).eps * size
    assert abs(found - float((exact**2).sum())) <= 50 * np.finfo(float).eps * size * residual * N


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_data_that_are_not_finite_give_what_rows_give(bad):
    y = shared(Y.copy(), "y")
    density = density_of(means, y=y)
    assert is_by_group(density)
    y.set_value(np.where(np.arange(N) == 7, bad, Y))
    value = density.logp_grad(POINT)[0]
    assert np.isnan(value) if np.isnan(bad) else value == -np.inf


def test_new_data_of_another_length_and_with_other_groups():
    y, group = shared(Y, "y"), shared(GROUP, "group")
    density = density_of(means, y=y, group=group)
    same(density.logp_grad(POINT), density_of(means, "FAST_COMPILE").logp_grad(POINT))
    for rows in (50, 3, 1):
        y.set_value(Y[:rows])
        group.set_value(OTHER[:rows])
        same(
            density.logp_grad(POINT), density_of(means, "FAST_COMPILE", y=Y[:rows], group=OTHER[:rows]).logp_grad(POINT)
        )
    group.set_value(np.array([3]))
    with pytest.raises(IndexError, match="index 3 is out of bounds"):
        density.logp_grad(POINT)
    group.set_value(GROUP)
    with pytest.raises(ValueError, match="mis-match"):
        density.logp_grad(POINT)
