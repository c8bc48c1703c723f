"""pm.sample and predictive sampling. Source: pymc3.sampling."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from theano_common.users_lines import warn

from ..emulated_versions import older_than
from ..importing.module_getattr import absent_from, names_of
from ..infer.chains.chain_backend import Callback, choose_backend
from ..infer.keeping.request import Begin, Request, Size, kept_in
from ..infer.progress import Progress
from ..infer.runs.arguments import default_cores, old_names, seeds_of, sizes, step_arguments
from ..infer.runs.closing import say_how_it_went, to_inference_data
from ..infer.runs.one_run import drawn_trace
from ..infer.runs.routing import chosen_sampler, why_not_compiled
from ..infer.runs.starts import given_starts
from ..infer.start import Seed
from ..missing_packages import say_before_sampling
from ..models.backends.base import MultiTrace
from ..models.backends.memory import NDArray
from ..models.modelling.current_model import modelcontext

if TYPE_CHECKING:  # for type checkers
    from ..infer.chains.iter_sample import iter_sample as iter_sample
    from ..infer.predictive.posterior_predictive import (
        fast_sample_posterior_predictive as fast_sample_posterior_predictive,
    )
    from ..infer.predictive.predictive import sample_posterior_predictive as sample_posterior_predictive
    from ..infer.predictive.predictive import sample_ppc as sample_ppc
    from ..infer.predictive.predictive import sample_prior_predictive as sample_prior_predictive
    from ..infer.predictive.predictive_weighted import sample_posterior_predictive_w as sample_posterior_predictive_w
    from ..infer.predictive.predictive_weighted import sample_ppc_w as sample_ppc_w
    from ..infer.runs.nuts_start import init_nuts as init_nuts

_AT = "theano_compat.infer"
_PUBLIC = names_of(  # loaded on first use
    **{
        f"{_AT}.chains.iter_sample": "iter_sample",
        f"{_AT}.runs.nuts_start": "init_nuts",
        f"{_AT}.predictive.predictive": "sample_posterior_predictive sample_ppc sample_prior_predictive",
        f"{_AT}.predictive.predictive_weighted": "sample_posterior_predictive_w sample_ppc_w",
        f"{_AT}.predictive.posterior_predictive": "fast_sample_posterior_predictive",
    }
)
_TAKEN_FROM_HERE = names_of(  # imported from here by legacy code and its tests
    **{
        f"{_AT}.runs.assignment": "STEP_METHODS assign_step_methods instantiate_steppers",
        f"{_AT}.chains.chains": "_iter_sample=iterate_chain",
        f"{_AT}.runs.nuts_start": "_init_jitter",
        f"{_AT}.chains.processes": "_choose_chains=choose_chains",
        f"{_AT}.runs.starts": "_check_start_shape=check_shapes",
        "theano_compat.models.backends.base": "MultiTrace",
        "theano_compat.models.distributions.drawing": "draw_values",
    }
)
__all__ = ["sample", *_PUBLIC]

sys.setrecursionlimit(max(10_000, sys.getrecursionlimit()))  # as PyMC3 at its import: pickles of models go deep


def _choose_backend(trace: Any, chain: int, **kwds: Any) -> Any:
    """Return the place where a chain is recorded: a backend as it is, one for a list of variables, or NDArray for None.

    trace: a backend, a list of variables of any shape, or None. chain: the number of the chain. Keywords go to the
    backend.
    """
    return choose_backend(trace, chain, NDArray, **kwds)  # by the name in this module, which old tests replace


def sample(
    draws: int | None = None,
    step: Any = None,
    init: str | None = "auto",
    n_init: int = 200000,
    initvals: Any = None,
    trace: Any = None,
    chain_idx: int = 0,
    chains: int | None = None,
    cores: int | None = None,
    tune: int | None = None,
    progressbar: Progress = True,
    model: Any = None,
    random_seed: Seed = None,
    discard_tuned_samples: bool = True,
    compute_convergence_checks: bool = True,
    callback: Callback = None,
    jitter_max_retries: int = 10,
    *,
    start: Any = None,
    return_inferencedata: bool | None = None,
    idata_kwargs: dict | None = None,
    mp_ctx: Any = None,
    pickle_backend: str = "pickle",
    checkpoint: str | os.PathLike[str] | None = None,
    executor: Any = None,
    nuts_sampler: str | None = None,
    **kwargs: Any,
) -> Any:
    """Draw from the posterior: `chains` chains of `draws` (1000) after `tune` (1000), `cores` at a time.

    Continuous models are sampled by NUTS in compiled code. Discrete variables, `step`, `callback`, a trace to
    continue, and options that it lacks use PyMC3's own step methods, one draw at a time: the same numbers for the
    same seed. Further keywords are NUTS's, or a dict for each step method by its name (`nuts={...}`).

    checkpoint: a folder to which draws go while they are made; the same call in a later process goes on where this one
    ended, by PyMC3's NUTS in place of nutpie; with nuts_sampler="nutpie" its finished chains are kept.
    executor: a pool or dask Client, to which each chain is a task.
    nuts_sampler: the value of `theano.config.sampler` for this call, such as "snaper" for hundreds of chains at once.
    Returns a MultiTrace, or InferenceData if `return_inferencedata` is true; after Ctrl-C, the draws so far.
    Before any draw: ImportError if InferenceData is wanted and ArviZ is missing; SamplingError, with a table of the
    variables at fault, if the log density is not finite at the start.

    draws: number of draws of a chain after tuning.
    step: a step method, or a list of them; chosen by the variables by default.
    init: how NUTS begins: "auto", "adapt_diag", "jitter+adapt_diag", "adapt_full", "advi", "map" and others.
    chains: number of chains; at least 2 by default. With `emulate=3.2` or earlier as many as `njobs` says, one by
        default, and step methods of PyMC3 give copies of one chain if there is one `random_seed`.
    cores: number of chains at a time.
    tune: number of draws that adapt the sampler; they are dropped if discard_tuned_samples.
    random_seed: a number, or a list of one for each chain.
    start: a point to begin at, name -> value of the shape of the variable, or a list of one for each chain.
    initvals: later name of start.
    trace: variables to record, a backend, or a trace to continue.
    chain_idx: number of the first chain.
    n_init: number of iterations of an init by ADVI.
    jitter_max_retries: how often a start with an infinite density is moved again.
    discard_tuned_samples: whether the draws of tuning are dropped.
    compute_convergence_checks: whether warnings about divergences, r_hat and ESS are given.
    callback: a function of (trace, draw), called at each draw.
    progressbar: whether progress is shown.
    return_inferencedata: whether ArviZ's InferenceData is returned.
    idata_kwargs: arguments for its making.
    mp_ctx: how processes are started.
    pickle_backend: "pickle" or "dill".
    model: the model; that of the `with` block by default.
    """
    model = modelcontext(model)
    say_before_sampling()
    cores, chains = old_names(kwargs, cores, chains)
    size = _size(draws, tune, cores, chains)
    options, nuts_options = step_arguments(kwargs)
    if getattr(step, "compat_samples_by_itself", False):
        return step.sample(size.draws, chains and size.chains, size.cores, model, random_seed, checkpoint)
    if model.ndim == 0:
        raise ValueError("The model does not contain any free variables.")
    sampler, kept = chosen_sampler(nuts_sampler), kept_in(checkpoint, random_seed is not None)
    why = why_not_compiled(
        sampler,
        model,
        step,
        init,
        options | nuts_options,
        trace,
        callback,
        size.tune,
        kept if nuts_sampler is None else None,
    )
    first = start if initvals is None else initvals
    points = given_starts(model, first, size.chains, compiled=why is None, in_c=not sampler.in_jax)
    discard_tuned_samples = discard_tuned_samples and not older_than("3.1")
    convert = _conversion(model, return_inferencedata, discard_tuned_samples, idata_kwargs)
    seeds = seeds_of(random_seed, size.chains, one_for_all=why is not None and older_than("3.3"))
    run = (model, step, size, Begin(init, n_init, points, jitter_max_retries), seeds)
    asked = Request(*run, trace, chain_idx, progressbar, discard_tuned_samples, mp_ctx, pickle_backend, kept)
    result = _drawn(executor, asked, sampler, why, options, nuts_options, callback)
    say_how_it_went(result, model, compute_convergence_checks)
    return convert(result)


def _drawn(executor: Any, asked: Request, *rest: Any) -> MultiTrace:
    if executor is None:
        return drawn_trace(asked, *rest)
    from ..scale.one_chain import by_executor  # few runs have an executor

    return by_executor(executor, asked, *rest)


def _size(draws: int | None, tune: int | None, cores: int | None, chains: int | None) -> Size:
    default = 500 if older_than("3.9") else 1000
    if older_than("3.1"):  # tuning was the first `tune` of the draws, without it all of them
        draws = default if draws is None else draws
        tune = max(draws - 1 if tune is None else min(tune, draws - 1), 0)
        draws -= tune
    by_jobs = older_than("3.3")  # one chain for each job, and one job unless `njobs` says more
    cores = (1 if by_jobs else default_cores()) if cores is None else cores
    draws, tune, chains = sizes(
        draws=default if draws is None else draws,
        tune=default if tune is None else tune,
        chains=(cores if by_jobs else max(2, cores)) if chains is None else chains,
    )
    return Size(draws, tune, chains, cores)


def stop_tuning(step: Any) -> Any:
    """Return a step method after its tuning.

    step: a step method of variables of any shape, or a compound one.
    """
    step.stop_tuning()
    return step


def _conversion(
    model: Any, wanted: bool | None, discard_tuned_samples: bool, idata_kwargs: dict | None
) -> Callable[[MultiTrace], Any]:
    """Return the function from the trace to the result; warn of future changes and of risky arguments."""
    if not discard_tuned_samples and not wanted and not older_than("3.1"):
        warn(
            "Tuning samples will be included in the returned `MultiTrace` object, which can lead to "
            "complications in your downstream analysis. Please consider to switch to `InferenceData`:\n"
            "`pm.sample(..., return_inferencedata=True)`",
            UserWarning,
        )
    if wanted is None and not older_than("3.9"):
        warn(
            "In v4.0, pm.sample will return an `arviz.InferenceData` object instead of a `MultiTrace` by "
            "default. You can pass return_inferencedata=True or return_inferencedata=False to be safe and "
            "silence this warning.",
            FutureWarning,
        )
    return to_inference_data(model, not discard_tuned_samples, idata_kwargs) if wanted else lambda trace: trace


__getattr__ = absent_from(__name__, _PUBLIC | _TAKEN_FROM_HERE)
