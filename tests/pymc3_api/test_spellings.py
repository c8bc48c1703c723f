"""Calls of PyMC3 as programs wrote them: every keyword is obeyed."""

import io

import numpy as np
import pytest
from scipy import optimize, special, stats

import compat.tensor as T
import theano_compat.pymc3_api as pm

CheckParametersConvergence, Tracker = pm.callbacks.CheckParametersConvergence, pm.callbacks.Tracker
Y = np.random.RandomState(4).normal(3.0, 2.0, 50)
PRECISION = 1 / 25 + 50 / 4
MEAN, SD = (1 / 25 + Y.sum() / 4) / PRECISION, PRECISION**-0.5


def conjugate():
    """A normal mean with known spread: mean and standard deviation of its posterior are exact."""
    with pm.Model() as model:
        pm.Normal("mu", mu=1.0, sd=5.0)
        pm.Normal("y", model["mu"], 2.0, observed=Y)
    return model


@pytest.fixture(scope="module")
def trace():
    return pm.sample(
        200,
        tune=100,
        chains=2,
        model=conjugate(),
        random_seed=3,
        progressbar=False,
        n_init=1000,
        init="adapt_diag",
        return_inferencedata=False,
        compute_convergence_checks=False,
    )


def test_find_map():
    with conjugate() as model:
        assert pm.find_MAP(progressbar=False)["mu"] == pytest.approx(MEAN, rel=1e-5)
    assert pm.find_MAP(model=model, progressbar=False)["mu"] == pytest.approx(MEAN, rel=1e-5)
    with pytest.warns(UserWarning, match="fmin"):
        powell = pm.find_MAP(model=model, fmin=optimize.fmin_powell, progressbar=False, disp=False)
    assert powell["mu"] == pytest.approx(MEAN, rel=1e-4)
    curvature = pm.find_hessian(powell, vars=[model["mu"]], model=model)
    np.testing.assert_allclose(curvature, [[PRECISION]], rtol=1e-8)
    with model:
        np.testing.assert_allclose(pm.find_hessian(powell), [[PRECISION]], rtol=1e-8)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:samples parameter is smaller:UserWarning")
def test_posterior_predictive(trace):
    model = conjugate()
    old = pm.sample_ppc(trace, samples=30, model=model, size=2, progressbar=False)["y"]
    new = pm.sample_posterior_predictive(trace, 30, model, progressbar=False, random_seed=1)["y"]
    named = pm.sample_posterior_predictive(
        trace, samples=30, model=model, vars=[model["y"]], random_seed=1, progressbar=False
    )["y"]
    assert old.shape == (30, 2, 50) and new.shape == (30, 50) and abs(new.mean() - Y.mean()) < 0.5
    np.testing.assert_array_equal(new, named)
    with model:
        assert set(pm.sample_ppc(trace, samples=3, vars=[model["mu"]], progressbar=False)) == {"mu"}


def test_covariance_of_a_trace(trace):
    np.testing.assert_allclose(pm.trace_cov(trace), trace["mu"].var(ddof=1), rtol=1e-12)
    assert abs(trace["mu"].mean() - MEAN) < 5 * SD / np.sqrt(50)


def test_fit_stops_and_tracks():
    model = conjugate()
    with model:
        inference = pm.ADVI(random_seed=2)
        tracker = Tracker(mean=inference.approx.mean.eval, std=inference.approx.std.eval)
        approx = inference.fit(n=300, obj_optimizer=pm.adam(learning_rate=0.1), callbacks=[tracker], progressbar=False)
    assert inference.approx is approx and len(inference.hist) == len(approx.hist) == len(tracker["mean"]) == 300
    np.testing.assert_array_equal(tracker["std"][-1], approx.std.eval())
    assert approx.mean.eval()[0] == pytest.approx(MEAN, abs=3 * SD)
    stop = CheckParametersConvergence(tolerance=0.5, diff="absolute")
    with model:
        early = pm.fit(
            n=5000,
            method="advi",
            callbacks=[stop],
            obj_optimizer=pm.sgd(learning_rate=1e-4),
            random_seed=1,
            progressbar=False,
        )
    assert len(early.hist) == 99  # the first look; as in PyMC3 the loss of the last step is not kept
    assert isinstance(CheckParametersConvergence(), CheckParametersConvergence)


