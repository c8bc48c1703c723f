"""Models: names, nesting, test points, densities. Numbers and texts are those of PyMC3 3.11.5."""

import copy
import pickle
import warnings

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
from tests.pymc3_api.models import eight_schools
from theano_compat.models.exceptions import ImputationWarning
from theano_compat.ops.elementwise import functions as tt

POINT = {"mu": np.array(0.3), "tau_log__": np.array(0.7), "eta": np.linspace(-1, 1, 8)}
GRADIENT = [
    0.43123859,
    0.60238724,
    1.26593844,
    0.89831039,
    0.40940174,
    0.25915018,
    -0.18232866,
    -0.43128478,
    -0.3868172,
    -0.9397972,
]


def test_eight_schools():
    model = eight_schools()
    assert [v.name for v in model.free_RVs] == ["mu", "tau_log__", "eta"]
    assert [v.name for v in model.unobserved_RVs] == ["mu", "tau_log__", "eta", "tau", "theta"]
    assert (model.ndim, list(model.named_vars)) == (10, ["mu", "tau_log__", "tau", "eta", "theta", "obs"])
    assert model.test_point["tau_log__"] == pytest.approx(np.log(5))
    assert model.logp(POINT) == pytest.approx(-44.50360845)
    assert model.fastlogp(POINT) == model.logp({**POINT, "tau": 3.0})
    np.testing.assert_allclose(model.dlogp(model.vars)(POINT), GRADIENT, atol=1e-8)
    assert model.logp_array(model.dict_to_array(POINT)) == model.logp(POINT)


def test_text():
    model = eight_schools()
    assert str(model).splitlines() == [
        "       mu ~ Normal",
        "tau_log__ ~ TransformedDistribution",
        "      eta ~ Normal",
        "      tau ~ HalfCauchy",
        "    theta ~ Deterministic",
        "      obs ~ Normal",
    ]
    assert model.tau._repr_latex_() == r"$\text{tau} \sim \text{HalfCauchy}(\mathit{beta}=5.0)$"
    assert r"\text{mu} &\sim & \text{Normal}" in model._repr_latex_()


def test_check_test_point():
    pytest.importorskip("pandas")
    terms = eight_schools().check_test_point()
    assert terms.to_dict() == {"mu": -2.53, "tau_log__": -1.14, "eta": -7.35, "obs": -31.46}
    assert terms.name == "Log-probability of test_point"


def test_nested_models():
    with pm.Model() as outer:
        a = pm.Normal("a")
        with pm.Model("sub") as inner:
            b = pm.Normal("b", a, 1)
            pm.HalfNormal("c")
    assert sorted(inner.named_vars) == ["sub_b", "sub_c", "sub_c_log__"]
    assert sorted(outer.named_vars) == ["a", "sub_b", "sub_c", "sub_c_log__"]
    assert inner["b"] is inner.b is b and inner.root is outer and not inner.isroot
    assert outer.ndim == 3 and outer.logp(outer.test_point) == pytest.approx(-2.60776966, abs=1e-8)


def test_subclass_defines_its_variables_in_its_own_context():
    class Line(pm.Model):
        def __init__(self, mean=0, name="", model=None):
            super().__init__(name, model)
            pm.Normal("v1", mu=mean, sd=1)
            self.Var("v2", pm.Normal.dist(mu=mean))
            pm.Potential("p", tt.log(np.array(1.0)))

    with Line(3, "q") as model:
        pass
    assert sorted(model.named_vars) == ["q_p", "q_v1", "q_v2"]
    assert model.v1.name == "q_v1" and model.prefix == "q_"


def test_var_of_a_subclass_from_before_dims():
    class Observed(pm.Model):
        def Var(self, name, dist, data=None, total_size=None):
            return super().Var(name, dist, data if name != "y" else np.ones(2), total_size)

    with Observed() as model:
        pm.Normal("x", 0, 1)
        pm.Normal("y", 0, 1, shape=2)
    assert [v.name for v in model.free_RVs] == ["x"] and [v.name for v in model.observed_RVs] == ["y"]


def test_a_model_is_pickled_after_draws():
    """What draws compiled is not in it: a function that refers to a variable which is only being read."""
    with pm.Model() as model:
        pm.Normal("a")
        pm.Deterministic("s", theano.tensor.constant(2.0))
        pm.sample_prior_predictive(3)
    assert pm.distributions.draw_values([model["s"]]) == [2.0]
    assert pickle.loads(pickle.dumps(model))["s"].eval() == 2.0


