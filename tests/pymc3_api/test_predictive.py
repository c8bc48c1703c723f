"""Predictive draws: under the same seed, the numbers of PyMC3 3.11.5 (sums saved from it)."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools
from theano_common.draws import Chain
from theano_compat.distributions.blockwise_array import BlockwiseArray
from theano_compat.models.backends.memory import multitrace_of
from theano_compat.models.distributions import drawing
from theano_compat.models.distributions.shape_utils import shapes_broadcasting
from theano_compat.models.exceptions import IncorrectArgumentsError
from theano_compat.ops.elementwise import functions as tt


@pytest.fixture
def points():
    rng = np.random.RandomState(3)
    found = []
    for _ in range(7):
        e, m, t = rng.normal(size=8), rng.normal(), rng.normal()
        found.append(
            {
                "mu": np.array(m),
                "tau_log__": np.array(t),
                "eta": e,
                "tau": np.exp(np.array(t)),
                "theta": m + np.exp(t) * e,
            }
        )
    return found


def several() -> pm.Model:
    with pm.Model() as model:
        a = pm.Normal("a", 0, 1)
        s = pm.HalfNormal("s", 1)
        b = pm.Normal("b", a, s, shape=3)
        g = pm.Gamma("g", 2, 1)
        pm.Exponential("d", g, shape=(2, 3))
        pm.Normal("o", b, g, observed=np.zeros((4, 3)))
        pm.Poisson("q", tt.exp(b), observed=np.arange(3))
        pm.Bernoulli("w", logit_p=a, observed=np.array([0, 1, 1]))
    return model


@pytest.mark.parametrize("size, shape, total", [(None, (7, 8), 81.23109093737027), (3, (7, 3, 8), 184.92181714401147)])
def test_posterior_predictive(points, size, shape, total):
    with eight_schools():
        drawn = pm.sample_posterior_predictive(points, random_seed=5, size=size, progressbar=False)
    assert drawn["obs"].shape == shape and drawn["obs"].sum() == pytest.approx(total, rel=1e-12)


def test_points_with_free_values_alone(points):
    bare = [{k: p[k] for k in ("mu", "tau_log__", "eta")} for p in points]
    with eight_schools():
        drawn = pm.sample_posterior_predictive(bare, random_seed=5, var_names=["obs", "theta"], progressbar=False)
    assert drawn["obs"].sum() == pytest.approx(81.23109093737027, rel=1e-12)
    assert drawn["theta"].sum() == pytest.approx(0.01451441559016331)


@pytest.mark.parametrize("size, sums", [(None, (-4.376184946176502, 11, 7)), ((2,), (23.73786352134939, 19, 11))])
def test_several_observed(size, sums):
    model = several()
    with model:
        drawn = pm.sample_posterior_predictive([model.test_point] * 4, random_seed=1, size=size, progressbar=False)
    assert [drawn[n].sum() for n in "oqw"] == pytest.approx(sums)
    assert drawn["q"].dtype == "int64"


def test_prior_predictive():
    with eight_schools():
        drawn = pm.sample_prior_predictive(4, random_seed=6)
    sums = {
        "eta": 7.440223423866975,
        "mu": -1.3202537917307469,
        "obs": 76.66265336404454,
        "tau": 25.61348609676084,
        "tau_log__": 4.785573165689654,
        "theta": 8.776205994453122,
    }
    assert {n: float(v.sum()) for n, v in drawn.items()} == pytest.approx(sums)
    assert drawn["obs"].shape == (4, 8) and drawn["tau"].shape == (4,)


def test_prior_of_some():
    with several():
        drawn = pm.sample_prior_predictive(5, var_names=["b", "s", "s_log__"], random_seed=1)
    assert set(drawn) == {"b", "s", "s_log__"}
    assert drawn["b"].sum() == pytest.approx(-1.8914302603547353)
    np.testing.assert_allclose(drawn["s_log__"], np.log(drawn["s"]))


def test_from_a_trace(points):
    model = eight_schools()
    samples = {n: np.stack([p[n] for p in points]) for n in points[0]}
    chains = [
        (i, Chain({n: v[part] for n, v in samples.items()}, {}), False)
        for i, part in enumerate((slice(0, 3), slice(3, 6)))
    ]
    trace = multitrace_of(chains, model, list(model.unobserved_RVs))
    with model:
        kept = pm.sample_posterior_predictive(trace, random_seed=5, keep_size=True, progressbar=False)
        flat = pm.sample_posterior_predictive(trace, random_seed=5, progressbar=False)
        listed = pm.sample_posterior_predictive(points[:6], random_seed=5, progressbar=False)
    assert kept["obs"].shape == (2, 3, 8)
    assert np.array_equal(kept["obs"].reshape(6, 8), flat["obs"]) and np.array_equal(flat["obs"], listed["obs"])


def test_from_inference_data(points):
    arviz = pytest.importorskip("arviz")
    idata = arviz.from_dict({n: np.stack([p[n] for p in points])[None] for n in points[0]})
    with eight_schools():
        drawn = pm.sample_posterior_predictive(idata, random_seed=5, progressbar=False)
    assert drawn["obs"].sum() == pytest.approx(81.23109093737027, rel=1e-12)


def test_bad_arguments(points):
    with eight_schools():
        with pytest.raises(IncorrectArgumentsError, match="keep_size and samples"):
            pm.sample_posterior_predictive(points, samples=3, keep_size=True)
        with pytest.raises(TypeError, match="Do not know how to compute number of samples"):
            pm.sample_posterior_predictive(3)
        with pytest.raises(KeyError, match="'nothing' is not a variable"):
            pm.sample_posterior_predictive(points, var_names=["nothing"])
        with pytest.warns(UserWarning, match="samples parameter is smaller"):
            pm.sample_posterior_predictive(points, samples=2, progressbar=False)
        with pytest.warns(DeprecationWarning, match="sample_ppc"):
            pm.sample_ppc(points, progressbar=False)
    with pytest.raises(TypeError, match="No model on context stack"):
        pm.sample_prior_predictive()


def test_potentials_are_said_to_be_left_out(points):
    with eight_schools() as model:
        pm.Potential("p", -(model.mu**2))
        with pytest.warns(UserWarning, match="effect of Potentials"):
            pm.sample_posterior_predictive(points, progressbar=False)
        with pytest.warns(UserWarning, match="effect of Potentials"):
            pm.sample_prior_predictive(2, var_names=["mu"])


def test_interrupt_keeps_what_there_is(points, monkeypatch):
    from theano_compat.infer.predictive import predictive

    count = iter(range(100))
    real = predictive.draw_values

    def draw(*args, **kwargs):
        if next(count) == 3:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(predictive, "draw_values", draw)
    monkeypatch.setattr(predictive, "drawn_together", lambda *given: iter(()))
    with eight_schools():
        drawn = pm.sample_posterior_predictive(points, random_seed=5, progressbar=False)
    assert drawn["obs"].shape == (7, 8)


def test_several_models_by_weight():
    """Numbers of draws per model, one variable's name, an error for models that do not go together."""
    models = []
    for scale in (1e-3, 1e3):
        with pm.Model() as model:
            pm.Normal("y", pm.Normal("a", 0, 1), scale, observed=np.zeros(3))
        models.append(model)
    points = [{"a": np.array(0.1 * i)} for i in range(10)]
    with pytest.warns(DeprecationWarning, match="sample_posterior_predictive_w"):
        found = pm.sample_ppc_w([points, points], 200, models, weights=[0.3, 0.7], random_seed=1, progressbar=False)
    assert found["y"].shape == (200, 3)
    assert 0.55 < np.mean(np.abs(found["y"]).max(axis=1) > 10) < 0.85
    with pytest.raises(ValueError, match="traces and weights"):
        pm.sample_posterior_predictive_w([points], models=models, weights=[1, 2])


