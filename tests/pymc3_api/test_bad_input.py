"""Bad input: the legacy exception type and one clear sentence that names the variable."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api.tensor as tt_types
from tests.pymc3_api.models import normal_mean
from theano_compat.graph.missing_inputs import MissingInputError
from theano_compat.models.exceptions import SamplingError
from theano_compat.ops.elementwise import functions as tt
from theano_compat.ops.reductions.functions import sum as tsum
from theano_compat.settings import config

QUIET = {"tune": 5, "draws": 5, "progressbar": False, "return_inferencedata": False}
DEFINITIONS = [
    ("name that is no text", lambda: pm.Normal(3), TypeError, "Name needs to be a string but got: 3"),
    ("negative length", lambda: pm.Normal("q", shape=-1), ValueError, "invalid shape -1"),
    ("length of zero", lambda: pm.Normal("q", shape=0), ValueError, "invalid shape 0"),
    ("half a length", lambda: pm.Normal("q", shape=1.5), TypeError, "Expected int elements in shape"),
    ("both scales", lambda: pm.Normal("q", sigma=1, tau=1), ValueError, "Can't pass both tau and sigma"),
    ("data that are a variable", lambda: pm.Normal("q", observed=pm.Normal("r")), TypeError, "needs to be data"),
    ("half a Gamma", lambda: pm.Gamma("q", alpha=1), ValueError, "Incompatible parameterization"),
    ("half a Beta", lambda: pm.Beta("q", beta=1), ValueError, "Incompatible parameterization"),
    ("no InverseGamma", lambda: pm.InverseGamma("q", sigma=1), ValueError, "Incompatible parameterization"),
    ("half a NegativeBinomial", lambda: pm.NegativeBinomial("q", mu=1), ValueError, "specify either alpha or n"),
    ("NegativeBinomial of both", lambda: pm.NegativeBinomial("q", 1, 1, n=1), ValueError, "both alpha and n"),
    ("no probability", lambda: pm.Bernoulli("q"), ValueError, "Specify one of p and logit_p"),
    ("two probabilities", lambda: pm.Bernoulli("q", 0.1, 0.2), ValueError, "Specify one of p and logit_p"),
    ("no rate", lambda: pm.Exponential("q"), TypeError, r"Exponential\(\) is missing a required argument: 'lam'"),
    ("unknown parameter", lambda: pm.Normal("q", m=3), TypeError, r"Normal\(\) got an unexpected keyword argument 'm'"),
    ("transformed counts", lambda: pm.Poisson("q", 3, transform=pm.transforms.log), ValueError, "discrete"),
    ("counts as floats", lambda: pm.Poisson("q", 3, dtype="float64"), TypeError, "int16 or int64"),
    ("test value of another shape", lambda: pm.Normal("q", shape=3, testval=np.zeros(2)), ValueError, "`q` has shape"),
    ("same name twice", lambda: (pm.Normal("q"), pm.Normal("q")), ValueError, "Variable name q already exists"),
    ("unknown dimension", lambda: pm.Normal("q", dims="nope"), ValueError, "Unknown dimension name 'nope'"),
    ("dims and shape", lambda: pm.Normal("q", dims="g", shape=2), ValueError, "only one of 'dims' or 'shape'"),
    ("lengths that do not meet", lambda: pm.Normal("q", np.zeros(2), 1, observed=np.zeros(3)), ValueError, "mis-match"),
    ("draws of what has none", lambda: pm.Flat.dist().random(), ValueError, "Cannot sample from Flat"),
    ("rows without a shape", lambda: pm.MvNormal.dist(np.zeros(3), np.eye(3)).random(size=20), ValueError, "`shape=3`"),
    ("rows of another length", lambda: pm.MvNormal.dist(0, np.eye(3), shape=2).random(), ValueError, "is 3 x 3. Give"),
    ("set_data of a variable", lambda: (pm.Normal("q"), pm.set_data({"q": 1})), TypeError, "`q` must be defined as"),
    ("data without a density", lambda: pm.DensityDist("q", lambda v: v).random(), ValueError, "random method"),
]


@pytest.mark.parametrize("define, error, words", [d[1:] for d in DEFINITIONS], ids=[d[0] for d in DEFINITIONS])
def test_definitions(define, error, words):
    with pm.Model(coords={"g": [1, 2]}), pytest.raises(error, match=words):
        define()


def test_outside_a_model():
    with pytest.raises(TypeError, match="No model on context stack"):
        pm.Normal("x")
    with pytest.raises(TypeError, match="No model on context stack"):
        pm.sample()
    with pytest.raises(TypeError, match="No model on context stack"):
        pm.Data("x", 1)


def test_unknown_variable():
    with pytest.raises(KeyError, match="'nope' is not a variable of this model, which has: mu, y"):
        normal_mean()["nope"]


SAMPLING = [
    ("unknown argument", {"foo": 1}, TypeError, "unexpected keyword argument 'foo'"),
    ("mass matrix", {"potential": 1}, TypeError, r"pass step=pm.NUTS\(potential=...\)"),
    ("step object", {"step": object()}, TypeError, "is no step method"),
    ("backend", {"trace": "netcdf"}, ValueError, "'netcdf' is none of 'text', 'sqlite', 'hdf5'"),
    ("init", {"init": "foo"}, ValueError, "Unknown initializer: foo"),
    ("init that is no text", {"init": 3}, TypeError, "init must be a string"),
    ("seed", {"random_seed": "a"}, TypeError, "Invalid value for `random_seed`"),
    ("too few seeds", {"random_seed": [1], "chains": 2}, ValueError, "1 seeds were given for 2 chains"),
    ("too few starts", {"start": [{}], "chains": 2}, ValueError, "1 starts were given for 2 chains"),
    ("start that is no dict", {"start": [3], "chains": 1}, TypeError, "start argument must be a dict"),
    ("unknown start", {"start": {"nope": 1}}, KeyError, "Valid keys are: mu, y, but nope was supplied"),
    ("start of another shape", {"start": {"mu": np.zeros(2)}}, ValueError, r"Expected shape \(\) for var 'mu'"),
]


@pytest.mark.parametrize("arguments, error, words", [s[1:] for s in SAMPLING], ids=[s[0] for s in SAMPLING])
def test_sampling(arguments, error, words):
    with normal_mean(), pytest.raises(error, match=words):
        pm.sample(**{**QUIET, **arguments})


def test_models_that_cannot_be_sampled():
    with pm.Model(), pytest.raises(ValueError, match="does not contain any free variables"):
        pm.Normal("o", observed=[1.0, 2.0])
        pm.sample(**QUIET)
    with pm.Model() as model:
        pm.Bernoulli("b", 0.5)
        with pytest.raises(ValueError, match="continuous types: b"):
            pm.NUTS(vars=[model.b])


def test_table_of_a_bad_start():
    """Variable, log density, offending elements and their values: in the user's names and units."""
    with pm.Model() as model:
        rate = pm.Exponential("rate", 1.0)
        mu = pm.Normal("mu", shape=3)
        pm.Exponential("y", rate, observed=np.array([1.0, -2.5, 3.0, -1.0]))
        pm.Potential("pot", tt.log(tsum(mu) - 1))
        with pytest.raises(SamplingError) as caught:
            pm.sample(**QUIET)
    lines = str(caught.value).splitlines()
    assert lines[0] == "Initial evaluation of model at starting point failed!"
    table = lines[lines.index("Initial evaluation results:") + 1 :]
    assert [line.split() for line in table[:3]] == [
        ["variable", "log", "density", "offending", "elements", "(their", "log", "density)"],
        ["rate_log__", "-1.06"],
        ["mu", "-2.76"],
    ]
    assert table[3].split(None, 2) == ["y", "-inf", "y[1] = -2.5 (-inf), y[3] = -1 (-inf)"]
    assert table[4].split(None, 2) == ["pot", "nan", "pot (nan)"]
    assert model.check_test_point()["y"] == -np.inf


