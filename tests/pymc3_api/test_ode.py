"""Differential equations: solved as by the real library, whose way is SciPy's odeint over the augmented system."""

import pickle

import cloudpickle
import numpy as np
import pytest
from scipy.integrate import odeint

try:
    from scipy.integrate import ODEintWarning
except ImportError:  # SciPy 1.11
    from scipy.integrate._odepack_py import ODEintWarning

import compat as theano
import compat.pymc3 as pm
from compat import tensor as tt
from theano_compat.models.modelling.density import log_density
from theano_compat.models.ode import utils
from theano_compat.models.ode.ode import DifferentialEquation
from theano_compat.models.ode.utils import augment_system, make_sens_ic

TIMES = np.linspace(0.5, 6, 9)


def growth(y, t, p):
    return p[0] * y[0] * (1 - y[0])


def prey(y, t, p):
    return [(p[0] - p[1] * y[1]) * y[0], (-p[2] + p[3] * y[0]) * y[1] + tt.sin(t) * 0.01]


def van_der_pol(y, t, p):
    return [y[1], p[0] * (1 - y[0] ** 2) * y[1] - y[0]]


def reaction(y, t, p):
    """Robertson's, whose rates are eleven powers of ten apart."""
    first, second = p[0] * y[0] - p[1] * y[1] * y[2], p[2] * y[1] ** 2
    return [-first, first - second, second]


# The function, the states at the start, theta, the times, and how far from odeint's solution of the same slopes: every
# step is taken alike, but LAPACK factorizes what stiff methods solve in another order. With OpenBLAS's kernels for
# AVX-512 (OPENBLAS_CORETYPE=SkylakeX) van der Pol's steps then part: 3e-7, and less than 1e-8 with all others.
CASES = {
    "one state": (growth, [0.1], [0.7], TIMES, 0),
    "two states": (prey, [34.0, 5.9], [0.55, 0.028, 0.8, 0.024], TIMES, 0),
    "back in time": (prey, [34.0, 5.9], [0.55, 0.028, 0.8, 0.024], -TIMES / 4, 0),
    "stiff and not": (van_der_pol, [2.0, 0.0], [20.0], np.linspace(2, 60, 30), 1e-6),
    "stiff": (reaction, [1.0, 0.0, 0.0], [0.04, 1e4, 3e7], [0.4, 4.0, 40.0], 1e-8),
}


def by_odeint(slopes, y0, theta, times):
    start = np.concatenate([y0, make_sens_ic(len(y0), len(theta), "float64")])
    found = odeint(slopes, start, [0, *times], (np.array([*y0, *theta]),))[1:]
    return found[:, : len(y0)], found[:, len(y0) :].reshape(len(times), len(y0), -1)


@pytest.mark.parametrize("case", CASES)
def test_the_solution_is_that_of_odeint(case):
    func, y0, theta, times, within = CASES[case]
    n, m = len(y0), len(theta)
    ode = DifferentialEquation(func, times, n_states=n, n_theta=m)
    states, sensitivities = ode._simulate(y0, theta)
    in_c = ode._in_c.of_vector()
    if in_c is not None:
        same = by_odeint(lambda y, t, p: in_c(np.concatenate([y, [t], p]))[0], y0, theta, times)
        off = max(np.max(np.abs(a - b)) / np.abs(b).max() for a, b in zip((states, sensitivities), same, strict=True))
        assert off <= within
    system = augment_system(func, n, m)
    real = by_odeint(lambda y, t, p: np.concatenate(system(y[:n], t, p, y[n:])), y0, theta, times)
    # A last digit of a slope changes the steps: then they agree as far as steps of 1.5e-8 each do in the end.
    for found, wanted in zip((states, sensitivities), real, strict=True):
        np.testing.assert_allclose(found, wanted, rtol=1e-5, atol=1e-6 * np.abs(wanted).max())


def by_sum(y, t, p):
    return [p[0] * y.sum(), -p[0] * y[-1]]  # not read element by element alone


