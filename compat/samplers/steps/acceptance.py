"""Accepting a proposal, and the scale of proposals from how many were accepted."""

from __future__ import annotations

from typing import Any

import numpy as np

# Acceptance rate below (or above) the bound: the scale is multiplied by the factor. The first that holds counts.
_TOO_FEW = ((0.001, 0.1), (0.05, 0.5), (0.2, 0.9))
_TOO_MANY = ((0.95, 10.0), (0.75, 2.0), (0.5, 1.1))


def metrop_select(mr: Any, q: Any, q0: Any) -> tuple[Any, bool]:
    """(q, True) with probability exp(mr), else (q0, False); a ratio that is not finite rejects without a draw."""
    if np.isfinite(mr) and np.log(np.random.uniform()) < mr:
        return q, True
    return q0, False


def tune(scale: Any, acc_rate: float) -> Any:
    """Return the scale for the next proposals, from the share accepted since the last call."""
    for bound, factor in _TOO_FEW:
        if acc_rate < bound:
            return scale * factor
    for bound, factor in _TOO_MANY:
        if acc_rate > bound:
            return scale * factor
    return scale