def interrupted(pieces):
    """drawn_together that is interrupted before the piece of this number."""
    from theano_compat.infer.predictive.replayed_draws import drawn_together

    def draw(*given):
        for number, done in enumerate(drawn_together(*given)):
            yield done
            if number + 1 == pieces:
                raise KeyboardInterrupt

    return draw


def test_interrupt_of_draws_at_once(points, monkeypatch):
    from theano_compat.infer.predictive import predictive, replayed_draws

    with eight_schools():
        whole = pm.sample_posterior_predictive(points, random_seed=5, progressbar=False)["obs"]
        monkeypatch.setattr(replayed_draws, "TOGETHER", 16)  # two points
        monkeypatch.setattr(predictive, "drawn_together", interrupted(2))
        drawn = pm.sample_posterior_predictive(points, random_seed=5, progressbar=False)["obs"]
    assert drawn.shape == (7, 8) and np.array_equal(drawn[:5], whole[:5]) and not np.array_equal(drawn, whole)


class Shifted(pm.Normal):
    def random(self, point=None, size=None):
        return super().random(point=point, size=size) + 100


def of_data(draw):
    """A model with `a` and `s` free, and what `draw` observes."""
    with pm.Model() as model:
        a, s = pm.Normal("a", 0, 1, shape=3), pm.HalfNormal("s", 1)
        pm.Deterministic("twice", 2 * a)
        draw(a, s)
    return model


