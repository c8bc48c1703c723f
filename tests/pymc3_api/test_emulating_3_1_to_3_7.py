"""What PyMC3 3.1 to 3.7 did otherwise. Numbers of PyMC3 3.1, 3.2, 3.4.1 and 3.5 on Theano 0.9.0 and 1.0.3."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools
from theano_compat.models.backends.base import MultiTrace
from theano_compat.settings import config

pytestmark = pytest.mark.filterwarnings("ignore")
X = np.random.RandomState(3).gamma(2.0, size=100)


def recorded(model, draws, chains=1):
    """Return a trace with `draws`, a dict of arrays, in each chain."""
    found = []
    for chain in range(chains):
        trace = pm.backends.NDArray("x", model=model)
        length = len(next(iter(draws.values())))
        trace.setup(length, chain)
        for i in range(length):
            trace.record({name: np.asarray(values[i]) + 100.0 * chain for name, values in draws.items()})
        trace.close()
        found.append(trace)
    return MultiTrace(found)


@pytest.mark.parametrize("release", ["2.9", "2.3", "3.12", "three"])
def test_other_releases_are_refused(release):
    with pytest.raises(ValueError, match=r"from 3\.0 to 3\.11"), config.change_flags(emulate=release):
        pass


@pytest.mark.parametrize(
    ("given", "kept", "version"),
    [
        ("3.0", "3.0", "3.0"),
        ("3.1", "3.1", "3.1"),
        ("3.4", "3.4", "3.4.1"),
        ("3.7.2", "3.7", "3.7"),
        ("3.9", "3.11", "3.11.5"),
    ],
)
def test_releases_that_it_takes(given, kept, version):
    from theano_compat.emulated_versions import pymc3_version

    with config.change_flags(emulate=given):
        assert (config.emulate, pymc3_version()) == (kept, version)


# draws, first, last, intervals -> number of intervals, first and last of them in PyMC3 3.1 to 3.7
@pytest.mark.parametrize(
    ("draws", "arguments", "count", "first", "last"),
    [
        (100, {}, 25, (0, 0.20934750700048296), (48, -0.018574375727356724)),
        (60, {"intervals": 4}, 4, (0, 0.1149162154909986), (27, 0.19339009097029086)),
        (50, {}, 24, (0, 0.1773341798401643), (23, -0.9822113002889299)),
        (39, {}, 19, (0, 0.4366249180359543), (18, -1.0514088662378225)),
        (1000, {}, 20, (0, 0.032589363147424624), (494, 0.20487603834884344)),
        (1000, {"first": 0.2, "last": 0.3}, 20, (0, 0.09330607385941259), (684, 0.19715270666780366)),
    ],
)
def test_geweke(draws, arguments, count, first, last):
    values = np.random.RandomState(3).gamma(2.0, size=draws)
    for release in ("3.1", "3.7"):
        with config.change_flags(emulate=release):
            found = pm.geweke(values, **arguments)
        assert found.shape == (count, 2)
        np.testing.assert_allclose(found[[0, -1]], [first, last], rtol=1e-12)
    assert len(pm.geweke(values, **arguments)) == arguments.get("intervals", 20)


@config.change_flags(emulate="3.4")
def test_geweke_by_columns_and_of_too_few_draws():
    found = pm.geweke(np.random.RandomState(3).gamma(2.0, size=(60, 2)), intervals=4)
    assert isinstance(found, list) and np.shape(found) == (2, 4, 2)
    np.testing.assert_allclose(found[1][1], [9, -0.24326839646287948], rtol=1e-12)
    for few in ({"ary": X[:30]}, {"ary": X, "intervals": 1}):  # ZeroDivisionError there
        with pytest.raises(ValueError, match="Give fewer `intervals`"):
            pm.geweke(**few)


def predictive_model():
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 1)
        t = pm.Normal("t", mu, 1, shape=3)
        pm.Normal("y", mu, 1, observed=np.arange(5.0))
        pm.Normal("z", t, 1, observed=np.arange(3.0))
        pm.Normal("s", mu, 1, shape=4, observed=np.arange(4.0))
        pm.MvNormal("w", mu=t, cov=np.eye(3), observed=np.arange(6.0).reshape(2, 3))
    return model


@pytest.mark.parametrize(
    ("release", "arguments", "shapes"),
    [
        ("3.4", {}, {"y": (10,), "z": (10, 3), "s": (10, 4), "w": (10, 3)}),
        ("3.4", {"samples": 4}, {"y": (4,), "z": (4, 3), "s": (4, 4), "w": (4, 3)}),
        ("3.1", {}, {"y": (10,), "z": (10, 3), "s": (10, 4), "w": (10, 3)}),
        ("3.5", {}, {"y": (10, 5), "z": (10, 3), "s": (10, 4), "w": (10, 3)}),
        ("3.5", {"size": 2}, {"y": (10, 2, 5), "z": (10, 2, 3), "s": (10, 2, 4), "w": (10, 2, 3)}),
        ("3.6", {}, {"y": (20, 5), "z": (20, 3), "s": (20, 4), "w": (20, 3)}),
        ("3.11", {}, {"y": (20, 5), "z": (20, 3), "s": (20, 4), "w": (20, 2, 3)}),
    ],
)
def test_shapes_of_sample_ppc(release, arguments, shapes):
    with config.change_flags(emulate=release):
        model = predictive_model()
        trace = recorded(model, {"mu": np.zeros(10), "t": np.zeros((10, 3))}, chains=2)
        drawn = pm.sample_ppc(trace, model=model, progressbar=False, **arguments)
    assert {name: values.shape for name, values in drawn.items()} == shapes


@config.change_flags(emulate="3.4")
def test_sizes_of_sample_ppc():
    """One number a draw, `size` of them: (5, 100)."""
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 1)
        pm.Poisson("y", pm.math.exp(mu), observed=np.array([1, 2, 3]))
    drawn = pm.sample_ppc([{"mu": np.array(0.1)}] * 20, model=model, progressbar=False)["y"]
    assert drawn.shape == (20,) and drawn.dtype.kind == "i"
    drawn = pm.sample_ppc([{"mu": np.array(0.1)}] * 20, samples=5, size=100, model=model, progressbar=False)["y"]
    assert drawn.shape == (5, 100)
    with model:
        assert pm.sample_ppc_w([recorded(model, {"mu": np.zeros(10)})], 6, progressbar=False)["y"].shape == (6,)


@pytest.mark.parametrize("release", ["3.1", "3.4"])
def test_numbers_of_sample_ppc(release):
    """The same draws of the trace and of the data for a seed as there."""
    points = [{"mu": 1e6 * i, "t": np.zeros(3)} for i in range(4)]
    with config.change_flags(emulate=release):
        model = predictive_model()
        drawn = pm.sample_ppc(points, 6, model=model, vars=[model["y"]], random_seed=4, progressbar=False)["y"]
        assert len(pm.sample_ppc(points, model=model, vars=[model["y"]], progressbar=False)["y"]) == 4
    expected = [2.00000099e06, 2.00000108e06, 3.00000145e06, 9.99999661e05, 1.00000037e06, -3.05012135e-01]
    np.testing.assert_allclose(drawn, expected, rtol=6e-9)


@pytest.mark.parametrize(
    ("release", "samples", "chains"),
    [("3.2", 20, [1]), ("3.3", 30, [0, 1, 2]), ("3.5", 30, [0, 1, 2]), ("3.6", 10, [0])],
)
def test_chains_of_sample_ppc(release, samples, chains):
    """Of the last chain, of all, and from 3.6 on the first ones."""
    with config.change_flags(emulate=release):
        model = predictive_model()
        trace = recorded(model, {"mu": np.zeros(10), "t": np.zeros((10, 3))}, chains=2 if chains == [1] else 3)
        drawn = pm.sample_ppc(trace, samples, model=model, vars=[model["y"]], random_seed=1, progressbar=False)["y"]
    assert set(np.round(drawn.ravel() / 100).astype(int)) == set(chains)


@config.change_flags(emulate="3.4")
def test_variables_of_the_trace_are_drawn_anew():
    """`vars=` drew variables that the trace has from their distributions; since 3.5 they are the trace's values."""
    model = predictive_model()
    trace = recorded(model, {"mu": np.full(10, 50.0), "t": np.zeros((10, 3))})
    drawn = pm.sample_ppc(trace, model=model, vars=[model["mu"], model["t"]], progressbar=False)
    assert np.abs(drawn["mu"]).max() < 6 and np.abs(drawn["t"] - 50).max() < 6
    with config.change_flags(emulate="3.5"):
        assert (pm.sample_ppc(trace, model=model, vars=[model["mu"]], progressbar=False)["mu"] == 50).all()


