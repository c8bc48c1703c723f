"""Chains in several processes, recorded in this one. Source: pymc3.sampling._mp_sample."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from ...models.backends.base import BaseTrace, MultiTrace
from ...models.backends.memory import NDArray
from ...models.modelling.util import update_start_vals
from ..compiled_runs.run import places_of, record_points, run_without_trace
from ..compiled_steps.places import Places
from ..keeping.chain_state import ChainState, warnings_of
from ..keeping.checkpoint import SECONDS, ChainFolder, Checkpoint
from ..progress import Progress
from . import parallel_sampling as ps
from .chain_backend import Callback, choose_backend

if TYPE_CHECKING:
    from ...models.model import Model


def sample_in_processes(
    draws: int,
    tune: int,
    step: Any,
    chains: int,
    cores: int,
    chain: int,
    random_seed: list[int],
    start: list[Any],
    progressbar: Progress = True,
    trace: Any = None,
    model: Any = None,
    callback: Callback = None,
    discard_tuned_samples: bool = True,
    mp_ctx: Any = None,
    pickle_backend: str = "pickle",
    checkpoint: Checkpoint | None = None,
) -> MultiTrace:
    """Sample `draws` draws after `tune` tuning steps in each of `chains` chains.

    After Ctrl-C the chains and the length with the most draws are kept.
    """
    traces = _empty_traces(draws + tune, chains, chain, step, start, trace, model)
    places = places_of(model) if callback is None and all(type(one) is NDArray for one in traces) else None
    if places is not None and run_without_trace(step, places) is None:  # compiled here, before processes start
        places = None
    folders, resumed = _kept_chains(checkpoint, traces)
    asked = (draws, tune, chains, cores, random_seed, start, step, chain, progressbar, mp_ctx, pickle_backend)
    sampler = ps.ParallelSampler(*asked, places, resumed, None if checkpoint is None else SECONDS)
    try:
        with sampler:
            for draw in sampler:
                strace = traces[draw.chain - chain]
                state = sampler.state_of(draw.chain)
                _record(strace, draw, places)
                if state is not None:
                    folders[draw.chain].write(strace, state)
                if callback is not None:
                    callback(trace=strace, draw=draw)
    except ps.ParallelSamplingError as error:
        for strace in traces:
            strace.close()
        traces[error._chain - chain]._add_warnings(error._warnings)
        MultiTrace(traces)._report._log_summary()
        raise
    except KeyboardInterrupt:
        for strace in traces:
            strace.close()
        kept, length = choose_chains(traces, tune if discard_tuned_samples else 0)
        return MultiTrace(kept)[:length]
    for number, state in resumed.items():
        if state.done == draws + tune:  # no process has told of it
            traces[number - chain]._add_warnings(warnings_of(step, state))
    return MultiTrace(traces)


def _kept_chains(
    checkpoint: Checkpoint | None, traces: Sequence[BaseTrace]
) -> tuple[dict[int, ChainFolder], dict[int, ChainState]]:
    """Return the folders of the chains, and the states to go on from, by number; fill the traces with what is kept."""
    if checkpoint is None:
        return {}, {}
    folders = {one.chain: checkpoint.chain(one.chain) for one in traces}
    states = {one.chain: folders[one.chain].read(one) for one in traces}
    return folders, {number: state for number, state in states.items() if state is not None}


def _empty_traces(
    draws: int, chains: int, first: int, step: Any, start: list[Any], trace: str, model: Model
) -> list[BaseTrace]:
    """Return a trace for each chain, and complete the points in `start`."""
    traces = []
    for i in range(chains):
        strace = choose_backend(copy(trace), first + i, model=model)
        update_start_vals(start[i], model.test_point, model)
        keeps = step.generates_stats and strace.supports_sampler_stats
        strace.setup(draws, first + i, *([step.stats_dtypes] if keeps else []))
        traces.append(strace)
    return traces


def _record(strace: Any, draw: ps.Draw | ps.ManyDraws, places: Places | None) -> None:
    if places is not None and isinstance(draw, ps.ManyDraws):
        record_points(strace, draw.many.points, draw.many.statistics, places)
    else:
        keeps = strace.supports_sampler_stats and draw.stats is not None
        strace.record(draw.point, *([draw.stats] if keeps else []))
    if draw.is_last:
        strace.close()
        strace._add_warnings(draw.warnings or [])


def choose_chains(traces: list[Any], tune: int | None) -> tuple[list[Any], int]:
    """Return (the chains to keep after an interrupt, their common length), those with the most draws after tuning.

    traces: anything with a length, a scalar. tune: number of tuning draws in each. ValueError if no draws are left.
    """
    tune = tune or 0
    lengths = [max(0, len(one) - tune) for one in traces]
    if traces and not sum(lengths):
        raise ValueError("Not enough samples to build a trace.")
    order = np.argsort(lengths, kind="stable")
    ascending = np.array(lengths)[order]
    first = int(np.argmax(ascending * np.arange(len(traces), 0, -1)))
    return [traces[i] for i in order[first:]], int(ascending[first]) + tune
