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

from theano_common.draws import Draws
from theano_common.statistics import ess_bulk, ess_mean, mcse_mean, mcse_sd, rhat, tail_shape

TRANSFORMED = re.compile(r"^(.+)_[a-z-]+__$")
QUANTILES = (0.05, 0.5, 0.95)
LOG_DENSITY = "log density"
MANY = 300  # scalars


@dataclass(frozen=True)
class Scalar:
    """One scalar quantity, e.g. `theta[3]`. `draws` is (chains, draws); errors are in units of `values`.

    `of` is its variable. `values` are mean, sd, q05, median, q95, with their `errors`. Quantiles of integers are
    NaN. `effective` (3,): effective draws of "at most the quantile"; `tail`: the smaller of the two tails;
    `tail_shape`: their heaviness (NaN for integers and constants). `share`: of independent draws, as repeats go; it is
    in all effective draws and errors.
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
    of: str = ""
    share: float = 1.0

    @property
    def constant(self) -> bool:
        return bool((self.draws == self.draws.flat[0]).all())


def scalars(draws: Draws, names: Sequence[str], share: float = 1.0) -> dict[str, Scalar]:
    """Return every scalar of the named variables, by name with index; if there are many, show a progress bar."""
    todo = [(name, index) for name in names for index in np.ndindex(draws.stacked(name).shape[2:])]
    return {label: scalar(label, x, of, share) for label, of, x in _with_bar(_labelled(draws, todo), len(todo))}


def _labelled(draws: Draws, todo: Sequence[tuple[str, tuple[int, ...]]]) -> Iterator[tuple[str, str, np.ndarray]]:
    """Yield (name of the scalar, its variable, draws); a complex number gives two scalars."""
    held: str | None = None  # None, since "" is a valid name
    stacked: Any = None
    for name, index in todo:
        if name != held:
            held, stacked = name, draws.stacked(name)
        label = labelled(name, index)
        x = stacked[(slice(None), slice(None), *index)]
        if x.dtype.kind == "c":
            yield f"{label}.real", name, x.real
            yield f"{label}.imag", name, x.imag
        else:
            yield label, name, x


def labelled(name: str, index: Sequence[int]) -> str:
    """Return the name of a scalar: `theta[3]`."""
    return name + (f"[{','.join(map(str, index))}]" if index else "")


def _with_bar(work: Iterable[tuple[str, str, np.ndarray]], total: int) -> Iterable[tuple[str, str, np.ndarray]]:
    if total < MANY:
        return work
    from tqdm import tqdm

    return tqdm(work, total=total, desc="Statistics of scalars", disable=None, leave=False)


def scalar(name: str, draws: np.ndarray, of: str = "", share: float = 1.0) -> Scalar:
    """Return statistics of a quantity (chains, draws): NaN if some are not finite, unless all are one infinity.

    With too few draws to estimate an effective number, there is none. share: of independent draws, as repeats go.
    """
    x = draws.astype(float)
    if (x == x.flat[0]).all() or not np.isfinite(x).all():
        level, sd = (x.flat[0], 0.0) if (x == x.flat[0]).all() else (np.nan, np.nan)
        values = np.array([level, sd, level, level, level])
        size = share * x.size
        return Scalar(name, x, values, np.zeros(5), size, size, 1.0, of=of or name, share=share)
    given, scale = x, np.ldexp(1.0, int(np.frexp(np.abs(x).max())[1]) - 1)
    x = x / scale  # squares of 1e200 and 1e-200 overflow and underflow; scaling by a power of two is exact
    quantiles = np.quantile(x, QUANTILES)
    effective = (share * np.nan_to_num([ess_mean((x <= q).astype(float)) for q in quantiles])).tolist()
    errors = [quantile_error(x, p, ess) for p, ess in zip(QUANTILES, effective, strict=True)]
    shape = np.nan
    if draws.dtype.kind in "biu":  # quantiles of a discrete distribution jump
        quantiles, errors = np.full(3, np.nan), [np.nan] * 3
    else:
        shape = tail_shape(x)
    values = np.array([x.mean(), x.std(ddof=1), *quantiles]) * scale
    tail = min(effective[0], effective[2])
    all_errors = np.array([mcse_mean(x) / np.sqrt(share), mcse_sd(x) / np.sqrt(share), *errors]) * scale
    bulk = share * float(np.nan_to_num(ess_bulk(x)))
    return Scalar(name, given, values, all_errors, bulk, tail, rhat(x), shape, tuple(effective), of or name, share)


def quantile_error(x: np.ndarray, p: float, ess: float) -> float:
    """Return the Monte Carlo standard error of the p-quantile, in units of x: half the range of its rank ± 1 sd.

    `ess` is the effective number of draws of "x is at most that quantile".
    """
    from scipy.special import betaincinv

    low, high = betaincinv(ess * p + 1, ess * (1 - p) + 1, [0.15865525393145707, 0.8413447460685429])
    ordered = np.sort(x, axis=None)
    last = x.size - 1
    at = (int(max(np.floor(low * x.size), 0)), int(min(np.ceil(high * x.size), last)))
    return float(ordered[at[1]] - ordered[at[0]]) / 2


def quantile_evidence(old: Scalar, new: Scalar) -> np.ndarray:
    """Return, for each common quantile, the difference of the shares of draws below it, in standard errors: (3,).

    A share is nearly normal whatever the density is. A quantile's own error is unreliable where the density is low
    (between two modes) or falls steeply (in heavy tails), and reports differences there that do not exist.
    """
    pooled = np.concatenate([old.draws.ravel(), new.draws.ravel()])
    found = []
    for p, m, n in zip(QUANTILES, old.effective, new.effective, strict=True):
        at = np.quantile(pooled, p)
        apart = abs((old.draws <= at).mean() - (new.draws <= at).mean())
        found.append(apart / np.sqrt(p * (1 - p) * (1 / m + 1 / n)) if m and n else 0.0)
    return np.array(found)


def compared_names(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the variables to compare with those of the other side.

    `tau_log__` is the unconstrained `tau`: it is compared too where both sides have it, else `tau` is enough.
    """
    known = set(names)
    return [name for name in names if name in others or untransformed(name) not in known or untransformed(name) == name]


def untransformed(name: str) -> str:
    """Return `tau` for `tau_log__`; any other name as it is."""
    found = TRANSFORMED.match(name)
    return found.group(1) if found else name