def test_a_density_by_a_method_of_what_holds_the_model_is_pickled():
    """As pymc-learn saves its sparse Gaussian processes: by value, one would hold the other without end."""
    with pm.Model() as model:
        gp = pm.gp.MarginalSparse(cov_func=pm.gp.cov.ExpQuad(1, pm.HalfNormal("ls")), approx="FITC")
        gp.kept = gp.marginal_likelihood("y", np.arange(4.0)[:, None], np.ones((1, 1)), np.ones(4), pm.HalfNormal("s"))
    again = pickle.loads(pickle.dumps(model))
    assert again.logp(again.test_point) == model.logp(model.test_point)


class WithALambda:
    def __init__(self):
        self.of = lambda v: -(v**2)

    def logp(self, value):
        return self.of(value)


def test_a_density_by_a_method_of_what_pickle_alone_cannot_hold_is_pickled():
    with pm.Model() as model:
        pm.DensityDist("x", WithALambda().logp, observed=np.ones(3))
    again = pickle.loads(pickle.dumps(model))
    assert again.logp({}) == model.logp({}) == -3.0


def test_a_new_variable_makes_old_functions_stale():
    with pm.Model() as model:
        pm.Normal("a")
    before = model.logp(model.test_point)
    with model:
        pm.Normal("b")
    assert model.logp(model.test_point) == pytest.approx(2 * before)


@pytest.mark.parametrize("data", [np.array([1.0, np.nan, 3.0]), np.ma.masked_values([1.0, -9.0, 3.0], -9.0)])
def test_missing_values_become_free_variables(data):
    with pm.Model() as model:
        mu = pm.Normal("mu")
        with pytest.warns(ImputationWarning, match="o contains missing values"):
            pm.Normal("o", mu, 1, observed=data)
    assert [v.name for v in model.free_RVs] == ["mu", "o_missing"]
    point = {"mu": np.array(0.5), "o_missing": np.array([2.0])}
    expected = -0.5 * (0.25 + 0.25 + 2.25 + 6.25) - 4 * 0.5 * np.log(2 * np.pi)
    assert model.logp(point) == pytest.approx(expected)


@pytest.mark.parametrize("data", [np.ma.masked_invalid([1.0, np.nan, 3.0]), np.array([1.0, np.nan, 3.0])])
def test_missing_counts_warn_of_their_imputation_alone(data):
    """What lies below the mask becomes an integer too: NumPy 2 has something to say about it, its users had not."""
    with pm.Model() as model, warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", ImputationWarning)
        pm.Poisson("o", 2.0, observed=data)
        assert np.isfinite(model.logp(model.test_point)) and model["o_missing"].dtype == "int64"


def test_pandas_and_integers():
    pandas = pytest.importorskip("pandas")
    table = pandas.DataFrame({"n": [1, 2, 3], "z": [0.5, 1.5, 2.5]})
    with pm.Model() as model:
        mu = pm.Normal("mu")
        o = pm.Normal("o", mu + table.z, 1, observed=table["z"])
        n = pm.Poisson("n", tt.exp(mu), observed=table.n)
    assert (o.dtype, n.dtype) == ("float64", "int64")
    np.testing.assert_allclose(o.logp_elemwise(model.test_point), [-0.91893853] * 3)
    assert model["n"].logp(model.test_point) == pytest.approx(-3 - np.log(12))


def test_density_by_a_function():
    with pm.Model() as model:
        a = pm.Flat("a")
        pm.DensityDist("one", lambda v: -abs(v - a), observed=np.array([1.0, 2.0]))
        pm.DensityDist("two", lambda x, y: -((x - y * a) ** 2), observed={"x": np.array([1.0]), "y": np.array([2.0])})
        pm.Potential("three", -(a**2))
    assert model.logp({"a": np.array(0.5)}) == pytest.approx(-0.5 - 1.5 - 0.0 - 0.25)
    assert model.datalogpt.eval({a: 0.5}) == pytest.approx(-2.25)
    assert model.varlogpt.eval({a: 0.5}) == 0.0


def test_total_size_scales_the_data():
    with pm.Model() as model:
        mu = pm.Normal("mu")
        pm.Normal("o", mu, 1, observed=np.zeros(4), total_size=100)
    assert model.logp(model.test_point) == pytest.approx(-0.91893853 * 101)


