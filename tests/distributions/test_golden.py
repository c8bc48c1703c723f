"""Every distribution against numbers saved from the real PyMC3: log densities, draws, defaults, transforms, text.

golden.json is made by remake_golden.py.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.differentiate import grad
from theano_compat.distributions.table import SPECS
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.tensor_op import as_tensor

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text())
CASES = GOLDEN["cases"]
IDS = [f"{c['class']}-{'-'.join(f'{k}={v}' for k, v in c['arguments'].items())}" for c in CASES]
WITH_NUMBERS = [spec for spec in SPECS.values() if spec.golden]
each = pytest.mark.parametrize("case", CASES, ids=IDS)
transformed = pytest.mark.parametrize(
    "case", [c for c in CASES if "free_logp" in c], ids=[i for c, i in zip(CASES, IDS, strict=True) if "free_logp" in c]
)


def dist(case, **more):
    return getattr(pm, case["class"]).dist(**case["arguments"], **more)


def model_of(case):
    with pm.Model() as model:
        getattr(pm, case["class"])("x", **case["arguments"])
    return model


@pytest.mark.wide(11)
@each
def test_log_density(case):
    one = dist(case)
    ours = one.logp(as_tensor(np.array(case["values"], dtype=one.dtype))).eval()
    tolerance = 1e-7 if ours.dtype == "float32" else 2e-13  # a Python number may be a float32, as there
    if case["class"] == "SkewNormal":  # 1 + erf loses digits in the lower tail, in both libraries
        tolerance = 1e-10
    np.testing.assert_allclose(np.broadcast_to(ours, len(case["values"])), case["logp"], rtol=tolerance, atol=1e-13)


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    "case", [c for c in CASES if "logcdf" in c], ids=[i for c, i in zip(CASES, IDS, strict=True) if "logcdf" in c]
)
def test_log_distribution_function(case):
    one = dist(case)
    x = TensorType(one.dtype, ())("x")
    f = function([x], one.logcdf(x), mode="FAST_COMPILE", on_unused_input="ignore")
    ours = [f(v) for v in np.array(case["values"], dtype=one.dtype)]
    coarse = any(np.asarray(v).dtype == "float32" for v in ours)
    # legacy's incomplete beta function has 10 digits, and fewer for large parameters
    digits = 2e-4 if case["arguments"].get("alpha") == 1e11 else 1e-7 if coarse else 1e-10
    real = np.where(np.isnan(case["logcdf"]), ours, case["logcdf"])  # theirs at the edge of the support: 0 * inf
    np.testing.assert_allclose(ours, real, rtol=digits, atol=1e-10)


def test_no_logcdf():
    assert not hasattr(pm.Rice.dist(1.0), "logcdf")  # as in PyMC3: programs ask
    with pytest.raises(TypeError, match="expects a scalar value but received a 1-dimensional object"):
        pm.Binomial.dist(3, 0.5).logcdf(np.arange(3))


@pytest.mark.wide(11)
@each
def test_same_seed_same_draws(case):
    if case["draws"] == "ValueError":
        with pytest.raises(ValueError):
            dist(case).random(size=2)
        return
    np.random.seed(GOLDEN["seed"])
    np.testing.assert_allclose(dist(case).random(size=GOLDEN["size"]), case["draws"], rtol=1e-12)
    np.random.seed(GOLDEN["seed"])
    drawn = dist(case, shape=(2, 3)).random(size=2)
    assert drawn.shape == (2, 2, 3)
    np.testing.assert_allclose(drawn.ravel(), case["drawn_in_shape"], rtol=1e-12)


@each
def test_default(case):
    if case["default"] == "AttributeError":
        with pytest.raises(AttributeError, match="no finite default"):
            dist(case).default()
    else:
        np.testing.assert_allclose(dist(case).default(), case["default"], rtol=1e-13)


@pytest.mark.parametrize(
    "case",
    [c for c in CASES if "free" in c],  # the others the real library could not put in one
    ids=[i for c, i in zip(CASES, IDS, strict=True) if "free" in c],
)
def test_free_name_and_text(case):
    model = model_of(case)
    assert [v.name for v in model.free_RVs] == [case["free"]]
    assert model["x"]._str_repr(formatting="plain_with_params") == case["text"]


@pytest.mark.wide(23)
@transformed
def test_transform(case):
    model = model_of(case)
    free, variable = model.free_RVs[0], model["x"]
    points = [{free.name: np.array(z)} for z in GOLDEN["free"]]
    graphs = {
        "free_logp": free.logp_elemwiset,
        "free_nojac": free.logp_nojac_unscaledt,
        "free_slope": grad(model.logpt, free),
        "backward": variable,
    }
    for name, graph in graphs.items():
        f = model.fn(graph)
        np.testing.assert_allclose([f(p) for p in points], case[name], rtol=1e-12, atol=1e-13, err_msg=name)
    forward = [variable.transformation.forward_val(np.array(x), {}) for x in case["backward"]]
    np.testing.assert_allclose(forward, case["forward"], rtol=1e-9)


def test_every_distribution_of_the_real_library_has_cases():
    """And a golden number of its own."""
    asked = {getattr(pm, c["class"]).compat_spec.name for c in CASES}
    assert {spec.name for spec in WITH_NUMBERS} == asked
    theirs = set((ROOT / "tests/architecture/legacy_names/pymc3_3.11.5.txt").read_text().split())
    assert {spec.name for spec in SPECS.values() if not spec.golden} & theirs == {"Constant"}  # see test_constant


def test_constant():
    with pytest.warns(DeprecationWarning, match="Deterministic"):
        one = pm.Constant.dist(3)
    assert one.logp(np.array([3, 4])).eval().tolist() == [0, -np.inf]
    assert one.random(size=2).tolist() == [3, 3]


@pytest.mark.parametrize("spec", WITH_NUMBERS, ids=lambda spec: spec.name)
def test_golden_number_of_the_entry(spec):
    kind = getattr(pm, spec.name)
    for number in spec.golden:
        ours = kind.dist(**number.parameters).logp(np.asarray(number.value)).sum().eval()
        assert ours == pytest.approx(number.logp, rel=1e-7 if ours.dtype == "float32" else 1e-13)


@pytest.mark.parametrize("case", CASES[:1] + CASES[10:11])
def test_nothing_is_said(case):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model_of(case)
