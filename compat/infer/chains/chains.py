"""Chains drawn step by step in this process. Source: pymc3.sampling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ...models.backends.base import BaseTrace, MultiTrace
from ...models.modelling.current_model import modelcontext
from ...models.modelling.functions import Point
from ...models.modelling.util import update_start_vals
from ..compiled_runs.run import RunInC, divergences, run_in_c
from ..keeping.chain_state import restore, state_of
from ..keeping.checkpoint import ChainFolder, Checkpoint
from ..progress import Progress, ProgressBar
from ..start import Seed
from ..steps.compound import CompoundStep
from .chain_backend import Callback, choose_backend
from .parallel_sampling import Draw

if TYPE_CHECKING:
    from ...models.model import Model
    from ..steps.arraystep import BlockedStep


def iterate_chain(
    draws: int,
    step: Any,
    start: dict[str, Any] | None = None,
    trace: Any = None,
    chain: int = 0,
    tune: int | None = None,
    model: Any = None,
    random_seed: Seed = None,
    callback: Callback = None,
) -> Iterator[tuple[Any, bool]]:
    """Yield (the trace so far, whether the draw diverged) for each draw.

    draws: number of draws. step: a step method. start: a point to begin at, name -> value of the shape of the variable.
    trace: variables to record, a backend, or a trace to continue. chain: its number. tune: number of draws that tune
    the step. model: that of the `with` block by default. random_seed: seeds the global generator. callback: a function
    of (trace, draw). Draws made before an exception remain in the trace.
    """
    for strace, _, diverged in _chain(draws, step, start, trace, chain, tune, model, random_seed, callback, False):
        yield strace, bool(diverged)


def _chain(
    draws: int,
    step: object,
    start: dict[str, Any] | None,
    trace: Any,
    chain: int,
    tune: int | None,
    model: Model,
    random_seed: Seed,
    callback: Callback,
    many: bool,
    kept: ChainFolder | None = None,
) -> Iterator[tuple[Any, int, int]]:
    """Yield (the trace so far, the number of new draws, the number of them that diverged).

    many: several draws at a time are allowed. kept: where draws are kept, and those of an earlier process are found.
    """
    model = modelcontext(model)
    draws = int(draws)
    if random_seed is not None:
        np.random.seed(random_seed)
    if draws < 1:
        raise ValueError("Argument `draws` must be greater than 0.")
    strace = choose_backend(trace, chain, model=model)
    if kept is not None:
        strace.compat_in_file = True
    step = CompoundStep(step) if isinstance(step, list | tuple) else step
    run = _Run(step, strace, draws, tune, chain, callback, kept)
    point = run.begin({} if start is None else start, model)
    state = None if kept is None else kept.read(strace)
    if state is not None:
        point = restore(step, state)
        yield strace, state.done, 0
    compiled = run_in_c(step, strace, model) if many and callback is None else None
    try:
        yield from run.blocks(point, compiled, 0 if state is None else state.done)
    finally:
        strace.close()
        if hasattr(step, "warnings") and hasattr(strace, "_add_warnings"):
            strace._add_warnings(step.warnings())


@dataclass(frozen=True)
class _Run:
    """The draws of one chain; the first `tune` of them tune the step."""

    step: Any
    strace: BaseTrace
    draws: int
    tune: int | None
    chain: int
    callback: Callback
    kept: ChainFolder | None = None

    @cached_property
    def keeps_stats(self) -> bool:
        return self.step.generates_stats and self.strace.supports_sampler_stats

    def begin(self, start: dict[str, Any], model: Model) -> dict[str, np.ndarray]:
        """Prepare the trace and the step method, and return the start point."""
        update_start_vals(start, self.strace.point(-1) if len(self.strace) > 0 else model.test_point, model)
        point = Point(start, model=model)
        self.strace.setup(self.draws, self.chain, *([self.step.stats_dtypes] if self.keeps_stats else []))
        begin_tuning(self.step, bool(self.tune))
        return point

    def blocks(
        self, point: dict[str, np.ndarray], compiled: RunInC | None, done: int
    ) -> Iterator[tuple[Any, int, int]]:
        """Yield blocks of draws after the first `done`, of several where `compiled` can make them: see `_chain`."""
        i, made = done, 0
        while i < self.draws:
            if i == self.tune:
                self.step.stop_tuning()
            if compiled is not None:
                end = min(self.tune, self.draws) if self.tune and i < self.tune else self.draws
                point, made = compiled.draw(point, end - i)
                if made:
                    i += made
                    self._keep(point, i)
                    yield self.strace, made, 0 if self.tune and i <= self.tune else divergences(compiled.statistics())
                compiled.raise_if_interrupted()
            if not made:
                point, diverged = self.draw(i, point)
                i += 1
                self._keep(point, i)
                yield self.strace, 1, diverged

    def _keep(self, point: dict[str, np.ndarray], done: int) -> None:
        """Write a chunk of the checkpoint if it is time for it."""
        if self.kept is not None and (done == self.draws or self.kept.rhythm.is_due()):
            self.kept.write(self.strace, state_of(self.step, point, done))

    def draw(self, i: int, point: dict[str, np.ndarray]) -> tuple[dict[str, np.ndarray], bool]:
        """Make and record draw `i`, and return (the point, whether it diverged)."""
        step, tune, stats = self.step, self.tune, None
        if step.generates_stats:
            point, stats = step.step(point)
        else:
            point = step.step(point)
        self.strace.record(point, *([stats] if self.keeps_stats else []))
        if self.callback is not None:
            last, tuning = i == self.draws - 1, i < (tune or 0)
            told = Draw(self.chain, last, i, tuning, stats, point, getattr(step, "warnings", None))
            self.callback(trace=self.strace, draw=told)
        return point, bool(stats and (tune is None or i > tune) and stats[0].get("diverging"))


def begin_tuning(step: Any, tune: bool) -> None:
    """Reset the step to its state before the first draw, for every chain.

    Of a CompoundStep only what its members' `reset_tuning` covers is reset, as in PyMC3.
    """
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
    start: dict[str, Any] | None = None,
    trace: Any = None,
    chain: int = 0,
    tune: int | None = None,
    model: Any = None,
    random_seed: Seed = None,
    callback: Callback = None,
    kept: ChainFolder | None = None,
) -> tuple[Any, bool]:
    """Return (one chain's trace, whether Ctrl-C came); after Ctrl-C what was drawn, or None.

    before: the number of draws of other chains. kept: see `_chain`.
    """
    strace, done, diverging = None, 0, 0
    try:
        blocks = _chain(draws, step, start, trace, chain, tune, model, random_seed, callback, True, kept)
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
    step: BlockedStep | CompoundStep | Sequence[BlockedStep],
    progressbar: Progress,
    trace: BaseTrace | MultiTrace | str | Sequence[Any] | None = None,
    checkpoint: Checkpoint | None = None,
    **options: Any,
) -> MultiTrace:
    """Return all chains, drawn one after the other; after Ctrl-C the complete ones, and the first in any case."""
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
                kept=None if checkpoint is None else checkpoint.chain(chain + i),
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