def regression():
    y = np.random.RandomState(0).normal(3, 2, size=30)
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 10)
        sd = pm.HalfCauchy("sd", 5)
        p = pm.Uniform("p", 0, 4)
        pm.Deterministic("d", mu + p)
        pm.Normal("y", mu + p, sd, observed=y)
    return model


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("3.1", {"mu": 1.8459, "p_interval__": 0.0369, "sd_log__": 0.7832}),
        (
            "3.2",
            {"d": 3.8855, "mu": 0.0032, "p": 3.8824, "p_interval__": 3.4966, "sd": 2.1525, "sd_log__": 0.7666},
        ),
    ],
)
def test_space_in_which_the_maximum_is_found(release, expected, capsys):
    with config.change_flags(emulate=release):
        found = pm.find_MAP(model=regression(), progressbar=False)
    assert {name: round(float(value), 4) for name, value in found.items()} == expected
    assert ("Current function value" in capsys.readouterr().out) == (release == "3.1")  # SciPy's fmin_bfgs says so


@config.change_flags(emulate="3.1")
def test_maximum_by_other_functions():
    from scipy.optimize import fmin_powell

    found = pm.find_MAP(model=regression(), fmin=fmin_powell, disp=False, live_disp=False)
    assert {name: round(float(value), 4) for name, value in found.items()} == {
        "mu": 1.7866,
        "p_interval__": 0.0815,
        "sd_log__": 0.7827,
    }
    with pm.Model() as model:
        k = pm.Poisson("k", 3.0)
        pm.Normal("y", k, 1.0, observed=np.array([3.8, 4.1]))
    found, raw = pm.find_MAP(model=model, vars=[k], disp=False, return_raw=True)
    assert list(found) == ["k"] and np.shape(raw) in ((), (1,))