@pytest.mark.slow
def test_draws_of_an_approximation():
    model = conjugate()
    with model:
        approx = pm.fit(20, method=pm.ADVI(), progressbar=False)
    mu, scale = model["mu"], T.dscalar("scale")
    drawn = approx.sample(draws=1000)
    assert abs(drawn["mu"].mean() - approx.mean.eval()[0]) < 0.2 and len(drawn) == 1000
    nodes = approx.sample_node(mu * scale, size=7, more_replacements={scale: T.constant(np.float64(0))})
    assert nodes.eval().tolist() == [0.0] * 7
    other = pm.Minibatch(np.arange(10.0), batch_size=5)
    with pm.Model():
        x = pm.Normal("x")
        pm.Normal("z", x, 1.0, observed=other, total_size=10)
        replaced = pm.fit(3, more_replacements={other: np.zeros(5)}, progressbar=False, random_seed=1)
        plain = pm.fit(3, progressbar=False, random_seed=1)
    assert replaced.hist[0] < plain.hist[0]  # zeros lie nearer to the prior's mean than 0 ... 9


@pytest.mark.parametrize("method", [pm.ADVI, pm.FullRankADVI])
def test_the_scores_part_of_the_gradient(method):
    """Parts through z and through the parameters cancel in the mean's gradient; without the latter z's is left."""
    slopes = {}
    for factor in (1, 0):
        group = method(cost_part_grad_scale=factor, model=conjugate()).approx.groups[0]
        slope = T.grad(group.symbolic_logq_not_scaled.sum(), group.params_dict["mu"], disconnected_inputs="ignore")
        slopes[factor] = slope.eval({group.symbolic_initial: np.array([[0.5]])})
        scale = group.std.eval()
    np.testing.assert_allclose(slopes[1], 0, atol=1e-12)
    np.testing.assert_allclose(slopes[0], -0.5 / scale, rtol=1e-12)


def test_only_normal_approximations_have_a_score_to_scale():
    with conjugate(), pytest.raises(NotImplementedError, match="cost_part_grad_scale"):
        pm.NFVI(cost_part_grad_scale=0)


def test_mathematics():
    x = np.array([[0.5, -1.0], [2.0, 0.0]])
    cases = [
        (pm.math.erf(x), special.erf(x)),
        (pm.math.logsumexp(x), special.logsumexp(x)),
        (pm.math.logsumexp(x, axis=1), special.logsumexp(x, axis=1, keepdims=True)),
        (pm.math.tanh(x), np.tanh(x)),
        (pm.math.invlogit(x), special.expit(x)),
        (pm.invlogit(x), special.expit(x)),
        (pm.math.sqrt(x**2), abs(x)),
        (pm.math.sum(x, axis=0), x.sum(0)),
        (pm.math.eq(x, 0), x == 0),
        (pm.math.switch(x > 0, 1.0, 2.0), np.where(x > 0, 1, 2)),
        (pm.math.dot(x, x), x @ x),
        (pm.math.stack([x, x]), np.stack([x, x])),
        (pm.math.concatenate([x, x]), np.concatenate([x, x])),
        (pm.math.sigmoid(x), special.expit(x)),
        (pm.math.log(x**2 + 1), np.log(x**2 + 1)),
        (pm.math.exp(x), np.exp(x)),
    ]
    for found, wanted in cases:
        np.testing.assert_allclose(T.as_tensor_variable(found).eval(), wanted, rtol=1e-6 if wanted is x else 2e-4)


