"""NUTS in JAX: NumPyro's and TensorFlow Probability's. Source of the signatures: pymc3.sampling_jax, which the
repository had after 3.11 and no release ever shipped."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.backends.base import MultiTrace
from compat.pymc3_api.density import log_density
from compat.pymc3_api.modelling.find import modelcontext
from compat.pymc3_api.optional_packages import import_arviz
from compat.pymc3_api.runs.arguments import sizes
from compat.pymc3_api.runs.closing import trace_of
from compat.pymc3_api.runs.inference_data import from_pymc3
from compat.pymc3_api.util import is_transformed_name
from compat.samplers.start import seeds_as_legacy

__all__ = ["sample_numpyro_nuts", "sample_tfp_nuts"]

_log = logging.getLogger("pymc3")


def sample_numpyro_nuts(draws: int = 1000, tune: int = 1000, chains: int = 4, target_accept: float = 0.8,
                        random_seed: Any = 10, model: Any = None, progress_bar: Any = True,
                        keep_untransformed: bool = False, chain_method: str | None = None) -> Any:
    """Sample by NumPyro's NUTS; InferenceData. keep_untransformed: the free values (`sd_log__`) are kept too.

    chain_method: "parallel" (chains over devices, or threads of the CPU), "vectorized" or "sequential".
    ImportError with the pip command where JAX or NumPyro is missing.
    """
    from compat.samplers import numpyro

    return _sampled(numpyro.sample, "numpyro", draws, tune, chains, target_accept, random_seed, model, progress_bar,
                    keep_untransformed, chain_method)


def sample_tfp_nuts(draws: int = 1000, tune: int = 1000, chains: int = 4, target_accept: float = 0.8,
                    random_seed: Any = 10, model: Any = None, num_tuning_epoch: int = 2,
                    num_compute_step_size: int = 500, progress_bar: Any = True, keep_untransformed: bool = False,
                    chain_method: str | None = None) -> Any:
    """Sample by TFP's NUTS with its windowed warm-up; InferenceData.

    num_tuning_epoch and num_compute_step_size are the schedule's own here: other values raise NotImplementedError.
    """
    from compat.samplers import tfp

    if (num_tuning_epoch, num_compute_step_size) != (2, 500):
        raise NotImplementedError("num_tuning_epoch and num_compute_step_size are not supported: the windows of the "
                                  "warm-up follow from `tune`. Leave them out.")
    return _sampled(tfp.sample, "tfp", draws, tune, chains, target_accept, random_seed, model, progress_bar,
                    keep_untransformed, chain_method)


def _sampled(sample: Any, title: str, draws: int, tune: int, chains: int, target_accept: float, random_seed: Any,
             model: Any, progress_bar: Any, keep_untransformed: bool, chain_method: str | None) -> Any:
    model = modelcontext(model)
    import_arviz()  # before hours of sampling, not after
    draws, tune, chains = sizes(draws=draws, tune=tune, chains=chains)
    made = sample(log_density(model), draws=draws, tune=tune, chains=chains, seed=seeds_as_legacy(random_seed, chains),
                  target_accept=target_accept, progress=progress_bar, chain_method=chain_method)
    trace = trace_of(made, model, list(model.unobserved_RVs), 0, True, tune, target_accept, 10)
    trace.report._log_summary()
    _log.info(f"{title}: {chains} chains of {tune} + {draws} took {made.seconds:.1f} seconds.")
    idata = from_pymc3(trace, model=model)
    if keep_untransformed:
        idata.posterior = idata.posterior.assign(_free_values(trace))
    return idata


def _free_values(trace: MultiTrace) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    """The transformed values, as xarray wants them: name -> (dimensions, array)."""
    found = {}
    for name in filter(is_transformed_name, trace.varnames):
        values = np.stack(trace.get_values(name, combine=False, squeeze=False))
        found[name] = (("chain", "draw", *(f"{name}_dim_{i}" for i in range(values.ndim - 2))), values)
    return found


__getattr__ = absent_from(__name__)
