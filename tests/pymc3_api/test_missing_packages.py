"""Where ArviZ, matplotlib or pandas is missing: one sentence with the command, and before anything is drawn."""

import sys

import pytest

import compat.pymc3_api as pm
from compat.models.runs.arguments import Sampler
from compat.pymc3_api import sampling_jax
from tests.pymc3_api.models import normal_mean

QUIET = {"draws": 20, "tune": 20, "chains": 1}
COMMAND = r': pip install "theano-compat\[arviz\]"$'


class _Without:
    """Finds arviz, which then stops for want of `package`."""

    def __init__(self, package):
        self.package = package

    def find_spec(self, name, path=None, target=None):
        if name in ("arviz", self.package):
            raise ModuleNotFoundError(f"No module named {self.package!r}", name=self.package)


@pytest.fixture
def without(monkeypatch):
    def leave_out(package):
        for name in {"arviz", package}:
            monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.setattr(sys, "meta_path", [_Without(package), *sys.meta_path])

    return leave_out


@pytest.fixture
def no_draws(monkeypatch):
    def sample(*arguments, **options):
        pytest.fail("sampling had begun")

    monkeypatch.setattr(Sampler, "sample", property(lambda self: sample))
    monkeypatch.setattr("compat.samplers.numpyro.sample", sample)
    monkeypatch.setattr("compat.samplers.tfp.sample", sample)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: pm.sample(**QUIET, progressbar=False, return_inferencedata=True),
        lambda: sampling_jax.sample_numpyro_nuts(**QUIET),
        lambda: sampling_jax.sample_tfp_nuts(**QUIET),
    ],
    ids=["sample", "numpyro", "tfp"],
)
@pytest.mark.parametrize(
    "package, sentence",
    [
        ("arviz", "^This needs ArviZ"),
        ("matplotlib", "^This needs ArviZ, which needs matplotlib"),
    ],
)
def test_arviz_is_asked_for_before_sampling(without, no_draws, draw, package, sentence):
    without(package)
    with normal_mean(), pytest.raises(ImportError, match=sentence + COMMAND):
        draw()


@pytest.mark.parametrize(
    "options, words",
    [
        ({"nope": 1}, "unexpected keyword argument 'nope'"),
        ({"coordinates": {}}, "unexpected keyword argument 'coordinates'"),
    ],
)
def test_options_of_the_conversion_are_checked_before_sampling(no_draws, options, words):
    pytest.importorskip("arviz")
    with normal_mean(), pytest.raises(TypeError, match=rf"idata_kwargs=...\): .*{words}"):
        pm.sample(**QUIET, progressbar=False, return_inferencedata=True, idata_kwargs=options)


@pytest.mark.parametrize(
    "table",
    [
        lambda model, trace: pm.trace_to_dataframe(trace),
        lambda model, trace: model.check_test_point(),
    ],
    ids=["trace_to_dataframe", "check_test_point"],
)
def test_tables_without_pandas(without, table):
    with normal_mean() as model:
        trace = pm.sample(**QUIET, progressbar=False, return_inferencedata=False, compute_convergence_checks=False)
    without("pandas")
    with pytest.raises(ImportError, match="^This needs pandas" + COMMAND):
        table(model, trace)
