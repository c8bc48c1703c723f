"""Fits one after the other, each a run of `pm.sample`: by any sampler, for any model."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from ..infer.keeping.request import Begin, Request, Size
from ..infer.runs.arguments import SAMPLERS, default_cores
from ..infer.runs.one_run import drawn_trace
from ..infer.runs.routing import why_not_compiled
from ..infer.runs.starts import given_starts
from ..models.backends.base import MultiTrace
from ..models.logger import LOGGER as _log
from ..settings import config
from .fit import SUMMARIZED, Asked, Exchange, Fit, summary

if TYPE_CHECKING:
    from ..models.model import Model


def fit(model: Model, asked: Asked, exchange: Exchange, number: int, data: Mapping[str, Any]) -> Fit:
    """Return a fit, by the sampler that is asked for. KeyboardInterrupt after Ctrl-C, of which a run keeps a part."""
    exchange.put(data)
    with config.change_flags(sampler=asked.sampler), quiet(), _interrupts_seen() as seen:
        try:
            return _as_fit(number, asked, _sampled(model, asked, number))
        finally:
            if seen:
                raise KeyboardInterrupt


def _sampled(model: Model, asked: Asked, number: int) -> MultiTrace:
    sampler, init = SAMPLERS[asked.sampler], "jitter+adapt_diag"
    why = why_not_compiled(sampler, model, None, init, dict(asked.nuts), None, None, asked.tune)
    cores = 1 if asked.sampler == "pymc3" else default_cores()
    size = Size(asked.draws, asked.tune, asked.chains, cores)
    points = given_starts(model, None, asked.chains, compiled=why is None, in_c=not sampler.in_jax)
    begin = Begin(init, 0, points, 10)
    request = Request(model, None, size, begin, asked.seeds(number))
    return drawn_trace(request, sampler, why, dict(asked.nuts), {})


def _as_fit(number: int, asked: Asked, trace: MultiTrace) -> Fit:
    if trace.nchains < asked.chains or len(trace) < asked.draws:
        raise RuntimeError(f"{trace.nchains} chains of {len(trace)} draws were made")
    chains = trace.chains
    samples = {name: np.stack([trace.get_values(name, chains=k) for k in chains]) for name in asked.names}
    stats = [
        summary({name: trace.get_sampler_stats(name, chains=k) for name in SUMMARIZED if name in trace.stat_names})
        for k in chains
    ]
    return Fit(number, samples, {name: np.array([one[name] for one in stats]) for name in stats[0]})


@contextmanager
def _interrupts_seen() -> Iterator[list[bool]]:
    """Record each Ctrl-C in the list that this yields; it raises KeyboardInterrupt as usual."""
    seen: list[bool] = []
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or before is not signal.default_int_handler:
        yield seen
        return

    def note(number: int, frame: Any) -> None:
        seen.append(True)
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, note)
    try:
        yield seen
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def quiet() -> Iterator[None]:
    """Log errors only: a run's closing lines, a thousand times, say nothing."""
    before = _log.level
    _log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        _log.setLevel(before)


__all__ = ["fit", "quiet"]
