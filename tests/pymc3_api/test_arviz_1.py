"""ArviZ 1 and ArviZ 0.2x: the same trace gives the same statistics. The newer one is that of the Python with PyMC 6."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from theano_migrate.port.certificate.environment import port_python
from tools.replay.installed_names import by_installed_names

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys, warnings
warnings.simplefilter("ignore")
import compat
compat.install()
import arviz as az, numpy as np, pymc3 as pm

def _error_of(call):
    try:
        call()
    except Exception as error:
        return error

y = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
with pm.Model(coords={"school": list("abcdefgh")}) as model:
    mu = pm.Normal("mu", 0, 5)
    eta = pm.Normal("eta", 0, 1, dims="school")
    pm.Normal("y", mu + eta, 10.0, observed=y)
    trace = pm.sample(300, tune=100, chains=2, cores=1, step=pm.Metropolis(), random_seed=[1, 2], progressbar=False,
                      return_inferencedata=False, compute_convergence_checks=False)
    prior, ppc = pm.sample_prior_predictive(20, random_seed=3), pm.sample_posterior_predictive(trace, random_seed=4)
    idata = pm.sample(50, tune=10, chains=2, cores=1, step=pm.Metropolis(), random_seed=[1, 2], progressbar=False,
                      return_inferencedata=True, compute_convergence_checks=False)

def plain(frame):
    frame = frame.sort_index()
    return {str(column): [float(x) for x in frame[column]] for column in frame.columns}

def numbers(dataset):
    return {name: np.ravel(dataset[name].values).tolist() for name in ("mu", "eta")}

tree = az.from_pymc3(trace, prior=prior, posterior_predictive=ppc, model=model, log_likelihood=True)
compared = pm.compare({"a": trace, "b": trace}, ic="loo")
said = {
    "summary": plain(pm.summary(trace)), "summary of az": plain(az.summary(trace, var_names=["mu"])),
    "half": plain(pm.summary(trace, hdi_prob=0.5, kind="stats", round_to="none")),
    "rows": sorted(pm.summary(trace).index),
    "ess": numbers(pm.ess(trace)), "rhat": numbers(pm.rhat(trace)), "mcse": numbers(pm.mcse(trace)),
    "hdi": np.asarray(pm.hdi(trace["mu"])).tolist(), "hdi of az": numbers(az.hdi(trace, hdi_prob=0.8)),
    "loo": float(getattr(pm.loo(trace, model), "elpd", None) or pm.loo(trace, model)["elpd_loo"]),
    "compare": [list(compared.columns), list(compared.index), float(compared.loc["a", "elpd_loo"])],
    "groups": {name: sorted(getattr(tree, name).data_vars) for name in ("posterior", "prior", "prior_predictive",
               "posterior_predictive", "log_likelihood", "observed_data", "sample_stats")},
    "shapes": [idata.posterior["eta"].shape, idata.posterior["eta"].dims, isinstance(idata, az.InferenceData)],
}
if sys.argv[1:] == ["plots"]:
    import matplotlib
    matplotlib.use("agg")
    for plot in (pm.traceplot, pm.plot_posterior, pm.forestplot, pm.autocorrplot, az.plot_posterior):
        assert plot(trace, var_names=["mu", "eta"]) is not None
    pm.plot_kde(trace["mu"], plot_kwargs={"color": "k"})
    assert "arviz<1" in str(_error_of(lambda: pm.plot_elpd({"a": idata, "b": idata})))
print(json.dumps(said))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(port_python() is None, reason="no ArviZ 1: `make port-venv` makes one"),
]


@cache
def said(python: str, *more: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as names:  # we are not installed in the other Python
        by_installed_names(ROOT, Path(names))
        done = subprocess.run(
            [python, "-c", PROGRAM, *more],
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": names},
            cwd=names,
            timeout=400,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def test_both_releases_say_the_same() -> None:
    pytest.importorskip("arviz")
    old, new = said(sys.executable), said(str(port_python()), "plots")
    assert new["summary"].keys() == old["summary"].keys() and new["rows"] == old["rows"]
    for name in ("summary", "summary of az", "half"):
        assert new[name].keys() == old[name].keys()
        for column, values in old[name].items():
            # ArviZ 1 computes errors of the mean and interval ends otherwise in the last digits that are shown
            np.testing.assert_allclose(new[name][column], values, rtol=0.02, atol=2e-3, err_msg=f"{name} {column}")
    for name in ("ess", "rhat", "mcse", "hdi of az"):
        for variable, values in old[name].items():
            np.testing.assert_allclose(new[name][variable], values, rtol=0.02, atol=2e-3, err_msg=f"{name} {variable}")
    np.testing.assert_allclose(new["hdi"], old["hdi"], rtol=1e-6)
    np.testing.assert_allclose(new["loo"], old["loo"], rtol=1e-3)
    assert new["compare"][:2] == old["compare"][:2] and abs(new["compare"][2] - old["compare"][2]) < 0.05
    assert new["groups"] == old["groups"] and new["shapes"] == old["shapes"]
