"""MultiTrace: the draws of several chains as legacy code reads them. Source: pymc3.backends.base."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ...graph.one_number import given, rows_given
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ..modelling.current_model import modelcontext
from ..modelling.util import get_var_name
from .report import SamplerReport, merge_reports

if TYPE_CHECKING:
    from ..model import Model

__all__ = ["BaseTrace", "MultiTrace", "merge_traces"]


class BackendError(Exception):
    """Raised when a trace backend cannot do what was asked."""


class BaseTrace:
    """The base class of one chain's draws; a subclass stores the numbers.

    name: of the backend's file or folder, or None. model: that of the `with` block by default. vars: variables to
    record, of any shape; all unobserved ones by default. test_point: a point, name -> value, that tells shapes and
    dtypes.
    """

    supports_sampler_stats = False

    def __init__(
        self,
        name: Any,
        model: Model | None = None,
        vars: Any = None,
        test_point: dict[str, Any] | None = None,
    ) -> None:
        self.name = name
        self.model = modelcontext(model)
        self.vars = list(self.model.unobserved_RVs) if vars is None else vars
        self.varnames = [v.name for v in self.vars]
        self.fn = self.model.fastfn(self.vars)
        point = {**self.model.test_point, **(test_point or {})}
        values = dict(zip(self.varnames, self.fn(point), strict=True))
        self.var_shapes = {name: value.shape for name, value in values.items()}
        self.var_dtypes = {name: value.dtype for name, value in values.items()}
        self.chain: Any = None
        self._is_base_setup = False
        self.sampler_vars: Any = None
        self._warnings: list[Any] = []

    def _add_warnings(self, warnings: list[Any]) -> None:
        self._warnings.extend(warnings)

    def _set_sampler_vars(self, sampler_vars: list[Mapping[Any, Any]] | None) -> None:
        if sampler_vars is not None and not self.supports_sampler_stats:
            raise ValueError("Backend does not support sampler stats.")
        if self._is_base_setup and _dtypes(self.sampler_vars) != _dtypes(sampler_vars):
            raise ValueError("Can't change sampler_vars")
        kinds: dict[str, Any] = {}
        for stats in sampler_vars or []:
            for key, dtype in stats.items():
                if kinds.setdefault(key, dtype) != dtype:
                    raise ValueError(f"Sampler statistic {key} appears with different types.")
        self.sampler_vars = sampler_vars

    def setup(self, draws: int, chain: int, sampler_vars: list[Mapping[Any, Any]] | None = None) -> None:
        self._set_sampler_vars(sampler_vars)
        self._is_base_setup = True

    def record(self, point: dict[str, Any], sampler_states: Sequence[Mapping[str, Any]] | None = None) -> None:
        raise NotImplementedError(f"{type(self).__name__} does not define `record`.")

    def close(self) -> None:
        """Finish the chain after its last draw."""

    def __getitem__(self, idx: Any) -> Any:
        if isinstance(idx, slice):
            return self._slice(idx)
        try:
            return self.point(int(idx))
        except (ValueError, TypeError):
            raise ValueError("Can only index with slice or integer") from None

    def __len__(self) -> int:
        raise NotImplementedError(f"{type(self).__name__} does not define `__len__`.")

    def get_values(self, varname: str, burn: int = 0, thin: int = 1) -> np.ndarray:
        raise NotImplementedError(f"{type(self).__name__} does not define `get_values`.")

    def get_sampler_stats(
        self, stat_name: str, sampler_idx: int | None = None, burn: int = 0, thin: int = 1
    ) -> np.ndarray:
        """Return a statistic as (draws,), or as (draws, steps) where several step methods record it."""
        if not self.supports_sampler_stats:
            raise ValueError("This backend does not support sampler stats")
        if sampler_idx is not None:
            return self._get_sampler_stats(stat_name, sampler_idx, burn, thin)
        found = [i for i, stats in enumerate(self.sampler_vars or []) if stat_name in stats]
        if not found:
            raise KeyError(f"Unknown sampler stat {stat_name}")
        values = np.stack([self._get_sampler_stats(stat_name, i, burn, thin) for i in found], axis=-1)
        return values[..., 0] if values.shape[-1] == 1 else values

    def _get_sampler_stats(self, stat_name: str, sampler_idx: int, burn: int, thin: int) -> np.ndarray:
        raise NotImplementedError(f"{type(self).__name__} does not define `_get_sampler_stats`.")

    def _slice(self, idx: slice) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define `_slice`.")

    def point(self, idx: int) -> dict[str, Any]:
        raise NotImplementedError(f"{type(self).__name__} does not define `point`.")

    @property
    def stat_names(self) -> set[str]:
        """Return the names of all statistics."""
        return {key for stats in self.sampler_vars or [] for key in stats}


def _dtypes(sampler_vars: Sequence[Mapping[str, Any]] | None) -> Any:
    """Return the statistics with NumPy dtypes, so that bool, np.bool_ and "bool" compare equal."""
    return None if sampler_vars is None else [{k: np.dtype(v) for k, v in stats.items()} for stats in sampler_vars]


_AMBIGUOUS = (
    "Attribute access on a trace object is ambigous. Sampler statistic and model variable share a name. Use "
    "trace.get_values or trace.get_sampler_stats."
)


class MultiTrace:
    """Several chains. `trace["x"]`: all draws, chain after chain; `trace[100:]`: later draws; `trace[5]`: a point.

    straces: the chains, such as NDArray. `pm.sample` returns a MultiTrace.

    `trace["x"]` has the shape (draws of all chains, *shape of x); `trace.get_values("x", combine=False)` is a list by
    chain, and `trace["diverging"]` a statistic of the sampler.
    """

    def __init__(self, straces: Iterable[Any]) -> None:
        self._straces: dict[int, Any] = {}
        straces = list(straces)
        for one in straces:
            if one.chain in self._straces:
                raise ValueError("Chains are not unique.")
            self._straces[one.chain] = one
        self._report = SamplerReport()
        for one in straces:
            self._report._add_warnings(getattr(one, "_warnings", []), one.chain)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.nchains} chains, {len(self)} iterations, {len(self.varnames)} variables>"

    @property
    def nchains(self) -> int:
        return len(self._straces)

    @property
    def chains(self) -> list[int]:
        return sorted(self._straces)

    @property
    def report(self) -> SamplerReport:
        return self._report

    @property
    def varnames(self) -> list[str]:
        return self._straces[self.chains[-1]].varnames

    @property
    def stat_names(self) -> set[str]:
        if not self._straces:
            return set()
        kinds = [one.sampler_vars for one in self._straces.values()]
        if any(k != kinds[0] for k in kinds):
            raise ValueError("Inividual chains contain different sampler stats")
        return {key for stats in kinds[0] or [] for key in stats}

    def __len__(self) -> int:
        return len(self._straces[self.chains[-1]])

    def __getitem__(self, idx: int | str | slice | Variable | tuple[Any, Any]) -> Any:
        if isinstance(idx, slice):
            return self._slice(idx)
        if isinstance(idx, int | float | np.number):
            return self.point(int(idx))
        burn, thin = 0, 1
        if isinstance(idx, tuple):
            idx, part = idx
            burn, thin = part.start or 0, part.step or 1
        name = get_var_name(idx)
        if name in self.varnames:
            if name in self.stat_names:
                warn(_AMBIGUOUS)
            return self.get_values(name, burn=burn, thin=thin)
        if name in self.stat_names:
            return self.get_sampler_stats(name, burn=burn, thin=thin)
        raise KeyError(f"Unknown variable {name}")

    def __getattr__(self, name: str) -> Any:
        if name in (
            "_straces",
            "varnames",
            "chains",
            "stat_names",
            "supports_sampler_stats",
            "_report",
        ) or name.startswith("__"):
            raise AttributeError(name)
        if name in self.varnames:
            if name in self.stat_names:
                warn(_AMBIGUOUS)
            return self.get_values(name)
        if name in self.stat_names:
            return self.get_sampler_stats(name)
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def add_values(self, vals: dict[str, Any], overwrite: bool = False) -> None:
        """Add variables, a dict name -> (chains * draws, ...). ValueError if a name exists, unless `overwrite`."""
        for name, values in vals.items():
            if name in self.varnames and not overwrite:
                raise ValueError(f"Variable name {name} already exists.")
            total = len(self) * self.nchains
            if len(values) != total:
                warn(
                    f"The length of the values you are trying to add ({len(values)}) does not match the "
                    f"number ({total}) of total samples in the trace (chains * iterations)",
                )
            pieces = np.squeeze(np.asarray(values).reshape(self.nchains, len(self), -1))
            pieces = pieces.reshape(self.nchains, len(self), *pieces.shape[2 if self.nchains > 1 else 1 :])
            for piece, chain in zip(pieces, self._straces.values(), strict=True):
                chain.compat_add_variable(name, piece)

    def remove_values(self, name: str) -> None:
        """Remove a variable. KeyError if there is none of that name."""
        if name not in self.varnames:
            raise KeyError(f"Unknown variable {name}")
        for chain in self._straces.values():
            chain.compat_remove_variable(name)

    def get_values(
        self,
        varname: str,
        burn: int = 0,
        thin: int = 1,
        combine: bool = True,
        chains: int | Sequence[int] | None = None,
        squeeze: bool = True,
    ) -> Any:
        """Return every `thin`-th draw of a variable from `burn` on, the chains concatenated or as a list."""
        name = get_var_name(varname)
        found = _squeeze_cat(
            [self._straces[c].get_values(name, burn, thin) for c in self._chosen(chains)], combine, squeeze
        )
        return list(map(rows_given, found)) if isinstance(found, list) else rows_given(found)

    def get_sampler_stats(
        self,
        stat_name: str,
        burn: int = 0,
        thin: int = 1,
        combine: bool = True,
        chains: int | None = None,
        squeeze: bool = True,
    ) -> Any:
        """Return a statistic of the sampler by draw; the arguments are those of `get_values`."""
        if stat_name not in self.stat_names:
            raise KeyError(f"Unknown sampler statistic {stat_name}")
        return _squeeze_cat(
            [self._straces[c].get_sampler_stats(stat_name, None, burn, thin) for c in self._chosen(chains)],
            combine,
            squeeze,
        )

    def _chosen(self, chains: Any) -> list[int]:
        if chains is None:
            return self.chains
        return [chains] if np.ndim(chains) == 0 else list(chains)

    def _slice(self, part: slice) -> MultiTrace:
        sliced = type(self)([one._slice(part) for one in self._straces.values()])
        sliced._report = self._report._slice(*part.indices(len(self)))
        return sliced

    def point(self, idx: int, chain: int | None = None) -> dict[str, Any]:
        """Return one draw, of the last chain unless another is named."""
        return _point_given(self._straces[self.chains[-1] if chain is None else chain].point(idx))

    def points(self, chains: int | Sequence[int] | None = None) -> Iterator[dict[str, Any]]:
        """Iterate over all draws as points, chain after chain."""
        return map(_point_given, itertools.chain.from_iterable(self._straces[c] for c in self._chosen(chains)))


def _point_given(point: dict[str, Any]) -> dict[str, Any]:
    return {name: given(value) for name, value in point.items()}


def merge_traces(mtraces: list[MultiTrace]) -> MultiTrace:
    """Put the chains of several traces into the first one and return it.

    mtraces: a list of MultiTraces, whose variables have the same names and shapes. ValueError if chain numbers repeat
    or lengths differ.
    """
    if not mtraces:
        raise ValueError("Cannot merge an empty set of traces.")
    base = mtraces[0]
    if any(len(one) != len(base) for trace in mtraces for one in trace._straces.values()):
        raise ValueError("Chains are of different lengths.")
    for trace in mtraces[1:]:
        for number, one in trace._straces.items():
            if number in base._straces:
                raise ValueError("Chains are not unique.")
            base._straces[number] = one
    base._report = merge_reports([t.report for t in mtraces])
    return base


def _squeeze_cat(results: list[np.ndarray], combine: bool, squeeze: bool) -> Any:
    """Return the draws of several chains, joined or as a list.

    results: an array (draws, ...) for each chain. combine: whether they are joined, chain after chain.
    squeeze: whether a single array is returned as it is, else a list of one.
    """
    if combine:
        joined = np.concatenate(results)
        return joined if squeeze else [joined]
    return results[0] if squeeze and len(results) == 1 else results


__getattr__ = absent_from(__name__)
