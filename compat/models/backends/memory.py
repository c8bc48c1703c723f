"""A chain in memory. Source: pymc3.backends.ndarray."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.draws import Chain

from ...emulated_versions import older_than
from ...importing.module_getattr import absent_from
from ..modelling.current_model import modelcontext
from .base import BaseTrace, MultiTrace

if TYPE_CHECKING:
    from ..model import Model

__all__ = ["ABSENT", "NDArray", "multitrace_of", "point_list_to_multitrace"]


ABSENT = {"f": np.nan}  # the value of a statistic that a step method did not record, by kind of dtype


class NDArray(BaseTrace):
    """One chain as arrays: `samples`, name -> (draws, *shape), and `_stats`, a dict per step method.

    name: kept, without an effect. model: the model; that of the `with` block by default.
    vars: variables to record, of any shape; all by default. test_point: a point, name -> value, which tells shapes.
    """

    supports_sampler_stats = True
    compat_in_file = False

    def __init__(
        self,
        name: Any = None,
        model: Model | None = None,
        vars: Any = None,
        test_point: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(name, model, vars, test_point)
        self.draw_idx = 0
        self.draws: int | None = None
        self.samples: dict[str, np.ndarray] = {}
        self._stats: list[dict[str, np.ndarray]] | None = None

    @classmethod
    def compat_filled(
        cls,
        samples: dict[str, np.ndarray],
        stats: list[dict[str, np.ndarray]] | None,
        chain: int,
        model: Any,
        vars: list[Any],
    ) -> NDArray:
        """Return a chain made of existing arrays, without compiling anything."""
        new = cls.__new__(cls)
        new.name, new.model, new.vars = None, model, list(vars)
        new.varnames = list(samples)
        new.var_shapes = {k: v.shape[1:] for k, v in samples.items()}
        new.var_dtypes = {k: v.dtype for k, v in samples.items()}
        new.chain, new._is_base_setup, new._warnings = chain, True, []
        new.samples, new._stats = samples, stats
        new.sampler_vars = None if stats is None else [{k: v.dtype.type for k, v in one.items()} for one in stats]
        new.draw_idx = new.draws = len(next(iter(samples.values()))) if samples else 0
        return new

    def __getattr__(self, name: str) -> Any:
        if name == "fn" and "model" in self.__dict__:  # compiled only when a draw is recorded by hand
            self.fn = self.model.fastfn(self.vars)
            return self.fn
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k != "fn"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickle, without the compiled function that PyMC3's own have; it is compiled again on use."""
        self.__dict__.update({k: v for k, v in state.items() if k != "fn"})

    def setup(self, draws: int, chain: int, sampler_vars: Any = None) -> None:
        """Allocate space for `draws` more draws."""
        super().setup(draws, chain, sampler_vars)
        self.chain = chain
        zeros = _shared_zeros if self.compat_in_file else np.zeros
        empty = {n: zeros((draws, *shape), self.var_dtypes[n]) for n, shape in self.var_shapes.items()}
        if self.samples:
            self.draw_idx = len(self)
            self.samples = {n: np.concatenate([self.samples[n], empty[n]]) for n in empty}
        else:
            self.samples = empty
        self.draws = self.draw_idx + draws
        if sampler_vars is None:
            return
        room = [{n: np.zeros(draws, dtype=d) for n, d in one.items()} for one in sampler_vars]
        if self._stats is not None:
            if any(a.keys() != b.keys() for a, b in zip(self._stats, room, strict=True)):
                raise ValueError("Sampler vars can't change")
            room = [
                {n: np.concatenate([old[n], new[n]]) for n in new} for old, new in zip(self._stats, room, strict=True)
            ]
        self._stats = room

    def record(self, point: dict[str, Any], sampler_stats: Any = None) -> None:
        """Store one draw: a point of free variables, and a dict of statistics per step method."""
        if self._stats is not None and sampler_stats is None:
            raise ValueError("Expected sampler_stats")
        if self._stats is None and sampler_stats is not None:
            raise ValueError("Unknown sampler_stats")
        for name, value in zip(self.varnames, self.fn(point), strict=True):
            self.samples[name][self.draw_idx] = value
        for data, row in zip(self._stats or [], sampler_stats or [], strict=True):
            for key, column in data.items():
                value = row.get(key, ABSENT.get(column.dtype.kind, 0))
                if column.dtype == object:
                    column[self.draw_idx] = value
                    continue
                # PyMC3 records a scale of one element as an array
                column[self.draw_idx] = value if np.ndim(value) < column.ndim else np.reshape(value, column.shape[1:])
        self.draw_idx += 1

    def _get_sampler_stats(self, varname: str, sampler_idx: int, burn: int, thin: int) -> np.ndarray:
        assert self._stats is not None
        return self._stats[sampler_idx][varname][burn::thin]

    def close(self) -> None:
        """Trim the rows that were never filled."""
        if self.draw_idx != self.draws:
            self.samples = {n: v[: self.draw_idx] for n, v in self.samples.items()}
            if self._stats is not None:
                self._stats = [{n: v[: self.draw_idx] for n, v in one.items()} for one in self._stats]

    def __len__(self) -> int:
        return self.draw_idx if self.samples else 0

    def get_values(self, varname: str, burn: int = 0, thin: int = 1) -> np.ndarray:
        return self.samples[varname][burn::thin]

    def _slice(self, idx: slice) -> NDArray:
        filled = len(self)
        stats = None if self._stats is None else [{k: v[:filled][idx] for k, v in one.items()} for one in self._stats]
        samples = {n: v[:filled][idx] for n, v in self.samples.items()}
        new = type(self).compat_filled(samples, stats, self.chain, self.model, self.vars)
        new.sampler_vars = self.sampler_vars
        start, stop, step = idx.indices(filled)
        # PyMC3's count, which is one too small if `step` does not divide the length
        if not older_than("3.1"):
            new.draw_idx = (stop - start) // step
        return new

    def point(self, idx: int) -> dict[str, Any]:
        """Return one draw as a dict of values by name."""
        return {name: values[int(idx)] for name, values in self.samples.items()}

    def compat_add_variable(self, name: str, values: np.ndarray) -> None:
        """Add a variable, (draws, ...), or replace one that exists."""
        if name not in self.varnames:
            self.varnames.append(name)
            self.vars.append(SimpleNamespace(name=name))
        self.samples[name] = values

    def compat_remove_variable(self, name: str) -> None:
        self.varnames.remove(name)
        self.vars = [v for v in self.vars if v.name != name]
        del self.samples[name]


