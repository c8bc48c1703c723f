"""All distributions in one model: C, Python without rules and JAX agree with each other and with PyMC3 3.11.5."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.models.modelling.density import log_density
from theano_compat.ops.elementwise import functions as tt
from theano_compat.ops.linear_algebra.blas import outer

REAL_LOGP = -79.43243318646519  # of PyMC3 3.11.5 at POINT


def build() -> pm.Model:
    with pm.Model() as model:
        a = pm.Normal("a", 0, 2, shape=3)
        h = pm.HalfNormal("h", 1.0)
        hc = pm.HalfCauchy("hc", 2.0)
        pm.Uniform("u", -1, 3)
        e = pm.Exponential("e", 1.5)
        g = pm.Gamma("g", 2, e)
        ga = pm.Gamma("ga", mu=h + 1, sigma=hc)
        t = pm.StudentT("t", nu=g + 1, mu=a, sigma=h, shape=3)
        c = pm.Cauchy("c", 0, hc)
        b = pm.Beta("b", g, ga, shape=2)
        ln = pm.Lognormal("ln", c, h)
        pm.HalfStudentT("hs", 3, g)
        pm.InverseGamma("ig", g + 1, ga)
        pm.Laplace("l", c, h)
        pm.Normal("ub", 0, 1, transform=pm.transforms.lowerbound(-2.0), testval=1.0)
        pm.Normal("n1", a, h, observed=np.random.RandomState(1).normal(size=(5, 3)))
        pm.Poisson("p", tt.exp(a) + ln, observed=np.arange(3))
        pm.Bernoulli("bl", logit_p=a, observed=np.array([0, 1, 1]))
        pm.Bernoulli("bp", p=b, observed=np.array([0, 1]))
        pm.Binomial("bi", 10, b, observed=np.array([3, 10]))
        pm.Gamma("ga2", g, ga, observed=np.array([0.1, 2.0]))
        pm.StudentT("st", 3, c, h, observed=np.arange(4.0))
        pm.Beta("be", 2, ga, observed=np.array([0.2, 0.9]))
        pm.Exponential("ex", e, observed=np.array([0.0, 1.0]))
        pm.HalfNormal("hno", h, observed=np.array([0.0, 1.0]))
        pm.Deterministic("d", a > 0)
        pm.Deterministic("d2", outer(a, t))
    return model


@pytest.fixture(scope="module")
def model():
    return build()


@pytest.fixture(scope="module")
def x(model):
    density = log_density(model)
    return density.initial + 0.3 * np.random.RandomState(2).normal(size=density.dimension)


@pytest.mark.slow
def test_log_density_is_the_real_one(model, x):
    assert log_density(model).logp_grad(x)[0] == pytest.approx(REAL_LOGP, rel=1e-12)


@pytest.mark.slow
def test_gradient_is_the_slope(model, x):
    density = log_density(model)
    steps = 1e-6 * np.eye(x.size)
    slopes = [(density.logp_grad(x + s)[0] - density.logp_grad(x - s)[0]) / 2e-6 for s in steps]
    np.testing.assert_allclose(density.logp_grad(x)[1], slopes, atol=3e-8)


@pytest.mark.slow
def test_same_without_rules(model, x):
    plain = model.logp_dlogp_function(mode="UNOPTIMISED")
    plain.set_extra_values({})
    logp, gradient = plain(x)
    ours, ours_gradient = log_density(model).logp_grad(x)
    assert ours == pytest.approx(float(logp), rel=1e-13)
    np.testing.assert_allclose(ours_gradient, gradient, rtol=1e-11, atol=1e-12)


def test_recorded_values(model, x):
    density = log_density(model)
    values = density.expand(x)
    point = density.point(x)
    assert {n: (v.shape, v.dtype.name) for n, v in values.items() if n in ("d", "d2", "b", "u")} == {
        "d": ((3,), "bool"),
        "d2": ((3, 3), "float64"),
        "b": ((2,), "float64"),
        "u": ((), "float64"),
    }
    np.testing.assert_allclose(values["d2"], np.outer(point["a"], point["t"]))
    assert -1 < values["u"] < 3 and values["ub"] > -2


def test_c_density_where_there_is_a_compiler(model):
    c = log_density(model).c()
    if c is None:
        pytest.skip("no C compiler")
    assert c.n_expanded == sum(int(np.prod(shape)) for _, shape, _ in log_density(model).expanded)


@pytest.mark.slow
def test_jax(model, x):
    jax = pytest.importorskip("jax")
    from theano_compat.infer.jax.program import precision

    density = log_density(model)
    form = density.jax()
    with precision():
        logp, gradient = jax.value_and_grad(form.logp)(jax.numpy.asarray(x), form.data)
        values = form.expand(jax.numpy.asarray(x), form.data)
    ours, ours_gradient = density.logp_grad(x)
    assert float(logp) == pytest.approx(ours, rel=1e-13)
    np.testing.assert_allclose(gradient, ours_gradient, rtol=1e-10, atol=1e-11)
    np.testing.assert_allclose(values["d2"], density.expand(x)["d2"])