Z = np.linspace(0, 1, 3)[:, None]
Z2 = np.array([[0.0, 5.0], [1.0, 7.0]])


@pytest.mark.parametrize(
    ("name", "args", "keywords", "inputs", "before", "after"),
    [
        ("RatQuad", (1, 2.0, 0.5), {}, Z, [1.0, 0.970143, 0.894427], [1.0, 0.64, 0.25]),
        ("RatQuad", (1,), {"lengthscales": 2.0, "alpha": 0.5}, Z, [1.0, 0.970143, 0.894427], "lengthscales"),
        ("ExpQuad", (1,), {"lengthscales": 2.0}, Z, [1.0, 0.969233, 0.882497], "lengthscales"),
        ("Cosine", (1, 2.0), {}, Z, [1.0, 0.707107, 0.0], [1.0, 0.0, -1.0]),
        ("ExpQuad", (1, 2.0), {}, Z, [1.0, 0.969233, 0.882497], [1.0, 0.969233, 0.882497]),
        ("ExpQuad", (2, 2.0), {"active_dims": [True, False]}, Z2, [1.0, 0.882497], [1.0, 0.535261]),
        ("ExpQuad", (2, 2.0), {"active_dims": [0, 1]}, Z2, [1.0, 0.535261], [1.0, 0.535261]),
        ("Matern52", (2, 2.0, [True, False]), {}, Z2, [1.0, 0.828649], "ls_inv"),
    ],
)
def test_kernels(name, args, keywords, inputs, before, after):
    kernel = getattr(pm.gp.cov, name)
    with config.change_flags(emulate="3.1"):
        np.testing.assert_allclose(kernel(*args, **keywords)(inputs).eval()[0], before, atol=1e-6)
    with config.change_flags(emulate="3.2"):
        if isinstance(after, str):
            with pytest.raises((TypeError, ValueError), match=after):
                kernel(*args, **keywords)
        else:
            np.testing.assert_allclose(kernel(*args, **keywords)(inputs).eval()[0], after, atol=1e-6)


