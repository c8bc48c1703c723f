"""The stages of sequential Monte Carlo: their inverse temperatures and particle weights.

Ching and Chen (2007), doi:10.1061/(ASCE)0733-9399(2007)133:7(816). Random numbers come from NumPy's global generator,
in PyMC3 3.11.5's order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

PRECISE = 1e-6  # precision of the inverse temperature


class Stage(NamedTuple):
    """The next inverse temperature, the particles' weights, and the increase of the log marginal likelihood."""

    beta: float
    weights: np.ndarray
    log_evidence: float


def next_stage(likelihood_logp: np.ndarray, beta: float, threshold: float) -> Stage:
    """Return the next stage: the largest step towards 1 with enough effective particles, a share `threshold`."""
    wanted = int(len(likelihood_logp) * threshold)
    low, high = beta, 2.0
    new = beta
    while high - low > PRECISE:
        new = (low + high) / 2.0
        effective = _effective((new - beta) * likelihood_logp)
        if effective == wanted:
            break
        low, high = (low, new) if effective < wanted else (new, high)
    new = min(new, 1)
    logs = (new - beta) * likelihood_logp
    weights = np.exp(_normalised_logs(logs))
    return Stage(new, weights / weights.sum(), _log_sum(logs) - np.log(len(logs)))


def covariance_of(particles: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Return the weighted covariance, (n, n), slightly inflated so that it can be inverted.

    ValueError if it is not finite.
    """
    found = np.atleast_2d(np.cov(particles, ddof=0, aweights=weights, rowvar=False))
    found = found + 1e-6 * np.eye(len(found))
    if not np.isfinite(found).all():
        raise ValueError('Sample covariances not valid! Likely "draws" is too small!')
    return found


def steps_for(acceptance: float, wanted: float, proposed: int, most: int) -> int:
    """Return the number of steps that move a particle with probability `wanted` (at least 2, at most `most`)."""
    acceptance = max(1.0 / proposed, acceptance)
    with np.errstate(divide="ignore"):  # if all were accepted, the minimum suffices
        return min(most, max(2, int(np.log(1 - wanted) / np.log(1 - acceptance))))


def _effective(logs: np.ndarray) -> int:
    """Return the effective sample size of particles by the logarithms of their weights."""
    weights = np.exp(logs - logs.max())
    return int(weights.sum() ** 2 / (weights @ weights))


def _normalised_logs(logs: np.ndarray) -> np.ndarray:
    return logs - _log_sum(logs)


def _log_sum(logs: np.ndarray) -> float:
    from scipy.special import logsumexp

    return float(logsumexp(logs))
