"""pm.sample and predictive sampling. Source: pymc3.sampling."""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any

import numpy as np

from compat.draws import Draws
from compat.pymc3_api.density import log_density
from compat.pymc3_api.distributions.drawing import draw_values  # noqa: F401  (legacy code takes it from here)
from compat.pymc3_api.exceptions import SamplingError
from compat.pymc3_api.modelling.find import modelcontext
from compat.pymc3_api.runs.arguments import (
    chosen_sampler,
    for_sampler,
    jitter_of,
    nuts_arguments,
    refuse,
    say_what_has_no_effect,
    sizes,
)
from compat.pymc3_api.runs.closing import say_how_it_went, to_inference_data, trace_of
from compat.pymc3_api.runs.predictive import sample_posterior_predictive, sample_ppc, sample_prior_predictive
from compat.pymc3_api.runs.starts import given_starts, vectors
from compat.pymc3_api.util import get_untransformed_name, is_transformed_name
from compat.samplers.logdensity import LogDensity
from compat.samplers.start import jittered_as_legacy, seeds_as_legacy
from compat.settings import config

__all__ = ["sample", "sample_posterior_predictive", "sample_ppc", "sample_prior_predictive"]

_log = logging.getLogger("pymc3")
DEFAULT_SIZES = {"3.11": 1000, "3.8": 500}  # of draws and tune, by `config.emulate`


def sample(draws: int | None = None, step: Any = None, init: Any = "auto", n_init: int = 200000, initvals: Any = None,
           trace: Any = None, chain_idx: int = 0, chains: int | None = None, cores: int | None = None,
           tune: int | None = None, progressbar: Any = True, model: Any = None, random_seed: Any = None,
           discard_tuned_samples: bool = True, compute_convergence_checks: bool = True, callback: Any = None,
           jitter_max_retries: int = 10, *, start: Any = None, return_inferencedata: bool | None = None,
           idata_kwargs: dict | None = None, mp_ctx: Any = None, pickle_backend: str = "pickle", **kwargs: Any) -> Any:
    """Draw from the posterior by NUTS: `chains` chains of `draws` (1000) after `tune` (1000), `cores` at a time.

    Returns a MultiTrace, or InferenceData where `return_inferencedata` is true. Ctrl-C returns what was drawn.
    n_init, mp_ctx and pickle_backend have no effect, which is said: there is no ADVI start, and chains are threads.
    Before anything is drawn: ImportError where InferenceData is wanted and ArviZ is missing.
    Raises SamplingError, with a table of the variables at fault, where the log density is not finite at the start.
    """
    model = modelcontext(model)
    refuse(step, trace, callback)
    say_what_has_no_effect(n_init=n_init, mp_ctx=mp_ctx, pickle_backend=pickle_backend)
    cores, chains = _old_names(kwargs, cores, chains)
    cores = min(4, os.cpu_count() or 1) if cores is None else cores
    chains = max(2, cores) if chains is None else chains
    size = DEFAULT_SIZES[config.emulate]
    draws, tune, chains = sizes(draws=size if draws is None else draws, tune=size if tune is None else tune,
                                chains=chains)
    nuts = {**getattr(step, "options", {}), **nuts_arguments(kwargs)}
    if model.ndim == 0:
        raise ValueError("The model does not contain any free variables.")
    density = log_density(model)  # says which variables are discrete, and what to do
    points = given_starts(model, start if initvals is None else initvals, chains, density)
    random_seed = None if isinstance(random_seed, int) and random_seed == -1 else random_seed
    if random_seed is not None and not isinstance(random_seed, int | np.integer | list | tuple | np.ndarray):
        raise TypeError("Invalid value for `random_seed`. Must be tuple, list or int")
    seeds = seeds_as_legacy(random_seed, chains)
    if _said_about_the_return(return_inferencedata, discard_tuned_samples):
        convert = to_inference_data(model, not discard_tuned_samples, idata_kwargs)
    else:
        convert = None
    if draws < 500:
        _log.warning(f"Only {draws} samples in chain." if draws else "Tuning was enabled throughout the whole trace.")
    made = _draw(model, density, nuts, init, step, points, seeds, draws, tune, chains, cores, progressbar,
                 jitter_max_retries)
    recorded = list(model.unobserved_RVs)
    if trace is not None:
        wanted = {getattr(v, "name", v) for v in trace}
        recorded = [v for v in recorded if v.name in wanted]
    result = trace_of(made, model, recorded, chain_idx, discard_tuned_samples, tune,
                      nuts.get("target_accept", 0.8), nuts.get("max_treedepth", 10))
    if made.ended != "complete":
        _log.warning(f"Sampling ended early ({made.ended}): {result.nchains} chains of {len(result)} draws are "
                     "kept.")
    say_how_it_went(result, model, compute_convergence_checks)
    return result if convert is None else convert(result)


