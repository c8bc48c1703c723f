"""Runs of step methods in Python, number for number those of PyMC3 3.11.5. Source: pymc3.sampling."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from ...models.backends.base import MultiTrace
from ...models.logger import LOGGER as _log
from ...models.modelling.density import NO_GRADIENT, log_density
from ...models.modelling.kinds import is_bart
from ...models.modelling.util import check_start_vals
from ...models.vartypes import discrete_types
from ..chains.chains import sample_chains
from ..chains.population import check_population, is_population, sample_population
from ..chains.processes import sample_in_processes
from ..keeping.checkpoint import Checkpoint, opened_run
from ..keeping.request import Request
from ..keeping.run_identity import identity
from ..steps.compound import CompoundStep
from .arguments import nuts_arguments
from .assignment import assign_step_methods, say_steps
from .nuts_start import init_nuts


def sample_stepwise(
    asked: Request, options: dict[str, Any], nuts_options: dict[str, Any], callback: Callable[..., Any] | None, why: str
) -> MultiTrace:
    """Return the trace of a run by step methods, its report filled with sizes and times."""
    if asked.checkpoint is None:
        folder = None if asked.part is None else asked.part.folder
        kept = None if folder is None else Checkpoint(folder, asked.seeds)
        return _sampled_trace(asked, options, nuts_options, callback, why, kept)
    if asked.trace is not None and not isinstance(asked.trace, list | tuple):
        raise ValueError("checkpoint: draws are kept in its folder; leave `trace` out, or give a list of variables.")
    about = identity(asked, {**options, **nuts_options}, callback)
    with opened_run(asked.checkpoint.folder, about, asked.seeds) as checkpoint:
        return _sampled_trace(replace(asked, seeds=checkpoint.seeds), options, nuts_options, callback, why, checkpoint)


def _sampled_trace(
    asked: Request,
    options: dict[str, Any],
    nuts_options: dict[str, Any],
    callback: Callable[..., Any] | None,
    why: str,
    checkpoint: Checkpoint | None,
) -> MultiTrace:
    model = asked.model
    with model:
        step, own = _steps(asked, options, nuts_options)
        given = asked.begin.points if asked.begin.points is not None else own
        # as in PyMC3, all chains share one dict, so a chain of a continued trace starts where the previous one started
        starts: list[Any] | None = [{}] * asked.size.chains if given is None else [dict(one) for one in given]
        if is_population(step) and asked.part is not None:
            raise NotImplementedError("Chains that look at each other (DEMetropolis) cannot be drawn one by one.")
        asked, starts = asked.one_chain(starts)
        size = asked.size
        _log.debug(f"Draws are made step by step: {why}.")
        began = time.perf_counter()
        common = {"step": step, "model": model, "progressbar": asked.progressbar, "trace": asked.trace}
        if is_population(step):
            _log.info(f"Population sampling ({size.chains} chains)")
            check_population(step, size.chains, model.ndim)
            say_steps(step)
            made = sample_population(
                size.draws + size.tune,
                asked.chain_idx,
                size.chains,
                starts,
                asked.seeds,
                tune=size.tune,
                parallelize=size.cores > 1,
                checkpoint=checkpoint,
                **common,
            )
        else:
            many = {
                "chains": size.chains,
                "chain": asked.chain_idx,
                "start": starts,
                "random_seed": asked.seeds,
                "callback": callback,
                "tune": size.tune,
                "checkpoint": checkpoint,
                **common,
            }
            made = _independent(asked, many)
    return closed_trace(made, size.tune, asked.discard_tuned_samples, time.perf_counter() - began)


def _steps(asked: Request, options: dict[str, Any], nuts_options: dict[str, Any]) -> tuple[Any, Any]:
    """Return (the step method, the start points that come with it or None)."""
    model, step, begin = asked.model, asked.step, asked.begin
    continuous = all(v.dtype not in discrete_types and not is_bart(v) for v in model.free_RVs)
    if step is None and begin.init is not None and continuous:
        try:
            _log.info("Auto-assigning NUTS sampler...")
            log_density(model)
            start, step = init_nuts(
                begin.init,
                asked.size.chains,
                begin.n_init,
                model,
                asked.seeds,
                asked.progressbar,
                begin.jitter_max_retries,
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


def _independent(asked: Request, many: dict[str, Any]) -> MultiTrace:
    chains, cores, draws = asked.size.chains, asked.size.cores, asked.size.draws
    if cores > 1 and chains > 1:
        _log.info(f"Multiprocess sampling ({chains} chains in {cores} jobs)")
        say_steps(many["step"])
        try:
            return sample_in_processes(
                draws,
                cores=cores,
                discard_tuned_samples=asked.discard_tuned_samples,
                mp_ctx=asked.mp_ctx,
                pickle_backend=asked.pickle_backend,
                **many,
            )
        except (pickle.PickleError, AttributeError, TypeError) as error:
            if not isinstance(error, pickle.PickleError) and "pickle" not in str(error):
                raise
            _log.warning("Could not pickle model, sampling singlethreaded.")
    elif asked.mp_ctx is not None:
        _log.info("pm.sample: mp_ctx has no effect: nothing runs in other processes.")
    _log.info(f"Sequential sampling ({chains} chains in 1 job)")
    say_steps(many["step"])
    return sample_chains(draws + asked.size.tune, **many)


def closed_trace(trace: MultiTrace, tune: int, discard_tuned_samples: bool, seconds: float) -> MultiTrace:
    """Return the trace, without tuning draws unless they are wanted, and fill in the sizes in its report."""
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