@config.change_flags(emulate="3.1")
def test_an_argument_of_a_kernel_twice():
    with pytest.raises(TypeError, match="'ls'"):
        pm.gp.cov.RatQuad(1, 2.0, 0.5, ls=3.0)


# kind, lower, upper -> where it begins, and the smallest draw, in PyMC3 3.1 and from 3.2 on
@pytest.mark.parametrize(
    ("kind", "lower", "upper", "before", "after"),
    [
        ("Normal", 0.0, None, (3.0, 0.21), (1.0, 0.21)),
        ("Normal", None, 2.0, (1.0, -0.66), (1.0, -0.66)),
        ("Normal", 0.0, 2.0, (1.0, 0.01), (1.0, 0.01)),
        ("Normal", 0.5, 8.0, (3.0, 0.5), (4.25, 0.5)),
        ("Poisson", 0.0, None, (3.0, 1.0), (1.0, 0.0)),
        ("Poisson", None, 2.0, (1.0, 0.0), (1.0, 0.0)),
        ("Poisson", 0.0, 2.0, (1.0, 1.0), (1.0, 0.0)),
        ("Poisson", 0.5, 8.0, (3.0, 1.0), (1.0, 1.0)),
    ],
)
def test_bounds(kind, lower, upper, before, after):
    ends = {name: end for name, end in (("lower", lower), ("upper", upper)) if end is not None}
    given = {"mu": 3.0, "sigma": 1.0} if kind == "Normal" else {"mu": 3.0}
    for release, (start, smallest) in (("3.1", before), ("3.8", after)):
        with config.change_flags(emulate=release), pm.Model():
            v = pm.Bound(getattr(pm, kind), **ends)("v", **given)
            assert float(v.tag.test_value) == pytest.approx(start)
            np.random.seed(1)
            drawn = v.distribution.random(size=2000)
            assert drawn.shape == (2000,) and round(float(drawn.min()), 2) == smallest


def two_steps():
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 10)
        k = pm.Poisson("k", 3.0)
        pm.Normal("y", mu + k, 1, observed=np.arange(4.0))
    return model


def sampled(*args, **kwargs):
    with two_steps() as model:
        steps = [pm.Metropolis([model["mu"]]), pm.Metropolis([model["k"]])]
        trace = pm.sample(*args, step=steps, progressbar=False, compute_convergence_checks=False, **kwargs)
    return [trace.get_values("mu", chains=chain)[:3].round(4).tolist() for chain in trace.chains], len(trace)


FIRST, SECOND = [-2.0516, -2.6483, -2.6483], [-2.0602, -2.3364, -2.3364]


@pytest.mark.parametrize("release", ["3.1", "3.2"])
@pytest.mark.parametrize(
    ("arguments", "chains", "length"),
    [
        ({"random_seed": 3}, [[-3.3429, -3.3429, -3.3429]], 500),
        ({"draws": 20, "tune": 10, "random_seed": 3}, [FIRST], 20),
        ({"draws": 20, "tune": 10, "random_seed": 3, "njobs": 2}, [FIRST, FIRST], 20),
        ({"draws": 20, "tune": 10, "random_seed": [3, 4, 3], "njobs": 3}, [FIRST, SECOND, FIRST], 20),
    ],
)
def test_chains_and_their_seeds(release, arguments, chains, length):
    with config.change_flags(emulate=release):
        assert sampled(**arguments) == (chains, length)


