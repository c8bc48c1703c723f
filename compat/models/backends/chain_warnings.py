"""What the statistics of chains warn of: divergences, tree depth, acceptance, in PyMC3's words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from .report import SamplerWarning, WarningType

TREEDEPTH_MESSAGE = (
    "The chain reached the maximum tree depth. Increase max_treedepth, increase target_accept or reparameterize."
)


def chain_warnings(stats: dict[str, np.ndarray], target: float, max_treedepth: int) -> list[SamplerWarning]:
    """Return warnings of divergences, tree depth and acceptance, in PyMC3's words."""
    found = []
    diverging = stats.get("diverging", np.zeros(0, bool))
    text = divergence_message(int(diverging.sum()), len(diverging))
    if text:
        found.append(SamplerWarning(WarningType.DIVERGENCES, text, "error"))
    found += acceptance_warnings(stats.get("mean_tree_accept"), target)
    depth = stats.get("depth")
    if depth is not None and len(depth) and np.mean(depth >= max_treedepth) > 0.05:
        found.append(SamplerWarning(WarningType.TREEDEPTH, TREEDEPTH_MESSAGE, "warn"))
    return found


def warnings_together(stats: Sequence[dict[str, np.ndarray]], target: float) -> list[SamplerWarning]:
    """Return the warnings of all chains: the number of divergences, and their mean acceptance."""
    diverging = np.array([one["diverging"].sum() for one in stats])
    draws = sum(len(one["diverging"]) for one in stats)
    found = []
    text = divergence_message(int(diverging.sum()), draws)
    if text:
        where = (
            f" They are in {np.count_nonzero(diverging)} of {len(stats)} chains, {diverging.sum() / draws:.2g} a draw."
        )
        found.append(SamplerWarning(WarningType.DIVERGENCES, text + where, "error"))
    return found + acceptance_warnings(np.array([one["mean_tree_accept"].mean() for one in stats]), target)


def divergence_message(count: int, draws: int) -> str:
    """Return the message for `count` divergences in `draws` draws after tuning; empty if there are none."""
    if not count:
        return ""
    if count == draws:
        return "The chain contains only diverging samples. The model is probably misspecified."
    were = "was 1 divergence" if count == 1 else f"were {count} divergences"
    return f"There {were} after tuning. Increase `target_accept` or reparameterize."


def acceptance_warnings(accept: Any, target: float) -> list[SamplerWarning]:
    """Return a warning if the mean acceptance after tuning is far from its target."""
    if accept is None or not len(accept) or _matches(float(np.mean(accept)), target, len(accept)):
        return []
    actual = float(np.mean(accept))
    return [
        SamplerWarning(
            WarningType.BAD_ACCEPTANCE,
            f"The acceptance probability does not match the target. It is {actual}, but should "
            f"be close to {target}. Try to increase the number of tuning steps.",
            "warn",
            extra={"target": target, "actual": actual},
        )
    ]


def _matches(actual: float, target: float, n: int) -> bool:
    """Return whether the target lies in the 95 % interval of an acceptance observed `n` (at most 100) times."""
    if not math.isfinite(actual):
        return False
    bound = min(100, n)
    return 0.025 <= beta_probability(target, actual * bound + 1, (1 - actual) * bound + 1) <= 0.975


@lru_cache(maxsize=1)
def _intervals() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the ends of 4,000 intervals from 0 to 1, and the logarithms of their midpoints and of 1 minus those."""
    ends = np.linspace(0, 1, 4001)
    middles = (ends[1:] + ends[:-1]) / 2
    return ends, np.log(middles), np.log1p(-middles)


def beta_probability(x: float, a: float, b: float) -> float:
    """Return the distribution function at x of a Beta distribution with a and b from 1 to 101, to 1e-5.

    It sums over 4,000 intervals, because importing SciPy would take longer than many a run.
    """
    ends, log_below, log_above = _intervals()
    log_density = (a - 1) * log_below + (b - 1) * log_above
    cumulative = np.concatenate([[0.0], np.cumsum(np.exp(log_density - log_density.max()))])
    return float(np.interp(x, ends, cumulative / cumulative[-1]))
