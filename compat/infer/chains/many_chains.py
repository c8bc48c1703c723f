"""Starts and convergence of chains that adapt together, in groups that share a start ("superchains").

Source: Margossian, Hoffman, Sountsov, Riou-Durand, Vehtari and Gelman, arXiv:2110.13017.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from theano_common.statistics import ess_of_means, nested_rhat

if TYPE_CHECKING:
    from ...models.backends.base import MultiTrace

MANY = 100  # chains; of fewer, each has its own start, and R-hat and effective sizes are the usual ones
GROUPS = 16  # about so many groups are made
CONVERGED, FAR = 1.01, 1.1  # nested R-hat above these is warned of, and is an error


def groups_of(chains: int) -> int:
    """Return the number of groups of equal size: the divisor of `chains` nearest to 16 by ratio."""
    if chains < MANY:
        return chains
    return min((n for n in range(2, chains + 1) if chains % n == 0), key=lambda n: abs(np.log(n / GROUPS)))


def check_together(trace: MultiTrace, names: Sequence[str], skipped: int, groups: int) -> None:
    """Fill the report with nested R-hat and effective sizes of the named variables, and warn where they are poor.

    skipped: draws at the beginning of a chain that belong to tuning.
    """
    report, rhat, ess = trace.report, {}, {}
    for name in names:
        values = [chain.get_values(name, burn=skipped) for chain in trace._straces.values()]
        means = np.array([one.mean(axis=0) for one in values])
        variances = np.array([one.var(axis=0, ddof=1) for one in values])
        rhat[name] = nested_rhat(means, variances, groups)
        ess[name] = ess_of_means(means, variances)
    report._rhat, report._ess = rhat, ess
    worst = max((float(np.nanmax(one, initial=1.0)) for one in rhat.values()), default=1.0)
    if worst > CONVERGED:
        text = f"The nested rhat statistic of {groups} groups of chains is {worst:.3g} for some parameters."
        level, more = ("error", " The sampler did not converge.") if worst > FAR else ("warn", "")
        report._warn(text + more, level, rhat)
    report._warn_of_sizes(len(trace.chains) * (len(trace) - skipped))


__all__ = ["check_together", "groups_of"]
