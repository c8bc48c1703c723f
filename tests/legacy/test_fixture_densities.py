"""Log density, its terms and its gradient at saved points: those of real PyMC3, within 1e-8 of the sum of the terms."""

import numpy as np
import pytest

from compat.compilation.function import function
from compat.differentiate import grad
from compat.pymc3_api.density import log_density
from compat.pymc3_api.vartypes import continuous_types
from tests.legacy.fixture_models import model_of, numbers, with_file

TOLERANCE = 1e-8  # of the sum of the terms; 1e-15 where their parts of a gradient cancel to nothing
MODES = ("PYTHON", "C", pytest.param("JAX", marks=pytest.mark.slow))
NOT_IN_JAX: dict[str, str] = {}  # fixture -> reason
LOOSER = {  # gradients: (fixture, variable) -> tolerance
    # Theano's C digamma is off by up to 1e-10, which nu multiplies (HARDPARTS: Stan and hand-written C agree with us).
    ("stochastic_volatility", "nu_log__"): 1e-7,
    # Far out, legacy loses digits in log(1 - p): ours is within 1e-13 of the closed form, legacy's up to 2.5e-7 off.
    ("bradley_terry", "raw"): 1e-6,
    ("bradley_terry", "spread_log__"): 1e-6,
}


@pytest.fixture(scope="module", params=with_file("logp.npz"))
def fixture(request):
    """(name, the script's model, the numbers saved from the real library)"""
    return request.param, model_of(request.param), numbers(request.param, "logp.npz")


def points(model, saved):
    return [[saved[f"point/{v.name}"][i] for v in model.free_RVs] for i in range(len(saved["logp"]))]


@pytest.mark.fidelity
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.filterwarnings("ignore")
def test_log_density_its_terms_and_gradient(fixture, mode):
    name, model, saved = fixture
    if mode == "JAX" and name in NOT_IN_JAX:
        pytest.skip(NOT_IN_JAX[name])
    potentials = [p.sum() for p in model.potentials]
    terms = [v.logpt for v in model.basic_RVs] + potentials
    labels = [v.name for v in [*model.basic_RVs, *model.potentials]]
    moving = [v for v in model.free_RVs if f"dlogp/{v.name}" in saved]
    gradients = grad(model.logpt, moving, disconnected_inputs="ignore") if moving else []
    f = function(model.free_RVs, [model.logpt, *terms, *gradients], mode=mode, on_unused_input="ignore")
    for i, point in enumerate(points(model, saved)):
        logp, *rest = f(*point)
        scale = TOLERANCE * saved["absolute_terms"][i]
        assert close(logp, saved["logp"][i], scale), (i, "logp")
        for label, term in zip(labels, rest, strict=False):
            assert close(term, saved[f"term/{label}"][i], scale), (i, label)
        for v, gradient in zip(moving, rest[len(terms):], strict=True):
            scale = LOOSER.get((name, v.name), TOLERANCE) * (saved[f"dlogp_absolute/{v.name}"][i] + 1e-7)
            assert close(gradient, saved[f"dlogp/{v.name}"][i], scale), (i, v.name)


def close(ours, theirs, scale):
    """Equal within `scale`; infinities and NaN in the same places."""
    with np.errstate(invalid="ignore"):
        return bool(np.all((np.abs(ours - theirs) <= scale) | (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))))


@pytest.mark.fidelity
@pytest.mark.filterwarnings("ignore")
def test_the_sampler_sees_the_same(fixture):
    """The flat density that nutpie gets, and `logp_dlogp_function`."""
    name, model, saved = fixture
    if any(v.dtype not in continuous_types for v in model.free_RVs) or f"dlogp/{model.free_RVs[0].name}" not in saved:
        pytest.skip("the model has discrete variables, or no gradient")
    density = log_density(model)
    old = model.logp_dlogp_function()
    old.set_extra_values({})
    for i, values in enumerate(points(model, saved)[:5]):
        point = dict(zip([v.name for v in model.free_RVs], values, strict=True))
        logp, gradient = density.logp_grad(density.vector(point))
        again, flat = old(old.dict_to_array(point))
        assert close(logp, saved["logp"][i], TOLERANCE * saved["absolute_terms"][i])
        assert close(again, saved["logp"][i], TOLERANCE * saved["absolute_terms"][i])
        theirs = old.array_to_dict(flat)
        for part in density.parts:
            scale = LOOSER.get((name, part.name), TOLERANCE) * (saved[f"dlogp_absolute/{part.name}"][i] + 1e-7)
            ours = gradient[part.start: part.start + part.size].reshape(part.shape)
            assert close(ours, saved[f"dlogp/{part.name}"][i], scale), part.name
            assert close(theirs[part.name], saved[f"dlogp/{part.name}"][i], scale), part.name