@pytest.mark.parametrize("case", [*CASES, "by a sum"])
def test_the_system_in_c_is_the_augmented_one(case):
    """Small ones are written out element by element."""
    func, y0, theta, *_ = CASES.get(case, (by_sum, [1.0, 2.0], [3.0]))
    n, m = len(y0), len(theta)
    y, t, p, s = np.array(y0) + 0.1, 0.3, np.array([*y0, *theta]), np.linspace(-1, 2, n * (n + m))
    found = theano.function(*utils.whole_system(func, n, m), on_unused_input="ignore")([*y, *s], t, p)
    wanted = np.concatenate(augment_system(func, n, m)(y, t, p, s))
    np.testing.assert_allclose(found, wanted, rtol=1e-13, atol=1e-13 * np.abs(wanted).max())


@pytest.mark.parametrize("dumps", [pickle.dumps, cloudpickle.dumps])
def test_a_copy_solves_it_too(dumps):
    func, y0, theta, times, *_ = CASES["two states"]
    ode = DifferentialEquation(func, times, n_states=2, n_theta=4)
    wanted = ode._simulate(y0, theta)
    for found, value in zip(pickle.loads(dumps(ode))._simulate(y0, theta), wanted, strict=True):
        np.testing.assert_array_equal(found, value)


def test_what_has_no_solution_in_c_is_left_to_odeint():
    ode = DifferentialEquation(lambda y, t, p: p[0] * y**2, [0.5, 2.0], n_states=1, n_theta=1)  # infinite at 1
    assert ode._solved_in_c(np.array([1.0, 1.0])) is None
    with pytest.warns(ODEintWarning):
        ode._simulate([1.0], [1.0])
    assert ode._solved_in_c(np.array([1.0, np.nan])) is None


@pytest.mark.parametrize("times", [[0.0, 1.0], [1.0, 1.0, 2.0], []])
def test_times_that_repeat(times):
    ode = DifferentialEquation(growth, times, n_states=1, n_theta=1)
    states, _ = ode._simulate([0.1], [0.7])
    exact = 1 / (1 + 9 * np.exp(-0.7 * np.array(times)))
    np.testing.assert_allclose(states[:, 0], exact, rtol=1e-6)


def test_times_in_no_order_are_refused():
    ode = DifferentialEquation(growth, [1.0, 0.5], n_states=1, n_theta=1)
    with pytest.raises(ValueError, match="monotonically"):
        ode._simulate([0.1], [0.7])


@pytest.mark.parametrize("y0, theta", [([1.0], [0.5]), ([1.0, 2.0, 3.0], [0.5] * 3), ([1.0, 2.0], [0.5])])
def test_vectors_of_other_lengths_are_refused(y0, theta):
    ode = DifferentialEquation(prey, [1.0], n_states=2, n_theta=4)
    with pytest.raises((ValueError, RuntimeError, IndexError)):
        ode._simulate(y0, theta)


def test_slopes_that_python_computes_are_left_to_odeint():
    @theano.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
    def twice(x):
        return 2 * x

    twice.grad = lambda inputs, gradients: [2 * gradients[0]]
    ode = DifferentialEquation(lambda y, t, p: [-twice(y[0]) * p[0]], [1.0], n_states=1, n_theta=1)
    assert ode._solved_in_c(np.array([1.0, 0.5])) is None
    np.testing.assert_allclose(ode._simulate([1.0], [0.5])[0], [[np.exp(-1)]], rtol=1e-6)


def test_the_gradient_of_a_model_is_that_of_finite_differences():
    func, y0, theta, *_ = CASES["two states"]
    ode = DifferentialEquation(func, TIMES, n_states=2, n_theta=4)
    with pm.Model() as model:
        rates = pm.Lognormal("rates", mu=np.log(theta), sigma=0.1, shape=4)
        start = pm.Lognormal("start", mu=np.log(y0), sigma=0.1, shape=2)
        pm.Normal("seen", tt.log(ode(y0=start, theta=rates)), 0.25, observed=np.ones((9, 2)))
    density = log_density(model)
    x = np.log([*theta, *y0]) + 0.03
    _, slope = density.logp_grad(x)
    for k in range(6):
        step = 1e-4 * np.eye(6)[k]
        difference = (density.logp_grad(x + step)[0] - density.logp_grad(x - step)[0]) / 2e-4
        # odeint's own tolerance, 1.5e-8 of the states, over the step
        assert abs(difference - slope[k]) < 1e-3 * max(1.0, abs(slope[k]))
