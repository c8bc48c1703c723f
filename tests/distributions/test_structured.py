"""Distributions of vectors, mixtures and sequences against numbers saved from the real PyMC3; and whole models of
them: log density, gradient, draws from the prior and the posterior predictive, in C, Python and JAX.

structured.json is made by remake_structured.py.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.distributions.structured_cases import MODELS, dists
from theano_compat.models.modelling.density import log_density
from theano_compat.ops.tensor_op import as_tensor

GOLDEN = json.loads(Path(__file__).with_name("structured.json").read_text())
SEED = GOLDEN["seed"]
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    CASES = dists(pm)
FOUND, WHOLE = dict(GOLDEN["dists"]), dict(GOLDEN["models"])
each = pytest.mark.parametrize("name", FOUND)
each_model = pytest.mark.parametrize("name", WHOLE)
pytestmark = pytest.mark.filterwarnings(
    "ignore:invalid value encountered in log:RuntimeWarning",
    "ignore:.*LKJCorr.*:DeprecationWarning",
    "ignore:The Wishart:UserWarning",
    "ignore:The effect of Potentials:UserWarning",
)


def dist(name):
    kind, args, kwargs, _ = CASES[name]
    return kind.dist(*args, **kwargs)


def model_of(name):
    with pm.Model() as model:
        if name in MODELS:
            MODELS[name](pm)
        else:
            kind, args, kwargs, _ = CASES[name]
            kind("x", *args, **kwargs)
    return model


def point_of(model):
    rng = np.random.RandomState(SEED)
    return {
        v.name: model.test_point[v.name] + (0.1 * rng.normal(size=v.dshape) if v.dtype == "float64" else 0)
        for v in model.free_RVs
    }


def test_every_case_has_numbers():
    assert (set(FOUND), set(WHOLE)) == (set(CASES), set(MODELS))


@pytest.mark.wide(17)
@each
def test_log_density(name):
    for value, wanted in zip(CASES[name][3], FOUND[name]["logp"], strict=True):
        ours = dist(name).logp(as_tensor(value)).eval()
        np.testing.assert_allclose(ours, np.array(wanted), rtol=1e-7 if ours.dtype == "float32" else 1e-11, atol=1e-12)


@each
def test_default(name):
    np.testing.assert_allclose(dist(name).default(), FOUND[name]["default"], rtol=1e-12, atol=1e-14)


@pytest.mark.wide(11)
@each
@pytest.mark.parametrize("size", [None, 3])
def test_same_seed_same_draws(name, size):
    wanted = FOUND[name]["draws"][0 if size is None else 1]
    np.random.seed(SEED)
    if wanted == "LinAlgError":
        with pytest.raises(np.linalg.LinAlgError):
            dist(name).random(size=size)
    elif isinstance(wanted, str):  # what the real library could not draw we may draw
        return
    else:
        ours = np.squeeze(dist(name).random(size=size))  # of a Bound distribution legacy gave columns
        np.testing.assert_allclose(ours, np.squeeze(wanted), rtol=1e-10, atol=1e-12)


@each
def test_text(name):
    if "text" not in FOUND[name]:
        pytest.skip("the real library has no text for it")
    assert model_of(name)["x"]._str_repr(formatting="plain_with_params") == FOUND[name]["text"]


@pytest.mark.wide(23)
@pytest.mark.parametrize("name", [*FOUND, *WHOLE])
def test_in_a_model(name):
    """Names, log density and gradient in the free variables' space; C and the formulas as written agree."""
    wanted = WHOLE[name] if name in WHOLE else FOUND[name]["model"]
    model = model_of(name)
    assert [v.name for v in model.free_RVs] == wanted["free"]
    point = point_of(model)
    np.testing.assert_allclose(model.logp(point), wanted["logp"], rtol=1e-9)
    if "slope" in wanted:
        density = log_density(model)
        x = density.vector(point)
        logp, gradient = density.logp_grad(x)
        plain = model.logp_dlogp_function(mode="UNOPTIMISED")
        plain.set_extra_values({})
        unoptimised, slope = plain(x)
        np.testing.assert_allclose([logp, unoptimised], wanted["logp"], rtol=1e-9)
        for ours in (gradient, slope):
            np.testing.assert_allclose(ours, wanted["slope"], rtol=1e-7, atol=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [n for n in [*FOUND, *WHOLE] if "slope" in (WHOLE[n] if n in WHOLE else FOUND[n]["model"])]
)
def test_jax(name):
    jax = pytest.importorskip("jax")
    from theano_compat.backends.jax_executables import StoredFunction
    from theano_compat.infer.jax.program import precision

    wanted = WHOLE[name] if name in WHOLE else FOUND[name]["model"]
    model = model_of(name)
    density = log_density(model)
    form = density.jax()
    with precision():
        logp, gradient = StoredFunction(jax.value_and_grad(form.logp), None)(
            jax.numpy.asarray(density.vector(point_of(model))), form.data
        )
    np.testing.assert_allclose(logp, wanted["logp"], rtol=1e-9)
    np.testing.assert_allclose(gradient, wanted["slope"], rtol=1e-7, atol=1e-9)


@pytest.mark.wide(7)
@each_model
def test_prior_predictive(name):
    wanted = WHOLE[name]["prior"]
    if isinstance(wanted, str):
        with pytest.raises(ValueError):
            pm.sample_prior_predictive(4, model=model_of(name), random_seed=SEED)
        return
    found = pm.sample_prior_predictive(4, model=model_of(name), random_seed=SEED)
    assert set(found) - {v.name for v in model_of(name).free_RVs if v.name.endswith("__")} == set(wanted)
    for key, values in wanted.items():  # of a Bound variable legacy gave columns
        np.testing.assert_allclose(np.squeeze(found[key]), np.squeeze(values), rtol=1e-9, atol=1e-12, err_msg=key)


@pytest.mark.parametrize("draw", ["posterior", "fast"])
@pytest.mark.parametrize("name", [n for n in WHOLE if "points" in WHOLE[n]])
def test_posterior_predictive(name, draw):
    function = pm.sample_posterior_predictive if draw == "posterior" else pm.fast_sample_posterior_predictive
    options = {"progressbar": False} if draw == "posterior" else {}
    points = [{n: np.array(x) for n, x in p.items()} for p in WHOLE[name]["points"]]
    wanted = WHOLE[name][draw]
    if isinstance(wanted, str):  # what the real library could not draw we may draw
        return
    found = function(points, model=model_of(name), random_seed=SEED, **options)
    for key, values in wanted.items():
        np.testing.assert_allclose(found[key], values, rtol=1e-9, atol=1e-12, err_msg=key)