def test_dims_data_and_set_data():
    with pm.Model(coords={"g": ["a", "b"]}) as model:
        z = pm.Normal("z", dims="g")
        w = pm.Data("w", np.arange(3.0))
        pm.Normal("o", z[0], 1, observed=w)
        assert (z.dshape, model.RV_dims) == ((2,), {"z": ("g",)})
        assert model.logp(model.test_point) == pytest.approx(-0.91893853 * 5 - 2.5)
        pm.set_data({"w": [0.0, 0.0]})
        assert model.logp(model.test_point) == pytest.approx(-0.91893853 * 4)


def test_bounds_that_depend_on_variables():
    with pm.Model() as model:
        low = pm.Normal("low")
        pm.Uniform("u", low, low + 3)
        pm.Uniform("v", -1, 1, transform=None)
    point = {"low": np.array(0.3), "u_interval__": np.array(0.7), "v": np.array(0.2)}
    assert model.logp(point) == pytest.approx(-3.16345781)
    np.testing.assert_allclose(model.dlogp(model.vars)(point), [-0.3, -0.33637554, 0.0], atol=1e-8)
    assert model.logp({**point, "v": np.array(1.2)}) == -np.inf


def test_without_bounds_checked():
    with pm.Model(check_bounds=False) as model:
        pm.HalfNormal("x", transform=None)
    assert np.isfinite(model.logp({"x": np.array(-1.0)}))


def test_gradient_function_with_discrete_variables():
    with pm.Model() as model:
        p = pm.Bernoulli("p", 0.5)
        pm.Normal("y", p, 1)
    f = model.logp_dlogp_function()
    f.set_extra_values({"p": np.array(1)})
    logp, gradient = f(np.array([0.3]))
    assert logp == pytest.approx(-1.85708571) and gradient == pytest.approx([0.7])
    assert f.array_to_full_dict(np.array([0.3])) == {"y": 0.3, "p": 1}


def test_tempered_gradient_function():
    model = eight_schools()
    f = model.logp_dlogp_function(tempered=True)
    f.set_extra_values({})
    x = f.dict_to_array(POINT)
    f.set_weights(np.array([0.0]))
    assert f(x)[0] == pytest.approx(model.varlogpt.eval({model[k]: v for k, v in POINT.items()}))


def test_hessian():
    with pm.Model() as model:
        pm.Normal("a", 0, 0.5, shape=2)
    np.testing.assert_allclose(model.d2logp()(model.test_point), 4 * np.eye(2))


def test_points():
    model = eight_schools()
    assert pm.Point({"mu": 1.0, "nothing": 3}, model=model) == {"mu": 1.0}
    with model:
        assert pm.Point(mu=2)["mu"] == 2


def test_warning_of_a_parameter_that_may_be_negative():
    with pm.Model():
        s = pm.Normal("s")
        with pytest.warns(UserWarning, match="lam has negative support for Exponential"):
            pm.Exponential("e", s)


def test_model_survives_pickling():
    cloudpickle = pytest.importorskip("cloudpickle")
    model = cloudpickle.loads(cloudpickle.dumps(eight_schools()))
    assert model.logp(POINT) == pytest.approx(-44.50360845)


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_model_that_reads_by_index_is_copied(copied):
    """And with it its gradient, which writes by index."""
    with pm.Model() as model:
        a = pm.Normal("a", shape=3)
        pm.Normal("y", a[np.array([0, 2, 2])], observed=np.ones(3))
    slope = theano.function([a], theano.grad(model.logpt, a), mode="PYTHON")
    point = {"a": np.array([0.5, 1.0, 2.0])}
    for dlogp in (copied(model).dlogp(), copied(model.dlogp()), lambda point: copied(slope)(point["a"])):
        np.testing.assert_allclose(dlogp(point), [0.0, -1.0, -4.0])


def test_lists_of_variables_are_parameters_until_3_8():
    def density():
        with pm.Model() as model:
            mu = [pm.Normal("a"), pm.Normal("b")]
            pm.Normal("y", mu=mu, sd=np.ones(2), observed=np.array([1.0, 2.0]))
        return float(model.logp({"a": 0.5, "b": 1.0}))

    with theano.config.change_flags(emulate="3.4"):
        assert density() == pytest.approx(-4.925754132818691)
    with pytest.raises(ValueError, match="setting an array element with a sequence"):
        density()  # as 3.8 and 3.11 say
