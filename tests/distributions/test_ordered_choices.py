"""Probabilities between cutpoints, far out and where cutpoints meet, beside mpmath's."""

from __future__ import annotations

import math
from collections.abc import Sequence

import compat.tensor as tt
import numpy as np
import pytest

import compat as theano
from compat.distributions.choices import ordered_logistic

mpmath = pytest.importorskip("mpmath")

CASES = [(0.3, [-1.0, 0.5, 2.0]), (-40.0, [-1.0, 0.5, 2.0]), (60.0, [-1.0, -0.75, 2.0]), (0.0, [1.0, 1.0, 2.0]),
         (-2.5, [0.1, 0.3, 0.3, 0.3, 0.9, 4.0, 4.0]), (0.5, [1.0]), (0.25, [2.0, 1.0]), (0.0, [-math.inf, 0.0, 1.0])]


def exact(eta: float, cutpoints: Sequence[float]) -> list[float]:
    """P(category) in 60 digits."""
    with mpmath.workdps(60):
        cumulative = [mpmath.mpf(0), *(1 / (1 + mpmath.exp(-(mpmath.mpf(c) - mpmath.mpf(eta)))) for c in cutpoints),
                      mpmath.mpf(1)]
        return [float(b - a) for a, b in zip(cumulative, cumulative[1:], strict=False)]


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
@pytest.mark.parametrize("eta, cutpoints", CASES)
def test_ordered_logistic(eta, cutpoints, mode):
    x, c = tt.dvector(), tt.dvector()
    p = theano.function([x, c], ordered_logistic(x, c), mode=mode)(np.full(3, eta), np.array(cutpoints))
    np.testing.assert_allclose(p, [exact(eta, cutpoints)] * 3, rtol=1e-13, atol=0)
