"""Metropolis, DE-Metropolis and DE-Metropolis(Z) in C: random walks by differences of log densities."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from ..compiled_steps import numpy_stream
from ..compiled_steps.draws import MethodInC, Remembered, Settings
from ..compiled_steps.elements import is_discrete, laid_out, may_be_laid_out, moved_positions
from ..compiled_steps.form import Form
from ..compiled_steps.places import Places
from ..steps.densities import DirectDelta
from ..steps.proposals import MultivariateNormalProposal
from .differential_evolution import DEMetropolis, DEMetropolisZ
from .metropolis import Metropolis

RandomWalk = Metropolis | DEMetropolis | DEMetropolisZ
TARGETS = ("scaling", "lambda")  # tuned quantities, in the order of their codes in C
COLUMNS = 4  # statistics that stand before the point in a row of a chain's history


class MetropolisForm(Form[Metropolis]):
    """The form of `pm.Metropolis`."""

    def method(self, step: Metropolis, places: Places) -> MethodInC | None:
        n, proposal = len(moved_positions(step, places)), step.proposal_dist
        if type(proposal) is not MultivariateNormalProposal:
            return _with_scales(step, places, "METROPOLIS", 1, 2, 3)
        if proposal.n != n or not may_be_laid_out(proposal.chol, n):
            return None
        found = _walk(step, places, "METROPOLIS", "COVARIANCE", (), 1, 2, 3)
        return None if found is None else replace(found, scratch=found.scratch + n, calls_blas=True)

    def settings(self, step: Metropolis) -> Settings:
        factor = getattr(step.proposal_dist, "chol", None)
        return Settings(
            step.scaling,
            [step.steps_until_tune, step.accepted],
            bool(step.tune),
            step.tune_interval,
            more=() if factor is None else laid_out(factor),
        )

    def remember(self, step: Metropolis, now: Remembered) -> None:
        step.scaling = now.own.copy()
        step.steps_until_tune, step.accepted = now.counts

    def statistics(self, step: Metropolis, numbers: np.ndarray) -> dict[str, Any]:
        return {"tune": step.tune, "accept": np.exp(numbers[:, 0]), "accepted": numbers[:, 1], "scaling": numbers[:, 2]}


class DifferencesForm(Form[DEMetropolis | DEMetropolisZ]):
    """The form of `pm.DEMetropolis`, over linked chains, and of `pm.DEMetropolisZ`, over a chain's history."""

    def method(self, step: DEMetropolis | DEMetropolisZ, places: Places) -> MethodInC | None:
        if any(is_discrete(step, places)):
            return None
        if isinstance(step, DEMetropolisZ):
            size = len(moved_positions(step, places))
            return _with_scales(step, places, "DE_PAST", 2, 2, COLUMNS + size)
        others = [c for c in range(len(step.population)) if c != step.this_chain]
        if list(step.other_chains) != others:
            return None
        return _with_scales(step, places, "DE_CHAINS", 2, 2 + len(others), COLUMNS)

    def settings(self, step: DEMetropolis | DEMetropolisZ) -> Settings:
        target = 1 + TARGETS.index(step.tune_target) if step.tune_target is not None else 0
        if isinstance(step, DEMetropolis):
            more = [step.this_chain, len(step.population), sum(np.size(v) for v in step.population[0].values())]
        else:
            more = [len(step._history), *np.ravel(step._history)]
        return Settings(
            [*step.scaling, step.lamb],
            [step.steps_until_tune, step.accepted, *range(_count_of_others(step))],
            bool(step.tune),
            step.tune_interval,
            shuffles=target,
            more=more,
        )

    def remember(self, step: DEMetropolis | DEMetropolisZ, now: Remembered) -> None:
        step.scaling, step.lamb = now.own[:1].copy(), float(now.own[1])
        step.steps_until_tune, step.accepted = now.counts[:2]
        if isinstance(step, DEMetropolisZ):
            step._history.extend(now.stats[:, COLUMNS:].copy())

    def statistics(self, step: DEMetropolis | DEMetropolisZ, numbers: np.ndarray) -> dict[str, Any]:
        return {
            "tune": bool(step.tune),
            "accept": np.exp(numbers[:, 0]),
            "accepted": numbers[:, 1],
            "scaling": numbers[:, 2],
            "lambda": numbers[:, 3],
        }


def _count_of_others(step: DEMetropolis | DEMetropolisZ) -> int:
    return len(step.population) - 1 if isinstance(step, DEMetropolis) else 0


def _with_scales(step: RandomWalk, places: Places, kind: str, own: int, counts: int, columns: int) -> MethodInC | None:
    """Return a random walk whose proposal has one scale for each element."""
    proposal, n = numpy_stream.proposal_in_c(step.proposal_dist), len(moved_positions(step, places))
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
    step: RandomWalk, places: Places, kind: str, proposal: str, scale: Any, own: int, counts: int, columns: int
) -> MethodInC | None:
    delta, own_places = step.delta_logp, moved_positions(step, places)
    if type(delta) is not DirectDelta or np.shape(step.scaling) != (1,) or not _is_count(step.tune_interval):
        return None
    others = [places[name] for name in step.shared]
    if [p.shape for p in others] != delta.function.lengths_of_following or delta.function.c_entry() is None:
        return None
    reads = [k for p in others for k in p.elements]
    length = 2 * len(own_places) + len(reads)
    return MethodInC(
        kind,
        own_places,
        delta.function.c_entry,
        length,
        length,
        own,
        counts,
        columns,
        discrete=is_discrete(step, places),
        reads=reads,
        proposal=proposal,
        scale=scale,
    )


def _is_count(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool) and 0 < int(value) < 2**62


__all__ = ["DifferencesForm", "MetropolisForm"]
