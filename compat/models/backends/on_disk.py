"""Chains that are written to files while they are drawn."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..modelling.current_model import modelcontext
from .base import BackendError, MultiTrace
from .memory import NDArray

if TYPE_CHECKING:
    from theano_common.saved.backend_chains import Recorded

    from ..model import Model

EVERY = 1.0  # draws are written at least this often, in seconds
REST = 10  # the pause between two writes, as a multiple of the time of the last one


class OnDisk(NDArray):
    """A chain in memory that is also written to a file as it grows, so that Ctrl-C or a killed process keep the draws.

    The first draw is written at once, the next ones so often that writing takes a tenth of the time, once a second at
    least.

    Draws of the chain that are in the file already are kept, and more are added.
    """

    supports_sampler_stats = False

    def __init__(
        self,
        name: Any,
        model: Model | None = None,
        vars: Any = None,
        test_point: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(name, model, vars, test_point)
        self._kept = 0  # draws already in the file
        self._last = self._took = 0.0  # time of the last write, and its duration in seconds

    def setup(self, draws: int, chain: int, sampler_vars: Any = None) -> None:
        """Allocate space for `draws` more draws. BackendError if the file has draws of other variables."""
        if self.chain != chain:
            self.samples, self._stats, self.draw_idx = {}, None, 0
            if held := next((one for one in self.compat_recorded(self.name) if one.number == chain), None):
                self._take(held)
            self._kept, self.chain = self.draw_idx, chain
        if self.draw_idx and [set(one) for one in self._stats or []] != [set(one) for one in sampler_vars or []]:
            raise BackendError(f"The statistics in {self.name} are not those of the step methods that would add to it.")
        super().setup(draws, chain, sampler_vars)
        self._last = self._took = 0.0

    def _take(self, held: Recorded) -> None:
        shapes = {name: array.shape[1:] for name, array in held.samples.items()}
        if shapes != self.var_shapes:
            raise BackendError(
                f"{self.name} has draws of {_listed(shapes)} in chain {held.number}; the model has "
                f"{_listed(self.var_shapes)}. Give the file of this run another name."
            )
        self.samples = {n: held.samples[n].astype(self.var_dtypes[n]) for n in self.varnames}
        self._stats = [dict(one) for one in held.stats] or None
        self.draw_idx = len(next(iter(self.samples.values())))

    def record(self, point: dict[str, Any], sampler_stats: Sequence[Mapping[str, Any]] | None = None) -> None:
        super().record(point, sampler_stats)
        if time.monotonic() - self._last > min(EVERY, REST * self._took):
            self._write()

    def close(self) -> None:
        super().close()
        self._write()

    def _write(self) -> None:
        began = time.monotonic()
        if self.draw_idx > self._kept:
            self._append(slice(self._kept, self.draw_idx))
            self._kept = self.draw_idx
        self._last = time.monotonic()
        self._took = self._last - began

    def _slice(self, idx: slice) -> NDArray:
        """Return a slice of the chain, in memory."""
        filled = {n: v[: len(self)] for n, v in self.samples.items()}
        stats = None if self._stats is None else [{k: v[: len(self)] for k, v in s.items()} for s in self._stats]
        whole = NDArray.compat_filled(filled, stats, self.chain, self.model, self.vars)
        whole.sampler_vars = self.sampler_vars
        return whole._slice(idx)

    @staticmethod
    def compat_recorded(name: str) -> list[Recorded]:
        """Return the chains in the file of that name; an empty list if there is no such file."""
        raise NotImplementedError("A backend that keeps draws in files defines `recorded`.")

    def _append(self, rows: slice) -> None:
        """Append draws to the file."""
        raise NotImplementedError(f"{type(self).__name__} does not define `_append`.")


def _listed(shapes: dict[str, tuple[int, ...]]) -> str:
    return ", ".join(f"{name} {shape}" if shape else name for name, shape in shapes.items()) or "nothing"


def loaded(backend: type[OnDisk], name: str, chains: list[Recorded], model: Model) -> MultiTrace:
    """Return a trace of the draws in a file, for those variables of the model that it contains.

    ValueError if it contains none. Sampling can be continued with `pm.sample(trace=...)`.
    """
    model = modelcontext(model)
    straces = []
    for one in chains:
        vars = [v for v in model.unobserved_RVs if v.name in one.samples]
        if not vars:
            raise ValueError(f"{name} holds {', '.join(one.samples)}, of which the model has nothing.")
        samples = {v.name: np.asarray(one.samples[v.name], dtype=v.dtype) for v in vars}
        strace = backend.compat_filled(samples, [dict(s) for s in one.stats] or None, one.number, model, vars)
        strace.name, strace._kept, strace._last = name, len(strace), 0.0
        strace._took = 0.0
        strace._is_base_setup = False  # the step methods that continue the chain declare their statistics
        straces.append(strace)
    return MultiTrace(straces)
