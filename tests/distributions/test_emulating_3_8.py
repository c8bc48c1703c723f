"""What PyMC3 3.8 did otherwise: its map of simplices. Numbers of PyMC3 3.8 on Theano 1.0.5."""

import functools

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.infer.smc.abc_keywords_of_3_8 import say_to_the_simulator
from theano_compat.models.modelling.density import log_density
from theano_compat.settings import config

LOGP = -9.69815715282931
SLOPE = [
    0.2899934782752668,
    -0.1504522333768754,
    0.13848933332224667,
    0.5339127895091091,
    0.08314096643359975,
    -0.4801407750363442,
    -0.6351489523872873,
]
W = [0.10923177257303608, 0.3482826407439046, 0.44352236937500367, 0.0989632173080557]
FORWARD = [-1.0986122886681093, -0.5596157879354224, -0.2876820724517808]  # of 0.1, 0.2, 0.3, 0.4


@pytest.fixture
def model():
    with config.change_flags(emulate="3.8"), pm.Model() as model:
        pm.Dirichlet("w", np.array([1.0, 2.0, 3.0, 0.5]), shape=4)
        pm.Dirichlet("v", np.ones((2, 3)), shape=(2, 3))
    return model


def test_simplex_of_3_8(model):
    point = {v.name: np.linspace(-1, 1.5, int(np.prod(v.dshape))).reshape(v.dshape) for v in model.free_RVs}
    density = log_density(model)
    logp, slope = density.logp_grad(density.vector(point))
    np.testing.assert_allclose(logp, LOGP, rtol=1e-13)
    np.testing.assert_allclose(slope, SLOPE, rtol=1e-12)
    np.testing.assert_allclose(model.fn(model["w"])(point), W, rtol=1e-13)


def test_forward_and_back(model):
    share = np.array([0.1, 0.2, 0.3, 0.4])
    transform = model["w"].transformation
    np.testing.assert_allclose(transform.forward_val(share), FORWARD, rtol=1e-13)
    np.testing.assert_allclose(transform.forward(share).eval(), FORWARD, rtol=1e-13)
    np.testing.assert_allclose(transform.backward_val(transform.forward_val(share)), share, rtol=1e-13)


def test_its_name_there():
    transform = pm.distributions.transforms.t_stick_breaking(0.01)
    assert transform.name == "stickbreaking"
    np.testing.assert_allclose(transform.backward_val(np.array([100.0, 0.0])), [0.99, 0.005, 0.005])


def test_the_map_of_3_11_unless_asked_for():
    with pm.Model() as model:
        pm.Dirichlet("w", np.ones(3), shape=3)
    assert type(model["w"].transformation).__name__ == "StickBreaking"


@pytest.mark.parametrize("size", [None, 3, (3, 2)])
def test_draws_of_vectors_without_a_shape(size):
    """They have the shape of the matrix; PyMC3 3.11.5 asks for `shape`, and raises."""
    lead = () if size is None else np.atleast_1d(size)
    mean, matrix = np.zeros(5), np.eye(5)
    with config.change_flags(emulate="3.8"):
        for dist in (pm.MvNormal.dist(mean, cov=matrix), pm.MvStudentT.dist(3, mu=mean, cov=matrix)):
            assert dist.random(size=size).shape == (*lead, 5)
    with pytest.raises(ValueError, match="has no shape, .* Give `shape=5`"):
        pm.MvNormal.dist(mean, cov=matrix).random(size=size)


COVARIANCES = [  # matrix, what holds of draws in 3.8 (NaN where it is no covariance); the real 3.8's do the same
    ([[1.0, 1.0], [1.0, 1.0]], lambda x: np.abs(x[:, 0] - x[:, 1]).max() < 1e-6 and 0.8 < x.std() < 1.2),
    ([[1.0, 2.0], [2.0, 1.0]], lambda x: np.isnan(x).all()),
]


@pytest.mark.parametrize("matrix, holds", COVARIANCES)
def test_draws_of_a_matrix_that_is_not_positive_definite(matrix, holds):
    """PyMC3 3.11.5 raises LinAlgError for both."""
    dist = pm.MvNormal.dist(np.zeros(2), cov=np.array(matrix), shape=2)
    np.random.seed(1)
    with config.change_flags(emulate="3.8"):
        assert holds(dist.random(size=400))
    with pytest.raises(np.linalg.LinAlgError, match=r"covariance of shape .* is not positive definite. Add a small"):
        dist.random(size=2)


