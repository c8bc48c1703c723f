"""Step methods as users write, choose and combine them; what pm.sample does with them."""

import logging
import pickle
import warnings

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from compat.pymc3.step_methods.hmc import quadpotential
from tests.pymc3_api.models import normal_mean
from theano_compat.infer.runs.assignment import assign_step_methods

pytestmark = pytest.mark.filterwarnings("ignore:The number of samples")
SHORT = {"progressbar": False, "compute_convergence_checks": False, "return_inferencedata": False}


class Halving(pm.ArrayStep):
    """A user's step method: goes half the way to 0."""

    name = "halving"
    generates_stats = True
    stats_dtypes = [{"norm": np.float64}]

    def __init__(self, vars=None, model=None, factor=0.5, **kwargs):
        model = pm.modelcontext(model)
        self.factor = factor
        super().__init__(pm.inputvars(model.vars if vars is None else vars), [model.fastlogp], **kwargs)

    def astep(self, q0, logp):
        assert np.isfinite(logp(q0))
        return q0 * self.factor, [{"norm": float(abs(q0).sum())}]

    @staticmethod
    def competence(var):  # old code: without `has_grad`
        return pm.step_methods.Competence.INCOMPATIBLE


class Shared(pm.ArrayStepShared):
    """Another, which reads the other variables from shared ones."""

    def __init__(self, vars, model=None):
        model = pm.modelcontext(model)
        super().__init__(vars, pm.make_shared_replacements(vars, model))

    def astep(self, q0):
        return q0 + self.shared["b"].get_value()


def test_a_users_step_method():
    with pm.Model() as model:
        pm.Normal("a", 1.0, 1.0)
        pm.Normal("b", 2.0, 1.0, testval=8.0)
        step = [Halving([model.b]), Shared([model.a])]
        trace = pm.sample(3, tune=1, chains=1, step=step, start={"a": 1.0}, discard_tuned_samples=True, **SHORT)
    np.testing.assert_allclose(trace["b"], [2.0, 1.0, 0.5])
    np.testing.assert_allclose(trace["a"], [7.0, 8.0, 8.5])  # 1 + 4 + 2 while tuning and after, + 1, + 0.5
    np.testing.assert_allclose(trace["norm"], [4.0, 2.0, 1.0])


def test_several_variables_and_one_each():
    with pm.Model():
        pm.Normal("a")
        pm.Normal("b", shape=2)
        assert isinstance(pm.Metropolis(), pm.CompoundStep)
        assert [v.name for v in pm.Metropolis(blocked=True).vars] == ["b", "a"]
        assert isinstance(Halving(blocked=False), pm.CompoundStep)
        with pytest.raises(ValueError, match="No free random variables"):
            pm.Metropolis([])


@pytest.mark.parametrize(
    "make, kind",
    [
        (lambda: pm.Normal("x"), pm.NUTS),
        (lambda: pm.Bernoulli("x", 0.5), pm.BinaryGibbsMetropolis),
        (lambda: pm.Poisson("x", 3.0), pm.Metropolis),
        (lambda: pm.Categorical("x", np.ones(3) / 3), pm.CategoricalGibbsMetropolis),
        (lambda: pm.Categorical("x", np.ones(2) / 2), pm.BinaryGibbsMetropolis),
    ],
    ids=["normal", "bernoulli", "poisson", "three categories", "two categories"],
)
def test_who_moves_what(make, kind):
    with pm.Model() as model:
        make()
        assert type(assign_step_methods(model)) is kind


def test_arguments_by_the_name_of_a_step_method():
    with pm.Model() as model:
        pm.Poisson("k", 3.0)
        pm.Normal("x")
        options = {"nuts": {"target_accept": 0.91}, "metropolis": {"scaling": 2.0}}
        steps = assign_step_methods(model, step_kwargs=options)
        found = {type(one): one for one in steps}
        assert found[pm.NUTS].target_accept == 0.91 and found[pm.Metropolis].scaling[0] == 2.0
        with pytest.raises(ValueError, match="Unused step method arguments: .*slice"):
            pm.sample(3, tune=3, chains=1, slice={}, **SHORT)


