"""Sums of squares from a triangular form beside mpmath: they lose no digit that the sum over rows keeps."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from tests.compilation.given_density import compile_density
from tests.compilation.test_least_squares import is_triangular
from theano_compat.compilation.densities.density import Density
from theano_compat.differentiate import grad

pytestmark = pytest.mark.compiler
RNG = np.random.default_rng(5)
N = 160
NOISE = RNG.normal(size=N)
ONE, LINE = np.ones(N), np.linspace(-1, 1, N)
DAYS = 1.0 * np.arange(N)
YEARS = np.repeat(np.arange(1985, 2025), 4)
FAR_OUT = RNG.normal(size=N)
FAR_OUT[7] = 1e10
GROUP = RNG.integers(4, size=N)
FEW = (np.arange(N) % 40 == 1) * 1.0  # four rows

# name -> (sigma, y, columns, index of groups or None)
DATA = {
    "plain": (1, 1 + 2 * LINE + NOISE, [ONE, LINE], None),
    "a level of 1e8": (1e-4, 1e8 + 1e-4 * NOISE, [ONE, LINE], None),
    "times of transits in days": (1e-6, 2.457e6 + 3.7 * DAYS + 1e-6 * NOISE, [ONE, DAYS], None),
    "a level of 1e15": (1, 1e15 + np.round(NOISE), [ONE, LINE], None),
    "years": (1, 0.05 * YEARS + NOISE, [ONE, YEARS], None),
    "a row of leverage": (1, FAR_OUT + NOISE, [ONE, FAR_OUT], None),
    "a row of leverage and few rows of a kind": (1, NOISE, [ONE, FAR_OUT, FEW], None),
    "columns nearly the same": (1, NOISE, [ONE, LINE, LINE + 1e-9 * NOISE], None),
    "columns the same": (1, NOISE, [ONE, LINE, LINE, 2 * LINE], None),
    "a column of zeros": (1, NOISE, [0 * ONE, LINE], None),
    "small and large": (1e-8, 1e-8 * NOISE, [1e-12 * ONE, 1e8 * LINE, 1e30 * LINE**2], None),
    "nothing is left": (1e-9, 3 - 2 * LINE, [ONE, LINE], None),
    "y of zeros": (1, 0 * ONE, [ONE, LINE], None),
    "one column": (1e-4, 1e8 * LINE + 1e-4 * NOISE, [LINE], None),
    "groups at 1e8": (1e-4, 1e8 + GROUP + 1e-4 * NOISE, [LINE], GROUP),
    "groups at 1e8 and their mean": (1e-4, 1e8 + GROUP + 1e-4 * NOISE, [ONE, LINE], GROUP),
    "groups in years": (1, 0.05 * YEARS + NOISE, [YEARS], GROUP),
    "a group of one row": (1e-4, 1e8 + NOISE, [LINE], np.where(np.arange(N) == 5, 3, GROUP % 3)),
    "a group of none": (1, NOISE, [LINE], 1 + GROUP % 3),
}


def density_of(mode: str, sigma: float, y: np.ndarray, columns: list[np.ndarray], index: np.ndarray | None) -> Density:
    x = tt.dvector("x")
    mean = 0 if index is None else x[len(columns) + 1 :][index]
    for k, column in enumerate(columns):
        mean = mean + x[k + 1] * column
    scale = tt.exp(x[0])
    logp = (-0.5 * tt.sqr((y - mean) / scale) - tt.log(scale)).sum()
    size = 1 + len(columns) + (0 if index is None else 4)
    return compile_density(x, logp, grad(logp, x, disconnected_inputs="ignore"), [x], size, mode)


def in_many_digits(x, sigma, y, columns, index):
    """The log density, its gradient, and what the terms of each come to: rounding cannot be below a part of that."""
    with mpmath.workdps(60):
        scale = mpmath.exp(mpmath.mpf(x[0]))
        weight = 1 / scale**2
        all_columns = [*columns] + ([] if index is None else [1.0 * (index == g) for g in range(4)])
        X = [[mpmath.mpf(float(v)) for v in column] for column in all_columns]
        b = [mpmath.mpf(float(v)) for v in x[1:]]
        r = [mpmath.mpf(float(y[i])) - mpmath.fsum(c[i] * v for c, v in zip(X, b, strict=True)) for i in range(N)]
        squares = weight * mpmath.fsum(v * v for v in r)
        value = -squares / 2 - N * mpmath.log(scale)
        terms = [squares - N, *(weight * mpmath.fdot(c, r) for c in X)]
        sizes = [squares + N, *(weight * mpmath.fsum(abs(v * w) for v, w in zip(c, r, strict=True)) for c in X)]
        return [value, *terms], [squares / 2 + N * abs(mpmath.log(scale)) + N, *sizes]


def points(sigma, y, columns, index):
    """Where the data are fitted best, what the posterior makes of it, far away, and where numbers are few digits."""
    X = np.column_stack(columns if index is None else [*columns, *(index == g for g in range(4))]).astype(float)
    size = np.abs(X).max(axis=0) + (np.abs(X).max(axis=0) == 0)
    best = np.linalg.lstsq(X / size, y, rcond=None)[0] / size
    spread = sigma * np.sqrt(np.abs(np.diag(np.linalg.pinv((X / size).T @ (X / size))))) / size
    z = np.random.default_rng(6).normal(size=len(best))
    for b in (best, best + spread * z, best - 2 * spread * z, 0 * z, z / size, best * (1 + 0.1 * z), np.round(best)):
        yield np.concatenate([[np.log(sigma)], b])


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", DATA)
def test_as_near_to_mpmath_as_the_sum_over_rows(name):
    """An error is at most four times that of the rows, or four units of the last place of what the terms come to."""
    short, rows = density_of("C", *DATA[name]), density_of("FAST_COMPILE", *DATA[name])
    assert is_triangular(short)
    for x in points(*DATA[name]):
        exact, sizes = in_many_digits(x, *DATA[name])
        found, usual = ([d[0], *d[1]] for d in (short.logp_grad(x), rows.logp_grad(x)))
        for k, (value, size) in enumerate(zip(exact, sizes, strict=True)):
            allowed = 4 * max(abs(usual[k] - value), size * np.finfo(float).eps)
            assert abs(found[k] - value) <= allowed, (k, x)
