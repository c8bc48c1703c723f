"""Regressions with effects of groups and one sigma: sums of squares from a triangular form of each group's data."""

from __future__ import annotations

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from tests.compilation.test_least_squares import POINT, T, X, Y, Z, density_of, normal, same
from theano_compat.ops.linear_algebra.least_squares import TriangularForm
from theano_compat.theano_api import shared

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
    return stage is not None and any(isinstance(node.op, TriangularForm) and node.op.terms for node in stage.nodes)


@pytest.mark.wide(11)
@pytest.mark.parametrize("model", [*BY_GROUP, *ROW_BY_ROW])
def test_values_and_gradients(model):
    density = density_of(model)
    same(density.logp_grad(POINT), density_of(model, "FAST_COMPILE").logp_grad(POINT))
    assert is_by_group(density) == (model in BY_GROUP)


@pytest.mark.parametrize("which", ["y", "group"])
def test_data_that_may_change_stay_in_rows(which):
    data = shared({"y": Y, "group": GROUP}[which], which)
    density = density_of(means, **{which: data})
    same(density.logp_grad(POINT), density_of(means).logp_grad(POINT))
    assert not is_by_group(density)
