"""Fits by PyMC3's NUTS in compiled code, several at a time in threads.

A model is compiled once. A fit takes its data while no other does, so that each compiled function is bound to the data
of one fit; then its chains run in C without the interpreter lock, each with a stream of random numbers of its own. The
draws are those of `pm.sample` with the fit's data and seeds, to the last bit.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ..compilation.densities.c_entry import CEntry
from ..infer.chains.chains import begin_tuning
from ..infer.compiled_runs.methods import method_in_c, remember, settings_of, statistics_of
from ..infer.compiled_runs.run import c_program, places_of, point_of, run_without_trace
from ..infer.compiled_steps import draws, numpy_stream
from ..infer.compiled_steps.draws import CProgram, DrawnInC, RecordedInC
from ..infer.hamiltonian.nuts import NUTS
from ..infer.hamiltonian.potentials_in_c import untimed_settings
from ..infer.hamiltonian.quadpotential import QuadPotentialDiagAdapt
from ..infer.start import jittered_as_legacy
from ..models.modelling.density import NO_GRADIENT, log_density
from .fit import SUMMARIZED, Asked, Exchange, Fit, summary

if TYPE_CHECKING:
    from ..models.model import Model

SECONDS = 0.2  # a call into C starts no draw after these, so that Ctrl-C need not wait for a chain's end
RETRIES = 10  # as pm.sample's jitter_max_retries
WEIGHT = 10  # draws that the first variances count for


class NeedsPython(Exception):
    """Compiled code cannot make all draws of this fit."""


class Stopped(Exception):
    """The fit is given up: Ctrl-C came."""


@dataclass(frozen=True)
class _Bound:
    """Compiled functions over the data of one fit.

    shapes: of the recorded values. starts: of the chains. mean: of these, in the order of NUTS.
    """

    entry: CEntry
    program: CProgram
    shapes: list[tuple[int, ...]]
    starts: list[np.ndarray]
    mean: np.ndarray


class FitsInC:
    """The compiled model.

    why_not: the reason for which fits cannot run here; None if they can. stopping: ends the fits that run.
    one_at_a_time: held while the model has the data of a fit.
    """

    def __init__(self, model: Model, asked: Asked, exchange: Exchange) -> None:
        self._model, self._asked, self._exchange = model, asked, exchange
        self.one_at_a_time, self._own = threading.Lock(), threading.local()
        self.stopping = threading.Event()
        self.why_not = self._prepare()

    def _prepare(self) -> str | None:
        model: Any = self._model
        places = places_of(model)
        discrete = [v.name for v in model.free_RVs if v in model.disc_vars]
        if discrete:
            return f"{', '.join(discrete)} is discrete"
        if places is None:
            return "its variables are not of float64"
        try:
            density = log_density(model)
        except NO_GRADIENT:
            return "the log density has no gradient"
        with model:
            self._step = NUTS(potential=self._potential(np.zeros(model.ndim)), model=model, **dict(self._asked.nuts))
        if run_without_trace(self._step, places) is None or density.has_python_callbacks:
            return "its log density has no C form"
        self._places = places
        method = method_in_c(self._step, places)
        assert method is not None  # nor was the run of it
        self._method = method
        self._record = model.fastfn([model.named_vars[name] for name in self._asked.names])
        initial = point_of(density.initial, places)
        self._arguments = [initial[p.name] for p in places.values()]
        self._dtypes = [o.variable.type.dtype for o in self._record.f.outs]
        self._order = model.dict_to_array(point_of(np.arange(float(model.ndim)), places)).astype(int)
        self._jitter = np.random.RandomState()
        return None if self._recorder() is not None else "a recorded variable has no C form"

    def _recorder(self) -> CProgram | None:
        return c_program(self._record.f, self._arguments)

    @staticmethod
    def _potential(mean: np.ndarray) -> QuadPotentialDiagAdapt:
        return QuadPotentialDiagAdapt(len(mean), mean, np.ones_like(mean), WEIGHT)

    def fit(self, number: int, data: Mapping[str, Any]) -> Fit:
        """Return a fit. Any thread may call it. Raises NeedsPython, Stopped, and errors of the data."""
        seeds = self._asked.seeds(number)
        with self.one_at_a_time:
            bound = self._bound(data, seeds[0])
        chains = [self._chain(bound, seed, x) for seed, x in zip(seeds, bound.starts, strict=True)]
        samples = {name: np.stack([rows[k] for rows, _ in chains]) for k, name in enumerate(self._asked.names)}
        return Fit(number, samples, {name: np.array([one[name] for _, one in chains]) for name in chains[0][1]})

    def _bound(self, data: Mapping[str, Any], seed: int) -> _Bound:
        self._exchange.put(data)
        density, entry = log_density(self._model), self._step._logp_dlogp_func.c_entry()
        program = self._recorder()
        if entry is None or program is None or not np.isfinite(density.logp_grad(density.initial)[0]):
            raise NeedsPython
        self._jitter.seed(seed)
        starts = jittered_as_legacy(density, self._jitter, self._asked.chains, RETRIES)
        if not all(np.isfinite(density.logp_grad(x)[0]) for x in starts):
            raise NeedsPython
        shapes = [np.shape(value) for value in self._record.f(*self._arguments)]
        return _Bound(entry, program, shapes, starts, np.mean([x[self._order] for x in starts], axis=0))

    def _of_this_thread(self) -> tuple[Any, numpy_stream.Stream]:
        """Return a step method and a stream that no other thread uses."""
        if not hasattr(self._own, "step"):
            self._own.step, self._own.stream = copy(self._step), numpy_stream.seeded_stream(0)
            self._own.step.step_adapt = copy(self._step.step_adapt)
        return self._own.step, self._own.stream

    def _chain(self, bound: _Bound, seed: int, x: np.ndarray) -> tuple[list[np.ndarray], dict[str, Any]]:
        """Return (the recorded values, the statistics) of a chain."""
        step, stream = self._of_this_thread()
        step.potential, step._warnings = self._potential(bound.mean), []
        step._samples_after_tune = step._num_divs_sample = step._reached_max_treedepth = 0
        begin_tuning(step, bool(self._asked.tune))
        stream.numbers.seed(seed)
        rows = [
            np.empty((self._asked.draws, *shape), dtype)
            for shape, dtype in zip(bound.shapes, self._dtypes, strict=True)
        ]
        for made in self._blocks(bound, step, stream, x, self._asked.tune, None):
            x = made.point
        step.stop_tuning()
        stats = [
            statistics_of(step, made.methods[0].stats)
            for made in self._blocks(bound, step, stream, x, self._asked.draws, rows)
        ]
        return rows, summary({name: np.concatenate([one[name] for one in stats]) for name in SUMMARIZED})

    def _blocks(
        self,
        bound: _Bound,
        step: Any,
        stream: numpy_stream.Stream,
        x: np.ndarray,
        count: int,
        rows: list[np.ndarray] | None,
    ) -> Iterator[DrawnInC]:
        """Yield `count` draws from `x`, in one call or a few; write what is recorded of them to `rows`."""
        method, done = replace(self._method, density=lambda: bound.entry), 0
        while done < count:
            if self.stopping.is_set():
                raise Stopped
            recorded = None if rows is None else self._recorded(bound.program, [one[done:] for one in rows])
            made = draws.draw(
                x, [method], [untimed_settings(settings_of(step))], recorded, count - done, SECONDS, stream
            )
            if made.stopped:
                raise NeedsPython
            remember(step, made.methods[0])
            done, x = done + made.count, made.point
            yield made

    def _recorded(self, program: CProgram, rows: list[np.ndarray]) -> RecordedInC:
        places = list(self._places.values())
        starts, shapes = [p.start for p in places], [p.shape for p in places]
        return RecordedInC(program, starts, shapes, [False] * len(places), rows)


__all__ = ["FitsInC", "NeedsPython", "Stopped"]
