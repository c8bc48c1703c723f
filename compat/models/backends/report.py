"""The report of a sampling run: warnings by chain, convergence, times. Source: pymc3.backends.report."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...emulated_versions import older_than
from ...importing.module_getattr import absent_from
from ..logger import LEVELS
from ..logger import LOGGER as logger
from ..modelling.util import get_untransformed_name, is_transformed_name


@enum.unique
class WarningType(enum.Enum):
    """The subject of a sampler's warning.

    value: its number, a scalar from 1 to 8.
    """

    DIVERGENCE = 1
    TUNING_DIVERGENCE = 2
    DIVERGENCES = 3
    TREEDEPTH = 4
    BAD_PARAMS = 5
    CONVERGENCE = 6
    BAD_ACCEPTANCE = 7
    BAD_ENERGY = 8


@dataclass
class SamplerWarning:
    """One warning of a sampler, or of the statistics of its draws.

    kind: a WarningType. message: what is said. level: "debug", "info", "warn", "error" or "critical". step: the number
    of the draw, or None. exec_info: an exception, or None. extra: anything more. divergence_point_source,
    divergence_point_dest, divergence_info: for divergences, the points before and after the step (name -> value of the
    shape of the variable) and the DivergenceInfo.
    """

    kind: WarningType
    message: str
    level: str
    step: int | None = None
    exec_info: Any = None
    extra: Any = None
    divergence_point_source: dict | None = None
    divergence_point_dest: dict | None = None
    divergence_info: Any = None

    def __new__(cls, *fields: WarningType | int | str | None, **named: Any) -> SamplerWarning:
        """Accept positional fields, which pickles of PyMC3 before 3.9 give: the class was a named tuple there."""
        new = super().__new__(cls)
        new.__dict__.update(zip([one.name for one in dataclasses.fields(cls)], fields, strict=False))
        return new


KEPT = 100  # at most so many divergences are recorded with their points


def divergence_warning(
    message: str,
    step: int,
    number: int,
    ends: Callable[[], Sequence[dict[str, Any] | None]],
    exec_info: object = None,
    info: object = None,
) -> SamplerWarning:
    """Return the warning for one divergence.

    number: which it is after tuning, from 1; 0 in tuning, whose points are not kept. ends: gives the points before and
    after the step that failed, where they are kept. Up to PyMC3 3.8 a warning had the first alone, as its `extra`.
    """
    kind = WarningType.DIVERGENCE if number else WarningType.TUNING_DIVERGENCE
    fields = (kind, message, "debug", step, exec_info)
    if not 0 < number < KEPT:
        return SamplerWarning(*fields)
    if older_than("3.9"):
        return SamplerWarning(*fields, ends()[0])
    return SamplerWarning(*fields, None, *ends(), info)


_LEVELS = {**LEVELS, "warn": LEVELS["warning"]}  # warnings say "warn" for "warning"


class SamplerReport:
    """The warnings and sizes of a run; `ok` is True if no warning is worse than information."""

    def __init__(self) -> None:
        self._chain_warnings: dict[int, list[SamplerWarning]] = {}
        self._global_warnings: list[SamplerWarning] = []
        self._ess: Any = None
        self._rhat: Any = None
        self._n_tune: int | None = None
        self._n_draws: int | None = None
        self._t_sampling: float | None = None
        self._groups: int | None = None  # of chains that share a start; None where each has its own

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickle; before PyMC3 3.9 it has fewer fields, and other names for the statistics."""
        SamplerReport.__init__(self)
        renamed = {"_effective_n": "_ess", "_gelman_rubin": "_rhat"}
        self.__dict__.update({renamed.get(name, name): value for name, value in state.items()})

    @property
    def _warnings(self) -> list[SamplerWarning]:
        return [w for chain in self._chain_warnings.values() for w in chain] + self._global_warnings

    @property
    def ok(self) -> bool:
        return all(_LEVELS[w.level] < _LEVELS["warn"] for w in self._warnings)

    @property
    def n_tune(self) -> int | None:
        """Return the number of tuning iterations per chain."""
        return self._n_tune

    @property
    def n_draws(self) -> int | None:
        """Return the number of draws per chain after tuning."""
        return self._n_draws

    @property
    def t_sampling(self) -> float | None:
        """Return the seconds spent sampling, without compilation."""
        return self._t_sampling

    def raise_ok(self, level: str = "error") -> None:
        """Raise ValueError if there is a warning of that level or worse."""
        if any(_LEVELS[w.level] >= _LEVELS[level] for w in self._warnings):
            raise ValueError("Serious convergence issues during sampling.")

    def _run_convergence_checks(self, stacked: dict[str, np.ndarray], model: Any) -> None:
        """Warn where R-hat or effective sample sizes of the free variables are poor.

        stacked: name -> (chains, draws, *shape), in the variables' own units.
        """
        from theano_common.statistics import ess_bulk, per_scalar, rhat  # needed only after a run

        if next(iter(stacked.values())).shape[0] == 1:
            self._warn(
                "Only one chain was sampled, this makes it impossible to run some convergence checks",
                "info",
                kind=WarningType.BAD_PARAMS,
            )
            return
        names = recorded_names(model, stacked)
        self._ess = {n: per_scalar(ess_bulk, stacked[n]) for n in names}
        self._rhat = {n: per_scalar(rhat, stacked[n]) for n in names}
        worst = _extreme(np.nanmax, self._rhat)
        if worst > 1.4:
            self._warn(
                "The rhat statistic is larger than 1.4 for some parameters. The sampler did not converge.",
                "error",
                self._rhat,
            )
        elif worst > 1.2:
            self._warn("The rhat statistic is larger than 1.2 for some parameters.", "warn", self._rhat)
        elif worst > 1.05:
            self._warn(
                "The rhat statistic is larger than 1.05 for some parameters. This indicates slight problems "
                "during sampling.",
                "info",
                self._rhat,
            )
        self._warn_of_sizes(int(np.prod(next(iter(stacked.values())).shape[:2])))

    def _warn_of_sizes(self, total: int) -> None:
        """Warn where effective sample sizes of `total` draws are poor."""
        least = _extreme(np.nanmin, self._ess)
        if least < 200 and total >= 500:
            self._warn(
                "The estimated number of effective samples is smaller than 200 for some parameters.", "error", self._ess
            )
        elif least / total < 0.1:
            self._warn("The number of effective samples is smaller than 10% for some parameters.", "warn", self._ess)
        elif least / total < 0.25:
            self._warn("The number of effective samples is smaller than 25% for some parameters.", "info", self._ess)

    def _warn(
        self, message: str, level: str, extra: object = None, kind: WarningType = WarningType.CONVERGENCE
    ) -> None:
        self._add_warnings([SamplerWarning(kind, message, level, extra=extra)])

    def _add_warnings(self, warnings: list[SamplerWarning], chain: int | None = None) -> None:
        target = self._global_warnings if chain is None else self._chain_warnings.setdefault(chain, [])
        target.extend(warnings)

    def _log_summary(self) -> None:
        for warning in self._warnings:
            logger.log(_LEVELS[warning.level], warning.message)

    def _slice(self, start: int, stop: int, step: int) -> SamplerReport:
        report = SamplerReport()

        def kept(warnings: list[SamplerWarning]) -> list[SamplerWarning]:
            inside = [
                w for w in warnings if w.step is None or (start <= w.step < stop and (w.step - start) % step == 0)
            ]
            return [w if w.step is None else dataclasses.replace(w, step=w.step - start) for w in inside]

        report._add_warnings(kept(self._global_warnings))
        for chain, warnings in self._chain_warnings.items():
            report._add_warnings(kept(warnings), chain)
        return report


def recorded_names(model: Any, recorded: Container[str]) -> list[str]:
    """Return the names of the free variables in a trace, in their own units where it has them."""
    names = []
    for name in (v.name for v in model.free_RVs):
        plain = get_untransformed_name(name) if is_transformed_name(name) else name
        names += [n for n in (plain if plain in recorded else name,) if n in recorded]
    return names


def _extreme(function: Callable[..., Any], statistics: dict[str, np.ndarray]) -> float:
    values = np.concatenate([np.ravel(v) for v in statistics.values()] or [np.zeros(0)])
    return float(function(values)) if np.isfinite(values).any() else 1.0


def merge_reports(reports: list[SamplerReport]) -> SamplerReport:
    """Return one report with the warnings of all.

    reports: SamplerReports of variables of any shape, a list.
    """
    merged = SamplerReport()
    for one in reports:
        merged._add_warnings(one._global_warnings)
        for chain, warnings in one._chain_warnings.items():
            merged._add_warnings(warnings, chain)
    return merged


__getattr__ = absent_from(__name__)
