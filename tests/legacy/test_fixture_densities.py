"""Log density, its terms and its gradient at saved points: those of real PyMC3, within 1e-8 of the sum of the terms.

In JAX every second fixture; all: `make fidelity SUITE=numbers`.
"""

import pytest

from theano_compat.models.modelling.density import log_density
from theano_compat.models.vartypes import continuous_types
from tools.fixture_table.densities import NOT_IN_JAX, TOLERANCE, differences, gradient_difference, points, relative
from tools.fixture_table.fixtures import model_of, numbers, with_file

MODES = ("PYTHON", "C", pytest.param("JAX", marks=[pytest.mark.slow, pytest.mark.part(2)]))


@pytest.fixture(scope="module", params=with_file("logp.npz"))
def fixture(request):
    """(name, the script's model, the numbers saved from the real library)"""
    return request.param, model_of(request.param), numbers(request.param, "logp.npz")


@pytest.mark.wide(47)
@pytest.mark.fidelity
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.filterwarnings("ignore")
def test_log_density_its_terms_and_gradient(fixture, mode):
    name, model, _ = fixture
    if mode == "JAX" and name in NOT_IN_JAX:
        pytest.skip(NOT_IN_JAX[name])
    found = list(differences(name, mode, model))
    assert found and [one for one in found if not one.within] == []


@pytest.mark.wide(23)
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
        scale = saved["absolute_terms"][i]
        assert relative(logp, saved["logp"][i], scale) <= TOLERANCE
        assert relative(again, saved["logp"][i], scale) <= TOLERANCE
        theirs = old.array_to_dict(flat)
        for part in density.parts:
            ours = gradient[part.start : part.start + part.size].reshape(part.shape)
            for one in (ours, theirs[part.name]):
                assert gradient_difference(name, saved, part.name, i, one).within, part.name
