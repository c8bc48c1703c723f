"""The spellings of one model that `make bench SUITE=spellings` times are one model: log densities differ by a constant,
gradients by nothing."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pymc3 as pm
import pytest
import theano.tensor as tt

from bench.contestants import spellings
from theano_compat.models.modelling.density import log_density

# A walk's steps are not its levels, and AR1 has a density of the first value.
OTHERS = {("stochastic volatility", "GaussianRandomWalk"), ("autoregression", "AR1")}


def _at(spelling: Any, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Log densities and gradients where the variables, in the order of their names, have the values of `points`."""
    with pm.Model() as model:
        spelling(pm, tt)
    density = log_density(model)
    parts = sorted(density.parts, key=lambda p: [int(w) if w.isdigit() else w for w in re.split(r"(\d+)", p.name)])
    order = np.concatenate([p.start + np.arange(int(np.prod(p.shape))) for p in parts])
    values, gradients = [], []
    for point in points:
        x = np.empty(density.dimension)
        x[order] = point[: density.dimension]
        value, gradient = density.logp_grad(x)
        values.append(value)
        gradients.append(gradient[order])
    return np.array(values), np.array(gradients)


@pytest.mark.slow
@pytest.mark.part(2)
@pytest.mark.parametrize("name", spellings.MODELS)
def test_one_log_density(name: str) -> None:
    points = np.random.default_rng(3).normal(0, 0.3, (3, 400))
    written = {s: w for s, w in spellings.MODELS[name].items() if (name, s) not in OTHERS}
    first, *rest = ((s, *_at(w, points)) for s, w in written.items())
    for spelling, values, gradients in rest:
        np.testing.assert_allclose(np.diff(values), np.diff(first[1]), rtol=1e-9, atol=1e-7, err_msg=spelling)
        np.testing.assert_allclose(gradients, first[2], rtol=1e-7, atol=1e-6, err_msg=spelling)
