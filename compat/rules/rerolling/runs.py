"""Runs of steps: where a sequence of colours repeats with a fixed period."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .. import thresholds


class Run(NamedTuple):
    """`steps` times `period` nodes, starting at node number `start`."""

    start: int
    period: int
    steps: int

    @property
    def end(self) -> int:
        return self.start + self.period * self.steps

    @property
    def is_long(self) -> bool:
        return (
            self.steps >= thresholds.REROLLED_FEWEST_STEPS
            and self.period * self.steps >= thresholds.REROLLED_FEWEST_NODES
        )


def candidates(colours: np.ndarray) -> list[Run]:
    """Return runs that may be steps of a loop, longest first; they overlap."""
    found = {run for period in _periods(colours) for run in _repeated(colours, period)}
    return sorted(found, key=lambda run: (-run.period * run.steps, run.period, run.start))


def _periods(colours: np.ndarray) -> list[int]:
    """Return frequent distances between equal sequences of 1, 4, 16, ... colours."""
    scrambled = (colours.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    scrambled ^= scrambled >> np.uint64(29)
    found: set[int] = set()
    length, factor = 1, np.uint64(0xBF58476D1CE4E5B9)
    while length * thresholds.REROLLED_FEWEST_STEPS < len(colours) or length == 1:
        _, which = np.unique(scrambled, return_inverse=True)
        order = np.argsort(which, kind="stable")
        again = which[order][1:] == which[order][:-1]
        distances, counts = np.unique((order[1:] - order[:-1])[again], return_counts=True)
        likely = counts >= thresholds.REROLLED_FEWEST_STEPS
        distances, counts = distances[likely], counts[likely]
        found.update(int(d) for d in distances[np.argsort(-counts, kind="stable")[:6]])
        for _ in range(2):
            longer = scrambled.copy()
            longer[length:] = scrambled[length:] * factor + (scrambled[:-length] ^ np.uint64(length))
            scrambled = longer
            length *= 2
    return sorted(p for p in found if p * thresholds.REROLLED_FEWEST_STEPS <= len(colours))


def _repeated(colours: np.ndarray, period: int) -> list[Run]:
    """Return the longest runs of this period."""
    same = np.concatenate(([False], (colours[period:] == colours[:-period]) & (colours[period:] >= 0), [False]))
    edges = np.flatnonzero(same[1:] != same[:-1])
    runs = [Run(int(a), period, int(b - a) // period + 1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [run for run in runs if run.is_long]


__all__ = ["Run", "candidates"]
