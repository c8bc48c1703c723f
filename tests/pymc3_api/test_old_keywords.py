"""Keywords of PyMC3 3.8 and before: what they are called now, and what they do."""

import warnings

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.arviz_release import arviz_0
from tests.pymc3_api.models import eight_schools, normal_mean
from theano_compat.models.exceptions import IncorrectArgumentsError
from theano_compat.pymc3_api.arviz_bridge import lines_of


@pytest.fixture(scope="module")
def trace():
    pytest.importorskip("arviz")
    with eight_schools():
        return pm.sample(
            100,
            tune=50,
            chains=2,
            random_seed=3,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
        )


@pytest.fixture
def plots(trace):
    import arviz  # noqa: F401  (its import warns)

    pyplot = pytest.importorskip("matplotlib.pyplot")
    pyplot.switch_backend("Agg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield pm
    pyplot.close("all")


@pytest.mark.filterwarnings("ignore")
def test_credible_interval(trace):
    old, new = (pm.summary(trace, var_names=["mu"], **{key: 0.5}) for key in ("credible_interval", "hdi_prob"))
    assert list(old.columns) == list(new.columns) and {"hdi_25%", "hdi_75%"} <= set(old.columns)
    assert (old == new).all(axis=None)


@pytest.mark.parametrize("old, new, value", [("credible_interval", "hdi_prob", 0.9), ("varnames", "var_names", ["mu"])])
def test_old_names_are_told(trace, old, new, value):
    with pytest.warns() as caught:
        pm.summary(trace, **{old: value})
    [warning] = [w for w in caught if f"`{old}` renamed to `{new}`" in str(w.message)]
    assert warning.category is DeprecationWarning and warning.filename == __file__
    with pytest.raises(TypeError, match=f"both `{old}` and `{new}`"):
        pm.summary(trace, **{old: value, new: value})


@arviz_0
def test_forestplot_takes_a_credible_interval(plots, trace):
    [axes] = plots.forestplot(trace, credible_interval=0.5, var_names=["mu"])
    assert axes.get_title() == "50.0% HDI"


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "lines, compact, vertical",
    [
        ({"mu": 0.25}, True, [[0.25], []]),
        ({"mu": [0.25, 1.5]}, True, [[0.25, 1.5], []]),
        ({"mu": 2, "theta": np.arange(8)}, True, [[2], list(range(8))]),
        ({"theta": np.arange(8)}, False, [[], *([i] for i in range(8))]),
        ({"theta": 3.0, "mu": 1}, False, [[1], *([3.0] for _ in range(8))]),
        ([("mu", {}, [0.75])], True, [[0.75], []]),
    ],
    ids=["number", "numbers", "array", "taken apart", "one for each", "as in ArviZ"],
)
@arviz_0
def test_reference_lines(plots, trace, lines, compact, vertical):
    rows = plots.traceplot(trace, var_names=["mu", "theta"], lines=lines, compact=compact)
    from matplotlib.collections import LineCollection

    drawn = [
        sorted(
            float(segment[0][0])
            for c in row[0].collections
            if isinstance(c, LineCollection)
            for segment in c.get_segments()
        )
        for row in rows
    ]
    assert drawn == vertical


def test_lines_need_no_data_where_panels_are_shared():
    [(name, element, values)] = lines_of({"a": 0}, None, compact=True)
    assert (name, element, values.tolist()) == ("a", {}, [0])


@pytest.mark.parametrize("chosen", [lambda model: ["mu"], lambda model: [model["mu"]]], ids=["names", "variables"])
def test_vars_of_the_prior(chosen):
    with normal_mean() as model, pytest.warns(DeprecationWarning, match="vars argument is deprecated") as caught:
        prior = pm.sample_prior_predictive(7, vars=chosen(model), random_seed=1)
        assert list(prior) == ["mu"] and prior["mu"].shape == (7,)
        np.testing.assert_array_equal(prior["mu"], pm.sample_prior_predictive(7, var_names=["mu"], random_seed=1)["mu"])
        with pytest.raises(IncorrectArgumentsError, match="both vars and var_names"):
            pm.sample_prior_predictive(7, vars=["mu"], var_names=["mu"])
    assert [w.filename for w in caught] == [__file__]


def test_an_old_name_beside_the_new_one_yields_to_it():
    with pm.Model():
        pm.Normal("x", 0, 1)
        with pytest.warns(DeprecationWarning, match="njobs argument has been deprecated"):
            trace = pm.sample(
                10,
                tune=10,
                chains=2,
                njobs=2,
                cores=1,
                progressbar=False,
                random_seed=1,
                compute_convergence_checks=False,
                return_inferencedata=False,
            )
    assert trace.nchains == 2
