"""Names of rows and columns: which are the same in two releases, and which statistic of the draws a column is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MEAN, SD, QUANTILE, LOW, HIGH, OF_RUN, OTHER = "mean", "sd", "quantile", "low", "high", "of the run", ""
RENAMED = {
    **dict.fromkeys(("mc_error", "mcse", "mc error", "mcse_mean"), "mcse_mean"),
    **dict.fromkeys(("n_eff", "eff_n", "neff", "ess", "ess_mean"), "ess"),
    **dict.fromkeys(("rhat", "r_hat", "r-hat", "gelman_rubin"), "r_hat"),
    **dict.fromkeys(("std", "stddev", "sd"), "sd"),
    **{"loo": "elpd_loo", "waic": "elpd_waic", "d_loo": "elpd_diff", "d_waic": "elpd_diff"},  # of `compare`
}
RUNS_OWN = {"mcse_mean", "mcse_sd", "mcse_median", "ess", "ess_bulk", "ess_tail", "ess_sd", "ess_median", "r_hat"}
SIZES = ("ess_bulk", "ess", "ess_tail")
INTERVAL = re.compile(r"(?:hpd|hdi|eti)[_ ]?(\d+(?:\.\d+)?)%?")
QUANTILES = re.compile(r"q?(\d+(?:\.\d+)?)%?")
INDEX = re.compile(r"\[([^\]]*)\]$")


@dataclass(frozen=True)
class Statistic:
    """What a column holds. at: the probability that a quantile, or a bound of an interval, stands for."""

    kind: str
    at: float = 0.0


def column(name: str) -> str:
    """Return a column's name as the last releases write it."""
    plain = name.strip().lower()
    if bound := INTERVAL.fullmatch(plain):
        return f"hdi_{float(bound[1]):g}%"
    return RENAMED.get(plain, plain)


def statistic(name: str) -> Statistic:
    """Return which statistic of the draws the column `name` of a summary is."""
    plain = column(name)
    if plain in RUNS_OWN:
        return Statistic(OF_RUN)
    if plain in ("mean", "sd"):
        return Statistic(plain)
    if plain == "median":
        return Statistic(QUANTILE, 0.5)
    if bound := INTERVAL.fullmatch(plain):
        at = float(bound[1]) / 100
        return Statistic(LOW if at < 0.5 else HIGH, at)
    if (found := QUANTILES.fullmatch(plain)) and 0 < (at := float(found[1]) / 100) < 1:
        return Statistic(QUANTILE, at)
    return Statistic(OTHER)


def row(name: str) -> str:
    """Return a row's name as the last releases write it: `mu__0_1` and `mu[0, 1]` are `mu[0,1]`."""
    plain = re.sub(r",\s+", ",", name.strip())
    plain = re.sub(r"^IC_(waic|loo)$", r"deviance_\1", plain)  # of ArviZ 0.5 and earlier
    old = re.fullmatch(r"(.*?[^_])__(\d+(?:_\d+)*)", plain)
    return f"{old[1]}[{old[2].replace('_', ',')}]" if old else plain


def matched(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Return stored name -> new name. Elements of a vector whose labels changed are taken in their order."""
    there = {row(name): name for name in reversed(new)}
    found = {name: there[row(name)] for name in old if row(name) in there}
    left: dict[str, list[list[str]]] = {}
    for side, names, taken in ((0, old, set(found)), (1, new, set(found.values()))):
        for name in names:
            if name not in taken and INDEX.search(row(name)):
                left.setdefault(INDEX.sub("", row(name)), [[], []])[side].append(name)
    for ours, theirs in left.values():
        if len(ours) == len(theirs):
            found |= dict(zip(ours, theirs, strict=True))
    return found
