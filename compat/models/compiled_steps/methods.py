"""Which step methods have a compiled form, and what that is given of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...samplers.compiled_steps import numpy_stream
from ...samplers.compiled_steps.draws import MethodInC, Remembered, Settings
from ...samplers.steps.proposals import MultivariateNormalProposal
from ..modelling.functions import FastPointFunc
from ..step_methods.binary import BinaryGibbsMetropolis, BinaryMetropolis
from ..step_methods.categorical import CategoricalGibbsMetropolis
from ..step_methods.densities import DirectDelta
from ..step_methods.differential_evolution import DEMetropolis, DEMetropolisZ
from ..step_methods.elliptical_slice import EllipticalSlice
from ..step_methods.hmc.hmc import HamiltonianMC
from ..step_methods.hmc.nuts import NUTS
from ..step_methods.metropolis import Metropolis
from ..step_methods.slicer import Slice
from . import differences, hamiltonian
from .places import Places
from .terms import terms_in_c


@dataclass(frozen=True)
class Form:
    """How a class of step methods is put in C.

    make: the method there, or None where its options are not. settings: what it remembers now. remember: leaves what
    it is to remember. statistics: columns by name, from numbers by draw.
    """

    make: Callable[[Any, Places], MethodInC | None]
    settings: Callable[[Any], Settings]
    remember: Callable[[Any, Remembered], None]
    statistics: Callable[[Any, np.ndarray], dict[str, Any]] = lambda step, numbers: {}


def method_in_c(step: Any, places: Places) -> MethodInC | None:
    """Return what stands for `step` in C; None where there is nothing."""
    form = FORMS.get(type(step))
    if form is None or {"step", "astep"} & step.__dict__.keys() or not all(v.name in places for v in step.vars):
        return None
    return form.make(step, places)


def settings_of(step: Any) -> Settings:
    return FORMS[type(step)].settings(step)


def remember(step: Any, now: Remembered) -> None:
    FORMS[type(step)].remember(step, now)


def statistics_of(step: Any, numbers: np.ndarray) -> dict[str, Any]:
    return FORMS[type(step)].statistics(step, numbers)


def _moved(step: Any, places: Places) -> list[int]:
    return [k for v in step.vars for k in places[v.name].elements]


def _is_discrete(step: Any, places: Places) -> list[bool]:
    return [places[v.name].dtype.kind == "i" for v in step.vars for _ in places[v.name].elements]


def _is_count(value: Any) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool) and 0 < int(value) < 2**62


# ---- random walks: by differences of log densities, over the variables that move


def _metropolis(step: Any, places: Places) -> MethodInC | None:
    n, proposal = len(_moved(step, places)), step.proposal_dist
    if type(proposal) is not MultivariateNormalProposal:
        return _random_walk(step, places, "METROPOLIS", 1, 2, 3)
    if proposal.n != n or not differences.may_be_laid_out(proposal.chol, n):
        return None
    found = _walk(step, places, "METROPOLIS", "COVARIANCE", (), 1, 2, 3)
    return None if found is None else replace(found, scratch=found.scratch + n, calls_blas=True)


def _random_walk(step: Any, places: Places, kind: str, own: int, counts: int, columns: int) -> MethodInC | None:
    """By a proposal with one scale an element."""
    proposal, n = numpy_stream.proposal_in_c(step.proposal_dist), len(_moved(step, places))
    scale = np.asarray(step.proposal_dist.s) if proposal is not None else np.empty(0)
    if (
        proposal is None
        or scale.shape != (n,)
        or scale.dtype.kind not in "iuf"
        or not np.isfinite(scale).all()
        or np.signbit(scale).any()
    ):
        return None
    return _walk(step, places, kind, proposal, scale, own, counts, columns)


def _walk(
    step: Any, places: Places, kind: str, proposal: str, scale: Any, own: int, counts: int, columns: int
) -> MethodInC | None:
    delta, moved = step.delta_logp, _moved(step, places)
    if type(delta) is not DirectDelta or np.shape(step.scaling) != (1,) or not _is_count(step.tune_interval):
        return None
    others = [places[name] for name in step.shared]
    if [p.shape for p in others] != delta.function.lengths_of_following or delta.function.c_entry() is None:
        return None
    reads = [k for p in others for k in p.elements]
    length = 2 * len(moved) + len(reads)
    return MethodInC(
        kind,
        moved,
        delta.function.c_entry,
        length,
        length,
        own,
        counts,
        columns,
        discrete=_is_discrete(step, places),
        reads=reads,
        proposal=proposal,
        scale=scale,
    )


def _metropolis_settings(step: Any) -> Settings:
    factor = getattr(step.proposal_dist, "chol", None)
    return Settings(
        step.scaling,
        [step.steps_until_tune, step.accepted],
        bool(step.tune),
        step.tune_interval,
        more=() if factor is None else differences.laid_out(factor),
    )


def _metropolis_remember(step: Any, now: Remembered) -> None:
    step.scaling = now.own.copy()
    step.steps_until_tune, step.accepted = now.counts


def _metropolis_statistics(step: Any, numbers: np.ndarray) -> dict[str, Any]:
    return {"tune": step.tune, "accept": np.exp(numbers[:, 0]), "accepted": numbers[:, 1], "scaling": numbers[:, 2]}


def _differences(step: Any, places: Places) -> MethodInC | None:
    """Of other chains, where the step is linked to them, or of a chain's past."""
    if any(_is_discrete(step, places)):
        return None
    if isinstance(step, DEMetropolisZ):
        size = len(_moved(step, places))
        return _random_walk(step, places, "DE_PAST", 2, 2, differences.COLUMNS + size)
    others = [c for c in range(len(step.population)) if c != step.this_chain]
    if list(step.other_chains) != others:
        return None
    return _random_walk(step, places, "DE_CHAINS", 2, 2 + len(others), differences.COLUMNS)


