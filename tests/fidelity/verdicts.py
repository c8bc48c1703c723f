"""`make fidelity SUITE=compare`: the rates of migrate-compare's answers, by simulation.

Chains are functions of AR(1) normal processes, so that every target has any autocorrelation and exactly known laws.
Three questions: how often equal targets are said to differ (at most 10 of 5,000), how often a difference at the margin
is said to agree (at most at the nominal 5 %), and from which size on differences are seen (power, printed).
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from theano_common.draws import Chain, Draws
from theano_migrate.compare import compare
from theano_migrate.compare.verdict import AGREE, DIFFER, UNDECIDED

Target = Callable[[np.ndarray], dict[str, np.ndarray]]
ANSWERS = (AGREE, DIFFER, UNDECIDED)
FALSE_DIFFER = 10 / 5000
FALSE_AGREE = 0.05


@dataclass(frozen=True)
class Case:
    """Pairs of posteriors: a target (z (draws, 5) of independent standard normal AR(1) -> variables), how it is
    autocorrelated, draws of each of four chains on both sides, and what is done to the new side."""

    target: str
    phi: float = 0.0
    draws: int = 1000
    change: str = "none"
    size: float = 0.0

    @property
    def name(self) -> str:
        changed = "" if self.change == "none" else f", {self.change} {self.size:g}"
        return f"{self.target}, phi {self.phi:g}, 4 x {self.draws}{changed}"


def gaussian(z: np.ndarray) -> dict[str, np.ndarray]:
    mixed = np.column_stack([z[:, 0], 0.8 * z[:, 0] + 0.6 * z[:, 1], *z[:, 2:].T])
    return {"mu": mixed[:, 0], "theta": mixed[:, 1:]}


def heavy(z: np.ndarray) -> dict[str, np.ndarray]:
    from scipy.stats import norm, t

    return {"t3": t.ppf(norm.cdf(z[:, 0]), 3), "cauchy": t.ppf(norm.cdf(z[:, 1]), 1), "mu": z[:, 2]}


def funnel(z: np.ndarray) -> dict[str, np.ndarray]:
    v = 1.5 * z[:, 0]
    return {"v": v, "x": z[:, 1:4] * np.exp(v / 2)[:, None], "sd_log__": v / 2, "sd": np.exp(v / 2)}


def mixture(z: np.ndarray) -> dict[str, np.ndarray]:
    return {"x": np.where(z[:, 0] > 0, 3.0, -3.0) + z[:, 1], "y": z[:, 2] + 0.5 * z[:, 3] ** 2}


def discrete(z: np.ndarray) -> dict[str, np.ndarray]:
    from scipy.stats import norm, poisson

    u = norm.cdf(z)
    return {
        "k": poisson.ppf(u[:, 0], 3).astype(int),
        "coin": (u[:, 1] < 0.3).astype(int),
        "place": np.floor(40 * u[:, 2]).astype(int),
        "mu": z[:, 3],
    }


TARGETS: dict[str, Target] = {f.__name__: f for f in (gaussian, heavy, funnel, mixture, discrete)}


def processes(rng: np.random.Generator, phi: float, draws: int, width: int = 5) -> np.ndarray:
    """(draws, width) of stationary AR(1) with unit variance."""
    from scipy.signal import lfilter

    noise = rng.normal(size=(draws, width)) * np.sqrt(1 - phi**2)
    noise[0] /= np.sqrt(1 - phi**2)
    return lfilter([1.0], [1.0, -phi], noise, axis=0)


def posterior(rng: np.random.Generator, case: Case, changed: bool) -> Draws:
    chains = []
    for _ in range(4):
        z = processes(rng, case.phi, case.draws)
        if changed and case.change == "shift":
            z[:, 0] += case.size
        elif changed and case.change == "log sd":
            z[:, 0] *= np.exp(case.size)
        elif changed and case.change == "atanh r":  # of mu and theta[0], which is 0.8 z0 + 0.6 z1
            r = np.tanh(np.arctanh(0.8) + case.size)
            second = r * z[:, 0] + np.sqrt(1 - r * r) * z[:, 1]
            z[:, 1] = (second - 0.8 * z[:, 0]) / 0.6
        chains.append(Chain(TARGETS[case.target](z)))
    return Draws(tuple(chains))


def answers(case: Case, first: int, count: int) -> Counter[str]:
    """Answers to `count` pairs, numbered from `first`."""
    found: Counter[str] = Counter()
    for number in range(first, first + count):
        rng = np.random.default_rng([20201121, zlib.crc32(case.name.encode()), number])
        found[compare(posterior(rng, case, False), posterior(rng, case, True)).answer] += 1
    return found


EQUAL = [
    *(Case("gaussian", phi) for phi in (0.0, 0.5, 0.9, 0.95)),
    Case("gaussian", 0.98, 4000),
    *(Case(target, phi) for target in ("heavy", "funnel", "mixture", "discrete") for phi in (0.0, 0.5, 0.9)),
]
AT_MARGIN = [Case("gaussian", phi, 2500, "shift", 0.15) for phi in (0.0, 0.5)] + [
    Case("gaussian", 0.0, 2500, "log sd", 0.15),
    Case("gaussian", 0.0, 2500, "atanh r", 0.15),
]
POWER = [
    Case("gaussian", 0.3, draws, change, size)
    for draws in (500, 1000, 2500)
    for change, sizes in {"shift": (0.1, 0.2, 0.3, 0.5), "log sd": (0.1, 0.2, 0.3), "atanh r": (0.2, 0.4)}.items()
    for size in sizes
]


def pieces(cases: list[Case], pairs: int, size: int = 25) -> Iterator[tuple[Case, int, int]]:
    """Work in pieces of at most `size` pairs, `pairs` in all, evenly over the cases."""
    for i, case in enumerate(cases):
        mine = pairs // len(cases) + (i < pairs % len(cases))
        yield from ((case, first, min(size, mine - first)) for first in range(0, mine, size))


def rates(cases: list[Case], pairs: int, workers: int) -> dict[Case, Counter[str]]:
    """Answers by case, to `pairs` pairs in all."""
    work = list(pieces(cases, pairs))
    found: dict[Case, Counter[str]] = {case: Counter() for case in cases}
    with ProcessPoolExecutor(workers) as pool:
        for (case, _, _), counts in zip(work, pool.map(answers, *zip(*work, strict=True)), strict=True):
            found[case] += counts
    return found


def report(title: str, found: dict[Case, Counter[str]]) -> None:
    print(f"\n{title}\n{'':52}{'pairs':>6}" + "".join(f"{answer[:18]:>19}" for answer in ANSWERS))
    for case, counts in found.items():
        total = max(sum(counts.values()), 1)
        print(f"{case.name:52}{total:6}" + "".join(f"{counts[answer] / total:19.3f}" for answer in ANSWERS), flush=True)


def main(pairs: int = 5000, workers: int = 2) -> int:
    """`pairs` of equal targets, and a fifth as many of each other question. 1 where a rate is not held."""
    equal = rates(EQUAL, pairs, workers)
    report("equal targets", equal)
    false = sum(counts[DIFFER] for counts in equal.values())
    print(f"said to differ: {false} of {pairs} (allowed: {FALSE_DIFFER * pairs:g})")
    margin = rates(AT_MARGIN, max(pairs // 5, 1), workers)
    report("a difference of the size of the margin", margin)
    worst = max(counts[AGREE] / max(sum(counts.values()), 1) for counts in margin.values())
    trials = min(sum(counts.values()) for counts in margin.values())
    allowed = FALSE_AGREE + 3 * np.sqrt(FALSE_AGREE * (1 - FALSE_AGREE) / max(trials, 1))
    print(f"said to agree: {worst:.3f} at the most (allowed: 0.05 and three standard errors, {allowed:.3f})")
    report("power", rates(POWER, max(pairs // 5, 1), workers))
    return int(false > max(FALSE_DIFFER * pairs, 1) or worst > allowed)
