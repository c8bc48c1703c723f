"""Metropolis within Gibbs for binary and categorical coordinates; random numbers in PyMC3 3.11.5's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .acceptance import metrop_select

Logp = Callable[[np.ndarray], Any]


def binary_sweep(q0: np.ndarray, logp: Logp, order: Sequence[int], transit_p: float) -> np.ndarray:
    """Propose a flip of each coordinate in turn with probability `transit_p`, and accept by the density."""
    q = np.copy(q0)
    here = logp(q)
    for i in order:
        if np.random.rand() < transit_p:
            before, q[i] = q[i], 1 - q[i]
            there = logp(q)
            q[i], accepted = metrop_select(there - here, q[i], before)
            here = there if accepted else here
    return q


def uniform_sweep(q0: np.ndarray, logp: Logp, dimensions: Sequence[tuple[int, int]]) -> np.ndarray:
    """Propose for each (coordinate, number of categories) in turn another category, all with equal probability."""
    q = np.copy(q0)
    here = logp(q)
    for i, k in dimensions:
        before = q[i]
        q[i] = sample_except(k, before)
        there = logp(q)
        q[i], accepted = metrop_select(there - here, q[i], before)
        here = there if accepted else here
    return q


def proportional_sweep(q0: np.ndarray, logp: Logp, dimensions: Sequence[tuple[int, int]]) -> np.ndarray:
    """Propose another category in proportion to its density ("Metropolized Gibbs": Liu, 1996)."""
    q = np.copy(q0)
    here = logp(q)
    for i, k in dimensions:
        here = _proportional(q, logp, here, i, int(k))
    return q


def _proportional(q: np.ndarray, logp: Logp, here: Any, i: int, k: int) -> Any:
    given = int(q[i])
    logs = np.zeros(k)
    logs[given] = here
    for category in range(k):
        if category != given:
            q[i] = category
            logs[category] = logp(q)
    shares = softmax(logs)
    own, shares[given] = shares[given], 0.0
    shares /= 1.0 - own
    proposed = np.random.choice(list(range(k)), p=shares)
    ratio = (1.0 - own) / (1.0 - shares[proposed])
    if not np.isfinite(ratio) or np.random.uniform() >= ratio:
        q[i] = given
        return here
    q[i] = proposed
    return logs[proposed]


def sample_except(limit: int, excluded: Any) -> int:
    """Draw an integer from 0, below a limit, other than a given one.

    limit: above every draw, a scalar. excluded: the integer that is not drawn.
    """
    candidate = np.random.choice(limit - 1)
    return candidate + 1 if candidate >= excluded else candidate


def softmax(x: np.ndarray) -> np.ndarray:
    """Return exp(x), normalized to sum 1 along the first axis.

    x: an array of any shape.
    """
    e = np.exp(x - np.max(x))
    return e / np.sum(e, axis=0)
