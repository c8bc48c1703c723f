"""Draws: what every sampler returns, and every reader of saved posteriors builds.

Only NumPy is imported, so that a comparison of two posteriors needs neither a model nor a sampler.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]


@dataclass(frozen=True)
class Diverged:
    """A trajectory that diverged.

    draw: its number, counting warm-up. start, end: the unconstrained points between which it diverged, if known.
    """

    draw: int
    start: np.ndarray | None = None
    end: np.ndarray | None = None


@dataclass(frozen=True)
class Chain:
    """One chain. The first axis of every array is the draw; warm-up is separate, and None if not kept."""

    samples: Arrays
    stats: Arrays = field(default_factory=dict)  # by legacy names; statistics that the sampler lacks are left out
    warmup_samples: Arrays | None = None
    warmup_stats: Arrays | None = None
    diverged: tuple[Diverged, ...] = field(default=(), kw_only=True)  # if the sampler reports them

    def __len__(self) -> int:
        """Return the number of draws after warm-up."""
        arrays = self.samples or self.stats
        return len(next(iter(arrays.values()))) if arrays else 0

    def first(self, length: int) -> Chain:
        """Return the chain with its first draws alone."""
        return self._rows(slice(length))

    def without_first(self, length: int) -> Chain:
        """Return the chain without its first draws, which become warm-up, behind the warm-up that it has."""
        before, kept = self._rows(slice(length)), self._rows(slice(length, None))
        return replace(
            kept,
            warmup_samples=_behind(self.warmup_samples, before.samples),
            warmup_stats=_behind(self.warmup_stats, before.stats),
        )

    def _rows(self, rows: slice) -> Chain:
        samples, stats = ({name: array[rows] for name, array in one.items()} for one in (self.samples, self.stats))
        return replace(self, samples=samples, stats=stats)


@dataclass(frozen=True)
class Draws:
    """Chains x draws for each variable, the sampler's statistics, and how the run ended.

    `ended` is "complete", "interrupted" (by Ctrl-C: the chains hold the draws until then) or "failed: reason".
    `seconds` is the time from the first gradient to the last, compilation not included.
    """

    chains: tuple[Chain, ...]
    sampler: str = ""
    ended: str = "complete"
    seconds: float = 0.0
    attrs: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of draws of the shortest chain."""
        return min((len(chain) for chain in self.chains), default=0)

    @property
    def variables(self) -> list[str]:
        return list(self.chains[0].samples) if self.chains else []

    @property
    def statistics(self) -> list[str]:
        return list(self.chains[0].stats) if self.chains else []

    def stacked(self, name: str, warmup: bool = False) -> np.ndarray:
        """Return a variable as (chains, draws, *shape); longer chains are cut to the shortest."""
        return _stack([_chosen(chain.samples, chain.warmup_samples, warmup) for chain in self.chains], name)

    def concatenated(self, name: str) -> np.ndarray:
        """Return a variable as (all draws, *shape), chain after chain, nothing cut off."""
        if name not in self.variables:
            raise _unknown(name, self.variables)
        return np.concatenate([chain.samples[name] for chain in self.chains])

    def statistic(self, name: str, warmup: bool = False) -> np.ndarray:
        """Return a statistic as (chains, draws); longer chains are cut to the shortest."""
        return _stack([_chosen(chain.stats, chain.warmup_stats, warmup) for chain in self.chains], name)

    def without_first(self, length: int) -> Draws:
        """Return the draws without the first of each chain, which become warm-up. 0 leaves all as it is."""
        if not length:
            return self
        said = f"The first {length} draws of each chain were left out as tuning draws, as asked for."
        attrs = {**self.attrs, "remarks": (*self.attrs.get("remarks", ()), said)}
        return replace(self, chains=tuple(one.without_first(length) for one in self.chains), attrs=attrs)

    def rectangular(self) -> Draws:
        """Return chains of one length, after an interruption: chosen so that most draws are kept.

        Of lengths 1000, 900 and 20 the third chain is dropped and the others keep 900. Without any draws: no chains.
        """
        lengths = sorted((len(chain) for chain in self.chains), reverse=True)
        length = max(lengths, key=lambda n: n * sum(other >= n for other in lengths), default=0)
        kept = [chain for chain in self.chains if len(chain) >= length > 0]
        return replace(self, chains=tuple(chain.first(length) for chain in kept))


def _behind(earlier: Arrays | None, later: Arrays) -> Arrays:
    return {name: np.concatenate([earlier[name], rows]) for name, rows in later.items()} if earlier else later


def _chosen(kept: Arrays, warmup: Arrays | None, want_warmup: bool) -> Mapping[str, np.ndarray]:
    return (warmup or {}) if want_warmup else kept


def _stack(chains: list[Mapping[str, np.ndarray]], name: str) -> np.ndarray:
    if not chains or any(name not in chain for chain in chains):
        raise _unknown(name, list(chains[0]) if chains else [])
    arrays = [chain[name] for chain in chains]
    shortest = min(len(array) for array in arrays)
    return np.stack([array[:shortest] for array in arrays])


def _unknown(name: str, known: list[str]) -> KeyError:
    return KeyError(f"no {name!r} among these draws; there are: {', '.join(known) or 'none'}.")
