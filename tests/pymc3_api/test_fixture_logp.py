"""Log densities and gradients of the fixtures equal those saved from real PyMC3: |difference| <= 1e-8 * sum|terms|."""

from pathlib import Path

import numpy as np
import pytest

from compat.pymc3_api.density import log_density

ROOT = Path(__file__).resolve().parents[2] / "fixtures" / "legacy_models"
NAMES = ("eight_schools", "radon")
TOLERANCE = 1e-8


class NoSampling(Exception):
    """Raised in place of the script's own sampling: only its model is wanted."""


@pytest.fixture(scope="module", params=NAMES)
def fixture(request):
    """(the script's model, the numbers saved from the real library)"""
    import compat
    from compat.pymc3_api import sampling

    compat.install(environment=False)
    try:
        import pymc3

        real, pymc3.sample = pymc3.sample, _stop
        try:
            scope: dict = {}
            _run(ROOT / request.param / "model.py", scope)
        finally:
            pymc3.sample = real
    finally:
        compat.uninstall()
    assert sampling.sample is real
    return scope["model"], np.load(ROOT / request.param / "logp.npz")


def _stop(*args, **kwargs):
    raise NoSampling


def _run(script, scope):
    """The script's globals up to where it samples."""
    code = compile(script.read_text(), str(script), "exec")
    scope.update({"__name__": "fixture", "__file__": str(script)})
    try:
        exec(code, scope)
    except NoSampling:
        pass


def points(model, saved):
    names = [v.name for v in model.free_RVs]
    return [{n: saved[f"point/{n}"][i] for n in names} for i in range(len(saved["logp"]))]


def test_log_density(fixture):
    model, saved = fixture
    ours = [float(model.logp(p)) for p in points(model, saved)]
    assert np.all(np.abs(ours - saved["logp"]) <= TOLERANCE * saved["absolute_terms"])


def test_log_density_of_each_variable(fixture):
    model, saved = fixture
    for variable in model.basic_RVs:
        ours = [float(variable.logp(p)) for p in points(model, saved)]
        expected = saved[f"term/{variable.name}"]
        assert np.all(np.abs(ours - expected) <= TOLERANCE * saved["absolute_terms"]), variable.name


def test_flat_density_and_gradient(fixture):
    model, saved = fixture
    density = log_density(model)
    for i, point in enumerate(points(model, saved)):
        logp, gradient = density.logp_grad(density.vector(point))
        assert abs(logp - saved["logp"][i]) <= TOLERANCE * saved["absolute_terms"][i]
        for part in density.parts:
            ours = gradient[part.start: part.start + part.size].reshape(part.shape)
            off = np.abs(ours - saved[f"dlogp/{part.name}"][i])
            assert np.all(off <= TOLERANCE * (saved[f"dlogp_absolute/{part.name}"][i] + 1e-300)), part.name


def test_gradient_function(fixture):
    model, saved = fixture
    function = model.logp_dlogp_function()
    function.set_extra_values({})
    point = points(model, saved)[1]
    logp, gradient = function(function.dict_to_array(point))
    assert abs(logp - saved["logp"][1]) <= TOLERANCE * saved["absolute_terms"][1]
    found = function.array_to_dict(gradient)
    for name, values in found.items():
        off = np.abs(values - saved[f"dlogp/{name}"][1])
        assert np.all(off <= TOLERANCE * (saved[f"dlogp_absolute/{name}"][1] + 1e-300)), name