def test_data_are_floats():
    with config.change_flags(emulate="3.8"), pm.Model():
        month = pm.Data("month", np.arange(3))
        pm.set_data({"month": [0.5]})
        assert month.dtype == "float64" and month.get_value().tolist() == [0.5]
    with pm.Model():
        assert pm.Data("month", np.arange(3)).dtype == "int64"


def test_evidence_of_smc():
    with config.change_flags(emulate="3.8"), pm.Model() as model:
        x = pm.Normal("x", 0, 1)
        pm.Normal("y", x, 1, observed=np.zeros(1))
        report = pm.sample_smc(500, chains=2, random_seed=[1, 2]).report
    assert model.marginal_likelihood == pytest.approx(np.exp(report.log_marginal_likelihood).mean())
    assert model.marginal_likelihood == pytest.approx(0.5 / np.sqrt(np.pi), rel=0.1)


OBSERVED = np.array([0.5, 1.5, -0.3])
PSEUDO_LIKELIHOOD = [  # dist_func, sum_stat, PyMC3 3.8's log densities at a = 0.3, b = exp(-0.2), of epsilon 0.5 and 2
    ("absolute_error", False, (-1.991400921166409, -1.7224363117972232)),
    ("absolute_error", True, (-0.8353408636550473, -1.6501825582027632)),
    ("sum_of_squared_distance", False, (-54.13121725261732, -4.981174832512905)),
    ("sum_of_squared_distance", True, (-0.41156665583118746, -1.6236966702137718)),
]


def simulated():
    with pm.Model() as model:
        pm.Normal("a", 0, 5)
        pm.HalfNormal("b", 1)
        pm.Simulator("s", lambda a, b: a + b * np.arange(3.0), observed=OBSERVED)
    return model


@pytest.mark.parametrize("function, of_means, expected", PSEUDO_LIKELIHOOD)
@pytest.mark.parametrize("which", [0, 1])
def test_the_distance_of_a_simulator(function, of_means, expected, which):
    model = simulated()
    words = {"epsilon": (0.5, 2.0)[which], "dist_func": function, "sum_stat": of_means}
    say_to_the_simulator(model, words)
    s = model["s"].distribution
    assert [p.name for p in s.params] == ["a", "b"]
    value = s.distance(s.epsilon, s.sum_stat(OBSERVED), s.function(0.3, np.exp(-0.2)))
    assert value.sum() == pytest.approx(expected[which], rel=1e-12)


@pytest.mark.filterwarnings("ignore")
def test_words_of_smc():
    with config.change_flags(emulate="3.8"), simulated():
        trace = pm.sample_smc(200, kernel="ABC", epsilon=0.5, chains=1, random_seed=1)
    centre = trace["a"] + trace["b"]
    assert centre.mean() == pytest.approx(OBSERVED.mean(), abs=0.5)
    with simulated(), pytest.raises(TypeError, match="argument 'epsilon'; PyMC3 3.8 had it"):
        pm.sample_smc(200, kernel="ABC", epsilon=0.5)
    with config.change_flags(emulate="3.8"), simulated(), pytest.raises(TypeError, match="argument 'epsilom'$"):
        pm.sample_smc(200, kernel="ABC", epsilom=0.5)


@pytest.mark.parametrize("of_dist", [pm.MvNormal.dist, functools.partial(pm.MvStudentT.dist, 3.0)])
def test_shapes_of_draws_by_a_covariance(of_dist):
    """As the real 3.8 and 3.11.5 gave them; 3.11.5 wants a shape."""
    with config.change_flags(emulate="3.8"):
        for words in ({}, {"shape": 5}):
            made = of_dist(mu=np.zeros(5), cov=np.eye(5), **words)
            assert [np.shape(made.random(size=size)) for size in (None, 1, 8)] == [(5,), (5,), (8, 5)]
    made = of_dist(mu=np.zeros(5), cov=np.eye(5), shape=5)
    assert [np.shape(made.random(size=size)) for size in (1, 8)] == [(1, 5), (8, 5)]
