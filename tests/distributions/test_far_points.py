"""Far from where they are likely, log densities and their slopes are the same by all doors, and those of mpmath."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.models.modelling.density import log_density
from theano_compat.ops.elementwise.functions import erfcx
from theano_compat.ops.networks.softmax import softmax
from theano_compat.ops.reductions.functions import sum as total
from theano_compat.ops.tensor_op import as_tensor

mp = mpmath.mp.clone()
mp.dps = 60
VECTOR = TensorType("float64", (False,))
FAR = [-1e10, -1e5, -40.0, -3.0, 0.0, 3.0, 40.0, 1e5, 1e10]


def normal(x, mu, sigma):
    return -(((x - mu) / sigma) ** 2) / 2 - mp.log(sigma * mp.sqrt(2 * mp.pi))


def log_tail(z):
    """The log of P(X > z); mpmath's erfc is 0 where an exponent has too many digits."""
    if z < 1e4:
        return mp.log(mp.erfc(z / mp.sqrt(2)) / 2)
    series = mp.fsum((-1) ** k * mp.fac2(2 * k - 1) / z ** (2 * k) for k in range(12))
    return -z * z / 2 - mp.log(z * mp.sqrt(2 * mp.pi)) + mp.log(series)


def truncated(x, mu, sigma, lower, upper):
    """The log density, by the tail on the side where the bounds are."""
    if lower - mu < 0 and upper is not None:
        x, mu, lower, upper = -x, -mu, -upper, -lower
    one = log_tail((lower - mu) / sigma)
    if upper is None:
        return normal(x, mu, sigma) - one
    other = log_tail((upper - mu) / sigma)
    return normal(x, mu, sigma) - one - mp.log1p(-mp.exp(other - one))


def ex_gaussian(x, mu, sigma, nu):
    z = (x - mu) / sigma - sigma / nu
    return -mp.log(nu) + (mu - x) / nu + (sigma / nu) ** 2 / 2 + log_tail(-z)


def skew_normal(x, mu, sigma, alpha):
    return mp.log(2) + normal(x, mu, sigma) + log_tail(-alpha * (x - mu) / sigma)


def logistic(x, mu, s):
    z = mp.mpf(x - mu) / s
    return -abs(z) - mp.log(s) - 2 * mp.log1p(mp.exp(-abs(z)))


# name: (log density of a graph mu, by mpmath of a number mu)
CASES = {
    "truncated above 0": (
        lambda mu: pm.TruncatedNormal.dist(mu, sigma=1.0, lower=1.0, upper=2.0).logp(1.5),
        lambda mu: truncated(mp.mpf(1.5), mu, 1, mp.mpf(1), mp.mpf(2)),
    ),
    "truncated below 0": (
        lambda mu: pm.TruncatedNormal.dist(mu, sigma=0.5, lower=-2.0, upper=-1.0).logp(-1.25),
        lambda mu: truncated(mp.mpf(-1.25), mu, mp.mpf(0.5), mp.mpf(-2), mp.mpf(-1)),
    ),
    "truncated on one side": (
        lambda mu: pm.TruncatedNormal.dist(mu, sigma=2.5, lower=-3.0).logp(1.0),
        lambda mu: truncated(mp.mpf(1), mu, mp.mpf(2.5), mp.mpf(-3), None),
    ),
    "truncated at infinity": (
        lambda mu: pm.TruncatedNormal.dist(mu, sigma=2.5, lower=-3.0, upper=np.inf).logp(1.0),
        lambda mu: truncated(mp.mpf(1), mu, mp.mpf(2.5), mp.mpf(-3), None),
    ),
    "ex-Gaussian": (
        lambda mu: pm.ExGaussian.dist(mu, sigma=0.8, nu=1.2).logp(1.0),
        lambda mu: ex_gaussian(mp.mpf(1), mu, mp.mpf(0.8), mp.mpf(1.2)),
    ),
    "ex-Gaussian, short": (
        lambda mu: pm.ExGaussian.dist(mu, sigma=2.0, nu=0.15).logp(1.0),
        lambda mu: ex_gaussian(mp.mpf(1), mu, mp.mpf(2), mp.mpf(0.15)),
    ),
    "skew normal": (
        lambda mu: pm.SkewNormal.dist(mu, sigma=0.8, alpha=1.5).logp(1.0),
        lambda mu: skew_normal(mp.mpf(1), mu, mp.mpf(0.8), mp.mpf(1.5)),
    ),
    "logistic": (lambda mu: pm.Logistic.dist(mu, s=2.0).logp(1.0), lambda mu: logistic(1, mu, 2)),
}
PYMC3_DIGITS = 1e-6  # of its normal distribution function, whose root of 2 is a float32


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    "mode",
    [
        "PYTHON",
        pytest.param("C", marks=pytest.mark.compiler),
        pytest.param("JAX", marks=pytest.mark.slow),
        "FAST_COMPILE",
    ],
)
def test_values_and_slopes(name, mode):
    if mode == "JAX":
        pytest.importorskip("jax")
    ours, exact = CASES[name]
    mu = VECTOR("mu")
    logp = ours(mu)
    with np.errstate(all="ignore"):
        value, slope = function([mu], [logp, grad(total(logp), mu)], mode=mode)(np.array(FAR))
    points = [mp.mpf(x) for x in FAR]
    np.testing.assert_allclose(value, [float(exact(x)) for x in points], rtol=PYMC3_DIGITS)
    step = mp.mpf(10) ** -20
    rise = [float((exact(x + step) - exact(x - step)) / (2 * step)) for x in points]
    np.testing.assert_allclose(slope, rise, rtol=PYMC3_DIGITS, atol=1e-9)


