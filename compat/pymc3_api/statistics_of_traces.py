"""A statistic of each chain and variable of a trace, as PyMC3 until 3.7 gave it. Source: pymc3.stats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..models.backends.base import MultiTrace


def of_a_trace(
    trace: MultiTrace,
    statistic: Callable[[Any], Any],
    vars: Sequence[str] | None = None,
    chains: Sequence[int] | None = None,
    combine: bool = False,
    squeeze: bool = True,
    **kept: int,
) -> dict[Any, Any]:
    """Return {chain: {name: statistic}}; without the chain where there is one, or all are joined.

    Axes of length 1 are left out before, as there.
    """
    chosen = list(trace.chains if chains is None else chains)
    groups = {chosen[0]: chosen} if combine else {chain: [chain] for chain in chosen}
    found = {
        first: {
            name: statistic(np.squeeze(trace.get_values(name, chains=group, **kept))) for name in vars or trace.varnames
        }
        for first, group in groups.items()
    }
    return found[chosen[0]] if squeeze and len(found) == 1 else found


def of_draws(name: str, chosen: Mapping[str, Any]) -> None:
    """Raise TypeError where a statistic of an array is given what only one of a trace takes, or what none takes."""
    if chosen:
        raise TypeError(f"{name}() got an unexpected keyword argument '{next(iter(chosen))}'")