X = np.linspace(-1, 1, 15).reshape(5, 3)
AT_POINTS = {  # model -> whether its draws are made at once
    "one variable": (lambda a, s: pm.Normal("y", a[np.array([0, 2, 2, 1])], s, observed=np.zeros(4)), True),
    "two of normals": (
        lambda a, s: [pm.Normal("y", a, s, observed=np.zeros((2, 3))), pm.Lognormal("z", s, 1, observed=np.ones(5))],
        True,
    ),
    "two of uniforms": (
        lambda a, s: [pm.Cauchy("y", a, s, observed=np.zeros(3)), pm.Gumbel("z", s, s, observed=np.ones(2))],
        True,
    ),
    "several kinds": (
        lambda a, s: [
            pm.Normal("y", a, s, observed=np.zeros(3)),
            pm.Poisson("z", s + tt.exp(a), observed=np.ones((2, 3), int)),
        ],
        True,
    ),
    "a number": (lambda a, s: pm.Normal("y", a.sum(), s, observed=0.3), True),
    "two steps a draw": (lambda a, s: pm.NegativeBinomial("y", tt.exp(a), s, observed=np.ones(3, int)), True),
    "a product": (lambda a, s: pm.Bernoulli("y", logit_p=pm.math.dot(X, a), observed=np.ones(5, int)), True),
    "a matrix": (lambda a, s: pm.Normal("y", (X * a).sum(axis=1) + a[1], s, observed=np.zeros(5)), True),
    "a width of nothing": (
        lambda a, s: pm.Normal("y", a, tau=tt.switch(a[0] > 0, np.inf, np.ones(3)), observed=np.zeros(3)),
        False,
    ),
    "a method of the user's": (lambda a, s: Shifted("y", a, s, observed=np.zeros(3)), False),
    "no entry": (lambda a, s: pm.Categorical("y", p=tt.exp(a) / tt.exp(a).sum(), observed=np.zeros(4, int)), False),
    "a draw of a draw": (lambda a, s: pm.Normal("y", pm.Normal("u", a, s, shape=3), 1, observed=np.zeros(3)), False),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("size", [None, 2])
@pytest.mark.parametrize("name", AT_POINTS)
def test_draws_at_once_are_those_one_by_one(name, size, monkeypatch):
    from theano_compat.infer.predictive import predictive, replayed_draws

    monkeypatch.setattr(replayed_draws, "TOGETHER", 60)
    build, at_once = AT_POINTS[name]
    model, random = of_data(build), np.random.RandomState(2)
    trace = [{"a": random.normal(size=3), "s_log__": random.normal()} for _ in range(9)]
    wanted = [*(v.name for v in model.observed_RVs), "twice", "s"]
    found, calls, real = [], [], predictive.draw_values
    monkeypatch.setattr(predictive, "draw_values", lambda *given, **named: calls.append(0) or real(*given, **named))
    for _ in range(2):
        with model:
            found.append(
                pm.sample_posterior_predictive(
                    trace, random_seed=5, size=size, var_names=wanted, samples=20, progressbar=False
                )
            )
        found[-1]["the next"] = np.random.rand(3), np.random.normal(size=3)
        monkeypatch.setattr(predictive, "drawn_together", lambda *given: iter(()))
    assert (len(calls) == 21) == at_once
    for key, value in found[0].items():
        np.testing.assert_array_equal(value, found[1][key], strict=True)


def test_means_piece_by_piece_give_the_same_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of another shape than the draws, named, shared by two variables, and for distributions that need them whole."""
    rng = np.random.default_rng(0)
    group, x = rng.integers(30, size=900), rng.normal(size=900)

    def drawn(large: int) -> dict[str, np.ndarray]:
        monkeypatch.setattr(drawing, "LARGE", large)
        with pm.Model():
            a, b = pm.Normal("a", 0, 1, shape=30), pm.Normal("b", 0, 1, shape=30)
            sigma = pm.HalfNormal("sigma", 1)
            mu = a[group] + b[group] * x
            pm.Normal("y", mu, sigma, observed=x)
            pm.Normal("columns", mu[:, None], np.ones((900, 2)), shape=(900, 2))
            pm.Normal("of a name", pm.Deterministic("named", a[group] * 2), 1, observed=x)
            pm.Normal("without spread", mu, 0 * sigma, observed=x)
            pm.StudentT("whole", 3, mu, sigma=sigma, observed=x)
            return pm.sample_prior_predictive(300, random_seed=3)

    asked = []
    monkeypatch.setattr(
        drawing, "BlockwiseArray", lambda shape, parts: asked.append(shape) or BlockwiseArray(shape, parts)
    )
    whole, blockwise = drawn(2**60), drawn(2**10)
    assert sorted(asked) == [(300, 900), (300, 900), (300, 900, 1)]
    assert whole.keys() == blockwise.keys()
    for name, values in whole.items():
        assert type(blockwise[name]) is np.ndarray
        np.testing.assert_array_equal(blockwise[name], values)


@pytest.mark.parametrize(
    ("rows", "size", "shape"),  # as PyMC3 3.11.5 has them, be it likely or not
    [
        *((1, None, (7, 1)), (1, 1, (7, 1)), (1, 3, (7, 3, 1))),
        *((3, None, (7, 3)), (3, 1, (7, 1, 3)), (3, 3, (7, 3))),
        *((5, None, (7, 5)), (5, 1, (7, 1, 5)), (5, 3, (7, 3, 5))),
    ],
)
@pytest.mark.parametrize("kind", ["Normal", "Poisson", "Bernoulli"])
def test_new_rows_with_empty_data(kind, rows, size, shape):
    """A length of 0 broadcasts with nothing, so the shape is that of the parameters."""
    with pm.Model():
        x, y = pm.Data("x", np.arange(5.0)), pm.Data("y", np.zeros(5))
        mean = tt.sigmoid(pm.Normal("b") * x)
        getattr(pm, kind)("z", mean, *([1.0] if kind == "Normal" else []), observed=y)
        pm.set_data({"x": np.arange(float(rows)), "y": np.array([])})
        points = [{"b": np.array(0.1 * i)} for i in range(7)]
        drawn = pm.sample_posterior_predictive(points, size=size, random_seed=1, progressbar=False)
        prior = pm.sample_prior_predictive(6, random_seed=1)
    assert drawn["z"].shape == shape and prior["z"].shape == (6, rows)


@pytest.mark.parametrize("shapes", [[(0,), (1,)], [(), (0,)], [(0,), (0,)], [(3, 0), (3, 1)], [(1,), (1, 0), (3,)]])
def test_a_length_of_zero_broadcasts_with_nothing(shapes):
    assert shapes_broadcasting(*shapes) is None and shapes_broadcasting(shapes[0]) == shapes[0]
