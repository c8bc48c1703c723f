"""Chains drawn step by step in this process. Source: pymc3.sampling."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

import numpy as np

from ...samplers.progress import ProgressBar
from ..backends.base import BaseTrace, MultiTrace
from ..backends.memory import NDArray
from ..backends.shortcuts import _shortcuts
from ..modelling.find import modelcontext
from ..modelling.functions import Point
from ..parallel_sampling import Draw
from ..step_methods.compound import CompoundStep
from ..util import update_start_vals
from .steps_in_c import divergences, run_in_c


def choose_backend(trace: Any, chain: int, make: Any = NDArray, **kwds: Any) -> Any:
    """Where a chain is kept: the user's backend, the chain of a MultiTrace that is continued, or arrays in memory."""
    if isinstance(trace, BaseTrace):
        return trace
    if isinstance(trace, MultiTrace):
        return trace._straces[chain]
    if isinstance(trace, str):
        if trace not in _shortcuts:
            raise ValueError(f"Argument `trace` is invalid: {trace!r} is none of {', '.join(map(repr, _shortcuts))}.")
        return _shortcuts[trace]["backend"](_shortcuts[trace]["name"], **kwds)
    return make(**kwds) if trace is None else make(vars=trace, **kwds)


def iterate_chain(
    draws: int,
    step: Any,
    start: Any = None,
    trace: Any = None,
    chain: int = 0,
    tune: int | None = None,
    model: Any = None,
    random_seed: Any = None,
    callback: Any = None,
) -> Iterator[tuple[Any, bool]]:
    """Return (the trace so far, whether the draw diverged) for each draw; the first `tune` of them tune the step.

    The global generator is seeded with `random_seed`. What was drawn before an exception stays in the trace.
    """
    for strace, _, diverged in _chain(draws, step, start, trace, chain, tune, model, random_seed, callback, False):
        yield strace, bool(diverged)


def _chain(
    draws: int,
    step: Any,
    start: Any,
    trace: Any,
    chain: int,
    tune: int | None,
    model: Any,
    random_seed: Any,
    callback: Any,
    many: bool,
) -> Iterator[tuple[Any, int, int]]:
    """Return (the trace so far, how many draws are new, how many of them diverged). many: more than one at a time."""
    model = modelcontext(model)
    draws = int(draws)
    if random_seed is not None:
        np.random.seed(random_seed)
    if draws < 1:
        raise ValueError("Argument `draws` must be greater than 0.")
    strace = choose_backend(trace, chain, model=model)
    start = {} if start is None else start
    update_start_vals(start, strace.point(-1) if len(strace) > 0 else model.test_point, model)
    if isinstance(step, list | tuple):
        step = CompoundStep(step)
    point = Point(start, model=model)
    keeps_stats = step.generates_stats and strace.supports_sampler_stats
    strace.setup(draws, chain, *([step.stats_dtypes] if keeps_stats else []))
    begin_tuning(step, bool(tune))
    compiled = run_in_c(step, strace, model) if many and callback is None else None
    try:
        i = 0
        while i < draws:
            if i == tune:
                step.stop_tuning()
            if compiled is not None:
                point, made = compiled.draw(point, (min(tune, draws) if tune and i < tune else draws) - i)
                if made:
                    i += made
                    yield strace, made, 0 if tune and i <= tune else divergences(compiled.statistics())
                compiled.raise_if_interrupted()
                if made:
                    continue
            stats = None
            if step.generates_stats:
                point, stats = step.step(point)
            else:
                point = step.step(point)
            strace.record(point, *([stats] if keeps_stats else []))
            if callback is not None:
                callback(
                    trace=strace,
                    draw=Draw(chain, i == draws - 1, i, i < (tune or 0), stats, point, getattr(step, "warnings", None)),
                )
            yield strace, 1, bool(stats and (tune is None or i > tune) and stats[0].get("diverging"))
            i += 1
    finally:
        strace.close()
        if hasattr(step, "warnings") and hasattr(strace, "_add_warnings"):
            strace._add_warnings(step.warnings())


def begin_tuning(step: Any, tune: bool) -> None:
    """The step as it was before its first draw, in every chain; of a CompoundStep's members, as legacy, only what
    their `reset_tuning` resets."""
    step.tune = tune
    if hasattr(step, "iter_count"):
        step.iter_count = 0
    if hasattr(step, "reset_tuning"):
        step.reset_tuning()


def sample_chain(
    draws: int,
    step: Any,
    bar: ProgressBar,
    before: int,
    start: Any = None,
    trace: Any = None,
    chain: int = 0,
    tune: int | None = None,
    model: Any = None,
    random_seed: Any = None,
    callback: Any = None,
) -> tuple[Any, bool]:
    """(one chain's trace, whether Ctrl-C came): what there is of it then, None where there is nothing.

    before: draws of others.
    """
    strace, done, diverging = None, 0, 0
    try:
        blocks = _chain(draws, step, start, trace, chain, tune, model, random_seed, callback, True)
        for strace, made, diverged in blocks:  # noqa: B007 (the last one is returned)
            done, diverging = done + made, diverging + diverged
            if made > 1 or done % 20 == 0 or done == draws:
                bar.advance_to(before + done, f"{diverging} divergences" if diverging else "")
    except KeyboardInterrupt:
        return strace, True
    return strace, False


def sample_chains(
    draws: int,
    chain: int,
    chains: int,
    start: list[Any],
    random_seed: list[int],
    step: Any,
    progressbar: Any,
    trace: Any = None,
    **options: Any,
) -> MultiTrace:
    """All chains, one after the other. After Ctrl-C, those that are whole; the first one also where it is not."""
    traces: list[Any] = []
    with ProgressBar(chains * draws, f"{chains} chains", progressbar) as bar:
        for i in range(chains):
            kept = copy(trace) if isinstance(trace, BaseTrace) and chains > 1 else trace
            made, interrupted = sample_chain(
                draws,
                step,
                bar,
                i * draws,
                start=start[i],
                trace=kept,
                chain=chain + i,
                random_seed=random_seed[i],
                **options,
            )
            whole = made is not None and len(made) >= draws
            if made is not None and (whole or not traces):
                traces.append(made)
            if interrupted or not whole:
                break
    if not traces:
        raise ValueError("Sampling stopped before a sample was created.")
    return MultiTrace(traces)
