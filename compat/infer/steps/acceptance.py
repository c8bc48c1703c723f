"""Acceptance of proposals, and tuning of their scale by the acceptance rate."""

from __future__ import annotations

from typing import Any

import numpy as np

# acceptance rate below (above) the bound: multiply the scale by the factor; the first match counts
_TOO_FEW = ((0.001, 0.1), (0.05, 0.5), (0.2, 0.9))
_TOO_MANY = ((0.95, 10.0), (0.75, 2.0), (0.5, 1.1))


def metrop_select(mr: np.ndarray | float, q: np.ndarray | float, q0: np.ndarray | float) -> tuple[Any, bool]:
    """Return (q, True) with probability exp(mr), else (q0, False): Metropolis's choice.

    mr: log of the ratio of densities, a scalar; one that is not finite rejects without a draw. q: the proposal, of any
    shape. q0: the present point.
    """
    if np.isfinite(mr) and np.log(np.random.uniform()) < mr:
        return q, True
    return q0, False


def tune(scale: np.ndarray | float, acc_rate: float) -> Any:
    """Return the scale of the next proposals of Metropolis, from the acceptance since the last call.

    scale: the present scale, a scalar or (n,). acc_rate: the acceptance, of 0 to 1. Below 0.2 the scale shrinks, above
    0.5 it grows.
    """
    for bound, factor in _TOO_FEW:
        if acc_rate < bound:
            return scale * factor
    for bound, factor in _TOO_MANY:
        if acc_rate > bound:
            return scale * factor
    return scale
