"""Start points and seeds of chains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType

import numpy as np

from theano_common.system.cores import cores as all_cores

from ..compilation.densities.log_density import LogDensity
from ..models.exceptions import SamplingError

Evaluate = Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]
Seed = int | Sequence[int] | np.ndarray | None  # as users give it: one, or one for each chain
Start = np.ndarray | Sequence[np.ndarray] | None
TRIES = 10  # jittered starts tried for a chain
NEARBY = 25  # further starts at growing distances, if the gradient is not finite
RESOLVED = 1e-3
HALVINGS = 50


def starts_of_chains(density: LogDensity, start: Start, chains: int) -> list[np.ndarray]:
    """Return one (dimension,) array per chain from None (the model's own), one array, or one per chain."""
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


def possible_starts(
    evaluate: Evaluate, bases: Sequence[np.ndarray], seeds: Sequence[int], jitter: bool = False, first_chain: int = 0
) -> np.ndarray:
    """Draw a start (chains, dimension) for each chain with a finite log density and gradient.

    evaluate: returns log densities (chains,) and gradients (chains, dimension) at starts; the last call has the
    returned starts. bases: as returned by `starts_of_chains`. jitter: add U(-1, 1), redrawn if the log density is not
    finite. A start with a finite log density but no finite gradient is moved slightly. first_chain: the number of the
    first chain.

    Raises: SamplingError, with `chain` and `start`, for a chain that cannot start.
    """
    generators = [np.random.default_rng(seed) for seed in seeds]
    xs = np.array([_jittered_point(base, rng) if jitter else base for base, rng in zip(bases, generators, strict=True)])
    values, slopes = evaluate(xs)
    for _ in range(TRIES - 1 if jitter else 0):
        bad = np.flatnonzero(~np.isfinite(values))
        if not bad.size:
            break
        for i in bad.tolist():
            xs[i] = _jittered_point(bases[i], generators[i])
        values, slopes = evaluate(xs)
    for k in np.flatnonzero(~np.isfinite(values)).tolist():
        chain = first_chain + k
        raise SamplingError(f"the log density is {float(values[k])} where chain {chain} starts", chain, xs[k])
    return _where_gradients_are_finite(evaluate, xs, values, slopes, generators, first_chain)


def _where_gradients_are_finite(
    evaluate: Evaluate,
    starts: np.ndarray,
    values: np.ndarray,
    slopes: np.ndarray,
    generators: Sequence[np.random.Generator],
    first_chain: int,
) -> np.ndarray:
    xs = starts.copy()
    for attempt in range(NEARBY + 1):
        bad = np.flatnonzero(~(np.isfinite(values) & np.isfinite(slopes).all(axis=1)))
        if not bad.size:
            return xs
        if attempt < NEARBY:
            for i in bad.tolist():
                xs[i] = _away(starts[i], attempt, generators[i])
            values, slopes = evaluate(xs)
    chain = first_chain + int(bad[0])
    raise SamplingError(f"the gradient is not finite where chain {chain} starts", chain, starts[bad[0]])


def _jittered_point(base: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return base + rng.uniform(-1, 1, base.size)


def seeds_of_chains(seed: int | Sequence[int] | None, chains: int) -> list[int]:
    """Return one 64-bit seed per chain, well separated, from one seed, one per chain, or None (fresh)."""
    if seed is None or np.ndim(seed) == 0:
        sequence = np.random.SeedSequence(None if seed is None else abs(int(seed)))  # type: ignore[arg-type]
        return [int(word) for word in sequence.generate_state(chains, np.uint64)]
    if len(seed) != chains:  # type: ignore[arg-type]
        raise ValueError(f"{len(seed)} seeds were given for {chains} chains.")  # type: ignore[arg-type]
    return [seeds_of_chains(one, 1)[0] for one in seed]  # type: ignore[union-attr]


def cores_of(cores: int | None, chains: int) -> int:
    """Return the number of chains to run at a time, by default one on each core."""
    return max(1, min(chains, cores if cores is not None else all_cores()))


def jittered_as_legacy(
    density: LogDensity, rng: ModuleType | np.random.RandomState, chains: int, retries: int = 10
) -> list[np.ndarray]:
    """Draw starts as PyMC3 3.11.5 does for `init="jitter+adapt_diag"`: U(-1, 1) about the model's start.

    One stream serves all chains, with one call per free variable. A start without a finite log density is redrawn up to
    `retries` times; the last one is then kept, and the sampler rejects it with the variable's name.
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
    """Return the start, its distance from the model's start halved until rounding does not hide the density's changes.

    Where the last digit of a value changes the log density by more than RESOLVED, no step is small enough, acceptance
    is a matter of chance, and a chain would stay for ever. Jitter leads there in models with exponentials of sums.
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
    """Draw a point about `base`, at first within single precision, later at growing distances."""
    return base + min(1.0, 1e-7 * 2.0**attempt) * rng.uniform(-1, 1, base.size)


class NearbyStart:
    """The start of one nutpie chain, which asks again after rejecting one: at a mode the gradient has an exact 0."""

    def __init__(self, base: np.ndarray):
        self._base, self._asked = base, 0

    def __call__(self, seed: int) -> np.ndarray:
        self._asked += 1
        return self._base.copy() if self._asked == 1 else _away(self._base, self._asked, np.random.default_rng(seed))


def seeds_as_legacy(seed: Seed, chains: int) -> list[int]:
    """Return one seed per chain, derived as PyMC3 3.11.5's `sample` does.

    A single chain uses an integer seed directly. Several draw `randint(2**30)` each from the global generator, which is
    first seeded with an integer seed and stays so, as in PyMC3.
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
