"""NUTS in JAX, of NumPyro and TensorFlow Probability. Source of the signatures: pymc3.sampling_jax.

That module was in the repository after 3.11; no release had it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..importing.module_getattr import absent_from
from ..infer.jax import numpyro, tfp
from ..infer.runs.arguments import sizes
from ..infer.runs.closing import say_how_it_went, trace_of
from ..infer.runs.compiled import bad_energy
from ..infer.runs.starts import given_starts, vectors
from ..infer.start import seeds_as_legacy
from ..models.backends.base import MultiTrace
from ..models.backends.inference_data import from_pymc3
from ..models.exceptions import SamplingError
from ..models.logger import LOGGER as _log
from ..models.modelling.current_model import modelcontext
from ..models.modelling.density import log_density
from ..models.modelling.util import is_transformed_name
from ..models.optional_packages import import_arviz

if TYPE_CHECKING:
    from ..models.model import Model

__all__ = ["sample_numpyro_nuts", "sample_tfp_nuts"]


def sample_numpyro_nuts(
    draws: int = 1000,
    tune: int = 1000,
    chains: int = 4,
    target_accept: float = 0.8,
    random_seed: int = 10,
    model: Any = None,
    progress_bar: bool = True,
    keep_untransformed: bool = False,
    chain_method: str | None = None,
    **more: Any,
) -> Any:
    """Sample with NUTS of NumPyro; return InferenceData.

    draws, tune, chains: numbers of draws, tuning draws and chains. target_accept: the acceptance of tuning.
    random_seed: a number. model: that of the `with` block by default, with variables of any shape. progress_bar:
    whether progress is shown. keep_untransformed: whether free values (`sd_log__`) are kept, too. chain_method:
    "parallel" (chains on devices, or on threads of the CPU), "vectorized" or "sequential". more: arguments of today's
    `pymc.sampling.jax`, see `Options`; nuts_kwargs go to `numpyro.infer.NUTS`. ImportError with the pip command if JAX
    or NumPyro is missing.
    """
    return _sampled(
        numpyro.sample,
        "numpyro",
        draws,
        tune,
        chains,
        target_accept,
        random_seed,
        model,
        progress_bar,
        keep_untransformed,
        chain_method,
        Options(**more),
    )


def sample_tfp_nuts(
    draws: int = 1000,
    tune: int = 1000,
    chains: int = 4,
    target_accept: float = 0.8,
    random_seed: Any = 10,
    model: Any = None,
    num_tuning_epoch: int = 2,
    num_compute_step_size: int = 500,
    progress_bar: Any = True,
    keep_untransformed: bool = False,
    chain_method: str | None = None,
    **more: Any,
) -> Any:
    """Sample with NUTS of TensorFlow Probability and its windowed warm-up; return InferenceData.

    draws, tune, chains: numbers of draws, tuning draws and chains. target_accept: the acceptance of tuning.
    random_seed: a number. model: that of the `with` block by default, with variables of any shape. progress_bar:
    whether progress is shown. keep_untransformed: whether free values (`sd_log__`) are kept, too. chain_method:
    "parallel", "vectorized" or "sequential". num_tuning_epoch, num_compute_step_size: fixed by the schedule;
    NotImplementedError for other values. more: arguments of today's `pymc.sampling.jax`, see `Options`. ImportError
    with the pip command if a package is missing.
    """
    if (num_tuning_epoch, num_compute_step_size) != (2, 500):
        raise NotImplementedError(
            "num_tuning_epoch and num_compute_step_size are not supported: the windows of the "
            "warm-up follow from `tune`. Leave them out."
        )
    return _sampled(
        tfp.sample,
        "tfp",
        draws,
        tune,
        chains,
        target_accept,
        random_seed,
        model,
        progress_bar,
        keep_untransformed,
        chain_method,
        Options(**more),
    )


@dataclass(frozen=True)
class Options:
    """Further arguments of `pymc.sampling.jax`, with its names and defaults.

    initvals: a dict of starting values, or one for each chain (default: the model's own). jitter: U(-1, 1) is added.
    var_names: the variables in the posterior (default: all). nuts_kwargs: for the sampler's kernel. progressbar:
    same as progress_bar. idata_kwargs: for `pm.to_inference_data`, such as {"log_likelihood": True}, which is not
    computed by default. postprocessing_backend: "cpu" or "gpu", where deterministic variables are computed.
    compute_convergence_checks: check r_hat and the effective sample size.
    """

    initvals: Any = None
    jitter: bool = True
    var_names: Sequence[str] | None = None
    nuts_kwargs: Mapping[str, Any] | None = None
    progressbar: Any = None
    idata_kwargs: Mapping[str, Any] | None = None
    postprocessing_backend: str | None = None
    compute_convergence_checks: bool = True


def _sampled(
    sample: Callable[..., Any],
    title: str,
    draws: int,
    tune: int,
    chains: int,
    target_accept: float,
    random_seed: int,
    model: Model,
    progress_bar: bool,
    keep_untransformed: bool,
    chain_method: str | None,
    options: Options,
) -> Any:
    model = modelcontext(model)
    import_arviz()  # before hours of sampling, not after
    draws, tune, chains = sizes(draws=draws, tune=tune, chains=chains)
    density = log_density(model)
    recorded = _chosen(model, options.var_names)
    points = given_starts(model, options.initvals, chains)
    try:
        made = sample(
            density,
            draws=draws,
            tune=tune,
            chains=chains,
            seed=seeds_as_legacy(random_seed, chains),
            target_accept=target_accept,
            chain_method=chain_method,
            jitter=options.jitter,
            progress=progress_bar if options.progressbar is None else options.progressbar,
            start=None if points is None else vectors(density, points),
            postprocessing_backend=options.postprocessing_backend,
            **(options.nuts_kwargs or {}),
        )
    except SamplingError as error:
        raise bad_energy(model, density, error) from error
    trace = trace_of(made, model, list(model.unobserved_RVs), 0, True, tune, target_accept, 10, density.point)
    say_how_it_went(trace, model, options.compute_convergence_checks)
    _log.info(f"{title}: {chains} chains of {tune} + {draws} took {made.seconds:.1f} seconds.")
    idata = from_pymc3(trace, model=model, **{"log_likelihood": False, **(options.idata_kwargs or {})})
    if keep_untransformed:
        idata.posterior = idata.posterior.assign(_free_values(trace))
    if recorded is not None:
        idata.posterior = idata.posterior[recorded]
    return idata


def _chosen(model: Model, names: Sequence[str] | None) -> list[str] | None:
    """Return the names of a posterior's variables; ValueError for one that the model lacks."""
    if names is None:
        return None
    known = {v.name for v in model.unobserved_RVs}
    if unknown := [name for name in names if name not in known]:
        raise ValueError(
            f"var_names: the model has no variable {', '.join(map(repr, unknown))}: it has {', '.join(sorted(known))}."
        )
    return list(names)


def _free_values(trace: MultiTrace) -> dict[str, tuple[tuple[str, ...], np.ndarray]]:
    """Return the transformed values for xarray: name -> (dimensions, array)."""
    found = {}
    for name in filter(is_transformed_name, trace.varnames):
        values = np.stack(trace.get_values(name, combine=False, squeeze=False))
        found[name] = (("chain", "draw", *(f"{name}_dim_{i}" for i in range(values.ndim - 2))), values)
    return found


__getattr__ = absent_from(__name__)