def test_table_of_a_given_start():
    with pm.Model():
        pm.Normal("mu", shape=3)
        pm.HalfNormal("s")
        with pytest.raises(SamplingError, match=r"mu\[1\] = inf \(-inf\), mu\[2\] = nan") as caught:
            pm.sample(start={"mu": np.array([1, np.inf, np.nan]), "s": -1.0}, **QUIET)
    assert "s = nan (nan)" in str(caught.value)


PACKAGES = {"nutpie": "nutpie", "numpyro": "numpyro", "tfp": "tensorflow_probability"}
SAMPLERS = ["nutpie", *(pytest.param(name, marks=pytest.mark.slow) for name in ("numpyro", "tfp"))]


def _where_it_is_low(value):
    with pm.Model() as model:
        x = pm.Normal("x", testval=0.5)
        pm.Potential("pot", tt.switch(tt.lt(x, 10), value, 0.0))
    return model


STARTS = [
    ({}, 0),
    ({"init": "adapt_diag"}, 0),
    ({"start": {"x": 0.3}}, 0),
    ({"start": [{"x": 20.0}, {"x": 0.3}]}, 1),
    ({"step": "NUTS"}, 0),
]
IN_JAX = [({}, 0, -np.inf), ({}, 0, np.nan), ({"start": [{"x": 20.0}, {"x": 0.3}]}, 1, np.inf)]  # XLA compiles for each


