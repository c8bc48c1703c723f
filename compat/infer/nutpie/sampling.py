"""nutpie's NUTS over the C form of a density: the default sampler of continuous models.

Each chain has its own nutpie sampler: nutpie does not tell a start function which chain it serves, and a chain that
dies must not end the others.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

import numpy as np

from theano_common.draws import Chain, Draws

from ...compilation.cores import shared_by_chains
from ...compilation.densities.log_density import CDensity, LogDensity
from ...models.exceptions import SamplingError
from ..failures import Stalled
from ..progress import Progress, ProgressBar
from ..start import NearbyStart, Start, cores_of, possible_starts, seeds_of_chains, starts_of_chains
from . import extension as nutpie_extension
from .arrow_trace import chain_of
from .extension import Settings

POLL_SECONDS = 0.005
PATIENCE = 10.0  # least time without a draw before a chain counts as stalled, in seconds
# multiple of the longest trajectory, by the measured cost of the density: points differ, cores are shared
EXPLAINED = 20
SOON = 1.0  # time in which a chain that gives no draws may stop, in seconds
# longest interval that counts, in seconds, since a stopped process or a sleeping machine has not waited
LONGEST_POLL = 0.1


class KeptChains(Protocol):
    """The chains of a run that have come to their end, by their numbers."""

    def read(self, number: int) -> Chain | None: ...
    def write(self, number: int, chain: Chain) -> None: ...


class _Running(Protocol):
    def wait(self, seconds: float) -> bool: ...
    def abort(self, seconds: float) -> bool: ...
    def trace(self) -> tuple[Any, Any]: ...


def is_available() -> bool:
    """Return whether nutpie is installed, without importing it."""
    import importlib.util

    return importlib.util.find_spec("nutpie") is not None


def sample(
    density: LogDensity,
    *,
    draws: int = 1000,
    tune: int = 1000,
    chains: int = 4,
    seed: int | Sequence[int] | None = None,
    cores: int | None = None,
    target_accept: float = 0.8,
    max_treedepth: int = 10,
    mass_matrix: str = "diagonal",
    start: Start = None,
    jitter: bool = True,
    progress: Progress = True,
    kept: KeptChains | None = None,
) -> Draws:
    """Draw `chains` x `draws` after `tune` warm-up iterations, `cores` chains at a time.

    mass_matrix: "diagonal", or "low_rank", which adds directions in which the values vary together.
    kept: where chains are that need not be drawn, and where those go that have come to their end.
    start: unconstrained, one (dimension,) array or one per chain; jitter adds U(-1, 1) to it.
    Ctrl-C returns the draws made so far (`ended` says so); a chain that fails does not affect the others.
    With tune=0 nutpie still takes one step to find its step size, which is discarded.
    Raises ImportError without nutpie, SamplingError if a chain cannot start or none could be drawn, and whatever the
    density raises, except LinAlgError (a divergence); the exception's `draws` has the draws made so far. Stalled if a
    chain stops giving draws.
    """
    c = density.c()
    if c is None:
        from .callbacks import as_c  # needed if there is no compiler

        c = as_c(density)
    seeds = seeds_of_chains(seed, chains)

    evaluate = partial(_values_and_slopes, density)
    starts = possible_starts(evaluate, starts_of_chains(density, start, chains), seeds, jitter)
    patience = _patience(density, starts[0], max_treedepth)
    common = (max(tune, 1), draws, target_accept, max_treedepth, mass_matrix == "low_rank")
    queue = [
        _ChainRun(i, Settings(one, *common), NearbyStart(x), kept)
        for i, (one, x) in enumerate(zip(seeds, starts, strict=True))
    ]
    began = time.perf_counter()
    with (
        ProgressBar(chains * (tune + draws), f"nutpie, {chains} chains", progress) as bar,
        shared_by_chains(cores_of(cores, sys.maxsize)) as running,
    ):
        interrupted = _drive(queue, c, density, tune > 0, cores_of(cores, chains), bar, running, patience)
    seconds = time.perf_counter() - began
    _cut_up([run for run in queue if run.running], density, tune > 0)
    failures = [f"chain {run.number}: {run.failure}" for run in queue if run.failure]
    ended = "interrupted" if interrupted else "failed: " + "; ".join(failures) if failures else "complete"
    chains_of = tuple(run.chain for run in queue if run.chain is not None)
    drawn = Draws(chains_of, sampler="nutpie", ended=ended, seconds=seconds, attrs={"tune": tune})
    error = c.raised() if c.raised is not None else None
    if error is not None:
        error.draws = replace(drawn, ended=f"failed: {error}")  # type: ignore[attr-defined]
        raise error
    if failures and not drawn.chains:
        raise SamplingError(f"no chain could be drawn. {failures[0]}")
    return drawn


def _values_and_slopes(density: LogDensity, xs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    found = [density.logp_grad(x) for x in xs]
    return np.array([value for value, _ in found]), np.array([slope for _, slope in found])


@dataclass
class _ChainRun:
    number: int
    settings: Settings
    initial_point: NearbyStart
    kept: KeptChains | None = None
    running: _Running | None = None
    done: bool = False
    failure: str = ""
    drawn: int = 0
    divergences: int = 0
    tells: bool = True  # whether the number of draws is known
    seen: tuple[float, int] = 0.0, 0  # the time of the last check, and the number of draws then
    silent: float = 0.0  # seconds without a draw
    began: float = 0.0  # by time.perf_counter
    seconds: float = 0.0
    taken: tuple[Any, Any] | None = None
    chain: Chain | None = None

    def __post_init__(self) -> None:
        if self.kept is not None and (chain := self.kept.read(self.number)) is not None:
            self.chain, self.done = chain, True
            self.drawn = self.settings.num_tune + self.settings.num_draws

    def begin(self, c: CDensity, dimension: int) -> None:
        self.began = time.perf_counter()
        self.seen = self.began, 0
        try:
            self.running = nutpie_extension.start_chain(c, dimension, self.settings, self.initial_point, self._note)
        except nutpie_extension.NamesChanged:
            from . import package as nutpie_package  # for other versions of nutpie

            self.running = nutpie_package.start_chain(c, dimension, self.settings, self.initial_point)
            self.tells = False

    def _note(self, text: str) -> None:  # called from nutpie's own thread
        words = text.split()
        if len(words) == 2:
            self.drawn, self.divergences = int(words[0]), int(words[1])

    def poll(self, seconds: float) -> None:
        assert self.running is not None
        self.seconds = time.perf_counter() - self.began
        try:
            self.done = self.running.wait(seconds)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic in Rust is a BaseException
            if nutpie_extension.is_by_a_signal(error):  # a user's time limit, for example
                raise
            self.done, self.failure = True, str(error).strip().split("\n")[0] or repr(error)
        if self.done:
            self.drawn = self.settings.num_tune + self.settings.num_draws

    def has_stalled(self, patience: float) -> bool:
        now, drawn = time.perf_counter(), self.drawn
        since, before = self.seen
        self.silent = 0.0 if drawn != before else self.silent + min(now - since, LONGEST_POLL)
        self.seen = now, drawn
        return self.tells and not self.done and self.silent > patience

    def stop(self, seconds: float) -> None:
        if self.running is not None and not self.done and not self.running.abort(seconds):
            self.failure = "it did not stop"


def _patience(density: LogDensity, x: np.ndarray, max_treedepth: int) -> float:
    """Return the time without a draw, in seconds, that the cost of the density can explain."""
    began = time.perf_counter()
    density.logp_grad(x)
    return max(PATIENCE, EXPLAINED * 2**max_treedepth * (time.perf_counter() - began))


def _drive(
    queue: list[_ChainRun],
    c: CDensity,
    density: LogDensity,
    keep_warmup: bool,
    cores: int,
    bar: ProgressBar,
    running: Callable[[int], None],
    patience: float,
) -> bool:
    """Keep `cores` chains running until all are done; return True if Ctrl-C interrupted them.

    running: is passed the number of running chains. Stalled if one gives no draw for `patience` seconds. A finished
    chain's draws are converted while others run.
    """
    waiting = deque(run for run in queue if not run.done)
    ended = [run for run in queue if run.done]
    active: list[_ChainRun] = []
    drawn = divergences = 0  # of chains that are converted
    try:
        while (waiting or active) and not (c.raised is not None and c.raised()):
            while waiting and len(active) < cores:
                active.append(waiting.popleft())
                active[-1].begin(c, density.dimension)
            running(len(active))
            for run in active:
                run.poll(POLL_SECONDS / len(active))
                if run.has_stalled(patience):
                    said, patience = f"it gave no draw in {patience:.0f} seconds", SOON
                    raise Stalled(f"{said}, which the cost of the log density does not explain; is it the newest?")
            # only now: a chain that has just begun asks Python for its start, and waits until no other thread runs
            import arro3.core  # noqa: F401  # for arrow_trace: 2 ms

            _cut_up(ended, density, keep_warmup)
            drawn += sum(run.drawn for run in ended)
            divergences += sum(run.divergences for run in ended)
            ended = [run for run in active if run.done]
            divergent = divergences + sum(run.divergences for run in active)
            bar.advance_to(drawn + sum(run.drawn for run in active), f"{divergent} divergences" if divergent else "")
            active = [run for run in active if not run.done]
    except KeyboardInterrupt:
        return True
    finally:
        for run in queue:
            run.stop(patience)
    return False


def _cut_up(runs: list[_ChainRun], density: LogDensity, keep_warmup: bool) -> None:
    """Convert the draws of runs that are done or stopped, unless they have failed or are converted already."""
    for run in runs:
        if run.failure or run.chain is not None:
            continue
        assert run.running is not None
        if run.taken is None:
            run.taken = run.running.trace()  # it can be read only once
        run.chain = chain_of(density, *run.taken, keep_warmup=keep_warmup, began=run.began, seconds=run.seconds)
        if run.done and run.kept is not None:
            run.kept.write(run.number, run.chain)