@pytest.mark.parametrize("x", [-3.0, 0.0, 5.0, 29.9, 30.1, 100.0, 1e5, 1e9])
def test_slope_of_erfcx(x):
    v = VECTOR("v")
    [found] = function([v], grad(total(erfcx(v)), v), mode="PYTHON")(np.array([x]))
    z = mp.mpf(x)
    with mp.workdps(60):
        away = mp.exp(z * z) * mp.erfc(z) if x < 1e3 else None
        exact = (
            2 * z * away - 2 / mp.sqrt(mp.pi)
            if away is not None
            else -1 / (mp.sqrt(mp.pi) * z**2) * (1 - mp.mpf(3) / (2 * z**2))
        )
    assert found == pytest.approx(float(exact), rel=2e-12)


def truncated_normal():
    pm.TruncatedNormal("y", pm.Flat("mu"), sigma=1.0, lower=1.0, upper=2.0, observed=1.5)


def skewed():
    pm.SkewNormal("y", pm.Flat("mu"), 0.8, alpha=1.5, observed=1.0)


def logits():
    eta = pm.Flat("eta")
    pm.Categorical("y", softmax(as_tensor([eta, 0.0, 1.0]).dimshuffle("x", 0)), observed=np.array([1, 0, 2]))


def share():
    pm.Beta("p", 2.0, 3.0)


def count():
    pm.Binomial("y", 5, pm.Beta("p", 1.0, 1.0), observed=np.array([0, 3, 5]))


def inflated():
    pm.ZeroInflatedPoisson("y", pm.Uniform("p", 0, 1), 2.0, observed=np.array([0, 3]))


def positive():
    pm.Weibull("w", 2.0, 1.5)


def far_sigmoid():
    eta = pm.Flat("eta")
    pm.Bernoulli("y", pm.math.sigmoid(eta), observed=np.array([0, 1]))


@pytest.mark.compiler
@pytest.mark.parametrize("made", [truncated_normal, skewed, logits, share, count, inflated, positive, far_sigmoid])
def test_all_doors_of_a_model_agree(made):
    with pm.Model() as model:
        made()
    [name] = [v.name for v in model.free_RVs]
    both, density, slopes = model.logp_dlogp_function(), log_density(model), model.dlogp()
    both.set_extra_values({})
    for x in (-700.0, -40.0, -3.0, 0.5, 3.0, 40.0, 700.0):
        point = {name: np.asarray(x)}
        found = [
            (float(model.logp(point)), *slopes(point)),
            tuple(float(np.squeeze(part)) for part in both(np.array([x]))),
            tuple(float(np.squeeze(part)) for part in density.logp_grad(np.array([x]))),
        ]
        finite = np.isfinite(found)  # or no part is: the square of exp(700) is infinite
        assert finite.all() or not finite.any(), (x, found)
        np.testing.assert_allclose(found, [found[0]] * 3, rtol=1e-9, atol=1e-12, err_msg=str(x))