@pytest.mark.parametrize(
    "sampler, options, chain, value",
    [("nutpie", *start, value) for start in STARTS for value in (-np.inf, np.nan, np.inf)]
    + [pytest.param(name, *one, marks=pytest.mark.slow) for name in ("numpyro", "tfp") for one in IN_JAX],
)
def test_a_chain_that_cannot_start(sampler, options, chain, value):
    """PyMC3's check of the test point does not look at potentials: its NUTS refuses the start, and so does ours."""
    pytest.importorskip(PACKAGES[sampler])
    with _where_it_is_low(value), config.change_flags(sampler=sampler):
        given = {**options, "step": pm.NUTS()} if "step" in options else options
        with pytest.raises(SamplingError, match="Bad initial energy") as caught:
            pm.sample(**{**QUIET, "tune": 20, "chains": 2}, **given)
    first, *table = str(caught.value).splitlines()
    assert f"the log density is {value} where chain {chain} starts" in first and caught.value.chain == chain
    assert table[-1].split() == ["pot", str(value), "pot", f"({value})"]


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_start_whose_gradient_is_nan_is_moved(sampler):
    """PyMC3 stays there for ever, with a divergence a draw."""
    pytest.importorskip(PACKAGES[sampler])
    with pm.Model(), config.change_flags(sampler=sampler):
        x = pm.Normal("x")
        pm.Potential("pot", -tt.sqrt(x**2))  # 0 / 0 at 0
        given = {**QUIET, "tune": 50, "draws": 50, "compute_convergence_checks": False, "random_seed": 1}
        drawn = pm.sample(start={"x": 0.0}, **given)
    assert len(np.unique(drawn["x"])) > 20


def test_a_gradient_that_is_nowhere_finite():
    pytest.importorskip("nutpie")
    with pm.Model():
        x = pm.Normal("x", testval=0.5)
        pm.Potential("pot", -tt.sqrt((x - x) ** 2))  # 0 / 0 everywhere
        with pytest.raises(SamplingError, match="the gradient is not finite where chain 0 starts") as caught:
            pm.sample(**{**QUIET, "tune": 20})
    assert "the gradient with respect to x is nan" in str(caught.value)


def test_of_more_starts_than_chains_the_first_are_taken():
    with pm.Model():
        pm.Normal("x")
        starts = [{"x": float(i)} for i in range(4)]
        given = {**QUIET, "chains": 2, "cores": 1, "compute_convergence_checks": False}
        made = pm.sample(step=pm.Metropolis(S=np.array([1e-9])), start=starts, **given)
    assert [made.get_values("x", chains=c)[0].round(3) for c in made.chains] == [0, 1]


def test_gradient_that_is_not_finite():
    """sqrt has an infinite slope at its edge: the log density is fine there, its gradient is not."""
    from theano_compat.models.modelling.bad_start import table
    from theano_compat.models.modelling.density import log_density

    with pm.Model() as model:
        x = pm.Normal("x", shape=2)
        pm.Potential("p", tsum(tt.sqrt(x)))
    text = table(model, model.test_point, log_density(model))
    assert "the gradient with respect to x[0] is inf, and 1 more of its elements" in text


NEEDED_BY = {  # what needs a density, of a model with a symbol that nobody gave
    "logp": lambda m: m.logp(m.test_point),
    "logp_nojac": lambda m: m.logp_nojac(m.test_point),
    "fastlogp": lambda m: m.fastlogp,
    "dlogp": lambda m: m.dlogp(),
    "d2logp": lambda m: m.d2logp(),
    "fn": lambda m: m.fn(m["d"]),
    "makefn": lambda m: m.makefn(m.logpt),
    "logp_dlogp_function": lambda m: m.logp_dlogp_function(),
    "logp_array": lambda m: m.logp_array,
    "logp of a variable": lambda m: m["y"].logp,
    "logp_elemwise": lambda m: m["y"].logp_elemwise,
    "check_test_point": lambda m: m.check_test_point(),
    "to_jax": lambda m: m.to_jax(),
    "to_c": lambda m: m.to_c(),
    "sample": lambda m: pm.sample(**QUIET),
    "NUTS": lambda m: pm.NUTS(),
    "Slice": lambda m: pm.Slice(),
    "find_MAP": lambda m: pm.find_MAP(progressbar=False),
    "sample_smc": lambda m: pm.sample_smc(10, start={"x": np.zeros((10, 2))}, chains=1),
    "fit": lambda m: pm.fit(3, progressbar=False),
}
SYMBOLS = {"a scalar": tt_types.scalar, "a vector": tt_types.vector, "integers": tt_types.lvector}


@pytest.mark.wide(5)
@pytest.mark.parametrize("symbol", SYMBOLS)
@pytest.mark.parametrize("name", NEEDED_BY)
def test_a_symbol_that_nobody_gave(name, symbol):
    a = SYMBOLS[symbol]("a")
    a.tag.test_value = np.ones((2,) * a.ndim, a.dtype)
    with pm.Model() as model:
        x = pm.Normal("x", shape=2)
        pm.Deterministic("d", x * a)
        pm.Normal("y", x, tt.exp(a), observed=np.zeros(2))
        with pytest.raises(MissingInputError, match=r"^Undeclared input: `a` made at test_bad_input\.py:\d+"):
            NEEDED_BY[name](model)


def test_a_symbol_that_nobody_gave_in_a_difference():
    """PyMC3's own error, in a sentence."""
    a = tt_types.scalar("a")
    with pm.Model(theano_config={"compute_test_value": "off"}):
        x = pm.Normal("x")
        pm.Normal("y", x * a, observed=0.0)
        with pytest.raises(ValueError, match=r"one input, and this one needs .*`a` made at test_bad_input\.py"):
            pm.Metropolis()
