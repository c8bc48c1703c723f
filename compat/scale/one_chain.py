"""One chain of a run of `pm.sample`, drawn anywhere: what is sent, what comes back, and the trace of all.

A worker draws as one process would: the starts of all chains are found, then the one chain is drawn, with its own seed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from theano_common.draws import Arrays

from ..infer.chains.chain_backend import Callback
from ..infer.keeping.checkpoint import opened_run
from ..infer.keeping.request import Begin, Part, Request, Size
from ..infer.keeping.run_identity import identity
from ..infer.progress import ProgressBar
from ..infer.runs.arguments import SAMPLERS, Sampler
from ..infer.runs.one_run import drawn_trace
from ..models.backends.base import MultiTrace
from ..models.backends.memory import NDArray
from ..models.backends.report import SamplerWarning
from ..models.logger import LOGGER as _log
from ..models.modelling.util import get_var_name
from ..models.saving.artefact import Artefact, read, written
from .one_by_one import quiet
from .tasks import Tasks

ONE_BY_ONE = ("nutpie", "pymc3")  # samplers whose chains do not depend on what is drawn beside them
_ONE_AT_A_TIME = threading.Lock()  # workers may be threads, and step methods draw from NumPy's global generator


@dataclass(frozen=True)
class Plan:
    """A run without its model. names: of the recorded variables, None for all. folder: of its checkpoint."""

    sampler: str
    why: str | None
    size: Size
    begin: Begin
    seeds: list[int]
    names: list[str] | None
    chain_idx: int
    discard_tuned_samples: bool
    options: dict[str, Any]
    nuts_options: dict[str, Any]
    folder: Path | None = None

    def request(self, model: Any, chain: int) -> Request:
        """Return the request for one chain."""
        trace = None if self.names is None else [model[name] for name in self.names]
        return Request(
            model,
            None,
            self.size,
            self.begin,
            self.seeds,
            trace,
            self.chain_idx,
            discard_tuned_samples=self.discard_tuned_samples,
            part=Part(chain, self.folder),
        )


@dataclass(frozen=True)
class ChainDrawn:
    """What a worker sends back. seconds: that it took."""

    number: int
    samples: Arrays
    stats: list[Arrays] | None
    warnings: list[SamplerWarning]
    tune: int
    draws: int
    seconds: float


def draw_chain(data: bytes, plan: Plan, chain: int) -> ChainDrawn:
    """Draw a chain of the model in `data`; what a worker calls."""
    found = _read(data)
    with _ONE_AT_A_TIME, found.under_its_settings(), quiet():
        trace = drawn_trace(
            plan.request(found.model, chain), SAMPLERS[plan.sampler], plan.why, plan.options, plan.nuts_options
        )
    [strace] = trace._straces.values()
    warnings = [replace(one, divergence_info=None, exec_info=None) for one in trace.report._warnings]
    report = trace.report
    return ChainDrawn(
        strace.chain,
        strace.samples,
        strace._stats,
        warnings,
        report.n_tune or 0,
        report.n_draws or 0,
        report.t_sampling or 0.0,
    )


@lru_cache(maxsize=2)
def _read(data: bytes) -> Artefact:
    return read(data)


def by_executor(
    executor: Any,
    asked: Request,
    sampler: Sampler,
    why: str | None,
    options: dict[str, Any],
    nuts_options: dict[str, Any],
    callback: Callback = None,
) -> MultiTrace:
    """Return the trace of a run whose chains are tasks of an executor.

    NotImplementedError for what cannot be sent to workers; NotPlain for a model with Ops of the user's.
    """
    name = next(name for name, one in SAMPLERS.items() if one is sampler)
    if why is None and name not in ONE_BY_ONE:
        raise NotImplementedError(f"executor: {sampler.title} draws all chains in one program; leave `executor` out.")
    traced = asked.trace is not None and not isinstance(asked.trace, list | tuple)
    if asked.step is not None or traced or callback is not None:
        raise NotImplementedError("executor: step methods, traces and callbacks are not sent to workers.")
    if asked.mp_ctx is not None:
        _log.info("pm.sample: mp_ctx has no effect: the executor starts processes.")
    names = None if asked.trace is None else [get_var_name(v) for v in asked.trace]
    of_run = (asked.chain_idx, asked.discard_tuned_samples, options, nuts_options)
    plan = Plan(name, why, asked.size, asked.begin, asked.seeds, names, *of_run)
    kept: Any = nullcontext()
    if asked.checkpoint is not None:
        about = identity(asked, {**options, **nuts_options})
        kept = opened_run(asked.checkpoint.folder.absolute(), about, asked.seeds)
    with kept as checkpoint:
        if checkpoint is not None:
            plan = replace(plan, folder=checkpoint.path, seeds=checkpoint.seeds)
        return trace_of(list(_chains(Tasks(executor, draw_chain, written(asked.model)), plan, asked)), asked.model)


def _chains(tasks: Tasks, plan: Plan, asked: Request) -> Iterator[ChainDrawn]:
    count = plan.size.chains
    _log.info(f"Sampling {count} chains by an executor")
    given = [tasks.submit(plan, chain) for chain in range(count)]
    try:
        with ProgressBar(count, f"{count} chains", asked.progressbar, unit="chain") as bar:
            for k, task in enumerate(given):
                yield tasks.result(task)
                bar.advance_to(k + 1)
    finally:
        tasks.cancel(given)


def trace_of(chains: Sequence[ChainDrawn], model: Any) -> MultiTrace:
    """Return the trace of chains, its report filled."""
    straces = []
    for one in chains:
        strace = NDArray.compat_filled(one.samples, one.stats, one.number, model, [model[name] for name in one.samples])
        strace._warnings = list(one.warnings)
        straces.append(strace)
    trace = MultiTrace(straces)
    report = trace.report
    report._n_tune, report._n_draws = chains[0].tune, min(one.draws for one in chains)
    report._t_sampling = max(one.seconds for one in chains)
    return trace


__all__ = ["ChainDrawn", "Plan", "by_executor", "draw_chain", "trace_of"]
