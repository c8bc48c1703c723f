"""Differential equations: solved as by the real library, whose way is SciPy's odeint over the augmented system."""

import cloudpickle
import compat.pymc3 as pm
import numpy as np
import pytest
from scipy.integrate import odeint

from compat import tensor as tt
from compat.models.density import log_density
from compat.models.ode.ode import DifferentialEquation
from compat.models.ode.utils import augment_system, make_sens_ic

TIMES = np.linspace(0.5, 6, 9)


def growth(y, t, p):
    return p[0] * y[0] * (1 - y[0])


def prey(y, t, p):
    return [(p[0] - p[1] * y[1]) * y[0], (-p[2] + p[3] * y[0]) * y[1] + tt.sin(t) * 0.01]


CASES = {
    "one state": (growth, [0.1], [0.7]),
    "two states": (prey, [34.0, 5.9], [0.55, 0.028, 0.8, 0.024]),
}


@pytest.mark.parametrize("case", CASES)
def test_the_solution_is_that_of_the_augmented_system(case):
    func, y0, theta = CASES[case]
    n, m = len(y0), len(theta)
    system = augment_system(func, n, m)
    start = np.concatenate([y0, make_sens_ic(n, m, "float64")])

    def slopes(whole, t, p):
        return np.concatenate(system(whole[:n], t, p, whole[n:]))

    wanted = odeint(slopes, start, [0, *TIMES], (np.array([*y0, *theta]),))[1:]
    ode = DifferentialEquation(func, TIMES, n_states=n, n_theta=m)
    for one in (ode, cloudpickle.loads(cloudpickle.dumps(ode))):
        states, sensitivities = one._simulate(y0, theta)
        np.testing.assert_array_equal(states, wanted[:, :n])
        np.testing.assert_array_equal(sensitivities.reshape(len(TIMES), -1), wanted[:, n:])


def test_the_gradient_of_a_model_is_that_of_finite_differences():
    func, y0, theta = CASES["two states"]
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
