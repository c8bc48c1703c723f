"""Chains as PyMC3's backends recorded them, and their conversion to Draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ..draws import Arrays, Chain, Draws

# What a format does not keep; printed with each comparison.
NO_TUNING_MARK = "which draws were tuning draws is not kept, so that none is left out (--drop N leaves the first N out)"
EACH_CHAIN = f"There are no statistics in the file; {NO_TUNING_MARK}."


@dataclass(frozen=True)
class Recorded:
    """One chain: `samples` (draws, *shape), and a dict of statistics for each step method, tuning draws included."""

    number: int
    samples: Arrays
    stats: tuple[Mapping[str, np.ndarray], ...] = ()


def draws_of(chains: Iterable[Recorded], *remarks: str, sampler: str = "pymc3") -> Draws:
    """Return the chains as Draws, ordered by number. remarks: on what the format does not keep."""
    ordered = sorted(chains, key=lambda one: one.number)
    attrs: dict[str, object] = {"remarks": remarks} if remarks else {}
    if steps := max((len(one.stats) for one in ordered), default=0):
        attrs["step_methods"] = steps
    return Draws(tuple(map(_chain, ordered)), sampler=sampler, attrs=attrs)


def _chain(recorded: Recorded) -> Chain:
    full, stats = recorded.samples, merged(recorded.stats)
    tuning = stats.get("tune")
    # A single tuning draw is PyMC3 3.8's mistake: it marks the first draw that it keeps.
    if tuning is None or tuning.dtype != bool or tuning.sum() <= 1:
        return Chain(full, stats)
    split = [
        {name: array[rows] for name, array in both.items()} for rows in (~tuning, tuning) for both in (full, stats)
    ]
    return Chain(*split)


def merged(stats: Iterable[Mapping[str, np.ndarray]]) -> Arrays:
    """Return statistics by name; where several step methods have one, the first that is informative.

    Different values of another are kept too, as `accept[1]` of the second step method.
    """
    found: Arrays = {}
    for i, one in enumerate(stats):
        for name, array in one.items():
            if name not in found or not found[name].any():
                found[name] = array
            elif array.any() and not np.array_equal(array, found[name]):
                found[f"{name}[{i}]"] = array
    return found