def test_ordered():
    ordered = pm.distributions.transforms.ordered
    value = np.array([-1.0, 0.5, 2.0])
    free = ordered.forward(value).eval()
    np.testing.assert_allclose(free, [-1, np.log(1.5), np.log(1.5)], rtol=1e-12)
    np.testing.assert_allclose(ordered.backward(free).eval(), value, rtol=1e-12)
    with pm.Model() as model:
        pm.Normal("cut", 0.0, 1.0, shape=3, transform=ordered, testval=value)
    np.testing.assert_allclose(model.test_point["cut_ordered__"], free, rtol=1e-12)


def test_log_odds_and_a_transform_of_the_users():
    class Doubled(pm.distributions.transforms.Transform):
        name = "doubled"

        def forward(self, x):
            return 2 * x

        def forward_val(self, x, point=None):
            return 2 * x

        def backward(self, y):
            return y / 2

        def jacobian_det(self, y):
            return T.zeros_like(y) - np.log(2.0)

    odds = pm.distributions.transforms.LogOdds()
    assert odds.backward(odds.forward(T.constant(0.3))).eval() == pytest.approx(0.3, rel=1e-6)
    with pm.Model() as model:
        x = pm.Normal("x", 0.0, 1.0, transform=Doubled(), testval=1.5)
    assert model.test_point["x_doubled__"] == 3.0 and x.transformed.name == "x_doubled__"
    wanted = stats.norm.logpdf(1.5) - np.log(2)
    assert float(x.transformed.logp({"x_doubled__": 3.0})) == pytest.approx(wanted, rel=1e-6)


