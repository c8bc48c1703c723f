"""Compare the joint distributions: whether a classifier can tell the draws of the two posteriors apart.

This is R* (Lambert and Vehtari 2022, arXiv:2003.07900) with the source as the class. Each chain is classified by
what was learnt from the other chains, so that a draw's neighbours in its own chain do not help. The accuracy by
chance is found by exchanging whole chains between the sources, since whole chains are independent.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from theano_common.statistics import normal_scores

from .row import Row
from .statistics import Scalar

MOST_SCALARS = 60
MOST_DRAWS = 500  # of each chain
MOST_EXCHANGES = 200
FEWEST_EXCHANGES = 10
FEWEST_UNITS, MOST_UNITS = 4, 32  # on each side; fewer chains are split, more are joined
NEIGHBOURS = 25
NEAR_SCALARS = 12  # dimensions for nearest neighbours
APART = 0.05  # accuracy above chance from which a difference would matter


@dataclass(frozen=True)
class Joint:
    """The accuracy of telling the sources apart; `by_chance`: least, median and most after exchanging chains.

    p: share of the exchanges, the identity included, with at least this accuracy.
    """

    accuracy: float
    by_chance: tuple[float, float, float]
    p: float
    exchanges: int
    scalars: int
    parts: int = 1  # of each chain

    @property
    def apart(self) -> bool:
        """Say whether the joint distributions seem to differ by an amount that matters."""
        rare = self.exchanges >= FEWEST_EXCHANGES and self.p <= max(0.05, 1.5 / self.exchanges)
        return bool(rare and self.accuracy - self.by_chance[1] >= APART)

    def text(self) -> str:
        """Return one line for the report."""
        low, _, high = self.by_chance
        cut = f", each in {self.parts} parts" if self.parts > 1 else ""
        return (
            f"joint distribution: a classifier tells saved from new draws of {self.scalars} scalars with accuracy "
            f"{self.accuracy:.3f}; with chains exchanged{cut} {low:.3f} to {high:.3f} (p = {self.p:.2g} of "
            f"{self.exchanges} exchanges)"
        )


def joint(rows: Sequence[Row], seed: int = 0) -> Joint | None:
    """Judge the joint distribution of the scalar rows; None if there are fewer than two.

    `seed` selects the exchanges if there are too many to try all, and the projections of wide posteriors.
    """
    rng = np.random.default_rng(seed)
    used = [row for row in rows if row.kind == "scalar" and row.old is not None]
    if len(used) < 2:
        return None
    old, parts_old = _units([row.old for row in used])
    new, parts_new = _units([row.new for row in used])
    units = [_thinned(one) for one in (*old, *new)]
    features = _scores(units, rng)
    given = np.arange(len(units)) >= len(old)
    learner = _Learner(features)
    real = learner.accuracy(given)
    others = [learner.accuracy(one) for one in _exchanges(given, rng)]
    everything = np.array([real, *others])
    p = float((everything >= real - 1e-12).mean())
    span = (min(others), float(np.median(others)), max(others)) if others else (real, real, real)
    return Joint(real, span, p, len(everything), len(used), max(parts_old, parts_new))


def _units(scalars: Sequence[Scalar | None]) -> tuple[list[np.ndarray], int]:
    """Return chains (draws, scalars), split or joined to a fit number, and the number of parts of each."""
    stacked = np.stack([one.draws for one in scalars if one is not None], axis=-1)
    if len(stacked) > MOST_UNITS:
        return [np.concatenate(some) for some in np.array_split(stacked, MOST_UNITS)], 1
    parts = max(1, math.ceil(FEWEST_UNITS / len(stacked)))
    return [part for chain in stacked for part in np.array_split(chain, parts)], parts


def _thinned(unit: np.ndarray) -> np.ndarray:
    return unit[np.unique(np.linspace(0, len(unit) - 1, min(MOST_DRAWS, len(unit))).astype(int))]


def _scores(units: list[np.ndarray], rng: np.random.Generator) -> list[np.ndarray]:
    """Return normal scores of the pooled ranks of each scalar, in at most MOST_SCALARS dimensions."""
    pooled = np.concatenate(units)
    scores = np.stack([normal_scores(column) for column in pooled.T], axis=1)
    if scores.shape[1] > MOST_SCALARS:
        directions = rng.normal(size=(scores.shape[1], MOST_SCALARS)) / math.sqrt(scores.shape[1])
        scores = scores @ directions
    return np.split(scores, np.cumsum([len(unit) for unit in units])[:-1])


def _exchanges(given: np.ndarray, rng: np.random.Generator) -> list[np.ndarray]:
    """Return other ways to deal the units to two sources of the same sizes; all of them if there are few.

    With equally many units in both sources, exchanging all of them counts as the same way.
    """
    count, new = len(given), int(given.sum())
    mirrored = 2 * new == count
    total = math.comb(count, new) // (2 if mirrored else 1)
    if total <= MOST_EXCHANGES:
        ways = [np.isin(np.arange(count), chosen) for chosen in itertools.combinations(range(count), new)]
        if mirrored:
            ways = [way for way in ways if not way[0]]
    else:
        ways = [rng.permutation(given) for _ in range(MOST_EXCHANGES - 1)]
    return [way for way in ways if not np.array_equal(way, given) and not np.array_equal(~way, given)]


class _Learner:
    """Two classifiers on the same units: a normal distribution for each class, and nearest neighbours.

    Whatever does not depend on the labels is computed once.
    """

    def __init__(self, units: list[np.ndarray]):
        self.units = units
        self.sizes = np.array([len(unit) for unit in units], dtype=float)
        self.sums = np.stack([unit.sum(axis=0) for unit in units])
        self.squares = np.stack([unit.T @ unit for unit in units])
        self.near = self._neighbours()
        self.others = [self._moments(np.arange(len(units)) != i)[1] for i in range(len(units))]  # covariances

    def _neighbours(self) -> list[np.ndarray]:
        """Return for each unit (draws, units): how many of a draw's nearest neighbours in other units are in each."""
        from scipy.spatial import cKDTree

        pooled = np.concatenate(self.units)
        if pooled.shape[1] > NEAR_SCALARS:
            values, vectors = np.linalg.eigh(np.cov(pooled.T))
            pooled = pooled @ vectors[:, ::-1][:, :NEAR_SCALARS]
        owner = np.repeat(np.arange(len(self.units)), self.sizes.astype(int))
        made = []
        for i in range(len(self.units)):
            others = owner != i
            _, at = cKDTree(pooled[others]).query(pooled[~others], k=min(NEIGHBOURS, int(others.sum())))
            at = at[:, None] if at.ndim == 1 else at
            made.append((owner[others][at][:, :, None] == np.arange(len(self.units))).sum(axis=1))
        return made

    def accuracy(self, new: np.ndarray) -> float:
        """Return the better classifier's share of right answers, with equal weight for the two classes.

        new: (units,) of bool.
        """
        right = np.zeros((2, 2))
        for i in range(len(self.units)):
            rest = np.arange(len(self.units)) != i
            votes = self._votes(i, new, rest), self._log_ratio(i, new, rest)
            for k, score in enumerate(votes):
                says_new = np.where(score == 0.0, 0.5, score > 0.0).mean()
                right[k, int(new[i])] += (says_new if new[i] else 1 - says_new) / (new == new[i]).sum()
        return float(right.mean(axis=1).max())

    def _votes(self, i: int, new: np.ndarray, rest: np.ndarray) -> np.ndarray:
        weights = np.where(new, 1 / max(self.sizes[rest & new].sum(), 1), -1 / max(self.sizes[rest & ~new].sum(), 1))
        return self.near[i] @ weights

    def _log_ratio(self, i: int, new: np.ndarray, rest: np.ndarray) -> np.ndarray:
        scores, unit, pooled = [], self.units[i], self.others[i]
        for chosen in (rest & new, rest & ~new):
            mean, covariance = self._moments(chosen)
            keep = self.sizes[chosen].sum() / (self.sizes[chosen].sum() + 5 * len(mean))
            covariance = keep * covariance + (1 - keep) * pooled + 1e-6 * np.eye(len(mean))
            factor = np.linalg.cholesky(covariance)
            white = np.linalg.solve(factor, (unit - mean).T)
            scores.append(-0.5 * (white**2).sum(axis=0) - np.log(np.diag(factor)).sum())
        return scores[0] - scores[1]

    def _moments(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        size = max(self.sizes[chosen].sum(), 1.0)
        mean = self.sums[chosen].sum(axis=0) / size
        return mean, self.squares[chosen].sum(axis=0) / size - np.outer(mean, mean)
