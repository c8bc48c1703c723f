"""Where chains start, and the seeds they get."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from common.cores import cores as all_cores
from compat.samplers.errors import SamplingError
from compat.samplers.logdensity import LogDensity

Start = np.ndarray | Sequence[np.ndarray] | None
TRIES = 10  # jittered starts of a chain
NEARBY = 25  # further starts ever further away, where the gradient is not finite
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


def possible_starts(density: LogDensity, start: Start, seeds: Sequence[int], jitter: bool = False) -> list[np.ndarray]:
    """One (dimension,) array per chain, as `starts_of_chains`, where the log density and its gradient are finite.

    jitter: U(-1, 1) is added, anew where the log density is not finite. A start whose gradient alone is not finite is
    moved a little. SamplingError, with `chain` and `start`, for a chain that can't start.
    """
    found = []
    for chain, (base, seed) in enumerate(zip(starts_of_chains(density, start, len(seeds)), seeds, strict=True)):
        rng = np.random.default_rng(seed)
        for _ in range(TRIES if jitter else 1):
            x = base + rng.uniform(-1, 1, base.size) if jitter else base
            value, slope = density.logp_grad(x)
            if np.isfinite(value):
                break
        else:
            refuse_impossible([value], [x], chain)
        near = (_away(x, attempt, rng) for attempt in range(NEARBY))
        moved = x if np.isfinite(slope).all() else next((one for one in near if _is_possible(density, one)), None)
        if moved is None:
            raise SamplingError(f"the gradient is not finite where chain {chain} starts", chain, x)
        found.append(moved)
    return found


def refuse_impossible(values: Sequence[float], starts: Sequence[np.ndarray], first_chain: int = 0) -> None:
    """SamplingError for the first of some chains whose log density is not finite where it starts."""
    for i, (value, x) in enumerate(zip(values, starts, strict=True)):
        if not np.isfinite(value):
            chain = first_chain + i
            raise SamplingError(f"the log density is {float(value)} where chain {chain} starts", chain, x)


def _is_possible(density: LogDensity, x: np.ndarray) -> bool:
    value, slope = density.logp_grad(x)
    return bool(np.isfinite(value) and np.isfinite(slope).all())


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


def _away(base: np.ndarray, attempt: int, rng: np.random.Generator) -> np.ndarray:
    """Draw a point about `base`: at first as near as single precision rounds, then ever further away."""
    return base + min(1.0, 1e-7 * 2.0**attempt) * rng.uniform(-1, 1, base.size)


class NearbyStart:
    """One chain's start for nutpie, which asks again where it refuses one: a mode has an exact 0 in the gradient."""

    def __init__(self, base: np.ndarray):
        self._base, self._asked = base, 0

    def __call__(self, seed: int) -> np.ndarray:
        self._asked += 1
        return self._base.copy() if self._asked == 1 else _away(self._base, self._asked, np.random.default_rng(seed))


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