@config.change_flags(emulate="3.3")
def test_chains_and_their_seeds_from_3_3_on():
    found, _ = sampled(20, tune=10, random_seed=3, cores=1)
    assert found == [[-2.5617, -2.5617, -1.8989], [-0.6148, -0.8667, -0.3334]]


@config.change_flags(emulate="3.1")
def test_chains_of_nuts_are_not_copies():
    """Chains of NUTS began at different draws of an approximation; here they have seeds of their own."""
    with eight_schools():
        trace = pm.sample(10, tune=10, njobs=2, random_seed=3, progressbar=False, compute_convergence_checks=False)
    assert trace.nchains == 2 and not np.array_equal(*(trace.get_values("mu", chains=i) for i in (0, 1)))


def two_observed(scale, missing=0):
    data = np.ma.masked_invalid([*np.arange(3.0), *[np.nan] * missing]) if missing else np.arange(3.0)
    with pm.Model() as model:
        a = pm.Normal("a", 0, scale)
        pm.Normal("y1", a, 1, observed=data)
        pm.Normal("y2", a, 2 * scale, observed=np.arange(3.0) * 2)
    imputed = {"y1_missing": np.ones((50, missing))} if missing else {}
    return model, recorded(model, {"a": np.random.RandomState(3).normal(0.5, 0.4, size=50)} | imputed)


WAIC = (23.598147663262843, 3.7880246961173407, 0.6608141578393545)


@pytest.mark.parametrize(
    ("release", "more"), [("3.1", {}), ("3.3", {}), ("3.4", {"var_warn": 1}), ("3.7", {"var_warn": 1})]
)
def test_terms_of_waic(release, more):
    """The data of all observed variables count: 6. PyMC3 3.0 stacked the two variables, and counted 3."""
    pytest.importorskip("arviz")
    model, trace = two_observed(1)
    with config.change_flags(emulate=release):
        found = pm.waic(trace, model)
        terms = pm.waic(trace, model, pointwise=True).WAIC_i
    assert found._fields == ("WAIC", "WAIC_se", "p_WAIC", *more)
    np.testing.assert_allclose(found, [*WAIC, *more.values()], rtol=1e-12)
    np.testing.assert_allclose(
        terms, [2.18967614, 2.44736837, 5.04992254, 3.30326833, 3.9438583, 6.66405398], rtol=1e-7
    )


@pytest.mark.filterwarnings("ignore:Data in y1 contains missing values")
@pytest.mark.parametrize("criterion", [pm.waic, pm.loo])
@pytest.mark.parametrize("release", ["3.1", "3.4", "3.7"])
def test_missing_data_do_not_count(release, criterion):
    """ArviZ tells NaN of them since 0.7."""
    pytest.importorskip("arviz")
    with config.change_flags(emulate=release):
        whole, found = (criterion(trace, model) for model, trace in (two_observed(1), two_observed(1, missing=2)))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found, whole, rtol=0.05 if criterion is pm.loo else 1e-12)  # the size is of all scalars


def test_comparison_of_lists():
    pytest.importorskip("arviz")
    (first, trace), (second, other) = two_observed(1), two_observed(2)
    with config.change_flags(emulate="3.1"):
        table = pm.compare([trace, other], [first, second])
    assert list(table.columns) == ["WAIC", "pWAIC", "dWAIC", "weight", "SE", "dSE", "warning"]
    np.testing.assert_allclose(
        table[["WAIC", "pWAIC", "dWAIC", "weight", "SE"]].to_numpy()[1],
        [24.5486, 0.515344, 0.950442, 0.383381, 3.13778],
        rtol=2e-6,
    )
    with config.change_flags(emulate="3.3"):
        table = pm.compare([trace, other], [first, second])
        assert table["warning"].tolist() == [1, 1] and table["WAIC"].tolist() == [23.6, 24.55]
        assert table["weight"].tolist() == [0.99, 0.01]
        with pytest.raises(ValueError, match="number of traces and models"):
            pm.compare([trace], [first, second])
    with config.change_flags(emulate="3.4"):
        assert pm.compare({first: trace, second: other})["var_warn"].tolist() == [1, 1]
