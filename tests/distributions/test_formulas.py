"""Formulas that several log densities share, at the edges of what they are made for."""

from __future__ import annotations

import numpy as np
import pytest

import compat as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.distributions.formulas import logaddexp

VALUES = [-np.inf, -800.0, -1.0, -1e-12, 0.0, 0.5, 30.0, 800.0]


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_logaddexp(mode):
    a, b = np.meshgrid(VALUES, VALUES)
    some = np.maximum(a, b) > -np.inf  # of two chances that are 0 it is NaN, as in legacy
    a, b = a[some], b[some]
    x, y = tt.dvector(), tt.dvector()
    out = logaddexp(x, y)
    f = theano.function([x, y], [out, *tt.grad(out.sum(), [x, y])], mode=mode)
    with np.errstate(invalid="ignore"):
        found, dx, dy = f(a, b)
    np.testing.assert_allclose(found, np.logaddexp(a, b), rtol=1e-14)
    np.testing.assert_allclose(dx, np.exp(a - np.logaddexp(a, b)), rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(dy, np.exp(b - np.logaddexp(a, b)), rtol=1e-12, atol=1e-300)