# ---- what takes the log density of the whole point


def _by_log_density(
    step: Any,
    places: Places,
    kind: str,
    scratch: int,
    own: int,
    counts: int,
    categories: Sequence[int] = (),
    columns: int = 0,
    values: Sequence[int] = (),
) -> MethodInC | None:
    """values: how many each of its elements has, of a sweep over them."""
    if step.allvars or len(step.fs) != 1 or type(step.fs[0]) is not FastPointFunc or step.fs[0].direct is None:
        return None
    direct = step.fs[0].direct
    if [name for name, *_ in direct.places] != list(places) or direct.function.c_entry() is None:
        return None
    length = sum(p.size for p in places.values())
    return MethodInC(
        kind,
        _moved(step, places),
        direct.function.c_entry,
        length,
        scratch,
        own,
        counts,
        columns,
        categories=categories,
        terms=terms_in_c(direct, step.vars, values),
    )


def _binary(step: Any, places: Places) -> MethodInC | None:
    if np.ndim(step.scaling) or not all(_is_discrete(step, places)):
        return None
    return _by_log_density(step, places, "BINARY", len(_moved(step, places)), 0, 1, columns=1)


def _p_jump(step: Any) -> float:
    return 1.0 - 0.5**step.scaling


def _binary_remember(step: Any, now: Remembered) -> None:
    [step.accepted] = now.counts


def _binary_statistics(step: Any, numbers: np.ndarray) -> dict[str, Any]:
    return {"tune": step.tune, "accept": np.exp(numbers[:, 0]), "p_jump": _p_jump(step)}


def _binary_gibbs(step: Any, places: Places) -> MethodInC | None:
    if not all(_is_discrete(step, places)) or step.shuffle_dims and type(step.order) is not list:
        return None
    return _by_log_density(step, places, "BINARY_GIBBS", 0, 0, len(step.order), values=[2] * len(step.order))


def _binary_gibbs_remember(step: Any, now: Remembered) -> None:
    if step.shuffle_dims:
        step.order = now.counts


def _categorical(step: Any, places: Places) -> MethodInC | None:
    categories = [k for _, k in sorted(step.dimcats)]
    in_proportion = step.proposal == "proportional"
    if (
        not all(_is_discrete(step, places))
        or len(categories) != len(_moved(step, places))
        or in_proportion
        and min(categories) < 3
    ):  # of two, the last digit of a sum decides
        return None
    kind, scratch = ("PROPORTIONAL_GIBBS", 2 * max(categories)) if in_proportion else ("UNIFORM_GIBBS", 0)
    return _by_log_density(step, places, kind, scratch, 0, len(categories), categories, values=categories)


def _categorical_remember(step: Any, now: Remembered) -> None:
    if step.shuffle_dims:
        categories = dict(step.dimcats)
        step.dimcats = [(i, categories[i]) for i in now.counts]


def _slice(step: Any, places: Places) -> MethodInC | None:
    if any(_is_discrete(step, places)):
        return None
    length = sum(p.size for p in places.values())
    return _by_log_density(step, places, "SLICE", 2 * length, len(_moved(step, places)) + 1, 0)


def _slice_settings(step: Any) -> Settings:
    n = sum(int(v.dsize) for v in step.vars)
    widths = np.resize(np.asarray(step.w, dtype=float), n)
    return Settings([*widths, step.n_tunes], tunes=bool(step.tune), limit=step.iter_limit)


def _slice_remember(step: Any, now: Remembered) -> None:
    step.w, step.n_tunes = now.own[:-1].copy(), float(now.own[-1])


def _ellipse(step: Any, places: Places) -> MethodInC | None:
    factor, n = differences.factor_of_prior(step), len(_moved(step, places))
    if any(_is_discrete(step, places)) or factor is None or not differences.may_be_laid_out(factor, n):
        return None
    found = _by_log_density(step, places, "ELLIPSE", 3 * n, 0, 0)
    return None if found is None else replace(found, calls_blas=True)


FORMS: dict[type, Form] = {
    Metropolis: Form(_metropolis, _metropolis_settings, _metropolis_remember, _metropolis_statistics),
    BinaryMetropolis: Form(
        _binary,
        lambda step: Settings(counts=[step.accepted], chance=_p_jump(step)),
        _binary_remember,
        _binary_statistics,
    ),
    BinaryGibbsMetropolis: Form(
        _binary_gibbs,
        lambda step: Settings(counts=step.order, chance=step.transit_p, shuffles=step.shuffle_dims),
        _binary_gibbs_remember,
    ),
    CategoricalGibbsMetropolis: Form(
        _categorical,
        lambda step: Settings(counts=[i for i, _ in step.dimcats], shuffles=step.shuffle_dims),
        _categorical_remember,
    ),
    Slice: Form(_slice, _slice_settings, _slice_remember),
    EllipticalSlice: Form(_ellipse, differences.ellipse_settings, lambda step, now: None),
    DEMetropolis: Form(_differences, differences.settings, differences.remember, differences.statistics),
    DEMetropolisZ: Form(_differences, differences.settings, differences.remember, differences.statistics),
    NUTS: Form(
        hamiltonian.nuts,
        hamiltonian.settings,
        hamiltonian.remember_nuts,
        hamiltonian.nuts_statistics,
    ),
    HamiltonianMC: Form(hamiltonian.hmc, hamiltonian.settings, hamiltonian.remember, hamiltonian.hmc_statistics),
}


__all__ = ["method_in_c", "remember", "settings_of", "statistics_of"]
