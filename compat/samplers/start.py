"""Where chains start, and the seeds they get."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from common.cores import cores as all_cores
from compat.samplers.logdensity import LogDensity

Start = np.ndarray | Sequence[np.ndarray] | None
RESOLVED = 1e-3
HALVINGS = 50


def starts_of_chains(density: LogDensity, start: Start, chains: int) -> list[np.ndarray]:
    """One (dimension,) array per chain from None (the model's own), one array, or one per chain."""
    if start is None:
        given = [density.initial] * chains
    elif isinstance(start, np.ndarray) and start.ndim == 1:
        given = [start] * chains
    else:
        given = [np.asarray(one, dtype=float) for one in start]
        if len(given) != chains:
            raise ValueError(f"{len(given)} starts were given for {chains} chains.")
    for one in given:
        if one.shape != (density.dimension,):
            raise ValueError(f"a start has shape {one.shape}; the model has {density.dimension} numbers.")
    return [np.array(one, dtype=float) for one in given]


def seeds_of_chains(seed: int | Sequence[int] | None, chains: int) -> list[int]:
    """One 64-bit seed per chain, far apart from each other, from one seed, one per chain, or None (fresh)."""
    if seed is None or np.ndim(seed) == 0:
        sequence = np.random.SeedSequence(None if seed is None else abs(int(seed)))  # type: ignore[arg-type]
        return [int(word) for word in sequence.generate_state(chains, np.uint64)]
    if len(seed) != chains:  # type: ignore[arg-type]
        raise ValueError(f"{len(seed)} seeds were given for {chains} chains.")  # type: ignore[arg-type]
    return [seeds_of_chains(one, 1)[0] for one in seed]  # type: ignore[union-attr]


def cores_of(cores: int | None, chains: int) -> int:
    """Return how many chains run at a time: by default one on each core."""
    return max(1, min(chains, cores if cores is not None else all_cores()))


def jittered_as_legacy(
    density: LogDensity, rng: np.random.RandomState, chains: int, retries: int = 10
) -> list[np.ndarray]:
    """Draw starts as PyMC3 3.11.5 does for `init="jitter+adapt_diag"`: U(-1, 1) about the model's start.

    One stream serves all chains, one call per free variable. A start without a finite log density is drawn
    anew, `retries` times; then the last one is taken as it is, and the sampler refuses it by name.
    """
    starts = []
    for _ in range(chains):
        for attempt in range(retries + 1):
            x = density.initial.copy()
            for part in density.parts:
                x[part.start : part.start + part.size] += 2 * rng.random_sample(part.size) - 1
            if attempt == retries or np.isfinite(density.logp_grad(x)[0]):
                break
        starts.append(x)
    return starts


def nearer_where_unresolved(density: LogDensity, start: np.ndarray) -> np.ndarray:
    """Return the start, its distance from the model's own halved until the density can be told from rounding there.

    Where the last digit of a value changes the log density by more than RESOLVED, no step is small enough, and whether
    one is accepted is chance: a chain would stay for ever. Jitter leads there where a model has exponentials of sums.
    """
    x = start
    for _ in range(HALVINGS):
        value, slope = density.logp_grad(x)
        if np.isfinite(value) and not np.max(np.abs(slope) * np.spacing(np.abs(x)), initial=0.0) <= RESOLVED:
            x = density.initial + (x - density.initial) / 2
        else:
            break
    return x


class JitteredStart:
    """One chain's start for a sampler that asks again when it refuses one.

    nutpie refuses one that is not finite, or has an exact 0 in the gradient.

    jitter=True: U(-1, 1) about `base` each time. jitter=False: `base` as it is, then ever further from it,
    since a start at a mode has an exact 0.
    """

    def __init__(self, base: np.ndarray, jitter: bool):
        self._base, self._jitter, self._asked = base, jitter, 0

    def __call__(self, seed: int) -> np.ndarray:
        self._asked += 1
        if not self._jitter and self._asked == 1:
            return self._base.copy()
        # Without jitter the steps away are small: about the rounding of single precision at first.
        width = 1.0 if self._jitter else min(1.0, 1e-7 * 2.0**self._asked)
        return self._base + width * np.random.default_rng(seed).uniform(-1, 1, self._base.size)


def seeds_as_legacy(seed: int | Sequence[int] | None, chains: int) -> list[int]:
    """One seed per chain as PyMC3 3.11.5's `sample` derives them.

    One chain takes an integer as it is. Several take `randint(2**30)` each, from the global generator;
    where an integer is given that generator is seeded with it first, as legacy did, and stays so.
    """
    if seed is not None and np.ndim(seed) > 0:
        seeds = [int(one) for one in seed]  # type: ignore[union-attr]
        if len(seeds) != chains:
            raise ValueError(f"{len(seeds)} seeds were given for {chains} chains.")
        return seeds
    if seed is not None and chains == 1:
        return [int(seed)]  # type: ignore[arg-type]
    if seed is not None:
        np.random.seed(int(seed))  # type: ignore[arg-type]
    return [int(np.random.randint(2**30)) for _ in range(chains)]