def _draw(model: Any, density: LogDensity, nuts: dict[str, Any], init: Any, step: Any, points: Any, seeds: list[int],
          draws: int, tune: int, chains: int, cores: int, progressbar: Any, retries: int) -> Draws:
    """Draws by the sampler that `config.sampler` names, or by NUTS in Python where it is missing."""
    sampler = chosen_sampler(nuts)
    arguments = for_sampler(sampler, nuts)
    jitter = jitter_of(init)
    if step is None:
        _log.info("Auto-assigning NUTS sampler...")
        _log.info(f"Initializing NUTS using {'jitter+' if jitter else ''}adapt_diag...")
    if sampler.module.endswith("steps.nuts"):
        starts: Any = None if points is None else vectors(density, points)  # it jitters by itself, in legacy's order
    else:
        np.random.seed(seeds[0])  # as legacy: the jitter comes from the global generator, seeded anew
        jittered = jittered_as_legacy(density, np.random.mtrand._rand, chains, retries) if jitter else None
        starts = jittered if points is None else vectors(density, points)
        jitter = False
    many = cores > 1 and chains > 1 and not sampler.module.endswith("steps.nuts")  # which draws one after the other
    _log.info(f"Multiprocess sampling ({chains} chains in {cores} jobs)" if many else
              f"Sequential sampling ({chains} chains in 1 job)")
    _log.info(f"NUTS: [{', '.join(_plain(v.name) for v in reversed(model.free_RVs))}]")
    if "cores" in sampler.takes:
        arguments = {**arguments, "cores": cores}
    try:
        return sampler.sample(density, draws=draws, tune=tune, chains=chains, seed=seeds, start=starts, jitter=jitter,
                              progress=progressbar, **arguments)
    except SamplingError as error:
        from compat.pymc3_api.modelling.bad_start import table

        at = model.test_point if points is None else points[0]
        raise SamplingError(f"Bad initial energy: {error}\n{table(model, at, density)}") from error


def _plain(name: str) -> str:
    return get_untransformed_name(name) if is_transformed_name(name) else name


def _old_names(kwargs: dict[str, Any], cores: int | None, chains: int | None) -> tuple[int | None, int | None]:
    """Values given under the names of PyMC3 3.4, with its warnings."""
    found = {"njobs": ("cores", cores), "nchains": ("chains", chains)}
    for old, (new, value) in found.items():
        if old in kwargs:
            warnings.warn(f"The {old} argument has been deprecated. Use {new} instead.", DeprecationWarning,
                          stacklevel=3)
            found[old] = (new, kwargs.pop(old) if value is None else value)
    return found["njobs"][1], found["nchains"][1]


def _said_about_the_return(wanted: bool | None, discard_tuned_samples: bool) -> bool:
    if not discard_tuned_samples and not wanted:
        warnings.warn("Tuning samples will be included in the returned `MultiTrace` object, which can lead to "
                      "complications in your downstream analysis. Please consider to switch to `InferenceData`:\n"
                      "`pm.sample(..., return_inferencedata=True)`", UserWarning, stacklevel=3)
    if wanted is None and config.emulate != "3.8":
        warnings.warn("In v4.0, pm.sample will return an `arviz.InferenceData` object instead of a `MultiTrace` by "
                      "default. You can pass return_inferencedata=True or return_inferencedata=False to be safe and "
                      "silence this warning.", FutureWarning, stacklevel=3)
    return bool(wanted)