def test_a_callback_sees_every_draw_and_can_stop():
    seen = []

    def look(trace, draw):
        seen.append((draw.draw_idx, draw.tuning, draw.is_last, len(trace)))
        if len(seen) == 5:
            raise KeyboardInterrupt

    with normal_mean():
        trace = pm.sample(20, tune=2, chains=1, cores=1, callback=look, discard_tuned_samples=True, **SHORT)
    assert len(trace) == 3 and seen[0] == (0, True, False, 1) and seen[-1] == (4, False, False, 5)


def test_a_trace_is_continued():
    with normal_mean(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        one = pm.sample(4, tune=3, chains=1, step=pm.Metropolis(), discard_tuned_samples=False, **SHORT)
        two = pm.sample(4, tune=0, chains=1, step=pm.Metropolis(), trace=one, discard_tuned_samples=False, **SHORT)
    assert len(two) == 11
    np.testing.assert_array_equal(two["mu"][:7], one["mu"][:7])


def test_steps_are_copied_and_pickled():
    with normal_mean() as model:
        step = pm.NUTS(scaling=np.ones(1))
        again = pickle.loads(pickle.dumps(step))
        for one in (step, again):
            np.random.seed(3)
            one.point = one.step(model.test_point)[0]["mu"]
    np.testing.assert_array_equal(step.point, again.point)


def test_a_users_potential_is_used():
    class Watched(quadpotential.QuadPotentialDiag):
        drawn = 0

        def random(self):
            Watched.drawn += 1
            return super().random()

    with normal_mean():
        pm.sample(4, tune=3, chains=1, step=pm.NUTS(potential=Watched(np.ones(1))), **SHORT)
        assert Watched.drawn == 7
        with pytest.raises(ValueError, match="both potential and scaling"):
            pm.NUTS(potential=Watched(np.ones(1)), scaling=np.ones(1))


def test_iter_sample():
    with normal_mean():
        lengths = [len(trace) for trace in pm.iter_sample(4, pm.Metropolis(), tune=2, random_seed=1)]
    assert lengths == [1, 2, 3, 4]


def test_a_density_without_a_gradient_is_sliced(caplog):
    from theano_compat.theano_api.compile.ops import as_op
    from theano_compat.theano_api.tensor import dscalar

    @as_op([dscalar], [dscalar])
    def opaque(x):
        return np.array(x * 2.0)

    caplog.set_level(logging.INFO, logger="pymc3")
    with pm.Model():
        pm.Normal("y", opaque(pm.Normal("x")), 1.0, observed=np.ones(3))
        trace = pm.sample(5, tune=5, chains=1, **SHORT)
    assert len(trace) == 5 and "Slice: [x]" in [r.getMessage() for r in caplog.records]


def test_a_worker_that_fails_says_why():
    class Failing(Halving):
        def astep(self, q0, logp):
            raise ZeroDivisionError("in the worker")

    with normal_mean() as model, pytest.raises(RuntimeError, match=r"Chain \d failed") as caught:
        pm.sample(3, tune=3, chains=2, cores=2, step=Failing([model.mu]), **SHORT)
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert "in the worker" in str(caught.value.__cause__.__cause__)  # the traceback of over there


@pytest.mark.slow
@pytest.mark.parametrize("cores", [1, 3])
def test_a_population(cores):
    with normal_mean():
        trace = pm.sample(30, tune=0, chains=4, cores=cores, step=pm.DEMetropolis(), **SHORT)
        assert trace.nchains == 4 and len({float(trace.get_values("mu", chains=c)[-1]) for c in range(4)}) == 4
        with pytest.raises(ValueError, match="at least 3 chains"):
            pm.sample(3, tune=0, chains=2, step=pm.DEMetropolis(), **SHORT)


@pytest.mark.slow
def test_sequential_monte_carlo_in_processes():
    with normal_mean():
        one, many = (pm.sample_smc(50, n_steps=3, chains=2, cores=2, random_seed=4, parallel=p) for p in (False, True))
    np.testing.assert_array_equal(one["mu"], many["mu"])
    assert one.report.log_marginal_likelihood.shape == (2,)


def test_the_old_spelling_of_sequential_monte_carlo():
    with normal_mean(), pytest.warns(DeprecationWarning, match="has become pm.sample_smc"):
        trace = pm.sample(30, step=pm.SMC(n_steps=3), chains=1, random_seed=4, **SHORT)
        new = pm.sample_smc(30, n_steps=3, chains=1, random_seed=4)
    np.testing.assert_array_equal(trace["mu"], new["mu"])
    with pytest.warns(UserWarning, match=r"scaling=...\) has no effect"):
        pm.SMC(scaling=2.0)


@pytest.mark.parametrize(
    "shape, expected",
    [((4,), [1, 1, 0, 2]), ([4], [1, 1, 0, 2]), ((1,), [2]), (5, TypeError), ((2, 4), ValueError), ((3,), ValueError)],
)
def test_draws_of_elementwise_categories(shape, expected):
    """The numbers are PyMC3's."""
    from theano_compat.old.pymc3.step_methods.gibbs import categorical

    logp = np.log([[0.2, 0.3, 0.5, 0.1], [0.5, 0.5, 0.1, 0.2], [0.3, 0.2, 0.4, 0.7]])
    np.random.seed(3)
    if isinstance(expected, list):
        assert categorical(logp, shape).tolist() == expected
    else:
        with pytest.raises(expected):
            categorical(logp, shape)


NO = -1000.0
FURTHER_AXES = [  # log densities, shape, draws: the real PyMC3 3.11.5's
    ([[0, NO, 0], [NO, 0, NO]], (), 0),
    ([[NO, NO, 0], [0, 0, NO]], (), 1),
    ([[[0, NO, NO], [NO, 0, 0]], [[NO, 0, 0], [0, NO, NO]]], (2,), [0, 1]),
]


@pytest.mark.parametrize("logp, shape, expected", FURTHER_AXES)
def test_draws_of_categories_beside_longer_densities(logp, shape, expected):
    """The first place of further axes alone counts."""
    from theano_compat.old.pymc3.step_methods.gibbs import categorical

    assert categorical(np.array(logp), shape).tolist() == expected


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_one_category_beside_many_observations():
    with pm.Model():
        tau = pm.Bernoulli("tau", 0.5)
        pm.DensityDist("y", lambda y: pm.math.switch(tau, -y, y), observed=np.array([1000.0, -3000.0]))
        with pytest.warns(UserWarning, match=r"densities of shape \(2,\) beside tau of shape \(\)"):
            step = pm.ElemwiseCategorical(vars=[tau], values=[0, 1])
        assert step.step({"tau": np.array(1)})["tau"] == 0


def test_a_step_after_a_compiled_run_is_as_after_its_own():
    pytest.importorskip("nutpie")
    with normal_mean() as model:
        step = pm.NUTS()
        trace = pm.sample(10, tune=10, chains=1, step=step, **SHORT)
    assert not step.tune and step.step_size == trace["step_size"][-1]
    size = model.ndim
    state = step.integrator.compute_state(np.full(size, 0.1), np.full(size, 0.2))
    assert np.isfinite(state.energy) and state.q_grad.shape == (size,)


@pytest.mark.filterwarnings("ignore:The number of samples", "ignore:DEMetropolis should be used")
def test_differences_of_some_variables():
    """Some variables by DEMetropolis, the others by another step: the noise has too many elements, in PyMC3 as well."""
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 2)
        sigma = pm.HalfNormal("sigma", 1)
        pm.Normal("y", mu, sigma, observed=np.array([0.3, -1.2, 0.8, 2.1, -0.4]))
        step = [pm.DEMetropolis([mu]), pm.Slice([model["sigma_log__"]])]
        trace = pm.sample(60, tune=40, chains=4, cores=1, step=step, random_seed=[5, 6, 7, 8], **SHORT)
    real = [0.000226914216, -0.0000175859924, -0.000508091672, -0.00777604923]  # PyMC3 3.11.5
    np.testing.assert_allclose(trace["mu"][:4], real, rtol=1e-8)
    with pm.Model() as model:
        x = pm.Normal("x", 0, 2, shape=2)
        pm.Normal("y", x, pm.HalfNormal("sigma", 1), observed=np.zeros(2))
        pm.sample(9, tune=0, chains=4, cores=1, step=[pm.DEMetropolis([x]), pm.Slice([model["sigma_log__"]])], **SHORT)


@pytest.mark.parametrize("scale", [np.ones(2), np.eye(2)], ids=["diagonal", "dense"])
def test_the_energy_of_a_divergence_warns_of_nothing(scale):
    potential = quadpotential.quad_potential(scale, is_cov=True)
    velocity = potential.velocity(np.full(2, 1e200))
    assert potential.energy(np.full(2, 1e200), velocity) == np.inf
