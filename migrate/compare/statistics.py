"""Five statistics of every scalar in a posterior, with Monte Carlo standard errors.

Ranks, effective sample sizes and quantile errors as in Vehtari, Gelman, Simpson, Carpenter, Bürkner
(2021), arXiv:1903.08008.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compat.draws import Draws
from compat.draws_statistics import ess_bulk, ess_mean, mcse_mean, mcse_sd, rhat, tail_shape

TRANSFORMED = re.compile(r"^(.+)_[a-z-]+__$")
QUANTILES = (0.05, 0.5, 0.95)
LOG_DENSITY = "log density"
MANY = 300  # scalars


@dataclass(frozen=True)
class Scalar:
    """One scalar quantity, e.g. `theta[3]`. `draws` is (chains, draws); errors are in units of `values`.

    `values` are mean, sd, q05, median, q95; `errors` go with them. Quantiles of integers are NaN.
    `effective` (3,): effective draws of "at most the quantile"; `tail`: the fewer of the two in the tails;
    `tail_shape`: how heavy they are (NaN for integers and constants).
    """

    name: str
    draws: np.ndarray
    values: np.ndarray
    errors: np.ndarray
    bulk: float
    tail: float
    rhat: float
    tail_shape: float = np.nan
    effective: tuple[float, ...] = ()

    @property
    def constant(self) -> bool:
        return self.values[1] == 0.0


def scalars(draws: Draws, names: Sequence[str]) -> dict[str, Scalar]:
    """Every scalar of the named variables, by its name with index; where they are many, with a bar on the terminal."""
    todo = [(name, index) for name in names for index in np.ndindex(draws.stacked(name).shape[2:])]
    return {label: scalar(label, x) for label, x in _with_bar(_labelled(draws, todo), len(todo))}


def _labelled(draws: Draws, todo: Sequence[tuple[str, tuple[int, ...]]]) -> Iterator[tuple[str, np.ndarray]]:
    held = ""
    stacked: Any = None
    for name, index in todo:
        if name != held:
            held, stacked = name, draws.stacked(name)
        label = name + (f"[{','.join(map(str, index))}]" if index else "")
        yield label, stacked[(slice(None), slice(None), *index)]


def _with_bar(work: Iterable[tuple[str, np.ndarray]], total: int) -> Iterable[tuple[str, np.ndarray]]:
    if total < MANY:
        return work
    from tqdm import tqdm

    return tqdm(work, total=total, desc="Statistics of scalars", disable=None, leave=False)


def scalar(name: str, draws: np.ndarray) -> Scalar:
    """Statistics of (chains, draws) of one quantity; NaN or infinite draws make them NaN."""
    x = draws.astype(float)
    if not np.isfinite(x).all() or np.ptp(x) == 0.0:
        level = x.flat[0] if np.isfinite(x).all() else np.nan
        values = np.array([level, 0.0 * level, level, level, level])
        return Scalar(name, x, values, np.zeros(5), float(x.size), float(x.size), 1.0)
    quantiles = np.quantile(x, QUANTILES)
    effective = [ess_mean((x <= q).astype(float)) for q in quantiles]
    errors = [quantile_error(x, p, ess) for p, ess in zip(QUANTILES, effective, strict=True)]
    shape = np.nan
    if draws.dtype.kind in "biu":  # the quantiles of a discrete law jump
        quantiles, errors = np.full(3, np.nan), [np.nan] * 3
    else:
        shape = tail_shape(x)
    values = np.array([x.mean(), x.std(ddof=1), *quantiles])
    tail = min(effective[0], effective[2])
    all_errors = np.array([mcse_mean(x), mcse_sd(x), *errors])
    return Scalar(name, x, values, all_errors, ess_bulk(x), tail, rhat(x), shape, tuple(effective))


def quantile_error(x: np.ndarray, p: float, ess: float) -> float:
    """Monte Carlo standard error of the p-quantile, in units of x: half the span of its rank ± 1 sd.

    `ess` is the effective number of draws of "x is at most that quantile".
    """
    from scipy.special import betaincinv

    low, high = betaincinv(ess * p + 1, ess * (1 - p) + 1, [0.15865525393145707, 0.8413447460685429])
    ordered = np.sort(x, axis=None)
    last = x.size - 1
    at = (int(max(np.floor(low * x.size), 0)), int(min(np.ceil(high * x.size), last)))
    return float(ordered[at[1]] - ordered[at[0]]) / 2


def quantile_evidence(old: Scalar, new: Scalar) -> np.ndarray:
    """(3,): how many standard errors apart the shares of draws up to each common quantile are.

    A share has a nearly normal law whatever the density is; a quantile's own error is another thing where the density
    is low (between two modes) or falls steeply (in heavy tails), and sees differences there that are none.
    """
    pooled = np.concatenate([old.draws.ravel(), new.draws.ravel()])
    found = []
    for p, m, n in zip(QUANTILES, old.effective, new.effective, strict=True):
        at = np.quantile(pooled, p)
        apart = abs((old.draws <= at).mean() - (new.draws <= at).mean())
        found.append(apart / np.sqrt(p * (1 - p) * (1 / m + 1 / n)))
    return np.array(found)


def compared_names(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """The variables worth comparing with those of the other side.

    `tau_log__` is the unconstrained scale of `tau`: compared too where both sides keep it, else `tau` says enough.
    """
    known = set(names)
    return [name for name in names if name in others or untransformed(name) not in known or untransformed(name) == name]


def untransformed(name: str) -> str:
    """`tau` of `tau_log__`; any other name as it is."""
    found = TRANSFORMED.match(name)
    return found.group(1) if found else name
