"""Linked chains (DEMetropolis) that advance together. Source: pymc3.sampling."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import as_if_called_here, warn

from ...compilation.cores import be_one_of_many
from ...models.backends.base import MultiTrace
from ...models.logger import LOGGER as _log
from ...models.modelling.functions import Point
from ...models.modelling.util import update_start_vals
from ..compiled_runs.population import PopulationInC, population_in_c
from ..keeping.chain_state import restore, state_of
from ..keeping.checkpoint import ChainFolder, Checkpoint, read_together
from ..metropolis.differential_evolution import DEMetropolis
from ..progress import Progress, ProgressBar
from ..start import Seed
from ..steps.arraystep import PopulationArrayStepShared
from ..steps.compound import CompoundStep
from .chain_backend import choose_backend
from .child_processes import context, runs_in_jax
from .child_processes import start as start_child

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from ...models.backends.base import BaseTrace
    from ...models.model import Model


def parts(step: object) -> list[Any]:
    """Return the step methods of a step."""
    return step.methods if isinstance(step, CompoundStep) else [step]


def is_population(step: Any) -> bool:
    """Return whether a step contains a method that reads other chains."""
    return any(isinstance(one, PopulationArrayStepShared) for one in parts(step))


def check_population(step: DEMetropolis, chains: int, dimension: int) -> None:
    """Raise ValueError for fewer chains than differences need, and warn for fewer than recommended."""
    if not any(isinstance(one, DEMetropolis) for one in parts(step)):
        return
    if chains < 3:
        raise ValueError(
            f"DEMetropolis requires at least 3 chains. For this {dimension}-dimensional model you should "
            f"use ≥{dimension + 1} chains"
        )
    if chains <= dimension:
        warn(
            f"DEMetropolis should be used with more chains than dimensions! (The model has {dimension} dimensions.)",
            UserWarning,
        )


def sample_population(
    draws: int,
    chain: int,
    chains: int,
    start: list[Any],
    random_seed: Seed,
    step: DEMetropolis,
    tune: int,
    model: Model,
    progressbar: Progress = True,
    parallelize: bool = False,
    trace: BaseTrace | MultiTrace | str | Sequence[Any] | None = None,
    checkpoint: Checkpoint | None = None,
) -> MultiTrace:
    """Draw all chains in turn, one draw each; after Ctrl-C return what was drawn.

    checkpoint: where they are kept; chains then advance in this process.
    """
    if random_seed is not None:
        np.random.seed(random_seed)
    traces = [choose_backend(copy(trace), chain + c, model=model) for c in range(chains)]
    for one in start:
        update_start_vals(one, model.test_point, model)
    population = [Point(one, model=model) for one in start]
    steppers = [_linked_step(step, population, c) for c in range(chains)]
    for c, (strace, stepper) in enumerate(zip(traces, steppers, strict=True)):
        keeps_stats = stepper.generates_stats and strace.supports_sampler_stats
        strace.setup(draws, chain + c, *([stepper.stats_dtypes] if keeps_stats else []))
    stepped = PopulationStepper(steppers, parallelize and checkpoint is None)
    folders = [] if checkpoint is None else [checkpoint.chain(chain + c) for c in range(chains)]
    compiled = None if stepped.is_parallelized else population_in_c(steppers, traces, model)
    with ProgressBar(draws, f"{chains} chains", progressbar) as bar:
        try:
            for done in _iterate(draws, tune, stepped, steppers, traces, population, compiled, folders):
                bar.advance_to(done)
        except KeyboardInterrupt:
            if not len(traces[-1]):
                raise ValueError("Sampling stopped before a sample was created.") from None
    return MultiTrace(traces)


def _linked_step(step: DEMetropolis, population: list[Any], c: int) -> Any:
    """Return a step for chain c that is linked to the others and shares compiled functions."""
    own = CompoundStep([copy(m) for m in step.methods]) if isinstance(step, CompoundStep) else copy(step)
    for one in parts(own):
        if isinstance(one, PopulationArrayStepShared):
            one.link_population(population, c)
    return own


def _iterate(
    draws: int,
    tune: int,
    stepped: PopulationStepper,
    steppers: list[Any],
    traces: list[Any],
    population: list[Any],
    compiled: PopulationInC | None,
    folders: Sequence[ChainFolder],
) -> Iterator[int]:
    """Yield the number of draws that have been made and recorded. folders: where they are kept, if they are."""
    i = _kept_count(steppers, traces, population, folders)
    tuned = i > tune
    try:
        with stepped:
            while i < draws:
                made = 0
                if compiled is not None:
                    if i == tune and not tuned:
                        stepped.stop_tuning()
                        tuned = True
                    made = compiled.draw(population, (tune if i < tune else draws) - i)
                if not made:
                    for c, update in enumerate(stepped.step(i == tune and not tuned, population)):
                        _record(steppers[c], traces[c], population, c, update)
                i += made or 1
                if folders and (i == draws or folders[0].rhythm.is_due()):
                    for c, folder in enumerate(folders):
                        folder.write(traces[c], state_of(steppers[c], population[c], i))
                yield i
                if made and compiled is not None:
                    compiled.raise_if_interrupted()
    finally:
        for strace in traces:
            strace.close()


def _kept_count(steppers: list[Any], traces: list[Any], population: list[Any], folders: Sequence[ChainFolder]) -> int:
    """Return the number of draws that are kept, after which all chains go on."""
    states = read_together(folders, traces) if folders else None
    if states is None:
        return 0
    for c, state in enumerate(states):
        population[c] = restore(steppers[c], state)
    return states[0].done


def _record(stepper: Any, trace: BaseTrace, population: list[Any], c: int, update: Any) -> None:
    population[c], stats = update if stepper.generates_stats else (update, None)
    trace.record(population[c], *([stats] if stepper.generates_stats and trace.supports_sampler_stats else []))


class PopulationStepper:
    """Advances all chains, in this process or in one process each (`parallelize`).

    Processes use seeds of their own. If processes cannot be started, the chains advance here.
    """

    def __init__(self, steppers: list[Any], parallelize: bool, progressbar: Progress = True) -> None:
        self.nchains, self._steppers = len(steppers), steppers
        self.is_parallelized = False
        self.progressbar = progressbar
        self._primary_ends: list[Any] = []
        self._processes: list[Any] = []
        if not parallelize or runs_in_jax():  # in JAX each process would compile everything again
            _log.info("Chains are not parallelized. You can enable this by passing `pm.sample(cores=n)`, where n > 1.")
            return
        _log.info("Attempting to parallelize chains to all cores. You can turn this off with `pm.sample(cores=1)`.")
        try:
            self._start()
        except Exception:
            _log.info("Population parallelization failed. Falling back to sequential stepping of chains.")
            _log.debug("Error was: ", exc_info=True)

    def _start(self) -> None:
        ctx = context(None)
        for c, stepper in enumerate(self._steppers):
            secondary, primary = ctx.Pipe()
            pickled = pickle.dumps(stepper, protocol=4)
            process = ctx.Process(
                target=as_if_called_here(_walk), args=(c, pickled, secondary), name=f"ChainWalker{c}", daemon=True
            )
            start_child(process, pickled)
            self._primary_ends.append(primary)
            self._processes.append(process)
        self.is_parallelized = True

    def __enter__(self) -> PopulationStepper:
        return self

    def __exit__(self, *_: Any) -> None:
        for end in self._primary_ends:
            try:
                end.send(None)
            except OSError:  # the process has ended already
                pass
        for process in self._processes:
            process.join(timeout=3)

    def stop_tuning(self) -> None:
        """End the tuning of all chains in this process."""
        for stepper in self._steppers:
            stepper.stop_tuning()

    def step(self, tune_stop: bool, population: list[Any]) -> list[Any]:
        """Advance each chain by one step and return the results. tune_stop: tuning ends before the step."""
        if self.is_parallelized:
            for end in self._primary_ends:
                end.send((tune_stop, population))
            return [end.recv() for end in self._primary_ends]
        if tune_stop:
            self.stop_tuning()
        return [stepper.step(population[c]) for c, stepper in enumerate(self._steppers)]


def _walk(c: int, pickled: bytes, connection: Connection) -> None:
    """Run one chain in its process until None is received."""
    be_one_of_many()
    np.random.seed(None)
    try:
        stepper = pickle.loads(pickled)
        while (incoming := connection.recv()) is not None:
            tune_stop, population = incoming
            if tune_stop:
                stepper.stop_tuning()
            for one in parts(stepper):
                if isinstance(one, PopulationArrayStepShared):
                    one.population = population
            connection.send(stepper.step(population[c]))
    except Exception:
        _log.exception(f"ChainWalker{c}")
