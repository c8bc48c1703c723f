"""Writes nuts_reference.json with the real PyMC3 3.11.5 (Python 3.8): its first NUTS iterations.

    python3.8 tests/samplers/make_nuts_reference.py

Non-centred eight schools, as `standins.eight_schools`. All numbers at full precision; `position` is in the
order of `model.vars` (mu, tau_log__, eta). Nothing here is run by the tests.
"""

import json
import pathlib
import platform

import numpy as np
import pymc3 as pm

STATS = (
    "depth", "step_size", "step_size_bar", "tree_size", "mean_tree_accept", "diverging", "energy",
    "energy_error", "max_energy_error", "model_logp", "tune",
)  # fmt: skip
RUNS = {
    "one_chain": dict(chains=1, init="adapt_diag", random_seed=123, tune=40, draws=20),
    "two_chains_jittered": dict(chains=2, init="jitter+adapt_diag", random_seed=42, tune=30, draws=10),
    "small_steps": dict(chains=1, init="adapt_diag", random_seed=7, tune=15, draws=25, target_accept=0.95),
}


def model():
    y = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
    sigma = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
    with pm.Model() as m:
        mu = pm.Normal("mu", 0, 5)
        tau = pm.HalfCauchy("tau", 5)
        eta = pm.Normal("eta", 0, 1, shape=8)
        pm.Normal("obs", mu + tau * eta, sigma, observed=y)
    return m


def run(options):
    with model():
        trace = pm.sample(
            cores=1,
            discard_tuned_samples=False,
            compute_convergence_checks=False,
            progressbar=False,
            return_inferencedata=False,
            **options,
        )
    chains = []
    for chain in trace.chains:
        position = np.column_stack([trace.get_values(name, chains=chain) for name in ("mu", "tau_log__", "eta")])
        stats = {name: trace.get_sampler_stats(name, chains=chain).tolist() for name in STATS}
        chains.append({"position": position.tolist(), "stats": stats})
    return {"options": options, "chains": chains}


if __name__ == "__main__":
    written = {
        "oracle": f"PyMC3 {pm.__version__}, NumPy {np.__version__}, Python {platform.python_version()}",
        "runs": {name: run(options) for name, options in RUNS.items()},
    }
    target = pathlib.Path(__file__).with_name("nuts_reference.json")
    target.write_text(json.dumps(written) + "\n")