class Shifted(pm.Continuous):
    """A distribution of the users'."""

    def __init__(self, at, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = T.as_tensor_variable(at)
        self.mean = self.mode = self.at

    def logp(self, value):
        return pm.distributions.dist_math.bound(-abs(value - self.at), value > -9, broadcast_conditions=False)

    def random(self, point=None, size=None):
        at = pm.distributions.draw_values([self.at], point=point, size=size)[0]
        return pm.distributions.generate_samples(
            lambda at, size=None: np.full(size, at), at, size=size, dist_shape=self.shape, broadcast_shape=np.shape(at)
        )


class Coin(pm.Discrete):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.mode = 1

    def logp(self, value):
        return T.log(0.5) + 0 * value


def test_distributions_of_the_users():
    with pm.Model() as model:
        x = Shifted("x", 2.5, shape=2)
        coin = Coin("coin")
    assert isinstance(x.distribution, pm.distributions.Continuous) and coin.dtype == "int64"
    assert x.distribution.random(size=3).tolist() == [[2.5, 2.5]] * 3
    assert float(model.logp({"x": np.array([2.5, 3.5]), "coin": 1})) == pytest.approx(-1 + np.log(0.5), rel=1e-6)
    assert float(model.logp({"x": np.array([2.5, -9.5]), "coin": 1})) == -np.inf
    with pm.Model():
        both = pm.DensityDist(
            "d", lambda v: -(v**2), testval=0.0, random=lambda point=None, size=None: np.full(size, 4.0)
        )
    assert both.random(size=2).tolist() == [4.0, 4.0]


def test_variables_are_tensors():
    start = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    with pm.Model() as model:
        x = pm.Normal("x", 0.0, 1.0, shape=(2, 3), testval=start)
        pm.Deterministic("total", x.sum())
    for found, wanted in [
        (x.T, start.T),
        (x.mean(), 3.5),
        (x.mean(axis=0), start.mean(0)),
        (x.std(), start.std()),
        (x.reshape((3, 2)), start.reshape(3, 2)),
        (x.sum(axis=1), start.sum(1)),
        (x.sum(), 21),
    ]:
        np.testing.assert_allclose(found.eval({x: start}), wanted)
    assert x.distribution.shape.tolist() == [2, 3] and x.tag.test_value.tolist() == start.tolist()
    model.name = "renamed"
    assert model.name == "renamed" and model.name_for("x") == "renamed_x"


def test_names_of_dimensions():
    with pm.Model(coords={"city": ["a", "b"]}) as model:
        x = pm.Normal("x", 0.0, 1.0, dims="city")
        pm.Deterministic("double", 2 * x, dims=("city",))
        walk = pm.GaussianRandomWalk("walk", sigma=1.0, dims="city")
    assert model.RV_dims["double"] == ("city",) and x.dshape == walk.dshape == (2,)


def test_profile():
    with conjugate() as model:
        found = model.profile(model.logpt, n=5)
    assert found.fct_callcount == 5


def test_predictions_of_a_process():
    x, at = np.array([[0.0], [1.0], [2.0]]), np.array([[0.5]])
    y = np.array([0.1, 0.4, -0.2])
    with pm.Model():
        process = pm.gp.Marginal(cov_func=1.5**2 * pm.gp.cov.ExpQuad(1, ls=0.7))
        process.marginal_likelihood("y", X=x, y=y, noise=0.3)
        mean, variance = process.predict(at, point={}, diag=True)

    def kernel(a, b):
        return 1.5**2 * np.exp(-0.5 * (a - b.T) ** 2 / 0.7**2)

    whole = kernel(x, x) + 0.09 * np.eye(3)
    weights = np.linalg.solve(whole, kernel(x, at)).T
    np.testing.assert_allclose(mean, weights @ y, rtol=1e-4)
    np.testing.assert_allclose(variance, np.diag(kernel(at, at) - weights @ kernel(x, at)), rtol=1e-4)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_elemwise_categorical():
    with pm.Model() as model:
        z = pm.Categorical("z", p=np.array([0.2, 0.5, 0.3]), shape=400)
        step = pm.ElemwiseCategorical(vars=[z], values=[0, 1, 2])
    np.random.seed(3)
    point = step.step(model.test_point)
    share = np.bincount(point["z"], minlength=3) / 400
    np.testing.assert_allclose(share, [0.2, 0.5, 0.3], atol=0.08)


def test_hamiltonian():
    with conjugate():
        step = pm.HamiltonianMC()
        drawn = pm.sample(
            150,
            tune=150,
            step=step,
            chains=1,
            cores=1,
            random_seed=2,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
        )
    assert abs(drawn["mu"].mean() - MEAN) < 6 * SD / np.sqrt(30) and "path_length" in drawn.stat_names


def test_the_generator_of_symbolic_draws():
    pm.set_tt_rng(5)
    first = pm.tt_rng().normal((3,)).eval()
    pm.set_tt_rng(5)
    np.testing.assert_array_equal(first, pm.tt_rng().normal((3,)).eval())


def test_formulas():
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("patsy")
    frame = pandas.DataFrame({"x": [0.0, 1.0, 2.0], "y": [0.5, 1.5, 2.0], "k": [0, 1, 1]})
    with pm.Model() as robust:
        pm.glm.glm("y ~ x", frame, family=pm.glm.families.StudentT())
    with pm.Model() as binary:
        pm.glm.GLM.from_formula("k ~ x", frame, family=pm.glm.families.Binomial())
    assert type(robust.observed_RVs[0].distribution).__name__ == "StudentT"
    [data] = binary.observed_RVs
    assert type(data.distribution).__name__ == "Binomial"
    at = {"Intercept": 0.2, "x": -0.5}
    wanted = stats.bernoulli.logpmf(frame.k, special.expit(0.2 - 0.5 * frame.x)).sum()
    assert float(data.logp({**binary.test_point, **at})) == pytest.approx(wanted, rel=1e-6)


def test_version_and_example_data(monkeypatch):
    asked = []

    def urlopen(address):
        asked.append(address)
        return io.BytesIO(b"a,b\n1,2\n")

    monkeypatch.setattr("urllib.request.urlopen", urlopen)
    assert pm.get_data("radon.csv").read() == b"a,b\n1,2\n" and asked[0].endswith("/radon.csv")
    assert pm.__version__ == "3.11.5"
