"""A user's model, distribution, transform, step method or kernel may give any name to what it has.

As `tests/theano_api/test_users_names.py`: a name raises where it is touched, is a method that takes something else, or
is a value. The names are those of our engine without `compat_`, and others that look like them.
"""

import inspect

import numpy as np
import pytest

import compat.pymc3 as pm
import theano_compat.theano_api.tensor as tt
from tests.theano_api.test_users_names import HOW, engine_names, named

KINDS = [
    kind
    for module in (pm, pm.gp.cov, pm.gp.mean, pm.distributions.transforms)
    for kind in vars(module).values()
    if inspect.isclass(kind) and kind.__module__.startswith(("theano_compat", "compat"))
]
NAMES = engine_names(*KINDS) | set(
    """spec formula density graph entry terms draws kept data_terms gradient lowered entries told takes fresh settle
    program options routes annotation origin values_of value_of rows compiled prepared noise width sized in_c step_in_c
    log_jacobian support elements is_open counts of_rows digest described request fits checkpoint kernel_in_c
    """.split()
)
NUTS = {"draws": 20, "tune": 20, "chains": 1, "progressbar": False, "random_seed": 1}
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")


def without(kind):
    """Return the names but those that the class itself has, which a user would overwrite."""
    return {one for one in NAMES if not hasattr(kind, one)}


def derived(kind, how, body):
    return type(f"Own{kind.__name__}", (kind,), named(how, without(kind), body))


@pytest.mark.parametrize("sampler", ["pymc3", "nutpie"])
@pytest.mark.parametrize("how", HOW)
def test_a_model(how, sampler):
    if sampler == "nutpie":
        pytest.importorskip("nutpie")
    with derived(pm.Model, how, {})() as model:
        a = pm.Normal("a", 1.0, 2.0)
        pm.Deterministic("b", 2 * a)
        pm.Normal("y", a, 1.0, observed=np.ones(3))
        with pm.theanof.theano.config.change_flags(sampler=sampler):
            trace = pm.sample(**NUTS, return_inferencedata=False)
    np.testing.assert_allclose(trace["b"], 2 * trace["a"])
    assert model.logp({"a": 1.0}) == pytest.approx(-4 * np.log(2 * np.pi) / 2 - np.log(2))
    assert model.dlogp()({"a": 1.0}).tolist() == [0.0]


@pytest.mark.parametrize("how", HOW)
def test_a_continuous_distribution(how):
    def begin(self, mu, *args, **kwargs):
        pm.Continuous.__init__(self, *args, **kwargs)
        self.mu = self.mean = tt.as_tensor_variable(mu)

    body = {
        "__init__": begin,
        "logp": lambda self, value: -((value - self.mu) ** 2),
        "random": lambda self, point=None, size=None: np.zeros(size or ()),
    }
    own = derived(pm.Continuous, how, body)
    with pm.Model() as model:
        a = own("a", 1.0, testval=2.0)
        own("y", a, observed=np.zeros(2))
        trace = pm.sample(**NUTS, return_inferencedata=False)
        assert pm.sample_prior_predictive(3)["a"].tolist() == [0, 0, 0]
        assert pm.sample_posterior_predictive(trace, 3, progressbar=False)["y"].shape[0] == 3
    assert model.logp({"a": 2.0}) == -9 and model.dlogp()({"a": 2.0}).tolist() == [-10]


@pytest.mark.parametrize("how", HOW)
def test_a_discrete_distribution_and_one_of_ours(how):
    body = {"logp": lambda self, value: tt.switch(tt.eq(value, 1), 0.0, -500.0)}
    body["__init__"] = lambda self, *args, **kwargs: (
        pm.Discrete.__init__(self, *args, **kwargs),
        setattr(self, "mode", 1),
    )[0]
    one = derived(pm.Discrete, how, body)
    normal = derived(pm.Normal, how, {})
    with pm.Model() as model:
        one("k", testval=1)
        normal("a", 0.0, 1.0)
        trace = pm.sample(**NUTS, return_inferencedata=False)
    assert set(trace["k"]) == {1} and model.logp({"k": 1, "a": 0.0}) == pytest.approx(-np.log(2 * np.pi) / 2)


@pytest.mark.parametrize("how", HOW)
def test_a_transform(how):
    body = {
        "name": "own",
        "forward": lambda self, x: tt.log(x),
        "backward": lambda self, x: tt.exp(x),
        "forward_val": lambda self, x, point=None: np.log(x),
        "jacobian_det": lambda self, x: x,
    }
    own = derived(pm.distributions.transforms.ElemwiseTransform, how, body)()
    with pm.Model() as model:
        pm.Exponential("a", 1.0, transform=own)
        trace = pm.sample(**NUTS, return_inferencedata=False)
    assert (trace["a"] > 0).all() and model.logp({"a_own__": 0.5}) == pytest.approx(0.5 - np.exp(0.5))


@pytest.mark.parametrize("how", HOW)
def test_a_step_method(how):
    def begin(self, vars, **kwargs):
        model = pm.modelcontext(None)
        pm.step_methods.arraystep.ArrayStep.__init__(
            self, [model[one.name] if isinstance(one, str) else one for one in vars], [model.fastlogp]
        )

    body = {"__init__": begin, "astep": lambda self, q, logp: q + 1.0}
    own = derived(pm.step_methods.arraystep.ArrayStep, how, body)
    with pm.Model():
        a = pm.Normal("a", 0.0, 1.0)
        b = pm.Normal("b", 0.0, 1.0)
        trace = pm.sample(
            5, tune=0, step=[own([a]), pm.Metropolis([b])], chains=1, progressbar=False, return_inferencedata=False
        )
    assert np.diff(trace["a"]).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("how", HOW)
def test_a_kernel_and_a_mean(how):
    kernel = derived(
        pm.gp.cov.Covariance,
        how,
        {
            "full": lambda self, X, Xs=None: tt.exp(-((X - (X if Xs is None else Xs).T) ** 2)),
            "diag": lambda self, X: tt.ones(X.shape[0]),
        },
    )(1)
    mean = derived(pm.gp.mean.Mean, how, {"__call__": lambda self, X: tt.zeros(X.shape[0])})()
    X = np.array([[0.0], [2.0]])
    with pm.Model() as model:
        marginal = pm.gp.Marginal(mean_func=mean, cov_func=2.0 * kernel + pm.gp.cov.WhiteNoise(1.0))
        marginal.marginal_likelihood("y", X, np.zeros(2), noise=pm.HalfNormal("s", 1.0))
        marginal.conditional("f", X)
    matrix = 2 * np.exp(-((X - X.T) ** 2)) + 2 * np.eye(2)
    expected = -0.5 * np.linalg.slogdet(matrix)[1] - np.log(2 * np.pi)
    assert model["y"].logp({"s_log__": 0.0, "f": np.zeros(2)}) == pytest.approx(expected)