def point_list_to_multitrace(point_list: list[dict[str, np.ndarray]], model: Model | None = None) -> MultiTrace:
    """Return a trace of one chain from a list of points.

    point_list: dicts with the same names, name -> value of the shape of the variable. model: that of the `with` block
    by default.
    """
    model = modelcontext(model)
    names = list(point_list[0])
    samples = {n: np.array([point[n] for point in point_list]) for n in names}
    return MultiTrace([NDArray.compat_filled(samples, None, 0, model, [model[n] for n in names])])


def _shared_zeros(shape: tuple[int, ...], dtype: Any) -> np.ndarray:
    """Return zeros that take no memory and cannot be written to."""
    return np.broadcast_to(np.zeros((), dtype), shape)


def multitrace_of(chains: list[tuple[int, Chain, bool]], model: Model, vars: list[Any]) -> MultiTrace:
    """Return a MultiTrace of chains, each given as (number, chain, whether its warm-up comes first)."""
    straces = []
    for number, chain, warm in chains:
        names = [v.name for v in vars]
        samples, stats = {n: chain.samples[n] for n in names}, dict(chain.stats)
        if warm and chain.warmup_samples is not None:
            samples = {n: np.concatenate([chain.warmup_samples[n], samples[n]]) for n in names}
            stats = {n: np.concatenate([(chain.warmup_stats or {})[n], v]) for n, v in stats.items()}
        straces.append(NDArray.compat_filled(samples, [stats] if stats else None, number, model, vars))
    return MultiTrace(straces)


__getattr__ = absent_from(__name__)
