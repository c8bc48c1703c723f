"""A run by step methods: PyMC3 3.11.5's own way, number for number. Source: pymc3.sampling."""

from __future__ import annotations

import pickle
import time
from typing import Any

import numpy as np

from ..backends.base import MultiTrace
from ..density import NO_GRADIENT, log_density
from ..logger import LOGGER as _log
from ..step_methods.compound import CompoundStep
from ..step_methods.kinds import is_bart
from ..util import check_start_vals
from ..vartypes import discrete_types
from .arguments import nuts_arguments
from .assignment import assign_step_methods, say_steps
from .chains import sample_chains
from .nuts_start import init_nuts
from .population import check_population, is_population, sample_population
from .processes import sample_in_processes


def sample_stepwise(
    *,
    draws: int,
    tune: int,
    chains: int,
    cores: int,
    model: Any,
    step: Any,
    init: Any,
    n_init: int,
    points: Any,
    seeds: list[int],
    trace: Any,
    chain_idx: int,
    progressbar: Any,
    discard_tuned_samples: bool,
    jitter_max_retries: int,
    mp_ctx: Any,
    pickle_backend: str,
    options: dict[str, Any],
    nuts_options: dict[str, Any],
    callback: Any,
    why: str,
) -> MultiTrace:
    """Return the trace of a run by step methods, its report filled with sizes and times."""
    with model:
        step, own = _steps(
            model, step, init, n_init, chains, seeds, progressbar, jitter_max_retries, options, nuts_options
        )
        given = points if points is not None else own
        # as legacy, one dict of all: a chain of a trace that goes on begins where the chain before it has begun
        starts = [{}] * chains if given is None else [dict(one) for one in given]
        _log.debug(f"Draws are made step by step: {why}.")
        began = time.perf_counter()
        common = {"step": step, "model": model, "progressbar": progressbar}
        if is_population(step):
            _log.info(f"Population sampling ({chains} chains)")
            check_population(step, chains, model.ndim)
            say_steps(step)
            made = sample_population(
                draws + tune, chain_idx, chains, starts, seeds, tune=tune, parallelize=cores > 1, trace=trace, **common
            )
        else:
            many = {
                "chains": chains,
                "chain": chain_idx,
                "start": starts,
                "random_seed": seeds,
                "trace": trace,
                "callback": callback,
                "tune": tune,
                **common,
            }
            made = _independent(cores, draws, many, discard_tuned_samples, mp_ctx, pickle_backend)
    return closed(made, tune, discard_tuned_samples, time.perf_counter() - began)


def _steps(
    model: Any,
    step: Any,
    init: Any,
    n_init: int,
    chains: int,
    seeds: list[int],
    progressbar: Any,
    jitter_max_retries: int,
    options: dict[str, Any],
    nuts_options: dict[str, Any],
) -> tuple[Any, Any]:
    """Return (the step method, the starts that come with it or None)."""
    continuous = all(v.dtype not in discrete_types and not is_bart(v) for v in model.free_RVs)
    if step is None and init is not None and continuous:
        try:
            _log.info("Auto-assigning NUTS sampler...")
            log_density(model)
            start, step = init_nuts(
                init,
                chains,
                n_init,
                model,
                seeds,
                progressbar,
                jitter_max_retries,
                **nuts_arguments({**options, **nuts_options}),
            )
            check_start_vals(start, model)
            return step, start
        except NO_GRADIENT:
            _log.info("Initializing NUTS failed. Falling back to elementwise auto-assignment.")
    if nuts_options:
        options = {**options, "nuts": {**options.get("nuts", {}), **nuts_options}}
    step = assign_step_methods(model, step, step_kwargs=options)
    return CompoundStep(step) if isinstance(step, list) else step, None


def _independent(
    cores: int, draws: int, many: dict[str, Any], discard: bool, mp_ctx: Any, pickle_backend: str
) -> MultiTrace:
    chains = many["chains"]
    if cores > 1 and chains > 1:
        _log.info(f"Multiprocess sampling ({chains} chains in {cores} jobs)")
        say_steps(many["step"])
        try:
            return sample_in_processes(
                draws, cores=cores, discard_tuned_samples=discard, mp_ctx=mp_ctx, pickle_backend=pickle_backend, **many
            )
        except (pickle.PickleError, AttributeError, TypeError) as error:
            if not isinstance(error, pickle.PickleError) and "pickle" not in str(error):
                raise
            _log.warning("Could not pickle model, sampling singlethreaded.")
    elif mp_ctx is not None:
        _log.info("pm.sample: mp_ctx has no effect: nothing runs in other processes.")
    _log.info(f"Sequential sampling ({chains} chains in 1 job)")
    say_steps(many["step"])
    return sample_chains(draws + many["tune"], **many)


def closed(trace: MultiTrace, tune: int, discard_tuned_samples: bool, seconds: float) -> MultiTrace:
    """The trace without its tuning draws, if they are not wanted; the report says how many of each there were."""
    if "tune" in trace.stat_names:
        stat = np.asarray(trace.get_sampler_stats("tune", chains=trace.chains[0]))
        stat = stat[:, 0] if stat.ndim == 2 else stat
        n_tune, n_draws = int(stat.sum()), int((~stat).sum())
    else:
        n_tune = min(tune, len(trace))
        n_draws = len(trace) - n_tune
    if discard_tuned_samples:
        trace = trace[n_tune:]
    report = trace.report
    report._n_tune, report._n_draws, report._t_sampling = n_tune, n_draws, seconds
    if "variable_inclusion" in trace.stat_names:
        inclusion = np.stack(trace.get_sampler_stats("variable_inclusion")).mean(0)
        report.variable_importance = inclusion / inclusion.sum()
    return trace
